"""Texts as they really arrive, spoilt or foreign: the same facts where the words allow it, else none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from golden_format import Case
from golden_render import misquoted, render

from kgriyadh.cli import main
from kgriyadh.fact import Document
from kgriyadh.pipeline import read_documents

if TYPE_CHECKING:
    from pathlib import Path

    from kgriyadh.fact import Reading

PUBLISHED = date(2026, 3, 5)
FRENCH = "Le général Mamadou Sangaré a reçu mardi à Dakar le colonel Issa Traoré."
ENGLISH = (
    "General Mamadou Sangaré received Colonel Issa Traoré in Dakar on Tuesday. The Minister of Defence, "
    "Ibrahima Fall, and the Ambassador of Morocco, Karim Bensalmi, were present at the meeting."
)
ARABIC = "استقبل الفريق محمد سانغاري رئيس الأركان في داكار العقيد عيسى تراوري يوم الثلاثاء."
SPANISH = (
    "El ministro de Defensa de España, Javier Ruiz Ortega, recibió en Madrid al general Mamadou Sangaré. "
    "Los dos hablaron de la lucha contra el terrorismo en la región del Sahel."
)


def reading_of(text: str) -> Reading:
    (reading,) = read_documents([Document("note", text, "note", PUBLISHED)])
    assert not [*misquoted(reading)]
    return reading


def facts_of(text: str) -> set[str]:
    return set(render(reading_of(text), Case("", "", text, PUBLISHED, ())))


@pytest.mark.parametrize("text", [ENGLISH, ARABIC, SPANISH], ids=["English", "Arabic", "Spanish"])
def test_a_foreign_text_gives_no_facts_and_that_is_said(
    text: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    note, out = tmp_path / "note.txt", tmp_path / "out"
    note.write_text(text, "utf-8")
    assert main(["build", str(note), "--out", str(out)]) == 0
    said, warned = capsys.readouterr()
    assert "nothing found" in said
    assert warned == "kgriyadh: note: its language is not French; no facts were made from it\n"
    report = (out / "report.txt").read_text("utf-8")
    assert report.endswith("\nPas en français, donc sans faits / Not in French, hence no facts:\n  note\n")


def test_many_foreign_texts_are_said_in_few_lines(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"note-{number:02}.txt").write_text(ENGLISH, "utf-8")
    assert main(["build", str(tmp_path), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[-1].startswith("kgriyadh: 2 more documents not in French; ")


@pytest.mark.parametrize("other", [ENGLISH, ARABIC, SPANISH], ids=["English", "Arabic", "Spanish"])
@pytest.mark.parametrize("order", [1, -1], ids=["French first", "French last"])
def test_the_french_of_a_text_in_two_languages_is_read(other: str, order: int) -> None:
    text = "\n\n".join([FRENCH, other][::order])
    assert facts_of(text) == facts_of(FRENCH) != set()
    assert not reading_of(text).foreign


def test_a_name_in_another_script_beside_it_changes_nothing() -> None:
    mixed = FRENCH.replace("Sangaré", "Sangaré (مامادو سانغاري)").replace("Dakar", "Dakar (داكار)")
    assert facts_of(mixed) == facts_of(FRENCH)


def test_a_french_text_that_quotes_english_stays_french() -> None:
    quoting = FRENCH + " Le directeur de « The Voice of the Desert », John Smith Adler, était en ville."
    assert facts_of(quoting) >= facts_of(FRENCH)
