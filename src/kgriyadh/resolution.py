"""Who is who across documents: what the identity station says, the graph wing writes and analysts judge.

Plain frozen data, no behaviour beyond reading it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["same", "different", "ask"]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A thing as one document speaks of it, written ``document#person/al-moghidi``.

    ``local_id`` is what its id would be if there were no other document, so that no other document
    changes it; two things of one document never share one. ``name`` is the fullest that it has there.
    What a user's authority knows is a mention without a document, written as its id or IRI.
    """

    document: str
    local_id: str
    name: str = field(compare=False, default="")

    def __str__(self) -> str:
        return f"{self.document}#{self.local_id}" if self.document else self.local_id


@dataclass(frozen=True, slots=True)
class Known:
    """A person or body of a user's authority.

    ``id`` is a local id, or an IRI of somebody else's; ``folder`` is ``person`` or ``organization``;
    ``posts`` are pairs of role and body, by local id.
    """

    id: str
    folder: str
    names: tuple[str, ...]
    posts: frozenset[tuple[str, str | None]] = frozenset()
    ranks: frozenset[str] = frozenset()

    @property
    def mention(self) -> Mention:
        """The thing as a mention."""
        return Mention("", self.id, self.names[0])


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """An analyst's word on some things: all the ``same``, or each ``different`` from each other.

    ``things`` are mentions or IRIs as they were written; ``source`` is the file that says so, ``line``
    counts from 1 in it.
    """

    source: str
    line: int
    verdict: Literal["same", "different"]
    things: tuple[str, ...]
    who: str = ""
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """Whether two mentions mean one thing, and why.

    ``score`` runs from 0 to 1: from ``threshold`` on they are the same, and what lies too near to it is
    to be asked (« ask »: kept apart until an analyst judges). ``reasons`` are words in French and
    English. ``judgement`` is the analyst's word, where it is that which decided.
    """

    one: Mention
    other: Mention
    verdict: Verdict
    score: float
    threshold: float
    reasons: tuple[str, ...]
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """For each entity of each document the thing that it is.

    ``ids`` has the local id of the thing by document id and entity key. ``called`` has, for each id that
    no authority names, the document id and entity key whose name is the thing's. ``things`` has the local
    id by mention. ``decisions`` are sorted. ``links`` are pairs of a local id and the IRI of the same
    thing in an authority of the user's.
    """

    ids: Mapping[tuple[str, str], str]
    called: Mapping[str, tuple[str, str]]
    things: Mapping[Mention, str]
    decisions: tuple[Decision, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    @property
    def asks(self) -> tuple[Decision, ...]:
        """The pairs that are kept apart until an analyst judges them."""
        return tuple(one for one in self.decisions if one.verdict == "ask")
