"""An ontology in, what OWL 2 RL does not take of it out, each with the production that it breaks.

More is taken in two points: ``xsd:date`` and the other datatypes of XML Schema that OWL 2 lacks and the rules
know, and ``owl:Thing`` as a superclass, domain or range, which says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, XSD, Literal, URIRef

from kgriyadh.axioms.grammar import (
    AT_MOST,
    AXIOMS,
    DATA,
    EQUIVALENT,
    FOR_SIMPLE,
    LISTS,
    MAKERS,
    NONE,
    OF_LISTS,
    QUALIFIED,
    SUB,
    TAKES,
)
from kgriyadh.rules.literals import is_datatype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph
    from rdflib.graph import _TripleType
    from rdflib.term import Node

    from kgriyadh.axioms.files import Objection, OntologyFile

_NO_ONES = (OWL.real, OWL.rational)
_NO_SIMPLE = (
    "the property is transitive or follows from a chain, and cannot be this too "
    "(OWL 2 Syntax, 11.2, simple property)"
)


def outside(file: OntologyFile) -> Iterator[Objection]:
    """Give the axioms of a file that are none of OWL 2 RL."""
    expressions = _Expressions(file)
    for triple in file.graph:
        if what := next(expressions.objections(triple), None):
            yield file.objection(triple, what)


def unsimple(files: list[OntologyFile], together: Graph) -> Iterator[Objection]:
    """Give the axioms on a property that must be simple and, by all that the files say, is not."""
    long_ones = {
        *together.subjects(RDF.type, OWL.TransitiveProperty),
        *together.subjects(OWL.propertyChainAxiom),
    }
    above = {up for one in long_ones for up in together.transitive_objects(one, RDFS.subPropertyOf) if up}
    for kind in FOR_SIMPLE:
        for one in above & {*together.subjects(RDF.type, kind)}:
            axiom = one, RDF.type, kind
            stating = [file for file in files if axiom in file.graph]
            for file in stating or [file for file in files if (one, None, None) in file.graph]:
                yield file.objection(axiom, _NO_SIMPLE)


class _Expressions:
    """The class expressions of one file, and what is wrong with them where they stand."""

    def __init__(self, file: OntologyFile) -> None:
        self._name, self._graph = file.name, file.graph

    def objections(self, axiom: _TripleType) -> Iterator[str]:
        """Give what is wrong with an axiom."""
        subject, predicate, value = axiom
        for (kind, of), what in NONE.items():
            if predicate == kind and of in (None, value) and isinstance(subject, URIRef):
                yield f"OWL 2 RL has no {what}"
        if isinstance(subject, URIRef) and predicate in MAKERS:  # the way of OWL 1 to write an equivalence
            yield from self._expression(subject, EQUIVALENT)
        ends = AXIOMS.get(URIRef(str(predicate)), (None, None))
        for term, position in zip((subject, value), ends, strict=True):
            if position and not (predicate == RDF.type and isinstance(term, URIRef)):
                yield from self._at(term, position)
        if predicate in OF_LISTS:
            of_classes = (subject, RDF.type, OWL.AllDisjointClasses) in self._graph
            yield from self._members(value, SUB if of_classes else None)

    def _at(self, term: Node, position: str) -> Iterator[str]:
        """Give what is wrong with a class, an expression or a datatype in a position."""
        if isinstance(term, Literal):
            yield f"{self._name(term)} is no class"
        elif isinstance(term, URIRef):
            yield from self._named(term, position)
        else:
            is_data = (term, RDF.type, RDFS.Datatype) in self._graph
            yield from self._expression(term, DATA if is_data else position)

    def _named(self, term: URIRef, position: str) -> Iterator[str]:
        if term == OWL.Thing and position in (SUB, EQUIVALENT):
            yield f"owl:Thing is no {position} (OWL 2 Profiles 4.2.3): any class but it"
        is_xsd = str(term).startswith(str(XSD))
        if term in _NO_ONES or (is_xsd and not is_datatype(term)):
            yield f"OWL 2 RL has no {self._name(term)} (OWL 2 Profiles 4.2.1, Datatype); use another"

    def _expression(self, term: Node, position: str) -> Iterator[str]:
        makers = sorted(MAKERS & {*self._graph.predicates(term)})
        if len(makers) != 1:
            yield f"{self._name(term)} is no class expression; here stand {self._taken(position)}"
            return
        maker, takes = URIRef(str(makers[0])), TAKES[position]
        if maker not in takes or (maker in AT_MOST and not self._is_small(term, maker)):
            section = "4.2.4" if position == DATA else "4.2.3"
            yield (
                f"{self._name(term)} is no {position} (OWL 2 Profiles {section}): "
                f"only {self._taken(position)}"
            )
        elif maker in LISTS:
            yield from self._members(self._graph.value(term, maker), takes[maker])
        else:
            yield from self._parts(term, maker, takes[maker])

    def _parts(self, term: Node, maker: URIRef, position: str | None) -> Iterator[str]:
        """Give what is wrong with the parts of a restriction or complement."""
        if maker != OWL.complementOf and len([*self._graph.objects(term, OWL.onProperty)]) != 1:
            yield f"{self._name(term)} needs one owl:onProperty"
        parts = [*self._graph.objects(term, maker)]
        if maker == OWL.maxQualifiedCardinality:
            parts = [part for of in QUALIFIED for part in self._graph.objects(term, of)]
        if len(parts) != 1:
            yield f"{self._name(term)} needs one class, and has {len(parts)}"
        if position:
            for part in parts:
                yield from self._at(part, position)

    def _members(self, head: Node | None, position: str | None) -> Iterator[str]:
        """Give what is wrong with a list and with its members."""
        seen: set[Node] = set()
        while head is not None and head != RDF.nil and head not in seen:
            seen.add(head)
            members, rest = ([*self._graph.objects(head, of)] for of in (RDF.first, RDF.rest))
            if position:
                for member in members:
                    yield from self._at(member, position)
            head = rest[0] if len(members) == len(rest) == 1 else None
        if head != RDF.nil:
            yield "its list is none: each cell has one rdf:first and one rdf:rest, and rdf:nil ends it"

    def _is_small(self, term: Node, maker: URIRef) -> bool:
        return str(self._graph.value(term, maker)) in ("0", "1")

    def _taken(self, position: str) -> str:
        """Return what may stand in a position."""
        makers = (f"{self._name(maker)}{' 0 or 1' if maker in AT_MOST else ''}" for maker in TAKES[position])
        return f"{'datatypes' if position == DATA else 'classes'}, {', '.join(makers)}"
