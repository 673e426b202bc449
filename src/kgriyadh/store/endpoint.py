"""A dataset's file in, its named graphs in a triple store elsewhere, over HTTP.

The SPARQL 1.1 Graph Store HTTP Protocol is tried first, SPARQL 1.1 Update where it is not spoken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from kgriyadh.errors import StoreRefuses
from kgriyadh.store.graphs import NamedGraph, named_graphs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TIMEOUT_SECONDS = 60.0

# RDF4J and GraphDB take Update at …/statements, where a PUT would replace the whole repository.
_UPDATE_PATHS = ("/update", "/statements")
_NOT_SPOKEN = {
    httpx.codes.BAD_REQUEST,
    httpx.codes.NOT_FOUND,
    httpx.codes.METHOD_NOT_ALLOWED,
    httpx.codes.UNSUPPORTED_MEDIA_TYPE,
    httpx.codes.NOT_IMPLEMENTED,
}


def load_endpoint(file: Path, url: str, timeout: float = TIMEOUT_SECONDS) -> int:
    """Send each named graph of ``file`` to the store at ``url``; return how many there were.

    ``url`` is a Graph Store or an Update address; ``timeout`` counts the seconds that one answer may
    take. Graphs that the dataset does not have stay as they are, and loading twice changes nothing.

    Raises StoreRefuses, DatasetIsMissing, DatasetIsDamaged.
    """
    graphs = named_graphs(file)
    address = _address(url)
    with httpx.Client(timeout=timeout) as client:
        send = _speaker(client, address, graphs[0])
        for graph in graphs[1:]:
            _insist(send(client, address, graph), address)
    return len(graphs)


def _address(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise StoreRefuses(f"{url}: no web address ({error})") from error
    if address.scheme not in {"http", "https"} or not address.host:
        raise StoreRefuses(f"{url}: no web address: give one such as http://localhost:7878/store")
    return address


def _speaker(
    client: httpx.Client, address: httpx.URL, first: NamedGraph
) -> Callable[[httpx.Client, httpx.URL, NamedGraph], httpx.Response]:
    """Send the first graph and return the way that worked, for the others."""
    if not address.path.endswith(_UPDATE_PATHS):
        answer = _put(client, address, first)
        if answer.status_code not in _NOT_SPOKEN:
            _insist(answer, address)
            return _put
    answer = _update(client, address, first)
    if answer.status_code in _NOT_SPOKEN:
        raise StoreRefuses(
            f"{_shown(address)}: takes neither Graph Store requests nor Update ({_reason(answer)}): "
            "give one of these addresses, such as http://localhost:7878/store"
        )
    _insist(answer, address)
    return _update


def _put(client: httpx.Client, address: httpx.URL, graph: NamedGraph) -> httpx.Response:
    return _request(
        client,
        "PUT" if graph.replaces else "POST",
        address.copy_merge_params({"graph": graph.name}),
        graph.ntriples(),
        "text/turtle; charset=utf-8",  # N-Triples is Turtle, and every store must take Turtle
    )


def _update(client: httpx.Client, address: httpx.URL, graph: NamedGraph) -> httpx.Response:
    drop = f"DROP SILENT GRAPH <{graph.name}> ;\n".encode() if graph.replaces else b""
    insert = b"INSERT DATA { GRAPH <%b> {\n%b} }" % (graph.name.encode(), graph.ntriples())
    return _request(client, "POST", address, drop + insert, "application/sparql-update; charset=utf-8")


def _request(client: httpx.Client, method: str, address: httpx.URL, body: bytes, kind: str) -> httpx.Response:
    try:
        return client.request(method, address, content=body, headers={"Content-Type": kind})
    except httpx.TimeoutException as error:
        raise StoreRefuses(f"{_shown(address)}: no answer in time: is the store busy?") from error
    except httpx.HTTPError as error:
        message = f"{_shown(address)}: cannot be reached ({error}): is the store running?"
        raise StoreRefuses(message) from error


def _insist(answer: httpx.Response, address: httpx.URL) -> None:
    if not answer.is_success:
        raise StoreRefuses(
            f"{_shown(address)}: the store refused ({_reason(answer)}): check the address and your rights"
        )


def _reason(answer: httpx.Response) -> str:
    said = " ".join(answer.text.split())[:120]
    return f"{answer.status_code} {answer.reason_phrase}" + (f", {said}" if said else "")


def _shown(address: httpx.URL) -> str:
    """The address without its password."""
    return str(address.copy_with(username=None, password=None, query=None))
