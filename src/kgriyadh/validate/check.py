"""What is wrong with shapes and data before anything is validated, named so that it can be corrected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, SH, URIRef

from kgriyadh.errors import ClassIsUndeclared, ShapesAreUnusable
from kgriyadh.terms import SKOLEM, compact, is_term, nearest, ontology
from kgriyadh.validate.query import prologue
from kgriyadh.validate.target import TARGETS

if TYPE_CHECKING:
    from rdflib import Dataset, Graph
    from rdflib.term import Node

_SHAPED = (SH.targetClass, SH["class"])
# Of SHACL's advanced features, and not known to rdflib (7.6).
_FURTHER = (URIRef(f"{SH}values"),)
_KINDS_OF_CLASS = (OWL.Class, RDFS.Class)
# What SHACL puts in by text before a query is asked.
_PUT_IN = re.compile(r"[$?]PATH\b")


def check_imports(shapes: Graph) -> None:
    """Raise ``ShapesAreUnusable`` where owl:imports leads back to where it began."""
    for start in sorted(set(shapes.subjects(OWL.imports)), key=str):
        trail = _way_back(shapes, start, (start,))
        if trail:
            raise ShapesAreUnusable(
                f"owl:imports goes in a circle: {' -> '.join(trail)}; take one of them out"
            )


def _way_back(shapes: Graph, start: Node, trail: tuple[Node, ...]) -> tuple[str, ...]:
    """Return how imports lead from the end of a trail to its start, or nothing."""
    for imported in sorted(set(shapes.objects(trail[-1], OWL.imports)), key=str):
        if imported == start:
            return (*map(str, trail), str(start))
        if imported not in trail and (found := _way_back(shapes, start, (*trail, imported))):
            return found
    return ()


def check_words(shapes: Graph) -> None:
    """Raise ``ShapesAreUnusable`` for a word that SHACL does not have: processors pass over it in silence."""
    for subject, predicate, value in sorted(shapes):
        for word in (predicate, value):
            if isinstance(word, URIRef) and word.startswith(str(SH)) and not (word in SH or word in _FURTHER):
                meant = nearest(word, [URIRef(str(term)) for term in dir(SH)])
                hint = f"did you mean {compact(str(meant))}?" if meant else "correct it"
                raise ShapesAreUnusable(
                    f"{name_of(shapes, subject)}: SHACL has no word {compact(str(word))}; {hint}"
                )


def check_queries(shapes: Graph) -> None:
    """Raise ``ShapesAreUnusable`` where the query of a constraint or target is no SPARQL."""
    empty = ox.Store()
    for term in (SH.select, SH.ask):
        for asker, query in sorted(shapes.subject_objects(term)):
            try:
                empty.query(prologue(shapes, asker) + _PUT_IN.sub("<urn:path>", str(query)))
            except SyntaxError as error:
                said = " ".join(str(error).partition("\n")[0].split())[:160]
                where = name_of(shapes, asker)
                raise ShapesAreUnusable(
                    f"{where}: its query is no SPARQL: {said}; correct sh:{term[len(str(SH)) :]}"
                ) from error


def check_classes(shapes: Graph, dataset: Dataset) -> None:
    """Raise ``ClassIsUndeclared`` for a class of the shapes or data that nothing declares.

    Classes of vocabularies that we do not know are no matter in data; in shapes they have to be those of
    something in the data, since the shape would check nothing.
    """
    known = {
        kind
        for one in _KINDS_OF_CLASS
        for graph in (shapes, dataset, ontology())
        for kind in graph.subjects(RDF.type, one)
    }
    used = set(dataset.objects(None, RDF.type))
    for kind in sorted(used - known, key=str):
        if is_term(str(kind)) is False:
            thing = min(dataset.subjects(RDF.type, kind), key=str)
            raise ClassIsUndeclared(compact(str(kind)), f"the data, of {thing}", _nearest(kind, known))
    for term in _SHAPED:
        for shape, kind in sorted(shapes.subject_objects(term)):
            if kind not in known | used and not is_term(str(kind)):
                raise ClassIsUndeclared(compact(str(kind)), name_of(shapes, shape), _nearest(kind, known))


def _nearest(kind: Node, known: set[Node]) -> str | None:
    """Return the declared class whose name is most like that of another."""
    found = nearest(kind, known)
    return compact(found) if found else None


def name_of(shapes: Graph, node: Node) -> str:
    """Return what to call a shape or constraint: its IRI, that of the shape it belongs to, or its target."""
    seen: set[Node] = set()
    while not _is_named(node) and node not in seen:
        seen.add(node)
        for target in TARGETS:
            if aimed_at := shapes.value(node, target):
                return f"the shape with {compact(str(target))} {compact(str(aimed_at))}"
        node = min(shapes.subjects(None, node), default=node, key=str)
    return f"the shape {node}"


def _is_named(node: Node) -> bool:
    """Return whether a shape has a name of its own, and none made of what hangs on it."""
    return isinstance(node, URIRef) and not node.startswith(SKOLEM)
