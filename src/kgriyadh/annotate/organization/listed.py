"""Bodies that the authority knows, by name, acronym, or the words by which they are called."""

from __future__ import annotations

from kgriyadh.annotate.mention import OrganizationMention
from kgriyadh.annotate.organization.aside import acronym_of, with_aside
from kgriyadh.annotate.organization.headed import DEFAULT, opens_state, read_headed
from kgriyadh.annotate.text import Text

_OF_STATES = "kgr:InternationalOrganization"


def read_listed(text: Text, i: int) -> OrganizationMention | None:
    match = text.at(i, "organization")
    if match is None:
        return None
    headed = read_headed(text, i)
    if headed and headed.acronym and headed.span[1] > match.end + 3:
        return headed
    if headed and headed.span[1] > match.end and text.has(match.end, "national"):
        return headed  # « le Conseil de sécurité nationale » is not that of the United Nations
    kind = text.lexicon.organization_class(match.ids[0])
    demonym = text.at(match.end, "demonym") if headed and text.continues(match.end) else None
    if kind == _OF_STATES and demonym and not text.tokens[match.end].capital:
        names, end = with_aside(text, (i, demonym.end))  # nor is « le Conseil de sécurité russe »
        return OrganizationMention((i, end), names, DEFAULT, acronym=acronym_of(text, names))
    names, end = with_aside(text, (i, match.end))
    return OrganizationMention((i, end), names, kind, match.ids[0], acronym_of(text, names))


def read_called(text: Text, i: int) -> OrganizationMention | None:
    """« l'organisation sous-régionale »: words by which the vocabulary says that a body is called."""
    match = text.at(i, "anaphor")
    if (
        match is None
        or i == 0
        or not text.has(i - 1, "definite")
        or not text.continues(i)
        or text.has(i, "service")
        or opens_state(text, i, match.end)
    ):
        return None
    ids = tuple(id for id in match.ids if id.startswith("organization/"))
    return (
        OrganizationMention((i, match.end), ((i, match.end),), DEFAULT, pointer=True, candidates=ids)
        if ids
        else None
    )
