"""The shapes: each objects to its failing graph, lets its passing graph pass, and says what to do about it.

A new shape needs no Python: two graphs in ``data/shapes``, ``NAME.fails.trig`` and ``NAME.passes.trig``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdflib import RDFS, SH, Dataset, Graph, URIRef

from kgriyadh.load import load
from kgriyadh.report import Report, readable
from kgriyadh.terms import ontology
from kgriyadh.validate import Engine, read_shapes, validate
from kgriyadh.validate.mirror import Mirror
from kgriyadh.validate.target import pattern, targeted

GRAPHS = Path(__file__).parent / "data" / "shapes"
NAMESPACE = "https://w3id.org/kgriyadh/shapes#"
FAILING = sorted(path.name.partition(".")[0] for path in GRAPHS.glob("*.fails.trig"))
PASSING = sorted(path.name.partition(".")[0] for path in GRAPHS.glob("*.passes.trig"))


@cache
def shapes() -> Graph:
    return read_shapes()


def speaking() -> list[URIRef]:
    """Return the shapes that have something to say."""
    return sorted({URIRef(str(shape)) for shape in shapes().subjects(SH.message)})


def graph(name: str) -> Dataset:
    """Return a graph of the tests with the ontology, as a build has it."""
    dataset = load(GRAPHS / f"{name}.trig")
    words = dataset.graph(URIRef("https://w3id.org/kgriyadh/id/graph/ontology"))
    for triple in ontology():
        words.add(triple)
    return dataset


def report(name: str, engine: Engine = "oxigraph") -> Report:
    return validate(graph(name), shapes=shapes(), engine=engine)


def objecting(found: Report) -> set[str]:
    """Return the local names of the shapes that object."""
    return {result.shape.removeprefix(NAMESPACE) for result in found.results}


def test_each_shape_has_a_failing_and_a_passing_graph() -> None:
    names = [shape.removeprefix(NAMESPACE) for shape in speaking()]
    assert names == FAILING == PASSING
    assert len(names) >= 45


@pytest.mark.parametrize("name", FAILING)
def test_a_shape_objects_to_its_failing_graph(name: str) -> None:
    found = report(f"{name}.fails")
    assert name in objecting(found)
    severity = shapes().value(owner(name), SH.severity) or SH.Violation
    (spoken,) = {result.severity for result in found.results if result.shape.endswith(f"#{name}")}
    assert spoken == str(severity).rpartition("#")[2].lower()
    assert severity != SH.Violation or not found.conforms


@pytest.mark.parametrize("name", PASSING)
def test_a_shape_passes_its_passing_graph_and_looks_at_it(name: str) -> None:
    assert name not in objecting(report(f"{name}.passes")), readable(report(f"{name}.passes"))
    if owner(name) in targeted(shapes()):
        mirror = Mirror(graph(f"{name}.passes"))
        targets = pattern(shapes(), owner(name), mirror)
        looked_for = "PREFIX kgr: <https://w3id.org/kgriyadh/ontology#> " if "SELECT" in str(targets) else ""
        assert name in NARROW or mirror.ask(f"{looked_for}SELECT DISTINCT ?this WHERE {{ {targets} }}")


# These look by a query for what is likely to be wrong, and a passing graph has nothing of the kind.
NARROW = {"Meeting", "StatedRelation"}


@pytest.mark.parametrize("name", [f"{one}.{kind}" for one in FAILING for kind in ("fails", "passes")])
def test_both_engines_report_the_same(name: str) -> None:
    fast, reference = report(name), report(name, "pyshacl")
    assert fast.results == reference.results
    assert set(fast.graph) == set(reference.graph)


@pytest.mark.parametrize("shape", speaking())
def test_a_shape_says_what_is_wrong_and_what_to_do_in_two_languages(shape: URIRef) -> None:
    for term in (SH.message, RDFS.comment):
        languages = sorted(str(getattr(text, "language", None)) for text in shapes().objects(shape, term))
        assert languages == ["en", "fr"], term


def owner(name: str) -> URIRef:
    """Return the shape of a name, or the shape whose constraint has that name."""
    shape = URIRef(NAMESPACE + name)
    return URIRef(str(next(shapes().subjects(SH.sparql, shape), shape)))
