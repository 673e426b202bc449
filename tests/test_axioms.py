"""The axioms of the ontology: what a reasoner makes of them, and that they keep to the OWL 2 RL profile."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

import pytest
from rdflib import FOAF, ORG, OWL, RDF, RDFS, SDO, SKOS, Graph, Namespace, URIRef

from kgriyadh.axioms import objections
from kgriyadh.load import load_turtle
from kgriyadh.paths import ONTOLOGY

KGR = Namespace("https://w3id.org/kgriyadh/ontology#")
LEX = "https://w3id.org/kgriyadh/lexicon#"
ID = "https://w3id.org/kgriyadh/id/"
X = Namespace("https://example.org/")
PREFIXES = """
@prefix : <https://example.org/> .
@prefix kgr: <https://w3id.org/kgriyadh/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@cache
def tbox() -> Graph:
    """Return the ontology as it stands in its file."""
    return load_turtle(ONTOLOGY / "kgriyadh.ttl")


def individuals() -> Graph:
    """Return what the vocabulary's files say of individuals, without names and other literals."""
    found = Graph()
    for file in sorted(ONTOLOGY.glob("*.ttl")):
        for subject, predicate, value in load_turtle(file):
            if (
                str(subject).startswith(ID)
                and isinstance(value, URIRef)
                and not str(predicate).startswith(LEX)
            ):
                found.add((subject, predicate, value))
    return found


