"""What the language wing hands to extraction: a parsed text whose words know what they mention."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from kgriyadh.annotate.mention import (
    DateMention,
    GroupMention,
    Mention,
    OrganizationMention,
    PersonMention,
    PlaceMention,
    Span,
)
from kgriyadh.annotate.text import Text
from kgriyadh.fact import Document, Quote
from kgriyadh.normal import Normal


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the parse: ``head`` is the index of its governor, its own where it is a root.

    ``span`` are the tokens it stands for; ``lemma`` is folded; ``marker`` is the id of a compound
    preposition; ``sentence`` counts from 0; ``features`` are Universal Dependencies features.
    """

    i: int
    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    span: Span
    sentence: int
    features: frozenset[str]
    mention: Mention | None
    marker: str | None


@dataclass(frozen=True)
class Parsed:
    """A document with its normal text, tokens, mentions and parse.

    ``children`` are the indices of the words that hang on each word; ``sentences`` the number of
    the sentence of each token.
    """

    document: Document
    normal: Normal
    text: Text
    mentions: tuple[Mention, ...]
    words: tuple[Word, ...]
    children: tuple[tuple[int, ...], ...]
    sentences: tuple[int, ...]

    def below(self, word: Word) -> list[Word]:
        """The words that hang on a word, in order."""
        return [self.words[child] for child in self.children[word.i]]

    @cached_property
    def _rows(self) -> dict[int, tuple[Word, ...]]:
        rows = groupby(self.words, key=lambda w: w.sentence)
        return {sentence: tuple(row) for sentence, row in rows}

    def row(self, sentence: int) -> tuple[Word, ...]:
        """The words of a sentence; none where there is no such sentence."""
        return self._rows.get(sentence, ())

    def with_list(self, sentence: int) -> tuple[Word, ...]:
        """The words of a sentence, and where a colon ends it of the list of names on the lines below."""
        row = self.row(sentence)
        if not row or row[-1].text != ":":
            return row
        found = list(row)
        for below in range(sentence + 1, len(self._rows)):
            item = self.row(below)
            named = any(
                isinstance(w.mention, PersonMention | OrganizationMention | GroupMention) for w in item
            )
            if not named or any(map(_tells, item)):
                break
            found += item
        return tuple(found)

    @cached_property
    def _dates(self) -> dict[int, list[DateMention]]:
        found: dict[int, list[DateMention]] = {}
        for mention in self.mentions:
            if isinstance(mention, DateMention):
                found.setdefault(self.sentences[mention.span[0]], []).append(mention)
        return found

    def dates(self, sentence: int) -> list[DateMention]:
        """The dates of a sentence."""
        return self._dates.get(sentence, [])

    @cached_property
    def _naming(self) -> frozenset[int]:
        """The tokens of what is called by a name: persons, bodies and places."""
        named = (m for m in self.mentions if not isinstance(m, PersonMention) or m.name)
        kinds = (PersonMention, OrganizationMention, PlaceMention, DateMention)
        return frozenset(i for m in named if isinstance(m, kinds) for i in range(*m.span))

    def named(self, span: Span) -> bool:
        """Whether a range of tokens names somebody or something, or a day, and does not only point to it."""
        return any(i in self._naming for i in range(*span))

    def quote(self, span: Span) -> Quote:
        """The words of the document as given that a range of tokens covers."""
        tokens = self.text.tokens
        return Quote(*self.normal.span(tokens[span[0]].start, tokens[span[1] - 1].end))

    def spelled(self, span: Span) -> str:
        """The normal text of a range of tokens: without markup, entities or line breaks."""
        tokens = self.text.tokens
        return self.normal.text[tokens[span[0]].start : tokens[span[1] - 1].end]

    def sentence_of(self, i: int) -> int:
        """The number of the sentence in which token ``i`` stands."""
        return self.sentences[i]


def _tells(word: Word) -> bool:
    """Whether a word is the verb of a sentence; « chargée de mission » only describes somebody listed."""
    return word.pos == "VERB" and word.mention is None and word.text.isalpha() and word.dep != "acl"
