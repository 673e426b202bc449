"""Several persons who share a title: ``les colonels X et Y``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgriyadh.annotate.mention import PersonMention, Span
from kgriyadh.annotate.person.draft import Draft
from kgriyadh.annotate.person.noun import read_state
from kgriyadh.annotate.person.title import titled_name
from kgriyadh.annotate.person.untitled import plausible
from kgriyadh.annotate.post import Scene, read_elliptic, with_bodies
from kgriyadh.annotate.text import Text

# A bracket behind a name holds no more tokens than these.
_BRACKET = 8


def read_first_name_behind(scene: Scene, draft: Draft) -> None:
    """``les ministres de la Défense du Mali et du Niger, X et Y``: the first of several names."""
    text, i = scene.text, draft.end + 1
    said = draft.posts or (draft.noun and draft.states)
    if not said or not text.is_mark(draft.end, ",", ":") or not text.continues(i):
        return
    i = text.after(i, "respectively") or i
    inner = titled_name(scene, i)
    name = inner.name
    if name and plausible(scene, name) and text.continues(name[1]) and text.joins(name[1]):
        draft.name, draft.end = name, name[1]
        draft.ranks += inner.ranks


def share_title(scene: Scene, draft: Draft, name: Span) -> list[PersonMention]:
    """One mention a name: ``draft`` has the plural title and the first name.

    The title is shared, its states are dealt out in order; a name with a rank of its own keeps that.
    """
    first = replace(draft.mention(scene.text), count=1)
    others = [
        replace(first, span=(inner.start, span[1]), name=span, ranks=tuple(inner.ranks or draft.ranks))
        for inner, span in _further_names(scene, name[1])
    ]
    if not others and len(first.posts) == 1 and len(first.posts[0].bodies) < 2:
        return [first, *_set_apart(scene, first)]
    if not others and first.noun and len(first.states) == 1:
        return [first, *_of_other_states(scene, first)]
    shared = [first, *others]
    return [_dealt(mention, k, len(shared)) for k, mention in enumerate(shared)]


def _further_names(scene: Scene, end: int) -> Iterator[tuple[Draft, Span]]:
    """The names that commas and conjunctions add behind ``end``, each with the phrase that leads to it."""
    text = scene.text
    end = _past_bracket(text, end)
    while text.continues(end) and text.joins(end) and text.continues(end + 1):
        inner = titled_name(scene, end + 1)
        if inner.name is None or inner.posts or not plausible(scene, inner.name):
            return
        yield inner, inner.name
        end = _past_bracket(text, inner.name[1])


def _past_bracket(text: Text, i: int) -> int:
    """« MM. X (Russie), Y (Chine) »: past the bracket behind a name, if there is one."""
    if not text.is_mark(i, "("):
        return i
    inside = range(i + 1, min(i + _BRACKET, len(text)))
    return next((k + 1 for k in inside if text.is_mark(k, ")") and text.continues(k)), i)


def _set_apart(scene: Scene, first: PersonMention) -> Iterator[PersonMention]:
    """« les ministres de la Défense, X, de l'Intérieur, Y »: each name behind its own state or portfolio."""
    end = first.span[1]
    while (start := _past_joints(scene.text, end)) is not None:
        post = read_elliptic(scene, first.posts[0], start)
        if post is None or not scene.text.is_mark(post.span[1], ","):
            return
        inner = titled_name(scene, post.span[1] + 1)
        if inner.name is None or inner.posts or not plausible(scene, inner.name):
            return
        end = inner.name[1]
        yield replace(first, span=(start, end), name=inner.name, ranks=tuple(inner.ranks), posts=(post,))


def _of_other_states(scene: Scene, first: PersonMention) -> Iterator[PersonMention]:
    """« ses homologues du Mali, X, et du Niger, Y »: each name behind its own state."""
    end = first.span[1]
    while (start := _past_joints(scene.text, end)) is not None:
        draft = Draft(start, start)
        if not read_state(scene, draft) or not scene.text.is_mark(draft.end, ","):
            return
        inner = titled_name(scene, draft.end + 1)
        if inner.name is None or inner.posts or not plausible(scene, inner.name):
            return
        end = inner.name[1]
        ranks, states = tuple(inner.ranks), tuple(draft.states)
        yield replace(first, span=(start, end), name=inner.name, ranks=ranks, states=states)


def _past_joints(text: Text, i: int) -> int | None:
    """Past a comma, a conjunction or both, within the sentence; None where neither stands there."""
    j = i + text.is_mark(i, ",")
    j = text.after(j, "plain-conjunction") or j
    return j if j > i and text.continues(i) and text.continues(j) else None


def _dealt(mention: PersonMention, k: int, of: int) -> PersonMention:
    """The k-th person of a plural gets the k-th state; where there aren't as many, none gets any."""
    posts = (
        with_bodies(p, p.bodies[k : k + 1] if len(p.bodies) == of else ()) if len(p.bodies) > 1 else p
        for p in mention.posts
    )
    return replace(mention, posts=tuple(posts))
