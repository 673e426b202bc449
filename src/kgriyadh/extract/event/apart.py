"""« a reçu séparément X et Y »: one event mention in, one for each of those who were met apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgriyadh.annotate.mention import Span
from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.event.mention import PARTIES, EventMention
from kgriyadh.fact import Entity

_Party = tuple[str, Entity, Span]


def apart(parsed: Parsed, event: EventMention) -> Iterator[EventMention]:
    """The mention itself, or, where its clause says that they met one by one, a mention of each encounter.

    Who met several is the one who stands alone on his side of the trigger; whom companions were with
    cannot be told.
    """
    before: list[_Party] = []
    behind: list[_Party] = []
    for party in _parties(event):
        (before if party[2][0] < event.trigger.span[0] else behind).append(party)
    one, others = (before, behind) if len(before) == 1 else (behind, before)
    says = _says_apart(parsed, event) or _one_then_other(parsed, [span for _, _, span in others])
    if len(one) != 1 or len(others) < 2 or not says:
        yield event
        return
    for other in others:
        parties: dict[str, dict[Entity, Span]] = {role: {} for role in PARTIES}
        for role, entity, span in (*one, other):
            parties[role][entity] = span
        yield replace(event, parties=parties, companions=set())


def _parties(event: EventMention) -> Iterator[_Party]:
    for role in PARTIES:
        for entity, span in event.parties[role].items():
            if entity not in event.companions:
                yield role, entity, span


def _says_apart(parsed: Parsed, event: EventMention) -> bool:
    """Whether the clause of the trigger holds « séparément », « successivement », « tour à tour »."""
    row = parsed.row(event.trigger.sentence)
    said = (w for w in row if abs(w.i - event.trigger.i) <= 4)
    return any(parsed.text.has(w.span[0], "one-by-one") for w in said)


def _one_then_other(parsed: Parsed, spans: list[Span]) -> bool:
    """« a été reçu par X, puis par Y »: of two, the one behind « puis »."""
    if len(spans) != 2:
        return False
    first, second = sorted(spans)
    return any(parsed.text.has(k, "then") for k in range(first[1], second[0]))
