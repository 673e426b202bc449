"""What a text left open: words that look like a fact, and why they gave none or only half of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kgriyadh import dates
from kgriyadh.annotate.mention import DateMention, PersonMention
from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.event import EventMention
from kgriyadh.extract.meeting import Meeting, Meetings
from kgriyadh.fact import Quote, Unresolved

PARTIES = "parties non résolues / parties not resolved"
WHO = "qui ? / who?"
WHEN = "date non résolue / date not resolved"
HIJRI = "date hégirienne, non convertie / Hijri date, not converted"
FOREIGN = "pas en français / not in French"
# Dates that tell no day in any case: « en mars », « cette année ».
_NO_DAY = frozenset({"month", "year", "vague"})
# So many words show which paragraph is meant.
_SHOWN = 8


def left_open(parsed: Parsed, meetings: Meetings, mentions: Sequence[EventMention]) -> Iterator[Unresolved]:
    """What a person should read: triggers without parties, participants and days unknown, other languages."""
    yield from _parties(parsed, meetings, mentions)
    for meeting in meetings.all:
        yield from _participants(parsed, meeting)
        yield from _days(parsed, meeting)
    yield from _hijri(parsed)
    yield from _foreign(parsed)


def _parties(parsed: Parsed, meetings: Meetings, mentions: Sequence[EventMention]) -> Iterator[Unresolved]:
    """Triggers that name somebody, yet made no meeting, or one of a single known party."""
    told = {id(m): len(meeting.everybody()) for meeting in meetings.all for m in meeting.mentions}
    for mention in mentions:
        named = id(mention) not in told and mention.everybody()
        if named or (mention.unresolved and told.get(id(mention), 0) < 2):
            yield Unresolved(parsed.quote(mention.trigger.span), PARTIES)


def _participants(parsed: Parsed, meeting: Meeting) -> Iterator[Unresolved]:
    """Definite descriptions of somebody who took part, where the text leaves open who that is."""
    if len(meeting.everybody()) < 2:
        return
    for word in (word for mention in meeting.mentions for word in mention.unresolved):
        if isinstance(word.mention, PersonMention) and word.mention.definite:
            yield Unresolved(parsed.quote(word.mention.span), WHO)


def _days(parsed: Parsed, meeting: Meeting) -> Iterator[Unresolved]:
    """The days that the sentences of a meeting without a date name, and that cannot be reckoned."""
    if meeting.when is not None:
        return
    for sentence in sorted({mention.trigger.sentence for mention in meeting.mentions}):
        for said in parsed.dates(sentence):
            if said.when.first is None and said.when.kind not in _NO_DAY:
                yield Unresolved(parsed.quote(said.span), WHEN)


def _hijri(parsed: Parsed) -> Iterator[Unresolved]:
    """Hijri dates in a sentence that does not say the same day by the Gregorian calendar."""
    tokens = parsed.text.tokens
    resolved = {
        parsed.sentence_of(m.span[0])
        for m in parsed.mentions
        if isinstance(m, DateMention) and m.when.first is not None
    }
    at = {token.start: parsed.sentence_of(i) for i, token in enumerate(tokens)}
    for start, end in dates.hijri(parsed.normal.text):
        if at.get(start) not in resolved:
            yield Unresolved(Quote(*parsed.normal.span(start, end)), HIJRI)


def _foreign(parsed: Parsed) -> Iterator[Unresolved]:
    """The first words of each run of paragraphs in another language, in a text that has French too."""
    text = parsed.text
    if text.foreign == text.paragraphs:
        return
    for foreign, run in groupby(range(len(text)), lambda i: text.tokens[i].paragraph in text.foreign):
        if foreign:
            first, *rest = run
            yield Unresolved(parsed.quote((first, first + 1 + len(rest[: _SHOWN - 1]))), FOREIGN)
