"""A dataset's file in, its named graphs in a folder's embedded store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kgriyadh.errors import StoreRefuses
from kgriyadh.store.graphs import named_graphs
from kgriyadh.store.opening import is_store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: graphs it brought, statements that are new to them, statements that left them."""

    graphs: int
    added: int
    removed: int


def load_embedded(file: Path, directory: Path) -> Loaded:
    """Bring the named graphs of ``file`` into the embedded store in ``directory``, made if need be.

    Graphs that the dataset does not have stay as they are, and loading twice changes nothing.

    Raises StoreRefuses, DatasetIsMissing, DatasetIsDamaged.
    """
    graphs = named_graphs(file)
    store = _open(directory)
    added: set[Quad] = set()
    removed: set[Quad] = set()
    for graph in graphs:
        present = set(store.quads_for_pattern(None, None, None, NamedNode(graph.name)))
        held = _as_held(graph.quads)
        added |= held - present
        removed |= present - held if graph.replaces else set()
    _change(store, added, removed)
    return Loaded(len(graphs), len(added), len(removed))


def _as_held(quads: Iterable[Quad]) -> set[Quad]:
    """Return statements as Oxigraph 0.5 gives them back: every kind of integer becomes xsd:integer."""
    store = Store()
    store.bulk_extend(quads)
    return set(store)


def _open(directory: Path) -> Store:
    if directory.is_dir() and any(directory.iterdir()) and not is_store(directory):
        raise StoreRefuses(f"{directory}: holds files that are no store: name an empty or a new folder")
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        return Store(directory)
    except (OSError, RuntimeError) as error:  # pyoxigraph 0.5 reports corruption as RuntimeError
        reason = str(error).partition("\n")[0]
        raise StoreRefuses(f"{directory}: the store cannot be opened ({reason})") from error


def _change(store: Store, added: set[Quad], removed: set[Quad]) -> None:
    """Add, then remove, each at one stroke; the default graph stays the union of the named ones."""
    if added:
        store.extend(added | {_united(quad) for quad in added})
    if removed:
        store.update(_deletion(removed | _orphans(store, removed)))
    store.flush()


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
