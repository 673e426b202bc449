"""Posts as phrases state them: ``ministre d'État nigérien de la Défense nationale``."""

from __future__ import annotations

from dataclasses import replace

from kgriyadh.annotate.mention import Body, OrganizationMention, PlaceMention, PostMention
from kgriyadh.annotate.name import read_name
from kgriyadh.annotate.post.complement import (
    complement_start,
    read_body,
    read_capitals,
    read_commanded,
    read_embassy,
    read_region,
    read_service,
    read_state_inside,
)
from kgriyadh.annotate.post.draft import Draft, is_state, qualify, standing_before, states_by_adjective
from kgriyadh.annotate.post.field import read_domains, read_field
from kgriyadh.annotate.post.portfolio import (
    read_field_of_title,
    read_further_portfolios,
    read_portfolio,
    read_rest_of_title,
)
from kgriyadh.annotate.post.scene import Scene
from kgriyadh.annotate.text import Text
from kgriyadh.lexicon import Match

__all__ = ["Scene", "is_state", "read_elliptic", "read_post", "with_bodies"]


def read_post(scene: Scene, i: int) -> PostMention | None:
    """The post whose phrase begins at token ``i``, with all its complements."""
    text = scene.text
    if deputy := _deputy(scene, i):
        return deputy
    start, standing = standing_before(text, i)
    if _judges(text, start):
        return None
    role, head = scene.clear(start, "role"), text.at(start, "post-head")
    if head and (role is None or head.end >= role.end):
        draft = _headed(scene, head, i, standing)
    elif role:
        draft = _titled(scene, role, i, standing)
    else:
        noun = text.at(start, "role-noun")
        return _role_noun(scene, noun, i, standing) if noun else None
    _complements(scene, draft)
    _past_acronym(scene, draft)
    return draft.mention(text)


def _judges(text: Text, i: int) -> bool:
    """« X, directeur de Y, juge la menace élevée »: a verb that is spelled like a post."""
    end = text.after(i, "verb-like-post")
    return end is not None and (text.has(end, "article") or text.has(end, "that"))


def read_elliptic(scene: Scene, before: PostMention, i: int) -> PostMention | None:
    """``de l'Intérieur``: another post of the head noun of the one before, from its complement on."""
    text, (head, _) = scene.text, standing_before(scene.text, before.span[0])
    if states := states_by_adjective(text, i):
        return _of_state(scene, before, i, states)
    start = complement_start(text, i)
    if start is None or not text.has(i, "of") or read_post(scene, start):
        return None
    noun, state = text.at(head, "post-head"), scene.places.get(start)
    if state and is_state(state):
        return replace(before, span=(i, state.span[1]), bodies=(state,))
    draft = Draft(_default_role(text, noun.ids) if noun else before.role, i, i, before.standing)
    if noun:
        read_portfolio(scene, draft, noun.ids[0])
    _complements(scene, draft)
    return draft.mention(text) if draft.end > i else None


def _of_state(
    scene: Scene, before: PostMention, i: int, states: tuple[PlaceMention, ...]
) -> PostMention | None:
    """« gambien », « gambien de la Défense »: another post of the head noun, its state by an adjective."""
    end = states[-1].span[1]
    post = before if scene.text.is_mark(end, ",") else read_elliptic(scene, before, end)
    return post and replace(post, span=(i, max(end, post.span[1])), bodies=states)


def _deputy(scene: Scene, i: int) -> PostMention | None:
    """``adjoint au directeur général``: the post that a deputy seconds tells his own."""
    text, noun = scene.text, scene.text.after(i, "deputy-noun")
    link = text.after(noun, "deputy-link") if noun and text.continues(noun) else None
    if link is None or not text.continues(link) or text.at(i, "role"):
        return None
    seconded = read_post(scene, link)
    if seconded is None:
        return None
    role = text.lexicon.turned(seconded.role, "modifier/deputy")
    return replace(seconded, span=(i, seconded.span[1]), role=role)


def with_bodies(post: PostMention, bodies: tuple[Body, ...]) -> PostMention:
    """The same post of other bodies."""
    return replace(post, bodies=bodies)


def _headed(scene: Scene, head: Match, i: int, standing: str) -> Draft:
    """``ministre`` …: a head noun, which its portfolio makes a role."""
    draft = Draft(_default_role(scene.text, head.ids), i, head.end, standing)
    qualify(scene.text, draft)
    read_portfolio(scene, draft, head.ids[0])
    return draft


