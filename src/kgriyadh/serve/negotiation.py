"""What a client accepts in, the form that it gets out (RFC 9110, section 12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.datastructures import LanguageAccept, MIMEAccept
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGES = ("fr", "en")
# What a client gets that accepts anything comes first.
TABLES = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
TRIPLES = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "text/plain": "nt",
}
HTML = "text/html"


def media_type(accept: str | None, offered: Sequence[str]) -> str | None:
    """Return the one of ``offered`` that an Accept header likes best, the first where it likes all alike.

    None where it accepts none of them. A header that makes no sense counts as none.
    """
    wanted = parse_accept_header(accept, MIMEAccept)
    return wanted.best_match(offered) if any("/" in kind for kind in wanted.values()) else offered[0]


def language(chosen: str | None, accept: str | None) -> str:
    """Return the language of a page: the one chosen, else what an Accept-Language header likes best."""
    if chosen in LANGUAGES:
        return str(chosen)
    liked = (tag.partition("-")[0].lower() for tag in parse_accept_header(accept, LanguageAccept).values())
    return next((tag for tag in liked if tag in LANGUAGES), LANGUAGES[0])
