"""Two persons' names in, how alike they are out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from kgriyadh.identity.names.alike import DISTANT, SPELLING, alike
from kgriyadh.identity.names.block import keys
from kgriyadh.identity.names.part import joined, parts_of
from kgriyadh.identity.names.variants import links

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kgriyadh.identity.names.part import Part

    Parts = tuple[Part, ...]

# What a name is worth which lacks a middle name, which lacks one at the end, or is an initial or one part.
_MIDDLE, _END, _SHORT = 0.93, 0.9, 0.7
_FULL = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are.

    ``score`` runs from 0 to 1: 1 where each part is the same name, spelled alike or not; below 0.7 they are
    one only where a post says so (far spellings, another order), below 0.6 they are two names.
    ``partial``: one only shortens the other (family name alone, initials), so that it takes the
    context to tell. ``rare``: what they share is not of frequent names only. ``shared`` is the number of
    parts that they share, of which a chain of frequent ones has many. ``conflict``: both are full
    and a part of one speaks against the other. ``reasons`` are words in French and English.
    """

    score: float
    partial: bool = False
    rare: bool = True
    reasons: tuple[str, ...] = ()
    conflict: bool = False
    shared: int = 0


@lru_cache(maxsize=262_144)
def compare(one: str, other: str) -> Likeness:
    """Return how alike two persons' names are, whichever comes first; no rank or title before them."""
    names = sorted((len(parts_of(name)), name) for name in (one, other))
    left, right = (parts_of(name) for _, name in names)
    if not left:
        return Likeness(float(one == other), partial=True, rare=False)
    if left == right:
        single = len(left) < _FULL or any(part.initial for part in left)
        return Likeness(1.0, single, _rare(left), ("mêmes parties / same parts",), shared=len(left))
    if not keys(one) & keys(other):
        return _two_names(left, right)
    found = [_aligned(*pair) for pair in _ways(left, right) if _each_alike(*pair)]
    return max(found, key=lambda one: (one.score, not one.partial), default=_two_names(left, right))


def _two_names(left: Parts, right: Parts) -> Likeness:
    return Likeness(0.0, conflict=all(len(parts) >= _FULL for parts in (left, right)))


def _ways(left: Parts, right: Parts) -> Iterator[tuple[Parts, Parts]]:
    """Give the ways to lay one name beside another: as written, turned, two parts in one word."""
    yield left, right
    for turned in _turned(left, right):
        yield left, turned
    if len(right) > len(left):
        identities = {part.identity for part in left}
        for place, (one, other) in enumerate(pairwise(right)):
            if (both := joined(one, other)).identity in identities:
                yield left, (*right[:place], both, *right[place + 2 :])


def _turned(left: Parts, right: Parts) -> list[Parts]:
    """Return a name with its family name at the other end; not where all its parts may be given names.

    Of longer names one begins with a given name and one does not.
    """
    if not len(left) == len(right) >= _FULL or all(_may_be_given(part) for part in right):
        return []
    if len(left) > _FULL and _may_be_given(left[0]) and _may_be_given(right[0]):
        return []
    return [(*right[1:], right[0]), (right[-1], *right[:-1])]


def _may_be_given(part: Part) -> bool:
    return part.initial or part.son == "apart" or (part.listed and not part.family and part.son != "within")


def _each_alike(short: Parts, long: Parts) -> bool:
    """Return whether each part of a name is like one of another's, which few pairs of names are."""
    if any(part.title for part in (*short, *long)):
        return True
    return all(any(alike(part, other) for other in long) for part in short)


def _aligned(short: Parts, long: Parts) -> Likeness:
    """Return how alike two names are whose parts stand in one order; ``short`` has no more parts."""
    best: Likeness | None = None
    for places in combinations(range(len(long)), len(short)):
        likes = [alike(part, long[place]) for part, place in zip(short, places, strict=True)]
        if all(likes):
            found = _contained(short, long, places, likes)
            best = max(best or found, found, key=lambda one: (one.score, not one.partial))
    return best if best and best.score else _exchanged(short, long) or best or _without_titles(short, long)


def _exchanged(short: Parts, long: Parts) -> Likeness | None:
    """Compare names of the same parts in any order: « Issoufou Mahamadou », « Aïchatou Kané Boulama »."""
    if len(short) < _FULL or sorted(part.identity for part in short) != sorted(
        part.identity for part in long
    ):
        return None
    return Likeness(DISTANT, rare=_rare(short), reasons=("autre ordre / other order",))


