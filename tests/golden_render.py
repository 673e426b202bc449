"""A Reading written as the fact lines of the golden fixtures, and the pipeline that reads a batch of cases.

Relations that the yardstick does not know (``kgr:counterpartOf``, ``kgr:acronym``…) are not written; anything
else that has no line of its own appears as an ``other`` line, so that no fact passes unseen.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from golden_format import MEETING_FIELDS, Case, canonical, fold
from rdflib import Graph

from kgriyadh.fact import Document, Entity, Fact, Reading
from kgriyadh.paths import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Value = Entity | date | int | str

PERSONS = ("kgr:Person", "kgr:MilitaryOfficer")
ORGANIZATIONS = ("kgr:Coalition", "kgr:InternationalOrganization", "kgr:ArmedForce", "org:Organization")
MEETINGS = ("kgr:Meeting", "kgr:Conference")
SILENT_KINDS = (
    "kgr:City", "kgr:Country", "kgr:Region", "kgr:Place", "kgr:MilitaryRank", "kgr:Visit",
    "org:Membership", "org:Role", "kgr:Role", "skos:Concept", "kgr:Threat",
)  # fmt: skip
MEETING_PREDICATES = {
    "kgr:host": "hosts", "kgr:guest": "guests", "kgr:participant": "participants", "kgr:place": "place",
    "kgr:country": "country", "kgr:venue": "venue", "kgr:addressesThreat": "about", "kgr:status": "status",
    "kgr:date": "date", "kgr:endDate": "date",
}  # fmt: skip
MEMBERSHIP_PREDICATES = ("org:member", "org:organization", "org:role")
NOT_HELD = {"kgr:FormerPost": "former", "kgr:FuturePost": "future"}
NOT_HELD_PREDICATES = ("kgr:postHolder", "kgr:postAt", "kgr:postRole")
BEYOND_THE_YARDSTICK = (
    "kgr:counterpartOf", "kgr:acronym", "kgr:unnamedParty", "kgr:locatedIn", "org:hasMembership",
    "skos:broader", "kgr:affectsRegion", "kgr:addressesThreat",
)  # fmt: skip


def read_all(cases: Sequence[Case]) -> dict[str, Reading]:
    """Read all cases in one batch with the program itself: the case's id to what it found there."""
    from kgriyadh import annotate, extract, lexicon

    words = lexicon.load()
    documents = [Document(case.id, case.text, "golden", published=case.published) for case in cases]
    parsed = annotate.annotate(documents, words)
    return {reading.document.id: reading for reading in (extract.extract(each, words) for each in parsed)}


def render(reading: Reading, case: Case) -> tuple[str, ...]:
    """The facts of the reading as canonical lines; of several names for a place, the one the case uses."""
    return canonical(_Page(reading, case).lines())


@cache
def _nato_codes() -> Mapping[str, str]:
    """The local name of each rank to its NATO code, from the vocabulary."""
    graph = Graph()
    for path in sorted(ONTOLOGY.glob("*.ttl")):
        graph.parse(path)
    query = "SELECT ?rank ?code { ?rank <https://w3id.org/kgriyadh/ontology#natoCode> ?code }"
    return {str(row[0]).rpartition("/")[2]: str(row[1]) for row in graph.query(query)}  # type: ignore[index]


