"""Where: the city and state of an event's clause."""

from __future__ import annotations

from kgriyadh.annotate.mention import PlaceMention, Span
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.event.circumstance.day import Days
from kgriyadh.extract.event.mention import EventMention
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import PLANNED, ancestors, locative, marker, opener
from kgriyadh.fact import Entity

# So many words at most stand between a city and « où » that means it.
_NEAR = 6
# And so many between an assembly and the city where it is held.
_ASIDE = 6


class Places:
    """Finds the places of event mentions in a parsed text."""

    def __init__(self, parsed: Parsed, references: References, days: Days) -> None:
        self.parsed = parsed
        self.references = references
        self._days = days
        self._lexicon = parsed.text.lexicon

    def add(self, event: EventMention, word: Word, mention: PlaceMention) -> None:
        """Add a place of its clause to an event mention, if the words say that it was there."""
        if opener(self.parsed, word) == "marker/presence":
            return  # « que Y avait accompagnée à Paris »: where somebody went with somebody
        at_it = locative(self.parsed, word) or self._at_site(word)
        if not (at_it or self._hosting(event, word) or self._named_after(event, word)):
            return
        place = self.references.things.place(mention)
        if place is None:
            return
        span = (word.span[0] - 1 if at_it else word.span[0], word.span[1])
        if mention.kind == "kgr:City" and event.place is None:
            event.place = (place, span)
            event.country = event.country or self._bracketed(mention)
        elif mention.kind == "kgr:Country" and event.country is None:
            event.country = (place, span)

    def aside(self, event: EventMention) -> None:
        """« En marge du sommet de l'Union à Addis-Abeba, X a rencontré Y »: where the assembly is held."""
        if event.place or event.says("attend") or event.conference():
            return
        row = self.parsed.row(event.trigger.sentence)
        margins = (w for w in row if w.marker and self.parsed.text.has(w.span[0], "in-margin"))
        for noun in (self.parsed.words[w.head] for w in margins):
            governing = noun.head == event.trigger.i or self.parsed.words[noun.head].dep == "ROOT"
            for word in row[noun.i - row[0].i + 1 :][:_ASIDE] if governing else ():
                if isinstance(word.mention, PlaceMention) and noun in tuple(ancestors(self.parsed, word)):
                    self.add(event, word, word.mention)

    def there(self, event: EventMention) -> None:
        """« y a rencontré »: at the last place named, and on that sentence's day where it tells no other."""
        above = self.parsed.words[event.trigger.head]
        modal = event.trigger.dep == "xcomp"  # « à Tunis, où il doit rencontrer X »
        below = (*self.parsed.below(event.trigger), *(self.parsed.below(above) if modal else ()))
        if event.place is None and (where := next((w for w in below if w.text.casefold() == "où"), None)):
            self._destination(event, where)
        if event.place or event.says("attend") or not any(w.text.casefold() in {"y", "où"} for w in below):
            return
        before = [
            w
            for sentence in (event.trigger.sentence - 1, event.trigger.sentence)
            for w in self.parsed.row(sentence)
            if w.i < event.trigger.i
            and isinstance(w.mention, PlaceMention)
            and w.mention.kind in {"kgr:City", "kgr:Country"}
        ]
        near = [w for w in before if locative(self.parsed, w)]
        for word in near[-1:]:
            assert isinstance(word.mention, PlaceMention)
            self.add(event, word, word.mention)
            dates = self.parsed.dates(word.sentence)
            if len(dates) == 1 and event.status != PLANNED:
                self._days.dated(event, dates[0])

    def _destination(self, event: EventMention, where: Word) -> None:
        """« à destination de Nouakchott, en Mauritanie, où il prendra part »: the city before « où »."""
        near = self.parsed.words[max(0, where.i - _NEAR) : where.i]
        for word in reversed([w for w in near if w.sentence == where.sentence]):
            mention = word.mention
            if isinstance(mention, PlaceMention) and mention.kind == "kgr:City":
                place = self.references.things.place(mention)
                event.place = (place, word.span) if place else None
                return

    def of_capital(self, event: EventMention) -> None:
        """« la capitale togolaise »: the text itself says the state."""
        for word in self.parsed.row(event.trigger.sentence):
            if word.lemma == "capitale" and event.place and not event.country:
                demonym = self.parsed.text.at(word.span[1], "demonym")
                if demonym and len(demonym.ids) == 1:
                    event.country = (
                        self.references.things.state(demonym.ids[0]),
                        (word.span[0], demonym.end),
                    )

    def _bracketed(self, city: PlaceMention) -> tuple[Entity, Span] | None:
        """« Bobo-Dioulasso (Burkina Faso) », « Tripoli, dans le nord du Liban »: the state behind a city."""
        text, end = self.parsed.text, city.span[1]
        if not text.is_mark(end, "(", ","):
            return None
        for word in self.parsed.row(self.parsed.sentence_of(city.span[0])):
            mention = word.mention
            if (
                isinstance(mention, PlaceMention)
                and mention.kind == "kgr:Country"
                and 1 <= mention.span[0] - end <= 6
            ):
                between = range(end + 1, mention.span[0])
                if all(text.has(k, "function") or text.has(k, "quarter") for k in between):
                    state = self.references.things.place(mention)
                    return (state, mention.span) if state else None
        return None

    def _at_site(self, word: Word) -> bool:
        """« à la base de Thiès », « au palais de Nouakchott »: the city of a site where the event was."""
        site = self.parsed.words[word.head]
        within = marker(self.parsed, site) in {"a", "dans"} and marker(self.parsed, word) == "de"
        return within and site.lemma in self._lexicon.words("site")

    def _named_after(self, event: EventMention, word: Word) -> bool:
        """« le sommet de N'Djamena »: the city that an assembly is called after."""
        noun = event.frame.category == "NOUN" and not event.says("visit")
        return noun and word.head == event.trigger.i and marker(self.parsed, word) == "de"

    def _hosting(self, event: EventMention, word: Word) -> bool:
        """« Lomé accueille une conférence »: the subject of a verb of hosting is the place."""
        if event.frame.category != "NOUN":
            return False
        subject = word
        while subject.dep in {"appos", "conj", "flat:name"}:
            subject = self.parsed.words[subject.head]
        return subject.dep.startswith("nsubj") and self.parsed.words[
            subject.head
        ].lemma in self._lexicon.words("hosting")
