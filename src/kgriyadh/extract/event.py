"""Trigger words to event mentions: one sentence's word of a meeting, with who, when, where and what about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kgriyadh.annotate.mention import (
    DateMention,
    GroupMention,
    OrganizationMention,
    PersonMention,
    PlaceMention,
    Span,
)
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import ancestors, fill, listed, marker, negated
from kgriyadh.fact import Entity
from kgriyadh.lexicon import Frame

HELD, PLANNED = "held", "planned"
_CATEGORY = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ", "ADV": "NOUN"}
_LOCATIVE = frozenset({"a", "en", "dans"})
_PARTIES = ("host", "guest", "participant")
_CONFERENCE = "kgr:Conference"
_EVENTS = ("kgr:Meeting", _CONFERENCE)


@dataclass(frozen=True, slots=True)
class Period:
    """A day, or first and last day of a period, with the tokens that say it."""

    first: date
    last: date | None
    span: Span


@dataclass(slots=True)
class EventMention:
    """What one trigger says of a meeting. Parties and places come with the tokens that name them."""

    trigger: Word
    frame: Frame
    parties: dict[str, dict[Entity, Span]]
    status: str = HELD
    when: Period | None = None
    place: tuple[Entity, Span] | None = None
    country: tuple[Entity, Span] | None = None
    venue: tuple[Entity, Span] | None = None
    pointing: bool = False
    assembly: bool = False
    noun: Frame | None = None
    background: bool = False
    companions: set[Entity] = field(default_factory=set)
    unresolved: list[Word] = field(default_factory=list)

    def everybody(self) -> set[Entity]:
        """All parties, whatever their role."""
        return {e for group in self.parties.values() for e in group}

    def core(self) -> set[Entity]:
        """The parties that the trigger's own grammar names, without those who attend or chair."""
        return self.everybody() - self.companions

    def says(self, feature: str) -> bool:
        """Whether the frame has a feature."""
        return feature in self.frame.features

    def conference(self) -> bool:
        """Whether it is an assembly, which a text need not name all parties of."""
        return self.assembly or any(f and f.evokes == _CONFERENCE for f in (self.frame, self.noun))

    def ceremony(self) -> bool:
        """Whether it is a ceremony."""
        return any(f and "ceremony" in f.features for f in (self.frame, self.noun))


