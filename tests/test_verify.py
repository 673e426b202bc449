"""Reading the sources again: an honest dataset passes, and each way to tamper with one is named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import samples
from hypothesis import given
from rdflib import RDF, Literal, URIRef
from readings import readings
from samples import build

from kgriyadh.load import load
from kgriyadh.reason import close
from kgriyadh.terms import BASE, KGR, OA
from kgriyadh.validate import validate
from kgriyadh.verify import Failure, verify
from kgriyadh.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from kgriyadh.fact import Reading

READINGS = (samples.riyadh(), samples.lome())
DOCUMENTS = [reading.document for reading in READINGS]


def test_an_honest_dataset_holds() -> None:
    assert verify(close(build(READINGS)), DOCUMENTS) == ()


def test_a_written_dataset_holds(tmp_path: Path) -> None:
    dataset = close(build(READINGS))
    write(dataset, validate(dataset), tmp_path)
    assert verify(load(tmp_path / "dataset.trig"), DOCUMENTS) == ()


@given(readings())
def test_quotes_always_match(found: Reading) -> None:
    assert verify(build([found]), [found.document]) == ()


def test_a_text_that_changed_names_each_quote_and_place() -> None:
    changed = replace(DOCUMENTS[0], text=DOCUMENTS[0].text.replace("3 mars", "4 mars"))
    (failure,) = verify(build(READINGS), [changed, DOCUMENTS[1]])
    start = samples.RIYADH_TEXT.index("Le 3 mars")
    assert (failure.document, failure.start, failure.end) == ("riyad-2026-03-03", start, start + 14)
    assert str(failure).startswith(f"riyad-2026-03-03, {start}-{start + 14}: ")
    assert failure.problem == "quoted is « Le 3 mars 2026 », there stands « Le 4 mars 2026 »"


def test_a_text_that_was_cut_has_no_such_words() -> None:
    failures = verify(build(READINGS), [DOCUMENTS[0], replace(DOCUMENTS[1], text="Court.")])
    assert failures and all("the text has 6 characters" in failure.problem for failure in failures)


def test_a_document_that_is_missing() -> None:
    (failure,) = verify(build(READINGS), DOCUMENTS[:1])
    assert failure == Failure("lome", None, None, failure.problem)
    assert "was not given" in str(failure)


def test_a_relation_slipped_into_a_document_s_graph() -> None:
    dataset = build(READINGS)
    slipped = (URIRef(f"{BASE}person/nasser-al-harbi"), KGR.hasRank, URIRef(f"{BASE}rank/colonel"))
    dataset.graph(URIRef(f"{BASE}graph/document-lome")).add(slipped)
    (failure,) = verify(dataset, DOCUMENTS)
    assert (failure.document, failure.start) == ("lome", None)
    assert "kgr:hasRank" in failure.problem


@pytest.mark.parametrize("term", [RDF.subject, OA.hasSelector, OA.hasSource])
def test_evidence_that_lost_a_part_backs_nothing(term: URIRef) -> None:
    dataset = build(READINGS)
    dataset.graph(URIRef(f"{BASE}graph/evidence")).remove((None, term, None))
    failures = verify(dataset, DOCUMENTS)
    assert len(failures) == sum(
        fact.predicate.startswith(("kgr:", "org:")) for one in READINGS for fact in one.facts
    )


def test_a_quote_without_its_offsets_is_no_quote() -> None:
    dataset = build(READINGS)
    evidence = dataset.graph(URIRef(f"{BASE}graph/evidence"))
    selector = next(iter(evidence.subjects(OA.exact, Literal("Le 3 mars 2026"))))
    evidence.remove((selector, OA.start, None))
    (failure,) = verify(dataset, DOCUMENTS)
    assert failure.start == -1


def test_a_long_quote_is_cut_in_the_message() -> None:
    changed = replace(DOCUMENTS[0], text="x" * len(DOCUMENTS[0].text))
    assert all(len(str(failure)) < 220 for failure in verify(build(READINGS), [changed, DOCUMENTS[1]]))
