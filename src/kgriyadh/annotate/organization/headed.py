"""Bodies that no list has, by their head noun: ``Centre africain d'études … (CAERT)``."""

from __future__ import annotations

from kgriyadh.annotate.mention import OrganizationMention
from kgriyadh.annotate.organization.aside import acronym_of, with_aside
from kgriyadh.annotate.organization.extent import name_end
from kgriyadh.annotate.organization.proof import end_by_acronym, known_by_acronym
from kgriyadh.annotate.text import Text

DEFAULT = "org:Organization"
_ORDINAL = frozenset({"e", "er", "re", "ère", "ème", "eme", "è", "ième"})


def read_headed(text: Text, i: int) -> OrganizationMention | None:
    """A body that only its head noun shows: ``Centre africain d'études … (CAERT)``."""
    head = text.at(i, "head")
    if head is None or opens_state(text, i, head.end) or text.has(i, "no-body"):
        return None
    proven = end_by_acronym(text, i, head.end)
    if proven is None and not _head_stands(text, i, head.ids[0]):
        return None
    kind = (text.lexicon.entry(head.ids[0]).get("yields") or (DEFAULT,))[0]
    if proven is None and text.tokens[i].first and head.end - i == 1:
        return None  # the capital of « Ordre du jour » is the sentence's
    end = proven or name_end(text, head.end, head.ids[0])
    if end == head.end and head.end - i == 1:
        if text.has(i, "service") and text.at(end, "demonym"):
            return None  # « l'Armée libanaise »
        return _pointer(text, i, end, kind)
    if end == head.end and text.has(i, "common-service") and _unnamed(text, i, end):
        return None  # « les Forces armées libanaises », « chef suprême des Forces armées »
    if known := known_by_acronym(text, i, end + 1) if proven else None:
        letters = (end + 1, end + 2)
        kind = text.lexicon.organization_class(known)
        return OrganizationMention((i, end + 3), ((i, end), letters), kind, known, letters)
    names, stop = with_aside(text, (i, end))
    return OrganizationMention((i, stop), names, kind, acronym=acronym_of(text, names))


def read_numbered(text: Text, i: int) -> OrganizationMention | None:
    """``la 3e brigade mécanisée``: a unit that its number names, with or without a capital."""
    if not text.has(i - 1, "definite") or not text.continues(i) or not _ordinal(text.tokens[i].text):
        return None
    head = text.at(i + 1, "head") if text.continues(i + 1) else None
    if head is None or not text.lexicon.entry(head.ids[0]).says("numbered"):
        return None
    kind = (text.lexicon.entry(head.ids[0]).get("yields") or (DEFAULT,))[0]
    end = name_end(text, head.end, head.ids[0])
    return OrganizationMention((i, end), ((i, end),), kind)


def _ordinal(word: str) -> bool:
    """Whether a token is a number with the ending of an ordinal: « 3e », « 14ème », « 1er »."""
    return word[:1].isdigit() and word.lstrip("0123456789") in _ORDINAL


def opens_state(text: Text, i: int, end: int) -> bool:
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
