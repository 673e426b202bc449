"""An encounter as the whole text tells it, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgriyadh.annotate.mention import Span
from kgriyadh.extract.event import PARTIES, EventMention, Period
from kgriyadh.extract.syntax import PLANNED
from kgriyadh.fact import Entity, Quote

Said = tuple[Entity, Span]


@dataclass(slots=True)
class Meeting:
    """An encounter as the whole text tells it, with the mentions that tell it; they are numbered from 0."""

    number: int
    mentions: list[EventMention]
    parties: dict[str, dict[Entity, list[tuple[EventMention, Span]]]] = field(
        default_factory=lambda: {role: {} for role in PARTIES}
    )
    when: Period | None = None
    place: Said | None = None
    country: Said | None = None
    venue: Said | None = None
    threats: dict[Entity, Quote] = field(default_factory=dict)

    def everybody(self) -> set[Entity]:
        """All parties."""
        return {e for group in self.parties.values() for e in group}

    def visit(self) -> bool:
        """Whether nothing but a visit without a host has been told so far, and who goes along."""
        return all(m.says("visit") or m.beside for m in self.mentions) and not self.parties["host"]

    def only_visit(self, sentence: int) -> bool:
        """Whether up to a sentence nothing but a visit has been told."""
        return all(m.says("visit") for m in self.mentions if m.trigger.sentence <= sentence)

    @property
    def background(self) -> bool:
        """Whether it is only recalled: told in the pluperfect alone."""
        return all(m.background for m in self.mentions)

    @property
    def planned(self) -> bool:
        """Whether no mention says that it was held."""
        return all(m.status == PLANNED for m in self.mentions)

    @property
    def last_sentence(self) -> int:
        """The last sentence that tells of it."""
        return max(m.trigger.sentence for m in self.mentions)

    def assembly(self) -> bool:
        """Whether it is a conference or a ceremony, which a text need not name all parties of."""
        return any(m.gathers() for m in self.mentions)

    def attended(self) -> bool:
        """Whether somebody is said to attend it: « a pris part à un atelier »."""
        return any(m.says("attend") and m.trigger.pos == "VERB" for m in self.mentions)


def within(one: Period, other: Period) -> bool:
    """Whether the first period lies in the second."""
    return other.first <= one.first <= (other.last or other.first)
