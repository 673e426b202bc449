"""Ontologies in, what makes no sense in them out: axioms that contradict each other, classes that stay empty.

A class that nothing can be of is found by imagining a member of it. The rules of OWL 2 RL are sound and not
complete: what they find is so, and a reasoner of full OWL 2 may find more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import OWL, RDF, URIRef

from kgriyadh.axioms.files import Objection, OntologyFile
from kgriyadh.proof import refute
from kgriyadh.rules import Closure
from kgriyadh.terms import SKOLEM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph
    from rdflib.graph import _TripleType
    from rdflib.term import Node

_IMAGINED = "urn:kgriyadh:imagined:"


def senseless(files: list[OntologyFile], together: Graph) -> Iterator[Objection]:
    """Give the classes that nothing can be of, each with the axioms that make it so."""
    classes = filter(_has_name, together.subjects(RDF.type, OWL.Class))
    members = {URIRef(f"{_IMAGINED}{number}"): kind for number, kind in enumerate(classes)}
    closure = Closure([*together, *((one, RDF.type, kind) for one, kind in members.items())])
    clashing = {term for found in closure.contradictions() for triple in found.triples for term in triple}
    whole = OntologyFile(files[0].path, together)
    for member, kind in members.items():
        # Alone once more, for imagined members of two classes may be one thing by a key that they share.
        if member in clashing and (axioms := _clash([*together, (member, RDF.type, kind)], member)):
            for file in _stating(files, axioms):
                what = f"nothing can be of this class: {_said(axioms, whole)}"
                yield Objection(file.path, whole.name(kind), what)


def contradictory(files: list[OntologyFile], together: Graph) -> Iterator[Objection]:
    """Give the axioms and facts of ontologies that contradict each other."""
    if axioms := _clash([*together]):
        whole = OntologyFile(files[0].path, together)
        for file in _stating(files, axioms):
            yield Objection(
                file.path, _said(axioms, whole), "these cannot hold together; take one of them out"
            )


def _has_name(kind: Node) -> bool:
    return isinstance(kind, URIRef) and not kind.startswith(SKOLEM)


def _stating(files: list[OntologyFile], axioms: list[_TripleType]) -> list[OntologyFile]:
    return [file for file in files if any(axiom in file.graph for axiom in axioms)]


def _clash(triples: list[_TripleType], member: Node | None = None) -> list[_TripleType]:
    """Return as few of some triples as contradict each other, without what was imagined."""
    closure = Closure(triples)
    found = closure.contradictions()
    if not found:
        return []
    _, proofs = refute(closure, min(found, key=lambda one: (one.rule, str(one.triples))))
    leaves = {leaf for proof in proofs for leaf in proof.leaves()}
    return [leaf for leaf in leaves if member not in leaf]


def _said(axioms: list[_TripleType], file: OntologyFile) -> str:
    return "; ".join(sorted(" ".join(map(file.name, axiom)) for axiom in axioms))
