"""A dataset's file or an embedded store's folder in, a store that can be asked out.

In both, the default graph is the union of the named graphs, held as triples of its own: Oxigraph's
option for it (``use_default_graph_as_union``, pyoxigraph 0.5) repeats a triple that two graphs state.
"""

from __future__ import annotations

import gzip
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from kgriyadh.errors import DatasetIsDamaged, DatasetIsMissing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_UNION = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def open_dataset(file: Path) -> Store:
    """Return the dataset of ``file`` (TriG, N-Quads, Turtle, N-Triples, JSON-LD, RDF/XML) in memory.

    Raises DatasetIsMissing, or DatasetIsDamaged when it cannot be read or holds nothing.
    """
    store = Store()
    store.bulk_extend(read_quads(file))
    if not len(store):
        raise DatasetIsDamaged(file, None, "it holds no statement")
    store.update(_UNION)
    return store


def open_store(directory: Path) -> Store:
    """Return the embedded store in ``directory``, to be read only.

    Raises DatasetIsMissing, DatasetIsDamaged.
    """
    try:
        is_here = is_store(directory)
    except OSError as error:
        raise DatasetIsDamaged(directory, None, f"cannot be read ({error.strerror})") from error
    if not is_here:
        message = f"{directory}: no store here: make one with kgriyadh load --store {directory}"
        raise DatasetIsMissing(message)
    try:
        return Store.read_only(str(directory))
    except (OSError, RuntimeError) as error:  # pyoxigraph 0.5 reports corruption as RuntimeError
        message = f"damaged store ({first_line(error)})"
        raise DatasetIsDamaged(directory, None, message) from error


def insist_on_named_graphs(store: Store, source: Path) -> None:
    """Raise DatasetIsDamaged, naming ``source``, unless the store has named graphs, as each build's has."""
    if next(store.named_graphs(), None) is None:
        raise DatasetIsDamaged(source, None, "it has no named graphs, give the dataset.trig")


def stated(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Give the statements in named graphs; in a store of ours the default graph only repeats them."""
    return (quad for quad in quads if not isinstance(quad.graph_name, DefaultGraph))


def is_store(directory: Path) -> bool:
    """Whether ``directory`` holds an embedded store: RocksDB names its newest manifest in CURRENT."""
    return (directory / "CURRENT").is_file()


def read_quads(file: Path) -> Iterator[Quad]:
    """Give the statements of a dataset's file, each with its graph; a name that ends in .gz is unpacked.

    Raises DatasetIsMissing, or DatasetIsDamaged naming the line.
    """
    if file.is_dir():
        raise DatasetIsMissing(
            f"{file}: a folder; give the dataset.trig in it; an embedded store is named by --store"
        )
    if not file.exists():
        raise DatasetIsMissing(f"{file}: no such dataset: make one with kgriyadh build")
    form = RdfFormat.from_extension(file.name.removesuffix(".invalid").removesuffix(".gz").rpartition(".")[2])
    if form is None:
        raise DatasetIsDamaged(file, None, "not RDF by its name (.trig, .nq, .ttl, .nt, .jsonld or .rdf)")
    try:
        if file.suffix == ".gz":
            with gzip.open(file) as unpacked:
                yield from parse(cast("IO[bytes]", unpacked), form)
        else:
            yield from parse(path=file, format=form)
    except (OSError, EOFError) as error:
        raise DatasetIsDamaged(file, None, f"cannot be read ({first_line(error)})") from error
    except SyntaxError as error:
        raise DatasetIsDamaged(file, error.lineno, error.msg.partition("\n")[0]) from error


def first_line(error: Exception) -> str:
    """Return what an error says, in one line."""
    return str(error).partition("\n")[0]
