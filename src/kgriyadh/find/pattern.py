"""A search in, a regular expression out that every text with its longest word matches.

A store that has looked through its texts by it needs to hand over only those that may be meant. It is of the
kind that XPath, Python and Rust understand alike, to be used without regard to case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from kgriyadh.fold import fold

_ENOUGH = 64  # letters of a word that few texts share; regular expressions of thousands are refused
_WORD = re.compile(r"[^\W_]+")
# Letters of Latin, Greek and Cyrillic, ligatures and wide forms.
_BLOCKS = (
    (0x80, 0x530),
    (0x1D00, 0x2000),
    (0x2C60, 0x2C80),
    (0xA720, 0xA800),
    (0xFB00, 0xFB07),
    (0xFF10, 0xFF5B),
)
_MARKS = "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670]*"


def pattern(words: str) -> str:
    """Return the expression for the longest word, nothing where there is no word."""
    return _of(max(_WORD.findall(fold(words)), key=len, default="")[:_ENOUGH])


def _of(word: str) -> str:
    """Return the expression for a word: its first letter as it is written, or several in one character."""
    if not word:
        return ""
    single, several = _written()
    first = f"[{word[0]}{single[word[0]]}]{_MARKS}"
    starts = [letters for letters in several if word.startswith(letters)]
    if not starts:
        return first + _of(word[1:])
    joined = (f"[{several[letters]}]{_MARKS}{_of(word[len(letters) :])}" for letters in starts)
    return f"({'|'.join((first + _of(word[1:]), *joined))})"


@cache
def _written() -> tuple[defaultdict[str, str], defaultdict[str, str]]:
    """Return the characters that fold to one letter, by it, and those that fold to several, by them."""
    single: defaultdict[str, str] = defaultdict(str)
    several: defaultdict[str, str] = defaultdict(str)
    for first, end in _BLOCKS:
        for character in map(chr, range(first, end)):
            for letters in set(_WORD.findall(fold(character))) - {character}:
                (single if len(letters) == 1 else several)[letters] += character
    return single, several
