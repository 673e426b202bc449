"""The OWL 2 RL/RDF rules as a table, names and premises as the W3C has them.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules, tables 4 to 9.

What stands before ``|`` are axioms: each way to meet them makes a rule of its own on things. ``?l`` is
a list: ``?l.any`` stands for one rule a member, ``?l.one`` and ``?l.other`` for one rule a pair of
members, ``?l.all`` repeats its premise for each member (``?z_`` is another variable in each), and
``?l.chain`` is the path through all members.

Not in the table, for the engine has them as code: ``eq-rep-s``, ``eq-rep-p`` and ``eq-rep-o``, which
hold for any predicate, and ``dt-type2``, ``dt-diff`` and ``dt-not-type``, which look at literals.
``eq-ref`` (everything is itself), ``prp-ap`` and ``dt-type1`` (axioms on the vocabulary) say nothing
of things and are left out; where ``eq-ref`` matters to ``eq-diff1`` it is worked into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import OWL, RDF, RDFS, XSD, Literal, URIRef
from rdflib.term import Identifier

_TABLE = """
eq-sym:       ?x owl:sameAs ?y => ?y owl:sameAs ?x
eq-trans:     ?x owl:sameAs ?y . ?y owl:sameAs ?z => ?x owl:sameAs ?z
eq-diff1:     ?x owl:sameAs ?y . ?x owl:differentFrom ?y => false
eq-diff1:     ?x owl:differentFrom ?x => false
eq-diff2:     ?x a owl:AllDifferent . ?x owl:members ?l | ?l.one owl:sameAs ?l.other => false
eq-diff3:     ?x a owl:AllDifferent . ?x owl:distinctMembers ?l | ?l.one owl:sameAs ?l.other => false

prp-dom:      ?p rdfs:domain ?c | ?x ?p ?y => ?x a ?c
prp-rng:      ?p rdfs:range ?c | ?x ?p ?y => ?y a ?c
prp-fp:       ?p a owl:FunctionalProperty | ?x ?p ?y1 . ?x ?p ?y2 => ?y1 owl:sameAs ?y2
prp-ifp:      ?p a owl:InverseFunctionalProperty | ?x1 ?p ?y . ?x2 ?p ?y => ?x1 owl:sameAs ?x2
prp-irp:      ?p a owl:IrreflexiveProperty | ?x ?p ?x => false
prp-symp:     ?p a owl:SymmetricProperty | ?x ?p ?y => ?y ?p ?x
prp-asyp:     ?p a owl:AsymmetricProperty | ?x ?p ?y . ?y ?p ?x => false
prp-trp:      ?p a owl:TransitiveProperty | ?x ?p ?y . ?y ?p ?z => ?x ?p ?z
prp-spo1:     ?p1 rdfs:subPropertyOf ?p2 | ?x ?p1 ?y => ?x ?p2 ?y
prp-spo2:     ?p owl:propertyChainAxiom ?l | ?x ?l.chain ?y => ?x ?p ?y
prp-eqp1:     ?p1 owl:equivalentProperty ?p2 | ?x ?p1 ?y => ?x ?p2 ?y
prp-eqp2:     ?p1 owl:equivalentProperty ?p2 | ?x ?p2 ?y => ?x ?p1 ?y
prp-pdw:      ?p1 owl:propertyDisjointWith ?p2 | ?x ?p1 ?y . ?x ?p2 ?y => false
prp-adp:      ?z a owl:AllDisjointProperties . ?z owl:members ?l | ?x ?l.one ?y . ?x ?l.other ?y => false
prp-inv1:     ?p1 owl:inverseOf ?p2 | ?x ?p1 ?y => ?y ?p2 ?x
prp-inv2:     ?p1 owl:inverseOf ?p2 | ?x ?p2 ?y => ?y ?p1 ?x
prp-key:      ?c owl:hasKey ?l | ?x a ?c . ?y a ?c . ?x ?l.all ?z_ . ?y ?l.all ?z_ => ?x owl:sameAs ?y
prp-npa1:     ?n owl:sourceIndividual ?x . ?n owl:assertionProperty ?p . ?n owl:targetIndividual ?y
              | ?x ?p ?y => false
prp-npa2:     ?n owl:sourceIndividual ?x . ?n owl:assertionProperty ?p . ?n owl:targetValue ?y
              | ?x ?p ?y => false

