"""A series of audiences: day and place told of the series, or of its first, hold for those told behind it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.event import PARTIES, EventMention
from kgriyadh.extract.meeting.encounter import Meeting

# « Il a ensuite reçu X » continues a meeting told at most so many sentences before.
_NEAR = 4


def handed_down(parsed: Parsed, meetings: Sequence[Meeting]) -> None:
    """Give day and place of a meeting to the one told next as its continuation: « Il a également reçu X »."""
    for before, meeting in pairwise(meetings):
        if not _continues(parsed, before, meeting):
            continue
        if meeting.when or any(parsed.dates(m.trigger.sentence) for m in meeting.mentions):
            continue
        elsewhere = meeting.place is not None and meeting.place != before.place
        if not elsewhere and before.when and not before.when.last:
            meeting.when = before.when
        if meeting.place is None:
            meeting.place, meeting.country = before.place, meeting.country or before.country


def announced(parsed: Parsed, mentions: Sequence[EventMention], meetings: Sequence[Meeting]) -> None:
    """Give day and place of a series to its meetings: « a accordé lundi des audiences. Il a reçu X »."""
    for mention in mentions:
        if len(mention.everybody()) != 1 or not mention.several or mention.trigger.pos != "VERB":
            continue
        told = {id(m) for meeting in meetings for m in meeting.mentions}
        for meeting in meetings if id(mention) not in told else ():
            first = min(m.trigger.sentence for m in meeting.mentions)
            near = mention.trigger.sentence < first <= mention.trigger.sentence + _NEAR
            own = (
                meeting.when
                or meeting.place
                or any(parsed.dates(m.trigger.sentence) for m in meeting.mentions)
            )
            if near and not own and mention.everybody() <= meeting.everybody():
                meeting.when = mention.when
                meeting.place, meeting.country = mention.place, meeting.country or mention.country


def _continues(parsed: Parsed, before: Meeting, meeting: Meeting) -> bool:
    """Whether a meeting is told as following another, which somebody takes part in in the same way."""
    first = min(m.trigger.sentence for m in meeting.mentions)
    start = min(m.trigger.sentence for m in before.mentions)
    if not start <= first <= start + _NEAR or before.planned != meeting.planned:
        return False
    alike = any(before.parties[r].keys() & meeting.parties[r].keys() for r in PARTIES)
    # « Il a reçu X. Il s'est ensuite entretenu avec Y »: who was host goes on without being called so.
    alike = alike or bool(before.parties["host"].keys() & meeting.parties["participant"].keys())
    # « X s'est entretenu avec Y. Il a ensuite reçu Z », « Il a ensuite été reçu par Z »
    alike = alike or bool(before.parties["participant"].keys() & meeting.everybody())
    if before.background or meeting.background or not alike:
        return False
    row = parsed.row(first)
    return any(parsed.text.has(i, "series") for i in range(row[0].span[0], row[-1].span[1]))
