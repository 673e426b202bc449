"""The rules of OWL 2 RL as cases: premises in Turtle, one a line, and what follows from all of them together.

Written from the W3C's tables 4 to 9 (https://www.w3.org/TR/owl2-profiles/). The negative cases are the same
without one of the premises: then nothing may follow. Rules that say nothing of things (``eq-ref``,
``prp-ap``, ``cls-thing``, ``cls-nothing1``, ``dt-type1``, ``scm-cls``, ``scm-op``, ``scm-dp``) have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Graph

from kgriyadh.reason.reference import Reference
from kgriyadh.rules import Closure

if TYPE_CHECKING:
    from collections.abc import Iterator

FALSE = "false"
PREFIXES = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CASES = {
    "eq-sym": (":x owl:sameAs :y", ":y owl:sameAs :x"),
    "eq-trans": (":x owl:sameAs :y\n:y owl:sameAs :z", ":x owl:sameAs :z"),
    "eq-rep-s": (":x owl:sameAs :y\n:x :p :o", ":y :p :o"),
    "eq-rep-p": (":p owl:sameAs :q\n:x :p :o", ":x :q :o"),
    "eq-rep-o": (":x owl:sameAs :y\n:o :p :x", ":o :p :y"),
    "eq-diff1": (":x owl:sameAs :y\n:x owl:differentFrom :y", FALSE),
    "eq-diff2": (":d a owl:AllDifferent\n:d owl:members ( :x :y :z )\n:y owl:sameAs :z", FALSE),
    "eq-diff3": (":d a owl:AllDifferent\n:d owl:distinctMembers ( :x :y :z )\n:x owl:sameAs :z", FALSE),
    "prp-dom": (":p rdfs:domain :C\n:x :p :y", ":x a :C"),
    "prp-rng": (":p rdfs:range :C\n:x :p :y", ":y a :C"),
    "prp-fp": (":p a owl:FunctionalProperty\n:x :p :y\n:x :p :z", ":y owl:sameAs :z"),
    "prp-ifp": (":p a owl:InverseFunctionalProperty\n:x :p :z\n:y :p :z", ":x owl:sameAs :y"),
    "prp-irp": (":p a owl:IrreflexiveProperty\n:x :p :x", FALSE),
    "prp-symp": (":p a owl:SymmetricProperty\n:x :p :y", ":y :p :x"),
    "prp-asyp": (":p a owl:AsymmetricProperty\n:x :p :y\n:y :p :x", FALSE),
    "prp-trp": (":p a owl:TransitiveProperty\n:x :p :y\n:y :p :z", ":x :p :z"),
    "prp-spo1": (":p rdfs:subPropertyOf :q\n:x :p :y", ":x :q :y"),
    "prp-spo2": (":p owl:propertyChainAxiom ( :q :r :s )\n:x :q :y\n:y :r :z\n:z :s :u", ":x :p :u"),
    "prp-eqp1": (":p owl:equivalentProperty :q\n:x :p :y", ":x :q :y"),
    "prp-eqp2": (":p owl:equivalentProperty :q\n:x :q :y", ":x :p :y"),
    "prp-pdw": (":p owl:propertyDisjointWith :q\n:x :p :y\n:x :q :y", FALSE),
    "prp-adp": (":d a owl:AllDisjointProperties\n:d owl:members ( :p :q :r )\n:x :q :y\n:x :r :y", FALSE),
    "prp-inv1": (":p owl:inverseOf :q\n:x :p :y", ":y :q :x"),
    "prp-inv2": (":p owl:inverseOf :q\n:x :q :y", ":y :p :x"),
    "prp-key": (
        ":C owl:hasKey ( :p :q )\n:x a :C\n:y a :C\n:x :p :u\n:y :p :u\n:x :q 1\n:y :q 1",
        ":x owl:sameAs :y",
    ),
    "prp-npa1": (
        ":n owl:sourceIndividual :x\n:n owl:assertionProperty :p\n:n owl:targetIndividual :y\n:x :p :y",
        FALSE,
    ),
    "prp-npa2": (
        ":n owl:sourceIndividual :x\n:n owl:assertionProperty :p\n:n owl:targetValue 1\n:x :p 1",
        FALSE,
    ),
    "cls-nothing2": (":x a owl:Nothing", FALSE),
    "cls-int1": (":C owl:intersectionOf ( :A :B )\n:x a :A\n:x a :B", ":x a :C"),
    "cls-int2": (":C owl:intersectionOf ( :A :B )\n:x a :C", ":x a :B"),
    "cls-uni": (":C owl:unionOf ( :A :B )\n:x a :B", ":x a :C"),
    "cls-com": (":A owl:complementOf :B\n:x a :A\n:x a :B", FALSE),
    "cls-svf1": (":C owl:someValuesFrom :D\n:C owl:onProperty :p\n:x :p :y\n:y a :D", ":x a :C"),
    "cls-svf2": (":C owl:someValuesFrom owl:Thing\n:C owl:onProperty :p\n:x :p :y", ":x a :C"),
    "cls-avf": (":C owl:allValuesFrom :D\n:C owl:onProperty :p\n:x a :C\n:x :p :y", ":y a :D"),
    "cls-hv1": (":C owl:hasValue :y\n:C owl:onProperty :p\n:x a :C", ":x :p :y"),
    "cls-hv2": (":C owl:hasValue :y\n:C owl:onProperty :p\n:x :p :y", ":x a :C"),
    "cls-maxc1": (
        ':C owl:maxCardinality "0"^^xsd:nonNegativeInteger\n:C owl:onProperty :p\n:x a :C\n:x :p :y',
        FALSE,
    ),
    "cls-maxc2": (
        ':C owl:maxCardinality "1"^^xsd:nonNegativeInteger\n:C owl:onProperty :p\n'
        ":x a :C\n:x :p :y\n:x :p :z",
        ":y owl:sameAs :z",
    ),
    "cls-maxqc1": (
        ':C owl:maxQualifiedCardinality "0"^^xsd:nonNegativeInteger\n:C owl:onProperty :p\n'
        ":C owl:onClass :D\n:x a :C\n:x :p :y\n:y a :D",
        FALSE,
    ),
    "cls-maxqc2": (
        ':C owl:maxQualifiedCardinality "0"^^xsd:nonNegativeInteger\n:C owl:onProperty :p\n'
        ":C owl:onClass owl:Thing\n:x a :C\n:x :p :y",
        FALSE,
    ),
    "cls-maxqc3": (
        ':C owl:maxQualifiedCardinality "1"^^xsd:nonNegativeInteger\n:C owl:onProperty :p\n'
        ":C owl:onClass :D\n:x a :C\n:x :p :y\n:y a :D\n:x :p :z\n:z a :D",
        ":y owl:sameAs :z",
    ),
    "cls-maxqc4": (
        ':C owl:maxQualifiedCardinality "1"^^xsd:nonNegativeInteger\n:C owl:onProperty :p\n'
        ":C owl:onClass owl:Thing\n:x a :C\n:x :p :y\n:x :p :z",
        ":y owl:sameAs :z",
    ),
    "cls-oo": (":C owl:oneOf ( :x :y )", ":y a :C"),
    "cax-sco": (":A rdfs:subClassOf :B\n:x a :A", ":x a :B"),
    "cax-eqc1": (":A owl:equivalentClass :B\n:x a :A", ":x a :B"),
    "cax-eqc2": (":A owl:equivalentClass :B\n:x a :B", ":x a :A"),
    "cax-dw": (":A owl:disjointWith :B\n:x a :A\n:x a :B", FALSE),
    "cax-adc": (":d a owl:AllDisjointClasses\n:d owl:members ( :A :B :C )\n:x a :A\n:x a :C", FALSE),
    "dt-type2": (":C owl:someValuesFrom xsd:string\n:C owl:onProperty :p\n:x :p 'un'", ":x a :C"),
    "dt-diff": (":p a owl:FunctionalProperty\n:x :p 1\n:x :p 2", FALSE),
    "dt-not-type": (":x :p 'demain'^^xsd:date", FALSE),
    "scm-sco": (":A rdfs:subClassOf :B\n:B rdfs:subClassOf :C", ":A rdfs:subClassOf :C"),
    "scm-eqc1": (":A owl:equivalentClass :B", ":B rdfs:subClassOf :A"),
    "scm-eqc2": (":A rdfs:subClassOf :B\n:B rdfs:subClassOf :A", ":A owl:equivalentClass :B"),
    "scm-spo": (":p rdfs:subPropertyOf :q\n:q rdfs:subPropertyOf :r", ":p rdfs:subPropertyOf :r"),
    "scm-eqp1": (":p owl:equivalentProperty :q", ":q rdfs:subPropertyOf :p"),
    "scm-eqp2": (":p rdfs:subPropertyOf :q\n:q rdfs:subPropertyOf :p", ":p owl:equivalentProperty :q"),
    "scm-dom1": (":p rdfs:domain :A\n:A rdfs:subClassOf :B", ":p rdfs:domain :B"),
    "scm-dom2": (":q rdfs:domain :A\n:p rdfs:subPropertyOf :q", ":p rdfs:domain :A"),
    "scm-rng1": (":p rdfs:range :A\n:A rdfs:subClassOf :B", ":p rdfs:range :B"),
    "scm-rng2": (":q rdfs:range :A\n:p rdfs:subPropertyOf :q", ":p rdfs:range :A"),
    "scm-hv": (
        ":A owl:hasValue :i\n:A owl:onProperty :p\n:B owl:hasValue :i\n:B owl:onProperty :q\n"
        ":p rdfs:subPropertyOf :q",
        ":A rdfs:subClassOf :B",
    ),
    "scm-svf1": (
        ":A owl:someValuesFrom :C\n:A owl:onProperty :p\n:B owl:someValuesFrom :D\n:B owl:onProperty :p\n"
        ":C rdfs:subClassOf :D",
        ":A rdfs:subClassOf :B",
    ),
    "scm-svf2": (
        ":A owl:someValuesFrom :C\n:A owl:onProperty :p\n:B owl:someValuesFrom :C\n:B owl:onProperty :q\n"
        ":p rdfs:subPropertyOf :q",
        ":A rdfs:subClassOf :B",
    ),
    "scm-avf1": (
        ":A owl:allValuesFrom :C\n:A owl:onProperty :p\n:B owl:allValuesFrom :D\n:B owl:onProperty :p\n"
        ":C rdfs:subClassOf :D",
        ":A rdfs:subClassOf :B",
    ),
    "scm-avf2": (
        ":A owl:allValuesFrom :C\n:A owl:onProperty :p\n:B owl:allValuesFrom :C\n:B owl:onProperty :q\n"
        ":p rdfs:subPropertyOf :q",
        ":B rdfs:subClassOf :A",
    ),
    "scm-int": (":C owl:intersectionOf ( :A :B )", ":C rdfs:subClassOf :B"),
    "scm-uni": (":C owl:unionOf ( :A :B )", ":B rdfs:subClassOf :C"),
}
ENGINES = ("rules", "owlrl")


def passes(rule: str, engine: str) -> tuple[bool, bool]:
    """Return whether an engine passes the positive case of a rule, and all of its negative ones."""
    premises, conclusion = CASES[rule]
    lines = premises.splitlines()
    fewer = ([line for line in lines if line != left_out] for left_out in lines)
    return _follows(lines, conclusion, engine), not any(_follows(some, conclusion, engine) for some in fewer)


def _follows(lines: list[str], conclusion: str, engine: str) -> bool:
    stated = _graph("".join(f"{line} .\n" for line in lines))
    if engine == "owlrl":
        reference = Reference(stated)
        return (
            any(reference.errors("urn:")) if conclusion == FALSE else _has(reference.inferred(), conclusion)
        )
    closure = Closure(stated)
    return bool(closure.contradictions()) if conclusion == FALSE else _has(closure.inferred(), conclusion)


def _has(inferred: Iterator[object], conclusion: str) -> bool:
    return set(_graph(f"{conclusion} .")) <= set(inferred)


def _graph(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")