class Events:
    """Finds the event mentions of a parsed text."""

    def __init__(self, parsed: Parsed, references: References) -> None:
        self.parsed = parsed
        self.references = references
        self._lexicon = parsed.text.lexicon
        self._frames = self._lexicon.frames

    def find(self) -> Iterator[EventMention]:
        """The event mentions in the order of the text; denied and merely possible ones are left out."""
        inside: set[int] = set()
        told: list[EventMention] = []
        for word in sorted(self.parsed.words, key=lambda w: (w.sentence, w.pos not in {"VERB", "AUX"}, w.i)):
            if word.i in inside:
                continue
            frame = self._frame(word)
            if frame is None:
                continue
            nouns = self._told_of(word, frame)
            inside |= {w.i for w in (*self._needed(word, frame), *nouns)}
            mention = self._mention(word, frame)
            if mention and nouns:
                mention.noun = self._frame(nouns[0])
                mention.pointing = self._points(nouns[0])
            if mention and not (
                mention.says("visit") and not mention.everybody() and self._lend(mention, told)
            ):
                told.append(mention)
        yield from told

    def _told_of(self, word: Word, frame: Frame) -> list[Word]:
        """The event noun that a verb is about: « a présidé un séminaire »."""
        slots = [slot for role, slot in frame.roles if role == "event"]
        return [w for slot in slots for w in fill(self.parsed, word, slot) if self._is_event(w)]

    def _lend(self, visit: EventMention, told: list[EventMention]) -> bool:
        """« En visite en Arabie saoudite, X a été reçu »: the visit says where the other event was."""
        beside = [m for m in told if m.trigger.sentence == visit.trigger.sentence]
        if beside:
            beside[0].place = beside[0].place or visit.place
            beside[0].country = beside[0].country or visit.country
        return bool(beside)

    # ---------------------------------------------------------------- frames

    def _frame(self, word: Word) -> Frame | None:
        """The frame that fits a word here: its object, its reflexive and its event are as it needs."""
        if word.mention is not None or word.marker:
            return None
        frames = self._frames.get((_CATEGORY.get(word.pos, ""), word.lemma), ())
        fitting = [f for f in frames if f.evokes in _EVENTS and self._allowed(word, f)]
        return max(fitting, key=lambda f: (bool(f.needs), len(self._fillers(word, f))), default=None)

    def _allowed(self, word: Word, frame: Frame) -> bool:
        if frame.needs and not self._needed(word, frame):
            return False
        if "reflexive" in frame.features and not self._reflexive(word):
            return False
        if "host-needed" in frame.features and not any(r == "host" for r, _ in self._fillers(word, frame)):
            return False
        if "predicate" in frame.features and not self._copula(word):
            return False
        if "event-subject" in frame.features or (frame.evokes and "event" in dict(frame.roles)):
            return self._has_event(word, frame)
        return "attend" not in frame.features or self._attended(word)

    def _needed(self, word: Word, frame: Frame) -> list[Word]:
        """The noun that a frame needs beside its verb, without a preposition unless the frame says so."""
        found = (self.parsed.words[c] for c in self.parsed.children[word.i])
        oblique = "oblique" in frame.features
        nouns = (w for w in found if w.lemma in frame.needs and w.dep != "nsubj")
        return [w for w in nouns if oblique or not marker(self.parsed, w)]

    def _reflexive(self, word: Word) -> bool:
        return any(self.parsed.words[c].dep.startswith("expl") for c in self.parsed.children[word.i])

    def _copula(self, word: Word) -> bool:
        before = self.parsed.words[max(0, word.i - 8) : word.i]
        return any(w.sentence == word.sentence and w.lemma == "etre" for w in before)

    def _is_event(self, word: Word) -> bool:
        return word.mention is None and ("NOUN", word.lemma) in self._frames

    def _has_event(self, word: Word, frame: Frame) -> bool:
        """Whether what is presided or what gathers is an event noun, or a pronoun for one."""
        slots = [slot for role, slot in frame.roles if role == "event"]
        found = [w for slot in slots for w in fill(self.parsed, word, slot)]
        if not found:
            return False
        return any(self._is_event(w) or w.pos == "PRON" for w in found)

    def _attended(self, word: Word) -> bool:
        """« à la réunion », « y », « à laquelle »: what somebody attends must be an event."""
        if word.pos == "ADJ":
            return self._copula(word) or any(
                self.parsed.words[c].dep == "nsubj" for c in self.parsed.children[word.i]
            )
        for child in self._phrases(word):
            if (
                child.text.casefold() == "y"
                or self._is_event(child)
                or child.lemma in self._lexicon.words("proceedings")
            ):
                return True
        return False

    def _phrases(self, word: Word) -> Iterator[Word]:
        for child in self.parsed.children[word.i]:
            other = self.parsed.words[child]
            yield other
            if other.mention is None:
                yield from (self.parsed.words[c] for c in self.parsed.children[other.i])

    # ---------------------------------------------------------------- one mention

    def _mention(self, word: Word, frame: Frame) -> EventMention | None:
        status = self.status(word)
        if status is None:
            return None
        parties: dict[str, dict[Entity, Span]] = {role: {} for role in _PARTIES}
        unresolved: list[Word] = []
        for role, filler in self._fillers(word, frame):
            meant = self.references.meant(filler)
            for entity, span in meant:
                if not any(entity in parties[r] for r in _PARTIES):
                    parties[role][entity] = span
            if not meant and isinstance(filler.mention, PersonMention):
                unresolved.append(filler)
        event = EventMention(word, frame, parties, status, unresolved=unresolved)
        auxiliaries = (self.parsed.words[c] for c in self.parsed.children[word.i])
        event.background = any(a.dep.startswith("aux") and "Tense=Imp" in a.features for a in auxiliaries)
        self._companions(event)
        event.pointing = self._points(word)
        event.assembly = frame.category == "NOUN" and any(
            isinstance(f.mention, OrganizationMention) and marker(self.parsed, f) == "de"
            for _, f in self._fillers(word, frame)
        )
        self._circumstances(event)
        return event

    def _fillers(self, word: Word, frame: Frame) -> list[tuple[str, Word]]:
        found = []
        for role, slot in frame.roles:
            if role in _PARTIES:
                found += [
                    (role, w) for w in fill(self.parsed, word, slot) if self._can_take_part(w, frame, role)
                ]
        if not found and "attend" in frame.features and any(role == "participant" for role, _ in frame.roles):
            found = [("participant", w) for w in self._behind(word)]
        return found

    def _behind(self, word: Word) -> Iterator[Word]:
        """« Étaient présents : X ; Y » : who is listed behind a verb that its subject follows."""
        for other in self.parsed.words[word.i + 1 :]:
            if other.sentence != word.sentence or other.pos == "VERB":
                return
            if isinstance(other.mention, PersonMention | OrganizationMention | GroupMention):
                yield other

    def _can_take_part(self, word: Word, frame: Frame, role: str) -> bool:
        """Persons, pronouns and bodies can; a state only where a noun or its party word makes it one."""
        if isinstance(word.mention, PlaceMention):
            return (
                word.mention.kind == "kgr:Country"
                and frame.category == "NOUN"
                and marker(self.parsed, word) in {"entre", "avec"}
            )
        if isinstance(word.mention, OrganizationMention):
            return not self._premises(word)
        if isinstance(word.mention, PersonMention | GroupMention):
            return True
        nouns = self._lexicon.words("party-noun") | self._lexicon.words("delegate-noun")
        return word.pos == "PRON" or word.lemma in nouns

    def _premises(self, word: Word) -> bool:
        """Whether a body only lends its premises: « au siège de l'ANP »."""
        before = [w for w in self.parsed.words[max(0, word.i - 3) : word.i] if w.pos != "DET"]
        return bool(before) and before[-1].marker == "marker/venue"

    def _companions(self, event: EventMention) -> None:
        """« en présence de X », « sous la présidence de X », wherever in the sentence."""
        for word in self.parsed.words:
            if word.sentence != event.trigger.sentence or word.marker not in {
                "marker/presence",
                "marker/chair",
            }:
                continue
            if self._nearest_trigger(word) != event.trigger.i:
                continue
            role = "host" if word.marker == "marker/chair" else "participant"
            head = self._next_mention(word)
            for other in listed(self.parsed, head) if head else ():
                for entity, span in self.references.meant(other):
                    if entity not in event.everybody():
                        event.parties[role][entity] = (word.span[0], span[1])
                        event.companions.add(entity)

    def _next_mention(self, word: Word) -> Word | None:
        for other in self.parsed.words[word.i + 1 : word.i + 4]:
            if other.mention is not None:
                return other
        return None

    def _nearest_trigger(self, word: Word) -> int | None:
        """The last trigger before a word in its sentence, or, where there is none, the first behind it."""
        row = [w for w in self.parsed.words if w.sentence == word.sentence and self._frame(w)]
        verbs = [w for w in row if w.pos in {"VERB", "AUX"}] or row
        before = [w for w in verbs if w.i < word.i]
        chosen = before[-1] if before else verbs[0] if verbs else None
        return chosen.i if chosen else None

    def _points(self, word: Word) -> bool:
        """Whether an event noun is definite: it speaks of a meeting told already."""
        if word.pos in {"VERB", "AUX", "ADJ"}:
            return False
        determiners = [
            self.parsed.words[c]
            for c in self.parsed.children[word.i]
            if self.parsed.words[c].dep.startswith("det")
        ]
        folded = {self.parsed.text.tokens[d.span[0]].folded for d in determiners}
        contracted = {
            self.parsed.text.tokens[self.parsed.words[c].span[0]].folded
            for c in self.parsed.children[word.i]
            if self.parsed.words[c].dep == "case"
        }
        return bool((folded | contracted) & self._lexicon.words("definite"))

    # ---------------------------------------------------------------- mood

    def status(self, word: Word) -> str | None:
        """Held or planned; None where the text denies it, wishes it or holds it possible."""
        if negated(self.parsed, word) or self._unreal(word):
            return None
        verb = word if word.pos in {"VERB", "AUX"} else next(iter(self._verb_above(word)), None)
        if verb is None:
            return HELD
        if self._future(verb):
            return PLANNED
        chain = (verb, *ancestors(self.parsed, verb))
        for above in chain:
            if above.lemma in self._lexicon.words("announcing") and self._governs(above, word):
                return PLANNED
        return HELD

    def _future(self, verb: Word) -> bool:
        """The future tense; its ending must bear the tagger out."""
        parts = [
            verb,
            *(
                self.parsed.words[c]
                for c in self.parsed.children[verb.i]
                if self.parsed.words[c].dep.startswith(("aux", "cop"))
            ),
        ]
        endings = tuple(self._lexicon.words("future-ending"))
        return any("Tense=Fut" in w.features and w.text.casefold().endswith(endings) for w in parts)

    def _verb_above(self, word: Word) -> Iterator[Word]:
        return (a for a in ancestors(self.parsed, word) if a.pos in {"VERB", "AUX"})

    def _governs(self, above: Word, word: Word) -> bool:
        """Whether a verb governs the trigger itself, not just a clause beside it."""
        step = word
        while step.i != above.i:
            if step.head == step.i or step.dep in {"advcl", "conj", "parataxis", "acl:relcl"}:
                return False
            step = self.parsed.words[step.head]
        return True

    def _mood(self, verb: Word) -> frozenset[str]:
        features = set(verb.features)
        for child in self.parsed.children[verb.i]:
            if self.parsed.words[child].dep.startswith(("aux", "cop")):
                features |= self.parsed.words[child].features
        return frozenset(features)

    def _unreal(self, word: Word) -> bool:
        """Conditional mood, or under a verb or noun of wish, denial or cancellation."""
        unreal = self._lexicon.words("unreal")
        participles = self._lexicon.words("undone")
        for above in (word, *ancestors(self.parsed, word)):
            if (
                above.pos in {"VERB", "AUX"}
                and "Mood=Cnd" in self._mood(above)
                and self._governs(above, word)
            ):
                return True
            if above.i != word.i and above.lemma in unreal and self._governs(above, word):
                return True
            unkept = above.lemma in self._lexicon.words("announcing") and "Tense=Imp" in self._mood(above)
            if unkept and self._governs(above, word):
                return True  # « devait recevoir »
        modifiers = (self.parsed.words[c] for c in self.parsed.children[word.i])
        if any(m.lemma in participles for m in modifiers):
            return True
        governor = self.parsed.words[word.head]
        return word.dep.startswith("nsubj") and governor.lemma in participles

    # ---------------------------------------------------------------- time and place

    def _circumstances(self, event: EventMention) -> None:
        verb = self._clause(event.trigger)
        for word in self.parsed.words:
            if word.sentence != event.trigger.sentence or not self._belongs(word, event.trigger, verb):
                continue
            if isinstance(word.mention, PlaceMention):
                self._placed(event, word, word.mention)
            elif isinstance(word.mention, OrganizationMention):
                self._housed(event, word, word.mention)

        self._capital(event)
        for mention in self._dates(event.trigger, verb):
            self._dated(event, mention)
        self._there(event)

    def _dates(self, trigger: Word, verb: Word) -> list[DateMention]:
        """The dates of a trigger's sentence: those of its own clause before those of the clause above."""
        above = {a.i for a in ancestors(self.parsed, verb)}
        own, shared = [], []
        for mention in self.parsed.mentions:
            if (
                not isinstance(mention, DateMention)
                or self.parsed.sentence_of(mention.span[0]) != trigger.sentence
            ):
                continue
            clause = self._clause_at(mention)
            if clause is None or clause.i in (trigger.i, verb.i) or self._part_of(clause, trigger):
                own.append(mention)
            elif clause.i in above:
                shared.append(mention)
        return own or shared

    def _part_of(self, clause: Word, trigger: Word) -> bool:
        """Whether a noun is the trigger's own complement, or a verb only ties two dates."""
        tied = clause.lemma in self._lexicon.words("date-verb")
        return tied or (
            clause.pos == "NOUN" and clause.head == trigger.i and clause.dep.startswith(("obj", "obl"))
        )

    def _clause_at(self, mention: DateMention) -> Word | None:
        """The verb of the clause in which a date stands; None in a clause without a verb."""
        row = [w for w in self.parsed.words if w.sentence == self.parsed.sentence_of(mention.span[0])]
        before = [w for w in row if w.span[1] <= mention.span[0] + 1 and w.pos != "PUNCT"]
        anchor = before[-1] if before else next(iter(row), None)
        if anchor is None:
            return None
        for word in (anchor, *ancestors(self.parsed, anchor)):
            if word.pos == "VERB" or (before and self._frame(word) is not None and word.pos == "NOUN"):
                return word
            if word.dep == "ROOT":
                return word
        return None

    def _clause(self, trigger: Word) -> Word:
        """The verb of the clause that tells the event: the trigger, or what says that it was held."""
        if trigger.pos in {"VERB", "AUX"}:
            return trigger
        above = next(self._verb_above(trigger), trigger)
        about = self._frames.get(("VERB", above.lemma), ())
        if trigger.dep.startswith(("nsubj", "obj", "obl", "advcl")) and (
            about or trigger.dep.startswith("nsubj") or above.lemma == "etre"
        ):
            return above
        return trigger

    def _belongs(self, word: Word, trigger: Word, verb: Word) -> bool:
        """Whether a circumstance stands in the event's own clause, or in the one above it."""
        if verb.pos not in {"VERB", "AUX"} and not any(w.pos in {"VERB", "AUX"} for w in self._row(trigger)):
            return self._nearest_trigger(word) == trigger.i
        for above in ancestors(self.parsed, word):
            if above.i in (trigger.i, verb.i):
                return True
            if above.mention is not None and isinstance(above.mention, PersonMention):
                continue
            if self._frame(above) is not None and above.i not in (trigger.i, verb.i):
                return False
            if above.pos == "VERB" and above.dep != "ROOT":
                return False
            if above.dep == "ROOT" and above.i != verb.i:
                return above.i in {a.i for a in ancestors(self.parsed, verb)} and above.pos != "VERB"
        return False

    def _row(self, word: Word) -> list[Word]:
        """The words of a word's sentence."""
        return [w for w in self.parsed.words if w.sentence == word.sentence]

    def _dated(self, event: EventMention, mention: DateMention) -> None:
        when = mention.when
        first, last = when.first, when.last
        if event.status == PLANNED and when.following:
            first, last = when.following, None
        if first is not None and event.when is None:
            event.when = Period(first, last if last != first else None, mention.span)

    def _placed(self, event: EventMention, word: Word, mention: PlaceMention) -> None:
        if not (self.locative(word) or self._hosting(event, word) or self._named_after(event, word)):
            return
        place = self.references.things.place(mention)
        if place is None:
            return
        span = (word.span[0] - 1, word.span[1])
        if mention.kind == "kgr:City" and event.place is None:
            event.place = (place, span)
            event.country = event.country or self._bracketed(mention)
        elif mention.kind == "kgr:Country" and event.country is None:
            event.country = (place, span)

    def _bracketed(self, city: PlaceMention) -> tuple[Entity, Span] | None:
        """« Bobo-Dioulasso (Burkina Faso) », « Tripoli, dans le nord du Liban »: the state behind its city."""
        text, end = self.parsed.text, city.span[1]
        if not text.is_mark(end, "(", ","):
            return None
        for mention in self.parsed.mentions:
            if (
                isinstance(mention, PlaceMention)
                and mention.kind == "kgr:Country"
                and 1 <= mention.span[0] - end <= 6
            ):
                between = range(end + 1, mention.span[0])
                if all(text.has(k, "function") or text.has(k, "quarter") for k in between):
                    state = self.references.things.place(mention)
                    return (state, mention.span) if state else None
        return None

    def _named_after(self, event: EventMention, word: Word) -> bool:
        """« le sommet de N'Djamena »: the city that an assembly is called after."""
        noun = event.frame.category == "NOUN" and not event.says("visit")
        return noun and word.head == event.trigger.i and marker(self.parsed, word) == "de"

    def _hosting(self, event: EventMention, word: Word) -> bool:
        """« Lomé accueille une conférence »: the subject of a verb of hosting is the place."""
        if event.frame.category != "NOUN":
            return False
        subject = word
        while subject.dep in {"appos", "conj", "flat:name"}:
            subject = self.parsed.words[subject.head]
        return subject.dep.startswith("nsubj") and self.parsed.words[
            subject.head
        ].lemma in self._lexicon.words("hosting")

    def _there(self, event: EventMention) -> None:
        """« y a rencontré »: at the last place named, and on that sentence's day where this one tells none."""
        below = (self.parsed.words[c] for c in self.parsed.children[event.trigger.i])
        if event.place or event.says("attend") or not any(w.text.casefold() in {"y", "où"} for w in below):
            return
        before = [
            w
            for w in self.parsed.words[: event.trigger.i]
            if isinstance(w.mention, PlaceMention) and w.mention.kind == "kgr:City"
        ]
        near = [w for w in before if event.trigger.sentence - w.sentence <= 1 and self.locative(w)]
        for word in near[-1:]:
            assert isinstance(word.mention, PlaceMention)
            self._placed(event, word, word.mention)
            dates = [
                m
                for m in self.parsed.mentions
                if isinstance(m, DateMention) and self.parsed.sentence_of(m.span[0]) == word.sentence
            ]
            if len(dates) == 1:
                self._dated(event, dates[0])

    def _capital(self, event: EventMention) -> None:
        """« la capitale togolaise »: the text itself says the state."""
        for word in self.parsed.words:
            if (
                word.sentence == event.trigger.sentence
                and word.lemma == "capitale"
                and event.place
                and not event.country
            ):
                demonym = self.parsed.text.at(word.span[1], "demonym")
                if demonym and len(demonym.ids) == 1:
                    event.country = (
                        self.references.things.state(demonym.ids[0]),
                        (word.span[0], demonym.end),
                    )

    def locative(self, word: Word) -> bool:
        """Whether « à », « en » or « dans » stands right before a place, its article aside."""
        tokens = self.parsed.text.tokens
        i = word.span[0] - 1
        if i >= 0 and tokens[i].folded in {"le", "la", "l'", "les"}:
            i -= 1
        return i >= 0 and not tokens[i + 1].first and tokens[i].folded in {"a", "au", "aux", "en", "dans"}

    def _housed(self, event: EventMention, word: Word, mention: OrganizationMention) -> None:
        if marker(self.parsed, word) != "marker/venue" and not self._in_ministry(word):
            return
        body = self.references.things.body(mention)
        if body is not None and event.venue is None:
            event.venue = (body, word.span)

    def _in_ministry(self, word: Word) -> bool:
        """« au ministère », « à la Présidence »: premises that the body's own name says."""
        tokens = self.parsed.text.tokens
        premises = self._lexicon.words("premises")
        return self.locative(word) and tokens[word.span[0]].folded in premises
