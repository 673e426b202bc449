"""A store and SPARQL in, an answer out that can be had as rows or in a standard form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    parse,
    serialize,
)

from kgriyadh import paths
from kgriyadh.errors import QuestionIsUnanswerable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import BlankNode, Store, Triple

_NEAR = 16  # characters on both sides of the place where the parser stopped
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LOCAL_NAME = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a store answered: rows of a SELECT, yes or no of an ASK, triples of a CONSTRUCT or DESCRIBE."""

    results: QuerySolutions | QueryBoolean | QueryTriples

    @property
    def is_table(self) -> bool:
        """Whether the answer is rows; yes or no is one row."""
        return not isinstance(self.results, QueryTriples)

    def columns(self) -> list[str]:
        """Return the names of the columns."""
        if isinstance(self.results, QuerySolutions):
            return [variable.value for variable in self.results.variables]
        return ["answer"]

    def rows(self) -> list[list[str]]:
        """Return the rows as a person reads them: literals bare, IRIs with prefixes."""
        if isinstance(self.results, QuerySolutions):
            return [[_shown(term) for term in solution] for solution in self.results]
        return [["yes" if self.results else "no"]]

    def serialized(self, form: str) -> bytes:
        """Return the answer as W3C SPARQL results (``csv``, ``json``) or as Turtle (``ttl``).

        Raises QuestionIsUnanswerable when such an answer has no such form.
        """
        if isinstance(self.results, QueryTriples):
            if form != "ttl":
                raise QuestionIsUnanswerable(f"the answer is triples, not {form}: use --format ttl")
            return _turtle(self.results)
        if form == "ttl":
            raise QuestionIsUnanswerable("the answer is a table, not triples: use --format csv or json")
        if form == "csv" and isinstance(self.results, QueryBoolean):
            return b"answer\r\n" + (b"true" if self.results else b"false") + b"\r\n"
        return self.results.serialize(format=QueryResultsFormat.from_extension(form)) or b""


def ask(
    store: Store,
    sparql: str,
    name: str = "query",
    *,
    default_graph: Sequence[NamedNode] | None = None,
    named_graphs: Sequence[NamedNode] | None = None,
) -> Answer:
    """Ask ``store``; the prefixes of ``queries/prefixes.ttl`` need no declaration.

    ``name`` stands for the question in messages. The graphs are those that the question is put to, by default
    all. Raises QuestionIsUnanswerable, naming line and column
    where it is no SPARQL.
    """
    try:
        results = store.query(
            sparql,
            prefixes=prefixes(),
            default_graph=None if default_graph is None else list(default_graph),
            named_graphs=None if named_graphs is None else list(named_graphs),
        )
    except SyntaxError as error:
        raise QuestionIsUnanswerable(_no_sparql(str(error), sparql, name)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QuestionIsUnanswerable(f"{name}: {str(error).splitlines()[0]}") from error
    return Answer(results)


@cache
def prefixes() -> dict[str, str]:
    """Return the prefixes of ``queries/prefixes.ttl``, name to namespace."""
    declarations = parse(path=paths.QUERIES / "prefixes.ttl")
    next(declarations, None)  # they are read when the first statement is asked for, and there is none
    return declarations.prefixes


def _turtle(triples: Iterable[Triple]) -> bytes:
    """Return Turtle that is the same each time: pyoxigraph 0.5 writes prefixes in random order."""
    once = sorted(
        set(triples), key=lambda triple: (str(triple.subject), triple.predicate != _TYPE, str(triple))
    )
    spoken = " ".join(map(str, once))
    used = {name: space for name, space in prefixes().items() if f"<{space}" in spoken}
    written = serialize(once, format=RdfFormat.TURTLE, prefixes=used) or b""
    lines = written.splitlines(keepends=True)
    body = b"".join(lines[len(used) :])
    return b"".join(sorted(lines[: len(used)])) + re.sub(rb"^(?=[^\t])", b"\n", body, flags=re.MULTILINE)


def _no_sparql(message: str, sparql: str, name: str) -> str:
    """Say where the parser stopped; its list of what it expected there has dozens of entries."""
    place = re.match(r"error at (\d+):(\d+)", message)
    if place is None:
        return f"{name}: no SPARQL: {message.splitlines()[0]}"
    line, column = int(place[1]), int(place[2])
    lines = [*sparql.splitlines(), ""]
    near = lines[line - 1][max(column - 1 - _NEAR, 0) : column - 1 + _NEAR].strip()
    unknown = " (a prefix is not declared)" if "Prefix not found" in message else ""
    return f"{name}, line {line}, column {column}: no SPARQL near {near!r}{unknown}"


def _shown(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    return _compact(term.value) if isinstance(term, NamedNode) else str(term)


def _compact(iri: str) -> str:
    for prefix, namespace in sorted(prefixes().items(), key=lambda item: -len(item[1])):
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
