"""Text to the form in which words are compared: without case, accents or marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+'?")
# Letters that NFKD leaves whole, as French text writes them without their mark.
_WHOLE = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "œ": "oe", "æ": "ae", "ß": "ss", "ð": "d"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without diacritics: ``État`` and ``etat`` fold alike."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.translate(_WHOLE)


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a text; hyphens and dots part words, an elision keeps its apostrophe."""
    return tuple(_WORD.findall(fold(text.replace("’", "'"))))
