"""Graphs that a store has not yet in, many of them in one request out, where its kind takes such requests."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from kgriyadh.store.canonical import as_given
from kgriyadh.store.endpoint.protocol import ProtocolIsNotSpoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kgriyadh.store.endpoint.address import Services
    from kgriyadh.store.endpoint.connection import Connection
    from kgriyadh.store.graphs import NamedGraph

_GRAPHS = "SELECT ?graph { GRAPH ?graph {} }"
_AT_ONCE = 1_000_000  # triples of a request, unless one graph alone has more
_PART = 1_000  # triples that are handed over together
_JSON = "application/sparql-results+json"


def missing(
    graphs: list[NamedGraph], connection: Connection, services: Services, scratch: Path
) -> list[NamedGraph]:
    """Return the graphs under whose names the store has none; raises StoreRefuses."""
    file = scratch / "answer"
    request = connection.request("POST", services.query, _JSON, {"query": _GRAPHS})
    answer = connection.fetch(request, file)
    answer.insist()
    try:
        found = parse_query_results(path=file, format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise ProtocolIsNotSpoken(f"{services.query}: answers no query results: check the address") from error
    assert isinstance(found, QuerySolutions)
    names = {graph.value for (graph,) in found if isinstance(graph, NamedNode)}
    return [graph for graph in graphs if graph.name not in names]


def send(
    graphs: list[NamedGraph], connection: Connection, services: Services, step: Callable[[int], object]
) -> None:
    """Send graphs as N-Quads in requests of about a million triples; raises StoreRefuses.

    A request that broke off may have left a part of what it brought.
    """
    if services.graph_store is None or services.bulk is None:
        return
    address = services.graph_store.copy_merge_params({services.bulk: ""})
    for group in _grouped(graphs):
        answer = connection.stream("POST", address, partial(_quads, group), "application/n-quads")
        answer.insist()
        step(sum(map(len, group)))


def _grouped(graphs: list[NamedGraph]) -> Iterator[list[NamedGraph]]:
    group: list[NamedGraph] = []
    for graph in graphs:
        if group and sum(map(len, group)) + len(graph) > _AT_ONCE:
            yield group
            group = []
        group.append(graph)
    if group:
        yield group


def _quads(graphs: list[NamedGraph]) -> Iterator[bytes]:
    """Give the N-Quads of graphs, many lines at a time."""
    lines = (b"%b <%b> .\n" % (as_given(line), graph.name.encode()) for graph in graphs for line in graph)
    while part := b"".join(islice(lines, _PART)):
        yield part
