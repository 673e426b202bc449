"""A closure and a triple in, the proof of the triple out: rules and premises down to what is stated.

A fact that a round of the engine found follows from facts of earlier rounds, so that a proof looks only
backwards and is as short as any. What it rests on is then thinned out: without any one of the triples
left, it falls.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rdflib import Literal

from kgriyadh.rules import Closure, Contradiction
from kgriyadh.rules.facts import SAME_AS, TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rdflib.graph import _TripleType

    from kgriyadh.rules.plan import Fact, Plan

_DATATYPE = "dt-type2"


@dataclass(frozen=True, slots=True)
class Proof:
    """A triple, the OWL 2 RL rule that gives it, and the proofs of its premises.

    A stated triple has neither; a literal's datatype has a rule and no premise.
    """

    triple: _TripleType
    rule: str = ""
    premises: tuple[Proof, ...] = ()

    def leaves(self) -> set[_TripleType]:
        """Return the stated triples that it rests on."""
        if not self.rule:
            return {self.triple}
        return {leaf for premise in self.premises for leaf in premise.leaves()}


def prove(closure: Closure, triple: _TripleType) -> Proof | None:
    """Return the proof of a triple from as few stated ones as will do; None if it doesn't hold."""
    proof = _Search(closure).proof(triple)
    if proof is None or not proof.rule:
        return proof
    enough = _thinned(closure, proof.leaves(), lambda small: _holds(small, triple))
    return _Search(enough).proof(triple)


def refute(closure: Closure, contradiction: Contradiction) -> tuple[Contradiction, tuple[Proof, ...]]:
    """Return a contradiction with the proofs of its triples, from as few stated ones as still clash."""
    search = _Search(closure)
    proofs = [proof for proof in map(search.proof, contradiction.triples) if proof]
    leaves = {leaf for proof in proofs for leaf in proof.leaves()} or _saying(closure, contradiction)
    enough = _thinned(closure, leaves, lambda small: bool(small.contradictions()))
    found = min(enough.contradictions(), key=lambda one: (one.rule, [_key(triple) for triple in one.triples]))
    search = _Search(enough)
    proofs = [proof for proof in map(search.proof, found.triples) if proof]
    if not any(proof.leaves() for proof in proofs):
        proofs = [Proof(triple) for triple in sorted(_saying(enough, found), key=_key)]
    return found, tuple(proofs)


def _saying(closure: Closure, contradiction: Contradiction) -> set[_TripleType]:
    """Return the stated triples that say a literal which is none of its own datatype: it clashes alone."""
    literals = {triple[0] for triple in contradiction.triples}
    return {triple for triple in closure.stated_triples() if triple[2] in literals}


def _thinned(closure: Closure, leaves: Iterable[_TripleType], still: Callable[[Closure], bool]) -> Closure:
    """Return the closure of the leaves without those that something doesn't need."""
    kept = sorted(leaves, key=_key)
    for leaf in tuple(kept):
        fewer = [one for one in kept if one != leaf]
        if still(_closure_of(closure, fewer)):
            kept = fewer
    return _closure_of(closure, kept)


def _closure_of(closure: Closure, triples: Sequence[_TripleType]) -> Closure:
    """Return the closure of some triples and the lists that they speak of."""
    lists = {cell for _, _, value in triples for cell in closure.list_triples(value)}
    return Closure([*triples, *lists])


def _holds(closure: Closure, triple: _TripleType) -> bool:
    return closure.dictionary.fact(triple) in closure.engine.facts


def _key(triple: _TripleType) -> tuple[str, str, str]:
    """Return what to sort a triple by."""
    subject, predicate, value = (term.n3() if isinstance(term, Literal) else str(term) for term in triple)
    return subject, predicate, value


