"""Words that say what a post deals with: ``de la sûreté``, ``aux droits de l'homme``."""

from __future__ import annotations

from kgriyadh.annotate.mention import OrganizationMention
from kgriyadh.annotate.post.draft import Draft
from kgriyadh.annotate.post.scene import Scene
from kgriyadh.annotate.struggle import past_struggle
from kgriyadh.annotate.text import Text

_ORDINAL = frozenset({"e", "er", "re", "eme"})


def read_field(text: Text, draft: Draft, i: int) -> bool:
    """``de la sûreté``, ``du secteur 3``: words that say what the post deals with."""
    if not _field_noun(text, i) and not _ordinal(text, i):
        return False
    draft.end, draft.field = i + 1, True
    if _ordinal(text, i) and text.continues(i + 1):
        draft.end += 1  # « de la cinquième région », « de la 5e région »
    area = text.has(i, "area-noun")
    draft.end = past_qualifiers(text, draft.end, area)
    if text.tokens[i].capital and text.continues(draft.end) and text.has(draft.end, "company-word"):
        draft.end += 1  # « PDG de Nordal Aviation »
    draft.end = past_struggle(text, draft.end) or draft.end
    draft.end = _past_second(text, draft.end) or draft.end
    return True


def _past_second(text: Text, i: int) -> int | None:
    """« pour les affaires étrangères et la politique de sécurité, X »: a second field before the name."""
    k = i + 1
    if not (text.continues(i) and text.has(i, "plain-conjunction") and text.continues(k)):
        return None
    end = _past_noun(text, k + text.has(k, "article"))
    of = text.after(end, "of") if end and text.continues(end) else None
    end = (_past_noun(text, of + text.has(of, "article")) if of and text.continues(of) else None) or end
    return end if end and set_off(text, end) else None


def _past_noun(text: Text, i: int) -> int | None:
    """Past a noun in lower case and the adjectives behind it."""
    if not text.continues(i) or text.tokens[i].capital or not _field_noun(text, i):
        return None
    return past_qualifiers(text, i + 1)


def _ordinal(text: Text, i: int) -> bool:
    """« cinquième », « 5e »: an ordinal, as before a region or a unit."""
    word = text.tokens[i].folded
    return word.endswith("ieme") or (word[:1].isdigit() and word.lstrip("0123456789") in _ORDINAL)


def read_domains(scene: Scene, draft: Draft) -> bool:
    """« commissaire aux finances et à la paix », « de l'ONU aux droits de l'homme »: each field."""
    text, i = scene.text, draft.end
    employed = any(isinstance(body, OrganizationMention) for body in draft.bodies)
    second = text.has(i - 1, "deputy-noun") or text.has(i - 1, "filler")  # « ministre délégué aux X »
    if not (employed or second or text.lexicon.entry(draft.role).says("posted")):
        return False
    end = _past_domain(scene, i)
    while end and text.continues(end) and text.joins(end) and (further := _past_domain(scene, end + 1)):
        end = further
    if end is None or not (set_off(text, end) or text.has(end, "of")):
        return False
    draft.end = end
    return True


def _past_domain(scene: Scene, i: int) -> int | None:
    """Past « aux droits de l'homme »: « à », an article, a noun in lower case and what goes with it."""
    text = scene.text
    end = past_at(text, i)
    if end is None or not text.continues(end) or scene.taken(end) or not _field_noun(text, end):
        return None
    end += 1
    while text.continues(end):
        inner = text.after(end, "of")
        inner = inner + text.has(inner, "article") if inner and text.continues(inner) else None
        if _qualifies(text, end):
            end += 1
        elif inner and text.continues(inner) and _plain_noun(scene, inner):
            end = inner + 1
        else:
            break
    return end


def past_at(text: Text, i: int) -> int | None:
    """Past « à la », « aux »: « à » with an article, which leads to a field and to no city."""
    end = text.after(i, "purpose") if text.continues(i) else None
    if end is None or not text.continues(end):
        return None
    article = text.has(end, "article")
    return end + article if article or text.has(i, "contraction-to") else None


def _plain_noun(scene: Scene, i: int) -> bool:
    return not scene.text.tokens[i].capital and not scene.taken(i) and _field_noun(scene.text, i)


def _field_noun(text: Text, i: int) -> bool:
    token = text.tokens[i]
    if text.has(i, "function") or text.has(i, "no-field") or text.at(i, "date"):
        return False
    return token.text[0].isalpha() and not (token.capital and text.at(i, "given"))


def past_qualifiers(text: Text, i: int, area: bool = False) -> int:
    """Past the words that qualify the field before token ``i``, which may be an area."""
    while text.continues(i) and _qualifies(text, i, area):
        i += 1
    return i


def _qualifies(text: Text, i: int, area: bool = False) -> bool:
    """Whether a word qualifies a field; a state's adjective does behind « affaires », « relations »."""
    if text.at(i, "demonym") and not area:
        return False
    return text.adjective(i) or text.tokens[i].text.isdigit() or _capital_adjective(text, i)


def _capital_adjective(text: Text, i: int) -> bool:
    """« des Relations Extérieures »: a capital adjective that agrees in number with its capital noun."""
    noun, word = text.tokens[i - 1], text.tokens[i]
    if not (noun.capital and word.capital) or word.shouted or text.at(i, "given"):
        return False
    alike = noun.text.endswith("s") == word.text.endswith("s")
    return alike and word.text.endswith(text.lexicon.adjective_endings)


def set_off(text: Text, i: int) -> bool:
    """Whether a comma, a bracket, « depuis » or a name follows: « ambassadeur de Malte à Tunis, X »."""
    return text.continues(i) and (
        text.has(i, "since") or text.tokens[i].text in {",", ")"} or text.tokens[i].capital
    )
