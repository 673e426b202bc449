"""Contents of files in, the files in a folder out: all of them, or none and the folder as it was."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kgriyadh.errors import OutputCannotBeWritten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def check_writable(out: Path) -> None:
    """Make a folder where there is none; raises ``OutputCannotBeWritten`` where files can't be put there."""
    if (out / "CURRENT").is_file() and any(out.glob("MANIFEST-*")):  # RocksDB's
        raise OutputCannotBeWritten(out, "it holds an embedded store")
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=out, prefix=".kgriyadh-"):
            pass
    except FileExistsError as error:
        raise OutputCannotBeWritten(out, "it is a file, and the output goes into a folder") from error
    except OSError as error:
        raise OutputCannotBeWritten(out, error.strerror or str(error)) from error


def publish(
    files: Mapping[str, bytes | Iterable[bytes]], out: Path, stale: Iterable[str] = ()
) -> tuple[Path, ...]:
    """Put files into a folder in one step, and take the ``stale`` ones away; returns what was put.

    What a file holds may come in pieces. They are written and synced in a folder beside them, then renamed;
    where one rename fails the earlier files are put back. Raises ``OutputCannotBeWritten``.
    """
    _insist_on_files([out / name for name in files])
    check_writable(out)
    try:
        with TemporaryDirectory(dir=out, prefix=".kgriyadh-") as beside:
            fresh, earlier = Path(beside, "fresh"), Path(beside, "earlier")
            fresh.mkdir()
            earlier.mkdir()
            for name, content in files.items():
                _write(fresh / name, content)
            _exchange(fresh, earlier, out, [*files, *stale])
            _sync(out)
    except OSError as error:
        raise OutputCannotBeWritten(Path(error.filename or out), error.strerror or str(error)) from error
    return tuple(out / name for name in files)


def _insist_on_files(targets: Iterable[Path]) -> None:
    """Raise OutputCannotBeWritten for folders, devices and links (``/dev/stdout``), not to be replaced."""
    for target in targets:
        if target.is_symlink() or (target.exists() and not target.is_file()):
            raise OutputCannotBeWritten(target, "it is there already, and no ordinary file")


def _exchange(fresh: Path, earlier: Path, out: Path, names: list[str]) -> None:
    """Move earlier files away and fresh ones in their places; on failure all the way back."""
    moves = [
        (folder / name, target / name) for name in names for folder, target in ((out, earlier), (fresh, out))
    ]
    made: list[tuple[Path, Path]] = []
    try:
        for origin, target in moves:
            if origin.is_file():
                origin.replace(target)
                made.append((origin, target))
    except OSError:
        for origin, target in reversed(made):
            target.replace(origin)
        raise


def _write(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file down to the disk."""
    with path.open("wb") as file:
        file.writelines([content] if isinstance(content, bytes) else content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make renames in a folder last; not every system can open one (Windows)."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
