"""Who stands beside: « en présence de X », « avait à ses côtés Y », « sous la présidence de Z »."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kgriyadh.annotate.mention import GroupMention, PersonMention
from kgriyadh.annotate.parsed import Word
from kgriyadh.extract.event.listing import listed_behind
from kgriyadh.extract.event.mention import PARTIES, EventMention
from kgriyadh.extract.event.trigger import Triggers
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import status
from kgriyadh.fact import Entity

_CHAIR, _PRESENCE = "marker/chair", "marker/presence"
_SUBJECTS = ("nsubj", "expl:subj")
_ATTENDING = ("ADJ", "present")
# So many words at most stand between a locution of company and the list of a delegation's members.
_OPENING = 12


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
            between = sorted((word.i, event.trigger.i))
            if any(w.text == ";" for w in self.parsed.words[slice(*between)]):
                continue
            if self.triggers.nearest(word) == event.trigger.i:
                self._beside(event, word)

    def alone(self, sentence: int) -> Iterator[EventMention]:
        """« Le ministre avait à ses côtés X »: a sentence that tells of companions and of nothing else.

        He need not be known: whoever is described so took part in the meeting told before.
        """
        row = self.parsed.row(sentence)
        if any(self.triggers.frame(w) for w in row):
            return
        for before, word in pairwise(row):
            if word.marker != _PRESENCE or before.lemma not in self._lexicon.words("being-beside"):
                continue
            subject = self._subject([w for w in row if w.i < word.i])
            meant = self.references.meant(subject) if subject else ()
            described = subject is not None and isinstance(subject.mention, PersonMention)
            if (meant or described) and status(self.parsed, word):
                parties: dict[str, dict[Entity, tuple[int, int]]] = {role: {} for role in PARTIES}
                parties["participant"].update(meant)
                event = EventMention(word, self._lexicon.frames[_ATTENDING][0], parties)
                self._beside(event, word)
                yield event

    def _subject(self, before: list[Word]) -> Word | None:
        """The subject of a verb of company; where its locution has swallowed the verb, the root."""
        subjects = (w for labels in (_SUBJECTS, ("ROOT",)) for w in before if w.dep.startswith(labels))
        return next(subjects, None)

    def _beside(self, event: EventMention, word: Word) -> None:
        role = "host" if word.marker == _CHAIR else "participant"
        for other in listed_behind(self.parsed, self._opening(word)):
            meant = self.references.meant(other)
            if not meant and isinstance(other.mention, PersonMention):
                event.unresolved.append(other)
            for entity, span in meant:
                if entity not in event.everybody():
                    event.parties[role][entity] = (word.span[0], span[1])
                    event.companions.add(entity)

    def _opening(self, word: Word) -> Word:
        """« accompagné d'une forte délégation comprenant X et Y »: from where those beside are listed."""
        behind = [w for w in self.parsed.row(word.sentence) if word.i < w.i <= word.i + _OPENING]
        nouns = self._lexicon.words("party-noun") | self._lexicon.words("delegate-noun")
        group = next((w for w in behind if w.lemma in nouns), None)
        named = next((w for w in behind if isinstance(w.mention, PersonMention | GroupMention)), None)
        if group is None or (named is not None and named.i < group.i):
            return word
        listing = (w for w in behind if w.i > group.i and self.parsed.text.has(w.span[0], "roster-inside"))
        return next(listing, word)
