"""Stores: named graphs kept, loading twice changes nothing, refusals said in one line; a real server too."""

from __future__ import annotations

import http.server
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest
from pyoxigraph import Store, parse

from kgriyadh.errors import DatasetIsDamaged, DatasetIsMissing, QuestionIsUnanswerable, StoreRefuses
from kgriyadh.store import Patience, Sending, ask, load_embedded, load_endpoint, open_dataset, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PERSONS = "SELECT ?person ?label WHERE { ?person a kgr:Person ; rdfs:label ?label }"
_QUADS = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o"
_UNION = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
_PREFIXES = (
    "PREFIX kgr: <https://w3id.org/kgriyadh/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)


def test_what_two_documents_state_is_one_row(dataset: Path) -> None:
    assert len(list(ask(open_dataset(dataset), _PREFIXES + _PERSONS).rows())) == 1


def test_an_embedded_store_holds_the_same_graphs(dataset: Path, tmp_path: Path) -> None:
    loaded = load_embedded(dataset, tmp_path / "new" / "store")
    assert (loaded.graphs, loaded.added, loaded.removed) == (3, 9, 0)
    for query in (_QUADS, _UNION, _PREFIXES + _PERSONS):
        given, stored = (open_dataset(dataset), open_store(tmp_path / "new" / "store"))
        assert list(ask(stored, query).rows()) == list(ask(given, query).rows())


def test_loading_twice_changes_nothing(dataset: Path, tmp_path: Path) -> None:
    load_embedded(dataset, tmp_path / "store")
    again = load_embedded(dataset, tmp_path / "store")
    assert (again.graphs, again.added, again.removed) == (3, 0, 0)


def test_a_documents_new_graph_replaces_its_old_one(dataset: Path, tmp_path: Path) -> None:
    load_embedded(dataset, tmp_path / "store")
    dataset.write_text(dataset.read_text("utf-8").replace("x:m kgr:guest x:ndiaye .", ""), "utf-8")
    assert load_embedded(dataset, tmp_path / "store").removed == 1
    _assert_union(tmp_path / "store", dataset)


def test_a_fact_stays_while_another_document_states_it(dataset: Path, tmp_path: Path) -> None:
    load_embedded(dataset, tmp_path / "store")
    turtle = dataset.read_text("utf-8")
    dataset.write_text(
        turtle.replace(
            'x:graph-b { x:ndiaye a kgr:Person ; rdfs:label "Awa N’Diaye"@fr . }',
            "x:graph-b { x:b a kgr:Person . }",
        ),
        "utf-8",
    )
    assert load_embedded(dataset, tmp_path / "store").removed == 2
    _assert_union(tmp_path / "store", dataset)


def test_what_other_builds_brought_stays(dataset: Path, tmp_path: Path) -> None:
    load_embedded(dataset, tmp_path / "store")
    other = tmp_path / "other.trig"
    graphs = ("urn:x:g", "https://example.org/id/evidence")
    other.write_text("\n".join(f"<{name}> {{ <urn:x:a> <urn:x:b> 1 . }}" for name in graphs))
    assert load_embedded(other, tmp_path / "store").removed == 0
    assert len(list(ask(open_store(tmp_path / "store"), _QUADS).rows())) == 11


def _assert_union(store: Path, dataset: Path) -> None:
    assert list(ask(open_store(store), _QUADS).rows()) == list(ask(open_dataset(dataset), _QUADS).rows())
    assert list(ask(open_store(store), _UNION).rows()) == list(ask(open_dataset(dataset), _UNION).rows())


@pytest.mark.parametrize("path", ["store", "update"])
def test_a_server_takes_the_graphs_by_either_protocol(dataset: Path, oxigraph: str, path: str) -> None:
    _clear(oxigraph)
    for _ in range(2):
        assert load_endpoint(dataset, f"{oxigraph}/{path}").graphs == 3
        quads = set(_served(oxigraph).splitlines())
        assert quads == set(_quads_of(dataset))


def test_update_is_found_where_graph_store_is_not_spoken(dataset: Path, oxigraph: str) -> None:
    _clear(oxigraph)
    with _refusing_server(404) as nowhere, pytest.raises(StoreRefuses, match="neither Graph Store"):
        load_endpoint(dataset, nowhere)
    with pytest.raises(StoreRefuses, match="neither Graph Store requests nor Update"):
        load_endpoint(dataset, f"{oxigraph}/query")


def _clear(server: str) -> None:
    headers = {"Content-Type": "application/sparql-update"}
    httpx.post(f"{server}/update", content="CLEAR ALL", headers=headers).raise_for_status()


def _served(server: str) -> str:
    return httpx.get(f"{server}/store", headers={"Accept": "application/n-quads"}).raise_for_status().text


def _quads_of(dataset: Path) -> list[str]:
    """Return the statements of a dataset as Oxigraph holds them, whose only integer is xsd:integer."""
    held = Store()
    held.bulk_extend(parse(path=dataset))
    return [f"{quad} ." for quad in held]


@contextmanager
def _refusing_server(status: int) -> Iterator[str]:
    class Refusal(http.server.BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST = do_PUT

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Refusal) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/x"
        finally:
            server.shutdown()
            thread.join()


def test_a_refusal_is_said_without_the_password(dataset: Path) -> None:
    with _refusing_server(403) as server, pytest.raises(StoreRefuses) as caught:
        load_endpoint(dataset, server)
    assert "refused (403 Forbidden)" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_store_that_is_not_there_is_said(dataset: Path) -> None:
    with pytest.raises(StoreRefuses, match="cannot be reached"):
        load_endpoint(dataset, "http://127.0.0.1:9/store")
    for wrong in ("localhost:7878/store", "out/store", "http://localhost:port/store"):
        with pytest.raises(StoreRefuses, match="no web address"):
            load_endpoint(dataset, wrong)


def test_a_slow_store_is_not_waited_for_without_end(dataset: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(StoreRefuses, match="no answer in time"),
    ):
        load_endpoint(
            dataset,
            f"http://127.0.0.1:{silent.getsockname()[1]}/store",
            Sending(patience=Patience(timeout=0.2, retries=0)),
        )


def test_a_folder_of_other_files_is_no_store(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreRefuses, match="holds files that are no store"):
        load_embedded(dataset, tmp_path)
    with pytest.raises(StoreRefuses, match="cannot be opened"):
        load_embedded(dataset, dataset / "store")
    with pytest.raises(DatasetIsMissing, match="no store here"):
        open_store(tmp_path)
    (tmp_path / "CURRENT").write_text("nonsense")
    with pytest.raises(DatasetIsDamaged, match="damaged store"):
        open_store(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.trig", "@prefix x: <urn:x:> .\nx:a x:b x:", "a.trig, line 2: "),
        ("a.trig", "", "a.trig: it holds no statement"),
        ("a.trig", "\xff", "a.trig, line 1: "),
        ("a.docx", "", "a.docx: not RDF by its name"),
        ("a.ttl", "<urn:x:a> <urn:x:b> <urn:x:c> .", "a.ttl: it has triples in no named graph"),
    ],
)
def test_a_damaged_dataset_is_one_line(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_bytes(content.encode("latin-1"))
    with pytest.raises(DatasetIsDamaged) as caught:
        load_embedded(tmp_path / name, tmp_path / "store")
    assert str(caught.value).startswith(f"{tmp_path}/{message}")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "store").exists()


