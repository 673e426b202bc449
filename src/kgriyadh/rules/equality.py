"""Equalities in, a stop out where too many things would be one: n equal things have n² equalities."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Things with more names than that are a mistake in the data; their closure would fill the memory.
MOST_EQUAL = 100


class EqualityIsTooWide(Exception):
    """More than ``MOST_EQUAL`` things are one; ``things`` has their numbers."""

    def __init__(self, things: list[int]) -> None:
        self.things = things
        super().__init__(f"{len(things)} things are one")


class Equalities:
    """Things that are one, in groups."""

    def __init__(self) -> None:
        self._group: dict[int, list[int]] = {}

    def take(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Join the groups of equal things. Raises ``EqualityIsTooWide``, when all are joined."""
        widest: list[int] = []
        for one, other in pairs:
            small, large = (self._group.setdefault(thing, [thing]) for thing in (one, other))
            if small is large:
                continue
            if len(small) > len(large):
                small, large = large, small
            large += small
            self._group.update(dict.fromkeys(small, large))
            widest = max(widest, large, key=len)
        if len(widest) > MOST_EQUAL:
            raise EqualityIsTooWide(widest)
