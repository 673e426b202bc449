"""The names this package speaks: closed namespaces, so that a misspelt term is an error and no new word.

``KGR`` knows exactly what ``ontology/kgriyadh.ttl`` declares. The terms of W3C vocabularies that
rdflib doesn't ship are listed here as far as they are used.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, XSD, BNode, Graph, URIRef
from rdflib.namespace import ClosedNamespace

from kgriyadh import paths
from kgriyadh.errors import NodesGoInACircle, TermIsUnknown
from kgriyadh.load import load_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
_ALIKE = 70  # so alike are a name and a misspelling of it: 100 is the same


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


def local_name(iri: str) -> str:
    """Return what tells an IRI from others of its namespace: what stands after the last ``#`` or ``/``."""
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def nearest(term: Node, known: Iterable[Node]) -> URIRef | None:
    """Return the known term whose local name is most like that of another, if it is much like it.

    Of names that are equally like it, one from the same namespace wins.
    """
    name = local_name(str(term))
    space = str(term).removesuffix(name)
    named = (one for one in known if isinstance(one, URIRef))
    names = {one: local_name(one) for one in sorted(named, key=lambda one: (not one.startswith(space), one))}
    found = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[2] if found else None


@cache
def ontology() -> Graph:
    """Return the words of ``ontology/kgriyadh.ttl``, without its individuals; no blank nodes.

    A blank node gets an IRI made of what hangs on it.
    """
    parsed = load_turtle(paths.ONTOLOGY / "kgriyadh.ttl")
    names, named = names_by_content(parsed), Graph()
    for subject, predicate, value in parsed:
        if not str(subject).startswith(BASE):
            named.add((names.get(subject, subject), predicate, names.get(value, value)))
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


def names_by_content(graph: Graph) -> dict[Node, URIRef]:
    """Return an IRI for each blank node, made of all that hangs on it: lists and axioms are trees.

    Raises ``NodesGoInACircle`` where one hangs on itself.
    """
    names: dict[Node, URIRef] = {}
    entered: set[Node] = set()
    for start in {node for node in (*graph.subjects(), *graph.objects()) if isinstance(node, BNode)}:
        trail = [] if start in names else [start]  # a list is deeper than Python calls may be
        while trail:
            entered.add(trail[-1])
            below = {node for node in graph.objects(trail[-1]) if isinstance(node, BNode)}
            if waiting := sorted(below - names.keys()):
                if waiting[0] in entered:
                    raise NodesGoInACircle
                trail.append(waiting[0])
            else:
                node = trail.pop()
                content = sorted(f"{p} {names.get(o, o)!r}" for p, o in graph.predicate_objects(node))
                names[node] = URIRef(SKOLEM + "kgriyadh-" + _digest("\n".join(content)))
    return names


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
