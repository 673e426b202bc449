"""Confidence: direct words are surer than indirect ones, and what is left out leaves nothing half behind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from golden_format import read_cases
from golden_render import read_all
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, URIRef

from kgriyadh import annotate, extract, lexicon
from kgriyadh.cli import main
from kgriyadh.confidence import at_least
from kgriyadh.fact import Document, Entity, Reading
from kgriyadh.load import load
from kgriyadh.terms import expand

PARTIES = {"kgr:host", "kgr:guest", "kgr:participant"}
TEXT = (
    "Le ministre de la Défense du Mali, le général Oumar Diarra-Sy, a reçu mardi à Bamako "
    "le colonel Issa Koné-Ly. "
    "Le ministre s’est ensuite entretenu avec l’ambassadrice de France, Claire Vasseur. "
    "L’entretien a porté sur le terrorisme."
)
READINGS = read_all([case for case in read_cases() if case.subject in ("dispatches", "posts", "threats")])


def reading(text: str) -> Reading:
    words = lexicon.load()
    (parsed,) = annotate.annotate([Document("d", text, "test", date(2026, 3, 12))], words)
    return extract.extract(parsed, words)


def confidence(found: Reading, predicate: str, name: str) -> float:
    """Return the confidence of the one fact with this predicate whose object has the name."""
    (fact,) = (
        fact
        for fact in found.facts
        if fact.predicate == predicate and isinstance(fact.object, Entity) and name in fact.object.names
    )
    return fact.confidence


def test_who_is_named_is_surer_than_who_is_pointed_to() -> None:
    named = reading("Le général Oumar Diarra-Sy a reçu le colonel Issa Koné-Ly.")
    pointed = reading("Le général Oumar Diarra-Sy est arrivé. Il a reçu le colonel Issa Koné-Ly.")
    assert confidence(named, "kgr:host", "Oumar Diarra-Sy") > confidence(
        pointed, "kgr:host", "Oumar Diarra-Sy"
    )


def test_who_is_tied_by_position_alone_is_less_sure_than_who_is_named_beside() -> None:
    beside = reading("Le général Oumar Diarra-Sy a reçu le colonel Issa Koné-Ly en présence de Paul Sy-Ba.")
    behind = reading("Le général Oumar Diarra-Sy a reçu le colonel Issa Koné-Ly. M. Paul Sy-Ba y assistait.")
    listed = reading(
        "Le général Oumar Diarra-Sy a reçu plusieurs officiers, à savoir M. Paul Sy-Ba et M. Li."
    )
    assert confidence(beside, "kgr:participant", "Paul Sy-Ba") >= 0.9
    assert confidence(behind, "kgr:participant", "Paul Sy-Ba") < 0.9
    assert confidence(listed, "kgr:guest", "Paul Sy-Ba") < 0.9


def test_an_encounter_of_one_named_party_is_less_sure_than_of_two() -> None:
    both = reading("Le général Oumar Diarra-Sy a reçu le colonel Issa Koné-Ly.")
    alone = reading("Le général Oumar Diarra-Sy a reçu une délégation.")
    assert confidence(alone, "kgr:host", "Oumar Diarra-Sy") < 0.9
    assert confidence(both, "kgr:host", "Oumar Diarra-Sy") >= 0.9


def test_all_confidences_lie_between_none_and_certainty() -> None:
    facts = [fact for found in READINGS.values() for fact in found.facts]
    assert all(0 < fact.confidence < 1 for fact in facts)
    assert len({fact.confidence for fact in facts}) > 4


@given(st.sampled_from(sorted(READINGS)), st.floats(0, 1), st.floats(0, 1))
def test_leaving_out_leaves_nothing_half_behind(case: str, one: float, other: float) -> None:
    found, low, high = READINGS[case], min(one, other), max(one, other)
    left = at_least(found, low)
    assert set(left.facts) <= {fact for fact in found.facts if fact.confidence >= low}
    assert set(at_least(left, high).facts) <= set(at_least(found, high).facts) | set(left.facts)
    entities = set(left.entities)
    assert all(fact.subject in entities for fact in left.facts)
    for entity in entities:
        said = [fact for fact in left.facts if fact.subject == entity]
        if entity.kind == "org:Membership":
            assert {"org:member", "org:role"} <= {fact.predicate for fact in said}
        if entity.kind == "kgr:Meeting":
            had = [one for one in found.facts if one.subject == entity and one.predicate in PARTIES]
            assert len([fact for fact in said if fact.predicate in PARTIES]) >= min(2, len(had))


def test_nothing_below_is_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "depeche.txt"
    text.write_text(TEXT, "utf-8")
    arguments = ["build", str(text), "--published", "2026-03-12", "--quiet"]
    assert main([*arguments, "--out", str(tmp_path / "all")]) == 0
    assert main([*arguments, "--out", str(tmp_path / "sure"), "--min-confidence", "0.9"]) == 0
    everything, sure = (load(tmp_path / name / "dataset.trig") for name in ("all", "sure"))
    kept = {float(str(value)) for value in sure.objects(None, expand("kgr:confidence"))}
    assert kept and min(kept) >= 0.9
    assert min(float(str(value)) for value in everything.objects(None, expand("kgr:confidence"))) < 0.9
    meetings = [len(set(each.subjects(RDF.type, expand("kgr:Meeting")))) for each in (everything, sure)]
    assert meetings == [2, 1]
    threat = URIRef("https://w3id.org/kgriyadh/id/threat/terrorism")
    assert (None, expand("kgr:addressesThreat"), threat) not in sure
    assert main([*arguments, "--min-confidence", "2"]) == 2
    assert "0<=x<=1" in capsys.readouterr().err
