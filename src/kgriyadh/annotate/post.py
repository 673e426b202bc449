"""Posts as phrases state them: ``ministre d'État nigérien de la Défense nationale``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

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
from kgriyadh.lexicon import Match

_STANDINGS = {"former": FORMER, "acting": ACTING, "future": FUTURE}
_STATE = "kgr:Country"


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with the bodies and places already found in it, by the token they begin at."""

    text: Text
    organizations: Mapping[int, OrganizationMention]
    places: Mapping[int, PlaceMention]


@dataclass(slots=True)
class _Draft:
    """A post while its phrase is being read."""

    role: str
    head: str | None
    start: int
    end: int
    bodies: tuple[Body, ...] = ()
    standing: str = PRESENT

    def done(self, text: Text) -> PostMention:
        role = _role_with_body(text, self.role, self.bodies)
        return PostMention((self.start, self.end), role, self.bodies, self.standing)


def read_post(scene: Scene, i: int) -> PostMention | None:
    """The post whose phrase begins at token ``i``, with all its complements."""
    text = scene.text
    start, standing = _standing_before(text, i)
    role, head = _clear(scene, start, "role"), text.at(start, "post-head")
    if head and (role is None or head.end >= role.end):
        draft = _Draft(_default_role(text, head.ids), head.ids[0], i, head.end, standing=standing)
        _qualifiers(scene, draft)
        _portfolio(scene, draft)
    elif role:
        draft = _Draft(role.ids[0], None, i, role.end, standing=standing)
        _qualifiers(scene, draft)
        _title_field(scene, draft)
        while further := _further_portfolio(scene, draft.end):
            draft.end = further
            _qualifiers(scene, draft)
    else:
        return _role_noun(scene, i, start, standing)
    _complements(scene, draft)
    return draft.done(text)


def _clear(scene: Scene, i: int, kind: str) -> Match | None:
    """The longest match that does not end inside the name of a body: « chef d'état-major de la Marine nationale »."""
    match = scene.text.at(i, kind)
    if match is None:
        return None
    cut = next(
        (
            k
            for k in range(i + 1, match.end)
            if k in scene.organizations
            and not scene.organizations[k].pointer
            and scene.organizations[k].span[1] > match.end
        ),
        None,
    )
    if cut is None:
        return match
    shorter = scene.text.lexicon.match([t.text for t in scene.text.tokens[i:cut]])[0].get(kind)
    return Match(i + shorter.end, shorter.ids) if shorter else None


def _role_noun(scene: Scene, i: int, start: int, standing: str) -> PostMention | None:
    """``le patron de la force``: a noun that is a post only of a body or state."""
    noun = scene.text.at(start, "role-noun")
    if noun is None:
        return None
    draft = _Draft(noun.ids[0], None, i, noun.end, standing=standing)
    _qualifiers(scene, draft)
    _complements(scene, draft)
    if not draft.bodies:
        return None
    entry, body = scene.text.lexicon.entry(noun.ids[0]), draft.bodies[0]
    force = isinstance(body, OrganizationMention) and body.kind == "kgr:ArmedForce"
    name = "forceRole" if force else "bodyRole" if isinstance(body, OrganizationMention) else "stateRole"
    role = entry.get(name)
    return PostMention((i, draft.end), role[0], draft.bodies, standing) if role else None


def _standing_before(text: Text, i: int) -> tuple[int, str]:
    standing = PRESENT
    while (modifier := text.at(i, "modifier")) and text.continues(modifier.end):
        standing = _standing(modifier.ids[0]) or standing
        i = modifier.end
        if text.is_mark(i, "-"):
            i += 1
    while (end := text.after(i, "filler")) and text.continues(end) and not text.at(i, "role"):
        i = end
    return i, standing


def _standing(modifier: str) -> str | None:
    return _STANDINGS.get(modifier.rsplit("/", 1)[-1])


def _default_role(text: Text, ids: tuple[str, ...]) -> str:
    """The role that a head noun has when nothing further says which."""
    return next((id for id in ids if text.lexicon.entry(id).says("default")), ids[0])


def _role_with_body(text: Text, role: str, bodies: tuple[Body, ...]) -> str:
    """``président`` of a body is another role than of a state."""
    if bodies and isinstance(bodies[0], OrganizationMention):
        other = text.lexicon.entry(role).get("bodyRole")
        if other and not _chief_of_state(role, bodies):
            return other[0]
    return role