def test_a_missing_dataset_is_said(tmp_path: Path) -> None:
    with pytest.raises(DatasetIsMissing, match="is named by --store"):
        open_dataset(tmp_path)
    with pytest.raises(DatasetIsMissing, match="no such dataset"):
        open_dataset(tmp_path / "dataset.trig")
    (tmp_path / "folder.trig").mkdir()
    with pytest.raises(DatasetIsMissing, match="is named by --store"):
        open_dataset(tmp_path / "folder.trig")


def test_an_answer_has_the_standard_forms(dataset: Path) -> None:
    store = open_dataset(dataset)
    select = _PREFIXES + "SELECT ?label ?none WHERE { ?person rdfs:label ?label }"
    assert ask(store, select).serialized("csv") == "label,none\r\nAwa N’Diaye,\r\n".encode()
    assert b'"xml:lang":"fr"' in ask(store, select).serialized("json")
    assert ask(store, "ASK {}").serialized("csv") == b"answer\r\ntrue\r\n"
    assert list(ask(store, "ASK { <urn:x:a> ?p ?o }").rows()) == [["no"]]
    construct = _PREFIXES + "CONSTRUCT { ?p a kgr:Person } WHERE { ?p a kgr:Person }"
    assert ask(store, construct).serialized("ttl").count(b"example.org") == 1
    for query, form in ((select, "ttl"), (construct, "csv")):
        with pytest.raises(QuestionIsUnanswerable, match=r"use --format"):
            ask(store, query).serialized(form)


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT ?x WHERE {\n  ?x ?y }}", "query, line 2, column 3: no SPARQL from here on"),
        ("SELECT ?x WHERE { ?x", "query, line 1, column 19: no SPARQL from here on"),
        (
            "ASK { ?x no:name ?y }",
            "query, line 1, column 10: no SPARQL: the prefix no: is not declared",
        ),
        ("DROP ALL", "query: DROP is an update, and only questions are answered"),
    ],
)
def test_a_syntax_error_is_one_line_with_its_place(dataset: Path, sparql: str, message: str) -> None:
    with pytest.raises(QuestionIsUnanswerable) as caught:
        ask(open_dataset(dataset), sparql)
    assert str(caught.value) == message
