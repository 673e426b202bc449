"""Paths, folders, standard input and JSON Lines in, documents out, each with its text exactly as given.

A text is the bytes of its file decoded as UTF-8, nothing more: no line end is translated, nothing is
composed or trimmed, and a byte order mark stays the first code point. Offsets count in that text.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgriyadh.errors import TextIsUnreadable
from kgriyadh.fact import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STDIN = "-"
_RECORD_SUFFIXES = {".jsonl", ".ndjson"}
_FOLDER_SUFFIXES = {".txt", *_RECORD_SUFFIXES}
_BUILT = {"report.txt", "readings.jsonl"}
_BYTE_ORDER_MARK = "\ufeff"
# What may not stand in an IRI: RFC 3987, as RDF 1.1 Turtle's production IRIREF takes it.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


def read(sources: Sequence[str], published: date | None = None) -> Iterator[Document]:
    """Yield the documents of ``sources`` in order: files, folders or ``-`` for standard input.

    A folder stands for its ``.txt``, ``.jsonl`` and ``.ndjson`` files, those of its subfolders too, in
    the order of their paths; hidden ones and what a build has written are left out. A document's id is
    its file's stem or its record's ``id``. ``published`` is the date of every text that doesn't bring one
    of its own.

    Raises TextIsUnreadable, naming file and place, also when two documents have one id.
    """
    places: dict[str, str] = {}
    for document in _read_all(sources, published):
        if document.id in places:
            first = places[document.id]
            raise TextIsUnreadable(
                f"{document.origin}: the id {document.id!r} is that of {first} already: each needs its own"
            )
        places[document.id] = document.origin
        yield document


def parse_date(value: str) -> date:
    """Return the day of an ISO 8601 date or date-time (``2026-01-28``, ``2026-01-28T09:30:00Z``).

    Raises ValueError for anything else, ISO week dates and dates without hyphens included.
    """
    if not re.match(r"\d{4}-\d{2}-\d{2}(?:$|[T ])", value):
        raise ValueError(value)
    return datetime.fromisoformat(value).date()


def _read_all(sources: Sequence[str], published: date | None) -> Iterator[Document]:
    for source in sources:
        if source == STDIN:
            yield from _read_stdin(published)
        elif Path(source).is_dir():
            for path in _texts_of(Path(source)):
                yield from _read_file(path, published)
        else:
            yield from _read_file(Path(source), published)


def _texts_of(folder: Path) -> list[Path]:
    found = [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in _FOLDER_SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
        and not _is_built(path)
    ]
    if not found:
        raise TextIsUnreadable(f"{folder}: no .txt, .jsonl or .ndjson file in this folder")
    return sorted(found, key=lambda path: path.as_posix())


def _is_built(path: Path) -> bool:
    """Whether a file is a build's own: a folder of texts may hold the folder of its earlier build."""
    return path.name in _BUILT and (path.parent / "dataset.trig").is_file()


def _read_file(path: Path, published: date | None) -> Iterator[Document]:
    suffix = path.suffix.lower()
    if suffix == ".json":
        raise TextIsUnreadable(f"{path}: JSON is read one record a line: save it as JSON Lines (.jsonl)")
    if suffix in _RECORD_SUFFIXES:
        yield from _read_record_file(path, published)
    else:
        yield _document(_decode(_bytes_of(path), str(path)), path.stem, str(path), published)


def _read_record_file(path: Path, published: date | None) -> Iterator[Document]:
    try:
        with path.open("rb") as lines:
            yield from _records(lines, str(path), published)
    except OSError as error:
        raise _unreadable(path, error) from error


def _read_stdin(published: date | None) -> Iterator[Document]:
    """Standard input is JSON Lines when its first visible character is ``{``, else one text."""
    given = sys.stdin.buffer.read()
    if given.decode("utf-8", "replace").lstrip(_BYTE_ORDER_MARK + " \t\r\n").startswith("{"):
        yield from _records(BytesIO(given), "standard input", published)
    else:
        yield _document(_decode(given, "standard input"), "stdin", "standard input", published)


