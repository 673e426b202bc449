"""Who is meant: names, descriptions (« la ministre togolaise »), « son homologue », pronouns, pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgriyadh.annotate.mention import (
    GroupMention,
    OrganizationMention,
    PersonMention,
    PlaceMention,
    PostMention,
    Span,
)
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.people import People, Person
from kgriyadh.extract.syntax import listed
from kgriyadh.extract.things import Things
from kgriyadh.fact import Entity


class References:
    """Resolves the words of one parsed text to its entities; what is ambiguous resolves to nothing."""

    def __init__(self, parsed: Parsed, people: People, things: Things) -> None:
        self.parsed = parsed
        self.people = people
        self.things = things
        self._lexicon = parsed.text.lexicon
        self._person_at = {m.span[0]: m for m in parsed.mentions if isinstance(m, PersonMention)}

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
            found = [p.entity for p in self._pronoun(word)]
        else:
            found = list(self._party(word))
        return tuple((entity, word.span) for entity in found if entity)

    def persons(self, mention: PersonMention) -> tuple[Person, ...]:
        """The persons that a mention means."""
        if mention.name is not None:
            person = self.people.of(mention)
            return (person,) if person else ()
        if mention.count != 1:
            return self._plural(mention)
        person = self._apposed(mention) or self._described(mention)
        return (person,) if person else ()

    def _apposed(self, mention: PersonMention) -> Person | None:
        """« le ministre d'État, le général X, »: the name set apart behind a definite description.

        Where a list goes on behind the name, the two may as well be two persons: nobody.
        """
        text, end = self.parsed.text, mention.span[1]
        other = self._person_at.get(end + 1 if text.is_mark(end, ",") else end)
        if other is None or other.posts or not mention.definite:
            return None
        if other.name is None:
            return self._apposed(other)
        behind = other.span[1]
        listed = text.joins(behind) and (not text.is_mark(behind, ",") or behind + 1 in self._person_at)
        return None if listed else self.people.of(other)

    # ---------------------------------------------------------------- descriptions

    def _described(self, mention: PersonMention) -> Person | None:
        """The one person whom a description fits: before it, or, in a title, anywhere."""
        if any(self.parsed.text.has(i, "latter") for i in range(*mention.span)):
            named = [
                (m.span[0], p) for p in self.people.persons for m in p.mentions if m.span[0] < mention.span[0]
            ]
            return max(named, key=lambda pair: pair[0])[1] if named else None
        if not mention.definite:
            return None
        before = self._before(mention.span[0])
        title = self.parsed.text.headline(mention.span[0])
        fitting = [p for p in (self.people.persons if title else before) if self._fits(mention, p)]
        if len(fitting) == 1:
            return fitting[0]
        if title or not fitting:
            return None
        return self._nearest(mention, fitting)

    def _nearest(self, mention: PersonMention, fitting: Sequence[Person]) -> Person | None:
        """Of several, the one whose description by name stands apart by being told last as subject."""
        exact = [p for p in fitting if self._same_state(mention, p)] if mention.posts else []
        return exact[0] if len(exact) == 1 else None

    def _same_state(self, mention: PersonMention, person: Person) -> bool:
        said = {
            c
            for post in mention.posts
            for b in post.bodies
            if isinstance(b, PlaceMention)
            for c in b.candidates
        }
        held = {
            c
            for post in person.posts
            for b in post.bodies
            if isinstance(b, PlaceMention)
            for c in b.candidates
        }
        return bool(said & held)

    def _before(self, i: int) -> list[Person]:
        return [p for p in self.people.persons if p.mentions[0].span[0] < i]

    def _fits(self, mention: PersonMention, person: Person) -> bool:
        if mention.possessive and not mention.posts:
            return False
        if mention.posts:
            return all(any(self._covers(post, held) for held in person.posts) for post in mention.posts[:1])
        if mention.ranks:
            return any(
                self._rank_fits(r.rank, m_rank.rank)
                for r in mention.ranks
                for m in person.mentions
                for m_rank in m.ranks
            )
        return bool(mention.noun) and self._called(mention, person)

    def _called(self, mention: PersonMention, person: Person) -> bool:
        """« le diplomate »: a noun by which the holder of one of the person's posts is called."""
        matches = [self.parsed.text.at(i, "anaphor") for i in range(*mention.span)]
        ids = {id for match in matches if match for id in match.ids}
        return any(post.role in ids for post in person.held())

    def _rank_fits(self, said: str, held: str) -> bool:
        return said == held or said in self._lexicon.shorter_ranks(held)

    def _covers(self, said: PostMention, held: PostMention) -> bool:
        """Whether a described post can be a held one: like role, no other body or state."""
        if said.role != held.role and not self._general(said, held):
            return False
        if not said.bodies:
            return True
        return any(self._same_body(a, b) for a in said.bodies for b in held.bodies)

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

    def state_of(self, word: Word) -> Entity | None:
        """The state that the person whom a word means holds a post of."""
        persons = self.persons(word.mention) if isinstance(word.mention, PersonMention) else ()
        bodies = [b for p in persons for post in p.held() for b in post.bodies if isinstance(b, PlaceMention)]
        return self.things.place(bodies[0]) if bodies else None

    # ---------------------------------------------------------------- several

    def _plural(self, mention: PersonMention) -> tuple[Person, ...]:
        """« les deux ministres »: as many as the text has told of just before, all alike."""
        if mention.count != 2 or not mention.definite:
            return ()
        told = self._told_before(mention.span[0])
        fitting = [p for p in told if not (mention.posts or mention.ranks) or self._fits(mention, p)]
        return tuple(fitting) if len(fitting) == 2 else ()

    def _told_before(self, i: int) -> list[Person]:
        """The persons named in the nearest earlier sentences of the body, until there are two."""
        sentence = self.parsed.sentence_of(i)
        told: dict[str, Person] = {}
        for back in range(sentence, max(sentence - 3, -1), -1):
            for person in self.people.persons:
                spans = [m.span[0] for m in person.mentions if m.span[0] < i]
                if any(self.parsed.sentence_of(s) == back for s in spans):
                    told[person.entity.key] = person
            if len(told) >= 2:
                break
        return list(told.values())

    def led(self, word: Word) -> Iterator[Entity]:
        """« les dirigeants de la CEDEAO »: the body that takes part through all who lead it."""
        mention = word.mention
        if not isinstance(mention, PersonMention) or mention.count == 1 or not mention.definite:
            return
        held = [b for post in mention.posts for b in post.bodies]
        below = [w.mention for w in self._complements(word)]
        bodies = [b for b in (*held, *below) if isinstance(b, OrganizationMention)]
        found = {body: None for b in bodies if (body := self.things.body(b))}
        if len(found) == 1:
            yield from found

    def _complements(self, word: Word) -> Iterator[Word]:
        """What hangs on a description by « de », and on what is listed beside it."""
        for other in self.parsed.below(word):
            if other.dep in {"nmod", "conj"} and (other.mention is None or not _person(other)):
                yield other
                yield from self._complements(other) if other.mention is None else ()

    def _leaders(self, word: Word) -> tuple[Entity, ...]:
        """« une délégation de l'UA, conduite par le général X »: who leads it stands for it."""
        leading = self._lexicon.words("leading")
        row = [w for w in self.parsed.row(word.sentence) if word.i < w.i < word.i + 12]
        row = [w for w in row if w.pos != "DET"]
        for verb, by, leader in zip(row, row[1:], row[2:], strict=False):
            if (
                verb.lemma in leading
                and by.lemma == "par"
                and isinstance(leader.mention, PersonMention | GroupMention)
            ):
                return tuple(entity for entity, _ in self.meant(leader))
        return ()

    def _two_states(self, word: Word) -> tuple[Entity, ...]:
        """« les deux pays »: the two states named in the nearest sentence that names two and no more."""
        for back in range(word.sentence, max(word.sentence - 3, -1), -1):
            named: dict[str, Entity] = {}
            for mention in self.parsed.mentions:
                if not isinstance(mention, PlaceMention) or mention.kind != "kgr:Country":
                    continue
                state = self.things.place(mention)
                if (
                    state
                    and mention.span[0] < word.span[0]
                    and self.parsed.sentence_of(mention.span[0]) == back
                ):
                    named[state.key] = state
            if named:
                return tuple(named.values()) if len(named) == 2 else ()
        return ()

    # ---------------------------------------------------------------- pronouns and parties

    def _pronoun(self, word: Word) -> tuple[Person, ...]:
        """« il », « elle »: the subject of the sentence before; « ils »: its two persons."""
        lemma = word.text.casefold().lstrip("-").removeprefix("t-")
        if lemma not in {"il", "elle", "ils", "elles", "l'", "le", "la"} or "Person=1" in word.features:
            return ()
        if lemma in {"ils", "elles"}:
            told = self._told_before(word.span[0])
            return tuple(told) if len(told) == 2 else ()
        subject = self._subject_before(word)
        return (subject,) if subject else ()

    def _subject_before(self, word: Word) -> Person | None:
        """The person who is the first subject of this sentence, or of the nearest one before."""
        for back in range(word.sentence, max(word.sentence - 3, -1), -1):
            for other in self.parsed.row(back):
                if other.i >= word.i or not other.dep.startswith(("nsubj", "expl:subj")):
                    continue
                if isinstance(other.mention, PersonMention):
                    persons = self.persons(other.mention)
                    if len(persons) == 1:
                        return persons[0]
        return None

    def _party(self, word: Word) -> tuple[Entity, ...]:
        """« la partie togolaise »: the state; « des experts de l'ONU »: the body that sent them."""
        end = word.span[1]
        demonym = self.parsed.text.at(end, "demonym")
        if word.lemma in self._lexicon.words("party-noun") and demonym and len(demonym.ids) == 1:
            return self._leaders(word) or (self.things.state(demonym.ids[0]),)
        if word.lemma in self._lexicon.words("state-noun") and self.parsed.text.has(word.span[0] - 1, "two"):
            return self._two_states(word)
        if word.lemma in self._lexicon.words("delegate-noun"):
            if led := self._leaders(word):
                return led
            below = self.parsed.below(word)
            sent = (w for b in below if b.dep == "nmod" for w in listed(self.parsed, b))
            return tuple(
                e for w in sent if isinstance(w.mention, OrganizationMention) for e, _ in self.meant(w)
            )
        return ()


def _person(word: Word) -> bool:
    return isinstance(word.mention, PersonMention | GroupMention)
