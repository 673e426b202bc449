"""Small random graphs that use every kind of axiom of OWL 2 RL, for comparing one reasoner with another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rdflib.graph import _TripleType
    from rdflib.term import Node

EX = Namespace("https://example.org/")
CLASSES = [EX[name] for name in "ABCDEF"]
PROPERTIES = [EX[name] for name in "pqrst"]
THINGS = [EX[name] for name in "uvwxyz"]
VALUES = [Literal("1", datatype=XSD.integer), Literal("2026-03-03", datatype=XSD.date), Literal("un")]
COUNTS = [Literal(number, datatype=XSD.nonNegativeInteger) for number in (0, 1)]
CHARACTERS = [
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.IrreflexiveProperty,
    OWL.SymmetricProperty,
    OWL.AsymmetricProperty,
    OWL.TransitiveProperty,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
]

_class, _property, _thing = (st.sampled_from(some) for some in (CLASSES, PROPERTIES, THINGS))


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw a graph of a few axioms and somewhat more facts."""
    graph = Graph()
    for number, axiom in enumerate(draw(st.lists(_axioms(), min_size=3, max_size=12))):
        for triple in _spelt_out(axiom, number):
            graph.add(triple)
    for triple in draw(st.lists(_facts(), min_size=6, max_size=20)):
        graph.add(triple)
    return graph


def _facts() -> st.SearchStrategy[_TripleType]:
    values = st.one_of(_thing, _thing, _thing, st.sampled_from(VALUES))
    same = st.sampled_from([OWL.sameAs, OWL.differentFrom])
    return st.one_of(
        st.tuples(_thing, _property, values),
        st.tuples(_thing, _property, _thing),
        st.tuples(_thing, st.just(RDF.type), _class),
        st.tuples(_thing, st.just(RDF.type), _class),
        st.tuples(_thing, same, _thing),
    )


def _axioms() -> st.SearchStrategy[Sequence[object]]:
    """Draw axioms: their triples as subject, predicate and object; a list of nodes stands for an RDF list."""
    members = st.lists(_class, min_size=1, max_size=3)
    between_classes = st.sampled_from(
        [RDFS.subClassOf, RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith]
    )
    between = st.sampled_from(
        [
            RDFS.subPropertyOf,
            RDFS.subPropertyOf,
            OWL.equivalentProperty,
            OWL.inverseOf,
            OWL.propertyDisjointWith,
        ]
    )
    return st.one_of(
        st.tuples(_class, between_classes, _class),
        st.tuples(_property, between, _property),
        st.tuples(_property, st.sampled_from([RDFS.domain, RDFS.range]), _class),
        st.tuples(_property, st.just(RDF.type), st.sampled_from(CHARACTERS)),
        st.tuples(_class, st.just(RDF.type), st.just(OWL.Class)),
        st.tuples(_class, st.sampled_from([OWL.intersectionOf, OWL.unionOf]), members),
        st.tuples(_class, st.just(OWL.oneOf), st.lists(_thing, min_size=1, max_size=3)),
        st.tuples(_class, st.just(OWL.complementOf), _class),
        st.tuples(_property, st.just(OWL.propertyChainAxiom), st.lists(_property, min_size=1, max_size=3)),
        st.tuples(_class, st.just(OWL.hasKey), st.lists(_property, min_size=1, max_size=3)),
        _restrictions(),
        _restrictions(),
        _axioms_with_a_node(),
    )


def _restrictions() -> st.SearchStrategy[Sequence[object]]:
    values = st.one_of(
        st.tuples(
            st.sampled_from([OWL.someValuesFrom, OWL.allValuesFrom]), st.sampled_from([*CLASSES, OWL.Thing])
        ),
        st.tuples(st.just(OWL.hasValue), _thing),
        st.tuples(st.just(OWL.maxCardinality), st.sampled_from(COUNTS)),
    )
    qualified = st.tuples(st.sampled_from(COUNTS), st.sampled_from([*CLASSES, OWL.Thing]))
    return st.one_of(
        st.builds(lambda c, p, v: (c, {OWL.onProperty: p, v[0]: v[1]}), _class, _property, values),
        st.builds(
            lambda c, p, q: (c, {OWL.onProperty: p, OWL.maxQualifiedCardinality: q[0], OWL.onClass: q[1]}),
            _class,
            _property,
            qualified,
        ),
    )


def _axioms_with_a_node() -> st.SearchStrategy[Sequence[object]]:
    """Draw axioms that are nodes of their own; None stands for the node."""
    different = st.sampled_from([OWL.members, OWL.distinctMembers])
    return st.one_of(
        st.builds(
            lambda p, m: (None, {RDF.type: OWL.AllDifferent, p: m}),
            different,
            st.lists(_thing, min_size=1, max_size=3),
        ),
        st.builds(
            lambda m: (None, {RDF.type: OWL.AllDisjointClasses, OWL.members: m}),
            st.lists(_class, min_size=1, max_size=3),
        ),
        st.builds(
            lambda m: (None, {RDF.type: OWL.AllDisjointProperties, OWL.members: m}),
            st.lists(_property, min_size=1, max_size=3),
        ),
        st.builds(
            lambda s, p, o: (
                None,
                {OWL.sourceIndividual: s, OWL.assertionProperty: p, OWL.targetIndividual: o},
            ),
            _thing,
            _property,
            _thing,
        ),
    )


def _spelt_out(axiom: Sequence[object], number: int) -> list[_TripleType]:
    """Return the triples of an axiom, those of its list too."""
    subject = axiom[0] or EX[f"axiom{number}"]
    said = axiom[1] if isinstance(axiom[1], dict) else {axiom[1]: axiom[2]}
    triples: list[_TripleType] = []
    for predicate, value in said.items():
        triples.append((subject, predicate, _listed(value, number, triples)))  # type: ignore[arg-type]
    return triples


def _listed(value: object, number: int, triples: list[_TripleType]) -> Node:
    if not isinstance(value, list):
        return value  # type: ignore[return-value]  # a term
    cells = [EX[f"list{number}-{place}"] for place in range(len(value))]
    for cell, member, behind in zip(cells, value, [*cells[1:], RDF.nil], strict=True):
        triples += [(cell, RDF.first, member), (cell, RDF.rest, behind)]
    return cells[0]
