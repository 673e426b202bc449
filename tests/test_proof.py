"""Proofs: each step is what its rule says, each leaf is stated, and no leaf is idle."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
import random_graphs
import samples
import test_axioms
from hypothesis import HealthCheck, given, settings
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from kgriyadh.proof import Proof, prove, refute
from kgriyadh.rules import Closure
from kgriyadh.rules.premises import premises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.graph import _TripleType

# The W3C's tables 4 to 9 once more, written down as SPARQL: what the premises must be for a conclusion.
_CHAINS = (
    "?l rdf:rest rdf:nil ; rdf:first ?p1 . ?x ?p1 ?z",
    "?l rdf:rest ?m ; rdf:first ?p1 . ?m rdf:rest rdf:nil ; rdf:first ?p2 . ?x ?p1 ?y . ?y ?p2 ?z",
    "?l rdf:rest ?m ; rdf:first ?p1 . ?m rdf:rest ?n ; rdf:first ?p2 . ?n rdf:rest rdf:nil ; rdf:first ?p3 ."
    " ?x ?p1 ?y . ?y ?p2 ?w . ?w ?p3 ?z",
)
_MEMBER = "rdf:rest*/rdf:first"
RULES = {
    "eq-sym": ("?y owl:sameAs ?x", "?x owl:sameAs ?y"),
    "eq-trans": ("?x owl:sameAs ?z", "?x owl:sameAs ?y . ?y owl:sameAs ?z"),
    "eq-rep-s": ("?s2 ?p ?o", "?s owl:sameAs ?s2 . ?s ?p ?o"),
    "eq-rep-p": ("?s ?p2 ?o", "?p owl:sameAs ?p2 . ?s ?p ?o"),
    "eq-rep-o": ("?s ?p ?o2", "?o owl:sameAs ?o2 . ?s ?p ?o"),
    "prp-dom": ("?x a ?c", "?p rdfs:domain ?c . ?x ?p ?y"),
    "prp-rng": ("?y a ?c", "?p rdfs:range ?c . ?x ?p ?y"),
    "prp-fp": ("?y owl:sameAs ?z", "?p a owl:FunctionalProperty . ?x ?p ?y , ?z"),
    "prp-ifp": ("?x owl:sameAs ?z", "?p a owl:InverseFunctionalProperty . ?x ?p ?y . ?z ?p ?y"),
    "prp-symp": ("?y ?p ?x", "?p a owl:SymmetricProperty . ?x ?p ?y"),
    "prp-trp": ("?x ?p ?z", "?p a owl:TransitiveProperty . ?x ?p ?y . ?y ?p ?z"),
    "prp-spo1": ("?x ?q ?y", "?p rdfs:subPropertyOf ?q . ?x ?p ?y"),
    "prp-spo2": (
        "?x ?p ?z",
        f"?p owl:propertyChainAxiom ?l {{ {' } UNION { '.join(_CHAINS)} }}",
    ),
    "prp-key": (
        "?x owl:sameAs ?y",
        "?c owl:hasKey ?l . ?x a ?c . ?y a ?c . FILTER NOT EXISTS"
        f" {{ ?l {_MEMBER} ?p . FILTER NOT EXISTS {{ ?x ?p ?z . ?y ?p ?z }} }}",
    ),
    "prp-eqp1": ("?x ?q ?y", "?p owl:equivalentProperty ?q . ?x ?p ?y"),
    "prp-eqp2": ("?x ?p ?y", "?p owl:equivalentProperty ?q . ?x ?q ?y"),
    "prp-inv1": ("?y ?q ?x", "?p owl:inverseOf ?q . ?x ?p ?y"),
    "prp-inv2": ("?y ?p ?x", "?p owl:inverseOf ?q . ?x ?q ?y"),
    "cls-svf1": ("?u a ?x", "?x owl:someValuesFrom ?c ; owl:onProperty ?p . ?u ?p ?v . ?v a ?c"),
    "cls-svf2": ("?u a ?x", "?x owl:someValuesFrom owl:Thing ; owl:onProperty ?p . ?u ?p ?v"),
    "cls-avf": ("?v a ?c", "?x owl:allValuesFrom ?c ; owl:onProperty ?p . ?u a ?x . ?u ?p ?v"),
    "cls-hv1": ("?u ?p ?v", "?x owl:hasValue ?v ; owl:onProperty ?p . ?u a ?x"),
    "cls-hv2": ("?u a ?x", "?x owl:hasValue ?v ; owl:onProperty ?p . ?u ?p ?v"),
    "cls-uni": ("?y a ?c", "?c owl:unionOf/rdf:rest*/rdf:first ?d . ?y a ?d"),
    "cls-int2": ("?y a ?d", "?c owl:intersectionOf/rdf:rest*/rdf:first ?d . ?y a ?c"),
    "cls-int1": (
        "?y a ?c",
        "?c owl:intersectionOf ?l . ?y a ?any . FILTER NOT EXISTS"
        f" {{ ?l {_MEMBER} ?d . FILTER NOT EXISTS {{ ?y a ?d }} }}",
    ),
    "cls-maxc2": (
        "?y owl:sameAs ?z",
        "?x owl:maxCardinality ?n ; owl:onProperty ?p . ?u a ?x ; ?p ?y , ?z . FILTER (?n = 1)",
    ),
    "cls-maxqc3": (
        "?y owl:sameAs ?z",
        "?x owl:maxQualifiedCardinality ?n ; owl:onProperty ?p ; owl:onClass ?c . "
        "?u a ?x ; ?p ?y , ?z . ?y a ?c . ?z a ?c . FILTER (?n = 1)",
    ),
    "cls-maxqc4": (
        "?y owl:sameAs ?z",
        "?x owl:maxQualifiedCardinality ?n ; owl:onProperty ?p ; owl:onClass owl:Thing . "
        "?u a ?x ; ?p ?y , ?z . FILTER (?n = 1)",
    ),
    "cls-oo": ("?y a ?c", "?c owl:oneOf/rdf:rest*/rdf:first ?y"),
    "cax-sco": ("?x a ?d", "?c rdfs:subClassOf ?d . ?x a ?c"),
    "cax-eqc1": ("?x a ?d", "?c owl:equivalentClass ?d . ?x a ?c"),
    "cax-eqc2": ("?x a ?c", "?c owl:equivalentClass ?d . ?x a ?d"),
    "scm-sco": ("?a rdfs:subClassOf ?c", "?a rdfs:subClassOf ?b . ?b rdfs:subClassOf ?c"),
    "scm-spo": ("?a rdfs:subPropertyOf ?c", "?a rdfs:subPropertyOf ?b . ?b rdfs:subPropertyOf ?c"),
    "scm-dom1": ("?p rdfs:domain ?d", "?p rdfs:domain ?c . ?c rdfs:subClassOf ?d"),
    "scm-dom2": ("?p rdfs:domain ?c", "?q rdfs:domain ?c . ?p rdfs:subPropertyOf ?q"),
    "scm-rng1": ("?p rdfs:range ?d", "?p rdfs:range ?c . ?c rdfs:subClassOf ?d"),
    "scm-rng2": ("?p rdfs:range ?c", "?q rdfs:range ?c . ?p rdfs:subPropertyOf ?q"),
    "scm-cls": (
        "?c rdfs:subClassOf ?c , owl:Thing ; owl:equivalentClass ?c . owl:Nothing rdfs:subClassOf ?c",
        "?c a owl:Class",
    ),
    "scm-op": ("?p rdfs:subPropertyOf ?p ; owl:equivalentProperty ?p", "?p a owl:ObjectProperty"),
    "scm-dp": ("?p rdfs:subPropertyOf ?p ; owl:equivalentProperty ?p", "?p a owl:DatatypeProperty"),
    "scm-eqc1": ("?a rdfs:subClassOf ?b . ?b rdfs:subClassOf ?a", "?a owl:equivalentClass ?b"),
    "scm-eqc2": ("?a owl:equivalentClass ?b", "?a rdfs:subClassOf ?b . ?b rdfs:subClassOf ?a"),
    "scm-eqp1": ("?a rdfs:subPropertyOf ?b . ?b rdfs:subPropertyOf ?a", "?a owl:equivalentProperty ?b"),
    "scm-eqp2": ("?a owl:equivalentProperty ?b", "?a rdfs:subPropertyOf ?b . ?b rdfs:subPropertyOf ?a"),
    "scm-int": ("?c rdfs:subClassOf ?d", f"?c owl:intersectionOf/{_MEMBER} ?d"),
    "scm-uni": ("?d rdfs:subClassOf ?c", f"?c owl:unionOf/{_MEMBER} ?d"),
    **{
        f"scm-{name}": (
            "?c rdfs:subClassOf ?d",
            f"?c owl:{of} ?y ; owl:onProperty ?p . ?d owl:{of} ?z ; owl:onProperty ?q . {where}",
        )
        for name, of, where in (
            ("hv", "hasValue", "?p rdfs:subPropertyOf ?q . FILTER (?y = ?z)"),
            ("svf1", "someValuesFrom", "?y rdfs:subClassOf ?z . FILTER (?p = ?q)"),
            ("svf2", "someValuesFrom", "?p rdfs:subPropertyOf ?q . FILTER (?y = ?z)"),
            ("avf1", "allValuesFrom", "?y rdfs:subClassOf ?z . FILTER (?p = ?q)"),
            ("avf2", "allValuesFrom", "?q rdfs:subPropertyOf ?p . FILTER (?y = ?z)"),
        )
    },
}


def is_a_step(proof: Proof, lists: Graph) -> bool:
    """Check one step of a proof: its rule, applied to its premises and nothing else, gives what it says."""
    head, body = RULES[proof.rule]
    graph = Graph()
    for triple in (*lists, *(premise.triple for premise in proof.premises)):
        graph.add(triple)
    concluded = graph.query(f"CONSTRUCT {{ {head} }} WHERE {{ {body} }}").graph
    return concluded is not None and proof.triple in concluded


def steps(proof: Proof) -> Iterator[Proof]:
    if proof.rule:
        yield proof
        for premise in proof.premises:
            yield from steps(premise)


@cache
def _dispatches() -> Closure:
    return Closure(premises(samples.build([samples.riyadh(), samples.lome()])))


def lists_of(closure: Closure) -> Graph:
    graph = Graph()
    for triple in closure.stated_triples():
        if triple[1] in (RDF.first, RDF.rest):
            graph.add(triple)
    return graph


def test_each_inference_of_the_dispatches_is_proved() -> None:
    closure = _dispatches()
    lists, stated = lists_of(closure), set(closure.stated_triples())
    inferred = set(closure.inferred())
    assert len(inferred) > 100
    for triple in inferred:
        proof = prove(closure, triple)
        assert proof and proof.triple == triple and proof.rule
        assert all(is_a_step(step, lists) for step in steps(proof))
        assert proof.leaves() <= stated


def test_no_leaf_is_idle() -> None:
    closure = _dispatches()
    lists = lists_of(closure)
    for triple in sorted(closure.inferred())[::4]:
        proof = prove(closure, triple)
        assert proof
        leaves = proof.leaves()
        assert triple in {*Closure([*leaves, *lists]).inferred()}
        for leaf in leaves:
            assert triple not in {*Closure([*leaves - {leaf}, *lists]).inferred()}


def test_a_stated_fact_is_its_own_proof() -> None:
    closure = _dispatches()
    triple = min(closure.stated_triples())
    assert prove(closure, triple) == Proof(triple)


def test_what_does_not_hold_has_no_proof() -> None:
    nobody = URIRef("https://example.org/nobody")
    assert prove(_dispatches(), (nobody, RDF.type, RDFS.Class)) is None


@pytest.mark.parametrize("data", test_axioms.CONTRADICTIONS.values(), ids=test_axioms.CONTRADICTIONS)
def test_a_contradiction_rests_on_what_alone_makes_it(data: str) -> None:
    closure = Closure(test_axioms.tbox() + Graph().parse(data=test_axioms.PREFIXES + data))
    lists = lists_of(closure)
    _, proofs = refute(closure, closure.contradictions()[0])
    leaves = {leaf for proof in proofs for leaf in proof.leaves()}
    assert Closure([*leaves, *lists]).contradictions()
    for leaf in leaves:
        assert not Closure([*leaves - {leaf}, *lists]).contradictions()


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(random_graphs.graphs())
def test_whatever_follows_from_a_random_graph_is_proved_from_it(graph: Graph) -> None:
    closure = Closure(graph)
    lists = lists_of(closure)
    for triple in sorted(closure.inferred())[:10]:
        proof = prove(closure, triple)
        assert proof and proof.leaves() <= set(graph)
        checked = (step for step in steps(proof) if not isinstance(step.triple[0], Literal))  # none in RDF
        assert all(is_a_step(step, lists) for step in checked)
        assert triple in {*Closure([*proof.leaves(), *lists]).inferred()}


def test_equal_things_share_their_proofs() -> None:
    one, other, kind = (URIRef(f"https://example.org/{name}") for name in ("one", "other", "Kind"))
    stated: list[_TripleType] = [(one, OWL.sameAs, other), (one, RDF.type, kind)]
    proof = prove(Closure(stated), (other, RDF.type, kind))
    assert proof and proof.rule == "eq-rep-s" and proof.leaves() == set(stated)
