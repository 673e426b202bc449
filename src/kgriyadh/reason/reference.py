"""Triples in, their closure by owlrl (7.6) out: slow, and what the faster engine is measured against.

What owlrl gets wrong is made up for here:

- of the lists of ``owl:hasKey``, ``owl:AllDifferent`` and ``owl:AllDisjointProperties`` it overlooks the
  last member (a key of one property makes all members of its class one), so the last stands there twice;
- it takes no plain literal for an ``xsd:string`` (dt-type2), so that is said to it;
- two values of a functional property are no error to it if they are literals (dt-diff).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from owlrl import DeductiveClosure, OWLRL_Semantics
from owlrl.Namespaces import ERRNS
from rdflib import OWL, RDF, Graph, Literal, URIRef

from kgriyadh.rules.literals import datatypes, differ
from kgriyadh.rules.trivia import says_something

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.graph import _TripleType
    from rdflib.term import Node

# What begins like this was never in the data.
_ADDED = "urn:kgriyadh:added:"


class Reference:
    """The closure of triples as owlrl has it."""

    def __init__(self, triples: Iterable[_TripleType]) -> None:
        self._stated, self._closure = Graph(bind_namespaces="none"), Graph(bind_namespaces="none")
        for triple in triples:
            self._stated.add(triple)
        self._closure += self._stated
        for triple in {*_plain_literals(self._stated), *_longer_lists(self._stated)}:
            self._closure.add(triple)
        for cell, end in _ends(self._stated):
            self._closure.remove((cell, RDF.rest, end))
        semantics = OWLRL_Semantics
        DeductiveClosure(semantics, axiomatic_triples=False, datatype_axioms=False).expand(self._closure)

    def inferred(self, about: str = "") -> Iterator[_TripleType]:
        """Give what follows of subjects whose IRIs start so, and isn't stated or trivial, in no order."""
        for triple in self._closure:
            if (
                str(triple[0]).startswith(about)
                and triple not in self._stated
                and says_something(triple)
                and not _is_added(triple)
            ):
                yield triple

    def errors(self, base: str) -> Iterator[str]:
        """Give what cannot hold together; ``base`` starts the IRIs of things that names tell apart."""
        for message in self._closure.objects(None, ERRNS.error):
            yield " ".join(str(message).split())
        for one, other in self._closure.subject_objects(OWL.sameAs):
            if differ(one, other):
                yield f"{one} and {other} would have to be one value"
            elif str(one).startswith(base) and str(other).startswith(base) and str(one) < str(other):
                yield f"{one} and {other} would have to be one thing"


def _plain_literals(graph: Graph) -> Iterator[_TripleType]:
    """Give the datatypes of literals that show none."""
    for value in set(graph.objects()):
        if isinstance(value, Literal) and value.datatype is None:
            yield from ((value, RDF.type, datatype) for datatype in datatypes(value))


def _longer_lists(graph: Graph) -> Iterator[_TripleType]:
    """Give what puts a last member once more at the end of the lists whose last member owlrl overlooks."""
    for cell, end in _ends(graph):
        more = URIRef(f"{_ADDED}{cell}")
        yield cell, RDF.rest, more
        yield more, RDF.rest, end
        yield from ((more, RDF.first, member) for member in graph.objects(cell, RDF.first))


def _ends(graph: Graph) -> Iterator[tuple[Node, Node]]:
    """Give the last cells of the lists whose last member owlrl overlooks."""
    heads = set(graph.objects(None, OWL.hasKey))
    for kind in (OWL.AllDifferent, OWL.AllDisjointProperties):
        for axiom in graph.subjects(RDF.type, kind):
            heads.update(graph.objects(axiom, OWL.members), graph.objects(axiom, OWL.distinctMembers))
    for head in heads:
        for cell in graph.transitive_objects(head, RDF.rest):
            if cell is not None and (cell, RDF.rest, RDF.nil) in graph:
                yield cell, RDF.nil


def _is_added(triple: _TripleType) -> bool:
    """Return whether a triple speaks of what was added, or is owlrl's record of an error."""
    of_error = triple[1] == ERRNS.error or triple[2] == ERRNS.ErrorMessage
    return of_error or any(str(term).startswith(_ADDED) for term in triple)
