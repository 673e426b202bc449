"""Precision and recall over the golden cases, by kind and by confidence: ``python benchmarks/errors.py``.

Prints the table and writes it to ``benchmarks/errors.md``. The same program and cases give the same bytes.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from golden_format import PARTY_FIELDS, Case, key, meeting_fields, read_cases
from golden_render import read_all, render

from kgriyadh.confidence import at_least

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kgriyadh.fact import Reading

REPORT = Path(__file__).with_suffix(".md")
KINDS = (
    "person", "rank", "post", "acting", "former", "future", "organization", "class", "other name", "members",
    "seat", "membership", "cooperation", "threat", "threat region", "meeting", "party", "role", "date",
    "place", "country", "venue", "about", "status", "other",
)  # fmt: skip

LEAST = (0.0, 0.85, 0.88, 0.9, 0.92, 0.95)

Unit = tuple[str, str]
Meeting = dict[str, list[str]]


def main() -> None:
    """Read all golden cases, print the table and write the report."""
    cases = read_cases()
    readings = read_all(cases)
    gold, found, right = Counter[str](), Counter[str](), Counter[str]()
    whole = 0
    for case in cases:
        wanted, got = units(case, render(readings[case.id], case))
        gold.update(kind for kind, _ in wanted.elements())
        found.update(kind for kind, _ in got.elements())
        right.update(kind for kind, _ in (wanted & got).elements())
        whole += wanted == got
    report = table(gold, found, right) + f"\n{whole} of {len(cases)} cases without any error.\n"
    report += "\n## With --min-confidence\n\n" + by_confidence(cases, readings)
    print(report, end="")
    REPORT.write_text("# What is found in the golden cases\n\n" + report, "utf-8")


def by_confidence(cases: Sequence[Case], readings: Mapping[str, Reading]) -> str:
    """What is left, and how much of it is right, where less sure facts are left out, as a Markdown table."""
    rows = ["| at least | facts | right | precision | recall |", "|---:|---:|---:|---:|---:|"]
    for least in LEAST:
        gold = found = right = 0
        for case in cases:
            wanted, got = units(case, render(at_least(readings[case.id], least), case))
            gold, found, right = gold + wanted.total(), found + got.total(), right + (wanted & got).total()
        rows.append(f"| {least} | {found} | {right} | {_share(right, found)} | {_share(right, gold)} |")
    return "\n".join(rows) + "\n"


def table(gold: Counter[str], found: Counter[str], right: Counter[str]) -> str:
    """The counts by kind as a Markdown table, the sum in the last row."""
    for counts in (gold, found, right):
        counts["all"] = counts.total()
    rows = ["| fact | gold | found | right | precision | recall |", "|---|---:|---:|---:|---:|---:|"]
    for kind in (*KINDS, "all"):
        if gold[kind] or found[kind]:
            ratios = f"{_share(right[kind], found[kind])} | {_share(right[kind], gold[kind])}"
            rows.append(f"| {kind} | {gold[kind]} | {found[kind]} | {right[kind]} | {ratios} |")
    return "\n".join(rows) + "\n"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def units(case: Case, found: Sequence[str]) -> tuple[Counter[Unit], Counter[Unit]]:
    """The facts of a case, wanted and found, in comparable single facts, each with its kind."""
    wanted_lines, found_lines = _split(case.facts), _split(found)
    wanted = Counter(unit for line in wanted_lines[0] for unit in _single(line))
    got = Counter(unit for line in found_lines[0] for unit in _single(line))
    for tag, pair in enumerate(_aligned(wanted_lines[1], found_lines[1])):
        for meeting, tally in zip(pair, (wanted, got), strict=True):
            tally.update(_meeting_units(meeting, tag) if meeting else ())
    return wanted, got


def _split(lines: Sequence[str]) -> tuple[list[str], list[Meeting]]:
    meetings = [_keyed(meeting_fields(line)) for line in lines if line.startswith("meeting ")]
    return [line for line in lines if not line.startswith("meeting ")], meetings


def _keyed(meeting: Meeting) -> Meeting:
    return {name: [key(value) for value in values] for name, values in meeting.items()}


def _single(line: str) -> Iterator[Unit]:
    kind, _, rest = line.partition(" ")
    if kind in ("person", "organization"):
        names, _, special = rest.partition(" : ")
        first, *others = (key(name) for name in names.split(" | "))
        yield kind, first
        yield from (("other name", f"{first} | {other}") for other in others)
        if kind == "organization":
            yield "class", f"{first} : {special}"
    elif kind == "threat":
        concept, _, regions = rest.partition(" in ")
        yield kind, concept
        yield from (
            ("threat region", f"{concept} in {key(region)}") for region in filter(None, regions.split(", "))
        )
    else:
        yield (kind if kind in KINDS else "other"), key(rest)


def _parties(meeting: Meeting) -> set[str]:
    return {party for name in PARTY_FIELDS for party in meeting[name]}


def _aligned(wanted: list[Meeting], found: list[Meeting]) -> Iterator[tuple[Meeting | None, Meeting | None]]:
    """Pair the meetings that are most alike, as an evaluation would: parties first, then day and place."""
    pairs = product(enumerate(wanted), enumerate(found))
    scores = sorted(((_likeness(a, b), -i, -j) for (i, a), (j, b) in pairs), reverse=True)
    left, right = dict(enumerate(wanted)), dict(enumerate(found))
    for score, i, j in scores:
        if score >= 2 and -i in left and -j in right:
            yield left.pop(-i), right.pop(-j)
    yield from ((meeting, None) for meeting in left.values())
    yield from ((None, meeting) for meeting in right.values())


def _likeness(one: Meeting, other: Meeting) -> int:
    same = sum(bool(one[name]) and one[name] == other[name] for name in ("date", "place"))
    return 2 * len(_parties(one) & _parties(other)) + same


def _meeting_units(meeting: Meeting, tag: int) -> Iterator[Unit]:
    yield "meeting", f"{tag}"
    yield from (("party", f"{tag} {party}") for party in _parties(meeting))
    for name in ("hosts", "guests"):
        yield from (("role", f"{tag} {name} {party}") for party in meeting[name])
    for name in ("date", "place", "country", "venue", "about", "status"):
        yield from ((name, f"{tag} {value}") for value in meeting[name])


if __name__ == "__main__":
    main()
