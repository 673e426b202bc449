"""A shape in, the things that may fail it out: all that do, and a few that a closer look will clear.

Each constraint of SHACL Core becomes a SPARQL expression that is true of what fails it, and of what
SPARQL cannot decide. A constraint that is not understood here makes suspects of all targets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import SH, Literal

from kgriyadh.validate import target
from kgriyadh.validate.doubt import Doubts
from kgriyadh.validate.query import body_for_all, over_union, prologue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from kgriyadh.validate.mirror import Mirror


def suspects(shapes: Graph, shape: Node, mirror: Mirror) -> set[Node] | None:
    """Return the targets of a shape that may fail it, or None where all of them have to be looked at."""
    if shapes.value(shape, SH.deactivated) == Literal(True):
        return set()
    targets = target.pattern(shapes, shape, mirror)
    if targets is None:
        return None
    found: set[Node] = set()
    for queries in _queries(shapes, shape, targets, mirror):
        try:
            answer = _answer(queries, mirror)
        except SyntaxError:
            answer = None
        if answer is None:
            return None
        found |= answer
    return found


def _answer(queries: tuple[str, ...], mirror: Mirror) -> set[Node] | None:
    """Return what the last of some queries finds; where one before it finds nothing, it would not either."""
    answer: set[Node] | None = None
    for query in queries:
        answer = mirror.ask(query)
        if not answer:
            break
    return answer


def _queries(shapes: Graph, shape: Node, targets: str, mirror: Mirror) -> Iterator[tuple[str, ...]]:
    """Give the queries whose answers are the suspects; none for a constraint that has no such query.

    A query on graphs by their names comes behind one that finds no less, and asks the union of them.
    """
    constraints = list(shapes.objects(shape, SH.sparql))
    if constraints and (shape, SH.target, None) in shapes:  # its own query has narrowed what it asks
        prefixes = prologue(shapes, *shapes.objects(shape, SH.target))
        yield (f"{prefixes}SELECT DISTINCT ?this WHERE {{ {targets} }}",)
        return
    prefixes = prologue(shapes, *shapes.objects(shape, SH.target), *constraints)
    doubt = Doubts(shapes, mirror).of(shape, "?this")
    if doubt != "false":
        yield (f"{prefixes}SELECT DISTINCT ?this WHERE {{ {targets} FILTER ({doubt}) }}",)
    for constraint in constraints:
        body = body_for_all(str(shapes.value(constraint, SH.select) or ""))
        bodies = (over_union(body), body) if body else ()
        yield tuple(f"{prefixes}SELECT DISTINCT ?this WHERE {{ {targets} {one} }}" for one in bodies if one)
