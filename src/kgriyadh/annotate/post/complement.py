"""What stands behind a role: the body or state that the post is of, a service or mission."""

from __future__ import annotations

from kgriyadh.annotate.mention import Body, OrganizationMention
from kgriyadh.annotate.post.draft import Draft, is_state
from kgriyadh.annotate.post.field import past_qualifiers, read_field, set_off
from kgriyadh.annotate.post.scene import Scene
from kgriyadh.annotate.text import Text


def complement_start(text: Text, i: int) -> int | None:
    """Past the preposition and the article that lead to a complement; None where none does."""
    if not text.continues(i):
        return None
    link = text.after(i, "of") or text.after(i, "accredited") or text.after(i, "purpose")
    if link is None or not text.continues(link):
        return None
    return link + (text.has(link, "article") and text.continues(link + 1))


def read_body(scene: Scene, draft: Draft, i: int) -> bool:
    """A body or place at ``i``: the first becomes the post's own, what follows is only read over."""
    mention: Body | None = scene.organizations.get(i) or scene.places.get(i)
    if mention is None:
        return False
    # « de » and « auprès de » lead to what the post is of; « à » only to where it is held.
    own = scene.text.has(draft.end, "of") or scene.text.has(draft.end, "strict-accredited")
    if not own and not _seat(scene.text, draft, mention):
        return False
    named = isinstance(mention, OrganizationMention)
    own |= named and (scene.text.has(draft.end, "field") or _employed(scene.text, draft, mention))
    vague = draft.bodies[:1] and isinstance(draft.bodies[0], OrganizationMention) and draft.bodies[0].pointer
    if (
        own
        and (vague or not draft.bodies)
        and (isinstance(mention, OrganizationMention) or is_state(mention))
    ):
        draft.bodies = (mention,)
    if scene.text.has(draft.end, "field"):
        draft.end = _past_places(scene, mention.span[1])
    else:
        draft.end = mention.span[1]
        _coordinated(scene, draft)
    return True


def _past_places(scene: Scene, i: int) -> int:
    """« pour l'Afrique de l'Ouest et le Sahel »: past further places that a post deals with."""
    text = scene.text
    while text.continues(i) and text.joins(i) and text.continues(i + 1):
        place = scene.places.get(i + 1 + text.has(i + 1, "article"))
        if place is None:
            break
        i = place.span[1]
    return i


def read_state_inside(scene: Scene, draft: Draft) -> None:
    """« président de la République du Niger »: a state whose name begins with the last word of the role."""
    state = scene.places.get(draft.end - 1)
    if state and is_state(state) and state.span[1] > draft.end:
        draft.bodies, draft.end = (state,), state.span[1]
        _coordinated(scene, draft)


def _seat(text: Text, draft: Draft, mention: Body) -> bool:
    """Whether the post is held at a place: « représentant au Sahel », « ambassadeur à Tunis »."""
    if text.has(draft.end, "field"):
        return True
    role, apart = text.lexicon.entry(draft.role), set_off(text, mention.span[1])
    if role.says("accredited"):
        return is_state(mention) or apart
    return role.says("posted") and apart and (bool(draft.bodies) or isinstance(mention, OrganizationMention))


def _employed(text: Text, draft: Draft, mention: Body) -> bool:
    """« conseiller au ministère de la Défense, »: « à » leads to the body where such a post is held."""
    role = text.lexicon.entry(draft.role)
    return (role.says("posted") or role.says("accredited")) and set_off(text, mention.span[1])


def _coordinated(scene: Scene, draft: Draft) -> None:
    """``du Mali et du Niger``: further states of the same kind of post."""
    text = scene.text
    while draft.bodies and text.continues(draft.end) and text.joins(draft.end):
        start = text.after(draft.end + 1, "of") if text.continues(draft.end + 1) else None
        mention = None if start is None else scene.places.get(start + text.has(start, "article"))
        if mention is None or not is_state(mention):
            return
        draft.bodies, draft.end = (*draft.bodies, mention), mention.span[1]


def read_service(scene: Scene, draft: Draft, i: int) -> bool:
    """``de l'armée libanaise``: a service without a name of its own; its state is the body.

    « de la force Barkhane »: a name right behind the noun is the body's.
    """
    end = scene.text.after(i, "service") or scene.text.after(i, "company-noun")
    if end is None:
        return False
    body = scene.organizations.get(end)
    named = body is not None and not body.pointer and scene.text.continues(end)
    if body and named and not draft.bodies:
        draft.bodies, end = (body,), body.span[1]
    elif scene.text.has(i, "service"):
        draft.service = "armed-service" if scene.text.has(i, "armed-service") else "service"
    draft.end = past_qualifiers(scene.text, end)
    return True


def read_embassy(text: Text, draft: Draft, i: int) -> bool:
    """``près l'ambassade du Maroc``: a mission in which the post is held for its state."""
    end = text.after(i, "mission-noun")
    if end is None:
        return False
    draft.end = end
    return True


def read_region(scene: Scene, draft: Draft) -> bool:
    """« directeur Afrique », « directeur régional Moyen-Orient »: the region that a post deals with."""
    place = scene.places.get(draft.end)
    if place is None or place.kind != "kgr:Region" or not scene.text.lexicon.entry(draft.role).says("posted"):
        return False
    draft.end = place.span[1]
    return True


def read_commanded(scene: Scene, draft: Draft) -> bool:
    """« commandant la zone Nord », « commandant la force Barkhane »: what such a post has for its object."""
    text, i = scene.text, draft.end + 1
    direct = text.lexicon.entry(draft.role).says("direct") and text.has(draft.end, "article")
    if not direct or text.has(draft.end, "of") or not text.continues(i):
        return False
    body = scene.organizations.get(i)
    if body and not draft.bodies:
        draft.bodies, draft.end = (body,), body.span[1]
        return True
    if not (text.has(i, "commanded") or text.has(i, "service")) or text.tokens[i].capital:
        return False
    if not read_service(scene, draft, i):
        read_field(text, draft, i)
    read_capitals(text, draft)
    return True


def read_capitals(text: Text, draft: Draft) -> None:
    """« envoyée spéciale pour El Niño »: all the capitals that « pour » leads to are the field's."""
    while (
        text.continues(draft.end) and text.tokens[draft.end].capital and text.tokens[draft.end].text.isalpha()
    ):
        draft.end += 1
