"""Which words of a parse are triggers of which frame, and which words fill its slots."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.event.mention import CONFERENCE, MEETING, PARTIES
from kgriyadh.extract.event.sharing import beside_verb, having, subjects_behind, theirs, travelling
from kgriyadh.extract.event.trigger.attendance import Attendance
from kgriyadh.extract.event.trigger.fitting import Fitting
from kgriyadh.extract.event.trigger.party import Parties
from kgriyadh.extract.syntax import fill, marker
from kgriyadh.lexicon import Frame

__all__ = ["Triggers"]

_CATEGORY = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ", "ADV": "NOUN"}


class Triggers:
    """The triggers of one parsed text."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.attendance = Attendance(parsed)
        self.fitting = Fitting(parsed, self.attendance)
        self.parties = Parties(parsed)
        self._lexicon = parsed.text.lexicon
        self._frames = self._lexicon.frames
        self._known: dict[int, Frame | None] = {}

    def frame(self, word: Word) -> Frame | None:
        """The frame that fits a word here: its object, its reflexive and its event are as it needs."""
        if word.i not in self._known:
            self._known[word.i] = self._fitting(word)
        return self._known[word.i]

    def _fitting(self, word: Word) -> Frame | None:
        if word.mention is not None or word.marker:
            return None
        category = _CATEGORY.get(word.pos, "")
        # « les travaux », whose lemma is that of « le travail »
        frames = self._frames.get((category, word.lemma)) or self._frames.get((category, word.text), ())
        fitting = [f for f in frames if f.evokes in (MEETING, CONFERENCE) and self._allowed(word, f)]
        return max(fitting, key=lambda f: (bool(f.needs), len(self.fillers(word, f))), default=None)

    def _allowed(self, word: Word, frame: Frame) -> bool:
        if not self.fitting.fits(word, frame):
            return False
        return "host-needed" not in frame.features or any(r == "host" for r, _ in self.fillers(word, frame))

    def fillers(self, word: Word, frame: Frame) -> list[tuple[str, Word]]:
        """The words that fill the parties' slots of a trigger, each with its role."""
        found = []
        for role, slot in frame.roles:
            if role in PARTIES:
                found += [(role, w) for w in fill(self.parsed, word, slot) if self.parties.can_be(w, frame)]
        if (self.is_subject(word) or word.dep == "obj") and self._held(self.parsed.words[word.head]):
            beside = (w for _, slot in frame.roles for w in beside_verb(self.parsed, word, slot))
            found += [("participant", w) for w in beside if self.parties.can_be(w, frame)]
        if "shared-subject" in frame.features and found:
            shared = having(self.parsed, word, self.points(word))
            found += [("participant", w) for w in shared if self.parties.can_be(w, frame)]
        if "shared-subject" in frame.features and not found:
            found = [("participant", w) for w in theirs(self.parsed, word) if self.parties.can_be(w, frame)]
        if "visit" in frame.features and not found:
            found = [("guest", w) for w in travelling(self.parsed, word, self.points(word))]
        if not found and "attend" in frame.features and any(role == "participant" for role, _ in frame.roles):
            found = [("participant", w) for w in subjects_behind(self.parsed, word)]
        return found

    def is_subject(self, noun: Word) -> bool:
        """Whether a noun is the subject of its verb, or of « s'est tenue », « a eu lieu » before it."""
        behind = noun.dep in {"obj", "dep", "xcomp"} and noun.head < noun.i
        return noun.dep.startswith("nsubj") or (
            behind and self.fitting.takes_place(self.parsed.words[noun.head])
        )

    def _held(self, verb: Word) -> bool:
        """Whether a verb says that an event was held."""
        frames = self._frames.get(("VERB", verb.lemma), ())
        return any(
            "about-event" in f.features and (not f.needs or self.fitting.needed(verb, f)) for f in frames
        )

    def occasion(self, noun: Word, frame: Frame) -> Iterator[Word]:
        """« la cérémonie de passation de commandement »: what it is held for is no event beside it."""
        ceremonies = (w for w in self.parsed.below(noun) if w.dep == "nmod" and "ceremony" in frame.features)
        return (w for w in ceremonies if marker(self.parsed, w) == "de" and self.frame(w))

    def another(self, noun: Word) -> bool:
        """« les préparatifs de la prochaine visite »: another event than those told so far."""
        upcoming = any(w.lemma in self._lexicon.words("upcoming") for w in self.parsed.below(noun))
        frame = self.frame(noun)
        return upcoming and noun.pos == "NOUN" and frame is not None and not self.fillers(noun, frame)

    def nearest(self, word: Word) -> int | None:
        """The last trigger before a word in its sentence, or, where there is none, the first behind it."""
        row = [w for w in self.parsed.row(word.sentence) if self.frame(w)]
        occasions = {o.i for w in row if (f := self.frame(w)) for o in self.occasion(w, f)}
        row = [w for w in row if w.i not in occasions]
        verbs = [w for w in row if w.pos in {"VERB", "AUX"}] or row
        before = [w for w in verbs if w.i < word.i]
        chosen = before[-1] if before else verbs[0] if verbs else None
        return chosen.i if chosen else None

    def points(self, word: Word) -> bool:
        """Whether an event noun is definite: it speaks of a meeting told already."""
        if word.pos in {"VERB", "AUX", "ADJ"}:
            return False
        # « du » and « au » hold an article too.
        articles = [w for w in self.parsed.below(word) if w.dep.startswith("det") or w.dep == "case"]
        folded = {self.parsed.text.tokens[w.span[0]].folded for w in articles}
        return bool(folded & self._lexicon.words("definite"))
