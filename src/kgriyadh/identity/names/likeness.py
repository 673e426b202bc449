"""Two persons' names in, how alike they are out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from kgriyadh.identity.names.part import parts_of
from kgriyadh.identity.names.variants import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgriyadh.identity.names.part import Part

# Consonants that one sound is heard as in two languages.
_NEAR = ("dt", "sz", "bp", "gk", "mn", "fvw")
_VOWEL_RUN = re.compile(r"[aeiou]*")
_CONSONANT = re.compile(r"[^aeiou]")
# The vowel letters that stand for a vowel of another spelling.
_READINGS = {"a": "a", "e": "ai", "i": "i", "o": "uo", "u": "u", "ai": "ai", "ia": "ia"}
_SHORTEST_SKELETON = 2
# Of so many consonants a name may have a vowel or a near consonant otherwise.
_LONG_SKELETON = 3
_MOST_VOWELS = 1.0
_HALF = 0.5
# What a name is worth whose parts are all alike, which lacks a middle name, which lacks one at the end.
_SAME, _SPELLING, _MIDDLE, _END, _SHORT = 1.0, 0.95, 0.93, 0.9, 0.7
_FULL = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are.

    ``score`` runs from 0 to 1: 1 where each part is the same name, spelled alike or not; below 0.6 they are
    two names. ``partial``: one only shortens the other (family name alone, initials), so that it takes the
    context to tell. ``rare``: what they share is not of frequent names only. ``conflict``: both are full
    and a part of one speaks against the other. ``reasons`` are words in French and English.
    """

    score: float
    partial: bool = False
    rare: bool = True
    reasons: tuple[str, ...] = ()
    conflict: bool = False


@lru_cache(maxsize=262_144)
def compare(one: str, other: str) -> Likeness:
    """Return how alike two persons' names are, whichever comes first; no rank or title before them."""
    left, right = sorted((parts_of(one), parts_of(other)), key=lambda parts: (len(parts), str(parts)))
    if not left:
        return Likeness(float(one == other), partial=True, rare=False)
    if left == right:
        single = len(left) < _FULL or any(part.initial for part in left)
        return Likeness(1.0, single, _rare(left), ("mêmes parties / same parts",))
    if not keys(one) & keys(other):
        return Likeness(0.0, conflict=all(len(parts) >= _FULL for parts in (left, right)))
    orders = [right, *_turned(left, right)]
    return max(
        (_aligned(left, order) for order in orders), key=lambda found: (found.score, not found.partial)
    )


@lru_cache(maxsize=131_072)
def keys(name: str) -> frozenset[str]:
    """Return the keys that two names share which may be one's: the last part, and each that is rare.

    Frequent names, of which a chain has several, make a key with the first.
    """
    parts = [part for part in parts_of(name) if not part.initial]
    alone = {_key(part) for part in parts[-1:] + [part for part in parts if not part.frequent]}
    pairs = {"+".join(sorted((_key(parts[0]), _key(part)))) for part in parts[1:] if part.frequent}
    return frozenset(alone | pairs or {plain(name) or name})


def _key(part: Part) -> str:
    """Return the list's name of a part, or its consonants with those that are heard alike made one."""
    if part.listed:
        return part.identity
    return "".join(map(_near, _CONSONANT.findall(part.identity))) or part.identity


