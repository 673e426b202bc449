"""Two parts of names in, how alike they are out: the same, spelled otherwise, initials, far spellings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from kgriyadh.identity.names.variants import sound

if TYPE_CHECKING:
    from kgriyadh.identity.names.part import Part

# What two parts are worth that are one name, spellings of it, an initial and its name, or far apart.
SAME, SPELLING, INITIAL, DISTANT = 1.0, 0.95, 0.7, 0.65

# Consonants that one sound is heard as in two languages: a Lebanese « Gebran » is an English « Jibran ».
_NEAR = ("dt", "sz", "bp", "gk", "gj", "mn", "fvw")
# The groups of these that share a letter, made one; and the letters that a spelling may leave out.
_ROUGH = str.maketrans(
    {letter: group[0] for group in ("dt", "sz", "bp", "gkj", "mn", "fvw") for letter in group}
)
_SILENT = re.compile(r"[aeiouh]")
_CONSONANT = re.compile(r"[^aeiou]")
# The vowel letters that stand for a vowel of another spelling.
_READINGS = {"a": "a", "e": "ai", "i": "i", "o": "uo", "u": "u", "ai": "ai", "ia": "ia"}
_SHORTEST_SKELETON = 2
# Of so many consonants a name may have a vowel or a near consonant otherwise.
_LONG_SKELETON = 3
_MOST_VOWELS = 1.0
_HALF = 0.5


def alike(one: Part, other: Part) -> float:
    """Return how alike two parts are; 0 where they are two names."""
    if {one.son, other.son} == {"", "within"}:
        return 0.0  # « Benali » is no « Ali »
    if one.given and other.given and not one.listed and one.word != other.word:
        return 0.0  # « Jean », « Jeanne »
    if one.identity == other.identity:
        return SAME
    if one.initial or other.initial:
        return INITIAL if one.word[0] == other.word[0] else 0.0
    if one.listed != other.listed:
        return 0.0
    if not one.listed and _heard(one.identity, other.identity):
        return SPELLING
    return DISTANT if _distant(one.word, other.word) else 0.0


def rough(word: str) -> str:
    """Return the consonants of a sound, those made one that are heard alike, without those left out."""
    return _SILENT.sub("", word).translate(_ROUGH)


@lru_cache(maxsize=262_144)
def _distant(one: str, other: str) -> bool:
    """Return whether two words may be far spellings of one name; « Salim » is none of « Salima »."""
    if one + "a" == other or other + "a" == one:
        return False
    skeleton = rough(sound(one))
    if len(skeleton) < _SHORTEST_SKELETON and Levenshtein.distance(one, other) > 1:
        return False  # « Auf » may be « Ouf », but « Issa » no « Sow »
    return bool(skeleton) and skeleton == rough(sound(other))


@lru_cache(maxsize=262_144)
def _heard(one: str, other: str) -> bool:
    """Return whether two words sound alike: the same consonants but for one near one, vowels that may be."""
    first, second = _CONSONANT.findall(one), _CONSONANT.findall(other)
    if len(first) != len(second) or len(first) < _SHORTEST_SKELETON:
        return False
    unlike = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(unlike) > 1 or not all(_near(a, b) for a, b in unlike):
        return False
    runs = list(zip(_CONSONANT.split(one), _CONSONANT.split(other), strict=True))
    if bool(runs[-1][0]) != bool(runs[-1][1]):
        return False  # « Salim », « Salima »
    short = len(first) < _LONG_SKELETON
    most = 0.0 if short else _HALF if unlike else _MOST_VOWELS
    return sum(_vowels(*run) for run in runs) <= most and not (short and unlike)


def _near(one: str, other: str) -> bool:
    """Return whether two consonants are heard alike."""
    return any(one in group and other in group for group in _NEAR)


def _vowels(one: str, other: str) -> float:
    """Return how far two runs of vowels are apart: 0, a half where one is not written, or 1."""
    if one == other or set(_READINGS.get(one, one)) & set(_READINGS.get(other, other)):
        return 0.0
    return 1.0 if one and other else _HALF
