"""A store in, GraphML out: nodes are things, edges facts (http://graphml.graphdrawing.org/specification.html).

A post is an edge from its holder to the body. Neo4j takes labels of nodes and types of edges from where its
own exports have them (``labels``, ``label``).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from lxml import etree

from kgriyadh.export.form import ONE_FILE, joined
from kgriyadh.export.relation import POSTS, Proof, known, post, stated
from kgriyadh.export.thing import things

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

    from kgriyadh.export.form import Contents
    from kgriyadh.export.relation import Relation
    from kgriyadh.export.thing import Thing

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = {"label": "string", "type": "string", "labels": "string"}
_EDGE = {
    "type": "string",
    "label": "string",
    "role": "string",
    "origin": "string",
    "date": "string",
    "documents": "string",
    "confidence": "double",
    "quotes": "string",
}
_EVENTS = ("Conference", "Meeting", "Visit")
_PIECE = 1 << 16  # bytes that are handed over together
# https://www.w3.org/TR/xml/#charsets: what XML has no way to write.
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Edge:
    """An edge between two things; ``role`` is that of a post."""

    source: str
    target: str
    type: str
    role: str = ""
    day: str = ""
    proof: Proof | None = None

    def data(self) -> dict[str, str]:
        """Return what is known of it, by key."""
        proof = self.proof or Proof()
        return {
            "type": self.type,
            "label": self.role or self.type,
            "role": self.role,
            "origin": "background" if self.proof is None else "stated",
            "date": self.day or min(proof.published, default=""),
            "documents": joined(proof.documents),
            "confidence": "" if proof.confidence is None else f"{proof.confidence:g}",
            "quotes": joined(proof.quotes),
        }


def graphml(store: Store) -> Contents:
    """Return the graph of a store: its things, what documents state of them and what is known besides."""
    return {ONE_FILE: _written(store)}


def _written(store: Store) -> Iterator[bytes]:
    """Give the file in pieces."""
    named = things(store)
    buffer = io.BytesIO()
    with etree.xmlfile(buffer, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("graphml", nsmap={None: _NAMESPACE}):
            for key in _keys():
                file.write(key)
            with file.element("graph", id="kgriyadh", edgedefault="directed"):
                for element in _elements(store, named):
                    file.write(element)
                    if buffer.tell() > _PIECE:
                        file.flush()
                        yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.BytesIO) -> bytes:
    """Return what is in a buffer and empty it."""
    piece = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return piece


def _keys() -> Iterator[etree._Element]:
    for kind, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, value in keys.items():
            attributes = {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": value}
            yield etree.Element("key", attributes)


def _elements(store: Store, named: Mapping[str, Thing]) -> Iterator[etree._Element]:
    for thing in named.values():
        if thing.kind not in POSTS:
            data = {"label": thing.name, "type": thing.kind, "labels": f":{thing.kind}"}
            yield _element("node", {"id": thing.iri}, data)
    for edge in _edges(store, named):
        ends = {"source": edge.source, "target": edge.target, "label": edge.type}
        name = sha256("\0".join((edge.source, edge.type, edge.role, edge.target)).encode()).hexdigest()[:16]
        yield _element("edge", {"id": f"e{name}", **ends}, edge.data())


def _element(kind: str, attributes: dict[str, str], data: dict[str, str]) -> etree._Element:
    made = etree.Element(kind, {name: _NO_XML.sub("\ufffd", value) for name, value in attributes.items()})
    for name, value in data.items():
        if value:
            etree.SubElement(made, "data", key=f"{kind}-{name}").text = _NO_XML.sub("\ufffd", value)
    made.tail = "\n"
    return made


def _edges(store: Store, named: Mapping[str, Thing]) -> Iterator[_Edge]:
    """Give the edges whose ends are both things."""
    for source, relations in stated(store):
        kind = named[source].kind if source in named else ""
        if kind in POSTS:
            yield from _of_post(kind, relations, named)
        elif kind:
            yield from _of_thing(kind, relations, named)
    for one in known(store):
        if one.source in named and one.target in named:
            yield _Edge(one.source, one.target, one.kind)


def _of_post(kind: str, relations: list[Relation], named: Mapping[str, Thing]) -> Iterator[_Edge]:
    held = post(kind, relations)
    if held is None:
        return
    target = held.organization or held.role or ""
    if target in named and held.person in named:
        role = named[held.role].name if held.role and held.role in named else ""
        yield _Edge(held.person, target, kind[0].lower() + kind[1:], role, proof=held.proof)


def _of_thing(kind: str, relations: list[Relation], named: Mapping[str, Thing]) -> Iterator[_Edge]:
    """Give the edges of a thing; those of an event are of its day."""
    days = [one.target for one in relations if one.kind == "date"] if kind in _EVENTS else []
    for one in relations:
        if one.target in named:
            yield _Edge(one.source, one.target, one.kind, day=min(days, default=""), proof=one.proof)
