"""When and where: the dates, places and premises that belong to an event's clause."""

from __future__ import annotations

from kgriyadh.annotate.mention import OrganizationMention, PlaceMention
from kgriyadh.annotate.parsed import Word
from kgriyadh.extract.event.circumstance.arrival import Arrivals
from kgriyadh.extract.event.circumstance.clause import Clauses
from kgriyadh.extract.event.circumstance.day import Days
from kgriyadh.extract.event.circumstance.place import Places
from kgriyadh.extract.event.circumstance.venue import Venues
from kgriyadh.extract.event.mention import EventMention
from kgriyadh.extract.event.trigger import Triggers
from kgriyadh.extract.reference import References

__all__ = ["Circumstances"]


class Circumstances:
    """Finds the circumstances of event mentions in a parsed text."""

    def __init__(self, triggers: Triggers, references: References) -> None:
        self.parsed = triggers.parsed
        self._clauses = Clauses(triggers)
        self._days = Days(triggers, self._clauses)
        self._places = Places(self.parsed, references, self._days)
        self._arrivals = Arrivals(references, self._places, self._days)
        self._venues = Venues(self.parsed, references)

    def spoken_of(self, noun: Word) -> bool:
        """Whether a noun for a visit only says what people spoke of."""
        return self._clauses.spoken_of(noun)

    def add(self, event: EventMention) -> None:
        """Add to an event mention when and where its sentence says that it was."""
        verb = self._clauses.of(event.trigger)
        for word in self.parsed.row(event.trigger.sentence):
            if not self._clauses.holds(word, event.trigger, verb):
                continue
            if isinstance(word.mention, PlaceMention):
                self._places.add(event, word, word.mention)
            elif isinstance(word.mention, OrganizationMention):
                self._venues.add(event, word, word.mention)
        self._places.of_capital(event)
        self._days.add(event, verb)
        self._places.there(event)
        self._places.aside(event)
        self._arrivals.add(event)
