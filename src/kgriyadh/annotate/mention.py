"""What the phrase grammar finds in a text before it is parsed: mentions, as plain data.

Spans are half-open ranges of token indices.
"""

from __future__ import annotations

from dataclasses import dataclass

from kgriyadh.dates import When

Span = tuple[int, int]


def cover(*spans: Span) -> Span:
    """The span from the beginning of the first to the end of the last of some spans."""
    return min(start for start, _ in spans), max(end for _, end in spans)


PRESENT, FORMER, ACTING, FUTURE = "present", "former", "acting", "future"


@dataclass(frozen=True, slots=True)
class OrganizationMention:
    """A body named by its name or acronym, or pointed to by its head noun (``la Coalition``).

    ``known`` is the authority's id; ``names`` are the spans that spell a name; ``pointer`` is
    true where the words only point back to a body named elsewhere, to one of ``candidates`` where
    the vocabulary says whom such words call.
    """

    span: Span
    names: tuple[Span, ...]
    kind: str
    known: str | None = None
    acronym: Span | None = None
    pointer: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A city, state or region. ``candidates`` are the ids that the surface form may mean."""

    span: Span
    kind: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression, resolved as far as it alone allows."""

    span: Span
    when: When


@dataclass(frozen=True, slots=True)
class ThreatMention:
    """A wording of a threat concept; several where adjectives part the concept into kinds."""

    span: Span
    concept: str


Body = OrganizationMention | PlaceMention


@dataclass(frozen=True, slots=True)
class PostMention:
    """A post as a phrase states it: the role, and the bodies or states it is of.

    ``standing`` is present, former, acting or future.
    """

    span: Span
    role: str
    bodies: tuple[Body, ...] = ()
    standing: str = PRESENT


@dataclass(frozen=True, slots=True)
class RankMention:
    """A military rank."""

    span: Span
    rank: str


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person by name, or by a description without a name (``la ministre togolaise``).

    ``name`` is the span of the bare name. ``licensed`` is false where only its capitals speak for
    a name. ``noun`` is a generic noun (homologue, homme). ``states`` come of demonyms
    (``le Nigérian X``). ``count`` is 1, or the number that a plural names, 0 when it names none.
    """

    span: Span
    name: Span | None
    ranks: tuple[RankMention, ...] = ()
    posts: tuple[PostMention, ...] = ()
    noun: str | None = None
    states: tuple[PlaceMention, ...] = ()
    count: int = 1
    feminine: bool = False
    possessive: bool = False
    definite: bool = False
    civil: bool = False
    licensed: bool = True


@dataclass(frozen=True, slots=True)
class TitleMention:
    """Posts and ranks without a determiner or a name, as somebody is appointed to them."""

    span: Span
    ranks: tuple[RankMention, ...]
    posts: tuple[PostMention, ...]


@dataclass(frozen=True, slots=True)
class GroupMention:
    """Persons listed beside one another: ``X, Y et Z``."""

    span: Span
    members: tuple[PersonMention, ...]


Mention = (
    OrganizationMention
    | PlaceMention
    | DateMention
    | ThreatMention
    | PersonMention
    | TitleMention
    | GroupMention
)
