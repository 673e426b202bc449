"""Two names of organizations in, how alike they are out."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from kgriyadh.fold import words
from kgriyadh.identity.names.likeness import Likeness
from kgriyadh.identity.names.variants import links

# Words so long may differ by one letter (« coalition », « coallition ») or by a plural.
_LONG = 6


@lru_cache(maxsize=262_144)
def compare_organizations(one: str, other: str) -> Likeness:
    """Return how alike two organizations' names are; an acronym is the caller's to know.

    Words count, not their order; one has to have all of the other's for the names to be alike.
    """
    left, right = sorted((_content(one), _content(other)), key=lambda found: (len(found), sorted(found)))
    if not left or not right:
        return Likeness(float(words(one) == words(other)))
    if left == right:
        return Likeness(1.0, reasons=("mêmes mots / same words",))
    if len(left) == len(right):
        mine, theirs = sorted(left - right), sorted(right - left)
        if len(left) > 1 and all(map(_misspelled, mine, theirs)):
            return Likeness(0.9, reasons=("mots voisins / near words",))
    elif len(left) > 1 and left < right:
        said = ", ".join(sorted(right - left))
        return Likeness(0.6, partial=True, reasons=(f"sans / without : {said}",))
    return Likeness(0.0, conflict=True)


def _content(name: str) -> frozenset[str]:
    return frozenset(word for word in words(name) if word not in links("grammar"))


def _misspelled(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LONG and Levenshtein.distance(one, other) <= 1
