"""The Turtle of names in, what each form of a name belongs to out."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from kgriyadh import paths
from kgriyadh.fold import fold
from kgriyadh.lexicon.entry import read_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgriyadh.lexicon.entry import Entry

_LETTERS = re.compile(r"[\W_]+")


def plain(form: str) -> str:
    """Return a form as one folded word: ``N'Diaye`` and ``NDIAYE`` are one."""
    return _LETTERS.sub("", fold(form))


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return how a folded word sounds, written alike from whatever language it was transliterated to."""
    for pattern, read in _spellings():
        word = pattern.sub(read, word)
    return word


@lru_cache(maxsize=65_536)
def name_of(word: str) -> str | None:
    """Return the entry that a folded word is a form of, by its letters or by a sound that no other has."""
    if word in _by_form():
        return _by_form()[word]
    owners = _by_sound().get(sound(word), frozenset())
    return next(iter(owners)) if len(owners) == 1 and word not in _listed() else None


def is_form(word: str) -> bool:
    """Return whether a folded word is a form of an entry by its letters."""
    return word in _by_form()


def is_given(word: str) -> bool:
    """Return whether a folded word is a given name that is listed."""
    return word in _listed()


@lru_cache(maxsize=65_536)
def is_frequent(word: str) -> bool:
    """Return whether many bear a name, however spelled: one that is listed and not said to be rare."""
    if entry := name_of(word):
        return not _entries()[entry].says("rare")
    return sound(word) in _listed_sounds() or is_family(word)


@lru_cache(maxsize=65_536)
def is_family(word: str) -> bool:
    """Return whether a folded word is a frequent family name, however spelled."""
    return word in _frequent() or sound(word) in _frequent_sounds()


@cache
def links(kind: str) -> frozenset[str]:
    """Return the linking words of a kind, or the ``titles``; all folded."""
    return frozenset(map(fold, _entries()[f"name/{kind}"].get("form")))


@cache
def _entries() -> Mapping[str, Entry]:
    files = ("name-variants.ttl", "names.ttl", "family-names.ttl")
    return read_entries([paths.ONTOLOGY / file for file in files])


def _forms(cls: str, *properties: str) -> Iterable[tuple[str, str]]:
    for id, entry in _entries().items():
        if cls in entry.classes:
            yield from ((plain(form), id) for name in properties or ("form",) for form in entry.get(name))


@cache
def _by_form() -> Mapping[str, str]:
    return dict(_forms("lex:NameVariants", "form", "lettersOnly"))


@cache
def _by_sound() -> Mapping[str, frozenset[str]]:
    pairs = sorted({(sound(form), id) for form, id in _forms("lex:NameVariants")})
    return {
        heard: frozenset(id for _, id in same) for heard, same in groupby(pairs, key=lambda pair: pair[0])
    }


@cache
def _listed() -> frozenset[str]:
    return frozenset(form for form, _ in _forms("lex:GivenNames"))


@cache
def _listed_sounds() -> frozenset[str]:
    return frozenset(map(sound, _listed()))


@cache
def _frequent() -> frozenset[str]:
    return frozenset(form for form, _ in _forms("lex:FrequentNames"))


@cache
def _frequent_sounds() -> frozenset[str]:
    return frozenset(map(sound, _frequent()))


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    spellings = [entry for entry in _entries().values() if "lex:Spelling" in entry.classes]
    spellings.sort(key=lambda entry: int(entry.get("order")[0]))
    return tuple((re.compile(one.get("written")[0]), one.get("read")[0]) for one in spellings)
