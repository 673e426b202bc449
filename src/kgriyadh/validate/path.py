"""A SHACL property path in, the same path in SPARQL out (SHACL, section 2.3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, SH, URIRef

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_REPEATED = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def sparql_path(shapes: Graph, path: Node) -> str | None:
    """Return a path in brackets, or None for what is no path."""
    if isinstance(path, URIRef):
        return f"<{path}>"
    if (path, RDF.first, None) in shapes:
        return _joined(shapes, path, "/")
    for predicate, value in shapes.predicate_objects(path):
        if predicate == SH.alternativePath:
            return _joined(shapes, value, "|")
        inner = sparql_path(shapes, value)
        if inner and predicate == SH.inversePath:
            return f"(^{inner})"
        if inner and predicate in _REPEATED:
            return f"({inner}{_REPEATED[URIRef(str(predicate))]})"
    return None


def _joined(shapes: Graph, members: Node, sign: str) -> str | None:
    """Return the paths of a list with a sign between them."""
    parts = [sparql_path(shapes, member) for member in shapes.items(members)]
    return f"({sign.join(part for part in parts if part)})" if parts and all(parts) else None
