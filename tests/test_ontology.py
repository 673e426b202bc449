"""The vocabulary is data, and this is what keeps it sound: a new entry needs no new test."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pytest
from rdflib import ORG, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

from kgriyadh import places
from kgriyadh.fold import words
from kgriyadh.load import load_turtle
from kgriyadh.paths import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib.term import Node

KGR = Namespace("https://w3id.org/kgriyadh/ontology#")
LEX = Namespace("https://w3id.org/kgriyadh/lexicon#")
ID = "https://w3id.org/kgriyadh/id/"
OWN = ("https://w3id.org/kgriyadh/id/", "https://w3id.org/kgriyadh/lexicon/")
FILES = sorted(ONTOLOGY.glob("*.ttl"))
TBOX = ONTOLOGY / "kgriyadh.ttl"
KINDS_OF_TERM = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)

ROLES = """
secretary-general deputy-secretary-general president vice-president prime-minister king emir sultan
crown-prince minister-of-defence minister-of-foreign-affairs minister-of-interior minister
secretary-of-state chief-of-defence-staff chief-of-army-staff chief-of-navy-staff chief-of-air-staff
inspector-general commander deputy-commander ambassador defence-attache military-advisor director
director-general special-envoy spokesperson chairperson delegate governor senator deputy
head-of-delegation other
"""

EXPLAINED = (LEX.Modifier, LEX.RoleNoun, LEX.WordClass)

THREATS = """
terrorism ideological-terrorism financial-terrorism operational-terrorism terrorist-financing
online-recruitment radicalisation violent-extremism jihadism armed-group terrorist-attack
foreign-fighters transnational-threat organised-crime drug-trafficking arms-trafficking
human-trafficking irregular-migration piracy maritime-insecurity cyber-threat disinformation
money-laundering mass-destruction-weapons drone-threat border-insecurity kidnapping insurgency
"""

# STANAG 2116 and the French practice of the news it is applied to.
CODES = {
    "OF-10": ["maréchal"],
    "OF-9": ["général d'armée", "général d'armée aérienne"],
    "OF-8": [
        "général de corps d'armée",
        "général de corps aérien",
        "lieutenant-général",
        "vice-amiral d'escadre",
    ],
    "OF-7": [
        "général de division",
        "général de division aérienne",
        "général-major",
        "major-général",
        "vice-amiral",
    ],
    "OF-6": ["général de brigade", "brigadier-général", "brigadier", "contre-amiral", "médecin général"],
    "OF-5": ["colonel", "colonel-major", "capitaine de vaisseau", "médecin-colonel"],
    "OF-4": ["lieutenant-colonel", "capitaine de frégate"],
    "OF-3": ["commandant", "major", "capitaine de corvette", "chef de bataillon"],
    "OF-2": ["capitaine", "lieutenant de vaisseau"],
    "OF-1": ["lieutenant", "sous-lieutenant", "enseigne de vaisseau"],
    "OR-9": ["adjudant-chef"],
    "OR-8": ["adjudant", "premier-maître"],
    "OR-6": ["sergent-chef"],
    "OR-5": ["sergent", "second-maître"],
    "general-officer": ["général", "amiral", "générale", "officiers généraux"],
}
# Ranks that courtesy raises: « mon colonel » to a lieutenant-colonel.
COURTESY = {"rank/lieutenant-colonel", "rank/medecin-lieutenant-colonel", "rank/sous-lieutenant"}


@cache
def graph(file: Path) -> Graph:
    """Return the graph of one file of the vocabulary."""
    return load_turtle(file)


@cache
def everything() -> Graph:
    """Return the graph of all files of the vocabulary."""
    merged = Graph()
    for file in FILES:
        for triple in graph(file):
            merged.add(triple)
    return merged


def local(node: object) -> str:
    """Return what is left of an IRI behind our base."""
    return str(node).removeprefix(ID)


def members(scheme: str) -> list[URIRef]:
    """Return the concepts of a scheme (``rank``)."""
    found = everything().subjects(SKOS.inScheme, URIRef(f"{ID}scheme/{scheme}"))
    return sorted(concept for concept in found if isinstance(concept, URIRef))


def of_class(*classes: URIRef) -> set[URIRef]:
    """Return the things that have one of the classes."""
    found = (thing for cls in classes for thing in everything().subjects(RDF.type, cls))
    return {thing for thing in found if isinstance(thing, URIRef)}


def forms(thing: Node) -> set[tuple[str, ...]]:
    """Return the folded French surface forms of a thing, abbreviations left out."""
    found = (label for prop in LABELS for label in everything().objects(thing, prop))
    return {words(label) for label in found if isinstance(label, Literal) and label.language == "fr"}


def languages(thing: Node, *properties: Node) -> Counter[str | None]:
    """Count the non-empty literals of some properties by language."""
    values = [value for prop in properties for value in everything().objects(thing, prop)]
    return Counter(v.language for v in values if isinstance(v, Literal) and v.strip())


def one(thing: Node, prop: Node) -> str:
    """Return the only value of a property as text; fails where there is none or more."""
    values = [str(value) for value in everything().objects(thing, prop)]
    assert len(values) == 1, f"{local(thing)} has {values} for {prop}"
    return values[0]


def cyclic(prop: Node) -> list[str]:
    """Return the things from which a property leads back to themselves."""
    g = everything()
    steps = {thing: set(g.objects(thing, prop)) for thing in g.subjects(prop)}
    return [local(t) for t in steps if any(t in g.transitive_objects(step, prop) for step in steps[t])]


# ---- all files


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_only_declared_terms_are_used(file: Path) -> None:
    declared = of_class(*KINDS_OF_TERM)
    used = {node for triple in graph(file) for node in triple if isinstance(node, URIRef)}
    ours = {node for node in used if str(node).startswith((str(KGR), str(LEX)))}
    assert not sorted(ours - declared)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_whatever_is_pointed_to_exists(file: Path) -> None:
    known = {place.id for place in (*places.countries(), *places.cities())}
    subjects = set(everything().subjects())
    ours = {node for node in graph(file).objects() if str(node).startswith(OWN)}
    assert not sorted(local(node) for node in ours - subjects if local(node) not in known)


@pytest.mark.parametrize("file", [f for f in FILES if f != TBOX], ids=lambda file: file.name)
def test_only_axioms_have_blank_nodes(file: Path) -> None:
    assert not [node for triple in graph(file) for node in triple if isinstance(node, BNode)]


def test_every_term_is_labelled_and_defined_in_both_languages() -> None:
    ours = {term for term in of_class(*KINDS_OF_TERM) if str(term).startswith((str(KGR), str(LEX)))}
    one_each = Counter({"fr": 1, "en": 1})
    bad = [t for t in ours if not languages(t, RDFS.label) == one_each == languages(t, SKOS.definition)]
    assert len(ours) > 60 and not sorted(bad)


@pytest.mark.parametrize("concept", sorted(of_class(SKOS.Concept, SKOS.ConceptScheme)), ids=local)
def test_every_concept_is_labelled_in_both_languages(concept: Node) -> None:
    assert languages(concept, SKOS.prefLabel) == Counter({"fr": 1, "en": 1})
    if not local(concept).startswith("rank/"):  # the code, the branch and the label say it all
        assert languages(concept, SKOS.definition) == Counter({"fr": 1, "en": 1})


@pytest.mark.parametrize("thing", sorted(of_class(*EXPLAINED)), ids=local)
def test_every_word_class_is_explained_in_both_languages(thing: Node) -> None:
    assert languages(thing, RDFS.label) == languages(thing, SKOS.definition) == Counter({"fr": 1, "en": 1})


@pytest.mark.parametrize(
    "classes",
    [
        (KGR.MilitaryRank,),
        (KGR.Role, LEX.RoleNoun),
        (KGR.Threat,),
        (KGR.Region,),
        (KGR.Coalition, KGR.InternationalOrganization, KGR.ArmedForce, ORG.Organization),
        (LEX.Modifier,),
    ],
    ids=lambda classes: classes[0].fragment,
)
def test_no_two_entries_share_a_surface_form(classes: tuple[URIRef, ...]) -> None:
    owners = defaultdict(set)
    for thing in of_class(*classes):
        for form in forms(thing):
            owners[" ".join(form)].add(local(thing))
        for abbreviation in everything().objects(thing, LEX.abbreviation):
            owners[str(abbreviation)].add(local(thing))
    assert not {form: sorted(ids) for form, ids in owners.items() if len(ids) > 1 or not form}


@pytest.mark.parametrize("prop", [SKOS.broader, LEX.shortenedTo, KGR.locatedIn, ORG.memberOf], ids=str)
def test_nothing_is_above_itself(prop: URIRef) -> None:
    assert not cyclic(prop)


@pytest.mark.parametrize("scheme", ["rank", "role", "threat", "branch", "status"])
def test_a_concept_is_at_the_top_or_below_another_of_its_scheme(scheme: str) -> None:
    g, concepts = everything(), members(scheme)
    assert concepts
    for concept in concepts:
        broader = set(g.objects(concept, SKOS.broader))
        assert broader <= set(concepts)
        assert bool(broader) != ((concept, SKOS.topConceptOf, URIRef(f"{ID}scheme/{scheme}")) in g), concept


# ---- ranks


def ranks_by_form() -> dict[tuple[str, ...], str]:
    """Return the NATO code by folded surface form of a rank."""
    return {form: one(rank, KGR.natoCode) for rank in members("rank") for form in forms(rank)}


@pytest.mark.parametrize(("form", "code"), [(form, code) for code, names in CODES.items() for form in names])
def test_a_rank_has_its_nato_code(form: str, code: str) -> None:
    assert ranks_by_form()[words(form)] == code


@pytest.mark.parametrize("rank", members("rank"), ids=local)
def test_seniority_follows_the_nato_code(rank: Node) -> None:
    code, seniority = one(rank, KGR.natoCode), int(one(rank, KGR.seniority))
    level = re.fullmatch(r"O([FR])-(10|[1-9])", code)
    if level is None:  # a general of unknown level counts as the lowest, an officer designate as no officer
        assert (code, seniority) in {("general-officer", 600), ("OF(D)", 95)}
        return
    step = 100 if level[1] == "F" else 10
    assert seniority // step == int(level[2])
    assert level[1] == "F" or int(level[2]) <= 9


@pytest.mark.parametrize("rank", members("rank"), ids=local)
def test_general_ranks_are_those_from_brigade_general_up(rank: Node) -> None:
    assert ((rank, RDF.type, KGR.GeneralRank) in everything()) == (int(one(rank, KGR.seniority)) >= 600)


def test_a_bare_general_has_an_id_of_its_own() -> None:
    bare = URIRef(ID + "rank/officier-general")
    assert {("general",), ("amiral",)} <= forms(bare)


def test_a_short_rank_is_no_higher_than_the_full_one() -> None:
    for rank, short in everything().subject_objects(LEX.shortenedTo):
        assert int(one(short, KGR.seniority)) <= int(one(rank, KGR.seniority)) or local(rank) in COURTESY


# ---- roles


def test_the_roles_are_those_that_are_agreed() -> None:
    assert {local(role) for role in members("role")} == {f"role/{name}" for name in ROLES.split()}


def heads() -> Iterator[tuple[str, list[URIRef]]]:
    """Give each head noun of posts with the roles that share it."""
    shared = defaultdict(list)
    for role in members("role"):
        for head in everything().objects(role, LEX["head"]):
            shared[str(head)].append(role)
    yield from sorted(shared.items())


@pytest.mark.parametrize(("head", "roles"), list(heads()), ids=[head for head, _ in heads()])
def test_a_head_has_one_default_and_parts_its_portfolios(head: str, roles: list[URIRef]) -> None:
    g = everything()
    defaults = [role for role in roles if (role, LEX.default, Literal(True)) in g]
    fields = Counter(words(str(field)) for role in roles for field in g.objects(role, LEX.portfolio))
    assert len(defaults) == 1
    assert max(fields.values(), default=1) == 1, f"{head}: {fields.most_common(1)}"


def test_a_modifier_turns_each_role_into_one() -> None:
    g = everything()
    for modifier in of_class(LEX.Modifier):
        before = [one(turn, LEX["from"]) for turn in g.objects(modifier, LEX.turns)]
        assert len(before) == len(set(before))
    assert set(g.objects(None, LEX.turns)) == of_class(LEX.Turn)


# ---- threats


def test_the_threats_are_those_that_are_agreed() -> None:
    assert {local(threat) for threat in members("threat")} == {f"threat/{name}" for name in THREATS.split()}


def test_an_adjective_names_one_kind_of_a_broader_threat() -> None:
    adjectives = everything().subject_objects(LEX.modifier)
    kinds = Counter((one(threat, SKOS.broader), words(str(adjective))) for threat, adjective in adjectives)
    assert kinds and set(kinds.values()) == {1}
