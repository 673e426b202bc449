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
    from rdflib.term import Node

_REFLEXIVE = frozenset(
    {OWL.sameAs, RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty}
)
EMPTY = frozenset({OWL.Thing, OWL.Nothing, RDFS.Resource})
_OF_VOCABULARIES = frozenset({RDFS.Datatype, OWL.AnnotationProperty})
_TYPE = RDF.type  # rdflib's namespaces are slow to look into


def says_something(triple: _TripleType) -> bool:
    """Return whether an inferred triple is more than a triviality."""
    subject, predicate, value = triple
    if not is_subject(subject) or not isinstance(predicate, URIRef):
        return False
    if predicate == _TYPE:
        return is_class(value)
    return value not in EMPTY and not (subject == value and is_reflexive(predicate))


def is_subject(term: Node) -> bool:
    """Return whether what is inferred of a term may say something."""
    return not (isinstance(term, Literal) or term in EMPTY or is_datatype(term))


def is_class(term: Node) -> bool:
    """Return whether it says something that a thing is of this class."""
    return not (term in EMPTY or term in _OF_VOCABULARIES or is_datatype(term))


def is_reflexive(predicate: Node) -> bool:
    """Return whether everything is related to itself by this predicate, so that it says nothing."""
    return predicate in _REFLEXIVE
