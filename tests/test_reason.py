"""The closure: what it adds that a user wants, and nothing besides."""

from __future__ import annotations

from dataclasses import replace

import pytest
import samples
from rdflib import FOAF, ORG, OWL, RDF, RDFS, SKOS, BNode, Dataset, Graph, Literal, URIRef
from samples import build

from kgriyadh.errors import FactsContradictTheOntology
from kgriyadh.fact import Entity, Fact, Reading
from kgriyadh.reason import close
from kgriyadh.terms import BASE, KGR

TALKS = URIRef(f"{BASE}meeting/2026-03-03-sa-riyadh-71ec1463")
HARBI, OUMAR = URIRef(f"{BASE}person/nasser-al-harbi"), URIRef(f"{BASE}person/idriss-oumar")
CIMCT = URIRef(f"{BASE}organization/cimct")
COMMITTEE = URIRef(f"{BASE}organization/comite-d-etat-major-sahelien")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """Return the graph of both samples, reasoned on."""
    return close(build([samples.riyadh(), samples.lome()]))


@pytest.fixture(scope="module")
def inferred(dataset: Dataset) -> Graph:
    """Return what was inferred."""
    return dataset.graph(URIRef(f"{BASE}graph/inferred"))


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        (HARBI, RDF.type, KGR.MilitaryOfficer),
        (HARBI, RDF.type, FOAF.Person),
        (TALKS, KGR.participant, HARBI),
        (TALKS, KGR.country, URIRef(f"{BASE}place/sa")),
        (OUMAR, KGR.participatesIn, TALKS),
        (OUMAR, KGR.counterpartOf, HARBI),
        (COMMITTEE, KGR.cooperatesWith, CIMCT),
        (HARBI, ORG.hasMembership, URIRef(f"{BASE}membership/nasser-al-harbi-secretary-general-cimct")),
        (HARBI, KGR.affiliatedWith, CIMCT),
        (TALKS, KGR.representedParty, URIRef(f"{BASE}place/td")),
    ],
)
def test_what_follows(inferred: Graph, subject: URIRef, predicate: URIRef, value: URIRef) -> None:
    assert (subject, predicate, value) in inferred


def test_the_reference_infers_the_same(dataset: Dataset) -> None:
    reference = close(build([samples.riyadh(), samples.lome()]), reasoner="owlrl")
    assert set(reference.quads()) == set(dataset.quads())


def test_no_trivia(inferred: Graph) -> None:
    assert len(inferred) > 20
    for subject, predicate, value in inferred:
        assert isinstance(subject, URIRef) and subject.startswith(BASE)
        assert not isinstance(value, BNode) and subject != value
        assert value not in (OWL.Thing, RDFS.Resource, OWL.NamedIndividual)
        assert predicate not in (OWL.sameAs, RDFS.subClassOf, RDFS.label, SKOS.prefLabel)
        assert "genid" not in f"{subject}{value}"


def test_nothing_stated_is_repeated(dataset: Dataset, inferred: Graph) -> None:
    stated = (graph for graph in dataset.graphs() if graph.identifier != inferred.identifier)
    assert not [triple for graph in stated for triple in graph if triple in inferred]


def test_documents_and_evidence_stay_as_they_were() -> None:
    dataset = build([samples.riyadh()])
    before = set(dataset.quads())
    close(dataset)
    after = set(dataset.quads())
    assert before < after
    assert {name for *_, name in after - before} == {URIRef(f"{BASE}graph/inferred")}


def test_a_second_closure_adds_nothing() -> None:
    dataset = close(build([samples.riyadh()]))
    before = set(dataset.quads())
    assert set(close(dataset).quads()) == before


def test_another_base_is_reasoned_on_too() -> None:
    base = "https://example.org/kg/"
    dataset = close(build([samples.riyadh()], base), base)
    assert (URIRef(f"{base}person/nasser-al-harbi"), RDF.type, KGR.MilitaryOfficer) in dataset


def _with(reading: Reading, *facts: Fact) -> Reading:
    """Return a reading with more facts."""
    together = (*reading.facts, *facts)
    return replace(reading, facts=together, entities=samples.entities_of(together))


def _contradictions(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Return what the reasoner objects to in a dataset, each sentence with its causes."""
    before = set(dataset.quads())
    with pytest.raises(FactsContradictTheOntology) as raised:
        close(dataset)
    assert set(dataset.quads()) == before
    assert "\n" not in str(raised.value) and "https://" not in str(raised.value)
    return dict(raised.value.contradictions)


def test_a_contradiction_names_facts_documents_and_words() -> None:
    person = Entity("x", "kgr:Person", ("Lomé",), "place/tg-lome")
    odd = samples.fact(samples.LOME_TEXT, person, "kgr:hasRank", samples.DIVISION, "Lomé")
    found = _contradictions(build([_with(samples.lome(), odd)]))
    ((sentence, causes),) = found.items()
    assert sentence == "« Lomé » cannot be both kgr:Person and kgr:Place"
    start = samples.LOME_TEXT.index("Lomé")
    assert f"lome {start}-{start + 4} « Lomé »" in " ".join(causes)
    assert "kgr:Person owl:disjointWith kgr:Place (ontology)" in causes


def test_nobody_is_his_own_counterpart() -> None:
    odd = samples.fact(
        samples.LOME_TEXT, samples.HARBI, "kgr:counterpartOf", samples.HARBI, "Nasser Al-Harbi"
    )
    found = _contradictions(build([_with(samples.lome(), odd)]))
    assert list(found) == ["« Nasser Al-Harbi » cannot be kgr:counterpartOf itself"]
    assert len(found.popitem()[1]) == 2


def test_a_code_that_there_is_one_of_has_one_value() -> None:
    dataset = build([samples.riyadh()])
    country, authority = URIRef(f"{BASE}place/sa"), dataset.graph(URIRef(f"{BASE}graph/authority"))
    authority.add((country, KGR.isoCode, Literal("KSA")))
    ((sentence, causes),) = _contradictions(dataset).items()
    assert sentence == 'a property that has one value has "KSA" and "SA"'
    assert "« Saudi Arabia »" in causes[0] and len(causes) == 3


def test_two_names_are_two_things() -> None:
    dataset = build([samples.riyadh()])
    dataset.graph(URIRef(f"{BASE}graph/authority")).add((HARBI, OWL.sameAs, OUMAR))
    found = _contradictions(dataset)
    assert found["« Idriss Oumar » and « Nasser Al-Harbi » would have to be one thing"] == (
        "« Nasser Al-Harbi » is the same as « Idriss Oumar » (background knowledge)",
    )


def test_the_reference_sees_the_same_contradictions() -> None:
    dataset = build([samples.riyadh()])
    dataset.graph(URIRef(f"{BASE}graph/authority")).add((HARBI, KGR.counterpartOf, HARBI))
    with pytest.raises(FactsContradictTheOntology, match="« Nasser Al-Harbi »"):
        close(dataset, reasoner="owlrl")


def test_no_fact_no_inference_about_one() -> None:
    dataset = close(build([]))
    assert not set(dataset.graph(URIRef(f"{BASE}graph/inferred")))
    assert Literal("rencontre", lang="fr") in set(dataset.objects(KGR.Meeting, RDFS.label))
