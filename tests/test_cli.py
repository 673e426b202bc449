"""The command line: each command does its one thing, each mistake is one line and an exit code."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from kgriyadh.cli import commands, main
from kgriyadh.errors import FactsContradictTheOntology

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Capture = pytest.CaptureFixture[str]

TEXT = (
    "Le 3 mars 2026, le colonel Issa Traoré, ministre de la Défense du Mali, a reçu à Bamako le général "
    "Oumar Ndiakhate, chef d’état-major général des armées du Sénégal."
)
DATA = Path(__file__).parent / "data" / "two-dispatches.trig"


def _complaint(capsys: Capture, arguments: Sequence[str | Path], code: int) -> str:
    """Run a command that must fail and return its one line of complaint."""
    assert main([str(argument) for argument in arguments]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("kgriyadh: ")
    assert err.count("\n") == 1
    return err


def _text(folder: Path, content: str = TEXT, name: str = "bamako.txt") -> Path:
    path = folder / name
    path.write_text(content, "utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a text and the build of it in ``out``."""
    folder = tmp_path_factory.mktemp("built")
    assert main(["build", str(_text(folder)), "--out", str(folder / "out"), "--quiet"]) == 0
    return folder


def test_a_build_says_what_it_made(capsys: Capture, tmp_path: Path) -> None:
    assert main(["build", str(_text(tmp_path)), "--out", str(tmp_path / "out")]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("1 document, ")
    assert "stated relations" in out
    assert err == ""
    assert out.endswith(f"-> 7 files in {tmp_path / 'out'}\n")
    for file in ("graph.ttl", "graph.jsonld", "context.jsonld", "dataset.trig", "report.ttl", "report.txt"):
        assert (tmp_path / "out" / file).stat().st_size


def test_a_build_can_be_asked_who_met_whom(capsys: Capture, built: Path) -> None:
    assert main(["query", "meetings", "--data", str(built / "out" / "dataset.trig"), "--format", "csv"]) == 0
    answer = capsys.readouterr().out
    assert "2026-03-03,Bamako," in answer
    assert "Issa Traoré" in answer


@pytest.mark.parametrize(
    "text", ["Battez les œufs, ajoutez la farine et laissez reposer une heure.", "\0" * 300, "\u200b", "?!"]
)
def test_a_text_without_facts_is_no_error(capsys: Capture, tmp_path: Path, text: str) -> None:
    assert main(["build", str(_text(tmp_path, text)), "--out", str(tmp_path / "out")]) == 0
    assert "1 document, nothing found: no relation is stated" in capsys.readouterr().out


def test_no_reason_infers_nothing(tmp_path: Path) -> None:
    arguments = ["build", str(_text(tmp_path)), "--out", str(tmp_path / "out"), "--quiet"]
    assert main([*arguments, "--no-reason", "--base-iri", "https://example.org/x/"]) == 0
    turtle = (tmp_path / "out" / "graph.ttl").read_text("utf-8")
    assert "<https://example.org/x/person/>" in turtle
    assert "MilitaryOfficer" not in turtle


def test_a_very_long_text_with_markup_breaks_nothing(tmp_path: Path) -> None:
    paragraph = f"<p style='{'margin: 0; ' * 40}'>Les pluies &amp; les vents ont repris.</p>\n"
    filler = paragraph * 2_500
    text = _text(tmp_path, f"{TEXT}\n\n{filler}")
    assert text.stat().st_size > 1_000_000
    assert main(["build", str(text), "--out", str(tmp_path / "out"), "--quiet"]) == 0


def test_bad_input_leaves_earlier_output_as_it_was(capsys: Capture, built: Path, tmp_path: Path) -> None:
    before = {file.name: file.read_bytes() for file in (built / "out").iterdir()}
    good, empty = _text(tmp_path, name="good.txt"), _text(tmp_path, "", "empty.txt")
    records = _text(tmp_path, '{"id": "a", "text": "Un."}\n{"id"', "records.jsonl")
    (tmp_path / "folder").mkdir()
    bad = (
        (["absent.txt"], "absent.txt: no such file"),
        ([tmp_path / "folder"], "folder: no .txt"),
        ([empty], "empty.txt: the text is empty"),
        ([records], "records.jsonl, line 2, column 6: broken JSON"),
        ([good, good], "good.txt: the id 'good' is that of"),
        ([good, "--published", "demain"], "'demain' is no date"),
        ([good, "--base-iri", "example"], "'example' cannot start an IRI"),
    )
    for arguments, message in bad:
        complaint = _complaint(capsys, ["build", "--out", built / "out", *arguments], 2)
        assert message in complaint
    assert {file.name: file.read_bytes() for file in (built / "out").iterdir()} == before


def test_an_output_folder_that_cannot_be_written_is_said(capsys: Capture, tmp_path: Path) -> None:
    text = _text(tmp_path)
    assert "cannot be written" in _complaint(capsys, ["build", text, "--out", text / "out"], 2)


def test_a_graph_that_violates_its_shapes_is_not_published(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shapes").mkdir()
    (tmp_path / "shapes" / "nobody.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kgr: <https://w3id.org/kgriyadh/ontology#> ."
        "<urn:x:s> a sh:PropertyShape ; sh:targetClass kgr:Person ; sh:path kgr:hasRank ; sh:maxCount 0 ;"
        'sh:message "Pas de grade."@fr, "No rank."@en .',
        "utf-8",
    )
    monkeypatch.setattr("kgriyadh.paths.SHAPES", tmp_path / "shapes")
    out = tmp_path / "out"
    assert main(["build", str(_text(tmp_path)), "--out", str(out)]) == 1
    assert "No rank." in capsys.readouterr().err
    assert {file.suffix for file in out.iterdir()} == {".invalid"}


def test_facts_that_contradict_each_other_are_not_published(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def contradict(*_: object) -> None:
        raise FactsContradictTheOntology((("Bamako cannot be both", ("Bamako is a person (bamako 3-9)",)),))

    monkeypatch.setattr("kgriyadh.pipeline.close", contradict)
    assert main(["build", str(_text(tmp_path)), "--out", str(tmp_path / "out")]) == 1
    first, *rest = capsys.readouterr().err.splitlines()
    assert first.startswith("kgriyadh: the facts contradict the ontology: Bamako cannot be both;")
    assert rest == ["Bamako cannot be both", "  - Bamako is a person (bamako 3-9)"]
    assert list((tmp_path / "out").iterdir()) == []


def test_a_build_is_verified_against_its_sources(capsys: Capture, built: Path) -> None:
    dataset, text = built / "out" / "dataset.trig", built / "bamako.txt"
    assert main(["verify", str(dataset), str(text)]) == 0
    assert capsys.readouterr().out == "1 document, 0 failures\n"
    (built / "other").mkdir()
    moved = _text(built, f"Hier. {TEXT}", "moved.txt").rename(built / "other" / "bamako.txt")
    assert main(["verify", str(dataset), str(moved)]) == 1
    assert "bamako, " in capsys.readouterr().out
    assert "Missing argument 'SOURCES...'" in _complaint(capsys, ["verify", dataset], 2)
    assert "absent.trig" in _complaint(capsys, ["verify", "absent.trig", text], 2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'QUESTION'"),
        (["meeting"], "meeting: no such question, did you mean meetings"),
        (["meetings", "--with", "when=now"], "it takes person=TEXT, organization=TEXT"),
        ([" "], "the question is empty"),
        (["ASK {}", "--flavour", "fuseki"], "--flavour: give --endpoint with it"),
        (["ASK {}", "--limit", "0"], "0 is not in the range x>=1"),
        (["ASK {}", "--timeout", "0"], "0.0 is not in the range 0<x<=1000000"),
        (["INSERT DATA {}"], "INSERT is an update, and only questions are answered"),
        (["meetings", "--format", "ttl"], "the answer is a table"),
        (["CONSTRUCT WHERE {?s ?p ?o}", "--format", "csv"], "the answer is triples"),
        (
            ["meetings", "--format", "pdf"],
            "'pdf' is not one of 'table', 'csv', 'tsv', 'json', 'xml', 'md', 'ttl'",
        ),
        (["meetings", "--store", "x"], "--data, --store and --endpoint: give one of them"),
    ],
)
def test_a_question_that_cannot_be_answered(capsys: Capture, arguments: list[str], message: str) -> None:
    assert message in _complaint(capsys, ["query", "--data", DATA, *arguments], 2)


def test_a_site_that_is_no_origin_is_refused(capsys: Capture) -> None:
    for wrong in ("press.example", "https://press.example/page"):
        assert "no origin of a web page" in _complaint(capsys, ["serve", "--cors", wrong], 2)


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "csv", "--out"],
        ["build", "-", "--out"],
        ["query", "meetings", "--store"],
        ["store", "info"],
    ],
)
def test_an_empty_name_is_not_the_current_folder(capsys: Capture, arguments: list[str]) -> None:
    assert "the name is empty: name a file or a folder" in _complaint(capsys, [*arguments, ""], 2)


