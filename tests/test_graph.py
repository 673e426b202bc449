"""Readings to a dataset: what is stated where, which IRIs things get, and that nothing else decides it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import DCTERMS, ORG, PROV, RDF, RDFS, SKOS, BNode, Dataset, Graph, Literal, URIRef
from readings import readings
from samples import build

from kgriyadh import authority, terms
from kgriyadh.errors import BaseIriIsUnusable, TermIsUnknown
from kgriyadh.fact import Document, Entity, Reading
from kgriyadh.graph.mint import document_iri
from kgriyadh.local_id import slug
from kgriyadh.terms import BASE, KGR, OA, expand

TALKS = URIRef(f"{BASE}meeting/2026-03-03-sa-riyadh-71ec1463")
HARBI = URIRef(f"{BASE}person/nasser-al-harbi")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """Return the graph of both samples."""
    return build([samples.riyadh(), samples.lome()])


def graph(dataset: Dataset, name: str) -> Graph:
    """Return one of a dataset's named graphs."""
    return dataset.graph(URIRef(f"{BASE}graph/{name}"))


def test_a_document_s_graph_has_what_it_states(dataset: Dataset) -> None:
    stated = graph(dataset, "document-riyad-2026-03-03")
    assert (TALKS, KGR.host, HARBI) in stated
    assert (TALKS, KGR.venue, URIRef(f"{BASE}organization/cimct")) in stated
    assert (TALKS, RDF.type, KGR.Meeting) in stated
    assert (HARBI, RDFS.label, Literal("Nasser Al-Harbi", lang="fr")) in stated
    assert (HARBI, SKOS.altLabel, Literal("Al-Harbi", lang="fr")) in stated


def test_background_knowledge_stays_out_of_documents(dataset: Dataset) -> None:
    city, country = URIRef(f"{BASE}place/sa-riyadh"), URIRef(f"{BASE}place/sa")
    assert (city, KGR.locatedIn, country) in graph(dataset, "authority")
    assert (city, KGR.locatedIn, None) not in graph(dataset, "document-riyad-2026-03-03")
    assert (country, KGR.isoCode, Literal("SA")) in graph(dataset, "authority")


def test_a_document_s_graph_is_tied_to_it(dataset: Dataset) -> None:
    document = URIRef(f"{BASE}document/riyad-2026-03-03")
    assert (URIRef(f"{BASE}graph/document-riyad-2026-03-03"), PROV.wasDerivedFrom, document) in dataset
    assert dataset.value(document, DCTERMS.identifier) == Literal("riyad-2026-03-03")
    assert str(dataset.value(document, DCTERMS.issued)) == "2026-03-04"
    assert str(dataset.value(document, DCTERMS.source)) == "Agence d'exemple"


def test_a_post_is_a_membership_with_a_readable_label(dataset: Dataset) -> None:
    post = URIRef(f"{BASE}membership/idriss-oumar-chief-of-defence-staff-td")
    assert (post, RDF.type, ORG.Membership) in dataset
    assert (post, ORG.organization, URIRef(f"{BASE}place/td")) in dataset
    assert str(dataset.value(post, RDFS.label)).startswith("Idriss Oumar, ")


def test_events_and_regional_threats_have_labels_made_for_them(dataset: Dataset) -> None:
    labels = {str(label) for label in dataset.objects(None, RDFS.label)}
    assert "Rencontre du 3 mars 2026, Riyad : Nasser Al-Harbi, Idriss Oumar" in labels
    assert "Conférence du 10 mars 2026 au 12 mars 2026, Lomé : Nasser Al-Harbi" in labels
    assert "djihadisme (Sahel)" in labels


def test_a_label_counts_the_parties_that_it_does_not_name() -> None:
    text = "Rencontre de A, B, C, D et E le 1er mai 2026."
    talks = Entity("m", "kgr:Meeting")
    names = [samples.fact(text, talks, "kgr:guest", Entity(n, "kgr:Person", (n,)), n) for n in "ABCDE"]
    day = samples.fact(text, talks, "kgr:date", date(2026, 5, 1), "1er mai 2026")
    label = "Rencontre du 1er mai 2026 : A, B, C (et 2 de plus)"
    assert Literal(label, lang="fr") in set(
        build([samples.reading("d", text, *names, day)]).objects(None, RDFS.label)
    )


