"""The posts and ranks of a person, as they come in a title or an apposition."""

from __future__ import annotations

from kgriyadh.annotate.mention import PostMention, RankMention
from kgriyadh.annotate.person.draft import Draft
from kgriyadh.annotate.post import Scene, is_state, read_post, with_bodies
from kgriyadh.annotate.text import Text
from kgriyadh.lexicon import Match

_LONGEST_ABBREVIATION = 5


def read_post_or_rank(scene: Scene, draft: Draft) -> bool:
    """One rank, or one post with those that a conjunction adds; the longer where both begin here."""
    post, rank = read_post(scene, draft.end), scene.text.at(draft.end, "rank")
    if rank and (post is None or post.span[1] <= rank.end):
        _take_rank(scene.text, draft, rank)
    elif post:
        _take_post(scene, draft, post)
    else:
        return False
    return True


def _take_rank(text: Text, draft: Draft, rank: Match) -> None:
    i, end = draft.end, rank.end
    draft.ranks.append(RankMention((i, end), rank.ids[0]))
    abbreviated = len(text.tokens[i].text) <= _LONGEST_ABBREVIATION
    if abbreviated and text.is_mark(end, ".") and text.continues(end + 1):
        end += 1
    draft.end = _past_reserve(text, end)


def _past_reserve(text: Text, i: int) -> int:
    """Past « (2S) », « (CR) » behind a rank: marks of the reserve, no part of it."""
    marked = text.is_mark(i, "(") and text.has(i + 1, "reserve-mark") and text.is_mark(i + 2, ")")
    return i + 3 if marked and text.continues(i + 2) else i


def _take_post(scene: Scene, draft: Draft, post: PostMention) -> None:
    draft.feminine |= any(scene.text.at(k, "feminine-role") is not None for k in range(*post.span))
    draft.posts.append(post)
    draft.end = post.span[1]
    _further_posts(scene, draft)


def _further_posts(scene: Scene, draft: Draft) -> None:
    """``ministre d'État et ministre de la Défense``: further posts of the same person."""
    text, first = scene.text, len(draft.posts) - 1
    while text.continues(draft.end) and text.has(draft.end, "conjunction") and draft.count == 1:
        post = read_post(scene, draft.end + 1) if text.continues(draft.end + 1) else None
        if post is None:
            break
        draft.posts.append(post)
        draft.end = post.span[1]
    draft.posts[first:] = _of_one_state(text, draft.posts[first:])


def _of_one_state(text: Text, posts: list[PostMention]) -> list[PostMention]:
    """« ministre malien de la Défense et ministre de la Sécurité »: one state for all like posts."""
    told = {post.bodies for post in posts if post.bodies}
    bodies = told.pop() if len(told) == 1 else ()
    if len(posts) < 2 or not bodies or not all(map(is_state, bodies)):
        return posts
    heads = {head.ids if (head := text.at(post.span[0], "post-head")) else None for post in posts}
    alike = len(heads) == 1 and None not in heads
    return [with_bodies(p, bodies) if alike or _in_service(text, p) else p for p in posts]


def _in_service(text: Text, post: PostMention) -> bool:
    """« inspecteur général des armées »: a post in a service of some state."""
    return any(text.has(k, "service") for k in range(*post.span))
