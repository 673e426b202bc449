"""Whom a description without a name means: « la ministre togolaise », « le diplomate », « ce dernier »."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgriyadh.annotate.mention import OrganizationMention, PersonMention, PlaceMention, PostMention
from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.people import People, Person
from kgriyadh.extract.things import Things


class Descriptions:
    """Resolves descriptions by the posts and ranks that the text gives its persons."""

    def __init__(self, parsed: Parsed, people: People, things: Things) -> None:
        self.parsed = parsed
        self.people = people
        self.things = things
        self._lexicon = parsed.text.lexicon

    def described(self, mention: PersonMention) -> Person | None:
        """The one person whom a description fits: before it, or, in a title, anywhere."""
        if any(self.parsed.text.has(i, "latter") for i in range(*mention.span)):
            return self.last_named(mention.span[0])
        if not mention.definite:
            return None
        before = self._before(mention.span[0])
        title = self.parsed.text.headline(mention.span[0])
        fitting = [p for p in (self.people.persons if title else before) if self.fits(mention, p)]
        if len(fitting) == 1:
            return fitting[0]
        if title or not fitting:
            return None
        return self._nearest(mention, fitting)

    def last_named(self, i: int) -> Person | None:
        """The person named last before token ``i``: « ce dernier », « celui-ci »."""
        named = [(m.span[0], p) for p in self.people.persons for m in p.mentions if m.span[0] < i]
        return max(named, key=lambda pair: pair[0])[1] if named else None

    def _nearest(self, mention: PersonMention, fitting: Sequence[Person]) -> Person | None:
        """Of several, the one whose description by name stands apart by being told last as subject."""
        exact = [p for p in fitting if self._same_state(mention, p)] if mention.posts else []
        return exact[0] if len(exact) == 1 else None

    def _same_state(self, mention: PersonMention, person: Person) -> bool:
        bodies = [body for post in mention.posts for body in post.bodies]
        return bool(_candidates((*bodies, *mention.states)) & self._states(person))

    def _states(self, person: Person) -> set[str]:
        """The states that a person holds posts of, or that the text calls the person's own."""
        bodies = [body for post in person.posts for body in post.bodies]
        return _candidates((*bodies, *(state for m in person.mentions for state in m.states)))

    def _before(self, i: int) -> list[Person]:
        return [p for p in self.people.persons if p.mentions[0].span[0] < i]

    def fits(self, mention: PersonMention, person: Person) -> bool:
        if mention.possessive and not mention.posts:
            return False
        if mention.posts and self._as_counterpart(mention, person):
            return True
        if mention.posts:
            return all(any(self._covers(post, held) for held in person.posts) for post in mention.posts[:1])
        if mention.ranks:
            return any(
                self._rank_fits(r.rank, m_rank.rank)
                for r in mention.ranks
                for m in person.mentions
                for m_rank in m.ranks
            )
        if not mention.noun or (mention.states and not self._same_state(mention, person)):
            return False
        return self._called(mention, person)

    def _as_counterpart(self, mention: PersonMention, person: Person) -> bool:
        """« le ministre X et son homologue ivoirien, Y. Le ministre ivoirien »: Y holds X's post there."""
        said = [body for post in mention.posts for body in post.bodies]
        states = _candidates((*said, *mention.states))
        for named in person.mentions:
            if not any(self.parsed.text.has(i, "counterpart") for i in range(*named.span)):
                continue
            if states & _candidates(named.states):
                sentence = self.parsed.sentence_of(named.span[0])
                others = (p for p in self._before(named.span[0]) if self._told_in(p, sentence))
                held = [post for other in others for post in other.held()]
                return any(self._like(mention.posts[0], post) for post in held)
        return False

    def _told_in(self, person: Person, sentence: int) -> bool:
        return any(self.parsed.sentence_of(m.span[0]) == sentence for m in person.mentions)

    def _called(self, mention: PersonMention, person: Person) -> bool:
        """« le diplomate », « l'officier »: a noun for whoever holds such a post, or has a rank."""
        text = self.parsed.text
        if any(text.has(i, "officer-noun") for i in range(*mention.span)):
            return any(m.ranks for m in person.mentions)
        matches = [text.at(i, "anaphor") for i in range(*mention.span)]
        ids = {id for match in matches if match for id in match.ids}
        return any(post.role in ids for post in person.held())

    def _rank_fits(self, said: str, held: str) -> bool:
        return said == held or said in self._lexicon.shorter_ranks(held)

    def _covers(self, said: PostMention, held: PostMention) -> bool:
        """Whether a described post can be a held one: like role, no other body or state."""
        if not self._like(said, held):
            return False
        if not said.bodies:
            return True
        return any(self._same_body(a, b) for a in said.bodies for b in held.bodies)

    def _like(self, said: PostMention, held: PostMention) -> bool:
        return said.role == held.role or self._general(said, held)

    def _general(self, said: PostMention, held: PostMention) -> bool:
        """« le ministre » for a minister of defence: the role that its head noun has by default."""
        return self._lexicon.entry(said.role).says("default") and held.role in self._lexicon.roles_with_head(
            said.role
        )

    def _same_body(
        self, a: OrganizationMention | PlaceMention, b: OrganizationMention | PlaceMention
    ) -> bool:
        if isinstance(a, PlaceMention) and isinstance(b, PlaceMention):
            return bool(set(a.candidates) & set(b.candidates))
        if isinstance(a, OrganizationMention) and isinstance(b, OrganizationMention):
            one, other = self.things.body(a), self.things.body(b)
            return one is not None and one == other
        return False


def _candidates(bodies: Iterable[OrganizationMention | PlaceMention]) -> set[str]:
    """The states that some of these may be."""
    return {code for body in bodies if isinstance(body, PlaceMention) for code in body.candidates}
