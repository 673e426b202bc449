"""The fields that a ministry or office answers for: ``de la Défense et des Affaires étrangères``."""

from __future__ import annotations

from itertools import takewhile

from kgriyadh.annotate.mention import PlaceMention
from kgriyadh.annotate.post.draft import STATE, Draft, qualify, standing_before
from kgriyadh.annotate.post.field import past_at
from kgriyadh.annotate.post.scene import Scene
from kgriyadh.annotate.text import Text

# So many words of a title may stand behind the adjective of a state.
_LONGEST_REST = 4


def read_portfolio(scene: Scene, draft: Draft, head: str) -> None:
    """Which minister, or chief of staff of what: ``chargé de la Défense nationale``.

    ``head`` is the id of the head noun; a portfolio that goes with it makes another role of the post.
    """
    draft.end = _past_head_office(scene.text, draft.end) or draft.end
    start = _past_preposition(scene.text, draft.end) or _past_joint(scene.text, draft.end)
    if start is None:
        return
    if not _known_portfolio(scene, draft, head, start) and _opens_field(scene, start):
        _take_field(scene.text, draft, start)
    read_further_portfolios(scene, draft)


def _past_head_office(text: Text, i: int) -> int | None:
    """« délégué à la présidence, chargé de »: where the minister has his office, before his portfolio."""
    link = text.after(i, "accredited") if text.continues(i) else None
    return text.after(link + text.has(link, "article"), "head-office") if link else None


def _known_portfolio(scene: Scene, draft: Draft, head: str, start: int) -> bool:
    portfolio, named = scene.text.at(start, "portfolio"), scene.organizations.get(start)
    if portfolio is None or (named and named.span[1] > portfolio.end):
        return False
    roles = scene.text.lexicon.roles_with_head(head)
    role = next((id for id in portfolio.ids if id in roles), None)
    if role is None:
        return False
    draft.role, draft.end = role, portfolio.end
    read_rest_of_title(scene, draft)
    qualify(scene.text, draft)
    return True


def read_field_of_title(scene: Scene, draft: Draft) -> None:
    """« secrétaire d'État à la Défense »: a field in capitals behind « à »."""
    start = past_at(scene.text, draft.end)
    if start is not None and _opens_field(scene, start) and not scene.text.has(start, "site"):
        _take_field(scene.text, draft, start)


def read_further_portfolios(scene: Scene, draft: Draft) -> None:
    """More fields of the same ministry: ``, de l'Intégration et de la Coopération internationale``."""
    while (start := _further_field(scene, draft)) is not None:
        _take_field(scene.text, draft, start)


def _further_field(scene: Scene, draft: Draft) -> int | None:
    """Where one more field begins behind a comma or a conjunction, if it does."""
    text, i = scene.text, draft.end
    if not text.continues(i) or not text.joins(i):
        return None
    j = i + 1
    if text.is_mark(i, ",") and text.continues(j) and text.has(j, "conjunction"):
        j += 1
    start = _past_preposition(text, j) if text.has(j, "of") else past_at(text, j)
    if start is None and draft.field and text.continues(j) and text.has(j, "article"):
        start = j + 1  # « pour les Affaires étrangères et la Politique de sécurité »
    if start is None or text.at(start, "portfolio"):
        return start
    # « la directrice de la communication, de Roland X »: without an article it is somebody's name.
    is_named = text.after(j, "of") == start and text.tokens[j].folded in {"de", "d'"}
    return start if _opens_field(scene, start) and not is_named else None


def _past_preposition(text: Text, i: int) -> int | None:
    """Past « de la », « chargé des », « , chargée de »; None where the sentence says nothing like it."""
    if not text.continues(i):
        return None
    if text.is_mark(i, ",") and text.continues(i + 1) and text.has(i + 1, "purpose"):
        i += 1
    end = text.after(i, "purpose") or text.after(i, "of")
    if end is None or not text.continues(end):
        return None
    return end + text.has(end, "article")


def _past_joint(text: Text, i: int) -> int | None:
    """« ministre d'État et des Affaires étrangères »: a portfolio that « et » ties to the head."""
    start = _past_preposition(text, i + 1) if text.continues(i) and text.has(i, "plain-conjunction") else None
    return start if start and text.has(i + 1, "of") and text.at(start, "portfolio") else None


def _opens_field(scene: Scene, i: int) -> bool:
    """Whether a capital at ``i`` names a field: no rank or role, body or place."""
    text = scene.text
    if i >= len(text):
        return False
    token = text.tokens[i]
    if not token.capital or not token.text[0].isalpha() or scene.taken(i):
        return False
    return not text.at(i, "rank") and not text.at(i, "role")


def _take_field(text: Text, draft: Draft, start: int) -> None:
    """Past a known field, or a capital, and the adjectives and complements in lower case behind it."""
    known = text.at(start, "portfolio")
    i = known.end if known else start + 1
    while text.continues(i) and not text.at(i, "demonym"):
        if text.adjective(i):
            i += 1
        elif _plain_complement(text, i):
            i += 2
        elif end := _abroad(text, i):
            i = end
        else:
            break
    draft.end = i
    qualify(text, draft)


def _abroad(text: Text, i: int) -> int | None:
    """Past « à l'étranger », « de l'extérieur »: where the citizens live whom a ministry answers for."""
    end = text.after(i, "abroad")
    return end if end and text.continues(end) else None


def _plain_complement(text: Text, i: int) -> bool:
    """``de`` and a lower-case noun inside a title: ``la Garde des sceaux``, ``l'Égalité de genre``."""
    if not text.has(i, "of") or not text.continues(i + 1):
        return False
    token = text.tokens[i + 1]
    function = text.has(i + 1, "function") or text.at(i + 1, "role")
    return token.text.isalpha() and not token.capital and not function


def read_rest_of_title(scene: Scene, draft: Draft) -> None:
    """« chef d'état-major de l'armée malienne de l'air »: a title that goes on behind a state's adjective."""
    text, end = scene.text, draft.end
    demonym = text.at(end, "demonym") if text.continues(end) else None
    if demonym is None or not text.has(demonym.end, "of"):
        return
    start, _ = standing_before(text, draft.start)
    behind = range(demonym.end, min(len(text), demonym.end + _LONGEST_REST))
    words = [text.tokens[k].text for k in (*range(start, end), *takewhile(text.continues, behind))]
    whole = text.lexicon.match(words)[0].get("role")
    if whole and start + whole.end > end:
        draft.role, draft.end = whole.ids[0], start + whole.end + demonym.end - end
        draft.bodies = (PlaceMention((end, demonym.end), STATE, demonym.ids),)
