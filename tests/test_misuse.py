"""Hostile and senseless calls: one clear line that names the file, no traceback, nothing half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kgriyadh.cli import main

if TYPE_CHECKING:
    Capture = pytest.CaptureFixture[str]

DATA = Path(__file__).parent / "data" / "two-dispatches.trig"
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


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["verify"],
        ["validate"],
        ["validate", "--shapes"],
        ["query", "meetings", "--data"],
        ["export", "csv", "--out"],
        ["load", "--store"],
    ],
)
def test_a_name_that_no_file_can_have(capsys: Capture, tmp_path: Path, arguments: list[str]) -> None:
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    assert "Too many levels of symbolic links" in complaint(capsys, *arguments, circle)
    assert "File name too long" in complaint(capsys, *arguments, tmp_path / ("a" * 300))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_what_a_signal_ends_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    """A large dump is being restored beside the folder that it will be; when it is ended, so is that."""
    dump, number = tmp_path / "dump.nq", getattr(signal, name)
    dump.write_text("".join(f"<urn:s{n}> <urn:p> <urn:o> <urn:g> .\n" for n in range(600_000)), "utf-8")
    command = [sys.executable, "-m", "kgriyadh", "store", "restore", str(dump), str(tmp_path / "store")]
    # Where these tests run under nohup, SIGHUP is ignored, and would be by what they start.
    ours = signal.signal(number, signal.SIG_DFL)
    restoring = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    signal.signal(number, ours)
    with restoring:
        while not list(tmp_path.glob(".store-*")):
            assert restoring.poll() is None
            time.sleep(0.01)
        restoring.send_signal(number)
        _, err = restoring.communicate(timeout=60)
    assert (restoring.returncode, err) == (128 + number, "kgriyadh: ended by a signal\n")
    assert list(tmp_path.iterdir()) == [dump]


def test_a_value_that_is_none_of_its_datatype_is_named(capsys: Capture, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text('<urn:a> <urn:b> "soon"^^<http://www.w3.org/2001/XMLSchema#date> .', "utf-8")
    assert main(["check-ontology", str(own)]) == 1
    assert "<urn:a> <urn:b> soon: these cannot hold together" in capsys.readouterr().out
    text = tmp_path / "note.txt"
    text.write_text(TEXT, "utf-8")
    assert main(["build", str(text), "--authority", str(own), "--out", str(tmp_path / "out")]) == 1
    assert "soon" in capsys.readouterr().err


@pytest.mark.parametrize("table", ["a" * 200_000, "verdict,one,other\nsame," + "a" * 200_000])
def test_a_table_of_verdicts_without_end(capsys: Capture, tmp_path: Path, table: str) -> None:
    (tmp_path / "verdicts.csv").write_text(table, "utf-8")
    judgements = tmp_path / "judgements.tsv"
    said = complaint(
        capsys, "review", DATA, "--judgements", judgements, "--import", tmp_path / "verdicts.csv"
    )
    assert "verdicts.csv" in said
    assert not judgements.exists()


def test_a_backup_names_the_folder_that_cannot_be_made(capsys: Capture, tmp_path: Path) -> None:
    store, file = tmp_path / "store", tmp_path / "file"
    assert main(["load", str(DATA), "--store", str(store), "--quiet"]) == 0
    file.write_text("mine", "utf-8")
    assert main(["store", "backup", str(store), str(file / "copy")]) == 3
    assert capsys.readouterr().err.startswith(f"kgriyadh: {file / 'copy'}: cannot be written (")


@pytest.mark.parametrize("number", ["nan", "inf", "1e300", "-1"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "-", "--min-confidence"],
        ["query", "ASK {}", "--timeout"],
        ["load", "--endpoint", "http://127.0.0.1:9/", "--timeout"],
        ["serve", "--timeout"],
    ],
)
def test_a_number_that_nothing_can_last_or_weigh(capsys: Capture, arguments: list[str], number: str) -> None:
    assert arguments[-1] in complaint(capsys, *arguments, number)


@pytest.mark.parametrize("command", ["validate", "conflicts", "query", "verify", "review", "diff"])
def test_an_empty_dataset_is_not_one_without_faults(capsys: Capture, tmp_path: Path, command: str) -> None:
    empty, text = tmp_path / "empty.trig", tmp_path / "note.txt"
    empty.touch()
    text.write_text(TEXT, "utf-8")
    rest: dict[str, list[str | Path]] = {
        "query": ["meetings", "--data", empty],
        "verify": [empty, text],
        "review": [empty, "--judgements", tmp_path / "judgements.tsv"],
        "diff": [DATA, empty],
    }
    assert "empty.trig: it holds no statement" in complaint(capsys, command, *rest.get(command, [empty]))


def test_an_empty_base_is_not_the_default_one(capsys: Capture, tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text(TEXT, "utf-8")
    said = complaint(capsys, "build", text, "--base-iri", "", "--out", tmp_path / "out")
    assert "'' cannot start an IRI" in said


@pytest.mark.parametrize(
    "arguments", [["query", "\udcff"], ["load", "\udcff.trig", "--store", "x"], ["build", "caf\udce9.txt"]]
)
def test_bytes_that_are_no_text_are_shown(capsys: Capture, arguments: list[str]) -> None:
    assert "no UTF-8" in complaint(capsys, *arguments)


@pytest.mark.parametrize("question", [["query"], ["query", "--show"]])
def test_a_question_of_thousands_of_letters(capsys: Capture, question: list[str]) -> None:
    assert "no such question" in complaint(capsys, *question, "a" * 3000)
    assert main(["find", "a" * 3000, "--data", str(DATA)]) == 0
    assert capsys.readouterr().err == "nothing found\n"


def test_a_store_is_not_backed_up_into_itself(capsys: Capture, tmp_path: Path) -> None:
    assert main(["load", str(DATA), "--store", str(tmp_path / "store"), "--quiet"]) == 0
    assert main(["store", "backup", str(tmp_path / "store"), str(tmp_path / "store" / "copy")]) == 3
    assert "lies in the store itself" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["", "<urn:a> <urn:b> <urn:c> ."])
def test_a_file_without_shapes_is_not_one_that_all_conforms_to(
    capsys: Capture, tmp_path: Path, content: str
) -> None:
    (tmp_path / "mine.ttl").write_text(content, "utf-8")
    assert "mine.ttl: no shape in it" in complaint(
        capsys, "validate", DATA, "--shapes", tmp_path / "mine.ttl"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["query", "meetings", "--data", str(DATA)],
        ["query", "meetings", "--data", str(DATA), "--format", "csv"],
        ["query", "CONSTRUCT WHERE { ?s ?p ?o }", "--data", str(DATA)],
        ["query", "--list"],
    ],
)
def test_an_output_that_takes_nothing_more_is_said(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "kgriyadh", *arguments]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("kgriyadh: standard output: No space left on device")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no shell to close it")
def test_a_closed_output_is_said() -> None:
    command = f"exec {sys.executable} -m kgriyadh query meetings --data {DATA} >&-"
    done = subprocess.run(command, shell=True, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "standard output is closed" in done.stderr


def test_a_lock_is_told_from_a_name_with_lock_in_it(capsys: Capture, tmp_path: Path) -> None:
    store = tmp_path / "blocked"
    assert main(["load", str(DATA), "--store", str(store), "--quiet"]) == 0
    for manifest in store.glob("MANIFEST*"):
        manifest.write_bytes(b"no manifest")
    assert main(["load", str(DATA), "--store", str(store)]) == 3
    said = capsys.readouterr().err
    assert "cannot be opened to be written" in said
    assert "another process" not in said


def test_a_review_that_breaks_off_says_so(tmp_path: Path) -> None:
    for name, told in (("one", "Le 4 mai 2026, le colonel Ali"), ("other", "Le 9 mai 2026, le général")):
        text = f"{told} Traoré a reçu à Bamako l’ambassadeur du Maroc, Karim Bensalmi."
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    assert main(["build", str(tmp_path), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    review = ["review", str(tmp_path / "out" / "dataset.trig"), "--judgements", str(tmp_path / "kept.tsv")]
    command = [sys.executable, "-m", "kgriyadh", *review]
    done = subprocess.run(command, input="", capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert done.stderr == "\nkgriyadh: interrupted; what was answered before is kept\n"


def test_a_review_takes_a_table_or_gives_one(capsys: Capture, tmp_path: Path) -> None:
    review = ("review", DATA, "--judgements", tmp_path / "kept.tsv")
    said = complaint(capsys, *review, "--export", "csv", "--import", tmp_path / "table.csv")
    assert "give one of them" in said


@pytest.mark.parametrize("out", ["out", "."])
def test_a_folder_of_texts_that_holds_its_build_is_built_again(tmp_path: Path, out: str) -> None:
    (tmp_path / "note.txt").write_text(TEXT, "utf-8")
    made = []
    for _ in range(2):
        assert main(["build", str(tmp_path), "--out", str(tmp_path / out), "--quiet"]) == 0
        made.append((tmp_path / out / "dataset.trig").read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("arguments", [["build", "note.txt"], ["export", "csv", "--data", str(DATA)]])
def test_nothing_is_written_into_a_store(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("note.txt").write_text(TEXT, "utf-8")
    assert main(["load", str(DATA), "--store", "store", "--quiet"]) == 0
    before = sorted(Path("store").iterdir())
    assert "it holds an embedded store" in complaint(capsys, *arguments, "--out", "store")
    assert sorted(Path("store").iterdir()) == before


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("arguments", [["query", "meetings"], ["query", "--list"], ["query", "posts"]])
def test_what_is_piped_is_utf_8_on_any_machine(encoding: str, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "kgriyadh", *arguments, "--data", str(DATA)]
    odd = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, env=odd, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    plain = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    assert done.stdout == subprocess.run(command, env=plain, capture_output=True, check=False).stdout


def test_a_table_in_next_to_no_columns_still_has_its_words(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "3")
    assert main(["query", "documents", "--data", str(DATA)]) == 0
    shown = capsys.readouterr().out
    assert "docu" in shown and "bamako" in shown


@pytest.mark.parametrize("arguments", [["diff", "a"], ["conflicts"], ["load", "--store", "s"]])
def test_a_name_that_is_missing_is_not_called_one_without_an_ending(
    capsys: Capture, tmp_path: Path, arguments: list[str]
) -> None:
    assert "no such" in complaint(capsys, *arguments, tmp_path / "absent")