def closure(data: str = "", given: Graph | None = None) -> Graph:
    """Return the OWL 2 RL closure of the ontology and some facts, in Turtle or as a graph."""
    owlrl: Any = import_module("owlrl")
    found = Graph() + tbox() + (given or Graph())
    found.parse(data=PREFIXES + data, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(found)
    return found


def errors(found: Graph) -> list[str]:
    """Return what owlrl (7.6) reports as contradictions in a closure."""
    reported = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    members = [f"{thing} is owl:Nothing" for thing in found.subjects(RDF.type, OWL.Nothing)]
    return members + [str(message) for message in found.objects(None, reported)]


# ---- what follows

MEETING = """
:m a kgr:Meeting ; kgr:place :riyadh .
:riyadh kgr:locatedIn :sa .
:sa kgr:inCountry :sa ; kgr:locatedIn :gulf .
"""
POST = ":post org:member :p ; org:organization :td . :td a kgr:Country . :m kgr:guest :p ."

FOLLOWS = {
    "a rank makes a member of the military": (":p kgr:hasRank :r .", (X.p, RDF.type, KGR.MilitaryOfficer)),
    "who has a rank is a person": (":p kgr:hasRank :r .", (X.p, RDF.type, FOAF.Person)),
    "a general's rank makes a general": (
        ":p kgr:hasRank :r . :r a kgr:GeneralRank .",
        (X.p, RDF.type, KGR.GeneralOfficer),
    ),
    "a host takes part": (":m kgr:host :p .", (X.m, KGR.participant, X.p)),
    "a guest takes part": (":m kgr:guest :p .", (X.p, KGR.participatesIn, X.m)),
    "taking part has an inverse": (":p kgr:participatesIn :m .", (X.m, KGR.participant, X.p)),
    "a counterpart is one both ways": (":p kgr:counterpartOf :q .", (X.q, KGR.counterpartOf, X.p)),
    "cooperation is mutual": (":o kgr:cooperatesWith :q .", (X.q, KGR.cooperatesWith, X.o)),
    "a country follows from the city": (MEETING, (X.m, KGR.country, X.sa)),
    "a country follows from itself": (":m kgr:place :sa . :sa kgr:inCountry :sa .", (X.m, KGR.country, X.sa)),
    "a place lies where its place lies": (MEETING, (X.riyadh, KGR.locatedIn, X.gulf)),
    "a member is had": (":td org:memberOf :o .", (X.o, ORG.hasMember, X.td)),
    "who is had is a member": (":o org:hasMember :td .", (X.td, ORG.memberOf, X.o)),
    "a post ties to its body": (POST, (X.p, KGR.affiliatedWith, X.td)),
    "a state has its officials": (POST, (X.td, KGR.hasAffiliate, X.p)),
    "a state is represented by its officials": (POST, (X.m, KGR.representedParty, X.td)),
    "a country acts": (":td a kgr:Country .", (X.td, RDF.type, ORG.Organization)),
    "a country is a place": (":td a kgr:Country .", (X.td, RDF.type, SDO.Place)),
    "a conference is a meeting": (":m a kgr:Conference .", (X.m, RDF.type, KGR.Meeting)),
    "a threat is a concept": (":t kgr:affectsRegion :sahel .", (X.t, RDF.type, SKOS.Concept)),
}

NEVER = {
    "a region is nobody's country": (MEETING, (X.m, KGR.country, X.gulf)),
    "a region held in makes no country": (
        ":m kgr:place :gulf . :gulf a kgr:Region .",
        (X.gulf, RDF.type, KGR.Country),
    ),
    "an official is no member of a coalition": (POST, (X.p, ORG.memberOf, X.td)),
    "a guest is no host": (":m kgr:guest :p .", (X.m, KGR.host, X.p)),
    "a country that takes part is no person": (
        ":m kgr:guest :td . :td a kgr:Country .",
        (X.td, RDF.type, KGR.Person),
    ),
    "a colonel is no general": (
        ":p kgr:hasRank :r . :r a kgr:MilitaryRank .",
        (X.p, RDF.type, KGR.GeneralOfficer),
    ),
}

CONTRADICTIONS = {
    "person and body": ":p a kgr:Person, kgr:Coalition .",
    "person and place": ":p a kgr:Person, kgr:City .",
    "city and country": ":p a kgr:City, kgr:Country .",
    "city and region": ":p a kgr:City, kgr:Region .",
    "country and region": ":p a kgr:Country, kgr:Region .",
    "event and agent": ":m kgr:guest :p . :p kgr:guest :q .",
    "event held at a person": ":m kgr:place :p . :p kgr:hasRank :r .",
    "rank and role": ":p kgr:hasRank :r . :post org:role :r . :r a kgr:Role .",
    "a region that cooperates": ":sahel a kgr:Region ; kgr:cooperatesWith :o .",
    "one's own counterpart": ":p kgr:counterpartOf :p .",
    "cooperation with oneself": ":o kgr:cooperatesWith :o .",
    "a seat in what has its seat in it": ":o kgr:headquarters :q . :q kgr:headquarters :o .",
}


@pytest.mark.parametrize(("data", "triple"), FOLLOWS.values(), ids=FOLLOWS)
def test_it_follows(data: str, triple: tuple[URIRef, URIRef, URIRef]) -> None:
    found = closure(data)
    assert triple in found
    assert not errors(found)


@pytest.mark.parametrize(("data", "triple"), NEVER.values(), ids=NEVER)
def test_it_does_not_follow(data: str, triple: tuple[URIRef, URIRef, URIRef]) -> None:
    found = closure(data)
    assert triple not in found
    assert not errors(found)


@pytest.mark.parametrize("data", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_it_is_a_contradiction(data: str) -> None:
    assert errors(closure(data))


def test_the_ontology_alone_contradicts_nothing() -> None:
    assert not errors(closure())


def test_what_the_files_say_of_individuals_contradicts_nothing() -> None:
    given = individuals()
    assert len(given) > 500
    assert not errors(closure(given=given))


# ---- the profile


def test_no_key_makes_all_members_one() -> None:
    """owlrl 7.6 takes all members of a class with a one-property key for the same thing."""
    assert not list(tbox().subject_objects(OWL.hasKey))


def test_nothing_stands_outside_the_profile_and_all_that_is_used_is_declared() -> None:
    assert objections([ONTOLOGY / "kgriyadh.ttl"]) == []


def test_nothing_is_imported_and_foreign_terms_say_whose_they_are() -> None:
    g = tbox()
    assert not list(g.subject_objects(OWL.imports))
    terms = {
        t for cls in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty) for t in g.subjects(RDF.type, cls)
    }
    assert not [t for t in terms if not list(g.objects(t, RDFS.isDefinedBy))]
    used = {o for p in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain) for o in g.objects(None, p)}
    assert not [t for t in used if isinstance(t, URIRef) and t not in terms]


def test_the_header_says_version_and_licence() -> None:
    header = URIRef(str(KGR).removesuffix("#"))
    said = set(tbox().predicates(header))
    assert {OWL.versionInfo, OWL.versionIRI, URIRef("http://purl.org/dc/terms/license")} <= said
