"""Hostile and senseless calls: one clear line that names the file, no traceback, nothing half-written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgriyadh.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

TEXT = "Le 3 mars 2026, le colonel Issa Traoré a reçu à Bamako le général Oumar Ndiakhate."


def complaint(capsys: Capture, *arguments: str | Path) -> str:
    """Run a command that must fail on bad input and return its one line of complaint."""
    assert main([*map(str, arguments)]) == 2
    out, err = capsys.readouterr()
    assert (out, err[:10], err.count("\n")) == ("", "kgriyadh: ", 1)
    return err


@pytest.mark.parametrize("name", ["line.ttl", "line.trig", "line.rdf"])
def test_a_complaint_stays_short_however_long_the_line(capsys: Capture, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("a" * 300_000, "utf-8")
    said = complaint(capsys, "query", "meetings", "--data", tmp_path / name)
    assert name in said
    assert len(said) < 1100


@pytest.mark.parametrize("name", ["triples.ttl", "triples.trig"])
@pytest.mark.parametrize("command", ["validate", "conflicts", "check-ontology"])
def test_a_triple_within_a_triple_is_refused(
    capsys: Capture, tmp_path: Path, command: str, name: str
) -> None:
    (tmp_path / name).write_text("<urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> .", "utf-8")
    said = complaint(capsys, command, tmp_path / name)
    assert name in said
    assert "only RDF 1.1 is read" in said


def test_no_text_can_command_the_terminal(capsys: Capture, tmp_path: Path) -> None:
    """Control sequences, of a text or of what a call names, are shown and not obeyed."""
    text, out = tmp_path / "note.txt", tmp_path / "out"
    text.write_text(TEXT.replace("colonel ", "colonel \x1b[31m\x9b2J"), "utf-8")
    assert main(["build", str(text), "--out", str(out), "--quiet"]) == 0
    for question in (["query", "quotes"], ["find", "reçu"]):
        assert main([*question, "--data", str(out / "dataset.trig")]) == 0
        shown = capsys.readouterr().out
        assert "␛[31m" in shown
        assert not {"\x1b", "\x9b"} & set(shown)
    assert "␛[2J: no such file" in complaint(capsys, "build", "\x1b[2J")
