"""A store in, its persons and bodies out, with their ranks and posts: Person, Organization, PublicBody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgriyadh.export.followthemoney.directory import Values
from kgriyadh.export.followthemoney.entity import entity, entity_id
from kgriyadh.export.relation import post, stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from kgriyadh.export.followthemoney.directory import Directory

# A topic that says more than the schema of a class does.
_TOPICS = {"InternationalOrganization": "gov.igo", "ArmedForce": "mil", "Country": "gov.national"}


def parties(store: Store, directory: Directory, naming: Values) -> Iterator[bytes]:
    """Give persons and bodies; ``naming`` says which documents name whom."""
    ranks, positions = _ranks_and_positions(store, directory)
    for iri, thing in directory.things.items():
        if schema := directory.schema(iri):
            yield entity(
                entity_id(iri),
                schema,
                name=[directory.name(iri)],
                alias=[name for name in directory.names[iri] if name != thing.name],
                title=ranks[iri],
                position=positions[iri],
                topics=[_TOPICS.get(thing.kind, "")],
                country=directory.codes([iri]),
                wikidataId=directory.wikidata[iri],
                sourceUrl=directory.addresses(naming[iri]),
                proof=map(entity_id, naming[iri]),
            )


def _ranks_and_positions(store: Store, directory: Directory) -> tuple[Values, Values]:
    """Go through what documents state, and note the ranks and the posts of persons."""
    ranks, positions = Values(list), Values(list)
    for source, relations in stated(store):
        ranks[source] += [directory.name(one.target) for one in relations if one.kind == "hasRank"]
        if directory.kind(source) == "Membership" and (held := post("Membership", relations)):
            positions[held.person].append(directory.position(held))
    return ranks, positions
