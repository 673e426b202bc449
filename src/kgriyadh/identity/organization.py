"""Two bodies that no list knows in, the grounds for and against their being one out."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from kgriyadh.fold import words
from kgriyadh.identity import weight
from kgriyadh.identity.body import ANY_CLASS, common_words
from kgriyadh.identity.context import UNDATED
from kgriyadh.identity.names import compare, compare_organizations, content, initials, is_acronym

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgriyadh.identity.body import Body
    from kgriyadh.identity.context import Holder
    from kgriyadh.identity.weight import Ground

# Below this likeness two names are two; see Likeness.
ALIKE = 0.6
# From this likeness on two persons' names are one's.
_ONE_PERSON = 0.9
_SHORTEST_WORD = 4
# So many holders are compared whose names are not written alike.
_MOST_HOLDERS = 20
# Within so many days few posts pass to another.
_AT_ONCE = 30


def candidates(found: list[Body]) -> Iterator[tuple[int, int]]:
    """Give the pairs that may be one: those that share a name, an acronym, the rarer words or a holder."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, body in enumerate(found):
        for key in _keys(body):
            blocks[key].append(number)
    for block in blocks.values():
        yield from ((a, b) for k, a in enumerate(block) for b in block[k + 1 :])


def _keys(body: Body) -> set[str]:
    """Return the keys of a body; who holds a post is all that tells one of a common name and no state."""
    keys = {" ".join(words(name)) for name in {one.name for one in body.holders}}
    if body.common:
        return keys | {" ".join(sorted(body.title | body.states))} if body.placed else keys
    return keys.union(*(_keys_of_name(name) for name in body.names))


def _keys_of_name(name: str) -> set[str]:
    parts = content(name)
    rarer = sorted(part for part in parts if len(part) >= _SHORTEST_WORD and part not in common_words())
    return {" ".join(words(name)), " ".join(sorted(parts)), initials(name), *rarer[:2]}


def grounds(one: Body, other: Body) -> list[Ground] | None:
    """Return what speaks for and against two bodies being one; None where their names are two."""
    named = _of_names(one, other)
    if named is None:
        return None
    return [named, *_of_classes(one, other), *_of_states(one, other), *_of_holders(one, other)]


def _of_names(one: Body, other: Body) -> Ground | None:
    if one.common and other.common:
        return weight.SAME_TITLE if one.title == other.title else None
    if words(one.names[0]) == words(other.names[0]):
        return weight.SAME_TITLE
    if {words(name) for name in one.names} & {words(name) for name in other.names}:
        return weight.ACRONYM
    score = max(compare_organizations(a, b).score for a in one.names for b in other.names)
    if score >= 1:
        return weight.SAME_TITLE
    if score >= ALIKE:
        return weight.LIKE_TITLE
    return weight.INITIALS if _is_short_for(one, other) or _is_short_for(other, one) else None


def _is_short_for(one: Body, other: Body) -> bool:
    """Return whether a name of one is an acronym made of the first letters of a name of the other."""
    short = {"".join(words(name)) for name in one.names if is_acronym(name)}
    return bool(short & {initials(name) for name in other.names})


def _of_classes(one: Body, other: Body) -> Iterator[Ground]:
    if ANY_CLASS not in (one.kind, other.kind):
        yield weight.SAME_CLASS if one.kind == other.kind else weight.TWO_CLASSES


def _of_states(one: Body, other: Body) -> Iterator[Ground]:
    common = one.common and other.common
    if common:
        yield weight.COMMON_TITLE
    if one.states and other.states and not one.states & other.states:
        if common or (one.told and other.told):
            yield weight.OF_TWO_STATES
        elif one.vague and other.vague:
            yield weight.TOLD_IN_TWO_STATES
    elif common and one.placed and one.states == other.states:
        yield weight.SAME_STATES
    elif one.acronym and other.acronym and one.told != other.told and not (one.states and other.states):
        yield weight.STATE_OF_ONE


def _of_holders(one: Body, other: Body) -> Iterator[Ground]:
    """Who holds a post in both, however the name is spelled; or two in one post at a time."""
    mine, theirs = ({holder.name for holder in body.holders} for body in (one, other))
    pairs = list(product(*(sorted(body.holders)[:_MOST_HOLDERS] for body in (one, other))))
    alike = (holder.name for holder, second in pairs if _is_one_person(holder, second))
    if name := min(mine & theirs, default="") or next(alike, ""):
        yield weight.SAME_HOLDER.about(name)
    elif one.vague and other.vague and any(_are_rivals(*pair) for pair in pairs):
        yield weight.TWO_HOLDERS


def _is_one_person(one: Holder, other: Holder) -> bool:
    likeness = compare(one.name, other.name)
    return likeness.score >= _ONE_PERSON and not likeness.partial


def _are_rivals(one: Holder, other: Holder) -> bool:
    """Return whether two persons are told to hold one post at one time."""
    at_once = UNDATED not in (one.day, other.day) and abs((one.day - other.day).days) <= _AT_ONCE
    return at_once and one.role == other.role and compare(one.name, other.name).conflict
