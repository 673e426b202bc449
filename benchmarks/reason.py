"""Measure, in one run: the closure by the rule engine against owlrl, and by the engine alone as graphs grow.

Processor time from a dataset in memory to the same with its inferences, each in a fresh process; only the
ratios mean something on another machine. ``python benchmarks/reason.py`` writes ``benchmarks/reason.md``.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import ORG, RDF, Literal, URIRef

from kgriyadh.memory import new_dataset
from kgriyadh.reason import close
from kgriyadh.rules import Closure
from kgriyadh.rules.premises import premises
from kgriyadh.terms import BASE, KGR, ontology

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Dataset
    from rdflib.graph import _TripleType

TABLE = Path(__file__).with_suffix(".md")
COMPARED = (1_000, 4_000, 13_000)
ALONE = (10_000, 100_000, 1_000_000)
GROWN = 100_000


def main() -> None:
    """Write the tables, or do the one measurement that a process was started for."""
    parser = argparse.ArgumentParser(description="Closure time and memory.")
    parser.add_argument("--measure", nargs=2, metavar=("REASONER", "TRIPLES"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        _measure(given.measure[0], int(given.measure[1]))
    else:
        TABLE.write_text("\n".join(_tables()) + "\n", "utf-8")


def _tables() -> Iterator[str]:
    yield "# Closure: time and memory\n"
    yield "`python benchmarks/reason.py` wrote this: processor time from a dataset in memory to the same,"
    yield "its inferences added, in a fresh process each, the faster of two; other work on the machine makes"
    yield "the large ones slower yet, by what it takes of the processor's cache.\n"
    yield "| stated triples | inferred | rule engine | owlrl | times faster |"
    yield "|---:|---:|---:|---:|---:|"
    for size in COMPARED:
        (ours, inferred, _), (reference, same, _) = (_run(name, size) for name in ("rules", "owlrl"))
        if inferred != same:
            raise SystemExit(f"the two disagree at {size}: {inferred} and {same}")
        yield f"| {size:,} | {inferred:,} | {ours:.2f} s | {reference:.2f} s | {reference / ours:.0f} |"
    yield "\n| stated triples | inferred | rule engine | of ten times fewer | peak memory |"
    yield "|---:|---:|---:|---:|---:|"
    before = 0.0
    for size in ALONE:
        taken, inferred, peak = _run("rules", size)
        ratio = f"{taken / before:.1f} times" if before else ""
        yield f"| {size:,} | {inferred:,} | {taken:.2f} s | {ratio} | {peak:,.0f} MB |"
        before = taken
    (anew, *_), (added, *_) = (_run(name, GROWN) for name in ("closure", "added"))
    yield f"\nThe closure alone of {GROWN:,} triples takes {anew:.2f} s. Where it is there but for a document"
    yield f"of twenty meetings, adding it (`Closure.add`) takes {added:.3f} s, {anew / added:.0f} times less."


def _run(reasoner: str, size: int) -> tuple[float, int, float]:
    """Return the seconds, the inferred triples and the megabytes of a fresh process: the faster of two."""
    command = [sys.executable, __file__, "--measure", reasoner, str(size)]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() for _ in "12"]
    taken, inferred, peak = min(runs, key=lambda run: float(run[0]))
    return float(taken), int(inferred), float(peak)


def _measure(reasoner: str, size: int) -> None:
    dataset = _dataset(size)
    inferred = dataset.graph(URIRef(f"{BASE}graph/inferred"))
    if reasoner in ("closure", "added"):
        taken = _closed(dataset, grows=reasoner == "added")
    else:
        start = time.process_time()
        close(dataset, reasoner="owlrl" if reasoner == "owlrl" else "rules")
        taken = time.process_time() - start
    unit = 1024 if os.uname().sysname == "Linux" else 1024 * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(taken, len(inferred), peak)


def _closed(dataset: Dataset, grows: bool) -> float:
    """Return the seconds that the closure of all takes, or adding one document to that of the others."""
    last = set(dataset.graph(URIRef(f"{BASE}graph/document-0")))
    others, everything = [one for one in premises(dataset) if one not in last], list(premises(dataset))
    closure = Closure(others if grows else ())
    start = time.process_time()
    closure.add(last if grows else everything)
    return time.process_time() - start


def _dataset(size: int) -> Dataset:
    """Return a dataset of so many triples to reason on: a graph a document, and the ontology."""
    dataset = new_dataset()
    words = dataset.graph(URIRef(f"{BASE}graph/ontology"))
    words += ontology()
    stated = set(premises(dataset))
    for number in count():
        graph = dataset.graph(URIRef(f"{BASE}graph/document-{number // 20}"))
        for triple in _meeting(number):
            if len(stated) == size:
                return dataset
            if triple not in stated:
                graph.store.add(triple, graph)
                stated.add(triple)
    raise AssertionError("count() has no end")


def _meeting(number: int) -> Iterator[_TripleType]:
    """Give what a dispatch says of a meeting: two officers, their posts and states, a city and a threat."""
    meeting = URIRef(f"{BASE}meeting/{number}")
    city, rank = URIRef(f"{BASE}place/city-{number % 500}"), URIRef(f"{BASE}rank/rank-{number % 20}")
    yield meeting, RDF.type, KGR.Meeting
    yield meeting, KGR.date, Literal(f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}", datatype=_DATE)
    yield meeting, KGR.place, city
    yield city, RDF.type, KGR.City
    country = URIRef(f"{BASE}place/country-{number % 500 % 90}")
    yield city, KGR.locatedIn, country
    yield country, KGR.inCountry, country
    yield rank, RDF.type, KGR.GeneralRank if number % 2 else KGR.MilitaryRank
    people = [URIRef(f"{BASE}person/{number}-{side}") for side in ("host", "guest")]
    for person, predicate in zip(people, (KGR.host, KGR.guest), strict=True):
        post = URIRef(f"{person}-post".replace("person", "membership"))
        yield meeting, predicate, person
        yield person, RDF.type, KGR.Person
        yield person, KGR.hasRank, rank
        yield post, RDF.type, ORG.Membership
        yield post, ORG.member, person
        yield post, ORG.organization, country
    yield people[0], KGR.counterpartOf, people[1]
    yield meeting, KGR.addressesThreat, URIRef(f"{BASE}threat/{number % 40}")


_DATE = URIRef("http://www.w3.org/2001/XMLSchema#date")

if __name__ == "__main__":
    main()
