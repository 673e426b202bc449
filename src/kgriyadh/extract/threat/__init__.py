"""Threats: the concepts a text speaks of, where they rage, and the meetings that are about them."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import cover
from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.confidence import TOPIC
from kgriyadh.extract.meeting import Meetings
from kgriyadh.extract.reference import References
from kgriyadh.extract.things import Things
from kgriyadh.extract.threat.region import Regions
from kgriyadh.extract.threat.spoken import Wordings, concept
from kgriyadh.extract.threat.topic import Topics
from kgriyadh.fact import Entity, Fact

__all__ = ["Threats"]


class Threats:
    """Finds the threats of a parsed text."""

    def __init__(self, parsed: Parsed, things: Things, references: References) -> None:
        self.parsed = parsed
        self.things = things
        self.references = references
        self.spoken = sorted(Wordings(parsed).all(), key=lambda s: s.span)
        self._regions = Regions(parsed)

    def entities(self) -> tuple[Entity, ...]:
        """The concepts that the text speaks of."""
        return tuple(dict.fromkeys(concept(s.concept) for s in self.spoken))

    def assign(self, meetings: Meetings) -> None:
        """Give each meeting the threats that it is said to be about."""
        Topics(self.parsed, self.references).assign(self.spoken, meetings)

    def facts(self) -> Iterator[Fact]:
        """A threat tied to a region is an individual of its own under the concept."""
        seen = set()
        for spoken in self.spoken:
            for mention in self._regions.of(spoken):
                region = self.things.place(mention)
                if region is None or (spoken.concept, region) in seen:
                    continue
                seen.add((spoken.concept, region))
                quote = (self.parsed.quote(cover(spoken.span, mention.span)),)
                regional = Entity(f"{spoken.concept}-{region.key}", "kgr:Threat")
                yield Fact(
                    regional, "skos:broader", concept(spoken.concept), quote, TOPIC, "threat-in-region"
                )
                yield Fact(regional, "kgr:affectsRegion", region, quote, TOPIC, "threat-in-region")
