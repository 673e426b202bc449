"""A contradiction in, a sentence that a user can act on out: with names, and the documents concerned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rdflib import DCTERMS, PROV, RDF, RDFS, Literal, URIRef

from kgriyadh.terms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Dataset
    from rdflib.term import Node

    from kgriyadh.rules import Contradiction


def told(dataset: Dataset, contradiction: Contradiction) -> str:
    """Return facts that cannot hold together as a sentence, with the name of the rule that says so."""
    facts = (" ".join(_words(term) for term in triple) for triple in contradiction.triples)
    return readable(dataset, f"{'; '.join(facts)}: these cannot hold together ({contradiction.rule})")


def _words(term: Node) -> str:
    if term == RDF.type:
        return "a"
    return f'"{term}"' if isinstance(term, Literal) else str(term)


def readable(dataset: Dataset, message: str) -> str:
    """Return a message with labels for IRIs and the documents that speak of the things in it."""
    iris = [URIRef(iri) for iri in re.findall(r"https?://[^\s,'()]+[^\s,'().:;]", message)]
    for iri in sorted(iris, key=len, reverse=True):
        message = message.replace(iri, _name(dataset, iri))
    documents = {name for iri in iris for name in _documents(dataset, iri)}
    return f"{message} (in {', '.join(sorted(documents))})" if documents else message


def _name(dataset: Dataset, iri: URIRef) -> str:
    """Return the label of a thing, or the compact form of a term."""
    labels = sorted(str(label) for label in dataset.objects(iri, RDFS.label))
    term = compact(iri)
    return f"« {labels[0]} »" if labels and term == iri else term


def _documents(dataset: Dataset, iri: URIRef) -> Iterator[str]:
    """Give the ids of the documents that state something of a thing."""
    for graph in _naming_graphs(dataset, iri):
        for document in dataset.objects(graph, PROV.wasDerivedFrom):
            yield from (str(name) for name in dataset.objects(document, DCTERMS.identifier))


def _naming_graphs(dataset: Dataset, iri: URIRef) -> set[Node]:
    """Return the names of the graphs that have a thing as a subject."""
    return {graph for _, _, _, graph in dataset.quads((iri, RDF.type, None, None)) if graph is not None}
