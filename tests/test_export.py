"""Exports, as other programs read them: csv, networkx, igraph, RDFLib and FollowTheMoney's model."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import igraph
import networkx
import pytest
import samples
from followthemoney import model
from pyld import jsonld
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import ORG, PROV, RDF, Dataset, URIRef

from kgriyadh.cli import main
from kgriyadh.terms import KGR, OA
from kgriyadh.write.turtle import trig

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rdflib.graph import _TripleType

    Capture = pytest.CaptureFixture[str]
    Row = dict[str, str]

DATA = Path(__file__).parent / "data" / "two-dispatches.trig"
ID = "https://w3id.org/kgriyadh/id/"
# RDFLib 7.6 reads JSON-LD and TriG by a class that it has itself deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
FORMS = ("csv", "graphml", "nquads", "jsonld", "jsonld --frame meeting", "ftm")
# A name that is a formula, closes tags and strings, and holds what XML cannot; an id that climbs up.
NAME = '=HYPERLINK("http://example.org";\'x\')</data>]]>\x01\r\n"}, éß🛡'
LITERAL = json.dumps(NAME, ensure_ascii=False)
HOSTILE = f"""\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kgr: <https://w3id.org/kgriyadh/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix x: <{ID}person/> .
@prefix g: <{ID}graph/> .

g:document-x {{ x:one a kgr:Person ; kgr:counterpartOf x:two . x:two a kgr:Person . }}
g:identity {{ x:one skos:prefLabel {LITERAL}@fr . }}
g:evidence {{
  g:document-x prov:wasDerivedFrom g:d .
  g:d a kgr:Document ; dcterms:identifier "../../=x" ; schema:url <javascript:alert(1)> .
  g:s a rdf:Statement ; rdf:subject x:one ; rdf:predicate kgr:counterpartOf ; rdf:object x:two ;
    kgr:confidence "very" ; prov:wasDerivedFrom g:p .
  g:p oa:hasSource g:d ; oa:hasSelector g:q .
  g:q oa:start 0 ; oa:end 9 ; oa:exact {LITERAL} .
}}
"""


def exported(form: str, out: Path, *source: str | Path) -> Path:
    """Export a dataset, the two dispatches by default, and return what was written."""
    asked = [*form.split(), *(map(str, source) if source else ("--data", str(DATA)))]
    assert main(["export", *asked, "--out", str(out)]) == 0
    return out


def table(folder: Path, name: str) -> list[Row]:
    """Return the rows of a table as csv reads them."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entities(file: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the entities of a file by schema, each judged by the model of FollowTheMoney."""
    found: dict[str, list[dict[str, Any]]] = {}
    for line in file.read_text("utf-8").splitlines():
        entity = json.loads(line)
        proxy = model.get_proxy(entity)
        proxy.schema.validate(entity)
        assert not [name for name in proxy.schema.required if not proxy.get(name)]
        assert proxy.to_dict()["properties"].keys() == entity["properties"].keys()
        assert all(sorted(proxy.get(name)) == values for name, values in entity["properties"].items())
        found.setdefault(entity["schema"], []).append(entity)
    return found


def trees(file: Path) -> dict[str, dict[str, Any]]:
    """Return the trees of framed JSON-LD by the last part of their ids."""
    return {tree["id"].rpartition("/")[2]: tree for tree in json.loads(file.read_bytes())["@graph"]}


def triples(file: Path) -> set[_TripleType]:
    """Return the triples of JSON-LD as RDFLib reads it."""
    return {quad[:3] for quad in Dataset().parse(file, format="json-ld").quads()}


