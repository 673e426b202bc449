"""The store beneath a dataset answers as rdflib's own does, whatever is added, removed and asked in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kgriyadh.memory import fill, new_dataset

if TYPE_CHECKING:
    from rdflib.graph import _TripleType

_NODES = [URIRef(f"urn:{name}") for name in "abc"]
_VALUES = [*_NODES, Literal("a"), Literal("a", lang="fr"), Literal(1), Literal("01", normalize=False)]
_NAMES = [URIRef("urn:g"), URIRef("urn:h"), DATASET_DEFAULT_GRAPH_ID]

nodes, values, names = (st.sampled_from(terms) for terms in (_NODES, _VALUES, _NAMES))
triples = st.tuples(nodes, nodes, values)
patterns = st.tuples(st.none() | nodes, st.none() | nodes, st.none() | values)
steps = st.one_of(
    st.tuples(st.just("add"), names, st.lists(triples, max_size=6)),
    st.tuples(st.just("remove"), st.none() | names, patterns),
    st.tuples(st.just("drop"), names, st.just(())),
    st.tuples(st.just("ask"), st.none() | names, patterns),
)


def take(dataset: Dataset, what: str, name: URIRef | None, given: Any) -> object:
    """Do one step to a dataset, and return what it answers; ``given`` are triples or a pattern.

    Only a question asks: what a store files when it is first asked, it hasn't filed before.
    """
    graph = dataset if name is None else dataset.graph(name)
    if what == "add":
        fill(graph, given)
    elif what == "remove":
        graph.remove(given)
    elif what == "drop":
        dataset.remove_graph(graph)
    if what != "ask":
        return None
    return {
        "found": sorted(graph.triples(given)),
        "size": (len(dataset), len(graph)),
        "quads": {(*quad[:3], quad[3]) for quad in dataset.quads()},
        "graphs": {one.identifier for one in dataset.graphs() if len(one)},
    }


@given(st.lists(steps, max_size=12))
def test_it_answers_as_rdflibs_own_store(taken: list[tuple[str, URIRef | None, Any]]) -> None:
    ours, theirs = new_dataset(), Dataset(default_union=True)
    for step in taken:
        assert take(ours, *step) == take(theirs, *step), step


@given(st.lists(triples, min_size=1, max_size=3), st.none() | names, patterns)
def test_graphs_that_share_triples_may_be_filled_before_anything_is_asked(
    shared: list[_TripleType], name: URIRef | None, pattern: Any
) -> None:
    ours, theirs = new_dataset(), Dataset(default_union=True)
    for dataset in (ours, theirs):
        for place, graph in enumerate(_NAMES):
            take(dataset, "add", graph, shared[place:])
    assert take(ours, "ask", name, pattern) == take(theirs, "ask", name, pattern)


@given(st.lists(triples, unique=True))
def test_what_is_found_may_be_removed_meanwhile(found: list[_TripleType]) -> None:
    dataset = new_dataset()
    graph = dataset.graph(URIRef("urn:g"))
    for triple in found:
        graph.add(triple)
    for triple in graph:
        graph.remove(triple)
    assert len(graph) == len(dataset) == 0


def test_a_query_sees_each_graph_and_the_union_of_all() -> None:
    dataset = new_dataset()
    dataset.update(
        "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1, 2 } GRAPH <urn:h> { <urn:a> <urn:b> 2, 3 } }"
    )
    asked = ("?s ?p ?o", "GRAPH <urn:g> { ?s ?p ?o }", "GRAPH ?g { ?s ?p ?o }")
    assert [len(dataset.query(f"SELECT * WHERE {{ {one} }}")) for one in asked] == [3, 2, 4]
