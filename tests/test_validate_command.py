"""``kgriyadh validate``: any file or store, shapes of the user's own, and mistakes named in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import RDF, SH, Graph

from kgriyadh.cli import main

if TYPE_CHECKING:
    Capture = pytest.CaptureFixture[str]

SHAPES = Path(__file__).parent / "data" / "shapes"
WARNED = SHAPES / "OnePlaceADay.fails.trig"
VIOLATING = SHAPES / "EventPlace.fails.trig"
SOUND = SHAPES / "NatoCode.passes.trig"
HEAD = """@prefix kgr: <https://w3id.org/kgriyadh/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""


def run(capsys: Capture, *arguments: str | Path) -> tuple[int, str, str]:
    code = main(["validate", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def written(folder: Path, content: str, name: str = "mine.ttl") -> Path:
    path = folder / name
    path.write_text(content, "utf-8")
    return path


def test_the_exit_code_tells_violations_from_warnings(capsys: Capture) -> None:
    assert run(capsys, SOUND)[:2] == (0, f"{SOUND}: conforms: 0 violations, 0 warnings, 0 infos\n")
    assert run(capsys, VIOLATING)[0] == 1
    assert run(capsys, WARNED)[0] == 0
    assert run(capsys, WARNED, "--fail-on", "warning")[0] == 1
    assert run(capsys, VIOLATING, "--fail-on", "info")[0] == 1


def test_the_table_names_thing_words_and_remedy(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    out = run(capsys, WARNED, "--lang", "en")[1]
    (line,) = [line for line in out.splitlines() if "two cities" in line]
    assert line.startswith("warning")
    assert "Rencontre à Riyad -> Rencontre à Lomé" in line
    assert "Compare the two quotes" in line
    assert "matin: « à Riyad »" in out
    assert "soir: « à Lomé »" in out
    assert "deux villes le même jour" in run(capsys, WARNED)[1]


def test_json_has_both_languages_and_both_quotes(capsys: Capture) -> None:
    code, out, _ = run(capsys, WARNED, "--format", "json")
    report = json.loads(out)
    assert (code, report["conforms"]) == (0, True)
    (result,) = [one for one in report["results"] if one["shape"].endswith("#OnePlaceADay")]
    assert (result["severity"], result["node"]) == ("warning", "https://example.org/one")
    assert result["message"]["fr"].startswith("Une personne est dans deux villes")
    assert result["remedy"]["en"].startswith("Compare the two quotes")
    assert [(quote["document"], quote["start"], quote["exact"]) for quote in result["quotes"]] == [
        ("matin", 4, "à Riyad"),
        ("soir", 4, "à Lomé"),
    ]


def test_turtle_is_the_standard_report(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["validate", str(VIOLATING), "--format", "ttl"]) == 1
    report = Graph().parse(data=capsysbinary.readouterr().out, format="turtle")
    (whole,) = report.subjects(RDF.type, SH.ValidationReport)
    assert str(report.value(whole, SH.conforms)) == "false"
    for result in report.objects(whole, SH.result):
        said = {predicate for predicate, _ in report.predicate_objects(result)}
        assert {SH.focusNode, SH.resultSeverity, SH.sourceShape, SH.sourceConstraintComponent} <= said


@pytest.mark.parametrize("suffix", ["trig", "nq", "ttl", "nt", "jsonld", "rdf"])
def test_every_form_of_rdf_is_read(capsys: Capture, tmp_path: Path, suffix: str) -> None:
    quads = ox.parse(path=str(VIOLATING), format=ox.RdfFormat.TRIG)
    form = ox.RdfFormat.from_extension(suffix)
    assert form is not None
    content = ox.serialize([quad if form.supports_datasets else quad.triple for quad in quads], format=form)
    (tmp_path / f"data.{suffix}").write_bytes(content or b"")
    code, out, _ = run(capsys, tmp_path / f"data.{suffix}", "--format", "json")
    assert (code, out) == run(capsys, VIOLATING, "--format", "json")[:2]
    assert "#EventPlace" in out


def test_a_store_is_validated_as_its_file_is(capsys: Capture, tmp_path: Path) -> None:
    file = Path(__file__).parent / "data" / "two-dispatches.trig"
    assert main(["load", str(file), "--store", str(tmp_path / "store")]) == 0
    capsys.readouterr()
    of_file = run(capsys, file, "--format", "json")
    of_store = run(capsys, "--store", tmp_path / "store", "--format", "json")
    assert of_store == of_file
    assert of_file[0] == 1


def test_own_shapes_are_added_to_ours(capsys: Capture, tmp_path: Path) -> None:
    own = written(
        tmp_path,
        HEAD + '<#Hosted> a sh:NodeShape ; sh:targetClass kgr:Meeting ; sh:sparql [ sh:message "no venue" ;\n'
        '  sh:select "SELECT $this WHERE { $this a ?kind FILTER NOT EXISTS '
        '{ $this <https://w3id.org/kgriyadh/ontology#venue> ?where } }" ] .\n',
    )
    code, out, _ = run(capsys, WARNED, "--shapes", own, "--format", "json")
    results = json.loads(out)["results"]
    assert code == 1
    assert {one["node"] for one in results if one["message"]["fr"] == "no venue"} == {
        "https://example.org/one",
        "https://example.org/two",
    }
    assert any(one["shape"].endswith("#OnePlaceADay") for one in results)
    for engine in ("oxigraph", "pyshacl"):
        assert run(capsys, WARNED, "--shapes", own, "--format", "json", "--engine", engine)[1] == out


def test_imported_shapes_come_along(capsys: Capture, tmp_path: Path) -> None:
    written(
        tmp_path,
        HEAD + "<#A> a sh:NodeShape ; sh:targetClass kgr:MilitaryRank ; sh:nodeKind sh:Literal .",
        "b.ttl",
    )
    first = written(tmp_path, HEAD + "<> a owl:Ontology ; owl:imports <b.ttl> .", "a.ttl")
    assert run(capsys, SOUND, "--shapes", first)[0] == 1


UNUSABLE = {
    "<#A> a sh:NodeShape ;\n sh:targetClass ; .": "mine.ttl, line 5: ",
    '<#A> sh:targetClass kgr:Person ; sh:sparql [ sh:select "SELECT $this WHERE { $this ?p }" ] .': (
        "mine.ttl#A: its query is no SPARQL"
    ),
    '[] sh:targetClass kgr:Person ; sh:sparql [ sh:select "SELECT" ] .': (
        "the shape with sh:targetClass kgr:Person: its query is no SPARQL"
    ),
    "<#A> a sh:NodeShape ; sh:targetClass kgr:Persn .": "did you mean kgr:Person?",
    "<#A> a sh:NodeShape ; sh:targetClass <urn:Strange> .": "urn:Strange: no vocabulary declares this class",
    "<#A> a sh:NodeShape ; sh:targetClass kgr:Person ; sh:propertty [ sh:path kgr:x ] .": (
        "mine.ttl#A: SHACL has no word sh:propertty; did you mean sh:property?"
    ),
    "<> owl:imports <mine.ttl> .": "owl:imports goes in a circle",
    "<> owl:imports <none.ttl> .": "none.ttl: no such file of shapes",
    "<#A> a sh:NodeShape ; sh:targetClass kgr:MilitaryRank ; sh:property [ sh:minCount 1 ] .": "mine.ttl#A",
    '<#A> sh:targetNode kgr:x ; sh:property [ sh:path kgr:x ; sh:minCount "x" ] .': "minCount must",
}


@pytest.mark.parametrize("content", UNUSABLE)
def test_unusable_shapes_are_named(capsys: Capture, tmp_path: Path, content: str) -> None:
    code, out, err = run(capsys, SOUND, "--shapes", written(tmp_path, HEAD + content))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert UNUSABLE[content] in err


def test_imports_in_a_circle_are_named_in_turn(capsys: Capture, tmp_path: Path) -> None:
    written(tmp_path, HEAD + "<> owl:imports <a.ttl> .", "b.ttl")
    first = written(tmp_path, HEAD + "<> owl:imports <b.ttl> .", "a.ttl")
    code, _, err = run(capsys, SOUND, "--shapes", first)
    assert code == 2
    assert "a.ttl -> " in err
    assert "b.ttl -> " in err


BAD_DATA = {
    "<http://x/a> a kgr:Meting .": "kgr:Meting: no vocabulary declares this class",
    "<http://x/a> a kgr:Meeting ; .. ": "mine.ttl, line 4: ",
}


@pytest.mark.parametrize("content", BAD_DATA)
def test_bad_data_are_named(capsys: Capture, tmp_path: Path, content: str) -> None:
    code, out, err = run(capsys, written(tmp_path, HEAD + content))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert BAD_DATA[content] in err


def test_what_is_not_there_is_said(capsys: Capture, tmp_path: Path) -> None:
    assert run(capsys, tmp_path / "none.ttl")[0] == 2
    assert run(capsys, "--store", tmp_path)[0] == 2
    assert run(capsys, SOUND, "--store", tmp_path)[0] == 2
    assert run(capsys, SOUND, "--shapes", tmp_path / "none.ttl")[0] == 2
    assert "is named by --store" in run(capsys, tmp_path)[2]