def _without_titles(short: Parts, long: Parts) -> Likeness:
    """Compare names without honorifics, which may be told or not, as long as two parts are left."""
    bare = [tuple(part for part in parts if not part.title) for parts in (short, long)]
    if all(len(parts) >= _FULL for parts in bare) and bare != [short, long]:
        first, second = sorted(bare, key=len)
        return _aligned(first, second)
    return _two_names(short, long)


def _rare(parts: Sequence[Part]) -> bool:
    return any(not part.frequent for part in parts if not part.initial)


def _contained(short: Parts, long: Parts, places: tuple[int, ...], likes: Sequence[float]) -> Likeness:
    """Return the likeness of a name that has all its parts in another."""
    rare = _rare(short)
    initials = [
        part for part, place in zip(short, places, strict=True) if part.initial or long[place].initial
    ]
    missing = [part for place, part in enumerate(long) if place not in places and not part.title]
    if DISTANT in likes:
        return (
            _distant(short, long, places, likes) if not missing and not initials else _two_names(short, long)
        )
    if len(short) == 1 and len(long) > 1:
        return Likeness(_SHORT, True, rare, ("une partie du nom / one part of the name",))
    if len(short) == 1:
        return Likeness(min(likes), True, rare, ("même nom seul / same single name",))
    if _family_alone(short, long, places):
        return Likeness(_SHORT, True, rare, ("une partie du nom / one part of the name",))
    if other := _other_given_name(short, long, places):
        if other.tied or other.word in links("leading"):
            return Likeness(DISTANT, rare=rare, reasons=(f"sans / without : {other.word}",))
        said = f"autre prénom / other given name : {other.word}"
        return Likeness(0.0, False, rare, (said,), conflict=True)
    if initials:
        return Likeness(_SHORT, True, rare, ("initiale et nom / initial and name",))
    if not missing:
        said = "graphies voisines / near spellings" if min(likes) < 1 else "mêmes parties / same parts"
        return Likeness(min(likes), False, rare, (said,), shared=len(short))
    said = ", ".join(part.word for part in missing)
    at_end = places[-1] != len(long) - 1
    # « Amadou Coulibaly » is many men, of whom « Amadou Gon Coulibaly » is one.
    partial = not rare and (at_end or len(short) <= _FULL or _rare(missing))
    return Likeness(
        min(_END if at_end else _MIDDLE, *likes),
        partial,
        rare,
        (f"sans / without : {said}",),
        shared=len(short),
    )


def _family_alone(short: Parts, long: Parts, places: tuple[int, ...]) -> bool:
    """« Sassou-Nguesso »: a family name of two parts that a hyphen ties in both names."""
    double = len(short) == _FULL < len(long) and places == (len(long) - _FULL, len(long) - 1)
    return double and short[-1].tied and long[-1].tied and not any(part.given for part in short)


def _other_given_name(short: Parts, long: Parts, places: tuple[int, ...]) -> Part | None:
    """Return what the given name of one has before or behind that of the other, if it makes it another.

    « Idriss Déby » is the father of « Mahamat Idriss Déby », « Denis Sassou » of « Denis-Christel Sassou »;
    but « Félix Tshisekedi » is « Félix-Antoine Tshisekedi », so that the post has to tell.
    """
    if places[0] == 0:
        double = len(places) < len(long) and 1 not in places and long[1].tied and not long[1].title
        return long[1] if double and not short[0].initial else None
    if long[0].title or long[0].father or short[0].father:
        return None
    return long[0]


def _distant(short: Parts, long: Parts, places: tuple[int, ...], likes: Sequence[float]) -> Likeness:
    """Return the likeness of two names that differ in one part, and in that by a far spelling.

    Listed names that look alike are two unless two parts beside them are one, of which one is rare:
    « Ahmed Gaïd Salah », « Ahmed Gaïd Saleh ».
    """
    at = likes.index(DISTANT)
    one, other = short[at], long[places[at]]
    beside = [part for number, part in enumerate(short) if number != at]
    listed = one.listed or other.listed
    sure = _rare(beside) if at == 0 or listed else bool(beside)
    look_alikes = listed and (at == 0 or len(beside) < _FULL)
    if min((like for like in likes if like != DISTANT), default=0) < SPELLING or not sure or look_alikes:
        return _two_names(short, long)
    return Likeness(DISTANT, rare=_rare(short), reasons=("graphies éloignées / far spellings",))
