"""Where a body has its seat: « qui a son siège à Yaoundé », « basée à N'Djamena »."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from kgriyadh.annotate.mention import OrganizationMention, PlaceMention, cover
from kgriyadh.annotate.parsed import Word
from kgriyadh.extract.confidence import CIRCUMSTANCE
from kgriyadh.extract.relation.party import Parties
from kgriyadh.extract.syntax import fill, holds, impersonal_subject, locative, negated, present
from kgriyadh.fact import Entity, Fact

# So many words may stand between a body and the word for its seat.
_NEAR = 8


class Seats:
    """Reads off a text where its bodies have their seats."""

    def __init__(self, parties: Parties) -> None:
        self.parsed = parties.parsed
        self.parties = parties
        self.things = parties.things
        self._lexicon = parties.parsed.text.lexicon

    def facts(self) -> Iterator[Fact]:
        """« qui a son siège à Yaoundé », « dont le quartier général se trouve à N'Djamena », « basée à »."""
        yield from self._seats_that_are()
        for word in self.parsed.words:
            if (
                not isinstance(word.mention, PlaceMention)
                or word.mention.kind == "kgr:Region"
                or not locative(self.parsed, word)
            ):
                continue
            seat = self._seat_word(word)
            body = self._seated_body(seat, word) if seat and self._now(seat, word) else None
            place = self.things.place(word.mention)
            if seat and body and place:
                quote = self.parsed.quote(cover(body[1].span, word.span))
                yield Fact(body[0], "kgr:headquarters", place, (quote,), CIRCUMSTANCE, "seat")

    def _now(self, seat: Word, place: Word) -> bool:
        """« dont le siège était à Riyad », « aura son siège à Riyad »: no seat that it has."""
        said = [w for w in self.parsed.words[seat.i : place.i] if "VerbForm=Fin" in w.features]
        having = [self.parsed.words[seat.head]] if seat.dep == "obj" else []
        return all(present(self.parsed, w) and not negated(self.parsed, w) for w in (*said, *having))

    def _seats_that_are(self) -> Iterator[Fact]:
        """« Le siège de la Coalition se trouve à Riyad »: the seat as the subject of where it is."""
        lexicon = self.parsed.text.lexicon
        for verb in self.parsed.words:
            if verb.lemma not in lexicon.words("lying") or not holds(self.parsed, verb):
                continue
            seats = [
                w
                for w in self.parsed.below(verb)
                if w.dep.startswith("nsubj") and w.lemma in lexicon.words("seat")
            ]
            bodies = [
                w for s in seats for w in self.parsed.below(s) if isinstance(w.mention, OrganizationMention)
            ]
            behind = [w for w in self.parsed.words[verb.i + 1 : verb.i + 4] if w.sentence == verb.sentence]
            places = [w for w in behind if isinstance(w.mention, PlaceMention) and locative(self.parsed, w)]
            for body, place in zip(bodies[:1], places[:1], strict=False):
                yield from self._seated(body, place)

    def _seated(self, body: Word, place: Word) -> Iterator[Fact]:
        if not isinstance(body.mention, OrganizationMention) or not isinstance(place.mention, PlaceMention):
            return
        of, at = self.things.body(body.mention), self.things.place(place.mention)
        if of and at and place.mention.kind != "kgr:Region":
            quote = self.parsed.quote(cover(body.span, place.span))
            yield Fact(of, "kgr:headquarters", at, (quote,), CIRCUMSTANCE, "seat")

    def _seat_word(self, place: Word) -> Word | None:
        """The word for a seat before a place, with nothing between but a copula or a preposition."""
        for other in reversed(self.parsed.words[max(0, place.i - 6) : place.i]):
            if (
                other.sentence != place.sentence
                or isinstance(other.mention, PlaceMention)
                or other.text == ","
            ):
                return None
            folded = {self.parsed.text.tokens[i].folded for i in range(*other.span)}
            if folded & self._lexicon.words("seat") and other.marker is None:
                return other
            if other.pos == "ADJ" and other.lemma not in self._lexicon.words("seat-adjective"):
                return None  # « son siège régional »
        return None

    def _seated_body(self, seat: Word, place: Word) -> tuple[Entity, Word] | None:
        """The body whose seat it is: a noun has to say so, « son siège » or « dont le siège »."""
        words = self.parsed.words
        near = takewhile(lambda w: w.mention is None, reversed(words[max(0, seat.i - 2) : seat.i]))
        article = next((w for w in near if w.pos == "DET"), None)
        if article is None:  # « basée », « siège » as a verb
            return self._body_before(seat) or self._body_behind(seat, place)
        whose = article.i > 0 and words[article.i - 1].lemma == "dont"
        if whose:
            return self._body_before(seat)
        if self.parsed.text.tokens[article.span[0]].folded not in self._lexicon.words("possessive"):
            return None
        return self._owner(words[seat.head]) or self._body_before(seat) or self._told_of(article)

    def _told_of(self, possessive: Word) -> tuple[Entity, Word] | None:
        """« La Force compte cinq États. Son quartier général est à »: what the sentence before is about."""
        opens = self.parsed.text.tokens[possessive.span[0]].first
        subject = impersonal_subject(self.parsed, possessive.sentence - 1) if opens else None
        body = self.parties.organization(subject) if subject else None
        return (body, possessive) if body and subject else None

    def _owner(self, verb: Word) -> tuple[Entity, Word] | None:
        """The body that is the subject of « a son siège »."""
        for subject in fill(self.parsed, verb, self._lexicon.slot("slot/subject")):
            if body := self.parties.organization(subject):
                return body, subject
        return None

    def _body_behind(self, seat: Word, place: Word) -> tuple[Entity, Word] | None:
        """« Basée à N'Djamena, la Force »: the body that a sentence comes to by way of its seat."""
        words = self.parsed.words
        opens = seat.i == self.parsed.row(seat.sentence)[0].i
        behind = [w for w in words[place.i + 1 : place.i + 4] if w.pos != "DET"]
        if not opens or len(behind) < 2 or behind[0].text != ",":
            return None
        body = self.parties.organization(behind[1])
        return (body, behind[1]) if body else None

    def _body_before(self, word: Word) -> tuple[Entity, Word] | None:
        for other in reversed(self.parsed.words[max(0, word.i - _NEAR) : word.i]):
            if other.sentence != word.sentence:
                return None
            if isinstance(other.mention, OrganizationMention):
                body = self.things.body(other.mention)
                return (body, other) if body else None
            if other.mention is not None:
                return None
        return None