def _chief_of_state(role: str, bodies: tuple[Body, ...]) -> bool:
    return any(isinstance(b, PlaceMention) and b.kind == _STATE for b in bodies)


def _qualifiers(scene: Scene, draft: _Draft) -> None:
    """Adjectives behind a role: a demonym tells the state, a modifier the standing or another role."""
    text = scene.text
    while text.continues(draft.end):
        if demonym := text.at(draft.end, "demonym"):
            if not draft.bodies:
                draft.bodies = (PlaceMention((draft.end, demonym.end), _STATE, demonym.ids),)
            draft.end = demonym.end
        elif modifier := text.at(draft.end, "modifier"):
            draft.standing = _standing(modifier.ids[0]) or draft.standing
            draft.role = text.lexicon.turned(draft.role, modifier.ids[0])
            draft.end = modifier.end
        elif (end := text.after(draft.end, "filler")) and not text.tokens[draft.end].capital:
            draft.end = end
        else:
            return


def _portfolio(scene: Scene, draft: _Draft) -> None:
    """Which minister, or chief of staff of what: ``chargé de la Défense nationale``."""
    text = scene.text
    start = _past_preposition(text, draft.end)
    if start is None:
        return
    portfolio = text.at(start, "portfolio")
    roles = text.lexicon.roles_with_head(draft.head) if draft.head else frozenset()
    fitting = [r for r in (portfolio.ids if portfolio else ()) if r in roles]
    named = scene.organizations.get(start)
    if portfolio and fitting and (named is None or named.span[1] <= portfolio.end):
        draft.role, draft.end = fitting[0], portfolio.end
        _qualifiers(scene, draft)
    elif _is_title_word(text, start) and start not in scene.organizations and start not in scene.places:
        draft.end = _past_title_words(text, start)
        _qualifiers(scene, draft)
    while further := _further_portfolio(scene, draft.end):
        draft.end = further
        _qualifiers(scene, draft)


def _title_field(scene: Scene, draft: _Draft) -> None:
    """« secrétaire d'État à la Défense »: a field in capitals behind « à »."""
    text = scene.text
    end = text.after(draft.end, "purpose") if text.continues(draft.end) else None
    if (
        end is None
        or not text.continues(end)
        or (not text.has(end, "article") and not text.has(draft.end, "contraction-to"))
    ):
        return
    start = end + text.has(end, "article")
    if _is_title_word(text, start) and start not in scene.organizations and start not in scene.places:
        draft.end = _past_title_words(text, start)
        _qualifiers(scene, draft)


def _past_preposition(text: Text, i: int) -> int | None:
    if not text.continues(i):
        return None
    if text.is_mark(i, ",") and text.continues(i + 1) and text.has(i + 1, "purpose"):
        i += 1
    end = text.after(i, "purpose") or text.after(i, "of")
    if end is None or not text.continues(end):
        return None
    return end + 1 if text.has(end, "article") else end


def _is_title_word(text: Text, i: int) -> bool:
    token = text.tokens[i]
    return token.capital and token.text[0].isalpha() and not text.at(i, "rank") and not text.at(i, "role")


def _past_title_words(text: Text, i: int) -> int:
    i += 1
    while text.continues(i) and not text.at(i, "demonym") and (_is_adjective(text, i) or _plain_of(text, i)):
        i += 1 if _is_adjective(text, i) else 2
    return i


def _is_adjective(text: Text, i: int) -> bool:
    token = text.tokens[i]
    return (
        not token.capital
        and token.folded.endswith(text.lexicon.adjective_endings)
        and not text.has(i, "function")
    )


def _plain_of(text: Text, i: int) -> bool:
    """``de`` and a lower-case noun inside a title: ``la Garde des sceaux``, ``l'Égalité de genre``."""
    if not text.has(i, "of") or not text.continues(i + 1):
        return False
    token = text.tokens[i + 1]
    return (
        token.text.isalpha()
        and not token.capital
        and not text.has(i + 1, "function")
        and not text.at(i + 1, "role")
    )


def _further_portfolio(scene: Scene, i: int) -> int | None:
    """Past one more field of a ministry: ``et de la Coopération internationale``."""
    text = scene.text
    if not text.continues(i) or not (text.is_mark(i, ",") or text.has(i, "conjunction")):
        return None
    j = i + 1
    if text.is_mark(i, ",") and text.continues(j) and text.has(j, "conjunction"):
        j += 1
    if not text.continues(j) or not text.has(j, "of"):
        return None
    start = _past_preposition(text, j)
    if (
        start is None
        or start in scene.organizations
        or start in scene.places
        or not _is_title_word(text, start)
    ):
        return None
    return _past_title_words(text, start)


