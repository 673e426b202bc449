"""Two meetings as documents tell them in, the grounds for and against their being one encounter out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kgriyadh.fact import Entity
from kgriyadh.identity import weight
from kgriyadh.identity.context import UNDATED
from kgriyadh.local_id import PARTIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kgriyadh.identity.context import Told
    from kgriyadh.identity.weight import Ground
    from kgriyadh.resolution import Mention

# A dispatch on a meeting whose day it does not tell comes out so many days after it at most.
_SOON = 7
_LONGEST = 15


@dataclass(slots=True)
class Encounter:
    """A meeting of one document: parties, places and venue by local id, first and last day."""

    mentions: list[Mention]
    documents: set[str]
    kind: str
    sides: Mapping[str, frozenset[str]]
    first: date | None
    last: date | None
    places: frozenset[str]
    planned: bool
    told: date

    @property
    def parties(self) -> frozenset[str]:
        """All parties."""
        return frozenset().union(*self.sides.values())


def encounters(of: Told, ids: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, Encounter]]:
    """Give the meetings of a document by key; ``ids`` has what is known of who is who."""
    document = of.id
    for key, entity in of.of_folder("meeting"):
        facts = of.facts.get(key, {})

        def tied(predicate: str) -> frozenset[str]:
            things = (fact.object for fact in facts.get(predicate, ()))  # noqa: B023 used at once
            return frozenset(ids[document, thing.key] for thing in things if isinstance(thing, Entity))

        days = sorted(
            fact.object
            for predicate in ("kgr:date", "kgr:endDate")
            for fact in facts.get(predicate, ())
            if isinstance(fact.object, date)
        )
        yield (
            key,
            Encounter(
                [of.mentions[key]],
                {document},
                entity.kind,
                {side: tied(side) for side in PARTIES},
                days[0] if days else None,
                days[-1] if days else None,
                tied("kgr:place"),
                "status/planned" in tied("kgr:status"),
                of.day,
            ),
        )


def candidates(found: Sequence[Encounter]) -> Iterator[tuple[int, int]]:
    """Give the pairs that may be one: a party in common and days that touch, or the very same parties."""
    by_day: dict[object, list[int]] = defaultdict(list)
    by_parties: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        by_parties[one.parties].append(number)
        if one.first and one.last:
            length = min((one.last - one.first).days, _LONGEST)
            for key in {(p, one.first + timedelta(n)) for p in one.parties for n in range(length + 2)}:
                by_day[key].append(number)
    for block in by_day.values():
        yield from ((a, b) for k, a in enumerate(block) for b in block[k + 1 :])
    for block in by_parties.values():
        undated = [number for number in block if not found[number].first]
        yield from ((min(a, b), max(a, b)) for a in undated for b in block if a != b)


def grounds(one: Encounter, other: Encounter) -> list[Ground]:
    """Return what speaks for and against two documents telling one encounter."""
    return [*_of_parties(one, other), *_of_days(one, other), *_of_places(one, other)]


def _of_parties(one: Encounter, other: Encounter) -> Iterator[Ground]:
    a, b = one.parties, other.parties
    if a == b:
        yield weight.SAME_PARTIES if len(a) > 1 else weight.ONE_PARTY
    elif a <= b or b <= a:
        yield weight.PARTIES_WITHIN
    else:
        yield weight.SHARED_PARTIES if len(a & b) > 1 else weight.SHARED_PARTY
    if one.kind != other.kind:
        yield weight.TWO_KINDS
    guests = one.sides["kgr:guest"], other.sides["kgr:guest"]
    if all(guests) and not guests[0] & guests[1] and not (a <= b or b <= a):
        yield weight.OTHER_GUESTS


def _of_days(one: Encounter, other: Encounter) -> Iterator[Ground]:
    if one.first and other.first and one.last and other.last:
        gap = max((other.first - one.last).days, (one.first - other.last).days)
        if gap <= 0:
            yield weight.SAME_DAY
        else:
            yield weight.NEXT_DAY if gap == 1 else weight.OTHER_DAY
    elif one.parties == other.parties:
        yield from _of_unknown_days(one, other)


def _of_unknown_days(one: Encounter, other: Encounter) -> Iterator[Ground]:
    """Where one tells no day, the days of publication tell how far apart the two may be."""
    days = [e.last or (None if e.told == UNDATED else e.told) for e in (one, other)]
    if days[0] and days[1]:
        dated, undated = (one, other) if one.first else (other, one)
        held_before = dated.first and not undated.planned and undated.told < dated.first
        near = abs((days[0] - days[1]).days) <= _SOON
        yield weight.TOLD_SOON if near and not held_before else weight.TOLD_OTHERWISE


def _of_places(one: Encounter, other: Encounter) -> Iterator[Ground]:
    pairs = [(a, b) for a in sorted(one.places) for b in sorted(other.places)]
    if any(a == b for a, b in pairs):
        yield weight.SAME_PLACE
    elif pairs and not any(a.startswith(f"{b}-") or b.startswith(f"{a}-") for a, b in pairs):
        yield weight.OTHER_PLACE
