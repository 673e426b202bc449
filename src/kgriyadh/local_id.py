"""What is said of a thing in, its local id out (``person/nasser-al-harbi``): what its IRI ends in.

An id is made of content, never of where or when it was read, but for things that nothing is known by.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from kgriyadh import paths
from kgriyadh.fact import Entity
from kgriyadh.lexicon.entry import read_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgriyadh.fact import Fact, Reading

Ties = dict[str, tuple["Fact", ...]]  # predicate to the facts about one subject

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
POSTS = ("membership", "former-post", "future-post")
HOLDER, ROLE, BODY = TIES_OF_POSTS = (
    ("org:member", "kgr:postHolder"),
    ("org:role", "kgr:postRole"),
    ("org:organization", "kgr:postAt"),
)
PARTIES = ("kgr:host", "kgr:guest", "kgr:participant")
_LONGEST_SLUG = 96
_PLANE_14 = frozenset(map(chr, range(0xE0000, 0xE1000)))
# Latin letters that do not decompose into a base letter and an accent.
_LATIN = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def ids_in(entities: Mapping[str, Entity], facts: Mapping[str, Ties], document: str) -> dict[str, str]:
    """Return the local id of each entity of a document by its key, as if there were no other document.

    ``facts`` are by the key of their subject.
    """
    ids = {key: own_id(entity, document) for key, entity in entities.items() if not is_compound(entity)}
    for key, entity in entities.items():
        if key not in ids:
            ids[key] = compound_id(entity, facts.get(key, {}), ids, document)
    return ids


def entities_of(reading: Reading) -> Iterable[Entity]:
    """Give the entities of a reading and of its facts."""
    yield from reading.entities
    for fact in reading.facts:
        yield fact.subject
        if isinstance(fact.object, Entity):
            yield fact.object


def is_compound(entity: Entity) -> bool:
    """Return whether an entity is known by what it ties together: an event, a post, a threat in a region."""
    return entity.known is None and folder_of(entity.kind) in ("meeting", "threat", *POSTS)


def own_id(entity: Entity, document: str) -> str:
    """Return the local id of something with an id of its own or a name."""
    if entity.known:
        return entity.known
    name = slug(entity.names[0]) if entity.names else digest(document, entity.key)[:16]
    return f"{folder_of(entity.kind)}/{name}"


def compound_id(entity: Entity, facts: Ties, ids: Mapping[str, str], document: str) -> str:
    """Return the local id of a meeting, membership or regional threat, made of what it ties together.

    ``ids`` are those of the document's other things, by key.
    """

    def tied(*predicates: str) -> list[str]:
        found = (fact.object for predicate in predicates for fact in facts.get(predicate, ()))
        return sorted({ids[thing.key] for thing in found if isinstance(thing, Entity) and thing.key in ids})

    folder = folder_of(entity.kind)
    if folder in POSTS:
        return f"{folder}/{'-'.join(_joined(tied(*predicates)) for predicates in TIES_OF_POSTS)}"
    if folder == "threat":
        concept, regions = tied("skos:broader"), tied("kgr:affectsRegion")
        return f"threat/{_joined(concept)}-{_joined(regions)}" if concept else own_id(entity, document)
    return _meeting_id(facts, tied(*PARTIES), tied("kgr:place"), document)


def _meeting_id(facts: Ties, parties: list[str], places: list[str], document: str) -> str:
    """Return the local id of a meeting.

    Without a date or a party nothing says that two documents mean one encounter, so that the
    document is part of the id.
    """
    dates = sorted(str(fact.object) for fact in facts.get("kgr:date", ()))
    known_by = parties if dates and parties else [*parties, document]
    return f"meeting/{dates[0] if dates else 'undated'}-{_joined(places)}-{digest(*known_by)[:8]}"


def _joined(ids: Iterable[str]) -> str:
    """Return the last segments of local ids as one, or ``none``."""
    return "-".join(local.rpartition("/")[2] for local in ids) or "none"


def facts_by_subject(facts: Iterable[Fact]) -> dict[str, Ties]:
    """Return facts by the key of their subject and their predicate."""
    found: dict[str, Ties] = {}
    for fact in facts:
        of_subject = found.setdefault(fact.subject.key, {})
        of_subject[fact.predicate] = (*of_subject.get(fact.predicate, ()), fact)
    return found


@cache
def folder_of(kind: str) -> str:
    """Return the folder for things of a kind (``kgr:Coalition``: ``organization``)."""
    above = _superclasses(kind)
    return next((folder for root, folder in _FOLDERS if root in above), "thing")


def _superclasses(kind: str) -> frozenset[str]:
    """Return a class and all above it in the ontology."""
    found, waiting = set[str](), [kind]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += _direct_superclasses().get(one, ())
    return frozenset(found)


@cache
def _direct_superclasses() -> Mapping[str, tuple[str, ...]]:
    entries = read_entries([paths.ONTOLOGY / "kgriyadh.ttl"])
    return {entry.id: entry.get("subClassOf") for entry in entries.values()}


@lru_cache(maxsize=65_536)
def slug(text: str) -> str:
    """Return a text as lower-case words joined by hyphens, fit for an IRI and never empty.

    Accents are stripped; letters of other scripts stay as they are, since an IRI may hold them.
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LATIN)
    letters = (c if _is_letter(c) else " " for c in plain if not unicodedata.combining(c))
    short = "-".join("".join(letters).split())
    if len(short) > _LONGEST_SLUG:
        return f"{short[:_LONGEST_SLUG].rstrip('-')}-{digest(short)[:8]}"
    return short or digest(text)[:16]


def _is_letter(char: str) -> bool:
    """Return whether a character belongs to a word: letters, digits and the vowel signs of Indic scripts.

    Not so the marks that no IRI may hold (RFC 3987, ``ucschar``): variation selectors of Unicode's plane 14.
    """
    return (char.isalnum() or unicodedata.category(char).startswith("M")) and char not in _PLANE_14


def digest(*fields: object) -> str:
    """Return the SHA-256 of some fields in hexadecimal."""
    return sha256("\x1f".join(map(str, fields)).encode()).hexdigest()
