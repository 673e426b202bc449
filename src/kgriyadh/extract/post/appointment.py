"""Posts and ranks that a verb gives: « a été nommé ambassadeur », « est le nouveau chef d'état-major »."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgriyadh.annotate.mention import (
    ACTING,
    FORMER,
    PRESENT,
    Mention,
    OrganizationMention,
    PersonMention,
    PostMention,
    Span,
    cover,
)
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.people import Person
from kgriyadh.extract.post.given import Given, GivenTitles
from kgriyadh.extract.post.statement import Statements, Told
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import negated
from kgriyadh.fact import Entity, Fact


class Appointments:
    """Reads off a text who is appointed to what, and who is said to be what.

    ``titles`` are the posts and ranks that a verb gives.
    """

    def __init__(self, parsed: Parsed, statements: Statements, references: References) -> None:
        self.parsed = parsed
        self.statements = statements
        self.references = references
        self.titles = GivenTitles(parsed, references).read()

    def facts(self) -> Iterator[Fact]:
        """« X a été nommé ambassadeur »: the post is held from then on."""
        for given in self.titles:
            seen = self._seen(given.person)
            for post in self._of_civilian(given):
                span = cover(given.at, post.span)
                bodies = self.statements.bodies(post) or self._appointing(given.at, post)
                if given.standing == PRESENT and post.standing in (PRESENT, ACTING):
                    yield from self.statements.post(given.person, post, bodies, span, seen)
                elif given.standing != FORMER or post.role not in {role for role, _ in seen}:
                    told = post if given.standing == PRESENT else replace(post, standing=given.standing)
                    yield from self.statements.not_held(given.person, told, bodies, span)
        for described, holder in self._predicated():
            for person in self.references.persons(holder):
                seen = self._seen(person)
                for post in described.posts:
                    if post.standing == PRESENT:
                        span = cover(holder.name or holder.span, post.span)
                        yield from self.statements.post(
                            person, post, self.statements.bodies(post), span, seen
                        )

    def _of_civilian(self, given: Given) -> Iterator[PostMention]:
        """« la diplomate X, nommée à la tête de la Minusma »: who has no rank directs a force."""
        ranked = any(mention.ranks for mention in given.person.mentions)
        for post in given.title.posts:
            at_head = not ranked and self.parsed.text.has(post.span[0], "head-of")
            command = at_head and post.role == "role/commander"
            yield replace(post, role="role/director") if command else post

    def _seen(self, person: Person) -> Told:
        """The posts that the text puts beside a person's name."""
        return {(post.role, body) for post in person.held() for body in self.statements.bodies(post)}

    def _appointing(self, at: Span, post: PostMention) -> list[Entity]:
        """« la Coalition a nommé X porte-parole »: the body that has such a post held, as the subject."""
        if not self.parsed.text.lexicon.entry(post.role).says("posted"):
            return []
        row = self.parsed.row(self.parsed.sentence_of(at[0]))
        before = [w for w in row if w.mention is not None and w.span[1] <= at[0]]
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
                if isinstance(subjects[0], PersonMention) and subjects[0].name:
                    yield behind, subjects[0]

    def _equated(self, word: Word) -> bool:
        """Whether a present « est » makes a word what its subject is."""
        copulas = [w for w in self.parsed.below(word) if w.dep == "cop"]
        present = any("Tense=Pres" in w.features and "Mood=Ind" in w.features for w in copulas)
        return present and not negated(self.parsed, word)


def _describes(mention: Mention | None) -> bool:
    """Whether a mention is a singular definite description by a post alone."""
    if not isinstance(mention, PersonMention) or mention.name or mention.noun:
        return False
    return mention.definite and not mention.possessive and mention.count == 1
