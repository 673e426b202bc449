"""Trigger words to event mentions: one sentence's word of a meeting: who, when, where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgriyadh.annotate.mention import GroupMention, OrganizationMention, PersonMention, Span
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.event.apart import apart
from kgriyadh.extract.event.circumstance import Circumstances
from kgriyadh.extract.event.companion import Companions
from kgriyadh.extract.event.mention import (
    CONFERENCE,
    MEETING,
    PARTIES,
    EventMention,
    Period,
)
from kgriyadh.extract.event.roster import Rosters
from kgriyadh.extract.event.trigger import Triggers
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import PLANNED, ancestors, marker, status
from kgriyadh.fact import Entity
from kgriyadh.lexicon import Frame

__all__ = [
    "CONFERENCE",
    "MEETING",
    "PARTIES",
    "EventMention",
    "Events",
    "Period",
]


class Events:
    """Finds the event mentions of a parsed text."""

    def __init__(self, parsed: Parsed, references: References) -> None:
        self.parsed = parsed
        self.references = references
        self._triggers = Triggers(parsed)
        self._circumstances = Circumstances(self._triggers, references)
        self._companions = Companions(self._triggers, references)
        self._rosters = Rosters(parsed, references)

    def find(self) -> Iterator[EventMention]:
        """The event mentions in the order of the text; denied and merely possible ones are left out."""
        inside: set[int] = set()
        told: list[EventMention] = []
        for word in sorted(self.parsed.words, key=lambda w: (w.sentence, w.pos not in {"VERB", "AUX"}, w.i)):
            if word.i in inside:
                continue
            frame = self._triggers.frame(word)
            if frame is None:
                continue
            nouns = self._triggers.fitting.told_of(word, frame)
            inside |= {w.i for w in (*self._triggers.fitting.needed(word, frame), *nouns)}
            inside |= {w.i for w in self._triggers.occasion(word, frame)}
            mention = self._mention(word, frame)
            if mention and nouns:
                self._between(mention, nouns[0])
                mention.noun = self._triggers.frame(nouns[0])
                mention.pointing = self._triggers.points(nouns[0])
            if mention and not (
                mention.says("visit") and (self._lend(mention, told) or self._spoken_of(mention))
            ):
                told.append(mention)
        self._rosters.fill(told)
        each = (part for mention in told for part in apart(self.parsed, mention))
        alone = (
            e for n in sorted({w.sentence for w in self.parsed.words}) for e in self._companions.alone(n)
        )
        yield from sorted((*each, *alone), key=lambda m: m.trigger.sentence)

    def _assembles(self, event: EventMention, fillers: list[tuple[str, Word]]) -> bool:
        """« la réunion du Conseil », « le Conseil s'est réuni »: the session of a body."""
        noun = event.frame.category == "NOUN"
        bodies = [w for _, w in fillers if isinstance(w.mention, OrganizationMention)]
        if noun:
            return any(marker(self.parsed, w) == "de" for w in bodies)
        itself = any(w.dep.startswith("expl") for w in self.parsed.below(event.trigger))
        gathers = itself and event.trigger.lemma in self.parsed.text.lexicon.words("gathering")
        return gathers and len(bodies) == len(fillers) == 1

    def _chaired(self, event: EventMention) -> bool:
        """« Une réunion s'est tenue sous la présidence de X »: of an assembly only its chair is told."""
        return event.frame.category == "NOUN" and not event.core() and bool(event.parties["host"])

    def _between(self, event: EventMention, noun: Word) -> None:
        """« a présidé la réunion entre X et Y »: those whom the noun names take part."""
        frame = self._triggers.frame(noun)
        for _, filler in self._triggers.fillers(noun, frame) if frame else ():
            if marker(self.parsed, filler) in {"entre", "avec", ""}:
                for entity, span in self.references.meant(filler):
                    if entity not in event.everybody():
                        event.parties["participant"][entity] = span

    def _lend(self, visit: EventMention, told: list[EventMention]) -> bool:
        """Whether a visit only says where another event of its sentence was, which then is there.

        « En visite en Arabie saoudite, X a été reçu », « X a rencontré Y lors de sa visite à Paris ».
        """
        beside = [m for m in told if m.trigger.sentence == visit.trigger.sentence and not m.says("visit")]
        if visit.everybody():
            above = {w.i for w in ancestors(self.parsed, visit.trigger)} if self._during(visit) else set()
            beside = [m for m in beside if m.trigger.i in above and visit.everybody() < m.everybody()]
        elif marker(self.parsed, visit.trigger) != "en":
            beside = []
        if beside:
            beside[0].place = beside[0].place or visit.place
            beside[0].country = beside[0].country or visit.country
        return bool(beside)

    def _routine(self, noun: Word, fillers: list[tuple[str, Word]]) -> bool:
        """« à l'approche des réunions de l'OTAN et de l'UE »: sessions of bodies, none of which is told."""
        bodies = bool(fillers) and all(isinstance(w.mention, OrganizationMention) for _, w in fillers)
        several = noun.pos == "NOUN" and "Number=Plur" in noun.features
        return several and bodies and any(marker(self.parsed, w) == "de" for _, w in fillers)

    def _spoken_of(self, visit: EventMention) -> bool:
        """« a discuté de sa visite à Paris »: it says neither who met nor where."""
        return not visit.everybody() and self._circumstances.spoken_of(visit.trigger)

    def _during(self, visit: EventMention) -> bool:
        """« lors de sa visite », « dans le cadre de sa visite »; not « a discuté de sa visite »."""
        noun = visit.trigger
        head = self.parsed.words[noun.head]
        frame = head.lemma == "cadre" and marker(self.parsed, head) == "dans"
        return frame or marker(self.parsed, noun) in {"marker/during", "pendant", "durant"}

    def _unknown_members(self, filler: Word) -> list[Word]:
        """« entre X et les ambassadeurs »: those of a list whom the text does not name."""
        members = filler.mention.members if isinstance(filler.mention, GroupMention) else ()
        persons = (m for m in members if isinstance(m, PersonMention))
        return [replace(filler, span=m.span, mention=m) for m in persons if not self.references.persons(m)]

    def _mention(self, word: Word, frame: Frame) -> EventMention | None:
        mood = status(self.parsed, word)
        if mood is None or self._triggers.another(word):
            return None
        parties: dict[str, dict[Entity, Span]] = {role: {} for role in PARTIES}
        unresolved: list[Word] = []
        bodies: set[Entity] = set()
        nameless: list[Word] = []
        fillers = self._triggers.fillers(word, frame)
        if self._routine(word, fillers):
            return None
        for role, filler in fillers:
            meant = self.references.meant(filler)
            if not meant and role == "participant":
                bodies |= set(self.references.led(filler))
                meant = tuple((body, filler.span) for body in self.references.led(filler))
                nameless += [filler] if meant else []
            for entity, span in meant:
                if not any(entity in parties[r] for r in PARTIES):
                    parties[role][entity] = span
            if not meant and isinstance(filler.mention, PersonMention):
                unresolved.append(filler)
            nameless += [filler] if not meant and filler.pos == "NOUN" else []
            nameless += self._unknown_members(filler) if role == "participant" else []
        event = EventMention(
            word, frame, parties, mood, unresolved=unresolved, bodies=bodies, nameless=nameless
        )
        event.several = any("Number=Plur" in w.features for w in self._triggers.fitting.needed(word, frame))
        event.vacant = [(role, filler) for role, filler in fillers if self._triggers.parties.several(filler)]
        auxiliaries = self.parsed.below(word)
        event.background = any(a.dep.startswith("aux") and "Tense=Imp" in a.features for a in auxiliaries)
        event.apart = event.says("attend") and self._triggers.attendance.apart(word)
        self._companions.add(event)
        event.pointing = self._triggers.points(word)
        event.subject = frame.category == "NOUN" and self._triggers.is_subject(word)
        event.assembly = self._assembles(event, fillers) or self._chaired(event)
        self._circumstances.add(event)
        published = self.parsed.document.published
        if event.when and published and event.when.first > published:
            event.status = PLANNED  # « effectue le 17 juillet une visite », told on the 14th
        return event