@pytest.fixture
def dispatches(tmp_path: Path) -> Path:
    """Return the file of a dataset as the graph wing makes it of two dispatches."""
    file = tmp_path / "dispatches.trig"
    file.write_bytes(trig(samples.build([samples.riyadh(), samples.lome()]).graphs(), {}))
    return file


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return the file of a dataset whose names and ids are up to no good."""
    file = tmp_path / "hostile.trig"
    file.write_text(HOSTILE, "utf-8")
    return file


def test_tables_join(tmp_path: Path) -> None:
    folder = exported("csv", tmp_path / "tables")
    names = {row["person"]: row["name"] for row in table(folder, "persons")}
    roles = {(names[row["person"]], row["status"]): row["role_name"] for row in table(folder, "posts")}
    assert roles == {
        ("Issa Koné", "held"): "porte-parole",
        ("Awa N’Diaye", "held"): "ambassadeur",
        ("Issa Koné", "former"): "ambassadeur",
    }
    places = {row["place"]: row["name"] for row in table(folder, "places")}
    meetings = {row["meeting"]: row for row in table(folder, "meetings")}
    names |= {row["organization"]: row["name"] for row in table(folder, "organizations")}
    parts = {
        (meetings[row["meeting"]]["date"], names[row["participant"]], row["part"])
        for row in table(folder, "participants")
    }
    assert parts == {
        ("2026-03-03", "Issa Koné", "host"),
        ("2026-03-03", "Awa N’Diaye", "guest"),
        ("2026-03-03", "Tchad", "other"),
        ("", "Issa Koné", "other"),
        ("", "Awa N’Diaye", "other"),
    }
    assert [places[row["place"]] for row in meetings.values() if row["place"]] == ["Bamako"]
    documents = {row["document"]: row["id"] for row in table(folder, "documents")}
    quoted = {
        (documents[row["document"]], row["relation"], row["quote"]) for row in table(folder, "evidence")
    }
    assert ("bamako", "host", "Le colonel Issa Koné a reçu Awa N’Diaye, ") in quoted


def test_a_key_is_there_once_and_what_documents_differ_on_stands_in_one_cell(tmp_path: Path) -> None:
    more = (
        DATA.read_text("utf-8")
        + "graph:document-telephone { meeting:bamako kgr:date '2026-03-04'^^xsd:date }"
    )
    (tmp_path / "more.trig").write_text(more, "utf-8")
    folder = exported("csv", tmp_path / "tables", "--data", tmp_path / "more.trig")
    assert [row["date"] for row in table(folder, "meetings")] == ["2026-03-03 | 2026-03-04", ""]
    for file in folder.iterdir():
        rows = table(folder, file.stem)
        assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path, hostile: Path) -> None:
    folder = exported("csv", tmp_path / "tables", "--data", hostile)
    cells = {cell for file in folder.iterdir() for row in table(folder, file.stem) for cell in row.values()}
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]
    assert f"'{NAME}" in cells
    assert "../../=x" in cells


def test_a_graph_has_typed_nodes_and_edges_with_their_evidence(tmp_path: Path) -> None:
    graph = networkx.read_graphml(exported("graphml", tmp_path / "x.graphml"), force_multigraph=True)
    nodes = {iri.removeprefix(ID): data for iri, data in graph.nodes(data=True)}
    assert nodes["person/issa-kone"] == {"label": "Issa Koné", "type": "Person", "labels": ":Person"}
    assert nodes["organization/lat"]["type"] == "Coalition"
    edges = {
        (source.removeprefix(ID), data["type"], target.removeprefix(ID)): data
        for source, target, data in graph.edges(data=True)
    }
    host = edges["meeting/bamako", "host", "person/issa-kone"]
    assert host["date"] == "2026-03-03"
    assert host["documents"] == f"{ID}document/bamako"
    assert host["confidence"] == 0.9
    assert host["quotes"] == "Le colonel Issa Koné a reçu Awa N’Diaye,"
    assert edges["place/td", "memberOf", "organization/lat"]["origin"] == "background"


def test_another_reader_finds_the_same_graph(tmp_path: Path) -> None:
    file = exported("graphml", tmp_path / "x.graphml")
    one = networkx.read_graphml(file, force_multigraph=True)
    other = igraph.Graph.Read_GraphML(str(file))
    assert (len(one.nodes), len(one.edges)) == (other.vcount(), other.ecount())
    assert sorted(other.es["type"]) == sorted(data["type"] for *_, data in one.edges(data=True))


def test_a_post_is_an_edge_from_its_holder_to_the_body(tmp_path: Path, dispatches: Path) -> None:
    graph = networkx.read_graphml(exported("graphml", tmp_path / "x.graphml", "--data", dispatches))
    names = {data["label"]: iri for iri, data in graph.nodes(data=True)}
    edge = graph.edges[names["Nasser Al-Harbi"], f"{ID}organization/cimct"]
    assert (edge["type"], edge["label"], edge["date"]) == ("membership", "secrétaire général", "2026-03-04")
    assert edge["quotes"] == "Nasser Al-Harbi, secrétaire général de la CIMCT"
    assert not [data for _, data in graph.nodes(data=True) if data["type"] == "Membership"]


def test_a_post_is_an_occupancy_of_a_position(tmp_path: Path, dispatches: Path) -> None:
    found = entities(exported("ftm", tmp_path / "x.ftm.json", "--data", dispatches))
    persons = {one["id"]: one["properties"] for one in found["Person"]}
    positions = {one["id"]: one["properties"] for one in found["Position"]}
    held = {
        persons[one["properties"]["holder"][0]]["name"][0]: positions[one["properties"]["post"][0]]["name"]
        for one in found["Occupancy"]
    }
    assert held["Nasser Al-Harbi"] == [
        "secrétaire général, Coalition islamique militaire contre le terrorisme"
    ]
    (harbi,) = [one for one in persons.values() if one["name"] == ["Nasser Al-Harbi"]]
    assert (harbi["title"], harbi["position"]) == (["général de division"], held["Nasser Al-Harbi"])
    assert "https://example.org/depeches/1" in harbi["sourceUrl"]
    conference = {one["properties"].get("endDate", [""])[0]: one["properties"] for one in found["Event"]}
    assert conference["2026-03-12"]["startDate"] == ["2026-03-10"]


def test_quads_are_those_of_the_file_and_of_a_dump(tmp_path: Path) -> None:
    file = exported("nquads", tmp_path / "x.nq")
    assert set(Dataset().parse(file, format="nquads")) == set(Dataset().parse(DATA, format="trig"))
    lines = file.read_bytes().splitlines()
    assert lines == sorted(set(lines))
    assert main(["load", str(DATA), "--store", str(tmp_path / "store")]) == 0
    assert main(["store", "dump", str(tmp_path / "store"), str(tmp_path / "dump.nq")]) == 0
    assert (
        exported("nquads", tmp_path / "y.nq", "--store", tmp_path / "store").read_bytes()
        == (tmp_path / "dump.nq").read_bytes()
    )


@pytest.mark.parametrize("frame", ["person", "meeting"])
def test_trees_say_what_the_dataset_says_and_nothing_else(frame: str, tmp_path: Path) -> None:
    file = exported(f"jsonld --frame {frame}", tmp_path / "x.jsonld")
    read = triples(file)
    dataset = Dataset(default_union=True).parse(DATA, format="trig")
    inferred = set(dataset.graph(URIRef(f"{ID}graph/inferred")))
    stated = {(s, p, o) for s, p, o, graph in dataset.quads() if (s, p, o) not in inferred}
    assert read <= stated
    assert set(_told(dataset, frame)) - inferred <= read


def _told(dataset: Dataset, frame: str) -> Iterator[_TripleType]:
    """Give what the trees must say: all of persons or meetings, of posts, and each statement on them."""
    roots = set(dataset.subjects(RDF.type, KGR.Person if frame == "person" else KGR.Meeting))
    posts = set(dataset.subjects(ORG.member)) if frame == "person" else set()
    for subject in roots | posts:
        yield from dataset.triples((subject, None, None))
        for statement in dataset.subjects(RDF.subject, subject):
            yield from dataset.triples((statement, None, None))
            for passage in dataset.objects(statement, PROV.wasDerivedFrom):
                for node in (
                    passage,
                    *dataset.objects(passage, OA.hasSelector),
                    *dataset.objects(passage, OA.hasSource),
                ):
                    yield from dataset.triples((node, None, None))


def test_two_readers_of_trees_agree(tmp_path: Path) -> None:
    file = exported("jsonld", tmp_path / "x.jsonld")
    quads = jsonld.to_rdf(json.loads(file.read_bytes()), {"format": "application/n-quads"})
    assert {quad[:3] for quad in Dataset().parse(data=quads, format="nquads").quads()} == triples(file)


def test_a_tree_reads_from_its_root(tmp_path: Path) -> None:
    kone = trees(exported("jsonld", tmp_path / "x.jsonld"))["issa-kone"]
    assert list(kone)[:3] == ["id", "prefLabel", "type"]
    assert kone["prefLabel"] == {"fr": "Issa Koné"}
    assert kone["posts"]["role"]["prefLabel"]["en"] == "spokesperson"
    assert kone["postsNotHeld"]["type"] == "FormerPost"
    assert kone["hostOf"]["guest"]["prefLabel"] == {"fr": "Awa N’Diaye"}
    quotes = {
        one["predicate"]: one["wasDerivedFrom"]["hasSelector"]["exact"]
        for one in kone["hostOf"]["statements"]
    }
    assert quotes["kgr:host"] == "Le colonel Issa Koné a reçu Awa N’Diaye, "
    bamako = trees(exported("jsonld --frame meeting", tmp_path / "y.jsonld"))["bamako"]
    assert bamako["host"]["posts"]["organization"]["prefLabel"] == {"fr": "Ligue d’action du Tibesti"}


def test_entities_are_sound_and_proven(tmp_path: Path) -> None:
    found = entities(exported("ftm", tmp_path / "x.ftm.json"))
    (article,) = [one for one in found["Article"] if one["properties"]["fileName"] == ["bamako"]]
    assert article["properties"]["publishedAt"] == ["2026-03-04"]
    (event,) = found["Event"]
    persons = {one["id"]: one for one in found["Person"]}
    assert persons[event["properties"]["organizer"][0]]["properties"]["name"] == ["Issa Koné"]
    assert event["properties"]["startDate"] == ["2026-03-03"]
    assert event["properties"]["proof"] == [article["id"]]
    assert event["properties"]["description"] == ["Le colonel Issa Koné a reçu Awa N’Diaye,"]
    (member,) = found["Membership"]
    bodies = {one["id"]: one["properties"]["name"][0] for one in found["PublicBody"] + found["Organization"]}
    ends = member["properties"]["member"] + member["properties"]["organization"]
    assert [bodies[key] for key in ends] == ["Tchad", "Ligue d’action du Tibesti"]
    mentions = {one["properties"]["name"][0] for one in found["Mention"]}
    assert {"A. N’Diaye", "Awa N’Diaye"} <= mentions


def test_entities_point_at_entities(tmp_path: Path) -> None:
    found = [one for some in entities(exported("ftm", tmp_path / "x.ftm.json")).values() for one in some]
    schemata = {one["id"]: model[one["schema"]] for one in found}
    assert len(schemata) == len(found)
    for one in found:
        for name, keys in one["properties"].items():
            prop = schemata[one["id"]].get(name)
            if prop is not None and prop.range is not None:
                assert all(schemata[key].is_a(prop.range) for key in keys), (one["schema"], name)


@pytest.mark.parametrize("form", FORMS)
def test_no_name_breaks_a_form(form: str, tmp_path: Path, hostile: Path) -> None:
    out = exported(form, tmp_path / "x", "--data", hostile)
    if form == "graphml":
        (edge,) = networkx.read_graphml(out).edges(data=True)
        shown = NAME.replace("\x01", "\ufffd").replace("\r\n", "\n")
        assert networkx.read_graphml(out).nodes[f"{ID}person/one"]["label"].replace("\r", "") == shown
        assert "confidence" not in edge[2]
    elif form == "ftm":
        found = entities(out)
        assert sorted(one["properties"]["name"][0] for one in found["Person"])[1] == "two"
        assert "javascript" not in out.read_text("utf-8")
    elif form.startswith("jsonld"):
        names = {str(value) for _, _, value in triples(out)}
        assert (NAME in names) == (form == "jsonld")


@pytest.mark.parametrize("form", FORMS)
def test_the_order_of_statements_makes_no_difference(form: str, tmp_path: Path) -> None:
    quads = list(parse(path=DATA))
    random.Random(7).shuffle(quads)
    shuffled = tmp_path / "shuffled.nq"
    shuffled.write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
    assert main(["load", str(DATA), "--store", str(tmp_path / "store")]) == 0
    one = _bytes(exported(form, tmp_path / "one"))
    assert one == _bytes(exported(form, tmp_path / "two", "--data", shuffled))
    assert one == _bytes(exported(form, tmp_path / "three", "--store", tmp_path / "store"))


def _bytes(out: Path) -> dict[str, bytes]:
    """Return what was written, by name."""
    if out.is_dir():
        return {file.name: file.read_bytes() for file in out.iterdir()}
    return {"": out.read_bytes()}


def test_bad_input_is_one_line_and_leaves_nothing(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "plain.ttl").write_text("<urn:x:a> <urn:x:b> <urn:x:c> .", "utf-8")
    (tmp_path / "broken.trig").write_text("<urn:x:g> { <urn:x:a> <urn:x:b> ,", "utf-8")
    (tmp_path / "taken").write_text("earlier", "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("/dev/null")
    data = ["--data", DATA]
    for arguments, message in (
        (["xlsx", *data, "--out", tmp_path / "x"], "'xlsx' is not one of 'csv'"),
        (["csv", *data], "Missing option '--out'"),
        (
            ["csv", *data, "--store", tmp_path, "--out", tmp_path / "x"],
            "--data and --store: give one of them",
        ),
        (["ftm", *data, "--frame", "person", "--out", tmp_path / "x"], "--frame: only jsonld has trees"),
        (
            ["csv", "--data", tmp_path / "absent.trig", "--out", tmp_path / "x"],
            "absent.trig: no such dataset",
        ),
        (
            ["csv", "--data", tmp_path / "plain.ttl", "--out", tmp_path / "x"],
            "plain.ttl: it has no named graphs",
        ),
        (["graphml", "--data", tmp_path / "broken.trig", "--out", tmp_path / "x"], "broken.trig, line 1: "),
        (["graphml", "--store", tmp_path, "--out", tmp_path / "x"], "no store here"),
        (["csv", *data, "--out", tmp_path / "taken"], "taken: cannot be written"),
        (["graphml", *data, "--out", tmp_path / "taken" / "x"], "taken: cannot be written"),
        (["graphml", *data, "--out", tmp_path / "folder"], "folder: cannot be written: it is there already"),
        (["graphml", *data, "--out", tmp_path / "link"], "link: cannot be written: it is there already"),
    ):
        _complains(capsys, arguments, message)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "broken.trig",
        "folder",
        "link",
        "plain.ttl",
        "taken",
    ]
    assert (tmp_path / "taken").read_text("utf-8") == "earlier"


def _complains(capsys: Capture, arguments: Sequence[object], message: str) -> None:
    assert main(["export", *map(str, arguments)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


def test_an_export_of_nothing_is_empty(tmp_path: Path) -> None:
    (tmp_path / "little.nq").write_text("<urn:x:a> <urn:x:b> <urn:x:c> <urn:x:g> .", "utf-8")
    source = ("--data", tmp_path / "little.nq")
    assert exported("ftm", tmp_path / "x", *source).read_bytes() == b""
    assert len(networkx.read_graphml(exported("graphml", tmp_path / "y", *source))) == 0
    assert json.loads(exported("jsonld", tmp_path / "z", *source).read_bytes())["@graph"] == []
    assert table(exported("csv", tmp_path / "t", *source), "persons") == []
