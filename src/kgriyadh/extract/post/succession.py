"""Who has had a post before whom: « il remplace le général X », « X est remplacé par le colonel Y »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from kgriyadh.annotate.mention import FORMER, PRESENT, PersonMention, PostMention, cover
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.confidence import LIKENED
from kgriyadh.extract.people import Person
from kgriyadh.extract.post.appointment import Appointments
from kgriyadh.extract.post.given import appointed_before
from kgriyadh.extract.post.statement import Statements
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import HELD, fill, passive, status
from kgriyadh.fact import Fact

# « remplace son compatriote le général X »: so many words behind the verb he is looked for.
_NEAR = 5


class Successions:
    """Gives the post of a successor to who held it before, or that of who is replaced to who follows."""

    def __init__(
        self, parsed: Parsed, statements: Statements, references: References, appointments: Appointments
    ) -> None:
        self.parsed = parsed
        self.statements = statements
        self.references = references
        self.appointments = appointments

    def facts(self) -> Iterator[Fact]:
        """The one post that the text tells of either, for the other."""
        for verb in self.parsed.words:
            if not replaces(self.parsed, verb) or status(self.parsed, verb) != HELD:
                continue
            after, before = self._after(verb), self._before(verb)
            if after is None or before is None or after[0] is before[0]:
                continue
            yield from self._succession(verb, after, before)

    def _after(self, verb: Word) -> tuple[Person, Word] | None:
        """Who follows: the logical subject, or the pronoun that the parser takes for an impersonal one."""
        pronoun = [w for w in self.parsed.below(verb) if w.dep == "expl:subj"]
        return self._one(pronoun or list(self._fill(verb, "slot/subject")))

    def _before(self, verb: Word) -> tuple[Person, Word] | None:
        """Who is replaced: the object, with « succéder » whom « à » leads to, or the name right behind."""
        found = self._one([*self._fill(verb, "slot/object")]) or self._one([*self._fill(verb, "slot/to")])
        if found or passive(self.parsed, verb):
            return found
        behind = (w for w in self.parsed.words[verb.i + 1 : verb.i + _NEAR] if w.sentence == verb.sentence)
        row = list(takewhile(lambda w: w.pos not in {"VERB", "AUX", "PUNCT", "CCONJ"}, behind))
        return self._one([w for w in row if w.mention is not None][:1])

    def _fill(self, verb: Word, slot: str) -> Iterator[Word]:
        return fill(self.parsed, verb, self.parsed.text.lexicon.slot(slot))

    def _one(self, words: Sequence[Word]) -> tuple[Person, Word] | None:
        """The one person whom the only one of some words means."""
        if len(words) != 1:
            return None
        titles = self.appointments.titles
        pronoun = words[0].pos == "PRON" and words[0].mention is None
        if pronoun and (appointed := appointed_before(self.parsed, titles, words[0])):
            return (appointed[0], words[0]) if len(appointed) == 1 else None
        persons = self.references.persons_meant(words[0])
        return (persons[0], words[0]) if len(persons) == 1 else None

    def _succession(
        self, verb: Word, after: tuple[Person, Word], before: tuple[Person, Word]
    ) -> Iterator[Fact]:
        later, earlier = self._taken(after[0]), self._told(before[0])
        span = cover(after[1].span, verb.span, before[1].span)
        if len(later) == 1 and not earlier and _named(before[1]):
            post = replace(later[0], standing=FORMER)
            yield from self.statements.not_held(before[0], post, self.statements.bodies(post), span)
        elif len(earlier) == 1 and not self._held(after[0]) and _named(after[1]):
            for body in (*self.statements.bodies(earlier[0]),) or (None,):
                yield from self.statements.membership(
                    after[0], earlier[0].role, body, span, LIKENED, "post-of-predecessor"
                )

    def _taken(self, person: Person) -> list[PostMention]:
        """The posts to which a person has been appointed; without any, those that he holds."""
        given = [
            post
            for given in self.appointments.titles
            if given.person is person and given.standing == PRESENT
            for post in given.title.posts
        ]
        return given or self._held(person)

    def _held(self, person: Person) -> list[PostMention]:
        """The posts that the text puts beside a name, each role once, the one with a body before others."""
        by_role: dict[str, PostMention] = {}
        served = [p for p in person.held() if p.bodies or not self._styles(p)]
        for post in sorted(served, key=lambda p: not p.bodies):
            by_role.setdefault(post.role, post)
        return list(by_role.values())

    def _styles(self, post: PostMention) -> bool:
        """« l'ambassadeur X » remplace Y: a title that he keeps, not the post that he takes."""
        return self.parsed.text.lexicon.entry(post.role).says("accredited")

    def _told(self, person: Person) -> list[PostMention]:
        """Every post that the text tells of a person, whenever it was held."""
        told = {post.role: post for mention in person.mentions for post in mention.posts}
        given = (g for g in self.appointments.titles if g.person is person)
        return list((told | {post.role: post for g in given for post in g.title.posts}).values())


def replaces(parsed: Parsed, verb: Word) -> bool:
    """Whether somebody replaces somebody: no bare participle (« remplacé à la cérémonie par X »)."""
    if verb.pos != "VERB" or verb.lemma not in parsed.text.lexicon.words("succeeding"):
        return False
    return "VerbForm=Fin" in verb.features or any(w.dep.startswith("aux") for w in parsed.below(verb))


def _named(word: Word) -> bool:
    return isinstance(word.mention, PersonMention) and word.mention.name is not None
