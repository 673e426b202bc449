"""A name in, its parts out: compounds in one part, articles and words of filiation off."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from kgriyadh.fold import fold
from kgriyadh.identity.names.variants import (
    is_family,
    is_form,
    is_frequent,
    is_given,
    links,
    name_of,
    plain,
    sound,
)

_WORD = re.compile(r"[^\W_]+(?:[’'ʼʿ`][^\W_]+)*[’']?")
# « Abdelaziz », « Abd al-Aziz », « Abdourahmane »: a servant of the one whom the rest names.
_SERVANT_ALONE = re.compile(r"abd(?:[aeou]{0,2}[lrsnzt]?)")
_FUSED_SERVANT = re.compile(
    r"abd(?:[aeou]{1,2}(?:l|(?=(?P<sun>r|s|n|z|t|d|ch|sh)(?P=sun))(?P=sun))|ou|u|e)?(?P<rest>[a-z]{3,})"
)
# « Noureddine », « Nur al-Din », « Nouredine ».
_FUSED_FAITH = re.compile(r"(?P<head>[a-z]{3,}?)(?:[aeu]dd|ed|id)(?:i|ee|ie)ne?")
_FAITH = re.compile(r"(?:[aeu]d?)?d(?:i|ee|ie)ne?")
_FUSED_ARTICLE = re.compile(
    r"(?:e(?:l(?=[bcdfghjkmqstw])|(?P<sun>[sntzrd])(?=(?P=sun)))|al(?=[bdfghjkmnqrstwxz][a-z]{3}))(?P<rest>[a-z]{3,})"
)
_FATHER = re.compile(r"ab[ou]u?l?|abi|aba")
_SON = re.compile(r"b[ei]n(?P<rest>[a-z]{3,})")
_SERVANT_OF, _OF_FAITH, _FATHER_OF = "servant of ", "of the faith, ", "father of "
# Behind a name, the number of a king (« Mohammed VI »), the letter V or X too, but no initial (« Ali V. »).
_REGNAL = re.compile(r"x{0,2}(?:ix|iv|v?i{1,3}|v|x)")
_LINKS = ("article", "filiation", "noble")
_FULL = 2
# No person is called by more parts; a text that was taken for a name may have any number.
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name, in folded letters.

    ``identity`` is equal for spellings of one name that is listed or that sounds alike; ``listed`` says
    that it comes from the list, so that another identity is another name. ``frequent``: many bear it, be it
    a ``given`` or a ``family`` name. ``number`` is that of a king. ``son`` is the word of filiation
    before it: none, « ben » of its own, or one that is written into the word (« Benali »); ``tied`` says
    that a hyphen ties it to the part before, which is of no account where two parts are compared.
    """

    word: str
    identity: str
    listed: bool = False
    given: bool = False
    frequent: bool = False
    family: bool = False
    title: bool = False
    number: bool = False
    son: Literal["", "apart", "within"] = ""
    tied: bool = field(default=False, compare=False)

    @property
    def initial(self) -> bool:
        """Whether the part is an initial."""
        return len(self.word) == 1 and not self.number

    @property
    def father(self) -> bool:
        """Whether the part calls somebody the father of (« Abou Walid »)."""
        return self.identity.startswith(_FATHER_OF)


@lru_cache(maxsize=131_072)
def parts_of(name: str) -> tuple[Part, ...]:
    """Return the parts of a name in their order; none of a name without letters."""
    folded = fold(name)
    matches = list(_WORD.finditer(folded))
    words = [plain(match[0]) for match in matches]
    tied = [folded[match.start() - 1 : match.start()] == "-" for match in matches]
    initials = [folded[match.end() : match.end() + 1] == "." for match in matches]  # « E. », no article
    found: list[Part] = []
    position, son, linked = 0, False, False
    while position < len(words):
        last = position == len(words) - 1
        if not last and not initials[position] and any(words[position] in links(kind) for kind in _LINKS):
            son |= words[position] in links("filiation")
            position, linked = position + 1, True
            continue
        if position and not initials[position] and _REGNAL.fullmatch(words[position]):
            part, taken = Part(words[position], f"number {words[position]}", listed=True, number=True), 1
        else:
            part, taken = _part(words[position:])
        found.append(replace(part, son="apart" if son else part.son, tied=tied[position] and not linked))
        position, son, linked = position + taken, False, False
    return tuple(found if len(found) <= _LONGEST else [*found[: _LONGEST - 1], found[-1]])


def joined(one: Part, other: Part) -> Part:
    """Return two parts as the one that they are where they are written in one word."""
    return replace(_single(one.word + other.word), tied=one.tied)


def _part(words: list[str]) -> tuple[Part, int]:
    """Return the part that words begin with, and how many of them it takes."""
    word = words[0]
    skipped = 1 if len(words) > _FULL and words[1] in links("article") else 0
    after = words[1 + skipped] if len(words) > 1 else ""
    if after and not skipped and is_form(word + after):
        return _simple(word + after), 2
    if after and _SERVANT_ALONE.fullmatch(word) and not name_of(word):
        return _compound(_SERVANT_OF, word + after, after), 2 + skipped
    if after and _FAITH.fullmatch(after) and (skipped or after not in ("din", "dine")):
        return _compound(_OF_FAITH, word + after, word), 2 + skipped
    if after and _FATHER.fullmatch(word):
        both = word + after
        return _simple(both) if name_of(both) else _compound(_FATHER_OF, both, after), 2 + skipped
    if after and word == "bou":
        return _simple(word + after), 2 + skipped
    return _single(word), 1


def _single(word: str) -> Part:
    if name_of(word):
        return _simple(word)
    if found := _FUSED_SERVANT.fullmatch(word):
        return _compound(_SERVANT_OF, word, found["rest"])
    if found := _FUSED_FAITH.fullmatch(word):
        return _compound(_OF_FAITH, word, found["head"])
    if is_given(word):
        return _simple(word)
    if found := _SON.fullmatch(word):
        return replace(_single(found["rest"]), word=word, son="within")
    if not is_frequent(word) and (found := _FUSED_ARTICLE.fullmatch(word)):
        return _simple(found["rest"])
    return _simple(word)


def _compound(tie: str, word: str, head: str) -> Part:
    inner = _simple(head)
    known = inner.listed or inner.given
    return Part(word, tie + inner.identity, listed=known, frequent=known)


def _simple(word: str) -> Part:
    listed = name_of(word)
    return Part(
        word,
        listed or sound(word),
        listed=bool(listed),
        given=is_given(word),
        frequent=is_frequent(word),
        family=is_family(word),
        title=word in links("titles"),
    )
