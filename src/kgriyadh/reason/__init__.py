"""A dataset in, the same dataset with what OWL 2 RL adds to it out, in a graph of its own.

It looks at what documents state, what is known besides and the ontology; neither at evidence nor at
labels, which no rule needs. Of what follows, only what it says of things stays: no restated ontology,
no triviality.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from rdflib import OWL, RDF, RDFS, BNode, URIRef

from kgriyadh.errors import FactsContradictTheOntology
from kgriyadh.garbage import collection_paused
from kgriyadh.memory import fill
from kgriyadh.reason.contradiction import Clash, clashes, readable
from kgriyadh.reason.reference import Reference
from kgriyadh.rules import Closure
from kgriyadh.rules.premises import premises
from kgriyadh.terms import BASE, SKOLEM

if TYPE_CHECKING:
    from rdflib import Dataset
    from rdflib.graph import _TripleType
    from rdflib.term import Node

Reasoner = Literal["rules", "owlrl"]
_ABOUT_CLASSES = (str(RDFS), str(OWL))
_TYPE, _INDIVIDUAL = RDF.type, OWL.NamedIndividual  # rdflib's namespaces are slow to look into


@collection_paused()
def close(dataset: Dataset, base: str = BASE, reasoner: Reasoner = "rules") -> Dataset:
    """Add what follows from a dataset as its graph ``graph/inferred``, and return the dataset.

    ``reasoner`` is ``rules``, the engine of this package, or ``owlrl``, which gives the same and takes
    its time. Raises ``FactsContradictTheOntology`` where facts cannot hold together, or where two things
    could hold together only by being one: names that differ are two things here. Raises
    ``TooManyThingsAreOne`` where these are more than can be told.
    """
    triples = _inferred(dataset, base, reasoner)
    fill(dataset.graph(URIRef(f"{base}graph/inferred")), triples)
    return dataset


def _inferred(dataset: Dataset, base: str, reasoner: Reasoner) -> list[_TripleType]:
    """Return what follows of things; the closure itself, which is large, is given up."""
    closure = Reference(premises(dataset)) if reasoner == "owlrl" else Closure(premises(dataset))
    if found := _clashes(dataset, closure, base):
        raise FactsContradictTheOntology(tuple((clash.sentence, clash.causes) for clash in found))
    return [triple for triple in closure.inferred(base) if _is_of_things(triple)]


def _is_of_things(triple: _TripleType) -> bool:
    """Return whether what is inferred says of a thing what has a name: no nameless class, no axiom."""
    _, predicate, value = triple
    if predicate == _TYPE:
        return _is_named_class(value)
    return not (isinstance(value, BNode) or _is_of_classes(predicate))


@cache
def _is_named_class(kind: Node) -> bool:
    return isinstance(kind, URIRef) and not kind.startswith(SKOLEM) and kind != _INDIVIDUAL


@cache
def _is_of_classes(predicate: Node) -> bool:
    return str(predicate).startswith(_ABOUT_CLASSES)


def _clashes(dataset: Dataset, closure: Closure | Reference, base: str) -> list[Clash]:
    """Return what cannot hold together; owlrl has messages for it and no causes."""
    if isinstance(closure, Closure):
        return clashes(dataset, closure, base)
    return sorted(Clash(readable(dataset, error)) for error in closure.errors(base))