cls-thing:    => owl:Thing a owl:Class
cls-nothing1: => owl:Nothing a owl:Class
cls-nothing2: ?x a owl:Nothing => false
cls-int1:     ?c owl:intersectionOf ?l | ?y a ?l.all => ?y a ?c
cls-int2:     ?c owl:intersectionOf ?l | ?y a ?c => ?y a ?l.any
cls-uni:      ?c owl:unionOf ?l | ?y a ?l.any => ?y a ?c
cls-com:      ?c1 owl:complementOf ?c2 | ?x a ?c1 . ?x a ?c2 => false
cls-svf1:     ?x owl:someValuesFrom ?y . ?x owl:onProperty ?p | ?u ?p ?v . ?v a ?y => ?u a ?x
cls-svf2:     ?x owl:someValuesFrom owl:Thing . ?x owl:onProperty ?p | ?u ?p ?v => ?u a ?x
cls-avf:      ?x owl:allValuesFrom ?y . ?x owl:onProperty ?p | ?u a ?x . ?u ?p ?v => ?v a ?y
cls-hv1:      ?x owl:hasValue ?y . ?x owl:onProperty ?p | ?u a ?x => ?u ?p ?y
cls-hv2:      ?x owl:hasValue ?y . ?x owl:onProperty ?p | ?u ?p ?y => ?u a ?x
cls-maxc1:    ?x owl:maxCardinality 0 . ?x owl:onProperty ?p | ?u a ?x . ?u ?p ?y => false
cls-maxc2:    ?x owl:maxCardinality 1 . ?x owl:onProperty ?p
              | ?u a ?x . ?u ?p ?y1 . ?u ?p ?y2 => ?y1 owl:sameAs ?y2
cls-maxqc1:   ?x owl:maxQualifiedCardinality 0 . ?x owl:onProperty ?p . ?x owl:onClass ?c
              | ?u a ?x . ?u ?p ?y . ?y a ?c => false
cls-maxqc2:   ?x owl:maxQualifiedCardinality 0 . ?x owl:onProperty ?p . ?x owl:onClass owl:Thing
              | ?u a ?x . ?u ?p ?y => false
cls-maxqc3:   ?x owl:maxQualifiedCardinality 1 . ?x owl:onProperty ?p . ?x owl:onClass ?c
              | ?u a ?x . ?u ?p ?y1 . ?y1 a ?c . ?u ?p ?y2 . ?y2 a ?c => ?y1 owl:sameAs ?y2
cls-maxqc4:   ?x owl:maxQualifiedCardinality 1 . ?x owl:onProperty ?p . ?x owl:onClass owl:Thing
              | ?u a ?x . ?u ?p ?y1 . ?u ?p ?y2 => ?y1 owl:sameAs ?y2
cls-oo:       ?c owl:oneOf ?l | => ?l.any a ?c

cax-sco:      ?c1 rdfs:subClassOf ?c2 | ?x a ?c1 => ?x a ?c2
cax-eqc1:     ?c1 owl:equivalentClass ?c2 | ?x a ?c1 => ?x a ?c2
cax-eqc2:     ?c1 owl:equivalentClass ?c2 | ?x a ?c2 => ?x a ?c1
cax-dw:       ?c1 owl:disjointWith ?c2 | ?x a ?c1 . ?x a ?c2 => false
cax-adc:      ?y a owl:AllDisjointClasses . ?y owl:members ?l | ?x a ?l.one . ?x a ?l.other => false

scm-cls:      ?c a owl:Class => ?c rdfs:subClassOf ?c
scm-cls:      ?c a owl:Class => ?c owl:equivalentClass ?c
scm-cls:      ?c a owl:Class => ?c rdfs:subClassOf owl:Thing
scm-cls:      ?c a owl:Class => owl:Nothing rdfs:subClassOf ?c
scm-sco:      ?c1 rdfs:subClassOf ?c2 . ?c2 rdfs:subClassOf ?c3 => ?c1 rdfs:subClassOf ?c3
scm-eqc1:     ?c1 owl:equivalentClass ?c2 => ?c1 rdfs:subClassOf ?c2
scm-eqc1:     ?c1 owl:equivalentClass ?c2 => ?c2 rdfs:subClassOf ?c1
scm-eqc2:     ?c1 rdfs:subClassOf ?c2 . ?c2 rdfs:subClassOf ?c1 => ?c1 owl:equivalentClass ?c2
scm-op:       ?p a owl:ObjectProperty => ?p rdfs:subPropertyOf ?p
scm-op:       ?p a owl:ObjectProperty => ?p owl:equivalentProperty ?p
scm-dp:       ?p a owl:DatatypeProperty => ?p rdfs:subPropertyOf ?p
scm-dp:       ?p a owl:DatatypeProperty => ?p owl:equivalentProperty ?p
scm-spo:      ?p1 rdfs:subPropertyOf ?p2 . ?p2 rdfs:subPropertyOf ?p3 => ?p1 rdfs:subPropertyOf ?p3
scm-eqp1:     ?p1 owl:equivalentProperty ?p2 => ?p1 rdfs:subPropertyOf ?p2
scm-eqp1:     ?p1 owl:equivalentProperty ?p2 => ?p2 rdfs:subPropertyOf ?p1
scm-eqp2:     ?p1 rdfs:subPropertyOf ?p2 . ?p2 rdfs:subPropertyOf ?p1 => ?p1 owl:equivalentProperty ?p2
scm-dom1:     ?p rdfs:domain ?c1 . ?c1 rdfs:subClassOf ?c2 => ?p rdfs:domain ?c2
scm-dom2:     ?p2 rdfs:domain ?c . ?p1 rdfs:subPropertyOf ?p2 => ?p1 rdfs:domain ?c
scm-rng1:     ?p rdfs:range ?c1 . ?c1 rdfs:subClassOf ?c2 => ?p rdfs:range ?c2
scm-rng2:     ?p2 rdfs:range ?c . ?p1 rdfs:subPropertyOf ?p2 => ?p1 rdfs:range ?c
scm-hv:       ?c1 owl:hasValue ?i . ?c1 owl:onProperty ?p1 . ?c2 owl:hasValue ?i . ?c2 owl:onProperty ?p2 .
              ?p1 rdfs:subPropertyOf ?p2 => ?c1 rdfs:subClassOf ?c2
