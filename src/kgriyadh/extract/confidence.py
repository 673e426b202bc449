"""How directly words state a fact, as its confidence: what lies between the words and the fact costs.

The levels are in the order in which readings go wrong, the phrase least and a reference across sentences
most; ``python benchmarks/errors.py`` shows how often facts of at least each level are right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgriyadh.annotate.mention import Span
    from kgriyadh.annotate.parsed import Parsed

# One phrase says it whole, and no parse is needed: « le colonel X », « la Coalition … (CIMCT) ».
PHRASE = 0.98
# A phrase says it with its complements: « X, ministre de la Défense du Tchad ».
TITLE = 0.95
# A verb or noun and what the parser hangs on it say it: « X a reçu Y ».
CLAUSE = 0.95
# An adverbial of the clause says it: « mardi à Riyad », « sur la lutte contre le terrorisme ».
CIRCUMSTANCE = 0.92
# A verb that gives a role, with its object a few words on: « X, qui commande la Force ».
VERB = 0.88
# What a phrase says of one is taken to hold for another: « son homologue togolais, Y ».
LIKENED = 0.88
# Words that speak of something near a fact, and most often of the fact: what talks were about.
TOPIC = 0.86

_BY_REFERENCE = 0.93  # « le ministre », « il »: somebody has to be found for the words
_APART = 0.93  # said in another sentence than what it belongs to
ALONE = 0.93  # who was met has no name: it may be an encounter that the text tells elsewhere with names
_BY_POSITION = 0.93  # « y assistaient », a list behind a colon: only where it stands says what it belongs to


def reached(parsed: Parsed, level: float, trigger: Span, span: Span, *, by_position: bool = False) -> float:
    """Return the confidence, 0 to 1, of what ``span`` (tokens) says about the trigger, from its level on.

    ``by_position`` says that no grammar ties the two, only that one stands behind the other.
    """
    if not parsed.named(span):
        level *= _BY_REFERENCE
    if parsed.sentence_of(trigger[0]) != parsed.sentence_of(span[0]):
        level *= _APART
    elif by_position:
        level *= _BY_POSITION
    return round(level, 4)
