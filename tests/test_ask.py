"""One question, four places to put it: a dataset, an embedded store and two servers give the same answer."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from servers import Request, faulty, free_port, oxigraph_command, process

from kgriyadh.cli import main
from kgriyadh.query import named_questions
from kgriyadh.store import ask_apart, load_embedded, open_dataset, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

Capture = pytest.CaptureFixture[str]
DATA = Path(__file__).parent / "data" / "two-dispatches.trig"
KGRIYADH = [sys.executable, "-c", "import sys; from kgriyadh.cli import main; sys.exit(main())"]
NAMES = [question.name for question in named_questions()]
JSON = "application/sparql-results+json"
# Billions of combinations of the triples of DATA, and none of them an answer.
ENDLESS = (
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER(STRLEN(CONCAT(?c, ?o)) < 0) }"
)
MILLION = "SELECT ?s ?o ?c { ?s ?p ?o . ?x ?y ?i . ?a ?b ?c }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an embedded store with the dispatches."""
    directory = tmp_path_factory.mktemp("asked") / "store"
    load_embedded(DATA, directory)
    return directory


def _filled(server: str, load: str, dataset: Path = DATA) -> str:
    assert main(["load", str(dataset), "--endpoint", load, "--quiet"]) == 0
    return server


@pytest.fixture
def endpoint(oxigraph: str) -> str:
    """Return the address at which an Oxigraph server answers questions about the dispatches."""
    return _filled(f"{oxigraph}/query", f"{oxigraph}/store")


def _printed(capsys: Capture, *arguments: object) -> str:
    code = main(["query", *map(str, arguments)])
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    return said.out


def _refused(capsys: Capture, code: int, *arguments: object) -> str:
    """Ask, insist on one line and an exit code, and return the line."""
    assert main(["query", *map(str, arguments)]) == code
    said = capsys.readouterr()
    assert said.err.startswith("kgriyadh: ")
    assert said.err.count("\n") == 1
    assert said.out == ""
    return said.err


def _form(name: str) -> str:
    return "ttl" if name == "evidence" else "csv"


def test_a_dataset_a_store_and_a_server_answer_alike(
    capsys: Capture, chronicle: Path, tmp_path: Path, oxigraph: str
) -> None:
    load_embedded(chronicle, tmp_path / "store")
    server = _filled(f"{oxigraph}/query", f"{oxigraph}/store", chronicle)
    for name in NAMES:
        asked = [name, "--format", _form(name)]
        expected = _printed(capsys, *asked, "--data", chronicle)
        assert _printed(capsys, *asked, "--store", tmp_path / "store") == expected, name
        assert _printed(capsys, *asked, "--endpoint", server) == expected, name


def test_a_server_of_other_making_answers_alike(capsys: Capture, rdflib_server: str) -> None:
    """RDFLib's server (7.6) gives one row of nothing where an answer that is grouped has none."""
    _filled(rdflib_server, rdflib_server)
    compared = 0
    for name in NAMES:
        asked = [name, "--format", _form(name)]
        expected = _printed(capsys, *asked, "--data", DATA)
        if expected.count("\n") > 1:
            compared += 1
            assert _printed(capsys, *asked, "--endpoint", rdflib_server) == expected, name
    assert compared > 18


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml", "md"])
def test_every_form_is_the_same_from_everywhere(
    capsys: Capture, store: Path, endpoint: str, form: str
) -> None:
    for asked in (["quotes", "--limit", 3], ["ASK { ?s a kgr:Nothing }"], ["SELECT * {}"]):
        answers = {
            _printed(capsys, *asked, "--format", form, *where)
            for where in (("--data", DATA), ("--store", store), ("--endpoint", endpoint))
        }
        assert len(answers) == 1, asked


def test_values_are_bound_alike(capsys: Capture, store: Path, endpoint: str) -> None:
    sparql = "SELECT DISTINCT ?n { ?p a kgr:Person ; skos:prefLabel ?n FILTER(CONTAINS(LCASE(?n), ?part)) }"
    asked = [sparql, "--with", "part=kon", "--format", "csv"]
    expected = _printed(capsys, *asked, "--data", DATA)
    assert expected.count("\n") == 2
    assert _printed(capsys, *asked, "--store", store) == expected
    assert _printed(capsys, *asked, "--endpoint", endpoint) == expected
    hostile = 'person=" } } ; DROP ALL # \\u0022 \\" \U0001f6e1\n'
    for where in (("--data", DATA), ("--store", store), ("--endpoint", endpoint)):
        assert main(["query", "posts", "--with", hostile, *map(str, where)]) == 0
        assert capsys.readouterr() == ("", "nothing found\n")


