"""Persons whose phrase opens with a determiner, a civility, a rank or a post, named or not."""

from __future__ import annotations

from dataclasses import replace

from kgriyadh.annotate.mention import FORMER, RankMention, Span
from kgriyadh.annotate.person.draft import Draft, nicknamed
from kgriyadh.annotate.person.name_behind import read_name_behind, read_name_without_comma
from kgriyadh.annotate.person.plural import read_first_name_behind
from kgriyadh.annotate.person.title import read_civility, read_determiner, read_to_name
from kgriyadh.annotate.post import Scene
from kgriyadh.annotate.text import Text


def read_titled(scene: Scene, i: int) -> Draft | None:
    """The person whose title or description begins at token ``i``, with the name where one follows."""
    draft = Draft(i, i)
    if not read_civility(scene.text, draft):
        read_determiner(scene.text, draft)
    opened = i if draft.civil else draft.end
    read_to_name(scene, draft)
    if draft.end == opened:
        return None
    if draft.name is None:
        _seek_name_behind(scene, draft)
    if draft.name is None:
        return draft if _stands_alone(scene.text, draft) else None
    draft.end = draft.name[1]
    if scene.text.has(draft.start - 1, "downfall"):
        draft.posts = [replace(post, standing=FORMER) for post in draft.posts]
    _resolve_double_sense(scene.text, draft, draft.name)
    return None if nicknamed(scene.text, draft) else draft


def _seek_name_behind(scene: Scene, draft: Draft) -> None:
    """The name behind the comma of a description, but where that describes somebody else."""
    if _of_kin(scene.text, draft.start) or _coveted(scene.text, draft.start):
        return
    if draft.count != 1:
        read_first_name_behind(scene, draft)
    elif draft.described:
        read_name_without_comma(scene, draft)
        if draft.name is None:
            read_name_behind(scene, draft)


def _of_kin(text: Text, i: int) -> bool:
    """« le fils du ministre, X », « l'épouse de l'ambassadeur, Mme Y »: the post is not X's."""
    return text.has(i - 1, "kin") or (i > 1 and text.has(i - 1, "of") and text.has(i - 2, "kin"))


def _coveted(text: Text, i: int) -> bool:
    """« candidat au poste de ministre, X »: nobody's post yet."""
    return i > 1 and text.has(i - 1, "of") and text.has(i - 2, "post-noun")


def _resolve_double_sense(text: Text, draft: Draft, name: Span) -> None:
    """« commandant » right before a name is a rank, with a complement a post."""
    if draft.ranks or not draft.posts:
        return
    last = draft.posts[-1]
    rank = text.at(last.span[0], "rank")
    if rank and rank.end == last.span[1] == name[0] and not last.bodies:
        draft.posts.pop()
        draft.ranks.append(RankMention(last.span, rank.ids[0]))


def _stands_alone(text: Text, draft: Draft) -> bool:
    """Whether a phrase without a name describes a person: it needs a determiner that points."""
    if draft.noun:
        return draft.definite or draft.count != 1
    if not draft.described:
        return False
    if text.has(draft.start, "determiner") or draft.start == 0:
        return True
    return bool(draft.posts) and _opens_headline(text, draft.start)


def _opens_headline(text: Text, i: int) -> bool:
    """Whether token ``i`` begins a headline, which leaves determiners out."""
    return text.tokens[i].first and text.headline(i)
