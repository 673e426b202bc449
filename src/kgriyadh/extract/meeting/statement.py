"""Meetings to facts: parties, day, place, subject, status, each with the words that say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgriyadh.annotate.mention import Span, cover
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.confidence import ALONE, CIRCUMSTANCE, CLAUSE, TOPIC, VERB, reached
from kgriyadh.extract.event import CONFERENCE, MEETING, PARTIES
from kgriyadh.extract.meeting.encounter import Meeting
from kgriyadh.fact import Entity, Fact, Quote


def meeting_facts(parsed: Parsed, meetings: Iterable[Meeting]) -> Iterator[Fact]:
    """The facts of all meetings."""
    for number, meeting in enumerate(meetings, 1):
        alone = len(meeting.everybody()) == 1
        attended = meeting.attended() or meeting.assembly()
        conference = any(m.conference() for m in meeting.mentions) or (alone and attended)
        entity = Entity(f"m{number}", CONFERENCE if conference else MEETING)
        for fact in _facts(parsed, entity, meeting):
            unsure = alone and not attended and fact.predicate != "kgr:unnamedParty"
            yield replace(fact, confidence=round(fact.confidence * ALONE, 4)) if unsure else fact


def _facts(parsed: Parsed, entity: Entity, meeting: Meeting) -> Iterator[Fact]:
    for role in PARTIES:
        for party, sources in meeting.parties[role].items():
            quotes = tuple(dict.fromkeys(_together(parsed, m.trigger.span, span) for m, span in sources))
            sure = max(
                reached(parsed, CLAUSE, m.trigger.span, span, by_position=m.beside or party in m.listed)
                for m, span in sources
            )
            yield Fact(
                entity,
                f"kgr:{role}",
                party,
                quotes,
                sure,
                sources[0][0].frame.id.split("/")[-1],
            )
    yield from _unnamed(parsed, entity, meeting)
    lead = meeting.mentions[0]
    if meeting.when:
        quote = _together(parsed, lead.trigger.span, meeting.when.span)
        sure = reached(parsed, CIRCUMSTANCE, lead.trigger.span, meeting.when.span)
        yield Fact(entity, "kgr:date", meeting.when.first, (quote,), sure, "date-of-event")
        if meeting.when.last:
            yield Fact(entity, "kgr:endDate", meeting.when.last, (quote,), sure, "date-of-event")
    for name, said in (
        ("place", meeting.place or meeting.country),
        ("country", meeting.country),
        ("venue", meeting.venue),
    ):
        if said:
            sure = reached(parsed, CIRCUMSTANCE, lead.trigger.span, said[1])
            yield Fact(entity, f"kgr:{name}", said[0], (parsed.quote(said[1]),), sure, f"{name}-of-event")
    for threat, quote in meeting.threats.items():
        yield Fact(entity, "kgr:addressesThreat", threat, (quote,), TOPIC, "topic-of-event")
    if meeting.planned:
        planned = Entity("status/planned", "skos:Concept", (), "status/planned")
        quote = parsed.quote(lead.trigger.span)
        yield Fact(entity, "kgr:status", planned, (quote,), CIRCUMSTANCE, "mood-of-event")


def _unnamed(parsed: Parsed, entity: Entity, meeting: Meeting) -> Iterator[Fact]:
    """Whom the only known party met, in the words of the text: « une délégation d'experts »."""
    words = [w for m in meeting.mentions for w in m.nameless]
    if len(meeting.everybody()) == 1 and words:
        span = _phrase(parsed, words[0])
        yield Fact(
            entity, "kgr:unnamedParty", parsed.spelled(span), (parsed.quote(span),), VERB, "unnamed-party"
        )


def _phrase(parsed: Parsed, noun: Word) -> Span:
    """The words of a noun with its article and the adjectives around it."""
    near = [w for w in parsed.below(noun) if w.dep in {"det", "amod", "nummod"} and abs(w.i - noun.i) <= 2]
    # The article of a list is before its first member.
    return cover(noun.span, *(w.span for w in near if noun.span[0] - w.span[1] <= 2))


def _together(parsed: Parsed, one: Span, other: Span) -> Quote:
    """The words from the first of two spans to the end of the other, where one sentence holds both."""
    first, last = min(one, other), max(one, other)
    if parsed.text.same_sentence(first[0], last[1] - 1):
        return parsed.quote(cover(one, other))
    return parsed.quote(other)
