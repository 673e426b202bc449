"""Readings in, one dataset out: a graph a document, the evidence, what is known besides, the ontology."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from rdflib import DCTERMS, PROV, RDF, RDFS, SDO, SKOS, XSD, Dataset, Literal, URIRef

from kgriyadh import authority, terms
from kgriyadh.fact import Entity
from kgriyadh.graph.evidence import evidence_of
from kgriyadh.graph.identity import decided, linked, named
from kgriyadh.graph.mint import check_base, document_graph_iri, document_iri, graph_iri
from kgriyadh.graph.names import names_of
from kgriyadh.local_id import entities_of, facts_by_subject
from kgriyadh.memory import fill, new_dataset
from kgriyadh.terms import BASE, KGR, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib import Graph
    from rdflib.term import Node

    from kgriyadh.fact import Document, Fact, Reading
    from kgriyadh.resolution import Resolution

_Triple = tuple[URIRef, URIRef, "Node"]


def build(
    readings: Iterable[Reading],
    resolution: Resolution,
    base: str = BASE,
    own: Graph | None = None,
    axioms: Graph | None = None,
) -> Dataset:
    """Return the graph of some readings, whatever their order; ``resolution`` says who is who in them.

    ``own`` is what a user knows besides, with no blank nodes: it joins the background knowledge, as a user's
    ``axioms`` join the ontology.
    ``base`` is what the IRIs of all things but vocabulary terms start with. Raises
    ``BaseIriIsUnusable`` and, for a class or predicate that no vocabulary has, ``TermIsUnknown``.
    """
    check_base(base)
    dataset = new_dataset()
    for prefix, namespace in terms.prefixes(base).items():
        dataset.bind(prefix, namespace, replace=True)
    evidence, identity = (dataset.graph(graph_iri(name, base)) for name in ("evidence", "identity"))
    known = set[str]()
    for reading in readings:
        iris = _iris(reading, resolution, base)
        stated = dataset.graph(document_graph_iri(reading.document.id, base))
        _add_reading(reading, iris, stated, evidence, base)
        fill(identity, named(reading, iris, resolution, base))
        known |= {entity.known for entity in reading.entities if entity.known}
    fill(dataset.graph(graph_iri("decisions", base)), decided(resolution, base))
    fill(identity, linked(resolution, base))
    known |= {
        end.removeprefix(base) for triple in own or () for end in triple[::2] if isinstance(end, URIRef)
    }
    fill(dataset.graph(graph_iri("authority", base)), authority.describe(sorted(known), base))
    fill(dataset.graph(graph_iri("authority", base)), own or ())
    fill(dataset.graph(graph_iri("ontology", base)), terms.ontology())
    fill(dataset.graph(graph_iri("ontology", base)), axioms or ())
    return dataset


def _iris(reading: Reading, resolution: Resolution, base: str) -> dict[str, URIRef]:
    """Return the IRI of each entity of a reading by its key."""
    document = reading.document.id
    return {one.key: URIRef(base + resolution.ids[document, one.key]) for one in entities_of(reading)}


def _add_reading(
    reading: Reading, iris: Mapping[str, URIRef], stated: Graph, evidence: Graph, base: str
) -> None:
    """Add one reading to the graph of its document and to the evidence."""
    document = document_iri(reading.document.id, base)
    triples = [(fact, _triple(fact, iris)) for fact in reading.facts]
    fill(stated, _entities(reading, iris))
    fill(stated, (triple for _, triple in triples))
    fill(evidence, _record(reading.document, document))
    fill(evidence, [(cast("URIRef", stated.identifier), PROV.wasDerivedFrom, document)])
    fill(evidence, evidence_of(reading.document, document, triples, base))


def _entities(reading: Reading, iris: Mapping[str, URIRef]) -> Iterator[_Triple]:
    """Give the types and names of a reading's entities."""
    facts = facts_by_subject(reading.facts)
    for entity in reading.entities:
        iri = iris[entity.key]
        yield iri, RDF.type, expand(entity.kind)
        for predicate, name in zip(_naming(), names_of(entity, facts.get(entity.key, {})), strict=False):
            yield iri, predicate, Literal(name, lang="fr")


def _naming() -> Iterator[URIRef]:
    """Give the predicates of a thing's names: the first is its label."""
    yield RDFS.label
    while True:
        yield SKOS.altLabel


def _triple(fact: Fact, iris: Mapping[str, URIRef]) -> _Triple:
    """Return the triple that a fact is."""
    value = iris[fact.object.key] if isinstance(fact.object, Entity) else _literal(fact.object)
    return iris[fact.subject.key], expand(fact.predicate), value


def _literal(value: date | int | str) -> Literal:
    """Return a value as a literal; words stand as the text has them, without a language."""
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=XSD.date)
    return Literal(str(value), datatype=XSD.integer) if isinstance(value, int) else Literal(value)


def _record(document: Document, iri: URIRef) -> Iterator[_Triple]:
    """Give what is known of a document itself."""
    yield iri, RDF.type, KGR.Document
    yield iri, DCTERMS.identifier, Literal(document.id)
    if document.title:
        yield iri, DCTERMS.title, Literal(document.title, lang="fr")
    if document.published:
        yield iri, DCTERMS.issued, _literal(document.published)
    if document.source:
        yield iri, DCTERMS.source, Literal(document.source)
    if document.url:
        yield iri, SDO.url, Literal(document.url, datatype=XSD.anyURI)
