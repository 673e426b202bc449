"""A parsed text in, what it states out: entities, facts with their words, and what was left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.confidence import PHRASE
from kgriyadh.extract.event import Events
from kgriyadh.extract.left_open import left_open
from kgriyadh.extract.meeting import Meetings, meeting_facts
from kgriyadh.extract.people import People
from kgriyadh.extract.post import Posts
from kgriyadh.extract.reference import References
from kgriyadh.extract.relation import Relations
from kgriyadh.extract.things import Things
from kgriyadh.extract.threat import Threats
from kgriyadh.fact import Entity, Fact, Reading
from kgriyadh.lexicon import Lexicon

__all__ = ["extract"]


def extract(parsed: Parsed, lexicon: Lexicon) -> Reading:
    """What a parsed document states. The lexicon is that with which it was parsed."""
    people, things = People(parsed), Things(parsed)
    references = References(parsed, people, things)
    mentions = list(Events(parsed, references).find())
    meetings = Meetings(parsed, things, mentions)
    threats = Threats(parsed, things, references)
    threats.assign(meetings)
    facts = [
        *Posts(parsed, people, things, references).facts(),
        *Relations(parsed, things, references).facts(),
        *threats.facts(),
        *meeting_facts(parsed, meetings.all),
        *_acronyms(things),
    ]
    entities = [p.entity for p in people.persons] + things.organizations + list(threats.entities())
    return Reading(
        parsed.document,
        _all(entities, facts),
        tuple(facts),
        tuple(dict.fromkeys(left_open(parsed, meetings, mentions))),
        foreign=bool(parsed.text.foreign) and parsed.text.foreign == parsed.text.paragraphs,
    )


def _all(entities: Iterable[Entity], facts: Iterable[Fact]) -> tuple[Entity, ...]:
    """The entities and whatever else the facts speak of, each once."""
    found = dict.fromkeys(entities)
    for fact in facts:
        found.setdefault(fact.subject)
        if isinstance(fact.object, Entity):
            found.setdefault(fact.object)
    return tuple(found)


def _acronyms(things: Things) -> Iterator[Fact]:
    """« la Coalition … (CIMCT) »: an acronym beside the full name."""
    seen = set()
    for mention in things.named():
        body = things.body(mention)
        if mention.acronym and body:
            acronym = things.parsed.spelled(mention.acronym)
            if (body, acronym) not in seen:
                seen.add((body, acronym))
                yield Fact(
                    body,
                    "kgr:acronym",
                    acronym,
                    (things.parsed.quote(mention.span),),
                    PHRASE,
                    "acronym-in-brackets",
                )
