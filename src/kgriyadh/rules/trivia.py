"""Inferred triples in, whether each says something out: what the rules also give, and nobody wants to read.

What is left out, by every engine alike:

- a literal as a subject, which RDF doesn't have, and anything but an IRI as a predicate;
- that something is itself: reflexive ``owl:sameAs``, ``rdfs:subClassOf``, ``rdfs:subPropertyOf``,
  ``owl:equivalentClass`` and ``owl:equivalentProperty``;
- whatever speaks of ``owl:Thing`` (all is one) or of ``owl:Nothing`` (nothing is one);
- axioms on the vocabularies themselves: which terms are datatypes or annotation properties, which
  datatypes are disjoint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, Literal, URIRef

from kgriyadh.rules.literals import is_datatype

if TYPE_CHECKING:
    from rdflib.graph import _TripleType

_REFLEXIVE = frozenset(
    {OWL.sameAs, RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty}
)
_EMPTY = frozenset({OWL.Thing, OWL.Nothing, RDFS.Resource})
_OF_VOCABULARIES = frozenset({RDFS.Datatype, OWL.AnnotationProperty})


def says_something(triple: _TripleType) -> bool:
    """Return whether an inferred triple is more than a triviality."""
    subject, predicate, value = triple
    if isinstance(subject, Literal) or not isinstance(predicate, URIRef):
        return False
    if (subject == value and predicate in _REFLEXIVE) or subject in _EMPTY or value in _EMPTY:
        return False
    if is_datatype(subject):
        return False
    return predicate != RDF.type or not (value in _OF_VOCABULARIES or is_datatype(value))
