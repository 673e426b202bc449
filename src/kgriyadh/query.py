"""A question's name, file or text in, SPARQL out; a named question may leave blanks to fill in.

A blank is a line such as ``VALUES ?from { "0001-01-01"^^xsd:date } # --with from=DATE``: with its
default in place the file is SPARQL that any store can answer.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kgriyadh import paths
from kgriyadh.errors import QuestionIsUnanswerable

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLANK = re.compile(
    r'VALUES \?(?P<name>\w+) \{ "(?P<default>[^"]*)"(?P<type>\^\^xsd:date)? \}\s*# --with (?P<help>.+)'
)


@dataclass(frozen=True, slots=True)
class Question:
    """SPARQL and what it is called in messages."""

    name: str
    sparql: str

    @property
    def help(self) -> str:
        """The question in words: the first line of its file, a comment."""
        return self.sparql.partition("\n")[0].lstrip("# ").rstrip()

    def blanks(self) -> dict[str, str]:
        """Return what can be filled in, name to help (``from`` to ``from=DATE``)."""
        return {match["name"]: match["help"].strip() for match in _BLANK.finditer(self.sparql)}

    def fill(self, values: Iterable[str]) -> Question:
        """Return the question with ``name=value`` pairs in its blanks.

        Raises QuestionIsUnanswerable for a name that is no blank, or a value that is no date where
        one is due.
        """
        filled = self
        for given in values:
            name, equals, value = given.partition("=")
            if not equals or name not in self.blanks():
                known = ", ".join(self.blanks().values()) or "nothing"
                raise QuestionIsUnanswerable(f"{self.name}: cannot take {given!r}: it takes {known}")
            filled = Question(self.name, _filled(filled.sparql, name, value))
        return filled


def named_questions() -> list[Question]:
    """Return the questions in ``queries/``, in the order of their names."""
    return [Question(file.stem, file.read_text("utf-8")) for file in sorted(paths.QUERIES.glob("*.rq"))]


def find_question(asked: str) -> Question:
    """Return the question that ``asked`` is: the name of one, a file that holds one, or SPARQL itself.

    Raises QuestionIsUnanswerable for an unknown name, with the nearest ones that are known.
    """
    for question in named_questions():
        if question.name == asked:
            return question
    if re.search(r"[\s{]", asked.strip()):
        return Question("query", asked)
    if asked.endswith(".rq") or Path(asked).is_file():
        return Question(asked, _text_of(Path(asked)))
    raise QuestionIsUnanswerable(f"{asked}: no such question{_nearest(asked)} (kgriyadh query --list)")


def _nearest(asked: str) -> str:
    near = difflib.get_close_matches(asked, [question.name for question in named_questions()], cutoff=0.4)
    return f", did you mean {' or '.join(near)}?" if near else ""


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise QuestionIsUnanswerable(f"{file}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        message = f"{file}: not UTF-8 at byte {error.start}: a question is SPARQL text"
        raise QuestionIsUnanswerable(message) from error


def _filled(sparql: str, name: str, value: str) -> str:
    def put(match: re.Match[str]) -> str:
        if match["name"] != name:
            return match[0]
        literal = _date(name, value) if match["type"] else _escaped(value)
        return f'VALUES ?{name} {{ "{literal}"{match["type"] or ""} }} # --with {match["help"]}'

    return _BLANK.sub(put, sparql)


def _date(name: str, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise QuestionIsUnanswerable(f"{name}={value}: no date: write it as 2026-01-28") from error


def _escaped(value: str) -> str:
    """Escape what may not stand in a SPARQL string between quotes (ECHAR of SPARQL 1.1)."""
    for character, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
        value = value.replace(character, escape)
    return value
