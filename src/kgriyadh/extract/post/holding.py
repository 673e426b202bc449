"""The posts that a text puts beside a person's name: held, held before, or to be held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgriyadh.annotate.mention import (
    GroupMention,
    OrganizationMention,
    PersonMention,
    PlaceMention,
    PostMention,
    cover,
)
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.people import Person
from kgriyadh.extract.post.counterpart import Counterparts
from kgriyadh.extract.post.statement import Statements, Told
from kgriyadh.extract.post.succession import replaces
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import HELD, fill, impersonal_subject, status
from kgriyadh.fact import Entity, Fact


class Holdings:
    """Reads the posts of a text's persons off their titles and appositions."""

    def __init__(
        self, parsed: Parsed, statements: Statements, references: References, counterparts: Counterparts
    ) -> None:
        self.parsed = parsed
        self.statements = statements
        self.references = references
        self.counterparts = counterparts
        self._dismissed = frozenset(self._dismissals())

    def facts(self, person: Person) -> Iterator[Fact]:
        """The posts of a person, each once, those with a body first; then those as a counterpart."""
        seen: Told = set()
        held = person.held() if person.entity not in self._dismissed else []
        told = [
            (post, mention, self.statements.bodies(post) or self._possessing(mention))
            for mention in person.mentions
            for post in mention.posts
        ]
        for post, mention, bodies in sorted(told, key=lambda t: not t[2]):
            if post in held and (bodies or not self._told_closer(post, seen)):
                span = cover(post.span, mention.name or post.span)
                yield from self.statements.post(person, post, bodies, span, seen)
            elif post not in held:
                yield from self.statements.not_held(
                    person, post, bodies, cover(post.span, mention.name or post.span)
                )
        yield from self.counterparts.facts(person, seen)

    def _told_closer(self, post: PostMention, seen: Told) -> bool:
        """« le ministre X » behind « X, ministre de la Défense »: the text has said which."""
        lexicon = self.parsed.text.lexicon
        general = lexicon.entry(post.role).says("default")
        return general and any(role in lexicon.roles_with_head(post.role) for role, _ in seen)

    def _possessing(self, mention: PersonMention) -> list[Entity]:
        """« la Coalition a indiqué, par sa porte-parole, X »: whose « sa » is, a body or a state."""
        if not mention.possessive or mention.noun:
            return []
        row = self.parsed.row(self.parsed.sentence_of(mention.span[0]))
        before = [w for w in row if w.span[1] <= mention.span[0]]
        subjects = [w for w in before if w.dep.startswith("nsubj") and w.mention is not None]
        persons = [w for w in before if isinstance(w.mention, PersonMention | GroupMention)]
        if persons:
            is_presence = before[-1].marker == "marker/presence"
            return self._served(persons) if is_presence or persons == subjects else []
        opens = self.parsed.text.tokens[mention.span[0]].first and mention.count == 1
        if opens and (told_of := impersonal_subject(self.parsed, row[0].sentence - 1)):
            return self._itself(told_of)  # « L'Otan compte 32 membres. Son secrétaire général, X, »
        return self._itself(subjects[0]) if len(subjects) == 1 else []

    def _served(self, persons: Sequence[Word]) -> list[Entity]:
        """« l'ambassadeur de Hongrie, accompagné de son attaché, X »: that of the only person before."""
        if len(persons) != 1 or not isinstance(persons[0].mention, PersonMention):
            return []
        posts = persons[0].mention.posts
        found = {body: None for post in posts for body in self.statements.bodies(post)}
        return list(found) if len(found) == 1 else []

    def _itself(self, subject: Word) -> list[Entity]:
        """« le Mali a envoyé son ministre, X »: the state or the body."""
        things = self.statements.things
        if isinstance(subject.mention, OrganizationMention):
            body = things.body(subject.mention)
        else:
            body = things.place(subject.mention) if isinstance(subject.mention, PlaceMention) else None
        return [body] if body and body.kind not in ("kgr:City", "kgr:Region") else []

    def _dismissals(self) -> Iterator[Entity]:
        """Those of whom the text says that they were relieved of their post."""
        lexicon = self.parsed.text.lexicon
        for word in self.parsed.words:
            replaced = replaces(self.parsed, word)
            if word.pos != "VERB" or not (replaced or word.lemma in lexicon.words("dismissing")):
                continue
            if status(self.parsed, word) == HELD:
                for dismissed in fill(self.parsed, word, lexicon.slot("slot/object")):
                    if not replaced or isinstance(dismissed.mention, PersonMention):
                        yield from (entity for entity, _ in self.references.meant(dismissed))
