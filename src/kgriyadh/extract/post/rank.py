"""Which rank a text gives a person."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import PRESENT, RankMention, Span, cover
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
        found = self._promoted(person) or self._beside_name(person)
        if found:
            rank, at = found
            entity = Entity(rank.rank, "kgr:MilitaryRank", (), rank.rank)
            quote = self.parsed.quote(cover(rank.span, at))
            sure = reached(self.parsed, PHRASE, rank.span, at)
            yield Fact(person.entity, "kgr:hasRank", entity, (quote,), sure, "rank-with-name")

    def _beside_name(self, person: Person) -> tuple[RankMention, Span] | None:
        """The rank beside the name of a person, and the name."""
        found = rank_of(self.parsed, person)
        return (found[0], found[1].name or found[0].span) if found else None

    def _promoted(self, person: Person) -> tuple[RankMention, Span] | None:
        """The rank to which a text says that a person has been raised, and the words for the person."""
        for given in self.appointments.titles:
            if given.title.ranks and given.standing == PRESENT and given.person is person:
                return given.title.ranks[0], given.at
        return None
