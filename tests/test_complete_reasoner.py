"""The ontology by a complete reasoner (HermiT): it holds together, and no class is empty."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
import test_axioms
from rdflib import OWL, RDF, RDFS, XSD, Graph

if TYPE_CHECKING:
    from pathlib import Path


def _empty_classes(graph: Graph, folder: Path) -> list[str]:
    """Return the classes that can have no member; raises OwlReadyInconsistentOntologyError."""
    owlready: Any = import_module("owlready2")
    file = folder / "ontology.nt"
    known = Graph() + graph
    # xsd:date is not in the datatype map of OWL 2, and HermiT takes no other datatypes.
    known.remove((None, RDFS.range, XSD.date))
    known.serialize(file, "nt", encoding="utf-8")
    world = owlready.World()
    world.get_ontology(file.as_uri()).load()
    owlready.sync_reasoner_hermit(world, debug=0)
    return sorted(one.iri for one in world.inconsistent_classes() if one is not owlready.Nothing)


def test_the_ontology_holds_together_and_no_class_is_empty(tmp_path: Path) -> None:
    assert _empty_classes(test_axioms.tbox(), tmp_path) == []


def test_a_class_under_two_disjoint_ones_is_found_empty(tmp_path: Path) -> None:
    broken = Graph() + test_axioms.tbox()
    odd = test_axioms.X.OfficerAndCity
    for triple in (
        (odd, RDF.type, OWL.Class),
        (odd, RDFS.subClassOf, test_axioms.KGR.MilitaryOfficer),
        (odd, RDFS.subClassOf, test_axioms.KGR.City),
    ):
        broken.add(triple)
    assert _empty_classes(broken, tmp_path) == [str(odd)]


@pytest.mark.parametrize("data", [":p a kgr:Person, kgr:City .", ":p kgr:counterpartOf :p ."])
def test_it_sees_the_contradictions_that_the_rules_see(data: str, tmp_path: Path) -> None:
    owlready: Any = import_module("owlready2")
    facts = Graph().parse(data=test_axioms.PREFIXES + data)
    with pytest.raises(owlready.OwlReadyInconsistentOntologyError):
        _empty_classes(test_axioms.tbox() + facts, tmp_path)
