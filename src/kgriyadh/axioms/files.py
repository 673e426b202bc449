"""Files of ontologies in, their graphs out, after a look at what they import."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, Graph, Literal, URIRef

from kgriyadh.errors import DatasetIsDamaged, DatasetIsMissing, NodesGoInACircle, OntologyIsUnusable
from kgriyadh.load import load_turtle
from kgriyadh.manchester import expression
from kgriyadh.terms import SKOLEM, compact, names_by_content, ontology

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from rdflib.graph import _TripleType
    from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class OntologyFile:
    """An ontology as a file has it; its graph knows the prefixes of the file."""

    path: Path
    graph: Graph

    def name(self, term: Node) -> str:
        """Return what to call a term: as the file writes it, an expression in Manchester syntax."""
        if isinstance(term, URIRef) and not term.startswith(SKOLEM):
            short = compact(str(term))
            return short if short != str(term) else term.n3(self.graph.namespace_manager)
        if isinstance(term, Literal):
            return str(term) if term.datatype else term.n3()
        return expression(self.graph, term, self.name) or "[…]"

    def objection(self, axiom: _TripleType, what: str) -> Objection:
        """Return an objection to an axiom of the file."""
        return Objection(self.path, " ".join(map(self.name, axiom)), what)


@dataclass(frozen=True, slots=True)
class Objection:
    """What is wrong with an ontology: the file, the axiom or term, and what to do about it."""

    path: Path
    about: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.about}: {self.what}"


def read_files(paths: Iterable[Path]) -> list[OntologyFile]:
    """Return the ontologies of some files, in order. Raises ``OntologyIsUnusable``."""
    files = [OntologyFile(path, _read(path)) for path in dict.fromkeys(paths)]
    _check_imports(files)
    return files


def _read(path: Path) -> Graph:
    try:
        graph = load_turtle(path)
        names_by_content(graph)  # what hangs on itself could be followed for ever
    except NodesGoInACircle as error:
        raise OntologyIsUnusable(f"{path}: {error}") from error
    except DatasetIsMissing as error:
        raise OntologyIsUnusable(f"{path}: no such file: name an ontology, in Turtle or RDF/XML") from error
    except DatasetIsDamaged as error:
        place = f"{path}, line {error.line}" if error.line else str(path)
        raise OntologyIsUnusable(f"{place}: {error.what}; correct the file") from error
    return graph


def _check_imports(files: list[OntologyFile]) -> None:
    """Raise ``OntologyIsUnusable`` for imports of what is not given, and for those that lead in a circle."""
    ours = {str(name) for name in _names(ontology())}
    of = {name: file for file in files for name in (file.path.absolute().as_uri(), *_names(file.graph))}
    imports: dict[Path, list[Path]] = {}
    for file in files:
        wanted = sorted({str(name) for name in file.graph.objects(None, OWL.imports)} - ours)
        imports[file.path] = [_given(name, file, of) for name in wanted]
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        chain = " -> ".join(map(str, reversed(error.args[1])))
        raise OntologyIsUnusable(f"{chain}: owl:imports goes in a circle; take one of them out") from error


def _given(name: str, importing: OntologyFile, files: Mapping[str, OntologyFile]) -> Path:
    if name not in files:
        raise OntologyIsUnusable(
            f"{importing.path}: it imports {name}, which is none of the files given, and nothing is fetched: "
            "name its file too, or take the owl:imports out"
        )
    return files[name].path


def _names(graph: Graph) -> set[str]:
    """Return the IRIs that an ontology can be imported by."""
    headers = set(graph.subjects(RDF.type, OWL.Ontology))
    return {str(name) for header in headers for name in (header, *graph.objects(header, OWL.versionIRI))}
