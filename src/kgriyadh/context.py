"""The ontology in, the context of our JSON-LD out: a new property has its name in JSON without any code."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from rdflib import OWL, RDF, RDFS, SKOS, XSD, URIRef

from kgriyadh.terms import KGR_IRI, VOCABULARIES, compact, ontology

if TYPE_CHECKING:
    from collections.abc import Iterator

# By language: {"fr": "rencontre", "en": "meeting"}.
BY_LANGUAGE = (RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.definition)

Context = dict[str, Any]


@cache
def context() -> Context:
    """Return the context: prefixes, then the ontology's classes and properties by their local names."""
    terms: Context = {}
    for iri in sorted(_declared(), key=lambda iri: (not iri.startswith(KGR_IRI), iri)):
        terms.setdefault(_local(iri), _definition(iri))
    return {"id": "@id", "type": "@type", **dict(sorted(VOCABULARIES.items())), **dict(sorted(terms.items()))}


def _declared() -> Iterator[URIRef]:
    """Give what the ontology declares: its own classes, all properties it speaks of, the naming ones."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    for kind in kinds:
        for term in ontology().subjects(RDF.type, kind):
            if isinstance(term, URIRef) and (kind != OWL.Class or term.startswith(KGR_IRI)):
                yield term
    yield from BY_LANGUAGE


def _definition(iri: URIRef) -> Context | str:
    """Return the definition of one term."""
    if iri in BY_LANGUAGE:
        return {"@id": compact(iri), "@container": "@language"}
    if (iri, RDF.type, OWL.ObjectProperty) in ontology():
        return {"@id": compact(iri), "@type": "@id"}
    datatype = ontology().value(iri, RDFS.range)
    if (iri, RDF.type, OWL.DatatypeProperty) in ontology() and datatype not in (None, XSD.string):
        return {"@id": compact(iri), "@type": compact(str(datatype))}
    return compact(iri)


def _local(iri: str) -> str:
    """Return the part of a term's IRI after its namespace."""
    return compact(iri).partition(":")[2]
