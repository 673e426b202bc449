"""The order of the station's steps: each takes the ids found before it and gives those that it finds."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from kgriyadh.fold import words
from kgriyadh.garbage import collection_paused
from kgriyadh.identity import body, encounter, meeting, organization, person, portrait
from kgriyadh.identity.context import appearances, told
from kgriyadh.identity.judgement import rulings
from kgriyadh.identity.match import Match, comparison
from kgriyadh.identity.names import candidates
from kgriyadh.identity.settle import Index, Settled, settle
from kgriyadh.identity.tie import id_of, tied
from kgriyadh.resolution import Resolution

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kgriyadh.fact import Reading
    from kgriyadh.identity.body import Body
    from kgriyadh.identity.context import Told
    from kgriyadh.identity.encounter import Encounter
    from kgriyadh.identity.judgement import Ruling
    from kgriyadh.identity.match import Comparison
    from kgriyadh.identity.portrait import Portrait
    from kgriyadh.identity.settle import Key
    from kgriyadh.resolution import Decision, Judgement, Known, Mention


@collection_paused()
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
    return _resolved(found, known) if not judgements else _judged(found, known, judgements, base)


def _judged(
    found: Sequence[Told], known: Sequence[Known], judgements: Sequence[Judgement], base: str
) -> Resolution:
    """Return who is who where analysts have judged."""
    mentions = {str(mention): mention for of in found for mention in of.mentions.values()}
    mentions |= {str(one.mention): one.mention for one in known}
    named = {thing.removeprefix(base) for one in judgements for thing in one.things}
    # An id is what a thing has where nothing is judged, so that no judgement changes what another means.
    ids = {} if named <= mentions.keys() else _by_id(_resolved(found, known))
    return _resolved(found, known, rulings(judgements, mentions, ids, base))


def _by_id(found: Resolution) -> Mapping[str, tuple[Mention, ...]]:
    """Return the mentions of each thing by its local id."""
    by_id: dict[str, list[Mention]] = defaultdict(list)
    for mention, local in found.things.items():
        by_id[local].append(mention)
    return {local: tuple(mentions) for local, mentions in by_id.items()}


def _resolved(found: Sequence[Told], known: Sequence[Known], ruled: Sequence[Ruling] = ()) -> Resolution:
    """Take the steps in their order: bodies, persons who hold posts in them, what ties them, meetings."""
    index = Index(found)
    # What the vocabulary knows has its id; no other thing takes it, nor that of a user's authority.
    ids = {(of.id, key): one.known for of in found for key, one in of.entities.items() if one.known}
    taken = {*ids.values(), *(one.id for one in known)}
    steps = [settle(_bodies(found, known, ruled), index, taken)]
    ids |= steps[-1].ids
    steps.append(settle(_persons(found, known, ruled, ids), index, taken, marks=_posts_of))
    ids |= steps[-1].ids
    steps.append(tied(found, ids))
    ids |= steps[-1].ids
    steps.append(_meetings(found, ruled, ids, index, taken))
    ids |= steps[-1].ids
    return Resolution(
        ids,
        {local: key for step in steps for local, key in step.called.items()},
        {mention: ids[key] for mention, key in index.keys.items()},
        tuple(sorted(chain.from_iterable(step.decisions for step in steps), key=_in_order)),
        tuple(sorted(chain.from_iterable(step.links for step in steps))),
    )


def _bodies(found: Sequence[Told], known: Sequence[Known], ruled: Sequence[Ruling]) -> Match[Body]:
    own = [body.body_of(one) for one in known if one.folder == "organization"]
    things = own + body.bodies(found, _alone(ruled))
    return Match(things, organization.candidates(things), _bodies_compared, _always, ruled)


def _persons(
    found: Sequence[Told], known: Sequence[Known], ruled: Sequence[Ruling], ids: Mapping[Key, str]
) -> Match[Portrait]:
    seen = chain.from_iterable(appearances(of, ids) for of in found)
    named = [one for one in seen if one.entity.names and not one.entity.known]
    own = [portrait.portrait_of(one) for one in known if one.folder == "person"]
    things = own + portrait.portraits(named, _alone(ruled))
    near = candidates([one.names for one in things])
    return Match(things, near, _persons_compared, _persons_unlike, ruled)


def _meetings(
    found: Sequence[Told], ruled: Sequence[Ruling], ids: Mapping[Key, str], index: Index, taken: set[str]
) -> Settled:
    things: list[Encounter] = []
    own: dict[Mention, str] = {}
    for of in found:
        if not of.of_folder("meeting"):
            continue
        mine = {key: ids[of.id, key] for key in of.entities if (of.id, key) in ids}
        for key, one in encounter.encounters(of, ids):
            things.append(one)
            own[one.mentions[0]] = id_of(of, key, mine)
    match = Match(things, encounter.candidates(things), _encounters_compared, _always, ruled)
    return settle(match, index, taken, own)


def _alone(ruled: Iterable[Ruling]) -> frozenset[Mention]:
    """Return the mentions that a judgement parts from others, which may share their look."""
    parting = (one for one in ruled if one.judgement.verdict == "different")
    return frozenset(mention for one in parting for mention in one.mentions)


def _bodies_compared(one: Body, other: Body) -> Comparison | None:
    found = organization.grounds(one, other)
    return comparison(found, one.acronym or other.acronym) if found else None


def _persons_compared(one: Portrait, other: Portrait) -> Comparison | None:
    likeness = person.likeness_of(one, other)
    if likeness.score < person.ALIKE:
        return None
    partial = likeness.partial or (not likeness.rare and (one.bare or other.bare))
    return comparison(person.grounds(one, other, likeness), partial)


def _persons_unlike(one: Portrait, other: Portrait) -> bool:
    """Two full names that are two part their bearers; « Al-Moghidi » and « Mohammed » may be of one name."""
    return all(len(words(side.names[0])) > 1 for side in (one, other))


def _encounters_compared(one: Encounter, other: Encounter) -> Comparison:
    return comparison(meeting.grounds(one, other))


def _always(one: object, other: object) -> bool:
    return True


def _posts_of(one: Portrait) -> Iterator[str]:
    """Give what tells a person from namesakes: the posts, the ranks."""
    for role, held_in in sorted(one.posts, key=str):
        yield "-".join(part.rpartition("/")[2] for part in (role, held_in) if part)
    for _, rank in sorted(one.ranks):
        yield rank.rpartition("/")[2]


def _in_order(decision: Decision) -> tuple[str | int, ...]:
    one, other, judged = decision.one, decision.other, decision.judgement
    ruling = (judged.source, judged.line) if judged else ("", 0)
    return one.document, one.local_id, other.document, other.local_id, decision.verdict, *ruling
