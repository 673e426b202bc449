"""A store in, what it calls its things out: names, schemas, codes of countries, addresses of documents."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kgriyadh.export.followthemoney.entity import cleaned, entity_id
from kgriyadh.export.form import rows
from kgriyadh.export.thing import local, things

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

    from kgriyadh.export.relation import Post, Proof

Values = defaultdict[str, list[str]]  # by IRI

# The schema of each class of ours that can take part in something (LegalEntity).
_PARTIES = {
    "Person": "Person",
    "Organization": "Organization",
    "Coalition": "Organization",
    "InternationalOrganization": "PublicBody",
    "ArmedForce": "PublicBody",
    "Country": "PublicBody",
}


class Directory:
    """Knows the things of a store by their IRIs."""

    def __init__(self, store: Store) -> None:
        self.things = things(store)
        self.names, self.wikidata, self._countries = Values(list), Values(list), Values(list)
        for row in rows(store, "names"):
            columns = {"name": self.names, "wikidata": self.wikidata, "country": self._countries}
            for column, values in columns.items():
                if row[column]:
                    values[row["thing"].value].append(row[column].value)
        self._urls = {
            row["document"].value: row["url"].value for row in rows(store, "documents") if row["url"]
        }

    def kind(self, iri: str) -> str:
        """Return the class of a thing, nothing for what is none."""
        return self.things[iri].kind if iri in self.things else ""

    def schema(self, iri: str) -> str | None:
        """Return the schema of a person or body, None of anything else."""
        return _PARTIES.get(self.kind(iri))

    def name(self, iri: str) -> str:
        """Return the French name of a thing, the end of its IRI where it has none."""
        name = self.things[iri].name if iri in self.things else ""
        return cleaned(name) or local(iri)

    def position(self, held: Post) -> str:
        """Return the name of what somebody is, and where."""
        return ", ".join(self.name(iri) for iri in (held.role, held.organization) if iri)

    def codes(self, iris: Iterable[str]) -> list[str]:
        """Return the codes of countries, as ISO 3166 has them but in small letters."""
        return [code.lower() for iri in iris for code in self._countries[iri]]

    def addresses(self, iris: Iterable[str]) -> list[str]:
        """Return the web addresses of documents; no other kind of address is let through."""
        found = [self._urls.get(iri, "") for iri in iris]
        return [address for address in found if urlsplit(address).scheme in ("http", "https")]

    def proven(self, proof: Proof) -> dict[str, Iterable[str]]:
        """Return the properties that say who says something, in which words."""
        return {
            "proof": map(entity_id, proof.documents),
            "description": proof.quotes,
            "sourceUrl": self.addresses(proof.documents),
        }
