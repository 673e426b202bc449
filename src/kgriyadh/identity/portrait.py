"""Appearances in, portraits out: what is said of one bearer of a name.

A portrait gathers the appearances of one name under the same posts and ranks, so that a person whom
a thousand documents call alike is compared once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kgriyadh.fold import words
from kgriyadh.identity.context import UNDATED
from kgriyadh.identity.names import compare

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kgriyadh.identity.context import Appearance, Post
    from kgriyadh.resolution import Known, Mention

# Documents so many days apart speak of one time.
_AT_ONCE = 30


@dataclass
class Portrait:
    """What is said of one bearer of a name; ``ranks`` come with the days of the documents that say them."""

    names: tuple[str, ...]
    posts: frozenset[Post]
    past: set[Post] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    days: list[date] = field(default_factory=list)
    ranks: set[tuple[date, str]] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    presences: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, one: Appearance) -> None:
        """Add an appearance."""
        self.mentions.append(one.mention)
        self.documents.add(one.mention.document)
        self.days.append(one.day)
        self.ranks |= {(one.day, rank) for rank in one.ranks}
        self.past |= one.past
        self.met |= one.met
        for day, city in one.presences:
            self.presences[day].add(city)

    def takes(self, one: Appearance) -> bool:
        """Whether an appearance of the same name, posts and ranks may be the same person's.

        A frequent name that is told with no post in a body is another's after a while.
        """
        if one.mention.document in self.documents:
            return False
        if not self._telling and not _at_once(self.days[-1], one.day):
            return False
        return not any(self.presences.get(day, {city}) - {city} for day, city in one.presences)

    @cached_property
    def _telling(self) -> bool:
        """Whether the name with its posts tells who is meant."""
        return any(body for _, body in self.posts) or compare(self.names[0], self.names[0]).rare

    @property
    def ever(self) -> frozenset[Post]:
        """The posts held at any time."""
        return self.posts | self.past

    @property
    def bare(self) -> bool:
        """Whether neither a post nor a rank is told."""
        return not self.ever and not self.ranks

    def near(self, other: Portrait) -> bool:
        """Whether documents of one time speak of both; undated ones are taken to."""
        return any(_at_once(a, b) for a in set(self.days) for b in set(other.days))

    @property
    def states(self) -> set[str]:
        """The states that the posts are held for."""
        return {body for _, body in self.ever if body and body.startswith("place/")}

    @property
    def bodies(self) -> set[str]:
        """The bodies and states that the posts are held in."""
        return {body for _, body in self.ever if body}


def portraits(found: Iterable[Appearance], alone: frozenset[Mention]) -> list[Portrait]:
    """Return the portraits of appearances that are sorted; those of ``alone`` get one each."""
    made: list[Portrait] = []
    by_look: dict[object, list[Portrait]] = defaultdict(list)
    for one in found:
        look = one.mention if one.mention in alone else (words(one.mention.name), one.posts, one.ranks)
        portrait = next((known for known in by_look[look] if known.takes(one)), None)
        if portrait is None:
            portrait = Portrait((one.mention.name,), one.posts)
            by_look[look].append(portrait)
            made.append(portrait)
        portrait.add(one)
    return made


def _at_once(one: date, other: date) -> bool:
    return UNDATED in (one, other) or abs((one - other).days) <= _AT_ONCE


def portrait_of(known: Known) -> Portrait:
    """Return what an authority says of a person; it says so of no day."""
    portrait = Portrait(
        known.names, known.posts, mentions=[known.mention], documents={known.mention.document}
    )
    portrait.ranks = {(UNDATED, rank) for rank in known.ranks}
    return portrait
