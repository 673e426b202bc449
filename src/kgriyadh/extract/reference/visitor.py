"""Whom « le visiteur » means: the one who was said to be on a visit, or to have arrived."""

from __future__ import annotations

from kgriyadh.annotate.mention import PersonMention, Span
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.people import People, Person

# A visit is told at most so many sentences before the visitor is called so.
_NEAR = 4


class Visitors:
    """Finds the visitors of one text."""

    def __init__(self, parsed: Parsed, people: People) -> None:
        self.parsed = parsed
        self.people = people
        self._lexicon = parsed.text.lexicon

    def called(self, span: Span) -> bool:
        """Whether a range of tokens calls somebody a visitor."""
        return any(self.parsed.text.has(i, "visitor") for i in range(*span))

    def before(self, i: int) -> Person | None:
        """The only person who is told to be on a visit shortly before token ``i``."""
        sentence = self.parsed.sentence_of(i)
        rows = map(self.parsed.row, range(max(0, sentence - _NEAR), sentence + 1))
        visits = (w for row in rows for w in row if w.span[0] < i and w.mention is None and self._visit(w))
        found = {person.entity: person for w in visits if (person := self._traveller(w))}
        return found.popitem()[1] if len(found) == 1 else None

    def _visit(self, word: Word) -> bool:
        return word.lemma in self._lexicon.words("stay") | self._lexicon.words("landing")

    def _traveller(self, visit: Word) -> Person | None:
        """« X, en visite à Lomé, … », « En visite à Lomé, X … », « X est arrivé »: who travels."""
        row = self.parsed.row(visit.sentence)
        before = [w for w in row if w.i < visit.i and w.pos not in {"ADP", "DET", "AUX"} and w.text != ","]
        subjects = [w for w in row if w.dep.startswith("nsubj")]
        if before and isinstance(before[-1].mention, PersonMention):
            return self.people.of(before[-1].mention)
        if not before and subjects and isinstance(subjects[0].mention, PersonMention):
            return self.people.of(subjects[0].mention)
        return None