def test_two_documents_meet_on_one_iri(dataset: Dataset) -> None:
    speaking = {name for *_, name in dataset.quads((HARBI, RDF.type, KGR.Person, None))}
    assert {URIRef(f"{BASE}graph/document-{one}") for one in ("lome", "riyad-2026-03-03")} <= speaking


def test_each_relation_has_its_words(dataset: Dataset) -> None:
    statement = next(
        one
        for one in dataset.subjects(RDF.predicate, KGR.host)
        if (one, RDF.subject, TALKS) in dataset and (one, RDF.object, HARBI) in dataset
    )
    passage = dataset.value(statement, PROV.wasDerivedFrom)
    selector = dataset.value(passage, OA.hasSelector)
    start, end = (int(str(dataset.value(selector, term))) for term in (OA.start, OA.end))
    assert str(dataset.value(selector, OA.exact)) == samples.RIYADH_TEXT[start:end]
    before, behind = (str(dataset.value(selector, term) or "") for term in (OA.prefix, OA.suffix))
    assert f"{before}{samples.RIYADH_TEXT[start:end]}{behind}" in samples.RIYADH_TEXT
    assert len(before) == min(start, 80) and len(behind) == min(len(samples.RIYADH_TEXT) - end, 80)
    assert {OA.TextPositionSelector, OA.TextQuoteSelector} == set(dataset.objects(selector, RDF.type))
    assert str(dataset.value(statement, KGR.confidence)) == "0.9"
    assert dataset.value(passage, OA.hasSource) == URIRef(f"{BASE}document/riyad-2026-03-03")


def test_two_quotes_for_one_fact_are_one_statement() -> None:
    text = "Nasser Al-Harbi, général de division. Le général de division Al-Harbi."
    one = samples.fact(
        text, samples.HARBI, "kgr:hasRank", samples.DIVISION, "Nasser Al-Harbi, général de division"
    )
    other = samples.fact(
        text, samples.HARBI, "kgr:hasRank", samples.DIVISION, "Le général de division Al-Harbi"
    )
    dataset = build([samples.reading("d", text, one, other)])
    (statement,) = dataset.subjects(RDF.type, RDF.Statement)
    assert len(list(dataset.objects(statement, PROV.wasDerivedFrom))) == 2
    surer = build([samples.reading("d", text, one, replace(other, confidence=0.5))])
    assert len(list(surer.subjects(RDF.type, RDF.Statement))) == 2


def test_an_undated_meeting_belongs_to_its_document() -> None:
    text = "A a reçu B."
    talks, host, guest = (
        Entity(k, f"kgr:{kind}", n)
        for k, kind, n in (("m", "Meeting", ()), ("a", "Person", ("A",)), ("b", "Person", ("B",)))
    )
    facts = [
        samples.fact(text, talks, "kgr:host", host, "A"),
        samples.fact(text, talks, "kgr:guest", guest, "B"),
    ]
    dataset = build([samples.reading("un", text, *facts), samples.reading("deux", text, *facts)])
    meetings = set(dataset.subjects(RDF.type, KGR.Meeting))
    assert len(meetings) == 2
    assert all("/meeting/undated-none-" in str(meeting) for meeting in meetings)


def test_another_base_moves_things_and_no_words() -> None:
    dataset = build([samples.riyadh()], "https://example.org/kg/")
    assert (URIRef("https://example.org/kg/person/nasser-al-harbi"), RDF.type, KGR.Person) in dataset
    assert URIRef("https://example.org/kg/place/sa") in set(dataset.subjects())
    assert not [
        node
        for triple in dataset.triples((None, None, None))
        for node in triple
        if str(node).startswith(BASE)
    ]


@pytest.mark.parametrize(
    "base", ["", "example.org/", "https://example.org", "https://exa mple.org/", "<x>:/"]
)
def test_a_base_that_starts_no_iri_is_refused(base: str) -> None:
    with pytest.raises(BaseIriIsUnusable, match="cannot start an IRI"):
        build([], base)


