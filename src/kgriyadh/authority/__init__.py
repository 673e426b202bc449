"""Local ids of known things in, the background knowledge on them out: labels, codes, seats, members.

It is what ``ontology/*.ttl`` says of individuals, and for states and cities what ``places.py``
gathers. Surface forms that serve only to find names in text are left out.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rdflib import ORG, RDF, RDFS, SKOS, Graph, Literal, URIRef

from kgriyadh import paths, places
from kgriyadh.load import load_turtle
from kgriyadh.terms import BASE, KGR, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib.term import Node

    from kgriyadh.places import Place

_Statement = tuple[URIRef, "Node"]  # predicate and object of a known subject

_LEXICON = "https://w3id.org/kgriyadh/lexicon#"
_GEONAMES = "https://sws.geonames.org/"
# A scheme points to all of its concepts and a concept to all below it: too much to follow.
_DOWNWARD = frozenset({SKOS.hasTopConcept, SKOS.topConceptOf, SKOS.narrower, SKOS.member, SKOS.hiddenLabel})
_LABELS = frozenset({RDFS.label, SKOS.prefLabel})
_MEMBERSHIP = frozenset({ORG.memberOf, ORG.hasMember})


def describe(ids: Iterable[str], base: str = BASE) -> Graph:
    """Return what is known of the things with these local ids (``place/sa``), and of what that points to.

    The members of an organization come with it; the organizations of a state come only where they
    are asked for themselves. Ids that nothing is known of add nothing.
    """
    asked = {URIRef(BASE + local) for local in ids}
    graph, done, waiting = Graph(), set[URIRef](), sorted(asked)
    while waiting:
        node = waiting.pop()
        if node in done:
            continue
        done.add(node)
        for triple in _about(node, asked):
            graph.add((_based(triple[0], base), triple[1], _based(triple[2], base)))
            waiting += [end for end in triple[::2] if isinstance(end, URIRef) and end.startswith(BASE)]
    return graph


def label(local_id: str) -> str | None:
    """Return the French label of a known thing, or None where nothing is known of the id."""
    labels = (value for predicate, value in _statements(URIRef(BASE + local_id)) if predicate == RDFS.label)
    return next((str(name) for name in labels if isinstance(name, Literal) and name.language == "fr"), None)


def _about(node: URIRef, asked: set[URIRef]) -> Iterator[tuple[URIRef, URIRef, Node]]:
    """Give the triples on a thing, with the memberships in it where it was asked for."""
    for predicate, value in _statements(node):
        if predicate not in _MEMBERSHIP or (node in asked and (predicate == ORG.hasMember or value in asked)):
            yield node, predicate, value
    if node in asked:
        for member in _members().get(node, ()):
            yield member, ORG.memberOf, node


def _statements(node: URIRef) -> tuple[_Statement, ...]:
    """Return what is known of one thing."""
    local = node.removeprefix(BASE)
    recorded = _recorded().get(node, ())
    place = _places().get(local) if local.startswith("place/") else None
    if place is None:
        return recorded
    named = {getattr(value, "language", None) for predicate, value in recorded if predicate == RDFS.label}
    return (*recorded, *(one for one in _placed(place) if not (one[0] in _LABELS and _in(one[1], named))))


def _in(label: Node, languages: set[str | None]) -> bool:
    """Return whether a label is in one of some languages: what the vocabulary calls a place goes first."""
    return isinstance(label, Literal) and label.language in languages


@cache
def _recorded() -> Mapping[URIRef, tuple[_Statement, ...]]:
    """Return what the vocabulary's files say of individuals, by individual."""
    found: dict[URIRef, list[_Statement]] = {}
    for path in paths.vocabulary():
        for subject, predicate, value in sorted(load_turtle(path)):
            if not str(subject).startswith(BASE) or predicate in _DOWNWARD or _LEXICON in str(predicate):
                continue
            statements = found.setdefault(URIRef(str(subject)), [])
            statements.append((URIRef(str(predicate)), value))
            if predicate == SKOS.prefLabel:
                statements.append((RDFS.label, value))
    return {subject: tuple(_kept(statements)) for subject, statements in found.items()}


def _kept(statements: list[_Statement]) -> Iterator[_Statement]:
    """Give the statements on a thing; of a concept, whose further labels are wordings, not those."""
    is_concept = any(predicate == SKOS.inScheme for predicate, _ in statements)
    for predicate, value in statements:
        if not (is_concept and predicate == SKOS.altLabel):
            yield predicate, value


@cache
def _members() -> Mapping[URIRef, tuple[URIRef, ...]]:
    """Return the members that say so themselves (``org:memberOf``), by organization."""
    found: dict[URIRef, list[URIRef]] = {}
    for member, statements in _recorded().items():
        for predicate, value in statements:
            if predicate == ORG.memberOf:
                found.setdefault(URIRef(str(value)), []).append(member)
    return {body: tuple(sorted(members)) for body, members in found.items()}


@cache
def _places() -> Mapping[str, Place]:
    """Return the states and cities by local id."""
    return {place.id: place for place in (*places.countries(), *places.cities())}


def _placed(place: Place) -> Iterator[_Statement]:
    """Give what ``places.py`` knows of a state or a city."""
    yield RDF.type, expand(place.kind)
    for label in (Literal(place.label_fr, lang="fr"), Literal(place.label_en, lang="en")):
        yield RDFS.label, label
        yield SKOS.prefLabel, label
    for name in place.names[1:]:
        yield SKOS.altLabel, Literal(name, lang="fr")
    if place.kind == "kgr:Country":
        yield KGR.isoCode, Literal(place.iso)
        yield KGR.inCountry, URIRef(BASE + place.id)
    else:
        yield KGR.locatedIn, URIRef(f"{BASE}place/{place.iso.lower()}")
    if place.geonames:
        yield SKOS.exactMatch, URIRef(f"{_GEONAMES}{place.geonames}/")


def _based(node: Node, base: str) -> Node:
    """Return a node with our own base exchanged for another."""
    if base == BASE or not isinstance(node, URIRef) or not node.startswith(BASE):
        return node
    return URIRef(base + node.removeprefix(BASE))
