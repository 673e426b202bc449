"""Contradictions in, what a user can act on out: a sentence each, and what is behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import URIRef

from kgriyadh.cite import Citations
from kgriyadh.proof import prove, refute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Dataset
    from rdflib.graph import _TripleType

    from kgriyadh.proof import Proof
    from kgriyadh.rules import Closure, Contradiction

# Each is shown with its causes; where there are more, the first of them say enough.
_SHOWN = 20
# {0} and {1} are the subject and object of the last triple that clashes, {2} the object of the one before.
_SENTENCES: Mapping[str, str] = {
    "cax-dw": "{0} cannot be both {2} and {1}",
    "cax-adc": "{0} cannot be both {2} and {1}",
    "cls-com": "{0} cannot be both {2} and {1}",
    "prp-irp": "{0} cannot be {3} itself",
    "prp-asyp": "{0} and {1} cannot be {3} each other",
    "dt-diff": "a property that has one value has {0} and {1}",
    "dt-not-type": "{0} is no {1}",
}


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """What cannot hold, in a sentence; ``causes`` are the statements behind it, each with its sources."""

    sentence: str
    causes: tuple[str, ...] = ()


def clashes(dataset: Dataset, closure: Closure, base: str) -> list[Clash]:
    """Return the contradictions of a closure, sorted, each with causes that suffice for it.

    Two things of the data that would have to be one count as a contradiction: names that differ are
    two things.
    """
    citations = Citations(dataset)
    found: dict[frozenset[_TripleType], Clash] = {}
    for proofs, sentence in (*_broken(closure, citations, base), *_forced(closure, citations, base)):
        leaves = frozenset(leaf for proof in proofs for leaf in proof.leaves())
        found.setdefault(leaves, Clash(sentence, _causes(leaves, citations, base)))
    return sorted(found.values())


_Case = tuple[tuple["Proof", ...], str]


def _broken(closure: Closure, citations: Citations, base: str) -> Iterator[_Case]:
    """Give one contradiction for each set of things that contradict, with the proofs of its triples."""
    of: dict[tuple[str, ...], Contradiction] = {}
    for one in sorted(closure.contradictions(), key=lambda one: (one.rule, str(one.triples))):
        things = {str(term) for triple in one.triples for term in triple if str(term).startswith(base)}
        of.setdefault(tuple(sorted(things)) or (one.rule,), one)
    for one in [of[things] for things in sorted(of)][:_SHOWN]:
        contradiction, proofs = refute(closure, one)
        yield proofs, _sentence(contradiction, citations)


def _forced(closure: Closure, citations: Citations, base: str) -> Iterator[_Case]:
    """Give the pairs of things that would have to be one, each once, with the proof of it."""
    pairs = sorted(
        (one, predicate, other)
        for one, predicate, other in closure.equals()
        if str(one).startswith(base) and str(other).startswith(base) and str(one) < str(other)
    )
    for pair in pairs[:_SHOWN]:
        proof = prove(closure, pair)
        names = sorted(citations.name(end) for end in (pair[0], pair[2]))
        yield (proof,) if proof else (), f"{names[0]} and {names[1]} would have to be one thing"


def _sentence(contradiction: Contradiction, citations: Citations) -> str:
    *before, (subject, predicate, value) = contradiction.triples
    pattern = _SENTENCES.get(contradiction.rule)
    if pattern is None:
        facts = "; ".join(citations.sentence(triple) for triple in contradiction.triples)
        return f"{facts}: these cannot hold together ({contradiction.rule})"
    other = before[-1][2] if before else value
    return pattern.format(*(citations.name(term) for term in (subject, value, other, predicate)))


def _causes(leaves: frozenset[_TripleType], citations: Citations, base: str) -> tuple[str, ...]:
    """Return statements with their sources, those on things before the axioms."""
    ordered = sorted(leaves, key=lambda leaf: (not str(leaf[0]).startswith(base), citations.sentence(leaf)))
    return tuple(f"{citations.sentence(leaf)} ({'; '.join(citations.sources(leaf))})" for leaf in ordered)


def readable(dataset: Dataset, message: str) -> str:
    """Return a message of owlrl with labels for IRIs."""
    citations = Citations(dataset)
    iris = {URIRef(iri) for iri in re.findall(r"https?://[^\s,'()]+[^\s,'().:;]", message)}
    for iri in sorted(iris, key=len, reverse=True):
        message = message.replace(iri, citations.name(iri))
    return message
