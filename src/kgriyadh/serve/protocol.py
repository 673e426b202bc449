"""A request of the SPARQL 1.1 Protocol in, its answer out.

https://www.w3.org/TR/sparql11-protocol/: queries by GET, by POST of a form and by POST of the query itself,
with ``default-graph-uri`` and ``named-graph-uri``. Nothing is ever changed, and no other address is called.
"""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, serialize

from kgriyadh.errors import QuestionIsUnanswerable
from kgriyadh.serve.negotiation import TABLES, TRIPLES, media_type
from kgriyadh.serve.workers import store
from kgriyadh.store import ask, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple
    from starlette.requests import Request
    from typing_extensions import Buffer

    from kgriyadh.store import Answer

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATES = ("update", "using-graph-uri", "using-named-graph-uri")
_PARAMETERS = ("query", "default-graph-uri", "named-graph-uri", *_UPDATES)
_LONGEST = 1 << 20  # bytes of a request's body
_DOUBLE_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')


class Refused(Exception):
    """A request that gets no answer: ``status`` is the HTTP status, ``str()`` says why in one line."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(status, why)  # both, so that it comes whole out of another process
        self.status = status

    def __str__(self) -> str:
        return str(self.args[1])


@dataclass(frozen=True, slots=True)
class Operation:
    """A query operation: the query and the graphs that it is put to, IRIs; none of them given, all are."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes out."""

    media_type: str
    body: bytes


async def read_operation(request: Request) -> Operation | None:
    """Return what a request asks, None where it asks nothing (GET without a query).

    Raises Refused: 400, 413, 415.
    """
    given = list(request.query_params.multi_items())
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST":
        body = await _body(request)
        if kind == _FORM:
            given = _form(body)
        elif kind == _QUERY:
            given.append(("query", _decoded(body)))
        else:
            raise Refused(415, f"a query comes as {_QUERY} or {_FORM}, not as {kind or 'nothing'}")
    asked = request.method == "POST" or any(name in _PARAMETERS for name, _ in given)
    return _operation(given) if asked else None


def _operation(given: list[tuple[str, str]]) -> Operation:
    queries = [value for name, value in given if name == "query"]
    if any(name in _UPDATES for name, _ in given):
        raise Refused(400, "this endpoint is read only: it takes no update")
    if len(queries) != 1:
        raise Refused(400, f"exactly one query is needed, and there are {len(queries)}")
    return Operation(
        queries[0],
        tuple(value for name, value in given if name == "default-graph-uri"),
        tuple(value for name, value in given if name == "named-graph-uri"),
    )


def answer(operation: Operation, accept: str | None, most: int) -> Reply:
    """Return the answer of this process's store, in the form that ``accept`` likes best.

    Raises Refused: 400 for what is no query, 406 where no form fits, 500 (the
    protocol's QueryRequestRefused) for an answer of more than ``most`` bytes.
    """
    body = _Bounded(most)
    with put(operation) as asked:
        offered = TABLES if asked.is_table else TRIPLES
        chosen = media_type(accept, list(offered))
        if chosen is None:
            raise Refused(406, f"this answer can be had as {', '.join(offered)}")
        try:
            _write(asked.results, offered[chosen], body)
        except OSError as error:
            if not body.is_full:
                raise
            why = f"the answer is longer than {most} bytes: ask for less, with LIMIT"
            raise Refused(500, why) from error
    return Reply(chosen, body.getvalue())


@contextmanager
def put(operation: Operation) -> Iterator[Answer]:
    """Give the answer of this process's store, to be read as long as the context lasts.

    Raises Refused (400) for what is no query, and for what shows only while the answer is drawn.
    """
    default_graph, named_graphs = _dataset(operation)
    try:
        yield ask(store(), operation.query, default_graph=default_graph, named_graphs=named_graphs)
    except QuestionIsUnanswerable as error:
        raise Refused(400, str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise Refused(400, f"no answer: {str(error).splitlines()[0]}") from error


def refuse_calls_out(query: str) -> None:
    """Raise Refused (403) for a query that may hold a SERVICE clause.

    Oxigraph's grammar takes the keyword without blanks around it, and what is a comment, a text or an IRI
    depends on what stands before it. So the word counts wherever it stands, but in texts in double quotes
    of queries that have neither comments nor single quotes, where nothing is doubtful.
    """
    if "#" not in query and "'" not in query:
        query = _DOUBLE_QUOTED.sub('""', query)
    if "service" in query.lower():
        why = "queries that call other endpoints (SERVICE) are refused here; the word may stand in a text in "
        raise Refused(403, why + "double quotes, if the query holds neither # nor single quotes")


def _dataset(operation: Operation) -> tuple[list[NamedNode] | None, list[NamedNode] | None]:
    """Return the default and the named graphs of an operation; None stands for all that the store has."""
    if not operation.default_graphs and not operation.named_graphs:
        return None, None
    try:
        default = [NamedNode(iri) for iri in operation.default_graphs]
        return default, [NamedNode(iri) for iri in operation.named_graphs]
    except ValueError as error:
        raise Refused(400, f"a graph's name is no IRI: {error}") from error


def _write(results: QuerySolutions | QueryBoolean | Iterable[Triple], form: str, body: _Bounded) -> None:
    if isinstance(results, QuerySolutions | QueryBoolean):
        results.serialize(body, format=QueryResultsFormat.from_extension(form))
    else:
        rdf = RdfFormat.from_extension(form)
        serialize(results, body, format=rdf, prefixes=prefixes() if form != "nt" else None)


class _Bounded(io.BytesIO):
    """Bytes up to a limit; what goes beyond it is an OSError and leaves ``is_full`` behind."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most, self.is_full = most, False

    def write(self, piece: Buffer, /) -> int:
        self.is_full = self.tell() + memoryview(piece).nbytes > self._most
        if self.is_full:
            raise OSError("full")
        return super().write(piece)


async def _body(request: Request) -> bytes:
    """Return the body of a request, which may not be endless."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST:
            raise Refused(413, f"a request has at most {_LONGEST} bytes")
    return bytes(body)


def _form(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_decoded(body), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise Refused(400, "the form is not UTF-8") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Refused(400, f"the request is not UTF-8 at byte {error.start}") from error
