"""A dataset's file in, its named graphs out, sorted, in a scratch file: no graph need fit in memory."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pyoxigraph import BlankNode, NamedNode

from kgriyadh.errors import DatasetIsDamaged, StoreRefuses
from kgriyadh.store.canonical import Fingerprint, compared, fingerprint, lines_by_graph, sorted_once
from kgriyadh.store.opening import read_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from pyoxigraph import Quad

Manner = Literal["auto", "replace", "merge"]

_DERIVED_FROM = b" <http://www.w3.org/ns/prov#wasDerivedFrom> "


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """One named graph of a dataset's file; going through it gives its lines, sorted, each once.

    ``replaces`` says whether it takes the place of the store's graph of that name, as a document's own
    graph does, or is added to it: what is said about several documents (evidence, inferences) must
    outlive the loading of the next document.
    """

    name: str
    replaces: bool
    fingerprint: Fingerprint
    _file: Path
    _start: int  # bytes into the file
    _lines: int

    def __len__(self) -> int:
        return self._lines

    def __iter__(self) -> Iterator[bytes]:
        before = len(self.name.encode()) + 3  # <name> and a tab
        with self._file.open("rb") as file:
            file.seek(self._start)
            for _ in range(self._lines):
                yield file.readline()[before:-1]


@contextmanager
def named_graphs(file: Path, manner: Manner = "auto") -> Iterator[tuple[list[NamedGraph], Path]]:
    """Give the named graphs of a dataset's file in the order of their names, and a folder for scratch files.

    Both are there until the context ends. ``manner`` says whether graphs replace those of their name, are
    added to them, or (``auto``) the former if a document states them. Raises DatasetIsMissing,
    DatasetIsDamaged (also for a statement in no named graph and for a blank node), StoreRefuses when there
    is no room for scratch files.
    """
    with tempfile.TemporaryDirectory(prefix="kgriyadh-") as scratch:
        filing = _Filing(Path(scratch) / "graphs")
        try:
            graphs = filing.file_all(sorted_once(lines_by_graph(filing.sound(file)), Path(scratch)))
        except OSError as error:
            message = f"{scratch}: no room for scratch files ({error.strerror}): set TMPDIR to another folder"
            raise StoreRefuses(message) from error
        if not graphs:
            raise DatasetIsDamaged(file, None, "it holds no statement")
        replaced = {"auto": filing.derived, "replace": filing.names, "merge": set()}[manner]
        yield (
            [replace(graph, replaces=f"<{graph.name}>".encode() in replaced) for graph in graphs],
            Path(scratch),
        )


class _Filing:
    """Puts the lines of graphs into one file, and notes which graphs are derived from a document."""

    def __init__(self, file: Path) -> None:
        self.names: set[bytes] = set()
        self.derived: set[bytes] = set()
        self._file, self._count = file, 0

    def sound(self, dataset: Path) -> Iterator[Quad]:
        """Give the quads of a file, each in a named graph and none with a blank node."""
        outside = False
        for quad in read_quads(dataset):
            if not isinstance(quad.graph_name, NamedNode):
                outside = True
                continue
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                message = "it has blank nodes, which each load would make anew: give them IRIs"
                raise DatasetIsDamaged(dataset, None, message)
            self.names.add(b"<%b>" % quad.graph_name.value.encode())
            yield quad
        if outside:
            raise DatasetIsDamaged(dataset, None, "it has triples in no named graph, give the dataset.trig")

    def file_all(self, lines: Iterable[bytes]) -> list[NamedGraph]:
        """Write sorted lines and return the graphs that they make."""
        with self._file.open("wb") as file:
            return [
                self._file_one(name, members, file)
                for name, members in groupby(lines, lambda line: line.partition(b"\t")[0])
            ]

    def _file_one(self, name: bytes, lines: Iterable[bytes], file: BinaryIO) -> NamedGraph:
        start, before = file.tell(), self._count
        of_graph = fingerprint(self._written(lines, len(name) + 1, file))
        return NamedGraph(name[1:-1].decode(), False, of_graph, self._file, start, self._count - before)

    def _written(self, lines: Iterable[bytes], before: int, file: BinaryIO) -> Iterator[bytes]:
        """Write the lines of a graph; give what stores tell apart, as "7" of two kinds of integer is not."""
        previous = b""
        for line in lines:
            file.write(line + b"\n")
            self._count += 1
            triple = compared(line[before:])
            if triple != previous:
                yield triple
            previous = triple
            if _DERIVED_FROM in triple and (subject := triple.partition(b" ")[0]) in self.names:
                self.derived.add(subject)
