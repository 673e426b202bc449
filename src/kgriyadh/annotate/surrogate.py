"""Phrases to plain words: what the parser is given in place of names, titles and terms.

The statistical parser was trained on newspaper prose; half a line of title, name and post in
apposition leads it astray. Each phrase that the grammar has read is therefore one plain word to
it (« Dupont », « Paris », « lundi »), and keeps its place in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kgriyadh.annotate.mention import (
    DateMention,
    GroupMention,
    Mention,
    OrganizationMention,
    PersonMention,
    PlaceMention,
    Span,
    TitleMention,
)
from kgriyadh.annotate.text import Text
from kgriyadh.lexicon import Match


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word for the parser: its surrogate, the tokens it stands for, and what they mean.

    ``marker`` is the id of a compound preposition (``marker/presence``).
    """

    text: str
    span: Span
    mention: Mention | None = None
    marker: str | None = None
    first: bool = False


def leaves(text: Text, mentions: Mapping[int, Mention]) -> list[Leaf]:
    """The words for the parser, in order; a token belongs to at most one.

    A date that stands free (« a reçu mardi X ») is left out, and a comma that only set it off: the
    parser takes it for an object. So is « de son côté », which parts an auxiliary from its participle.
    """
    row = list(_all(text, mentions))
    dates = (k for k, leaf in enumerate(row) if isinstance(leaf.mention, DateMention) and _free(text, leaf))
    free = [*((k, k) for k in dates), *_incises(text, row)]
    dropped = {k for first, last in free for k in range(first, last + 1)}
    dropped |= {k for first, last in free for k in _commas(text, row, first, last)}
    kept: list[Leaf] = []
    pending = False
    for k, leaf in enumerate(row):
        pending |= any(text.tokens[i].first for i in range(*leaf.span))
        if k not in dropped:
            kept.append(replace(leaf, first=pending))
            pending = False
    return kept


def _incises(text: Text, row: list[Leaf]) -> Iterator[tuple[int, int]]:
    """The first and last word of each « de son côté », « quant à lui »."""
    at = {leaf.span[0]: k for k, leaf in enumerate(row)}
    for k, leaf in enumerate(row):
        end = text.after(leaf.span[0], "incise")
        if end and (last := at.get(end - 1)) is not None:
            yield k, last


def _commas(text: Text, row: list[Leaf], first: int, last: int) -> Iterator[int]:
    """The commas that part what stands free from its sentence."""
    before = first > 0 and row[first - 1].text == ","
    behind = last + 1 < len(row) and row[last + 1].text == ","
    opens = text.tokens[row[first].span[0]].first
    if behind and (before or opens):
        yield last + 1
    if before and (behind or last + 1 == len(row) or row[last + 1].text in {".", ";"}):
        yield first - 1


def _free(text: Text, date: Leaf) -> bool:
    """Whether no preposition governs a date."""
    before = date.span[0] - 1
    return text.tokens[date.span[0]].first or before < 0 or not text.has(before, "governing")


def _all(text: Text, mentions: Mapping[int, Mention]) -> Iterator[Leaf]:
    i, marked = 0, False
    while i < len(text):
        mention = mentions.get(i)
        if mention is not None:
            yield from _mention(text, mention, marked)
            i, marked = mention.span[1], False
        elif (marker := text.at(i, "marker")) and _leads_on(text, marker):
            end = _past_of(text, marker.end)
            yield Leaf(text.lexicon.entry(marker.ids[0]).get("surrogate")[0], (i, end), marker=marker.ids[0])
            i, marked = end, True
        elif _before_free_date(text, mentions, i):
            yield Leaf("lundi", (i, mentions[i + 1].span[1]), mentions[i + 1])
            i, marked = mentions[i + 1].span[1], False
        else:
            yield Leaf(_plain(text, i, marked), (i, i + 1))
            i, marked = i + 1, False


def _before_free_date(text: Text, mentions: Mapping[int, Mention], i: int) -> bool:
    """« le » or « ce » before a day belongs to the date."""
    return text.tokens[i].folded in {"le", "ce"} and isinstance(mentions.get(i + 1), DateMention)


