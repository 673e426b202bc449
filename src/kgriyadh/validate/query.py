"""SHACL's queries as plain SPARQL: their prefixes, and their bodies where one query can do for all things.

A processor asks ``SELECT $this …`` with ``$this`` bound to one thing. Asked once of all, the pattern of the
targets before it, the query finds the same things if ``$this`` means the same thing everywhere in it. A
filter that has no answer lets a thing pass here: rdflib (7.6), which has the last word, orders values
that SPARQL does not.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from rdflib import OWL, SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

# What opens a scope where $this is another variable, hides that a filter has no answer, or is a comment.
_UNSURE = re.compile(
    r"\b(SELECT|UNION|MINUS|VALUES|SERVICE|LATERAL|BIND|IF|COALESCE|BOUND|DATATYPE|isNumeric)\b"
    r"|#(?![^<>\s]*>)|[$?](PATH|shapesGraph|currentShape)\b",
    re.IGNORECASE,
)
_TEXT = re.compile(r"'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"", re.DOTALL)
_NOT_EXISTS = re.compile(r"\bNOT\s+EXISTS\s*\{", re.IGNORECASE)
_EXISTS = re.compile(r"\bFILTER\s+EXISTS\s*\{", re.IGNORECASE)
_FILTER = re.compile(r"\bFILTER\s*((?:[\w:]+\s*)?\()", re.IGNORECASE)
_GROUP = re.compile(r"(\bOPTIONAL|\bGRAPH\s+[^\s{]+)\s*\{[^{}]*\}", re.IGNORECASE)
_GRAPH_THAT_FILTERS = re.compile(r"\bGRAPH\s+[^\s{]+\s*\{[^{}]*\bFILTER\b", re.IGNORECASE)
_BRACKETS = {"{": 1, "(": 1, "}": -1, ")": -1}


def prologue(shapes: Graph, *askers: Node) -> str:
    """Return the PREFIX lines that targets or constraints declare by ``sh:prefixes``, sorted."""
    lines = set()
    for asker in askers:
        for ontology in shapes.objects(asker, SH.prefixes):
            for imported in shapes.transitive_objects(ontology, OWL.imports):
                lines |= {_prefix(shapes, declared) for declared in shapes.objects(imported, SH.declare)}
    return "".join(f"{line}\n" for line in sorted(lines))


def body_for_all(select: str) -> str | None:
    """Return what to put into the WHERE of a query that is asked of all things at once, or None.

    It finds at least those things of which the query, asked of each, has an answer.
    """
    texts = _TEXT.findall(select)
    numbers = count()
    bare = _TEXT.sub(lambda _: f"«{next(numbers)}»", select)
    start, end = bare.find("{"), bare.rfind("}")
    body = bare[start + 1 : end]
    if _UNSURE.search(body) or "$PATH" in bare or bare[end + 1 :].strip():
        return None
    lenient = _lenient(body)
    return lenient and re.sub("«(\\d+)»", lambda mark: texts[int(mark[1])], lenient)


def _lenient(body: str) -> str | None:
    """Return a body whose filters let pass what they have no answer for; None where that is not certain."""
    denials: list[str] = []
    while found := _NOT_EXISTS.search(body):
        end = _closing(body, found.end())
        denials.append(body[found.start() : end])
        body = f"{body[: found.start()]}¬{len(denials) - 1}¬{body[end:]}"
    if any(len(re.findall(r"\bEXISTS\b", denial, re.IGNORECASE)) > 1 for denial in denials):
        return None
    opened = _EXISTS.sub("OPTIONAL {", body)
    if "{" in _GROUP.sub("", _GROUP.sub("", opened)) or _GRAPH_THAT_FILTERS.search(opened):
        return None
    return re.sub("¬(\\d+)¬", lambda mark: denials[int(mark[1])], _answered(body))


def _answered(body: str) -> str:
    """Return a body in which each FILTER with an expression is true where the expression has no answer."""
    at = 0
    while found := _FILTER.search(body, at):
        if found[1].upper().startswith(("NOT", "EXISTS")):
            at = found.end()
            continue
        end = _closing(body, found.end())
        body = f"{body[: found.start(1)]}(COALESCE({body[found.start(1) : end]}, true)){body[end:]}"
        at = found.start(1) + len("(COALESCE(")
    return body


def _closing(text: str, start: int) -> int:
    """Return where the bracket that was opened just before ``start`` has been closed."""
    depth, at = 1, start
    while depth and at < len(text):
        depth += _BRACKETS.get(text[at], 0)
        at += 1
    return at


def _prefix(shapes: Graph, declared: Node) -> str:
    return f"PREFIX {shapes.value(declared, SH.prefix)}: <{shapes.value(declared, SH.namespace)}>"
