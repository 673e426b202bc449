"""When and where: the dates, places and premises that belong to an event's clause."""

from __future__ import annotations

from kgriyadh.annotate.mention import (
    DateMention,
    GroupMention,
    OrganizationMention,
    PersonMention,
    PlaceMention,
    Span,
)
from kgriyadh.annotate.parsed import Word
from kgriyadh.extract.event.mention import PLANNED, EventMention, Period
from kgriyadh.extract.event.mood import future, verbs_above
from kgriyadh.extract.event.trigger import Triggers
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import ancestors, locative, marker
from kgriyadh.fact import Entity


class Circumstances:
    """Finds the circumstances of event mentions in a parsed text."""

    def __init__(self, triggers: Triggers, references: References) -> None:
        self.parsed = triggers.parsed
        self.triggers = triggers
        self.references = references
        self._lexicon = self.parsed.text.lexicon
        self._frames = self._lexicon.frames

    def add(self, event: EventMention) -> None:
        """Add to an event mention when and where its sentence says that it was."""
        verb = self._clause(event.trigger)
        for word in self.parsed.row(event.trigger.sentence):
            if not self._belongs(word, event.trigger, verb):
                continue
            if isinstance(word.mention, PlaceMention):
                self._placed(event, word, word.mention)
            elif isinstance(word.mention, OrganizationMention):
                self._housed(event, word, word.mention)

        self._capital(event)
        begun = event.says("visit") and verb.lemma in self._lexicon.words("beginning")
        for mention in () if begun else self._dates(event.trigger, verb):
            self._dated(event, mention)
        self._there(event)

    def _dates(self, trigger: Word, verb: Word) -> list[DateMention]:
        """The dates of a trigger's sentence: those of its own clause before those of the clause above."""
        above = {a.i for a in ancestors(self.parsed, verb)}
        own, shared = [], []
        for mention in self.parsed.dates(trigger.sentence):
            clause = self._clause_at(mention)
            if clause is None or clause.i in (trigger.i, verb.i) or self._part_of(clause, trigger):
                own.append(mention)
            elif not self._told_apart(clause, verb) and (clause.i in above or self._object_of(clause, above)):
                shared.append(mention)
        return sorted(own or shared, key=lambda m: m.when.kind != "date")

    def _object_of(self, noun: Word, above: set[int]) -> bool:
        """« a tenu des réunions lundi, accueillant X »: a date beside the object of the verb above."""
        verb = next(verbs_above(self.parsed, noun), None)
        return noun.pos == "NOUN" and verb is not None and verb.i in above

    def _told_apart(self, clause: Word, verb: Word) -> bool:
        """« a quitté Niamey lundi pour Paris, où il rencontrera X »: what was done and what is to come."""
        done = any(w.dep == "aux:tense" for w in self.parsed.below(clause))
        announced = self.parsed.words[verb.head].lemma in self._lexicon.words("announcing")
        return done and (announced or future(self.parsed, verb))

    def _part_of(self, clause: Word, trigger: Word) -> bool:
        """Whether a noun is the trigger's own complement, or a verb only ties two dates."""
        tied = clause.lemma in self._lexicon.words("date-verb")
        return (
            tied
            or (clause.dep == "acl" and self._held(clause, trigger))
            or (clause.pos == "NOUN" and clause.head == trigger.i and clause.dep.startswith(("obj", "obl")))
        )

    def _held(self, verb: Word, noun: Word) -> bool:
        """« réunion tenue le 8 avril », « l'audience qu'il a accordée à Lomé »; not « entamées lundi »."""
        begun = verb.lemma in self._lexicon.words("beginning")
        below = verb.head == noun.i and verb.dep.startswith("acl") and noun.pos == "NOUN"
        return below and not begun

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

    def _clause(self, trigger: Word) -> Word:
        """The verb of the clause that tells the event: the trigger, or what says that it was held."""
        if trigger.pos in {"VERB", "AUX"}:
            return trigger
        above = next(verbs_above(self.parsed, trigger), trigger)
        about = self._frames.get(("VERB", above.lemma), ())
        if trigger.dep.startswith(("nsubj", "obj", "obl", "advcl")) and (about or above.lemma == "etre"):
            return above
        return trigger

    def _belongs(self, word: Word, trigger: Word, verb: Word) -> bool:
        """Whether a circumstance stands in the event's own clause, or in the one above it."""
        if verb.pos not in {"VERB", "AUX"} and not any(
            w.pos in {"VERB", "AUX"} for w in self.parsed.row(trigger.sentence)
        ):
            return self.triggers.nearest(word) == trigger.i
        if (
            word.dep == "ROOT"
        ):  # « a été lundi à Praia l'hôte de X », where the parser takes the place for root
            return self.triggers.nearest(word) == trigger.i
        for above in ancestors(self.parsed, word):
            if above.i in (trigger.i, verb.i):
                return True
            if isinstance(above.mention, PersonMention | GroupMention):
                continue
            if above.pos in {"NOUN", "PROPN"} and not self._open(above, trigger):
                return False
            own = above.head == trigger.i and above.dep == "obj"  # « a tenu une réunion au Caire »
            if self._held(above, trigger):
                return True
            if self.triggers.frame(above) is not None and not own:
                return False
            if above.pos == "VERB" and above.dep != "ROOT":
                return False
            if above.dep == "ROOT" and above.i != verb.i:
                # « s'est rendu à Genève pour rencontrer X », « a tenu des audiences à Bamako, accueillant X »
                aim = "VerbForm=Inf" in verb.features or verb.text.endswith("ant")
                governed = above.i in {a.i for a in ancestors(self.parsed, verb)}
                return governed and (aim or above.pos != "VERB" or self._arrived(above, verb))
        return False

    def _arrived(self, above: Word, verb: Word) -> bool:
        """« est arrivé à Tunis et a rencontré X »: where one arrives is where one meets."""
        arriving = above.lemma in self._lexicon.words("arriving")
        return arriving and verb.dep == "conj" and verb.head == above.i

    def _open(self, noun: Word, trigger: Word) -> bool:
        """Whether a noun between a place and its event lets the place be the event's.

        An object or a site does; « la situation au Liban », « après le séjour aux États-Unis » do not.
        """
        if noun.mention is not None or (noun.head == trigger.i and not marker(self.parsed, noun)):
            return True
        premises = marker(self.parsed, noun) == "marker/venue"  # « au siège de l'état-major à Rabat »
        return premises or noun.lemma in self._lexicon.words("site") or self.triggers.is_event(noun)

    def _dated(self, event: EventMention, mention: DateMention) -> None:
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

    def _placed(self, event: EventMention, word: Word, mention: PlaceMention) -> None:
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

    def _there(self, event: EventMention) -> None:
        """« y a rencontré »: at the last place named, and on that sentence's day where it tells no other."""
        above = self.parsed.words[event.trigger.head]
        modal = event.trigger.dep == "xcomp"  # « à Tunis, où il doit rencontrer X »
        below = (*self.parsed.below(event.trigger), *(self.parsed.below(above) if modal else ()))
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
            self._placed(event, word, word.mention)
            dates = self.parsed.dates(word.sentence)
            if len(dates) == 1 and event.status != PLANNED:
                self._dated(event, dates[0])

    def _capital(self, event: EventMention) -> None:
        """« la capitale togolaise »: the text itself says the state."""
        for word in self.parsed.row(event.trigger.sentence):
            if word.lemma == "capitale" and event.place and not event.country:
                demonym = self.parsed.text.at(word.span[1], "demonym")
                if demonym and len(demonym.ids) == 1:
                    event.country = (
                        self.references.things.state(demonym.ids[0]),
                        (word.span[0], demonym.end),
                    )

    def _housed(self, event: EventMention, word: Word, mention: OrganizationMention) -> None:
        if marker(self.parsed, word) != "marker/venue" and not self._in_ministry(word):
            return
        body = self.references.things.body(mention)
        if body is not None and event.venue is None:
            event.venue = (body, word.span)

    def _in_ministry(self, word: Word) -> bool:
        """« au ministère », « à la Présidence »: premises that the body's own name says."""
        tokens = self.parsed.text.tokens
        premises = self._lexicon.words("premises")
        return locative(self.parsed, word) and tokens[word.span[0]].folded in premises
