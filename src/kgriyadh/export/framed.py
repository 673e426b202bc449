"""A store in, JSON-LD out with one tree a person or a meeting: what is told of it, and in which words.

Each tree is framed by itself (https://www.w3.org/TR/json-ld11-framing/), so that neither the store nor the
answer is ever in memory whole. The context stands in the file, and none is ever fetched.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from pyld import jsonld
from pyoxigraph import NamedNode, RdfFormat, serialize

from kgriyadh.context import context
from kgriyadh.export.form import ONE_FILE, pieces
from kgriyadh.export.thing import things
from kgriyadh.terms import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store, Triple

    from kgriyadh.export.form import Contents

_KINDS = {"person": ("Person",), "meeting": ("Conference", "Meeting", "Visit")}
FRAMES = tuple(_KINDS)

_TYPE = NamedNode(str(expand("rdf:type")))
_NAME = NamedNode(str(expand("skos:prefLabel")))
_SUBJECT = NamedNode(str(expand("rdf:subject")))
_HOLDER = (NamedNode(str(expand("org:member"))), NamedNode(str(expand("kgr:postHolder"))))
_PARTY = tuple(NamedNode(str(expand(f"kgr:{name}"))) for name in ("host", "guest", "participant"))
_TO_EVIDENCE = ("prov:wasDerivedFrom", "oa:hasSource", "oa:hasSelector")
_EVIDENCE = tuple(NamedNode(str(expand(name))) for name in _TO_EVIDENCE)
_FIRST = ("id", "prefLabel", "type")
_NO_FACTS = ("graph/inferred", "graph/decisions", "graph/ontology")
_TERMS = {
    "statements": {"@reverse": "rdf:subject"},
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "object": "rdf:object",
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    "hasSelector": {"@id": "oa:hasSelector", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:integer"},
    "end": {"@id": "oa:end", "@type": "xsd:integer"},
    **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix")},
    "issued": {"@id": "dcterms:issued", "@type": "xsd:date"},
    **{name: f"dcterms:{name}" for name in ("identifier", "title", "source")},
    "url": {"@id": "schema:url", "@type": "xsd:anyURI"},
}


def framed(store: Store, frame: str) -> Contents:
    """Return what a store tells as trees, by ``person`` or by ``meeting``."""
    return {ONE_FILE: pieces(_document(store, frame))}


def _document(store: Store, frame: str) -> Iterator[bytes]:
    yield b'{"@context": ' + _dumped(_frame(frame)["@context"]) + b',\n"@graph": ['
    between = b"\n"
    for thing in things(store).values():
        if thing.kind in _KINDS[frame]:
            yield between + _dumped(_tree(told(store, NamedNode(thing.iri), frame), thing.iri, frame))
            between = b",\n"
    yield b"\n]}\n"


def told(store: Store, thing: NamedNode, frame: str) -> list[Triple]:
    """Return what a store tells of a person or a meeting, in order.

    That is: all facts of it and of what belongs to it (posts, meetings; parties and their posts), who states
    them in which words, and names and classes of whatever else is spoken of. Nothing inferred is among them.
    """
    whole = _of_meeting(store, thing) if frame == "meeting" else _of_person(store, thing)
    found: set[Triple] = set()
    for node in whole:
        facts = set(_facts(store, node))
        spoken_of = {fact.object for fact in facts if isinstance(fact.object, NamedNode)} - whole
        found |= facts
        found.update(
            fact for one in spoken_of for fact in _facts(store, one) if fact.predicate in (_TYPE, _NAME)
        )
        found.update(fact for one in _subjects(store, _SUBJECT, node) for fact in _evidence(store, one))
    return sorted(found, key=str)


def _of_person(store: Store, person: NamedNode) -> set[NamedNode]:
    """Return a person with the posts and meetings that name this person."""
    return {person, *(one for term in (*_HOLDER, *_PARTY) for one in _subjects(store, term, person))}


def _of_meeting(store: Store, meeting: NamedNode) -> set[NamedNode]:
    """Return a meeting with its parties and their posts."""
    parties = {fact.object for fact in _facts(store, meeting) if fact.predicate in _PARTY}
    named = {party for party in parties if isinstance(party, NamedNode)}
    return {meeting, *named, *(post for party in named for post in _subjects(store, _HOLDER[0], party))}


def _evidence(store: Store, node: NamedNode) -> Iterator[Triple]:
    """Give all that is said of a statement, its passages, their selectors and documents."""
    for fact in _facts(store, node):
        yield fact
        if fact.predicate in _EVIDENCE and isinstance(fact.object, NamedNode):
            yield from _evidence(store, fact.object)


def _facts(store: Store, node: NamedNode) -> Iterator[Triple]:
    """Give what the named graphs say of a node, but for what was inferred."""
    for quad in store.quads_for_pattern(node, None, None, None):
        if isinstance(quad.graph_name, NamedNode) and not quad.graph_name.value.endswith(_NO_FACTS):
            yield quad.triple


def _subjects(store: Store, predicate: NamedNode, value: NamedNode) -> set[NamedNode]:
    """Return what has a value for a property by any named graph but that of inferences."""
    return {
        quad.subject
        for quad in store.quads_for_pattern(None, predicate, value, None)
        if isinstance(quad.graph_name, NamedNode) and not quad.graph_name.value.endswith(_NO_FACTS)
        if isinstance(quad.subject, NamedNode)
    }


def _tree(triples: list[Triple], iri: str, frame: str) -> dict[str, Any]:
    """Return triples as one tree, rooted in what has the IRI."""
    options = {"embed": "@always", "omitDefault": True, "omitGraph": True, "documentLoader": _refuse}
    tree: dict[str, Any] = jsonld.frame(_expanded(triples), {**_frame(frame), "id": iri}, options)
    del tree["@context"]
    return _readable(tree)


def _readable(tree: dict[str, Any]) -> dict[str, Any]:
    """Return a tree with what something is and is called before all else, and who says so behind it."""
    names = sorted(tree, key=lambda name: (name not in _FIRST, name == "statements", name))
    return {name: _each_readable(tree[name]) for name in names}


def _each_readable(value: Any) -> Any:
    if isinstance(value, list):
        return [_each_readable(one) for one in value]
    return _readable(value) if isinstance(value, dict) else value


def _expanded(triples: Iterable[Triple]) -> list[dict[str, Any]]:
    """Return triples as expanded JSON-LD; pyoxigraph 0.5 has ``rdf:type`` as any other property there."""
    nodes: list[dict[str, Any]] = json.loads(serialize(triples, format=RdfFormat.JSON_LD) or b"[]")
    for node in nodes:
        if kinds := node.pop(_TYPE.value, None):
            node["@type"] = [kind["@id"] for kind in kinds]
    return nodes


@cache
def _frame(name: str) -> dict[str, Any]:
    """Return the frame of ``frames/``, its context that of all our JSON-LD with what it adds."""
    frame: dict[str, Any] = json.loads(
        resources.files(__package__).joinpath("frames", f"{name}.jsonld").read_text()
    )
    return {**frame, "@context": {**context(), **_TERMS, **frame["@context"]}}


def _refuse(url: str, _options: object) -> dict[str, Any]:
    raise jsonld.JsonLdError(f"{url}: nothing is fetched", "jsonld.LoadDocumentError")


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
