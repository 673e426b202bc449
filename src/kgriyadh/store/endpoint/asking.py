"""An endpoint's address and SPARQL in, its answer out (https://www.w3.org/TR/sparql11-protocol/#query-operation)."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from kgriyadh.errors import StoreRefuses
from kgriyadh.query.sparql import form, undeclared
from kgriyadh.store.answer import Answer, insist_on_sparql
from kgriyadh.store.endpoint.address import services, shown
from kgriyadh.store.endpoint.connection import Connection
from kgriyadh.store.endpoint.credentials import credentials
from kgriyadh.store.endpoint.patience import Patience
from kgriyadh.store.opening import first_line
from kgriyadh.store.prefixes import prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgriyadh.store.endpoint.address import Services
    from kgriyadh.store.endpoint.reply import Reply

_SECONDS, _RETRIES = 60.0, 2
_NO_QUERIES = {404, 405, 415, 501}
_TABLE = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"


@contextmanager
def ask_endpoint(
    url: str, sparql: str, name: str = "query", *, flavour: str | None = None, seconds: float | None = None
) -> Iterator[Answer]:
    """Give the answer of the SPARQL endpoint at ``url``, or of the database there with a ``flavour``.

    The answer is fetched whole before any of it is given, to a scratch file, within ``seconds`` (60).
    ``name`` stands for the question in messages. Raises StoreRefuses, and QuestionIsUnanswerable where the
    endpoint says that it is no SPARQL and it isn't.
    """
    found = services(url, flavour)
    auth, secrets = credentials(found.query, found.digest)
    patience = Patience(seconds or _SECONDS, _RETRIES, is_whole=True)
    with (
        TemporaryDirectory(prefix="kgriyadh-") as scratch,
        Connection(auth, secrets, patience) as connection,
    ):
        file = Path(scratch) / "answer"
        accept = _TRIPLES if form(sparql) in {"CONSTRUCT", "DESCRIBE"} else _TABLE
        request = connection.request("POST", found.query, accept, {"query": _declared(sparql)})
        reply = connection.fetch(request, file)
        _insist(reply, found, sparql, name)
        try:
            yield _answer(reply, file)
        except SyntaxError as error:
            message = f"{shown(reply.address)}: answers broken results ({first_line(error)})"
            raise StoreRefuses(message) from error


def _declared(sparql: str) -> str:
    """Return a query with the prefixes that it uses without declaring them."""
    missing = [name for name in undeclared(sparql) if name in prefixes()]
    return "\n".join((*(f"PREFIX {name}: <{prefixes()[name]}>" for name in missing), sparql))


def _insist(reply: Reply, found: Services, sparql: str, name: str) -> None:
    """Raise what says why there is no answer, by our own reading where the query is no SPARQL."""
    if reply.status == 400:
        insist_on_sparql(sparql, name)
    if reply.status in _NO_QUERIES and not found.certain:
        raise StoreRefuses(
            f"{shown(reply.address)}: answers no queries ({reply.reason}): give the address that does, "
            "such as http://localhost:7878/query, or that of the database with --flavour"
        )
    reply.insist()


def _answer(reply: Reply, file: Path) -> Answer:
    where = shown(reply.address)
    table = QueryResultsFormat.from_media_type(reply.media_type)
    triples = RdfFormat.from_media_type(reply.media_type)
    if table is None and triples is None:
        kind = reply.media_type or "something of no type"
        raise StoreRefuses(
            f"{where}: answers {kind}, neither query results nor RDF: is it a store's address?"
        )
    if table is None:
        return Answer(quad.triple for quad in parse(path=file, format=triples))
    return Answer(parse_query_results(path=file, format=table))
