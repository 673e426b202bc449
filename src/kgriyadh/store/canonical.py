"""Quads in, canonical lines out: RDFC-1.0's N-Triples, sorted outside memory, summed into a digest.

A line is one triple without its final `` .``. Where a store gives a literal back in another form than the
one it was given (``"07"^^xsd:integer``), the line is the triple in that form, a tab, and the triple as it
was: the first is what is compared, the second what is sent.
"""

from __future__ import annotations

import heapq
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Store, serialize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Triple

_AT_ONCE = 50_000  # quads that are turned into lines together
_RUN = 100_000  # lines that are sorted in memory together, some 30 MB
_VALUE = b'"^^<http://www.w3.org/2001/XMLSchema#'
_ANY = b"<urn:x> <urn:x> "


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How many triples a graph has, and the sum modulo 2^256 of the SHA-256 of their canonical lines.

    Two graphs without blank nodes are equal if these are. The order of the triples plays no part, so that no
    sorting is needed (Sayers and Karp, Computing the digest of an RDF graph, HPL-2003-235).
    """

    triples: int = 0
    total: int = 0

    def __add__(self, other: Fingerprint) -> Fingerprint:
        return Fingerprint(self.triples + other.triples, (self.total + other.total) % 2**256)

    @property
    def digest(self) -> str:
        """The sum as 64 hexadecimal digits."""
        return f"{self.total:064x}"


def fingerprint(lines: Iterable[bytes]) -> Fingerprint:
    """Return the fingerprint of the graph that holds ``lines``, each once."""
    count = total = 0
    for line in lines:
        count += 1
        total += int.from_bytes(sha256(compared(line)).digest(), "big")
    return Fingerprint(count, total % 2**256)


def compared(line: bytes) -> bytes:
    """Return the triple of a line in the form that stores give back."""
    return line.partition(b"\t")[0]


def as_given(line: bytes) -> bytes:
    """Return the triple of a line as its file has it."""
    return line.rpartition(b"\t")[2]


def lines_of(triples: Iterable[Quad | Triple]) -> Iterator[bytes]:
    """Give the lines of triples; the graphs of quads are left out."""
    remaining = iter(triples)
    while some := list(islice(remaining, _AT_ONCE)):
        for line in (serialize(map(_bare, some), format=RdfFormat.N_TRIPLES) or b"").split(b" .\n")[:-1]:
            yield with_value(line)


def _bare(statement: Quad | Triple) -> Triple:
    return statement.triple if isinstance(statement, Quad) else statement


def lines_by_graph(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Give the lines of quads in named graphs, each behind its graph's name and a tab."""
    remaining = iter(quads)
    while some := list(islice(remaining, _AT_ONCE)):
        for line in (serialize(some, format=RdfFormat.N_QUADS) or b"").split(b" .\n")[:-1]:
            triple, _, graph = line.rpartition(b" ")
            yield graph + b"\t" + with_value(triple)


def with_value(triple: bytes) -> bytes:
    """Return the line of a triple: itself, or itself behind the form that stores give back."""
    if not triple.endswith(b">") or _VALUE not in triple:
        return triple
    subject, predicate, literal = triple.split(b" ", 2)
    held = _held(literal)
    return triple if held == literal else b"%b %b %b\t%b" % (subject, predicate, held, triple)


@lru_cache(maxsize=50_000)
def _held(literal: bytes) -> bytes:
    """Return a literal as Oxigraph 0.5 gives it back: each kind of integer is xsd:integer, 1.0 is 1."""
    store = Store()
    store.load(_ANY + literal + b" .", RdfFormat.N_TRIPLES)
    return (serialize((quad.triple for quad in store), format=RdfFormat.N_TRIPLES) or b"")[len(_ANY) : -3]


def sorted_once(lines: Iterable[bytes], folder: Path) -> Iterator[bytes]:
    """Give lines in the order of their bytes, each once; what is too much for memory waits in ``folder``."""
    remaining = iter(lines)
    run = sorted(islice(remaining, _RUN))
    runs: list[Iterable[bytes]] = []
    while len(run) == _RUN:
        runs.append(_kept(run, folder))
        run = sorted(islice(remaining, _RUN))
    for line, _ in groupby(heapq.merge(*runs, run) if runs else run):
        yield line


def _kept(run: list[bytes], folder: Path) -> Iterable[bytes]:
    kept = KeptLines(folder)
    with kept.writing() as write:
        for line in run:
            write(line)
    return kept


class KeptLines:
    """Lines in a file of their own in a scratch folder, gone through as often as need be."""

    def __init__(self, folder: Path) -> None:
        handle, name = tempfile.mkstemp(dir=folder)
        os.close(handle)
        self._file, self._count = Path(name), 0

    @contextmanager
    def writing(self) -> Iterator[Callable[[bytes], None]]:
        """Give a function that puts a line behind those that are there."""
        with self._file.open("ab") as file:

            def write(line: bytes) -> None:
                file.write(line + b"\n")
                self._count += 1

            yield write

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[bytes]:
        if self._count:
            with self._file.open("rb") as file:
                for line in file:
                    yield line[:-1]
