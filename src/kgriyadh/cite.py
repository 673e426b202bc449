"""A triple in, what to call it and where it is stated out: document and words, background, ontology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, SKOS, Literal, URIRef

from kgriyadh.manchester import expression
from kgriyadh.provenance import Evidence
from kgriyadh.terms import VOCABULARIES, compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Dataset
    from rdflib.graph import _TripleType
    from rdflib.term import Node

_WORDS: Mapping[str, Mapping[URIRef | str, str]] = {
    "fr": {
        RDF.type: "est de la classe",
        OWL.sameAs: "est la même chose que",
        "authority": "connaissances de référence",
        "ontology": "ontologie",
    },
    "en": {
        RDF.type: "is of the class",
        OWL.sameAs: "is the same as",
        "authority": "background knowledge",
        "ontology": "ontology",
    },
}


class Citations:
    """What the triples of a dataset are called, in ``fr`` or ``en``, and where they are stated."""

    def __init__(self, dataset: Dataset, language: str = "en") -> None:
        self._dataset, self._language = dataset, language
        self._evidence, self._words = Evidence(dataset), _WORDS[language]

    def name(self, term: Node) -> str:
        """Return what to call a term: its label, a term of a vocabulary by its compact name."""
        if isinstance(term, Literal):
            return f'"{term}"'
        short = compact(str(term))
        return short if short != str(term) else self._expression(term) or f"« {self.label(term)} »"

    def label(self, term: Node) -> str:
        """Return the label of a term in the language, or in another; its compact name if it has none."""
        labels = [
            text
            for predicate in (RDFS.label, SKOS.prefLabel)
            for text in self._dataset.objects(term, predicate)
            if isinstance(text, Literal)
        ]
        ranked = sorted(labels, key=lambda text: (text.language != self._language, text.language or "", text))
        return str(ranked[0]) if ranked else compact(str(term))

    def sentence(self, triple: _TripleType) -> str:
        """Return a triple in words; an axiom on vocabulary by the compact names of its terms."""
        subject, predicate, value = triple
        if str(subject).startswith(tuple(VOCABULARIES.values())) or self._expression(subject):
            return " ".join(map(self.name, triple))
        verb = self._words.get(URIRef(str(predicate))) or self.label(predicate)
        if predicate == RDF.type:
            return f"{self.name(subject)} {verb} {self._expression(value) or f'« {self.label(value)} »'}"
        return f"{self.name(subject)} {verb} {self.name(value)}"

    def _expression(self, term: Node) -> str:
        """Return a class expression or a list as Manchester syntax has it, nothing for another term."""
        return expression(self._dataset, term, self.name)

    def sources(self, triple: _TripleType) -> list[str]:
        """Return where a triple is stated, sorted: a document and its words, or what else says so."""
        graphs = {graph for *_, graph in self._dataset.quads((*triple, None)) if graph is not None}
        return sorted({line for graph in graphs for line in self._of_graph(graph, triple)})

    def _of_graph(self, graph: Node, triple: _TripleType) -> Iterator[str]:
        kind = str(graph).rpartition("/")[2]
        documents = [
            document for name, document in self._evidence.document_graphs() if name.identifier == graph
        ]
        if not documents:
            yield self._words.get(kind, kind)
        for document in map(self._evidence.document_id, documents):
            said = [one for one in self._evidence.of_triple(*triple) if one.document == document]
            if not said:  # no words state that something is a person: where it is first spoken of must do
                about = self._evidence.of_triple(triple[0])
                said = [one for one in about if one.document == document][:1]
            yield from (f"{document} {one.start}-{one.end} « {one.exact} »" for one in said)
            if not said:
                yield document
