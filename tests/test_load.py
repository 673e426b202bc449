"""Loads into servers: by either protocol, in batches, replaced or added to, planned, resumed, packed."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from servers import Request, faulty

from kgriyadh.cli import main
from kgriyadh.errors import DatasetIsDamaged
from kgriyadh.store import FLAVOURS, Sending, canonical, changes_to_endpoint, load_embedded, load_endpoint
from kgriyadh.store.canonical import as_given, compared, fingerprint, lines_of, sorted_once
from kgriyadh.store.endpoint.address import services

if TYPE_CHECKING:
    from kgriyadh.store.graphs import Manner

EXAMPLE = "https://example.org/id/"


def _held(server: str, graph: str) -> set[str]:
    answer = httpx.get(f"{server}/store", params={"graph": EXAMPLE + graph})
    return set(answer.text.splitlines()) if answer.is_success else set()


def _put(server: str, graph: str, turtle: str) -> None:
    kind = {"Content-Type": "text/turtle"}
    httpx.put(f"{server}/store", params={"graph": EXAMPLE + graph}, content=turtle, headers=kind)


@pytest.mark.parametrize("batch", [1, 2, 50_000])
@pytest.mark.parametrize("flavour", [None, "oxigraph"])
@pytest.mark.parametrize("compress", [False, True])
def test_batches_and_packing_make_no_difference(
    dataset: Path, oxigraph: str, batch: int, flavour: str | None, compress: bool
) -> None:
    _put(oxigraph, "graph-a", "<urn:x:old> <urn:x:old> 1 .")
    _put(oxigraph, "evidence", "<urn:x:old> <urn:x:old> 1 .")
    sending = Sending(flavour=flavour, batch=batch, compress=compress)
    done = load_endpoint(dataset, oxigraph if flavour else f"{oxigraph}/store", sending)
    assert (done.graphs, done.changed) == (3, 3)
    assert [len(_held(oxigraph, graph)) for graph in ("graph-a", "graph-b", "evidence")] == [3, 2, 5]


def test_a_flavour_that_takes_many_graphs_at_once_keeps_what_is_there(
    dataset: Path, oxigraph: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Graphs that the store has are replaced or added to one by one, the others come together."""
    monkeypatch.setattr("kgriyadh.store.endpoint.bulk._AT_ONCE", 3)
    _put(oxigraph, "graph-b", "<urn:x:old> <urn:x:old> 1 .")
    _put(oxigraph, "other", "<urn:x:old> <urn:x:old> 1 .")
    for changed in (3, 2):  # the shared graph has it all the second time
        assert load_endpoint(dataset, oxigraph, Sending(flavour="oxigraph")).changed == changed
        graphs = ("graph-a", "graph-b", "evidence", "other")
        assert [len(_held(oxigraph, graph)) for graph in graphs] == [3, 2, 4, 1]


def test_an_independent_server_takes_a_load_by_update(dataset: Path, rdflib_server: str) -> None:
    for _ in range(2):
        assert load_endpoint(dataset, rdflib_server, Sending(batch=2)).graphs == 3
        query = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
        answer = httpx.post(rdflib_server, data={"query": query}, headers={"Accept": "text/csv"})
        assert answer.text.split() == ["n", "9"]


@pytest.mark.parametrize(
    ("manner", "document", "shared"), [("auto", 3, 5), ("replace", 3, 4), ("merge", 4, 5)]
)
def test_graphs_are_replaced_or_added_to(
    dataset: Path, oxigraph: str, tmp_path: Path, manner: Manner, document: int, shared: int
) -> None:
    before = tmp_path / "before.nq"
    before.write_text(
        "".join(
            f"<urn:x:old> <urn:x:old> <urn:x:old> <{EXAMPLE}{name}> .\n" for name in ("graph-a", "evidence")
        )
    )
    load_endpoint(before, f"{oxigraph}/store")
    plan = changes_to_endpoint(dataset, f"{oxigraph}/store", Sending(manner))
    load_endpoint(dataset, f"{oxigraph}/store", Sending(manner))
    assert (len(_held(oxigraph, "graph-a")), len(_held(oxigraph, "evidence"))) == (document, shared)
    assert {each.graph.removeprefix(EXAMPLE): each.before + each.added - each.removed for each in plan} == {
        "graph-a": document,
        "graph-b": 2,
        "evidence": shared,
    }
    load_embedded(before, tmp_path / "store")
    done = load_embedded(dataset, tmp_path / "store", manner)
    assert (done.added, done.removed) == (9, sum(each.removed for each in plan))


