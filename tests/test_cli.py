"""The command line: each command does its one thing, each mistake is one line and an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kgriyadh.cli import commands, main

if TYPE_CHECKING:
    from collections.abc import Sequence

    Capture = pytest.CaptureFixture[str]

DATA = Path(__file__).parent / "data" / "two-dispatches.trig"


def _complaint(capsys: Capture, arguments: Sequence[str | Path], code: int) -> str:
    """Run a command that must fail and return its one line of complaint."""
    assert main([str(argument) for argument in arguments]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("kgriyadh: ")
    assert err.count("\n") == 1
    return err


def _kgriyadh(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from kgriyadh.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'QUESTION'"),
        (["meeting"], "meeting: no such question, did you mean meetings"),
        (["meetings", "--with", "when=now"], "it takes from=DATE, to=DATE, name=TEXT"),
        (["SELECT * WHERE {\n?x ?y }"], "query, line 2, column 8: no SPARQL"),
        (["meetings", "--format", "ttl"], "the answer is a table"),
        (["CONSTRUCT WHERE {?s ?p ?o}", "--format", "csv"], "the answer is triples"),
        (["meetings", "--format", "xml"], "'xml' is not one of 'table', 'csv', 'json', 'ttl'"),
        (["meetings", "--store", "x"], "--data and --store: give one of them"),
    ],
)
def test_a_question_that_cannot_be_answered(capsys: Capture, arguments: list[str], message: str) -> None:
    assert message in _complaint(capsys, ["query", "--data", DATA, *arguments], 2)


def test_a_dataset_that_cannot_be_asked(capsys: Capture, tmp_path: Path) -> None:
    damaged = tmp_path / "dataset.trig"
    assert "no such dataset" in _complaint(capsys, ["query", "meetings", "--data", damaged], 2)
    damaged.write_text("@prefix x: <urn:x:> .\n\nx:a x:b ,", "utf-8")
    assert f"{damaged}, line 3: " in _complaint(capsys, ["query", "meetings", "--data", damaged], 2)
    assert "no store here" in _complaint(capsys, ["query", "meetings", "--store", tmp_path], 2)


def test_an_answer_has_the_form_that_is_asked_for(capsys: Capture) -> None:
    for form, start in (("table", "date         place"), ("csv", "date,place"), ("json", '{"head"')):
        assert main(["query", "meetings", "--data", str(DATA), "--format", form]) == 0
        assert capsys.readouterr().out.startswith(start)
    assert main(["query", "CONSTRUCT WHERE { ?p a kgr:Person }", "--data", str(DATA)]) == 0
    assert capsys.readouterr().out.startswith("@prefix ")


def test_nothing_found_is_said_beside_the_answer(capsys: Capture) -> None:
    assert main(["query", "meetings", "--with", "name=nobody", "--data", str(DATA)]) == 0
    assert capsys.readouterr() == ("", "nothing found\n")


def test_the_questions_are_listed_with_their_blanks(capsys: Capture) -> None:
    assert main(["query", "--list"]) == 0
    listing = capsys.readouterr().out
    assert "members-that-met" in listing
    assert "--with from=DATE" in listing


def test_a_table_is_as_wide_as_columns_says(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    main(["query", "meetings", "--data", str(DATA)])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 60


def test_a_load_can_be_asked(capsys: Capture, tmp_path: Path) -> None:
    store = tmp_path / "store"
    for added in (98, 0):
        assert main(["load", str(DATA), "--store", str(store)]) == 0
        assert capsys.readouterr().out.startswith(f"{store}: 6 graphs, {added} statements added, 0 removed")
    answers = []
    for source in (("--store", store), ("--data", DATA)):
        main(["query", "meetings", *map(str, source), "--format", "csv"])
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]


def test_a_load_reaches_a_server(capsys: Capture, oxigraph: str) -> None:
    assert main(["load", str(DATA), "--endpoint", f"{oxigraph}/store"]) == 0
    assert capsys.readouterr().out == f"{oxigraph}/store: 6 graphs\n"


def test_a_store_that_refuses_has_an_exit_code_of_its_own(capsys: Capture, tmp_path: Path) -> None:
    refusing = "http://127.0.0.1:9/store"
    assert "cannot be reached" in _complaint(capsys, ["load", DATA, "--endpoint", refusing], 3)
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    assert "holds files that are no store" in _complaint(capsys, ["load", DATA, "--store", tmp_path], 3)
    assert "give one of them" in _complaint(capsys, ["load", DATA], 2)
    assert "no such dataset" in _complaint(
        capsys, ["load", tmp_path / "x.trig", "--store", tmp_path / "s"], 2
    )


def test_wrong_usage_is_one_line(capsys: Capture) -> None:
    assert "No such command 'biuld'" in _complaint(capsys, ["biuld"], 2)
    assert "(kgriyadh build --help)" in _complaint(capsys, ["build"], 2)
    assert "No such option" in _complaint(capsys, ["build", "--publish", "x", "a.txt"], 2)


def test_every_command_has_help(capsys: Capture) -> None:
    for name in ("", *commands.commands):
        assert main([*([name] if name else []), "--help"]) == 0
        assert "Usage: kgriyadh" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("kgriyadh 0.")


@pytest.mark.parametrize("arguments", [("--help",), ("query", "meetings", "--data", str(DATA))])
def test_light_commands_never_import_the_heavy_libraries(arguments: tuple[str, ...]) -> None:
    code = (
        "import sys; from kgriyadh.cli import main; code = main(sys.argv[1:]);"
        "heavy = {'spacy', 'rdflib', 'owlrl', 'pyshacl', 'numpy', 'babel'} & set(sys.modules);"
        "sys.exit(code or (f'imported: {heavy}' if heavy else 0))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    code = "import sys; from kgriyadh.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "query", "quotes", "--data", str(DATA)]
    done = subprocess.run(command, stdout=write_end, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (141, "")
