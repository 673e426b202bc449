"""A document's entities in, their IRIs out: the only place where an IRI of a thing is made.

An IRI is made of what is said of the thing, never of where or when it was read, so that two
documents on one thing meet on one IRI and merging is set union.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from rdflib import URIRef

from kgriyadh.errors import BaseIriIsUnusable
from kgriyadh.fact import Entity
from kgriyadh.terms import expand, superclasses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgriyadh.fact import Fact, Reading

# The folder of a kind is that of the first of these classes it lies under: a country, which is also
# an organization, is a place.
_FOLDERS = (
    ("org:Membership", "membership"),
    ("kgr:FormerPost", "former-post"),
    ("kgr:FuturePost", "future-post"),
    ("kgr:Event", "meeting"),
    ("kgr:Threat", "threat"),
    ("kgr:Person", "person"),
    ("kgr:Place", "place"),
    ("org:Organization", "organization"),
    ("kgr:MilitaryRank", "rank"),
)
_POSTS = ("membership", "former-post", "future-post")
_TIES_OF_POSTS = (
    ("org:member", "kgr:postHolder"),
    ("org:role", "kgr:postRole"),
    ("org:organization", "kgr:postAt"),
)
_PARTIES = ("kgr:host", "kgr:guest", "kgr:participant")
_LONGEST_SLUG = 96
# Latin letters that do not decompose into a base letter and an accent.
_LATIN = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+[/#]")


def check_base(base: str) -> None:
    """Raise ``BaseIriIsUnusable`` unless IRIs can start with this base."""
    if not _BASE.fullmatch(base):
        raise BaseIriIsUnusable(base)


def mint(reading: Reading, base: str) -> dict[str, URIRef]:
    """Return the IRI of each entity of a reading by its key."""
    document = reading.document.id
    entities = {entity.key: entity for entity in _entities(reading)}
    ids = {key: _own_id(entity, document) for key, entity in entities.items() if not is_compound(entity)}
    facts = facts_by_subject(reading.facts)
    for key, entity in entities.items():
        if is_compound(entity):
            ids[key] = _compound_id(entity, facts.get(key, {}), ids, document)
    return {key: URIRef(base + ids[key]) for key in entities}


def document_iri(document_id: str, base: str) -> URIRef:
    """Return the IRI of a document; two ids never share one, even where their slugs do."""
    return URIRef(f"{base}document/{_document_slug(document_id)}")


def document_graph_iri(document_id: str, base: str) -> URIRef:
    """Return the IRI of the named graph with what a document states."""
    return URIRef(f"{base}graph/document-{_document_slug(document_id)}")


def graph_iri(name: str, base: str) -> URIRef:
    """Return the IRI of a named graph that belongs to no document (``authority``, ``evidence``)."""
    return URIRef(f"{base}graph/{name}")


def evidence_iri(base: str, *fields: object) -> URIRef:
    """Return the IRI of a node of the evidence: the hash of its fields, in their order."""
    return URIRef(f"{base}evidence/{_digest(*fields)[:16]}")


@lru_cache(maxsize=65_536)
def slug(text: str) -> str:
    """Return a text as lower-case words joined by hyphens, fit for an IRI and never empty.

    Accents are stripped; letters of other scripts stay as they are, since an IRI may hold them.
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LATIN)
    letters = (c if _is_letter(c) else " " for c in plain if not unicodedata.combining(c))
    short = "-".join("".join(letters).split())
    if len(short) > _LONGEST_SLUG:
        return f"{short[:_LONGEST_SLUG].rstrip('-')}-{_digest(short)[:8]}"
    return short or _digest(text)[:16]


def _is_letter(char: str) -> bool:
    """Return whether a character belongs to a word: letters, digits and the vowel signs of Indic scripts."""
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _entities(reading: Reading) -> Iterable[Entity]:
    """Give the entities of a reading and of its facts."""
    yield from reading.entities
    for fact in reading.facts:
        yield fact.subject
        if isinstance(fact.object, Entity):
            yield fact.object


def is_compound(entity: Entity) -> bool:
    """Return whether an entity is known by what it ties together: an event, a post, a threat in a region."""
    return entity.known is None and _folder(entity.kind) in ("meeting", "threat", *_POSTS)


def _own_id(entity: Entity, document: str) -> str:
    """Return the local id of something with an id of its own or a name."""
    if entity.known:
        return entity.known
    name = slug(entity.names[0]) if entity.names else _digest(document, entity.key)[:16]
    return f"{_folder(entity.kind)}/{name}"


def _compound_id(
    entity: Entity, facts: Mapping[str, tuple[Fact, ...]], ids: Mapping[str, str], document: str
) -> str:
    """Return the local id of a meeting, membership or regional threat, made of what it ties together."""

    def tied(*predicates: str) -> list[str]:
        found = (fact.object for predicate in predicates for fact in facts.get(predicate, ()))
        return sorted({ids[thing.key] for thing in found if isinstance(thing, Entity) and thing.key in ids})

    folder = _folder(entity.kind)
    if folder in _POSTS:
        return f"{folder}/{'-'.join(_joined(tied(*predicates)) for predicates in _TIES_OF_POSTS)}"
    if folder == "threat":
        concept, regions = tied("skos:broader"), tied("kgr:affectsRegion")
        return f"threat/{_joined(concept)}-{_joined(regions)}" if concept else _own_id(entity, document)
    return _meeting_id(facts, tied(*_PARTIES), tied("kgr:place"), document)


def _meeting_id(
    facts: Mapping[str, tuple[Fact, ...]], parties: list[str], places: list[str], document: str
) -> str:
    """Return the local id of a meeting.

    Without a date or a party nothing says that two documents mean one encounter, so that the
    document is part of the id.
    """
    dates = sorted(str(fact.object) for fact in facts.get("kgr:date", ()))
    known_by = parties if dates and parties else [*parties, document]
    return f"meeting/{dates[0] if dates else 'undated'}-{_joined(places)}-{_digest(*known_by)[:8]}"


def _joined(ids: Iterable[str]) -> str:
    """Return the last segments of local ids as one, or ``none``."""
    return "-".join(local.rpartition("/")[2] for local in ids) or "none"


@cache
def _folder(kind: str) -> str:
    """Return the folder for things of a kind (``kgr:Coalition``: ``organization``)."""
    above = superclasses(expand(kind))
    return next((folder for root, folder in _FOLDERS if expand(root) in above), "thing")


def facts_by_subject(facts: Iterable[Fact]) -> dict[str, dict[str, tuple[Fact, ...]]]:
    """Return facts by the key of their subject and their predicate."""
    found: dict[str, dict[str, tuple[Fact, ...]]] = {}
    for fact in facts:
        of_subject = found.setdefault(fact.subject.key, {})
        of_subject[fact.predicate] = (*of_subject.get(fact.predicate, ()), fact)
    return found


def _document_slug(document_id: str) -> str:
    """Return a document's slug, with a hash where it isn't the id itself."""
    short = slug(document_id)
    return short if short == document_id else f"{short}-{_digest(document_id)[:8]}"


def _digest(*fields: object) -> str:
    """Return the SHA-256 of some fields in hexadecimal."""
    return sha256("\x1f".join(map(str, fields)).encode()).hexdigest()
