"""Two portraits of persons in, the grounds for and against their being one out.

A portrait gathers the appearances of one name under the same posts and ranks, so that a person whom
a thousand documents call alike is compared once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgriyadh.fold import words
from kgriyadh.identity import weight
from kgriyadh.identity.context import UNDATED
from kgriyadh.identity.names import compare
from kgriyadh.identity.rank import agree, falls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kgriyadh.identity.context import Appearance, Post
    from kgriyadh.identity.names import Likeness
    from kgriyadh.identity.weight import Ground
    from kgriyadh.resolution import Known, Mention

# Below this likeness two names are two; see Likeness.
ALIKE = 0.6
# And below this they may be those of two of one family.
LIKELY = 0.7
# Posts of which one person holds no two at once.
_ALONE = frozenset(
    f"role/{name}"
    for name in (
        "ambassador", "chief-of-air-staff", "chief-of-army-staff", "chief-of-defence-staff",
        "chief-of-navy-staff", "defence-attache", "emir", "governor", "inspector-general", "king",
        "president", "spokesperson", "sultan", "vice-president",
    )
)  # fmt: skip
_DIPLOMATS = frozenset({"role/ambassador", "role/minister-of-foreign-affairs"})
# Documents so many days apart speak of one time.
_AT_ONCE = 30


@dataclass(slots=True)
class Portrait:
    """What is said of one bearer of a name; ``ranks`` come with the days of the documents that say them."""

    names: tuple[str, ...]
    posts: frozenset[Post]
    past: set[Post] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    days: list[date] = field(default_factory=list)
    ranks: set[tuple[date, str]] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    presences: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, one: Appearance) -> None:
        """Add an appearance."""
        self.mentions.append(one.mention)
        self.documents.add(one.mention.document)
        self.days.append(one.day)
        self.ranks |= {(one.day, rank) for rank in one.ranks}
        self.past |= one.past
        self.met |= one.met
        for day, city in one.presences:
            self.presences[day].add(city)

    def takes(self, one: Appearance) -> bool:
        """Whether an appearance of the same name, posts and ranks may be the same person's."""
        return one.mention.document not in self.documents and not any(
            self.presences.get(day, {city}) - {city} for day, city in one.presences
        )

    @property
    def ever(self) -> frozenset[Post]:
        """The posts held at any time."""
        return self.posts | self.past

    @property
    def states(self) -> set[str]:
        """The states that the posts are held for."""
        return {body for _, body in self.ever if body and body.startswith("place/")}

    @property
    def bodies(self) -> set[str]:
        """The bodies and states that the posts are held in."""
        return {body for _, body in self.ever if body}


def portraits(found: Iterable[Appearance], alone: frozenset[Mention]) -> list[Portrait]:
    """Return the portraits of appearances that are sorted; those of ``alone`` get one each."""
    made: list[Portrait] = []
    by_look: dict[object, list[Portrait]] = defaultdict(list)
    for one in found:
        look = one.mention if one.mention in alone else (words(one.mention.name), one.posts, one.ranks)
        portrait = next((known for known in by_look[look] if known.takes(one)), None)
        if portrait is None:
            portrait = Portrait((one.mention.name,), one.posts)
            by_look[look].append(portrait)
            made.append(portrait)
        portrait.add(one)
    return made


def portrait_of(known: Known) -> Portrait:
    """Return what an authority says of a person; it says so of no day."""
    portrait = Portrait(
        known.names, known.posts, mentions=[known.mention], documents={known.mention.document}
    )
    portrait.ranks = {(UNDATED, rank) for rank in known.ranks}
    return portrait


def grounds(one: Portrait, other: Portrait, likeness: Likeness) -> list[Ground]:
    """Return what speaks for and against two portraits being one person's; the name's ground comes first."""
    found = [_of_name(likeness), *_of_posts(one, other), *_of_ranks(one, other), *_of_events(one, other)]
    return [ground for ground in found if ground.points]


def likeness_of(one: Portrait, other: Portrait) -> Likeness:
    """Return how alike the names are."""
    likenesses = [compare(a, b) for a in one.names for b in other.names]
    return max(likenesses, key=lambda likeness: (likeness.score, not likeness.partial))