@pytest.mark.parametrize("term", ["kgr:Persn", "nope:Person", "org:Membrship", "oa:strat", "Person"])
def test_a_misspelt_term_is_an_error(term: str) -> None:
    with pytest.raises(TermIsUnknown, match=term):
        expand(term)


def test_a_text_without_facts_leaves_no_more_than_its_record() -> None:
    dataset = build([Reading(Document("recette", "Battez les œufs.", "recette.txt"), (), ())])
    assert set(dataset.subjects(RDF.type, KGR.Document)) == {URIRef(f"{BASE}document/recette")}
    assert not set(dataset.subjects(RDF.type, RDF.Statement))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mohammed bin Saïd Al-Moghidi", "mohammed-bin-said-al-moghidi"),
        ("  L’Œuvre d’État ", "l-oeuvre-d-etat"),
        ("محمد", "محمد"),
        ("<script>", "script"),
        ("Ⅳ", "iv"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_slug_is_never_empty_nor_endless() -> None:
    assert slug("🛡️") and slug("🛡️") != slug("—")
    assert slug("Ali\U000e0100") == "ali" and slug("\U000e0100").isalnum()
    assert len(slug("mot " * 500)) < 120
    assert slug("mot " * 500) != slug("mot " * 501)


def test_two_document_ids_never_share_an_iri() -> None:
    assert len({document_iri(one, BASE) for one in ("a-b", "a b", "A b", "a/b", "à b")}) == 5


def test_authority_brings_the_members_of_a_body_but_not_the_bodies_of_a_member() -> None:
    body = URIRef(f"{BASE}organization/cedeao")
    of_body, of_state = authority.describe(["organization/cedeao"]), authority.describe(["place/tg"])
    tied = {*of_body.subjects(ORG.memberOf, body), *of_body.objects(body, ORG.hasMember)}
    assert URIRef(f"{BASE}place/tg") in tied
    assert all(
        (state, KGR.isoCode, None) in of_body and (state, RDFS.label, None) in of_body for state in tied
    )
    assert not {*of_state.objects(None, ORG.memberOf), *of_state.subjects(ORG.hasMember, None)}
    assert not authority.describe(["organization/no-such-body"])


def test_a_place_has_one_label_a_language() -> None:
    place = URIRef(f"{BASE}place/ae-abu-dhabi")
    labels = authority.describe(["place/ae-abu-dhabi"]).objects(place, RDFS.label)
    assert sorted(str(getattr(label, "language", None)) for label in labels) == ["en", "fr"]


def test_authority_leaves_out_what_only_finds_names() -> None:
    described = authority.describe(["rank/general-de-division", "threat/jihadism", "organization/cimct"])
    assert not list(described.triples((None, SKOS.hiddenLabel, None)))
    assert not [p for p in described.predicates() if "lexicon" in str(p)]
    assert (URIRef(f"{BASE}rank/general-de-division"), KGR.natoCode, Literal("OF-7")) in described


def test_the_ontology_s_own_graph_has_no_individuals(dataset: Dataset) -> None:
    assert not [one for one in graph(dataset, "ontology").subjects() if str(one).startswith(BASE)]
    assert terms.compact(str(KGR.Meeting)) == "kgr:Meeting"


@settings(deadline=None)
@given(
    st.lists(readings(), max_size=3, unique_by=lambda reading: reading.document.id),
    st.randoms(use_true_random=False),
)
def test_whatever_is_read_makes_a_sound_dataset(found: list[Reading], random: object) -> None:
    dataset = build(found)
    turned = build(list(reversed(found)))
    assert set(dataset.quads()) == set(turned.quads())
    for subject, predicate, value, name in dataset.quads():
        assert not any(isinstance(node, BNode) for node in (subject, predicate, value, name))


@settings(deadline=None)
@given(readings())
def test_every_iri_is_one(found: Reading) -> None:
    for triple in build([found]).triples((None, None, None)):
        for node in triple:
            if isinstance(node, URIRef):
                assert not set(str(node)) & set(' <>"{}|\\^`\n'), node
                assert URIRef(str(node)).n3()
