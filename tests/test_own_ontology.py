"""A user's own ontologies: what ``check-ontology`` says of them, and what ``build`` makes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyhornedowl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhornedowl.profile import check_profile
from rdflib import RDF, RDFS, URIRef

from kgriyadh.axioms import objections
from kgriyadh.axioms.files import read_files
from kgriyadh.axioms.profile import outside
from kgriyadh.cli import main
from kgriyadh.load import load
from kgriyadh.terms import BASE

Capture = pytest.CaptureFixture[str]
Said = Callable[[str], list[str]]
EXAMPLE = Path(__file__).parents[1] / "examples" / "riyad-2026-01-28.txt"
HEADER = """
@prefix : <https://example.org/watch#> .
@prefix kgr: <https://w3id.org/kgriyadh/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/watch> a owl:Ontology .
:A a owl:Class . :B a owl:Class . :C a owl:Class .
:p a owl:ObjectProperty . :q a owl:ObjectProperty . :d a owl:DatatypeProperty .
"""
SOME = "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ]"
ONLY = "[ a owl:Restriction ; owl:onProperty :p ; owl:allValuesFrom :B ]"
UNION = "[ a owl:Class ; owl:unionOf ( :B :C ) ]"
NOT = "[ a owl:Class ; owl:complementOf :B ]"


def counted(kind: str, number: int, more: str = "") -> str:
    return f'[ a owl:Restriction ; owl:onProperty :p ; owl:{kind} "{number}"^^xsd:nonNegativeInteger {more}]'


# An axiom, what its objection calls it, and the production of OWL 2 Profiles, section 4.2, that it breaks.
OUTSIDE = {
    "some above": (f":A rdfs:subClassOf {SOME} .", "(:p some :B)", "4.2.3, superClassExpression"),
    "union above": (f":A rdfs:subClassOf {UNION} .", "(:B or :C)", "4.2.3, superClassExpression"),
    "one of above": (":A rdfs:subClassOf [ a owl:Class ; owl:oneOf ( :x :y ) ] .", "{:x, :y}", "superClass"),
    "some as a domain": (f":q rdfs:domain {SOME} .", ":q rdfs:domain (:p some :B)", "superClassExpression"),
    "union as a range": (f":q rdfs:range {UNION} .", "(:B or :C)", "4.2.3, superClassExpression"),
    "some of a thing": (f":x a {SOME} .", ":x rdf:type (:p some :B)", "4.2.3, superClassExpression"),
    "only below": (f"{ONLY} rdfs:subClassOf :A .", "(:p only :B)", "4.2.3, subClassExpression"),
    "not below": (f"{NOT} rdfs:subClassOf :A .", "(not :B)", "4.2.3, subClassExpression"),
    "deep below": (
        f"[ a owl:Class ; owl:intersectionOf ( :A [ a owl:Class ; owl:unionOf ( :C {ONLY} ) ] ) ]"
        " rdfs:subClassOf :C .",
        "(:p only :B)",
        "4.2.3, subClassExpression",
    ),
    "some in an equivalence": (f":A owl:equivalentClass {SOME} .", "(:p some :B)", "equivClassExpression"),
    "only disjoint": (f":A owl:disjointWith {ONLY} .", "(:p only :B)", "4.2.3, subClassExpression"),
    "two": (f":A rdfs:subClassOf {counted('maxCardinality', 2)} .", "(:p max 2)", "maxCardinality 0 or 1"),
    "three of a class": (
        f":A rdfs:subClassOf {counted('maxQualifiedCardinality', 3, '; owl:onClass :B')} .",
        "(:p max 3 :B)",
        "maxQualifiedCardinality 0 or 1",
    ),
    "exactly": (
        f":A rdfs:subClassOf {counted('cardinality', 1)} .",
        "(:p exactly 1)",
        "superClassExpression",
    ),
    "at least": (
        f":A rdfs:subClassOf {counted('minCardinality', 1)} .",
        "(:p min 1)",
        "superClassExpression",
    ),
    "itself": (
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasSelf true ] .",
        "(:p Self true)",
        "4.2.3, superClassExpression",
    ),
    "reflexive": (":p a owl:ReflexiveProperty .", ":p rdf:type owl:ReflexiveProperty", "4.2.5, Axiom"),
    "disjoint union": (":A owl:disjointUnionOf ( :B :C ) .", "(:B :C)", "4.2.5, Axiom"),
    "values listed": (
        ":d rdfs:range [ a rdfs:Datatype ; owl:oneOf ( 1 2 ) ] .",
        "{1, 2}",
        "4.2.4, DataRange",
    ),
    "values within": (
        ":d rdfs:range [ a rdfs:Datatype ; owl:onDatatype xsd:integer ;"
        " owl:withRestrictions ( [ xsd:minInclusive 1 ] ) ] .",
        ":d rdfs:range xsd:integer[…]",
        "4.2.4, DataRange",
    ),
    "transitive and irreflexive": (":p a owl:TransitiveProperty, owl:IrreflexiveProperty .", ":p", "11.2"),
    "functional from a chain": (
        ":p owl:propertyChainAxiom ( :q :q ) ; a owl:FunctionalProperty .",
        ":p",
        "11.2",
    ),
}
# The same, which the reference lets pass.
OUTSIDE_TOO = {
    "everything below": ("owl:Thing rdfs:subClassOf :A .", "owl:Thing", "4.2.3, subClassExpression"),
    "real numbers": (":d rdfs:range owl:real .", "owl:real", "4.2.1, Datatype"),
    "a datatype of one's own": (":even a rdfs:Datatype .", ":even", "4.2.1, Datatype"),
    "a union that has a name": (":A owl:unionOf ( :B :C ) .", ":A", "4.2.3, equivClassExpression"),
    "a restriction of nothing": (
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:allValuesFrom :B ] .",
        ":A",
        "onProperty",
    ),
    "an empty node": (
        ":A rdfs:subClassOf [ a owl:Class ] .",
        ":A rdfs:subClassOf […]",
        "no class expression",
    ),
    "a number for a class": (":A rdfs:subClassOf 3 .", ":A rdfs:subClassOf 3", "3 is no class"),
    "a chain cut short": (":p owl:propertyChainAxiom [ rdf:first :q ] .", ":p owl:", "rdf:nil ends it"),
    "a list cut short": (
        "[ a owl:Class ; owl:unionOf [ rdf:first :B ] ] rdfs:subClassOf :A .",
        "(:B) rdfs:subClassOf :A",
        "rdf:nil ends it",
    ),
}
WITHIN = {
    "some below": f"{SOME} rdfs:subClassOf :A .",
    "only above": f":A rdfs:subClassOf {ONLY}, {NOT} .",
    "one": f":A rdfs:subClassOf {counted('maxCardinality', 1)} .",
    "none of a class": f":A rdfs:subClassOf {counted('maxQualifiedCardinality', 0, '; owl:onClass :B')} .",
    "a value": ":A owl:equivalentClass [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :x ] .",
    "both": ":A owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( :B :C ) ] .",
    "union disjoint": f"{UNION} owl:disjointWith :A .",
    "key": ":A owl:hasKey ( :p :d ) .",
    "chain": ":p owl:propertyChainAxiom ( :q :q ) .",
    "not both": "[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) .",
    "not that": "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ;"
    " owl:assertionProperty :p ; owl:targetIndividual :y .",
    "kinds": ":p a owl:SymmetricProperty, owl:IrreflexiveProperty ; owl:inverseOf :q .",
    "number": "[ a owl:Restriction ; owl:onProperty :d ; owl:someValuesFrom xsd:integer ]"
    " rdfs:subClassOf :A .",
    "facts": ":x a :A ; :p :y ; :d 3 .",
}


@pytest.fixture
def said(tmp_path: Path) -> Said:
    """Return what gives the objections to an ontology of some axioms."""

    def of(axioms: str) -> list[str]:
        (tmp_path / "watch.ttl").write_text(HEADER + axioms, "utf-8")
        return [str(one).removeprefix(f"{tmp_path}/") for one in objections([tmp_path / "watch.ttl"])]

    return of


@pytest.mark.parametrize(
    ("axiom", "called", "production"), {**OUTSIDE, **OUTSIDE_TOO}.values(), ids=[*OUTSIDE, *OUTSIDE_TOO]
)
def test_an_axiom_outside_the_profile_is_named_with_the_rule(
    axiom: str, called: str, production: str, said: Said
) -> None:
    (objection,) = said(axiom)
    assert objection.startswith("watch.ttl: ") and called in objection
    assert all(part in objection for part in production.split(", "))


@pytest.mark.parametrize(
    "axioms", [*WITHIN.values(), ":d rdfs:range xsd:date .", ":A rdfs:subClassOf owl:Thing ."]
)
def test_what_the_profile_has_is_taken(axioms: str, said: Said) -> None:
    assert said(axioms) == []


def _conforms(axioms: str) -> bool:
    """Return whether horned-owl finds axioms in the profile."""
    ontology = pyhornedowl.open_ontology_from_string(HEADER + axioms, "ttl")  # type: ignore[arg-type]  # it does
    return bool(check_profile(ontology, "RL").conformant)


def test_the_reference_says_the_same() -> None:
    for name, (axiom, *_) in OUTSIDE.items():
        assert not _conforms(axiom), name
    for name, axiom in WITHIN.items():
        assert _conforms(axiom), name


def _made(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Draw class expressions made of others."""
    listed = st.lists(parts, min_size=2, max_size=3).map(" ".join)
    return st.one_of(
        st.builds(
            "[ a owl:Class ; owl:{} ( {} ) ]".format, st.sampled_from(["unionOf", "intersectionOf"]), listed
        ),
        st.builds(
            "[ a owl:Restriction ; owl:onProperty :p ; owl:{} {} ]".format,
            st.sampled_from(["someValuesFrom", "allValuesFrom"]),
            parts,
        ),
        st.builds("[ a owl:Class ; owl:complementOf {} ]".format, parts),
        st.builds(
            lambda kind, number, of: counted(kind, number, f"; owl:onClass {of} "),
            st.sampled_from(["maxQualifiedCardinality", "minQualifiedCardinality"]),
            st.integers(0, 2),
            parts,
        ),
        st.sampled_from(
            [counted(kind, number) for kind in ("maxCardinality", "cardinality") for number in (0, 1, 2)]
        ),
        st.just("[ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :x ]"),
    )


