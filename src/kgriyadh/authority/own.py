"""A user's own Turtle in, its triples and the persons and bodies in it out.

What redefines the vocabulary is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import ORG, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from kgriyadh.authority import label
from kgriyadh.errors import AuthorityIsUnusable, DatasetIsDamaged, DatasetIsMissing, NodesGoInACircle
from kgriyadh.load import load_turtle
from kgriyadh.resolution import Known
from kgriyadh.terms import BASE, KGR, VOCABULARIES, compact, names_by_content, superclasses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib.term import Node

_OF_WORDS = frozenset({RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range})
_TIED = (ORG.role, ORG.organization)
_NAMES = (SKOS.prefLabel, RDFS.label, SKOS.altLabel, SKOS.hiddenLabel)


@dataclass(frozen=True, slots=True)
class OwnAuthority:
    """What a user knows: the triples, with no blank nodes, and the persons and bodies in them."""

    triples: Graph
    known: tuple[Known, ...]


def read_authority(path: Path, base: str = BASE) -> OwnAuthority:
    """Return what a Turtle file holds; IRIs that start with our own base are moved under ``base``.

    Raises ``AuthorityIsUnusable`` where it cannot be read, or says something of words instead of things.
    """
    try:
        parsed = load_turtle(path)
    except DatasetIsMissing as error:
        raise AuthorityIsUnusable(path, None, "no such file: name one in Turtle") from error
    except DatasetIsDamaged as error:
        raise AuthorityIsUnusable(path, error.line, "no Turtle: mend the file") from error
    for subject, predicate, value in sorted(parsed):
        if term := _redefined(subject, predicate, value):
            what = f"it redefines the vocabulary ({term}): say nothing but of persons, bodies and places"
            raise AuthorityIsUnusable(path, None, what)
    try:
        names = names_by_content(parsed)
    except NodesGoInACircle as error:
        raise AuthorityIsUnusable(path, None, str(error)) from error
    triples = Graph()
    for subject, predicate, value in parsed:
        ends = [_based(names.get(end, end), base) for end in (subject, value)]
        triples.add((ends[0], predicate, ends[1]))
        if predicate == SKOS.prefLabel:
            triples.add((ends[0], RDFS.label, value))
    _complete_posts(triples, base)
    return OwnAuthority(triples, tuple(_known(triples, base)))


def _redefined(subject: Node, predicate: Node, value: Node) -> str | None:
    """Return the word that a triple says something of, if any."""
    if str(subject).startswith(tuple(VOCABULARIES.values())):
        return compact(str(subject))
    if predicate in _OF_WORDS or str(predicate).startswith(str(OWL)):
        return compact(str(predicate))
    is_class = predicate == RDF.type and str(value).startswith((str(OWL), str(RDFS)))
    return compact(str(value)) if is_class or (predicate == RDF.type and value == RDF.Property) else None


def _based(node: Node, base: str) -> Node:
    if base == BASE or not isinstance(node, URIRef) or not node.startswith(BASE):
        return node
    return URIRef(base + node.removeprefix(BASE))


def _complete_posts(triples: Graph, base: str) -> None:
    """Say of each post of a person what posts of texts say: that it is one, whose it is, and its name."""
    for person, post in sorted(triples.subject_objects(ORG.hasMembership)):
        triples.add((post, RDF.type, ORG.Membership))
        triples.add((post, ORG.member, person))
    for post, person in sorted(triples.subject_objects(ORG.member)):
        if not (triples.value(post, RDFS.label) or triples.value(post, SKOS.prefLabel)):
            parts = [person, *(one for tie in _TIED for one in sorted(triples.objects(post, tie), key=str))]
            said = ", ".join(filter(None, (_name(triples, part, base) for part in parts)))
            for naming in (RDFS.label, SKOS.prefLabel):
                triples.add((post, naming, Literal(said or str(post), lang="fr")))


def _name(triples: Graph, thing: Node, base: str) -> str:
    """Return what a thing is called in the file, or in our own vocabulary."""
    own = sorted(map(str, triples.objects(thing, RDFS.label)))
    return own[0] if own else label(str(thing).removeprefix(base)) or ""


def _known(triples: Graph, base: str) -> Iterator[Known]:
    """Give the persons and bodies, sorted."""
    for subject in sorted(set(triples.subjects(RDF.type, None)), key=str):
        kind = _kind(triples, subject)
        names = tuple(
            dict.fromkeys(
                str(name)
                for term in _NAMES
                for name in sorted(triples.objects(subject, term), key=str)
                if isinstance(name, Literal) and name.language in (None, "fr", "en")
            )
        )
        if kind and names:
            yield Known(
                str(subject).removeprefix(base),
                kind,
                names,
                frozenset(_posts(triples, subject, base)),
                frozenset(str(rank).removeprefix(base) for rank in triples.objects(subject, KGR.hasRank)),
            )


def _kind(triples: Graph, subject: Node) -> str | None:
    """Return the folder of a thing: ``person``, ``organization``, or None for any other."""
    above = {up for kind in triples.objects(subject, RDF.type) for up in superclasses(URIRef(str(kind)))}
    if KGR.Person in above:
        return "person"
    return "organization" if ORG.Organization in above and KGR.Place not in above else None


def _posts(triples: Graph, person: Node, base: str) -> Iterator[tuple[str, str | None]]:
    """Give the posts of a person, by role and body."""
    memberships = {*triples.objects(person, ORG.hasMembership), *triples.subjects(ORG.member, person)}
    for membership in memberships:
        bodies: list[str | None] = [
            str(body).removeprefix(base) for body in triples.objects(membership, ORG.organization)
        ]
        for role in triples.objects(membership, ORG.role):
            for body in bodies or [None]:
                yield str(role).removeprefix(base), body
