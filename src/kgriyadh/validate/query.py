"""SHACL's queries as plain SPARQL: their prefixes, and their bodies where one query can do for all things.

A processor asks ``SELECT $this …`` with ``$this`` bound to one thing. Asked once of all, the pattern of the
targets before it, the query has the same answers if ``$this`` means the same thing everywhere in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rdflib import OWL, SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

# Words after which a group is a scope of its own, where $this would be another variable.
_SCOPES = re.compile(r"\b(SELECT|UNION|MINUS|VALUES|SERVICE|LATERAL)\b|#(?![^<>\s]*>)", re.IGNORECASE)
_PREBOUND = re.compile(r"[$?](PATH|shapesGraph|currentShape)\b")
_EXISTS = re.compile(r"\bEXISTS\s*\{", re.IGNORECASE)
_INNER = re.compile(r"(\bOPTIONAL|\bGRAPH\s+\S+)\s*\{([^{}]*)\}", re.IGNORECASE)
_GRAPH_THAT_FILTERS = re.compile(r"\bGRAPH\s+\S+\s*\{[^{}]*\b(FILTER|BIND)\b", re.IGNORECASE)
_TEXT = re.compile(r"'''.*?'''|\"\"\".*?\"\"\"|'(\\.|[^'\\\n])*'|\"(\\.|[^\"\\\n])*\"", re.DOTALL)


def prologue(shapes: Graph, *askers: Node) -> str:
    """Return the PREFIX lines that targets or constraints declare by ``sh:prefixes``, sorted."""
    lines = set()
    for asker in askers:
        for ontology in shapes.objects(asker, SH.prefixes):
            for imported in shapes.transitive_objects(ontology, OWL.imports):
                lines |= {_prefix(shapes, declared) for declared in shapes.objects(imported, SH.declare)}
    return "".join(f"{line}\n" for line in sorted(lines))


def body_for_all(select: str) -> str | None:
    """Return what stands in the WHERE of a query that may be asked of all things at once, else None."""
    start, end = select.find("{"), select.rfind("}")
    body = select[start + 1 : end]
    bare = _TEXT.sub('""', body)
    if _SCOPES.search(bare) or _PREBOUND.search(_TEXT.sub('""', select)) or select[end + 1 :].strip():
        return None
    top = _without_exists(bare)
    if _GRAPH_THAT_FILTERS.search(top) or "{" in _INNER.sub("", top):
        return None
    return body


def _without_exists(body: str) -> str:
    """Return a body without its EXISTS groups, in which the things found so far stay what they are."""
    while found := _EXISTS.search(body):
        depth, at = 1, found.end()
        while depth and at < len(body):
            depth += {"{": 1, "}": -1}.get(body[at], 0)
            at += 1
        body = body[: found.start()] + body[at:]
    return body


def _prefix(shapes: Graph, declared: Node) -> str:
    return f"PREFIX {shapes.value(declared, SH.prefix)}: <{shapes.value(declared, SH.namespace)}>"
