"""Pairs of dispatches in, whether what is built of both holds their bodies or meetings for one thing out.

The pairs of tests/data/dispatch-pairs are read as texts, by the whole of extraction and identity. A thing
that extraction does not see is « unread »: no verdict of identity, but a build does not find it either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kgriyadh.fact import Document, Entity
from kgriyadh.fold import words
from kgriyadh.identity import resolve
from kgriyadh.local_id import PARTIES, entities_of, folder_of
from kgriyadh.pipeline import read_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kgriyadh.fact import Reading

PAIRS = Path(__file__).parent / "data/dispatch-pairs"
LINE = re.compile(r"([=≠?]) (\d{4}-\d\d-\d\d) (.*) \| (\d{4}-\d\d-\d\d) (.*)")
GOLD = {"=": "same", "≠": "different", "?": "ask"}
VERDICTS = ("same", "different", "ask", "unread")


@dataclass(frozen=True)
class Pair:
    """Two dispatches; ``marked`` are the names of the bodies meant, or of a party of the meetings."""

    documents: tuple[Document, Document]
    marked: tuple[str, str]
    gold: str


def pairs(name: str) -> list[Pair]:
    """Return the pairs of a set (``bodies``) in the order of its file."""
    found = []
    for number, line in enumerate((PAIRS / f"{name}.txt").read_text("utf-8").splitlines(), 1):
        if match := LINE.fullmatch(line):
            sides = (f"{number}-a", match[2], match[3]), (f"{number}-b", match[4], match[5])
            one, other = (_document(name, *side) for side in sides)
            found.append(Pair((one, other), (_mark(match[3]), _mark(match[5])), GOLD[match[1]]))
    return found


def _document(name: str, id: str, day: str, text: str) -> Document:
    return Document(id, re.sub(r"[][]", "", text), f"{name}.txt", date.fromisoformat(day))


def _mark(text: str) -> str:
    """Return what stands between brackets, or nothing."""
    found = re.search(r"\[(.*?)\]", text)
    return found[1] if found else ""


def judged(name: str) -> list[tuple[Pair, str]]:
    """Return the pairs of a set with what a build of each two dispatches holds them for."""
    found = pairs(name)
    readings = read_documents([document for pair in found for document in pair.documents])
    by_id = {reading.document.id: reading for reading in readings}
    meant = _meetings if name.startswith("meetings") else _bodies
    return [(pair, _verdict(pair, by_id, meant)) for pair in found]


def _verdict(
    pair: Pair, readings: Mapping[str, Reading], meant: Callable[[Reading, str], list[Entity]]
) -> str:
    sides = [readings[document.id] for document in pair.documents]
    things = [meant(side, mark) for side, mark in zip(sides, pair.marked, strict=True)]
    if not all(things):
        return "unread"
    found = resolve(sides)
    ids = [
        {found.ids[side.document.id, one.key] for one in of_side}
        for side, of_side in zip(sides, things, strict=True)
    ]
    if ids[0] & ids[1]:
        return "same"
    asked = [{found.things[one.one], found.things[one.other]} for one in found.asks]
    return "ask" if any({a, b} in asked for a in ids[0] for b in ids[1]) else "different"


def _meetings(reading: Reading, party: str) -> list[Entity]:
    """Return the meetings of a reading, of several those with the party that is marked."""
    events = [one for one in _things(reading) if folder_of(one.kind) == "meeting"]
    if not party:
        return events
    with_it = {
        fact.subject.key
        for fact in reading.facts
        if fact.predicate in PARTIES and isinstance(fact.object, Entity) and _is_called(fact.object, party)
    }
    return [one for one in events if one.key in with_it]


def _bodies(reading: Reading, name: str) -> list[Entity]:
    """Return the body of a reading that bears a name, or one that the name begins."""
    found = [one for one in _things(reading) if folder_of(one.kind) == "organization"]
    acronyms = {
        fact.subject.key: str(fact.object) for fact in reading.facts if fact.predicate == "kgr:acronym"
    }
    exact = [one for one in found if _is_called(one, name) or acronyms.get(one.key) == name]
    return exact or [one for one in found if any(_begins(name, called) for called in one.names)]


def _things(reading: Reading) -> list[Entity]:
    return list({entity.key: entity for entity in entities_of(reading)}.values())


def _is_called(thing: Entity, name: str) -> bool:
    return words(name) in map(words, thing.names)


def _begins(one: str, other: str) -> bool:
    """Return whether one of two names is the other with words behind it."""
    short, long = sorted((words(one), words(other)), key=len)
    return long[: len(short)] == short
