"""Which words can be parties of an event: persons, bodies, and states where a noun makes one of them."""

from __future__ import annotations

from kgriyadh.annotate.mention import GroupMention, OrganizationMention, PersonMention, PlaceMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.syntax import marker, opener
from kgriyadh.lexicon import Frame

# Pronouns for things: « y ont pris part ».
_NEUTER = frozenset({"y", "en", "ce", "c'", "cela", "ceci"})


class Parties:
    """Tells which words of a parsed text can take part in an event."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self._lexicon = parsed.text.lexicon

    def can_be(self, word: Word, frame: Frame) -> bool:
        """Persons, pronouns and bodies can; a state only where a noun or its party word makes it one."""
        if isinstance(word.mention, PlaceMention):
            return (
                word.mention.kind == "kgr:Country"
                and frame.category == "NOUN"
                and marker(self.parsed, word) in {"entre", "avec"}
            )
        if isinstance(word.mention, OrganizationMention):
            aside = self._premises(word) or self._said_of_person(word) or self._bracketed(word)
            return not aside
        if isinstance(word.mention, PersonMention | GroupMention):
            return True
        nouns = self._lexicon.words("party-noun") | self._lexicon.words("delegate-noun")
        if word.pos == "PRON":
            return word.text.casefold() not in _NEUTER
        return word.lemma in nouns or self._many(word) or self.several(word)

    def several(self, word: Word) -> bool:
        """Whether a word is for several at once: « plusieurs ambassadeurs », « une délégation »."""
        if isinstance(word.mention, PersonMention):
            return word.mention.count != 1
        counted = any(w.dep == "nummod" for w in self.parsed.below(word))
        role = any(self.parsed.text.at(word.span[0], kind) is not None for kind in ("role", "rank"))
        posts = role and (counted or self._named_behind(word))  # « cinq ambassadeurs »
        return posts or word.lemma in self._lexicon.words("party-noun")

    def _named_behind(self, noun: Word) -> bool:
        """« de hauts commandants militaires, notamment X »: several whom a list behind them names."""
        row = [w for w in self.parsed.row(noun.sentence) if noun.i < w.i <= noun.i + 5]
        plural = "Number=Plur" in noun.features
        return plural and any(self.parsed.text.has(w.span[0], "roster-inside") for w in row)

    def _many(self, word: Word) -> bool:
        """« l'ensemble des ministres »: a noun for several of the persons that it is followed by."""
        below = self.parsed.below(word) if word.lemma in self._lexicon.words("collective") else []
        return any(isinstance(w.mention, PersonMention | GroupMention) for w in below)

    def _bracketed(self, word: Word) -> bool:
        """« le chef du Commandement (Africom) »: a body in brackets only says another name."""
        row = [w for w in self.parsed.row(word.sentence) if w.i < word.i and w.text in {"(", ")"}]
        return bool(row) and row[-1].text == "("

    def _said_of_person(self, word: Word) -> bool:
        """« le commandant de la force « Barkhane » »: a body that only tells who the person is."""
        head = self.parsed.words[word.head]
        return word.dep in {"appos", "nmod", "flat:name"} and isinstance(head.mention, PersonMention)

    def _premises(self, word: Word) -> bool:
        """Whether a body only lends its premises: « au siège de l'ANP »."""
        return opener(self.parsed, word) == "marker/venue"
