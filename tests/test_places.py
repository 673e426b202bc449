"""The states and cities that French news names: the right ones, under their French names, and no others."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Namespace

from kgriyadh import places
from kgriyadh.fold import words
from kgriyadh.paths import ONTOLOGY

_ID = "https://w3id.org/kgriyadh/id/"
_KGR = Namespace("https://w3id.org/kgriyadh/ontology#")
_LEX = Namespace("https://w3id.org/kgriyadh/lexicon#")
_NO_CITY = Namespace("https://w3id.org/kgriyadh/lexicon/word/")["no-city"]

# « Koweït » and « Djibouti » are a state and its capital, « Tripoli » two cities.
_CITIES = """
    AE: Abou Dhabi, Dubaï, Abu Dhabi
    AF: Kaboul
    AZ: Bakou
    BE: Bruxelles
    BF: Ouagadougou, Djibo
    BH: Manama
    BJ: Cotonou, Porto-Novo
    CD: Kinshasa, Goma, Bukavu
    CF: Bangui
    CG: Brazzaville
    CH: Genève, Berne
    CI: Abidjan, Yamoussoukro, Bouaké
    CM: Yaoundé, Douala, Kousséri
    CN: Pékin
    CV: Praia
    CY: Nicosie
    DJ: Djibouti
    DZ: Alger, Tamanrasset, Oran, Constantine
    EG: Le Caire, Alexandrie, Charm el-Cheikh
    ET: Addis-Abeba
    FR: Paris, Toulon, Brest, Nice, Tours
    GA: Libreville
    GB: Londres
    GH: Accra
    GM: Banjul
    GN: Conakry
    GQ: Malabo
    GW: Bissau
    IN: New Delhi
    IQ: Bagdad, Mossoul, Erbil
    IR: Téhéran, Ispahan
    IT: Rome
    JO: Amman
    JP: Tokyo
    KE: Nairobi
    KM: Moroni
    KR: Séoul
    KW: Koweït
    KZ: Astana
    LB: Beyrouth, Tripoli, Naqoura
    LR: Monrovia
    LY: Tripoli, Benghazi, Syrte, Misrata
    MA: Rabat, Meknès, Fès, Marrakech, Tanger, Casablanca, Salé
    MG: Antananarivo
    ML: Bamako, Gao, Tombouctou, Kidal, Ménaka, Tessalit
    MR: Nouakchott
    NE: Niamey, Agadez, Diffa, Tillabéri, N'Guigmi
    NG: Abuja, Lagos, Maiduguri
    OM: Mascate
    PK: Islamabad
    QA: Doha
    RU: Moscou
    RW: Kigali
    SA: Riyad, Djeddah, La Mecque, Médine, Taëf
    SD: Khartoum, Port-Soudan, El-Facher
    SL: Freetown
    SN: Dakar
    SO: Mogadiscio
    ST: São Tomé
    SY: Damas, Alep
    TD: N'Djamena, Zouar, Abéché, Bol
    TG: Lomé, Kara
    TN: Tunis
    TR: Ankara, Istanbul
    UA: Kyiv, Kiev
    US: Washington, New York
    UZ: Tachkent
    YE: Sanaa, Aden
"""
_EXPECTED = [
    (iso.strip(), name.strip())
    for line in _CITIES.strip().splitlines()
    for iso, _, names in [line.partition(":")]
    for name in names.split(",")
]
# Words, months, given names, ranks and names of states, as they open French sentences.
_NO_CITIES = """
    Avion, Carrefour, Charlotte, Croix, Dimanche, Détroit, Douane, Espagne, Florence, Fontaine, France, Gare,
    Général, Golfe, Guinée, Hamilton, Jean, Lieutenant, Mai, Major, Mali, Mars, Mohamed, Niger, Omar, Oral,
    Orange, Plaisir, Police, Ruse, Sens, Sur, Tchad, Tête, Victoria, Visite, Vladimir, Yao
"""


@cache
def _by_name() -> dict[tuple[str, ...], set[str]]:
    """ISO codes of the cities by the folded words of each of their names."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for city in places.cities():
        for name in city.names:
            found[words(name)].add(city.iso)
    data = Graph().parse(ONTOLOGY / "cities.ttl")
    for city_iri in data.subjects(RDF.type, _KGR.City):
        iso = str(city_iri).removeprefix(_ID + "place/")[:2].upper()
        for label in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
            for name_literal in data.objects(city_iri, label):
                if isinstance(name_literal, Literal) and name_literal.language == "fr":
                    found[words(str(name_literal))].add(iso)
    for word in data.objects(_NO_CITY, _LEX.word):
        found.pop(words(str(word)), None)
    return found


@pytest.mark.parametrize(("iso", "name"), _EXPECTED, ids=lambda value: str(value))
def test_a_city_in_the_news_is_found_in_its_state(iso: str, name: str) -> None:
    assert iso in _by_name()[words(name)]


@pytest.mark.parametrize("name", [name.strip() for name in _NO_CITIES.split(",")])
def test_a_word_of_another_kind_is_no_city(name: str) -> None:
    assert words(name) not in _by_name()


def test_each_equivocal_name_is_that_of_some_city() -> None:
    known = {words(name) for city in places.cities() for name in city.names}
    data = Graph().parse(ONTOLOGY / "cities.ttl")
    assert {word for word in data.objects(_NO_CITY, _LEX.word) if words(str(word)) not in known} == set()


def test_the_states_are_the_united_nations_and_five_more() -> None:
    states = {state.iso for state in places.countries()}
    assert len(states) == 193 + len({"EH", "PS", "TW", "VA", "XK"} & states) == 198
    assert not states & {"GP", "RE", "HK", "GL", "PR"}


def test_a_state_has_its_french_name_without_remarks() -> None:
    named = {state.iso: state for state in places.countries()}
    assert named["SA"].label_fr == "Arabie saoudite"
    assert named["MM"].names == ("Myanmar",)
    assert named["CI"].id == "place/ci"


def test_almost_every_state_has_its_capital() -> None:
    capitals = {city.iso for city in places.cities() if city.capital}
    assert {state.iso for state in places.countries()} - capitals == {"PW"}


def test_ids_are_unique_and_the_biggest_homonym_has_the_plain_one() -> None:
    known = {city.id: city for city in places.cities()}
    assert len(known) == len(places.cities())
    assert known["place/sa-riyadh"].capital
    assert known["place/td-ndjamena"].label_fr == "N’Djamena"
    for city in places.cities():
        plain = known.get(city.id.removesuffix(f"-{city.geonames}"), city)
        assert plain.population >= city.population


def test_only_a_capital_shares_the_name_of_a_state() -> None:
    states = {words(state.label_fr): state.iso for state in places.countries()}
    shared = [city for city in places.cities() if any(words(name) in states for name in city.names)]
    assert {city.iso for city in shared} >= {"DJ", "KW", "LU"}
    assert all(city.capital and states[words(city.label_fr)] == city.iso for city in shared)
