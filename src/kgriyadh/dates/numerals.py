"""French number words in, an integer out, up to 999 999.

Number words are a closed class with a grammar, hence code and not vocabulary. PyPI's text2num
does the same; its 3.x is a compiled extension without types, which these lines spare the user.
"""

from __future__ import annotations

import re

from kgriyadh.dates.patterns import plain

_UNITS = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_VALUES = {word: value for value, word in enumerate(_UNITS.split())} | {"une": 1}
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70}
_TENS |= {"huitante": 80, "octante": 80, "nonante": 90}
_DIGITS = re.compile(r"\d{1,9}|\d{1,3}(?:[ .]\d{3}){1,2}")


def cardinal(text: str) -> int | None:
    """The number that ``text`` as a whole writes, in words (to 999 999) or digits; else None.

    >>> cardinal("Quarante-trois"), cardinal("1 650"), cardinal("deux ministres")
    (43, 1650, None)
    """
    text = re.sub(r"[\u00a0\u202f]", " ", plain(text)).strip()
    if text.isascii() and _DIGITS.fullmatch(text):
        return int(re.sub(r"[ .]", "", text))
    words = re.split(r"[ -]+", text)
    if not 0 < len(words) < 16:
        return None
    if not {"mille", "milles"} & set(words):
        return _below_thousand(words)
    cut = next(i for i, word in enumerate(words) if word in {"mille", "milles"})
    return _sum_of(_below_thousand(words[:cut]) if cut else 1, words[cut + 1 :])


def _sum_of(thousands: int | None, rest: list[str]) -> int | None:
    below = _below_thousand(rest) if rest else 0
    if not thousands or below is None or (rest and not below):
        return None
    return thousands * 1000 + below


def _below_thousand(words: list[str]) -> int | None:
    cuts = [i for i, word in enumerate(words) if word in {"cent", "cents"}]
    if not cuts:
        return _below_hundred(words)
    hundreds = _below_hundred(words[: cuts[0]]) if cuts[0] else 1
    rest = words[cuts[0] + 1 :]
    below = _below_hundred(rest) if rest else 0
    if not hundreds or hundreds > 9 or below is None or (rest and not below):
        return None
    return hundreds * 100 + below


def _below_hundred(words: list[str]) -> int | None:
    if words[0] == "quatre" and words[1:2] in (["vingt"], ["vingts"]):
        return _with_unit(80, words[2:], 20)
    if words[0] in _TENS:
        tens = _TENS[words[0]]
        return _with_unit(tens, words[1:], 20 if tens == 60 else 10)
    return _unit(words)


def _with_unit(tens: int, rest: list[str], room: int) -> int | None:
    if rest[:1] == ["et"] and rest[1:] in (["un"], ["une"], ["onze"]):
        rest = rest[1:]
    unit = _unit(rest) if rest else 0
    return None if unit is None or (rest and not 0 < unit < room) else tens + unit


def _unit(words: list[str]) -> int | None:
    if len(words) == 2 and words[0] == "dix" and words[1] in {"sept", "huit", "neuf"}:
        return 10 + _VALUES[words[1]]
    return _VALUES.get(words[0]) if len(words) == 1 else None
