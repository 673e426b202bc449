"""Documents and the ids of persons and bodies in, the ids of what ties them together out.

Posts and regional threats are known by what they tie; a thing without a name by its document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgriyadh.identity.settle import Settled
from kgriyadh.local_id import compound_id, is_compound, own_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgriyadh.identity.context import Told
    from kgriyadh.identity.settle import Key


def tied(found: Iterable[Told], ids: Mapping[Key, str]) -> Settled:
    """Return the ids of what has none yet but for events, and whose name each goes by."""
    new: dict[Key, str] = {}
    called: dict[str, Key] = {}
    for of in found:
        mine = {key: ids[of.id, key] for key in of.entities if (of.id, key) in ids}
        waiting = [key for key in of.entities if key not in mine and not of.is_event(key)]
        # What is tied comes first, then what ties it.
        for key in sorted(waiting, key=lambda key: is_compound(of.entities[key])):
            local = mine[key] = new[of.id, key] = id_of(of, key, mine)
            called.setdefault(local, (of.id, key))
    return Settled(new, called)


def id_of(of: Told, key: str, ids: Mapping[str, str]) -> str:
    """Return the id that a document alone gives a thing; ``ids`` are those of its other things by key."""
    entity = of.entities[key]
    if is_compound(entity):
        return compound_id(entity, of.facts.get(key, {}), ids, of.id)
    return own_id(entity, of.id)
