"""What a shape objects to: from a SHACL processor's report, and out again for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from rdflib import PROV, RDF, RDFS, SH, XSD, Graph, Literal, URIRef

from kgriyadh.report import Result
from kgriyadh.terms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Dataset
    from rdflib.term import Node

    from kgriyadh.provenance import Evidence, Passage

_SEVERITIES: Mapping[Node, str] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


@dataclass(frozen=True, slots=True)
class Objection:
    """What a shape objects to, in RDF terms; ``document`` only where it concerns one alone."""

    shape: Node
    severity: Node
    focus: Node
    path: Node | None = None
    value: Node | None = None
    component: Node | None = None
    document: Node | None = None
    messages: tuple[Node, ...] = ()


def read_objections(report: Graph, shapes: Graph) -> Iterator[Objection]:
    """Give the results of a SHACL report; the shape is the constraint itself where that has a message."""
    for node in report.subjects(RDF.type, SH.ValidationResult):
        of_node = dict(report.predicate_objects(node))
        shape, constraint = of_node[SH.sourceShape], of_node.get(SH.sourceConstraint)
        said = [one for one in (constraint, shape) if one and (one, SH.message, None) in shapes]
        path = of_node.get(SH.resultPath)
        yield Objection(
            shape=said[0] if said else shape,
            severity=of_node[SH.resultSeverity],
            focus=of_node[SH.focusNode],
            path=path if isinstance(path, URIRef) else None,
            value=of_node.get(SH.value),
            component=of_node.get(SH.sourceConstraintComponent),
            messages=_messages(report, node, shapes, said),
        )


def _messages(report: Graph, result: Node, shapes: Graph, said: list[Node]) -> tuple[Node, ...]:
    """Return the messages of a result: those of the shape, in their languages, unless they have blanks."""
    own = sorted(shapes.objects(said[0], SH.message), key=_in_order) if said else []
    if own and not any("{" in str(text) for text in own):
        return tuple(own)
    return tuple(sorted(report.objects(result, SH.resultMessage), key=_in_order))


def result_of(objection: Objection, shapes: Graph, dataset: Dataset, evidence: Evidence) -> Result:
    """Return an objection as people read it."""
    passages = _passages(objection, evidence)
    documents = {passage.document for passage in passages}
    if objection.document is not None:
        documents, passages = {evidence.document_id(objection.document)}, []
    remedies = tuple(shapes.objects(objection.shape, RDFS.comment))
    return Result(
        severity=_SEVERITIES.get(objection.severity, "info"),
        label=_label(dataset, objection.focus),
        iri=str(objection.focus),
        message_fr=_in_language(objection.messages, "fr"),
        message_en=_in_language(objection.messages, "en"),
        remedy_fr=_in_language(remedies, "fr"),
        remedy_en=_in_language(remedies, "en"),
        documents=tuple(sorted(documents)),
        passages=tuple(passages),
        shape=compact(str(objection.shape)),
        value="" if objection.value is None else _label(dataset, objection.value),
    )


def _passages(objection: Objection, evidence: Evidence) -> list[Passage]:
    """Return the words that an objection is about: of the focus, and of the value it is at odds with."""
    focus, path, value = objection.focus, objection.path, objection.value
    if path is None:
        return evidence.of_node(focus) or evidence.of_triple(focus)
    of_value = [] if value in (None, focus) else evidence.of_triple(value, path)
    found = evidence.of_node(focus) or evidence.of_triple(focus, path, None if of_value else value)
    found = found or evidence.of_triple(focus, path) or evidence.of_triple(focus)
    return sorted({*found, *of_value})


def _in_order(text: Node) -> tuple[str, str]:
    return str(getattr(text, "language", None)), str(text)


def _in_language(texts: tuple[Node, ...], language: str) -> str:
    """Return what is said in a language; where nothing is, what is said in any."""
    of_language = {one: getattr(one, "language", None) for one in texts}
    for wanted in ({language}, {None}, set(of_language.values())):
        if said := sorted(str(text) for text, tag in of_language.items() if tag in wanted):
            return " ".join(said)
    return ""


def _label(dataset: Dataset, node: Node) -> str:
    """Return what to call a thing; a statement of the evidence is called by what it states."""
    if dataset.value(node, RDF.subject) is not None:
        ends = [dataset.value(node, term) for term in (RDF.subject, RDF.predicate, RDF.object)]
        return " ".join(_label(dataset, end) for end in ends if end is not None)
    labels = [
        label for label in dataset.objects(node, RDFS.label) if getattr(label, "language", "fr") == "fr"
    ]
    return min(map(str, labels), default=compact(str(node)))


def shacl_report(objections: set[Objection], conforms: bool, base: str) -> Graph:
    """Return objections as a SHACL validation report whose nodes have names made of what they say."""
    report, nodes = Graph(), {_named(base, one): one for one in objections}
    whole = URIRef(f"{base}report/{_digest(*sorted(nodes))}")
    report.add((whole, RDF.type, SH.ValidationReport))
    report.add((whole, SH.conforms, Literal(str(conforms).lower(), datatype=XSD.boolean)))
    for node, objection in nodes.items():
        report.add((whole, SH.result, node))
        for predicate, value in _said(objection):
            report.add((node, predicate, value))
    return report


def _said(objection: Objection) -> Iterator[tuple[Node, Node]]:
    """Give the predicates and objects of one result."""
    yield RDF.type, SH.ValidationResult
    yield SH.sourceShape, objection.shape
    yield SH.resultSeverity, objection.severity
    yield SH.focusNode, objection.focus
    optional = (
        (SH.sourceConstraintComponent, objection.component),
        (SH.resultPath, objection.path),
        (SH.value, objection.value),
        (PROV.wasDerivedFrom, objection.document),
    )
    yield from ((predicate, value) for predicate, value in optional if value is not None)
    yield from ((SH.resultMessage, message) for message in objection.messages)


def _named(base: str, one: Objection) -> URIRef:
    """Return the IRI of a result."""
    fields = (one.shape, one.severity, one.focus, one.path, one.value, one.component, one.document)
    return URIRef(f"{base}report/{_digest(*fields)}")


def _digest(*fields: object) -> str:
    """Return a short hash of some fields."""
    return sha256("\x1f".join(map(str, fields)).encode()).hexdigest()[:16]
