"""French date expressions: normal text and the day of publication in, what each one means out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgriyadh.dates.numerals import cardinal
from kgriyadh.dates.patterns import HIJRI, SINGLE, START, plain
from kgriyadh.dates.rules import rules
from kgriyadh.dates.when import When

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

__all__ = ["When", "cardinal", "find", "hijri"]

RULES = rules()
# How much of the text before an expression a rule may look at, in characters.
CONTEXT = 80


def find(text: str, published: date | None, named_after: Collection[str] = ()) -> tuple[When, ...]:
    """All date expressions of a normalised ``text``, in order, without overlap.

    ``published`` is the day that « hier », « jeudi » and « le 14 mars » are reckoned from; when
    None, these are found but have no ``first``. ``named_after`` are the folded nouns of things that
    bear a date as their name (``loi``, ``avenue``): « la loi du 11 mars » is then no date.
    Never raises; time is linear in the text.
    """
    folded = plain(text)
    found: list[When] = []
    place = 0
    while start := START.search(folded, place):
        floor = found[-1].end if found else 0
        left = folded[max(floor, start.start() - CONTEXT) : start.start()]
        place = _skipped(folded, start.start(), left, named_after)
        if not place and (when := _at(folded, start.start(), left, published)):
            found.append(when)
            place = when.end
        place = place or start.start() + 1
    return tuple(found)


def hijri(text: str) -> tuple[tuple[int, int], ...]:
    """Where the Hijri dates of a normalised ``text`` stand, as half-open spans; they are not converted."""
    return tuple(match.span() for match in HIJRI.finditer(plain(text)))


def _skipped(folded: str, place: int, left: str, named_after: Collection[str]) -> int:
    """Where a Hijri date or the name of a thing ends that begins at ``place``; else 0."""
    if hijri := HIJRI.match(folded, place):
        return hijri.end()
    name = SINGLE.match(folded, place) if _names_thing(left, named_after) else None
    return name.end() if name else 0


def _names_thing(left: str, named_after: Collection[str]) -> bool:
    """Whether « loi », « accord de paix », « résolution n° 2719 » and « du » stand before a date."""
    if not left.endswith(" du "):
        return False
    for word in reversed(left.split()[-5:-1]):
        if re.sub(r"^[ld]'|-.*", "", word) in named_after:
            return True
        if word.endswith((",", ";", ":", "»")) or (word.isalpha() and len(word) < 4 and word != "de"):
            return False
    return False


def _at(folded: str, place: int, left: str, published: date | None) -> When | None:
    for pattern, rule in RULES:
        match = pattern.match(folded, place)
        if match and (when := rule(match, left, published)):
            return when
    return None
