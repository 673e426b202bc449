"""Bodies that only their letters name: ``le MNLR``."""

from __future__ import annotations

from kgriyadh.annotate.mention import OrganizationMention
from kgriyadh.annotate.organization.aside import is_acronym, with_aside
from kgriyadh.annotate.organization.headed import DEFAULT
from kgriyadh.annotate.text import Text


def read_letters(text: Text, i: int) -> OrganizationMention | None:
    """An acronym that nobody lists, behind an article: ``le MNLR``."""
    token = text.tokens[i]
    if not token.shouted or not is_acronym(text, i) or not token.text.isalpha() or len(token.text) > 10:
        return None
    if i == 0 or not text.has(i - 1, "article") or text.at(i, "word:no-acronym") or text.at(i, "country"):
        return None
    if text.continues(i + 1) and text.tokens[i + 1].capital and text.tokens[i + 1].text[0].isalpha():
        return None
    names, end = with_aside(text, (i, i + 1))
    return OrganizationMention((i, end), names, DEFAULT, acronym=None)
