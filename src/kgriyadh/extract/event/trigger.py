"""Which words of a parse are triggers of which frame, and which words fill its slots."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import GroupMention, OrganizationMention, PersonMention, PlaceMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.event.mention import CONFERENCE, MEETING, PARTIES
from kgriyadh.extract.event.sharing import beside_verb, having, listed_behind, travelling
from kgriyadh.extract.syntax import fill, marker, opener
from kgriyadh.lexicon import Frame

# Pronouns for things: « y ont pris part ».
_NEUTER = frozenset({"y", "en", "ce", "c'", "cela", "ceci"})
_CATEGORY = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ", "ADV": "NOUN"}


class Triggers:
    """The triggers of one parsed text."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self._lexicon = parsed.text.lexicon
        self._frames = self._lexicon.frames
        self._known: dict[int, Frame | None] = {}

    def frame(self, word: Word) -> Frame | None:
        """The frame that fits a word here: its object, its reflexive and its event are as it needs."""
        if word.i not in self._known:
            self._known[word.i] = self._fitting(word)
        return self._known[word.i]

    def _fitting(self, word: Word) -> Frame | None:
        if word.mention is not None or word.marker:
            return None
        frames = self._frames.get((_CATEGORY.get(word.pos, ""), word.lemma), ())
        fitting = [f for f in frames if f.evokes in (MEETING, CONFERENCE) and self._allowed(word, f)]
        return max(fitting, key=lambda f: (bool(f.needs), len(self.fillers(word, f))), default=None)

    def _allowed(self, word: Word, frame: Frame) -> bool:
        if frame.needs and not self.needed(word, frame):
            return False
        if "reflexive" in frame.features and not self._reflexive(word):
            return False
        if "host-needed" in frame.features and not any(r == "host" for r, _ in self.fillers(word, frame)):
            return False
        if "credentials" in frame.features and not self._credentials(word):
            return False
        if "seen" in frame.features and not self._seen(word):
            return False
        if "witness" in frame.features:
            return any(map(self.is_event, self._events(word, frame)))
        if "predicate" in frame.features and not self._copula(word):
            return False
        if "person-object" in frame.features and self._hosts_event(word):
            return False
        if "no-object" in frame.features and self._takes_things(word):
            return False
        if "event-subject" in frame.features or (frame.evokes and "event" in dict(frame.roles)):
            return self._has_event(word, frame)
        if "represented" in frame.features:  # « La France était représentée par X »
            return any(w.dep == "aux:pass" for w in self.parsed.below(word))
        return "attend" not in frame.features or self._attended(word)

    def needed(self, word: Word, frame: Frame) -> list[Word]:
        """The noun that a frame needs beside its verb, without a preposition unless the frame says so."""
        found = self.parsed.below(word)
        oblique = "oblique" in frame.features
        nouns = (w for w in found if w.lemma in frame.needs and w.dep != "nsubj")
        needed = [w for w in nouns if oblique or not marker(self.parsed, w)]
        needed = needed or [w for w in self._counted(found) if w.lemma in frame.needs]
        head = self.parsed.words[word.head]  # « l'audience que le ministre a accordée »
        relative = word.dep.startswith("acl") and any(w.lemma == "que" for w in found)
        return needed or ([head] if relative and head.lemma in frame.needs else [])

    def _seen(self, word: Word) -> bool:
        """« X s'est vu accorder une audience »: who sees himself granted one."""
        above = self.parsed.words[word.head]
        return above.lemma in self._lexicon.words("seeing") and self._reflexive(above)

    def _credentials(self, word: Word) -> bool:
        """« présenter les copies de ses lettres de créance »: and not any other letter or copy."""
        return any(
            self.parsed.text.has(w.span[0], "credentials")
            for w in self.parsed.row(word.sentence)
            if word.i < w.i <= word.i + 12
        )

    def _counted(self, words: list[Word]) -> Iterator[Word]:
        """« une série d'audiences »: the nouns behind a noun of quantity."""
        series = (w for w in words if w.lemma in self._lexicon.words("series-noun"))
        return (below for w in series for below in self.parsed.below(w) if below.dep == "nmod")

    def _reflexive(self, word: Word) -> bool:
        return any(w.dep.startswith("expl") for w in self.parsed.below(word))

    def _takes_things(self, word: Word) -> bool:
        """« ont échangé des messages », « des tirs »: anything but views."""
        objects = (w for w in self.parsed.below(word) if w.dep == "obj" and w.pos == "NOUN" and not w.mention)
        return any(w.lemma not in self._lexicon.words("view") for w in objects)

    def _hosts_event(self, word: Word) -> bool:
        """« Le Centre accueille une conférence »: who is received is no event."""
        return any(w.dep == "obj" and self.is_event(w) for w in self.parsed.below(word))

    def _copula(self, word: Word) -> bool:
        before = self.parsed.words[max(0, word.i - 8) : word.i]
        return any(w.sentence == word.sentence and w.lemma == "etre" for w in before)

    def is_event(self, word: Word) -> bool:
        """Whether a word is a noun for an event."""
        return word.mention is None and ("NOUN", word.lemma) in self._frames

    def _has_event(self, word: Word, frame: Frame) -> bool:
        """Whether what is presided or what gathers is an event noun, or a pronoun for one."""
        return any(self.is_event(w) or w.pos == "PRON" for w in self._events(word, frame))

    def _attended(self, word: Word) -> bool:
        """« à la réunion », « y », « à laquelle »: what somebody attends must be an event."""
        if word.pos == "ADJ":
            return self._copula(word) or any(w.dep == "nsubj" for w in self.parsed.below(word))
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

    def _relative_to_event(self, verb: Word) -> bool:
        """« une réunion à laquelle a pris part X »: the clause hangs on an event, or on its verb."""
        head = self.parsed.words[verb.head]
        told = (w for w in self.parsed.below(head) if w.dep.startswith(("nsubj", "obj")) and w.i < verb.i)
        return self.is_event(head) or any(map(self.is_event, told))

    def attends_apart(self, word: Word) -> bool:
        """« a pris part à l'Assemblée générale de l'ONU »: what is attended has a name of its own."""
        nouns = [w for w in self._phrases(word) if self.is_event(w)]
        below = (w for n in nouns for w in self.parsed.below(n))
        named = (OrganizationMention, PlaceMention)
        return any(w.dep == "nmod" and isinstance(w.mention, named) for w in below)

    def _phrases(self, word: Word) -> Iterator[Word]:
        for other in self.parsed.below(word):
            yield other
            if other.mention is None:
                yield from self.parsed.below(other)

    def occasion(self, noun: Word, frame: Frame) -> Iterator[Word]:
        """« la cérémonie de passation de commandement »: what it is held for is no event beside it."""
        ceremonies = (w for w in self.parsed.below(noun) if w.dep == "nmod" and "ceremony" in frame.features)
        return (w for w in ceremonies if marker(self.parsed, w) == "de" and self.frame(w))

    def another(self, noun: Word) -> bool:
        """« les préparatifs de la prochaine visite »: another event than those told so far."""
        upcoming = any(w.lemma in self._lexicon.words("upcoming") for w in self.parsed.below(noun))
        frame = self.frame(noun)
        return upcoming and noun.pos == "NOUN" and frame is not None and not self.fillers(noun, frame)

    def told_of(self, word: Word, frame: Frame) -> list[Word]:
        """The event noun that a verb is about: « a présidé un séminaire »."""
        return [w for w in self._events(word, frame) if self.is_event(w)]

    def _events(self, word: Word, frame: Frame) -> Iterator[Word]:
        for role, slot in frame.roles:
            if role == "event":
                yield from fill(self.parsed, word, slot)
                yield from self._before_relative(word)

    def _before_relative(self, verb: Word) -> Iterator[Word]:
        """« au centre de la rencontre qui a réuni X et Y »: the noun right before « qui »."""
        for word in self.parsed.below(verb):
            if word.lemma == "qui" and word.i and word.dep.startswith("nsubj"):
                yield self.parsed.words[word.i - 1]

    def fillers(self, word: Word, frame: Frame) -> list[tuple[str, Word]]:
        """The words that fill the parties' slots of a trigger, each with its role."""
        found = []
        for role, slot in frame.roles:
            if role in PARTIES:
                found += [(role, w) for w in fill(self.parsed, word, slot) if self._can_take_part(w, frame)]
        if word.dep.startswith("nsubj") and self._held(self.parsed.words[word.head]):
            beside = (w for _, slot in frame.roles for w in beside_verb(self.parsed, word, slot))
            found += [("participant", w) for w in beside if self._can_take_part(w, frame)]
        if "shared-subject" in frame.features and found:
            shared = having(self.parsed, word, self.points(word))
            found += [("participant", w) for w in shared if self._can_take_part(w, frame)]
        if "visit" in frame.features and not found:
            found = [("guest", w) for w in travelling(self.parsed, word, self.points(word))]
        if not found and "attend" in frame.features and any(role == "participant" for role, _ in frame.roles):
            found = [("participant", w) for w in listed_behind(self.parsed, word)]
        return found

    def _held(self, verb: Word) -> bool:
        """Whether a verb says that an event was held."""
        frames = self._frames.get(("VERB", verb.lemma), ())
        return any("about-event" in f.features and (not f.needs or self.needed(verb, f)) for f in frames)

    def _can_take_part(self, word: Word, frame: Frame) -> bool:
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
        return word.lemma in nouns or self._many(word)

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

    def nearest(self, word: Word) -> int | None:
        """The last trigger before a word in its sentence, or, where there is none, the first behind it."""
        row = [w for w in self.parsed.row(word.sentence) if self.frame(w)]
        verbs = [w for w in row if w.pos in {"VERB", "AUX"}] or row
        before = [w for w in verbs if w.i < word.i]
        chosen = before[-1] if before else verbs[0] if verbs else None
        return chosen.i if chosen else None

    def points(self, word: Word) -> bool:
        """Whether an event noun is definite: it speaks of a meeting told already."""
        if word.pos in {"VERB", "AUX", "ADJ"}:
            return False
        # « du » and « au » hold an article too.
        articles = [w for w in self.parsed.below(word) if w.dep.startswith("det") or w.dep == "case"]
        folded = {self.parsed.text.tokens[w.span[0]].folded for w in articles}
        return bool(folded & self._lexicon.words("definite"))