def test_a_dry_run_changes_nothing(
    dataset: Path, oxigraph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for where in (["--endpoint", f"{oxigraph}/store"], ["--store", str(tmp_path / "store")]):
        assert main(["load", str(dataset), *where, "--dry-run"]) == 0
        rows = capsys.readouterr().out.splitlines()[2:]
        assert [row.split() for row in rows] == [
            [f"{EXAMPLE}evidence", "0", "4", "0"],
            [f"{EXAMPLE}graph-a", "0", "3", "0"],
            [f"{EXAMPLE}graph-b", "0", "2", "0"],
        ]
    assert not _held(oxigraph, "graph-a")
    assert not (tmp_path / "store").exists()


def test_resuming_leaves_out_what_is_complete(dataset: Path, oxigraph: str) -> None:
    load_endpoint(dataset, f"{oxigraph}/store")
    _put(oxigraph, "graph-b", "<urn:x:half> <urn:x:a> 1 .")
    written = []

    def behave(request: Request, _: int) -> None:
        if request.command != "GET":
            written.append(request.path)
        kept = {name: request.headers[name] for name in ("Content-Type", "Accept") if name in request.headers}
        answer = httpx.request(request.command, oxigraph + request.path, content=request.body, headers=kept)
        request.reply(answer.status_code, answer.content, Content_Type=answer.headers.get("Content-Type", ""))

    with faulty(behave) as server:
        done = load_endpoint(dataset, f"{server.address}/store", Sending(resume=True))
    assert (done.graphs, done.changed) == (3, 1)
    assert len(written) == 1
    assert "graph-b" in written[0]
    assert len(_held(oxigraph, "graph-b")) == 2


def test_a_packed_dataset_is_read(dataset: Path, tmp_path: Path) -> None:
    packed = tmp_path / "dataset.trig.gz"
    packed.write_bytes(gzip.compress(dataset.read_bytes()))
    assert load_embedded(packed, tmp_path / "store").added == 9
    packed.write_bytes(packed.read_bytes()[:-20])
    with pytest.raises(DatasetIsDamaged, match="cannot be read"):
        load_embedded(packed, tmp_path / "store")


def test_what_could_not_be_loaded_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.nq"
    for line, message in (
        ("_:b <urn:x:p> <urn:x:o> <urn:x:g> .", "blank nodes"),
        ("<urn:x:s> <urn:x:p> <urn:x:o> .", "triples in no named graph"),
    ):
        file.write_text(f"<urn:x:s> <urn:x:p> 1 <urn:x:g> .\n{line}\n".replace(" 1 ", ' "1" '))
        with pytest.raises(DatasetIsDamaged, match=message):
            load_embedded(file, tmp_path / "store")


@pytest.mark.parametrize("name", FLAVOURS)
def test_a_flavour_is_behind_the_address_of_a_database(name: str) -> None:
    flavour = FLAVOURS[name]
    found = services(flavour.example, name)
    assert found.certain
    assert str(found.update).startswith(flavour.example)
    assert str(found.query).startswith(flavour.example)
    assert flavour.source.startswith("https://")
    assert (found.graph_store is None) == (flavour.graph_store is None)


@pytest.mark.parametrize(
    ("url", "query"),
    [
        ("http://localhost:7878/update", "http://localhost:7878/query"),
        ("http://localhost:8080/repositories/a/statements", "http://localhost:8080/repositories/a"),
        ("http://localhost:9999/sparql", "http://localhost:9999/sparql"),
    ],
)
def test_an_update_address_tells_the_query_address(url: str, query: str) -> None:
    assert str(services(url).query) == query


_IRIS = st.sampled_from([NamedNode(f"urn:x:{letter}") for letter in "abc"])
_XSD = "http://www.w3.org/2001/XMLSchema#"
_LITERALS = st.one_of(
    st.builds(Literal, st.text(st.characters(codec="utf-8"), max_size=8)),
    st.builds(lambda text: Literal(text, language="fr"), st.text('aé"\\\n\t\r>^', max_size=8)),
    st.builds(
        lambda number, kind: Literal(str(number), datatype=NamedNode(_XSD + kind)),
        st.integers(-3, 12),
        st.sampled_from(["integer", "int", "nonNegativeInteger", "decimal", "double", "gYear"]),
    ),
)
_TRIPLES = st.lists(st.builds(Triple, _IRIS, _IRIS, st.one_of(_IRIS, _LITERALS)), max_size=12)


@given(_TRIPLES)
def test_lines_are_what_a_store_gives_back(triples: list[Triple]) -> None:
    """The fingerprint of a graph foretells that of the store that it is loaded into."""
    store, name = Store(), NamedNode("urn:x:g")
    store.extend(Quad(each.subject, each.predicate, each.object, name) for each in triples)
    foretold = {compared(line) for line in lines_of(triples)}
    assert fingerprint(foretold) == fingerprint(lines_of(store))
    text = b"".join(as_given(line) + b" .\n" for line in lines_of(triples))
    assert {quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES)} == set(triples)


@settings(max_examples=30)
@given(st.lists(st.binary(max_size=3).filter(lambda line: b"\n" not in line)), st.integers(1, 5))
def test_sorting_outside_memory_is_sorting(lines: list[bytes], run: int) -> None:
    whole, canonical._RUN = canonical._RUN, run
    try:
        with tempfile.TemporaryDirectory() as folder:
            assert list(sorted_once(lines, Path(folder))) == sorted(set(lines))
    finally:
        canonical._RUN = whole