def _of_name(likeness: Likeness) -> Ground:
    if likeness.score < LIKELY:
        return weight.DOUBTFUL_NAME
    if likeness.partial:
        return weight.SHORT_NAME if likeness.rare else weight.FREQUENT_SHORT_NAME
    if likeness.score >= 1:
        return weight.FULL_NAME if likeness.rare else weight.FREQUENT_NAME
    return weight.VARIANT_NAME if likeness.rare else weight.FREQUENT_VARIANT


def _of_posts(one: Portrait, other: Portrait) -> Iterator[Ground]:
    shared = sorted(post for post in one.ever & other.ever if post[1])
    roles = {role for role, _ in one.ever} & {role for role, _ in other.ever}
    if shared:
        yield weight.SAME_POST.about(
            ", ".join(f"{_last(role)} ({_last(body or '')})" for role, body in shared)
        )
    elif one.bodies & other.bodies:
        yield weight.SAME_BODY.about(", ".join(map(_last, sorted(one.bodies & other.bodies))))
    elif roles:
        yield weight.SAME_ROLE.about(", ".join(map(_last, sorted(roles))))
    if one.states and other.states and not one.states & other.states and not shared:
        yield weight.TWO_STATES.about(f"{_all(one.states)} ≠ {_all(other.states)}")
    elif not shared and _near(one, other) and (clash := _exclusive(one, other)):
        yield weight.TWO_POSTS.about(clash)
    if (_diplomat(one) and other.ranks) or (_diplomat(other) and one.ranks):
        yield weight.SOLDIER_AND_DIPLOMAT


def _exclusive(one: Portrait, other: Portrait) -> str:
    """Return two posts in one body that no one holds at once, or nothing."""
    for role, body in sorted(one.posts, key=str):
        for second, place in sorted(other.posts, key=str):
            if role != second and body == place and role in _ALONE and second in _ALONE:
                return f"{_last(role)} ≠ {_last(second)}"
    return ""


def _diplomat(portrait: Portrait) -> bool:
    roles = {role for role, _ in portrait.posts}
    return bool(roles & _DIPLOMATS) and not portrait.ranks


def _near(one: Portrait, other: Portrait) -> bool:
    """Return whether documents of one time speak of both; undated ones are taken to."""
    return any(
        UNDATED in (a, b) or abs((a - b).days) <= _AT_ONCE for a in set(one.days) for b in set(other.days)
    )


def _of_ranks(one: Portrait, other: Portrait) -> Iterator[Ground]:
    """The rank on the last day before and the first after: ranks rise over time, they do not fall."""
    if not one.ranks or not other.ranks:
        return
    pairs = [(a, b) if a[0] <= b[0] else (b, a) for a in sorted(one.ranks) for b in sorted(other.ranks)]
    fallen = [(a, b) for a, b in pairs if a[0] < b[0] != UNDATED and falls(a[1], b[1])]
    at_once = [(a, b) for a, b in pairs if a[0] == b[0] != UNDATED and not agree(a[1], b[1])]
    if fallen:
        (_, before), (_, after) = fallen[0]
        yield weight.RANK_FALLS.about(f"{_last(before)} > {_last(after)}")
    elif at_once:
        (_, before), (_, after) = at_once[0]
        yield weight.TWO_RANKS.about(f"{_last(before)} ≠ {_last(after)}")
    elif same := [b for a, b in pairs if agree(a[1], b[1])]:
        yield weight.SAME_RANK.about(_last(same[0][1]))
    elif all(b[0] != UNDATED for _, b in pairs):
        yield weight.RANK_RISES


def _of_events(one: Portrait, other: Portrait) -> Iterator[Ground]:
    days = sorted(one.presences.keys() & other.presences.keys())
    shared = [day for day in days if one.presences[day] & other.presences[day]]
    if days and not shared:
        yield weight.TWO_CITIES.about(f"{days[0]}")
    elif shared:
        yield weight.SAME_EVENT.about(f"{shared[0]}")
    elif one.met & other.met:
        yield weight.SAME_COMPANY.about(min(one.met & other.met))


def _all(ids: Iterable[str]) -> str:
    return ", ".join(map(_last, sorted(ids)))


def _last(local_id: str) -> str:
    return local_id.rpartition("/")[2]