def _records(lines: Iterable[bytes], origin: str, published: date | None) -> Iterator[Document]:
    found = False
    for number, line in enumerate(lines, start=1):
        place = f"{origin}, line {number}"
        decoded = _decode(line, place)
        if number == 1:
            decoded = decoded.removeprefix(_BYTE_ORDER_MARK)
        if decoded.strip():
            found = True
            yield _record(_parse_record(decoded, place), place, published)
    if not found:
        raise TextIsUnreadable(f"{origin}: no record in this file")


def _parse_record(line: str, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        message = f"{place}, column {error.colno}: broken JSON ({error.msg}): write one object a line"
        raise TextIsUnreadable(message) from error
    except (RecursionError, ValueError) as error:  # nested too deeply, or a number of thousands of digits
        raise TextIsUnreadable(f"{place}: no record has JSON like this: mend the export") from error
    if not isinstance(record, dict):
        raise TextIsUnreadable(f'{place}: a record is an object such as {{"id": "…", "text": "…"}}')
    return record


def _record(record: dict[str, Any], place: str, published: date | None) -> Document:
    identifier = record.get("id")
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        identifier = str(identifier)
    if not isinstance(identifier, str) or not identifier.strip():
        raise TextIsUnreadable(f"{place}: a record needs an id, a string that no other record has")
    if not isinstance(record.get("text"), str):
        raise TextIsUnreadable(f"{place}: record {identifier!r} has no text: give it one, a string")
    url = _optional(record, "url", place)
    if url is not None and not _IRI.fullmatch(url):
        raise TextIsUnreadable(f"{place}: url {url!r} is no web address: percent-encode it or leave it out")
    own = _optional(record, "published", place)
    return _document(
        record["text"],
        identifier,
        place,
        published if own is None else _published(own, place),
        title=_optional(record, "title", place),
        url=url,
        source=_optional(record, "source", place),
    )


def _optional(record: dict[str, Any], name: str, place: str) -> str | None:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise TextIsUnreadable(f"{place}: {name} must be a string, not {json.dumps(value)[:40]}")
    return value or None


def _published(value: str, place: str) -> date:
    try:
        return parse_date(value)
    except ValueError as error:
        raise TextIsUnreadable(f"{place}: published {value!r} is no date: write it as 2026-01-28") from error


def _document(
    text: str, identifier: str, origin: str, published: date | None, **known: str | None
) -> Document:
    if not text.strip(_BYTE_ORDER_MARK + " \t\r\n\f\v\u00a0"):
        raise TextIsUnreadable(f"{origin}: the text is empty: remove it or put the article into it")
    for value in (identifier, text, *known.values()):
        _refuse_surrogates(value, origin)
    return Document(identifier, text, origin, published, **known)


def _refuse_surrogates(value: str | None, origin: str) -> None:
    """JSON can spell half a character (``"\\ud83d"``), which no UTF-8 file can hold."""
    try:
        (value or "").encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"{origin}: half a character (lone surrogate) at code point {error.start}: mend the export"
        raise TextIsUnreadable(message) from error


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _decode(given: bytes, origin: str) -> str:
    try:
        return given.decode("utf-8")
    except UnicodeDecodeError as error:
        line = given.count(b"\n", 0, error.start) + 1
        where = f"byte {error.start}" + (f" (line {line})" if line > 1 else "")
        raise TextIsUnreadable(f"{origin}: not UTF-8 at {where}: save it as UTF-8") from error


def _unreadable(path: Path, error: OSError) -> TextIsUnreadable:
    if isinstance(error, FileNotFoundError):
        return TextIsUnreadable(f"{path}: no such file or folder")
    return TextIsUnreadable(f"{path}: cannot be read ({error.strerror})")
