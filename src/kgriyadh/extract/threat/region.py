"""Where a threat rages: the regions that a text ties to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from kgriyadh.annotate.mention import OrganizationMention, PlaceMention, ThreatMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.syntax import HELD, fill, listed, locative, marker, status
from kgriyadh.extract.threat.spoken import Spoken


class Regions:
    """Ties the threats of a parsed text to regions."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self._lexicon = parsed.text.lexicon

    def of(self, spoken: Spoken) -> list[PlaceMention]:
        """The regions right behind a threat, and those where « sévit » says that it is."""
        found = [*self._ravaged(spoken), *self._suffered(spoken)]
        for word in self.parsed.row(spoken.word.sentence):
            mention = word.mention
            if not isinstance(mention, PlaceMention) or mention.kind == "kgr:City":
                continue
            if self._ties(spoken, word, mention):
                found.append(mention)
        return found

    def _ravaged(self, spoken: Spoken) -> list[PlaceMention]:
        """« Le terrorisme endeuille le Mali et le Niger »: the objects of the verb that it is subject of."""
        subject = spoken.word
        while subject.dep == "conj" and subject.head != subject.i:
            subject = self.parsed.words[subject.head]
        verb = self.parsed.words[subject.head]
        if not subject.dep.startswith("nsubj") or verb.lemma not in self._lexicon.words("raging"):
            return []
        if status(self.parsed, verb) != HELD:
            return []
        objects = (w for w in fill(self.parsed, verb, self._lexicon.slot("slot/object")))
        return [
            w.mention for w in objects if isinstance(w.mention, PlaceMention) and w.mention.kind != "kgr:City"
        ]

    def _suffered(self, spoken: Spoken) -> list[PlaceMention]:
        """« Le Togo est confronté à la piraterie », « est touché par »: the subject of what suffers it."""
        phrase = self._phrase(spoken.word)
        verb = self.parsed.words[phrase.head]
        suffering, below = self._lexicon.words("suffering"), self.parsed.below(verb)
        faces = any(w.lemma in suffering for w in self.parsed.words[verb.i + 1 : verb.i + 3])
        struck = marker(self.parsed, phrase) == "par" and verb.lemma in self._lexicon.words("raging")
        if not (verb.lemma in suffering or faces or struck) or status(self.parsed, verb) != HELD:
            return []
        subjects = (s for w in below if w.dep.startswith("nsubj") for s in listed(self.parsed, w))
        return [
            w.mention
            for w in subjects
            if isinstance(w.mention, PlaceMention) and w.mention.kind != "kgr:City"
        ]

    def _phrase(self, word: Word) -> Word:
        """The phrase that a threat stands in: « des attaques de groupes terroristes », lists and all."""
        while word.head != word.i and (word.dep == "conj" or word.dep == "nmod"):
            above = self.parsed.words[word.head]
            if above.mention is None and above.lemma in self._lexicon.words("suffering"):
                break  # « en proie au terrorisme »
            word = above
        return word

    def _ties(self, spoken: Spoken, word: Word, mention: PlaceMention) -> bool:
        if word.i > spoken.word.i:
            between = self.parsed.words[spoken.word.i + 1 : word.i]
            placed = self._located(mention) or any(self._rages(w) for w in between)
            shared = locative(self.parsed, word) or not self._of_another(between)
            return placed and shared and all(map(self._passes, between))
        where = [
            w
            for w in self.parsed.words[word.i + 1 : spoken.word.i]
            if w.lemma in {"ou", "où"} or w.text.casefold() == "où"
        ]
        rage = self._lexicon.words("raging")
        nearer = any(
            isinstance(w.mention, PlaceMention) for w in self.parsed.words[word.i + 1 : spoken.word.i]
        )
        return (
            bool(where)
            and not nearer
            and any(w.lemma in rage for w in self.parsed.words[word.i + 1 : spoken.word.i])
        )

    def _rages(self, word: Word) -> bool:
        """« endeuille », which the tagger may take for an adjective or a noun; not « ne touche pas »."""
        raging = self._lexicon.words("raging")
        told = word.mention is None and (word.lemma in raging or word.lemma + "r" in raging)
        return told and status(self.parsed, word) == HELD

    def _located(self, mention: PlaceMention) -> bool:
        """Whether a preposition of place opens the phrase: « au Sahel », « autour du lac »."""
        tokens = self.parsed.text.tokens
        start = mention.span[0]
        row = [t.folded for t in tokens[max(0, start - 5) : start]]
        return bool(set(row) & self._lexicon.words("where"))

    def _of_another(self, between: Sequence[Word]) -> bool:
        """« le terrorisme et l'appui aux États du Sahel »: the region of another noun, in the same list."""
        behind = dropwhile(lambda w: w.pos != "CCONJ", between)
        own = self._lexicon.words("member-noun")  # « et dans les pays côtiers »
        return any(w.pos == "NOUN" and w.mention is None and w.lemma not in own for w in behind)

    def _passes(self, word: Word) -> bool:
        """What may stand between a threat and its region: no other clause, no comma, no person."""
        if isinstance(word.mention, PlaceMention):
            return word.mention.kind != "kgr:City"
        if word.mention is not None and not isinstance(word.mention, ThreatMention | OrganizationMention):
            return False
        if isinstance(word.mention, ThreatMention):
            return False
        if word.pos in {"VERB", "AUX"}:
            return (
                word.lemma in self._lexicon.words("raging")
                or word.dep.startswith("aux")
                or word.dep == "expl:comp"
            )
        return word.text not in {",", ";", "»", "«", ":"} and word.lemma not in {"lutte", "cooperation"}