def _default_role(text: Text, ids: tuple[str, ...]) -> str:
    """The role that a head noun has when nothing further says which."""
    return next((id for id in ids if text.lexicon.entry(id).says("default")), ids[0])


def _titled(scene: Scene, role: Match, i: int, standing: str) -> Draft:
    """``secrétaire d'État`` …: a title that the vocabulary has whole."""
    draft = Draft(role.ids[0], i, role.end, standing)
    read_rest_of_title(scene, draft)
    read_state_inside(scene, draft)
    qualify(scene.text, draft)
    read_field_of_title(scene, draft)
    read_further_portfolios(scene, draft)
    return draft


def _role_noun(scene: Scene, noun: Match, i: int, standing: str) -> PostMention | None:
    """``le patron de la force``: a noun that is a post only of a body or state."""
    draft = Draft(noun.ids[0], i, noun.end, standing)
    qualify(scene.text, draft)
    _complements(scene, draft)
    if not draft.bodies and draft.service != "armed-service":
        return None
    role = scene.text.lexicon.entry(noun.ids[0]).get(_role_in(draft))
    return PostMention((i, draft.end), role[0], draft.bodies, standing) if role else None


def _past_acronym(scene: Scene, draft: Draft) -> None:
    """« chef d'état-major des armées (CEMA), X »: the letters by which the post or service is called."""
    text, i = scene.text, draft.end
    if not text.is_mark(i, "(") or not text.is_mark(i + 2, ")") or not text.continues(i + 2):
        return
    if text.tokens[i + 1].shouted and not scene.taken(i + 1):
        draft.end = i + 3


def _role_in(draft: Draft) -> str:
    """The property of a noun that holds the role it is with such complements."""
    if draft.service:  # « le chef de l'armée libanaise », « du renseignement turc »
        return "forceRole" if draft.service == "armed-service" else "bodyRole"
    body = draft.bodies[0]
    if draft.field:  # « chef du bureau de la Force »
        return "bodyRole"
    if not isinstance(body, OrganizationMention):
        return "stateRole"
    return "forceRole" if body.kind == "kgr:ArmedForce" else "bodyRole"


def _complements(scene: Scene, draft: Draft) -> None:
    """Bodies, states and fields behind the role, as long as they come."""
    while _complement(scene, draft):
        qualify(scene.text, draft)
    draft.end = scene.past_since(draft.end) or draft.end


def _complement(scene: Scene, draft: Draft) -> bool:
    text, i = scene.text, draft.end
    start = complement_start(text, i)
    if start is None:
        return text.continues(i) and (read_region(scene, draft) or read_commanded(scene, draft))
    if read_body(scene, draft, start):
        return True
    if text.has(i, "accredited") and read_embassy(text, draft, start):
        return True
    if office := text.after(start, "head-office"):  # « secrétaire général à la présidence »
        draft.end = office
        return True
    if text.has(i, "strict-accredited") and _nested(scene, draft, read_post(scene, start)):
        return True  # « secrétaire d'État auprès du ministre »
    if text.has(i, "of"):
        inner = read_post(scene, start)  # once: posts nest, and each reads those within it
        if inner and _named(scene, inner):
            # « envoyé spécial du secrétaire général de l'ONU X »: the body of him whose name follows
            draft.bodies = draft.bodies or inner.bodies
            return False
        if _nested(scene, draft, inner) or read_service(scene, draft, start):
            return True
        if not read_field(text, draft, start):
            return False
        read_further_portfolios(scene, draft)
        return True
    if not (text.has(i, "field") and read_field(text, draft, start)):
        return read_domains(scene, draft)
    read_further_portfolios(scene, draft)
    if text.has(i, "name-link"):
        read_capitals(text, draft)
    return True


def _named(scene: Scene, post: PostMention) -> bool:
    """« chef de cabinet du président X »: whether what follows a post is the name of its holder."""
    end = post.span[1]
    return scene.text.continues(end) and read_name(scene.text, end) is not None


def _nested(scene: Scene, draft: Draft, inner: PostMention | None) -> bool:
    """``du secrétaire général des Nations unies``: the inner post's body is the outer's too."""
    if inner is None or _named(scene, inner):
        return False
    draft.bodies = draft.bodies or inner.bodies
    draft.end = inner.span[1]
    return True
