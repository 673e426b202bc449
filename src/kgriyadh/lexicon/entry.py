"""The Turtle of ``ontology/`` as plain entries: what the vocabulary says of each thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kgriyadh.errors import WordsAreUnreadable

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LOCAL = ("https://w3id.org/kgriyadh/id/", "https://w3id.org/kgriyadh/lexicon/")
_CURIES = {
    "https://w3id.org/kgriyadh/ontology#": "kgr:",
    "https://w3id.org/kgriyadh/lexicon#": "lex:",
    "http://www.w3.org/ns/org#": "org:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the vocabulary: its classes as compact IRIs, its values by the property's local name.

    Literals in other languages than French are left out; IRIs of the vocabulary's own things are
    local ids (``role/ambassador``).
    """

    id: str
    classes: frozenset[str]
    values: dict[str, tuple[str, ...]]

    def get(self, name: str) -> tuple[str, ...]:
        """The values of the property with that local name; empty where it has none."""
        return self.values.get(name, ())

    def says(self, name: str) -> bool:
        """Whether a boolean property is true."""
        return "true" in self.get(name)


def read_entries(files: Iterable[Path]) -> dict[str, Entry]:
    """The entries of Turtle files by local id. Raises WordsAreUnreadable."""
    classes: dict[str, set[str]] = defaultdict(set)
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in files:
        for quad in _quads(file):
            if not isinstance(quad.subject, ox.NamedNode):
                continue
            subject = local(quad.subject.value)
            value = _value(quad.object)
            if value is None:
                continue
            if quad.predicate.value == _TYPE:
                classes[subject].add(value)
            else:
                values[subject][_name(quad.predicate.value)].append(value)
    return {
        id: Entry(id, frozenset(classes[id]), {k: tuple(v) for k, v in values[id].items()})
        for id in sorted(classes.keys() | values.keys())
    }


def _quads(file: Path) -> Iterator[ox.Quad]:
    """The statements of a Turtle file; its errors become ours."""
    try:
        yield from ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise WordsAreUnreadable(file, error.lineno, error.msg) from error
    except OSError as error:
        raise WordsAreUnreadable(file, None, error.strerror or str(error)) from error


def local(iri: str) -> str:
    """The local id or the compact IRI of an IRI; the IRI itself where it has neither."""
    for base in _LOCAL:
        if iri.startswith(base):
            return iri.removeprefix(base)
    for base, prefix in _CURIES.items():
        if iri.startswith(base):
            return prefix + iri.removeprefix(base)
    return iri


def _value(term: object) -> str | None:
    if isinstance(term, ox.NamedNode):
        return local(term.value)
    if isinstance(term, ox.Literal) and term.language in (None, "fr"):
        return term.value
    return None


def _name(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]
