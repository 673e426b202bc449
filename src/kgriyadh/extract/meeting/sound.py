"""Whether what a text tells of an encounter suffices to state it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kgriyadh.extract.meeting.encounter import Meeting
from kgriyadh.fact import Entity


def sound(meeting: Meeting) -> bool:
    """Whether a meeting has two parties, or one and a conference, a venue or a ceremony."""
    parties = len(meeting.everybody())
    told = any(not m.says("visit") for m in meeting.mentions)
    if not told and not meeting.parties["host"] and not meeting.parties["participant"]:
        return False  # two who travel have not met for that
    return parties >= 2 or (parties == 1 and (meeting.assembly() or bool(meeting.venue)))


def alone(meeting: Meeting, told: Mapping[Entity, Iterable[Meeting]]) -> bool:
    """« X a reçu une délégation »: who else was there has no name, and no other meeting tells it.

    ``told`` are the meetings of each party.
    """
    mentions = [m for m in meeting.mentions if m.core() and not m.says("visit")]
    others = any(m.nameless for m in mentions) or (bool(mentions) and meeting.attended())
    elsewhere = (m for party in meeting.everybody() for m in told[party] if m is not meeting)
    return others and not any(_may_be_one(meeting, other) for other in elsewhere)


def _may_be_one(one: Meeting, other: Meeting) -> bool:
    """Whether neither day nor place tells two meetings apart."""
    if one.when and other.when and one.when.first != other.when.first:
        return False
    return not (one.place and other.place and one.place[0] != other.place[0])


def without_bodies(meeting: Meeting) -> None:
    """A body whose heads met is no party beside the persons named who stand for it."""
    bodies = {b for m in meeting.mentions for b in m.bodies}
    named = {e for role in ("guest", "participant") for e in meeting.parties[role]} - bodies
    for body in bodies if named else ():
        meeting.parties["participant"].pop(body, None)
