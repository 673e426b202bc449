"""SPARQL in, what its tokens tell out, without a parser: its form, its variables, where its group begins.

What stands in a comment, an IRI or a text is no token (https://www.w3.org/TR/sparql11-query/#grammar).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"""
      \#[^\n\r]*
    | <[^<>"{}|^`\\\x00-\x20]*>
    | \"\"\"(?:(?:\"|\"\")?(?:[^"\\]|\\.))*\"\"\" | '''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | [?$](?P<variable>\w+)
    | _:\w+
    | (?P<prefix>(?:[^\W\d_][\w.-]*)?):(?P<local>[^\s{}()<>;,"']*)
    | (?P<word>[^\W\d_]\w*)
    | (?P<bracket>[{}()])
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def form(sparql: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE; nothing for what is none of them."""
    return next((word for word, _ in _words(sparql) if word in _FORMS), "")


def variables(sparql: str) -> set[str]:
    """Return the names of the variables of a query."""
    return {match["variable"] for match in _tokens(sparql) if match["variable"]}


def undeclared(sparql: str) -> dict[str, int]:
    """Return the prefixes that a query uses and does not declare, each with the offset of its first use."""
    used: dict[str, int] = {}
    declared: set[str] = set()
    before = ""
    for match in _tokens(sparql):
        if match["prefix"] is not None:
            if before == "PREFIX":
                declared.add(match["prefix"])
            else:
                used.setdefault(match["prefix"], match.start())
        before = (match["word"] or "").upper()
    return {prefix: offset for prefix, offset in used.items() if prefix not in declared}


def group_start(sparql: str) -> int | None:
    """Return the offset behind the brace that opens the group of WHERE, None where there is no such group.

    The short form ``CONSTRUCT WHERE { … }`` has a template alone, which takes no values.
    """
    asked = form(sparql)
    start = next((end for word, end in _words(sparql) if word in _FORMS), None)
    if start is None:
        return None
    depth, templates = 0, int(asked == "CONSTRUCT")
    for match in _tokens(sparql, start):
        if templates and (match["word"] or "").upper() == "WHERE" and not depth:
            return None
        if not match["bracket"]:
            continue
        if match["bracket"] == "{" and not depth:
            if not templates:
                return match.end()
            templates = 0
        depth += 1 if match["bracket"] in "{(" else -1
    return None


def _words(sparql: str) -> Iterator[tuple[str, int]]:
    """Give the keywords of a query in upper case, each with the offset behind it."""
    return ((match["word"].upper(), match.end()) for match in _tokens(sparql) if match["word"])


def _tokens(sparql: str, start: int = 0) -> Iterator[re.Match[str]]:
    return (match for match in _TOKEN.finditer(sparql, start) if match.lastgroup)
