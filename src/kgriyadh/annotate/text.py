"""A tokenised text beside what the lexicon recognises at each of its tokens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kgriyadh.annotate.language import foreign_paragraphs
from kgriyadh.annotate.token import Token
from kgriyadh.lexicon import Lexicon, Match


@dataclass(frozen=True)
class Text:
    """Tokens, and for each token the longest surface form of each kind that begins there."""

    tokens: tuple[Token, ...]
    matches: tuple[dict[str, Match], ...]
    lexicon: Lexicon

    def __len__(self) -> int:
        return len(self.tokens)

    def at(self, i: int, kind: str) -> Match | None:
        """The match of a kind at token ``i``; None beyond the end of the text."""
        return self.matches[i].get(kind) if i < len(self.matches) else None

    def after(self, i: int, word_class: str) -> int | None:
        """The token after a word of the class at ``i``, or None."""
        match = self.at(i, "word:" + word_class)
        return match.end if match else None

    def has(self, i: int, word_class: str) -> bool:
        """Whether a word of the class begins at token ``i``."""
        return self.at(i, "word:" + word_class) is not None

    def is_mark(self, i: int, *marks: str) -> bool:
        """Whether token ``i`` is one of these marks."""
        return i < len(self.tokens) and self.tokens[i].text in marks

    def joins(self, i: int) -> bool:
        """Whether token ``i`` is a comma or a conjunction, as between the members of a list."""
        return self.is_mark(i, ",") or self.has(i, "conjunction")

    def adjective(self, i: int) -> bool:
        """Whether token ``i`` is a word in lower case with an adjective's ending."""
        token = self.tokens[i]
        ending = token.text.endswith(self.lexicon.adjective_endings)
        return not token.capital and ending and not self.has(i, "function")

    def adjective_singular(self, i: int) -> bool:
        """Whether token ``i`` without its plural ending has an adjective's: « nationales », « nationaux »."""
        word = self.tokens[i].text
        singular = word[:-2] + "l" if word.endswith("aux") else word[:-1]
        return singular.endswith(self.lexicon.adjective_endings)

    def continues(self, i: int) -> bool:
        """Whether token ``i`` stands in the same sentence as the one before it."""
        return 0 < i < len(self.tokens) and not self.tokens[i].first

    def headline(self, i: int) -> bool:
        """Whether token ``i`` stands in the headline: a first paragraph that no full stop or colon ends."""
        if self.tokens[i].paragraph != 0 or self.tokens[-1].paragraph == 0:
            return False
        last = next(k for k in range(i, len(self.tokens)) if self.tokens[k + 1].paragraph > 0)
        return not self.is_mark(last, ".", ":")

    @cached_property
    def shouted(self) -> frozenset[int]:
        """The paragraphs in capitals, where a capital says nothing."""
        words: dict[int, list[bool]] = {}
        for token in self.tokens:
            if len(token.text) > 1 and token.text[0].isalpha():
                words.setdefault(token.paragraph, []).append(token.text.isupper())
        return frozenset(p for p, caps in words.items() if len(caps) > 3 and sum(caps) > 0.8 * len(caps))

    @cached_property
    def paragraphs(self) -> frozenset[int]:
        """The numbers of the paragraphs."""
        return frozenset(token.paragraph for token in self.tokens)

    @cached_property
    def foreign(self) -> frozenset[int]:
        """The paragraphs that are not French."""
        return foreign_paragraphs(self.tokens, self.matches)

    def same_sentence(self, i: int, j: int) -> bool:
        """Whether no sentence begins after token ``i`` and up to token ``j``."""
        return j < len(self.tokens) and not any(self.tokens[k].first for k in range(i + 1, j + 1))
