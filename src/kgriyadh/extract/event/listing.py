"""A list of persons, as long as it goes on: « de X, ministre de la Défense, et du colonel Y »."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import GroupMention, OrganizationMention, PersonMention, PlaceMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.syntax import ancestors, tells_side

_BETWEEN = frozenset({",", ";", ":", ".", "-", "–", "—", "•", "*"})


def listed_behind(parsed: Parsed, word: Word) -> Iterator[Word]:
    """The persons and bodies that are listed from a word on, in its sentence or on the lines below."""
    last: Word | None = None
    aside = bracket = False
    for other in (w for w in parsed.with_list(word.sentence) if w.i > word.i):
        # « X, qui réside à Abuja, et Y »: a clause about one of them runs to its comma.
        aside = other.text != "," and (aside or (last is not None and "PronType=Rel" in other.features))
        bracket = other.text == "(" if last is not None and other.text in {"(", ")"} else bracket
        if aside or bracket or other.text == ")" or other.pos in {"DET", "ADP"}:
            continue
        if isinstance(other.mention, PersonMention | GroupMention | OrganizationMention):
            if not (_his_body(parsed, other) or tells_side(parsed, other)):
                yield other
            last = other
        elif not _goes_on(parsed, other, last):
            return


def _his_body(parsed: Parsed, word: Word) -> bool:
    """« du directeur du ministère »: a body that only tells whose post it is."""
    head = parsed.words[word.head]
    person = isinstance(head.mention, PersonMention | GroupMention)
    return isinstance(word.mention, OrganizationMention) and person and word.dep == "nmod"


def _goes_on(parsed: Parsed, word: Word, last: Word | None) -> bool:
    """Whether a list goes on behind a word: a link, or what is still said of its last member."""
    if word.text in _BETWEEN or word.text.isdigit() or word.pos == "CCONJ" or _lists(parsed, word):
        return True
    if word.pos == "ADJ" and _lists(parsed, parsed.words[word.head]):
        return True  # « côté malien »
    if parsed.text.at(word.span[0], "demonym"):
        return True  # « du Malien, le général X »
    if isinstance(word.mention, PlaceMention) and _those(parsed, word):
        return True  # « notamment ceux de France, X, et d'Espagne, Y »
    if last is not None and (isinstance(word.mention, PlaceMention) or _ends_name(parsed, word)):
        return True  # « X de la Gambie », « Y, représentant l'Irlande du Nord »
    return last is not None and any(a.i == last.i for a in ancestors(parsed, word))


def _those(parsed: Parsed, place: Word) -> bool:
    """Whether « ceux de » stands before a place."""
    before = [w for w in parsed.words[max(0, place.i - 3) : place.i] if w.pos not in {"DET", "ADP"}]
    return bool(before) and before[-1].pos == "PRON" and _lists(parsed, before[-1])


def _ends_name(parsed: Parsed, word: Word) -> bool:
    """Whether a word is what is left of a name that ends before it, or before its preposition."""
    before = [w for w in parsed.words[max(0, word.i - 2) : word.i] if w.pos != "ADP"]
    return word.pos == "PROPN" and word.mention is None and bool(before) and before[-1].mention is not None


def _lists(parsed: Parsed, word: Word) -> bool:
    """« ainsi que », « à savoir », « MM. »: whether a word goes before names."""
    return word.lemma in parsed.text.lexicon.words("listing") or parsed.text.has(word.span[0], "listing")
