"""Which paragraphs of a text are French: the others are not read."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kgriyadh.annotate.token import Token
    from kgriyadh.lexicon import Match

# So many marks tell a paragraph's language; with fewer it has that of the paragraph before.
_ENOUGH = 2
_MARKS = ("french", "neighbours", "foreign")
# Letters of names in Vietnamese and Yoruba are Latin too.
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def foreign_paragraphs(tokens: Sequence[Token], matches: Sequence[Mapping[str, Match]]) -> frozenset[int]:
    """The numbers of the paragraphs that are not French, told by their commonest words and their script.

    ``matches`` is what the lexicon recognises at each of the tokens.
    """
    counts: dict[int, Counter[str]] = {}
    for token, known in zip(tokens, matches, strict=True):
        counts.setdefault(token.paragraph, Counter()).update(_marks(token.text, known))
    found = set()
    foreign = _foreign(sum(counts.values(), Counter()))
    for paragraph, count in counts.items():
        foreign = _foreign(count) if _telling(count) else foreign
        if foreign:
            found.add(paragraph)
    return frozenset(found)


def _marks(word: str, known: Mapping[str, Match]) -> list[str]:
    """What a word says of its paragraph's language."""
    found = [kind for kind in _MARKS if f"word:{kind}" in known]
    if word[0].isalpha():
        found.append("latin" if _LATIN.match(word) else "script")
    return found


def _telling(count: Counter[str]) -> bool:
    return sum(count[kind] for kind in _MARKS) >= _ENOUGH or count["script"] > count["latin"]


def _foreign(count: Counter[str]) -> bool:
    """Whether another script, or the words of other languages, outweigh those of French.

    Words that French shares with its neighbours weigh for it, unless next to none is its own.
    """
    own, theirs = count["french"], count["foreign"]
    outweighed = theirs > own + count["neighbours"] or theirs > 2 * own + 1
    return count["script"] > count["latin"] or outweighed
