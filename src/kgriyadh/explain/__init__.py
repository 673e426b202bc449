"""A fact asked for in words in, why it holds out: the quotes that state it, or its proof down to quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import URIRef

from kgriyadh.cite import Citations
from kgriyadh.errors import FactIsUnknown
from kgriyadh.explain.question import Names
from kgriyadh.proof import prove
from kgriyadh.rules import Closure
from kgriyadh.rules.premises import premises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Dataset
    from rdflib.graph import _TripleType
    from rdflib.term import Node

    from kgriyadh.proof import Proof

_BY = {"fr": "par la règle", "en": "by rule"}
_MOST_NEAR = 5


def explain(dataset: Dataset, question: str, language: str = "fr") -> str:
    """Return why a fact holds, as lines of text in ``fr`` or ``en``.

    ``question`` is subject, predicate and object by labels, compact names (``kgr:host``,
    ``person:issa-traore``) or IRIs. What no graph states is proved by the rules of OWL 2 RL. Raises
    ``FactIsUnknown``, with near misses, where nothing is so called or where the fact doesn't hold.
    """
    names, closure = Names(dataset), Closure(premises(dataset))
    citations = Citations(dataset, language)
    asked = sorted(names.triples(question))
    for triple in asked:
        if (proof := prove(closure, triple)) is not None:
            return "\n".join(_lines(proof, citations, _BY[language]))
    related = [citations.sentence(one) for one in _related(closure, asked, names.ends(question))]
    near = names.near(question) if not asked and not related else related
    raise FactIsUnknown(question, tuple(near[:_MOST_NEAR]), is_understood=bool(asked or related))


def _related(closure: Closure, asked: list[_TripleType], ends: set[tuple[Node, Node]]) -> list[_TripleType]:
    """Return what does hold between the ends asked for, then of a subject and predicate asked for."""
    starts = {(subject, predicate) for subject, predicate, _ in asked}
    holding = {one for one in (*closure.inferred(), *closure.stated_triples()) if isinstance(one[0], URIRef)}
    between = {one for one in holding if (one[0], one[2]) in ends}
    return sorted(between) + sorted(one for one in holding - between if one[:2] in starts)


def _lines(proof: Proof, citations: Citations, by: str) -> Iterator[str]:
    """Give the lines of a proof, what it rests on a level further in."""
    yield citations.sentence(proof.triple) + (f" [{by} {proof.rule}]" if proof.rule else "")
    below = [list(_lines(premise, citations, by)) for premise in proof.premises]
    if not proof.rule:
        below = [[source] for source in citations.sources(proof.triple)]
    for place, lines in enumerate(below, 1):
        first, further = ("└─ ", "   ") if place == len(below) else ("├─ ", "│  ")
        yield first + lines[0]
        yield from (further + line for line in lines[1:])
