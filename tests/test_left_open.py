"""What the extraction saw and could not resolve is listed for the analyst, with its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kgriyadh.fact import Document
from kgriyadh.pipeline import build, read_documents

TWO_MINISTERS = (
    "Le ministre gabonais de la Défense, Brice Ogandaga, et le ministre malien de l'Intérieur, "
    "Raymond Mboko, étaient en tournée. Le ministre a reçu le colonel Steeve Moussavou."
)


def report_of(text: str, out: Path) -> str:
    build([Document("note", text, "note")], out)
    return (out / "report.txt").read_text("utf-8")


def test_a_reception_without_a_host_is_left_to_the_reader(tmp_path: Path) -> None:
    report = report_of(TWO_MINISTERS, tmp_path)
    line = next(line for line in report.splitlines() if line.startswith("  note, "))
    assert "Le ministre a reçu le colonel Steeve Moussavou" in line
    assert int(line.split(", ")[1].split(":")[0]) == TWO_MINISTERS.index("reçu")


def test_a_meeting_that_is_told_leaves_nothing_open(tmp_path: Path) -> None:
    report = report_of("Le général Brice Ogandaga a reçu le colonel Steeve Moussavou.", tmp_path)
    assert report == "Le graphe est conforme. / The graph conforms.\n"


def left_open(text: str, out: Path, published: date | None = None) -> list[tuple[str, str]]:
    """The words left open, with the reason in English."""
    (reading,) = read_documents([Document("note", text, "note", published)])
    build([Document("note", text, "note", published)], out)
    report = (out / "report.txt").read_text("utf-8")
    assert all(item.reason in report for item in reading.unresolved)
    quotes = ((item.quote, item.reason.partition(" / ")[2]) for item in reading.unresolved)
    return [(text[quote.start : quote.end], reason) for quote, reason in quotes]


RECEPTION = "Le général Oumar Sow a reçu {} à Riyad le colonel Issa Ba."


@pytest.mark.parametrize(
    ("day", "published", "expected"),
    [
        ("mardi", None, [("mardi", "date not resolved")]),
        ("mardi", date(2026, 3, 5), []),
        ("le 3 mars 2026", None, []),
        ("en mars", None, []),
        ("le 12 rajab 1447", date(2026, 3, 5), [("12 rajab 1447", "Hijri date, not converted")]),
        ("le 12 rajab 1447, soit le 1er janvier 2026,", date(2026, 3, 5), []),
    ],
)
def test_a_day_that_cannot_be_reckoned_is_listed(
    day: str, published: date | None, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert left_open(RECEPTION.format(day), tmp_path, published) == expected


def test_a_participant_who_may_be_either_is_listed(tmp_path: Path) -> None:
    text = TWO_MINISTERS.replace("Le ministre a reçu", "Le général Oumar Sow a reçu").rstrip(".")
    assert left_open(f"{text} en présence du ministre.", tmp_path) == [("du ministre", "who?")]
    assert left_open(f"{text} en présence du ministre malien.", tmp_path) == []


def test_the_foreign_part_of_a_french_text_is_listed(tmp_path: Path) -> None:
    english = "The general received the ambassador in the capital, and they spoke of the situation."
    text = RECEPTION.format("le 3 mars 2026") + "\n\n" + english
    assert left_open(text, tmp_path) == [
        ("The general received the ambassador in the capital", "not in French")
    ]
