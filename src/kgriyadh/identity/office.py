"""Two portraits in, what their posts and walks of life say for and against their being one person out.

How posts are held is data: ``ontology/posts-held.ttl``.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from kgriyadh import paths
from kgriyadh.identity import weight
from kgriyadh.identity.rank import is_enlisted
from kgriyadh.lexicon.entry import read_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kgriyadh.identity.context import Post
    from kgriyadh.identity.portrait import Portrait
    from kgriyadh.identity.weight import Ground
    from kgriyadh.lexicon.entry import Entry


def grounds(one: Portrait, other: Portrait, rare: bool) -> Iterator[Ground]:
    """Give what the posts of two portraits come to; ``rare`` says that few bear the name they share."""
    shared = sorted(post for post in one.ever & other.ever if post[1])
    if one.states and other.states and not one.states & other.states and not shared:
        yield weight.TWO_STATES.about(f"{_all(one.states)} ≠ {_all(other.states)}")
        return
    clash = [] if shared else list(_against(one, other, rare))
    yield from clash or _in_favour(one, other, shared, rare)


def _in_favour(one: Portrait, other: Portrait, shared: Iterable[Post], rare: bool) -> Iterator[Ground]:
    """The best that two portraits have in common: a post that one person holds, a post, a body, a role.

    A state has many who bear a frequent name, a body few.
    """
    roles = {role for role, _ in one.ever} & {role for role, _ in other.ever}
    if shared:
        sole = any(_one_holder(post) for post in shared)
        said = ", ".join(f"{last(role)} ({last(body or '')})" for role, body in shared)
        yield (weight.SAME_POST if sole else weight.SHARED_POST).about(said)
    elif bodies := one.bodies & other.bodies:
        ground = weight.SAME_BODY if rare or not bodies <= one.states else _of_state(one, other)
        yield ground.about(_all(bodies))
    elif roles:
        yield weight.SAME_ROLE.about(_all(roles))
    elif not rare and one.near(other) and one.bare != other.bare:
        yield weight.NAME_ALONE  # a dispatch that names somebody alone means who is in the news


def _of_state(one: Portrait, other: Portrait) -> Ground:
    """What a state says of a frequent name: more where both hold one of its few high offices."""
    high = all(any(map(_one_holder, portrait.ever)) for portrait in (one, other))
    return weight.HIGH_OFFICES if high else weight.SAME_STATE


def _against(one: Portrait, other: Portrait, rare: bool) -> Iterator[Ground]:
    """What no one is at once, and for frequent names what few become."""
    near = one.near(other)
    if near and (posts := _exclusive(one, other)):
        yield weight.TWO_POSTS.about(posts)
    elif civilian := _soldier_and_civilian(one, other):
        if not rare:
            unlike = weight.SOLDIER_AND_CIVILIAN if near else weight.FREQUENT_SOLDIER_CIVILIAN
            yield unlike.about(civilian)
        elif near:
            yield weight.SOLDIER_TURNED_CIVILIAN.about(civilian)
    elif _enlisted_and_in_office(one, other):
        yield weight.OTHER_WALK if rare else weight.SOLDIER_AND_CIVILIAN
    elif not rare and _nothing_in_common(one, other):
        yield weight.NOTHING_IN_COMMON


def _exclusive(one: Portrait, other: Portrait) -> str:
    """Return two posts in one body that no one holds at once, or nothing."""
    for (role, body), (second, place) in product(sorted(one.posts, key=str), sorted(other.posts, key=str)):
        apart = _says(role, "exclusive") and _says(second, "exclusive")
        abroad = _says(role, "accredited") != _says(second, "accredited")
        at_home = _one_holder((role, body)) or _one_holder((second, place))
        if role != second and body == place and (apart or (abroad and at_home)):
            return f"{last(role)} ≠ {last(second)}"
    return ""


def _soldier_and_civilian(one: Portrait, other: Portrait) -> str:
    """Return the civilian post of one where the other is a soldier without such, or nothing."""
    for soldier, civilian in ((one, other), (other, one)):
        held = [role for role, _ in civilian.ever if _says(role, "civilian")]
        in_both = any(_says(role, "civilian") for role, _ in soldier.ever)
        if soldier.ranks and held and not civilian.ranks and not in_both:
            return last(min(held))
    return ""


def _enlisted_and_in_office(one: Portrait, other: Portrait) -> bool:
    return any(
        soldier.ranks and all(is_enlisted(rank) for _, rank in soldier.ranks) and high.ever and not high.ranks
        for soldier, high in ((one, other), (other, one))
    )


def _nothing_in_common(one: Portrait, other: Portrait) -> bool:
    """Whether both are told to be something, and neither post, body nor rank is the same sort of thing."""
    if not all(portrait.ever or portrait.ranks for portrait in (one, other)):
        return False
    if one.bodies and other.bodies:
        return not one.bodies & other.bodies
    roles = {role for role, _ in one.ever} & {role for role, _ in other.ever} - {"role/other"}
    return not roles and not (one.ranks and other.ranks)


def _one_holder(post: Post) -> bool:
    """Return whether one person at a time holds a post."""
    role, body = post
    kind = "kgr:Country" if body and body.startswith("place/") else "org:Organization"
    entry = _roles().get(role)
    return bool(body and entry and kind in entry.get("oneHolderIn"))


def _says(role: str, name: str) -> bool:
    entry = _roles().get(role)
    return bool(entry and entry.says(name))


@cache
def _roles() -> Mapping[str, Entry]:
    return {
        id: entry for id, entry in read_entries(paths.vocabulary()).items() if "kgr:Role" in entry.classes
    }


def _all(ids: Iterable[str]) -> str:
    return ", ".join(map(last, sorted(ids)))


def last(local_id: str) -> str:
    """Return the last segment of a local id."""
    return local_id.rpartition("/")[2]
