"""A question in words in, the triples that it may mean out, by the names that a dataset has for its terms."""

from __future__ import annotations

import difflib
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, SKOS, Literal, URIRef

from kgriyadh.fold import words
from kgriyadh.terms import BASE, prefixes

if TYPE_CHECKING:
    from rdflib import Dataset
    from rdflib.graph import _TripleType
    from rdflib.term import Node

_NAMING = (RDFS.label, SKOS.prefLabel, SKOS.altLabel)
# Ways to ask of which class a thing is, for which RDF has no label.
_IS_A = ("a", "est", "est un", "est une", "est de la classe", "is", "is a", "is of the class", "rdf:type")
_NEAR = 0.8  # so alike are a name and a misspelling of it: 1 is the same


class Names:
    """What the terms of a dataset are called."""

    def __init__(self, dataset: Dataset) -> None:
        self._prefixes = prefixes(_base(dataset))
        self._predicates: set[Node] = {RDF.type, *dataset.predicates()}
        for axiom in (RDFS.domain, RDFS.range, RDFS.subPropertyOf):
            self._predicates.update(dataset.subjects(axiom))
        self._terms: defaultdict[str, set[Node]] = defaultdict(set)
        for value in set(dataset.objects()):
            if isinstance(value, Literal):
                self._terms[_folded(str(value))].add(value)
        self._endings: defaultdict[str, set[Node]] = defaultdict(set)  # a family name, mostly
        self._labels: dict[str, str] = {}
        for naming in _NAMING:
            for term, label in dataset.subject_objects(naming):
                name = words(str(label))
                self._terms[" ".join(name)].add(term)
                self._labels.setdefault(" ".join(name), str(label))
                for start in range(1, len(name)):
                    self._endings[" ".join(name[start:])].add(term)

    def triples(self, question: str) -> set[_TripleType]:
        """Return the triples that a question may mean: each way to part it into three names."""
        parts = question.split()
        return {
            (subject, predicate, value)
            for first, second in combinations(range(1, len(parts)), 2)
            for predicate in self._named(parts[first:second]) & self._predicates
            for subject in self._called(parts[:first])
            if not isinstance(subject, Literal)
            for value in self._called(parts[second:])
        }

    def ends(self, question: str) -> set[tuple[Node, Node]]:
        """Return the subjects and objects that a question may mean, whatever stands between them."""
        parts = question.split()
        return {
            (subject, value)
            for first, second in combinations(range(1, len(parts)), 2)
            for subject in self._called(parts[:first])
            for value in self._called(parts[second:])
        }

    def near(self, question: str) -> list[str]:
        """Return labels that are nearly words of a question, the nearest first."""
        parts = question.split()
        runs = {_folded(" ".join(parts[start:end])) for start, end in combinations(range(len(parts) + 1), 2)}
        close = {
            (difflib.SequenceMatcher(None, run, label).ratio(), label)
            for run in runs - set(self._labels)
            for label in difflib.get_close_matches(run, self._labels, n=3, cutoff=_NEAR)
            if label not in runs
        }
        best = dict.fromkeys(label for _, label in sorted(close, key=lambda one: (-one[0], one[1])))
        return [self._labels[label] for label in best]

    def _called(self, parts: list[str]) -> set[Node]:
        """Return the terms that some words of a question may be: their name or, else, how it ends."""
        return self._named(parts) or self._endings.get(_folded(" ".join(parts)), set())

    def _named(self, parts: list[str]) -> set[Node]:
        """Return the terms whose name some words of a question are."""
        bare = " ".join(parts).strip('<>"«» ')
        found = set(self._terms.get(_folded(bare), ()))
        prefix, colon, name = bare.partition(":")
        if colon and " " not in bare:
            found.add(URIRef(self._prefixes[prefix] + name if prefix in self._prefixes else bare))
        return found | ({RDF.type} if bare in _IS_A else set())


def _folded(name: str) -> str:
    """Return a name as names are compared: its words without case, accents and marks."""
    return " ".join(words(name))


def _base(dataset: Dataset) -> str:
    """Return what the IRIs of things in a dataset start with: its graphs have names of that kind."""
    names = sorted(str(graph.identifier) for graph in dataset.graphs())
    return next(
        (name.removesuffix("graph/ontology") for name in names if name.endswith("graph/ontology")), BASE
    )
