"""Which shapes look for things of their own accord, for which things, and how to aim them at others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, SH, BNode, Graph

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from rdflib.term import Node

    from kgriyadh.validate.mirror import Mirror

TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)
_SHAPES = (SH.NodeShape, SH.PropertyShape)
_CLASSES = (RDFS.Class, OWL.Class)


def targeted(shapes: Graph) -> list[Node]:
    """Return the shapes that have targets (SHACL, section 2.1.3), sorted."""
    found = {shape for target in TARGETS for shape in shapes.subjects(target)}
    found |= {
        shape for kind in _SHAPES for shape in shapes.subjects(RDF.type, kind) if _is_class(shapes, shape)
    }
    return sorted(found, key=str)


def aimed(shapes: Graph, at: Mapping[Node, Collection[Node] | None]) -> Graph:
    """Return shapes that look at these things instead of their targets; None leaves a shape its targets."""
    narrowed = {shape: things for shape, things in at.items() if things is not None}
    made = Graph()
    for subject, predicate, value in shapes:
        aims = predicate in TARGETS or (predicate == RDF.type and value in _CLASSES)
        if not (aims and subject in narrowed):
            made.add((subject, predicate, value))
    for shape, things in narrowed.items():
        made.add((shape, RDF.type, SH.PropertyShape if (shape, SH.path, None) in shapes else SH.NodeShape))
        for thing in things:
            made.add((shape, SH.targetNode, thing))
    return made


def pattern(shapes: Graph, shape: Node, mirror: Mirror) -> str | None:
    """Return SPARQL that binds ``?this`` to the targets of a shape, or None where it cannot be said.

    Its prefixes are those of ``prologue``.
    """
    branches = list(_branches(shapes, shape, mirror))
    if None in branches:
        return None
    return " UNION ".join(f"{{ {branch} }}" for branch in branches)


def _branches(shapes: Graph, shape: Node, mirror: Mirror) -> Iterator[str | None]:
    """Give the SPARQL of each target; None for one that has none."""
    classes = {*shapes.objects(shape, SH.targetClass)} | ({shape} if _is_class(shapes, shape) else set())
    for kind in sorted({one for above in classes for one in mirror.classes_under(above)}, key=str):
        yield f"?this <{RDF.type}> {mirror.term(kind)}"
    nodes = set(shapes.objects(shape, SH.targetNode))
    if nodes:
        blank = any(isinstance(node, BNode) for node in nodes)
        yield None if blank else f"VALUES ?this {{ {' '.join(sorted(str(mirror.term(n)) for n in nodes))} }}"
    for predicate in sorted(shapes.objects(shape, SH.targetSubjectsOf), key=str):
        yield f"?this {mirror.term(predicate)} ?any"
    for predicate in sorted(shapes.objects(shape, SH.targetObjectsOf), key=str):
        yield f"?any {mirror.term(predicate)} ?this"
    for target in shapes.objects(shape, SH.target):
        select = shapes.value(target, SH.select)
        yield None if select is None else str(select)


def _is_class(shapes: Graph, shape: Node) -> bool:
    """Return whether a shape is a class as well, whose members are its targets."""
    kinds = set(shapes.objects(shape, RDF.type))
    return not kinds.isdisjoint(_SHAPES) and not kinds.isdisjoint(_CLASSES)
