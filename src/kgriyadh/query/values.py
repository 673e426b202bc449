"""Values that a user gives by name in, SPARQL with them bound as terms out; nothing is pasted as text.

A question says what it leaves open by a line such as
``VALUES ?from { "0001-01-01"^^xsd:date } # --with since=DATE``: with its default in place the file is SPARQL
that any store can answer. A query of the user's own needs no such lines: each of its variables takes a value.
"""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import TYPE_CHECKING

from kgriyadh.errors import QuestionIsUnanswerable
from kgriyadh.query.sparql import group_start, variables

if TYPE_CHECKING:
    from collections.abc import Iterable

_XSD = "http://www.w3.org/2001/XMLSchema#"
_BLANK = re.compile(
    r"""VALUES[ ]\?(?P<variable>\w+)[ ]
        \{[ ](?:"(?:[^"\\\n]|\\.)*"(?P<date>\^\^xsd:date)?|(?P<number>[\d.]+))[ ]\}
        [ ]*\#[ ]--with[ ](?P<help>(?P<name>\w+)=.+)""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_IRI = re.compile(r'<([^<>"{}|^`\\\x00-\x20]+:[^<>"{}|^`\\\x00-\x20]*)>')
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def blanks(sparql: str) -> dict[str, str]:
    """Return what a question leaves open, name to help (``since`` to ``since=DATE``)."""
    return {match["name"]: match["help"].strip() for match in _BLANK.finditer(sparql)}


def bound(sparql: str, given: Iterable[str], name: str) -> str:
    """Return SPARQL with ``name=value`` pairs bound; ``name`` is what the question is called in messages.

    A blank takes what its default is: a date, a number or a text. For a variable of a query without blanks,
    ``2026-01-28`` is a date, ``0.8`` a number, ``<https://…>`` an IRI and all else a text. Raises
    QuestionIsUnanswerable for a name that is unknown or comes twice, and for a value that does not fit.
    """
    values = _pairs(given, name)
    known = blanks(sparql)
    for key, value in values.items():
        if key not in known and (known or key not in variables(sparql)):
            takes = ", ".join(known.values()) or _taken(variables(sparql))
            hint = _nearest(key, known or variables(sparql))
            raise QuestionIsUnanswerable(f"{name}: cannot take {f'{key}={value}'!r}{hint}: it takes {takes}")
    if known:
        return _BLANK.sub(lambda blank: _filled(blank, values), sparql)
    return _bound_first(sparql, {key: _term(key, value) for key, value in values.items()}, name)


def _pairs(given: Iterable[str], name: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for one in given:
        key, equals, value = one.partition("=")
        if not equals:
            raise QuestionIsUnanswerable(f"{name}: --with {one}: write it as NAME=VALUE")
        if key in pairs:
            raise QuestionIsUnanswerable(f"{name}: --with {key}= comes twice: give one value")
        pairs[key] = value
    return pairs


def _taken(names: set[str]) -> str:
    return ", ".join(f"{name}=VALUE" for name in sorted(names)) or "nothing"


def _nearest(key: str, names: Iterable[str]) -> str:
    near = difflib.get_close_matches(key, sorted(names), n=1)
    return f", did you mean {near[0]}" if near else ""


def _filled(blank: re.Match[str], values: dict[str, str]) -> str:
    key = blank["name"]
    if key not in values:
        return blank[0]
    term = _fitting(blank, key, values[key])
    return f"VALUES ?{blank['variable']} {{ {term} }} # --with {blank['help']}"


def _fitting(blank: re.Match[str], key: str, value: str) -> str:
    if blank["date"]:
        return _date(key, value)
    if blank["number"]:
        if not _NUMBER.fullmatch(value):
            raise QuestionIsUnanswerable(f"{key}={value}: no number: write it as 12 or 0.8")
        return _number(value)
    return literal(key, value)


def _bound_first(sparql: str, terms: dict[str, str], name: str) -> str:
    """Put terms in front of all else that stands in a query's group; its lines stay where they are."""
    if not terms:
        return sparql
    start = group_start(sparql)
    if start is None:
        raise QuestionIsUnanswerable(f"{name}: --with needs a query with WHERE {{ … }} of its own")
    rows = "".join(f" VALUES ?{key} {{ {term} }}" for key, term in terms.items())
    return sparql[:start] + rows + " " + sparql[start:]


def _term(key: str, value: str) -> str:
    if _DAY.fullmatch(value):
        return _date(key, value)
    if _NUMBER.fullmatch(value):
        return _number(value)
    return value if _IRI.fullmatch(value) else literal(key, value)


def _date(key: str, value: str) -> str:
    try:
        return f'"{date.fromisoformat(value).isoformat()}"^^<{_XSD}date>'
    except ValueError as error:
        raise QuestionIsUnanswerable(f"{key}={value}: no date: write it as 2026-01-28") from error


def _number(value: str) -> str:
    return f'"{value}"^^<{_XSD}{"decimal" if "." in value else "integer"}>'


def literal(key: str, value: str) -> str:
    """Return a text as a SPARQL literal; ``key`` is what it is called in messages.

    A store may read ``\\u0022`` before it looks for the end of a text (SPARQL 1.1, section 19.2), even behind
    a backslash that is itself escaped; so no u is left to follow one.
    """
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise QuestionIsUnanswerable(f"{key}: the value is not UTF-8") from error
    escaped = "".join(_ESCAPED.get(character, character) for character in value)
    return '"' + re.sub(r"(?<=\\\\)[uU]", lambda letter: f"\\u{ord(letter[0]):04X}", escaped) + '"'
