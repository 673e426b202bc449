"""Ranks, posts and counterparts: what a text says of the persons it names."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.people import People
from kgriyadh.extract.post.appointment import Appointments
from kgriyadh.extract.post.command import Commands
from kgriyadh.extract.post.counterpart import Counterparts
from kgriyadh.extract.post.holding import Holdings
from kgriyadh.extract.post.rank import Ranks
from kgriyadh.extract.post.statement import Statements
from kgriyadh.extract.post.succession import Successions
from kgriyadh.extract.reference import References
from kgriyadh.extract.things import Things
from kgriyadh.fact import Fact

__all__ = ["Posts"]


class Posts:
    """Reads ranks and posts off the persons of a text."""

    def __init__(self, parsed: Parsed, people: People, things: Things, references: References) -> None:
        statements = Statements(parsed, things)
        counterparts = Counterparts(parsed, people, statements, references)
        self._persons = people.persons
        self._appointments = Appointments(parsed, statements, references)
        self._ranks = Ranks(parsed, self._appointments)
        self._holdings = Holdings(parsed, statements, references, counterparts)
        self._commands = Commands(parsed, statements, references)
        self._successions = Successions(parsed, statements, references, self._appointments)

    def facts(self) -> Iterator[Fact]:
        """hasRank, memberships and counterparts."""
        for person in self._persons:
            yield from self._ranks.facts(person)
            yield from self._holdings.facts(person)
        yield from self._commands.facts()
        yield from self._appointments.facts()
        yield from self._successions.facts()
