"""Normal text to tokens and sentences, in the way the French treebanks cut them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from kgriyadh.fold import fold, words

_CLITIC = r"-(?:t-)?(?:ils?|elles?|on|ce|je|nous|vous|tu)\b"
_TOKEN = re.compile(
    rf"""
    (?:[^\W\d_]\.){{2,}} | (?:[^\W\d_]\.)+[^\W\d_]\b         # S.E.M., S.E
    | (?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)      # l'armée
    | \d{{1,3}}(?:[ ]\d{{3}})+(?!\d) | \d+(?:[.,]\d+)*\w*      # 1 650; 1er
    | {_CLITIC}                                                # a-t-il
    | (?-i:(?<=[^\W\d_][ ])[A-ZÀ-Ý][^\W\d_]+-il\b)            # Kim Jong-il
    | ex-(?=[^\W\d_])                                          # ex-ministre
    | [^\W_]+(?:(?!{_CLITIC})['\-][^\W_]+)*                    # Al-Moghidi, état-major
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\n\s*")
# « ALGER – », « N'Djamena, le 14 mai 2026 – », « Lomé, 3 mai (ATP)-Le », « (Niamey, 3 mai) », in a
# headline also « Riyad : »: a line of its own.
_DAY = r"(?:, (?:le )?\d{1,2}(?:er)? \w+\.?(?: \d{4})?)?"
_AGENCY = r"\([^)\n]{1,20}\)"
_ASIDE = rf"{_DAY}(?: ?{_AGENCY})?"
_DATELINE = re.compile(
    rf"[^\W\d_][\w'’ .-]{{0,40}}{_ASIDE} ?[–—] |[A-ZÀ-Ý][\w'’ ]{{0,30}}{_ASIDE} ?- "
    rf"|[A-ZÀ-Ý][\w'’ ]{{0,30}}{_DAY} ?{_AGENCY} ?[–—-](?=[«\"A-ZÀ-Ý])"
    r"|\([A-ZÀ-Ý][^)\n]{1,40}\)(?: ?[–—-]|\.)? (?=[«\"\w])"
)
_HEADING = re.compile(r"[^\W\d_][^:.,;\n]{0,45} ?: ")
_CLOSERS = frozenset("»”\")]'")
_OPENERS = frozenset('«“"([—–-')


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of the normal text; ``first`` is true at the beginning of a sentence."""

    text: str
    start: int
    end: int
    first: bool
    paragraph: int

    @property
    def folded(self) -> str:
        """The token as the lexicon compares it."""
        return fold(self.text)

    @property
    def parts(self) -> tuple[str, ...]:
        """The words inside the token: ``Al-Moghidi`` has two."""
        return words(self.text)

    @property
    def capital(self) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        """Whether the token is a word of two letters or more, all of them capitals."""
        return len(self.text) > 1 and self.text.isupper()


def tokenise(text: str, abbreviations: Container[str]) -> tuple[Token, ...]:
    """The tokens of a normal text, in order.

    ``abbreviations`` are the folded words after which a full stop ends no sentence.
    """
    tokens: list[Token] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        begins = True
        head = _heading_end(text, start, end, number)
        for match in _TOKEN.finditer(text, start, end):
            if not begins and match.start() >= head > start:
                begins, head = True, start
            if not begins:
                begins = _ends_sentence(tokens, match.group(), abbreviations)
            tokens.append(Token(match.group(), match.start(), match.end(), begins, number))
            begins = False
    return tuple(tokens)


def dateline(text: str) -> range:
    """The offsets of the first dateline among the first paragraphs of a text; empty where there is none."""
    starts = (paragraph for paragraph, _ in zip(_paragraphs(text), range(3), strict=False))
    found = (_DATELINE.match(text, start, end) for start, end in starts)
    return next((range(*match.span()) for match in found if match), range(0))


def _heading_end(text: str, start: int, end: int, paragraph: int) -> int:
    """Where the dateline of a paragraph, or the rubric of a headline, ends; ``start`` where there is none."""
    match = _DATELINE.match(text, start, end)
    if match is None and paragraph == 0:
        match = _HEADING.match(text, start, end)
    return match.end() if match else start


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _ends_sentence(before: list[Token], following: str, abbreviations: Container[str]) -> bool:
    """Whether a sentence ended just before ``following``."""
    last = len(before) - 1
    while last >= 0 and before[last].text in _CLOSERS:
        last -= 1
    if last < 0 or before[last].text not in {".", "!", "?", "…"} or following in _CLOSERS:
        return False
    if not (following[0].isupper() or following[0].isdigit() or following in _OPENERS):
        return False
    if before[last].text != "." or last == 0:
        return True
    word = before[last - 1]
    initial = len(word.text) == 1 and word.capital
    number = word.first and len(word.text) < 4 and word.text.isdigit()  # of a line in a list
    return not initial and not number and word.folded not in abbreviations
