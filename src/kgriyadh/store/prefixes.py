"""The prefixes that a question needs not declare; an IRI in, its compact name out."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pyoxigraph import parse

from kgriyadh import paths

_LOCAL_NAME = re.compile(r"\w[\w-]*")


@cache
def prefixes() -> dict[str, str]:
    """Return the prefixes of ``queries/prefixes.ttl``, name to namespace."""
    declarations = parse(path=paths.QUERIES / "prefixes.ttl")
    next(declarations, None)  # they are read when the first statement is asked for, and there is none
    return declarations.prefixes


@lru_cache(maxsize=65536)
def compact(iri: str) -> str:
    """Return an IRI by the longest prefix that fits, as it is where none does."""
    for prefix, namespace in _longest_first():
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


@cache
def _longest_first() -> list[tuple[str, str]]:
    return sorted(prefixes().items(), key=lambda item: -len(item[1]))
