"""A query in, what a page shows of its answer out: rows whose IRIs are links, or triples as Turtle.

Runs in a process that holds the store open.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QuerySolutions

from kgriyadh.serve.lookup import Link
from kgriyadh.serve.protocol import put
from kgriyadh.store import Answer
from kgriyadh.store.prefixes import compact

if TYPE_CHECKING:
    from kgriyadh.serve.protocol import Operation

_MOST = 1000  # rows or triples on a page


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as a page shows it; ``is_cut`` is whether there is more of it. Triples have no rows."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Link, ...], ...] = ()
    turtle: str = ""
    is_cut: bool = False


def shown(operation: Operation) -> Shown:
    """Return what a page shows of the answer of this process's store; raises Refused (400)."""
    with put(operation) as answer:
        if not answer.is_table:
            triples = [*islice(answer.results, _MOST + 1)]  # type: ignore[arg-type]  # not those of a table
            return Shown((), (), Answer(triples[:_MOST]).serialized("ttl").decode(), len(triples) > _MOST)
        columns = tuple(answer.columns())
        if not isinstance(answer.results, QuerySolutions):
            return Shown(columns, tuple((Link(cell),) for (cell,) in answer.rows()))
        rows = [tuple(map(_cell, row)) for row in islice(answer.results, _MOST + 1)]
        return Shown(columns, tuple(rows[:_MOST]), "", len(rows) > _MOST)


def _cell(term: object) -> Link:
    if isinstance(term, NamedNode):
        return Link(compact(term.value), term.value)
    return Link("" if term is None else str(getattr(term, "value", term)))
