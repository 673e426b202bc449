"""Measure, in one run: validation by both engines, and by the default one up to a million triples.

Each figure is that of a fresh process: the processor's seconds from the graph in memory to the report, and
the most memory that the process held. Run it with ``python benchmarks/validate.py``; it rewrites
``validate.md``.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import samples
from rdflib import URIRef

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Dataset
    from rdflib.term import Node

    from kgriyadh.validate import Engine

BOTH = (1_000, 4_000, 13_000)
ALONE = (1_000, 10_000, 100_000, 1_000_000)
_STATED = "document-riyad-2026-03-03"
# What one dispatch speaks of and no other does.
_OWN = re.compile(
    r"https://w3id.org/kgriyadh/id/((person|meeting|membership|evidence|document)/|graph/document-)"
)
_REPORT = Path(__file__).with_suffix(".md")


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
    yield "`python benchmarks/validate.py`: processor time of a fresh process each, from the graph in memory"
    yield "to the report. The graphs are copies of a made-up dispatch that tell of others, with evidence;"
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
    """Return what a fresh process measured."""
    command = [sys.executable, __file__, "--task", engine, str(triples)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    return Measured(*json.loads(run.stdout))


def _validate(engine: str, triples: int) -> tuple[int, float, float, int]:
    """Validate a graph of about so many triples."""
    from kgriyadh.validate import read_shapes, validate

    dataset, shapes = _dataset(triples), read_shapes()
    start = time.process_time()
    report = validate(dataset, shapes=shapes, engine=cast("Engine", engine))
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return len(dataset), seconds, memory, len(report.results)


def _dataset(triples: int) -> Dataset:
    """Return the graph of a dispatch, and of as many others that tell the same of other persons."""
    from kgriyadh.terms import BASE, KGR

    dataset = samples.build([samples.riyadh()])
    graphs = {
        name: dataset.graph(URIRef(f"{BASE}graph/{name}")) for name in (_STATED, "evidence", "identity")
    }
    model = [(triple, name) for name, graph in graphs.items() for triple in graph]
    for number in range(max(0, triples - len(dataset)) // len(model)):
        targets = {
            name: dataset.graph(URIRef(str(_renumbered(graph.identifier, number))))
            for name, graph in graphs.items()
        }
        for (subject, predicate, value), name in model:
            target = targets[name]
            target.add((_renumbered(subject, number), predicate, _renumbered(value, number)))
            if predicate == KGR.host and number % 100 == 7:
                target.add((_renumbered(subject, number), KGR.guest, _renumbered(value, number)))
    return dataset


def _renumbered(node: Node, number: int) -> Node:
    """Return the name of a thing of another dispatch; what all dispatches share keeps its own."""
    return URIRef(f"{node}-{number}") if _OWN.match(str(node)) else node


if __name__ == "__main__":
    main()
