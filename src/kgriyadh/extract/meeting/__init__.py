"""Event mentions to meetings: headline, lead and body tell one; two days or two parties tell two."""

from __future__ import annotations

from collections import Counter

from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.event import MEETING, EventMention
from kgriyadh.extract.meeting.addition import add, says
from kgriyadh.extract.meeting.dateline import headed
from kgriyadh.extract.meeting.encounter import Meeting
from kgriyadh.extract.meeting.retold import Retold
from kgriyadh.extract.meeting.series import announced, handed_down
from kgriyadh.extract.meeting.sound import alone, sound, without_bodies
from kgriyadh.extract.meeting.statement import meeting_facts
from kgriyadh.extract.things import Things
from kgriyadh.fact import Entity

__all__ = ["Meeting", "Meetings", "meeting_facts"]

# « y assistait » speaks of an event told at most so many sentences before.
_NEAR = 3


class Meetings:
    """The encounters of one text, in the order in which they are first told."""

    def __init__(self, parsed: Parsed, things: Things, mentions: list[EventMention]) -> None:
        self.parsed = parsed
        self.things = things
        self._told_in = Counter(m.trigger.sentence for m in mentions)
        self.all: list[Meeting] = []
        self._of: dict[Entity, dict[int, Meeting]] = {}
        self._retold = Retold(parsed, self.all, self._of)
        body = [m for m in mentions if not self._retold.in_title(m)]
        for mention in (*body, *(m for m in mentions if self._retold.in_title(m))):
            self._take(mention)
        told = {party: list(meetings.values()) for party, meetings in self._of.items()}
        self.all = [m for m in self.all if sound(m) or alone(m, told)]
        stated = {id(m) for meeting in self.all for m in meeting.mentions}
        # The event mentions that belong to none of the meetings.
        self.unstated = [m for m in mentions if id(m) not in stated]
        for meeting in self.all:
            without_bodies(meeting)
        if self.all and not self.all[0].background:  # what is only recalled was anywhere
            headed(self.parsed, self.things, self.all[0])
        for before, meeting in zip(self.all, self.all[1:], strict=False):
            if any(says(parsed, m.trigger.sentence, "same-place") for m in meeting.mentions):
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

    def _take(self, mention: EventMention) -> None:
        meeting = self._retold.meeting(mention)
        empty = not mention.everybody() and mention.frame.evokes == MEETING and not mention.ceremony()
        placed = mention.subject and (mention.when or mention.place)
        # « était accompagné de X », « accompagné de X, il effectue une visite » tell no meeting of their own.
        verb = mention.trigger.pos == "VERB" and mention.noun is None
        represented = mention.says("represented")
        beside = (
            represented
            or self._unsaid(mention)
            or mention.trigger.marker is not None
            or (verb and mention.companions and not mention.core())
        )
        if meeting is None and (beside or (empty and (not placed or self._retold.in_title(mention)))):
            return
        if self._retold.in_title(mention) and self._sums_up(mention, meeting):
            return
        if meeting is None:
            meeting = Meeting(len(self.all), [])
            self.all.append(meeting)
        add(self.parsed, meeting, mention)
        for party in mention.everybody():
            self._of.setdefault(party, {})[meeting.number] = meeting

    def _unsaid(self, mention: EventMention) -> bool:
        """« X y assistait » behind what is no encounter: « a remis du matériel »."""
        sentence = mention.trigger.sentence
        there = any(w.text.casefold() == "y" for w in self.parsed.below(mention.trigger))
        near = sum(self._told_in[k] for k in range(sentence - _NEAR, sentence + 1))
        return there and mention.says("attend") and near == 1

    def _sums_up(self, mention: EventMention, meeting: Meeting | None) -> bool:
        """« X reçoit Y et Z »: a headline whose parties the body tells of in meetings of their own."""
        rest = mention.everybody() - (meeting.everybody() if meeting else set())
        return any(rest & other.everybody() for other in self.all)
