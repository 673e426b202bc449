"""The titles that a verb gives somebody: « a été nommé ambassadeur », « devient ministre »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kgriyadh.annotate.mention import (
    FORMER,
    FUTURE,
    PRESENT,
    DateMention,
    GroupMention,
    Mention,
    PersonMention,
    Span,
    TitleMention,
)
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.people import Person
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import PLANNED, ancestors, fill, marker, status

# « a été élevé au rang et à l'appellation de » stands between a verb and its title.
_REACH = 9


@dataclass(frozen=True, slots=True)
class Given:
    """A title, who has it by which words, and whether it is held, will be or was."""

    title: TitleMention
    person: Person
    at: Span
    standing: str


class GivenTitles:
    """Reads off a text who is said to be, or appointed to be, what."""

    def __init__(self, parsed: Parsed, references: References) -> None:
        self.parsed = parsed
        self.references = references
        words = parsed.text.lexicon.words
        self._appointing, self._appointment = words("appointing"), words("appointment")
        self._taking = words("taking-office") | words("becoming")
        self._occupying = words("occupying")

    def read(self) -> tuple[Given, ...]:
        """Each title of the text that somebody is given, for each person who is."""
        found: list[Given] = []
        for word in self.parsed.words:
            if isinstance(title := word.mention, TitleMention):
                for holder, standing in self._holders(word):
                    meant = list(self._meant(holder, found))
                    found += [Given(title, person, at, standing) for person, at in meant]
        return tuple(found)

    def _meant(self, holder: Word, found: Sequence[Given]) -> Iterator[tuple[Person, Span]]:
        """The persons whom a word names or points to, each with the tokens that say so."""
        for mention in _members(holder.mention):
            for person in self.references.persons(mention):
                yield person, mention.name or mention.span
        if holder.pos != "PRON" or holder.mention is not None:
            return
        if appointed := appointed_before(self.parsed, found, holder):
            yield from ((person, holder.span) for person in appointed if len(appointed) == 1)
        else:
            yield from ((person, holder.span) for person in self.references.persons_meant(holder))

    def _holders(self, title: Word) -> Iterator[tuple[Word, str]]:
        """Who is given a title, and since when it is held or was."""
        if copula := self._copula(title):
            return self._said_to_be(title, copula)
        if opening := self._opening(title):
            return iter([(opening, PRESENT)])
        before = reversed(self.parsed.words[max(0, title.i - _REACH) : title.i])
        near = takewhile(lambda w: w.mention is None, before)
        verb = next((w for w in near if w.lemma in self._appointing or w.lemma in self._taking), None)
        return self._by_verb(title, verb) if verb else self._appointees(title)

    def _copula(self, title: Word) -> Word | None:
        """« est », « était » before a title that the clause says of its subject."""
        return next((w for w in self.parsed.below(title) if w.dep == "cop" and w.i < title.i), None)

    def _said_to_be(self, title: Word, copula: Word) -> Iterator[tuple[Word, str]]:
        """« X est ministre de la Défense », « qui était ambassadeur »: the subject of the copula."""
        standing = self._standing(title)
        if standing == PRESENT and not {"Tense=Pres", "Mood=Ind"} <= copula.features:
            standing = FORMER
        subjects = [w for w in self.parsed.below(title) if w.dep.startswith("nsubj") and w.i < title.i]
        if standing and subjects:
            slot = self.parsed.text.lexicon.slot("slot/grammatical-subject")
            yield from ((holder, standing) for holder in fill(self.parsed, title, slot))
        elif standing:  # « il était ambassadeur »
            below = (w for w in self.parsed.below(title) if w.dep == "expl:subj")
            yield from ((pronoun, standing) for pronoun in below)

    def _opening(self, title: Word) -> Word | None:
        """« Nommé mardi ambassadeur, X … », « il … »: of whom a participle that opens a sentence is said."""
        row = self.parsed.row(title.sentence)
        between = [w for w in row if w.i < title.i]
        if not between or not self.parsed.text.has(row[0].span[0], "appointed"):
            return None
        if len(between) > _REACH or any(w.mention is not None for w in between):
            return None
        comma = next((w for w in row if w.i > title.i and w.text == ","), title)
        named = [w for w in self.parsed.words[comma.i + 1 : comma.i + 2] if w.sentence == title.sentence]
        return next((w for w in named if isinstance(w.mention, PersonMention) or w.pos == "PRON"), None)

    def _by_verb(self, title: Word, verb: Word) -> Iterator[tuple[Word, str]]:
        """« X a été nommé », « devient », « a pris ses fonctions de »: the verb's object or subject."""
        standing = self._standing(verb)
        recalled = any({"Tense=Imp", "VerbForm=Fin"} <= w.features for w in self.parsed.below(verb))
        if verb.sentence != title.sentence or standing is None or recalled:
            return  # « avait été nommé en 2019 »: nobody says until when
        if verb.lemma in self._occupying and any(w.dep == "aux:tense" for w in self.parsed.below(verb)):
            standing = FORMER  # « a occupé le poste de gouverneur »
        slot = "slot/subject" if verb.lemma in self._taking else "slot/object"
        holders = list(fill(self.parsed, verb, self.parsed.text.lexicon.slot(slot)))
        if not holders and verb.pos == "ADJ":  # « a été élevé », which the parser takes for an adjective
            holders = [w for w in self.parsed.below(verb) if w.dep.startswith("nsubj")]
        if not holders and verb.dep == "conj":  # « a été promu général et nommé inspecteur »
            holders = self._promoted_before(verb)
        yield from ((holder, standing) for holder in holders)

    def _promoted_before(self, verb: Word) -> list[Word]:
        """The subject that a participle shares with the one before the conjunction."""
        first = next((w for w in ancestors(self.parsed, verb) if w.pos == "VERB"), verb)
        below = self.parsed.below(first)
        return [w for w in below if w.dep == "nsubj:pass"] if first.i < verb.i else []

    def _standing(self, verb: Word) -> str | None:
        """Whether who is appointed holds the post from now on, or will; None where that is no fact."""
        told = status(self.parsed, verb)
        to_come = told == PLANNED and verb.pos != "NOUN"  # « a annoncé la nomination de X »
        return told and (FUTURE if to_come else PRESENT)

    def _appointees(self, title: Word) -> Iterator[tuple[Word, str]]:
        """« nomme le colonel X au poste de »: who stands between such a verb or noun and the post."""
        row = [w for w in self.parsed.row(title.sentence) if w.i < title.i]
        holder = next((w for w in reversed(row) if w.mention is not None), None)
        if holder is None or title.i - holder.i > _REACH or marker(self.parsed, holder) == "par":
            return
        before = reversed([w for w in row if holder.i - _REACH < w.i < holder.i])
        near = takewhile(lambda w: w.mention is None or isinstance(w.mention, DateMention), before)
        verb = next((w for w in near if w.lemma in self._appointing | self._appointment), None)
        standing = self._standing(verb) if verb is not None else None
        if standing is not None:
            yield holder, standing


def appointed_before(parsed: Parsed, found: Sequence[Given], pronoun: Word) -> list[Person]:
    """« Le roi a nommé le général X ministre. Il remplace Y »: who is given a title right before."""
    sentences = pronoun.sentence - 1, pronoun.sentence
    given = (g for g in found if parsed.sentence_of(g.title.span[0]) in sentences)
    return list({g.person.entity.key: g.person for g in given}.values())


def _members(mention: Mention | None) -> Iterator[PersonMention]:
    """The persons of a mention: one, those of a list, or none."""
    if isinstance(mention, PersonMention):
        yield mention
    elif isinstance(mention, GroupMention):
        yield from mention.members
