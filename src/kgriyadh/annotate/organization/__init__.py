"""Bodies in a text: those the authority knows, those with a telling head noun, and acronyms."""

from __future__ import annotations

from kgriyadh.annotate.mention import OrganizationMention
from kgriyadh.annotate.organization.company import read_company
from kgriyadh.annotate.organization.headed import read_headed, read_numbered
from kgriyadh.annotate.organization.letters import read_letters
from kgriyadh.annotate.organization.listed import read_called, read_listed
from kgriyadh.annotate.text import Text

__all__ = ["read_organizations"]

_READERS = (read_listed, read_headed, read_numbered, read_letters, read_called, read_company)


def read_organizations(text: Text) -> dict[int, OrganizationMention]:
    """The bodies of a text by the token they begin at; none overlaps another."""
    found: dict[int, OrganizationMention] = {}
    i = 0
    while i < len(text):
        if text.tokens[i].paragraph in text.shouted:
            i += 1
            continue
        mention = next((body for read in _READERS if (body := read(text, i))), None)
        if mention is None:
            i += 1
            continue
        found[mention.span[0]] = mention
        i = mention.span[1]
    return found
