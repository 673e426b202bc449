"""Graphs in, their triples in one order out, whatever the order they were made in.

By subject, its types first, then by predicate and object: neat to read and small to diff.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, Literal, URIRef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph
    from rdflib.graph import _TripleType
    from rdflib.term import Node


class _Keys(dict["Node", str]):
    """Sort keys of terms, each made once: comparing strings is many times faster than comparing terms."""

    def __missing__(self, term: Node) -> str:
        key = self[term] = _key(term)
        return key


def in_order(graphs: Iterable[Graph]) -> list[_TripleType]:
    """Return the triples of some graphs, each once, in order."""
    keys = _Keys({RDF.type: ""})
    unsorted = {triple for graph in graphs for triple in graph}
    return sorted(unsorted, key=lambda triple: (keys[triple[0]], keys[triple[1]], keys[triple[2]]))


def _key(term: Node) -> str:
    """Return what to sort a term by; two terms never have one key."""
    if isinstance(term, Literal):
        return f"{term}\x00{term.language or ''}\x00{term.datatype or ''}"
    return str(term) if isinstance(term, URIRef) else f"_:{term}"
