"""The bodies and states of a parsed text, as the words between which a relation is stated."""

from __future__ import annotations

from kgriyadh.annotate.mention import OrganizationMention, PlaceMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.syntax import fill, just_before
from kgriyadh.extract.things import Things
from kgriyadh.fact import Entity


class Parties:
    """Finds the bodies and states that words of one text name."""

    def __init__(self, parsed: Parsed, things: Things) -> None:
        self.parsed = parsed
        self.things = things
        self._lexicon = parsed.text.lexicon

    def body(self, word: Word) -> Entity | None:
        """The body or state that a word names."""
        mention = word.mention
        if isinstance(mention, PlaceMention) and mention.kind == "kgr:Country":
            return self.things.place(mention)
        return self.organization(word)

    def organization(self, word: Word) -> Entity | None:
        """The body that a word names, which is no state."""
        return self.things.body(word.mention) if isinstance(word.mention, OrganizationMention) else None

    def next_body(self, word: Word) -> tuple[Entity, Word] | None:
        """The first body named within five words behind a word, no comma between, with its word."""
        for other in self.parsed.words[word.i + 1 : word.i + 6]:
            if other.sentence != word.sentence or other.text in {",", ";", ":"}:
                return None
            if isinstance(other.mention, OrganizationMention):
                body = self.things.body(other.mention)
                return (body, other) if body else None
        return None

    def comprises(self, word: Word) -> bool:
        """« regroupe », « a six membres », « compte », which the tagger takes for a noun behind a name."""
        behind = self.parsed.words[word.i + 1 : word.i + 2]
        if word.lemma == "avoir" and any(w.pos == "NUM" for w in behind):
            return True
        comprising = self._lexicon.words("comprising")
        return word.lemma in comprising or word.lemma + "r" in comprising

    def comprising(self, word: Word) -> tuple[Entity, Word] | None:
        """The body that is the subject of « regroupe », « réunit », « compte »."""
        before = [w for w in self.parsed.words[max(0, word.i - 1) : word.i] if w.mention is not None]
        above = [self.parsed.words[word.head]] if word.dep in {"appos", "acl", "nmod"} else []
        # « n'est pas membre de l'Alliance, qui réunit »: the clause hangs on « membre ».
        pronouns = [w for w in self.parsed.below(word) if w.lemma == "qui"]
        whose = [at for pronoun in pronouns for at in just_before(self.parsed, pronoun)]
        subjects = fill(self.parsed, word, self._lexicon.slot("slot/subject"))
        for subject in (*subjects, *before, *above, *whose):
            if isinstance(subject.mention, OrganizationMention):
                body = self.things.body(subject.mention)
                return (body, subject) if body else None
        return None
