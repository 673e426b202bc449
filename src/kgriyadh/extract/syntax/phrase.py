"""How a phrase is opened and listed: its preposition, what is listed beside its head."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import OrganizationMention
from kgriyadh.annotate.parsed import Parsed, Word

_LIST = frozenset({"conj", "appos", "flat:name", "flat"})


def listed(parsed: Parsed, first: Word) -> Iterator[Word]:
    """A word and those listed with it."""
    if not tells_side(parsed, first):
        yield first
    for word in parsed.below(first):
        if word.dep in _LIST and (word.dep == "conj" or word.mention is not None) and word.pos != "VERB":
            yield from listed(parsed, word)


def tells_side(parsed: Parsed, word: Word) -> bool:
    """« côté CCG, le secrétaire général adjoint »: what only says whose people are listed behind it."""
    i = word.span[0]
    body = i > 0 and isinstance(word.mention, OrganizationMention) and parsed.text.has(i - 1, "side-noun")
    return body or (word.mention is None and parsed.text.has(i, "side-noun"))


def marker(parsed: Parsed, word: Word) -> str:
    """What opens a phrase: the id of a compound preposition, a folded preposition, or nothing."""
    for case in parsed.below(word):
        if case.dep in {"case", "mark"} or case.marker:
            return case.marker or preposition(parsed, case)
    return ""


def preposition(parsed: Parsed, case: Word) -> str:
    """A preposition without the article that it has swallowed: « au » is « à »."""
    folded = parsed.text.tokens[case.span[0]].folded if case.span[1] - case.span[0] == 1 else case.lemma
    return {"du": "de", "des": "de", "d'": "de", "au": "a", "aux": "a"}.get(folded, folded)


def opener(parsed: Parsed, word: Word) -> str | None:
    """The compound preposition that opens a phrase, by the words and not by the parse."""
    before = [w for w in parsed.words[max(0, word.i - 3) : word.i] if w.pos not in {"DET", "ADP"} or w.marker]
    return before[-1].marker if before else None


def accompanies(parsed: Parsed, word: Word) -> bool:
    """Whether a compound preposition opens a phrase: who is « accompagné de X » is not X."""
    return opener(parsed, word) is not None


def aims_arrival(parsed: Parsed, noun: Word) -> bool:
    """« est arrivé à Bamako pour une visite »: what somebody arrives for."""
    arriving = parsed.text.lexicon.words("arriving")
    return marker(parsed, noun) == "pour" and parsed.words[noun.head].lemma in arriving


def locative(parsed: Parsed, word: Word) -> bool:
    """Whether « à », « en » or « dans » stands right before a place, its article aside."""
    tokens = parsed.text.tokens
    i = word.span[0] - 1
    if i >= 0 and tokens[i].folded in {"le", "la", "l'", "les"}:
        i -= 1
    return i >= 0 and not tokens[i + 1].first and tokens[i].folded in {"a", "au", "aux", "en", "dans"}
