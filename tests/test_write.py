"""Writing and loading: every format says what was built, and a folder never holds half a build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, Dataset, Graph, URIRef
from rdflib.compare import isomorphic
from readings import readings
from samples import build

from kgriyadh.errors import DatasetIsDamaged, DatasetIsMissing, OutputCannotBeWritten
from kgriyadh.load import load, load_turtle
from kgriyadh.reason import close
from kgriyadh.report import Report
from kgriyadh.terms import BASE, KGR
from kgriyadh.validate import validate
from kgriyadh.write import check_writable, write
from kgriyadh.write.jsonld import jsonld
from kgriyadh.write.turtle import trig, turtle

if TYPE_CHECKING:
    import random

    from kgriyadh.fact import Reading

NAMES = [
    "graph.ttl",
    "graph.jsonld",
    "context.jsonld",
    "dataset.trig",
    "report.ttl",
    "report.txt",
    "readings.jsonl",
]
APPARATUS = ("graph/evidence", "graph/ontology", "graph/decisions")
FINE = Report(True, (), Graph())


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """Return the graph of both samples, reasoned on."""
    return close(build([samples.riyadh(), samples.lome()]))


def graphs(dataset: Dataset, leave_out: tuple[str, ...] = ()) -> list[Graph]:
    """Return the named graphs of a dataset but some."""
    named = [graph for graph in dataset.graphs() if str(graph.identifier).startswith(BASE)]
    return [graph for graph in named if not str(graph.identifier).endswith(leave_out or "no graph")]


def union(found: list[Graph]) -> Graph:
    """Return the triples of some graphs as one."""
    whole = Graph()
    for graph in found:
        whole += graph
    return whole


def parsed(text: str | bytes, form: str) -> Graph:
    """Return what rdflib reads; its JSON-LD parser (7.6) uses a class that it deprecates itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return Graph().parse(data=text, format=form)


def parsed_dataset(text: bytes) -> Dataset:
    """Return what rdflib reads of TriG; likewise."""
    read = Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        read.parse(data=text, format="trig")
    return read


def test_every_file_says_what_was_built(dataset: Dataset, tmp_path: Path) -> None:
    report = validate(dataset)
    assert write(dataset, report, tmp_path) == tuple(tmp_path / name for name in NAMES)
    facts = union(graphs(dataset, APPARATUS))
    assert isomorphic(Graph().parse(tmp_path / "graph.ttl"), facts)
    assert isomorphic(parsed((tmp_path / "graph.jsonld").read_bytes(), "json-ld"), facts)
    assert isomorphic(Graph().parse(tmp_path / "report.ttl"), report.graph)
    assert set(load(tmp_path / "dataset.trig").quads()) == set(dataset.quads())
    assert set(load(tmp_path / "graph.jsonld").triples((None, None, None))) == set(facts)
    assert (tmp_path / "report.txt").read_text("utf-8").startswith("Le graphe est conforme.")


def test_the_facts_need_no_other_file(dataset: Dataset, tmp_path: Path) -> None:
    write(dataset, FINE, tmp_path)
    graph = load_turtle(tmp_path / "graph.ttl")
    assert (None, RDF.type, RDF.Statement) not in graph
    assert (URIRef(f"{BASE}place/sa"), KGR.isoCode, None) in graph
    assert (URIRef(f"{BASE}person/nasser-al-harbi"), RDF.type, KGR.MilitaryOfficer) in graph


def test_turtle_is_sorted_and_has_neat_prefixes(dataset: Dataset, tmp_path: Path) -> None:
    write(dataset, FINE, tmp_path)
    lines = (tmp_path / "graph.ttl").read_text("utf-8").splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes) == lines[: len(prefixes)]
    subjects = [line.split(" ")[0] for line in lines if line and not line.startswith(("@", "\t"))]
    assert "person:nasser-al-harbi" in subjects and len(subjects) == len(set(subjects))
    assert not [line for line in lines if "ns1:" in line]


def test_json_ld_reads_like_json(dataset: Dataset, tmp_path: Path) -> None:
    write(dataset, FINE, tmp_path)
    whole = json.loads((tmp_path / "graph.jsonld").read_text("utf-8"))
    (talks,) = [node for node in whole["@graph"] if node["id"].startswith("meeting/2026-03-03")]
    assert talks["host"] == "person/nasser-al-harbi"
    assert talks["date"] == "2026-03-03"
    assert "Meeting" in talks["type"]
    assert talks["label"]["fr"].startswith("Rencontre du 3 mars 2026")
    context = json.loads((tmp_path / "context.jsonld").read_text("utf-8"))["@context"]
    assert {**context, "@base": BASE} == whole["@context"]


