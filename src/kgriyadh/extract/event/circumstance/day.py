"""When: the date of an event's own clause, or of the one above it."""

from __future__ import annotations

from kgriyadh.annotate.mention import DateMention
from kgriyadh.annotate.parsed import Word
from kgriyadh.extract.event.circumstance.clause import Clauses
from kgriyadh.extract.event.mention import EventMention, Period
from kgriyadh.extract.event.trigger import Triggers
from kgriyadh.extract.syntax import PLANNED, aims_arrival, ancestors, future, marker, verbs_above


class Days:
    """Finds the days of event mentions in a parsed text."""

    def __init__(self, triggers: Triggers, clauses: Clauses) -> None:
        self.parsed = triggers.parsed
        self.triggers = triggers
        self._clauses = clauses
        self._lexicon = self.parsed.text.lexicon

    def add(self, event: EventMention, verb: Word) -> None:
        """Add to an event mention the day that its clause tells.

        « a entamé lundi une visite », « est arrivé lundi pour une visite » tell none.
        """
        arrived = aims_arrival(self.parsed, event.trigger)
        begun = event.says("visit") and (arrived or verb.lemma in self._lexicon.words("beginning"))
        for mention in () if begun else self._dates(event.trigger, verb):
            self.dated(event, mention)

    def dated(self, event: EventMention, mention: DateMention) -> None:
        """Set the day of an event mention that has none; an event to come is on the day that follows."""
        when = mention.when
        first, last = when.first, when.last
        ahead = event.status == PLANNED or self._aims(event.trigger, mention)
        if ahead and when.following and first != self.parsed.document.published:
            first, last = when.following, None
        if first is not None and event.when is None:
            event.when = Period(first, last if last != first else None, mention.span)

    def _aims(self, trigger: Word, mention: DateMention) -> bool:
        """« est arrivé pour participer dimanche au sommet »: of two days the nearer to the publication."""
        when, published = mention.when, self.parsed.document.published
        verb = trigger if trigger.pos == "VERB" else next(verbs_above(self.parsed, trigger), trigger)
        if marker(self.parsed, verb) != "pour" or not (when.first and when.following and published):
            return False
        return when.following - published < published - when.first

    def _dates(self, trigger: Word, verb: Word) -> list[DateMention]:
        """The dates of a trigger's sentence: those of its own clause before those of the clause above."""
        if self._in_margin(trigger):
            return []  # « En marge du sommet, X a rencontré Y samedi »: the day is not the summit's
        above = {a.i for a in ancestors(self.parsed, verb)}
        own, shared = [], []
        for mention in self.parsed.dates(trigger.sentence):
            clause = self._clause_at(mention)
            if clause is None or clause.i in (trigger.i, verb.i) or self._part_of(clause, trigger):
                own.append(mention)
            elif not self._told_apart(clause, verb) and (clause.i in above or self._object_of(clause, above)):
                shared.append(mention)
        return sorted(own or shared, key=lambda m: m.when.kind != "date")

    def _in_margin(self, noun: Word) -> bool:
        below = (w for w in self.parsed.below(noun) if w.marker)
        return any(self.parsed.text.has(w.span[0], "in-margin") for w in below)

    def _object_of(self, noun: Word, above: set[int]) -> bool:
        """« a tenu des réunions lundi, accueillant X »: a date beside the object of the verb above."""
        verb = next(verbs_above(self.parsed, noun), None)
        return noun.pos == "NOUN" and verb is not None and verb.i in above

    def _told_apart(self, clause: Word, verb: Word) -> bool:
        """« a quitté Niamey lundi pour Paris, où il rencontrera X »: what was done and what is to come."""
        if clause.lemma in self._lexicon.words("leaving") and future(self.parsed, verb):
            return True
        done = any(w.dep == "aux:tense" for w in self.parsed.below(clause))
        announced = self.parsed.words[verb.head].lemma in self._lexicon.words("announcing")
        return done and (announced or future(self.parsed, verb))

    def _part_of(self, clause: Word, trigger: Word) -> bool:
        """Whether a noun is the trigger's own complement, or a verb only ties two dates."""
        tied = clause.lemma in self._lexicon.words("date-verb")
        return (
            tied
            or (clause.dep == "acl" and self._clauses.held(clause, trigger))
            or (clause.pos == "NOUN" and clause.head == trigger.i and clause.dep.startswith(("obj", "obl")))
        )

    def _clause_at(self, mention: DateMention) -> Word | None:
        """The verb of the clause in which a date stands; None in a clause without a verb."""
        row = self.parsed.row(self.parsed.sentence_of(mention.span[0]))
        before = [w for w in row if w.span[1] <= mention.span[0] + 1 and w.pos != "PUNCT"]
        anchor = before[-1] if before else next(iter(row), None)
        if anchor is None:
            return None
        for word in (anchor, *ancestors(self.parsed, anchor)):
            if word.pos == "VERB" or (
                before and self.triggers.frame(word) is not None and word.pos == "NOUN"
            ):
                return word
            if word.dep == "ROOT":
                return word
        return None
