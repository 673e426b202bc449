"""Graphs in, requests of a W3C protocol out: Graph Store HTTP Protocol, or Update and Query."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import RdfFormat, parse

from kgriyadh.errors import StoreRefuses
from kgriyadh.store.canonical import lines_of
from kgriyadh.store.endpoint.address import shown
from kgriyadh.store.opening import first_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from kgriyadh.store.endpoint.address import Services
    from kgriyadh.store.endpoint.connection import Connection
    from kgriyadh.store.endpoint.reply import Reply

_RDF = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
_TRIPLES = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
_NOT_SPOKEN = {400, 404, 405, 415, 501}


class ProtocolIsNotSpoken(StoreRefuses):
    """A store that does not know what to do with a request of that kind at that address."""


class Speaker(Protocol):
    """Writes and reads named graphs by one of the protocols."""

    def write(self, name: str, triples: bytes, replaces: bool) -> Reply:
        """Send N-Triples to a graph, in place of what it holds or behind it; the answer may be a refusal."""
        ...

    def read(self, name: str, scratch: Path) -> Iterator[bytes]:
        """Give the lines of a graph, none if the store has no such graph; raises StoreRefuses."""
        ...


class GraphStore:
    """SPARQL 1.1 Graph Store HTTP Protocol, graphs named indirectly (section 4.2)."""

    def __init__(self, connection: Connection, services: Services) -> None:
        assert services.graph_store is not None
        self._connection, self._address = connection, services.graph_store

    def write(self, name: str, triples: bytes, replaces: bool) -> Reply:
        """PUT in place of a graph, POST behind it."""
        return self._connection.send(
            "PUT" if replaces else "POST",
            self._address.copy_merge_params({"graph": name}),
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

    def write(self, name: str, triples: bytes, replaces: bool) -> Reply:
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


def is_spoken(answer: Reply) -> bool:
    """Whether an answer shows that the store speaks the protocol at that address."""
    return answer.status not in _NOT_SPOKEN


def _fetched(connection: Connection, request: httpx.Request, scratch: Path) -> Iterator[bytes]:
    """Give the lines of the RDF that a request is answered with; it waits in a scratch file."""
    with NamedTemporaryFile(dir=scratch) as file:
        answer = connection.fetch(request, Path(file.name))
        if answer.status in {404, 204}:
            return
        if not is_spoken(answer):
            message = f"{shown(answer.address)}: gives no graphs ({answer.reason}): check the address"
            raise ProtocolIsNotSpoken(message)
        answer.insist()
        yield from _parsed(answer, Path(file.name))


def _parsed(answer: Reply, file: Path) -> Iterator[bytes]:
    where = shown(answer.address)
    form = RdfFormat.from_media_type(answer.media_type)
    if form is None:
        kind = answer.media_type or "something of no type"
        raise ProtocolIsNotSpoken(f"{where}: answers {kind}, not RDF: is it the address of a store?")
    try:
        yield from lines_of(parse(path=file, format=form))
    except SyntaxError as error:
        raise StoreRefuses(f"{where}: answers broken RDF ({first_line(error)})") from error
