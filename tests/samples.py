"""Readings made by hand, as the language wing would give them: two dispatches of our own and a way to many.

The quotes are found in the texts, so that their offsets are right by construction.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kgriyadh import graph
from kgriyadh.fact import Document, Entity, Fact, Quote, Reading
from kgriyadh.identity import resolve
from kgriyadh.terms import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rdflib import Dataset

RIYADH_TEXT = """Le secrétaire général de la CIMCT reçoit un chef militaire tchadien

Le 3 mars 2026, le général de division Nasser Al-Harbi, secrétaire général de la CIMCT, a reçu à Riyad
son homologue, le général de corps d’armée Idriss Oumar, chef d’état-major général des armées du Tchad.
L’entretien, tenu au siège de la Coalition, a porté sur la menace jihadiste au Sahel.
La CIMCT coopère avec le « Comité d’état-major 🛡 sahélien »."""

LOME_TEXT = """Conférence à Lomé

Une conférence sur le terrorisme s’est tenue à Lomé du 10 au 12 mars 2026 en présence de Nasser Al-Harbi."""

_RIYADH = Document(
    "riyad-2026-03-03",
    RIYADH_TEXT,
    "riyad-2026-03-03.txt",
    published=date(2026, 3, 4),
    title="Le secrétaire général de la CIMCT reçoit un chef militaire tchadien",
    url="https://example.org/depeches/1",
    source="Agence d'exemple",
)

HARBI = Entity("p1", "kgr:Person", ("Nasser Al-Harbi", "Al-Harbi"))
OUMAR = Entity("p2", "kgr:Person", ("Idriss Oumar",))
CIMCT = Entity("o1", "kgr:Coalition", ("CIMCT", "la Coalition"), "organization/cimct")
COMMITTEE = Entity("o2", "org:Organization", ("Comité d’état-major 🛡 sahélien",))
CHAD = Entity("c1", "kgr:Country", ("Tchad",), "place/td")
RIYADH = Entity("l1", "kgr:City", ("Riyad",), "place/sa-riyadh")
SAHEL = Entity("l2", "kgr:Region", ("Sahel",), "place/sahel")
LOME = Entity("l3", "kgr:City", ("Lomé",), "place/tg-lome")
DIVISION = Entity("r1", "kgr:MilitaryRank", (), "rank/general-de-division")
CORPS = Entity("r2", "kgr:MilitaryRank", (), "rank/general-de-corps-d-armee")
HARBI_POST = Entity("h1", "org:Membership")
OUMAR_POST = Entity("h2", "org:Membership")
SECRETARY = Entity("f1", "kgr:Role", ("secrétaire général",), "role/secretary-general")
CHIEF = Entity("f2", "kgr:Role", ("chef d’état-major général des armées",), "role/chief-of-defence-staff")
TALKS = Entity("m1", "kgr:Meeting")
CONFERENCE = Entity("m2", "kgr:Conference")
JIHADISM = Entity("t1", "kgr:Threat", ("menace jihadiste",), "threat/jihadism")
SAHEL_JIHADISM = Entity("t2", "kgr:Threat")
TERRORISM = Entity("t3", "kgr:Threat", ("terrorisme",), "threat/terrorism")


def build(readings: Sequence[Reading], base: str = BASE) -> Dataset:
    """Return the graph of readings, who is who resolved."""
    return graph.build(readings, resolve(readings), base)


def quote(text: str, words: str) -> Quote:
    """Return the first place where a text has some words."""
    start = text.index(words)
    return Quote(start, start + len(words))


def fact(
    text: str,
    subject: Entity,
    predicate: str,
    value: Entity | date | int | str,
    words: str,
    rule: str = "sample",
) -> Fact:
    """Return a fact that some words of a text state."""
    return Fact(subject, predicate, value, (quote(text, words),), 0.9, rule)


def riyadh() -> Reading:
    """Return the reading of a dispatch on a meeting: two officers with posts, a threat, a cooperation."""
    rows: tuple[tuple[Entity, str, Entity | date | int | str, str], ...] = (
        (HARBI, "kgr:hasRank", DIVISION, "le général de division Nasser Al-Harbi"),
        (OUMAR, "kgr:hasRank", CORPS, "le général de corps d’armée Idriss Oumar"),
        (HARBI_POST, "org:member", HARBI, "Nasser Al-Harbi, secrétaire général de la CIMCT"),
        (HARBI_POST, "org:role", SECRETARY, "Nasser Al-Harbi, secrétaire général de la CIMCT"),
        (HARBI_POST, "org:organization", CIMCT, "Nasser Al-Harbi, secrétaire général de la CIMCT"),
        (OUMAR_POST, "org:member", OUMAR, "Idriss Oumar, chef d’état-major général des armées du Tchad"),
        (OUMAR_POST, "org:role", CHIEF, "chef d’état-major général des armées du Tchad"),
        (OUMAR_POST, "org:organization", CHAD, "chef d’état-major général des armées du Tchad"),
        (HARBI, "kgr:counterpartOf", OUMAR, "son homologue, le général de corps d’armée Idriss Oumar"),
        (TALKS, "kgr:host", HARBI, "Nasser Al-Harbi, secrétaire général de la CIMCT, a reçu"),
        (TALKS, "kgr:guest", OUMAR, "a reçu à Riyad\nson homologue"),
        (TALKS, "kgr:date", date(2026, 3, 3), "Le 3 mars 2026"),
        (TALKS, "kgr:place", RIYADH, "à Riyad"),
        (TALKS, "kgr:venue", CIMCT, "au siège de la Coalition"),
        (TALKS, "kgr:addressesThreat", SAHEL_JIHADISM, "a porté sur la menace jihadiste au Sahel"),
        (SAHEL_JIHADISM, "skos:broader", JIHADISM, "la menace jihadiste"),
        (SAHEL_JIHADISM, "kgr:affectsRegion", SAHEL, "la menace jihadiste au Sahel"),
        (CIMCT, "kgr:cooperatesWith", COMMITTEE, "La CIMCT coopère avec"),
    )
    facts = tuple(fact(RIYADH_TEXT, *row) for row in rows)
    return Reading(_RIYADH, entities_of(facts), facts)


def lome() -> Reading:
    """Return the reading of a dispatch on a conference of one party over three days."""
    document = Document("lome", LOME_TEXT, "lome.txt", published=date(2026, 3, 13))
    rows: tuple[tuple[Entity, str, Entity | date, str], ...] = (
        (CONFERENCE, "kgr:participant", HARBI, "en présence de Nasser Al-Harbi"),
        (CONFERENCE, "kgr:date", date(2026, 3, 10), "du 10 au 12 mars 2026"),
        (CONFERENCE, "kgr:endDate", date(2026, 3, 12), "du 10 au 12 mars 2026"),
        (CONFERENCE, "kgr:place", LOME, "à Lomé"),
        (CONFERENCE, "kgr:addressesThreat", TERRORISM, "conférence sur le terrorisme"),
    )
    facts = tuple(fact(LOME_TEXT, *row) for row in rows)
    return Reading(document, entities_of(facts), facts)


def reading(name: str, text: str, *facts: Fact) -> Reading:
    """Return a reading of a text with these facts."""
    return Reading(Document(name, text, f"{name}.txt"), entities_of(facts), facts)


def entities_of(facts: tuple[Fact, ...]) -> tuple[Entity, ...]:
    """Return the entities that facts speak of, each once."""
    ends = (end for one in facts for end in (one.subject, one.object))
    return tuple(dict.fromkeys(end for end in ends if isinstance(end, Entity)))


def many(count: int, facts_each: int = 40) -> Iterator[Reading]:
    """Give as many readings as a load test needs; each meeting has two officers and a venue."""
    for number in range(count):
        text = (
            f"Dépêche {number}. "
            + "Le général A a reçu le général B à Riyad pour parler du terrorisme. " * 60
        )
        yield reading(f"depeche-{number:04}", text, *_load(text, number, facts_each))


def _load(text: str, number: int, facts_each: int) -> tuple[Fact, ...]:
    """Return the facts of one reading of a load test, six to a meeting, each with words of its own."""
    facts: list[Fact] = []
    for turn in range(facts_each // 8):
        host = Entity(f"a{turn}", "kgr:Person", (f"Hôte {number % 50} Numéro {turn}", f"Hôte {number}"))
        guest = Entity(f"b{turn}", "kgr:Person", (f"Invité {number} Numéro {turn}",))
        talks, post = Entity(f"m{turn}", "kgr:Meeting"), Entity(f"h{turn}", "org:Membership")
        rows: tuple[tuple[Entity, str, Entity | date], ...] = (
            (talks, "kgr:host", host),
            (talks, "kgr:guest", guest),
            (talks, "kgr:date", date(2026, 1 + turn, 1 + number % 28)),
            (talks, "kgr:place", RIYADH),
            (host, "kgr:hasRank", DIVISION),
            (post, "org:member", host),
            (post, "org:role", SECRETARY),
            (post, "org:organization", CIMCT),
        )
        for column, (subject, predicate, value) in enumerate(rows):
            start = 17 + (turn * len(rows) + column) * 40
            facts.append(Fact(subject, predicate, value, (Quote(start, start + 35),), 0.9, "sample"))
    return tuple(facts)
