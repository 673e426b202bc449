"""Names without a title before them, and whether capitals are a person's name at all."""

from __future__ import annotations

from kgriyadh.annotate.mention import Span
from kgriyadh.annotate.name import given, read_name
from kgriyadh.annotate.person.draft import Draft, nicknamed
from kgriyadh.annotate.post import Scene
from kgriyadh.annotate.text import Text


def read_untitled(scene: Scene, i: int) -> Draft | None:
    """Capitals without a title: a person only where a given name, or later the syntax, says so."""
    text = scene.text
    span = read_name(text, i) if _may_begin(scene, i) else None
    if span is None or _is_place(scene, span) or not scene.of_bodies.isdisjoint(range(*span)):
        return None
    known, long = given(text, span), span[1] - span[0] >= 2
    if not long and ((text.tokens[i].shouted and not known) or _names_facility(text, i)):
        return None
    draft = Draft(i, span[1], span, licensed=long and (known or _introduced(text, i)))
    return None if nicknamed(text, draft) else draft


def plausible(scene: Scene, name: Span) -> bool:
    """Whether capitals right behind a comma are a person's name, no place or body."""
    text, place = scene.text, scene.places.get(name[0])
    if name[0] in scene.organizations or (place and place.span[1] == name[1]):
        return False
    return name[1] - name[0] >= 2 or not text.at(name[0], "city") or given(text, name)


def _may_begin(scene: Scene, i: int) -> bool:
    """Whether a name may begin at token ``i`` without a title before it."""
    text = scene.text
    if not text.tokens[i].capital or (i in scene.places and not text.at(i, "given")):
        return False
    if any(text.has(i, kind) for kind in ("function", "opening-noun", "facility")):
        return False
    return i == 0 or not text.has(i - 1, "facility")


def _names_facility(text: Text, i: int) -> bool:
    """« au palais de Tombala »: what a place is called by."""
    if not text.continues(i) or not text.has(i - 1, "of"):
        return False
    k = i - 2
    while not text.has(k, "facility") and text.continues(k) and text.adjective(k):
        k -= 1
    return text.has(k, "facility")


def _introduced(text: Text, i: int) -> bool:
    """« le sociologue Edem Kpodo »: a common noun for a person right before the name."""
    if not text.continues(i):
        return False
    noun = text.tokens[i - 1]
    human = noun.folded.endswith(tuple(text.lexicon.words("human-ending")))
    return not noun.capital and human and not text.has(i - 1, "facility") and not text.has(i - 1, "function")


def _is_place(scene: Scene, span: Span) -> bool:
    place = scene.places.get(span[0])
    return place is not None and place.span[1] >= span[1]
