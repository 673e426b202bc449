"""Whom « il », « elle », « ils » mean: the subject of the sentence before, or its two persons.

A delegation stands for those who lead it.
"""

from __future__ import annotations

from kgriyadh.annotate.mention import PersonMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.people import Person
from kgriyadh.extract.reference.collective import Collectives
from kgriyadh.extract.reference.person import Persons
from kgriyadh.fact import Entity


class Pronouns:
    """Resolves the pronouns of one text."""

    def __init__(self, parsed: Parsed, persons: Persons, collectives: Collectives) -> None:
        self.parsed = parsed
        self.persons = persons
        self.collectives = collectives

    def of(self, word: Word) -> tuple[Entity, ...]:
        """« il »: the subject of the sentence before; « ils »: its two persons; « celui-ci »: named last."""
        lemma = word.text.casefold().lstrip("-").removeprefix("t-")
        if word.lemma in self.parsed.text.lexicon.words("latter-pronoun"):
            last = self.persons.descriptions.last_named(word.span[0])
            return (last.entity,) if last else ()
        if lemma not in {"il", "elle", "ils", "elles", "l'", "le", "la"} or "Person=1" in word.features:
            return ()
        if lemma in {"ils", "elles"}:
            told = self.persons.told_before(word.span[0])
            return tuple(person.entity for person in told) if len(told) == 2 else ()
        led = self.collectives.fronted(word) if lemma == "elle" else ()
        return led or self.subject_before(word, lemma)

    def subject_before(self, word: Word, pronoun: str) -> tuple[Entity, ...]:
        """Who is the first subject of this sentence, or of the nearest one before, that agrees in gender.

        Any subject agrees with « son », which goes here as the empty pronoun.
        """
        for back in range(word.sentence, max(word.sentence - 3, -1), -1):
            for other in self.parsed.row(back):
                # The parser takes a subject that long appositions part from its verb for the root.
                if other.i >= word.i or not other.dep.startswith(("nsubj", "expl:subj", "ROOT")):
                    continue
                if meant := self._meant(other, pronoun):
                    return meant
        return ()

    def _meant(self, subject: Word, pronoun: str) -> tuple[Entity, ...]:
        """The one person whom a subject means, or those who lead a delegation."""
        if isinstance(subject.mention, PersonMention) and subject.dep != "ROOT":
            persons = self.persons.of(subject.mention)
            alone = len(persons) == 1 and self._agrees(persons[0], pronoun)
            return (persons[0].entity,) if alone else ()
        return self.collectives.leaders(subject)

    def _agrees(self, person: Person, pronoun: str) -> bool:
        """Whether a pronoun can be a person's, as far as the text tells: « le ministre X » is no « elle »."""
        woman = any(mention.feminine for mention in person.mentions)
        man = any(self.parsed.text.has(mention.span[0], "masculine") for mention in person.mentions)
        return not (man and not woman if pronoun == "elle" else woman and pronoun == "il")
