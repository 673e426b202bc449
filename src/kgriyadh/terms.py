"""The names this package speaks: closed namespaces, so that a misspelt term is an error and no new word.

``KGR`` knows exactly what ``ontology/kgriyadh.ttl`` declares. The terms of W3C vocabularies that
rdflib doesn't ship are listed here as far as they are used.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, XSD, BNode, Graph, URIRef
from rdflib.namespace import ClosedNamespace

from kgriyadh import paths
from kgriyadh.errors import TermIsUnknown
from kgriyadh.load import load_turtle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib.term import Node

KGR_IRI = "https://w3id.org/kgriyadh/ontology#"
BASE = "https://w3id.org/kgriyadh/id/"
# https://www.w3.org/TR/annotation-vocab/
_OA_TERMS = "SpecificResource TextPositionSelector TextQuoteSelector "
_OA_TERMS += "hasSource hasSelector start end exact prefix suffix"
OA = ClosedNamespace("http://www.w3.org/ns/oa#", _OA_TERMS.split())
# https://semanticweb.cs.vu.nl/2009/11/sem/
SEM = ClosedNamespace("http://semanticweb.cs.vu.nl/2009/11/sem/", ["Event", "hasActor", "hasPlace"])
# https://mapping-commons.github.io/sssom/
_SSSOM_TERMS = """
    Mapping subject_id predicate_id predicate_modifier object_id confidence comment mapping_justification
    author_label mapping_date
"""
SSSOM = ClosedNamespace("https://w3id.org/sssom/", _SSSOM_TERMS.split())
SEMAPV = ClosedNamespace("https://w3id.org/semapv/vocab/", ["CompositeMatching", "ManualMappingCuration"])
# RDF 1.1 Concepts, section 3.5: where the names of former blank nodes go.
SKOLEM = "https://w3id.org/.well-known/genid/"


class _Ontology:
    """The terms of ``ontology/kgriyadh.ttl`` by attribute or key; any other name raises ``TermIsUnknown``."""

    def __getattr__(self, name: str) -> URIRef:
        if name.startswith("__"):  # copy, pickle and inspect ask for these
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> URIRef:
        term = URIRef(KGR_IRI + name)
        if term not in _declared():
            raise TermIsUnknown(f"kgr:{name}")
        return term


KGR = _Ontology()
_CLOSED: Mapping[str, object] = MappingProxyType(
    {
        "kgr": KGR,
        "dcterms": DCTERMS,
        "foaf": FOAF,
        "oa": OA,
        "org": ORG,
        "owl": OWL,
        "prov": PROV,
        "rdf": RDF,
        "rdfs": RDFS,
        "schema": SDO,
        "sem": SEM,
        "semapv": SEMAPV,
        "sh": SH,
        "skos": SKOS,
        "sssom": SSSOM,
        "time": TIME,
        "xsd": XSD,
    }
)
VOCABULARIES: Mapping[str, str] = MappingProxyType(
    {name: KGR_IRI if space is KGR else str(space) for name, space in _CLOSED.items()}
)
_FOLDERS = (
    "decision",
    "document",
    "evidence",
    "former-post",
    "future-post",
    "graph",
    "meeting",
    "membership",
    "organization",
    "person",
    "place",
    "rank",
    "role",
    "threat",
)


@cache
def expand(compact: str) -> URIRef:
    """Return the IRI of a compact name (``kgr:Person``); raises ``TermIsUnknown`` where none is declared."""
    prefix, _, name = compact.partition(":")
    try:
        return URIRef(_CLOSED[prefix][name])  # type: ignore[index]  # each namespace is subscriptable
    except (KeyError, AttributeError):
        raise TermIsUnknown(compact) from None


def prefixes(base: str) -> dict[str, str]:
    """Return the prefixes for serialisation: the vocabularies, and one a folder of data under ``base``."""
    return {**VOCABULARIES, **{folder: f"{base}{folder}/" for folder in _FOLDERS}}


def compact(iri: str) -> str:
    """Return the compact name of a vocabulary's term (``kgr:Person``); any other IRI comes back as it is."""
    for prefix, namespace in VOCABULARIES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def is_term(iri: str) -> bool | None:
    """Return whether a vocabulary declares an IRI of its namespace; None for an IRI of no vocabulary."""
    prefix, _, name = compact(iri).partition(":")
    if prefix not in _CLOSED or f"{VOCABULARIES[prefix]}{name}" != iri:
        return None
    return URIRef(iri) in _declared() or (prefix != "kgr" and URIRef(iri) in _CLOSED[prefix])  # type: ignore[operator]


@cache
def ontology() -> Graph:
    """Return the words of ``ontology/kgriyadh.ttl``, without its individuals; no blank nodes.

    A blank node gets an IRI made of what hangs on it.
    """
    parsed = load_turtle(paths.ONTOLOGY / "kgriyadh.ttl")
    named = Graph()
    for subject, predicate, value in parsed:
        if not str(subject).startswith(BASE):
            named.add((named_by_content(parsed, subject), predicate, named_by_content(parsed, value)))
    return named


@cache
def superclasses(kind: URIRef) -> frozenset[URIRef]:
    """Return a class and all above it in the ontology."""
    found = ontology().transitive_objects(kind, RDFS.subClassOf)
    return frozenset(URIRef(node) for node in found if isinstance(node, URIRef))


@cache
def _declared() -> frozenset[object]:
    """Return the subjects of the ontology file, which are what it declares."""
    return frozenset(load_turtle(paths.ONTOLOGY / "kgriyadh.ttl").subjects())


def named_by_content(graph: Graph, node: Node) -> Node:
    """Return a node, or for a blank one an IRI made of all that hangs on it (lists and axioms are trees)."""
    if not isinstance(node, BNode):
        return node
    content = sorted(f"{p} {named_by_content(graph, o)!r}" for p, o in graph.predicate_objects(node))
    return URIRef(SKOLEM + "kgriyadh-" + sha256("\n".join(content).encode()).hexdigest()[:16])
