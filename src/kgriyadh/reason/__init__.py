"""A dataset in, the same dataset with what OWL 2 RL adds to it out, in a graph of its own.

It looks at what documents state, what is known besides and the ontology; neither at evidence nor at
labels, which no rule needs. Of what follows, only what it says of things stays: no restated ontology,
no triviality.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, URIRef

from kgriyadh.errors import FactsContradictTheOntology
from kgriyadh.reason.contradiction import readable, told
from kgriyadh.reason.reference import Reference
from kgriyadh.rules import Closure
from kgriyadh.terms import BASE, VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Dataset
    from rdflib.graph import _TripleType

Reasoner = Literal["rules", "owlrl"]
_WORDS = frozenset(
    {
        RDFS.label,
        RDFS.comment,
        SKOS.prefLabel,
        SKOS.altLabel,
        SKOS.hiddenLabel,
        SKOS.definition,
        DCTERMS.title,
    }
)
# Graphs that say nothing of things, or that follow from the others.
_APART = ("graph/evidence", "graph/decisions", "graph/inferred")
_ABOUT_CLASSES = (str(RDFS), str(OWL))


def close(dataset: Dataset, base: str = BASE, reasoner: Reasoner = "rules") -> Dataset:
    """Add what follows from a dataset as its graph ``graph/inferred``, and return the dataset.

    ``reasoner`` is ``rules``, the engine of this package, or ``owlrl``, which gives the same and takes
    its time. Raises ``FactsContradictTheOntology`` where facts cannot hold together, or where two things
    could hold together only by being one: names that differ are two things here. Raises
    ``TooManyThingsAreOne`` where these are more than can be told.
    """
    closure = Reference(premises(dataset)) if reasoner == "owlrl" else Closure(premises(dataset))
    contradictions = {*_broken_rules(dataset, closure), *_forced_equal(dataset, closure, base)}
    if contradictions:
        raise FactsContradictTheOntology(tuple(sorted(contradictions)))
    inferred = dataset.graph(URIRef(f"{base}graph/inferred"))
    triples = (triple for triple in closure.inferred() if _is_of_things(triple, base))
    inferred.store.addN((*triple, inferred) for triple in triples)
    return dataset


def premises(dataset: Dataset) -> Iterator[_TripleType]:
    """Give the triples to reason on: those of all graphs but evidence, decisions and an earlier closure."""
    for graph in dataset.graphs():
        if not str(graph.identifier).endswith(_APART):
            yield from (triple for triple in graph if triple[1] not in _WORDS)


def _is_of_things(triple: _TripleType, base: str) -> bool:
    """Return whether an inferred triple tells a user something about a thing."""
    subject, predicate, value = triple
    if not str(subject).startswith(base):
        return False
    if predicate == RDF.type:
        return str(value).startswith(tuple(VOCABULARIES.values())) and value != OWL.NamedIndividual
    return not (isinstance(value, BNode) or str(predicate).startswith(_ABOUT_CLASSES))


def _broken_rules(dataset: Dataset, closure: Closure | Reference) -> Iterator[str]:
    """Give the facts that cannot hold together."""
    if isinstance(closure, Reference):
        yield from (readable(dataset, error) for error in closure.errors())
    else:
        yield from (told(dataset, one) for one in closure.contradictions())


def _forced_equal(dataset: Dataset, closure: Closure | Reference, base: str) -> Iterator[str]:
    """Give the pairs of things that the rules made equal, each once."""
    for one, other in closure.equals():
        if str(one).startswith(base) and str(other).startswith(base) and str(one) < str(other):
            yield readable(dataset, f"{one} and {other} would have to be one thing")
