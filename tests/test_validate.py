"""The shapes: each lets sound graphs pass, and says of an unsound one what is wrong, of what and where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import samples
from rdflib import RDF, SH, BNode, Literal, URIRef
from samples import build

from kgriyadh.fact import Entity, Fact, Quote, Reading
from kgriyadh.reason import close
from kgriyadh.report import Report, readable
from kgriyadh.terms import BASE, KGR
from kgriyadh.validate import validate

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = "Le 3 mars 2026, Jean Petit, colonel puis général, a vu Marie Dubois à Paris, au siège de l’Agence."
JEAN = Entity("p1", "kgr:Person", ("Jean Petit",))
MARIE = Entity("p2", "kgr:Person", ("Marie Dubois",))
AGENCY = Entity("o", "org:Organization", ("Agence",))
TALKS = Entity("m", "kgr:Meeting")
FORUM = Entity("c", "kgr:Conference")
FORMER_POST = Entity("former", "kgr:FormerPost")
POST = Entity("h", "org:Membership")


def said(
    subject: Entity, predicate: str, value: Entity | date | int | str, words: str = "Jean Petit"
) -> Fact:
    """Return a fact of the text."""
    return samples.fact(TEXT, subject, predicate, value, words)


def report(*facts: Fact) -> Report:
    """Return what is said of a document with these facts."""
    return validate(build([samples.reading("essai", TEXT, *facts)]))


SOUND: dict[str, Sequence[Fact]] = {
    "two parties": (said(TALKS, "kgr:host", JEAN), said(TALKS, "kgr:guest", MARIE)),
    "a party and a venue": (said(TALKS, "kgr:host", JEAN), said(TALKS, "kgr:venue", AGENCY)),
    "a conference of one": (said(FORUM, "kgr:participant", JEAN),),
    "one day": (
        said(FORUM, "kgr:participant", JEAN),
        said(FORUM, "kgr:date", date(2026, 3, 3)),
        said(FORUM, "kgr:endDate", date(2026, 3, 3)),
    ),
    "a state as party": (said(TALKS, "kgr:host", JEAN), said(TALKS, "kgr:guest", samples.CHAD)),
    "one rank": (said(JEAN, "kgr:hasRank", samples.DIVISION),),
    "a post": (said(POST, "org:member", JEAN), said(POST, "org:role", samples.CHIEF)),
    "nothing": (),
}
UNSOUND: dict[str, Sequence[Fact]] = {
    "Meeting": (said(TALKS, "kgr:host", JEAN), said(TALKS, "kgr:guest", JEAN)),
    "Visitor": (said(Entity("v", "kgr:Visit"), "kgr:date", date(2026, 3, 3)),),
    "Party": (said(FORUM, "kgr:host", JEAN), said(FORUM, "kgr:guest", samples.RIYADH)),
    "EventDate": (said(FORUM, "kgr:host", JEAN), said(FORUM, "kgr:date", date(1492, 3, 3))),
    "EventEnd": (
        said(FORUM, "kgr:host", JEAN),
        said(FORUM, "kgr:date", date(2026, 3, 3)),
        said(FORUM, "kgr:endDate", date(2026, 3, 2)),
    ),
    "EventPlace": (said(FORUM, "kgr:host", JEAN), said(FORUM, "kgr:place", AGENCY)),
    "EventVenue": (said(FORUM, "kgr:host", JEAN), said(FORUM, "kgr:venue", samples.RIYADH)),
    "Label": (said(Entity("x", "kgr:Person"), "kgr:hasRank", samples.DIVISION),),
    "OneRankInADocument": (
        said(JEAN, "kgr:hasRank", samples.DIVISION),
        said(JEAN, "kgr:hasRank", samples.CORPS),
    ),
    "Rank": (said(JEAN, "kgr:hasRank", AGENCY),),
    "PostHolder": (said(POST, "org:role", samples.CHIEF),),
    "PostRole": (said(POST, "org:member", JEAN),),
    "NotHeldBy": (said(FORMER_POST, "kgr:postRole", samples.CHIEF),),
    "NotHeldRole": (said(Entity("g", "kgr:FuturePost"), "kgr:postHolder", JEAN),),
    "MemberCount": (said(AGENCY, "kgr:memberCount", 0),),
    "Region": (said(Entity("t", "kgr:Threat", ("menace",)), "kgr:affectsRegion", AGENCY),),
    "Confidence": (replace(said(JEAN, "kgr:hasRank", samples.DIVISION), confidence=1.5),),
    "Quoted": (replace(said(JEAN, "kgr:hasRank", samples.DIVISION), quotes=()),),
    "Offsets": (replace(said(JEAN, "kgr:hasRank", samples.DIVISION), quotes=(Quote(5, 5),)),),
}


def shapes_of(found: Report) -> set[str]:
    """Return the local names of the shapes that object."""
    return {str(shape).rpartition("#")[2] for shape in found.graph.objects(None, SH.sourceShape)}


@pytest.mark.parametrize("case", SOUND)
def test_a_sound_graph_conforms(case: str) -> None:
    found = report(*SOUND[case])
    assert found.conforms and not found.results, readable(found)


@pytest.mark.parametrize("shape", UNSOUND)
def test_an_unsound_graph_is_objected_to(shape: str) -> None:
    found = report(*UNSOUND[shape])
    assert not found.conforms
    assert shape in shapes_of(found)


def test_a_document_published_in_another_age() -> None:
    reading = samples.lome()
    dataset = build([replace(reading, document=replace(reading.document, published=date(1826, 3, 13)))])
    assert shapes_of(validate(dataset)) == {"Issued", "HeldBeforePublished"}


def test_a_result_says_what_where_why_and_what_to_do() -> None:
    (result,) = report(*UNSOUND["OneRankInADocument"]).results
    assert (result.severity, result.label, result.documents) == ("violation", "Jean Petit", ("essai",))
    assert [passage.exact for passage in result.passages] == ["Jean Petit"]
    assert result.message_fr == "Une personne a plusieurs grades dans un même document."
    assert result.remedy_en.startswith("Check in the text whose rank each is")
    text = readable(report(*UNSOUND["OneRankInADocument"]))
    assert "VIOLATION: Jean Petit <https://w3id.org/kgriyadh/id/person/jean-petit>" in text
    assert "  essai, 16-26: « Jean Petit »" in text
    assert "n'est pas conforme" in text and "does not conform" in text


def test_two_documents_may_give_two_ranks() -> None:
    one = samples.reading("un", TEXT, said(JEAN, "kgr:hasRank", samples.DIVISION))
    other = samples.reading("deux", TEXT, said(JEAN, "kgr:hasRank", samples.CORPS))
    assert validate(build([one, other])).conforms


def test_a_relation_without_evidence_from_its_own_document() -> None:
    one = samples.reading("un", TEXT, said(JEAN, "kgr:hasRank", samples.DIVISION))
    other = samples.reading("deux", TEXT, said(MARIE, "kgr:hasRank", samples.DIVISION))
    dataset = build([one, other])
    rank = (URIRef(f"{BASE}person/jean-petit"), KGR.hasRank, URIRef(f"{BASE}rank/general-de-division"))
    dataset.graph(URIRef(f"{BASE}graph/document-deux")).add(rank)
    found = validate(dataset)
    (result,) = found.results
    assert (result.label, result.documents, result.passages) == ("Jean Petit", ("deux",), ())
    assert shapes_of(found) == {"StatedRelation"}


@pytest.mark.parametrize("reason", [True, False])
def test_the_samples_conform_reasoned_on_or_not(reason: bool) -> None:
    dataset = build([samples.riyadh(), samples.lome()])
    found = validate(close(dataset) if reason else dataset)
    assert found.conforms, readable(found)
    assert readable(found) == "Le graphe est conforme. / The graph conforms.\n"
    assert (None, SH.conforms, Literal(True)) in found.graph


def test_the_report_for_programs_has_no_blank_nodes_and_one_form() -> None:
    facts = [fact for facts in UNSOUND.values() for fact in facts]
    first, second = report(*facts), report(*reversed(facts))
    assert set(first.graph) == set(second.graph)
    assert not [node for triple in first.graph for node in triple if isinstance(node, BNode)]
    assert len(set(first.graph.subjects(RDF.type, SH.ValidationResult))) >= len(UNSOUND) - 2


def test_validation_changes_nothing() -> None:
    dataset = build([samples.reading("essai", TEXT, *UNSOUND["Meeting"])])
    before = set(dataset.quads())
    validate(dataset)
    assert set(dataset.quads()) == before


def test_a_warning_does_not_forbid_publication() -> None:
    found = report(*UNSOUND["PostRole"])
    mild = Report(True, tuple(replace(one, severity="warning") for one in found.results), found.graph)
    assert "conforms but for this" in readable(mild)


def test_many_readings_conform() -> None:
    readings: list[Reading] = list(samples.many(3))
    assert validate(build(readings)).conforms
