"""A graph of a file and what a store has under its name in, what loading it changes out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from kgriyadh.errors import StoreRefuses
from kgriyadh.store.canonical import Fingerprint, KeptLines, compared, fingerprint, sorted_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kgriyadh.store.graphs import NamedGraph


class Lines(Protocol):
    """Lines that can be counted, and gone through more than once."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[bytes]: ...


@dataclass(frozen=True, slots=True)
class Change:
    """What a load does to one graph of a store: what it has before, gets and loses."""

    graph: NamedGraph
    before: Fingerprint
    added: Lines
    removed: Lines

    def __bool__(self) -> bool:
        return bool(self.added) or bool(self.removed)

    @property
    def after(self) -> Fingerprint:
        """The fingerprint that the store's graph must have once the change is made."""
        if self.graph.replaces or self.added is self.graph:
            return self.graph.fingerprint
        return self.before + fingerprint(map(compared, self.added))


@dataclass(frozen=True, slots=True)
class Planned:
    """What a load would change: a graph's name, its triples before, those it would get and lose."""

    graph: str
    before: int
    added: int
    removed: int

    @classmethod
    def of(cls, change: Change) -> Planned:
        """Return the numbers of a change."""
        return cls(change.graph.name, change.before.triples, len(change.added), len(change.removed))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: graphs it brought, how many of them it sent, triples these got and lost."""

    graphs: int
    changed: int
    added: int
    removed: int

    @classmethod
    def of(cls, changes: list[Change]) -> Loaded:
        """Return the sums of changes."""
        added = sum(len(change.added) for change in changes)
        removed = sum(len(change.removed) for change in changes)
        return cls(len(changes), sum(map(bool, changes)), added, removed)


def change_of(graph: NamedGraph, present: Iterable[bytes], scratch: Path) -> Change:
    """Return what loading ``graph`` changes; ``present`` are the lines that the store has, in any order.

    Raises StoreRefuses when the store's graph has blank nodes: they have no name to be told apart by.
    """
    there = sorted_once(map(compared, present), scratch)
    removed = KeptLines(scratch)
    first = next(there, None)
    if first is None:
        return Change(graph, Fingerprint(), graph, removed)
    added = KeptLines(scratch)
    before = fingerprint(_told_apart(graph, chain([first], there), added, removed))
    return Change(graph, before, added, removed)


def _told_apart(
    graph: NamedGraph, there: Iterable[bytes], added: KeptLines, removed: KeptLines
) -> Iterator[bytes]:
    """Go through both sorted; give what is there, and keep what is new and what has to go."""
    given = iter(graph)
    wanted = next(given, None)
    with added.writing() as add, removed.writing() as remove:
        for line in there:
            if b" _:" in line or line.startswith(b"_:"):
                _insist_on_names(line, graph)
            while wanted is not None and compared(wanted) < line:
                add(wanted)
                wanted = next(given, None)
            if graph.replaces and (wanted is None or compared(wanted) != line):
                remove(line)
            while wanted is not None and compared(wanted) == line:
                wanted = next(given, None)
            yield line
        while wanted is not None:
            add(wanted)
            wanted = next(given, None)


def _insist_on_names(line: bytes, graph: NamedGraph) -> None:
    subject, _, literal = line.split(b" ", 2)
    if subject.startswith(b"_:") or literal.startswith(b"_:"):
        raise StoreRefuses(
            f"<{graph.name}>: the store's graph has blank nodes, which cannot be compared: empty it first"
        )
