"""A store in, entities of FollowTheMoney out as lines of JSON (https://followthemoney.tech/explorer/).

What documents say has them for ``proof`` and their words for ``description``; a mention says what a document
calls somebody. The library of that name judges in the tests; the product needs nothing of it but some names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgriyadh.export.followthemoney.directory import Directory, Values
from kgriyadh.export.followthemoney.document import documents, mentions
from kgriyadh.export.followthemoney.party import parties
from kgriyadh.export.followthemoney.tie import ties
from kgriyadh.export.form import ONE_FILE, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from kgriyadh.export.form import Contents


def followthemoney(store: Store) -> Contents:
    """Return documents, mentions, persons and bodies, then the events, posts and ties between them."""
    return {ONE_FILE: pieces(_entities(store))}


def _entities(store: Store) -> Iterator[bytes]:
    """Give all entities, each once."""
    directory = Directory(store)
    naming = Values(list)  # documents that name a thing
    yield from documents(store, directory)
    yield from mentions(store, directory, naming)
    yield from parties(store, directory, naming)
    yield from ties(store, directory)
