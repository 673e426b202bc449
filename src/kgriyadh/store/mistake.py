"""A query that is no SPARQL and what pyoxigraph says of it in, the place out, with a caret below it."""

from __future__ import annotations

import re

from rich.cells import cell_len

from kgriyadh.errors import QuestionIsUnanswerable
from kgriyadh.query.sparql import undeclared
from kgriyadh.store.prefixes import prefixes

_PLACE = re.compile(r"error at (\d+):(\d+)")  # pyoxigraph 0.5: line and column in code points, from 1
_UPDATE = re.compile(
    r"\s*(?:(?:PREFIX|BASE)\s[^>]*>\s*)*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b", re.I
)
_REASONS = {
    "IRI parsing failed": ": this is no IRI",
    "variable that is unbound": ": a variable is neither grouped by nor aggregated",
}
_LONG = 10_000  # characters; rdflib's parser is slow
_AROUND = 35  # characters of a long line that are shown on either side of the place


def mistake(message: str, sparql: str, name: str) -> QuestionIsUnanswerable:
    """Return the error that says where a query is no SPARQL; ``message`` is what pyoxigraph says of it."""
    if update := _UPDATE.match(sparql):
        return QuestionIsUnanswerable(
            f"{name}: {update[1].upper()} is an update, and only questions are answered"
        )
    place = _PLACE.match(message)
    if place is None:
        return QuestionIsUnanswerable(f"{name}: no SPARQL: {message.splitlines()[0]}")
    reason = next((why for sign, why in _REASONS.items() if sign in message), " from here on")
    line, column = int(place[1]), int(place[2])
    if found := _place_by_rdflib(sparql):
        line, column = found
    elif foreign := {
        prefix: start for prefix, start in undeclared(sparql).items() if prefix not in prefixes()
    }:
        prefix, start = min(foreign.items(), key=lambda one: one[1])
        line, column = sparql.count("\n", 0, start) + 1, start - sparql.rfind("\n", 0, start)
        reason = f": the prefix {prefix}: is not declared"
    shown = [*sparql.split("\n"), ""][line - 1]
    where = f"{name}, line {line}, column {column}"
    return QuestionIsUnanswerable(f"{where}: no SPARQL{reason}", _pointed(shown, column))


def _place_by_rdflib(sparql: str) -> tuple[int, int] | None:
    """Return line and column of the pattern that is wrong, None where rdflib finds nothing wrong.

    pyoxigraph 0.5 names the farthest place that any of its rules came to, often well behind the mistake.
    """
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    if len(sparql) > _LONG:
        return None
    try:
        parseQuery(sparql.replace("\t", " "))  # it would count a tab as up to eight columns
    except ParseBaseException as error:
        return error.lineno, error.column
    except (RecursionError, ValueError):
        return None
    return None


def _pointed(line: str, column: int) -> tuple[str, str]:
    """Return a line, or what is near a column of it, and below it a caret."""
    before, behind = line[: column - 1], line[column - 1 :].rstrip()
    if len(before) > 2 * _AROUND:
        before = "…" + before[-_AROUND:]
    if len(behind) > 2 * _AROUND:
        behind = behind[:_AROUND] + "…"
    before, behind = (_on_one_line(part) for part in (before, behind))
    return f"  {before}{behind}", f"  {' ' * cell_len(before)}^"


def _on_one_line(text: str) -> str:
    """Return a text in which each character takes its place on a line, tabs and controls too."""
    return "".join(character if character.isprintable() else " " for character in text)
