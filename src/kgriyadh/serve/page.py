"""What a page shows in, HTML out: texts and labels are escaped, links lead to pages of ours or the web."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

# The folders of the things that facts tie a thing to, and the headings of the sections that have them.
_FOLDERS = ("membership", "rank", "meeting", "threat", "organization", "person", "place", "role", "rest")
_SECTIONS = {folder: folder for folder in _FOLDERS}
_OF_A_MEETING = {"rest": "circumstances", "person": "person", "place": "place"}
_OF_A_MEETING |= {folder: name for folder, name in _SECTIONS.items() if folder not in _OF_A_MEETING}

EXAMPLE = """\
SELECT ?person ?name
WHERE { ?person a kgr:Person ; rdfs:label ?name }
ORDER BY ?name
LIMIT 100"""


def render(template: str, language: str, base: str, **values: object) -> str:
    """Return the page ``template`` makes of ``values``; ``base`` starts the IRIs of things."""
    page = _environment().get_template(f"{template}.html")
    return page.render(
        language=language,
        say=_phrases()[language],
        sections=lambda iri: _OF_A_MEETING if iri.startswith(f"{base}meeting/") else _SECTIONS,
        address=lambda iri: address(iri, base),
        **values,
    )


def address(iri: str | None, base: str) -> str | None:
    """Return where a link to ``iri`` leads: a page of this server, a web address, else None.

    Texts are hostile input: only http and https are addresses.
    """
    if iri is None:
        return None
    if iri.startswith(base):
        return f"/id/{quote(iri.removeprefix(base), safe='/-._~%')}"
    return iri if urlsplit(iri).scheme in ("http", "https") else None


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kgriyadh.serve"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _phrases() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files(__package__).joinpath("phrases.toml").read_text("utf-8"))
