"""An ontology in, the classes and properties that it uses and nothing declares out, each with the nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, URIRef

from kgriyadh.axioms.files import Objection
from kgriyadh.terms import is_term, local_name, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Graph
    from rdflib.term import Node

    from kgriyadh.axioms.files import OntologyFile

_CLASS, _PROPERTY = "class", "property"
# What subject and object of an axiom are, by its predicate.
_ENDS: Mapping[URIRef, tuple[str | None, str | None]] = {
    RDFS.subClassOf: (_CLASS, _CLASS),
    OWL.equivalentClass: (_CLASS, _CLASS),
    OWL.disjointWith: (_CLASS, _CLASS),
    OWL.complementOf: (None, _CLASS),
    OWL.someValuesFrom: (None, _CLASS),
    OWL.allValuesFrom: (None, _CLASS),
    OWL.onClass: (None, _CLASS),
    OWL.hasKey: (_CLASS, None),
    RDF.type: (None, _CLASS),
    RDFS.domain: (_PROPERTY, _CLASS),
    RDFS.range: (_PROPERTY, _CLASS),
    RDFS.subPropertyOf: (_PROPERTY, _PROPERTY),
    OWL.equivalentProperty: (_PROPERTY, _PROPERTY),
    OWL.inverseOf: (_PROPERTY, _PROPERTY),
    OWL.propertyDisjointWith: (_PROPERTY, _PROPERTY),
    OWL.propertyChainAxiom: (_PROPERTY, None),
    OWL.onProperty: (None, _PROPERTY),
    OWL.assertionProperty: (None, _PROPERTY),
}
_MEMBERS: Mapping[URIRef, str] = {
    OWL.intersectionOf: _CLASS,
    OWL.unionOf: _CLASS,
    OWL.propertyChainAxiom: _PROPERTY,
    OWL.hasKey: _PROPERTY,
}
_KINDS: Mapping[str, tuple[URIRef, ...]] = {
    _CLASS: (OWL.Class, RDFS.Class, RDFS.Datatype),
    _PROPERTY: (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property),
}
_REMEDY: Mapping[str, str] = {
    _CLASS: "declare it as an owl:Class",
    _PROPERTY: "declare it as an owl:ObjectProperty or owl:DatatypeProperty",
}
_WORDS = frozenset(URIRef(str(word)) for space in (OWL, RDF, RDFS) for word in dir(space))

_Use = tuple[URIRef, str]  # a term, and what it is used as


def undeclared(file: OntologyFile, together: Graph) -> Iterator[Objection]:
    """Give the terms that a file uses and that nothing in ``together``, and no vocabulary of ours, declares.

    A predicate from where nothing is declared passes: it annotates, as ``dc:title`` does.
    """
    known = {
        kind: {one for of in kinds for one in together.subjects(RDF.type, of)}
        for kind, kinds in _KINDS.items()
    }
    spaces = {_space(one) for one in (*known[_CLASS], *known[_PROPERTY])}
    for term, kind in {*_in_axioms(file.graph), *_predicates(file.graph, spaces)}:
        if term not in known[kind] and not is_term(str(term)):
            near = nearest(term, known[kind] | _WORDS)
            meant = f"did you mean {file.name(near)}?" if near else _REMEDY[kind]
            yield Objection(file.path, file.name(term), f"nothing declares this {kind}; {meant}")


def _in_axioms(graph: Graph) -> Iterator[_Use]:
    """Give the terms of axioms."""
    for subject, predicate, value in graph:
        for term, kind in zip((subject, value), _ENDS.get(predicate, ()), strict=False):  # type: ignore[call-overload]
            if kind and isinstance(term, URIRef):
                yield term, kind
    for predicate, kind in _MEMBERS.items():
        for head in graph.objects(None, predicate):
            for cell in graph.transitive_objects(head, RDF.rest):
                yield from ((one, kind) for one in graph.objects(cell, RDF.first) if isinstance(one, URIRef))


def _predicates(graph: Graph, spaces: set[str]) -> Iterator[_Use]:
    """Give the predicates of a graph that somebody should have declared."""
    for predicate in set(graph.predicates()):
        if _space(predicate) in spaces or is_term(str(predicate)) is False:
            yield URIRef(str(predicate)), _PROPERTY


def _space(term: Node) -> str:
    return str(term).removesuffix(local_name(str(term)))
