"""A document and a body's names in, the states out that the body may be of.

« Le ministère de la Défense » is one in each state: what stands behind its name tells which, or else the
states that the document speaks of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgriyadh import lexicon
from kgriyadh.identity.names import articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kgriyadh.identity.context import Told
    from kgriyadh.lexicon.form import Match

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*['’]?")
# So many words behind a name may tell its state: « du », « de la », and a name of up to five words.
_BEHIND = 7
# A city so large, or a capital, is named for its state; names of smaller ones are met as other words.
_METROPOLIS = 1_000_000
_OF_STATE = ("country", "demonym")


def state_beside(of: Told, names: Iterable[str]) -> frozenset[str]:
    """Return the state that stands right behind one of the names, as « CNSP malien » has it; none or one."""
    for name in names:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", of.text):
            behind = _TOKEN.findall(of.text, found.end(), found.end() + 60)[:_BEHIND]
            gap = of.text[found.end() : found.end() + 1]
            if gap.isspace() and (states := _leading(behind)):
                return states
    return frozenset()


def _leading(tokens: Sequence[str]) -> frozenset[str]:
    """Return the state that words begin with, behind articles and « de »."""
    start = next((n for n, token in enumerate(tokens) if not articles(token)), len(tokens))
    matches = lexicon.load().match(tokens[start:])
    return frozenset(_states(matches[:1]))


def states_of(of: Told) -> frozenset[str]:
    """Return the states that a document speaks of: by name, by their people, or by a great city."""
    return frozenset(_states(lexicon.load().match(_TOKEN.findall(of.text))))


def _states(matches: Iterable[Mapping[str, Match]]) -> Iterator[str]:
    places = lexicon.load().places
    for found in matches:
        for kind in _OF_STATE:
            if kind in found:
                yield from found[kind].ids  # « guinéen » is of two states
        if "city" in found:
            cities = [places.get(id) for id in found["city"].ids]  # none of a small town of our own list
            if all(city and (city.capital or city.population > _METROPOLIS) for city in cities):
                yield from (f"place/{city.iso.lower()}" for city in cities if city)
