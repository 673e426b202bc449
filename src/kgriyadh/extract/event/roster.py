"""Those whom a sentence leaves unnamed, named behind: « plusieurs ambassadeurs. Il s'agit de X et Y »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgriyadh.annotate.mention import GroupMention, PersonMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.event.listing import listed_behind
from kgriyadh.extract.event.mention import EventMention
from kgriyadh.extract.reference import References

# A list of names stands at most so many sentences behind those whom it names.
_NEAR = 3
# Inside a sentence so many words lie at most between a group and the list of its members.
_INSIDE, _COMPOSED = 8, 16


class Rosters:
    """Finds the names of the unnamed parties of a parsed text."""

    def __init__(self, parsed: Parsed, references: References) -> None:
        self.parsed = parsed
        self.references = references
        self._lexicon = parsed.text.lexicon

    def fill(self, told: Sequence[EventMention]) -> None:
        """Give the unnamed parties of a text's event mentions the names that are listed behind them."""
        for event in told:
            for role, group in event.vacant:
                if names := list(self._names(group)):
                    self._take(event, role, group, names)

    def _take(self, event: EventMention, role: str, group: Word, names: Sequence[Word]) -> None:
        found = [pair for word in names for pair in self.references.meant(word)]
        new = {entity: span for entity, span in found if entity not in event.everybody()}
        if not new:
            return
        for entity, _ in self.references.meant(group):
            event.parties[role].pop(entity, None)  # who is named stands for his delegation
        event.parties[role].update(new)
        event.listed |= new.keys()
        event.unresolved = [w for w in event.unresolved if w.i != group.i]
        event.nameless = [w for w in event.nameless if w.i != group.i]

    def _names(self, group: Word) -> Iterator[Word]:
        """The persons of the list behind a group, in its sentence or in those that follow."""
        for word in self._openers(group):
            for listed in listed_behind(self.parsed, word):
                if isinstance(listed.mention, PersonMention | GroupMention):
                    yield listed

    def _openers(self, group: Word) -> Iterator[Word]:
        """The words from which lists of the group's members go on."""
        inside = (w for w in self.parsed.row(group.sentence) if group.i < w.i)
        opening = next((w for w in inside if self._opens(w, group)), None)
        if opening is not None:
            yield opening
            return
        for sentence in range(group.sentence + 1, group.sentence + 1 + _NEAR):
            yield from (self._agent(w) for w in self.parsed.row(sentence)[:8] if self._lists(w, group))
            yield from self._same(sentence, group)

    def _same(self, sentence: int, group: Word) -> Iterator[Word]:
        """« plusieurs ambassadeurs. Ces ambassadeurs sont X et Y », « Ces ambassadeurs, X et Y, … »."""
        text, row = self.parsed.text, self.parsed.row(sentence)[:3]
        noun = next((w for w in row if w.pos not in {"DET", "ADJ"}), None)
        if noun is None or not text.has(row[0].span[0], "demonstrative") or not self._alike(noun, group):
            return
        behind = next((w for w in row if w.i == noun.i + 1), None)
        if behind is not None and (behind.text == "," or behind.lemma == "etre"):
            yield behind

    def _alike(self, noun: Word, group: Word) -> bool:
        """Whether a plural is the group's own noun."""
        tokens = self.parsed.text.tokens
        said = {t.folded for t in tokens[noun.span[0] : noun.span[1]]}
        there = {t.folded for t in tokens[group.span[0] : group.span[1]]}
        return "Number=Plur" in noun.features and bool(said & there)

    def _opens(self, word: Word, group: Word) -> bool:
        """« plusieurs officiers, dont X », « une délégation du patriarcat de Y, composée de X »."""
        near = _COMPOSED if word.lemma in self._lexicon.words("roster") else _INSIDE
        return word.i <= group.i + near and self.parsed.text.has(word.span[0], "roster-inside")

    def _agent(self, verb: Word) -> Word:
        """« Elle est conduite au palais par X »: the preposition before who leads; else the verb itself."""
        leading = verb.lemma in self._lexicon.words("leading")
        behind = (w for w in self.parsed.row(verb.sentence) if verb.i < w.i < verb.i + 9 and leading)
        return next((w for w in behind if w.lemma == "par"), verb)

    def _lists(self, verb: Word, group: Word) -> bool:
        """Whether a verb lists the members of a group: « Parmi eux figurent », « Elle est composée de »."""
        if verb.lemma not in self._lexicon.words("roster") or verb.mention is not None:
            return False
        before = [w for w in self.parsed.row(verb.sentence) if w.i < verb.i]
        if verb.lemma == "agir":
            return any(w.dep.startswith("expl") for w in before)
        if any(w.text.casefold() == "elle" or self._delegation(w) for w in before[:2]):
            return any(self._delegation(w) for w in self.parsed.words[group.i : verb.i])
        return any(w.lemma == "parmi" for w in before)

    def _delegation(self, word: Word) -> bool:
        return word.lemma in self._lexicon.words("party-noun")
