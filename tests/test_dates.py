"""Date expressions: what each French way of writing one means, and what is none."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgriyadh.dates import When, cardinal, find

if TYPE_CHECKING:
    from collections.abc import Iterator

# A Wednesday.
PUBLISHED = date(2026, 1, 28)
NAMED = frozenset(
    ["loi", "accord", "resolution", "attentats", "mouvement", "avenue", "stade", "coup", "rond"]
)


def shown(text: str, when: When) -> str:
    """The words, the kind, the days and the other reading, as one line."""
    days = "/".join(d.isoformat() for d in (when.first, when.last) if d)
    more = [f"or {when.following}"] if when.following else []
    more += [f"{when.offset:+d}"] if when.offset is not None else []
    return " ".join([f"{text[when.start : when.end]} = {when.kind}", *filter(None, [days]), *more])


CASES = """
Réunis le 28 janvier 2026 à Riyad | 28 janvier 2026 = date 2026-01-28
le 28/01/2026 à midi | 28/01/2026 = date 2026-01-28
paru le 5/2/26 | 5/2/26 = date 2026-02-05
RIYAD, 28.01.2026 | 28.01.2026 = date 2026-01-28
mis en ligne le 2026-01-28 | 2026-01-28 = date 2026-01-28
vendredi 4 septembre 2026 | vendredi 4 septembre 2026 = date 2026-09-04
mercredi, le 28 janvier 2026 | mercredi, le 28 janvier 2026 = date 2026-01-28
lundi 6 octobre 2026 | lundi 6 octobre 2026 = date 2026-10-06
JEUDI 5 MARS 2026 | JEUDI 5 MARS 2026 = date 2026-03-05
le 28 JANVIER 2026 | 28 JANVIER 2026 = date 2026-01-28
le 3 fevrier 2026 | 3 fevrier 2026 = date 2026-02-03
le 2 aout 2025 | 2 aout 2025 = date 2025-08-02
le 20 Décembre 2025 | 20 Décembre 2025 = date 2025-12-20
le 5 sept. 2025 | 5 sept. 2025 = date 2025-09-05
le 12 janv. 2026 | 12 janv. 2026 = date 2026-01-12
le 12 janv 2026 | 12 janv 2026 = date 2026-01-12
le 9 fév. 2026 | 9 fév. 2026 = date 2026-02-09
mer. 28 janv. 2026 | mer. 28 janv. 2026 = date 2026-01-28
le 1er février 2026 | 1er février 2026 = date 2026-02-01
le premier février 2026 | premier février 2026 = date 2026-02-01
le 29 février 2024 | 29 février 2024 = date 2024-02-29
le 05 mars 2026 | 05 mars 2026 = date 2026-03-05
le 5 du mois de mars 2026 | 5 du mois de mars 2026 = date 2026-03-05
né le 3 avril 1961 | 3 avril 1961 = date 1961-04-03
9 chaâban 1447 correspondant au 28 janvier 2026 | 28 janvier 2026 = date 2026-01-28
mercredi 9 chaâban 1447 (28 janvier 2026) | 28 janvier 2026 = date 2026-01-28
le 5 mars à 1430 | 5 mars = day 2026-03-05 or 2026-03-05
mardi 3 mars | mardi 3 mars = day 2026-03-03 or 2026-03-03
le 14 mars | 14 mars = day 2026-03-14 or 2026-03-14
le 2 décembre | 2 décembre = day 2025-12-02 or 2026-12-02
le 28 janvier | 28 janvier = day 2026-01-28 or 2027-01-28
le 15 juin | 15 juin = day 2025-06-15 or 2026-06-15
lundi 5 octobre | lundi 5 octobre = day 2026-10-05 or 2026-10-05
dimanche 5 octobre | dimanche 5 octobre = day 2025-10-05 or 2026-10-05
le 29 février | 29 février = day 2024-02-29 or 2028-02-29
le 1er mai | 1er mai = day 2025-05-01 or 2026-05-01
depuis le 2 août | 2 août = day 2025-08-02 or 2026-08-02
le 14 mars dernier | 14 mars dernier = day 2025-03-14
le 14 mars prochain | 14 mars prochain = day 2026-03-14
jeudi (22 janvier) | jeudi (22 janvier = day 2026-01-22 or 2027-01-22
mardi 27 à Riyad | mardi 27 = day 2026-01-27
mardi 3 à Riyad | mardi 3 = day 2026-02-03
le 6 courant | le 6 courant = day 2026-01-06
le 12 du mois | le 12 du mois = day 2026-01-12
le 12 du mois courant | le 12 du mois courant = day 2026-01-12
le 12 du mois dernier | le 12 du mois dernier = day 2025-12-12
le 3 du mois prochain | le 3 du mois prochain = day 2026-02-03
du 9 au 11 mars 2026 | du 9 au 11 mars 2026 = period 2026-03-09/2026-03-11
du lundi 9 au mercredi 11 mars 2026 | du lundi 9 au mercredi 11 mars 2026 = period 2026-03-09/2026-03-11
du 28 février au 3 mars | du 28 février au 3 mars = period 2026-02-28/2026-03-03 or 2026-02-28
du 28 décembre 2025 au 3 janvier 2026 | du 28 décembre 2025 au 3 janvier 2026 = period 2025-12-28/2026-01-03
du 28 décembre au 3 janvier | du 28 décembre au 3 janvier = period 2025-12-28/2026-01-03 or 2026-12-28
le sommet (9-11 mars 2026) | 9-11 mars 2026 = period 2026-03-09/2026-03-11
le sommet, 9 – 11 mars 2026 | 9 – 11 mars 2026 = period 2026-03-09/2026-03-11
les 17 et 18 février 2026 | les 17 et 18 février 2026 = period 2026-02-17/2026-02-18
mardi 17 et mercredi 18 février 2026 | mardi 17 et mercredi 18 février 2026 = period 2026-02-17/2026-02-18
les 30 juin et 1er juillet 2025 | les 30 juin et 1er juillet 2025 = period 2025-06-30/2025-07-01
les 5, 6 et 7 mai | les 5, 6 et 7 mai = period 2025-05-05/2025-05-07 or 2026-05-05
les 5, 8 et 12 mai 2026 | les 5, 8 et 12 mai 2026 = days 2026-05-05/2026-05-12
les 5 et 12 janvier | les 5 et 12 janvier = days 2026-01-05/2026-01-12 or 2027-01-05
entre le 3 et le 5 juin 2025 | entre le 3 et le 5 juin 2025 = period 2025-06-03/2025-06-05
du 3 jusqu'au 5 juin 2025 | du 3 jusqu'au 5 juin 2025 = period 2025-06-03/2025-06-05
dans la nuit du 3 au 4 janvier | dans la nuit du 3 au 4 janvier = night 2026-01-03/2026-01-04 or 2027-01-03
le 5 mars et le 12 avril | 5 mars = day 2026-03-05 or 2026-03-05 ; 12 avril = day 2025-04-12 or 2026-04-12
jeudi | jeudi = weekday 2026-01-22 or 2026-01-29
a reçu, ce jeudi, le ministre | ce jeudi = weekday 2026-01-22 or 2026-01-29
ce mercredi | ce mercredi = weekday 2026-01-28 or 2026-02-04
mercredi soir | mercredi soir = weekday 2026-01-28 or 2026-02-04
Jeudi, 15 ministres | Jeudi = weekday 2026-01-22 or 2026-01-29
Jeudi 17 ministres | Jeudi = weekday 2026-01-22 or 2026-01-29
mercredi dernier | mercredi dernier = weekday-last 2026-01-21
dimanche dernier | dimanche dernier = weekday-last 2026-01-25
lundi prochain | lundi prochain = weekday-next 2026-02-02
mercredi prochain | mercredi prochain = weekday-next 2026-02-04
depuis lundi et jusqu'à mercredi | depuis lundi et jusqu'à mercredi =\
 period 2026-01-26/2026-01-28 or 2026-02-02
de lundi à mercredi | de lundi à mercredi = period 2026-01-26/2026-01-28 or 2026-02-02
lundi et mardi | lundi et mardi = period 2026-01-26/2026-01-27 or 2026-02-02
de mardi à jeudi | de mardi à jeudi = period 2026-01-27/2026-01-29 or 2026-02-03
lundi et jeudi | lundi = weekday 2026-01-26 or 2026-02-02 ; jeudi = weekday 2026-01-22 or 2026-01-29
dans la nuit de mardi à mercredi | dans la nuit de mardi à mercredi =\
 night 2026-01-27/2026-01-28 or 2026-02-03
hier | hier = deictic 2026-01-27
hier soir | hier soir = deictic 2026-01-27
avant-hier | avant-hier = deictic 2026-01-26
aujourd'hui | aujourd'hui = deictic 2026-01-28
demain matin | demain matin = deictic 2026-01-29
après-demain | après-demain = deictic 2026-01-30
ce jour | ce jour = deictic 2026-01-28
ce matin | ce matin = deictic 2026-01-28
ce soir | ce soir = deictic 2026-01-28
il y a trois jours | il y a trois jours = deictic 2026-01-25
dans 2 jours | dans 2 jours = deictic 2026-01-30
la veille | la veille = relative -1
La veille au siège | La veille = relative -1
l'avant-veille | l'avant-veille = relative -2
Le lendemain | Le lendemain = relative +1
le surlendemain | le surlendemain = relative +2
le même jour | le même jour = relative +0
Ce jour-là | Ce jour-là = relative +0
deux jours plus tôt | deux jours plus tôt = relative -2
une semaine plus tard | une semaine plus tard = relative +7
dix jours auparavant | dix jours auparavant = relative -10
à la veille de l'ouverture | la veille de = vague
la semaine dernière | la semaine dernière = vague
l'an dernier | l'an dernier = vague
ce week-end | ce week-end = vague
cette semaine | cette semaine = vague
ces derniers jours | ces derniers jours = vague
en mai dernier | en mai dernier = month
en février 2018 | en février 2018 = month
au mois de mars | au mois de mars = month
en 2018 | en 2018 = year
le 28 janvier 2026 puis le 3 février | 28 janvier 2026 = date 2026-01-28 ;\
 3 février = day 2026-02-03 or 2026-02-03
""".strip().splitlines()


@pytest.mark.parametrize("case", CASES)
def test_expression(case: str) -> None:
    text, expected = (part.strip() for part in case.split(" | "))
    assert " ; ".join(shown(text, when) for when in find(text, PUBLISHED, NAMED)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "à 2 h 14",
        "le G5 Sahel et 43 pays",
        "aux termes de l'article 5",
        "un homme de 31 ans",
        "la loi du 11 mars 2018",
        "l'accord de paix du 5 mars",
        "l'accord-cadre du lundi 5 mars",
        "la résolution n° 2719 du 21 décembre 2023",
        "les attentats du 13 novembre",
        "le mouvement du 23 mars",
        "le coup d'État militaire du 26 juillet",
        "l'avenue du 7-Août",
        "le rond-point du 5 Juillet",
        "le stade du 28 septembre",
        "le 31 février",
        "le 45 mars",
        "la version 2.4.26 et l'adresse 10.0.0.1",
        "le 32/01/2026",
        "tous les lundis, chaque mardi et un jeudi",
        "du jour au lendemain",
        "le 9 chaâban 1447",
        "la planète Mars",
        "2026",
        "quarante-et-un jours plus",
    ],
)
def test_no_date(text: str) -> None:
    assert find(text, PUBLISHED, NAMED) == ()


def test_a_named_thing_does_not_hide_the_day_of_an_event() -> None:
    text = "La signature de l'accord a eu lieu lors de la réunion du 5 mars 2026."
    assert [when.first for when in find(text, PUBLISHED, NAMED)] == [date(2026, 3, 5)]


@pytest.mark.parametrize(
    "text", ["jeudi", "le 14 mars", "hier", "du 9 au 11 mars", "de lundi à mardi", "le 6 courant"]
)
def test_without_publication_a_day_is_found_but_open(text: str) -> None:
    (when,) = find(text, None)
    assert (when.first, when.last, when.following) == (None, None, None)


def test_a_full_date_needs_no_publication() -> None:
    assert [when.first for when in find("le 14 mars 2025", None)] == [date(2025, 3, 14)]


PARTS = st.sampled_from(
    [
        "jeudi",
        "mardi",
        "3",
        "12",
        "31",
        "1er",
        "mars",
        "février",
        "sept.",
        "2026",
        "1447",
        "28/01/2026",
        "du",
        "au",
        "et",
        "le",
        "les",
        "à",
        "-",
        ",",
        "entre",
        "de",
        "nuit",
        "dernier",
        "prochain",
        "hier",
        "la veille",
        "ce",
        "soir",
        "il y a",
        "jours",
        "plus tôt",
        "loi",
        "mois",
        "courant",
        "semaine",
        "en",
        "İ",
        "(",
        "chaâban",
        "l'an",
    ]
)
TEXTS = st.one_of(st.lists(PARTS, max_size=14).map(" ".join), st.text())
DAYS = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max]))


def _sound(text: str, found: tuple[When, ...]) -> Iterator[bool]:
    ends = [0, *(when.end for when in found)]
    for before, when in zip(ends, found, strict=False):
        yield before <= when.start < when.end <= len(text)
        yield when.last is None or (when.first is not None and when.first < when.last)
        yield (when.offset is None) == (when.kind != "relative")


@given(TEXTS, DAYS)
def test_spans_are_in_order_and_periods_forward(text: str, published: date | None) -> None:
    assert all(_sound(text, find(text, published, NAMED)))


@given(TEXTS, DAYS)
def test_the_words_alone_mean_the_same(text: str, published: date | None) -> None:
    for when in find(text, published, NAMED):
        alone = find(text[when.start : when.end], published, NAMED)
        again = [(w.first, w.last, w.kind, w.following, w.offset) for w in alone]
        assert again == [(when.first, when.last, when.kind, when.following, when.offset)]


@pytest.mark.parametrize(
    "unit", ["1", " ", "12 ", "5, 6, ", "9 chaaban ", "jeudi ", "a-", "12 a ", "il y a ", "2026-"]
)
def test_time_is_linear(unit: str) -> None:
    """A quadratic search would take minutes on this much; the bound leaves room for a busy machine."""
    begin = time.perf_counter()
    find(unit * (300_000 // len(unit)), PUBLISHED)
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("zéro", 0), ("un", 1), ("Une", 1), ("cinq", 5), ("seize", 16), ("dix-sept", 17), ("vingt et un", 21),
        ("quarante-trois", 43), ("Quarante-Trois", 43), ("soixante et onze", 71), ("soixante-dix-neuf", 79),
        ("quatre-vingts", 80), ("quatre-vingt-dix-sept", 97), ("septante-deux", 72), ("nonante et un", 91),
        ("cent", 100), ("deux cents", 200), ("trois cent quatre-vingt-un", 381), ("mille", 1000),
        ("mille deux", 1002), ("deux mille vingt-six", 2026), ("six cent cinquante mille", 650_000),
        ("neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf", 999_999),
        ("43", 43), ("1 650", 1650), ("1\u202f650", 1650), ("12.000", 12_000),
    ],
)  # fmt: skip
def test_cardinal(text: str, number: int) -> None:
    assert cardinal(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "ministre",
        "deux ministres",
        "mille mille",
        "vingt et",
        "et un",
        "vingt douze",
        "zéro mille",
        "cent cent",
        "un mille zéro",
        "dix cent",
        "1 65",
        "12e",
        "-",
        "quatre quatre",
        "deux deux deux deux deux deux deux deux deux",
    ],
)
def test_no_cardinal(text: str) -> None:
    assert cardinal(text) is None


@given(st.text())
def test_cardinal_never_raises(text: str) -> None:
    number = cardinal(text)
    assert number is None or number >= 0
