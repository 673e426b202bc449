"""Graphs in, requests of a W3C protocol out: Graph Store HTTP Protocol, or Update and Query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pyoxigraph import RdfFormat, parse

from kgriyadh.errors import StoreRefuses
from kgriyadh.store.canonical import lines_of
from kgriyadh.store.endpoint.address import shown
from kgriyadh.store.opening import first_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

    from kgriyadh.store.endpoint.address import Services
    from kgriyadh.store.endpoint.connection import Answer, Connection

_RDF = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
_TRIPLES = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
_NOT_SPOKEN = {400, 404, 405, 415, 501}


class ProtocolIsNotSpoken(StoreRefuses):
    """A store that does not know what to do with a request of that kind at that address."""


class Speaker(Protocol):
    """Writes and reads named graphs by one of the protocols."""

    def write(self, name: str, triples: bytes, replaces: bool, continues: bool) -> Answer:
        """Send N-Triples to a graph, in place of what it holds or behind it; the answer may be a refusal.

        ``continues`` says that the graph comes in several requests and this is not the first.
        """
        ...

    def read(self, name: str, scratch: Path) -> Iterator[bytes]:
        """Give the lines of a graph, none if the store has no such graph; raises StoreRefuses."""
        ...


class GraphStore:
    """SPARQL 1.1 Graph Store HTTP Protocol, graphs named indirectly (section 4.2)."""

    def __init__(self, connection: Connection, services: Services) -> None:
        self._connection, self._services = connection, services
        assert services.graph_store is not None
        self._address = services.graph_store

    def write(self, name: str, triples: bytes, replaces: bool, continues: bool) -> Answer:
        """PUT in place of a graph, POST behind it."""
        parameters = {"graph": name}
        if continues and self._services.bulk:
            parameters[self._services.bulk] = ""
        return self._connection.send(
            "PUT" if replaces else "POST",
            self._address.copy_merge_params(parameters),
            triples,
            "text/turtle; charset=utf-8",  # N-Triples is Turtle, and every store must take Turtle
        )

    def read(self, name: str, scratch: Path) -> Iterator[bytes]:
        """GET a graph; stores answer 404, or with no triple, where they have none of that name."""
        address = self._address.copy_merge_params({"graph": name})
        return _fetched(self._connection, self._connection.request("GET", address, _RDF, None), scratch)


class Update:
    """SPARQL 1.1 Update, and Query to read back."""

    def __init__(self, connection: Connection, services: Services) -> None:
        self._connection, self._services = connection, services

    def write(self, name: str, triples: bytes, replaces: bool, continues: bool) -> Answer:
        """INSERT DATA, behind DROP GRAPH in the same request where it replaces."""
        drop = f"DROP SILENT GRAPH <{name}> ;\n".encode() if replaces else b""
        insert = b"INSERT DATA { GRAPH <%b> {\n%b} }" % (name.encode(), triples)
        media_type = "application/sparql-update; charset=utf-8"
        return self._connection.send("POST", self._services.update, drop + insert, media_type)

    def read(self, name: str, scratch: Path) -> Iterator[bytes]:
        """CONSTRUCT the triples of a graph."""
        form = {"query": _TRIPLES.format(name=name)}
        request = self._connection.request("POST", self._services.query, _RDF, form)
        return _fetched(self._connection, request, scratch)


def is_spoken(answer: Answer) -> bool:
    """Whether an answer shows that the store speaks the protocol at that address."""
    return answer.status not in _NOT_SPOKEN


def _fetched(connection: Connection, request: httpx.Request, scratch: Path) -> Iterator[bytes]:
    """Give the lines of the RDF that a request is answered with; it waits in a scratch file."""
    file = scratch / "answer"
    answer = connection.fetch(request, file)
    if answer.status in {404, 204}:
        return
    if not is_spoken(answer):
        raise ProtocolIsNotSpoken(
            f"{shown(answer.address)}: gives no graphs ({answer.reason}): check the address"
        )
    connection.insist(answer)
    form = RdfFormat.from_media_type(answer.media_type)
    if form is None:
        kind = answer.media_type or "something of no type"
        raise ProtocolIsNotSpoken(
            f"{shown(request.url)}: answers {kind}, not RDF: is it the address of a store?"
        )
    try:
        yield from lines_of(parse(path=file, format=form))
    except SyntaxError as error:
        raise StoreRefuses(f"{shown(request.url)}: answers broken RDF ({first_line(error)})") from error
