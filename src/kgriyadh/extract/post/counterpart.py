"""« son homologue togolaise, X »: whose counterpart X is, and of which state he holds the same post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgriyadh.annotate.mention import GroupMention, PersonMention, PlaceMention, cover
from kgriyadh.annotate.parsed import Parsed, Word
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
                for state in () if post.role in {role for role, _ in seen} else mention.states:
                    body = self.statements.things.place(state)
                    if body and (post.role, body) not in seen:
                        seen.add((post.role, body))
                        yield from self.statements.membership(
                            person, post.role, body, span, LIKENED, "post-of-counterpart"
                        )

    def _counterpart_noun(self, mention: PersonMention) -> bool:
        """« son homologue togolaise, X »; of « ses homologues malien, X, et nigérien, Y » also the second."""
        text = self.parsed.text
        if not (mention.noun and mention.possessive):
            return False
        if text.has(mention.span[0], "determiner"):
            return any(text.has(i, "counterpart") for i in range(*mention.span))
        before = [m for m in self.parsed.mentions if m.span[1] <= mention.span[0]]
        last = before[-1] if before else None
        return isinstance(last, PersonMention) and self._counterpart_noun(last)

    def _possessor(self, mention: PersonMention) -> Person | None:
        """Whose counterpart: who stands before in the same list, or the subject of the clause."""
        row = self.parsed.row(self.parsed.sentence_of(mention.span[0]))
        for word in row:
            if isinstance(word.mention, GroupMention) and mention in word.mention.members:
                members = word.mention.members[: word.mention.members.index(mention)]
                # « ses homologues malien, X, et nigérien, Y »: not one another's.
                others = [member for member in members if not self._counterpart_noun(member)]
                if others:
                    return self._only(self.references.persons(others[-1]))
        start = mention.span[0]
        earlier = [w for w in row if w.span[0] < start and not accompanies(self.parsed, w)]
        subjects = [w for w in earlier if w.dep.startswith("nsubj") and w.lemma != "qui"]
        named = [w for w in earlier if w.span[1] <= start and isinstance(w.mention, PersonMention)]
        for word in reversed(subjects or named):
            found = self._only(self.references.persons_meant(word))
            return found if found is None or self._foreign(found, mention) else self._other(named, mention)
        own = next((w for w in row if w.mention is mention), None)
        before = self._only(self.references.owner(own) if own else ())
        return before if before and self._foreign(before, mention) else None

    def _foreign(self, person: Person, mention: PersonMention) -> bool:
        """Whether a person can have a counterpart of some state: no compatriot is one."""
        states = {code for state in mention.states for code in state.candidates}
        held = (body for post in person.held() for body in post.bodies if isinstance(body, PlaceMention))
        return not any(states & set(body.candidates) for body in held)

    def _other(self, named: Sequence[Word], mention: PersonMention) -> Person | None:
        """« L'ambassadrice de France a remis au ministre une lettre de son homologue français »: his."""
        told = {person.entity: person for word in named for person in self.references.persons_meant(word)}
        return self._only([person for person in told.values() if self._foreign(person, mention)])

    def _only(self, persons: Sequence[Person]) -> Person | None:
        return persons[0] if len(persons) == 1 else None
