"""A reading in, what it says around each of its things out: posts, ranks, company, days and cities."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kgriyadh.fact import Entity
from kgriyadh.local_id import (
    BODY,
    HOLDER,
    PARTIES,
    POSTS,
    ROLE,
    entities_of,
    facts_by_subject,
    folder_of,
    ids_in,
    slug,
)
from kgriyadh.resolution import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kgriyadh.fact import Fact, Reading
    from kgriyadh.local_id import Ties

Post = tuple[str, str | None]  # role and body, by local id
Presence = tuple[date, str]  # a day, and the local id of a city

UNDATED = date.max


@dataclass(frozen=True, slots=True, order=True)
class Holder:
    """Who is told to hold a post on a day: the name and the local id of the role."""

    name: str
    role: str
    day: date


@dataclass(frozen=True, slots=True)
class Appearance:
    """One entity of one document with what the document says around it.

    ``day`` is the day of publication, or ``date.max``; ``posts`` are held on it, those of ``past`` at another
    time; ``met`` are the slugs of the names of those in the
    same events. Appearances sort by day, document and place in the document.
    """

    mention: Mention
    entity: Entity
    day: date
    posts: frozenset[Post] = frozenset()
    past: frozenset[Post] = frozenset()
    ranks: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    presences: frozenset[Presence] = frozenset()


@dataclass(slots=True)
class Told:
    """What one document tells: its entities by key, their mentions, and the facts by subject.

    ``day`` is the day of publication, or ``date.max``.
    """

    id: str
    day: date
    text: str
    entities: dict[str, Entity]
    mentions: dict[str, Mention]
    facts: dict[str, Ties]
    _folders: dict[str, list[tuple[str, Entity]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, entity in self.entities.items():
            self._folders.setdefault(folder_of(entity.kind), []).append((key, entity))

    def is_event(self, key: str) -> bool:
        """Whether an entity is an event."""
        return folder_of(self.entities[key].kind) == "meeting"

    def of_folder(self, folder: str) -> Sequence[tuple[str, Entity]]:
        """Return the entities whose ids lie in a folder, with their keys."""
        return self._folders.get(folder, ())


def told(reading: Reading) -> Told:
    """Return what a document tells, looked up."""
    entities: dict[str, Entity] = {}
    for entity in entities_of(reading):
        entities.setdefault(entity.key, entity)
    facts, document = facts_by_subject(reading.facts), reading.document
    mentions = _mentions(entities, ids_in(entities, facts, document.id), document.id)
    return Told(document.id, document.published or UNDATED, document.text, entities, mentions, facts)


def _mentions(entities: Mapping[str, Entity], ids: Mapping[str, str], document: str) -> dict[str, Mention]:
    """Name each entity within its document; of two with one id the later gets a number."""
    taken: dict[str, int] = {}
    mentions = {}
    for key, local_id in ids.items():
        taken[local_id] = taken.get(local_id, 0) + 1
        unique = local_id if taken[local_id] == 1 else f"{local_id}~{taken[local_id]}"
        name = entities[key].names[0] if entities[key].names else ""
        mentions[key] = Mention(document, unique, " ".join(name.split()))
    return mentions


def appearances(of: Told, bodies: Mapping[tuple[str, str], str]) -> Iterator[Appearance]:
    """Give the persons of a document; ``bodies`` has the ids of bodies, by document id and entity key."""
    held, past = _posts(of, bodies, POSTS[:1]), _posts(of, bodies, POSTS[1:])
    met, presences = _events(of)
    for key, entity in of.of_folder("person"):
        ranks = (rank.known for rank in _objects(of.facts.get(key, {}), "kgr:hasRank") if rank.known)
        yield Appearance(
            of.mentions[key],
            entity,
            of.day,
            frozenset(held.get(key, ())),
            frozenset(past.get(key, ())),
            frozenset(ranks),
            frozenset(met.get(key, ())),
            frozenset(presences.get(key, ())),
        )


def bodies_of_posts(of: Told, bodies: Mapping[tuple[str, str], str]) -> Mapping[str, set[str]]:
    """Return the bodies and states, by local id, in which each person of a document holds a post, by key."""
    held = _posts(of, bodies, POSTS[:1])
    return {key: {body for _, body in posts if body} for key, posts in held.items()}


def holders_of_posts(of: Told) -> Mapping[str, set[Holder]]:
    """Return who holds what post in each body of a document, by its key."""
    held: dict[str, set[Holder]] = defaultdict(set)
    for post, _ in of.of_folder(POSTS[0]):
        facts = of.facts.get(post, {})
        names = [holder.names[0] for holder in _objects(facts, *HOLDER) if holder.names]
        roles = [role.known or role.key for role in _objects(facts, *ROLE)]
        for body in _objects(facts, *BODY):
            held[body.key].update(Holder(name, role, of.day) for name in names for role in roles)
    return held


def _events(of: Told) -> tuple[dict[str, set[str]], dict[str, set[Presence]]]:
    """Return whom each person meets, by the slugs of their names, and where each is on what day."""
    met, presences = defaultdict[str, set[str]](set), defaultdict[str, set[Presence]](set)
    for event, _ in of.of_folder("meeting"):
        facts = of.facts.get(event, {})
        parties = [one for one in _objects(facts, *PARTIES) if one.names]
        where = _presence(facts)
        for party in parties:
            met[party.key] |= {slug(other.names[0]) for other in parties if other.key != party.key}
            presences[party.key] |= where
    return met, presences


def _posts(of: Told, bodies: Mapping[tuple[str, str], str], folders: Sequence[str]) -> dict[str, set[Post]]:
    """Return the posts of each person by key."""
    posts: dict[str, set[Post]] = {}
    for folder in folders:
        for post, _ in of.of_folder(folder):
            facts = of.facts.get(post, {})
            held = [bodies.get((of.id, body.key)) for body in _objects(facts, *BODY)] or [None]
            holders = _objects(facts, *HOLDER)
            for role in _objects(facts, *ROLE):
                for holder in holders:
                    posts.setdefault(holder.key, set()).update(
                        (role.known or role.key, body) for body in held
                    )
    return posts


def _presence(facts: Ties) -> set[Presence]:
    """Return the day and city of an event of one day whose city is told."""
    days = [fact.object for fact in facts.get("kgr:date", ()) if isinstance(fact.object, date)]
    cities = [place for place in _objects(facts, "kgr:place") if place.kind == "kgr:City" and place.known]
    one_day = len(days) == 1 and not facts.get("kgr:endDate")
    return {(days[0], city.known) for city in cities if city.known} if one_day else set()


def _objects(facts: Mapping[str, Iterable[Fact]], *predicates: str) -> list[Entity]:
    """Return the things that facts of some predicates point to."""
    found = (fact.object for predicate in predicates for fact in facts.get(predicate, ()))
    return [thing for thing in found if isinstance(thing, Entity)]
