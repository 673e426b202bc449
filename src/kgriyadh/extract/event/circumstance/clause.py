"""Which words belong to the clause that tells an event, or to the one above it."""

from __future__ import annotations

from kgriyadh.annotate.mention import GroupMention, PersonMention
from kgriyadh.annotate.parsed import Word
from kgriyadh.extract.event.trigger import Triggers
from kgriyadh.extract.syntax import aims_arrival, ancestors, marker, verbs_above


class Clauses:
    """The clauses of the events of a parsed text."""

    def __init__(self, triggers: Triggers) -> None:
        self.parsed = triggers.parsed
        self.triggers = triggers
        self._lexicon = self.parsed.text.lexicon

    def of(self, trigger: Word) -> Word:
        """The verb of the clause that tells the event: the trigger, or what says that it was held."""
        if trigger.pos in {"VERB", "AUX"}:
            return trigger
        above = next(verbs_above(self.parsed, trigger), trigger)
        about = self._lexicon.frames.get(("VERB", above.lemma), ())
        near = trigger.dep.startswith(("nsubj", "obj", "obl", "advcl")) or self.triggers.is_subject(trigger)
        if near and (about or above.lemma == "etre"):
            return above
        return trigger

    def holds(self, word: Word, trigger: Word, verb: Word) -> bool:
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
            # « une série de rencontres, à Bamako, entre X et Y »
            words = self._lexicon.words
            series = above.i == trigger.head and above.lemma in words("series-noun") | words("focus-noun")
            if above.i in (trigger.i, verb.i) or series:
                return True
            if isinstance(above.mention, PersonMention | GroupMention):
                continue
            if above.pos in {"NOUN", "PROPN"} and not self._open(above, trigger):
                return False
            own = above.head == trigger.i and above.dep == "obj"  # « a tenu une réunion au Caire »
            if self.held(above, trigger):
                return True
            if self.triggers.frame(above) is not None and not own:
                return False
            if above.pos == "VERB" and above.dep != "ROOT":
                return self._arrived_first(above, trigger)
            if above.dep == "ROOT" and above.i != verb.i:
                # « s'est rendu à Genève pour rencontrer X », « a tenu des audiences à Bamako, accueillant X »
                aim = "VerbForm=Inf" in verb.features or verb.text.endswith("ant")
                governed = above.i in {a.i for a in ancestors(self.parsed, verb)}
                visit = self._travels(above, trigger)
                return governed and (aim or above.pos != "VERB" or visit or self._arrived(above, verb))
        return False

    def _travels(self, above: Word, noun: Word) -> bool:
        """« est arrivé à Ouagadougou pour une visite »: where one arrives is where the visit is."""
        return noun.pos == "NOUN" and noun.head == above.i and aims_arrival(self.parsed, noun)

    def _arrived(self, above: Word, verb: Word) -> bool:
        """« est arrivé à Tunis et a rencontré X »: where one arrives is where one meets."""
        arriving = above.lemma in self._lexicon.words("arriving")
        return arriving and verb.dep == "conj" and verb.head == above.i

    def _arrived_first(self, participle: Word, trigger: Word) -> bool:
        """« Arrivé à Niamey, X a été reçu par Y »: where one has arrived is where one is received.

        « Arrivé à Niamey, X y a rencontré Y » says so itself.
        """
        fronted = participle.dep == "advcl" and participle.i < trigger.i and participle.head == trigger.i
        there = any(w.text.casefold() == "y" for w in self.parsed.below(trigger))
        return fronted and not there and participle.lemma in self._lexicon.words("arriving")

    def _open(self, noun: Word, trigger: Word) -> bool:
        """Whether a noun between a place and its event lets the place be the event's.

        An object or a site does; « la situation au Liban », « après le séjour aux États-Unis » do not.
        """
        if noun.mention is not None or (noun.head == trigger.i and not marker(self.parsed, noun)):
            return True
        premises = marker(self.parsed, noun) == "marker/venue"  # « au siège de l'état-major à Rabat »
        event = self.triggers.attendance.is_event(noun) and not self.spoken_of(noun)
        return premises or event or noun.lemma in self._lexicon.words("site")

    def spoken_of(self, noun: Word) -> bool:
        """« a discuté avec Y de sa visite à Paris »: a visit that they only spoke of."""
        frame, head = self.triggers.frame(noun), self.parsed.words[noun.head]
        visit = frame is not None and "visit" in frame.features
        return (
            visit and marker(self.parsed, noun) == "de" and (head.pos == "VERB" or head.mention is not None)
        )

    def held(self, verb: Word, trigger: Word) -> bool:
        """« réunion tenue le 8 avril », « l'audience qu'il a accordée à Lomé »; not « entamées lundi ».

        What is attended counts as the event: « participera au sommet de l'Union prévu à Lomé ».
        """
        if not verb.dep.startswith("acl") or verb.lemma in self._lexicon.words("beginning"):
            return False
        noun = self.parsed.words[verb.head]
        if noun.mention is not None and verb.lemma in self._lexicon.words("scheduling"):
            noun = self.parsed.words[noun.head]
        frame = self.triggers.frame(trigger)
        attended = noun.head == trigger.i and frame is not None and "attend" in frame.features
        return noun.pos == "NOUN" and (noun.i == trigger.i or attended)
