"""Two numbers in, one number out that stands for both: a pair that lies in a set like any number.

A set of numbers that were given in a row is filled and read in a row, while tuples lie wherever there was
room; with a million pairs, finding them in memory is most of the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Pair = int
# The first number is above these bits. In them is what it and the second differ in: a set of pairs that
# have their second number in common would be slow if that alone were there.
_BITS = 32
_LOW = (1 << _BITS) - 1


def paired(one: int, other: int) -> Pair:
    """Return the pair of two numbers below 2 to the 32nd."""
    return one << _BITS | one ^ other


def ends(pairs: Iterable[Pair]) -> Iterator[tuple[int, int]]:
    """Give both numbers of each pair."""
    for pair in pairs:
        one = pair >> _BITS
        yield one, pair & _LOW ^ one


def firsts(pairs: Iterable[Pair]) -> set[int]:
    """Return the first numbers of pairs."""
    return {pair >> _BITS for pair in pairs}


def seconds(pairs: Iterable[Pair]) -> set[int]:
    """Return the second numbers of pairs."""
    return {pair & _LOW ^ pair >> _BITS for pair in pairs}


def turned(pairs: Iterable[Pair]) -> set[Pair]:
    """Return the pairs of the same numbers the other way round."""
    return {(pair & _LOW ^ pair >> _BITS) << _BITS | pair & _LOW for pair in pairs}
