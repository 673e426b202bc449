"""Who cooperates with whom: « la coopération entre X et Y », « X s'allie à Y », « leur partenariat »."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, takewhile

from kgriyadh.annotate.mention import PersonMention, PlaceMention, ThreatMention, cover
from kgriyadh.annotate.parsed import Word
from kgriyadh.extract.confidence import LIKENED
from kgriyadh.extract.reference import References
from kgriyadh.extract.relation.party import Parties
from kgriyadh.extract.syntax import (
    HELD,
    ancestors,
    category,
    fill,
    inherited,
    listed,
    locative,
    marker,
    negated,
    status,
)
from kgriyadh.fact import Entity, Fact
from kgriyadh.lexicon import Frame

_COOPERATES = "kgr:cooperatesWith"
# The field of a cooperation is told in so many words at most.
_FIELD = 16


class Cooperations:
    """Reads off a text which bodies and states it says to cooperate."""

    def __init__(self, parties: Parties, references: References) -> None:
        self.parsed = parties.parsed
        self.things = parties.things
        self.parties = parties
        self.references = references
        self._lexicon = parties.parsed.text.lexicon

    def facts(self) -> Iterator[Fact]:
        """The pairs that each verb or noun of cooperation ties."""
        for word in self.parsed.words:
            for frame in self._frames(word):
                if self._so(word) and self._meant(word, frame):
                    yield from self._pairs(word, self._tied(word, frame))

    def _frames(self, word: Word) -> list[Frame]:
        """The frames of cooperation that a word evokes."""
        if word.mention is not None:
            return []
        frames = self._lexicon.frames.get((category(word), word.lemma), ())
        return [frame for frame in frames if frame.evokes == _COOPERATES]

    def _so(self, word: Word) -> bool:
        """Whether it is so: « coopérera », « pourrait coopérer », « a rompu » tell of none."""
        if negated(self.parsed, word) or self._ended(word) or self._wished(word):
            return False
        return category(word) != "VERB" or status(self.parsed, word) == HELD

    def _tied(self, word: Word, frame: Frame) -> dict[Entity, Word]:
        """The parties of a frame, by its slots or else by what else its clause may tell of two."""
        parties: dict[Entity, Word] = {}
        for _, slot in frame.roles:
            for filler in fill(self.parsed, word, slot):
                for entity, said in self._side(filler):
                    parties.setdefault(entity, said)
            head = self.parsed.words[word.head]
            if len(parties) < 2 and word.dep == "nmod" and head.mention is None:
                parties |= {e: w for f in fill(self.parsed, head, slot) for e, w in self._side(f)}
        if len(parties) < 2 and "agreement" in frame.features:
            parties = self._bound(word)
        if len(parties) < 2:
            parties = self._dual(word) or self._shared(word) or self._of_subject(word) or parties
        if len(parties) < 2 and word.pos == "NOUN":
            parties = self._further_on(word) or parties
        return parties

    def _wished(self, word: Word) -> bool:
        """« plaide pour une coopération »: one only asked for; « la coopération » there is already."""
        unreal = self._lexicon.words("unreal")
        indefinite = any(self.parsed.text.tokens[w.span[0]].folded == "une" for w in self.parsed.below(word))
        return indefinite and any(above.lemma in unreal for above in ancestors(self.parsed, word))

    def _dual(self, word: Word) -> dict[Entity, Word]:
        """« coopération militaire algéro-tunisienne »: the two states of one adjective."""
        for other in self.parsed.words[word.i + 1 : word.i + 4]:
            if other.mention is not None or other.sentence != word.sentence or other.text == ",":
                return {}
            first, hyphen, second = other.text.partition("-")
            one, two = self._lexicon.match([first])[0], self._lexicon.match([second])[0]
            if hyphen and "combining" in one and "demonym" in two:
                sides = (self.things.state_of(one["combining"].ids), self.things.state_of(two["demonym"].ids))
                return {state: other for state in sides if state}
        return {}

    def _further_on(self, word: Word) -> dict[Entity, Word]:
        """« la coopération dans la lutte contre le terrorisme entre X et Y »: the two behind its field."""
        row = [w for w in self.parsed.words[word.i + 1 : word.i + _FIELD] if w.sentence == word.sentence]
        field = list(takewhile(lambda w: w.text != "entre" and w.pos not in {"VERB", "AUX", "PUNCT"}, row))
        threat = bool(field) and isinstance(field[-1].mention, ThreatMention)
        named = [w for w in row[len(field) + 1 :] if w.mention is not None][:2]
        if not threat or len(field) == len(row) or row[len(field)].text != "entre":
            return {}
        sides = {entity: w for w in named if (entity := self.parties.body(w))}
        return sides if len(sides) == 2 else {}

    def _meant(self, word: Word, frame: Frame) -> bool:
        """Whether a verb that binds is said of an agreement."""
        return "agreement" not in frame.features or self._agreed(word)

    def _agreed(self, word: Word) -> bool:
        """Whether the sentence speaks of a cooperation or a partnership: a road may bind two states too."""
        frames = (f for w in self.parsed.row(word.sentence) for f in self._nominal(w.lemma))
        return any(frame.evokes == _COOPERATES for frame in frames)

    def _nominal(self, lemma: str) -> tuple[Frame, ...]:
        return tuple(self._lexicon.frames.get(("NOUN", lemma), ()))

    def _bound(self, word: Word) -> dict[Entity, Word]:
        """« un accord de coopération lie X à Y », where the parser hangs X and Y on another word."""
        row = [w for w in self.parsed.row(word.sentence) if w.i > word.i and w.mention is not None][:2]
        sides = {entity: w for w in row if (entity := self.parties.body(w))}
        if len(sides) < 2 or any(w.i > word.i + 7 for w in row):
            return {}
        between = self.parsed.words[row[0].i + 1 : row[1].i]
        to = bool(between) and self.parsed.text.has(between[0].span[0], "binding-to")
        return sides if to and len(between) < 3 else {}

    def _ended(self, word: Word) -> bool:
        """« a rompu sa coopération »: what is broken off or only possible is none."""
        ending = self._lexicon.words("ending")
        return any(a.lemma in ending for a in ancestors(self.parsed, word))

    def _pairs(self, word: Word, parties: dict[Entity, Word]) -> Iterator[Fact]:
        for (one, a), (other, b) in combinations(sorted(parties.items(), key=lambda p: p[1].i), 2):
            quote = self.parsed.quote(cover(word.span, a.span, b.span))
            yield Fact(one, _COOPERATES, other, (quote,), LIKENED, "cooperation")

    def _side(self, word: Word) -> Iterator[tuple[Entity, Word]]:
        """A body or state; « les structures du CCG » stands for the CCG."""
        entity = self.parties.body(word) or self._by_capital(word)
        if entity:
            yield entity, word
        elif word.mention is None and word.pos == "NOUN":
            yield from (
                (entity, word) for entity, _ in self.references.meant(word) if entity.kind == "kgr:Country"
            )
            for inner in self.parsed.below(word):
                if inner.dep == "nmod" and (entity := self.parties.body(inner)):
                    yield entity, inner

    def _by_capital(self, word: Word) -> Entity | None:
        """« la coopération entre Lomé et Paris »: a capital that stands for its state, beside another."""
        state = self._seat_of_state(word)
        alike = (w for w in self.parsed.row(word.sentence) if w.i != word.i and marker(self.parsed, w) != "a")
        return state if any(self._seat_of_state(w) not in (None, state) for w in alike) else None

    def _seat_of_state(self, word: Word) -> Entity | None:
        """The state that a city is the capital of, where no preposition of place stands before it."""
        mention = word.mention
        if not isinstance(mention, PlaceMention) or locative(self.parsed, word):
            return None
        city = self.things.place(mention)
        place = self._lexicon.places.get(city.known or "") if city else None
        return self.things.state(f"place/{place.iso.lower()}") if place and place.capital else None

    def _of_subject(self, word: Word) -> dict[Entity, Word]:
        """« la volonté de son pays de coopérer avec le Tchad »: the state of the subject's post."""
        row = self.parsed.row(word.sentence)
        other = {
            e: w
            for w in row
            if w.i > word.i and (marker(self.parsed, w) == "avec" or self._behind_own(w))
            for e, w in self._side(w)
        }
        own = [w for w in row if w.lemma == "pays" and self.parsed.text.has(w.span[0] - 1, "possessive")]
        subjects = [w for w in row if w.dep.startswith("nsubj") and isinstance(w.mention, PersonMention)]
        if len(other) != 1 or not own or len(subjects) != 1:
            return {}
        state = self.references.state_of(subjects[0])
        return {state: own[0], **other} if state and state not in other else {}

    def _behind_own(self, word: Word) -> bool:
        """« liant son pays et la France »: a state that « et » or « à » joins to one's own."""
        before = [w for w in self.parsed.words[max(0, word.i - 4) : word.i] if w.pos != "DET"]
        if len(before) < 2 or before[-2].lemma != "pays":
            return False
        return before[-1].text == "et" or self.parsed.text.has(before[-1].span[0], "binding-to")

    def _shared(self, word: Word) -> dict[Entity, Word]:
        """« leur coopération »: the two that are the subject of the clause."""
        tokens = self.parsed.text.tokens
        owners = {tokens[w.span[0]].folded for w in self.parsed.below(word)}
        if not owners & {"leur", "leurs"}:
            return {}
        for above in ancestors(self.parsed, word):
            subjects = [w for w in self.parsed.below(above) if w.dep.startswith("nsubj")]
            sides = {
                e: w
                for s in subjects or inherited(self.parsed, above)
                for x in listed(self.parsed, s)
                for e, w in self._side(x)
            }
            if len(sides) == 2:
                return sides
        return {}
