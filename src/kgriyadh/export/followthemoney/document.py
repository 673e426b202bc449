"""A store in, its documents out, and what they call persons and bodies: Article, Mention."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kgriyadh.export.followthemoney.entity import entity, entity_id
from kgriyadh.export.form import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from kgriyadh.export.followthemoney.directory import Directory, Values

_COLUMNS = {"id": "fileName", "title": "title", "source": "publisher", "published": "publishedAt"}


def documents(store: Store, directory: Directory) -> Iterator[bytes]:
    """Give the documents."""
    for iri, group in groupby(rows(store, "documents"), key=lambda row: row["document"].value):
        found = list(group)
        properties = {
            name: [row[column].value for row in found if row[column]] for column, name in _COLUMNS.items()
        }
        address = directory.addresses([iri])
        yield entity(entity_id(iri), "Article", language=["fra"], sourceUrl=address, **properties)


def mentions(store: Store, directory: Directory, naming: Values) -> Iterator[bytes]:
    """Give what documents call persons and bodies; ``naming`` is told which documents name whom."""
    named = groupby(rows(store, "mentions"), key=lambda row: (row["thing"].value, row["document"].value))
    for (iri, document), group in named:
        naming[iri].append(document)
        if schema := directory.schema(iri):
            yield entity(
                entity_id(document, iri),
                "Mention",
                document=[entity_id(document)],
                resolved=[entity_id(iri)],
                name=[row["name"].value for row in group],
                detectedSchema=[schema],
            )
