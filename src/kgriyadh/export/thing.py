"""A store in, what its things are and are called out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kgriyadh.export.form import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store


@dataclass(frozen=True, slots=True)
class Thing:
    """A person, organization, place, event, threat, rank or role: its IRI, narrowest class and French name.

    ``kind`` is the local name of the class (``Person``); a thing without a French name has another or none.
    """

    iri: str
    kind: str
    name: str


def things(store: Store) -> Mapping[str, Thing]:
    """Return the things of a store by IRI, in the order of their IRIs."""
    found = {}
    for iri, group in groupby(rows(store, "things"), key=lambda row: row["thing"].value):
        first = next(group)
        name = first["name"].value if first["name"] else ""
        found[iri] = Thing(iri, local(first["class"].value), name)
    return found


def local(iri: str) -> str:
    """Return the last part of an IRI, the name within its vocabulary."""
    return iri.replace("#", "/").rpartition("/")[2]
