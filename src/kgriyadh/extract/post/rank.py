"""Which rank a text gives a person."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import PRESENT, PersonMention, RankMention, cover
from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.confidence import PHRASE, reached
from kgriyadh.extract.people import Person, rank_of
from kgriyadh.extract.post.appointment import Appointments
from kgriyadh.fact import Entity, Fact


class Ranks:
    """Reads ranks off the names of a text's persons and its promotions."""

    def __init__(self, parsed: Parsed, appointments: Appointments) -> None:
        self.parsed = parsed
        self.appointments = appointments

    def facts(self, person: Person) -> Iterator[Fact]:
        """The rank of a person: that of a promotion before that beside the name."""
        found = self._promoted(person) or rank_of(self.parsed, person)
        if found:
            rank, mention = found
            entity = Entity(rank.rank, "kgr:MilitaryRank", (), rank.rank)
            quote = self.parsed.quote(cover(rank.span, mention.name or rank.span))
            sure = reached(self.parsed, PHRASE, rank.span, mention.name or rank.span)
            yield Fact(person.entity, "kgr:hasRank", entity, (quote,), sure, "rank-with-name")

    def _promoted(self, person: Person) -> tuple[RankMention, PersonMention] | None:
        """The rank to which a text says that a person has been raised."""
        for title, holder, standing in self.appointments.titles:
            if title.ranks and standing == PRESENT and holder in person.mentions:
                return title.ranks[0], holder
        return None
