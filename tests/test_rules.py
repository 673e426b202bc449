"""The engine and the reference reasoner: one closure, whatever the axioms and facts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import random_graphs
import samples
import test_axioms
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace
from samples import build

from kgriyadh.errors import TooManyThingsAreOne
from kgriyadh.reason.reference import Reference
from kgriyadh.rules import Closure
from kgriyadh.rules.premises import premises

if TYPE_CHECKING:
    from random import Random

EX = Namespace("https://example.org/")
# pytest --hypothesis-profile=many compares on 500 random graphs
EXAMPLES = 500 if settings.get_current_profile_name() == "many" else 100


def _agree(graph: Graph) -> bool:
    """Check that engine and reference make the same of a graph, and return whether it holds together."""
    ours, reference = Closure(graph), Reference(graph)
    assert set(ours.inferred()) == set(reference.inferred())
    assert bool(ours.contradictions()) == bool(list(reference.errors("urn:")))
    return not ours.contradictions()


def test_they_agree_on_dispatches() -> None:
    graph = Graph()
    graph += premises(build([samples.riyadh(), samples.lome()]))
    assert len(graph) > 400 and _agree(graph)


def test_they_agree_on_all_that_the_vocabulary_says_of_individuals() -> None:
    assert _agree(test_axioms.tbox() + test_axioms.individuals())


@pytest.mark.parametrize(
    "data", [*(data for data, _ in {**test_axioms.FOLLOWS, **test_axioms.NEVER}.values())], ids=str.split
)
def test_they_agree_on_each_kind_of_axiom_of_the_ontology(data: str) -> None:
    assert _agree(test_axioms.tbox() + Graph().parse(data=test_axioms.PREFIXES + data))


@pytest.mark.parametrize("data", test_axioms.CONTRADICTIONS.values(), ids=test_axioms.CONTRADICTIONS)
def test_they_agree_on_contradictions(data: str) -> None:
    assert not _agree(test_axioms.tbox() + Graph().parse(data=test_axioms.PREFIXES + data))


@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(random_graphs.graphs())
def test_they_agree_on_random_graphs(graph: Graph) -> None:
    _agree(graph)


@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(random_graphs.graphs(), st.integers(1, 5), st.randoms(use_true_random=False))
def test_facts_may_come_in_any_portions(graph: Graph, number: int, chance: Random) -> None:
    triples = sorted(graph)
    chance.shuffle(triples)
    together, grown = Closure(triples), Closure()
    for start in range(number):
        grown.add(triples[start::number])
    assert set(grown.inferred()) == set(together.inferred())
    assert {one.rule for one in grown.contradictions()} == {one.rule for one in together.contradictions()}


def test_a_document_more_gives_the_bytes_of_a_closure_from_scratch_and_derives_nothing_twice() -> None:
    one, both = (
        list(premises(build(read))) for read in ([samples.riyadh()], [samples.riyadh(), samples.lome()])
    )
    grown, scratch = Closure(one), Closure([*one, *both])
    rounds, known = len(grown.engine.rounds), set(grown.engine.facts)
    grown.add(one)
    assert len(grown.engine.rounds) == rounds
    grown.add(both)
    found = [fact for more in grown.engine.rounds[rounds:] for fact in more]
    assert found and not known & set(found) and len(found) == len(set(found))
    assert _bytes(grown) == _bytes(scratch)


def _bytes(closure: Closure) -> bytes:
    lines = {" ".join(term.n3() for term in triple) for triple in closure.inferred()}
    return "\n".join(sorted(lines)).encode()


@pytest.mark.parametrize("shape", ["star", "chain"])
def test_thousands_of_equal_things_are_an_error_and_no_explosion(shape: str) -> None:
    things = [EX[f"thing-{number}"] for number in range(10_000)]
    others = [things[0]] * len(things) if shape == "star" else things
    with pytest.raises(TooManyThingsAreOne, match="10000 things would have to be one") as raised:
        Closure((one, OWL.sameAs, other) for one, other in zip(things[1:], others, strict=False))
    assert len(raised.value.names) == 10_000 and "\n" not in str(raised.value)


def test_a_hundred_levels_of_classes_are_climbed() -> None:
    classes = [EX[f"Class{number}"] for number in range(101)]
    axioms = [(one, RDFS.subClassOf, above) for one, above in pairwise(classes)]
    found = set(Closure([*axioms, (EX.x, RDF.type, classes[0])]).inferred())
    assert all((EX.x, RDF.type, above) in found for above in classes[1:])
    assert (classes[0], RDFS.subClassOf, classes[100]) in found


def test_a_list_that_runs_in_a_circle_ends() -> None:
    circle = [(EX.l, RDF.first, EX.A), (EX.l, RDF.rest, EX.l), (EX.C, OWL.unionOf, EX.l)]
    found = set(Closure([*circle, (EX.x, RDF.type, EX.A)]).inferred())
    assert (EX.x, RDF.type, EX.C) in found


def test_two_values_of_a_functional_property_contradict_each_other() -> None:
    functional = (EX.code, RDF.type, OWL.FunctionalProperty)
    for values, holds in ((("SA", "SN"), False), (("SA", "SA"), True)):
        stated = [functional, *((EX.x, EX.code, Literal(value)) for value in values)]
        assert (not Closure(stated).contradictions()) == holds
        assert (not list(Reference(stated).errors("urn:"))) == holds


def test_two_ways_to_write_a_number_are_one_value() -> None:
    values = Literal("1", datatype=XSD.integer), Literal("01", datatype=XSD.integer, normalize=False)
    stated = [(EX.p, RDF.type, OWL.FunctionalProperty), *((EX.x, EX.p, value) for value in values)]
    assert not Closure(stated).contradictions()


def test_a_value_outside_its_datatype_is_a_contradiction() -> None:
    ranged = (EX.p, RDFS.range, XSD.date)
    (found,) = Closure([ranged, (EX.x, EX.p, Literal(3))]).contradictions()
    assert found.rule == "dt-not-type"
    assert not Closure([ranged, (EX.x, EX.p, Literal("2026-03-03", datatype=XSD.date))]).contradictions()
