"""A node in, what this process's store has on it out: its triples by index, its label, links to it.

On the triples as they are, without SPARQL: some lookups are all that a page needs, however large the store.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kgriyadh.fold import fold
from kgriyadh.serve.workers import store
from kgriyadh.store import prefixes
from kgriyadh.store.prefixes import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_UNION = DefaultGraph()  # a store of ours holds the union of its graphs as its default graph
_LABELLING = ("skos:prefLabel", "rdfs:label", "dcterms:title", "dcterms:identifier")


@dataclass(frozen=True, slots=True)
class Link:
    """A thing, a term or a value as a page names it; ``iri`` is None for a value."""

    label: str
    iri: str | None = None

    @property
    def rank(self) -> tuple[str, str]:
        """What links are sorted by: the label, whatever its case and accents."""
        return fold(self.label), self.iri or ""


@dataclass(slots=True)
class Labels:
    """Reads labels in one language (``fr``, ``en``) where there are such, each once."""

    language: str
    known: dict[str, str] = field(default_factory=dict)

    def label(self, node: NamedNode) -> str:
        """Return the label of a node; one without any goes by its IRI."""
        if node.value not in self.known:
            best = self._best(o for p in _LABELLING for o in values(node, p) if isinstance(o, Literal))
            self.known[node.value] = best.value if best else compact(node.value)
        return self.known[node.value]

    def link(self, node: object) -> Link:
        """Return what a page calls a node, and where it leads."""
        if isinstance(node, NamedNode):
            return Link(self.label(node), node.value)
        return Link(node.value if isinstance(node, Literal) else str(node))

    def _best(self, labels: Iterator[Literal]) -> Literal | None:
        """Return the label in the language that is nearest, the first of several; no more are looked at."""
        best = None
        for label in labels:
            if best is None or self._distance(label) < self._distance(best):
                best = label
            if self._distance(best) == 0:
                break
        return best

    def _distance(self, label: Literal) -> int:
        preferred = (self.language, "fr", "en", None)
        return preferred.index(label.language) if label.language in preferred else len(preferred)


def triples(
    subject: object, predicate: NamedNode | None, value: object
) -> Iterable[tuple[object, NamedNode, object]]:
    """Give the triples of a pattern, in which None stands for anything."""
    quads = store().quads_for_pattern(subject, predicate, value, _UNION)  # type: ignore[arg-type]
    return ((quad.subject, quad.predicate, quad.object) for quad in quads)


def values(node: object, predicate: str) -> Iterator[object]:
    """Give what a node has by a property (``rdf:type``)."""
    return (value for _, _, value in triples(node, term(predicate), None))


def one(node: object, predicate: str) -> object:
    """Return one of what a node has by a property, None where it has nothing."""
    return next(values(node, predicate), None)


def subjects(predicate: str, node: NamedNode | Literal) -> Iterator[NamedNode]:
    """Give the nodes that have ``node`` by a property."""
    for subject, _, _ in triples(None, term(predicate), node):
        if isinstance(subject, NamedNode):
            yield subject


def text(node: object) -> str:
    """Return the words of a literal, nothing for what is none."""
    return node.value if isinstance(node, Literal) else ""


def term(compact_name: str) -> NamedNode:
    """Return the IRI of a name with a prefix (``rdf:type``); what has another prefix is one itself."""
    prefix, _, name = compact_name.partition(":")
    return NamedNode(prefixes()[prefix] + name if prefix in prefixes() else compact_name)