@pytest.mark.parametrize(
    ("sparql", "line", "shown"),
    [
        ("SELECT * WHERE {\n\t?x ?y }", "line 2, column 2: no SPARQL from here on", ["   ?x ?y }", "   ^"]),
        (
            "ASK { ?s x:y 1 }",
            "column 10: no SPARQL: the prefix x: is not declared",
            ["ASK { ?s x:y 1 }", "^"],
        ),
        ('ASK { "漢" x:y 1 }', "column 11: no SPARQL: the prefix x:", ['ASK { "漢" x:y 1 }', f"{' ' * 13}^"]),
        ("ASK { " + "# " * 90 + "\n} LIMT", "line 2, column 3: no SPARQL", ["  } LIMT", "    ^"]),
        ("ASK { ?s ?p " + "1, " * 90 + "2 } X", "column 287: no SPARQL", ["…", "1, 2 } X", "^"]),
    ],
)
def test_a_mistake_is_shown_with_a_caret(capsys: Capture, sparql: str, line: str, shown: list[str]) -> None:
    assert main(["query", sparql, "--data", str(DATA)]) == 2
    first, *rest = capsys.readouterr().err.splitlines()
    assert line in first
    assert all(part in "\n".join(rest) for part in shown)
    assert len(rest) == 2
    assert max(map(len, rest)) < 80


