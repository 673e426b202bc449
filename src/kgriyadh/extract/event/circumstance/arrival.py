"""Where and when somebody is welcomed: in the place and on the day of the arrival that is told."""

from __future__ import annotations

from kgriyadh.annotate.mention import PlaceMention
from kgriyadh.annotate.parsed import Word
from kgriyadh.extract.event.circumstance.day import Days
from kgriyadh.extract.event.circumstance.place import Places
from kgriyadh.extract.event.mention import EventMention
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import PLANNED

# An arrival is told at most so many sentences before the welcome.
_NEAR = 2


class Arrivals:
    """Finds the arrivals that lend the welcomes of a parsed text their place and day."""

    def __init__(self, references: References, places: Places, days: Days) -> None:
        self.parsed = places.parsed
        self.references = references
        self._places = places
        self._days = days
        self._lexicon = self.parsed.text.lexicon

    def add(self, event: EventMention) -> None:
        """« X est arrivé mardi à Lomé. À son arrivée, il a été accueilli par Y »: on Tuesday in Lomé."""
        if event.trigger.lemma not in self._lexicon.words("welcoming") or event.status == PLANNED:
            return
        arrival = self._arrival(event)
        if arrival is None:
            return
        row = self.parsed.row(arrival.sentence)
        for word in (w for w in row if w.i > arrival.i):
            if isinstance(word.mention, PlaceMention):
                self._places.add(event, word, word.mention)
        dates = self.parsed.dates(arrival.sentence)
        if len(dates) == 1:
            self._days.dated(event, dates[0])

    def _arrival(self, event: EventMention) -> Word | None:
        """The verb before a welcome by which one of its guests arrives."""
        first = max(0, event.trigger.sentence - _NEAR)
        for sentence in range(event.trigger.sentence, first - 1, -1):
            for word in self.parsed.row(sentence):
                if word.i < event.trigger.i and word.lemma in self._lexicon.words("landing"):
                    same = sentence == event.trigger.sentence and word.head == event.trigger.i
                    return word if same or self._arrives(word, event) else None
        return None

    def _arrives(self, verb: Word, event: EventMention) -> bool:
        subjects = (w for w in self.parsed.below(verb) if w.dep.startswith("nsubj"))
        arrived = {entity for w in subjects for entity, _ in self.references.meant(w)}
        return bool(arrived & event.parties["guest"].keys())
