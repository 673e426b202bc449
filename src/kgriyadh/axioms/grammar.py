"""What OWL 2 RL takes, as tables: which class expression may stand where in which axiom.

https://www.w3.org/TR/owl2-profiles/#OWL_2_RL, section 4.2; positions are called as the productions there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, URIRef

if TYPE_CHECKING:
    from collections.abc import Mapping

SUB, SUPER, EQUIVALENT = "subClassExpression", "superClassExpression", "equivClassExpression"
FILLER = f"{SUB} or owl:Thing"
DATA = "DataRange"
_BELOW: Mapping[URIRef, str | None] = {
    OWL.intersectionOf: SUB,
    OWL.unionOf: SUB,
    OWL.oneOf: None,
    OWL.someValuesFrom: FILLER,
    OWL.hasValue: None,
}
# What an expression may be made with in each position, and which position its parts then have.
TAKES: Mapping[str, Mapping[URIRef, str | None]] = {
    SUB: _BELOW,
    FILLER: _BELOW,
    SUPER: {
        OWL.intersectionOf: SUPER,
        OWL.complementOf: SUB,
        OWL.allValuesFrom: SUPER,
        OWL.hasValue: None,
        OWL.maxCardinality: None,
        OWL.maxQualifiedCardinality: FILLER,
    },
    EQUIVALENT: {OWL.intersectionOf: EQUIVALENT, OWL.hasValue: None},
    DATA: {OWL.intersectionOf: DATA},
}
# What is followed by a list: in an expression, in another axiom.
LISTS = (OWL.intersectionOf, OWL.unionOf, OWL.oneOf)
OF_LISTS = (OWL.members, OWL.distinctMembers, OWL.propertyChainAxiom, OWL.hasKey)
AT_MOST = (OWL.maxCardinality, OWL.maxQualifiedCardinality)
QUALIFIED = (OWL.onClass, OWL.onDataRange)
# All that makes an expression, in OWL 2 RL or outside it.
MAKERS = frozenset(
    {
        *(maker for takes in TAKES.values() for maker in takes),
        *(OWL.hasSelf, OWL.minCardinality, OWL.minQualifiedCardinality, OWL.cardinality),
        *(OWL.qualifiedCardinality, OWL.onDatatype, OWL.datatypeComplementOf),
    }
)
# The positions of subject and object of an axiom, by its predicate.
AXIOMS: Mapping[URIRef, tuple[str | None, str | None]] = {
    RDFS.subClassOf: (SUB, SUPER),
    OWL.equivalentClass: (EQUIVALENT, EQUIVALENT),
    OWL.disjointWith: (SUB, SUB),
    OWL.hasKey: (SUB, None),
    RDFS.domain: (None, SUPER),
    RDFS.range: (None, SUPER),
    RDF.type: (None, SUPER),
}
# Axioms that there are none of, by predicate and object (None is any), with the production that has them not.
NONE: Mapping[tuple[URIRef, URIRef | None], str] = {
    (
        OWL.disjointUnionOf,
        None,
    ): "disjoint unions (OWL 2 Profiles 4.2.5, Axiom); write rdfs:subClassOf and owl:disjointWith",
    (
        RDF.type,
        OWL.ReflexiveProperty,
    ): "reflexive properties (OWL 2 Profiles 4.2.5, Axiom); take the axiom out",
    (
        RDF.type,
        RDFS.Datatype,
    ): "datatypes of one's own (OWL 2 Profiles 4.2.1, Datatype); use one of XML Schema",
}
# OWL 2 Syntax, section 11.2: what only a simple property may be.
FOR_SIMPLE = (
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.IrreflexiveProperty,
    OWL.AsymmetricProperty,
)
