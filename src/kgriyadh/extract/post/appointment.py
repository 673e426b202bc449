"""Posts and ranks that a verb gives: « a été nommé ambassadeur », « est le nouveau chef d'état-major »."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from kgriyadh.annotate.mention import (
    FUTURE,
    PRESENT,
    DateMention,
    GroupMention,
    Mention,
    OrganizationMention,
    PersonMention,
    PostMention,
    TitleMention,
    cover,
)
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.post.statement import Statements, Told
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import PLANNED, fill, marker, negated, status
from kgriyadh.fact import Entity, Fact

# « a été élevé au rang et à l'appellation de » stands between a verb and its title.
_REACH = 9


class Appointments:
    """Reads off a text who is appointed to what, and who is said to be what.

    ``titles`` are the posts and ranks that are given, each with who has it and whether from now on or
    only later.
    """

    def __init__(self, parsed: Parsed, statements: Statements, references: References) -> None:
        self.parsed = parsed
        self.statements = statements
        self.references = references
        self.titles = tuple(self._appointed_titles())

    def facts(self) -> Iterator[Fact]:
        """« X a été nommé ambassadeur »: the post is held from then on."""
        for title, holder, standing in self.titles:
            for person in self.references.persons(holder):
                seen: Told = {(p.role, b) for p in person.held() for b in self.statements.bodies(p)}
                for post in title.posts:
                    span = cover(holder.name or holder.span, post.span)
                    bodies = self.statements.bodies(post) or self._appointing(holder, post)
                    if standing == PRESENT:
                        yield from self.statements.post(person, post, bodies, span, seen)
                    else:
                        to_come = replace(post, standing=standing)
                        yield from self.statements.not_held(person, to_come, bodies, span)
        for described, holder in self._predicated():
            for person in self.references.persons(holder):
                seen = {(p.role, b) for p in person.held() for b in self.statements.bodies(p)}
                for post in described.posts:
                    if post.standing == PRESENT:
                        span = cover(holder.name or holder.span, post.span)
                        yield from self.statements.post(
                            person, post, self.statements.bodies(post), span, seen
                        )

    def _appointing(self, holder: PersonMention, post: PostMention) -> list[Entity]:
        """« la Coalition a nommé X porte-parole »: the body that has such a post held, as the subject."""
        if not self.parsed.text.lexicon.entry(post.role).says("posted"):
            return []
        row = self.parsed.row(self.parsed.sentence_of(holder.span[0]))
        before = [w for w in row if w.mention is not None and w.span[1] <= holder.span[0]]
        if len(before) != 1 or not before[0].dep.startswith("nsubj"):
            return []
        mention = before[0].mention
        body = self.statements.things.body(mention) if isinstance(mention, OrganizationMention) else None
        return [body] if body else []

    def _predicated(self) -> Iterator[tuple[PersonMention, PersonMention]]:
        """« X est le nouveau chef d'état-major », « le chef d'état-major est X »: who is described so."""
        for word in self.parsed.words:
            subjects = [w.mention for w in self.parsed.below(word) if w.dep == "nsubj"]
            if len(subjects) != 1 or not self._equated(word):
                continue
            for described, named in ((word.mention, subjects[0]), (subjects[0], word.mention)):
                if _describes(described) and isinstance(named, PersonMention) and named.name:
                    assert isinstance(described, PersonMention)
                    yield described, named
        yield from self._becoming()

    def _becoming(self) -> Iterator[tuple[PersonMention, PersonMention]]:
        """« X devient le nouveau commandant »: the description behind the verb, and its subject."""
        becoming = self.parsed.text.lexicon.words("becoming")
        for verb in self.parsed.words:
            if verb.lemma not in becoming or negated(self.parsed, verb):
                continue
            behind = next((w.mention for w in self.parsed.words[verb.i + 1 : verb.i + 4] if w.mention), None)
            subjects = [w.mention for w in self.parsed.below(verb) if w.dep == "nsubj"]
            if len(subjects) == 1 and _describes(behind):
                assert isinstance(behind, PersonMention)
                yield from ((behind, person) for person in _members(subjects[0]) if person.name)

    def _equated(self, word: Word) -> bool:
        """Whether a present « est » makes a word what its subject is."""
        copulas = [w for w in self.parsed.below(word) if w.dep == "cop"]
        present = any("Tense=Pres" in w.features and "Mood=Ind" in w.features for w in copulas)
        return present and not negated(self.parsed, word)

    def _appointed_titles(self) -> Iterator[tuple[TitleMention, PersonMention, str]]:
        """The titles to which a verb appoints somebody, with whom and from when."""
        appointing = self.parsed.text.lexicon.words("appointing")
        taking = self.parsed.text.lexicon.words("taking-office")
        for title in self.parsed.words:
            if not isinstance(title.mention, TitleMention):
                continue
            before = reversed(self.parsed.words[max(0, title.i - _REACH) : title.i])
            near = takewhile(lambda w: w.mention is None, before)
            verb = next((w for w in near if w.lemma in appointing or w.lemma in taking), None)
            if verb is None:
                yield from ((title.mention, *found) for found in self._appointees(title))
                continue
            standing = self._standing(verb)
            if verb.sentence != title.sentence or standing is None:
                continue
            slot = "slot/subject" if verb.lemma in taking else "slot/object"
            holders = list(fill(self.parsed, verb, self.parsed.text.lexicon.slot(slot)))
            if not holders and verb.pos == "ADJ":  # « a été élevé », which the parser takes for an adjective
                holders = [w for w in self.parsed.below(verb) if w.dep.startswith("nsubj")]
            for holder in holders:
                yield from ((title.mention, person, standing) for person in _members(holder.mention))

    def _standing(self, verb: Word) -> str | None:
        """Whether who is appointed holds the post from now on, or will; None where that is no fact."""
        told = status(self.parsed, verb)
        to_come = told == PLANNED and verb.pos != "NOUN"  # « a annoncé la nomination de X »
        return told and (FUTURE if to_come else PRESENT)

    def _appointees(self, title: Word) -> Iterator[tuple[PersonMention, str]]:
        """« nomme le colonel X au poste de »: who stands between such a verb or noun and the post."""
        row = [w for w in self.parsed.row(title.sentence) if w.i < title.i]
        holder = next((w for w in reversed(row) if w.mention is not None), None)
        if holder is None or title.i - holder.i > _REACH or marker(self.parsed, holder) == "par":
            return
        before = reversed([w for w in row if holder.i - _REACH < w.i < holder.i])
        near = takewhile(lambda w: w.mention is None or isinstance(w.mention, DateMention), before)
        words = self.parsed.text.lexicon.words
        appointing = words("appointing") | words("appointment")
        verb = next((w for w in near if w.lemma in appointing), None)
        standing = self._standing(verb) if verb is not None else None
        if standing is not None:
            yield from ((person, standing) for person in _members(holder.mention))


def _members(mention: Mention | None) -> Iterator[PersonMention]:
    """The persons of a mention: one, those of a list, or none."""
    if isinstance(mention, PersonMention):
        yield mention
    elif isinstance(mention, GroupMention):
        yield from mention.members


def _describes(mention: Mention | None) -> bool:
    """Whether a mention is a singular definite description by a post alone."""
    if not isinstance(mention, PersonMention) or mention.name or mention.noun:
        return False
    return mention.definite and not mention.possessive and mention.count == 1
