"""Persons listed beside one another, taken together: the parser then sees one plural noun."""

from __future__ import annotations

from collections.abc import Mapping

from kgriyadh.annotate.mention import GroupMention, Mention, PersonMention
from kgriyadh.annotate.text import Text


def group(text: Text, mentions: Mapping[int, Mention]) -> dict[int, Mention]:
    """The mentions with each list of persons in place of its members: ``X, Y et Z``, ``X ; Y ; Z``."""
    grouped: dict[int, Mention] = {}
    inside: set[int] = set()
    for start in sorted(mentions):
        if start in inside:
            continue
        members = _members(text, mentions, start)
        if len(members) > 1:
            inside |= {m.span[0] for m in members}
            grouped[start] = GroupMention((start, members[-1].span[1]), tuple(members))
        else:
            grouped[start] = mentions[start]
    return grouped


def _members(text: Text, mentions: Mapping[int, Mention], start: int) -> list[PersonMention]:
    """The longest list from a mention on whose last link is a conjunction, or whose links are semicolons."""
    first = mentions[start]
    if not isinstance(first, PersonMention):
        return []
    members, closed = [first], 1
    while (link := _link(text, mentions, members[-1].span[1])) is not None:
        end, closes = link
        mention = mentions.get(end)
        if not isinstance(mention, PersonMention) or _governed(text, mention):
            break
        members.append(mention)
        if closes:
            closed = len(members)
    return members[:1] if _agent_and_subject(text, members[:closed]) else members[:closed]


def _agent_and_subject(text: Text, members: list[PersonMention]) -> bool:
    """« Reçus par X, Y et Z ont salué … »: the first is the agent, the others are the subject."""
    start, end = members[0].span[0], members[-1].span[1]
    agent = start > 0 and text.tokens[start - 1].folded == "par"
    return agent and text.is_mark(members[0].span[1], ",") and text.has(end, "opening-verb")


def _link(text: Text, mentions: Mapping[int, Mention], i: int) -> tuple[int, bool] | None:
    """Past a comma, semicolon or conjunction, and whether a list may end behind it."""
    if not text.continues(i):
        return None
    j, closes = i, False
    if text.is_mark(j, ",", ";"):
        closes = text.is_mark(j, ";")
        j += 1
    if text.continues(j) and (end := text.after(j, "conjunction")):
        plain = text.after(j, "plain-conjunction")  # « et de Guinée, X » beside « et de X »
        j, closes = plain if plain and plain in mentions else end, True
    return (j, closes) if j > i and text.continues(j) else None


def _governed(text: Text, mention: PersonMention) -> bool:
    """Whether a mention opens with a preposition of its own: « et du ministre X »."""
    start = mention.span[0]
    shared = any(start < body.span[0] <= start + 2 for post in mention.posts for body in post.bodies)
    if shared and mention.name and mention.name[0] > mention.posts[0].span[1]:
        return False  # « X, et du Niger, Y »: the state of a post that a plural shares
    return text.has(start, "contraction-of") or text.has(start, "contraction-to")
