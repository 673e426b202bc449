"""A text in, the same out for a person's eyes: what a terminal would obey is shown instead.

Dispatches come from anywhere, and an escape sequence in one could rewrite what the screen says.
"""

from __future__ import annotations

# U+2400 to U+2421 picture the controls of ASCII; those of ISO 6429 (U+0080 to U+009F) have no pictures.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_SHOWN = _PICTURES | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


def visible(text: str) -> str:
    """Return a text of the same length in which only tabs and line ends control anything."""
    return text.translate(_SHOWN)