EXPRESSIONS = st.recursive(st.sampled_from([":A", ":B", ":C"]), _made, max_leaves=4)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    EXPRESSIONS, st.sampled_from(["rdfs:subClassOf", "owl:equivalentClass", "owl:disjointWith"]), EXPRESSIONS
)
def test_on_random_axioms_the_reference_says_the_same(
    tmp_path_factory: pytest.TempPathFactory, one: str, kind: str, other: str
) -> None:
    axiom = f"{one} {kind} {other} ."
    file = tmp_path_factory.getbasetemp() / "random.ttl"
    file.write_text(HEADER + axiom, "utf-8")
    assert (not list(outside(*read_files([file])))) == _conforms(axiom)


@pytest.mark.parametrize(
    ("axioms", "objection"),
    [
        (
            ":A rdfs:subClassOf kgr:Meting .",
            "kgr:Meting: nothing declares this class; did you mean kgr:Meeting?",
        ),
        (
            ":p rdfs:subPropertyOf kgr:gest .",
            "kgr:gest: nothing declares this property; did you mean kgr:guest?",
        ),
        (
            f"{SOME.replace(':B', ':Unheard')} rdfs:subClassOf :A .",
            ":Unheard: nothing declares this class; declare it",
        ),
        (":A owl:disjointWit :B .", "did you mean owl:disjointWith?"),
        (":x a :Zebra .", ":Zebra: nothing declares this class"),
        (
            ":p owl:propertyChainAxiom ( :q :quest ) .",
            ":quest: nothing declares this property; did you mean kgr:guest?",
        ),
    ],
)
def test_what_nothing_declares_is_named_with_the_nearest(axioms: str, objection: str, said: Said) -> None:
    (found,) = said(axioms)
    assert objection in found


