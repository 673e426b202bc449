"""How many members a body has: « les 43 pays membres de la Coalition », « regroupe cinq pays »."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import cover
from kgriyadh.annotate.parsed import Word
from kgriyadh.dates import cardinal
from kgriyadh.extract.confidence import CIRCUMSTANCE
from kgriyadh.extract.relation.party import Parties
from kgriyadh.extract.syntax import ancestors
from kgriyadh.fact import Entity, Fact


class Counts:
    """Reads off a text how many members its bodies have."""

    def __init__(self, parties: Parties) -> None:
        self.parsed = parties.parsed
        self.parties = parties
        self._lexicon = parties.parsed.text.lexicon

    def facts(self) -> Iterator[Fact]:
        """« les 43 pays membres de la Coalition », « regroupe cinq pays »."""
        for noun in self.parsed.words[1:]:
            word = self.parsed.words[noun.i - 1]
            if noun.lemma not in self._lexicon.words("member-noun") or word.mention is not None:
                continue
            count = cardinal(self.parsed.text.tokens[word.span[0]].text) or 0
            body = self._counted(word, noun)
            definite = self.parsed.text.has(word.span[0] - 1, "definite")
            if body and count > 1 and (definite or body[1].i < word.i):
                quote = self.parsed.quote(cover(word.span, noun.span, body[1].span))
                yield Fact(body[0], "kgr:memberCount", count, (quote,), CIRCUMSTANCE, "count-of-members")

    def _counted(self, word: Word, noun: Word) -> tuple[Entity, Word] | None:
        following = self.parsed.words[noun.i + 1 : noun.i + 2]
        if noun.lemma == "membre" or any(
            w.lemma == "membre" or w.text.startswith("membre") for w in following
        ):
            body = self.parties.next_body(following[0] if noun.lemma != "membre" and following else noun)
            if body:
                return body
        verb = next((a for a in (word, *ancestors(self.parsed, word)) if self.parties.comprises(a)), None)
        verb = verb or next(
            (w for w in self.parsed.words[max(0, word.i - 1) : word.i] if self.parties.comprises(w)), None
        )
        return self.parties.comprising(verb) if verb else None
