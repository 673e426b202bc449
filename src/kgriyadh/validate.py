"""A dataset and the shapes in, a report out: what is wrong, of what, in which words, and what to do.

pyshacl (0.40) checks stated and inferred facts with their evidence in place: without SHACL rules
that changes nothing, and spares a copy of the whole graph.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import pyshacl
from rdflib import PROV, RDF, RDFS, SH, XSD, Graph, Literal, URIRef

from kgriyadh import paths
from kgriyadh.load import load_turtle
from kgriyadh.provenance import Evidence
from kgriyadh.report import Report, Result
from kgriyadh.terms import BASE, compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from rdflib import Dataset
    from rdflib.term import Node

# The shape that evidence.ttl describes and that no SHACL processor can check.
_STATED_RELATION = URIRef("https://w3id.org/kgriyadh/shapes#StatedRelation")
_SEVERITIES: Mapping[Node, str] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


@dataclass(frozen=True, slots=True)
class _Objection:
    """What a shape objects to, in RDF terms; ``document`` only where it concerns one alone."""

    shape: Node
    severity: Node
    focus: Node
    path: Node | None = None
    value: Node | None = None
    document: Node | None = None


def validate(dataset: Dataset, shapes_dir: Path = paths.SHAPES, base: str = BASE) -> Report:
    """Return what the shapes in a folder object to in a dataset; ``base`` starts the report's own IRIs."""
    shapes, evidence = Graph(), Evidence(dataset)
    for path in sorted(shapes_dir.glob("*.ttl")):
        shapes += load_turtle(path)
    objections = {*_by_shacl(dataset, shapes), *_by_comparison(evidence)}
    results = sorted({_result(one, shapes, dataset, evidence) for one in objections})
    conforms = not any(one.severity == SH.Violation for one in objections)
    return Report(conforms, tuple(results), _shacl_report(objections, shapes, conforms, base))


def _by_shacl(dataset: Dataset, shapes: Graph) -> Iterator[_Objection]:
    """Give the objections of a SHACL processor."""
    _, found, _ = pyshacl.validate(dataset, shacl_graph=shapes, advanced=True, inplace=True)
    for node in found.subjects(RDF.type, SH.ValidationResult):
        of_node = dict(found.predicate_objects(node))
        path = of_node.get(SH.resultPath)
        yield _Objection(
            shape=of_node.get(SH.sourceConstraint) or of_node[SH.sourceShape],
            severity=of_node[SH.resultSeverity],
            focus=of_node[SH.focusNode],
            path=path if isinstance(path, URIRef) else None,
            value=of_node.get(SH.value),
        )


def _by_comparison(evidence: Evidence) -> Iterator[_Objection]:
    """Give the relations of documents' graphs that no evidence from the document backs."""
    for (subject, predicate, value), document in evidence.unbacked():
        yield _Objection(_STATED_RELATION, SH.Violation, subject, predicate, value, document)


def _result(objection: _Objection, shapes: Graph, dataset: Dataset, evidence: Evidence) -> Result:
    """Return an objection as people read it."""
    passages = evidence.of_node(objection.focus) or evidence.of_triple(objection.focus, objection.path)
    passages = passages or evidence.of_triple(objection.focus)
    documents = {passage.document for passage in passages}
    if objection.document is not None:
        documents, passages = {evidence.document_id(objection.document)}, []
    return Result(
        severity=_SEVERITIES[objection.severity],
        label=_label(dataset, objection.focus),
        iri=str(objection.focus),
        message_fr=_text(shapes, objection.shape, SH.message, "fr"),
        message_en=_text(shapes, objection.shape, SH.message, "en"),
        remedy_fr=_text(shapes, objection.shape, RDFS.comment, "fr"),
        remedy_en=_text(shapes, objection.shape, RDFS.comment, "en"),
        documents=tuple(sorted(documents)),
        passages=tuple(passages),
    )


def _text(shapes: Graph, shape: Node, term: URIRef, language: str) -> str:
    """Return what a shape says in a language."""
    said = (text for text in shapes.objects(shape, term) if getattr(text, "language", None) == language)
    return " ".join(sorted(map(str, said)))


def _label(dataset: Dataset, node: Node) -> str:
    """Return what to call a thing; a statement of the evidence is called by what it states."""
    if dataset.value(node, RDF.subject) is not None:
        ends = [dataset.value(node, term) for term in (RDF.subject, RDF.predicate, RDF.object)]
        return " ".join(_label(dataset, end) for end in ends if end is not None)
    labels = [
        label for label in dataset.objects(node, RDFS.label) if getattr(label, "language", "fr") == "fr"
    ]
    return min(map(str, labels), default=compact(str(node)))


def _shacl_report(objections: set[_Objection], shapes: Graph, conforms: bool, base: str) -> Graph:
    """Return objections as a SHACL validation report whose nodes have names made of what they say."""
    report, nodes = Graph(), {_named(base, one): one for one in objections}
    whole = URIRef(f"{base}report/{_digest(*sorted(nodes))}")
    report.add((whole, RDF.type, SH.ValidationReport))
    report.add((whole, SH.conforms, Literal(str(conforms).lower(), datatype=XSD.boolean)))
    for node, objection in nodes.items():
        report.add((whole, SH.result, node))
        for predicate, value in _said(objection, shapes):
            report.add((node, predicate, value))
    return report


def _said(objection: _Objection, shapes: Graph) -> Iterator[tuple[Node, Node]]:
    """Give the predicates and objects of one result."""
    yield RDF.type, SH.ValidationResult
    yield SH.sourceShape, objection.shape
    yield SH.resultSeverity, objection.severity
    yield SH.focusNode, objection.focus
    optional = (
        (SH.resultPath, objection.path),
        (SH.value, objection.value),
        (PROV.wasDerivedFrom, objection.document),
    )
    yield from ((predicate, value) for predicate, value in optional if value is not None)
    yield from ((SH.resultMessage, message) for message in shapes.objects(objection.shape, SH.message))


def _named(base: str, objection: _Objection) -> URIRef:
    """Return the IRI of a result."""
    return URIRef(f"{base}report/{_digest(*astuple(objection))}")


def _digest(*fields: object) -> str:
    """Return a short hash of some fields."""
    return sha256("\x1f".join(map(str, fields)).encode()).hexdigest()[:16]
