"""Triples in, their OWL 2 RL closure out: what follows from them, and where they contradict themselves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from rdflib import RDF, Literal, URIRef

from kgriyadh.errors import TooManyThingsAreOne
from kgriyadh.rules.dictionary import Dictionary
from kgriyadh.rules.engine import Engine
from kgriyadh.rules.equality import EqualityIsTooWide
from kgriyadh.rules.facts import SAME_AS, TYPE
from kgriyadh.rules.literals import datatypes, differ, is_datatype, is_outside
from kgriyadh.rules.trivia import EMPTY, is_class, is_reflexive, is_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rdflib.graph import _TripleType
    from rdflib.term import Node

    from kgriyadh.rules.engine import Clash
    from kgriyadh.rules.facts import Facts
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
        facts = [self.dictionary.fact(triple) for triple in triples]
        if any(fact[1] in self._list_terms and not self.is_stated(fact) for fact in facts):
            # A list is read as a whole, and what more there is of one changes what its axioms say.
            facts += self._stated()
            self._begin()
            self._read_lists(facts)
        self._restated.update(fact for fact in facts if fact in self.engine.facts)
        try:
            self.engine.run(chain(facts, self._typed_literals()))
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
            for fact in self._saying(found, told):
                if fact not in self._restated:
                    yield self.dictionary.triple(fact)

    def _saying(self, found: Facts, told: list[bool]) -> Iterator[Fact]:
        """Give those of some facts that say something; ``told`` is whether its subject may, by its number.

        By the numbers of their subjects: terms that lie near each other in memory are met together.
        """
        terms, empty = self.dictionary.terms, {self.dictionary[term] for term in EMPTY}
        for kind, members in found.members.items():
            if is_class(terms[kind]):
                yield from ((one, TYPE, kind) for one in sorted(members) if told[one])
        for predicate, pairs in found.pairs.items():
            if isinstance(terms[predicate], URIRef):
                trivial = is_reflexive(terms[predicate])
                for one, other in sorted(pairs):
                    if told[one] and other not in empty and not (trivial and one == other):
                        yield one, predicate, other

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
        first, rest = self.dictionary[RDF.first], self.dictionary[RDF.rest]
        if self.dictionary[head] in self._lists:
            cells = sorted(fact for fact in self._stated((first, rest)))
            node, behind = self.dictionary[head], {s: o for s, p, o in cells if p == rest}
            seen = set()
            while node in behind and node not in seen:
                seen.add(node)
                node = behind[node]
            yield from (self.dictionary.triple(fact) for fact in cells if fact[0] in seen)

    def equals(self) -> Iterator[_TripleType]:
        """Give what is one, as triples of ``owl:sameAs`` in no order."""
        for one, other in self.engine.facts.pairs.get(SAME_AS, ()):
            yield self.dictionary.triple((one, SAME_AS, other))

    def contradictions(self) -> list[Contradiction]:
        """Return what cannot hold together, in no order."""
        clashes = {*self.engine.clashes, *self._clashing_literals()}
        return [Contradiction(rule, tuple(map(self.dictionary.triple, facts))) for rule, facts in clashes]

    def _begin(self) -> None:
        """Start from no facts."""
        self._lists: dict[int, tuple[int, ...]] = {}
        self._typed = 0
        self._restated: set[Fact] = set()  # what was stated after it had been found to follow
        self._list_terms = {self.dictionary[RDF.first], self.dictionary[RDF.rest]}
        self.engine = Engine(self.dictionary.rules(), self._lists, self.dictionary.literals)

    def _stated(self, predicates: Sequence[int] | None = None) -> list[Fact]:
        """Return the facts that were stated, those of some predicates or all."""
        known = self.engine.facts
        facts = (
            known
            if predicates is None
            else ((s, p, o) for p in predicates for s, o in known.pairs.get(p, ()))
        )
        return [fact for fact in facts if self.is_stated(fact)]

    def _read_lists(self, facts: Iterable[Fact]) -> None:
        """Read the members of each RDF list; one that runs in a circle ends where it would begin anew."""
        first, rest = self.dictionary[RDF.first], self.dictionary[RDF.rest]
        cells = sorted(fact for fact in facts if fact[1] in (first, rest))
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
        for one, other in facts.pairs.get(SAME_AS, ()):
            if one < other and differ(terms[one], terms[other]):
                yield "dt-diff", ((one, SAME_AS, other),)
