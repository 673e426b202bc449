"""The golden fixtures: a text and the complete list of facts that it gives, one readable line a fact.

A file of ``tests/golden`` holds many cases. What stands before its first case is its preface::

    === the rule of the language that the case shows
    published: 2026-05-14

    The text, one or more paragraphs.
    ---
    person Mohammed Diallo | Diallo
    rank Mohammed Diallo = OF-6
    post Mohammed Diallo = commander of ML
    acting Mohammed Diallo = commander of ML                           (besides the line of the post)
    former Mohammed Diallo = governor of -
    future Mohammed Diallo = ambassador of FR
    organization Coalition Islamique Militaire contre le Terrorisme | CIMCT : Coalition
    members CIMCT = 43
    seat CIMCT = Riyad
    membership TD in CIMCT
    meeting hosts: A; guests: B; participants: C; date: 2026-01-28; place: Riyad; country: SA;
        venue: CIMCT; about: terrorism, piracy; status: planned          (on one line)
    threat terrorism in Sahel, ML
    cooperation ML ~ NE

Persons and organizations may be called by any of their names; a country is its ISO 3166 code, also where
it is the place of a meeting (``country: SN``), a threat or a seat. ``of -`` is a post whose body the text
does not say. A rank is a NATO code or the local name of a rank; a date a day or ``first/last``. The order of
lines, of parties and of threats says nothing. A case without a line after ``---`` states nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Names = Mapping[str, str]
    """A folded name to the fullest name of the same person or organization."""
    Part = Mapping[str, str]
    """The named parts of a fact line."""

GOLDEN = Path(__file__).parent / "golden"

MEETING_FIELDS = (
    "hosts", "guests", "participants", "date", "place", "country", "venue", "about", "status",
)  # fmt: skip
PARTY_FIELDS = ("hosts", "guests", "participants")

_LINE = {
    "person": re.compile(r"(?P<names>.+)"),
    "rank": re.compile(r"(?P<who>.+?) = (?P<rank>\S+)"),
    "post": re.compile(r"(?P<who>.+?) = (?P<role>[a-z-]+) of (?P<body>.+)"),
    "acting": re.compile(r"(?P<who>.+?) = (?P<role>[a-z-]+) of (?P<body>.+)"),
    "former": re.compile(r"(?P<who>.+?) = (?P<role>[a-z-]+) of (?P<body>.+)"),
    "future": re.compile(r"(?P<who>.+?) = (?P<role>[a-z-]+) of (?P<body>.+)"),
    "organization": re.compile(r"(?P<names>.+) : (?P<kind>\w+)"),
    "members": re.compile(r"(?P<who>.+) = (?P<count>\d+)"),
    "seat": re.compile(r"(?P<who>.+) = (?P<place>.+)"),
    "membership": re.compile(r"(?P<who>.+?) in (?P<body>.+)"),
    "meeting": re.compile(r"(?P<fields>.+)"),
    "threat": re.compile(r"(?P<concept>[a-z-]+)(?: in (?P<regions>.+))?"),
    "cooperation": re.compile(r"(?P<one>.+) ~ (?P<other>.+)"),
    "other": re.compile(r"(?P<fact>.+)"),
}


_SEPARATOR = re.compile(rf"(^(?:{'|'.join(_LINE)}) | \| | = | : |: |, |; | ~ | in | of )")


@dataclass(frozen=True, slots=True)
class Case:
    """One text, the rule it shows, and its facts as canonical lines."""

    subject: str
    title: str
    text: str
    published: date | None
    facts: tuple[str, ...]

    @property
    def id(self) -> str:
        """The name of the case among all cases, ASCII: ``ranks/the-rank-follows-the-name``."""
        return f"{self.subject}/{re.sub(r'[^a-z0-9]+', '-', fold(self.title)).strip('-')}"


def fold(text: str) -> str:
    """Fold what two spellings of one name may differ in: case, accents, hyphens, apostrophes, article."""
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"[’'`´‐‑–—_.\-]", " ", text)
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"^(la|le|les|l|the) ", "", text)


def key(line: str) -> str:
    """What two spellings of one fact line have in common."""
    return "".join(part if _SEPARATOR.fullmatch(part) else fold(part) for part in _SEPARATOR.split(line))


def read_gaps(folder: Path = GOLDEN) -> dict[str, str]:
    """The cases that the program is known to fail, with the cause, from the file ``GAPS``."""
    lines = (folder / "GAPS").read_text("utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))


def read_cases(folder: Path = GOLDEN) -> list[Case]:
    """All cases of the folder's ``*.txt`` files, in the order of the files' names.

    Raises ValueError, naming file and line, for a case that is not written as the format says.
    """
    files = sorted(folder.glob("*.txt"))
    return [case for path in files for case in parse(path.read_text("utf-8"), path.stem)]


def parse(source: str, subject: str) -> Iterator[Case]:
    """The cases of one fixture file's text."""
    chunks = re.split(r"^=== *", source, flags=re.MULTILINE)
    line = chunks[0].count("\n") + 1
    for chunk in chunks[1:]:
        try:
            yield _case(chunk, subject)
        except ValueError as problem:
            raise ValueError(f"{subject}.txt, case at line {line}: {problem}") from problem
        line += chunk.count("\n")


