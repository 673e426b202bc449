"""What stands behind a name: posts and ranks between commas, dashes or brackets."""

from __future__ import annotations

from kgriyadh.annotate.person.draft import Draft
from kgriyadh.annotate.person.post_or_rank import read_post_or_rank
from kgriyadh.annotate.person.title import further_name, read_filler, read_grade, titled_name
from kgriyadh.annotate.post import Scene, is_state, read_post, with_bodies
from kgriyadh.annotate.text import Text

# A phrase that says what nobody lists is no longer than so many tokens.
_UNKNOWN = 9
_CLOSERS = frozenset({",", ")", ";", "–", "—", "."})


def read_behind(scene: Scene, draft: Draft) -> None:
    """Posts and ranks in apposition, brackets, « de son état »; takes in the comma that closes them."""
    text = scene.text
    _state_behind(scene, draft)
    filler = text.after(draft.end, "filler") if text.continues(draft.end) else None
    if filler and not text.tokens[draft.end].capital:
        draft.end = filler
    while _apposition(scene, draft):
        pass
    if draft.opened and text.is_mark(draft.end, ",") and _closing(scene, draft.end):
        draft.end += 1


def _state_behind(scene: Scene, draft: Draft) -> None:
    """« le roi X d'Arabie saoudite »: the state of a reigning head behind the name."""
    text, i = scene.text, draft.end
    of = text.after(i, "of") if text.continues(i) else None
    state = scene.places.get(of + text.has(of, "article")) if of and text.continues(of) else None
    reigning = draft.posts and not draft.posts[-1].bodies and text.has(draft.posts[-1].span[0], "reigning")
    if reigning and state and is_state(state):
        draft.posts[-1] = with_bodies(draft.posts[-1], (state,))
        draft.end = state.span[1]


def _apposition(scene: Scene, draft: Draft) -> bool:
    """Take one apposition in; returns whether another may follow."""
    text, i = scene.text, draft.end
    if not text.continues(i) or not text.is_mark(i, ",", "(", "–", "—") or not text.continues(i + 1):
        return False
    if text.has(i + 1, "contraction-of") or text.has(i + 1, "contraction-to"):
        return False  # « X, du ministre Y » goes on with another
    inner = _apposed(scene, draft, i + 1 + text.has(i + 1, "article")) or _further_on(scene, draft, i)
    bracket = text.is_mark(i, "(")
    if inner is None or (bracket and not text.is_mark(inner.end, ")")):
        return False
    draft.posts += inner.posts
    draft.ranks += inner.ranks
    draft.licensed = True
    draft.end = inner.end + bracket
    if bracket or not text.is_mark(draft.end, text.tokens[i].text) or not _closing(scene, draft.end):
        return True
    if text.continues(draft.end + 1) and (
        _apposed(scene, draft, draft.end + 1) or _further_on(scene, draft, draft.end)
    ):
        return True  # « X, colonel, directeur de Y, et président de Z, »
    draft.end += 1
    return False


def _further_on(scene: Scene, draft: Draft, i: int) -> Draft | None:
    """« X, ingénieur des mines, et président de Y, »: a post that « et » ties to one that nobody lists."""
    text, k = scene.text, i + 1
    while k - i < _UNKNOWN and text.continues(k) and not text.has(k, "plain-conjunction"):
        if not _common(text, k) and not (text.is_mark(k, ",") and text.has(k + 1, "plain-conjunction")):
            return None
        k += 1
    if not text.has(k, "plain-conjunction") or not text.continues(k) or not text.continues(k + 1):
        return None
    inner = _apposed(scene, draft, k + 1)
    known = inner is not None and inner.posts and not text.has(k + 1, "determiner")
    return inner if known and inner and not _of_another(scene, inner.end) else None


def _common(text: Text, k: int) -> bool:
    """Whether a token goes on with a phrase in small letters: noun, adjective, « de », « en », article."""
    token = text.tokens[k]
    if text.has(k, "of") or text.has(k, "article") or token.text == "en":
        return True
    return (
        token.text[0].isalpha()
        and not token.capital
        and not text.has(k, "function")
        and not text.has(k, "kin")
    )


def _apposed(scene: Scene, draft: Draft, i: int) -> Draft | None:
    """Posts and ranks that follow a name's comma, not themselves the title of another name."""
    text = scene.text
    inner = Draft(i, i)
    while (text.continues(inner.end) or inner.end == i) and (
        read_grade(text, inner)
        or read_post_or_rank(scene, inner)
        or (inner.end > i and read_filler(text, inner))
    ):
        pass
    if not inner.described or (inner.ranks and draft.ranks) or further_name(text, inner.end):
        return None
    if text.has(i - 1, "article") and (_of_another(scene, inner.end) or _listed_on(scene, draft, inner.end)):
        return None
    return inner


def _of_another(scene: Scene, end: int) -> bool:
    """Whether a phrase with an article runs on, or up to the name of another person that it describes."""
    text = scene.text
    if text.continues(end) and text.tokens[end].text not in _CLOSERS:
        return True
    end = _past_posts(scene, end)
    return text.is_mark(end, ",") and _name_follows(scene, end + 1) and not _own_post_follows(scene, end + 1)


def _past_posts(scene: Scene, i: int) -> int:
    """Past more posts between commas: « , le général, inspecteur général des armées, X »."""
    while scene.text.is_mark(i, ",") and scene.text.continues(i + 1):
        post = read_post(scene, i + 1)
        if post is None or further_name(scene.text, post.span[1]):
            break
        i = post.span[1]
    return i


def _own_post_follows(scene: Scene, i: int) -> bool:
    """« X, le directeur, Y, le ministre, »: the name at ``i`` has a post with an article behind it."""
    text, name = scene.text, further_name(scene.text, i)
    if name is None or not text.is_mark(name[1], ",") or not text.continues(name[1] + 1):
        return False
    return text.has(name[1] + 1, "article") and read_post(scene, name[1] + 2) is not None


def _listed_on(scene: Scene, draft: Draft, end: int) -> bool:
    """« le Premier ministre, X, le ministre de A, la ministre de B »: one of several who have no names."""
    text = scene.text
    joint = end + 1 if text.continues(end) and text.joins(end) else end
    return bool(draft.posts) and joint > end and text.continues(joint) and text.has(joint, "determiner")


def _name_follows(scene: Scene, i: int) -> bool:
    """Whether a title and name, or a name, stand behind a comma: then what is before it is theirs."""
    return scene.text.continues(i) and titled_name(scene, i).name is not None


def _closing(scene: Scene, comma: int) -> bool:
    """Whether a comma closes the apposition, rather than parting two members of a list."""
    text, i = scene.text, comma + 1
    if not text.continues(i):
        return False
    return text.has(i, "conjunction") or (not _name_follows(scene, i) and not text.has(i, "determiner"))
