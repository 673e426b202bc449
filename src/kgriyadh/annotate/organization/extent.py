"""How far the name of a body goes behind its head noun: adjectives and complements."""

from __future__ import annotations

from kgriyadh.annotate.organization.proof import end_by_acronym
from kgriyadh.annotate.struggle import past_struggle
from kgriyadh.annotate.text import Text

# A name without an acronym to prove its end takes in so many complements at most.
_COMPLEMENTS = 2


def name_end(text: Text, j: int, head: str) -> int:
    """Where the name of a body ends whose head ends at ``j``: past its adjectives and complements."""
    sole = text.lexicon.entry(head).says("sole") and text.continues(j) and _names_somebody(text, j)
    end = j if sole else _past_state(text, j) or _adjectives(text, j)
    end = _past_state(text, end) or end  # « le ministère fédéral allemand des Finances »
    for _ in range(_COMPLEMENTS):
        further = _complement(text, end)
        if further is None:
            break
        end = further
    end = past_struggle(text, end) or end  # « Commission nationale de lutte contre le terrorisme »
    entry = text.lexicon.entry(head)
    further = entry.says("local") and (end > j or entry.says("lowercase"))  # but « le Bureau de Goma »
    return (_city(text, end) if further else None) or end


def _names_somebody(text: Text, j: int) -> bool:
    """« le président du Parlement Karim Sabri »: two capitals, the first of them no adjective."""
    word = text.tokens[j]
    adjective = word.text.casefold().endswith(text.lexicon.adjective_endings) or text.at(j, "demonym")
    return word.capital and not adjective and text.continues(j + 1) and text.tokens[j + 1].capital


def _city(text: Text, j: int) -> int | None:
    """« l'université de Lomé »: the city that ends a name."""
    k = text.after(j, "of") if text.continues(j) else None
    city = text.at(k, "city") if k and text.continues(k) and text.tokens[k].capital else None
    return city.end if city else None


def _past_state(text: Text, j: int) -> int | None:
    """« le ministère japonais des Finances »: a state's adjective counts where the name goes on behind it."""
    demonym = text.at(j, "demonym") if text.continues(j) else None
    return demonym.end if demonym and _complement(text, demonym.end) else None


def _adjectives(text: Text, j: int) -> int:
    """Past adjectives of the name; a state's demonym in lower case is none of it."""
    while text.continues(j):
        if _is_adjective(text, j) and _agrees(text, j):
            j += 1
        elif _joined_adjective(text, j):
            j += 2
        else:
            break
    return j


def _agrees(text: Text, j: int) -> bool:
    """« la Police et la Gendarmerie nationales »: no plural adjective belongs to a singular noun."""
    noun, adjective = text.tokens[j - 1].text, text.tokens[j]
    plural = adjective.text.endswith(("aux", "s")) and text.adjective_singular(j)
    alike = noun.endswith(("s", "x")) or text.has(j, "invariable-adjective")
    return adjective.capital or not plural or alike


def _joined_adjective(text: Text, j: int) -> bool:
    """« étrangères et européennes »: a conjunction between two adjectives of one number."""
    if not text.has(j, "plain-conjunction") or not text.continues(j + 1) or not text.adjective(j - 1):
        return False
    title = any(text.at(j + 1, kind) for kind in ("role", "rank", "post-head", "modifier"))
    alike = text.tokens[j - 1].text[-1] == text.tokens[j + 1].text[-1]
    return not title and alike and _is_adjective(text, j + 1) and not text.tokens[j + 1].capital


def _is_adjective(text: Text, j: int) -> bool:
    """An adjective, or a capital that may be one: no place, rank or given name."""
    token = text.tokens[j]
    if not token.capital:
        other = text.at(j, "demonym") or text.has(j, "no-name") or text.has(j, "seat")
        return (text.adjective(j) or text.has(j, "invariable-adjective")) and not other
    if text.at(j, "demonym"):
        return True
    other = text.has(j, "function") or any(text.at(j, k) for k in ("city", "country", "rank", "given"))
    return token.text[0].isalpha() and not other


def _complement(text: Text, j: int) -> int | None:
    """Past one complement: ``d'agriculture``, ``de la Défense nationale``, ``du Koweït``."""
    if not text.continues(j):
        return None
    if struggle := past_struggle(text, j):
        return struggle
    k = text.after(j, "of") or text.after(j, "name-link")
    if k is None or not text.continues(k):
        return None
    if k < len(text) and text.has(k, "article"):
        k += 1
    if not text.continues(k):
        return None
    if country := text.at(k, "country"):
        return country.end
    if known := text.at(k, "organization"):
        return known.end
    if (head := text.at(k, "head")) and text.tokens[k].capital and end_by_acronym(text, k, head.end):
        return None  # « la Force de la Mission … (MINUSS) »: another body
    token = text.tokens[k]
    if (
        not token.text[0].isalpha()
        or text.has(k, "function")
        or text.at(k, "role")
        or text.at(k, "city")
        or text.at(k, "rank")
    ):
        return None
    if text.has(k, "no-name") or (text.has(j, "name-link") and _infinitive(token.text)):
        return None
    end = _adjectives(text, k + 1)
    return _second(text, end, text.tokens[k].capital) or end


def _infinitive(word: str) -> bool:
    """« Alliance … pour combattre X »: what a body is to do is no part of its name."""
    return not word[0].isupper() and word.endswith(("er", "ir", "re"))


def _second(text: Text, i: int, capital: bool) -> int | None:
    """« de désarmement et de réinsertion »: a second complement of the same kind."""
    if not (
        text.continues(i) and text.has(i, "conjunction") and text.continues(i + 1) and text.continues(i + 2)
    ):
        return None
    k = text.after(i + 1, "of")
    if k is None or not text.continues(k):
        return None
    k += text.has(k, "article")
    token = text.tokens[k]
    barred = text.has(k, "function") or any(
        text.at(k, kind) for kind in ("role", "head", "rank", "country", "city", "organization")
    )
    return (
        None
        if barred or token.capital != capital or not token.text[0].isalpha()
        else _adjectives(text, k + 1)
    )
