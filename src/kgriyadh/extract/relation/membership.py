"""Which states belong to which body: « membre de », « regroupe cinq pays : », « les pays du G5 : »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgriyadh.annotate.mention import OrganizationMention, PlaceMention, cover
from kgriyadh.annotate.parsed import Word
from kgriyadh.extract.confidence import CLAUSE, VERB
from kgriyadh.extract.relation.party import Parties
from kgriyadh.extract.syntax import holds
from kgriyadh.fact import Entity, Fact
from kgriyadh.fold import fold

_MEMBER = "org:memberOf"
_LONGEST_LIST = 200


class Memberships:
    """Reads off a text which states are members of a body."""

    def __init__(self, parties: Parties) -> None:
        self.parsed = parties.parsed
        self.things = parties.things
        self.parties = parties
        self._lexicon = parties.parsed.text.lexicon

    def facts(self) -> Iterator[Fact]:
        """The memberships that a noun or « regroupe » states."""
        for word in self.parsed.words:
            if word.mention is not None or word.sentence < 0:
                continue
            if word.lemma == "membre" and (not self._predicate(word) or holds(self.parsed, word)):
                yield from self._member(word)
                yield from self._members_beside(word)
            elif word.text == "pays":
                yield from self._states_of(word)
            elif self.parties.comprises(word) and holds(self.parsed, word):
                yield from self._listed_members(word)

    def _member(self, word: Word) -> Iterator[Fact]:
        """« le Ghana, membre de la CEDEAO », « le Tchad et le Bénin sont membres de »."""
        states = self._states_before(word)
        for body, at in self._bodies_of(word, states):
            for state, said in states:
                quote = self.parsed.quote(cover(said.span, word.span, at.span))
                yield Fact(state, _MEMBER, body, (quote,), CLAUSE, "member-of")

    def _bodies_of(self, word: Word, states: Sequence[tuple[Entity, Word]]) -> Iterator[tuple[Entity, Word]]:
        """« membres de l'OCI et de la Ligue arabe », « l'OCI, dont A et B sont membres »."""
        if first := self.parties.next_body(word):
            yield first
            for other in self.parsed.words[first[1].i + 1 :]:
                if body := self.parties.organization(other):
                    yield body, other
                elif other.pos not in {"CCONJ", "ADP", "DET"} or other.sentence != word.sentence:
                    return
        elif states:
            opening = self.parsed.words[: min(said.i for _, said in states)]
            row = [w for w in opening if w.pos not in {"DET", "PUNCT"} and w.sentence == word.sentence]
            whose = len(row) > 1 and row[-1].lemma == "dont"
            if whose and (body := self.parties.organization(row[-2])):
                yield body, row[-2]

    def _states_before(self, word: Word) -> list[tuple[Entity, Word]]:
        """The state before « membre », or all of a list before « membres »."""
        nearest = self._state_before(word)
        if nearest is None:
            return []
        return [*(self._listed_before(nearest[1]) if word.text.endswith("s") else ()), nearest]

    def _members_beside(self, word: Word) -> Iterator[Fact]:
        """« cinq États (A, B et C) membres du G5 », « les pays membres du G5 sont A, B et C »."""
        body = self.parties.next_body(word)
        if body is None:
            return
        for state, said in self._states_in_brackets(word) or self._states_behind(body[1]):
            quote = self.parsed.quote(cover(body[1].span, word.span, said.span))
            yield Fact(state, _MEMBER, body[0], (quote,), VERB, "members-listed")

    def _states_of(self, word: Word) -> Iterator[Fact]:
        """« les pays du G5 : A, B et C »: the states that a colon lists behind « pays » and the body."""
        body = self.parties.next_body(word)
        if body is None:
            return
        between = self.parsed.words[word.i + 1 : body[1].i]
        behind = self.parsed.words[body[1].i + 1 : body[1].i + 2]
        if [w.text for w in behind] != [":"] or any(w.lemma not in {"de", "le"} for w in between):
            return
        for state, said in self._states_behind(body[1]):
            quote = self.parsed.quote(cover(body[1].span, word.span, said.span))
            yield Fact(state, _MEMBER, body[0], (quote,), CLAUSE, "member-of")

    def _states_in_brackets(self, word: Word) -> list[tuple[Entity, Word]]:
        """The states between the brackets that close right before « membres », « sont » at most between."""
        words = self.parsed.words
        close = next((k for k in range(word.i - 1, max(0, word.i - 4), -1) if words[k].text == ")"), None)
        if close is None or any(w.lemma not in {"etre", "le"} for w in words[close + 1 : word.i]):
            return []
        inside = range(close, max(0, close - _LONGEST_LIST), -1)
        opening = next((k for k in inside if words[k].text == "("), close)
        return self._states(words[opening + 1 : close])

    def _states_behind(self, body: Word) -> list[tuple[Entity, Word]]:
        """The states that « sont », « à savoir » or a colon leads to behind the body's name."""
        row = [w for w in self.parsed.row(body.sentence) if w.i > body.i]
        first = next((k for k, w in enumerate(row) if w.mention is not None), len(row))
        lead = " ".join(fold(w.text) for w in row[:first] if w.pos != "DET")
        if lead not in self._lexicon.words("member-lead"):
            return []
        end = next((k for k, w in enumerate(row) if k > first and w.pos in {"VERB", "AUX"}), len(row))
        return self._states(row[first:end])

    def _states(self, words: Sequence[Word]) -> list[tuple[Entity, Word]]:
        """The states of a list of two or more; none where anything else is named in it."""
        named = [w for w in words if w.mention is not None]
        states = [
            (entity, w) for w in named if (entity := self.parties.body(w)) and entity.kind == "kgr:Country"
        ]
        return states if len(states) == len(named) > 1 else []

    def _predicate(self, word: Word) -> bool:
        """Whether « membre » is what the sentence says of its subject, rather than an apposition."""
        return word.dep == "ROOT" or any(w.dep == "cop" for w in self.parsed.below(word))

    def _state_before(self, word: Word) -> tuple[Entity, Word] | None:
        """The state right before « membre », a comma, « est », « pays » or « État » between."""
        allowed = self._lexicon.words("member-link")
        for other in reversed(self.parsed.words[max(0, word.i - 6) : word.i]):
            if other.sentence != word.sentence:
                return None
            if isinstance(other.mention, PlaceMention):
                state = self.things.place(other.mention) if other.mention.kind == "kgr:Country" else None
                return (state, other) if state else None
            if "Tense=Imp" in other.features or {"Tense=Past", "VerbForm=Fin"} <= set(other.features):
                return None  # « était membre », « fut membre »
            tokens = {self.parsed.text.tokens[i].folded for i in range(*other.span)}
            if not tokens <= allowed and other.lemma not in allowed and not _ordinal(other):
                return None
        return None

    def _listed_before(self, last: Word) -> Iterator[tuple[Entity, Word]]:
        """The states of a list that ends with one: « l'Algérie, la Tunisie et le Maroc »."""
        for other in reversed(self.parsed.words[max(0, last.i - _LONGEST_LIST) : last.i]):
            entity = self.parties.body(other) if isinstance(other.mention, PlaceMention) else None
            if entity is not None and other.sentence == last.sentence:
                yield entity, other
            elif other.sentence != last.sentence or not (other.pos in {"DET", "CCONJ"} or other.text == ","):
                return

    def _listed_members(self, word: Word) -> Iterator[Fact]:
        """« La FMM regroupe cinq pays : le Nigeria, le Niger, … »."""
        body = self.parties.comprising(word)
        if body is None:
            return
        states = []
        for other in self.parsed.words[word.i + 1 :]:
            if other.sentence != word.sentence or other.pos == "VERB" or other.text == ";":
                break
            if isinstance(other.mention, PlaceMention):
                state = self.things.place(other.mention)
                if state is None or other.mention.kind != "kgr:Country":
                    break
                states.append((state, other))
            elif isinstance(other.mention, OrganizationMention):
                break
        if len(states) < 2:
            return
        for state, said in states:
            quote = self.parsed.quote((body[1].span[0], said.span[1]))
            yield Fact(state, _MEMBER, body[0], (quote,), VERB, "members-listed")


def _ordinal(word: Word) -> bool:
    """« le huitième membre », « le 32e membre »."""
    return word.lemma.endswith("ieme") or re.fullmatch(r"\d+(e|eme)", fold(word.text)) is not None
