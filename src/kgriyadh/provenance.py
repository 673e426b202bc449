"""A dataset's evidence, read: which document states a triple, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from rdflib import DCTERMS, ORG, PROV, RDF, Graph, URIRef

from kgriyadh.terms import KGR_IRI, OA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Dataset
    from rdflib.graph import _TripleType
    from rdflib.term import Node

_RELATIONS = (KGR_IRI, str(ORG))


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words of a document: code points ``start`` to ``end`` of its text, and what stands there.

    ``document`` is the document's id as it was given.
    """

    document: str
    start: int
    end: int
    exact: str


class Evidence:
    """The evidence of a dataset; ``dataset`` has its default union on, as ``build`` and ``load`` make it."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def document_graphs(self) -> Iterator[tuple[Graph, URIRef]]:
        """Give the graph of each document with the document, sorted by name."""
        names = {graph.identifier for graph in self._dataset.graphs()}
        pairs = self._dataset.subject_objects(PROV.wasDerivedFrom)
        for name, document in sorted((name, document) for name, document in pairs if name in names):
            yield self._dataset.graph(URIRef(str(name))), URIRef(str(document))

    def unbacked(self) -> Iterator[tuple[_TripleType, URIRef]]:
        """Give the relations that a document's graph states and no evidence from it backs, sorted."""
        for graph, document in self.document_graphs():
            for triple in sorted(graph):
                if str(triple[1]).startswith(_RELATIONS) and (*triple, document) not in self._backed:
                    yield triple, document

    def of_triple(
        self, subject: Node, predicate: Node | None = None, value: Node | None = None
    ) -> list[Passage]:
        """Return the words that state something of a subject, sorted; the fewer arguments, the more."""
        return sorted(
            {passage for one in self._about(subject, predicate, value) for passage in self.of_node(one)}
        )

    def of_node(self, node: Node) -> list[Passage]:
        """Return the words that a statement, passage or selector of the evidence points at, sorted."""
        found = set()
        for passage in (node, *self._dataset.objects(node, PROV.wasDerivedFrom), *self._owners(node)):
            for source in self._dataset.objects(passage, OA.hasSource):
                for selector in self._dataset.objects(passage, OA.hasSelector):
                    found.add(self._passage(source, selector))
        return sorted(found)

    def document_id(self, document: Node) -> str:
        """Return the id of a document as it was given, or its IRI where the dataset has none."""
        return str(min(self._dataset.objects(document, DCTERMS.identifier), default=document, key=str))

    def passages(self) -> list[Passage]:
        """Return every passage of the evidence, sorted."""
        nodes = self._dataset.subjects(OA.hasSource, unique=True)
        return sorted({passage for node in nodes for passage in self.of_node(node)})

    def _about(self, subject: Node, predicate: Node | None, value: Node | None) -> Iterator[Node]:
        """Give the statements on a triple, or on all triples that have what is given."""
        for statement in self._dataset.subjects(RDF.subject, subject):
            if predicate is not None and (statement, RDF.predicate, predicate) not in self._dataset:
                continue
            if value is None or (statement, RDF.object, value) in self._dataset:
                yield statement

    def _owners(self, selector: Node) -> Iterator[Node]:
        """Give the passages that a selector selects."""
        return cast("Iterator[Node]", self._dataset.subjects(OA.hasSelector, selector))

    def _passage(self, source: Node, selector: Node) -> Passage:
        """Return the passage of a source that a selector selects; what it lacks is -1 or empty."""
        start, end, exact = (self._dataset.value(selector, term) for term in (OA.start, OA.end, OA.exact))
        return Passage(self.document_id(source), _number(start), _number(end), str(exact or ""))

    @cached_property
    def _backed(self) -> set[tuple[Node | None, ...]]:
        """The triples that have evidence, each with the document it is taken from."""
        dataset = self._dataset
        columns = [dict(dataset.subject_objects(term)) for term in (RDF.subject, RDF.predicate, RDF.object)]
        quoting = set(dataset.subjects(OA.hasSelector))
        source = {node: found for node, found in dataset.subject_objects(OA.hasSource) if node in quoting}
        return {
            (*(column.get(statement) for column in columns), source.get(passage))
            for statement, passage in dataset.subject_objects(PROV.wasDerivedFrom)
        }


def _number(literal: Node | None) -> int:
    """Return an offset, or -1 where it is none."""
    try:
        return int(str(literal))
    except ValueError:
        return -1
