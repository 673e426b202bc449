"""The authority data: complete, at one with itself, and without a word that means two things."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest
from rdflib import ORG, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from kgriyadh import places
from kgriyadh.fold import words
from kgriyadh.paths import ONTOLOGY

_ID = Namespace("https://w3id.org/kgriyadh/id/")
_KGR = Namespace("https://w3id.org/kgriyadh/ontology#")
_LEX = Namespace("https://w3id.org/kgriyadh/lexicon#")
_WORD = Namespace("https://w3id.org/kgriyadh/lexicon/word/")
_FILES = ("organizations", "organization-heads", "countries", "regions", "cities", "names")
_CLASSES = {_KGR.Coalition, _KGR.InternationalOrganization, _KGR.ArmedForce, ORG.Organization}
_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


@cache
def _data() -> Graph:
    graph = Graph()
    for name in _FILES:
        graph.parse(ONTOLOGY / f"{name}.ttl")
    return graph


def _subjects(*classes: URIRef) -> list[URIRef]:
    found = {s for cls in classes for s in _data().subjects(RDF.type, cls)}
    return sorted(s for s in found if isinstance(s, URIRef))


def _french(subject: URIRef, *properties: URIRef) -> list[str]:
    values = (o for p in properties for o in _data().objects(subject, p))
    return [str(o) for o in values if isinstance(o, Literal) and o.language in ("fr", None)]


def _organizations() -> list[URIRef]:
    return [s for s in _subjects(*_CLASSES) if s.startswith(_ID)]


def _known_places() -> set[URIRef]:
    listed = {_ID[place.id] for place in (*places.countries(), *places.cities())}
    return listed | set(_subjects(_KGR.Country, _KGR.City, _KGR.Region))


def test_every_organization_has_one_class_and_a_label_in_both_languages() -> None:
    assert len(_organizations()) >= 75
    for body in _organizations():
        assert len(set(_data().objects(body, RDF.type)) & _CLASSES) == 1, body
        languages = [o.language for o in _data().objects(body, SKOS.prefLabel) if isinstance(o, Literal)]
        assert sorted(str(language) for language in languages) == ["en", "fr"], body


@pytest.mark.parametrize(
    ("body", "cls"),
    [
        ("cimct", "Coalition"),
        ("otan", "Coalition"),
        ("aes", "Coalition"),
        ("g5-sahel", "Coalition"),
        ("onu", "InternationalOrganization"),
        ("ccg", "InternationalOrganization"),
        ("ligue-arabe", "InternationalOrganization"),
        ("interpol", "InternationalOrganization"),
        ("cblt", "InternationalOrganization"),
        ("fmm", "ArmedForce"),
        ("operation-barkhane", "ArmedForce"),
        ("fama", "ArmedForce"),
    ],
)
def test_an_organization_is_of_the_class_that_news_means(body: str, cls: str) -> None:
    assert (_ID[f"organization/{body}"], RDF.type, _KGR[cls]) in _data()


def test_no_two_organizations_share_a_name_or_an_acronym() -> None:
    bearers: dict[object, set[URIRef]] = defaultdict(set)
    for body in _organizations():
        for name in _french(body, *_LABELS):
            bearers[words(name)].add(body)
        for acronym in _french(body, _KGR.acronym):
            bearers[acronym].add(body)
    assert {name: bodies for name, bodies in bearers.items() if len(bodies) > 1} == {}


def test_an_acronym_is_no_french_word_in_capitals() -> None:
    acronyms = {str(o).casefold() for o in _data().objects(None, _KGR.acronym)}
    assert not acronyms & {
        "au",
        "aux",
        "de",
        "du",
        "en",
        "et",
        "eu",
        "la",
        "le",
        "on",
        "ou",
        "un",
        "une",
        "sur",
    }


def test_the_number_of_members_is_that_of_the_members_listed() -> None:
    listed = 0
    for body in _organizations():
        count = _data().value(body, _KGR.memberCount)
        members = set(_data().objects(body, ORG.hasMember))
        if members and isinstance(count, Literal):
            listed += 1
            assert len(members) == count.toPython(), body
    assert listed >= 20


@pytest.mark.parametrize(
    ("body", "member", "expected"),
    [
        ("cedeao", "ml", False),
        ("cedeao", "bf", False),
        ("cedeao", "ne", False),
        ("cedeao", "tg", True),
        ("aes", "ne", True),
        ("fmm", "ne", False),
        ("fmm", "td", True),
        ("otan", "se", True),
        ("ligue-arabe", "km", True),
        ("ue", "gb", False),
        ("ua", "eh", True),
        ("cblt", "ly", True),
    ],
)
def test_membership_is_that_of_2026(body: str, member: str, expected: bool) -> None:
    statement = (_ID[f"organization/{body}"], ORG.hasMember, _ID[f"place/{member}"])
    assert (statement in _data()) is expected


def test_every_place_and_organization_spoken_of_exists() -> None:
    known = _known_places() | set(_organizations())
    spoken_of = {o for o in _data().objects() if isinstance(o, URIRef) and o.startswith(_ID)}
    assert spoken_of - known == set()


def test_every_state_has_its_code_and_a_demonym() -> None:
    for state in places.countries():
        node = _ID[state.id]
        assert _french(node, _KGR.isoCode) == [state.iso]
        assert _french(node, _LEX.demonym), state.label_fr
    assert len(_subjects(_KGR.Country)) == len(places.countries())


def test_a_demonym_means_one_state_except_those_of_namesakes() -> None:
    bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for state in places.countries():
        for demonym in _french(_ID[state.id], _LEX.demonym):
            bearers[words(demonym)].add(state.iso)
    shared = {form: isos for form, isos in bearers.items() if len(isos) > 1}
    congos, guineas = {"CD", "CG"}, {"GN", "GW", "GQ"}
    assert shared == {
        ("congolais",): congos, ("congolaise",): congos, ("guineen",): guineas, ("guineenne",): guineas,
    }  # fmt: skip
    foremost = {state.iso for state in places.countries() if _french(_ID[state.id], _LEX.foremost)}
    assert foremost == {"GN"}


@pytest.mark.parametrize(
    ("demonym", "iso"),
    [
        ("nigérien", "NE"),
        ("nigérian", "NG"),
        ("nigériane", "NG"),
        ("guinéen", "GN"),
        ("bissau-guinéen", "GW"),
        ("équato-guinéen", "GQ"),
        ("centrafricain", "CF"),
        ("sud-africain", "ZA"),
        ("saoudien", "SA"),
        ("émirati", "AE"),
        ("bahreïni", "BH"),
        ("burkinabè", "BF"),
        ("dominicain", "DO"),
        ("dominiquais", "DM"),
        ("sud-soudanais", "SS"),
        ("soudanais", "SD"),
        ("mauritanien", "MR"),
        ("mauricien", "MU"),
        ("turque", "TR"),
    ],
)
def test_a_demonym_means_the_right_state(demonym: str, iso: str) -> None:
    assert demonym in _french(_ID[f"place/{iso.lower()}"], _LEX.demonym)


def test_a_name_of_a_state_means_no_other_state_or_region() -> None:
    bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for state in places.countries():
        for name in (*state.names, *_french(_ID[state.id], *_LABELS)):
            bearers[words(name)].add(state.id)
    for region in _subjects(_KGR.Region):
        for name in _french(region, *_LABELS):
            bearers[words(name)].add(region.removeprefix(_ID))
    assert {name: ids for name, ids in bearers.items() if len(ids) > 1} == {}


def test_a_region_is_labelled_in_both_languages_and_lies_in_something_bigger() -> None:
    assert len(_subjects(_KGR.Region)) >= 60
    for region in _subjects(_KGR.Region):
        languages = {o.language for o in _data().objects(region, SKOS.prefLabel) if isinstance(o, Literal)}
        assert languages == {"fr", "en"}, region
        for bigger in _data().objects(region, _KGR.locatedIn):
            assert region not in set(_data().transitive_objects(bigger, _KGR.locatedIn)), region


@pytest.mark.parametrize(
    ("form", "region"),
    [
        ("lac Tchad", "bassin-du-lac-tchad"),
        ("bassin du lac Tchad", "bassin-du-lac-tchad"),
        ("zone des trois frontières", "liptako-gourma"),
        ("golfe de Guinée", "golfe-de-guinee"),
        ("Afrique de l'Ouest", "afrique-de-l-ouest"),
        ("bande de Gaza", "gaza"),
    ],
)
def test_a_region_is_found_under_each_of_its_names(form: str, region: str) -> None:
    assert form in _french(_ID[f"place/{region}"], *_LABELS)


def test_a_town_of_our_own_is_in_no_table_and_lies_in_a_state() -> None:
    tables = {_ID[city.id] for city in places.cities()}
    states = {_ID[state.id] for state in places.countries()}
    for city in _subjects(_KGR.City):
        own = _data().value(city, _KGR.locatedIn)
        assert (own is None) == (city in tables), city
        assert own is None or own in states, city


def test_a_given_name_is_no_state_or_city() -> None:
    equivocal = {words(o) for cls in ("no-city", "no-country") for o in _french(_WORD[cls], _LEX.word)}
    taken = {words(name) for p in (*places.countries(), *places.cities()) for name in p.names} - equivocal
    given = [form for names in _subjects(_LEX.GivenNames) for form in _french(names, _LEX.form)]
    assert len(given) == len({words(form) for form in given}) >= 700
    assert {form for form in given if words(form) in taken} == set()


def test_every_organization_head_yields_a_class() -> None:
    heads = [form for head in _subjects(_LEX.OrganizationHead) for form in _french(head, _LEX.head)]
    assert len(heads) == len({words(form) for form in heads})
    for head in _subjects(_LEX.OrganizationHead):
        assert _data().value(head, _LEX["yields"]) in _CLASSES
        small = all(form[0].islower() for form in _french(head, _LEX.head))
        assert ((head, _LEX.lowercase, Literal(True)) in _data()) is small


def test_every_word_for_a_word_is_declared() -> None:
    declared = Graph()
    for path in sorted(ONTOLOGY.glob("lexicon*.ttl")):
        declared.parse(path)
    used = {t for t in (*_data().predicates(), *_data().objects(None, RDF.type)) if str(t).startswith(_LEX)}
    assert {t for t in used if (t, RDFS.label, None) not in declared} == set()