def _case(chunk: str, subject: str) -> Case:
    head, rule, tail = chunk.partition("\n---\n")
    if not rule:
        raise ValueError("no line '---' between the text and its facts")
    title, _, body = head.partition("\n")
    published = None
    if dated := re.match(r"published: (\S+)\n", body):
        published, body = date.fromisoformat(dated[1]), body[dated.end() :]
    lines = [line.strip() for line in tail.splitlines() if line.strip()]
    return Case(subject, title.strip(), body.strip("\n"), published, canonical(lines))


def canonical(lines: Iterable[str]) -> tuple[str, ...]:
    """Sort fact lines and write each in the one way that compares: names resolved, lists sorted.

    Raises ValueError for a line of no known form and for a person or organization that no line declares.
    """
    matched = [_match(line) for line in lines]
    fullest: dict[str, str] = {}
    for kind, part in matched:
        if kind in ("person", "organization"):
            names = _names(part["names"])
            fullest |= {fold(name): names[0] for name in names}
    return tuple(sorted(_WRITE[kind](part, fullest) for kind, part in matched))


def _match(line: str) -> tuple[str, Part]:
    kind, _, rest = line.partition(" ")
    found = _LINE[kind].fullmatch(rest.strip()) if kind in _LINE else None
    if found is None:
        raise ValueError(f"not a fact line: {line!r}")
    return kind, {name: value.strip() for name, value in found.groupdict().items() if value is not None}


def _names(text: str) -> list[str]:
    """The names of a declaration: the fullest first as given, the others once each, longest first."""
    first, *others = (name.strip() for name in text.split(" | "))
    kept = {fold(name): name for name in reversed(others) if fold(name) != fold(first)}
    return [first, *sorted(kept.values(), key=lambda name: (-len(name), fold(name)))]


def _one(name: str, fullest: Names) -> str:
    if known := fullest.get(fold(name)):
        return known
    if re.fullmatch(r"[A-Z]{2}|-|\?.*", name):
        return name
    raise ValueError(f"{name!r} is no country code and no line declares it")


def _listed(text: str) -> list[str]:
    return sorted({item.strip() for item in text.split(",")}, key=fold)


def _person(part: Part, _: Names) -> str:
    return "person " + " | ".join(_names(part["names"]))


def _rank(part: Part, fullest: Names) -> str:
    return f"rank {_one(part['who'], fullest)} = {part['rank']}"


def _organization(part: Part, _: Names) -> str:
    return f"organization {' | '.join(_names(part['names']))} : {part['kind']}"


def _members(part: Part, fullest: Names) -> str:
    return f"members {_one(part['who'], fullest)} = {part['count']}"


def _seat(part: Part, fullest: Names) -> str:
    return f"seat {_one(part['who'], fullest)} = {part['place']}"


def _other(part: Part, _: Names) -> str:
    return f"other {part['fact']}"


def _post(part: Part, fullest: Names) -> str:
    return f"post {_posted(part, fullest)}"


def _acting(part: Part, fullest: Names) -> str:
    return f"acting {_posted(part, fullest)}"


def _former(part: Part, fullest: Names) -> str:
    return f"former {_posted(part, fullest)}"


def _future(part: Part, fullest: Names) -> str:
    return f"future {_posted(part, fullest)}"


def _posted(part: Part, fullest: Names) -> str:
    return f"{_one(part['who'], fullest)} = {part['role']} of {_one(part['body'], fullest)}"


def _membership(part: Part, fullest: Names) -> str:
    return f"membership {_one(part['who'], fullest)} in {_one(part['body'], fullest)}"


def _cooperation(part: Part, fullest: Names) -> str:
    pair = sorted((_one(part["one"], fullest), _one(part["other"], fullest)), key=fold)
    return f"cooperation {pair[0]} ~ {pair[1]}"


def _threat(part: Part, _: Names) -> str:
    regions = f" in {', '.join(_listed(part['regions']))}" if "regions" in part else ""
    return f"threat {part['concept']}{regions}"


def _meeting(part: Part, fullest: Names) -> str:
    fields = meeting_fields(f"meeting {part['fields']}")
    for name in (*PARTY_FIELDS, "venue"):
        fields[name] = sorted((_one(value, fullest) for value in fields[name]), key=fold)
    given = (f"{name}: {', '.join(fields[name])}" for name in MEETING_FIELDS if fields[name])
    return f"meeting {'; '.join(given)}"


def meeting_fields(line: str) -> dict[str, list[str]]:
    """The fields of a meeting's line, each a sorted list, empty where the line does not give it."""
    fields: dict[str, list[str]] = {name: [] for name in MEETING_FIELDS}
    for given in filter(None, line.removeprefix("meeting ").split(";")):
        name, colon, value = given.strip().partition(": ")
        if not colon or name not in fields:
            raise ValueError(f"not a field of a meeting: {given.strip()!r}")
        fields[name] = _listed(value)
    return fields


_WRITE: dict[str, Callable[[Part, Names], str]] = {
    "person": _person,
    "rank": _rank,
    "post": _post,
    "acting": _acting,
    "former": _former,
    "future": _future,
    "organization": _organization,
    "members": _members,
    "seat": _seat,
    "membership": _membership,
    "meeting": _meeting,
    "threat": _threat,
    "cooperation": _cooperation,
    "other": _other,
}
