"""« son homologue togolaise, X »: whose counterpart X is, and of which state he holds the same post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgriyadh.annotate.mention import GroupMention, PersonMention, cover
from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.confidence import LIKENED
from kgriyadh.extract.people import People, Person
from kgriyadh.extract.post.statement import Statements, Told
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import accompanies
from kgriyadh.fact import Fact


class Counterparts:
    """Reads off a text who is whose counterpart."""

    def __init__(
        self, parsed: Parsed, people: People, statements: Statements, references: References
    ) -> None:
        self.parsed = parsed
        self.people = people
        self.statements = statements
        self.references = references

    def facts(self, person: Person, seen: Told) -> Iterator[Fact]:
        """« son homologue togolaise, X »: X holds the same post for Togo, and is the other's counterpart.

        ``seen`` are the posts that the text has told of the person; the new ones are added.
        """
        for mention in person.mentions:
            if not self._counterpart_noun(mention):
                continue
            other = self._possessor(mention)
            if other is None or other is person:
                continue
            span = cover(mention.span, mention.name or mention.span)
            yield Fact(
                other.entity,
                "kgr:counterpartOf",
                person.entity,
                (self.parsed.quote(span),),
                LIKENED,
                "counterpart",
            )
            for post in other.held()[:1]:
                for state in mention.states:
                    body = self.statements.things.place(state)
                    if body and (post.role, body) not in seen:
                        seen.add((post.role, body))
                        yield from self.statements.membership(
                            person, post.role, body, span, LIKENED, "post-of-counterpart"
                        )

    def _counterpart_noun(self, mention: PersonMention) -> bool:
        text = self.parsed.text
        return bool(mention.noun and mention.possessive) and any(
            text.has(i, "counterpart") for i in range(*mention.span)
        )

    def _possessor(self, mention: PersonMention) -> Person | None:
        """Whose counterpart: who stands before in the same list, or the subject of the clause."""
        row = self.parsed.row(self.parsed.sentence_of(mention.span[0]))
        for word in row:
            if isinstance(word.mention, GroupMention) and mention in word.mention.members[1:]:
                before = word.mention.members[word.mention.members.index(mention) - 1]
                return self._only(self.references.persons(before))
        start = mention.span[0]
        earlier = [w for w in row if w.span[0] < start and not accompanies(self.parsed, w)]
        subjects = [w for w in earlier if w.dep.startswith("nsubj") and w.lemma != "qui"]
        named = [w for w in earlier if w.span[1] <= start and isinstance(w.mention, PersonMention)]
        for word in reversed(subjects or named):
            entities = [entity for entity, _ in self.references.meant(word)]
            return self._only([p for p in self.people.persons if p.entity in entities])
        return None

    def _only(self, persons: Sequence[Person]) -> Person | None:
        return persons[0] if len(persons) == 1 else None
