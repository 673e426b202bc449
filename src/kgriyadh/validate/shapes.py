"""Files of shapes in, one graph of them out; what they import from other files comes with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse

from rdflib import OWL, SH, Dataset, Graph

from kgriyadh import paths
from kgriyadh.errors import DatasetIsDamaged, DatasetIsMissing, ShapesAreUnusable
from kgriyadh.load import load_turtle
from kgriyadh.terms import names_by_content
from kgriyadh.validate.check import check_imports, check_queries, check_words
from kgriyadh.validate.judge import judge
from kgriyadh.validate.target import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterable


# The places of a shape or constraint that a result may have as its source.
_SOURCES = (SH.property, SH.sparql)


def read_shapes(added: Iterable[Path] = ()) -> Graph:
    """Return our own shapes with those of some files added; all that a result may name has an IRI.

    Raises ``ShapesAreUnusable`` for a file that is missing, no RDF or without shapes, for imports in a
    circle, for words that SHACL does not have and for queries that are no SPARQL.
    """
    shapes, done = Graph(), set[Path]()
    for path in sorted(paths.SHAPES.glob("*.ttl")):
        _read(path.resolve(), shapes, done)
    barren = [path for path in added if not _adds_shapes(path.resolve(), shapes, done)]
    check_imports(shapes)
    if barren:
        raise ShapesAreUnusable(f"{barren[0]}: no shape in it; give a file of SHACL")
    check_words(shapes)
    check_queries(shapes)
    named = _named(shapes)
    if added:
        judge(Dataset(), named)  # what pyshacl does not take shows even where nothing is to be judged
    return named


def _read(path: Path, shapes: Graph, done: set[Path]) -> None:
    """Add one file and the files that it imports, each once."""
    if path in done:
        return
    done.add(path)
    try:
        read = load_turtle(path)
    except DatasetIsDamaged as error:
        place = f"{error.path}, line {error.line}" if error.line else str(error.path)
        raise ShapesAreUnusable(f"{place}: {error.what}; correct the file") from error
    except DatasetIsMissing as error:
        raise ShapesAreUnusable(
            f"{path}: no such file of shapes; give its path, or take out its owl:imports"
        ) from error
    shapes += read
    for imported in sorted(set(read.objects(None, OWL.imports)), key=str):
        address = urlparse(str(imported))
        if address.scheme == "file":
            _read(Path(unquote(address.path)), shapes, done)


def _adds_shapes(path: Path, shapes: Graph, done: set[Path]) -> bool:
    """Add one file with those that it imports; return whether any of them speaks in SHACL's words."""
    if path in done:
        return True
    added = Graph()
    _read(path, added, done)
    shapes += added
    return any(str(predicate).startswith(str(SH)) for predicate in added.predicates())


def _named(shapes: Graph) -> Graph:
    """Return shapes in which blank nodes that a result may name have IRIs made of what hangs on them."""
    sources = {node for term in _SOURCES for node in shapes.objects(None, term)}
    sources |= {node for term in TARGETS for node in shapes.subjects(term)}
    names = {node: name for node, name in names_by_content(shapes).items() if node in sources}
    made = Graph()
    for subject, predicate, value in shapes:
        if predicate == SH.rule:  # rules would add to what they validate
            continue
        made.add((names.get(subject, subject), predicate, names.get(value, value)))
    return made
