"""Who is who: what is one, what is two, what is asked; and that nothing but content decides it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import ORG, RDF, RDFS, SKOS, Literal, URIRef

from kgriyadh import graph
from kgriyadh.authority.own import read_authority
from kgriyadh.errors import AuthorityIsUnusable, JudgementIsUnusable
from kgriyadh.fact import Document, Entity, Fact, Quote, Reading
from kgriyadh.identity import read_judgements, resolve
from kgriyadh.identity.cluster import Groups, Pair, group
from kgriyadh.pipeline import read_documents
from kgriyadh.resolution import Judgement, Known
from kgriyadh.terms import BASE, KGR, KGR_IRI, SSSOM
from kgriyadh.validate import validate
from kgriyadh.write.turtle import trig

if TYPE_CHECKING:
    from kgriyadh.resolution import Resolution

AFFAIR = Path(__file__).parent / "data" / "affair"
NAMESAKES_OF_TWO_STATES = Path(__file__).parent / "data" / "namesakes"
QUOTES = (Quote(0, 3),)


def told(
    name: str, who: str, day: str | None, *, rank: str = "", post: str = "", state: str = "", city: str = ""
) -> Reading:
    """Return a dispatch on one person: rank, post in a state, and a meeting of the day in a city."""
    person, talks, held = (
        Entity("p", "kgr:Person", (who,)),
        Entity("m", "kgr:Meeting"),
        Entity("h", "org:Membership"),
    )
    other = Entity("q", "kgr:Person", (f"Personne {name}",))
    rows: list[tuple[Entity, str, Entity | date]] = []
    if rank:
        rows.append((person, "kgr:hasRank", _known("rank", rank, "kgr:MilitaryRank")))
    if post:
        rows += [(held, "org:member", person), (held, "org:role", _known("role", post, "kgr:Role"))]
    if state:
        rows.append((held, "org:organization", _known("place", state, "kgr:Country")))
    if city and day:
        rows += [(talks, "kgr:participant", person), (talks, "kgr:participant", other)]
        rows += [
            (talks, "kgr:date", date.fromisoformat(day)),
            (talks, "kgr:place", _known("place", city, "kgr:City")),
        ]
    facts = tuple(Fact(*row, QUOTES, 0.9, "sample") for row in rows)
    published = date.fromisoformat(day) if day else None
    entities = tuple({entity.key: entity for entity in (person, *samples.entities_of(facts))}.values())
    return Reading(Document(name, "Texte", name, published), entities, facts)


def _known(folder: str, name: str, kind: str) -> Entity:
    return Entity(f"{folder}/{name}", kind, (), f"{folder}/{name}")


def verdict(one: Reading, other: Reading) -> str:
    """Return whether the persons of two dispatches are the same, different or to be asked."""
    found = resolve([one, other])
    if found.ids[one.document.id, "p"] == found.ids[other.document.id, "p"]:
        return "same"
    names = {one.entities[0].names[0], other.entities[0].names[0]}
    asked = [pair for pair in found.asks if {pair.one.name, pair.other.name} == names]
    return "ask" if asked else "different"


GASSI, AL_HARBI, TRAORE = "Abdelkrim Haroun Gassi", "Ahmed Al-Harbi", "Issa Traoré"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (told("a", GASSI, "2026-03-01"), told("b", GASSI, "2026-04-01"), "same"),
        (told("a", GASSI, None), told("b", "Abdel Karim Haroun GASSI", None), "same"),
        (
            told("a", GASSI, "2026-03-01", rank="officier-general"),
            told("b", "Gassi", "2026-03-09", rank="general-de-division"),
            "same",
        ),
        (
            told("a", TRAORE, "2026-03-01", post="minister-of-defence", state="ml"),
            told("b", "Traoré", "2026-03-02", post="minister-of-defence", state="ml"),
            "same",
        ),
        (
            told("a", TRAORE, "2026-03-01", rank="colonel"),
            told("b", "Traoré", "2026-03-02", rank="colonel"),
            "ask",
        ),
        (told("a", TRAORE, "2026-03-01"), told("b", "Traoré", "2026-03-02"), "different"),
        (
            told("a", AL_HARBI, "2026-03-01", rank="colonel", post="defence-attache", state="sa"),
            told("b", AL_HARBI, "2026-03-02", post="ambassador", state="kw"),
            "different",
        ),
        (
            told("a", GASSI, "2026-03-01", rank="colonel"),
            told("b", GASSI, "2027-03-01", rank="general-de-brigade"),
            "same",
        ),
        (
            told("a", GASSI, "2026-03-01", rank="general-de-brigade"),
            told("b", GASSI, "2027-03-01", rank="colonel"),
            "different",
        ),
        (
            told("a", GASSI, "2026-03-01", city="td-n-djamena"),
            told("b", GASSI, "2026-03-01", city="sa-riyadh"),
            "different",
        ),
        (
            told("a", "Hassan Al-Tayeb", "2026-03-01"),
            told("b", "Hussein Al-Tayeb", "2026-03-02"),
            "different",
        ),
        (told("a", "Saleh Kebzabo", None), told("b", "Salem Kebzabo", None), "different"),
        # Far spellings are one man where the post has one holder.
        (
            told("a", "Issam Fathali", "2026-03-01", post="chief-of-army-staff", state="tn"),
            told("b", "Issam Fatahali", "2027-03-02", post="chief-of-army-staff", state="tn"),
            "same",
        ),
        (
            told("a", "Issam Fathali", "2026-03-01", post="minister", state="tn"),
            told("b", "Issam Fatahali", "2027-03-02", post="governor", state="tn"),
            "different",
        ),
        (
            told("a", "Denis Kebzabo", "2026-03-01", post="president", state="td"),
            told("b", "Denis-Christel Kebzabo", "2026-03-02", post="minister", state="td"),
            "different",
        ),
        # Frequent names: what a colonel is not at once, and what nobody could say.
        (
            told("a", AL_HARBI, "2026-03-01", rank="colonel"),
            told("b", AL_HARBI, "2026-03-02", post="ambassador", state="sa"),
            "different",
        ),
        (
            told("a", TRAORE, "2026-03-01", rank="colonel"),
            told("b", TRAORE, "2026-03-02", post="minister", state="ml"),
            "ask",
        ),
        (
            told("a", TRAORE, "2026-03-01", post="ambassador", state="ml"),
            told("b", TRAORE, "2026-05-02", post="ambassador", state="bf"),
            "different",
        ),
        (
            told("a", TRAORE, "2026-03-01", post="ambassador", state="ml"),
            told("b", TRAORE, "2028-05-02", post="minister-of-foreign-affairs", state="ml"),
            "ask",
        ),
        (
            told("a", TRAORE, "2026-03-01", post="minister-of-foreign-affairs", state="ml"),
            told("b", TRAORE, "2028-05-02", post="prime-minister", state="ml"),
            "same",
        ),
        # What a rank says grows with the rank, and time parts namesakes of whom nothing else is told.
        (
            told("a", TRAORE, "2026-03-01", rank="general-de-division"),
            told("b", TRAORE, "2026-06-01", rank="general-de-division"),
            "same",
        ),
        (
            told("a", "Ibrahim", "2026-03-01", rank="colonel"),
            told("b", "Ibrahim", "2027-03-01", rank="colonel"),
            "ask",
        ),
        (
            told("a", TRAORE, "2026-03-01", rank="colonel"),
            told("b", TRAORE, "2027-03-01", rank="colonel"),
            "ask",
        ),
        (
            told("a", TRAORE, "2026-03-01", rank="sergent"),
            told("b", TRAORE, "2026-04-02", rank="general-de-brigade"),
            "different",
        ),
        # « commandant » is short for a captain of the navy, but no colonel is one.
        (
            told("a", GASSI, "2026-03-01", rank="colonel"),
            told("b", GASSI, "2027-03-02", rank="commandant"),
            "different",
        ),
        (
            told("a", GASSI, "2026-03-01", rank="capitaine-de-vaisseau"),
            told("b", GASSI, "2027-03-02", rank="commandant"),
            "same",
        ),
        # A rare name outlives another profession.
        (
            told("a", GASSI, "2026-03-01", rank="general-de-brigade"),
            told("b", GASSI, "2029-03-02", post="ambassador", state="td"),
            "same",
        ),
    ],
)
def test_one_person_or_two(one: Reading, other: Reading, expected: str) -> None:
    assert verdict(one, other) == expected
    assert verdict(other, one) == expected


def test_a_short_name_that_two_may_bear_joins_neither() -> None:
    brothers = [
        told("a", "Moussa Kebzabo", "2026-03-01", rank="colonel"),
        told("b", "Adoum Kebzabo", "2026-03-02", rank="colonel"),
        told("c", "Kebzabo", "2026-03-03", rank="colonel"),
    ]
    assert len(_persons(resolve(brothers))) == 3
    assert len(_persons(resolve(brothers[1:]))) == 1


def test_a_third_that_tells_nothing_brings_no_two_together_that_are_asked() -> None:
    colonel = told("a", TRAORE, "2026-03-01", rank="colonel")
    minister = told("b", TRAORE, "2026-03-02", post="minister", state="ml")
    named = told("c", TRAORE, "2026-03-03")
    assert verdict(colonel, minister) == "ask"
    assert verdict(colonel, named) == verdict(minister, named) == "same"
    assert len(_persons(resolve([colonel, minister, named]))) == 3


@pytest.mark.parametrize(("score", "expected"), [(0.8, [[0, 2], [1]]), (0.95, [[0, 1, 2]])])
def test_a_third_brings_together_what_is_doubtful_only_if_it_is_surely_one_with_both(
    score: float, expected: list[list[int]]
) -> None:
    groups = Groups(3, apart=lambda *_: False, doubtful=lambda *pair: sorted(pair) == [0, 1])
    group(groups, [Pair(0, 2, score), Pair(1, 2, score)])
    assert groups.all() == expected


def test_meetings_in_two_cities_are_no_one_meeting_for_a_third_that_tells_no_city() -> None:
    text = "Le colonel Sidi Ould Maouloud a reçu {} le commandant Jean Kouassi-Blé."
    where = {"a": "lundi à Dakar", "b": "lundi à Bamako", "c": "lundi"}
    told_of = [Document(name, text.format(said), name, date(2026, 3, 3)) for name, said in where.items()]
    found = resolve(read_documents(told_of))
    assert len({local for local in found.ids.values() if local.startswith("meeting/")}) == 2


def _persons(found: Resolution) -> dict[str, set[str]]:
    """Return the documents of each person of the key ``p``."""
    documents: dict[str, set[str]] = defaultdict(set)
    for (document, key), local in found.ids.items():
        if key == "p":
            documents[local].add(document)
    return documents


NAMESAKES = (
    told("a", AL_HARBI, "2026-03-01", rank="colonel", post="defence-attache", state="sa"),
    told("b", AL_HARBI, "2026-03-02", post="ambassador", state="kw"),
    told("c", "Ahmad Al-Harbi", "2026-03-03", post="ambassador", state="kw"),
    told("d", GASSI, None, rank="officier-general", city="td-n-djamena"),
    told("e", "Gassi", "2026-03-05", rank="general-de-division", city="td-n-djamena"),
    told("f", GASSI, "2026-03-05", rank="general-de-division", city="td-n-djamena"),
)


def test_namesakes_are_told_apart_by_their_posts() -> None:
    assert {"person/ahmed-al-harbi", "person/ahmed-al-harbi-ambassador-kw"} <= _persons(
        resolve(NAMESAKES)
    ).keys()


@settings(deadline=None, max_examples=15)
@given(st.permutations(NAMESAKES))
def test_the_order_of_documents_changes_nothing(shuffled: list[Reading]) -> None:
    found = resolve(shuffled)
    assert found == resolve(NAMESAKES)
    assert _bytes(shuffled) == _bytes(list(NAMESAKES))


def _bytes(readings: list[Reading], judgements: tuple[Judgement, ...] = ()) -> bytes:
    dataset = graph.build(readings, resolve(readings, judgements, base=BASE))
    return trig([one for one in dataset.graphs() if one.identifier != dataset.default_graph.identifier], {})


def test_two_cities_do_not_part_who_meets_the_same_person() -> None:
    pair = [
        told("a", TRAORE, "2026-03-01", rank="colonel", city="td-n-djamena"),
        told("b", "Issa Traore", "2026-03-01", rank="colonel", city="sa-riyadh"),
    ]
    same_company = replace(
        pair[1],
        entities=tuple(
            replace(one, names=("PERSONNE A",)) if one.key == "q" else one for one in pair[1].entities
        ),
        facts=tuple(
            replace(fact, object=replace(fact.object, names=("PERSONNE A",)))
            if isinstance(fact.object, Entity) and fact.object.key == "q"
            else fact
            for fact in pair[1].facts
        ),
    )
    assert verdict(*pair) != "same"
    assert verdict(pair[0], same_company) == "same"


def test_a_newer_document_changes_no_id() -> None:
    dated = [one for one in NAMESAKES if one.document.published]
    for count in range(1, len(dated)):
        ids = resolve(dated[:count]).ids
        assert ids.items() <= resolve(dated).ids.items()


def test_a_thing_has_one_name_and_documents_keep_theirs() -> None:
    dataset = samples.build(
        [told("a", "Gassi", "2026-03-01", rank="colonel"), told("b", GASSI, "2026-03-02", rank="colonel")]
    )
    person = URIRef(f"{BASE}person/gassi")
    assert list(dataset.objects(person, SKOS.prefLabel)) == [Literal(GASSI, lang="fr")]
    said = dataset.graph(URIRef(f"{BASE}graph/document-a"))
    assert [
        str(name) for name in said.objects(person, URIRef("http://www.w3.org/2000/01/rdf-schema#label"))
    ] == ["Gassi"]
    (decision,) = dataset.subjects(RDF.type, SSSOM.Mapping)
    assert str(dataset.value(decision, KGR.verdict)) == "same" and dataset.value(decision, SSSOM.comment)


# ---------------------------------------------------------------- the analyst's word


def _judged(verdict: str, *things: str, line: int = 1) -> Judgement:
    assert verdict in ("same", "different")
    return Judgement(
        "j.tsv", line, "same" if verdict == "same" else "different", things, "A. Martin", "2026-05-10", "vu"
    )


def test_a_judgement_wins_and_goes_without_a_trace() -> None:
    readings, before = list(NAMESAKES), _bytes(list(NAMESAKES))
    same = (_judged("same", "a#person/ahmed-al-harbi", "b#person/ahmed-al-harbi"),)
    joined = resolve(readings, same).ids
    assert joined["a", "p"] == joined["b", "p"]
    apart = (_judged("different", "d#person/abdelkrim-haroun-gassi", "f#person/abdelkrim-haroun-gassi"),)
    parted = resolve(readings, apart).ids
    assert parted["d", "p"] != parted["f", "p"]
    assert _bytes(readings, same) != before != _bytes(readings, apart)
    assert _bytes(readings) == before


def test_a_judgement_may_name_an_iri() -> None:
    things = (f"{BASE}person/ahmed-al-harbi", f"{BASE}person/ahmed-al-harbi-ambassador-kw")
    found = resolve(NAMESAKES, (_judged("same", *things),), base=BASE).ids
    assert found["a", "p"] == found["b", "p"] == found["c", "p"]


@pytest.mark.parametrize(
    ("judgements", "message"),
    [
        (
            [("same", "a#person/nobody", "b#person/ahmed-al-harbi")],
            r"j.tsv, line 1: no document speaks of a#person/nobody",
        ),
        (
            [("same", "a#person/ahmed-al-harbi", "e#meeting/2026-03-05-td-n-djamena-00000000")],
            "line 1: no document speaks",
        ),
        (
            [
                ("same", "a#person/ahmed-al-harbi", "b#person/ahmed-al-harbi"),
                ("same", "b#person/ahmed-al-harbi", "c#person/ahmad-al-harbi"),
                ("different", "a#person/ahmed-al-harbi", "c#person/ahmad-al-harbi"),
            ],
            r"line 3: .* judged the same elsewhere \(line 1, 2\)",
        ),
    ],
)
def test_a_judgement_that_cannot_be_followed_is_said(judgements: list[tuple[str, ...]], message: str) -> None:
    judged = [_judged(*one, line=number) for number, one in enumerate(judgements, 1)]
    with pytest.raises(JudgementIsUnusable, match=message):
        resolve(NAMESAKES, judged)


def test_a_judgement_file_is_read_and_its_broken_line_named(tmp_path: Path) -> None:
    file = tmp_path / "j.tsv"
    file.write_text("# mine\n\nsame\tA\t2026-01-01\twhy\ta#person/x\tb#person/y\n", "utf-8")
    (one,) = read_judgements(file)
    assert (one.line, one.verdict, one.who, one.things) == (3, "same", "A", ("a#person/x", "b#person/y"))
    for broken in ("same\tA\t2026\twhy\ta#person/x", "equal\tA\t2026\twhy\tx\ty", "same a b"):
        file.write_text(f"# mine\n{broken}\n", "utf-8")
        with pytest.raises(JudgementIsUnusable, match=r"j\.tsv, line 2: no judgement: write"):
            read_judgements(file)
    with pytest.raises(JudgementIsUnusable, match="absent"):
        read_judgements(tmp_path / "absent.tsv")


# ---------------------------------------------------------------- a user's authority


def test_an_authority_names_the_person_and_explains_it() -> None:
    known = Known(
        "person/the-chief", "person", (GASSI,), frozenset({("role/chief-of-defence-staff", "place/td")})
    )
    readings = [told("a", "Gassi", "2026-03-01", post="chief-of-defence-staff", state="td")]
    found = resolve(readings, known=[known])
    assert found.ids["a", "p"] == "person/the-chief"
    assert any(one.one.local_id == "person/the-chief" and one.reasons for one in found.decisions)
    foreign = Known("https://example.org/gassi", "person", (GASSI,), known.posts)
    assert resolve(readings, known=[foreign]).links == (("person/gassi", "https://example.org/gassi"),)


def test_a_post_in_an_authority_is_as_whole_as_one_of_a_text(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        f"""@prefix kgr: <{KGR_IRI}> . @prefix org: <http://www.w3.org/ns/org#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://example.org/gassi> a kgr:Person ; skos:prefLabel "{GASSI}"@fr ;
            org:hasMembership [ org:role <{BASE}role/chief-of-defence-staff> ;
                org:organization <{BASE}place/td> ] .""",
        "utf-8",
    )
    own = read_authority(file)
    (post,) = own.triples.subjects(RDF.type, ORG.Membership)
    assert own.triples.value(post, ORG.member) == URIRef("https://example.org/gassi")
    assert str(own.triples.value(post, RDFS.label)) == f"{GASSI}, chef d'état-major des armées, Tchad"
    assert own.known[0].posts == {("role/chief-of-defence-staff", "place/td")}
    readings = [told("a", "Gassi", "2026-03-01", post="chief-of-defence-staff", state="td")]
    dataset = graph.build(readings, resolve(readings, known=own.known), BASE, own.triples)
    assert validate(dataset).conforms


def test_an_authority_that_redefines_the_vocabulary_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    prefixes = f"@prefix kgr: <{KGR_IRI}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    for broken in (
        "kgr:Person kgr:rule 'x' .",
        "<https://example.org/x> a owl:Class .",
        "<x:a> owl:sameAs <x:b> .",
    ):
        file.write_text(prefixes + broken, "utf-8")
        with pytest.raises(AuthorityIsUnusable, match=r"own\.ttl: it redefines the vocabulary"):
            read_authority(file)
    file.write_text("<a> b", "utf-8")
    with pytest.raises(AuthorityIsUnusable, match=r"own\.ttl, line 1"):
        read_authority(file)


# ---------------------------------------------------------------- an affair

PERSONS = {
    "nasser-bin-faleh-al-dhaheri": "01 02 03 04 16 17 18 19",
    "abdelkrim-haroun-gassi": "01 02 03 04 08 16 17 18",
    "ahmed-al-harbi": "04 18 19",
    "ahmed-al-harbi-ambassador-kw": "05 06 07",
    "boubacar-sidiki-diakite": "05 06 07 20",
    "youssouf-saleh-abakar": "08 09 10",
    "mamadou-lamine-sagna": "09 10",
    "hocine-benmeziane": "11 12 20",
    "fahd-al-subaie": "11 13 20",
    "jean-baptiste-kouassi": "12 13",
    "hassan-al-tayeb": "14 15",
    "hussein-al-tayeb": "14 15",
}


def test_twenty_dispatches_tell_of_twelve_persons_and_three_meetings() -> None:
    told_of = _told_in(AFFAIR)
    assert _of(told_of, "person") == PERSONS
    assert sorted(_of(told_of, "meeting").values()) == ["01 02 03 04", "05 06 07", "16 17 18"]


def test_namesakes_meetings_and_bodies_of_two_states_stay_two() -> None:
    told_of = _told_in(NAMESAKES_OF_TWO_STATES)
    assert _of(told_of, "person") == {
        "abdou-maiga": "02",
        "adamou-tchanga": "10 11 12",
        "boukary-sanou-dicko": "01 03 07 08 09",
        "hamidou-garba-zeini": "01 03 07 08 09",
        "issa-traore": "01 03 04",
        "issa-traore-minister-bf": "05",
        "issa-traore-367b6e10": "06",
        "mohammed-al-moghidi": "10",
        "yaya-sangho": "12",
    }
    assert sorted(_of(told_of, "meeting").values()) == ["01 03", "07", "08 09", "10 11", "12"]
    assert sorted(_of(told_of, "organization").values()) == ["01 03 04", "02", "10", "10 11", "12"]


def _told_in(folder: Path) -> dict[str, set[str]]:
    """Return the documents, by their numbers, that speak of each thing."""
    dispatches = []
    for file in sorted(folder.glob("*.txt")):
        name, _, day = file.stem.rpartition(".")
        dispatches.append(Document(name, file.read_text("utf-8"), file.name, date.fromisoformat(day)))
    told_of = defaultdict[str, set[str]](set)
    for (document, _), local in resolve(read_documents(dispatches)).ids.items():
        told_of[local].add(document[:2])
    return told_of


def _of(told_of: dict[str, set[str]], folder: str) -> dict[str, str]:
    found = {local.removeprefix(f"{folder}/"): numbers for local, numbers in told_of.items()}
    return {name: " ".join(sorted(found[name])) for name in found if f"{folder}/{name}" in told_of}
