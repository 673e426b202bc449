"""A reading in, what it states with at least some confidence out; nothing half of whose facts are gone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kgriyadh.fact import Entity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgriyadh.fact import Fact, Reading

# What ties others together is told by these facts; without one of each it says nothing.
_NOT_HELD = (("kgr:postHolder",), ("kgr:postRole",))
_PARTIES = ("kgr:host", "kgr:guest", "kgr:participant", "kgr:unnamedParty")
_TIES: dict[str, tuple[tuple[str, ...], ...]] = {
    "org:Membership": (("org:member",), ("org:role",)),
    "kgr:FormerPost": _NOT_HELD,
    "kgr:FuturePost": _NOT_HELD,
    "kgr:Meeting": (_PARTIES,),
    "kgr:Conference": (_PARTIES,),
    "kgr:Visit": (_PARTIES,),
    "kgr:Threat": (("skos:broader",), ("kgr:affectsRegion",)),
}
_ENCOUNTER = 2  # parties


def at_least(reading: Reading, least: float) -> Reading:
    """Return a reading with those of its facts whose confidence, 0 to 1, is at least ``least``.

    A post without its holder or role goes as a whole, as does a meeting that is left with one of its parties,
    and whatever was said of them.
    """
    sure = tuple(fact for fact in reading.facts if fact.confidence >= least)
    before, after = _ties(reading.facts), _ties(sure)
    gone = {one for one, had in before.items() if _is_broken(one, had, after.get(one, Counter()))}
    facts = tuple(fact for fact in sure if fact.subject not in gone and fact.object not in gone)
    entities = tuple(entity for entity in reading.entities if entity not in gone)
    return replace(reading, facts=facts, entities=entities)


def _ties(facts: Iterable[Fact]) -> dict[Entity, Counter[str]]:
    """Return how many facts of each predicate tie together each thing that does so."""
    found: dict[Entity, Counter[str]] = {}
    for fact in facts:
        if fact.subject.kind in _TIES and fact.subject.known is None:
            found.setdefault(fact.subject, Counter())[fact.predicate] += 1
    return found


def _is_broken(entity: Entity, before: Counter[str], after: Counter[str]) -> bool:
    """Return whether a thing no longer ties together what it did."""
    for predicates in _TIES[entity.kind]:
        had, has = (sum(count[predicate] for predicate in predicates) for count in (before, after))
        needed = _ENCOUNTER if predicates is _PARTIES else 1
        if has < min(had, needed):
            return True
    return False
