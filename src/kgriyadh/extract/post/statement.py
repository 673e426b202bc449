"""A post as facts: the node that ties a person, a role and a body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgriyadh.annotate.mention import (
    ACTING,
    FORMER,
    FUTURE,
    PRESENT,
    OrganizationMention,
    PostMention,
    Span,
)
from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.confidence import TITLE
from kgriyadh.extract.people import Person
from kgriyadh.extract.things import Things
from kgriyadh.fact import Entity, Fact

# A post that is held is a membership; one that is not, no more or not yet, must never be taken for one.
_HELD = ("org:Membership", "org:member", "org:role", "org:organization")
_NOT_HELD = ("kgr:postHolder", "kgr:postRole", "kgr:postAt")
_TERMS = {
    PRESENT: _HELD,
    FORMER: ("kgr:FormerPost", *_NOT_HELD),
    FUTURE: ("kgr:FuturePost", *_NOT_HELD),
}

# The roles and bodies of the posts that the text has told of a person.
Told = set[tuple[str, Entity | None]]


class Statements:
    """Writes down the posts of one text."""

    def __init__(self, parsed: Parsed, things: Things) -> None:
        self.parsed = parsed
        self.things = things

    def bodies(self, post: PostMention) -> list[Entity]:
        """The bodies and states that a post is of, as far as they are known."""
        found = []
        for body in post.bodies:
            if isinstance(body, OrganizationMention):
                entity = self.things.body(body)
            else:
                entity = self.things.place(body)
            if entity:
                found.append(entity)
        return found

    def post(
        self, person: Person, post: PostMention, bodies: list[Entity], span: Span, seen: Told
    ) -> Iterator[Fact]:
        """A membership for each body; one without a body only where no like post has one."""
        for body in (*bodies,) or (None,):
            if (post.role, body) in seen:
                continue
            if body is None and any(role == post.role for role, _ in seen):
                continue
            seen.add((post.role, body))
            facts = [*self.membership(person, post.role, body, span, TITLE, "post-with-name")]
            yield from facts
            if post.standing == ACTING:
                acting = Entity("standing/acting", "skos:Concept", (), "standing/acting")
                yield replace(facts[0], predicate="kgr:standing", object=acting)

    def not_held(self, person: Person, post: PostMention, bodies: list[Entity], span: Span) -> Iterator[Fact]:
        """« l'ancien ministre X », « X, futur ambassadeur »: a post that was or will be held.

        That of somebody who was dismissed is one that was.
        """
        standing = FUTURE if post.standing == FUTURE else FORMER
        for body in (*bodies,) or (None,):
            yield from self.membership(person, post.role, body, span, TITLE, "post-not-held", standing)

    def membership(
        self,
        person: Person,
        role: str,
        body: Entity | None,
        span: Span,
        confidence: float,
        rule: str,
        standing: str = PRESENT,
    ) -> Iterator[Fact]:
        """The facts of a post that is held, no more held or not yet: a node ties person, role and body."""
        kind, to_person, to_role, to_body = _TERMS[standing]
        key = f"{kind}-{person.entity.key}-{role}-{body.key if body else 'none'}"
        post, quote = Entity(key, kind), (self.parsed.quote(span),)
        yield Fact(post, to_person, person.entity, quote, confidence, rule)
        yield Fact(post, to_role, Entity(role, "kgr:Role", (), role), quote, confidence, rule)
        if body:
            yield Fact(post, to_body, body, quote, confidence, rule)
