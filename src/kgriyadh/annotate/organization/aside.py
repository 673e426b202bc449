"""A body's other name in brackets, and whether letters are made of a name's."""

from __future__ import annotations

from kgriyadh.annotate.mention import Span
from kgriyadh.annotate.text import Text
from kgriyadh.fold import words

# A name is no longer than so many tokens.
LONGEST_NAME = 16


def acronym_of(text: Text, names: tuple[Span, ...]) -> Span | None:
    """Which of the two names of a body is its acronym."""
    if len(names) < 2:
        return None
    return next((n for n in names if n[1] - n[0] == 1 and is_acronym(text, n[0])), None)


def with_aside(text: Text, name: Span) -> tuple[tuple[Span, ...], int]:
    """A name with the other form of it in brackets behind: ``(CIMCT)``."""
    end = name[1]
    if other := _between_commas(text, name):
        return (name, other), other[1] + 1
    if not text.is_mark(end, "(") or not text.continues(end):
        return (name,), end
    close = next(
        (k for k in range(end + 1, min(end + LONGEST_NAME, len(text))) if text.is_mark(k, ")")), None
    )
    if close is None or close == end + 1:
        return (name,), end
    start = end + 1
    if text.after(start, "determiner") and not is_acronym(text, start):
        start += 1
    inner = (start, close)
    stop = next(
        (k for k in range(start, close) if text.tokens[k].text in {",", ";", "–", "-", "/", ":"}), close
    )
    if is_acronym(text, start) and stop - start == 1 and not _of_another(text, name, start):
        return (name, (start, stop)), close + 1
    if (
        is_acronym(text, name[0])
        and name[1] - name[0] == 1
        and text.tokens[start].capital
        and abbreviates(text, name[0], inner)
    ):
        return (inner, name), close + 1
    return (name,), end


def _between_commas(text: Text, name: Span) -> Span | None:
    """« l'Organisation …, Interpol, »: another name of the same listed body, set off by commas."""
    known, i = text.at(name[0], "organization"), name[1] + 1
    if known is None or known.end != name[1] or not text.is_mark(name[1], ",") or not text.continues(i):
        return None
    other = text.at(i, "organization")
    if other is None or other.ids != known.ids or not text.is_mark(other.end, ","):
        return None
    return (i, other.end)


def _of_another(text: Text, name: Span, acronym: int) -> bool:
    """Whether the vocabulary knows a name and an acronym, and knows them to be of two bodies."""
    one, other = text.at(name[0], "organization"), text.at(acronym, "organization")
    if one is None or other is None or one.end != name[1]:
        return False
    return not set(one.ids) & set(other.ids)


def is_acronym(text: Text, i: int) -> bool:
    """Whether most letters of a token are capitals."""
    if i >= len(text):
        return False
    letters = [c for c in text.tokens[i].text if c.isalpha()]
    return (
        len(letters) >= 2
        and len(text.tokens[i].text) <= 14
        and sum(c.isupper() for c in letters) * 2 > len(letters)
    )


def abbreviates(text: Text, acronym: int, name: Span) -> bool:
    """Whether the acronym's first letter begins the name, and half its letters begin its words."""
    letters = [c for part in words(text.tokens[acronym].text) for c in part]
    initials = {part[0] for i in range(*name) for part in words(text.tokens[i].text)}
    return bool(letters) and sum(c in initials for c in letters) * 2 >= len(letters)