def test_a_question_is_shown_with_its_help(capsys: Capture) -> None:
    assert main(["query", "--show", "meetings", "--with", "since=2026-01-01"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("# Who met whom")
    assert (
        'VALUES ?from { "2026-01-01"^^<http://www.w3.org/2001/XMLSchema#date> } # --with since=DATE' in shown
    )
    assert "no such question, did you mean meetings" in _complaint(capsys, ["query", "--show", "meating"], 2)


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
    assert main(["query", "meetings", "--with", "person=nobody", "--data", str(DATA)]) == 0
    assert capsys.readouterr() == ("", "nothing found\n")


def test_the_questions_are_listed_with_their_blanks(capsys: Capture) -> None:
    assert main(["query", "--list"]) == 0
    listing = capsys.readouterr().out
    assert "members-that-met" in listing
    assert "--with since=DATE" in listing


def test_a_table_is_as_wide_as_columns_says(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    main(["query", "meetings", "--data", str(DATA)])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 60


def test_a_load_can_be_asked(capsys: Capture, tmp_path: Path) -> None:
    store = tmp_path / "store"
    for done in ("loaded", "there already, nothing changed"):
        assert main(["load", str(DATA), "--store", str(store)]) == 0
        assert capsys.readouterr().out == f"{store}: 7 graphs {done}\n"
    answers = []
    for source in (("--store", store), ("--data", DATA)):
        main(["query", "meetings", *map(str, source), "--format", "csv"])
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]


def test_a_load_reaches_a_server(capsys: Capture, oxigraph: str) -> None:
    assert main(["load", str(DATA), "--endpoint", f"{oxigraph}/store"]) == 0
    assert capsys.readouterr().out == f"{oxigraph}/store: 7 graphs loaded\n"


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


def _leaves(group: click.Group) -> Iterator[click.Command]:
    for one in group.commands.values():
        yield from _leaves(one) if isinstance(one, click.Group) else [one]


@pytest.mark.parametrize("command", [*_leaves(commands)], ids=lambda command: command.name)
def test_every_command_shows_an_example_that_it_takes(command: click.Command) -> None:
    example, _, line = (command.epilog or "").partition(": ")
    assert example == "Example"
    *_, name = before = shlex.split(line)[: 3 if "kgriyadh store " in line else 2]
    assert name == command.name
    assert command.make_context(name, shlex.split(line)[len(before) :]).params


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("kgriyadh val", "plain,validate"),
        ("kgriyadh query meet", "plain,meetings"),
        ("kgriyadh export gr", "plain,graphml"),
        ("kgriyadh load --st", "plain,--store"),
        ("kgriyadh load out/data", "file,out/data"),
    ],
)
def test_a_shell_completes_what_was_begun(typed: str, offered: str) -> None:
    asked = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    environment = {**os.environ, **asked, "_KGRIYADH_COMPLETE": "bash_complete"}
    code = "import sys; from kgriyadh.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert offered in done.stdout.splitlines()


def test_every_command_has_help(capsys: Capture) -> None:
    for name in ("", *commands.commands):
        assert main([*([name] if name else []), "--help"]) == 0
        assert "Usage: kgriyadh" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("kgriyadh 0.")


def test_a_call_without_arguments_shows_what_there_is(capsys: Capture) -> None:
    for arguments, told in (([], "\n  build "), (["store"], "\n  backup ")):
        assert main(arguments) == 2
        out, err = capsys.readouterr()
        assert (out, err.startswith("Usage: kgriyadh")) == ("", True)
        assert told in err
        assert "..." not in err.partition("Commands:")[2]


def test_python_m_is_the_same_command_line() -> None:
    command = [sys.executable, "-m", "kgriyadh"]
    asked = [*command, "query", "meetings", "--data", str(DATA), "--format", "csv"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2026-03-03,Bamako," in done.stdout
    wrong = subprocess.run([*command, "biuld"], capture_output=True, text=True, check=False)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.endswith("(python -m kgriyadh --help)\n")


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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send")
def test_ctrl_c_is_one_line() -> None:
    # A shell starts a background job with SIGINT ignored, and its children inherit that.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from kgriyadh.cli import main; print('ready', flush=True); sys.exit(main())"
    )
    started = [sys.executable, "-c", code, "build", "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(started, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as waiting:
        assert waiting.stdout
        assert waiting.stdout.readline() == "ready\n"
        time.sleep(1)
        waiting.send_signal(signal.SIGINT)
        _, err = waiting.communicate(timeout=20)
    assert (waiting.returncode, err) == (130, "kgriyadh: interrupted\n")
