"""Two datasets in, what changed from the one to the other out: documents, who is who, facts; in words.

Facts are compared by the things they are about, not by IRIs: where two documents' persons have become one,
that is one change and not a new set of facts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import ORG, RDF, RDFS, SKOS, Literal, URIRef

from kgriyadh.provenance import Evidence
from kgriyadh.terms import KGR_IRI, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Dataset, Graph
    from rdflib.term import Node

_RELATIONS = (KGR_IRI, str(ORG), str(SKOS.broader))
_Called = tuple[str, str, str]  # the document, the kind and the name by which it speaks of a thing
_Thing = tuple[str, "Node"]  # a document and what it speaks of
_Fact = tuple[str, "Node", "Node", "Node"]  # a document and what it states
_Moved = dict[_Thing, "Node"]  # what a thing of a document is in the other dataset
# Things that documents may tell of as one or as several; what ties them together follows from them.
_TOLD = ("/person", "/organization", "/place", "/meeting")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One thing that changed: ``sign`` is ``+``, ``-``, ``=`` (became one) or ``≠`` (became several)."""

    about: str
    sign: str
    words: str

    def __str__(self) -> str:
        """Return the change as one line."""
        return f"{self.sign} {self.words}"


def difference(before: Dataset, after: Dataset) -> tuple[Change, ...]:
    """Return what changed, sorted: documents, who is who, things, facts; nothing where nothing did."""
    old, new = _Stated(before), _Stated(after)
    moved = {
        (called[0], thing): new.called[called] for called, thing in old.called.items() if called in new.called
    }
    found = [
        *(Change("1 document", "+", f"document {name}") for name in new.documents - old.documents),
        *(Change("1 document", "-", f"document {name}") for name in old.documents - new.documents),
        *_joined(old, new, "=", "are one now"),
        *_joined(new, old, "≠", "are no longer one"),
        *_things(old, new, moved),
        *_facts(old, new, moved),
    ]
    return tuple(sorted(set(found)))


class _Stated:
    """What the documents of a dataset state."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        evidence = Evidence(dataset)
        self.documents: set[str] = set()
        self.called: dict[_Called, Node] = {}
        self.things: set[_Thing] = set()
        self.facts: set[_Fact] = set()
        for graph, document in evidence.document_graphs():
            self._read(graph, evidence.document_id(document))

    def _read(self, graph: Graph, document: str) -> None:
        self.documents.add(document)
        for thing in graph.subjects(RDF.type):
            self.things.add((document, thing))
            for name in graph.objects(thing, RDFS.label):
                self.called[document, _folder(thing), str(name)] = thing
        for subject, predicate, value in graph:
            if str(predicate).startswith(_RELATIONS):
                self.facts.add((document, subject, predicate, value))

    def name(self, node: Node) -> str:
        """Return what a thing, term or value is called."""
        if not isinstance(node, URIRef):
            return str(node)
        for naming in (SKOS.prefLabel, RDFS.label):
            labels = [label for label in self._dataset.objects(node, naming) if isinstance(label, Literal)]
            if labels:
                return str(min(labels, key=lambda label: (label.language != "fr", str(label))))
        return compact(str(node))

    def said(self, fact: _Fact) -> str:
        """Return a fact in words, with the document that states it."""
        document, *triple = fact
        return f"{' | '.join(map(self.name, triple))} ({document})"

    def kind(self, node: Node) -> str:
        """Return the label of the most special class that a document gives a thing."""
        kinds = {kind for kind in self._dataset.objects(node, RDF.type) if str(kind).startswith(_RELATIONS)}
        above = {up for kind in kinds for up in self._dataset.objects(kind, RDFS.subClassOf)}
        return self.name(min(kinds - above or kinds, default=RDFS.Resource, key=str))


def _joined(apart: _Stated, together: _Stated, sign: str, words: str) -> Iterator[Change]:
    """Give the persons, bodies, places and meetings that are several in one dataset and one in the other."""
    groups: defaultdict[Node, dict[Node, str]] = defaultdict(dict)
    for called, thing in sorted(apart.called.items()):
        if called in together.called and _folder(thing).endswith(_TOLD):
            groups[together.called[called]].setdefault(thing, f"« {called[2]} » ({called[0]})")
    for group in groups.values():
        if len(group) > 1:
            yield Change("2 identity", sign, f"{' and '.join(sorted(group.values()))} {words}")


def _things(old: _Stated, new: _Stated, moved: _Moved) -> Iterator[Change]:
    """Give the things that no document spoke of before, and those that none speaks of any more."""
    before = {thing for _, thing in old.things} | set(moved.values())
    kept = {thing for _, thing in new.things} | {thing for _, thing in moved}
    for thing in {thing for _, thing in new.things} - before:
        yield Change("3 thing", "+", f"{new.kind(thing)}: {new.name(thing)}")
    for thing in {thing for _, thing in old.things} - kept:
        yield Change("3 thing", "-", f"{old.kind(thing)}: {old.name(thing)}")


def _facts(old: _Stated, new: _Stated, moved: _Moved) -> Iterator[Change]:
    """Give the facts that a document states in one dataset only, whatever its things are in the other."""
    as_now = {}
    for fact in old.facts:
        document, subject, predicate, value = fact
        as_now[
            document, moved.get((document, subject), subject), predicate, moved.get((document, value), value)
        ] = fact
    for fact in new.facts - as_now.keys():
        yield Change("4 fact", "+", new.said(fact))
    for fact in as_now.keys() - new.facts:
        yield Change("4 fact", "-", old.said(as_now[fact]))


def _folder(thing: Node) -> str:
    return str(thing).rpartition("/")[0]
