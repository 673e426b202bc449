"""What a validation found: for people to read and, as a SHACL report, for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph

    from kgriyadh.provenance import Passage
    from kgriyadh.resolution import Decision

SEVERITIES = ("violation", "warning", "info")
SHOWN_QUOTES = 3


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One thing that a shape objects to.

    ``severity`` is ``violation``, ``warning`` or ``info``; ``label`` and ``iri`` name the thing;
    ``documents`` are the ids of those that speak of it and ``passages`` the words. ``remedy_*`` says
    what to do. ``shape`` is the IRI of the shape, ``value`` names the value that is wrong, where one is.
    """

    severity: str
    label: str
    iri: str
    message_fr: str
    message_en: str
    remedy_fr: str
    remedy_en: str
    documents: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    shape: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, order=True)
class LeftOpen:
    """Words of a document that look like a fact but could not be resolved, and why: to be read by a person.

    ``start`` is the offset of ``words`` in Unicode code points.
    """

    document: str
    start: int
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """Whether a graph conforms to its shapes, what they object to, and the same as a SHACL report.

    ``conforms`` is false where any result is a violation. ``graph`` has no blank nodes. ``left_open`` is
    what the extraction saw and could not resolve; ``foreign`` are the ids of documents that are not French;
    ``to_judge`` are the pairs of mentions that may be one thing and are kept apart until an analyst says so.
    """

    conforms: bool
    results: tuple[Result, ...]
    graph: Graph
    left_open: tuple[LeftOpen, ...] = ()
    foreign: tuple[str, ...] = ()
    to_judge: tuple[Decision, ...] = ()


def readable(report: Report) -> str:
    """Return a report as text in French and English, ending in a newline."""
    lists = _foreign(report.foreign) + _left_open(report.left_open) + _to_judge(report.to_judge)
    return _objections(report) + lists


def _foreign(documents: tuple[str, ...]) -> str:
    """Return the list of documents that were not read; nothing where all were."""
    if not documents:
        return ""
    lines = [f"  {document}" for document in documents]
    return "\n".join(["", "Pas en français, donc sans faits / Not in French, hence no facts:", *lines]) + "\n"


def _left_open(items: tuple[LeftOpen, ...]) -> str:
    """Return the list of what the analyst should read himself; nothing where nothing was left open."""
    if not items:
        return ""
    lines = [f"  {item.document}, {item.start}: « {item.words} » ({item.reason})" for item in items]
    return "\n".join(["", "À lire soi-même / Read for yourself:", *lines]) + "\n"


def _to_judge(pairs: tuple[Decision, ...]) -> str:
    """Return the list of pairs that may be one, the likeliest first; nothing where there are none."""
    if not pairs:
        return ""
    lines = ["", "Une seule chose ou deux ? / One or two?"]
    for pair in sorted(pairs, key=lambda pair: -pair.score):
        one, other = (
            f"« {side.name} » {side}" if side.name else str(side) for side in (pair.one, pair.other)
        )
        lines += [f"  {pair.score:.2f} (< {pair.threshold}): {one}", f"       {other}"]
        lines += [f"       {reason}" for reason in pair.reasons]
    return "\n".join(lines) + "\n"


def _objections(report: Report) -> str:
    if not report.results:
        return "Le graphe est conforme. / The graph conforms.\n"
    head = "Le graphe est conforme, à ceci près. / The graph conforms but for this."
    if not report.conforms:
        head = "Le graphe n'est pas conforme. / The graph does not conform."
    return "\n\n".join([head, *(_result(result) for result in by_severity(report))]) + "\n"


def by_severity(report: Report) -> list[Result]:
    """Return what the shapes object to, the worst first."""
    return sorted(report.results, key=lambda result: SEVERITIES.index(result.severity))


def _result(result: Result) -> str:
    """Return one result: what it is about, where that stands, what is wrong, what to do."""
    lines = [f"{result.severity.upper()}: {result.label} <{result.iri}>"]
    lines += [f"  document {', '.join(result.documents)}"] if result.documents else []
    for passage in result.passages[:SHOWN_QUOTES]:
        words = " ".join(passage.exact.split())
        lines.append(f"  {passage.document}, {passage.start}-{passage.end}: « {words} »")
    lines += [f"  -> {result.value}"] if result.value not in ("", result.label) else []
    lines.append(f"  fr: {result.message_fr} {result.remedy_fr}".rstrip())
    lines.append(f"  en: {result.message_en} {result.remedy_en}".rstrip())
    return "\n".join(lines)
