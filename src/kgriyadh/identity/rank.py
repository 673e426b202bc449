"""Two ranks in, whether the second lies above the first out: NATO codes after STANAG 2116 order them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kgriyadh import paths
from kgriyadh.lexicon.entry import read_entries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgriyadh.lexicon.entry import Entry

_CODE = re.compile(r"(OR|OF)-(\d+)")
_OFFICER = 10
# One rises by so many grades at once, and by one more a year.
_SOONEST = 2
# From OF-7 on few hold a rank.
_FEW = _OFFICER + 7
# « général » with no level given may be any general, from OF-6 to OF-10.
_ANY_GENERAL = (_OFFICER + 6, _OFFICER + 10)


def falls(earlier: str, later: str) -> bool:
    """Return whether the later of two ranks (``rank/colonel``) lies surely below the earlier."""
    one, other = _span(earlier, later), _span(later, earlier)
    return bool(one and other and other[1] < one[0])


def agree(one: str, other: str) -> bool:
    """Return whether two ranks may be one rank: « général » and « général de division » may."""
    spans = _span(one, other), _span(other, one)
    if one == other or not (spans[0] and spans[1]):
        return one == other
    return spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]


def leaps(earlier: str, later: str, years: float) -> bool:
    """Return whether the later of two ranks surely lies further above the earlier than one rises in years."""
    one, other = _span(earlier, later), _span(later, earlier)
    return bool(one and other and other[0] - one[1] > _SOONEST + years)


def is_high(rank: str) -> bool:
    """Return whether few hold a rank: surely a general of two stars or more, or an admiral."""
    grades = _ranks().get(rank)
    return bool(grades and grades[0] >= _FEW)


def is_enlisted(rank: str) -> bool:
    """Return whether a rank is no officer's."""
    grades = _ranks().get(rank)
    return bool(grades and grades[1] < _OFFICER)


@cache
def _span(rank: str, beside: str) -> tuple[int, int] | None:
    """Return the lowest and the highest grade that a rank may mean; None where none is known.

    « colonel » may stand for a « lieutenant-colonel »; « commandant » for a « capitaine de vaisseau » only
    ``beside`` a rank of the navy.
    """
    if rank not in _ranks():
        return None
    branches = {branch for one in (beside, *_long_forms(beside)) for branch in _branches(one)}
    meant = [one for one in _long_forms(rank) if not _branches(one) or _branches(one) & branches]
    grades = [_ranks()[one] for one in (rank, *meant)]
    return min(low for low, _ in grades), max(high for _, high in grades)


@cache
def _entries() -> Mapping[str, Entry]:
    entries = read_entries(paths.vocabulary())
    return {id: entry for id, entry in entries.items() if entry.get("natoCode")}


@cache
def _ranks() -> Mapping[str, tuple[int, int]]:
    return {id: _grades(entry.get("natoCode")) for id, entry in _entries().items()}


@cache
def _long_forms(rank: str) -> tuple[str, ...]:
    """Return the ranks that are shortened to a rank."""
    return tuple(id for id, entry in _entries().items() if rank in entry.get("shortenedTo"))


def _branches(rank: str) -> frozenset[str]:
    entry = _entries().get(rank)
    return frozenset(entry.get("branch")) if entry else frozenset()


def _grades(codes: tuple[str, ...]) -> tuple[int, int]:
    code = _CODE.fullmatch(codes[0])
    if not code:
        return _ANY_GENERAL if codes[0] == "general-officer" else (_OFFICER, _OFFICER)
    grade = int(code[2]) + (_OFFICER if code[1] == "OF" else 0)
    return grade, grade
