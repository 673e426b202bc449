"""What the meetings of a text are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.meeting import Meeting, Meetings
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import ancestors
from kgriyadh.extract.threat.spoken import Spoken, concept

_QUOTES = ("«", "»")


class Topics:
    """Finds which threats the meetings of a parsed text are said to be about."""

    def __init__(self, parsed: Parsed, references: References) -> None:
        self.parsed = parsed
        self.references = references
        self._lexicon = parsed.text.lexicon

    def assign(self, threats: Sequence[Spoken], meetings: Meetings) -> None:
        """Give each meeting the threats that it is said to be about."""
        for spoken in threats:
            meeting = meetings.told_before(spoken.word.sentence)
            if meeting is None:
                continue
            speech = self._speech(spoken.word)
            triggers = {
                m.trigger.i
                for m in meeting.mentions
                if m.trigger.sentence == spoken.word.sentence and (not speech or m.trigger.i in speech)
            }
            above = list(ancestors(self.parsed, spoken.word))
            if self.parsed.text.headline(spoken.span[0]) or self._elsewhere(spoken, meeting, meetings):
                continue
            under = any(a.i in triggers for a in above) or any(
                self._clause_of(t) in {a.i for a in above} for t in triggers
            )
            if meeting.only_visit(spoken.word.sentence) and not any(a.i in triggers for a in above):
                continue  # « a évoqué, lors d'une visite à Bamako, la lutte contre … »: what he said there
            ceremonial = all(m.says("credentials") for m in meeting.mentions)
            apart = ceremonial or self._said_by_another(spoken.word, meeting)
            topical = (
                not apart
                and meeting.last_sentence >= spoken.word.sentence - 3
                and any(self._topical(a) for a in (*above, *self._subjects(spoken.word)))
            )
            if under or topical:
                meeting.threats.setdefault(concept(spoken.concept), self.parsed.quote(spoken.span))

    def _speech(self, word: Word) -> range:
        """« « La piraterie recule », dit X, qui reçoit Y »: the direct speech that a word is in."""
        row = self.parsed.row(word.sentence)
        before = [w for w in row if w.text in _QUOTES and w.i < word.i][-1:]
        behind = [w for w in row if w.text in _QUOTES and w.i > word.i][:1]
        opened = [w.i for w in before if w.text == "«"]
        closed = [w.i for w in behind if w.text == "»"]
        speech = range(opened[0] if opened else row[0].i, closed[0] if closed else row[-1].i + 1)
        said = any("VerbForm=Fin" in w.features for w in row if w.i in speech)
        return speech if said and (opened or closed) else range(0)

    def _elsewhere(self, spoken: Spoken, meeting: Meeting, meetings: Meetings) -> bool:
        """« X a discuté de la piraterie avec des pêcheurs »: what an encounter not stated is about."""
        above = {a.i for a in ancestors(self.parsed, spoken.word)}
        return any(
            m.trigger.i in above and (m.nameless or m.unresolved or not m.everybody() <= meeting.everybody())
            for m in meetings.unstated
        )

    def _said_by_another(self, word: Word, meeting: Meeting) -> bool:
        """« Le général X a évoqué la piraterie devant la presse »: what one speaks of who was not there."""
        verb = next((a for a in ancestors(self.parsed, word) if a.pos == "VERB"), word)
        subjects = [w for w in self.parsed.below(verb) if w.dep.startswith("nsubj") and w.mention is not None]
        speakers = {e for w in subjects for e, _ in self.references.meant(w) if e.kind == "kgr:Person"}
        return bool(speakers) and not speakers & meeting.everybody()

    def _clause_of(self, trigger: int) -> int:
        word = self.parsed.words[trigger]
        return next((a.i for a in ancestors(self.parsed, word) if a.pos == "VERB"), -1)

    def _topical(self, word: Word) -> bool:
        return word.lemma in self._lexicon.words("topic")

    def _subjects(self, word: Word) -> Iterator[Word]:
        """What else its clause holds: « figurent à l'ordre du jour »."""
        verbs = [a for a in ancestors(self.parsed, word) if a.pos == "VERB"]
        for above in verbs:
            yield from self._below(above, 3)
        if not verbs:
            yield from (w for w in self.parsed.row(word.sentence) if w.pos == "NOUN")

    def _below(self, word: Word, depth: int) -> Iterator[Word]:
        for other in self.parsed.below(word):
            if other.pos == "NOUN":
                yield other
                if depth:
                    yield from self._below(other, depth - 1)
