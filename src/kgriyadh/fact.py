"""The door between the language wing and the graph wing: what a document is and what it states.

Plain frozen data, no behaviour beyond reading it. Offsets are Unicode code points into
``Document.text`` exactly as it was given; spans are half-open, ``text[start:end]``. Classes and
predicates are compact IRIs (``kgr:Person``, ``org:member``) of the ontology's own prefixes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was given, and what is known about its publication.

    ``origin`` says where it was read from, for messages (``dispatches.jsonl, line 3``).
    """

    id: str
    text: str
    origin: str
    published: date | None = None
    title: str | None = None
    url: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """The words that state a fact: code points ``start`` to ``end`` of the document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Something a document speaks of.

    ``key`` is unique among the entities of one document. ``kind`` is the most special class that
    the text supports (``kgr:Coalition``). ``names`` are the names the text gives it, fullest
    first. ``known`` is the local id of a thing that the vocabulary or the authority data already
    has (``rank/general-de-division``, ``organization/cimct``, ``place/sa-riyadh``).
    """

    key: str
    kind: str
    names: tuple[str, ...] = ()
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One relation that the document states, with the words that state it.

    ``confidence`` runs from 0 to 1; ``rule`` names the extraction rule that made it.
    """

    subject: Entity
    predicate: str
    object: Entity | date | int | str
    quotes: tuple[Quote, ...]
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words that look like a fact but could not be resolved, and why: for the analyst to read."""

    quote: Quote
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document states, and what it left open.

    ``foreign`` is true where its language is not French, so that nothing was read.
    """

    document: Document
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    unresolved: tuple[Unresolved, ...] = ()
    foreign: bool = False