def test_words_of_other_vocabularies_pass(said: Said) -> None:
    title = "<http://purl.org/dc/elements/1.1/title>"
    person = "<http://xmlns.com/foaf/0.1/Person>"
    assert said(f'<https://example.org/watch> {title} "Veille"@fr . {person} rdfs:subClassOf :A .') == []


def test_a_class_that_nothing_can_be_of_is_found_with_the_axioms_that_empty_it(said: Said) -> None:
    (objection,) = said(":A rdfs:subClassOf kgr:City, :B . :B rdfs:subClassOf kgr:Person .")
    assert objection.startswith("watch.ttl: :A: nothing can be of this class: ")
    axioms = objection.partition("class: ")[2].split("; ")
    assert sorted(axioms) == [
        ":A rdfs:subClassOf :B",
        ":A rdfs:subClassOf kgr:City",
        ":B rdfs:subClassOf kgr:Person",
        "kgr:City rdfs:subClassOf kgr:Place",
        "kgr:Person owl:disjointWith kgr:Place",
    ]


def test_a_class_of_ours_that_is_emptied_is_found(said: Said) -> None:
    found = said("kgr:GeneralOfficer rdfs:subClassOf kgr:Place .")
    assert len(found) == 1 and "kgr:GeneralOfficer: nothing can be of this class" in found[0]


