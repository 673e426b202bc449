"""The proper names of persons: capitals, particles, initials; no place, rank, title or body."""

from __future__ import annotations

from kgriyadh.annotate.mention import Span
from kgriyadh.annotate.text import Text

_LONGEST = 9
# Capitals alone of so many letters at most are an abbreviation, but behind a civility.
_LETTERS = 2
# « Saint-Louis du Sénégal »: the words of a town.
_LONGEST_TOWN = 4
_BARRED = ("organization", "country", "demonym", "head", "rank", "role", "post-head", "region")


def read_name(text: Text, i: int) -> Span | None:
    """The name that begins at token ``i`` where a rank, a title or a post stands before it."""
    if i >= len(text) or not _may_begin(text, i):
        return None
    end = _name_end(text, i, _LONGEST)
    if end - i >= _LONGEST and run_on(text, i):
        return None
    letters = end - i == 1 and text.tokens[i].shouted and len(text.tokens[i].text) <= _LETTERS
    if letters and not text.has(i - 1, "civility") and not text.is_mark(i - 1, "."):
        return None  # « US », « UN »
    company = any(text.has(k, "company-word") for k in range(i, end))
    return (i, end) if end > i and not company else None


def given(text: Text, span: Span) -> bool:
    """Whether one of the words of a name is a given name that the vocabulary knows."""
    return any(text.at(i, "given") for i in range(*span))


def _may_begin(text: Text, i: int) -> bool:
    token = text.tokens[i]
    if text.has(i, "no-person") or (text.has(i, "civility") and not text.has(i, "civility-or-name")):
        return False
    if (
        not token.capital
        or not token.text[0].isalpha()
        or (token.text.endswith("'") and len(token.text) == 2 and token.folded in {"l'", "d'"})
    ):
        return False
    if _town_before_name(text, i) or _site_before_name(text, i):
        return False
    return not (any(_whole(text, i, kind) for kind in _BARRED) or _pairs_states(text, token.text))


def _town_before_name(text: Text, i: int) -> bool:
    """« a reçu à Tunis Jean Koné », « à New York Jean Koné »: no word of a town is in the name behind it."""
    towns = ((k, text.at(k, "city")) for k in range(max(0, i - _LONGEST_TOWN + 1), i + 1))
    return any(
        town and town.end > i and text.is_mark(k - 1, "à") and text.at(town.end, "given") for k, town in towns
    )


def _site_before_name(text: Text, i: int) -> bool:
    """« a reçu au palais de Carthage Jean Koné »: what the site is called by is no part of the name."""
    behind = text.has(i - 1, "of") and text.has(i - 2, "facility") and text.continues(i + 1)
    return behind and text.tokens[i + 1].capital and not text.at(i, "given")


def _pairs_states(text: Text, word: str) -> bool:
    """« France-Maroc »: a name made of a state's."""
    first, hyphen, _ = word.partition("-")
    return bool(hyphen) and "country" in text.lexicon.match([first])[0]


def _whole(text: Text, i: int, kind: str) -> bool:
    """Whether the words of that kind at ``i`` are not just the first of a longer run of capitals."""
    match = text.at(i, kind)
    if match is None:
        return False
    if kind in ("organization", "rank", "role", "post-head", "head"):
        return True
    return not (
        text.continues(match.end)
        and text.tokens[match.end].capital
        and text.tokens[match.end].text[0].isalpha()
    )


def run_on(text: Text, i: int) -> int | None:
    """Where names end that follow one another without a mark between them, too many words for one name."""
    end = _name_end(text, i, len(text)) if _may_begin(text, i) else i
    return end if end - i > _LONGEST else None


def _name_end(text: Text, i: int, longest: int) -> int:
    """The token after the last word of a name of so many words at most."""
    end = i
    j = i
    while j < len(text) and j - i < longest and (j == i or text.continues(j)):
        step = _word(text, j, first=j == i)
        if step is None:
            break
        j, closes = step
        if closes:
            end = j
    return end


def _word(text: Text, j: int, *, first: bool) -> tuple[int, bool] | None:
    """One word of a name: the token after it, and whether a name may end there."""
    token = text.tokens[j]
    if _initial(text, j):
        return j + 2, False
    if _maghrebi(text, j):
        return j + 2, True
    particle = text.at(j, "particle")
    if particle and not token.capital:
        return (particle.end, False) if _leads_on(text, particle.end) else None
    if text.has(j, "civility") and not text.has(j, "civility-or-name") and not first:
        return None
    if not token.text[0].isalpha() or not (token.capital or (not first and _hyphenated(token.text))):
        return None
    rank = text.at(j, "rank") and not _behind_article(text, j)
    if not first and (_body(text, j) or rank or _acronym_aside(text, j)):
        return None
    return j + 1, not token.text.endswith("'")


def _body(text: Text, j: int) -> bool:
    """A body right behind a name; « Wagner », one word and no acronym, is a family's name there."""
    match = text.at(j, "organization")
    return match is not None and (match.end > j + 1 or text.tokens[j].shouted)


def _maghrebi(text: Text, j: int) -> bool:
    """« M'hamed »: an initial with an apostrophe that the tokeniser takes for a pronoun."""
    if not text.tokens[j].capital or not text.has(j, "name-elision") or not text.continues(j + 1):
        return False
    word = text.tokens[j + 1]
    return not word.capital and word.text.isalpha() and not text.has(j + 1, "function")


def _behind_article(text: Text, j: int) -> bool:
    """« Hélène Le Gal »: behind the capital article of a Breton name there is no rank."""
    return text.continues(j - 1) and text.tokens[j - 1].capital and text.has(j - 1, "article")


def _hyphenated(word: str) -> bool:
    """``al-Moghidi``: a capital behind the hyphen of a lower-case article."""
    return any(part[:1].isupper() for part in word.split("-")[1:])


def _initial(text: Text, j: int) -> bool:
    token = text.tokens[j]
    initial = len(token.text) == 1 and token.capital and not text.has(j, "civility")
    return initial and text.is_mark(j + 1, ".") and text.continues(j + 2)


def _leads_on(text: Text, j: int) -> bool:
    """Whether a capital that is no place or body follows a particle (« de Villepin », not « de Paris »)."""
    if not text.continues(j):
        return False
    token = text.tokens[j]
    if text.at(j, "particle") and not token.capital:
        return _leads_on(text, j + 1)
    barred = ["organization", "country", "city", "region", "head"]
    if not text.has(j - 1, "patronymic"):
        barred += ["role", "rank"]  # but « bin Sultan » is a father's name
    return token.capital and token.text[0].isalpha() and not any(text.at(j, kind) for kind in barred)


def _acronym_aside(text: Text, j: int) -> bool:
    return text.is_mark(j - 1, "(")
