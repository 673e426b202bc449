"""Places and the words of a search in, the places that have them out, the best first, with what to mark."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from kgriyadh.errors import QuestionIsUnanswerable
from kgriyadh.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgriyadh.find.place import Place

_TERM = re.compile(r'"([^"]*)"?|«([^»]*)»?|(\S+)')
_OPEN, _CLOSE = "\x02", "\x03"
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_CONTROLS = str.maketrans({_OPEN: " ", _CLOSE: " ", "\0": " "})


def search(places: Iterable[Place], words: str, most: int | None = None) -> list[Place]:
    """Return the places that have all the words, names before quotes, the best first, at most so many.

    ``*`` behind a word stands for its ending; words in quotation marks must stand together. Raises
    QuestionIsUnanswerable where there is no word.
    """
    asked = insist_on_words(words)
    with sqlite3.connect(":memory:") as index:
        index.execute("CREATE VIRTUAL TABLE place USING fts5(text, kind UNINDEXED, tokenize='unicode61')")
        known: list[Place] = []
        for place in places:
            index.execute("INSERT INTO place VALUES (?, ?)", (_folded(place.text), place.kind))
            known.append(place)
        found = index.execute(
            "SELECT rowid, highlight(place, 0, ?, ?) FROM place WHERE place MATCH ? "
            "ORDER BY kind, rank, rowid LIMIT ?",
            (_OPEN, _CLOSE, asked, -1 if most is None else most),
        ).fetchall()
    index.close()
    return [_marked(known[row - 1], highlighted) for row, highlighted in found]


def insist_on_words(words: str) -> str:
    """Return a search in the syntax of FTS5; raises QuestionIsUnanswerable where it has no word."""
    terms = []
    for quoted, guillemets, bare in _TERM.findall(words):
        term = _folded(quoted or guillemets or bare)
        if re.search(r"[^\W_]", term):
            ending = "*" if bare.endswith("*") else ""
            terms.append('"' + term.replace('"', " ") + '"' + ending)
    if not terms:
        raise QuestionIsUnanswerable(f"{words!r}: there is no word in it to find")
    return " AND ".join(terms)


def _marked(place: Place, highlighted: str) -> Place:
    """Return a place with the stretches that FTS5 has marked in its folded text."""
    # The fold of a text is that of its characters, one after the other; some become two, some none.
    ends = list(accumulate(len(_folded(character)) for character in place.text))
    marks, shift = [], 0
    for match in _MARK.finditer(highlighted):
        start, end = match.start() - shift, match.end() - shift - 2
        marks.append((_at(ends, start), _at(ends, end - 1) + 1))
        shift += 2
    return replace(place, marks=tuple(marks))


def _at(ends: list[int], offset: int) -> int:
    """Return the index of the character whose fold has the character at an offset of the folded text."""
    return next(index for index, end in enumerate(ends) if offset < end)


def _folded(text: str) -> str:
    return fold(text.translate(_CONTROLS))