def test_a_mistake_is_shown_alike(capsys: Capture, store: Path, endpoint: str) -> None:
    wrong = "SELECT ?n\nWHERE { ?p a kgr:Person } LIMT 3"
    for where in (("--data", DATA), ("--store", store), ("--endpoint", endpoint)):
        assert main(["query", wrong, *map(str, where)]) == 2
        assert capsys.readouterr().err.splitlines() == [
            "kgriyadh: query, line 2, column 27: no SPARQL from here on",
            "  WHERE { ?p a kgr:Person } LIMT 3",
            "                            ^",
        ]


def test_a_flavour_knows_where_to_ask(capsys: Capture, oxigraph: str, endpoint: str) -> None:
    there = _printed(capsys, "documents", "--endpoint", oxigraph, "--flavour", "oxigraph")
    assert there == _printed(capsys, "documents", "--endpoint", endpoint)
    assert "answers no queries" in _refused(capsys, 3, "documents", "--endpoint", oxigraph)
    assert "answers no queries" in _refused(capsys, 3, "documents", "--endpoint", f"{oxigraph}/store")


def test_an_empty_default_graph_is_said(capsys: Capture) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with process(oxigraph_command(port), address):
        assert main(["load", str(DATA), "--endpoint", f"{address}/store", "--quiet"]) == 0
        assert main(["query", "meetings", "--endpoint", f"{address}/query"]) == 0
    assert "its default graph is empty" in capsys.readouterr().err


def test_a_server_that_dies_is_one_line(capsys: Capture) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with process(oxigraph_command(port), address) as server:
        values = " ".join(f"VALUES ?v{place} {{ {' '.join(map(str, range(60)))} }}" for place in range(6))
        command = [*KGRIYADH, "query", f"SELECT (COUNT(*) AS ?n) {{ {values} }}"]
        asking = subprocess.Popen(
            [*command, "--endpoint", f"{address}/query"], stderr=subprocess.PIPE, text=True
        )
        time.sleep(2)
        server.send_signal(signal.SIGKILL)
        _, said = asking.communicate(timeout=60)
    assert asking.returncode == 3
    assert "is the store running?" in said
    assert said.count("\n") == 1
    assert "cannot be reached" in _refused(capsys, 3, "ASK {}", "--endpoint", f"{address}/query")


def _cut_off(request: Request, _: int) -> None:
    """Break off in the middle of the results."""
    body = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"x"}},'
    request.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nContent-Length: 1000\r\n\r\n".encode())
    request.wfile.write(body)
    request.wfile.flush()
    request.close_connection = True
    request.connection.shutdown(2)


def _in_drops(request: Request, _: int) -> None:
    request.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nContent-Length: 1000\r\n\r\n".encode())
    for _letter in range(60):
        request.wfile.write(b" ")
        request.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("behave", "message"),
    [
        (_cut_off, "cannot be reached"),
        (lambda *_: time.sleep(3), "no answer in time"),
        (_in_drops, "no answer in time"),
        (lambda request, _: request.reply(200, b"<html>", Content_Type="text/html"), "answers text/html"),
        (lambda request, _: request.reply(200, b'{"head":', Content_Type=JSON), "answers broken results"),
        (lambda request, _: request.reply(200, b"", Content_Type=JSON), "answers broken results"),
        (
            lambda request, _: request.reply(200, b"a\n", Content_Type="text/csv"),
            "CSV SPARQL results syntax is lossy",
        ),
        (lambda request, _: request.reply(503, b"<h1>busy</h1>"), "503 Service Unavailable, a web page"),
        (lambda request, _: request.reply(401), "set KGRIYADH_USER and KGRIYADH_PASSWORD"),
        (lambda request, _: request.reply(403, b"no\nright"), "(403 Forbidden, no right)"),
        (lambda request, _: request.reply(400, b"too hard"), "(400 Bad Request, too hard)"),
        (lambda request, _: request.reply(404), "answers no queries"),
    ],
)
def test_a_fault_is_one_line(capsys: Capture, behave: Callable[[Request, int], object], message: str) -> None:
    started = time.monotonic()
    with faulty(behave) as server:
        said = _refused(capsys, 3, "ASK {}", "--endpoint", server.address, "--timeout", 0.5)
    assert message in said
    assert time.monotonic() - started < 20


