"""Persons described by a noun or their state: ``son homologue malien``, ``le Nigérian X``."""

from __future__ import annotations

from kgriyadh.annotate.mention import PlaceMention
from kgriyadh.annotate.name import read_name
from kgriyadh.annotate.person.draft import Draft
from kgriyadh.annotate.post import Scene
from kgriyadh.annotate.text import Text
from kgriyadh.lexicon import Match

_STATE = "kgr:Country"


def read_person_noun(scene: Scene, draft: Draft) -> bool:
    """``homologue``, ``hommes``, ``officiers généraux``: nouns that point to a person."""
    text = scene.text
    match = text.at(draft.end, "word:person-noun") or _latter(text, draft)
    if match is None or draft.noun or draft.posts:
        return False
    if text.has(draft.end, "host-noun") and text.has(match.end, "of"):
        return False  # « l'hôte du ministre » says that they met
    draft.noun = match.ids[0]
    draft.end = match.end
    while text.continues(draft.end) and read_state(scene, draft):
        pass
    return True


def _latter(text: Text, draft: Draft) -> Match | None:
    """« ce dernier » points to whoever was named last."""
    pointing = draft.end > draft.start and text.has(draft.end - 1, "demonstrative")
    return text.at(draft.end, "word:latter") if pointing else None


def read_state(scene: Scene, draft: Draft) -> bool:
    """``homologue du Mali``, ``officier général français``: the state behind a noun."""
    text = scene.text
    link = text.after(draft.end, "of")
    start = link + text.has(link, "article") if link and text.continues(link) else None
    place = scene.places.get(start) if start else None
    if place and place.kind == _STATE and not draft.states:
        draft.states.append(place)
        draft.end = place.span[1]
    elif demonym := text.at(draft.end, "demonym"):
        _take_demonym(draft, demonym)
    else:
        return False
    return True


def read_demonym(text: Text, draft: Draft) -> bool:
    """``le Nigérian X``, ``le colonel tchadien X``: a demonym with a title before or a name behind it."""
    demonym = text.at(draft.end, "demonym")
    if demonym is None or draft.end == draft.start:
        return False
    if not draft.described and not (text.continues(demonym.end) and read_name(text, demonym.end)):
        return False
    _take_demonym(draft, demonym)
    return True


def _take_demonym(draft: Draft, demonym: Match) -> None:
    draft.states.append(PlaceMention((draft.end, demonym.end), _STATE, demonym.ids))
    draft.end = demonym.end
