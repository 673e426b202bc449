"""How many members a body has: « les 43 pays membres de la Coalition », « regroupe cinq pays »."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import OrganizationMention, cover
from kgriyadh.annotate.parsed import Word
from kgriyadh.dates import cardinal
from kgriyadh.extract.confidence import CIRCUMSTANCE
from kgriyadh.extract.relation.party import Parties
from kgriyadh.extract.syntax import ancestors, holds
from kgriyadh.fact import Entity, Fact

# « fort de ses 43 membres » has so many words before the number.
_LONGEST_BOAST = 3


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
            boast = self._boast(word)
            body = self._counted(word, noun) if boast is None else self._boasting(boast, noun)
            definite = self.parsed.text.has(word.span[0] - 1, "definite") or boast is not None
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
        return self.parties.comprising(verb) if verb and holds(self.parsed, verb) else None

    def _boast(self, number: Word) -> int | None:
        """The token with which « forte de » or « avec ses » begins, right before a number."""
        text, end = self.parsed.text, number.span[0]
        begins = range(max(0, end - _LONGEST_BOAST), end)
        return next((k for k in begins if (m := text.at(k, "word:boasting")) and m.end == end), None)

    def _boasting(self, opening: int, noun: Word) -> tuple[Entity, Word] | None:
        """« L'Otan, forte de 32 membres, », « Forte de 32 membres, l'Otan »: what is named next to it."""
        row = self.parsed.row(noun.sentence)
        before = [w for w in row if w.span[0] < opening]
        behind = [w for w in row if w.i > noun.i and w.pos != "DET" and w.lemma != "membre"]
        if any(w.pos in {"VERB", "AUX"} and w.dep != "acl" for w in before):
            return None
        named = [w for w in before if isinstance(w.mention, OrganizationMention)]
        if not before and len(behind) > 1 and behind[0].text == ",":
            named = [w for w in behind[1:2] if isinstance(w.mention, OrganizationMention)]
        body = self.parties.body(named[-1]) if named else None
        return (body, named[-1]) if body else None
