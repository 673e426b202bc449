"""Triples in, their OWL 2 RL closure out: what follows from them, and where they contradict themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import RDF, Literal, URIRef

from kgriyadh.errors import TooManyThingsAreOne
from kgriyadh.rules.dictionary import Dictionary
from kgriyadh.rules.engine import Engine
from kgriyadh.rules.equality import EqualityIsTooWide
from kgriyadh.rules.facts import SAME_AS, TYPE, Facts
from kgriyadh.rules.literals import datatypes, differ, is_datatype, is_outside
from kgriyadh.rules.pair import ends
from kgriyadh.rules.trivia import EMPTY, is_class, is_reflexive, is_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rdflib.graph import _TripleType
    from rdflib.term import Node

    from kgriyadh.rules.engine import Clash
    from kgriyadh.rules.plan import Fact


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Triples that cannot hold together, by the name of the rule that they break."""

    rule: str
    triples: tuple[_TripleType, ...]


class Closure:
    """What follows from triples by the rules of OWL 2 RL; more triples can be added later.

    Adding looks only at what follows from what is added; what comes out is the closure of all.
    Raises ``TooManyThingsAreOne`` where the closure would be out of all proportion.
    """

    def __init__(self, triples: Iterable[_TripleType] = ()) -> None:
        self.dictionary = Dictionary()
        self._begin()
        self.add(triples)

    def add(self, triples: Iterable[_TripleType]) -> None:
        """Add triples and what follows from them and those already there."""
        facts = Facts(map(self.dictionary.fact, triples))
        if any(not self.is_stated(cell) for cell in facts.of(self._list_terms)):
            # A list is read as a whole, and what more there is of one changes what its axioms say.
            facts.take(Facts(self._stated()))
            self._begin()
            self._read_lists(facts)
        self._restated.take(facts & self.engine.facts)
        facts.take(Facts(self._typed_literals()))
        try:
            self.engine.run(facts)
        except EqualityIsTooWide as error:
            names = sorted(str(self.dictionary.terms[number]) for number in error.things)
            raise TooManyThingsAreOne(tuple(names)) from error

    def inferred(self, about: str = "") -> Iterator[_TripleType]:
        """Give what follows and isn't stated, without trivia, in no order.

        Only of subjects whose IRIs start with ``about``. It is ``says_something`` of each triple, asked
        once a term.
        """
        told = [str(term).startswith(about) and is_subject(term) for term in self.dictionary.terms]
        for found in self.engine.rounds:
            yield from self._saying(found - self._restated if self._restated else found, told)

    def _saying(self, found: Facts, told: list[bool]) -> Iterator[_TripleType]:
        """Give those of some facts that say something; ``told`` is whether its subject may, by its number.

        By the numbers of their subjects: terms that lie near each other in memory are met together.
        """
        terms, empty = self.dictionary.terms, {self.dictionary[term] for term in EMPTY}
        for kind, members in found.members.items():
            if is_class(terms[kind]):
                yield from ((terms[one], terms[TYPE], terms[kind]) for one in sorted(members) if told[one])
        for predicate, pairs in found.pairs.items():
            if isinstance(terms[predicate], URIRef):
                trivial = is_reflexive(terms[predicate])
                for one, other in ends(sorted(pairs)):
                    if told[one] and other not in empty and not (trivial and one == other):
                        yield terms[one], terms[predicate], terms[other]

    def stated_triples(self) -> Iterator[_TripleType]:
        """Give what was stated, in no order."""
        yield from map(self.dictionary.triple, self._stated())

    def is_stated(self, fact: Fact) -> bool:
        """Return whether a fact was stated, and doesn't only follow."""
        if fact in self._restated:
            return True
        is_known = fact in self.engine.facts and fact[0] not in self.dictionary.literals
        return is_known and not any(fact in found for found in self.engine.rounds)

    def list_triples(self, head: Node) -> Iterator[_TripleType]:
        """Give the triples of the RDF list that begins at a node, none where no list does."""
        rest = self.dictionary[RDF.rest]
        if self.dictionary[head] in self._lists:
            cells = sorted(self._stated(self._list_terms))
            node, behind = self.dictionary[head], {s: o for s, p, o in cells if p == rest}
            seen = set()
            while node in behind and node not in seen:
                seen.add(node)
                node = behind[node]
            yield from (self.dictionary.triple(fact) for fact in cells if fact[0] in seen)

    def equals(self) -> Iterator[_TripleType]:
        """Give what is one, as triples of ``owl:sameAs`` in no order."""
        for one, other in ends(self.engine.facts.pairs.get(SAME_AS, ())):
            yield self.dictionary.triple((one, SAME_AS, other))

    def contradictions(self) -> list[Contradiction]:
        """Return what cannot hold together, in no order."""
        clashes = {*self.engine.clashes, *self._clashing_literals()}
        return [Contradiction(rule, tuple(map(self.dictionary.triple, facts))) for rule, facts in clashes]

    def _begin(self) -> None:
        """Start from no facts."""
        self._lists: dict[int, tuple[int, ...]] = {}
        self._typed = 0
        self._restated = Facts()  # what was stated after it had been found to follow
        self._list_terms = self.dictionary[RDF.first], self.dictionary[RDF.rest]
        self.engine = Engine(self.dictionary.rules(), self._lists, self.dictionary.literals)

    def _stated(self, predicates: Sequence[int] | None = None) -> list[Fact]:
        """Return the facts that were stated, those of some predicates or all."""
        known = self.engine.facts
        facts = known if predicates is None else known.of(predicates)
        return [fact for fact in facts if self.is_stated(fact)]

    def _read_lists(self, facts: Facts) -> None:
        """Read the members of each RDF list; one that runs in a circle ends where it would begin anew."""
        first, rest = self._list_terms
        cells = sorted(facts.of(self._list_terms))
        members = {s: o for s, p, o in cells if p == first}
        behind = {s: o for s, p, o in cells if p == rest}
        for head in members:
            node, found = head, dict[int, int]()
            while node in members and node not in found:
                found[node] = members[node]
                node = behind.get(node, -1)
            self._lists[head] = tuple(found.values())

    def _typed_literals(self) -> Iterator[Fact]:
        """Give the datatypes of literals that were not met before (dt-type2)."""
        terms = self.dictionary.terms
        for number in range(self._typed, len(terms)):
            term = terms[number]
            if isinstance(term, Literal):
                yield from ((number, TYPE, self.dictionary[datatype]) for datatype in datatypes(term))
        self._typed = len(terms)

    def _clashing_literals(self) -> Iterator[Clash]:
        """Give literals outside their datatype (dt-not-type), and those that are one and differ (dt-diff)."""
        terms, facts = self.dictionary.terms, self.engine.facts
        for kind in [kind for kind in facts.members if is_datatype(terms[kind])]:
            for one in facts.members[kind] & self.dictionary.literals:
                if is_outside(terms[one], terms[kind]):
                    yield "dt-not-type", ((one, TYPE, kind),)
        for one, other in ends(facts.pairs.get(SAME_AS, ())):
            if one < other and differ(terms[one], terms[other]):
                yield "dt-diff", ((one, SAME_AS, other),)
