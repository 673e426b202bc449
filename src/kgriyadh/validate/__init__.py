"""A dataset and shapes in, a report out: what is wrong, of what, in which words, and what to do.

pyshacl (0.40) is the judge. It is fast on core constraints and slow on queries, which it asks of one thing
at a time; so by default Oxigraph first finds the things that may fail, in one query a shape, and pyshacl
judges those alone. What Oxigraph cannot rule out is judged, so that the report is the same either way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rdflib import SH, URIRef

from kgriyadh.garbage import collection_paused
from kgriyadh.provenance import Evidence
from kgriyadh.report import Report
from kgriyadh.terms import BASE, ontology
from kgriyadh.validate.answer import Answering
from kgriyadh.validate.check import check_classes
from kgriyadh.validate.judge import judge
from kgriyadh.validate.mirror import Mirror
from kgriyadh.validate.objection import Objection, read_objections, result_of, shacl_report
from kgriyadh.validate.shapes import read_shapes
from kgriyadh.validate.suspect import suspects
from kgriyadh.validate.target import aimed, targeted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Dataset, Graph

Engine = Literal["oxigraph", "pyshacl"]

# The shape that evidence.ttl describes and that no SHACL processor can check.
_STATED_RELATION = URIRef("https://w3id.org/kgriyadh/shapes#StatedRelation")

__all__ = ["Engine", "read_shapes", "validate", "with_ontology"]


@collection_paused()
def validate(
    dataset: Dataset, base: str = BASE, shapes: Graph | None = None, engine: Engine = "oxigraph"
) -> Report:
    """Return what shapes (``read_shapes``; by default our own) object to in a dataset.

    ``base`` starts the report's own IRIs. ``engine`` is ``oxigraph``, which finds the things that may fail
    before pyshacl judges them, or ``pyshacl``, which judges all: the same report, slowly. Raises
    ``ClassIsUndeclared`` and ``ShapesAreUnusable``.
    """
    shapes = read_shapes() if shapes is None else shapes
    check_classes(shapes, dataset)
    evidence = Evidence(dataset)
    objections = {*_by_shacl(dataset, shapes, engine), *_by_comparison(evidence, shapes)}
    results = sorted({result_of(one, shapes, dataset, evidence) for one in objections})
    conforms = not any(one.severity == SH.Violation for one in objections)
    return Report(conforms, tuple(results), shacl_report(objections, conforms, base))


def with_ontology(dataset: Dataset) -> Dataset:
    """Add the ontology, which not every file has, to a dataset, and return it: a conference is a meeting."""
    words = dataset.graph(URIRef(f"{BASE}graph/ontology"))
    for triple in ontology():
        words.add(triple)
    return dataset


def _by_shacl(dataset: Dataset, shapes: Graph, engine: Engine) -> Iterator[Objection]:
    """Give the objections of the SHACL processor."""
    if engine == "oxigraph":
        mirror = Mirror(dataset)
        doubtful = {shape: suspects(shapes, shape, mirror) for shape in targeted(shapes)}
        shapes = aimed(shapes, doubtful)
        if not any(doubtful.values()):
            return
        dataset = Answering(
            dataset, mirror, {thing for things in doubtful.values() for thing in things or ()}
        )
    yield from read_objections(judge(dataset, shapes), shapes)


def _by_comparison(evidence: Evidence, shapes: Graph) -> Iterator[Objection]:
    """Give the relations of documents' graphs that no evidence from the document backs."""
    messages = tuple(sorted(shapes.objects(_STATED_RELATION, SH.message), key=str))
    for (subject, predicate, value), document in evidence.unbacked() if messages else ():
        yield Objection(
            _STATED_RELATION, SH.Violation, subject, predicate, value, document=document, messages=messages
        )
