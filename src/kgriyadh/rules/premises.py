"""A dataset in, the triples to reason on out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import DCTERMS, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Dataset
    from rdflib.graph import _TripleType

_WORDS = frozenset(
    {
        RDFS.label,
        RDFS.comment,
        SKOS.prefLabel,
        SKOS.altLabel,
        SKOS.hiddenLabel,
        SKOS.definition,
        DCTERMS.title,
    }
)
# Graphs that say nothing of things, or that follow from the others.
_APART = ("graph/evidence", "graph/decisions", "graph/inferred")


def premises(dataset: Dataset) -> Iterator[_TripleType]:
    """Give the triples to reason on: those of all graphs but evidence, decisions and an earlier closure."""
    for graph in dataset.graphs():
        if not str(graph.identifier).endswith(_APART):
            yield from (triple for triple in graph if triple[1] not in _WORDS)
