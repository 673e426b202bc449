"""A dataset and its report in, the files of a build out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgriyadh import archive, terms
from kgriyadh.report import readable
from kgriyadh.write.jsonld import context_file, jsonld
from kgriyadh.write.publish import publish
from kgriyadh.write.turtle import trig, turtle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rdflib import Dataset, Graph

    from kgriyadh.fact import Reading
    from kgriyadh.report import Report

_INVALID = ".invalid"


def write(dataset: Dataset, report: Report, out: Path, readings: Sequence[Reading] = ()) -> tuple[Path, ...]:
    """Write a build into the folder ``out``, all of its files or none, and return their paths.

    ``graph.ttl`` and ``graph.jsonld`` have all facts, stated and inferred, with what is known of the
    things in them; ``dataset.trig`` has that by named graph, the evidence and the ontology too, and
    ``readings.jsonl`` the ``readings`` that all was made of, to be added to. A
    graph that does not conform goes to ``graph.ttl.invalid`` and so on: what conformed before stays
    until something else does. Raises ``OutputCannotBeWritten``.
    """
    files = _files(dataset, report)
    files[archive.NAME] = archive.archived(readings, files)
    if not report.conforms:
        return publish({name + _INVALID: content for name, content in files.items()}, out)
    return publish(files, out, stale=[name + _INVALID for name in files])


def _files(dataset: Dataset, report: Report) -> dict[str, bytes]:
    """Return the contents of the files by name."""
    prefixes, base = _prefixes(dataset)
    named = [graph for graph in dataset.graphs() if graph.identifier != dataset.default_graph.identifier]
    facts = [graph for graph in named if not _is_apparatus(graph)]
    return {
        "graph.ttl": turtle(facts, prefixes),
        "graph.jsonld": jsonld(facts, base),
        "context.jsonld": context_file(),
        "dataset.trig": trig(named, prefixes),
        "report.ttl": turtle([report.graph], prefixes),
        "report.txt": readable(report).encode(),
    }


def _is_apparatus(graph: Graph) -> bool:
    """Return whether a named graph holds no facts but what they rest on."""
    return str(graph.identifier).endswith(("graph/evidence", "graph/decisions", "graph/ontology"))


def _prefixes(dataset: Dataset) -> tuple[dict[str, str], str]:
    """Return the prefixes that ``build`` bound, and the base that it was given."""
    bound = {prefix: str(namespace) for prefix, namespace in dataset.namespaces()}
    base = bound.get("person", f"{terms.BASE}person/").removesuffix("person/")
    return {prefix: bound[prefix] for prefix in terms.prefixes(base) if prefix in bound}, base
