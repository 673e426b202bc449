"""Who is meant: names, descriptions (« la ministre togolaise »), « son homologue », pronouns, pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgriyadh.annotate.mention import GroupMention, OrganizationMention, PersonMention, PlaceMention, Span
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.people import People, Person
from kgriyadh.extract.reference.collective import Collectives
from kgriyadh.extract.reference.description import Descriptions
from kgriyadh.extract.reference.person import Persons
from kgriyadh.extract.reference.pronoun import Pronouns
from kgriyadh.extract.things import Things
from kgriyadh.fact import Entity

__all__ = ["References"]


class References:
    """Resolves the words of one parsed text to its entities; what is ambiguous resolves to nothing."""

    def __init__(self, parsed: Parsed, people: People, things: Things) -> None:
        self.people = people
        self.things = things
        self._persons = Persons(parsed, people, Descriptions(parsed, people, things))
        self._collectives = Collectives(parsed, things, self._persons)
        self._pronouns = Pronouns(parsed, self._persons, self._collectives)

    def meant(self, word: Word) -> tuple[tuple[Entity, Span], ...]:
        """The persons, bodies or states that a word of the parse means, each with the tokens that say it."""
        mention = word.mention
        if isinstance(mention, GroupMention):
            return tuple((p.entity, m.span) for m in mention.members for p in self.persons(m))
        if isinstance(mention, PersonMention):
            return tuple((p.entity, mention.span) for p in self.persons(mention))
        if isinstance(mention, OrganizationMention):
            found = [self.things.body(mention)]
        elif isinstance(mention, PlaceMention) and mention.kind == "kgr:Country":
            found = [self.things.place(mention)]
        elif word.pos == "PRON":
            found = list(self._pronouns.of(word))
        else:
            found = list(self._collectives.of(word))
        return tuple((entity, word.span) for entity in found if entity)

    def persons(self, mention: PersonMention) -> tuple[Person, ...]:
        """The persons that a mention means."""
        return self._persons.of(mention)

    def persons_meant(self, word: Word) -> list[Person]:
        """Those whom a word of the parse means who are persons of the text."""
        return self._among(entity for entity, _ in self.meant(word))

    def owner(self, word: Word) -> list[Person]:
        """« Son homologue » at the head of a sentence: whose, the subject's of the one before."""
        return self._among(self._pronouns.subject_before(word, ""))

    def _among(self, entities: Iterable[Entity]) -> list[Person]:
        meant = set(entities)
        return [person for person in self.people.persons if person.entity in meant]

    def state_of(self, word: Word) -> Entity | None:
        """The state that the person whom a word means holds a post of."""
        persons = self.persons(word.mention) if isinstance(word.mention, PersonMention) else ()
        bodies = [b for p in persons for post in p.held() for b in post.bodies if isinstance(b, PlaceMention)]
        return self.things.place(bodies[0]) if bodies else None

    def led(self, word: Word) -> Iterator[Entity]:
        """« les dirigeants de la CEDEAO »: the body that takes part through all who lead it."""
        return self._collectives.led(word)
