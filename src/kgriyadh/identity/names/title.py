"""Two names of organizations in, how alike they are out."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from kgriyadh import lexicon
from kgriyadh.fold import fold, words
from kgriyadh.identity.names.likeness import Likeness
from kgriyadh.identity.names.variants import links

# Words so long may differ by one letter (« coalition », « coallition ») or by a plural.
_LONG = 6
_SHORTEST_ACRONYM = 3
# An adjective of a region is its name with one of these behind.
_STEM = 5
_ADJECTIVE_ENDINGS = (
    "ien",
    "ienne",
    "iens",
    "iennes",
    "in",
    "ine",
    "ins",
    "ines",
    "ais",
    "aise",
    "ois",
    "oise",
)
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*['’]?")
# What a part of a name may mean in whatever words: « malien » and « du Mali », « UE » in full or not.
_MEANT = ("organization", "country", "demonym")


@lru_cache(maxsize=262_144)
def compare_organizations(one: str, other: str) -> Likeness:
    """Return how alike two organizations' names are; an acronym is the caller's to know.

    Words count, not their order; one has to have all of the other's for the names to be alike.
    """
    left, right = sorted((content(one), content(other)), key=lambda found: (len(found), sorted(found)))
    if not left or not right:
        return Likeness(float(words(one) == words(other)))
    if left == right:
        return Likeness(1.0, reasons=("mêmes mots / same words",))
    if len(left) == len(right):
        mine, theirs = sorted(left - right), sorted(right - left)
        if len(left) > 1 and all(map(_near, mine, theirs)):
            return Likeness(0.9, reasons=("mots voisins / near words",))
    elif len(left) > 1 and left < right:
        said = ", ".join(sorted(right - left))
        return Likeness(0.6, partial=True, reasons=(f"sans / without : {said}",))
    return Likeness(0.0, conflict=True)


def initials(name: str) -> str:
    """Return the first letters of a name's words, folded, without those of articles and prepositions."""
    return "".join(word[0] for word in words(name) if word not in links("grammar"))


def is_acronym(name: str) -> bool:
    """Return whether a name is one of capitals (« CNSP », « FC-G5S »)."""
    letters = [letter for letter in name if letter.isalpha()]
    return len(letters) >= _SHORTEST_ACRONYM and " " not in name and all(map(str.isupper, letters))


def articles(word: str) -> bool:
    """Return whether a word is of a name's grammar: an article or a preposition."""
    return fold(word.replace("’", "'")) in links("grammar")


@lru_cache(maxsize=65_536)
def content(name: str) -> frozenset[str]:
    """Return the words of a name that count; states and known bodies, however called, by their ids."""
    tokens = _TOKEN.findall(name)
    matches, at, found = lexicon.load().match(tokens), 0, set[str]()
    while at < len(tokens):
        meant = [
            matches[at][kind] for kind in _MEANT if kind in matches[at] and len(matches[at][kind].ids) == 1
        ]
        longest = max(meant, key=lambda match: match.end, default=None)
        found.update(longest.ids if longest else words(tokens[at]))
        at = longest.end if longest else at + 1
    return frozenset(word for word in found if word not in links("grammar"))


def _near(one: str, other: str) -> bool:
    """Return whether a word is another misspelled, or its adjective: « du Sahel », « sahélien »."""
    short, long = sorted((one, other), key=len)
    adjective = len(short) >= _STEM and long.startswith(short) and long[len(short) :] in _ADJECTIVE_ENDINGS
    return adjective or _misspelled(one, other)


def _misspelled(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LONG and Levenshtein.distance(one, other) <= 1
