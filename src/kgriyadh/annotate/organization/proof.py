"""Where an acronym in brackets proves that the name of a body ends, and which body that is."""

from __future__ import annotations

from kgriyadh.annotate.mention import Span
from kgriyadh.annotate.organization.aside import LONGEST_NAME, abbreviates, is_acronym
from kgriyadh.annotate.text import Text
from kgriyadh.fold import words


def end_by_acronym(text: Text, i: int, j: int) -> int | None:
    """The bracket that opens an acronym made of the name's letters, or known to be of such a body."""
    for k in range(j, min(i + LONGEST_NAME, len(text))):
        if not text.continues(k) or text.tokens[k].text in {",", ";", ":", ")", "«", "»"}:
            return None
        if text.is_mark(k, "("):
            if known_by_acronym(text, i, k + 1):
                return k
            proven = is_acronym(text, k + 1) and abbreviates(text, k + 1, (i, k))
            return k if proven and not _abbreviates_inner(text, k + 1, (i, k)) else None
        if text.has(k, "opening-verb"):
            return None
    return None


def known_by_acronym(text: Text, i: int, acronym: int) -> str | None:
    """« la Mission de l'ONU au Mali (Minusma) »: the listed body of such letters, if its name opens alike."""
    known = text.at(acronym, "organization")
    if known is None or known.end != acronym + 1 or not text.is_mark(known.end, ")"):
        return None
    entry = text.lexicon.entry(known.ids[0])
    labels = (label for kind in ("prefLabel", "altLabel", "hiddenLabel") for label in entry.get(kind))
    head = words(text.tokens[i].text)[:1]
    return known.ids[0] if any(words(label)[:1] == head for label in labels) else None


def _abbreviates_inner(text: Text, acronym: int, name: Span) -> bool:
    """« la Force de la Mission … (MINUSS) »: the acronym begins like a head noun further in."""
    initial = words(text.tokens[acronym].text)[0][0]
    heads = [k for k in range(*name) if text.at(k, "head") and text.tokens[k].capital]
    opening = [words(text.tokens[k].text)[0][0] == initial for k in (name[0], *heads)]
    return not opening[0] and any(opening)
