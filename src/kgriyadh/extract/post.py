"""Ranks, posts and counterparts: what a text says of the persons it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from kgriyadh.annotate.mention import (
    ACTING,
    FORMER,
    FUTURE,
    PRESENT,
    GroupMention,
    OrganizationMention,
    PersonMention,
    PostMention,
    RankMention,
    Span,
    TitleMention,
    cover,
)
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.confidence import LIKENED, PHRASE, TITLE, VERB, reached
from kgriyadh.extract.people import People, Person, rank_of
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import accompanies, fill, negated
from kgriyadh.extract.things import Things
from kgriyadh.fact import Entity, Fact

# « a été élevé au rang et à l'appellation de » stands between a verb and its title.
_REACH = 9
# A post that is held is a membership; one that is not, no more or not yet, must never be taken for one.
_HELD = ("org:Membership", "org:member", "org:role", "org:organization")
_NOT_HELD = ("kgr:postHolder", "kgr:postRole", "kgr:postAt")
_TERMS = {FORMER: ("kgr:FormerPost", *_NOT_HELD), FUTURE: ("kgr:FuturePost", *_NOT_HELD)}


class Posts:
    """Reads ranks and posts off the persons of a text."""

    def __init__(self, parsed: Parsed, people: People, things: Things, references: References) -> None:
        self.parsed = parsed
        self.people = people
        self.things = things
        self.references = references
        self._appointed = tuple(self._appointed_titles())
        self._dismissed = frozenset(self._dismissals())

    def facts(self) -> Iterator[Fact]:
        """hasRank, memberships and counterparts."""
        for person in self.people.persons:
            yield from self._rank(person)
            yield from self._held(person)
        yield from self._commands()
        yield from self._appointments()

    def _rank(self, person: Person) -> Iterator[Fact]:
        found = self._promoted(person) or rank_of(self.parsed, person)
        if found:
            rank, mention = found
            entity = Entity(rank.rank, "kgr:MilitaryRank", (), rank.rank)
            quote = self.parsed.quote(cover(rank.span, mention.name or rank.span))
            sure = reached(self.parsed, PHRASE, rank.span, mention.name or rank.span)
            yield Fact(person.entity, "kgr:hasRank", entity, (quote,), sure, "rank-with-name")

    def _dismissals(self) -> Iterator[Entity]:
        """Those of whom the text says that they were relieved of their post."""
        lexicon = self.parsed.text.lexicon
        for word in self.parsed.words:
            if word.pos == "VERB" and word.lemma in lexicon.words("dismissing"):
                for dismissed in fill(self.parsed, word, lexicon.slot("slot/object")):
                    yield from (entity for entity, _ in self.references.meant(dismissed))

    def _promoted(self, person: Person) -> tuple[RankMention, PersonMention] | None:
        """The rank to which a text says that a person has been raised."""
        for title, holder in self._appointed:
            if title.ranks and holder in person.mentions:
                return title.ranks[0], holder
        return None

    def _held(self, person: Person) -> Iterator[Fact]:
        seen: dict[tuple[str, Entity | None], int] = {}
        held = person.held() if person.entity not in self._dismissed else []
        told = [
            (post, mention, self._bodies(post) or self._possessing(mention))
            for mention in person.mentions
            for post in mention.posts
        ]
        for post, mention, bodies in sorted(told, key=lambda t: not t[2]):
            if post in held and (bodies or not self._told_closer(post, seen)):
                span = cover(post.span, mention.name or post.span)
                yield from self._post(person, post, bodies, span, seen)
            elif post not in held:
                yield from self._not_held(person, post, bodies, cover(post.span, mention.name or post.span))
        yield from self._as_counterpart(person, seen)

    def _told_closer(self, post: PostMention, seen: dict[tuple[str, Entity | None], int]) -> bool:
        """« le ministre X » behind « X, ministre de la Défense »: the text has said which."""
        lexicon = self.parsed.text.lexicon
        general = lexicon.entry(post.role).says("default")
        return general and any(role in lexicon.roles_with_head(post.role) for role, _ in seen)

    def _bodies(self, post: PostMention) -> list[Entity]:
        found = []
        for body in post.bodies:
            if isinstance(body, OrganizationMention):
                entity = self.things.body(body)
            else:
                entity = self.things.place(body)
            if entity:
                found.append(entity)
        return found

    def _possessing(self, mention: PersonMention) -> list[Entity]:
        """« la Coalition a indiqué, par sa porte-parole, X »: the body that the clause before is about."""
        if not mention.possessive or mention.noun:
            return []
        row = self.parsed.row(self.parsed.sentence_of(mention.span[0]))
        before = [w for w in row if w.span[1] <= mention.span[0]]
        if any(isinstance(w.mention, PersonMention | GroupMention) for w in before):
            return []
        subjects = [w for w in before if w.dep.startswith("nsubj") and w.mention is not None]
        bodies = [self.things.body(w.mention) for w in subjects if isinstance(w.mention, OrganizationMention)]
        return [body for body in bodies if body] if len(subjects) == len(bodies) == 1 else []

    def _post(
        self,
        person: Person,
        post: PostMention,
        bodies: list[Entity],
        span: Span,
        seen: dict[tuple[str, Entity | None], int],
    ) -> Iterator[Fact]:
        """A membership for each body; one without a body only where no like post has one."""
        for body in (*bodies,) or (None,):
            if (post.role, body) in seen:
                continue
            if body is None and any(role == post.role for role, _ in seen):
                continue
            seen[post.role, body] = 1
            facts = [*self._membership(person, post.role, body, span, TITLE, "post-with-name")]
            yield from facts
            if post.standing == ACTING:
                acting = Entity("standing/acting", "skos:Concept", (), "standing/acting")
                yield replace(facts[0], predicate="kgr:standing", object=acting)

    def _not_held(
        self, person: Person, post: PostMention, bodies: list[Entity], span: Span
    ) -> Iterator[Fact]:
        """« l'ancien ministre X », « X, futur ambassadeur »: a post that was or will be held.

        That of somebody who was dismissed is one that was.
        """
        terms = _TERMS[FUTURE if post.standing == FUTURE else FORMER]
        for body in (*bodies,) or (None,):
            yield from self._tied(terms, person, post.role, body, span, TITLE, "post-not-held")

    def _membership(
        self, person: Person, role: str, body: Entity | None, span: Span, confidence: float, rule: str
    ) -> Iterator[Fact]:
        yield from self._tied(_HELD, person, role, body, span, confidence, rule)

    def _tied(
        self,
        terms: tuple[str, str, str, str],
        person: Person,
        role: str,
        body: Entity | None,
        span: Span,
        confidence: float,
        rule: str,
    ) -> Iterator[Fact]:
        """A node of the class ``terms[0]`` that ties a person, a role and a body by the other terms."""
        kind, to_person, to_role, to_body = terms
        key = f"{kind}-{person.entity.key}-{role}-{body.key if body else 'none'}"
        post, quote = Entity(key, kind), (self.parsed.quote(span),)
        yield Fact(post, to_person, person.entity, quote, confidence, rule)
        yield Fact(post, to_role, Entity(role, "kgr:Role", (), role), quote, confidence, rule)
        if body:
            yield Fact(post, to_body, body, quote, confidence, rule)

    # ---------------------------------------------------------------- counterparts

    def _as_counterpart(self, person: Person, seen: dict[tuple[str, Entity | None], int]) -> Iterator[Fact]:
        """« son homologue togolaise, X »: X holds the same post for Togo, and is the other's counterpart."""
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
                    body = self.things.place(state)
                    if body and (post.role, body) not in seen:
                        seen[post.role, body] = 1
                        yield from self._membership(
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

    # ---------------------------------------------------------------- verbs that give a post

    def _appointments(self) -> Iterator[Fact]:
        """« X a été nommé ambassadeur »: the post is held from then on."""
        for title, holder in self._appointed:
            for person in self.references.persons(holder):
                seen: dict[tuple[str, Entity | None], int] = {
                    (p.role, b): 1 for p in person.held() for b in self._bodies(p)
                }
                for post in title.posts:
                    span = cover(holder.name or holder.span, post.span)
                    yield from self._post(person, post, self._bodies(post), span, seen)
        for described, holder in self._predicated():
            for person in self.references.persons(holder):
                seen = {(p.role, b): 1 for p in person.held() for b in self._bodies(p)}
                for post in described.posts:
                    if post.standing == PRESENT:
                        span = cover(holder.name or holder.span, post.span)
                        yield from self._post(person, post, self._bodies(post), span, seen)

    def _predicated(self) -> Iterator[tuple[PersonMention, PersonMention]]:
        """« X est le nouveau chef d'état-major »: a described person whom the sentence says another to be."""
        for word in self.parsed.words:
            described = word.mention
            if not isinstance(described, PersonMention) or described.name or described.noun:
                continue
            if not self._said_to_be(word, described):
                continue
            subjects = [w.mention for w in self.parsed.below(word) if w.dep == "nsubj"]
            if len(subjects) == 1 and isinstance(subjects[0], PersonMention) and subjects[0].name:
                yield described, subjects[0]

    def _said_to_be(self, word: Word, described: PersonMention) -> bool:
        """Whether a present « est » makes a singular description what its subject is."""
        copulas = [w for w in self.parsed.below(word) if w.dep == "cop"]
        present = any("Tense=Pres" in w.features and "Mood=Ind" in w.features for w in copulas)
        plain = described.definite and not described.possessive and described.count == 1
        return plain and present and not negated(self.parsed, word)

    def _appointed_titles(self) -> Iterator[tuple[TitleMention, PersonMention]]:
        """The titles to which a verb appoints somebody, with whom."""
        appointing = self.parsed.text.lexicon.words("appointing")
        taking = self.parsed.text.lexicon.words("taking-office")
        for title in self.parsed.words:
            if not isinstance(title.mention, TitleMention):
                continue
            before = reversed(self.parsed.words[max(0, title.i - _REACH) : title.i])
            near = takewhile(lambda w: w.mention is None, before)
            verb = next((w for w in near if w.lemma in appointing or w.lemma in taking), None)
            if verb is None or verb.sentence != title.sentence or negated(self.parsed, verb):
                continue
            slot = "slot/subject" if verb.lemma in taking else "slot/object"
            holders = list(fill(self.parsed, verb, self.parsed.text.lexicon.slot(slot)))
            if not holders and verb.pos == "ADJ":  # « a été élevé », which the parser takes for an adjective
                holders = [w for w in self.parsed.below(verb) if w.dep.startswith("nsubj")]
            for holder in holders:
                if isinstance(holder.mention, PersonMention):
                    yield title.mention, holder.mention

    def _commands(self) -> Iterator[Fact]:
        """« X, qui commande la marine togolaise », « a pris le commandement de la Force »."""
        frames = self.parsed.text.lexicon.frames
        for word in self.parsed.words:
            if word.mention is not None:
                continue
            for frame in frames.get(("VERB" if word.pos in {"VERB", "AUX"} else word.pos, word.lemma), ()):
                if frame.evokes.startswith("role/") and self._needs_met(word, frame.needs):
                    slots = dict(frame.roles)
                    for holder in fill(self.parsed, word, slots["holder"]):
                        yield from self._command(word, holder, frame.evokes)

    def _needs_met(self, word: Word, needs: frozenset[str]) -> bool:
        lemmas = {w.lemma for w in self.parsed.below(word)}
        return not needs or bool(needs & lemmas)

    def _command(self, word: Word, holder: Word, role: str) -> Iterator[Fact]:
        if not isinstance(holder.mention, PersonMention):
            return
        body, end = self._commanded(word)
        for person in self.references.persons(holder.mention):
            if body:
                span = cover(holder.mention.name or holder.span, (word.span[0], end))
                yield from self._membership(person, role, body, span, VERB, "verb-of-command")

    def _commanded(self, word: Word) -> tuple[Entity | None, int]:
        """What is commanded: a body, or a service with its state's adjective, within a few words."""
        text = self.parsed.text
        for other in self.parsed.words[word.i + 1 : word.i + 7]:
            if other.sentence != word.sentence:
                break
            if isinstance(other.mention, OrganizationMention):
                return self.things.body(other.mention), other.span[1]
            if end := text.after(other.span[0], "service"):
                demonym = text.at(end, "demonym")
                if demonym and len(demonym.ids) == 1:
                    return self.things.state(demonym.ids[0]), demonym.end
        return None, word.span[1]
