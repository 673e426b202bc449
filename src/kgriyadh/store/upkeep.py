"""An embedded store's folder in; what it holds, a copy, a canonical dump out, or a store made of one."""

from __future__ import annotations

import gzip
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Quad,
    RdfFormat,
    Store,
    serialize,
)

from kgriyadh.errors import DatasetIsDamaged, StoreRefuses
from kgriyadh.store.canonical import Fingerprint, fingerprint, sorted_once
from kgriyadh.store.embedded import graph_lines, open_to_write, refusals
from kgriyadh.store.opening import first_line, is_store, open_store, read_quads, stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AT_ONCE = 50_000  # quads in memory together


@dataclass(frozen=True, slots=True)
class Dumped:
    """A dump: how many statements it has, and the SHA-256 of its N-Quads in hexadecimal digits."""

    statements: int
    digest: str


def described(directory: Path) -> tuple[list[tuple[str, Fingerprint]], int]:
    """Return the named graphs of a store with their fingerprints, by name, and the bytes that it takes.

    Raises DatasetIsMissing, DatasetIsDamaged.
    """
    store = open_store(directory)
    names = sorted(graph.value for graph in store.named_graphs())
    graphs = [(name, fingerprint(graph_lines(store, name))) for name in names]
    return graphs, _bytes(directory)


def optimize(directory: Path) -> tuple[int, int]:
    """Let a store take less room and answer faster; return its bytes before and after.

    Raises DatasetIsMissing, StoreRefuses.
    """
    before = _bytes(directory)
    with _writable(directory) as store:
        store.optimize()
    return before, _bytes(directory)


def backup(directory: Path, target: Path) -> None:
    """Copy a store into the new folder ``target``; on the same disk the copy shares its files.

    Raises DatasetIsMissing, StoreRefuses.
    """
    if target.exists():
        raise StoreRefuses(f"{target}: is there already: name a new folder for the backup")
    if target.resolve().is_relative_to(directory.resolve()):
        raise StoreRefuses(f"{target}: lies in the store itself: name a folder outside of it")
    with _writable(directory) as store:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            store.backup(target)
        except (OSError, RuntimeError) as error:
            reason = first_line(error)
            raise StoreRefuses(f"{target}: cannot be written ({reason}): name another folder") from error


def dump(directory: Path, file: Path) -> Dumped:
    """Write the named graphs of a store as canonical N-Quads, sorted; packed if the name ends in .gz.

    Two stores hold the same if their dumps are the same bytes. Blank nodes are named by RDFC-1.0
    (https://www.w3.org/TR/rdf-canon/), which names them by what is said of them. The file is written
    wholly or not at all. Raises DatasetIsMissing, DatasetIsDamaged, StoreRefuses.
    """
    store = open_store(directory)
    count, digest = 0, sha256()
    try:
        with _replaced(file) as output:
            for line in canonical_lines(stated(store)):
                output.write(line)
                digest.update(line)
                count += 1
    except OSError as error:
        reason = error.strerror or first_line(error)
        raise StoreRefuses(f"{file}: cannot be written ({reason}): name another file") from error
    return Dumped(count, digest.hexdigest())


def restore(file: Path, directory: Path) -> int:
    """Make a new store of a dump and return how many statements were read; all of it is there, or nothing.

    Raises StoreRefuses, DatasetIsMissing, DatasetIsDamaged.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise StoreRefuses(f"{directory}: is not empty: name a new folder to restore into")
    with refusals(directory):
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=directory.parent, prefix=f".{directory.name}-") as made:
            count = _fill(open_to_write(Path(made) / "store"), file)
            (Path(made) / "store").replace(directory)
    return count


def _fill(store: Store, file: Path) -> int:
    """Add the statements of a dump; the default graph becomes the union of the named ones."""
    count, remaining = 0, read_quads(file)
    while some := list(islice(remaining, _AT_ONCE)):
        if any(isinstance(quad.graph_name, DefaultGraph) for quad in some):
            raise DatasetIsDamaged(file, None, "it has triples in no named graph, which no dump has")
        united = (Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in some)
        store.bulk_extend(chain(some, united))
        count += len(some)
    store.flush()
    return count


def canonical_lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Give quads as lines of canonical N-Quads, sorted, each once; RDFC-1.0 names blank nodes."""
    with tempfile.TemporaryDirectory(prefix="kgriyadh-") as scratch:
        for line in sorted_once(_statements(quads), Path(scratch)):
            yield line + b" .\n"


def _statements(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Give quads as lines of canonical N-Quads, without their final dots.

    Only those with blank nodes need to be in memory together: the others have no say in their names.
    """
    nameless: list[Quad] = []
    for quad_lines in _serialized(_with_names(quads, nameless)):
        yield from quad_lines
    renamed = Dataset(nameless)
    renamed.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    for quad_lines in _serialized(renamed):
        yield from quad_lines


def _with_names(quads: Iterable[Quad], nameless: list[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if BlankNode in {type(quad.subject), type(quad.object), type(quad.graph_name)}:
            nameless.append(quad)
        else:
            yield quad


def _serialized(quads: Iterable[Quad]) -> Iterator[list[bytes]]:
    remaining = iter(quads)
    while some := list(islice(remaining, _AT_ONCE)):
        yield (serialize(some, format=RdfFormat.N_QUADS) or b"").split(b" .\n")[:-1]


@contextmanager
def _writable(directory: Path) -> Iterator[Store]:
    """Open a store that is there already."""
    if not is_store(directory):
        open_store(directory)
    with refusals(directory):
        yield open_to_write(directory)


@contextmanager
def _replaced(file: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to that takes the place of ``file`` once all is written.

    Raises StoreRefuses for a folder, a device or a link (``/dev/stdout``), which must not be replaced.
    """
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise StoreRefuses(f"{file}: is there already, and no ordinary file: name another file")
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with os.fdopen(handle, "wb") as plain:
            if file.suffix == ".gz":
                with gzip.GzipFile(filename="", mode="wb", fileobj=plain, mtime=0) as packed:
                    yield cast("IO[bytes]", packed)
            else:
                yield plain
        Path(name).chmod(0o644)
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)


def _bytes(directory: Path) -> int:
    return sum(file.stat().st_size for file in directory.rglob("*") if file.is_file())
