"""Wordings of threats in a text, with the complements that share the head of the wording before."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import ThreatMention
from kgriyadh.annotate.text import Text

# A wording of a threat is no longer than so many tokens.
_LONGEST_WORDING = 8


def read_threats(text: Text) -> Iterator[ThreatMention]:
    """The threats that a text speaks of, in its order."""
    i = 0
    while i < len(text):
        match = text.at(i, "threat")
        if match:
            yield ThreatMention((i, match.end), match.ids[0])
            yield from _of_same_head(text, i, match.end)
        i = match.end if match else i + 1


def _of_same_head(text: Text, head: int, i: int) -> Iterator[ThreatMention]:
    """« le trafic de drogue et d'êtres humains »: complements that share the head of the wording before."""
    while text.continues(i) and text.joins(i) and text.continues(i + 1):
        start = i + 1 + (text.is_mark(i, ",") and text.has(i + 1, "plain-conjunction"))
        if not text.continues(start) or not text.has(start, "of"):
            return
        words = [text.tokens[k].text for k in (head, *range(start, min(start + _LONGEST_WORDING, len(text))))]
        match = text.lexicon.match(words)[0].get("threat")
        if match is None or match.end < 3:
            return
        i = start + match.end - 1
        yield ThreatMention((start, i), match.ids[0])