def _plain(text: Text, i: int, marked: bool) -> str:
    """A token as it is, but for an article freed from the « de » that a compound preposition took."""
    token = text.tokens[i]
    if marked and text.has(i, "contraction-of"):
        return "le" if token.folded == "du" else "les"
    # « Ont pris part … » : a verb that opens a sentence is not known to the parser with its capital.
    return token.text.lower() if token.first and text.has(i, "opening-verb") else token.text


def _leads_on(text: Text, marker: Match) -> bool:
    """Whether a compound preposition goes on: « au siège de », but « au siège de l'état-major » says all."""
    governs = text.lexicon.entry(marker.ids[0]).says("governs")
    return not governs or text.has(marker.end, "marker-tail") or text.has(marker.end, "of")


def _past_of(text: Text, i: int) -> int:
    """Past the « de » that a compound preposition ends with; « du » and « des » hold an article too."""
    plain = text.continues(i) and text.has(i, "marker-tail") and not text.has(i, "contraction-of")
    return i + 1 if plain else i


def _mention(text: Text, mention: Mention, marked: bool) -> Iterator[Leaf]:
    start, end = mention.span
    if isinstance(mention, GroupMention):
        yield from _group(text, mention, marked)
    elif isinstance(mention, PersonMention):
        yield from _person(text, mention, marked)
    elif isinstance(mention, OrganizationMention):
        yield Leaf(
            _agreeing(text, start, "conseil", "commission", "organisation", "organisations"),
            (start, end),
            mention,
        )
    elif isinstance(mention, PlaceMention):
        city = mention.kind == "kgr:City"
        yield Leaf(
            "Paris" if city else _agreeing(text, start, "Japon", "France", "Italie", "Philippines"),
            (start, end),
            mention,
        )
    elif isinstance(mention, TitleMention):
        yield Leaf("ministre", (start, end), mention)
    elif isinstance(mention, DateMention):
        yield Leaf("lundi", (start, end), mention)
    else:
        yield Leaf(text.tokens[start].text, (start, end), mention)


def _agreeing(text: Text, i: int, masculine: str, feminine: str, vowel: str, plural: str) -> str:
    """A noun that goes with the article before token ``i``."""
    before = text.tokens[i - 1].folded if i and not text.tokens[i].first else ""
    if before in {"la", "une", "cette", "sa", "en"}:
        return feminine
    if before in {"le", "un", "du", "au", "ce", "son"}:
        return masculine
    return plural if before in {"les", "des", "aux", "ces"} else vowel


def _person(text: Text, mention: PersonMention, marked: bool) -> Iterator[Leaf]:
    start, end = mention.span
    contraction = text.has(start, "contraction-of") or text.has(start, "contraction-to")
    if mention.name is None:
        yield from _description(text, mention, marked)
        return
    if contraction and not (marked and text.has(start, "contraction-of")):
        yield Leaf("de" if text.has(start, "contraction-of") else "à", (start, start + 1))
        start += 1
    yield Leaf("Marie" if mention.feminine else "Dupont", (start, end), mention)


def _group(text: Text, mention: GroupMention, marked: bool) -> Iterator[Leaf]:
    """Several persons are one plural noun."""
    start, end = mention.span
    article = "les"
    if text.has(start, "contraction-of") and not marked:
        article = "des"
    elif text.has(start, "contraction-to"):
        article = "aux"
    if end - start > 1:
        yield Leaf(article, (start, start + 1))
        start += 1
    yield Leaf("ministres", (start, end), mention)


def _description(text: Text, mention: PersonMention, marked: bool) -> Iterator[Leaf]:
    """A person without a name keeps the determiner, and a noun that agrees with it."""
    start, end = mention.span
    if text.has(start, "determiner") and end - start > 1:
        yield Leaf(_plain(text, start, marked), (start, start + 1))
        start += 1
    noun = "ministre" if mention.count == 1 else "ministres"
    yield Leaf(noun, (start, end), mention)
