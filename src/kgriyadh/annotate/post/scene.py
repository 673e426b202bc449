"""What posts and persons are read from: a text with the bodies, places and dates already found in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kgriyadh.annotate.mention import OrganizationMention, PlaceMention
from kgriyadh.annotate.text import Text
from kgriyadh.lexicon import Match

_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Scene:
    """A text with the bodies and places already found in it, by the token they begin at.

    ``days`` are the tokens with which its dates begin, with those behind their ends.
    """

    text: Text
    organizations: Mapping[int, OrganizationMention]
    places: Mapping[int, PlaceMention]
    days: Mapping[int, int]

    def taken(self, i: int) -> bool:
        """Whether a body or a place begins at token ``i``."""
        return i in self.organizations or i in self.places

    def past_since(self, i: int) -> int | None:
        """Past « depuis 2021 », « en poste depuis le 3 mars » at ``i``; None where nothing like it is."""
        day = self.text.after(i, "since")
        if day is None or not self.text.continues(i) or not self.text.continues(day):
            return None
        begin = day + self.text.has(day, "article")
        year = _YEAR.fullmatch(self.text.tokens[begin].text) if begin < len(self.text) else None
        # « depuis mars 2021 » may be a date as a whole, or from « mars » on.
        return (
            self.days.get(i)
            or self.days.get(begin - 1)
            or self.days.get(begin)
            or (begin + 1 if year else None)
        )

    @cached_property
    def of_bodies(self) -> frozenset[int]:
        """The tokens that belong to the name of a body."""
        return frozenset(i for body in self.organizations.values() for i in range(*body.span))

    def clear(self, i: int, kind: str) -> Match | None:
        """The longest match of a kind that does not end inside a body's name.

        « chef d'état-major de la Marine nationale » is the chief of staff of a body.
        """
        match = self.text.at(i, kind)
        cut = self._cut(i, match.end) if match else None
        if cut is None:
            return match
        words = [token.text for token in self.text.tokens[i:cut]]
        shorter = self.text.lexicon.match(words)[0].get(kind)
        return Match(i + shorter.end, shorter.ids) if shorter else None

    def _cut(self, i: int, end: int) -> int | None:
        """Where a body's name begins inside a range of tokens and goes on behind it."""
        for k in range(i + 1, end):
            body = self.organizations.get(k)
            if body and not body.pointer and body.span[1] > end:
                return k
        return None
