"""Given text in, normal text out, with the way back from each span of it to the given text.

The language wing reads the normal text only; evidence always quotes the given one. Normal text is
NFC, has plain apostrophes, hyphens and spaces, no markup and no invisible characters; a paragraph,
a heading or a list line is one line, and the only break between two of them is ``"\\n\\n"``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Layer:
    """The edits of one step that are not one character for one, in order; offsets are code points.

    The i-th edit put ``after[i]:after_end[i]`` in the place of ``before[i]:before_end[i]``.
    """

    after: tuple[int, ...]
    after_end: tuple[int, ...]
    before: tuple[int, ...]
    before_end: tuple[int, ...]

    def start(self, position: int) -> int:
        """Where the character at ``position`` after the step began before it."""
        edit = bisect_right(self.after, position) - 1
        if edit < 0:
            return position
        if position < self.after_end[edit]:
            return self.before[edit]
        return self.before_end[edit] + position - self.after_end[edit]

    def end(self, position: int) -> int:
        """Where the character that stops at ``position`` after the step stopped before it."""
        edit = bisect_right(self.after, position - 1) - 1
        if edit < 0:
            return position
        return self.before_end[edit] + max(position - self.after_end[edit], 0)


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal text and, step by step, the edits that led to it."""

    text: str
    layers: tuple[Layer, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map ``text[start:end]`` to the half-open span of the given text with the same words.

        Markup and invisible characters around the words stay outside, those between them inside.
        """
        if start >= end:
            return self._point(start)
        for layer in reversed(self.layers):
            start, end = layer.start(start), layer.end(end)
        return start, end

    def _point(self, position: int) -> tuple[int, int]:
        for layer in reversed(self.layers):
            position = layer.start(position)
        return position, position


def normalise(text: str) -> Normal:
    """Give the normal form of ``text``; any string will do, and the time is linear in its length.

    Steps may prepare the ground for each other (an entity gives a combining accent), so they run
    until nothing changes; a text that still changes after ``ROUNDS`` rounds is markup nested on
    purpose, whose ``<`` and ``&`` then become spaces.
    """
    layers: list[Layer] = []
    for _ in range(ROUNDS):
        before = text
        text = _round(text, layers)
        if text == before:
            return Normal(text, tuple(layers))
    text = text.translate({ord("<"): " ", ord("&"): " "})
    before = ""
    while text != before:
        before, text = text, _round(text, layers)
    return Normal(text, tuple(layers))


ROUNDS = 6


def _round(text: str, layers: list[Layer]) -> str:
    for step in (_composed, _bare, _spaced, _unwrapped):
        text = _same_length(text)
        text = _edited(text, step(text), layers)
    return text


def _same_length(text: str) -> str:
    # A few searches per character beat str.translate, which asks its table for every character.
    for old, new in SAME_LENGTH.items():
        text = text.replace(old, new)
    return text


def _edited(text: str, edits: Iterable[Edit], layers: list[Layer]) -> str:
    """Apply ``edits``, given in order, and note all but those of one character for one."""
    pieces: list[str] = []
    rows: list[tuple[int, int, int, int]] = []
    done = length = 0
    for start, end, new in edits:
        pieces += (text[done:start], new)
        length += start - done + len(new)
        done = end
        if len(new) != end - start or len(new) > 1:
            rows.append((length - len(new), length, start, end))
    if rows:
        layers.append(Layer(*zip(*rows, strict=True)))
    return "".join([*pieces, text[done:]]) if pieces else text


def _replaced(text: str, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Iterator[Edit]:
    for match in pattern.finditer(text):
        if (replacement := new(match)) != match[0]:
            yield match.start(), match.end(), replacement


# One character for one, so offsets stay: apostrophes, hyphens, all spaces, line ends.
SAME_LENGTH = (
    dict.fromkeys("’‘ʼ´`′＇", "'")
    | dict.fromkeys("‐‑⁃﹣－", "-")
    | dict.fromkeys("\t\x0b\u00a0\u1680\u202f\u205f\u3000", " ")
    | dict.fromkeys(map(chr, range(0x2000, 0x200B)), " ")
    | dict.fromkeys("\x0c\x85\u2028\u2029", "\n")
)

# No character below U+0300 ever composes with the one before it, so a cluster may start at one.
CLUSTER = re.compile(r"[\x00-\u02ff]?[\u0300-\U0010ffff]+")


def _composed(text: str) -> Iterator[Edit]:
    if unicodedata.is_normalized("NFC", text):
        return iter(())
    return _replaced(text, CLUSTER, lambda cluster: unicodedata.normalize("NFC", cluster[0]))


# Old software ends the entities of Latin-1 without a semicolon.
# A tag is in lower case, or one of the block tags: « <Nom> » and « x < y » are text.
BARE = re.compile(
    r"(?P<invisible>[\x00-\x08\x0e-\x1f\x7f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff]+)|(?P<line>\r\n?)"
    r"|(?P<entity>&(?:(?:amp|AMP|#38|#x26);)*(?:(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});"
    r"|[A-Za-z](?:acute|grave|circ|uml|cedil|tilde)|nbsp|[lr]aquo))"
    r"|(?P<comment><!--[^<>]*-->)"
    r"|</?(?:(?P<block>(?i:p|div|h[1-6]|[uod]l|li|dt|dd|table|t[rdh]|thead|tbody|blockquote|pre|hr|section"
    r"|article|header|footer|main|nav|figure|figcaption))|(?P<break>br|BR)|[a-z][a-z\d]{0,15})"
    r"(?:\s[^<>=]*+=[^<>]*+)?+\s*+/?+>"
)
NEW_TEXT = {"line": "\n", "break": "\n", "block": "\n\n"}


def _bare(text: str) -> Iterator[Edit]:
    return _replaced(text, BARE, _without_markup)


def _without_markup(match: re.Match[str]) -> str:
    if match.lastgroup == "entity":
        return html.unescape("&" + match[0].removesuffix(";").rpartition(";")[2].lstrip("&") + ";")
    return NEW_TEXT.get(match.lastgroup or "", "")


GAP = re.compile(r"\A[ \n]+|[ \n]{2,}|[ \n]\Z")


def _spaced(text: str) -> Iterator[Edit]:
    def gap(match: re.Match[str]) -> str:
        if match.start() == 0 or match.end() == len(text):
            return ""
        return (" ", "\n", "\n\n")[min(match[0].count("\n"), 2)]

    return _replaced(text, GAP, gap)


BULLET = re.compile(r"(?:[-–—•·▪◦●■►*‣]|\d{1,2}[.)]|[a-z]\)) ")
# The last word before the full stop is no abbreviation such as « M. » or « Gal. ».
SENTENCE_END = re.compile(r"(?:[\w-]{5}\.|\d\.|[!?…])(?: ?[»\"”)])*$")
UNFINISHED = re.compile(r"(?:[,(\[«-]|(?<!\w)[a-zà-ÿ]{1,3}|[a-zA-Z]')$")


def _unwrapped(text: str) -> Iterator[Edit]:
    """Make each single break a space, or a paragraph break where the line above really ended."""
    position = 0
    for block in text.split("\n\n"):
        lines = block.split("\n")
        width = max(map(len, lines))
        for above, below in pairwise(lines):
            position += len(above) + 1
            yield position - 1, position, _break(above, below, width)
        position += len(lines[-1]) + 2


def _break(above: str, below: str, width: int) -> str:
    """What stands between two lines of a block whose longest line has ``width`` characters."""
    if BULLET.match(below):
        return "\n\n"
    if above.endswith("-") and above[-2:-1].isalpha():
        return ""
    if UNFINISHED.search(above[-8:]) or below[0].islower():
        return " "
    lists = above.endswith(":") and below[0].isupper()
    if lists or SENTENCE_END.search(above[-12:]):
        return "\n\n"
    wrapped = len(above) + 1 + below.find(" ") % (len(below) + 1) > width
    return " " if wrapped else "\n\n"
