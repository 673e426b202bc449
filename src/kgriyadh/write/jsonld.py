"""Graphs in, JSON-LD out that reads like JSON: names for properties, ids for things, labels by language.

The context is made of the ontology, so that a new property has its name without any code.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rdflib import RDF, XSD, Literal, URIRef

from kgriyadh.context import Context, context
from kgriyadh.terms import VOCABULARIES, compact
from kgriyadh.write.order import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rdflib import Graph
    from rdflib.graph import _TripleType
    from rdflib.term import Node

# Only against such a base a relative IRI is what it looks like.
_PLAIN_BASE = re.compile(r"https?://[^?#]+/")


def context_file() -> bytes:
    """Return the context of our JSON-LD as a file of its own."""
    return _dumped({"@context": context()})


def jsonld(graphs: Iterable[Graph], base: str) -> bytes:
    """Return the union of some graphs as JSON-LD, its context within; ids are relative to ``base``."""
    relative = base if _PLAIN_BASE.fullmatch(base) else ""
    names = _Names(relative)
    nodes = [names.node(subject, of_one) for subject, of_one in groupby(in_order(graphs), key=lambda t: t[0])]
    return _dumped({"@context": {**({"@base": relative} if relative else {}), **context()}, "@graph": nodes})


class _Names:
    """The names that JSON has for RDF terms, under the context and one base."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._terms: dict[Node, tuple[str, Any]] = {}
        for name, definition in context().items():
            if name not in VOCABULARIES and name not in ("id", "type"):
                self._terms[_expanded(definition)] = (name, definition)

    def node(self, subject: Node, triples: Iterable[_TripleType]) -> Context:
        """Return all that is said of one subject; ``triples`` are in order."""
        node: Context = {"id": self._id(subject)}
        for _, predicate, value in triples:
            if predicate == RDF.type:
                _append(node, "type", self._type(value))
                continue
            key, definition = self._terms.get(predicate, (compact(str(predicate)), {}))
            coerced = definition if isinstance(definition, dict) else {}
            if "@container" not in coerced:
                _append(node, key, self._value(value, coerced.get("@type")))
            elif isinstance(value, Literal) and value.language:
                _append(node.setdefault(key, {}), value.language, str(value))
            else:
                _append(node, compact(str(predicate)), self._value(value, None))
        return node

    def _id(self, node: Node) -> str:
        """Return an IRI, relative to the base where it lies under it."""
        iri = str(node)
        return iri.removeprefix(self._base) if self._base and iri.startswith(self._base) else iri

    def _type(self, node: Node) -> str:
        """Return the name of a class."""
        name, _ = self._terms.get(node, ("", None))
        return name or compact(str(node))

    def _value(self, value: Node, coerced: str | None) -> Any:
        """Return an object; what the context says of its kind is left out."""
        if not isinstance(value, Literal):
            return self._id(value) if coerced == "@id" else {"id": self._id(value)}
        if value.language:
            return {"@value": str(value), "@language": value.language}
        if value.datatype is None and coerced is None:
            return str(value)
        if value.datatype is not None and compact(value.datatype) == coerced:
            return int(value) if _is_plain_integer(value) else str(value)
        return {"@value": str(value), **({"@type": compact(value.datatype)} if value.datatype else {})}


def _is_plain_integer(value: Literal) -> bool:
    """Return whether a number in JSON says the same as a literal, to the letter."""
    return value.datatype == XSD.integer and re.fullmatch(r"0|-?[1-9][0-9]{0,14}", value) is not None


def _expanded(definition: Context | str) -> URIRef:
    """Return the IRI that a term of the context stands for."""
    prefix, _, name = (definition["@id"] if isinstance(definition, dict) else definition).partition(":")
    return URIRef(VOCABULARIES[prefix] + name)


def _append(node: Context, key: str, value: Any) -> None:
    """Add a value under a key: one stands alone, several in a list."""
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]


def _dumped(content: Mapping[str, Any]) -> bytes:
    """Return JSON as UTF-8 that reads well and ends in a newline."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
