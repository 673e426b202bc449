"""Which states join a body, are part of it or make it up: « a rejoint », « font partie de », « forment »."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import cover
from kgriyadh.annotate.parsed import Word
from kgriyadh.extract.confidence import CLAUSE
from kgriyadh.extract.relation.party import Parties
from kgriyadh.extract.syntax import HELD, fill, holds, status
from kgriyadh.fact import Fact
from kgriyadh.lexicon import Frame

_MEMBER = "org:memberOf"
_OF_STATES = ("kgr:Coalition", "kgr:InternationalOrganization")


class Joinings:
    """Reads off a text which states a verb makes members of a body."""

    def __init__(self, parties: Parties) -> None:
        self.parsed = parties.parsed
        self.parties = parties
        self._lexicon = parties.parsed.text.lexicon

    def facts(self) -> Iterator[Fact]:
        """« La Suède a rejoint l'OTAN », « ont adhéré à la Ligue arabe »."""
        for word in self.parsed.words:
            for frame in self._lexicon.frames.get(("VERB", word.lemma), ()) if word.pos == "VERB" else ():
                if frame.evokes != _MEMBER or not self._so(word, frame):
                    continue
                filled = [(role, w) for role, slot in frame.roles for w in fill(self.parsed, word, slot)]
                sides = [(role, w, e) for role, w in filled if (e := self.parties.body(w))]
                bodies = [(e, w) for role, w, e in sides if role == "body" and e.kind != "kgr:Country"]
                states = [(e, w) for role, w, e in sides if role == "member" and e.kind == "kgr:Country"]
                if not bodies:
                    continue
                if "several" in frame.features and (len(states) < 2 or bodies[0][0].kind not in _OF_STATES):
                    continue  # « la France et le Togo forment la Marine » of another
                for body, at in bodies[:1]:
                    for state, said in states:
                        quote = self.parsed.quote(cover(said.span, at.span))
                        yield Fact(state, _MEMBER, body, (quote,), CLAUSE, "joined")

    def _so(self, verb: Word, frame: Frame) -> bool:
        """Whether it has come to pass, and where it is a state, « font partie de », lasts to this day."""
        below = self.parsed.below(verb)
        if not frame.needs <= {w.lemma for w in below} or status(self.parsed, verb) != HELD:
            return False
        over = any(w.dep.startswith("aux") for w in below) or not holds(self.parsed, verb)
        return "lasting" not in frame.features or not over
