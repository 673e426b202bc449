"""Threats: the concepts a text speaks of, where they rage, and the meetings that are about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgriyadh.annotate.mention import OrganizationMention, PlaceMention, Span, ThreatMention, cover
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.confidence import TOPIC
from kgriyadh.extract.meeting import Meetings
from kgriyadh.extract.syntax import ancestors, fill
from kgriyadh.extract.things import Things
from kgriyadh.fact import Entity, Fact

_ARMED_GROUP = "threat/armed-group"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One mention of a threat: the concept, its word in the parse, and the tokens that say it."""

    concept: str
    word: Word
    span: Span


class Threats:
    """Finds the threats of a parsed text."""

    def __init__(self, parsed: Parsed, things: Things) -> None:
        self.parsed = parsed
        self.things = things
        self._lexicon = parsed.text.lexicon
        self.spoken = sorted(self._spoken(), key=lambda s: s.span)

    def entities(self) -> tuple[Entity, ...]:
        """The concepts that the text speaks of."""
        return tuple(dict.fromkeys(_concept(s.concept) for s in self.spoken))

    # ---------------------------------------------------------------- which

    def _spoken(self) -> Iterator[Spoken]:
        for word in self.parsed.words:
            if isinstance(word.mention, ThreatMention):
                yield Spoken(word.mention.concept, word, word.mention.span)
                yield from self._kinds(word, word.mention)
            elif isinstance(word.mention, OrganizationMention) and self._menace(word):
                yield Spoken(_ARMED_GROUP, word, word.mention.span)

    def _kinds(self, word: Word, mention: ThreatMention) -> Iterator[Spoken]:
        """« le terrorisme sous ses formes idéologiques, financières »: kinds that adjectives part."""
        kinds = self._lexicon.kinds(mention.concept)
        tokens = self.parsed.text.tokens
        for i in range(mention.span[1], len(tokens)):
            if tokens[i].first or i - mention.span[1] > 18:
                return
            for concept, stem in kinds:
                if tokens[i].folded.startswith(stem) and len(tokens[i].folded) - len(stem) <= 4:
                    yield Spoken(concept, word, (mention.span[0], i + 1))

    def _menace(self, word: Word) -> bool:
        """An armed group that the text fights: « la lutte contre X », « X menace »."""
        mention = word.mention
        assert isinstance(mention, OrganizationMention)
        if not mention.known or not self._lexicon.entry(mention.known).says("menace"):
            return False
        row = self.parsed.row(word.sentence)
        fighting = self._lexicon.words("fighting")
        return any(w.lemma in fighting or w.text.casefold() in fighting for w in row)

    # ---------------------------------------------------------------- where

    def facts(self) -> Iterator[Fact]:
        """A threat tied to a region is an individual of its own under the concept."""
        seen = set()
        for spoken in self.spoken:
            for mention in self._regions(spoken):
                region = self.things.place(mention)
                if region is None or (spoken.concept, region) in seen:
                    continue
                seen.add((spoken.concept, region))
                quote = (self.parsed.quote(cover(spoken.span, mention.span)),)
                regional = Entity(f"{spoken.concept}-{region.key}", "kgr:Threat")
                yield Fact(
                    regional, "skos:broader", _concept(spoken.concept), quote, TOPIC, "threat-in-region"
                )
                yield Fact(regional, "kgr:affectsRegion", region, quote, TOPIC, "threat-in-region")

    def _regions(self, spoken: Spoken) -> list[PlaceMention]:
        """The regions right behind a threat, and those where « sévit » says that it is."""
        found = self._ravaged(spoken)
        for word in self.parsed.row(spoken.word.sentence):
            mention = word.mention
            if not isinstance(mention, PlaceMention) or mention.kind == "kgr:City":
                continue
            if self._ties(spoken, word, mention):
                found.append(mention)
        return found

    def _ravaged(self, spoken: Spoken) -> list[PlaceMention]:
        """« Le terrorisme endeuille le Mali et le Niger »: the objects of the verb that it is subject of."""
        subject = spoken.word
        while subject.dep == "conj" and subject.head != subject.i:
            subject = self.parsed.words[subject.head]
        verb = self.parsed.words[subject.head]
        if not subject.dep.startswith("nsubj") or verb.lemma not in self._lexicon.words("raging"):
            return []
        objects = (w for w in fill(self.parsed, verb, self._lexicon.slot("slot/object")))
        return [
            w.mention for w in objects if isinstance(w.mention, PlaceMention) and w.mention.kind != "kgr:City"
        ]

    def _ties(self, spoken: Spoken, word: Word, mention: PlaceMention) -> bool:
        if word.i > spoken.word.i:
            between = self.parsed.words[spoken.word.i + 1 : word.i]
            placed = self._located(mention) or any(self._rages(w) for w in between)
            return placed and all(self._passes(w, k == 0) for k, w in enumerate(between))
        where = [
            w
            for w in self.parsed.words[word.i + 1 : spoken.word.i]
            if w.lemma in {"ou", "où"} or w.text.casefold() == "où"
        ]
        rage = self._lexicon.words("raging")
        nearer = any(
            isinstance(w.mention, PlaceMention) for w in self.parsed.words[word.i + 1 : spoken.word.i]
        )
        return (
            bool(where)
            and not nearer
            and any(w.lemma in rage for w in self.parsed.words[word.i + 1 : spoken.word.i])
        )

    def _rages(self, word: Word) -> bool:
        """« endeuille », which the tagger may take for an adjective or a noun."""
        raging = self._lexicon.words("raging")
        return word.mention is None and (word.lemma in raging or word.lemma + "r" in raging)

    def _located(self, mention: PlaceMention) -> bool:
        """Whether a preposition of place opens the phrase: « au Sahel », « autour du lac »."""
        tokens = self.parsed.text.tokens
        start = mention.span[0]
        row = [t.folded for t in tokens[max(0, start - 5) : start]]
        return bool(set(row) & self._lexicon.words("where"))

    def _passes(self, word: Word, first: bool) -> bool:
        """What may stand between a threat and its region: no other clause, no comma, no person."""
        if isinstance(word.mention, PlaceMention):
            return word.mention.kind != "kgr:City"
        if word.mention is not None and not isinstance(word.mention, ThreatMention | OrganizationMention):
            return False
        if isinstance(word.mention, ThreatMention):
            return False
        if word.pos in {"VERB", "AUX"}:
            return (
                word.lemma in self._lexicon.words("raging")
                or word.dep.startswith("aux")
                or word.dep == "expl:comp"
            )
        return word.text not in {",", ";", "»", "«", ":"} and word.lemma not in {"lutte", "cooperation"}

    # ---------------------------------------------------------------- what about

    def assign(self, meetings: Meetings) -> None:
        """Give each meeting the threats that it is said to be about."""
        for spoken in self.spoken:
            meeting = meetings.told_before(spoken.word.sentence)
            if meeting is None:
                continue
            triggers = {m.trigger.i for m in meeting.mentions if m.trigger.sentence == spoken.word.sentence}
            above = list(ancestors(self.parsed, spoken.word))
            if self.parsed.text.headline(spoken.span[0]):
                continue
            under = any(a.i in triggers for a in above) or any(
                self._clause_of(t) in {a.i for a in above} for t in triggers
            )
            if meeting.only_visit(spoken.word.sentence) and not any(a.i in triggers for a in above):
                continue  # « a évoqué, lors d'une visite à Bamako, la lutte contre … »: what he said there
            topical = meeting.last_sentence >= spoken.word.sentence - 3 and any(
                self._topical(a) for a in (*above, *self._subjects(spoken.word))
            )
            if under or topical:
                meeting.threats.setdefault(_concept(spoken.concept), self.parsed.quote(spoken.span))

    def _clause_of(self, trigger: int) -> int:
        word = self.parsed.words[trigger]
        return next((a.i for a in ancestors(self.parsed, word) if a.pos == "VERB"), -1)

    def _topical(self, word: Word) -> bool:
        return word.lemma in self._lexicon.words("topic")

    def _subjects(self, word: Word) -> Iterator[Word]:
        """What else its clause holds: « figurent à l'ordre du jour »."""
        verbs = [a for a in ancestors(self.parsed, word) if a.pos == "VERB"]
        for above in verbs:
            yield from self._below(above, 3)
        if not verbs:
            yield from (w for w in self.parsed.row(word.sentence) if w.pos == "NOUN")

    def _below(self, word: Word, depth: int) -> Iterator[Word]:
        for other in self.parsed.below(word):
            if other.pos == "NOUN":
                yield other
                if depth:
                    yield from self._below(other, depth - 1)


def _concept(id: str) -> Entity:
    return Entity(id, "kgr:Threat", (), id)
