"""An address and the kind of store in, the addresses of its SPARQL services out."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from kgriyadh.errors import StoreRefuses


@dataclass(frozen=True, slots=True)
class Flavour:
    """Where a kind of store has its services, behind the address of a database; None where it has none.

    ``source`` is the documentation that says so. ``bulk`` is a parameter with which the Graph Store takes
    many graphs at once, as N-Quads and without a transaction; ``digest`` says that passwords go by HTTP
    Digest rather than Basic.
    """

    example: str
    graph_store: str | None
    update: str
    query: str
    source: str
    bulk: str | None = None
    digest: bool = False


FLAVOURS = {
    "oxigraph": Flavour(
        example="http://localhost:7878",
        graph_store="/store",
        update="/update",
        query="/query",
        bulk="no_transaction",
        source="https://github.com/oxigraph/oxigraph/tree/main/cli#run-the-web-server",
    ),
    "fuseki": Flavour(
        example="http://localhost:3030/dataset",
        graph_store="/data",
        update="/update",
        query="/query",
        source="https://jena.apache.org/documentation/fuseki2/fuseki-config-endpoint",
    ),
    "graphdb": Flavour(
        example="http://localhost:7200/repositories/name",
        graph_store="/rdf-graphs/service",
        update="/statements",
        query="",
        source="https://graphdb.ontotext.com/documentation/10.8/using-graphdb-with-the-rdf4j-api.html",
    ),
    "rdf4j": Flavour(
        example="http://localhost:8080/rdf4j-server/repositories/name",
        graph_store="/rdf-graphs/service",
        update="/statements",
        query="",
        source="https://rdf4j.org/documentation/reference/rest-api/",
    ),
    "blazegraph": Flavour(
        example="http://localhost:9999/blazegraph/namespace/kb",
        graph_store=None,  # its REST calls of that shape are not the standard's
        update="/sparql",
        query="/sparql",
        source="https://github.com/blazegraph/database/wiki/REST_API",
    ),
    "virtuoso": Flavour(
        example="http://localhost:8890",
        graph_store="/sparql-graph-crud-auth",
        update="/sparql-auth",
        query="/sparql-auth",
        digest=True,
        source="https://vos.openlinksw.com/owiki/wiki/VOS/VirtGraphUpdateProtocol",
    ),
    "qlever": Flavour(
        example="http://localhost:7001",
        graph_store="",
        update="",
        query="",
        source="https://docs.qlever.dev/update",
    ),
    "stardog": Flavour(
        example="http://localhost:5820/database",
        graph_store="",
        update="/update",
        query="/query",
        source="https://docs.stardog.com/developing/http-api",
    ),
    "neptune": Flavour(
        example="https://cluster.example:8182",
        graph_store="/sparql/gsp/",
        update="/sparql",
        query="/sparql",
        source="https://docs.aws.amazon.com/neptune/latest/userguide/sparql-graph-store-protocol.html",
    ),
}


@dataclass(frozen=True, slots=True)
class Services:
    """The addresses of a store's services; ``certain`` says that its kind is known, not guessed."""

    graph_store: httpx.URL | None
    update: httpx.URL
    query: httpx.URL
    certain: bool
    bulk: str | None = None
    digest: bool = False


def services(url: str, flavour: str | None = None) -> Services:
    """Return the services at ``url``: a database's address with a flavour, else that of one service.

    Raises StoreRefuses when it is no web address, or has a user or password in it.
    """
    address = _address(url)
    if flavour:
        kind = FLAVOURS[flavour]
        graph_store = None if kind.graph_store is None else _behind(address, kind.graph_store)
        update, query = _behind(address, kind.update), _behind(address, kind.query)
        return Services(graph_store, update, query, True, kind.bulk, kind.digest)
    if address.path.endswith("/update"):
        return Services(
            None, address, address.copy_with(path=address.path[: -len("update")] + "query"), False
        )
    # RDF4J and GraphDB take Update at …/statements, where a PUT would replace the whole repository.
    if address.path.endswith("/statements"):
        return Services(None, address, address.copy_with(path=address.path[: -len("/statements")]), False)
    return Services(address, address, address, False)


def shown(address: httpx.URL) -> str:
    """Return an address without what could be secret in it."""
    return str(address.copy_with(username=None, password=None, query=None, fragment=None))


def _address(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise StoreRefuses("no web address: give one such as http://localhost:7878/store") from error
    if address.scheme not in {"http", "https"} or not address.host:
        raise StoreRefuses(f"{shown(address)}: no web address: give one such as http://localhost:7878/store")
    if address.userinfo:
        raise StoreRefuses(
            f"{shown(address)}: give no user or password in the address, where others can read them: "
            "set KGRIYADH_USER and KGRIYADH_PASSWORD, or KGRIYADH_TOKEN, or write them into ~/.netrc"
        )
    return address


def _behind(base: httpx.URL, path: str) -> httpx.URL:
    return base.copy_with(path=base.path.rstrip("/") + path or "/")
