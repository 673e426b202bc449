"""Which threats a text speaks of: wordings, kinds that adjectives part, armed groups that are fought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgriyadh.annotate.mention import OrganizationMention, Span, ThreatMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.fact import Entity

_ARMED_GROUP = "threat/armed-group"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One mention of a threat: the concept, its word in the parse, and the tokens that say it."""

    concept: str
    word: Word
    span: Span


class Wordings:
    """Finds the mentions of threats of a parsed text."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self._lexicon = parsed.text.lexicon

    def all(self) -> Iterator[Spoken]:
        """The mentions, wordings and armed groups alike."""
        for word in self.parsed.words:
            if isinstance(word.mention, ThreatMention):
                yield Spoken(word.mention.concept, word, word.mention.span)
                yield from self._kinds(word, word.mention)
            elif isinstance(word.mention, OrganizationMention) and self._menace(word):
                yield Spoken(_ARMED_GROUP, word, word.mention.span)

    def _kinds(self, word: Word, mention: ThreatMention) -> Iterator[Spoken]:
        """« le terrorisme sous ses formes idéologiques, financières »: kinds that adjectives part."""
        kinds = self._lexicon.kinds(mention.concept)
        tokens = self.parsed.text.tokens
        for i in range(mention.span[1], len(tokens)):
            if tokens[i].first or i - mention.span[1] > 18:
                return
            if not self._parts(mention.span[1], i):
                continue
            for concept, stem in kinds:
                if tokens[i].folded.startswith(stem) and len(tokens[i].folded) - len(stem) <= 4:
                    yield Spoken(concept, word, (mention.span[0], i + 1))

    def _parts(self, end: int, i: int) -> bool:
        """Whether an adjective at ``i`` is of a threat that ends at ``end``, or of « ses formes »."""
        text = self.parsed.text
        between = range(end, i)
        if any(text.has(k, "form-noun") for k in between):
            return True
        return all(text.joins(k) or text.adjective(k) for k in between)

    def _menace(self, word: Word) -> bool:
        """An armed group that the text fights: « la lutte contre X », « X menace »."""
        mention = word.mention
        assert isinstance(mention, OrganizationMention)
        if not mention.known or not self._lexicon.entry(mention.known).says("menace"):
            return False
        row = self.parsed.row(word.sentence)
        fighting = self._lexicon.words("fighting")
        return any(w.lemma in fighting or w.text.casefold() in fighting for w in row)


def concept(id: str) -> Entity:
    """The concept of the scheme with a local id."""
    return Entity(id, "kgr:Threat", (), id)
