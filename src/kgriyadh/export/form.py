"""What a form of export is, and the rows that a question of ours has in a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from pyoxigraph import QuerySolutions, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import QuerySolution

Contents = Mapping[str, Iterable[bytes]]
Form = Callable[[Store], Contents]

ONE_FILE = ""
_PIECE = 1 << 16  # bytes
SEVERAL = " | "  # between values where a place for one has to take more


def rows(store: Store, name: str) -> Iterator[QuerySolution]:
    """Give the rows that the question in ``queries/<name>.rq`` has in a store."""
    found = store.query(_question(name))
    assert isinstance(found, QuerySolutions)
    yield from found


def joined(values: Iterable[str]) -> str:
    """Return values as one, each once and in the order of their characters."""
    return SEVERAL.join(sorted(set(values)))


@cache
def _question(name: str) -> str:
    return resources.files(__package__).joinpath("queries", f"{name}.rq").read_text("utf-8")


def pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Put lines together into pieces that are worth writing."""
    piece = bytearray()
    for line in lines:
        piece += line
        if len(piece) > _PIECE:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)
