"""Two names in, how alike they are out: transliterations, patronymics, order, initials and shortened names.

Parts of names are compared by their consonants after the spellings of one sound have been made one;
articles count for nothing, links such as « bin » only join. What sounds alike and is two is listed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from kgriyadh import paths
from kgriyadh.fold import words
from kgriyadh.lexicon.entry import read_entries

_ARTICLES = frozenset(
    "al el ul an ar as ash ach ad at ath az es er en ed la le de da do dos das di du".split()  # noqa: SIM905 a list that is read
)
_LINKS = frozenset(
    "bin ben ibn bint ould wuld ag fils".split()  # noqa: SIM905 a list that is read
)
_JOINED = frozenset(
    "abd abdul abdel abdoul abu abou bou oum um umm nour nur".split()  # noqa: SIM905 a list that is read
)
# The spellings of one sound, the longer first.
_SOUNDS = (
    ("ksh", "x"), ("dj", "j"), ("tch", "S"), ("sch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "X"), ("gh", "G"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("q", "k"), ("c", "k"), ("g", "j"), ("x", "ks"),
    ("v", "w"), ("z", "s"), ("ou", "u"), ("oo", "u"), ("w", "u"),
)  # fmt: skip
_DIN = re.compile(r"(?:[aeu]?d?d[iey]+ne?)$")
_SOFT_C = re.compile(r"c(?=[eiy])")
_TWO_VOWELS = str.maketrans("eyo", "iiu")
_VOWELS = str.maketrans("", "", "aeiouyh'")
# Names that share their consonants and are two, each by the vowels that tell it.
_APART = (
    (re.compile(r"^ha?s+a?n$"), re.compile(r"^ho?u?[cs]+[aeiy]+n[e]?$")),
    (re.compile(r"^ma(?:j|dj)[iy]d$"), re.compile(r"^ma(?:j|dj)ed$")),
    (re.compile(r"^sal[iy]m$"), re.compile(r"^sal[ae]+m$")),
    (re.compile(r"^sa[iy]+[ei]*d$|^sae+d$"), re.compile(r"^sa[au]*u?d$|^saoud$")),
)
# Family names that many bear.
_FREQUENT = frozenset(
    """
    traore diallo keita kone coulibaly diarra toure cisse sissoko camara barry ba bah sow ndiaye diop fall
    sarr gueye kabore ouedraogo sawadogo compaore zongo mahamat moussa issa adoum harbi otaibi ghamdi qahtani
    shehri dossari mutairi zahrani anazi shammari maliki omari silva santos pereira costa sousa ferreira
    martin dupont bernard durand petit mensah owusu nguyen khan sharif haddad khoury mansour benali
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are: ``score`` 0 to 1, below 0.6 they are two names.

    ``partial``: one shortens the other. ``rare``: they share more than frequent parts.
    """

    score: float
    partial: bool = False
    rare: bool = True


@lru_cache(maxsize=200_000)
def compare(one: str, other: str) -> Likeness:
    """Return how alike two persons' names are; rank and title are no part of them."""
    short, full = sorted((_parts(one), _parts(other)), key=len)
    matched = [part for part in short if any(_alike(part, other) for other in full)]
    rare = any(part not in _FREQUENT and part not in _given() for part in matched)
    if not matched:
        return Likeness(0.0)
    if len(matched) == len(short):
        return _all_matched(short, full, rare)
    missing = [part for part in short if part not in matched]
    initials = all(len(part) == 1 and any(p.startswith(part) for p in full) for part in missing)
    return Likeness(0.85, partial=True, rare=rare) if initials else Likeness(0.0)


def _all_matched(short: tuple[str, ...], full: tuple[str, ...], rare: bool) -> Likeness:
    """Return the likeness of two names of which one has every part of the other."""
    if len(short) == 1:
        return Likeness(1.0 if len(full) == 1 else 0.9, partial=True, rare=rare)
    if len(short) == len(full):
        return Likeness(1.0, rare=rare)
    if not any(_alike(full[0], part) for part in short):
        return Likeness(0.65, partial=True, rare=rare)  # « Idriss X » may be the father of « Ali Idriss X »
    ends = _alike(short[0], full[0]) and _alike(short[-1], full[-1])
    return Likeness(0.95 if ends else 0.9, partial=not ends, rare=rare)


def compare_organizations(one: str, other: str) -> Likeness:
    """Return how alike two organizations' names are: word by word, an ending apart."""
    first, second = ([word for word in words(name) if len(word) > 2] for name in (one, other))
    if first == second:
        return Likeness(1.0)
    close = len(first) == len(second) and all(
        Levenshtein.distance(a, b) <= (len(a) > 5) for a, b in zip(first, second, strict=True)
    )
    return Likeness(0.9 if close and first else 0.0)


@lru_cache(maxsize=200_000)
def keys(name: str) -> frozenset[str]:
    """Return the keys that names which may be alike share: the consonants of the rarer parts."""
    parts = _parts(name)
    rarer = [part for part in parts if part not in _given()] or list(parts)
    return frozenset(_consonants(part) for part in rarer[-2:])


@lru_cache(maxsize=200_000)
def _parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name without articles and links, compounds (« Abdel Karim ») as one."""
    found: list[str] = []
    compound = ""
    for word in words(name):
        word = word.strip("'")
        if compound and word in _ARTICLES:
            continue
        if compound:
            found.append(compound + word)
            compound = ""
        elif word in _JOINED:
            compound = "abd" if word.startswith("abd") else word
        elif word in ("din", "dine", "eddine", "edine", "deen") and found:
            found[-1] += "din"
        elif word not in _ARTICLES and word not in _LINKS and word:
            found.append(
                _DIN.sub("din", word) if len(word) > 6 and word.endswith(("dine", "ddin", "deen")) else word
            )
    return tuple(found) or words(name)


@lru_cache(maxsize=200_000)
def _alike(one: str, other: str) -> bool:
    """Return whether two parts are spellings of one name."""
    if one == other:
        return True
    if len(one) < 2 or len(other) < 2 or _consonants(one) != _consonants(other):
        return False
    if any((a.match(one) and b.match(other)) or (b.match(one) and a.match(other)) for a, b in _APART):
        return False
    return Levenshtein.distance(_sounded(one), _sounded(other)) <= 1


@lru_cache(maxsize=200_000)
def _consonants(part: str) -> str:
    return _sounded(part).translate(_VOWELS) or part[:1]


@lru_cache(maxsize=200_000)
def _sounded(part: str) -> str:
    """Return a part with the spellings of one sound made one and no letter twice in a row."""
    for prefix in ("abdel", "abdul", "abdoul", "abdal", "abdes", "abder", "abdu"):
        if part.startswith(prefix) and len(part) > len(prefix) + 1:
            part = "abd" + part.removeprefix(prefix)
            break
    part = _SOFT_C.sub("s", part)
    for old, new in _SOUNDS:
        part = part.replace(old, new)
    part = part.translate(_TWO_VOWELS)
    part = re.sub(r"(.)\1+", r"\1", part)
    return part[:-1] if len(part) > 4 and part.endswith("i") and part[-2] not in "aiu" else part


@cache
def _given() -> frozenset[str]:
    """Return the given names that the vocabulary lists."""
    entries = read_entries([paths.ONTOLOGY / "names.ttl"]).values()
    return frozenset(word for entry in entries for form in entry.get("form") for word in words(form))