scm-svf1:     ?c1 owl:someValuesFrom ?y1 . ?c1 owl:onProperty ?p . ?c2 owl:someValuesFrom ?y2 .
              ?c2 owl:onProperty ?p . ?y1 rdfs:subClassOf ?y2 => ?c1 rdfs:subClassOf ?c2
scm-svf2:     ?c1 owl:someValuesFrom ?y . ?c1 owl:onProperty ?p1 . ?c2 owl:someValuesFrom ?y .
              ?c2 owl:onProperty ?p2 . ?p1 rdfs:subPropertyOf ?p2 => ?c1 rdfs:subClassOf ?c2
scm-avf1:     ?c1 owl:allValuesFrom ?y1 . ?c1 owl:onProperty ?p . ?c2 owl:allValuesFrom ?y2 .
              ?c2 owl:onProperty ?p . ?y1 rdfs:subClassOf ?y2 => ?c1 rdfs:subClassOf ?c2
scm-avf2:     ?c1 owl:allValuesFrom ?y . ?c1 owl:onProperty ?p1 . ?c2 owl:allValuesFrom ?y .
              ?c2 owl:onProperty ?p2 . ?p1 rdfs:subPropertyOf ?p2 => ?c2 rdfs:subClassOf ?c1
scm-int:      ?c owl:intersectionOf ?l | => ?c rdfs:subClassOf ?l.any
scm-uni:      ?c owl:unionOf ?l | => ?l.any rdfs:subClassOf ?c
"""

_NAMESPACES = {"owl": OWL, "rdf": RDF, "rdfs": RDFS}
# Either datatype is found in ontologies; the W3C writes the first.
_COUNTS = (XSD.nonNegativeInteger, XSD.integer)


# A term of a row: a variable as it is written (``?x``, ``?l.any``), or what it stands for.
Term = Identifier | str
Pattern = tuple[Term, Term, Term]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: ``axioms`` and ``premises`` that must be met, and what follows; no head is a contradiction."""

    name: str
    axioms: tuple[Pattern, ...]
    premises: tuple[Pattern, ...]
    head: Pattern | None


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of the table."""
    found = []
    for row in _TABLE.replace("\n   ", " ").strip().splitlines():
        if row:
            name, _, body = row.partition(":")
            found += [
                _rule(name, body, datatype) for datatype in (_COUNTS if "ardinality" in body else _COUNTS[:1])
            ]
    return tuple(found)


def _rule(name: str, text: str, counts: URIRef) -> Rule:
    """Return a row that is written as text; ``counts`` is the datatype of the numbers in it."""
    body, _, head = text.partition("=>")
    axioms, bar, premises = body.partition("|")
    if not bar:
        axioms, premises = "", body
    concluded = None if head.strip() == "false" else _pattern(head, counts)
    return Rule(name, _patterns(axioms, counts), _patterns(premises, counts), concluded)


def _patterns(text: str, counts: URIRef) -> tuple[Pattern, ...]:
    return tuple(_pattern(part, counts) for part in text.split(" . ") if part.strip(" ."))


def _pattern(text: str, counts: URIRef) -> Pattern:
    subject, predicate, value = (_term(word, counts) for word in text.split()[:3])
    return subject, predicate, value


def _term(word: str, counts: URIRef) -> Term:
    if word.startswith("?"):
        return word
    if word.isdigit():
        return Literal(word, datatype=counts)
    prefix, _, name = word.partition(":")
    return RDF.type if word == "a" else URIRef(_NAMESPACES[prefix][name])
