"""Relations in, what they make of persons and bodies out: events, posts, memberships and other ties.

Event, Position, Occupancy, Membership, UnknownLink.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgriyadh.export.followthemoney.directory import Values
from kgriyadh.export.followthemoney.entity import entity, entity_id
from kgriyadh.export.relation import POSTS, known, post, proof_of, stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from kgriyadh.export.followthemoney.directory import Directory
    from kgriyadh.export.relation import Post, Proof, Relation

_EVENTS = ("Conference", "Meeting", "Visit")
_INVOLVED = ("guest", "host", "participant")
_LINKS = {"cooperatesWith": "coopération", "counterpartOf": "homologue"}
_STATUS = {"Membership": "current", "FormerPost": "ended", "FuturePost": "future"}


def ties(store: Store, directory: Directory) -> Iterator[bytes]:
    """Give what ties the persons and bodies of a store, each tie once."""
    return _Ties(directory).all(store)


class _Ties:
    """Makes ties, and remembers which are made."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._made: set[str] = set()

    def all(self, store: Store) -> Iterator[bytes]:
        for source, relations in stated(store):
            yield from self._stated(source, relations)
        for one in known(store):
            yield from self._tie(one)

    def _stated(self, source: str, relations: list[Relation]) -> Iterator[bytes]:
        """Give what one thing's relations are: an event, a post, or ties to others."""
        kind = self._directory.kind(source)
        if kind in _EVENTS:
            yield self._event(source, relations)
        elif kind in POSTS:
            if held := post(kind, relations):
                yield from self._post(source, kind, held)
        else:
            for one in relations:
                yield from self._tie(one)

    def _event(self, iri: str, relations: list[Relation]) -> bytes:
        targets, named = Values(list), self._directory.name
        for one in relations:
            targets[one.kind].append(one.target)
        parties = [target for kind in _INVOLVED for target in targets[kind] if self._directory.schema(target)]
        return entity(
            entity_id(iri),
            "Event",
            name=[named(iri)],
            startDate=targets["date"],
            endDate=targets["endDate"],
            location=map(named, [*targets["place"], *targets["venue"]]),
            country=self._directory.codes(targets["country"]),
            organizer=[entity_id(host) for host in targets["host"] if host in parties],
            involved=map(entity_id, parties),
            keywords=map(named, targets["addressesThreat"]),
            **self._directory.proven(proof_of(relations)),
        )

    def _post(self, iri: str, kind: str, held: Post) -> Iterator[bytes]:
        """Give a post, as position and occupancy; what only says where somebody belongs is a membership."""
        body = held.organization if held.organization and self._directory.schema(held.organization) else None
        if held.role is None:
            if body:
                yield self._membership(entity_id(iri), held.person, body, _STATUS[kind], held.proof)
            return
        position = entity_id("position", held.role, body or "")
        if position not in self._made:
            self._made.add(position)
            yield entity(
                position,
                "Position",
                name=[self._directory.position(held)],
                organization=[entity_id(body)] if body else [],
                country=self._directory.codes([body or ""]),
            )
        yield entity(
            entity_id(iri),
            "Occupancy",
            holder=[entity_id(held.person)],
            post=[position],
            status=[_STATUS[kind]],
            **self._directory.proven(held.proof),
            date=held.proof.published,
        )

    def _tie(self, one: Relation) -> Iterator[bytes]:
        """Give the tie between two parties that a relation is, unless it is there already."""
        ends = (one.source, one.target)
        key = entity_id(one.kind, *(sorted(ends) if one.kind in _LINKS else ends))
        if key in self._made or not all(map(self._directory.schema, ends)):
            return
        self._made.add(key)
        if one.kind == "memberOf":
            yield self._membership(key, *ends, "", one.proof)
        elif one.kind in _LINKS:
            subject, other = map(entity_id, ends)
            yield entity(
                key,
                "UnknownLink",
                subject=[subject],
                object=[other],
                role=[_LINKS[one.kind]],
                date=one.proof.published,
                **self._directory.proven(one.proof),
            )

    def _membership(self, key: str, member: str, body: str, status: str, proof: Proof) -> bytes:
        return entity(
            key,
            "Membership",
            member=[entity_id(member)],
            organization=[entity_id(body)],
            status=[status],
            date=proof.published,
            **self._directory.proven(proof),
        )
