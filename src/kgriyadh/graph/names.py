"""A document's entities in, their French names out: as the text spells them or, for an event, made.

An event, a post or a threat in a region has no name in the text; its label is made of what it ties
together (« Rencontre du 28 janvier 2026, Riyad : A, B »).
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_date
from rdflib import RDFS

from kgriyadh import authority
from kgriyadh.fact import Entity
from kgriyadh.local_id import is_compound
from kgriyadh.terms import expand, ontology

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgriyadh.fact import Fact

_Tied = dict[str, list[str]]  # predicate to the names of its objects, in the order of the text

_SHOWN_PARTIES = 3


def names_of(entity: Entity, facts: Mapping[str, Iterable[Fact]]) -> tuple[str, ...]:
    """Return the French names of an entity, the label first.

    ``facts`` are those about it, by predicate. Empty where the text names nothing.
    """
    spelled = tuple(dict.fromkeys(" ".join(name.split()) for name in entity.names if name.strip()))
    if spelled or not facts or not is_compound(entity):
        return spelled
    tied = {predicate: [_name(fact.object) for fact in of_one] for predicate, of_one in facts.items()}
    return (_made(entity.kind, tied),)


def _made(kind: str, tied: _Tied) -> str:
    """Return the label of something that ties others together."""
    if "org:member" in tied or "org:role" in tied:
        return ", ".join(_all(tied, "org:member", "org:role", "org:organization"))
    if "kgr:postHolder" in tied:
        named = ", ".join(_all(tied, "kgr:postHolder", "kgr:postRole", "kgr:postAt"))
        return f"{_class_label(kind)} : {named}"
    if "kgr:affectsRegion" in tied:
        return f"{', '.join(_all(tied, 'skos:broader'))} ({', '.join(tied['kgr:affectsRegion'])})"
    when = " au ".join(_all(tied, "kgr:date", "kgr:endDate"))
    head = ", ".join(
        [f"{_class_label(kind)} du {when}" if when else _class_label(kind), *_all(tied, "kgr:place")]
    )
    parties = _shown(_all(tied, "kgr:host", "kgr:guest", "kgr:participant"))
    return f"{head} : {parties}" if parties else head


def _all(tied: _Tied, *predicates: str) -> list[str]:
    """Return the names under some predicates, each once, in the order of the predicates."""
    return list(dict.fromkeys(name for predicate in predicates for name in tied.get(predicate, ())))


def _shown(parties: list[str]) -> str:
    """Return the first parties and how many more there are."""
    more = len(parties) - _SHOWN_PARTIES
    return ", ".join(parties[:_SHOWN_PARTIES]) + (f" (et {more} de plus)" if more > 0 else "")


def _name(thing: Entity | date | int | str) -> str:
    """Return what an object is called in a label: known things by their own name, others by the text's."""
    if isinstance(thing, Entity):
        known = authority.label(thing.known) if thing.known else None
        return known or (" ".join(thing.names[0].split()) if thing.names else thing.kind.partition(":")[2])
    return _french(thing) if isinstance(thing, date) else str(thing)


@lru_cache(maxsize=4096)
def _french(day: date) -> str:
    """Return a day as French text writes it (« 28 janvier 2026 », « 1er mars 2026 »)."""
    ordinal = "1er" if day.day == 1 else str(day.day)
    return f"{ordinal} {format_date(day, 'MMMM y', locale='fr')}"


@cache
def _class_label(kind: str) -> str:
    """Return the French label of a class, with a capital."""
    labels = ontology().objects(expand(kind), RDFS.label)
    found = sorted(str(label) for label in labels if getattr(label, "language", None) == "fr")
    return (found[0][:1].upper() + found[0][1:]) if found else kind.partition(":")[2]
