"""Two names in, how alike they are out."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from kgriyadh.fold import words


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are: ``score`` 0 to 1, below 0.6 they are two names.

    ``partial``: one shortens the other. ``rare``: they share more than frequent parts.
    """

    score: float
    partial: bool = False
    rare: bool = True
    reasons: tuple[str, ...] = ()


def compare(one: str, other: str) -> Likeness:
    """Return how alike two persons' names are."""
    a, b = words(one), words(other)
    if a == b:
        return Likeness(1.0, partial=len(a) == 1)
    if set(a) <= set(b) or set(b) <= set(a):
        return Likeness(0.9, partial=True)
    score = JaroWinkler.normalized_similarity("".join(sorted(a)), "".join(sorted(b)))
    return Likeness(score if score > 0.93 else 0.0)


def compare_organizations(one: str, other: str) -> Likeness:
    """Return how alike two organizations' names are."""
    return Likeness(1.0 if words(one) == words(other) else 0.0)


def keys(name: str) -> frozenset[str]:
    """Return the keys that names which may be alike share."""
    return frozenset(word[:3] for word in words(name)[-1:])
