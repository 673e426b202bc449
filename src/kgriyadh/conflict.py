"""A dataset in, what its documents disagree on out: who says what, in which words, newest first.

Nothing is settled here: all that documents state stays in the graph, side by side.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import DCTERMS, ORG, RDFS, SKOS, Literal

from kgriyadh.provenance import Evidence
from kgriyadh.terms import KGR, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Dataset, URIRef
    from rdflib.term import Node

_Claimed = dict["Node", dict[str, "Node"]]  # value to the documents that state it, each with what states it


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says: ``value`` in words, ``published`` an ISO 8601 date or empty."""

    value: str
    document: str
    published: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What documents say differently of one thing; the claims are sorted, the newest document's first."""

    thing: str
    about: str
    claims: tuple[Claim, ...]


def conflicts(dataset: Dataset) -> tuple[Conflict, ...]:
    """Return what documents disagree on, those first of which the newest document speaks."""
    found = list(_Reader(dataset).conflicts())
    found.sort(key=lambda one: (one.thing, one.about))
    return tuple(sorted(found, key=lambda one: one.claims[0].published, reverse=True))


class _Reader:
    """Reads a dataset's claims."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._evidence = Evidence(dataset)
        ids = dataset.subject_objects(DCTERMS.identifier)
        issued = {document: str(day) for document, day in dataset.subject_objects(DCTERMS.issued)}
        self._published = {str(name): issued.get(document, "") for document, name in ids}

    def conflicts(self) -> Iterator[Conflict]:
        """Give the conflicts, those of posts by person and role."""
        graphs = [graph for graph, _ in self._evidence.document_graphs()]
        for predicate in (KGR.date, KGR.endDate, KGR.place, KGR.hasRank, KGR.memberCount, KGR.headquarters):
            claimed: defaultdict[Node, set[Node]] = defaultdict(set)
            for graph in graphs:
                for subject, value in graph.subject_objects(predicate):
                    claimed[subject].add(value)
            for subject, values in claimed.items():
                yield from self._between(
                    subject, predicate, {(subject, value) for value in self._apart(values)}
                )
        posts: defaultdict[tuple[Node, Node], set[tuple[Node, Node]]] = defaultdict(set)
        for graph in graphs:
            for post, body in graph.subject_objects(ORG.organization):
                holder, role = graph.value(post, ORG.member), graph.value(post, ORG.role)
                if holder and role:
                    posts[holder, role].add((post, body))
        for (holder, _), held in posts.items():
            yield from self._between(holder, ORG.organization, held)

    def _apart(self, values: set[Node]) -> set[Node]:
        """Leave out what another value says more precisely: a rank of no level, the country of a city."""
        wider = {up for value in values for up in self._dataset.objects(value, SKOS.broader)}
        wider |= {up for value in values for up in self._dataset.objects(value, KGR.locatedIn)}
        return values - wider

    def _between(self, thing: Node, about: URIRef, stated: set[tuple[Node, Node]]) -> Iterator[Conflict]:
        """Give the conflict between values of a thing, ``stated`` of it or of its posts, if it is one."""
        if len({value for _, value in stated}) < 2:
            return
        claims = {claim for subject, value in stated for claim in self._claims(subject, about, value)}
        if len({claim.document for claim in claims}) > 1:
            newest = sorted(
                sorted(claims, key=lambda one: one.value), key=lambda one: one.published, reverse=True
            )
            yield Conflict(self._name(thing), self._name(about), tuple(newest))

    def _claims(self, subject: Node, about: URIRef, value: Node) -> Iterator[Claim]:
        quotes: defaultdict[str, list[str]] = defaultdict(list)
        for passage in self._evidence.of_triple(subject, about, value):
            quotes[passage.document].append(" ".join(passage.exact.split()))
        for document, words in quotes.items():
            published = self._published.get(document, "")
            yield Claim(self._name(value), document, published, tuple(dict.fromkeys(words)))

    def _name(self, node: Node) -> str:
        """Return what a thing, term or value is called."""
        for naming in (SKOS.prefLabel, RDFS.label):
            labels = [one for one in self._dataset.objects(node, naming) if isinstance(one, Literal)]
            if labels:
                return str(min(labels, key=lambda one: (one.language != "fr", str(one))))
        return compact(str(node))
