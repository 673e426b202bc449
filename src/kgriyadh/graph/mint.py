"""Local ids in, IRIs out: the only place where an IRI of a thing is made."""

from __future__ import annotations

import re

from rdflib import URIRef

from kgriyadh.errors import BaseIriIsUnusable
from kgriyadh.local_id import digest, slug

_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+[/#]")


def check_base(base: str) -> None:
    """Raise ``BaseIriIsUnusable`` unless IRIs can start with this base."""
    if not _BASE.fullmatch(base):
        raise BaseIriIsUnusable(base)


def document_iri(document_id: str, base: str) -> URIRef:
    """Return the IRI of a document; two ids never share one, even where their slugs do."""
    return URIRef(f"{base}document/{_document_slug(document_id)}")


def document_graph_iri(document_id: str, base: str) -> URIRef:
    """Return the IRI of the named graph with what a document states."""
    return URIRef(f"{base}graph/document-{_document_slug(document_id)}")


def graph_iri(name: str, base: str) -> URIRef:
    """Return the IRI of a named graph that belongs to no document (``authority``, ``evidence``)."""
    return URIRef(f"{base}graph/{name}")


def mention_iri(document_id: str, local_id: str, base: str) -> URIRef:
    """Return the IRI of what one document calls a thing; ``local_id`` is the thing's id in that document."""
    return URIRef(f"{base}mention/{_document_slug(document_id)}/{local_id}")


def evidence_iri(base: str, *fields: object) -> URIRef:
    """Return the IRI of a node of the evidence: the hash of its fields, in their order."""
    return URIRef(f"{base}evidence/{digest(*fields)[:16]}")


def decision_iri(base: str, *fields: object) -> URIRef:
    """Return the IRI of a decision on identity: the hash of its fields, in their order."""
    return URIRef(f"{base}decision/{digest(*fields)[:16]}")


def _document_slug(document_id: str) -> str:
    """Return a document's slug, with a hash where it isn't the id itself."""
    short = slug(document_id)
    return short if short == document_id else f"{short}-{digest(document_id)[:8]}"
