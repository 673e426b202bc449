"""Which bodies and states words for several mean: « la partie togolaise », « les deux pays »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgriyadh.annotate.mention import GroupMention, OrganizationMention, PersonMention, PlaceMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.reference.person import Persons
from kgriyadh.extract.syntax import listed
from kgriyadh.extract.things import Things
from kgriyadh.fact import Entity

# « La délégation » points to one told at most so many sentences before.
_NEAR = 4


class Collectives:
    """Resolves the parties, delegations and pairs of states of one text."""

    def __init__(self, parsed: Parsed, things: Things, persons: Persons) -> None:
        self.parsed = parsed
        self.things = things
        self.persons = persons
        self._lexicon = parsed.text.lexicon

    def of(self, word: Word) -> tuple[Entity, ...]:
        """« la partie togolaise »: the state; « des experts de l'ONU »: the body that sent them."""
        end = word.span[1]
        demonym = self.parsed.text.at(end, "demonym")
        state = self.things.state_of(demonym.ids) if demonym else None
        if word.lemma in self._lexicon.words("party-noun") and state:
            return self.leaders(word) or (state,)
        if word.lemma in self._lexicon.words("state-noun") and self.parsed.text.has(word.span[0] - 1, "two"):
            return self._two_states(word)
        if word.lemma in self._lexicon.words("delegate-noun"):
            if led := self.leaders(word):
                return led
            below = self.parsed.below(word)
            sent = (w for b in below if b.dep == "nmod" for w in listed(self.parsed, b))
            return tuple(
                body
                for w in sent
                if isinstance(w.mention, OrganizationMention) and (body := self.things.body(w.mention))
            )
        return ()

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

    def leaders(self, word: Word) -> tuple[Entity, ...]:
        """« une délégation de l'UA, conduite par le général X »: who leads it stands for it."""
        if word.lemma not in self._lexicon.words("party-noun") | self._lexicon.words("delegate-noun"):
            return ()
        row = self.parsed.row(word.sentence)
        told = self._leading([w for w in row if word.i < w.i < word.i + 12]) or self.fronted(word)
        return told or (self._told_leaders(word) if self._points(word) else ())

    def fronted(self, word: Word) -> tuple[Entity, ...]:
        """« Conduite par X, la délégation a été reçue », « …, elle a été reçue »: who leads stands first."""
        row = [w for w in self.parsed.row(word.sentence) if w.i < word.i]
        return self._leading(row) if row and row[0].lemma in self._lexicon.words("leading") else ()

    def _points(self, word: Word) -> bool:
        """« la délégation », « cette délégation »: one told before, and of no state that the words add."""
        below = self.parsed.below(word)
        pointing = any(self.parsed.text.has(w.span[0], "definite") for w in below if w.pos == "DET")
        further = any(w.dep in {"nmod", "amod"} for w in below)
        return pointing and not further and not self.parsed.text.at(word.span[1], "demonym")

    def _told_leaders(self, word: Word) -> tuple[Entity, ...]:
        """Who leads the one delegation that the sentences before tell of."""
        rows = map(self.parsed.row, range(max(0, word.sentence - _NEAR), word.sentence))
        led = {leaders for row in rows if (leaders := self._leading(row))}
        return led.pop() if len(led) == 1 else ()

    def _leading(self, row: Sequence[Word]) -> tuple[Entity, ...]:
        """« conduite par le général X »: the persons behind a verb of leading."""
        leading = self._lexicon.words("leading")
        words = [w for w in row if w.pos != "DET"]
        for verb, by, leader in zip(words, words[1:], words[2:], strict=False):
            if verb.lemma in leading and by.lemma == "par" and _person(leader):
                mention = leader.mention
                members = mention.members if isinstance(mention, GroupMention) else (mention,)
                named = [member for member in members if isinstance(member, PersonMention)]
                return tuple(person.entity for member in named for person in self.persons.of(member))
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


def _person(word: Word) -> bool:
    return isinstance(word.mention, PersonMention | GroupMention)
