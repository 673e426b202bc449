"""A store and SPARQL in, an answer out that can be had as rows or in a standard form."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import IO, TYPE_CHECKING

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Variable,
    parse_query_results,
    serialize,
)

from kgriyadh.errors import QuestionIsUnanswerable
from kgriyadh.store.mistake import mistake
from kgriyadh.store.prefixes import compact, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import BlankNode, Triple

_ABSENT = Variable("kgriyadh_is_no_such_variable")
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_MARKUP = re.compile(r"([\\`*_\[\]<>|&~#])")  # what CommonMark could take for more than a character
# https://www.w3.org/TR/sparql11-results-csv-tsv/ has no form for yes or no.
_YES_OR_NO = {"csv": "answer\r\n{}\r\n", "tsv": "?answer\n{}\n"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a store answered: rows of a SELECT, yes or no of an ASK, triples of a CONSTRUCT or DESCRIBE.

    Rows and triples come as the store finds them, and can be read once.
    """

    results: QuerySolutions | QueryBoolean | QueryTriples | Iterable[Triple]

    @property
    def is_table(self) -> bool:
        """Whether the answer is rows; yes or no is one row."""
        return isinstance(self.results, QuerySolutions | QueryBoolean)

    def columns(self) -> list[str]:
        """Return the names of the columns."""
        if isinstance(self.results, QuerySolutions):
            return [variable.value for variable in self.results.variables]
        return ["answer"]

    def rows(self) -> Iterator[list[str]]:
        """Give the rows as a person reads them: literals bare, IRIs with prefixes."""
        if isinstance(self.results, QuerySolutions):
            for solution in self.results:
                yield [_shown(term) for term in solution]
        else:
            yield ["yes" if self.results else "no"]

    def first(self, most: int) -> Answer:
        """Return the answer with at most so many rows or triples; no more of it is asked of the store."""
        if isinstance(self.results, QuerySolutions):
            return Answer(_first(self.results, most))
        return self if isinstance(self.results, QueryBoolean) else Answer(islice(self.results, most))

    def write(self, form: str, output: IO[bytes]) -> None:
        """Write a W3C form of results (``csv``, ``tsv``, ``json``, ``xml``), Markdown (``md``) or ``ttl``.

        Rows are written as they come. Raises QuestionIsUnanswerable when such an answer has no such form.
        """
        if not isinstance(self.results, QuerySolutions | QueryBoolean):
            if form != "ttl":
                raise QuestionIsUnanswerable(f"the answer is triples, not {form}: use --format ttl")
            output.write(_turtle(self.results))
        elif form == "ttl":
            raise QuestionIsUnanswerable(
                "the answer is a table, not triples: use --format csv, or ask by CONSTRUCT or DESCRIBE"
            )
        elif form == "md":
            for line in self._markdown():
                output.write(line.encode())
        elif form in _YES_OR_NO and isinstance(self.results, QueryBoolean):
            output.write(_YES_OR_NO[form].format("true" if self.results else "false").encode())
        else:
            self.results.serialize(output, format=QueryResultsFormat.from_extension(form))
            output.write(b"\n" if form in {"json", "xml"} else b"")

    def serialized(self, form: str) -> bytes:
        """Return what ``write`` writes."""
        output = io.BytesIO()
        self.write(form, output)
        return output.getvalue()

    def _markdown(self) -> Iterator[str]:
        """Give the lines of a table (https://github.github.com/gfm/#tables-extension-)."""
        columns = self.columns()
        for cells in (columns, ["---"] * len(columns)):
            yield f"| {' | '.join(cells)} |\n"
        for row in self.rows():
            yield f"| {' | '.join(map(_plain_in_markdown, row))} |\n"


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
    all. Raises QuestionIsUnanswerable, which shows the place where it is no SPARQL.
    """
    try:
        results = store.query(
            sparql,
            prefixes=prefixes(),
            default_graph=None if default_graph is None else list(default_graph),
            named_graphs=None if named_graphs is None else list(named_graphs),
        )
    except SyntaxError as error:
        raise mistake(str(error), sparql, name) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QuestionIsUnanswerable(f"{name}: {str(error).splitlines()[0]}") from error
    return Answer(results)


def insist_on_sparql(sparql: str, name: str = "query") -> None:
    """Raise QuestionIsUnanswerable, which shows the place, where a query is no SPARQL; nothing is asked."""
    try:
        # pyoxigraph 0.5 has no parser alone. A variable to fill in that is not there stops it after parsing.
        Store().query(sparql, prefixes=prefixes(), substitutions={_ABSENT: Literal("")})
    except SyntaxError as error:
        raise mistake(str(error), sparql, name) from error
    except RuntimeError:
        return


def _first(solutions: QuerySolutions, most: int) -> QuerySolutions:
    """Return the first solutions; pyoxigraph 0.5 makes such an object of a file only."""
    head = "\t".join(map(str, solutions.variables))
    lines = ("\t".join("" if term is None else str(term) for term in row) for row in islice(solutions, most))
    found = parse_query_results("\n".join((head, *lines, "")), QueryResultsFormat.TSV)
    assert isinstance(found, QuerySolutions)
    return found


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


def _plain_in_markdown(cell: str) -> str:
    return "<br>".join(_MARKUP.sub(r"\\\1", cell).splitlines())


def _shown(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    return compact(term.value) if isinstance(term, NamedNode) else str(term)
