"""A class expression or a list in, its text in Manchester syntax out.

https://www.w3.org/TR/owl2-manchester-syntax/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import OWL, RDF, URIRef

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rdflib import Graph
    from rdflib.term import Node

_RESTRICTIONS: Mapping[URIRef, str] = {
    OWL.someValuesFrom: "some",
    OWL.allValuesFrom: "only",
    OWL.hasValue: "value",
    OWL.hasSelf: "Self",
    OWL.minCardinality: "min",
    OWL.maxCardinality: "max",
    OWL.cardinality: "exactly",
    OWL.minQualifiedCardinality: "min",
    OWL.maxQualifiedCardinality: "max",
    OWL.qualifiedCardinality: "exactly",
}
_OF_LISTS: Mapping[URIRef, tuple[str, str, str]] = {
    OWL.intersectionOf: ("(", " and ", ")"),
    OWL.unionOf: ("(", " or ", ")"),
    OWL.oneOf: ("{", ", ", "}"),
}
_LONGEST = 100  # a list that runs in a circle ends too


def expression(graph: Graph, term: Node, name: Callable[[Node], str]) -> str:
    """Return a class expression or a list as text, nothing for another term; ``name`` names its terms."""
    if (on := graph.value(term, OWL.onProperty)) is not None:
        return _restriction(graph, term, name(on), name)
    for kind, (start, between, end) in _OF_LISTS.items():
        if (head := graph.value(term, kind)) is not None:
            return start + between.join(map(name, _members(graph, head))) + end
    if (other := graph.value(term, OWL.complementOf)) is not None:
        return f"(not {name(other)})"
    if (other := graph.value(term, OWL.onDatatype)) is not None:
        return f"{name(other)}[…]"
    if (other := graph.value(term, OWL.inverseOf)) is not None and not isinstance(term, URIRef):
        return f"inverse {name(other)}"
    members = _members(graph, term)
    return f"({' '.join(map(name, members))})" if members else ""


def _restriction(graph: Graph, term: Node, on: str, name: Callable[[Node], str]) -> str:
    for kind, word in _RESTRICTIONS.items():
        if (filler := graph.value(term, kind)) is not None:
            of = graph.value(term, OWL.onClass) or graph.value(term, OWL.onDataRange)
            return f"({on} {word} {name(filler)}{f' {name(of)}' if of else ''})"
    return f"({on} …)"


def _members(graph: Graph, head: Node) -> list[Node]:
    """Return the members of an RDF list, the first of them where there are very many."""
    found: list[Node] = []
    while (member := graph.value(head, RDF.first)) is not None and len(found) < _LONGEST:
        found.append(member)
        head = graph.value(head, RDF.rest) or RDF.nil
    return found
