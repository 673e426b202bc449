"""What the extraction saw and could not resolve is listed for the analyst, with its words."""

from __future__ import annotations

from pathlib import Path

from kgriyadh.fact import Document
from kgriyadh.pipeline import build

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
