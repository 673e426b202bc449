"""Documents in, their meetings as they tell them out, and the pairs of these that may be one encounter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from kgriyadh import paths
from kgriyadh.fact import Entity
from kgriyadh.fold import words
from kgriyadh.identity.context import bodies_of_posts
from kgriyadh.lexicon.entry import read_entries
from kgriyadh.local_id import PARTIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kgriyadh.identity.context import Told
    from kgriyadh.local_id import Ties
    from kgriyadh.resolution import Mention

_LONGEST = 15


@dataclass(slots=True)
class Encounter:
    """A meeting of one document: parties and places by local id, first and last day.

    ``called`` has the names of the parties that the document names, ``stand_for`` the bodies and states that
    they hold posts in; ``unnamed`` are the words for parties without a name. ``remote`` says that the
    parties spoke from afar, on the telephone or by video.
    """

    mentions: list[Mention]
    documents: set[str]
    kind: str
    sides: Mapping[str, frozenset[str]]
    called: Mapping[str, str]
    stand_for: Mapping[str, frozenset[str]]
    unnamed: frozenset[tuple[str, ...]]
    first: date | None
    last: date | None
    places: frozenset[str]
    planned: bool
    remote: bool
    told: date

    @property
    def parties(self) -> frozenset[str]:
        """All parties."""
        return frozenset().union(*self.sides.values())


def encounters(of: Told, ids: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, Encounter]]:
    """Give the meetings of a document by key; ``ids`` has what is known of who is who."""
    posts = bodies_of_posts(of, ids)
    for key, entity in of.of_folder("meeting"):
        facts = of.facts.get(key, {})
        parties = {ids[of.id, one.key]: one for one in _tied(facts, *PARTIES)}
        days = _days(facts)
        yield (
            key,
            Encounter(
                [of.mentions[key]],
                {of.id},
                entity.kind,
                {side: frozenset(ids[of.id, one.key] for one in _tied(facts, side)) for side in PARTIES},
                {local: one.names[0] for local, one in parties.items() if one.names},
                {local: frozenset(posts.get(one.key, ())) for local, one in parties.items()},
                frozenset(words(str(fact.object)) for fact in facts.get("kgr:unnamedParty", ())),
                days[0] if days else None,
                days[-1] if days else None,
                frozenset(ids[of.id, one.key] for one in _tied(facts, "kgr:place")),
                any(ids[of.id, one.key] == "status/planned" for one in _tied(facts, "kgr:status")),
                _is_remote(of, facts),
                of.day,
            ),
        )


def _tied(facts: Ties, *predicates: str) -> list[Entity]:
    things = (fact.object for predicate in predicates for fact in facts.get(predicate, ()))
    return [thing for thing in things if isinstance(thing, Entity)]


def _days(facts: Ties) -> list[date]:
    days = (fact.object for predicate in ("kgr:date", "kgr:endDate") for fact in facts.get(predicate, ()))
    return sorted(day for day in days if isinstance(day, date))


def _is_remote(of: Told, facts: Ties) -> bool:
    """Return whether the words that state a meeting say that the parties were not in one place."""
    quotes = {quote for of_one in facts.values() for fact in of_one for quote in fact.quotes}
    said = {word for quote in quotes for word in words(of.text[quote.start : quote.end])}
    return not said.isdisjoint(_remote_words())


@cache
def _remote_words() -> frozenset[str]:
    entry = read_entries(paths.vocabulary())["word/remote"]
    return frozenset(word for form in entry.get("word") for word in words(form) if len(words(form)) == 1)


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
