"""A name behind the comma of a description: ``le Premier ministre, Ali Zeine``."""

from __future__ import annotations

from kgriyadh.annotate.mention import Span
from kgriyadh.annotate.person.draft import Draft, of_courtesy
from kgriyadh.annotate.person.title import (
    determined,
    further_name,
    read_civility,
    read_determiner,
    read_to_name,
    titled_name,
)
from kgriyadh.annotate.person.untitled import plausible
from kgriyadh.annotate.post import Scene
from kgriyadh.annotate.text import Text

_GOVERNING = ("of", "contraction-to", "fronting")
# What opens a sentence is no longer than so many tokens.
_OPENING = 10


def read_name_behind(scene: Scene, draft: Draft) -> None:
    """``l'ambassadeur du Togo, le général X``: one person told twice, in one draft."""
    text, i = scene.text, draft.end + 1
    if text.is_mark(draft.end, ":"):
        _read_listed(scene, draft)
        return
    if not text.is_mark(draft.end, ",") or not text.continues(i) or _apposed_to_front(text, draft.start):
        return
    inner = Draft(i, i)
    if not read_civility(text, inner):
        read_determiner(text, inner)  # but « Son Excellence » points to nobody's
    if not _may_be_named(inner):
        return
    read_to_name(scene, inner)
    if inner.name is None and draft.definite and inner.end > i and not inner.definite:
        read_name_without_comma(scene, inner, definite=True)
    name = inner.name or _name_behind_post(scene, inner)
    if name is None or not _one_person(text, draft, inner):
        return
    if inner.end == i and not plausible(scene, name):
        return
    if _fronted(text, draft.start) and (inner.name is None or not _closed(text, name[1])):
        return
    draft.name, draft.end, draft.opened = name, name[1], True
    draft.take_titles(inner)


def _read_listed(scene: Scene, draft: Draft) -> None:
    """« Secrétaire général : Mme X ; »: a line of a list, the name behind the colon of the post."""
    text, i = scene.text, draft.end + 1
    if text.has(draft.start, "determiner") or not text.tokens[draft.start].capital or not text.continues(i):
        return
    inner = Draft(i, i)
    read_to_name(scene, inner)
    name = inner.name
    if name is None or inner.posts or not (inner.civil or inner.ranks):
        return
    if not text.continues(name[1]) or text.is_mark(name[1], ";", ",", "."):
        draft.name, draft.end = name, name[1]
        draft.take_titles(inner)


def read_name_without_comma(scene: Scene, draft: Draft, *, definite: bool = False) -> None:
    """« le ministre malien de la Défense le général X »: a post, then article, rank and name.

    Behind « à », it is somebody else: « a présenté au ministre le général X ». ``definite``: an article
    stands further before: « le ministre d'État, ministre de la Défense le général X ».
    """
    text, i = scene.text, draft.end
    if not draft.posts or draft.ranks or not (draft.definite or definite) or not text.continues(i):
        return
    if text.has(draft.start, "contraction-to") or text.is_mark(draft.start - 1, "à"):
        return
    inner = determined(text, i)
    if (
        not inner.definite
        or inner.possessive
        or text.has(i, "contraction-of")
        or text.has(i, "contraction-to")
    ):
        return
    read_to_name(scene, inner)
    if inner.name and inner.ranks and not inner.posts:
        draft.name, draft.end = inner.name, inner.name[1]
        draft.take_titles(inner)


def _fronted(text: Text, i: int) -> bool:
    """Whether the phrase at ``i`` belongs to what opens its sentence: « Sur instructions du roi, X … »."""
    governed = any(text.has(k, kind) for k in (i, i - 1) for kind in _GOVERNING)
    start = next((k for k in range(i, max(-1, i - _OPENING), -1) if text.tokens[k].first), None)
    if start is None or not governed or not text.has(start, "fronting"):
        return False
    return not any(text.is_mark(k, ",") for k in range(start, i))


def _apposed_to_front(text: Text, i: int) -> bool:
    """« Sur instructions du roi, chef suprême et commandant, X »: a bare title of whom it opens with."""
    if not text.continues(i) or not text.joins(i - 1) or text.has(i, "determiner"):
        return False
    start = next((k for k in range(i - 1, max(-1, i - _OPENING), -1) if text.tokens[k].first), None)
    if start is None or not text.has(start, "fronting"):
        return False
    return sum(text.is_mark(k, ",") for k in range(start, i)) == 1


def _closed(text: Text, i: int) -> bool:
    """Whether a mark, or « et de », ends a name that a fronted phrase holds."""
    if not text.continues(i) or text.is_mark(i, ",", ".", ";", ")", ":", "(", "–"):
        return True
    return text.has(i, "conjunction") and (text.has(i + 1, "of") or text.has(i, "of"))


def _may_be_named(inner: Draft) -> bool:
    """Whether no determiner, or a singular definite one, opens the second phrase."""
    definite = inner.definite or inner.civil or inner.end == inner.start
    return definite and inner.count == 1 and not inner.possessive


def _name_behind_post(scene: Scene, inner: Draft) -> Span | None:
    """« le général, inspecteur général des armées, X »: the name comes behind one more comma.

    A rank may stand before it: « le président du Faso, chef de l'État, le capitaine X ».
    """
    text, i = scene.text, inner.end + 1
    if not inner.described or not text.is_mark(inner.end, ",") or not text.continues(i):
        return None
    if name := further_name(text, i):
        return name
    behind = titled_name(scene, i) if inner.posts and not inner.definite else None
    if behind is None or not behind.ranks or behind.posts or behind.possessive:
        return None
    inner.ranks += behind.ranks
    return behind.name


def _one_person(text: Text, outer: Draft, inner: Draft) -> bool:
    """A description and what follows its comma can be one person: no two ranks, no two like posts."""
    if outer.ranks and inner.ranks:
        return False
    if all(of_courtesy(text, post) for post in inner.posts) or not outer.posts:
        return True
    return bool(inner.ranks) or inner.civil or not inner.definite
