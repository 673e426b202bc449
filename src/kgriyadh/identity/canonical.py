"""Groups of mentions in, one local id and one name each out.

The id is that of the mention published first, so that newer documents change none. Namesakes that
are two take what the first document says of the later one (post and state) into the id.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kgriyadh.fold import words
from kgriyadh.local_id import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgriyadh.resolution import Mention


def unnumbered(mention: Mention) -> str:
    """Return a mention's id without the number that tells it from another of the same document."""
    return mention.local_id.partition("~")[0]


def is_iri(thing: str) -> bool:
    """Return whether an id is an IRI of somebody else's."""
    return ":" in thing


def local_id(plain: str, first: Mention, marks: Iterable[str], taken: set[str]) -> str:
    """Return an id that is not taken, and take it: the plain one, or with the first of ``marks`` that helps.

    ``marks`` tell namesakes apart (``ambassador-ma``); where none does, a hash of the first mention will.
    """
    ids = (plain, *(f"{plain}-{mark}" for mark in marks), f"{plain}-{digest(first)[:8]}")
    found = next(one for one in ids if one not in taken)
    taken.add(found)
    return found


def fullest(mentions: Sequence[Mention]) -> Mention:
    """Return the mention with the longest name, the earliest of several; ``mentions`` are sorted."""
    return max(mentions, key=lambda mention: len(words(mention.name)))