class _Page:
    """The lines of one reading."""

    def __init__(self, reading: Reading, case: Case) -> None:
        self.facts = reading.facts
        self.gold = "\n".join(fold(line) for line in case.facts)
        self.about: dict[str, list[Fact]] = defaultdict(list)
        self.entities = {entity.key: entity for entity in reading.entities}
        for fact in reading.facts:
            self.about[fact.subject.key].append(fact)
            self.entities.setdefault(fact.subject.key, fact.subject)
            if isinstance(fact.object, Entity):
                self.entities.setdefault(fact.object.key, fact.object)

    def lines(self) -> Iterator[str]:
        """Every fact of the reading, once, in no particular order."""
        for entity in self.entities.values():
            yield from self._declared(entity)
        yield from self._threats()
        yield from sorted({line for fact in self.facts for line in self._stated(fact)})

    def _declared(self, entity: Entity) -> Iterator[str]:
        if entity.kind in PERSONS:
            yield f"person {_names(entity)}"
        elif entity.kind in ORGANIZATIONS:
            yield f"organization {_names(entity)} : {entity.kind.partition(':')[2]}"
        elif entity.kind in MEETINGS:
            yield self._meeting(entity)
        elif entity.kind == "org:Membership":
            yield from self._post(entity)
        elif entity.kind in NOT_HELD:
            yield f"{NOT_HELD[entity.kind]} {self._posted(entity, NOT_HELD_PREDICATES)}"
        elif entity.kind not in SILENT_KINDS:
            yield f"other {entity.kind} {entity.key}"

    def _stated(self, fact: Fact) -> Iterator[str]:
        who, what = self._call(fact.subject), self._call(fact.object)
        line = {
            "kgr:hasRank": f"rank {who} = {self._rank(fact.object)}",
            "kgr:memberCount": f"members {who} = {what}",
            "kgr:headquarters": f"seat {who} = {what}",
            "org:memberOf": f"membership {who} in {what}",
            "kgr:cooperatesWith": f"cooperation {' ~ '.join(sorted((who, what), key=fold))}",
        }
        if fact.predicate in line:
            yield line[fact.predicate]
        elif not self._written_elsewhere(fact):
            yield f"other {who} {fact.predicate} {what}"

    def _written_elsewhere(self, fact: Fact) -> bool:
        return (
            fact.predicate in BEYOND_THE_YARDSTICK
            or (fact.predicate in MEETING_PREDICATES and fact.subject.kind in MEETINGS)
            or fact.predicate in (*MEMBERSHIP_PREDICATES, *NOT_HELD_PREDICATES, "kgr:standing")
        )

    def _post(self, membership: Entity) -> Iterator[str]:
        posted = self._posted(membership, MEMBERSHIP_PREDICATES)
        yield f"post {posted}"
        yield from (f"{_local(standing)} {posted}" for standing in self._objects(membership, "kgr:standing"))

    def _posted(self, post: Entity, predicates: tuple[str, str, str]) -> str:
        said = {fact.predicate: self._call(fact.object) for fact in self.about[post.key]}
        who, body, role = (said.get(predicate, "-") for predicate in predicates)
        return f"{who} = {role} of {body}"

    def _meeting(self, meeting: Entity) -> str:
        fields: dict[str, set[str]] = {name: set() for name in MEETING_FIELDS}
        for fact in self.about[meeting.key]:
            if name := self._field(fact):
                concepts = set(self._concepts(fact.object)) if name == "about" else None
                fields[name] |= concepts or {self._call(fact.object)}
        fields["participants"] -= fields["hosts"] | fields["guests"]
        fields["status"] -= {"held"}
        fields["date"] = {"/".join(sorted(fields["date"]))} - {""}
        parts = (f"{name}: {', '.join(sorted(fields[name]))}" for name in MEETING_FIELDS if fields[name])
        return "meeting " + ("; ".join(parts) or "place: ?nothing")

    def _field(self, fact: Fact) -> str | None:
        """The field that a fact on a meeting fills; a country in the place of a city is its country."""
        name = MEETING_PREDICATES.get(fact.predicate)
        return "country" if name == "place" and _iso(fact.object) else name

    def _threats(self) -> Iterator[str]:
        regions: dict[str, set[str]] = defaultdict(set)
        for entity in self.entities.values():
            if entity.kind == "kgr:Threat":
                for concept in self._concepts(entity):
                    regions[concept] |= {*map(self._call, self._objects(entity, "kgr:affectsRegion"))}
        for concept, affected in regions.items():
            yield f"threat {concept}" + (f" in {', '.join(sorted(affected))}" if affected else "")

    def _concepts(self, threat: Value) -> Iterator[str]:
        """The general concept of a threat: that of a regional one stands behind ``skos:broader``."""
        if isinstance(threat, Entity):
            yield from map(_local, self._objects(threat, "skos:broader") or [threat])

    def _objects(self, subject: Entity, predicate: str) -> list[Value]:
        return [fact.object for fact in self.about[subject.key] if fact.predicate == predicate]

    def _rank(self, rank: Value) -> str:
        local = _local(rank)
        return local if f"= {fold(local)}" in self.gold else _nato_codes().get(local, local)

    def _call(self, value: Value) -> str:
        """A value as fact lines call it: ISO code, local name of a concept, or a name."""
        if not isinstance(value, Entity):
            return str(value)
        if country := _iso(value):
            return country
        value = self.entities[value.key]
        if value.kind in PERSONS or value.kind in ORGANIZATIONS:
            return _plain((*value.names, "?")[0])
        if value.kind in ("kgr:City", "kgr:Region", "kgr:Place"):
            return self._place(value)
        return _local(value)

    def _place(self, place: Entity) -> str:
        names = [*map(_plain, place.names)] or [_local(place)]
        return next((name for name in names if fold(name) in self.gold), names[0])


def _iso(value: Value) -> str | None:
    if isinstance(value, Entity) and value.known and value.kind == "kgr:Country":
        return _local(value).upper()
    return None


def _local(value: Value) -> str:
    if not isinstance(value, Entity):
        return str(value)
    return (value.known or "?" + "/".join(map(_plain, value.names or (value.key,)))).rpartition("/")[2]


def _names(entity: Entity) -> str:
    return " | ".join(map(_plain, entity.names or ("?",)))


def _plain(name: str) -> str:
    """A name without the marks that the fact lines use."""
    return " ".join("".join(" " if mark in ",;|~\n" else mark for mark in name).split())


def misquoted(reading: Reading) -> Iterator[str]:
    """The relations whose words do not lie in the text, or that have none."""
    length = len(reading.document.text)
    for fact in reading.facts:
        if not fact.quotes or any(not 0 <= quote.start < quote.end <= length for quote in fact.quotes):
            yield f"{fact.predicate} of {fact.subject.names or fact.subject.key}: {fact.quotes}"
