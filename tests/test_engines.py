"""The two engines: on any graph, the fast one objects to what the reference objects to, word for word."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, XSD, BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.term import Identifier

from kgriyadh.errors import ShapesAreUnusable
from kgriyadh.load import load
from kgriyadh.reason import close
from kgriyadh.terms import KGR_IRI
from kgriyadh.validate import Engine, read_shapes, validate
from kgriyadh.validate.mirror import Mirror
from kgriyadh.validate.suspect import suspects
from kgriyadh.validate.target import targeted

if TYPE_CHECKING:
    from rdflib.term import Node

    from kgriyadh.report import Report

DATA = Path(__file__).parent / "data"
OURS = read_shapes()
EVERY = read_shapes([DATA / "validate" / "every-constraint.ttl"])
X = Namespace("https://example.org/")
# Values that are what they should be, that Oxigraph would rewrite, and that are none of their datatype.
LEXICALS = {
    "integer": ["1", "007", "7", "+7", "-3", "seven", "99999999999999999999"],
    "nonNegativeInteger": ["1", "07", "-1"],
    "decimal": ["1.0", "0.9", "7.50", "8"],
    "double": ["1.0E0", "7", "NaN"],
    "boolean": ["true", "1"],
    "date": ["2026-03-03", "2026-02-30", "2026-03-03Z", "1825-01-01"],
    "dateTime": ["2026-03-03T10:00:00Z", "2026-03-03T10:00:00"],
    "anyURI": ["https://example.org/a"],
    "string": ["", "a", "Été", "a longer text", "12\n"],
}
LITERALS = [
    *(
        Literal(lexical, datatype=XSD[name], normalize=False)
        for name, lexicals in LEXICALS.items()
        for lexical in lexicals
    ),
    *(Literal(text, lang=tag) for text, tag in (("été", "fr"), ("été 2", "fr"), ("been", "en"), ("x", "de"))),
]
NAMED = [X.a, X.b, X.c]
BLANK = ["d", "e"]  # names of blank nodes, which are other nodes each time: pyshacl remembers them
Stated = tuple["URIRef | str", URIRef, "Identifier | str"]


def outcome(dataset: Dataset, shapes: Graph, engine: Engine) -> Report | str:
    """Return the report, or what is said where the processor gives up."""
    try:
        return validate(dataset, shapes=shapes, engine=engine)
    except ShapesAreUnusable as error:
        return str(error)


def assert_same(dataset: Dataset, shapes: Graph) -> None:
    before = set(dataset.quads())
    fast, reference = outcome(dataset, shapes, "oxigraph"), outcome(dataset, shapes, "pyshacl")
    if isinstance(fast, str) or isinstance(reference, str):
        assert fast == reference
    else:
        assert fast.results == reference.results
        assert set(fast.graph) == set(reference.graph)
    assert set(dataset.quads()) == before


def graph_of(stated: set[Stated], subclass: bool) -> Dataset:
    """Return a dataset of two named graphs."""
    dataset, blank = Dataset(default_union=True), {name: BNode() for name in BLANK}
    for number, triple in enumerate(sorted(stated, key=str)):
        subject, value = (end if isinstance(end, Identifier) else blank[end] for end in triple[::2])
        dataset.graph(X[f"graph-{number % 2}"]).add((subject, triple[1], value))
    if subclass:
        dataset.add((X.Special, RDFS.subClassOf, X.Kind))
    return dataset


STATEMENTS = st.one_of(
    st.tuples(st.sampled_from([*NAMED, *BLANK]), st.just(RDF.type), st.sampled_from([X.Kind, X.Special])),
    st.tuples(
        st.sampled_from([*NAMED, *BLANK]), st.sampled_from([X.p, X.q]), st.sampled_from([*NAMED, *LITERALS])
    ),
    # pyshacl compares no blank nodes, so that only x:r, which nothing compares, has some for values.
    st.tuples(st.sampled_from([*NAMED, *BLANK]), st.just(X.r), st.sampled_from([*NAMED, *BLANK, *LITERALS])),
)


@settings(max_examples=40, deadline=None)
@given(st.sets(STATEMENTS, max_size=12), st.booleans())
def test_on_random_graphs_every_constraint_is_judged_alike(stated: set[Stated], subclass: bool) -> None:
    assert_same(graph_of(stated, subclass), EVERY)


DISPATCHES = sorted(load(DATA / "two-dispatches.trig").quads(), key=str)
PREDICATES = sorted({URIRef(str(quad[1])) for quad in DISPATCHES})
ENDS = sorted({node for quad in DISPATCHES for node in (quad[0], quad[2]) if isinstance(node, URIRef)})


@settings(max_examples=20, deadline=None)
@given(
    st.sets(st.integers(0, len(DISPATCHES) - 1), max_size=8),
    st.lists(
        st.tuples(st.sampled_from(ENDS), st.sampled_from(PREDICATES), st.sampled_from([*ENDS, *LITERALS])),
        max_size=8,
    ),
)
def test_on_damaged_dispatches_our_shapes_are_judged_alike(
    lost: set[int], added: list[tuple[URIRef, URIRef, Node]]
) -> None:
    dataset = Dataset(default_union=True)
    for number, (subject, predicate, value, graph) in enumerate(DISPATCHES):
        if number not in lost:
            dataset.graph(URIRef(str(graph))).add((subject, predicate, value))
    for triple in added:
        if not (triple[1] == RDF.type and not str(triple[2]).startswith(KGR_IRI)):
            dataset.graph(URIRef("https://w3id.org/kgriyadh/id/graph/document-bamako")).add(triple)
    assert_same(dataset, OURS)


@cache
def sound() -> Dataset:
    return close(samples.build([samples.riyadh(), samples.lome()]))


@pytest.mark.parametrize("shape", targeted(OURS))
def test_the_fast_engine_suspects_nothing_in_a_sound_graph(shape: Node) -> None:
    assert suspects(OURS, shape, Mirror(sound())) == set()
