"""``kgriyadh explain``: the words that state a fact, the proof of what follows, near misses otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Dataset, URIRef
from test_proof import is_a_step, lists_of, steps

from kgriyadh.cli import main
from kgriyadh.errors import FactIsUnknown
from kgriyadh.explain import explain
from kgriyadh.load import load
from kgriyadh.proof import prove
from kgriyadh.rules import Closure
from kgriyadh.rules.premises import premises
from kgriyadh.terms import BASE

EXAMPLE = Path(__file__).parents[1] / "examples" / "riyad-2026-01-28.txt"
MOGHIDI, BALAWI = "Mohammed bin Saeed Al-Moghidi", "Abdulaziz Al-Balawi"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a build of the example, with a store of it in ``store``."""
    out = tmp_path_factory.mktemp("explain")
    assert main(["build", str(EXAMPLE), "--published", "2026-01-28", "--out", str(out), "--quiet"]) == 0
    assert main(["load", str(out / "dataset.trig"), "--store", str(out / "store")]) == 0
    return out


@pytest.fixture(scope="module")
def dataset(built: Path) -> Dataset:
    """Return the dataset of the example."""
    return load(built / "dataset.trig")


def test_a_stated_fact_is_shown_with_its_words(dataset: Dataset) -> None:
    said = explain(dataset, f"{MOGHIDI} homologue de {BALAWI}")
    text = EXAMPLE.read_text("utf-8")
    start = text.index("son homologue")
    assert said.splitlines()[0] == f"« {MOGHIDI} » homologue de « {BALAWI} »"
    assert f"riyad-2026-01-28 {start}-" in said and "son homologue, le Général" in said
    assert "règle" not in said


def test_an_inferred_fact_is_proved_down_to_words(dataset: Dataset) -> None:
    said = explain(dataset, f"{BALAWI} counterpart of {MOGHIDI}", "en")
    assert "[by rule prp-symp]" in said.splitlines()[0]
    assert "kgr:counterpartOf rdf:type owl:SymmetricProperty" in said and "ontology" in said
    assert "son homologue, le Général" in said


def test_a_class_is_asked_for_in_words(dataset: Dataset) -> None:
    for question in (f"{MOGHIDI} est un militaire gradé", f"{MOGHIDI.lower()} a kgr:MilitaryOfficer"):
        said = explain(dataset, question)
        assert "cls-svf1" in said and "(kgr:hasRank some kgr:MilitaryRank)" in said
        assert "genid" not in said and "Général de division Mohammed" in said


def test_iris_and_compact_names_are_understood(dataset: Dataset) -> None:
    person = "person/mohammed-bin-saeed-al-moghidi"
    full = f"<{BASE}{person}> kgr:affiliatedWith {BASE}organization/cimct"
    compact = f"{person.replace('/', ':')} kgr:affiliatedWith organization:cimct"
    assert explain(dataset, full) == explain(dataset, compact)
    assert "prp-spo2" in explain(dataset, full)


def test_a_family_name_is_understood(dataset: Dataset) -> None:
    assert explain(dataset, "Al-Balawi homologue de Moghidi") == explain(
        dataset, f"{BALAWI} homologue de {MOGHIDI}"
    )


def test_a_misspelt_name_gets_near_ones(dataset: Dataset) -> None:
    with pytest.raises(FactIsUnknown) as raised:
        explain(dataset, f"Abdulaziz Al-Balawy homologue de {MOGHIDI}")
    assert raised.value.near[0] == BALAWI


def test_what_does_not_hold_gets_what_does(dataset: Dataset) -> None:
    with pytest.raises(FactIsUnknown, match="neither stated nor follows") as raised:
        explain(dataset, f"{BALAWI} hôte {MOGHIDI}")
    assert f"« {BALAWI} » homologue de « {MOGHIDI} »" in raised.value.near


def test_a_relation_that_is_not_called_so_gets_those_that_hold(dataset: Dataset) -> None:
    with pytest.raises(FactIsUnknown, match="what does hold") as raised:
        explain(dataset, f"{BALAWI} patron de {MOGHIDI}")
    assert f"« {BALAWI} » homologue de « {MOGHIDI} »" in raised.value.near


def test_the_proof_of_each_inference_of_the_example_is_printed_down_to_its_sources(dataset: Dataset) -> None:
    closure = Closure(premises(dataset))
    inferred = sorted(dataset.graph(URIRef(f"{BASE}graph/inferred")))
    for number, triple in enumerate(inferred[::4]):
        language, by = (("fr", "par la règle"), ("en", "by rule"))[number % 2]
        proof = prove(closure, triple)
        lines = explain(dataset, " ".join(f"<{term}>" for term in triple), language).splitlines()
        assert proof and lines[0].endswith(f"[{by} {proof.rule}]")
        named = [line.partition(f"[{by} ")[2].removesuffix("]") for line in lines if f"[{by} " in line]
        assert named == [step.rule for step in steps(proof)]
        depths = [len(line) - len(line.lstrip("│├└─ ")) for line in lines]
        unproved = [
            line for line, depth, below in zip(lines, depths, [*depths[1:], 0], strict=True) if below <= depth
        ]
        assert all("[" not in line.rpartition("«")[0] for line in unproved)  # what ends a branch is a source


def test_each_inference_of_the_example_is_explained_and_right(dataset: Dataset) -> None:
    closure = Closure(premises(dataset))
    lists, stated = lists_of(closure), set(closure.stated_triples())
    inferred = sorted(dataset.graph(URIRef(f"{BASE}graph/inferred")))
    assert len(inferred) > 30
    for triple in inferred:
        proof = prove(closure, triple)
        assert proof and proof.rule and proof.leaves() <= stated
        assert all(is_a_step(step, lists) for step in steps(proof))
        for leaf in proof.leaves():
            assert triple not in {*Closure([*proof.leaves() - {leaf}, *lists]).inferred()}


def test_a_file_and_a_store_give_the_same_answer(capsys: Capture, built: Path) -> None:
    question, answers = f"{BALAWI} counterpart of {MOGHIDI}", []
    for source in (["--data", str(built / "dataset.trig")], ["--store", str(built / "store")]):
        capsys.readouterr()
        assert main(["explain", question, *source, "--lang", "en"]) == 0
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1] and answers[0].count("\n") == 5


def test_an_unknown_fact_is_one_line_and_an_exit_code(capsys: Capture, built: Path) -> None:
    capsys.readouterr()
    assert main(["explain", "rien du tout", "--data", str(built / "dataset.trig")]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and err.startswith("kgriyadh: rien du tout: ")
