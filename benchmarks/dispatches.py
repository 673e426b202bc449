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
from kgriyadh.local_id import entities_of, folder_of
from kgriyadh.pipeline import read_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgriyadh.fact import Reading

PAIRS = Path(__file__).parents[1] / "tests/data/dispatch-pairs"
LINE = re.compile(r"([=≠?]) (\d{4}-\d\d-\d\d) (.*) \| (\d{4}-\d\d-\d\d) (.*)")
GOLD = {"=": "same", "≠": "different", "?": "ask"}
VERDICTS = ("same", "different", "ask", "unread")


@dataclass(frozen=True)
class Pair:
    """Two dispatches; ``marked`` are the names of the bodies that are meant, none where meetings are."""

    documents: tuple[Document, Document]
    marked: tuple[str, ...]
    gold: str


def pairs(name: str) -> list[Pair]:
    """Return the pairs of a set (``bodies``) in the order of its file."""
    found = []
    for number, line in enumerate((PAIRS / f"{name}.txt").read_text("utf-8").splitlines(), 1):
        if match := LINE.fullmatch(line):
            texts = match[3], match[5]
            one, other = (
                Document(f"{number}-{side}", re.sub(r"[][]", "", text), f"{name}.txt", date.fromisoformat(day))
                for side, day, text in zip("ab", (match[2], match[4]), texts, strict=True)
            )
            marked = tuple(mark for text in texts for mark in re.findall(r"\[(.*?)\]", text))
            found.append(Pair((one, other), marked, GOLD[match[1]]))
    return found


def judged(name: str) -> list[tuple[Pair, str]]:
    """Return the pairs of a set with what a build of each two dispatches holds them for."""
    found = pairs(name)
    readings = read_documents([document for pair in found for document in pair.documents], jobs=1)
    by_id = {reading.document.id: reading for reading in readings}
    return [(pair, _verdict(pair, *(by_id[one.id] for one in pair.documents))) for pair in found]


def _verdict(pair: Pair, one: Reading, other: Reading) -> str:
    meant = [set(_meant(side, pair.marked[at : at + 1])) for at, side in enumerate((one, other))]
    if not all(meant):
        return "unread"
    found = resolve([one, other])
    ids = [{found.ids[side.document.id, key] for key in keys} for side, keys in zip((one, other), meant, strict=True)]
    if ids[0] & ids[1]:
        return "same"
    asked = {frozenset((found.things[pair.one], found.things[pair.other])) for pair in found.asks}
    return "ask" if any(frozenset((a, b)) in asked for a in ids[0] for b in ids[1]) else "different"


def _meant(reading: Reading, marked: tuple[str, ...]) -> Iterator[str]:
    """Give the keys of the meetings of a reading, or of the body that is called as it is marked."""
    entities = {entity.key: entity for entity in entities_of(reading)}.values()
    if not marked:
        yield from (entity.key for entity in entities if folder_of(entity.kind) == "meeting")
        return
    bodies = [entity for entity in entities if folder_of(entity.kind) == "organization"]
    called = {entity.key: [words(name) for name in _names(reading, entity)] for entity in bodies}
    name = words(marked[0])
    exact = [key for key, names in called.items() if name in names]
    within = [key for key, names in called.items() if any(set(name) <= set(one) for one in names)]
    yield from exact or within


def _names(reading: Reading, entity: Entity) -> list[str]:
    of_it = [fact for fact in reading.facts if fact.subject.key == entity.key]
    return [*entity.names, *(str(fact.object) for fact in of_it if fact.predicate == "kgr:acronym")]
