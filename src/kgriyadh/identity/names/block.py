"""Names in, the keys under which alike names meet out, and the pairs that meet.

Two full names meet under two parts that they share, so that of a thousand of one family those are compared
that share a given name; a shortened name meets all of its family.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from kgriyadh.identity.names.alike import rough
from kgriyadh.identity.names.part import joined, parts_of
from kgriyadh.identity.names.variants import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kgriyadh.identity.names.part import Part

_FULL = 2


def candidates(names: Sequence[Iterable[str]]) -> Iterator[tuple[int, int]]:
    """Give the pairs of things, by number, of which a name of one may be a name of the other."""
    full, short, family = (defaultdict[str, dict[int, None]](dict) for _ in range(3))
    for number, of_one in enumerate(names):
        for name in of_one:
            pairs = full_keys(name)
            for key in pairs:
                full[key][number] = None
            for key in keys(name):
                (family if pairs else short)[key][number] = None
    for block in full.values():
        yield from combinations(block, 2)
    for key, block in short.items():
        yield from combinations(block, 2)
        yield from ((min(a, b), max(a, b)) for a in block for b in family.get(key, ()) if a != b)


@lru_cache(maxsize=131_072)
def keys(name: str) -> frozenset[str]:
    """Return the keys that two names share which may be one's: the last part, and each that is rare.

    Frequent names, of which a chain has several, make a key with the first; a family name of two parts
    has one of both.
    """
    parts = [part for part in parts_of(name) if not part.initial]
    alone = {_key(part) for part in parts[-1:] + [part for part in parts if not part.frequent]}
    pairs = {_pair(parts[0], part) for part in parts[1:] if part.frequent}
    double = {_key(joined(*parts[-2:]))} if len(parts) > _FULL else set()
    return frozenset(alone | pairs | double or {plain(name) or name})


@lru_cache(maxsize=131_072)
def full_keys(name: str) -> frozenset[str]:
    """Return the keys of a full name, one for each two of its parts; none of a single name or initials."""
    parts = parts_of(name)
    if len(parts) < _FULL or any(part.initial for part in parts):
        return frozenset()
    pairs = list(combinations(parts, 2))
    if len(parts) > _FULL:
        pairs += [(parts[0], joined(*parts[-2:])), (joined(*parts[:2]), parts[-1])]
    return frozenset(_pair(*pair) for pair in pairs)


def _pair(one: Part, other: Part) -> str:
    return "+".join(sorted((_key(one), _key(other))))


def _key(part: Part) -> str:
    """Return the list's name of a part, or its consonants with those that are heard alike made one."""
    return part.identity if part.listed else rough(part.identity) or part.identity
