"""A dataset's file in, its named graphs out, each knowing how it meets a store that has it already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kgriyadh.errors import DatasetIsDamaged
from kgriyadh.store.opening import read_quads

if TYPE_CHECKING:
    from pathlib import Path

_DERIVED_FROM = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """The statements of one named graph.

    ``replaces`` says whether it takes the place of the store's graph of that name, as a document's own
    graph does, or is added to it: what is said about several documents (evidence, inferences) must
    outlive the loading of the next document.
    """

    name: str
    quads: frozenset[Quad]
    replaces: bool

    def ntriples(self) -> bytes:
        """Return the graph as N-Triples, which is Turtle too."""
        return serialize((quad.triple for quad in self.quads), format=RdfFormat.N_TRIPLES) or b""


def named_graphs(file: Path) -> list[NamedGraph]:
    """Return the named graphs of a dataset's file, in the order of their names.

    Raises DatasetIsMissing, DatasetIsDamaged, the latter also when there is no named graph.
    """
    graphs: dict[NamedNode, set[Quad]] = {}
    for quad in read_quads(file):
        if isinstance(quad.graph_name, NamedNode):
            graphs.setdefault(quad.graph_name, set()).add(quad)
    if not graphs:
        raise DatasetIsDamaged(file, None, "it has no named graph, give the dataset.trig")
    derived = {quad.subject for quads in graphs.values() for quad in quads if quad.predicate == _DERIVED_FROM}
    return [
        NamedGraph(name.value, frozenset(quads), replaces=name in derived)
        for name, quads in sorted(graphs.items(), key=lambda item: item[0].value)
    ]
