"""The order of the station's steps, and what each of them leaves to the next."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import TYPE_CHECKING, TypeVar

from kgriyadh.fold import words
from kgriyadh.identity import encounter, organization, person, portrait
from kgriyadh.identity.canonical import fullest, is_iri, local_id, unnumbered
from kgriyadh.identity.context import appearances, told
from kgriyadh.identity.judgement import rulings
from kgriyadh.identity.match import Comparable, Match, comparison
from kgriyadh.identity.names import keys
from kgriyadh.local_id import compound_id, is_compound, own_id
from kgriyadh.resolution import Resolution

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kgriyadh.fact import Reading
    from kgriyadh.identity.context import Told
    from kgriyadh.identity.encounter import Encounter
    from kgriyadh.identity.judgement import Ruling
    from kgriyadh.identity.match import Comparison
    from kgriyadh.identity.organization import Body
    from kgriyadh.identity.portrait import Portrait
    from kgriyadh.resolution import Decision, Judgement, Known, Mention

Thing = TypeVar("Thing", bound="Comparable")


def resolve(
    readings: Iterable[Reading],
    judgements: Sequence[Judgement] = (),
    known: Sequence[Known] = (),
    base: str = "",
) -> Resolution:
    """Return who is who in some readings, whatever their order.

    ``judgements`` always win; a thing in them may be written as an IRI that starts with ``base``. ``known``
    are the persons and bodies of a user's authority. Raises ``JudgementIsUnusable``.
    """
    found = sorted(map(told, readings), key=lambda of: (of.day, of.id))
    if not judgements:
        return _State(found, known).resolved()
    mentions = {str(mention): mention for of in found for mention in of.mentions.values()}
    mentions |= {str(one.mention): one.mention for one in known}
    named = {thing.removeprefix(base) for one in judgements for thing in one.things}
    # An id is what a thing has where nothing is judged, so that no judgement changes what another means.
    ids = {} if named <= mentions.keys() else _State(found, known).by_id()
    return _State(found, known, rulings(judgements, mentions, ids, base)).resolved()


@dataclass(slots=True)
class _State:
    """What has been found out so far; ``ids`` are by document id and entity key."""

    found: Sequence[Told]
    known: Sequence[Known] = ()
    rulings: Sequence[Ruling] = ()
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    called: dict[str, tuple[str, str]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    _keys: dict[Mention, tuple[str, str]] = field(default_factory=dict)
    _order: dict[Mention, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take the steps in their order."""
        self._keys = {mention: (of.id, key) for of in self.found for key, mention in of.mentions.items()}
        self._order = {mention: number for number, mention in enumerate(self._keys)}
        self._listed()
        self._bodies()
        self._persons()
        self._tied()
        self._encounters()

    def resolved(self) -> Resolution:
        """Return the result."""
        things = {mention: self.ids[key] for mention, key in self._keys.items()}
        decisions = tuple(sorted(self.decisions, key=_in_order))
        return Resolution(self.ids, self.called, things, decisions, tuple(sorted(self.links)))

    def by_id(self) -> dict[str, tuple[Mention, ...]]:
        """Return the mentions of each thing by its local id."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for of in self.found:
            for key, mention in of.mentions.items():
                found[self.ids[of.id, key]].append(mention)
        return {local: tuple(mentions) for local, mentions in found.items()}

    # ---------------------------------------------------------------- the steps

    def _listed(self) -> None:
        """What the vocabulary knows has its id; no other thing takes it, nor that of a user's authority."""
        for of in self.found:
            for key, entity in of.entities.items():
                if entity.known:
                    self.ids[of.id, key] = entity.known
        self.taken |= {*self.ids.values(), *(one.id for one in self.known)}

    def _bodies(self) -> None:
        own = [organization.body_of(one) for one in self.known if one.folder == "organization"]
        things = own + organization.bodies(self.found, self._alone())
        match = Match(things, organization.candidates(things), _bodies_compared, _always, self.rulings)
        self._settle(match, {}, _no_marks)

    def _persons(self) -> None:
        seen = list(chain.from_iterable(appearances(of, self.ids) for of in self.found))
        named = [one for one in seen if one.entity.names and not one.entity.known]
        own = [portrait.portrait_of(one) for one in self.known if one.folder == "person"]
        things = own + portrait.portraits(named, self._alone())
        match = Match(things, _persons_near(things), _persons_compared, _persons_unlike, self.rulings)
        self._settle(match, {}, _posts_of)

    def _tied(self) -> None:
        """Posts and regional threats follow from what they tie; so does the id of a thing without a name."""
        for of in self.found:
            waiting = [key for key in of.entities if (of.id, key) not in self.ids]
            for compound in (False, True):  # what is tied first, then what ties it
                for key in waiting:
                    entity = of.entities[key]
                    if is_compound(entity) is compound and not of.is_event(key):
                        self._name(of, key)

    def _name(self, of: Told, key: str) -> None:
        """Give a thing the id that its document alone gives it."""
        local = self.ids[of.id, key] = self._own_id(of, key)
        self.called.setdefault(local, (of.id, key))

    def _own_id(self, of: Told, key: str) -> str:
        entity = of.entities[key]
        if not is_compound(entity):
            return own_id(entity, of.id)
        ids = {other: self.ids[of.id, other] for other in of.entities if (of.id, other) in self.ids}
        return compound_id(entity, of.facts.get(key, {}), ids, of.id)

    def _encounters(self) -> None:
        things, own = [], {}
        for of in self.found:
            for key, one in encounter.encounters(of, self.ids):
                things.append(one)
                own[one.mentions[0]] = self._own_id(of, key)
        match = Match(things, encounter.candidates(things), _encounters_compared, _always, self.rulings)
        self._settle(match, own, _no_marks)

    # ---------------------------------------------------------------- what a step leaves

    def _alone(self) -> frozenset[Mention]:
        """The mentions that a judgement parts from others, which may share their look."""
        parting = (one for one in self.rulings if one.judgement.verdict == "different")
        return frozenset(mention for one in parting for mention in one.mentions)

    def _settle(
        self, match: Match[Thing], own: Mapping[Mention, str], marks: Callable[[Thing], Iterable[str]]
    ) -> None:
        """Give each group its id and its name, and keep the decisions.

        ``own`` has ids by mention where they are other than the document alone would give.
        """
        self.decisions += match.decisions()
        for group in match.groups.all():
            mentions = sorted(
                (m for n in group for m in match.things[n].mentions if m in self._order),
                key=self._order.__getitem__,
            )
            listed = [m.local_id for n in group for m in match.things[n].mentions if m not in self._order]
            if not mentions:
                continue
            first = next(n for n in group if mentions[0] in match.things[n].mentions)
            plain = own.get(mentions[0]) or unnumbered(mentions[0])
            local = next((one for one in listed if not is_iri(one)), None)
            if local is None:
                local = local_id(plain, mentions[0], marks(match.things[first]), self.taken)
                self.called[local] = self._keys[fullest(mentions)]
            self.links += [(local, one) for one in listed if is_iri(one)]
            for mention in mentions:
                self.ids[self._keys[mention]] = local


