"""Which persons a mention of persons means, whether it names, describes or counts them."""

from __future__ import annotations

from kgriyadh.annotate.mention import PersonMention, PlaceMention
from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.people import People, Person
from kgriyadh.extract.reference.afterwards import Afterwards
from kgriyadh.extract.reference.description import Descriptions
from kgriyadh.extract.reference.visitor import Visitors

# So many tokens at most stand in a bracket between a post and the name of who holds it.
_BRACKET = 12
# And so many between it and the name, where it says what region the post is for.
_SCOPE = 12
_CLAUSAL = frozenset({"VERB", "AUX", "PRON", "SCONJ"})


class Persons:
    """Resolves the person mentions of one text."""

    def __init__(self, parsed: Parsed, people: People, descriptions: Descriptions) -> None:
        self.parsed = parsed
        self.people = people
        self.descriptions = descriptions
        self._afterwards = Afterwards(parsed, people, descriptions)
        self._visitors = Visitors(parsed, people)
        self._person_at = {m.span[0]: m for m in parsed.mentions if isinstance(m, PersonMention)}
        # The tokens of verbs and of what opens a clause: a post's complement holds none.
        self._finite = {w.span[0] for w in parsed.words if w.mention is None and w.pos in _CLAUSAL}
        self._place_at = {m.span[0]: m for m in parsed.mentions if isinstance(m, PlaceMention)}

    def of(self, mention: PersonMention) -> tuple[Person, ...]:
        """The persons that a mention means."""
        if mention.name is not None:
            person = self.people.of(mention)
            return (person,) if person else ()
        if mention.count != 1:
            return self._plural(mention)
        person = (
            self._apposed(mention)
            or self.descriptions.described(mention)
            or self._afterwards.named(mention)
            or self._visitor(mention)
        )
        return (person,) if person else ()

    def _visitor(self, mention: PersonMention) -> Person | None:
        called = mention.definite and not mention.possessive and self._visitors.called(mention.span)
        return self._visitors.before(mention.span[0]) if called else None

    def _apposed(self, mention: PersonMention) -> Person | None:
        """« le ministre d'État, le général X, »: the name set apart behind a definite description.

        Where a list goes on behind the name, the two may as well be two persons: nobody.
        """
        text, end = self.parsed.text, self._behind_bracket(mention.span[1])
        end = self._behind_scope(end)
        other = self._person_at.get(end + 1 if text.is_mark(end, ",") else end)
        other = other or self._behind_complement(mention)
        if other is None or other.posts or not mention.definite:
            return None
        if other.name is None:
            return self._apposed(other)
        behind = other.span[1]
        listed = text.joins(behind) and (not text.is_mark(behind, ",") or behind + 1 in self._person_at)
        return None if listed else self.people.of(other)

    def _behind_bracket(self, i: int) -> int:
        """The token behind a bracket that begins at ``i``: « le chef du Commandement (Africom), X »."""
        text = self.parsed.text
        if not text.is_mark(i, "("):
            return i
        close = (k for k in range(i, min(i + _BRACKET, len(text))) if text.is_mark(k, ")"))
        return next(close, i - 1) + 1

    def _behind_scope(self, i: int) -> int:
        """The token behind what a post is for: « le coordinateur, pour le Sahel et le Moyen-Orient, X »."""
        text = self.parsed.text
        k = i + text.is_mark(i, ",")
        if k >= len(text) or text.tokens[k].folded != "pour":
            return i
        while k < i + _SCOPE and k < len(text) and text.continues(k):
            if place := self._place_at.get(k):
                k = place.span[1]
                if k in self._person_at or (text.is_mark(k, ",") and k + 1 in self._person_at):
                    return k
            elif text.has(k, "function"):
                k += 1
            else:
                break
        return i

    def _behind_complement(self, mention: PersonMention) -> PersonMention | None:
        """« le commandant de l'opération Atalanta, l'amiral X »: a name behind what the post is of."""
        text, end = self.parsed.text, mention.span[1]
        if not mention.posts or text.is_mark(end, ","):
            return None
        for i in range(end, min(end + _SCOPE, len(text) - 1)):
            if not text.continues(i) or i in self._person_at or i in self._finite:
                return None
            if text.is_mark(i, ","):
                other = self._person_at.get(i + 1)
                return other if other is not None and other.name is not None else None
            if text.is_mark(i, ";", ":", "(", ")", "«", "»", "–", "-"):
                return None
        return None

    def _plural(self, mention: PersonMention) -> tuple[Person, ...]:
        """« les deux ministres »: as many as the text has told of just before, all alike."""
        if mention.count != 2 or not mention.definite:
            return ()
        told = self.told_before(mention.span[0])
        fitting = [
            p for p in told if not (mention.posts or mention.ranks) or self.descriptions.fits(mention, p)
        ]
        if len(told) == 2 and fitting:
            # « le ministre X et son homologue Y. Les deux ministres »
            fitting += [
                p for p in told if p not in fitting and not (p.posts or any(m.ranks for m in p.mentions))
            ]
        return tuple(fitting) if len(fitting) == 2 else ()

    def told_before(self, i: int) -> list[Person]:
        """The persons named in the nearest earlier sentences of the body, until there are two."""
        sentence = self.parsed.sentence_of(i)
        told: dict[str, Person] = {}
        for back in range(sentence, max(sentence - 3, -1), -1):
            for person in self.people.persons:
                spans = [m.span[0] for m in person.mentions if m.span[0] < i]
                if any(self.parsed.sentence_of(s) == back for s in spans):
                    told[person.entity.key] = person
            if len(told) >= 2:
                break
        return list(told.values())
