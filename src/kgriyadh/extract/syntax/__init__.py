"""The parse, asked in the terms of the frames: what fills a slot of a trigger, in which voice and mood."""

from kgriyadh.extract.syntax.clause import ancestors, category, negated, passive
from kgriyadh.extract.syntax.mood import HELD, PLANNED, future, holds, present, status, verbs_above
from kgriyadh.extract.syntax.phrase import (
    accompanies,
    aims_arrival,
    listed,
    locative,
    marker,
    opener,
    tells_side,
)
from kgriyadh.extract.syntax.slot import fill
from kgriyadh.extract.syntax.subject import impersonal_subject, inherited, just_before

__all__ = [
    "HELD",
    "PLANNED",
    "accompanies",
    "aims_arrival",
    "ancestors",
    "category",
    "fill",
    "future",
    "holds",
    "impersonal_subject",
    "inherited",
    "just_before",
    "listed",
    "locative",
    "marker",
    "negated",
    "opener",
    "passive",
    "present",
    "status",
    "tells_side",
    "verbs_above",
]
