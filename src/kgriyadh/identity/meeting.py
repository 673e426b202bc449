"""Two meetings as documents tell them in, the grounds for and against their being one encounter out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgriyadh.identity import weight
from kgriyadh.identity.context import UNDATED
from kgriyadh.identity.names import compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgriyadh.identity.encounter import Encounter
    from kgriyadh.identity.weight import Ground

# A dispatch on a meeting whose day it does not tell comes out so many days after it at most; one that
# comes out later than a season tells of another.
_SOON = 7
_SEASON = 90
# From this likeness on two names may be one person's; see Likeness.
_ALIKE = 0.6
_BILATERAL = 2


@dataclass(frozen=True, slots=True)
class _Parties:
    """What the parties of two meetings come to: the number in common, and whom each has more."""

    shared: int
    one: frozenset[str]
    other: frozenset[str]

    @property
    def within(self) -> bool:
        """Whether the parties of one are all among the other's."""
        return not self.one or not self.other


def grounds(one: Encounter, other: Encounter) -> list[Ground]:
    """Return what speaks for and against two documents telling one encounter."""
    parties = _parties(one, other, one.parties, other.parties)
    return [
        *_of_parties(one, other, parties),
        *_of_roles(one, other, parties),
        *_of_unnamed(one, other),
        *_of_days(one, other),
        *_of_places(one, other),
    ]


def _parties(one: Encounter, other: Encounter, mine: frozenset[str], theirs: frozenset[str]) -> _Parties:
    """Lay parties beside each other; a body is there where somebody is who holds a post in it."""
    shared, left, right = len(mine & theirs), set(mine - theirs), set(theirs - mine)
    for party in sorted(left):
        if twin := next((body for body in sorted(right) if _stands_for(one, other, party, body)), None):
            shared += 1
            left.remove(party)
            right.remove(twin)
    return _Parties(shared, frozenset(left), frozenset(right))


def _stands_for(one: Encounter, other: Encounter, party: str, second: str) -> bool:
    return second in one.stand_for.get(party, ()) or party in other.stand_for.get(second, ())


def _of_parties(one: Encounter, other: Encounter, parties: _Parties) -> Iterator[Ground]:
    alone = parties.shared == 1 and any(party.startswith("person/") for party in one.parties & other.parties)
    if not parties.one and not parties.other:
        if parties.shared > 1:
            yield weight.SAME_PARTIES
        elif alone:
            yield weight.ONE_PERSON
        else:
            yield weight.ONE_SUMMIT if _are_conferences(one, other) else weight.ONE_PARTY
    elif parties.within:
        yield weight.ONE_PERSON if alone else weight.PARTIES_WITHIN
    else:
        yield weight.SHARED_PARTIES if parties.shared > 1 else weight.SHARED_PARTY
    if one.kind != other.kind:
        yield weight.TWO_KINDS


def _of_roles(one: Encounter, other: Encounter, parties: _Parties) -> Iterator[Ground]:
    """Other guests or hosts make another meeting, and so does the other one of two."""
    if parties.within:
        return
    sides = (("kgr:guest", weight.OTHER_GUESTS), ("kgr:host", weight.OTHER_HOSTS))
    found = next((ground for side, ground in sides if _other_side(one, other, side)), None)
    two = len(one.parties) == len(other.parties) == _BILATERAL
    if found:
        yield found
    elif two and parties.shared == 1 and _unlike(one, other, parties):
        yield weight.OTHER_COUNTERPART


def _other_side(one: Encounter, other: Encounter, side: str) -> bool:
    mine, theirs = one.sides[side], other.sides[side]
    found = _parties(one, other, mine, theirs)
    return bool(mine and theirs and not found.shared and _unlike(one, other, found))


def _unlike(one: Encounter, other: Encounter, parties: _Parties) -> bool:
    """Return whether parties are surely two: whom a delegation has may be the one whom the other names."""
    return all(
        a.partition("/")[0] == b.partition("/")[0]
        and compare(one.called.get(a, ""), other.called.get(b, "")).score < _ALIKE
        for a in parties.one
        for b in parties.other
    )


def _of_unnamed(one: Encounter, other: Encounter) -> Iterator[Ground]:
    if one.unnamed & other.unnamed:
        yield weight.SAME_UNNAMED


def _of_days(one: Encounter, other: Encounter) -> Iterator[Ground]:
    if one.first and other.first and one.last and other.last:
        gap = max((other.first - one.last).days, (one.first - other.last).days)
        if gap <= 0:
            yield weight.SAME_DAY
        elif gap > 1:
            yield weight.OTHER_DAY
        elif not _are_conferences(one, other):  # which may last
            yield weight.NEXT_DAY
    elif one.parties == other.parties:
        yield from _of_unknown_days(one, other)


def _are_conferences(one: Encounter, other: Encounter) -> bool:
    return one.kind == other.kind == "kgr:Conference"


def _of_unknown_days(one: Encounter, other: Encounter) -> Iterator[Ground]:
    """Where one tells no day, the days of publication tell how far apart the two may be."""
    days = [e.last or (None if e.told == UNDATED else e.told) for e in (one, other)]
    if days[0] and days[1]:
        dated, undated = (one, other) if one.first else (other, one)
        held_before = dated.first and not undated.planned and undated.told < dated.first
        gap = abs((days[0] - days[1]).days)
        if gap > _SEASON:
            yield weight.LONG_AFTER
        else:
            yield weight.TOLD_SOON if gap <= _SOON and not held_before else weight.TOLD_OTHERWISE


def _of_places(one: Encounter, other: Encounter) -> Iterator[Ground]:
    if one.remote != other.remote:
        yield weight.CALL_AND_VISIT if one.places or other.places else weight.CALL_OR_VISIT
        return
    pairs = [(a, b) for a in sorted(one.places) for b in sorted(other.places)]
    if any(a == b for a, b in pairs):
        yield weight.SAME_PLACE
    elif pairs and not any(a.startswith(f"{b}-") or b.startswith(f"{a}-") for a, b in pairs):
        yield weight.OTHER_PLACE
