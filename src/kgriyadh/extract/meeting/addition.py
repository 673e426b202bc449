"""What a mention adds to its meeting: parties with their roles, day, place and premises."""

from __future__ import annotations

from datetime import date, timedelta

from kgriyadh.annotate.mention import Span
from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.event import PARTIES, EventMention, Period
from kgriyadh.extract.meeting.encounter import Meeting
from kgriyadh.fact import Entity


def add(parsed: Parsed, meeting: Meeting, mention: EventMention) -> None:
    """Add what a mention says to the meeting that it tells; what was told before stays."""
    meeting.mentions.append(mention)
    for role in PARTIES:
        for entity, span in mention.parties[role].items():
            _party(meeting, role, entity, mention, span)
    meeting.when = meeting.when or _resolved(parsed, mention)
    meeting.place = meeting.place or mention.place
    meeting.country = meeting.country or mention.country
    meeting.venue = meeting.venue or mention.venue


def _party(meeting: Meeting, role: str, entity: Entity, mention: EventMention, span: Span) -> None:
    """Add a party; being host or guest says more than taking part."""
    held = next((r for r in PARTIES if entity in meeting.parties[r]), None)
    if held is None:
        meeting.parties[role].setdefault(entity, []).append((mention, span))
    elif held == role:
        meeting.parties[role][entity].append((mention, span))
    elif held == "participant" and not mention.says("visit"):
        del meeting.parties[held][entity]
        meeting.parties[role][entity] = [(mention, span)]


def _resolved(parsed: Parsed, mention: EventMention) -> Period | None:
    """The mention's own date, or one that it tells relative to the date before it."""
    if mention.when:
        return mention.when
    if says(parsed, mention.trigger.sentence, "same-day") and (
        before := _date_before(parsed, mention.trigger.span[0])
    ):
        return Period(before, None, mention.trigger.span)
    for other in parsed.dates(mention.trigger.sentence):
        before = _date_before(parsed, other.span[0])
        if other.when.offset is not None and before and other.span[0] > mention.trigger.span[0] - 8:
            return Period(before + timedelta(days=other.when.offset), None, other.span)
    return None


def _date_before(parsed: Parsed, i: int) -> date | None:
    """The last day told before token ``i``, in its sentence or the nearest that tells one."""
    for sentence in range(parsed.sentence_of(i), -1, -1):
        told = [m.when.first for m in parsed.dates(sentence) if m.span[0] < i and m.when.first]
        if told:
            return told[-1]
    return None


def says(parsed: Parsed, sentence: int, word_class: str) -> bool:
    """Whether a sentence holds a word of a class."""
    row = parsed.row(sentence)
    return bool(row) and any(parsed.text.has(i, word_class) for i in range(row[0].span[0], row[-1].span[1]))
