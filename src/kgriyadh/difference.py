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
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib import Dataset, Graph
    from rdflib.term import Node

_RELATIONS = (KGR_IRI, str(ORG), str(SKOS.broader))
_Called = tuple[str, str, str]  # the document, the kind and the name by which it speaks of a thing
_Fact = tuple["Node", "Node", "Node"]


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
    moved = _moved(old.called, new.called)
    found = [
        *_more("1 document", "+", new.documents - old.documents, "document {}"),
        *_more("1 document", "-", old.documents - new.documents, "document {}"),
        *_identity(old, new),
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
        self.things: set[Node] = set()
        self.facts: defaultdict[_Fact, set[str]] = defaultdict(set)
        for graph, document in evidence.document_graphs():
            self._read(graph, evidence.document_id(document))

    def _read(self, graph: Graph, document: str) -> None:
        self.documents.add(document)
        for thing, kind in graph.subject_objects(RDF.type):
            self.things.add(thing)
            for name in graph.objects(thing, RDFS.label):
                self.called[document, _folder(thing) or str(kind), str(name)] = thing
        for triple in graph:
            if str(triple[1]).startswith(_RELATIONS):
                self.facts[triple].add(document)

    def name(self, node: Node) -> str:
        """Return what a thing, term or value is called."""
        if not isinstance(node, URIRef):
            return str(node)
        for naming in (SKOS.prefLabel, RDFS.label):
            labels = [label for label in self._dataset.objects(node, naming) if isinstance(label, Literal)]
            if labels:
                return str(min(labels, key=lambda label: (label.language != "fr", str(label))))
        return compact(str(node))

    def kind(self, node: Node) -> str:
        """Return the label of the most special class that a document gives a thing."""
        kinds = {kind for kind in self._dataset.objects(node, RDF.type) if str(kind).startswith(_RELATIONS)}
        above = {up for kind in kinds for up in self._dataset.objects(kind, RDFS.subClassOf)}
        return self.name(min(kinds - above or kinds, default=RDFS.Resource, key=str))


def _moved(old: Mapping[_Called, Node], new: Mapping[_Called, Node]) -> dict[Node, Node]:
    """Return the thing that each old thing is now; one that has become several is left as it is."""
    found: defaultdict[Node, set[Node]] = defaultdict(set)
    for called, thing in old.items():
        if called in new:
            found[thing].add(new[called])
    return {thing: next(iter(now)) for thing, now in found.items() if len(now) == 1}


def _identity(old: _Stated, new: _Stated) -> Iterator[Change]:
    """Give the persons and bodies that have become one, and those that have become several."""
    yield from _joined(old, new, "=", "are one now")
    yield from _joined(new, old, "≠", "are no longer one")


def _joined(apart: _Stated, together: _Stated, sign: str, words: str) -> Iterator[Change]:
    groups: defaultdict[Node, dict[Node, str]] = defaultdict(dict)
    for called, thing in apart.called.items():
        if called in together.called and _is_named(thing):
            groups[together.called[called]].setdefault(thing, f"« {called[2]} » ({called[0]})")
    for group in groups.values():
        if len(group) > 1:
            yield Change("2 identity", sign, f"{' and '.join(sorted(group.values()))} {words}")


def _things(old: _Stated, new: _Stated, moved: Mapping[Node, Node]) -> Iterator[Change]:
    before = {moved.get(thing, thing) for thing in old.things}
    came_from = {called: thing for called, thing in new.called.items() if called in old.called}
    gone = {thing for thing in old.things if moved.get(thing, thing) not in new.things}
    split = {old.called[called] for called in came_from}
    for thing in new.things - before - set(came_from.values()):
        yield Change("3 thing", "+", f"{new.kind(thing)}: {new.name(thing)}")
    for thing in gone - split:
        yield Change("3 thing", "-", f"{old.kind(thing)}: {old.name(thing)}")


def _facts(old: _Stated, new: _Stated, moved: Mapping[Node, Node]) -> Iterator[Change]:
    before: defaultdict[_Fact, set[str]] = defaultdict(set)
    for (subject, predicate, value), documents in old.facts.items():
        before[moved.get(subject, subject), predicate, moved.get(value, value)] |= documents
    for fact, documents in new.facts.items():
        if more := documents - before.get(fact, set()):
            yield Change("4 fact", "+", _said(fact, more, new))
    for fact, documents in before.items():
        if fewer := documents - new.facts.get(fact, set()):
            yield Change("4 fact", "-", _said(fact, fewer, old if fact in old.facts else new))


def _said(fact: _Fact, documents: Iterable[str], dataset: _Stated) -> str:
    return f"{' | '.join(map(dataset.name, fact))} ({', '.join(sorted(documents))})"


def _more(about: str, sign: str, names: Iterable[str], words: str) -> Iterator[Change]:
    yield from (Change(about, sign, words.format(name)) for name in names)


def _folder(thing: Node) -> str:
    return str(thing).rpartition("/")[0]


def _is_named(thing: Node) -> bool:
    """Whether a thing goes by a name of its own, and not by what it ties together."""
    return str(thing).rpartition("/")[0].endswith(("/person", "/organization", "/place"))
