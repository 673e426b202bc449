"""Which meeting a mention tells again: parties, day and place allow it, and enough is shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.event import EventMention
from kgriyadh.extract.meeting.encounter import Meeting, within
from kgriyadh.extract.meeting.sound import sound
from kgriyadh.extract.syntax import PLANNED, ancestors, marker
from kgriyadh.fact import Entity

# « la cérémonie », « la rencontre » point to a meeting told at most so many sentences before.
_NEAR = 8


class Retold:
    """Finds among the meetings told so far the one that a mention of the text tells again.

    ``all`` are those meetings, ``of`` the same by party and number; both grow with the text.
    """

    def __init__(
        self, parsed: Parsed, all: Sequence[Meeting], of: Mapping[Entity, Mapping[int, Meeting]]
    ) -> None:
        self.parsed = parsed
        self.all = all
        self._of = of

    def in_title(self, mention: EventMention) -> bool:
        """Whether a mention stands in the headline."""
        return self.parsed.text.headline(mention.trigger.span[0])

    def meeting(self, mention: EventMention) -> Meeting | None:
        """The meeting that a mention tells again, or None where it tells a new one."""
        # « cette session du Conseil »: a body named through its heads does not tell a meeting of its own.
        nobody = not mention.core() - mention.bodies
        if (mention.says("attend") and not mention.apart) or (mention.pointing and nobody):
            meeting = self._pointed(mention)
            mention.beside = meeting is not None and mention.says("attend") and mention.noun is None
            return meeting
        if aim := self._aimed(mention) or self._attended(mention) or self._signed(mention):
            return aim
        sharing = {n: m for party in mention.everybody() for n, m in self._of.get(party, {}).items()}
        same = [sharing[n] for n in sorted(sharing) if self._same(sharing[n], mention)]
        if same:
            return same[-1] if not self.in_title(mention) else same[0]
        if self.in_title(mention) and self.all and self._could_head(self.all[0], mention):
            return self.all[0]
        return None

    def _aimed(self, mention: EventMention) -> Meeting | None:
        """« se réunissent à Abuja pour un sommet »: a noun for what the verb above it tells already."""
        above = {a.i for a in ancestors(self.parsed, mention.trigger)}
        if mention.everybody() or marker(self.parsed, mention.trigger) != "pour":
            return None
        return next((m for m in self.all for e in m.mentions if e.trigger.i in above), None)

    def _attended(self, mention: EventMention) -> Meeting | None:
        """« a pris part à la réunion du Conseil »: the noun for what the verb says that somebody attends."""
        noun = mention.trigger
        if noun.pos != "NOUN" or not noun.dep.startswith(("obl", "obj")):
            return None
        told = ((m, e) for m in self.all for e in m.mentions if e.says("attend"))
        return next((m for m, e in told if e.trigger.i == noun.head), None)

    def _signed(self, mention: EventMention) -> Meeting | None:
        """« La cérémonie était présidée par X. L'accord a été signé par Y »: what the ceremony was for."""
        last = self.all[-1] if self.all else None
        if last is None or not mention.says("signing") or not any(m.ceremony() for m in last.mentions):
            return None
        near = mention.trigger.sentence - last.last_sentence <= 2
        return last if near and self._compatible(last, mention) else None

    def _pointed(self, mention: EventMention) -> Meeting | None:
        if self.in_title(mention):
            return self.all[0] if self.all and self._could_head(self.all[0], mention) else None
        recent = [m for m in self.all if mention.trigger.sentence - m.last_sentence <= _NEAR]
        if not recent:
            return None
        if nth := self._nth(mention, recent):
            return nth
        told = [m for m in recent if not m.background] or recent
        if mention.says("represented"):  # « le Mali était représenté par X »: where many are
            many = [m for m in told if m.assembly() or m.attended() or any(e.bodies for e in m.mentions)]
            told = many or told
        last = ([m for m in told if sound(m) or m.parties["host"] or m.assembly()] or told)[-1]
        if last.planned != (mention.status == PLANNED) and mention.trigger.pos != "NOUN":
            return None
        if mention.trigger.marker and not mention.core() <= last.everybody():
            return None
        if mention.says("visit") and self._by_somebody(mention):
            return None
        if mention.status == PLANNED and not last.planned and (mention.when or mention.place):
            return None  # « ils ont discuté du sommet qui se tiendra lundi »
        apart = (
            mention.when
            and last.when
            and mention.when.first != last.when.first
            and not within(mention.when, last.when)
        )
        return None if apart else last

    def _by_somebody(self, mention: EventMention) -> bool:
        """« le prolongement de la visite effectuée par X en Égypte »: the visit is X's."""
        made = (w for w in self.parsed.below(mention.trigger) if w.dep.startswith("acl"))
        by = (w for verb in made for w in self.parsed.below(verb) if w.mention is not None)
        return any(marker(self.parsed, w) == "par" for w in by)

    def _nth(self, mention: EventMention, recent: Sequence[Meeting]) -> Meeting | None:
        """« La première audience », « le second entretien »: of the meetings of one host."""
        lemmas = {w.lemma for w in self.parsed.below(mention.trigger)}
        words = self.parsed.text.lexicon.words
        series = [m for m in recent if m.everybody() & recent[-1].everybody()]
        for number, word_class in enumerate(("first-of-series", "second-of-series")):
            if lemmas & words(word_class) and len(series) > max(1, number):
                return series[number]
        return None

    def _same(self, meeting: Meeting, mention: EventMention) -> bool:
        """Whether parties, day and place allow the two to be one, and enough is shared."""
        if not self._compatible(meeting, mention):
            return False
        mine, theirs = meeting.everybody(), mention.everybody()
        shared = mine & theirs
        chaired = meeting.assembly() and mine == set(meeting.parties["host"]) and not mention.gathers()
        if not shared or (chaired and theirs - mine):
            return False  # who presides over a conference receives somebody besides
        hosts = set(mention.parties["host"])
        if hosts and meeting.parties["host"] and not hosts & set(meeting.parties["host"]):
            return False
        if mention.says("visit") and not hosts and not shared & set(meeting.parties["guest"]):
            return False
        if meeting.visit() or (mention.says("visit") and not hosts):
            return meeting is next(m for m in reversed(self.all) if m.everybody())
        return shared in (mine, theirs) and (len(shared) > 1 or len(mine) == 1 or len(theirs) == 1)

    def _compatible(self, meeting: Meeting, mention: EventMention) -> bool:
        one, other = meeting.when, mention.when
        if one and other and not (within(one, other) or within(other, one)):
            return False
        if meeting.place and mention.place and meeting.place[0] != mention.place[0]:
            return False
        # « Il rencontrera X aujourd'hui … L'entretien a lieu ce lundi »: one, on the day it is told.
        again = one and other and one.first == other.first and mention.everybody() == meeting.everybody()
        if meeting.planned != (mention.status == PLANNED) and not (again or self.in_title(mention)):
            return False
        return not (
            bool(one) != bool(other)
            and meeting.mentions[0].trigger.sentence + 3 < mention.trigger.sentence
            and other
        )

    def _could_head(self, meeting: Meeting, mention: EventMention) -> bool:
        """Whether a headline can speak of the first meeting: it names no party who is not in it.

        « Bissau abrite une réunion de la CEDEAO » speaks of the assembly that the body says was attended.
        """
        others = mention.everybody() - meeting.everybody()
        assembly = mention.assembly and (meeting.attended() or meeting.assembly())
        known = not others or (assembly and all(e.kind != "kgr:Person" for e in others))
        return known and self._compatible(meeting, mention)