def test_credentials_are_sent_and_never_on(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRIYADH_TOKEN", "geheim-4711")
    with faulty(lambda request, _: request.reply(200)) as other:
        target = f"{other.address.replace('127.0.0.1', 'localhost')}/y?key=geheim-4711"
        with faulty(lambda request, _: request.reply(307, Location=target)) as server:
            said = _refused(capsys, 3, "ASK {}", "--endpoint", server.address)
    assert "sends on to http://localhost" in said
    assert "geheim" not in said
    assert not other.seen
    assert server.seen[0][1]["Authorization"] == "Bearer geheim-4711"
    said = _refused(capsys, 3, "ASK {}", "--endpoint", "http://awa:geheim@127.0.0.1:9/")
    assert "give no user or password in the address" in said
    assert "geheim" not in said


@pytest.mark.parametrize("source", ["--data", "--store"])
def test_a_query_that_never_ends_is_ended(capsys: Capture, store: Path, source: str) -> None:
    where = {"--data": DATA, "--store": store}[source]
    said = _refused(capsys, 3, ENDLESS, source, where, "--timeout", 1)
    assert (
        said
        == "kgriyadh: query: no answer within 1 seconds: ask for less, or give it longer with --timeout\n"
    )


def test_ctrl_c_ends_a_query() -> None:
    # A shell starts a background job with SIGINT ignored, and its children inherit that.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from kgriyadh.cli import main; print('ready', flush=True); sys.exit(main())"
    )
    command = [sys.executable, "-c", code, "query", ENDLESS, "--data", str(DATA)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as asking:
        assert asking.stdout
        assert asking.stdout.readline() == "ready\n"
        time.sleep(2)
        asking.send_signal(signal.SIGINT)
        _, said = asking.communicate(timeout=20)
    assert (asking.returncode, said) == (130, "kgriyadh: interrupted\n")


def test_a_process_that_asks_takes_the_one_that_answers_along() -> None:
    with subprocess.Popen([*KGRIYADH, "query", ENDLESS, "--data", str(DATA)]) as asking:
        deadline = time.monotonic() + 30
        while not (children := _children(asking.pid)):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        time.sleep(1)
        asking.kill()
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from Linux's /proc")
@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_a_reader_that_leaves_ends_a_query_of_a_million_rows(form: str) -> None:
    command = [*KGRIYADH, "query", MILLION, "--data", str(DATA), "--format", form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as asking:
        assert asking.stdout
        assert len(asking.stdout.read(300_000)) == 300_000
        peaks = [_peak(process) for process in (asking.pid, *_children(asking.pid))]
        asking.stdout.close()
        _, said = asking.communicate(timeout=20)
    assert (asking.returncode, said) == (141, b"")
    assert max(peaks) < 100 << 10


def _peak(process: int) -> int:
    """Return the most memory that a process has had, in KiB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def test_a_limit_ends_a_query(capsys: Capture) -> None:
    assert _printed(capsys, MILLION, "--data", DATA, "--limit", 2, "--format", "csv").count("\r\n") == 3
    turtle = _printed(capsys, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "--data", DATA, "--limit", 2)
    assert turtle.count(" .\n") - turtle.count("@prefix") + turtle.count(" ;\n") + turtle.count(" , ") == 2


def test_a_store_that_changes_under_a_question_does_no_harm(store: Path) -> None:
    with ask_apart(open_store, store, MILLION) as answer:
        rows = answer.rows()
        next(rows)
        load_embedded(DATA, store)
        for _ in range(1000):
            next(rows)
    with ask_apart(open_dataset, DATA, "ASK {}") as answer:
        assert list(answer.rows()) == [["yes"]]
