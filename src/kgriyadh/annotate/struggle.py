"""What a service or body is against: ``contre la radicalisation, l'extrémisme violent et le terrorisme``."""

from __future__ import annotations

from kgriyadh.annotate.text import Text


def past_struggle(text: Text, i: int) -> int | None:
    """Past « contre », what is fought, in lower case, and the threats listed with it; else None."""
    end = text.after(i, "against") if text.continues(i) else None
    if end is None or not text.continues(end):
        return None
    end += text.has(end, "article")
    if not text.continues(end) or text.tokens[end].capital or text.has(end, "function"):
        return None
    end = _past_evil(text, end)
    while text.continues(end + 2) and text.joins(end) and text.has(end + 1, "article"):
        if not text.at(end + 2, "threat"):
            break
        end = _past_evil(text, end + 2)
    return end


def _past_evil(text: Text, i: int) -> int:
    """Past the noun of what is fought, or the whole wording of a threat, and its adjectives."""
    threat = text.at(i, "threat")
    end = threat.end if threat else i + 1
    while text.continues(end) and not text.at(end, "demonym") and text.adjective(end):
        end += 1
    return end
