"""Who stands beside: « en présence de X », « avait à ses côtés Y », « sous la présidence de Z »."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kgriyadh.annotate.mention import GroupMention, OrganizationMention, PersonMention
from kgriyadh.annotate.parsed import Word
from kgriyadh.extract.event.mention import PARTIES, EventMention
from kgriyadh.extract.event.mood import status
from kgriyadh.extract.event.trigger import Triggers
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import ancestors
from kgriyadh.fact import Entity

_CHAIR, _PRESENCE = "marker/chair", "marker/presence"
_BETWEEN = frozenset({",", ";", ":", ".", "-", "–", "—", "•", "*"})
_SUBJECTS = ("nsubj", "expl:subj")
_ATTENDING = ("ADJ", "present")


class Companions:
    """Finds those who accompany the parties of an event, and those who chair it."""

    def __init__(self, triggers: Triggers, references: References) -> None:
        self.parsed = triggers.parsed
        self.triggers = triggers
        self.references = references
        self._lexicon = self.parsed.text.lexicon

    def add(self, event: EventMention) -> None:
        """Add to an event mention who is said to be beside its parties, wherever in the sentence."""
        for word in self.parsed.row(event.trigger.sentence):
            if word.marker not in {_PRESENCE, _CHAIR}:
                continue
            if self.triggers.nearest(word) == event.trigger.i:
                self._beside(event, word)

    def alone(self, sentence: int) -> Iterator[EventMention]:
        """« Le ministre avait à ses côtés X »: a sentence that tells of companions and of nothing else."""
        row = self.parsed.row(sentence)
        if any(self.triggers.frame(w) for w in row):
            return
        for before, word in pairwise(row):
            if word.marker != _PRESENCE or before.lemma not in self._lexicon.words("being-beside"):
                continue
            subject = next((w for w in row if w.dep.startswith(_SUBJECTS) and w.i < word.i), None)
            meant = self.references.meant(subject) if subject else ()
            if meant and status(self.parsed, word):
                parties: dict[str, dict[Entity, tuple[int, int]]] = {role: {} for role in PARTIES}
                parties["participant"].update(meant)
                event = EventMention(word, self._lexicon.frames[_ATTENDING][0], parties)
                self._beside(event, word)
                yield event

    def _beside(self, event: EventMention, word: Word) -> None:
        role = "host" if word.marker == _CHAIR else "participant"
        for other in self._listed(word):
            meant = self.references.meant(other)
            if not meant and isinstance(other.mention, PersonMention):
                event.unresolved.append(other)
            for entity, span in meant:
                if entity not in event.everybody():
                    event.parties[role][entity] = (word.span[0], span[1])
                    event.companions.add(entity)

    def _listed(self, word: Word) -> Iterator[Word]:
        """The persons behind « en présence de », as long as the list goes on: « et du colonel Y »."""
        row = self.parsed.with_list(word.sentence)
        last: Word | None = None
        for other in (w for w in row if w.i > word.i and w.pos not in {"DET", "ADP"}):
            if isinstance(other.mention, PersonMention | GroupMention | OrganizationMention):
                if not self._his_body(other):
                    yield other
                last = other
            elif not self._goes_on(other, last):
                return

    def _his_body(self, word: Word) -> bool:
        """« du directeur du ministère »: a body that only tells whose post it is."""
        head = self.parsed.words[word.head]
        person = isinstance(head.mention, PersonMention | GroupMention)
        return isinstance(word.mention, OrganizationMention) and person and word.dep == "nmod"

    def _goes_on(self, word: Word, last: Word | None) -> bool:
        """Whether a list goes on behind a word: a link, or what is still said of its last member."""
        numbered = word.text in _BETWEEN or word.text.isdigit()
        if numbered or word.pos == "CCONJ" or word.lemma in self._lexicon.words("listing"):
            return True
        return last is not None and any(a.i == last.i for a in ancestors(self.parsed, word))
