"""Cities, states and regions in a text."""

from __future__ import annotations

from collections.abc import Container, Mapping

from kgriyadh.annotate.mention import OrganizationMention, PlaceMention
from kgriyadh.annotate.text import Text

_KINDS = (("country", "kgr:Country"), ("region", "kgr:Region"), ("city", "kgr:City"))


def read_places(text: Text, organizations: Mapping[int, OrganizationMention]) -> dict[int, PlaceMention]:
    """The places of a text by the token they begin at, none inside the name of a body."""
    taken = {k for o in organizations.values() for k in range(*o.span)}
    found: dict[int, PlaceMention] = {}
    i = 0
    while i < len(text):
        mention = _place(text, i, taken)
        if mention:
            found[i] = mention
        i = mention.span[1] if mention else i + 1
    return found


def _place(text: Text, i: int, taken: Container[int]) -> PlaceMention | None:
    matches = [(text.at(i, kind), cls) for kind, cls in _KINDS]
    known = [(m, cls) for m, cls in matches if m and not any(k in taken for k in range(i, m.end))]
    if not known:
        return None
    longest = max(m.end for m, _ in known)
    known = [(m, cls) for m, cls in known if m.end == longest]
    match, cls = known[0]
    if len(known) > 1 and known[-1][1] == "kgr:City" and _behind_city_preposition(text, i):
        match, cls = known[-1]
    if cls == "kgr:City" and _inside_name(text, i, match.end):
        return None
    return PlaceMention((i, match.end), cls, match.ids)


def _behind_city_preposition(text: Text, i: int) -> bool:
    """« à Djibouti » is the city, « au Koweït » and « de Djibouti » the state."""
    return i > 0 and text.has(i - 1, "city-preposition")


def _inside_name(text: Text, i: int, end: int) -> bool:
    """Whether capitals right beside a city's name make it part of a person's name.

    Not so a given name behind « à » and a town: « a reçu à Tunis Jean Koné ».
    """
    before = text.continues(i) and _name_like(text, i - 1)
    behind = text.continues(end) and _name_like(text, end)
    return before or (behind and not (text.is_mark(i - 1, "à") and text.at(end, "given")))


def _name_like(text: Text, k: int) -> bool:
    token = text.tokens[k]
    if token.text[0].isalpha() and not token.capital and text.at(k, "word:patronymic"):
        return True
    if text.has(k, "civility") and not text.has(k, "civility-or-name"):
        return False
    return (
        token.capital
        and token.text[0].isalpha()
        and not text.has(k, "function")
        and not token.text.endswith("'")
    )
