"""Bodies in a text: those the authority knows, those with a telling head noun, and acronyms."""

from __future__ import annotations

from kgriyadh.annotate.mention import OrganizationMention, Span
from kgriyadh.annotate.text import Text
from kgriyadh.fold import words

_DEFAULT = "org:Organization"
_LONGEST_NAME = 16
# A name without an acronym to prove its end takes in so many complements at most.
_COMPLEMENTS = 2


def read_organizations(text: Text) -> dict[int, OrganizationMention]:
    """The bodies of a text by the token they begin at; none overlaps another."""
    found: dict[int, OrganizationMention] = {}
    i = 0
    while i < len(text):
        if text.tokens[i].paragraph in text.shouted:
            i += 1
            continue
        mention = _known(text, i) or _headed(text, i) or _acronym(text, i) or _called(text, i)
        if mention is None:
            i += 1
            continue
        found[mention.span[0]] = mention
        i = mention.span[1]
    return found


def _known(text: Text, i: int) -> OrganizationMention | None:
    match = text.at(i, "organization")
    if match is None:
        return None
    headed = _headed(text, i)
    if headed and headed.acronym and headed.span[1] > match.end + 3:
        return headed
    names, end = _with_aside(text, (i, match.end))
    return OrganizationMention(
        (i, end), names, text.lexicon.organization_class(match.ids[0]), match.ids[0], _acronym_of(text, names)
    )


def _called(text: Text, i: int) -> OrganizationMention | None:
    """« l'organisation sous-régionale »: words by which the vocabulary says that a body is called."""
    match = text.at(i, "anaphor")
    if (
        match is None
        or i == 0
        or not text.has(i - 1, "definite")
        or not text.continues(i)
        or text.has(i, "service")
        or _state(text, i, match.end)
    ):
        return None
    ids = tuple(id for id in match.ids if id.startswith("organization/"))
    return (
        OrganizationMention((i, match.end), ((i, match.end),), _DEFAULT, pointer=True, candidates=ids)
        if ids
        else None
    )


def _acronym_of(text: Text, names: tuple[Span, ...]) -> Span | None:
    if len(names) < 2:
        return None
    return next((n for n in names if n[1] - n[0] == 1 and _is_acronym(text, n[0])), None)


def _with_aside(text: Text, name: Span) -> tuple[tuple[Span, ...], int]:
    """A name with the other form of it in brackets behind: ``(CIMCT)``."""
    end = name[1]
    if not text.is_mark(end, "(") or not text.continues(end):
        return (name,), end
    close = next(
        (k for k in range(end + 1, min(end + _LONGEST_NAME, len(text))) if text.is_mark(k, ")")), None
    )
    if close is None or close == end + 1:
        return (name,), end
    start = end + 1
    if text.after(start, "determiner") and not _is_acronym(text, start):
        start += 1
    inner = (start, close)
    stop = next(
        (k for k in range(start, close) if text.tokens[k].text in {",", ";", "–", "-", "/", ":"}), close
    )
    if _is_acronym(text, start) and stop - start == 1:
        return (name, (start, stop)), close + 1
    if (
        _is_acronym(text, name[0])
        and name[1] - name[0] == 1
        and text.tokens[start].capital
        and _abbreviates(text, name[0], inner)
    ):
        return (inner, name), close + 1
    return (name,), end


def _is_acronym(text: Text, i: int) -> bool:
    if i >= len(text):
        return False
    letters = [c for c in text.tokens[i].text if c.isalpha()]
    return (
        len(letters) >= 2
        and len(text.tokens[i].text) <= 14
        and sum(c.isupper() for c in letters) * 2 > len(letters)
    )


def _abbreviates(text: Text, acronym: int, name: Span) -> bool:
    """Whether the acronym's first letter begins the name, and half its letters begin its words."""
    letters = [c for part in words(text.tokens[acronym].text) for c in part]
    initials = {part[0] for i in range(*name) for part in words(text.tokens[i].text)}
    return bool(letters) and sum(c in initials for c in letters) * 2 >= len(letters)


def _headed(text: Text, i: int) -> OrganizationMention | None:
    """A body that only its head noun shows: ``Centre africain d'études … (CAERT)``."""
    head = text.at(i, "head")
    if head is None or not _head_stands(text, i, head.ids[0]) or _state(text, i, head.end):
        return None
    kind = (text.lexicon.entry(head.ids[0]).get("yields") or (_DEFAULT,))[0]
    proven = _end_by_acronym(text, i, head.end)
    if proven is None and text.tokens[i].first and head.end - i == 1:
        return None  # the capital of « Ordre du jour » is the sentence's
    end = proven or _end_by_grammar(text, head.end)
    if end == head.end and head.end - i == 1:
        return _pointer(text, i, end, kind)
    if end == head.end and text.has(i, "common-service") and _unnamed(text, i, end):
        return None  # « les Forces armées libanaises », « chef suprême des Forces armées »
    names, stop = _with_aside(text, (i, end))
    return OrganizationMention((i, stop), names, kind, acronym=_acronym_of(text, names))


