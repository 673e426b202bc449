"""A post while its phrase is being read, and what qualifies it: demonyms, modifiers, fillers."""

from __future__ import annotations

from dataclasses import dataclass

from kgriyadh.annotate.mention import (
    ACTING,
    FORMER,
    FUTURE,
    PRESENT,
    Body,
    OrganizationMention,
    PlaceMention,
    PostMention,
)
from kgriyadh.annotate.text import Text

STATE = "kgr:Country"
_STANDINGS = {"former": FORMER, "acting": ACTING, "future": FUTURE}


@dataclass(slots=True)
class Draft:
    """A post so far: the phrase from token ``start`` up to ``end`` is read.

    ``field`` says that words told what it deals with, ``service`` is the service of a state that it is in:
    ``armed-service`` or any other ``service``.
    """

    role: str
    start: int
    end: int
    standing: str
    bodies: tuple[Body, ...] = ()
    modifiers: tuple[str, ...] = ()
    field: bool = False
    service: str | None = None

    def mention(self, text: Text) -> PostMention:
        """The post as it stands."""
        role = _role_of_bodies(text, self.role, self.bodies)
        if self.field and not self.bodies:
            role = role_at_body(text, role)  # « président de la commission » is of no state
        for modifier in self.modifiers:
            role = text.lexicon.turned(role, modifier)
        return PostMention((self.start, self.end), role, self.bodies, self.standing)


def is_state(body: Body) -> bool:
    """Whether a body or place is a state."""
    return isinstance(body, PlaceMention) and body.kind == STATE


def _role_of_bodies(text: Text, role: str, bodies: tuple[Body, ...]) -> str:
    """``président`` of a body is another role than of a state."""
    if not bodies or not isinstance(bodies[0], OrganizationMention) or any(map(is_state, bodies)):
        return role
    if _one_service(text, bodies[0]) and (part := text.lexicon.entry(role).get("serviceRole")):
        return part[0]
    return role_at_body(text, role)


def _one_service(text: Text, body: OrganizationMention) -> bool:
    """Whether a body is one armed service among others: « la Gendarmerie nationale »."""
    head = text.at(body.span[0], "head")
    return head is not None and text.lexicon.entry(head.ids[0]).says("service")


def role_at_body(text: Text, role: str) -> str:
    """What the holder of a role is where he holds it at a body, not of a state."""
    return (text.lexicon.entry(role).get("bodyRole") or (role,))[0]


def standing_before(text: Text, i: int) -> tuple[int, str]:
    """Past the modifiers and fillers before a role (« ancien », « ex- »): the token behind, the standing."""
    standing = PRESENT
    while (modifier := text.at(i, "modifier")) and text.continues(modifier.end):
        if (role := text.at(i, "role")) and role.end > modifier.end:
            break  # « adjoint au commandant »
        standing = _standing(modifier.ids[0]) or standing
        i = modifier.end
    while (end := text.after(i, "filler")) and text.continues(end) and not text.at(i, "role"):
        i = end
    return i, standing


def _standing(modifier: str) -> str | None:
    return _STANDINGS.get(modifier.rsplit("/", 1)[-1])


def states_by_adjective(text: Text, i: int) -> tuple[PlaceMention, ...]:
    """The state that an adjective at token ``i`` tells; of « malien, tchadien et nigérien » all of them."""
    demonym = text.at(i, "demonym")
    if demonym is None:
        return ()
    first = PlaceMention((i, demonym.end), STATE, demonym.ids)
    joint = demonym.end
    if not (text.continues(joint) and text.joins(joint) and text.continues(joint + 1)):
        return (first,)
    further = states_by_adjective(text, joint + 1)
    # « français, allemand par sa mère »: a list ends with a conjunction.
    return (first, *further) if len(further) > 1 or not text.is_mark(joint, ",") else (first,)


def _named_behind(text: Text, i: int) -> bool:
    """« procureur antiterroriste, X », « procureur antiterroriste X »: whether a name comes at once."""
    i += text.continues(i) and text.is_mark(i, ",")
    return text.continues(i) and text.tokens[i].capital


def qualify(text: Text, draft: Draft) -> None:
    """Adjectives behind a role: a demonym tells the state, a modifier the standing or another role."""
    while text.continues(draft.end):
        if states := states_by_adjective(text, draft.end):
            draft.bodies, draft.end = draft.bodies or states, states[-1].span[1]
        elif modifier := text.at(draft.end, "modifier"):
            draft.standing = _standing(modifier.ids[0]) or draft.standing
            draft.modifiers += modifier.ids[:1]
            draft.end = modifier.end
        elif (end := text.after(draft.end, "filler")) and not text.tokens[draft.end].capital:
            draft.end = end
        elif text.adjective(draft.end) and _named_behind(text, draft.end + 1):
            draft.end += 1
        else:
            return