def test_json_ld_knows_a_base_that_relative_ids_would_miss() -> None:
    for base in (
        "https://example.org/kg#",
        "urn:example:kg/",
        "https://example.org/?kg=/",
        "https://example.org/kg/",
    ):
        built = build([samples.riyadh()], base)
        found = [graph for graph in built.graphs() if not str(graph.identifier).endswith(APPARATUS)]
        read = parsed(jsonld(found, base), "json-ld")
        assert set(read) == set(union(found))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(readings())
def test_whatever_is_built_comes_back_the_same(found: Reading) -> None:
    built = build([found])
    facts, named = graphs(built, APPARATUS), graphs(built, ("graph/ontology",))
    assert set(parsed(turtle(facts, {}), "turtle")) == set(union(facts))
    assert set(parsed(jsonld(facts, BASE), "json-ld")) == set(union(facts))
    read = parsed_dataset(trig(named, {"evidence": f"{BASE}evidence/"}))
    for graph in named:
        assert set(read.graph(graph.identifier)) == set(graph)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=30)
@given(
    st.lists(readings(), min_size=2, max_size=4, unique_by=lambda reading: reading.document.id),
    st.randoms(use_true_random=False),
)
def test_the_order_of_readings_changes_no_byte(found: list[Reading], chance: random.Random) -> None:
    shuffled = chance.sample(found, len(found))
    one, other = (graphs(build(some), ("graph/ontology",)) for some in (found, shuffled))
    assert trig(one, {}) == trig(other, {})
    assert turtle(one, {}) == turtle(other, {})
    assert jsonld(one, BASE) == jsonld(other, BASE)


_SCRIPT = """
import hashlib, sys, pathlib, tempfile
import samples
from samples import build
from kgriyadh.reason import close
from kgriyadh.validate import validate
from kgriyadh.write import write
dataset = close(build([samples.riyadh(), samples.lome(), *samples.many(2)]))
with tempfile.TemporaryDirectory() as folder:
    for path in write(dataset, validate(dataset), pathlib.Path(folder)):
        print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_the_hash_seed_changes_no_byte() -> None:
    said = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        run = subprocess.run(
            [sys.executable, "-c", _SCRIPT], env=environment, check=True, capture_output=True
        )
        said.add(run.stdout)
    assert len(said) == 1


def test_an_unsound_graph_is_set_apart_and_the_sound_one_stays(dataset: Dataset, tmp_path: Path) -> None:
    write(dataset, FINE, tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in NAMES}
    paths = write(build([]), replace(FINE, conforms=False), tmp_path)
    assert paths == tuple(tmp_path / f"{name}.invalid" for name in NAMES)
    assert {name: (tmp_path / name).read_bytes() for name in NAMES} == before
    assert len(load(tmp_path / "dataset.trig.invalid")) > 0
    write(dataset, FINE, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(NAMES)


def test_a_rename_that_fails_puts_everything_back(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(build([]), replace(FINE, conforms=False), tmp_path)
    write(build([samples.lome()]), FINE, tmp_path)
    write(build([]), replace(FINE, conforms=False), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    replaced = Path.replace

    def full(self: Path, target: Path) -> Path:
        if self.name == "report.txt" and self.parent.name == "fresh":
            raise OSError(28, "No space left on device", str(self))
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputCannotBeWritten, match="No space left on device"):
        write(dataset, FINE, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    taken = tmp_path / "out"
    taken.write_text("a file", "utf-8")
    for attempt in (lambda: write(build([]), FINE, taken), lambda: check_writable(taken / "deeper")):
        with pytest.raises(OutputCannotBeWritten, match="choose another folder"):
            attempt()
    assert taken.read_text("utf-8") == "a file"


def test_a_damaged_file_is_named_with_its_line(tmp_path: Path, dataset: Dataset) -> None:
    write(dataset, FINE, tmp_path)
    path = tmp_path / "dataset.trig"
    lines = path.read_text("utf-8").splitlines()
    lines[40] = "kgr:Person a a ."
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(DatasetIsDamaged, match=r"dataset.trig, line 41: .*build it again") as raised:
        load(path)
    assert (raised.value.path, raised.value.line) == (path, 41)


def test_a_file_that_is_none_or_no_rdf(tmp_path: Path) -> None:
    with pytest.raises(DatasetIsMissing, match="no such file"):
        load(tmp_path / "dataset.trig")
    (tmp_path / "dataset.docx").touch()
    with pytest.raises(DatasetIsDamaged, match="its name ends in none of"):
        load(tmp_path / "dataset.docx")
    (tmp_path / "folder.trig").mkdir()
    with pytest.raises(DatasetIsMissing, match="is named by --store"):
        load(tmp_path / "folder.trig")
