"""Files of a user's ontology in, their axioms out, and what the reasoner could not take of them.

An ontology is Turtle, RDF/XML, N-Triples or JSON-LD that says something of classes and properties, its own
or ours. It may import ours and the other files given; nothing is fetched from anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Graph

from kgriyadh.axioms.declared import undeclared
from kgriyadh.axioms.files import Objection, OntologyFile, read_files
from kgriyadh.axioms.profile import outside, unsimple
from kgriyadh.axioms.sense import contradictory, senseless
from kgriyadh.errors import OntologyIsUnusable
from kgriyadh.terms import names_by_content, ontology

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Objection", "objections", "read_axioms"]


def objections(paths: Iterable[Path]) -> list[Objection]:
    """Return what is wrong with some ontologies: axioms outside OWL 2 RL, terms that nothing declares.

    Where there is no such thing, axioms that contradict each other, or classes that nothing can be of.

    Raises ``OntologyIsUnusable`` for a file that cannot be read, and for imports that are not among the
    files or lead in a circle.
    """
    return _objections(read_files(paths))


def read_axioms(paths: Iterable[Path]) -> Graph:
    """Return the axioms of some ontologies; blank nodes get IRIs made of what hangs on them.

    Raises ``OntologyIsUnusable`` also where there is an objection to one of them.
    """
    files = read_files(paths)
    if found := _objections(files):
        rest = f" (and {len(found) - 1} more: kgriyadh check-ontology shows them)" if len(found) > 1 else ""
        raise OntologyIsUnusable(f"{found[0]}{rest}")
    axioms = Graph()
    for file in files:
        names = names_by_content(file.graph)
        for subject, predicate, value in file.graph:
            axioms.add((names.get(subject, subject), predicate, names.get(value, value)))
    return axioms


def _objections(files: list[OntologyFile]) -> list[Objection]:
    together = Graph() + ontology()
    for file in files:
        together += file.graph
        for prefix, namespace in file.graph.namespaces():
            together.bind(prefix, namespace)
    found = set(unsimple(files, together))
    for file in files:
        try:
            found |= {*undeclared(file, together), *outside(file)}
        except RecursionError as error:
            what = "a class expression is nested too deep; give its parts names of their own"
            raise OntologyIsUnusable(f"{file.path}: {what}") from error
    if not found:  # the rules make sense only of what they can take
        found = {*contradictory(files, together)}
    if not found:
        found = {*senseless(files, together)}
    return sorted(found, key=str)
