"""Event mentions to meetings: headline, lead and body tell one; two days or two parties tell two."""

from __future__ import annotations

from datetime import date, timedelta

from kgriyadh.annotate.mention import Span
from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.event import MEETING, PARTIES, PLANNED, EventMention, Period
from kgriyadh.extract.meeting.dateline import headed
from kgriyadh.extract.meeting.encounter import Meeting
from kgriyadh.extract.meeting.series import announced, handed_down
from kgriyadh.extract.meeting.sound import alone, sound, without_bodies
from kgriyadh.extract.meeting.statement import meeting_facts
from kgriyadh.extract.syntax import ancestors, marker
from kgriyadh.extract.things import Things
from kgriyadh.fact import Entity

__all__ = ["Meeting", "Meetings", "meeting_facts"]

# « la cérémonie », « la rencontre » point to a meeting told at most so many sentences before.
_NEAR = 8


class Meetings:
    """The encounters of one text, in the order in which they are first told."""

    def __init__(self, parsed: Parsed, things: Things, mentions: list[EventMention]) -> None:
        self.parsed = parsed
        self.things = things
        self.all: list[Meeting] = []
        self._of: dict[Entity, dict[int, Meeting]] = {}
        body = [m for m in mentions if not self._in_title(m)]
        for mention in (*body, *(m for m in mentions if self._in_title(m))):
            self._take(mention)
        told = {party: list(meetings.values()) for party, meetings in self._of.items()}
        self.all = [m for m in self.all if sound(m) or alone(m, told)]
        for meeting in self.all:
            without_bodies(meeting)
        if self.all:
            headed(self.parsed, self.things, self.all[0])
        for before, meeting in zip(self.all, self.all[1:], strict=False):
            if any(self._in_sentence(m, "same-place") for m in meeting.mentions):
                meeting.place, meeting.venue = before.place, before.venue
        announced(self.parsed, mentions, self.all)
        handed_down(self.parsed, self.all)

    def told_before(self, sentence: int) -> Meeting | None:
        """The meeting told last before or in a sentence."""
        told = [m for m in self.all if min(e.trigger.sentence for e in m.mentions) <= sentence]
        told = [m for m in told if not m.background or m.last_sentence == sentence] or told
        return max(
            told,
            key=lambda m: max(e.trigger.sentence for e in m.mentions if e.trigger.sentence <= sentence),
            default=None,
        )

    def _in_title(self, mention: EventMention) -> bool:
        return self.parsed.text.headline(mention.trigger.span[0])

    # ---------------------------------------------------------------- which meeting

    def _take(self, mention: EventMention) -> None:
        meeting = self._meeting_of(mention)
        empty = not mention.everybody() and mention.frame.evokes == MEETING and not mention.ceremony()
        noun = mention.frame.category == "NOUN" and mention.trigger.dep.startswith("nsubj")
        placed = noun and (mention.when or mention.place)
        # « était accompagné de X », « accompagné de X, il effectue une visite » tell no meeting of their own.
        verb = mention.trigger.pos == "VERB" and mention.noun is None
        represented = mention.says("represented")
        beside = (
            represented
            or mention.trigger.marker is not None
            or (verb and mention.companions and not mention.core())
        )
        if meeting is None and (beside or (empty and (not placed or self._in_title(mention)))):
            return
        if self._in_title(mention) and self._sums_up(mention, meeting):
            return
        if meeting is None:
            meeting = Meeting(len(self.all), [])
            self.all.append(meeting)
        self._add(meeting, mention)

    def _sums_up(self, mention: EventMention, meeting: Meeting | None) -> bool:
        """« X reçoit Y et Z »: a headline whose parties the body tells of in meetings of their own."""
        rest = mention.everybody() - (meeting.everybody() if meeting else set())
        return any(rest & other.everybody() for other in self.all)

    def _meeting_of(self, mention: EventMention) -> Meeting | None:
        """The meeting that a mention tells again, or None where it tells a new one."""
        # « cette session du Conseil »: a body named through its heads does not tell a meeting of its own.
        nobody = not mention.core() - mention.bodies
        if (mention.says("attend") and not mention.apart) or (mention.pointing and nobody):
            return self._pointed(mention)
        if aim := self._aimed(mention) or self._signed(mention):
            return aim
        sharing = {n: m for party in mention.everybody() for n, m in self._of.get(party, {}).items()}
        same = [sharing[n] for n in sorted(sharing) if self._same(sharing[n], mention)]
        if same:
            return same[-1] if not self._in_title(mention) else same[0]
        if self._in_title(mention) and self.all and self._could_head(self.all[0], mention):
            return self.all[0]
        return None

    def _aimed(self, mention: EventMention) -> Meeting | None:
        """« se réunissent à Abuja pour un sommet »: a noun for what the verb above it tells already."""
        above = {a.i for a in ancestors(self.parsed, mention.trigger)}
        if mention.everybody() or marker(self.parsed, mention.trigger) != "pour":
            return None
        return next((m for m in self.all for e in m.mentions if e.trigger.i in above), None)

    def _signed(self, mention: EventMention) -> Meeting | None:
        """« La cérémonie était présidée par X. L'accord a été signé par Y »: what the ceremony was for."""
        last = self.all[-1] if self.all else None
        if last is None or not mention.says("signing") or not any(m.ceremony() for m in last.mentions):
            return None
        near = mention.trigger.sentence - last.last_sentence <= 2
        return last if near and self._compatible(last, mention) else None

    def _pointed(self, mention: EventMention) -> Meeting | None:
        if self._in_title(mention):
            return self.all[0] if self.all and self._could_head(self.all[0], mention) else None
        recent = [m for m in self.all if mention.trigger.sentence - m.last_sentence <= _NEAR]
        if not recent:
            return None
        if nth := self._nth(mention, recent):
            return nth
        told = [m for m in recent if not m.background] or recent
        last = ([m for m in told if sound(m) or m.parties["host"] or m.assembly()] or told)[-1]
        if last.planned != (mention.status == PLANNED) and mention.trigger.pos != "NOUN":
            return None
        if mention.trigger.marker and not mention.core() <= last.everybody():
            return None
        apart = (
            mention.when
            and last.when
            and mention.when.first != last.when.first
            and not _within(mention.when, last.when)
        )
        return None if apart else last

    def _nth(self, mention: EventMention, recent: list[Meeting]) -> Meeting | None:
        """« La première audience », « le second entretien »: of the meetings of one host."""
        lemmas = {w.lemma for w in self.parsed.below(mention.trigger)}
        words = self.parsed.text.lexicon.words
        series = [m for m in recent if m.everybody() & recent[-1].everybody()]
        for number, word_class in enumerate(("first-of-series", "second-of-series")):
            if lemmas & words(word_class) and len(series) > max(1, number):
                return series[number]
        return None

    def _same(self, meeting: Meeting, mention: EventMention) -> bool:
        """Whether parties, day and place allow the two to be one, and enough is shared."""
        if not self._compatible(meeting, mention):
            return False
        mine, theirs = meeting.everybody(), mention.everybody()
        shared = mine & theirs
        if not shared:
            return False
        hosts = set(mention.parties["host"])
        if hosts and meeting.parties["host"] and not hosts & set(meeting.parties["host"]):
            return False
        if mention.says("visit") and not hosts and not shared & set(meeting.parties["guest"]):
            return False
        if meeting.visit() or (mention.says("visit") and not hosts):
            return meeting is next(m for m in reversed(self.all) if m.everybody())
        return shared in (mine, theirs) and (len(shared) > 1 or len(mine) == 1 or len(theirs) == 1)

    def _compatible(self, meeting: Meeting, mention: EventMention) -> bool:
        one, other = meeting.when, mention.when
        if one and other and not (_within(one, other) or _within(other, one)):
            return False
        if meeting.place and mention.place and meeting.place[0] != mention.place[0]:
            return False
        # « Il rencontrera X aujourd'hui … L'entretien a lieu ce lundi »: one, on the day it is told.
        again = one and other and one.first == other.first and mention.everybody() == meeting.everybody()
        if meeting.planned != (mention.status == PLANNED) and not (again or self._in_title(mention)):
            return False
        return not (
            bool(one) != bool(other)
            and meeting.mentions[0].trigger.sentence + 3 < mention.trigger.sentence
            and other
        )

    def _could_head(self, meeting: Meeting, mention: EventMention) -> bool:
        """Whether a headline can speak of the first meeting: it names no party who is not in it."""
        return mention.everybody() <= meeting.everybody() and self._compatible(meeting, mention)

    # ---------------------------------------------------------------- what it says

    def _add(self, meeting: Meeting, mention: EventMention) -> None:
        meeting.mentions.append(mention)
        for role in PARTIES:
            for entity, span in mention.parties[role].items():
                self._of.setdefault(entity, {})[meeting.number] = meeting
                self._party(meeting, role, entity, mention, span)
        meeting.when = meeting.when or self._resolved(mention)
        meeting.place = meeting.place or mention.place
        meeting.country = meeting.country or mention.country
        meeting.venue = meeting.venue or mention.venue

    def _party(self, meeting: Meeting, role: str, entity: Entity, mention: EventMention, span: Span) -> None:
        """Add a party; being host or guest says more than taking part."""
        held = next((r for r in PARTIES if entity in meeting.parties[r]), None)
        if held is None:
            meeting.parties[role].setdefault(entity, []).append((mention, span))
        elif held == role:
            meeting.parties[role][entity].append((mention, span))
        elif held == "participant" and not mention.says("visit"):
            del meeting.parties[held][entity]
            meeting.parties[role][entity] = [(mention, span)]

    def _resolved(self, mention: EventMention) -> Period | None:
        """The mention's own date, or one that it tells relative to the date before it."""
        if mention.when:
            return mention.when
        if self._in_sentence(mention, "same-day") and (before := self._date_before(mention.trigger.span[0])):
            return Period(before, None, mention.trigger.span)
        for other in self.parsed.dates(mention.trigger.sentence):
            before = self._date_before(other.span[0])
            if other.when.offset is not None and before and other.span[0] > mention.trigger.span[0] - 8:
                return Period(before + timedelta(days=other.when.offset), None, other.span)
        return None

    def _in_sentence(self, mention: EventMention, word_class: str) -> bool:
        """Whether the sentence of a mention holds a word of a class."""
        return self._holds(mention.trigger.sentence, word_class)

    def _holds(self, sentence: int, word_class: str) -> bool:
        row = self.parsed.row(sentence)
        return bool(row) and any(
            self.parsed.text.has(i, word_class) for i in range(row[0].span[0], row[-1].span[1])
        )

    def _date_before(self, i: int) -> date | None:
        """The last day told before token ``i``, in its sentence or the nearest that tells one."""
        for sentence in range(self.parsed.sentence_of(i), -1, -1):
            told = [m.when.first for m in self.parsed.dates(sentence) if m.span[0] < i and m.when.first]
            if told:
                return told[-1]
        return None


def _within(one: Period, other: Period) -> bool:
    """Whether the first period lies in the second."""
    return other.first <= one.first <= (other.last or other.first)