def _complements(scene: Scene, draft: _Draft) -> None:
    """Bodies, states and fields behind the role, as long as they come."""
    while _complement(scene, draft):
        _qualifiers(scene, draft)


def _complement(scene: Scene, draft: _Draft) -> bool:
    text, i = scene.text, draft.end
    if not text.continues(i):
        return False
    of = text.after(i, "of")
    link = of or text.after(i, "accredited") or text.after(i, "purpose")
    if link is None or not text.continues(link):
        return False
    start = link
    if text.has(start, "article") and text.continues(start + 1):
        start += 1
    return (
        _body(scene, draft, start, of is not None, text.has(i, "strict-accredited"))
        or (
            of is not None
            and (_nested(scene, draft, start) or _service(scene, draft, start) or _field(text, draft, start))
        )
        or (of is None and text.has(i, "field") and _field(text, draft, start))
    )


def _body(scene: Scene, draft: _Draft, i: int, of: bool, accredited: bool) -> bool:
    """A body or place at ``i``: the first becomes the post's own, what follows is only read over."""
    mention: Body | None = scene.organizations.get(i) or scene.places.get(i)
    if mention is None:
        return False
    state = isinstance(mention, PlaceMention) and mention.kind == _STATE
    abroad = scene.text.lexicon.entry(draft.role).says("accredited")
    regional = isinstance(mention, PlaceMention) and scene.text.has(draft.end, "field")
    if (
        not of
        and not accredited
        and not regional
        and not (abroad and (state or _set_off(scene.text, mention.span[1])))
    ):
        return False
    if (isinstance(mention, OrganizationMention) or state) and not draft.bodies and (of or accredited):
        draft.bodies = (mention,)
    elif state and of and draft.bodies and isinstance(draft.bodies[0], PlaceMention) and not abroad:
        pass
    draft.end = mention.span[1]
    _coordinated(scene, draft)
    return True


def _set_off(text: Text, i: int) -> bool:
    """Whether a comma, a bracket or a name follows: « ambassadeur de Malte à Tunis, X »."""
    return text.continues(i) and (text.tokens[i].text in {",", ")"} or text.tokens[i].capital)


def _coordinated(scene: Scene, draft: _Draft) -> None:
    """``du Mali et du Niger``: further states of the same kind of post."""
    text = scene.text
    while text.continues(draft.end) and (text.has(draft.end, "conjunction") or text.is_mark(draft.end, ",")):
        start = text.after(draft.end + 1, "of") if text.continues(draft.end + 1) else None
        if start is None:
            return
        start += text.has(start, "article")
        mention = scene.places.get(start)
        if mention is None or mention.kind != _STATE or not draft.bodies:
            return
        draft.bodies, draft.end = (*draft.bodies, mention), mention.span[1]


def _nested(scene: Scene, draft: _Draft, i: int) -> bool:
    """``du secrétaire général des Nations unies``: the inner post's body is the outer's too."""
    inner = read_post(scene, i)
    if inner is None:
        return False
    if not draft.bodies:
        draft.bodies = inner.bodies
    draft.end = inner.span[1]
    return True


def _service(scene: Scene, draft: _Draft, i: int) -> bool:
    """``de l'armée libanaise``: a service without a name of its own; its state is the body."""
    end = scene.text.after(i, "service")
    if end is None:
        return False
    draft.end = end
    return True


def _field(text: Text, draft: _Draft, i: int) -> bool:
    """``de la sûreté``, ``du secteur 3``: words that say what the post deals with."""
    token = text.tokens[i]
    if (
        not token.text[0].isalpha()
        or text.has(i, "function")
        or text.has(i, "no-field")
        or text.at(i, "date")
    ):
        return False
    if token.capital and text.at(i, "given"):
        return False
    draft.end = i + 1
    if token.folded.endswith("ieme") and text.continues(i + 1):
        draft.end += 1  # « de la cinquième région »
    while text.continues(draft.end) and (
        _is_adjective(text, draft.end) or text.tokens[draft.end].text.isdigit()
    ):
        if text.at(draft.end, "demonym"):
            break
        draft.end += 1
    return True


def with_bodies(post: PostMention, bodies: tuple[Body, ...]) -> PostMention:
    """The same post of other bodies."""
    return replace(post, bodies=bodies)
