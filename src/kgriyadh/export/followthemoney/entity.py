"""Fields in, entities of FollowTheMoney out: an id, a schema and properties, each a line of JSON."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def entity_id(*fields: str) -> str:
    """Return the id of what some fields tell apart; that of a thing is made of its IRI alone."""
    return "kgr-" + sha256("\0".join(fields).encode()).hexdigest()[:32]


def entity(key: str, schema: str, **properties: Iterable[str]) -> bytes:
    """Return one entity as a line; texts lose control characters, and what is empty is left out."""
    texts = {
        name: sorted({text for value in values if (text := cleaned(value))})
        for name, values in properties.items()
    }
    made = {"id": key, "schema": schema, "properties": {k: v for k, v in texts.items() if v}}
    return (json.dumps(made, ensure_ascii=False, sort_keys=True) + "\n").encode()


def cleaned(text: str) -> str:
    """Return a text without control characters, nor space at its ends."""
    return _CONTROL.sub(" ", text).strip()
