"""Whether what somebody attends is an event, and one with a name of its own."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import OrganizationMention, PlaceMention
from kgriyadh.annotate.parsed import Parsed, Word


class Attendance:
    """Reads the verbs of attending of a parsed text."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self._lexicon = parsed.text.lexicon

    def of_event(self, word: Word) -> bool:
        """« à la réunion », « y », « à laquelle »: what somebody attends must be an event."""
        if word.pos == "ADJ":
            return self.predicate(word) or any(w.dep == "nsubj" for w in self.parsed.below(word))
        if any(
            w.text.casefold() in self._lexicon.words("relative-to")
            for w in self.parsed.words[max(0, word.i - 4) : word.i]
        ):
            return self._relative_to_event(word)
        if word.dep == "advmod" and self.is_event(self.parsed.words[word.head]):
            return True  # « Assistaient à la rencontre, X et Y », the noun being root
        for child in self._phrases(word):
            if (
                child.text.casefold() == "y"
                or self.is_event(child)
                or child.lemma in self._lexicon.words("proceedings")
            ):
                return True
        return False

    def apart(self, word: Word) -> bool:
        """« a pris part à l'Assemblée générale de l'ONU »: what is attended has a name of its own."""
        nouns = [w for w in self._phrases(word) if self.is_event(w)]
        below = (w for n in nouns for w in self.parsed.below(n))
        named = (OrganizationMention, PlaceMention)
        return any(w.dep == "nmod" and isinstance(w.mention, named) for w in below)

    def is_event(self, word: Word) -> bool:
        """Whether a word is a noun for an event."""
        return word.mention is None and ("NOUN", word.lemma) in self._lexicon.frames

    def _relative_to_event(self, verb: Word) -> bool:
        """« une réunion à laquelle a pris part X »: the clause hangs on an event, or on its verb."""
        head = self.parsed.words[verb.head]
        told = (w for w in self.parsed.below(head) if w.dep.startswith(("nsubj", "obj")) and w.i < verb.i)
        return self.is_event(head) or any(map(self.is_event, told))

    def predicate(self, word: Word) -> bool:
        """Whether a form of « être » stands before a word: « était présent »."""
        before = self.parsed.words[max(0, word.i - 8) : word.i]
        return any(w.sentence == word.sentence and w.lemma == "etre" for w in before)

    def _phrases(self, word: Word) -> Iterator[Word]:
        for other in self.parsed.below(word):
            yield other
            if other.mention is None:
                yield from self.parsed.below(other)