def _turned(left: Sequence[Part], right: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    """Return a name with its family name at the other end; not where all its parts may be given names."""
    if not len(left) == len(right) >= _FULL or all(_may_be_given(part) for part in right):
        return []
    return [(*right[1:], right[0]), (right[-1], *right[:-1])]


def _may_be_given(part: Part) -> bool:
    return part.initial or part.son == "apart" or (part.listed and not part.family and part.son != "within")


def _aligned(short: tuple[Part, ...], long: tuple[Part, ...]) -> Likeness:
    """Return how alike two names are whose parts stand in one order; ``short`` has no more parts."""
    best: Likeness | None = None
    for places in combinations(range(len(long)), len(short)):
        likes = [_alike(part, long[place]) for part, place in zip(short, places, strict=True)]
        if all(likes):
            found = _contained(short, long, places, likes)
            best = max(best or found, found, key=lambda one: (one.score, not one.partial))
    return best or _without_titles(short, long)


def _without_titles(short: tuple[Part, ...], long: tuple[Part, ...]) -> Likeness:
    """Compare names without honorifics, which may be told or not, as long as two parts are left."""
    bare = [tuple(part for part in parts if not part.title) for parts in (short, long)]
    if all(len(parts) >= _FULL for parts in bare) and bare != [short, long]:
        first, second = sorted(bare, key=len)
        return _aligned(first, second)
    return Likeness(0.0, conflict=all(len(parts) >= _FULL for parts in (short, long)))


def _rare(parts: Sequence[Part]) -> bool:
    return any(not part.frequent for part in parts if not part.initial)


def _contained(
    short: tuple[Part, ...], long: tuple[Part, ...], places: tuple[int, ...], likes: Sequence[float]
) -> Likeness:
    """Return the likeness of a name that has all its parts in another."""
    rare = _rare(short)
    initials = [
        part for part, place in zip(short, places, strict=True) if part.initial or long[place].initial
    ]
    missing = [part for place, part in enumerate(long) if place not in places and not part.title]
    if len(short) == 1 and len(long) > 1:
        return Likeness(_SHORT, True, rare, ("une partie du nom / one part of the name",))
    if len(short) == 1:
        return Likeness(min(likes), True, rare, ("même nom seul / same single name",))
    if missing and places[0] != 0 and not (long[0].father or short[0].father):
        # « Idriss Déby » is the father of « Mahamat Idriss Déby ».
        return Likeness(
            0.0, False, rare, (f"autre prénom / other given name : {missing[0].word}",), conflict=True
        )
    if initials:
        return Likeness(_SHORT, True, rare, ("initiale et nom / initial and name",))
    if not missing:
        said = "graphies voisines / near spellings" if min(likes) < 1 else "mêmes parties / same parts"
        return Likeness(min(likes), False, rare, (said,))
    said = ", ".join(part.word for part in missing)
    at_end = places[-1] != len(long) - 1
    return Likeness(
        min(_END if at_end else _MIDDLE, *likes), at_end and not rare, rare, (f"sans / without : {said}",)
    )


@lru_cache(maxsize=262_144)
def _alike(one: Part, other: Part) -> float:
    """Return how alike two parts are; 0 where they are two names."""
    if {one.son, other.son} == {"", "within"}:
        return 0.0  # « Benali » is no « Ali »
    if one.given and other.given and not one.listed and one.word != other.word:
        return 0.0  # « Jean », « Jeanne »
    if one.identity == other.identity:
        return _SAME
    if one.initial or other.initial:
        return _SHORT if one.word[0] == other.word[0] else 0.0
    if one.listed or other.listed:
        return 0.0
    return _heard(one.identity, other.identity)


def _heard(one: str, other: str) -> float:
    """Return how alike two words sound: the same consonants but for one near one, vowels that may be one."""
    first, second = _CONSONANT.findall(one), _CONSONANT.findall(other)
    if len(first) != len(second) or len(first) < _SHORTEST_SKELETON:
        return 0.0
    unlike = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(unlike) > 1 or any(_near(a) != _near(b) for a, b in unlike):
        return 0.0
    runs = list(zip(_CONSONANT.split(one), _CONSONANT.split(other), strict=True))
    if bool(runs[-1][0]) != bool(runs[-1][1]):
        return 0.0  # « Salim », « Salima »
    short = len(first) < _LONG_SKELETON
    most = 0.0 if short else _HALF if unlike else _MOST_VOWELS
    return _SPELLING if sum(_vowels(*run) for run in runs) <= most and not (short and unlike) else 0.0


def _near(consonant: str) -> str:
    """Return the consonant that stands for all that are heard alike."""
    return next((group[0] for group in _NEAR if consonant in group), consonant)


def _vowels(one: str, other: str) -> float:
    """Return how far two runs of vowels are apart: 0, a half where one is not written, or 1."""
    if one == other or set(_READINGS.get(one, one)) & set(_READINGS.get(other, other)):
        return 0.0
    return 1.0 if one and other else _HALF
