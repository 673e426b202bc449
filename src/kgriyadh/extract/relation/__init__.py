"""What holds between bodies and states: cooperation, membership, number of members, seat."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.reference import References
from kgriyadh.extract.relation.cooperation import Cooperations
from kgriyadh.extract.relation.count import Counts
from kgriyadh.extract.relation.joining import Joinings
from kgriyadh.extract.relation.membership import Memberships
from kgriyadh.extract.relation.party import Parties
from kgriyadh.extract.relation.seat import Seats
from kgriyadh.extract.things import Things
from kgriyadh.fact import Entity, Fact

__all__ = ["Relations"]


class Relations:
    """Reads relations between the bodies and states of a parsed text."""

    def __init__(self, parsed: Parsed, things: Things, references: References) -> None:
        parties = Parties(parsed, things)
        self._readers = (
            Cooperations(parties, references),
            Memberships(parties),
            Joinings(parties),
            Counts(parties),
            Seats(parties),
        )

    def facts(self) -> Iterator[Fact]:
        """Each relation once, with all the words that state it."""
        found: dict[tuple[Entity, str, object], list[Fact]] = {}
        for reader in self._readers:
            for fact in reader.facts():
                found.setdefault((fact.subject, fact.predicate, fact.object), []).append(fact)
        for same in found.values():
            quotes = tuple(dict.fromkeys(q for f in same for q in f.quotes))
            first = same[0]
            yield Fact(first.subject, first.predicate, first.object, quotes, first.confidence, first.rule)
