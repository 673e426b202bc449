"""Measure, in one run: validation by both engines, and by the default one up to a million triples.

Each figure is that of a fresh process: the seconds from the graph in memory to the report, and the most
memory that the process held. Run it with ``python benchmarks/validate.py``; it rewrites ``validate.md``.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgriyadh.fact import Reading

BOTH = (1_000, 4_000, 13_000)
ALONE = (1_000, 10_000, 100_000, 1_000_000)
_EACH = 470  # about as many triples as one reading becomes
_REPORT = Path(__file__).with_suffix(".md")
_BEST_OF = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """One validation: triples, seconds, megabytes and objections."""

    triples: int
    seconds: float
    megabytes: float
    results: int


def main() -> None:
    """Write the tables, or do the one task that a measured process was started for."""
    parser = argparse.ArgumentParser(description="Validation: seconds and memory.")
    parser.add_argument("--task", nargs=2, metavar=("ENGINE", "TRIPLES"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.task:
        print(json.dumps(_validate(given.task[0], int(given.task[1]))))
    else:
        _REPORT.write_text("\n".join(_report()) + "\n", "utf-8")
        print(_REPORT.read_text("utf-8"), end="")


def _report() -> Iterator[str]:
    """Give the lines of the report."""
    yield "# Validation, measured"
    yield ""
    yield "`python benchmarks/validate.py`: a fresh process each, from the graph in memory to the report, the"
    yield f"better of {_BEST_OF} runs. The graphs are made-up dispatches, their evidence in place;"
    yield "in one of a hundred the host of a meeting is its guest as well."
    yield ""
    yield "| triples | pyshacl | default | times faster | objections |"
    yield "|---:|---:|---:|---:|---:|"
    for size in BOTH:
        slow, fast = _measure("pyshacl", size), _measure("oxigraph", size)
        assert slow.results == fast.results
        times = slow.seconds / fast.seconds
        seconds = f"{slow.seconds:.2f} s | {fast.seconds:.2f} s"
        yield f"| {fast.triples:,} | {seconds} | {times:.1f} | {fast.results} |"
    yield ""
    yield "| triples | default | of the tenth part | memory | objections |"
    yield "|---:|---:|---:|---:|---:|"
    before: Measured | None = None
    for size in ALONE:
        now = _measure("oxigraph", size)
        ratio = f"{now.seconds / before.seconds:.1f}" if before else ""
        yield f"| {now.triples:,} | {now.seconds:.2f} s | {ratio} | {now.megabytes:,.0f} MB | {now.results} |"
        before = now


def _measure(engine: str, triples: int) -> Measured:
    """Return the best of some fresh processes."""
    command = [sys.executable, __file__, "--task", engine, str(triples)]
    runs = [
        Measured(*json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        for _ in range(_BEST_OF)
    ]
    return min(runs, key=lambda run: run.seconds)


def _validate(engine: str, triples: int) -> tuple[int, float, float, int]:
    """Validate a graph of about so many triples."""
    from typing import cast

    from kgriyadh.graph import build
    from kgriyadh.validate import Engine, read_shapes, validate

    ontology = len(build([]))
    dataset = build(_readings(max(1, (triples - ontology) // _EACH)))
    shapes = read_shapes()
    start = time.perf_counter()
    report = validate(dataset, shapes=shapes, engine=cast("Engine", engine))
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return len(dataset), seconds, memory, len(report.results)


def _readings(count: int) -> Iterator[Reading]:
    """Give readings of dispatches, each of two meetings of officers with rank and post."""
    from kgriyadh.fact import Document, Entity, Fact, Quote, Reading

    city, rank = Entity("l", "kgr:City", ("Riyad",), "place/sa-riyadh"), "rank/general-de-division"
    general = Entity("r", "kgr:MilitaryRank", (), rank)
    role = Entity("f", "kgr:Role", ("secrétaire général",), "role/secretary-general")
    body = Entity("o", "kgr:Coalition", ("CIMCT",), "organization/cimct")
    for number in range(count):
        text = f"Dépêche {number}. " + "Le général a reçu le général à Riyad. " * 60
        day = date(2025, 1, 1) + timedelta(days=number % 400)
        facts: list[Fact] = []
        for turn in range(3):
            host = Entity(f"a{turn}", "kgr:Person", (f"Hôte {number} Numéro {turn}",))
            guest = Entity(f"b{turn}", "kgr:Person", (f"Invité {number} Numéro {turn}",))
            talks, post = Entity(f"m{turn}", "kgr:Meeting"), Entity(f"h{turn}", "org:Membership")
            rows: tuple[tuple[Entity, str, Entity | date], ...] = (
                (talks, "kgr:host", host),
                (talks, "kgr:guest", host if number % 100 == 7 and turn == 0 else guest),
                (talks, "kgr:date", day),
                (talks, "kgr:place", city),
                (host, "kgr:hasRank", general),
                (post, "org:member", host),
                (post, "org:role", role),
                (post, "org:organization", body),
            )
            for subject, predicate, value in rows:
                start = 10 + len(facts) * 40
                facts.append(Fact(subject, predicate, value, (Quote(start, start + 35),), 0.9, "sample"))
        ends = dict.fromkeys(end for fact in facts for end in (fact.subject, fact.object))
        entities = tuple(end for end in ends if isinstance(end, Entity))
        document = Document(f"depeche-{number:06}", text, "bench", published=day + timedelta(days=1))
        yield Reading(document, entities, tuple(facts))


if __name__ == "__main__":
    main()
