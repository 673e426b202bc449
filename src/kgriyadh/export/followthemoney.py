"""A store in, entities of FollowTheMoney out as lines of JSON (https://followthemoney.tech/explorer/).

What documents say has them for ``proof`` and their words for ``description``; a mention says what a document
calls somebody. The library of that name judges in the tests; the product needs nothing of it but some names.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kgriyadh.export.form import ONE_FILE, pieces, rows
from kgriyadh.export.relation import POSTS, known, post, proof_of, stated
from kgriyadh.export.thing import local, things

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from kgriyadh.export.form import Contents
    from kgriyadh.export.relation import Post, Proof, Relation
    from kgriyadh.export.thing import Thing

_Values = defaultdict[str, list[str]]  # by IRI

# The schema of each class of ours that can take part in something (LegalEntity), and a topic that says more.
_PARTIES = {
    "Person": "Person",
    "Organization": "Organization",
    "Coalition": "Organization",
    "InternationalOrganization": "PublicBody",
    "ArmedForce": "PublicBody",
    "Country": "PublicBody",
}
_TOPICS = {"InternationalOrganization": "gov.igo", "ArmedForce": "mil", "Country": "gov.national"}
_EVENTS = ("Conference", "Meeting", "Visit")
_INVOLVED = ("guest", "host", "participant")
_LINKS = {"cooperatesWith": "coopération", "counterpartOf": "homologue"}
_STATUS = {"Membership": "current", "FormerPost": "ended", "FuturePost": "future"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def followthemoney(store: Store) -> Contents:
    """Return documents, mentions, persons and bodies, then the events, posts and ties between them."""
    return {ONE_FILE: pieces(_Entities(store).all())}


def entity_id(*fields: str) -> str:
    """Return the id of what some fields tell apart; that of a thing is made of its IRI alone."""
    return "kgr-" + sha256("\0".join(fields).encode()).hexdigest()[:32]


def _entity(key: str, schema: str, **properties: Iterable[str]) -> bytes:
    """Return one entity as a line; texts lose control characters, and what is empty is left out."""
    cleaned = {
        name: sorted({text for value in values if (text := _cleaned(value))})
        for name, values in properties.items()
    }
    made = {"id": key, "schema": schema, "properties": {k: v for k, v in cleaned.items() if v}}
    return (json.dumps(made, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _cleaned(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


class _Entities:
    """Makes the entities of a store, with what it knows of names, countries and addresses at hand."""

    def __init__(self, store: Store) -> None:
        self._store, self._things = store, things(store)
        self._names, self._wikidata, self._countries = _Values(list), _Values(list), _Values(list)
        for row in rows(store, "names"):
            columns = {"name": self._names, "wikidata": self._wikidata, "country": self._countries}
            for column, values in columns.items():
                if row[column]:
                    values[row["thing"].value].append(row[column].value)
        self._urls = {
            row["document"].value: row["url"].value for row in rows(store, "documents") if row["url"]
        }

    def all(self) -> Iterator[bytes]:
        """Give all entities, each once."""
        yield from self._documents()
        naming, ranks, positions = _Values(list), _Values(list), _Values(list)
        yield from self._mentions(naming)
        self._note(ranks, positions)
        for thing in self._things.values():
            if thing.kind in _PARTIES:
                yield self._party(thing, naming, ranks, positions)
        made: set[str] = set()
        for source, relations in stated(self._store):
            yield from self._stated(source, relations, made)
        for one in known(self._store):
            yield from self._tie(one, made)

    def _documents(self) -> Iterator[bytes]:
        for iri, group in groupby(rows(self._store, "documents"), key=lambda row: row["document"].value):
            found = list(group)
            columns = {"id": "fileName", "title": "title", "source": "publisher", "published": "publishedAt"}
            yield _entity(
                entity_id(iri),
                "Article",
                language=["fra"],
                sourceUrl=self._addresses([iri]),
                **{
                    name: [row[column].value for row in found if row[column]]
                    for column, name in columns.items()
                },
            )

    def _mentions(self, naming: _Values) -> Iterator[bytes]:
        """Give what documents call persons and bodies; ``naming`` is told which documents name whom."""
        mentions = rows(self._store, "mentions")
        for (iri, document), group in groupby(
            mentions, key=lambda row: (row["thing"].value, row["document"].value)
        ):
            naming[iri].append(document)
            if schema := self._schema(iri):
                yield _entity(
                    entity_id(document, iri),
                    "Mention",
                    document=[entity_id(document)],
                    resolved=[entity_id(iri)],
                    name=[row["name"].value for row in group],
                    detectedSchema=[schema],
                )

    def _note(self, ranks: _Values, positions: _Values) -> None:
        """Go through what documents state, and note the ranks and the posts of persons."""
        for source, relations in stated(self._store):
            ranks[source] += [self._name(one.target) for one in relations if one.kind == "hasRank"]
            if self._kind(source) == "Membership" and (held := post("Membership", relations)):
                positions[held.person].append(self._position_name(held))

    def _party(self, thing: Thing, naming: _Values, ranks: _Values, positions: _Values) -> bytes:
        iri = thing.iri
        return _entity(
            entity_id(iri),
            _PARTIES[thing.kind],
            name=[self._name(iri)],
            alias=[name for name in self._names[iri] if name != thing.name],
            title=ranks[iri],
            position=positions[iri],
            topics=[_TOPICS.get(thing.kind, "")],
            country=self._codes([iri]),
            wikidataId=self._wikidata[iri],
            sourceUrl=self._addresses(naming[iri]),
            proof=map(entity_id, naming[iri]),
        )

    def _stated(self, source: str, relations: list[Relation], made: set[str]) -> Iterator[bytes]:
        """Give what one thing's relations are: an event, a post, or ties to others."""
        kind = self._kind(source)
        if kind in _EVENTS:
            yield self._event(source, relations)
        elif kind in POSTS:
            if held := post(kind, relations):
                yield from self._post(source, kind, held, made)
        else:
            for one in relations:
                yield from self._tie(one, made)

    def _event(self, iri: str, relations: list[Relation]) -> bytes:
        targets = _Values(list)
        for one in relations:
            targets[one.kind].append(one.target)
        parties = [target for kind in _INVOLVED for target in targets[kind] if self._schema(target)]
        return _entity(
            entity_id(iri),
            "Event",
            name=[self._name(iri)],
            startDate=targets["date"],
            endDate=targets["endDate"],
            location=map(self._name, [*targets["place"], *targets["venue"]]),
            country=self._codes(targets["country"]),
            organizer=[entity_id(host) for host in targets["host"] if host in parties],
            involved=map(entity_id, parties),
            keywords=map(self._name, targets["addressesThreat"]),
            **self._proven(proof_of(relations)),
        )

    def _post(self, iri: str, kind: str, held: Post, made: set[str]) -> Iterator[bytes]:
        """Give a post, as position and occupancy; what only says where somebody belongs is a membership."""
        body = held.organization if held.organization and self._schema(held.organization) else None
        if held.role is None:
            if body:
                yield self._membership(entity_id(iri), held.person, body, _STATUS[kind], held.proof)
            return
        position = entity_id("position", held.role, body or "")
        if position not in made:
            made.add(position)
            yield _entity(
                position,
                "Position",
                name=[self._position_name(held)],
                organization=[entity_id(body)] if body else [],
                country=self._codes([body or ""]),
            )
        yield _entity(
            entity_id(iri),
            "Occupancy",
            holder=[entity_id(held.person)],
            post=[position],
            status=[_STATUS[kind]],
            **self._proven(held.proof),
            date=held.proof.published,
        )

    def _tie(self, one: Relation, made: set[str]) -> Iterator[bytes]:
        """Give the tie between two parties that a relation is, unless it is there already."""
        ends = (one.source, one.target)
        key = entity_id(one.kind, *(sorted(ends) if one.kind in _LINKS else ends))
        if key in made or not all(map(self._schema, ends)):
            return
        made.add(key)
        if one.kind == "memberOf":
            yield self._membership(key, *ends, "", one.proof)
        elif one.kind in _LINKS:
            subject, other = map(entity_id, ends)
            yield _entity(
                key,
                "UnknownLink",
                subject=[subject],
                object=[other],
                role=[_LINKS[one.kind]],
                date=one.proof.published,
                **self._proven(one.proof),
            )

    def _membership(self, key: str, member: str, body: str, status: str, proof: Proof) -> bytes:
        return _entity(
            key,
            "Membership",
            member=[entity_id(member)],
            organization=[entity_id(body)],
            status=[status],
            date=proof.published,
            **self._proven(proof),
        )

    def _proven(self, proof: Proof) -> dict[str, Iterable[str]]:
        """Return the properties that say who says something, in which words."""
        return {
            "proof": map(entity_id, proof.documents),
            "description": proof.quotes,
            "sourceUrl": self._addresses(proof.documents),
        }

    def _kind(self, iri: str) -> str:
        return self._things[iri].kind if iri in self._things else ""

    def _schema(self, iri: str) -> str | None:
        """Return the schema of a person or body, None of anything else."""
        return _PARTIES.get(self._kind(iri))

    def _name(self, iri: str) -> str:
        name = self._things[iri].name if iri in self._things else ""
        return _cleaned(name) or local(iri)

    def _position_name(self, held: Post) -> str:
        return ", ".join(self._name(iri) for iri in (held.role, held.organization) if iri)

    def _codes(self, iris: Iterable[str]) -> list[str]:
        """Return the codes of countries, as ISO 3166 has them but in small letters."""
        return [code.lower() for iri in iris for code in self._countries[iri]]

    def _addresses(self, iris: Iterable[str]) -> list[str]:
        """Return the web addresses of documents; no other kind of address is let through."""
        found = [self._urls.get(iri, "") for iri in iris]
        return [address for address in found if urlsplit(address).scheme in ("http", "https")]
