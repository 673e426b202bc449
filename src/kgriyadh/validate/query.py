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
_OF_GRAPH = re.compile(r"\bGRAPH\s+[^\s{]+", re.IGNORECASE)
# An IRI or a variable under another name, in what a query returns.
_RENAMED = re.compile(r"\(\s*(?:<[^<>\s]*>|[\w-]*:[\w-]+|[?$]\w+)\s+AS\s+[?$]\w+\s*\)", re.IGNORECASE)
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
    bounds = _bounds(select)
    return bounds and bounds[1]


def between(select: str, things: str) -> tuple[str, str] | None:
    """Return two queries, between whose answers those of a query lie: where they are one, so is its own.

    They are asked of all of ``things`` at once, nodes as SPARQL writes them. None where that is not
    certain, or where the query reckons what it returns.
    """
    start, bounds = select.find("{"), _bounds(select)
    if bounds is None or "(" in _RENAMED.sub("", select[:start]):
        return None
    head, end = f"{select[: start + 1]} VALUES ?this {{ {things} }}", select[select.rfind("}") :]
    return f"{head}{bounds[0]}{end}", f"{head}{bounds[1]}{end}"


def over_union(body: str) -> str | None:
    """Return a body that does not tell graphs apart and finds no less than one that does, or None."""
    bare, texts = _without_texts(body)
    parted = _denials_apart(bare)
    if parted is None or not _OF_GRAPH.search(bare):
        return None
    kept = ["" if _OF_GRAPH.search(denial) else f"FILTER {denial}" for denial in parted[1]]
    positive = re.sub(r"\bFILTER\s*¬", "¬", parted[0], flags=re.IGNORECASE)
    return _whole(_OF_GRAPH.sub("", positive), kept, texts)


def _bounds(select: str) -> tuple[str, str] | None:
    """Return the body of a query twice, filters without an answer once failing and once passing."""
    bare, texts = _without_texts(select)
    start, end = bare.find("{"), bare.rfind("}")
    body = bare[start + 1 : end]
    if _UNSURE.search(body) or "$PATH" in bare or bare[end + 1 :].strip():
        return None
    parted = _denials_apart(body)
    if parted is None:
        return None
    positive, denials = parted
    fewest, most = (positive, [_answered(one) for one in denials]), (_answered(positive), denials)
    return _whole(*fewest, texts), _whole(*most, texts)


def _without_texts(query: str) -> tuple[str, list[str]]:
    """Return a query with a mark for each text in it, and those."""
    numbers = count()
    return _TEXT.sub(lambda _: f"«{next(numbers)}»", query), _TEXT.findall(query)


def _denials_apart(body: str) -> tuple[str, list[str]] | None:
    """Return a body with a mark for each NOT EXISTS, and those; None where filters may decide otherwise."""
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
    return body, denials


def _whole(body: str, denials: list[str], texts: list[str]) -> str:
    """Return a body with its denials and texts put back."""
    body = re.sub("¬(\\d+)¬", lambda mark: denials[int(mark[1])], body)
    return re.sub("«(\\d+)»", lambda mark: texts[int(mark[1])], body)


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
