"""What one sentence says of a meeting, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kgriyadh.annotate.mention import Span
from kgriyadh.annotate.parsed import Word
from kgriyadh.extract.syntax import HELD
from kgriyadh.fact import Entity
from kgriyadh.lexicon import Frame

MEETING, CONFERENCE = "kgr:Meeting", "kgr:Conference"
PARTIES = ("host", "guest", "participant")


@dataclass(frozen=True, slots=True)
class Period:
    """A day, or first and last day of a period, with the tokens that say it."""

    first: date
    last: date | None
    span: Span


@dataclass(slots=True)
class EventMention:
    """What one trigger says of a meeting. Parties and places come with the tokens that name them.

    ``nameless`` are the words for parties that the text does not name; ``bodies`` take part through
    some of them, who lead them. ``vacant`` are the words for several at once, with their role.
    ``listed`` are the parties of a list that only stands behind the trigger, and ``beside`` says that the
    mention tells nothing but who else was at a meeting told before it.
    ``several`` says that the trigger tells of more than one encounter (« une série d'audiences »),
    ``subject`` that it is a noun whose verb says what became of the event.
    """

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
    apart: bool = False
    several: bool = False
    subject: bool = False
    nameless: list[Word] = field(default_factory=list)
    vacant: list[tuple[str, Word]] = field(default_factory=list)
    bodies: set[Entity] = field(default_factory=set)
    companions: set[Entity] = field(default_factory=set)
    listed: set[Entity] = field(default_factory=set)
    beside: bool = False
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
        return self.assembly or any(f and f.evokes == CONFERENCE for f in (self.frame, self.noun))

    def gathers(self) -> bool:
        """Whether it is an occasion of many, rather than an encounter of the parties named."""
        return self.conference() or self.ceremony()

    def ceremony(self) -> bool:
        """Whether it is a ceremony."""
        return any(f and "ceremony" in f.features for f in (self.frame, self.noun))