class _Search:
    """Looks for proofs in one closure; each fact is proved once."""

    def __init__(self, closure: Closure) -> None:
        self._closure, self._engine = closure, closure.engine
        self._proofs: dict[Fact, Proof] = {}

    def proof(self, triple: _TripleType) -> Proof | None:
        """Return the shortest proof of a triple, None if it doesn't hold."""
        fact = self._closure.dictionary.fact(triple)
        return self._prove(fact) if fact in self._engine.facts else None

    def _prove(self, fact: Fact) -> Proof:
        if fact not in self._proofs:
            self._proofs[fact] = self._new_proof(fact)
        return self._proofs[fact]

    def _new_proof(self, fact: Fact) -> Proof:
        triple, number = self._closure.dictionary.triple(fact), self._round(fact)
        if self._closure.is_stated(fact):
            return Proof(triple)
        if number == 0:
            return Proof(triple, _DATATYPE)
        ways = (way for way in self._ways(fact) if all(self._round(one) < number for one in way[1]))
        rule, premises = min(ways, key=self._length)
        return Proof(triple, rule, tuple(map(self._prove, premises)))

    def _length(self, way: tuple[str, tuple[Fact, ...]]) -> tuple[object, ...]:
        """Return what makes a way to a fact the better one: shallow premises, few of them, their names."""
        rule, premises = way
        names = [_key(self._closure.dictionary.triple(one)) for one in premises]
        return max(map(self._round, premises), default=0), len(premises), rule, names

    def _round(self, fact: Fact) -> int:
        """Return the round that found a fact, from 1 on; 0 for one that is stated."""
        if self._closure.is_stated(fact):
            return 0
        return next((number for number, found in enumerate(self._engine.rounds, 1) if fact in found), 0)

    def _ways(self, fact: Fact) -> Iterator[tuple[str, tuple[Fact, ...]]]:
        """Give the rules that conclude a fact, each with the premises that hold."""
        yield from self._equals(fact)
        keys = [(TYPE, fact[2]), (TYPE, -1)] if fact[1] == TYPE else [(fact[1], -1)]
        for plan in (plan for key in keys for plan in self._plans[key]):
            binding = [-1] * len(plan.names)
            if plan.head is None or not _unified(plan.head, fact, binding):
                continue
            known = frozenset(~slot for slot, value in enumerate(binding) if value >= 0)
            for solution in self._engine.solutions(plan.order(None, known), binding):
                premises = (tuple(t if t >= 0 else solution[~t] for t in one) for one in plan.patterns)
                yield plan.rule, (*plan.axioms, *((s, p, o) for s, p, o in premises))

    def _equals(self, fact: Fact) -> Iterator[tuple[str, tuple[Fact, ...]]]:
        """Give the ways to a fact through another name of one of its terms."""
        names = ("eq-rep-s", "eq-rep-p", "eq-rep-o")
        equals = self._engine.facts.subjects(SAME_AS)
        for place, rule in enumerate(names):
            for other in equals.get(fact[place], ()):
                s, p, o = (other if at == place else term for at, term in enumerate(fact))
                if other != fact[place] and (s, p, o) in self._engine.facts:
                    yield rule, ((other, SAME_AS, fact[place]), (s, p, o))

    @cached_property
    def _plans(self) -> defaultdict[tuple[int, int], list[Plan]]:
        """The plans by what they conclude: rdf:type and a class, or a predicate."""
        found: defaultdict[tuple[int, int], list[Plan]] = defaultdict(list)
        for plan in self._engine.plans:
            if plan.head is not None:
                _, predicate, value = plan.head
                found[predicate, value if predicate == TYPE and value >= 0 else -1].append(plan)
        return found


def _unified(head: Fact, fact: Fact, binding: list[int]) -> bool:
    """Fill the slots of a binding so that the head of a plan is a fact; return whether it can be."""
    for term, value in zip(head, fact, strict=True):
        if term >= 0:
            if term != value:
                return False
        elif binding[~term] not in (-1, value):
            return False
        else:
            binding[~term] = value
    return True