def _persons_near(things: Sequence[Portrait]) -> Iterator[tuple[int, int]]:
    """Give the pairs of portraits whose names share a key."""
    blocks: dict[str, list[int]] = defaultdict(list)
    keys_of = {name: keys(name) for name in {name for one in things for name in one.names}}
    for number, one in enumerate(things):
        for key in frozenset().union(*(keys_of[name] for name in one.names)):
            blocks[key].append(number)
    for block in blocks.values():
        yield from combinations(block, 2)


def _persons_compared(one: Portrait, other: Portrait) -> Comparison | None:
    likeness = person.likeness_of(one, other)
    if likeness.score < person.ALIKE:
        return None
    return comparison(person.grounds(one, other, likeness), likeness.partial)


def _persons_unlike(one: Portrait, other: Portrait) -> bool:
    """Two full names that are two part their bearers; « Al-Moghidi » and « Mohammed » may be of one name."""
    return all(len(words(one_of.names[0])) > 1 for one_of in (one, other))


def _bodies_compared(one: Body, other: Body) -> Comparison | None:
    found = organization.grounds(one, other)
    return comparison(found) if found else None


def _encounters_compared(one: Encounter, other: Encounter) -> Comparison:
    return comparison(encounter.grounds(one, other))


def _in_order(decision: Decision) -> tuple[object, ...]:
    judged = decision.judgement
    return decision.one, decision.other, decision.verdict, (judged.source, judged.line) if judged else ("", 0)


def _always(one: object, other: object) -> bool:
    return True


def _posts_of(portrait: Portrait) -> Iterator[str]:
    """Give what tells a person from namesakes: the posts, the ranks."""
    for role, body in sorted(portrait.posts, key=str):
        yield "-".join(one.rpartition("/")[2] for one in (role, body) if one)
    for _, rank in sorted(portrait.ranks):
        yield rank.rpartition("/")[2]


def _no_marks(one: object) -> tuple[str, ...]:
    return ()
