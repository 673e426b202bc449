"""A dataset's file in, its named graphs in a folder's embedded store."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

from kgriyadh.errors import StoreRefuses
from kgriyadh.store.canonical import as_given, compared, lines_of
from kgriyadh.store.change import Loaded, Planned, change_of
from kgriyadh.store.graphs import NamedGraph, named_graphs
from kgriyadh.store.opening import first_line, is_store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kgriyadh.store.change import Change
    from kgriyadh.store.graphs import Manner

_COUNT = "SELECT (COUNT(*) AS ?triples) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
_REMEDY = "free space or check your rights there, then do it again"
_LOCKED = ("while lock file", "lock hold by")  # RocksDB's words where another, or this process, writes
_AT_ONCE = 50_000  # triples of one transaction, which is held in memory


def load_embedded(
    file: Path, directory: Path, manner: Manner = "auto", step: Callable[[int], object] = lambda _: None
) -> Loaded:
    """Bring the named graphs of ``file`` into the embedded store in ``directory``, made if need be.

    Graphs that the dataset does not have stay as they are, and loading twice changes nothing. ``step`` is
    told the number of triples of each stretch that is in. What is in when the process dies is there when
    the store is opened again, and the same load then brings the rest. The triples of each graph are
    counted afterwards.

    Raises StoreRefuses, DatasetIsMissing, DatasetIsDamaged.
    """
    with named_graphs(file, manner) as (graphs, scratch):
        store = open_to_write(directory)
        with refusals(directory):
            changes = [change_of(graph, graph_lines(store, graph.name), scratch) for graph in graphs]
            _apply(store, [change for change in changes if change], step)
            for change in changes:
                _insist_on(change, store, directory)
        return Loaded.of(changes)


def changes_to_embedded(file: Path, directory: Path, manner: Manner = "auto") -> list[Planned]:
    """Return what ``load_embedded`` would change, having only read; raises what it does."""
    store = open_store(directory) if is_store(directory) else Store()
    with named_graphs(file, manner) as (graphs, scratch):
        return [Planned.of(change_of(graph, graph_lines(store, graph.name), scratch)) for graph in graphs]


def open_to_write(directory: Path) -> Store:
    """Open the embedded store in ``directory``, made if need be; raises StoreRefuses."""
    if directory.is_dir() and any(directory.iterdir()) and not is_store(directory):
        raise StoreRefuses(f"{directory}: holds files that are no store: name an empty or a new folder")
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        return Store(directory)
    except (OSError, RuntimeError) as error:  # pyoxigraph 0.5 reports corruption as RuntimeError
        if any(said in str(error).casefold() for said in _LOCKED):
            message = f"{directory}: another process is writing to this store: load again when it has ended"
            raise StoreRefuses(message) from error
        message = f"{directory}: the store cannot be opened to be written ({first_line(error)}): {_REMEDY}"
        raise StoreRefuses(message) from error


@contextmanager
def refusals(directory: Path) -> Iterator[None]:
    """Turn what an open store raises into StoreRefuses."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        message = f"{directory}: the store cannot be written ({first_line(error)}): {_REMEDY}"
        raise StoreRefuses(message) from error


def graph_lines(store: Store, name: str) -> Iterator[bytes]:
    """Give the lines of one named graph of a store."""
    return lines_of(store.quads_for_pattern(None, None, None, NamedNode(name)))


def add_lines(store: Store, lines: Iterable[tuple[bytes, bytes]], step: Callable[[int], object]) -> None:
    """Add triples, each behind its graph's ``<name>``; the default graph stays the union of the named ones.

    Each stretch is there wholly or not at all, also when the process dies. The last one is a transaction,
    the others go by Oxigraph's quicker way of writing whole files.
    """
    remaining = iter(lines)
    stretch = list(islice(remaining, _AT_ONCE))
    while stretch:
        following = list(islice(remaining, _AT_ONCE))
        body = b"".join(b"%b %b .\n%b .\n" % (line, graph, line) for graph, line in stretch)
        (store.bulk_load if following else store.load)(body, RdfFormat.N_QUADS, lenient=True)
        step(len(stretch))
        stretch = following


def _apply(store: Store, changes: list[Change], step: Callable[[int], object]) -> None:
    """Add, then remove: a fact that moves from one graph to another is never missing."""
    new = ((_bracketed(each.graph), as_given(line)) for each in changes for line in each.added)
    add_lines(store, new, step)
    old = ((_bracketed(each.graph), compared(line)) for each in changes for line in each.removed)
    while stretch := list(islice(old, _AT_ONCE)):
        quads = set(
            parse(b"".join(b"%b %b .\n" % (line, graph) for graph, line in stretch), RdfFormat.N_QUADS)
        )
        store.update(_deletion(quads | _orphans(store, quads)))
        step(len(stretch))
    store.flush()


def _insist_on(change: Change, store: Store, directory: Path) -> None:
    """Count what a graph has now and compare it with what it must have."""
    counted = store.query(_COUNT.format(name=change.graph.name))
    assert isinstance(counted, QuerySolutions)
    found = int(str(next(counted)["triples"].value))
    if found != change.after.triples:
        raise StoreRefuses(
            f"{directory}: <{change.graph.name}> has {found} triples after the load, "
            f"not {change.after.triples}: load again"
        )


def _bracketed(graph: NamedGraph) -> bytes:
    return b"<%b>" % graph.name.encode()


def _united(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())


def _orphans(store: Store, removed: set[Quad]) -> set[Quad]:
    """Return what the default graph must lose: triples that no graph states once ``removed`` is gone."""
    return {
        united
        for united in map(_united, removed)
        if not any(
            other != united and other not in removed
            for other in store.quads_for_pattern(united.subject, united.predicate, united.object)
        )
    }


def _deletion(quads: set[Quad]) -> str:
    """Return one update request: all of it is deleted, or nothing."""
    return "DELETE DATA {\n" + "".join(f"{_placed(quad)} .\n" for quad in quads) + "}"


def _placed(quad: Quad) -> str:
    named = isinstance(quad.graph_name, NamedNode)
    return f"GRAPH {quad.graph_name} {{ {quad.triple} }}" if named else str(quad.triple)