def _state(text: Text, i: int, end: int) -> bool:
    """Whether the words go on as a state's name: « l'Union des Comores »."""
    state = text.at(i, "country")
    return state is not None and state.end > end


def _unnamed(text: Text, i: int, end: int) -> bool:
    """Whether a common service ends there, with a state's adjective or as the complement of a noun."""
    return text.at(end, "demonym") is not None or (i > 0 and text.has(i - 1, "of"))


def _head_stands(text: Text, i: int, id: str) -> bool:
    """A head noun counts with a capital that its place does not give it, or where its lower case does."""
    token = text.tokens[i]
    lower = text.lexicon.entry(id).says("lowercase")
    return lower or (token.capital and not token.shouted)


def _pointer(text: Text, i: int, end: int, kind: str) -> OrganizationMention | None:
    """``la Coalition``: a capital head noun alone, behind an article, points back."""
    if not text.tokens[i].capital or i == 0 or not text.has(i - 1, "definite") or text.tokens[i].first:
        return None
    return OrganizationMention((i, end), ((i, end),), kind, pointer=True)


def _end_by_acronym(text: Text, i: int, j: int) -> int | None:
    """The bracket that opens an acronym made of the name's letters."""
    for k in range(j, min(i + _LONGEST_NAME, len(text))):
        if not text.continues(k) or text.tokens[k].text in {",", ";", ":", ")", "«", "»"}:
            return None
        if text.is_mark(k, "("):
            proven = _is_acronym(text, k + 1) and _abbreviates(text, k + 1, (i, k))
            return k if proven and not _abbreviates_inner(text, k + 1, (i, k)) else None
    return None


def _abbreviates_inner(text: Text, acronym: int, name: Span) -> bool:
    """« la Force de la Mission … (MINUSS) »: the acronym begins like a head noun further in."""
    initial = words(text.tokens[acronym].text)[0][0]
    heads = [k for k in range(*name) if text.at(k, "head") and text.tokens[k].capital]
    opening = [words(text.tokens[k].text)[0][0] == initial for k in (name[0], *heads)]
    return not opening[0] and any(opening)


def _end_by_grammar(text: Text, j: int) -> int:
    """Adjectives and complements that belong to the name."""
    end = _adjectives(text, j)
    for _ in range(_COMPLEMENTS):
        further = _complement(text, end)
        if further is None:
            break
        end = further
    return end


def _adjectives(text: Text, j: int) -> int:
    """Past adjectives of the name; a state's demonym in lower case is none of it."""
    while text.continues(j) and _is_adjective(text, j):
        j += 1
    return j


def _is_adjective(text: Text, j: int) -> bool:
    """An adjective, or a capital that may be one: no place, rank or given name."""
    token = text.tokens[j]
    if not token.capital:
        return text.adjective(j) and not text.at(j, "demonym")
    if text.at(j, "demonym"):
        return True
    other = text.has(j, "function") or any(text.at(j, k) for k in ("city", "country", "rank", "given"))
    return token.text[0].isalpha() and not other


def _complement(text: Text, j: int) -> int | None:
    """Past one complement: ``d'agriculture``, ``de la Défense nationale``, ``du Koweït``."""
    if not text.continues(j):
        return None
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
    if (head := text.at(k, "head")) and text.tokens[k].capital and _end_by_acronym(text, k, head.end):
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
    if text.has(k, "no-name"):
        return None
    end = _adjectives(text, k + 1)
    return _second(text, end, text.tokens[k].capital) or end


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


def _acronym(text: Text, i: int) -> OrganizationMention | None:
    """An acronym that nobody lists, behind an article: ``le MNLR``."""
    token = text.tokens[i]
    if not token.shouted or not _is_acronym(text, i) or not token.text.isalpha() or len(token.text) > 10:
        return None
    if i == 0 or not text.has(i - 1, "article") or text.at(i, "word:no-acronym") or text.at(i, "country"):
        return None
    if text.continues(i + 1) and text.tokens[i + 1].capital and text.tokens[i + 1].text[0].isalpha():
        return None
    names, end = _with_aside(text, (i, i + 1))
    return OrganizationMention((i, end), names, _DEFAULT, acronym=None)
