"""A dataset in, the same dataset in Oxigraph's memory out, to be asked quickly.

Oxigraph (0.5) keeps numbers, times and the like by their value: ``"007"^^xsd:integer`` comes back as
``7``. Such literals get a datatype of their own here, so that no two terms become one. A comparison of
them then has no answer, and what has no answer counts as doubtful.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from rdflib import RDF, RDFS, XSD, BNode, Literal, URIRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib import Dataset
    from rdflib.graph import _TripleType
    from rdflib.term import Node

    Row = tuple[Node | None, ...]

_TELLS_APART = re.compile(r"\bGRAPH\s", re.IGNORECASE)
KEPT = "urn:kgriyadh:kept:"
_DIGITS = r"(0|-?[1-9]\d{0,17})"
# The literals that Oxigraph gives back as they were; those of other datatypes are taken for none of them.
_CANONICAL = {
    str(XSD.string): re.compile(r".*", re.DOTALL),
    str(XSD.anyURI): re.compile(r".*", re.DOTALL),
    str(XSD.date): re.compile(r"[1-9]\d{3}-\d\d-\d\d"),
    str(XSD.integer): re.compile(_DIGITS),
    str(XSD.decimal): re.compile(rf"{_DIGITS}|(-?(0|[1-9]\d{{0,8}})\.\d{{0,8}}[1-9])"),
    str(XSD.boolean): re.compile(r"true|false"),
}


class Mirror:
    """A dataset in Oxigraph: the union of its graphs and, for queries that tell them apart, each by its name.

    These are two stores. Oxigraph goes through all that is stated of a thing, in whichever graph; what each
    document states anew (that Mali is a state) would be gone through once for each document that says so.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._terms = _Terms()
        self._union = ox.Store()
        self._union.bulk_extend(self._quads(dataset.triples((None, None, None)), ox.DefaultGraph()))

    def term(self, node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
        """Return what stands here for a term of rdflib; ``str()`` of it is SPARQL."""
        return self._terms[node]

    def ask(self, sparql: str) -> set[Node] | None:
        """Return the values of ``?this``, or None where it is unbound in some answer.

        Raises SyntaxError where Oxigraph does not read the query.
        """
        found = {solution["this"] for solution in self._solutions(sparql)}
        return None if None in found else {self._original(term) for term in found}

    def rows(self, sparql: str) -> tuple[list[str], set[Row]]:
        """Return the variables of a query that makes no terms of its own, and its answers.

        Raises SyntaxError where Oxigraph does not read the query.
        """
        solutions = self._solutions(sparql)
        rows = {tuple(term and self._original(term) for term in solution) for solution in solutions}
        return [variable.value for variable in solutions.variables], rows

    def _solutions(self, sparql: str) -> ox.QuerySolutions:
        if _TELLS_APART.search(sparql):
            solutions = self._named.query(sparql, use_default_graph_as_union=True)
        else:
            solutions = self._union.query(sparql)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("no SELECT")
        return solutions

    def classes_under(self, above: Node) -> list[Node]:
        """Return a class and all below it, as the dataset has them, sorted."""
        found: set[Node] = {above}
        waiting: list[Any] = [self.term(above)]
        below = ox.NamedNode(str(RDFS.subClassOf))
        while waiting:
            for quad in self._union.quads_for_pattern(None, below, waiting.pop()):
                node = self._original(quad.subject)
                if node not in found:
                    found.add(node)
                    waiting.append(quad.subject)
        return sorted(found, key=str)

    @cached_property
    def _named(self) -> ox.Store:
        """The graphs by their names."""
        store, default = ox.Store(), self._dataset.default_graph.identifier
        for graph in self._dataset.graphs():
            name = ox.DefaultGraph() if graph.identifier == default else self._terms[graph.identifier]
            store.bulk_extend(self._quads(graph, name))
        return store

    def _quads(self, triples: Iterable[_TripleType], name: Any) -> Iterator[ox.Quad]:
        """Give statements in Oxigraph's terms, in the graph of a name."""
        terms = self._terms
        for subject, predicate, value in triples:
            triple = (terms[subject], terms[predicate], terms[value])
            yield ox.Quad(*triple, name)  # type: ignore[arg-type]  # terms of RDF stand where they may

    def _original(self, term: object) -> Node:
        return URIRef(term.value) if isinstance(term, ox.NamedNode) else self._terms.originals[term]


class _Terms(dict["Node", "ox.NamedNode | ox.BlankNode | ox.Literal"]):
    """rdflib's terms to Oxigraph's, each made once, and back to those that an IRI does not tell."""

    def __init__(self) -> None:
        super().__init__()
        self.originals: dict[object, Node] = {}

    def __missing__(self, node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
        made = self[node] = _mirrored(node, len(self))
        if not isinstance(made, ox.NamedNode):
            self.originals[made] = node
        return made


def _mirrored(node: Node, number: int) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(node, URIRef):
        return ox.NamedNode(node)
    if isinstance(node, BNode):
        return ox.BlankNode(f"b{number}")
    if not isinstance(node, Literal):
        raise TypeError(f"{node!r} is no term of RDF 1.1")
    if node.language:
        return ox.Literal(str(node), language=node.language)
    datatype = str(node.datatype or XSD.string)
    canonical = _CANONICAL.get(datatype)
    if canonical is None and not datatype.startswith((str(XSD), str(RDF))):
        return ox.Literal(str(node), datatype=ox.NamedNode(datatype))
    kept = "" if canonical is not None and canonical.fullmatch(str(node)) else KEPT
    return ox.Literal(str(node), datatype=ox.NamedNode(kept + datatype))
