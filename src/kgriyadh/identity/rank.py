"""Two ranks in, whether the second lies above the first out: NATO codes after STANAG 2116 order them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kgriyadh import paths
from kgriyadh.lexicon.entry import read_entries

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODE = re.compile(r"(OR|OF)-(\d+)")
_OFFICER = 10
# One rises by so many grades at once, and by one more a year.
_SOONEST = 2
# « général » with no level given may be any general, from OF-6 to OF-10.
_ANY_GENERAL = (_OFFICER + 6, _OFFICER + 10)


def falls(earlier: str, later: str) -> bool:
    """Return whether the later of two ranks (``rank/colonel``) lies surely below the earlier."""
    one, other = _span(earlier), _span(later)
    return bool(one and other and other[1] < one[0])


def agree(one: str, other: str) -> bool:
    """Return whether two ranks may be one rank: « général » and « général de division » may."""
    spans = _span(one), _span(other)
    if one == other or not (spans[0] and spans[1]):
        return one == other
    return spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]


def leaps(earlier: str, later: str, years: float) -> bool:
    """Return whether the later of two ranks surely lies further above the earlier than one rises in years."""
    one, other = _span(earlier), _span(later)
    return bool(one and other and other[0] - one[1] > _SOONEST + years)


def is_enlisted(rank: str) -> bool:
    """Return whether a rank is surely no officer's."""
    span = _span(rank)
    return bool(span and span[1] < _OFFICER)


def _span(rank: str) -> tuple[int, int] | None:
    """Return the lowest and the highest grade that a rank's wording may mean; None where none is known."""
    return _spans().get(rank)


@cache
def _spans() -> Mapping[str, tuple[int, int]]:
    entries = read_entries(paths.vocabulary())
    own = {entry.id: _grades(entry.get("natoCode")) for entry in entries.values() if entry.get("natoCode")}
    spans = dict(own)
    for entry in entries.values():
        # « colonel » may stand for a « lieutenant-colonel », whose rank is shortened to it.
        for short in entry.get("shortenedTo"):
            if entry.id in own and short in own:
                low, high = spans[short]
                spans[short] = min(low, own[entry.id][0]), max(high, own[entry.id][1])
    return spans


def _grades(codes: tuple[str, ...]) -> tuple[int, int]:
    code = _CODE.fullmatch(codes[0])
    if not code:
        return _ANY_GENERAL if codes[0] == "general-officer" else (_OFFICER, _OFFICER)
    grade = int(code[2]) + (_OFFICER if code[1] == "OF" else 0)
    return grade, grade
