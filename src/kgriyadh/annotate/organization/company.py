"""Companies and agencies named behind their common noun: ``la société Bélor Énergie``."""

from __future__ import annotations

from kgriyadh.annotate.mention import OrganizationMention
from kgriyadh.annotate.organization.headed import DEFAULT
from kgriyadh.annotate.text import Text

_LONGEST = 4
# « l'agence de presse officielle X »
_APART = 3


def read_company(text: Text, i: int) -> OrganizationMention | None:
    """The body whose name in capitals begins at token ``i``, where such a noun stands before it."""
    if not _named(text, i) or not _behind_noun(text, i):
        return None
    end = i + 1
    while end - i < _LONGEST and text.continues(end) and _named(text, end):
        end += 1
    return OrganizationMention((i, end), ((i, end),), DEFAULT)


def _named(text: Text, i: int) -> bool:
    """Whether a token is a capital that is nothing else: no place, rank, demonym or given name."""
    token = text.tokens[i]
    other = any(
        text.at(i, kind) for kind in ("city", "country", "region", "demonym", "rank", "role", "given")
    )
    return token.capital and token.text[0].isalpha() and not other and not text.has(i, "function")


def _behind_noun(text: Text, i: int) -> bool:
    """Whether a noun for companies ends right before token ``i``, its adjectives aside."""
    while text.continues(i):
        starts = (k for k in range(max(0, i - _APART), i) if text.after(k, "company-noun") == i)
        if any(not text.tokens[k].capital for k in starts):
            return True
        if not text.adjective(i - 1):
            return False
        i -= 1
    return False
