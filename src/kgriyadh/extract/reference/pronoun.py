"""Whom « il », « elle », « ils » mean: the subject of the sentence before, or its two persons."""

from __future__ import annotations

from kgriyadh.annotate.mention import PersonMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.people import Person
from kgriyadh.extract.reference.person import Persons


class Pronouns:
    """Resolves the pronouns of one text."""

    def __init__(self, parsed: Parsed, persons: Persons) -> None:
        self.parsed = parsed
        self.persons = persons

    def of(self, word: Word) -> tuple[Person, ...]:
        """« il »: the subject of the sentence before; « ils »: its two persons; « celui-ci »: named last."""
        lemma = word.text.casefold().lstrip("-").removeprefix("t-")
        if word.lemma in self.parsed.text.lexicon.words("latter-pronoun"):
            last = self.persons.descriptions.last_named(word.span[0])
            return (last,) if last else ()
        if lemma not in {"il", "elle", "ils", "elles", "l'", "le", "la"} or "Person=1" in word.features:
            return ()
        if lemma in {"ils", "elles"}:
            told = self.persons.told_before(word.span[0])
            return tuple(told) if len(told) == 2 else ()
        subject = self._subject_before(word)
        return (subject,) if subject else ()

    def _subject_before(self, word: Word) -> Person | None:
        """The person who is the first subject of this sentence, or of the nearest one before."""
        for back in range(word.sentence, max(word.sentence - 3, -1), -1):
            for other in self.parsed.row(back):
                if other.i >= word.i or not other.dep.startswith(("nsubj", "expl:subj")):
                    continue
                if isinstance(other.mention, PersonMention):
                    persons = self.persons.of(other.mention)
                    if len(persons) == 1:
                        return persons[0]
        return None
