"""Two portraits of persons in, the grounds for and against their being one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgriyadh.identity import office, weight
from kgriyadh.identity.context import UNDATED
from kgriyadh.identity.names import compare
from kgriyadh.identity.rank import agree, falls, is_high, leaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgriyadh.identity.names import Likeness
    from kgriyadh.identity.portrait import Portrait
    from kgriyadh.identity.weight import Ground

# Below this likeness two names are two; see Likeness.
ALIKE = 0.6
# And below this they are one only where a post says so.
_DISTANT = 0.7
# From this likeness on two names are one whatever the post.
_SURELY = 0.9
# Frequent names, of which few bear so many in one order: « Ahmed bin Hassan Al-Asiri ».
_CHAIN = 3
_YEAR = 365.25


def grounds(one: Portrait, other: Portrait, likeness: Likeness) -> list[Ground]:
    """Return what speaks for and against two portraits being one person's; the name's ground comes first."""
    posts = office.grounds(one, other, likeness.rare)
    found = [_of_name(likeness), *posts, *_of_ranks(one, other), *_of_events(one, other)]
    return [ground for ground in found if ground.points]


def likeness_of(one: Portrait, other: Portrait) -> Likeness:
    """Return how alike the names are."""
    likenesses = [compare(a, b) for a in one.names for b in other.names]
    return max(likenesses, key=lambda likeness: (likeness.score, not likeness.partial))


def _of_name(likeness: Likeness) -> Ground:
    if likeness.score < _DISTANT:
        return weight.DISTANT_NAME
    if likeness.partial:
        return weight.SHORT_NAME if likeness.rare else weight.FREQUENT_SHORT_NAME
    if likeness.rare:
        return weight.FULL_NAME if likeness.score >= 1 else weight.VARIANT_NAME
    if likeness.shared >= _CHAIN:
        return weight.FREQUENT_CHAIN
    return weight.FREQUENT_NAME if likeness.score >= 1 else weight.FREQUENT_VARIANT


def _of_ranks(one: Portrait, other: Portrait) -> Iterator[Ground]:
    """The rank on the last day before and the first after: ranks rise over time, they do not fall."""
    if not one.ranks or not other.ranks:
        return
    pairs = [(a, b) if a[0] <= b[0] else (b, a) for a in sorted(one.ranks) for b in sorted(other.ranks)]
    fallen = [(a, b) for a, b in pairs if a[0] < b[0] != UNDATED and falls(a[1], b[1])]
    at_once = [(a, b) for a, b in pairs if a[0] == b[0] != UNDATED and not agree(a[1], b[1])]
    if fallen:
        (_, before), (_, after) = fallen[0]
        yield weight.RANK_FALLS.about(f"{office.last(before)} > {office.last(after)}")
    elif at_once:
        (_, before), (_, after) = at_once[0]
        yield weight.TWO_RANKS.about(f"{office.last(before)} ≠ {office.last(after)}")
    elif leap := [
        (a, b) for a, b in pairs if b[0] != UNDATED and leaps(a[1], b[1], (b[0] - a[0]).days / _YEAR)
    ]:
        (_, before), (_, after) = leap[0]
        yield weight.RANK_LEAPS.about(f"{office.last(before)} < {office.last(after)}")
    elif same := [b for a, b in pairs if agree(a[1], b[1])]:
        yield _of_rank([rank for _, rank in same], one.near(other)).about(office.last(same[0][1]))
    elif all(b[0] != UNDATED for _, b in pairs):
        high = all(is_high(rank) for pair in pairs for _, rank in pair)
        yield weight.HIGH_RANK_RISES if high else weight.RANK_RISES


def _of_rank(same: list[str], near: bool) -> Ground:
    """What one rank says: more where few hold it, or documents of one time tell it."""
    if all(map(is_high, same)):
        return weight.HIGH_RANK
    return weight.RANK_AT_ONE_TIME if near else weight.SAME_RANK


def _of_events(one: Portrait, other: Portrait) -> Iterator[Ground]:
    days = sorted(one.presences.keys() & other.presences.keys())
    shared = [day for day in days if one.presences[day] & other.presences[day]]
    company = _company(one, other)
    if shared:
        yield (weight.SAME_ENCOUNTER if company else weight.SAME_EVENT).about(f"{shared[0]}")
    elif company:
        # Who meets the same persons in two cities on one day is told of differently, and no two.
        yield weight.SAME_COMPANY.about(company)
    elif days:
        yield weight.TWO_CITIES.about(f"{days[0]}")


def _company(one: Portrait, other: Portrait) -> str:
    """Return somebody whom both meet, however spelled, or nothing; slugs know no hyphens of their own."""
    theirs = [second.replace("-", " ") for second in other.met]
    alike = (
        name
        for name in sorted(one.met)
        if name in other.met
        or any(compare(name.replace("-", " "), second).score >= _SURELY for second in theirs)
    )
    return next(alike, "")
