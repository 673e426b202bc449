"""Pairs that are one in, groups out, whatever the order of the pairs: none holds two that must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

# A short name goes to the better of two persons only where that one is better by so much.
_MARGIN = 0.15
# From this score on a pair is joined though others of the two groups only may be one.
_SURE = 0.9


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two items by number, ``one < other``, and how sure it is that they are one (0 to 1).

    ``partial`` says that one of them is known by a shortened name, which several may bear.
    """

    one: int
    other: int
    score: float
    partial: bool = False


class Groups:
    """Items from 0 on, each at first alone.

    ``apart`` says of two whether they must stay apart; ``doubtful`` whether something speaks against their
    being one, so that no third brings them together that is not surely one with both.
    """

    def __init__(
        self, count: int, apart: Callable[[int, int], bool], doubtful: Callable[[int, int], bool]
    ) -> None:
        self._root = list(range(count))
        self._members = [[number] for number in range(count)]
        self._apart = apart
        self._doubtful = doubtful
        self.joined: list[Pair] = []

    def root(self, item: int) -> int:
        """Return the first item of the group of an item."""
        return self._root[item]

    def members(self, item: int) -> list[int]:
        """Return the items of the group of an item, sorted."""
        return self._members[self._root[item]]

    def all(self) -> list[list[int]]:
        """Return the groups, by their first items."""
        return [self._members[number] for number, root in enumerate(self._root) if number == root]

    def force(self, one: int, other: int) -> None:
        """Make one group of two, whatever is known of them."""
        first, second = sorted((self.root(one), self.root(other)))
        if first != second:
            self._members[first] = sorted(self._members[first] + self._members[second])
            for item in self._members[second]:
                self._root[item] = first
            self._members[second] = []

    def clash(self, one: int, other: int) -> bool:
        """Return whether the groups of two items hold two that must stay apart."""
        return any(self._apart(a, b) for a in self.members(one) for b in self.members(other))

    def doubt(self, one: int, other: int) -> bool:
        """Return whether the groups of two items hold two that it is doubtful to bring together."""
        return any(self._doubtful(a, b) for a in self.members(one) for b in self.members(other))

    def join(self, pair: Pair) -> bool:
        """Make one group of a pair unless that would bring together what must stay apart, or may have to."""
        one, other = pair.one, pair.other
        if self.root(one) == self.root(other):
            return True
        if self.clash(one, other) or (pair.score < _SURE and self.doubt(one, other)):
            return False
        self.force(pair.one, pair.other)
        self.joined.append(pair)
        return True


def group(groups: Groups, pairs: Iterable[Pair]) -> None:
    """Join what is one: the surest pairs first, full names before shortened ones.

    A shortened name that two groups could bear, of which neither is much the likelier, joins neither.
    """
    ordered = sorted(pairs, key=lambda pair: (-pair.score, pair.one, pair.other))
    for pair in ordered:
        if not pair.partial:
            groups.join(pair)
    by_item: dict[int, list[Pair]] = defaultdict(list)
    for pair in ordered:
        if pair.partial:
            by_item[pair.one].append(pair)
            by_item[pair.other].append(pair)
    for pair in ordered:
        if pair.partial and not _contested(groups, pair, by_item):
            groups.join(pair)


def _contested(groups: Groups, pair: Pair, by_item: dict[int, list[Pair]]) -> bool:
    """Return whether one side of a pair could as well join a group that the other side must stay out of."""
    for side, far in ((pair.one, pair.other), (pair.other, pair.one)):
        for member in groups.members(side):
            for rival in by_item[member]:
                third = rival.other if rival.one == member else rival.one
                if groups.root(third) in (groups.root(side), groups.root(far)):
                    continue
                near = rival.score > pair.score - _MARGIN
                if near and (groups.clash(far, third) or groups.doubt(far, third)):
                    return True
    return False
