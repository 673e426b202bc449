"""A dataset in, the same dataset with what OWL 2 RL adds to it out, in a graph of its own.

The closure is owlrl's (7.6) over what documents state, what is known besides and the ontology. It
sees neither evidence nor labels, which no rule needs. Of what it adds, only what it says of things
stays: no restated ontology, no ``owl:Thing``, nothing equal to itself, no literal as a subject.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from owlrl import DeductiveClosure, OWLRL_Semantics
from owlrl.Namespaces import ERRNS
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, Graph, Literal, URIRef

from kgriyadh.errors import FactsContradictTheOntology
from kgriyadh.terms import BASE, VOCABULARIES, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib import Dataset
    from rdflib.graph import _TripleType
    from rdflib.term import Node

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
_TRIVIAL_CLASSES = frozenset({OWL.Thing, RDFS.Resource, OWL.NamedIndividual})
_ABOUT_CLASSES = (str(RDFS), str(OWL))


def close(dataset: Dataset, base: str = BASE) -> Dataset:
    """Add what follows from a dataset as its graph ``graph/inferred``, and return the dataset.

    Raises ``FactsContradictTheOntology`` where facts cannot hold together, or where two things could
    hold together only by being one: names that differ are two things here.
    """
    stated = _merged(dataset.graph(name) for name in _premises(dataset, base))
    closure = _merged([stated])
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closure)
    if contradictions := sorted({*_errors(closure), *_forced_equal(closure, base)}):
        raise FactsContradictTheOntology(tuple(_readable(dataset, one) for one in contradictions))
    inferred = dataset.graph(URIRef(f"{base}graph/inferred"))
    for triple in closure:
        if triple not in stated and _says_something(triple, base):
            inferred.add(triple)
    return dataset


def _premises(dataset: Dataset, base: str) -> list[URIRef]:
    """Return the names of the graphs to reason on: all but the evidence and an earlier closure."""
    names = {URIRef(str(graph.identifier)) for graph in dataset.graphs()}
    return sorted(name for name in names if not name.endswith(("graph/evidence", "graph/inferred")))


def _merged(graphs: Iterable[Graph]) -> Graph:
    """Return the triples of some graphs but those that only name things."""
    merged = Graph(bind_namespaces="none")
    for graph in graphs:
        for triple in graph:
            if triple[1] not in _WORDS:
                merged.add(triple)
    return merged


def _says_something(triple: _TripleType, base: str) -> bool:
    """Return whether an inferred triple tells a user something about a thing."""
    subject, predicate, value = triple
    if not (isinstance(subject, URIRef) and subject.startswith(base)) or subject == value:
        return False
    if predicate == RDF.type:
        return value not in _TRIVIAL_CLASSES and str(value).startswith(tuple(VOCABULARIES.values()))
    return isinstance(value, URIRef | Literal) and not str(predicate).startswith(_ABOUT_CLASSES)


def _errors(closure: Graph) -> Iterator[str]:
    """Give the contradictions that owlrl found."""
    for message in closure.objects(None, ERRNS.error):
        yield " ".join(str(message).split())


def _forced_equal(closure: Graph, base: str) -> Iterator[str]:
    """Give the pairs of things that the rules made equal, each once."""
    for one, other in closure.subject_objects(OWL.sameAs):
        if str(one).startswith(base) and str(other).startswith(base) and str(one) < str(other):
            yield f"{one} and {other} would have to be one thing"


def _readable(dataset: Dataset, message: str) -> str:
    """Return a message with labels for IRIs and the documents that speak of the things in it."""
    iris = [URIRef(iri) for iri in re.findall(r"https?://[^\s,'()]+[^\s,'().:]", message)]
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
