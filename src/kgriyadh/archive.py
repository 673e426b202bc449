"""Readings in, lines of JSON out, and back: what a build has read is kept, so that it need not be read again.

The first line says which vocabulary and parser read them and has a digest of every other file of the
output; one line a document follows, sorted by id.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from kgriyadh import paths
from kgriyadh.errors import OutputIsUnusable
from kgriyadh.fact import Document, Entity, Fact, Quote, Reading, Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

NAME = "readings.jsonl"
_READERS = ("kgriyadh", "spacy", "fr-core-news-md")


def archived(readings: Iterable[Reading], files: Mapping[str, bytes]) -> bytes:
    """Return the readings as lines, for an output that has ``files`` besides."""
    body = [_line(reading) for reading in sorted(readings, key=lambda one: one.document.id)]
    digests = {name: sha256(content).hexdigest() for name, content in sorted(files.items())}
    head = {"reader": _reader(), "readings": _digest(body), "files": digests}
    return "".join(f"{line}\n" for line in (_dumped(head), *body)).encode()


def restore(folder: Path) -> dict[str, Reading]:
    """Return what the build in a folder has read, by document id.

    Raises ``OutputIsUnusable`` where there is no build, one that is not whole, or one that another version or
    vocabulary has read.
    """
    head, body = _read(folder)
    if head["reader"] != _reader():
        raise OutputIsUnusable(folder / NAME, 1, "another version or vocabulary has read these texts")
    if head["readings"] != _digest(body):
        raise OutputIsUnusable(folder / NAME, None, "it is damaged")
    for name, digest in head["files"].items():
        if not (folder / name).is_file() or sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise OutputIsUnusable(folder / name, None, f"it is not the file that {NAME} belongs to")
    readings = (_reading(json.loads(line)) for line in body)
    return {reading.document.id: reading for reading in readings}


def _read(folder: Path) -> tuple[dict[str, Any], list[str]]:
    """Return the first line and the others of a folder's archive."""
    path = folder / NAME
    try:
        first, *body = path.read_text("utf-8").splitlines()
        head = json.loads(first)
        head["reader"], head["readings"], head["files"].items()
    except OSError as error:
        raise OutputIsUnusable(path, None, "there is no earlier build to add to or remove from") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OutputIsUnusable(path, 1, "it is damaged") from error
    return head, body


@cache
def _reader() -> str:
    """Return a digest of all that decides what is read in a text: the programs and the vocabulary."""
    made = sha256(" ".join(f"{name} {version(name)}" for name in _READERS).encode())
    for file in paths.vocabulary():
        made.update(file.name.encode() + file.read_bytes())
    return made.hexdigest()[:16]


def _digest(body: Iterable[str]) -> str:
    return sha256("\n".join(body).encode()).hexdigest()


def _dumped(value: object) -> str:
    # ensure_ascii keeps the characters that Python takes for ends of lines out of the lines.
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _line(reading: Reading) -> str:
    # Where a document was read from is the affair of the build that read it.
    document = asdict(replace(reading.document, origin=""))
    document["published"] = reading.document.published and reading.document.published.isoformat()
    return _dumped(
        {
            "document": document,
            "entities": [asdict(entity) for entity in reading.entities],
            "facts": [_fact_as_json(fact) for fact in reading.facts],
            "unresolved": [asdict(item) for item in reading.unresolved],
            "foreign": reading.foreign,
        }
    )


def _fact_as_json(fact: Fact) -> dict[str, Any]:
    return {
        "subject": fact.subject.key,
        "predicate": fact.predicate,
        "object": _object_as_json(fact.object),
        "quotes": [[quote.start, quote.end] for quote in fact.quotes],
        "confidence": fact.confidence,
        "rule": fact.rule,
    }


def _object_as_json(value: Entity | date | int | str) -> dict[str, Any]:
    if isinstance(value, Entity):
        return {"entity": value.key}
    return {"date": value.isoformat()} if isinstance(value, date) else {"value": value}


def _reading(stored: dict[str, Any]) -> Reading:
    document, published = stored["document"], stored["document"]["published"]
    entities = {
        one["key"]: Entity(one["key"], one["kind"], tuple(one["names"]), one["known"])
        for one in stored["entities"]
    }
    return Reading(
        Document(**{**document, "published": date.fromisoformat(published) if published else None}),
        tuple(entities.values()),
        tuple(_fact(one, entities) for one in stored["facts"]),
        tuple(Unresolved(Quote(**one["quote"]), one["reason"]) for one in stored["unresolved"]),
        stored["foreign"],
    )


def _fact(stored: dict[str, Any], entities: Mapping[str, Entity]) -> Fact:
    ((kind, value),) = stored["object"].items()
    thing = entities[value] if kind == "entity" else date.fromisoformat(value) if kind == "date" else value
    quotes = tuple(Quote(*quote) for quote in stored["quotes"])
    return Fact(
        entities[stored["subject"]], stored["predicate"], thing, quotes, stored["confidence"], stored["rule"]
    )
