"""Files of RDF in, rdflib graphs and datasets out: the vocabulary's Turtle and what ``write.py`` wrote.

Parsing is pyoxigraph's (0.5): some thirty times faster than rdflib's parsers, and its errors know
their line.
"""

from __future__ import annotations

from logging import ERROR, getLogger
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.term import Identifier

from kgriyadh.errors import DatasetIsDamaged, DatasetIsMissing
from kgriyadh.memory import new_dataset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib.graph import _TripleType

# rdflib 7.6 logs a traceback for each literal that is none of its datatype; the shapes say so more plainly.
getLogger("rdflib.term").setLevel(ERROR)

_FORMATS = {
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,  # what ontology editors call it
}


def load(path: Path) -> Dataset:
    """Return the dataset that a file holds, its named graphs kept; ``graph.ttl.invalid`` is read too.

    Raises ``DatasetIsMissing``, or ``DatasetIsDamaged`` for one that is broken, empty or of no known format.
    """
    dataset = from_quads(_quads(path), path)
    if next(iter(dataset.quads()), None) is None:
        raise DatasetIsDamaged(path, None, "it holds no statement")
    return dataset


def from_quads(quads: Iterable[ox.Quad], source: Path) -> Dataset:
    """Return the dataset that some quads of pyoxigraph are, its default graph the union of all.

    Raises ``DatasetIsDamaged``, naming ``source``, for a triple as a term, which RDF 1.1 has not.
    """
    dataset, terms = new_dataset(), _Terms(source)
    graphs: dict[object, Graph] = {ox.DefaultGraph(): dataset.default_graph}
    for quad in quads:
        if quad.graph_name not in graphs:
            graphs[quad.graph_name] = dataset.graph(URIRef(terms[quad.graph_name]))
        graphs[quad.graph_name].add(terms.triple(quad))
    return dataset


def load_turtle(path: Path) -> Graph:
    """Return the graph of one Turtle file, with the file's prefixes; raises what ``load`` does."""
    graph, terms, prefixes = Graph(), _Terms(path), dict[str, str]()
    for quad in _quads(path, prefixes):
        graph.add(terms.triple(quad))
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace)
    return graph


def _quads(path: Path, prefixes: dict[str, str] | None = None) -> Iterator[ox.Quad]:
    """Give the quads of a file, and its prefixes once they are through; its errors become ours."""
    suffixes = [suffix for suffix in path.suffixes if suffix in _FORMATS]
    if path.is_dir():
        raise DatasetIsMissing(
            f"{path}: a folder; give the dataset.trig in it; an embedded store is named by --store"
        )
    if not path.exists():
        raise DatasetIsMissing(f"{path}: no such file: make one with kgriyadh build")
    if not suffixes:
        raise DatasetIsDamaged(path, None, f"its name ends in none of {', '.join(sorted(_FORMATS))}")
    try:
        parser = ox.parse(path=str(path), format=_FORMATS[suffixes[-1]], base_iri=path.absolute().as_uri())
        yield from parser
        if prefixes is not None:
            prefixes.update(parser.prefixes)
    except SyntaxError as error:
        raise DatasetIsDamaged(path, error.lineno, error.msg) from error
    except OSError as error:
        raise DatasetIsDamaged(path, None, error.strerror or str(error)) from error


class _Terms(dict[object, Identifier]):
    """pyoxigraph's terms, which ``source`` holds, to rdflib's, each made once."""

    def __init__(self, source: Path) -> None:
        super().__init__()
        self._source = source

    def __missing__(self, term: object) -> Identifier:
        if isinstance(term, ox.Triple):
            raise DatasetIsDamaged(self._source, None, f"{term} as a term is RDF 1.2, only RDF 1.1 is read")
        made = self[term] = _term(term)
        return made

    def triple(self, quad: ox.Quad) -> _TripleType:
        """Return the triple of a quad."""
        return self[quad.subject], self[quad.predicate], self[quad.object]


def _term(term: object) -> Identifier:
    """Return one term; a literal keeps its lexical form, so that what is written again has the same bytes."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"{term} is no term of RDF 1.1")
    if term.language:
        return Literal(term.value, lang=term.language)
    if term.datatype.value == str(XSD.string):
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
