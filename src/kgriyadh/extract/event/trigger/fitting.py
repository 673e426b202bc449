"""Whether a frame fits its trigger: its object, its reflexive and its event are as it needs."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import OrganizationMention, PlaceMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.event.mention import CONFERENCE
from kgriyadh.extract.event.trigger.attendance import Attendance
from kgriyadh.extract.syntax import fill, marker
from kgriyadh.lexicon import Frame


class Fitting:
    """Tells which frames fit the words of a parsed text."""

    def __init__(self, parsed: Parsed, attendance: Attendance) -> None:
        self.parsed = parsed
        self._attendance = attendance
        self._lexicon = parsed.text.lexicon

    def fits(self, word: Word, frame: Frame) -> bool:
        """Whether a word with what is beside it is a trigger of a frame; its parties are not looked at."""
        if frame.needs and not self.needed(word, frame):
            return False
        if "reflexive" in frame.features and not self._reflexive(word):
            return False
        if "credentials" in frame.features and not self._credentials(word):
            return False
        if "seen" in frame.features and not self._seen(word):
            return False
        if "sitting" in frame.features and not self._named_sitting(word):
            return False
        if "witness" in frame.features:
            return any(map(self._attendance.is_event, self._events(word, frame)))
        if "transitive" in frame.features and self.takes_place(word):
            return False
        if "predicate" in frame.features and not self._attendance.predicate(word):
            return False
        if "person-object" in frame.features and self._hosts_event(word):
            return False
        if "no-object" in frame.features and self._takes_things(word):
            return False
        if "event-subject" in frame.features or (frame.evokes and "event" in dict(frame.roles)):
            return self._has_event(word, frame)
        if "represented" in frame.features:  # « La France était représentée par X »
            return any(w.dep == "aux:pass" for w in self.parsed.below(word))
        return "attend" not in frame.features or self._attendance.of_event(word)

    def needed(self, word: Word, frame: Frame) -> list[Word]:
        """The noun that a frame needs beside its verb, without a preposition unless the frame says so."""
        found = [w for below in self.parsed.below(word) for w in self._with_misplaced(word, below)]
        oblique = "oblique" in frame.features
        nouns = (w for w in found if w.lemma in frame.needs and w.dep != "nsubj")
        needed = [w for w in nouns if oblique or not marker(self.parsed, w)]
        needed = needed or [w for w in self._counted(found) if w.lemma in frame.needs]
        head = self.parsed.words[word.head]  # « l'audience que le ministre a accordée »
        relative = word.dep.startswith("acl") and any(w.lemma == "que" for w in found)
        return needed or ([head] if relative and head.lemma in frame.needs else [])

    def _with_misplaced(self, verb: Word, below: Word) -> list[Word]:
        """« a tenu au Caire des entretiens »: the parser hangs the object on the place before it."""
        if verb.pos != "VERB" or not isinstance(below.mention, PlaceMention):
            return [below]
        behind = (w for w in self.parsed.below(below) if w.pos == "NOUN" and w.mention is None)
        return [below, *(w for w in behind if not marker(self.parsed, w))]

    def told_of(self, word: Word, frame: Frame) -> list[Word]:
        """The event noun that a verb is about: « a présidé un séminaire »."""
        return [w for w in self._events(word, frame) if self._attendance.is_event(w)]

    def _events(self, word: Word, frame: Frame) -> Iterator[Word]:
        for role, slot in frame.roles:
            if role == "event":
                for noun in fill(self.parsed, word, slot):
                    yield noun
                    if noun.lemma in self._lexicon.words("event-part"):  # « a présidé l'ouverture du forum »
                        yield from (w for w in self.parsed.below(noun) if w.dep == "nmod")
                yield from self._before_relative(word)

    def _before_relative(self, verb: Word) -> Iterator[Word]:
        """« au centre de la rencontre qui a réuni X et Y »: the noun right before « qui »."""
        for word in self.parsed.below(verb):
            if word.lemma == "qui" and word.i and word.dep.startswith("nsubj"):
                yield self.parsed.words[word.i - 1]

    def _has_event(self, word: Word, frame: Frame) -> bool:
        """Whether what is presided or what gathers is an event noun, or a pronoun for one."""
        return any(
            self._attendance.is_event(w) or w.pos == "PRON" or self._sitting(w)
            for w in self._events(word, frame)
        )

    def _sitting(self, noun: Word) -> bool:
        """« les travaux », « les travaux de la session »; not « les travaux de la route »."""
        below = (w for w in self.parsed.below(noun) if w.dep in {"nmod", "amod", "acl"})
        return noun.text.casefold() == "travaux" and all(map(self._attendance.is_event, below))

    def _named_sitting(self, noun: Word) -> bool:
        """« les travaux du Forum de la sécurité »: of an assembly that is called by its name."""
        named = (w for w in self.parsed.below(noun) if isinstance(w.mention, OrganizationMention))
        frames, tokens = self._lexicon.frames, self.parsed.text.tokens
        assemblies = (f for w in named for f in frames.get(("NOUN", tokens[w.span[0]].folded), ()))
        return noun.text.casefold() == "travaux" and any(f.evokes == CONFERENCE for f in assemblies)

    def takes_place(self, verb: Word) -> bool:
        """« s'est tenue une réunion », « a eu lieu une rencontre »: the noun behind it is the subject."""
        frames = self._lexicon.frames.get(("VERB", verb.lemma), ())
        about = [f for f in frames if "about-event" in f.features]
        return any(self.needed(verb, f) if f.needs else self._reflexive(verb) for f in about)

    def _seen(self, word: Word) -> bool:
        """« X s'est vu accorder une audience »: who sees himself granted one."""
        above = self.parsed.words[word.head]
        return above.lemma in self._lexicon.words("seeing") and self._reflexive(above)

    def _credentials(self, word: Word) -> bool:
        """« présenter les copies de ses lettres de créance »: and not any other letter or copy."""
        return any(
            self.parsed.text.has(w.span[0], "credentials")
            for w in self.parsed.row(word.sentence)
            if word.i < w.i <= word.i + 12
        )

    def _counted(self, words: list[Word]) -> Iterator[Word]:
        """« une série d'audiences »: the nouns behind a noun of quantity."""
        series = (w for w in words if w.lemma in self._lexicon.words("series-noun"))
        return (below for w in series for below in self.parsed.below(w) if below.dep == "nmod")

    def _reflexive(self, word: Word) -> bool:
        return any(w.dep.startswith("expl") for w in self.parsed.below(word))

    def _takes_things(self, word: Word) -> bool:
        """« ont échangé des messages », « des tirs »: anything but views."""
        objects = (w for w in self.parsed.below(word) if w.dep == "obj" and w.pos == "NOUN" and not w.mention)
        return any(w.lemma not in self._lexicon.words("view") for w in objects)

    def _hosts_event(self, word: Word) -> bool:
        """« Le Centre accueille une conférence »: who is received is no event."""
        return any(w.dep == "obj" and self._attendance.is_event(w) for w in self.parsed.below(word))
