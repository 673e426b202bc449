"""Persons in a text: titles, ranks, posts and names around one another, read as one phrase.

``le ministre qatari des Affaires étrangères, cheikh Jassim ben Hamad``, ``le général X, chef
d'état-major``, ``les colonels X et Y``, ``son homologue togolais``: each phrase becomes one mention
a person, so that the parser sees a name where the text has half a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kgriyadh.annotate.mention import PersonMention, TitleMention
from kgriyadh.annotate.name import read_name, run_on
from kgriyadh.annotate.person.apposition import read_behind
from kgriyadh.annotate.person.draft import Draft
from kgriyadh.annotate.person.plural import share_title
from kgriyadh.annotate.person.post_or_rank import read_post_or_rank
from kgriyadh.annotate.person.titled import read_titled
from kgriyadh.annotate.person.untitled import read_untitled
from kgriyadh.annotate.post import Scene
from kgriyadh.annotate.text import Text

__all__ = ["read_persons", "read_titles"]

# « nomme le général de brigade X », and the post behind him: in so many tokens.
_APPOINTEE = 14


def read_persons(scene: Scene, titles: Mapping[int, int]) -> Iterator[PersonMention]:
    """The persons of a text in order, named or described; none overlaps another.

    ``titles`` are the tokens with which titles begin that a verb gives, with those behind their ends.
    """
    text = scene.text
    i = 0
    while i < len(text):
        if text.tokens[i].paragraph in text.shouted:
            i += 1  # in a line of capitals a capital shows no name
        elif end := titles.get(i) or _past_facility(text, i) or run_on(text, i):
            i = end
        else:
            group = _read_group(scene, i)
            yield from group
            i = group[-1].span[1] if group else i + 1


def read_titles(scene: Scene) -> Iterator[TitleMention]:
    """The posts and ranks that a verb gives: « nommé mardi chef d'état-major », « devient ministre »."""
    text = scene.text
    for i in range(1, len(text)):
        start = _title_start(scene, i)
        if start is None:
            continue
        draft = Draft(start, start)
        while text.continues(draft.end) and (read_post_or_rank(scene, draft) or _further_title(scene, draft)):
            pass
        if draft.posts or (draft.ranks and not text.has(i - 1, "being")):
            told = draft.mention(text)
            yield TitleMention((start, draft.end), told.ranks, told.posts)


def _further_title(scene: Scene, draft: Draft) -> bool:
    """« nommé ministre d'État, ministre de la Défense »: a post behind a comma, no other's title."""
    text, i = scene.text, draft.end + 1
    if not draft.posts or not text.is_mark(draft.end, ",") or not text.continues(i):
        return False
    further = Draft(i, i)
    if not read_post_or_rank(scene, further) or not further.posts:
        return False
    if text.continues(further.end) and not text.is_mark(further.end, ",", ".", ";", ")"):
        return False
    draft.take_titles(further)
    draft.end = further.end
    return True


def _title_start(scene: Scene, i: int) -> int | None:
    """Where a title begins behind « nommé », « nommé au poste de », « devient », « a pris ses fonctions »."""
    text = scene.text
    if not text.continues(i):
        return None
    if text.has(i - 1, "appointed") or text.has(i - 1, "being"):
        start = _past_asides(scene, i)
        return text.after(start, "appointed-to") or start
    if text.has(i - 1, "taking"):
        at_head = i + 1 if text.at(i + 1, "role-noun") and text.has(i + 1, "head-of") else None
        return text.after(i, "taken-office") or at_head
    if not _behind_appointee(text, i):
        return None
    bare = text.tokens[i - 1].capital and not text.tokens[i].capital and text.at(i, "role")
    return text.after(i, "appointed-to") or (i if bare else None)


def _past_asides(scene: Scene, i: int) -> int:
    """Past « mardi », « en Conseil des ministres », « par décret » between « nommé » and the post."""
    text, days = scene.text, scene.days
    while text.continues(i):
        day = i + (text.has(i, "article") or text.has(i, "demonstrative"))
        end = scene.past_since(i) or days.get(i) or days.get(day) or text.after(i, "appointment-aside")
        if end is None:
            break
        i = end
    return i


def _behind_appointee(text: Text, i: int) -> bool:
    """« nomme le colonel X au poste de »: words that lead to a post, behind somebody who is appointed."""
    if text.has(i - 1, "function") or not (text.has(i, "appointed-to") or text.at(i, "role")):
        return False
    for k in range(i - 1, max(-1, i - _APPOINTEE), -1):
        if text.has(k, "appointing-form"):
            return True
        if text.tokens[k].first:
            return False
    return False


def _past_facility(text: Text, i: int) -> int | None:
    """Past a place or thing that bears a person's name, which there names nobody: « stade Général X »."""
    end = text.after(i, "facility")
    while end is not None and text.continues(end) and text.adjective(end):
        end += 1  # « l'aéroport international X »
    if end is None or not text.continues(end):
        return None
    link = None if text.has(i, "dwelling") else text.after(end, "of")
    if link and text.continues(link) and text.tokens[link].capital and text.at(link, "role"):
        end = link  # « l'aéroport du Roi X », but « la résidence du Président X »
    while (
        (title := text.at(end, "rank") or text.at(end, "role"))
        and text.tokens[end].capital
        and text.continues(title.end)
    ):
        end = title.end
    name = read_name(text, end)
    return name[1] if name else None


def _read_group(scene: Scene, i: int) -> list[PersonMention]:
    """One person, or the several that a plural title is shared by."""
    draft = None if scene.taken(i) else read_titled(scene, i) or read_untitled(scene, i)
    if draft is None:
        return []
    if draft.name is None:
        return [draft.mention(scene.text)]
    if draft.count != 1 and not _titled_each(scene, draft):
        return share_title(scene, draft, draft.name)
    draft.count = 1
    read_behind(scene, draft)
    return [draft.mention(scene.text)]


def _titled_each(scene: Scene, draft: Draft) -> bool:
    """« MM. X, ambassadeur du Canada, et Y, … »: a plural civility, and a title behind each name."""
    i = draft.end + 1
    if draft.described or not scene.text.is_mark(draft.end, ",") or not scene.text.continues(i):
        return False
    return read_post_or_rank(scene, Draft(i, i))