def test_imagined_members_that_would_be_one_thing_empty_no_class(said: Said) -> None:
    value = "[ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :x ]"
    key = f":p a owl:InverseFunctionalProperty . :A rdfs:subClassOf {value} . :B rdfs:subClassOf {value} ."
    assert said(f"{key} :A owl:disjointWith :B .") == []


def test_facts_and_axioms_that_contradict_each_other_are_named(said: Said) -> None:
    (objection,) = said(":x a :A, :B . :A owl:disjointWith :B .")
    assert ":A owl:disjointWith :B; :x rdf:type :A; :x rdf:type :B: these cannot hold" in objection


def check(capsys: Capture, *files: Path) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["check-ontology", *map(str, files)])
    return code, *capsys.readouterr()


def test_the_command_lists_all_and_its_exit_code_tells(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "sound.ttl").write_text(HEADER + WITHIN["chain"], "utf-8")
    (tmp_path / "odd.ttl").write_text(HEADER + OUTSIDE["reflexive"][0] + OUTSIDE["some above"][0], "utf-8")
    assert check(capsys, tmp_path / "sound.ttl") == (0, "1 ontology, 0 objections\n", "")
    code, out, err = check(capsys, tmp_path / "odd.ttl")
    assert (
        code == 1 and err == "" and len(out.splitlines()) == 3 and out.endswith("1 ontology, 2 objections\n")
    )
    assert check(capsys, tmp_path / "odd.ttl")[1] == out


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        (
            "a.ttl",
            "@prefix : <https://example.org/> .\n:A a [ .",
            "a.ttl, line 2: Parser error at line 2 column 8",
        ),
        ("a.owl", "<rdf:RDF", "a.owl"),
        ("a.txt", "", "a.txt: its name ends in none of"),
        ("a.ttl", HEADER + ":A rdfs:subClassOf _:x . _:x owl:complementOf _:x .", "in a circle"),
        (
            "a.ttl",
            HEADER + f":A rdfs:subClassOf {'[ owl:complementOf ' * 999} :B {']' * 999} .",
            "a.ttl: a class expression is nested too deep",
        ),
        (
            "a.ttl",
            HEADER + "<https://example.org/watch> owl:imports <https://example.org/other> .",
            "a.ttl: it imports https://example.org/other, which is none of the files given",
        ),
    ],
    ids=["syntax", "xml", "suffix", "circle of nodes", "nesting", "import that is not given"],
)
def test_a_file_that_cannot_be_read_is_one_line(
    name: str, text: str, complaint: str, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    code, out, err = check(capsys, tmp_path / name)
    assert (code, out) == (2, "") and complaint in err and err.count("\n") == 1


def test_imports_among_the_files_are_followed_and_a_circle_is_named_as_a_chain(
    tmp_path: Path, capsys: Capture
) -> None:
    owl = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n<https://example.org/{}> a owl:Ontology {}."
    imports = "; owl:imports <https://example.org/{}> "
    ours = "; owl:imports <https://w3id.org/kgriyadh/ontology> "
    files = [tmp_path / f"{name}.ttl" for name in "abc"]
    for file, text in zip(files, (imports.format("b"), imports.format("c"), ours), strict=True):
        file.write_text(owl.format(file.stem, text), "utf-8")
    assert check(capsys, *files)[0] == 0
    files[2].write_text(owl.format("c", imports.format("a")), "utf-8")
    code, _, err = check(capsys, *files)
    assert code == 2 and "owl:imports goes in a circle" in err
    chain = [
        Path(one).stem for one in err.removeprefix("kgriyadh: ").partition(": owl:imports")[0].split(" -> ")
    ]
    assert "".join(chain) in ("abca", "bcab", "cabc")


# ---- what a build makes of it

TALKS = """
:MilitaryTalks a owl:Class ; rdfs:label "entretien militaire"@fr .
[ a owl:Restriction ; owl:onProperty kgr:participant ; owl:someValuesFrom kgr:MilitaryOfficer ]
    rdfs:subClassOf :MilitaryTalks .
"""


def build(tmp_path: Path, axioms: str) -> int:
    (tmp_path / "watch.ttl").write_text(HEADER + axioms, "utf-8")
    ontology = ["--ontology", str(tmp_path / "watch.ttl"), "--out", str(tmp_path / "out"), "--quiet"]
    return main(["build", str(EXAMPLE), "--published", "2026-01-28", *ontology])


def test_axioms_of_ones_own_are_reasoned_with_and_explained(tmp_path: Path, capsys: Capture) -> None:
    assert build(tmp_path, TALKS) == 0
    dataset = load(tmp_path / "out" / "dataset.trig")
    talks = URIRef("https://example.org/watch#MilitaryTalks")
    inferred = dataset.graph(URIRef(f"{BASE}graph/inferred"))
    (meeting,) = inferred.subjects(RDF.type, talks)
    label = dataset.value(meeting, RDFS.label)
    capsys.readouterr()
    data = str(tmp_path / "out" / "dataset.trig")
    assert main(["explain", f"{label} est de la classe entretien militaire", "--data", data]) == 0
    assert "(kgr:participant some kgr:MilitaryOfficer)" in capsys.readouterr().out
    assert main(["validate", data]) == 0


def test_an_ontology_that_is_objected_to_stops_the_build(tmp_path: Path, capsys: Capture) -> None:
    assert build(tmp_path, OUTSIDE["some above"][0] + OUTSIDE["reflexive"][0]) == 2
    err = capsys.readouterr().err
    assert "superClassExpression" in err and "1 more: kgriyadh check-ontology" in err and err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_contradiction_through_axioms_of_ones_own_names_them(tmp_path: Path, capsys: Capture) -> None:
    peers = (
        "[ a owl:Restriction ; owl:onProperty kgr:counterpartOf ; owl:someValuesFrom kgr:MilitaryOfficer ]"
    )
    assert build(tmp_path, f"{peers} rdfs:subClassOf :A . :A owl:disjointWith kgr:MilitaryOfficer .") == 1
    err = capsys.readouterr().err
    assert "owl:disjointWith kgr:MilitaryOfficer (ontology)" in err and "riyad-2026-01-28" in err


def test_a_hundred_levels_of_classes_are_climbed(tmp_path: Path) -> None:
    levels = "".join(f":L{n} a owl:Class . :L{n} rdfs:subClassOf :L{n + 1} .\n" for n in range(100))
    assert build(tmp_path, f"{levels} :L100 a owl:Class . kgr:Meeting rdfs:subClassOf :L0 .") == 0
    dataset = load(tmp_path / "out" / "dataset.trig")
    assert len(set(dataset.subjects(RDF.type, URIRef("https://example.org/watch#L100")))) == 1


def test_ten_thousand_names_of_one_thing_are_one_line(tmp_path: Path, capsys: Capture) -> None:
    names = " ".join(f":x0 owl:sameAs :x{n} .\n" for n in range(1, 10_000))
    assert build(tmp_path, names) == 2
    err = capsys.readouterr().err
    assert "10000 things would have to be one" in err and err.count("\n") == 1
