"""The French ways to write a date, as regular expressions over plain text (see :func:`plain`).

Names of months and days come from CLDR by way of Babel. What remains here is grammar: the closed
class of adverbs and connectors. No two neighbouring parts of an expression can match the same
characters, so that matching takes linear time.
"""

from __future__ import annotations

import re
import unicodedata

from babel import Locale

_FRENCH = Locale("fr")
_ACCENTS = {letter: unicodedata.normalize("NFD", letter)[0] for letter in "àâäçéèêëîïôöùûü"}


def plain(text: str) -> str:
    """``text`` in lower case without French accents; every character keeps its place."""
    lowered = text.lower()
    if len(lowered) != len(text):  # « İ » becomes two characters
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for accented, bare in _ACCENTS.items():
        lowered = lowered.replace(accented, bare)
    return lowered


def _names(kind: str, width: str) -> dict[str, int]:
    names = (_FRENCH.months if kind == "months" else _FRENCH.days)["format"][width]
    return {plain(name).rstrip("."): number for number, name in names.items()}


def _abbreviations() -> dict[str, int]:
    """Every beginning of a month's name, of three letters or more, that fits no other month."""
    months = _names("months", "wide")
    starts = {name[:cut] for name in months for cut in range(3, len(name))}
    owners = {start: [n for name, n in months.items() if name.startswith(start)] for start in starts}
    return {start: numbers[0] for start, numbers in owners.items() if len(numbers) == 1}


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


MONTHS = _abbreviations() | _names("months", "abbreviated") | _names("months", "wide")
WEEKDAYS = _names("days", "abbreviated") | _names("days", "wide")

_SHORT_MONTHS = _names("months", "abbreviated")
WD = rf"(?:{_any(_names('days', 'wide'))})\b"
_WDX = rf"(?:{WD}|(?:{_any(_names('days', 'abbreviated'))})\.)"
_M = (
    rf"(?:(?:{_any(_names('months', 'wide'))})\b|(?:{_any(_abbreviations())})\."
    rf"|(?:{_any(_SHORT_MONTHS)})\b\.?)"
)
_D = r"(?:premier\b|1 ?er\b|0?[1-9](?!\d)|[12]\d(?!\d)|3[01](?!\d))"
_Y = r"(?:1[5-9]|20)\d\d(?!\d)"


def _day(tag: str) -> str:
    return rf"(?:(?P<wd{tag}>{_WDX})(?:,? le |,? \(|,? ))?(?P<d{tag}>{_D})"


def _month(tag: str) -> str:
    return rf"(?: du mois de)? (?P<m{tag}>{_M})(?:,? (?P<y{tag}>{_Y}))?"


_TURN = r"dernier|passe|ecoule|prochain|courant"
_HOUR = r"(?: (?:matin|soir|midi|apres-midi)\b)"

ISO = re.compile(rf"(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")
NUMERIC = re.compile(
    rf"(?P<d>\d\d?)(?P<mark>[/.-])(?P<m>\d\d?)(?P=mark)(?P<y>{_Y}|(?<=/)\d\d(?!\d))(?![/-]\d)"
)
HIJRI = re.compile(rf"(?:{_WDX},? )?(?:{_D}) (?!{_M})[^\W\d][\w' -]{{2,20}}? 1[34]\d\d(?!\d)")
SINGLE = re.compile(rf"{_day('')}{_month('')}(?: (?P<turn>{_TURN})\b)?")
RANGE = re.compile(
    rf"{_day('1')}(?:{_month('1')})?"
    rf"(?P<link>,? (?:et )?jusqu'au | au | a |,? et (?:le |du )?| ?[-–] ?){_day('2')}{_month('2')}"
)
LIST = re.compile(rf"(?P<days>{_D}(?:, (?:le )?(?:{WD} )?{_D}){{1,9}}),? et (?:le )?{_day('2')}{_month('2')}")
OF_MONTH = re.compile(
    rf"(?P<d>{_D})(?: (?:du mois )?courant| (?:du|de ce) mois)\b(?! de\b| d')(?: (?P<turn>{_TURN})\b)?"
)
WEEKDAYS_RANGE = re.compile(
    rf"(?P<wd1>{WD}){_HOUR}?(?P<link>,? (?:et )?jusqu'(?:a|au) | a | au |,? et | ?[-–] ?)"
    rf"(?P<wd2>{WD}){_HOUR}?"
)
WEEKDAY_OF_MONTH = re.compile(rf"(?P<wd>{WD}) (?P<d>{_D})(?! ?[hH:%]|[.,/]\d)")
WEEKDAY = re.compile(rf"(?P<wd>{WD})(?! (?:saint|gras|noir)\b){_HOUR}?(?: (?P<turn>{_TURN})\b)?")
DEICTIC = re.compile(
    rf"(?P<word>avant-hier|hier|aujourd'hui|demain|apres-demain)\b{_HOUR}?"
    r"|(?P<today>ce (?:jour|matin|midi|soir)|cet apres-midi|cette nuit)\b(?!-la)"
    r"|(?P<back>il y a|dans) (?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)*) jours?\b"
)
DAYS_FROM_TODAY = {"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "demain": 1, "apres-demain": 2}
RELATIVE = re.compile(
    rf"(?:la |l'|le )?(?P<word>avant-veille|veille|surlendemain|lendemain)\b{_HOUR}?"
    r"(?P<of> (?:de|du|des)\b| d')?"
    r"|(?P<same>(?:le |ce |du )?meme jour|ce (?:jour|matin|soir)-la|cette nuit-la|le jour meme)\b"
    r"|(?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)*) (?P<unit>jour|semaine)s? (?P<turn>plus tot|auparavant|plus tard)\b"
)
DAYS_FROM_OTHER = {"avant-veille": -2, "veille": -1, "lendemain": 1, "surlendemain": 2}
VAGUE = re.compile(
    r"(?:(?:ce|le) (?:week-end|mois)|(?:cette|la) (?:semaine|annee)|l'an(?:nee)?)"
    rf" (?:{_TURN}|derniere|passee|ecoulee|prochaine)\b"
    r"|(?:ce (?:week-end|mois)|cette (?:semaine|annee))\b(?:-ci\b)?(?!-)"
    r"|ces (?:derniers|prochains) (?:jours|mois)\b"
)
MONTH = re.compile(rf"(?P<m>{_M})(?: (?P<y>{_Y})| (?P<turn>{_TURN})\b)?")
YEAR = re.compile(rf"{_Y}")

# Words before a date that belong to it, by the rule that asks; each ends where the date begins.
BEFORE_RANGE = re.compile(
    r"(?<![\w-])(?:(?:dans la )?nuit )?(?:du|de|entre(?: le)?|les|des|depuis(?: le)?) $"
)
BEFORE_WEEKDAY = re.compile(r"(?<![\w-])ce $")
BEFORE_MONTH = re.compile(
    r"(?<![\w-])(?:(?:en|depuis|des|fin|debut|courant|mi|vers|d'ici)[ -]|(?:le|au|du|en) mois (?:de |d'))$"
)
BEFORE_OF_MONTH = re.compile(r"(?<![\w-])(?:le|du|au) $")
BEFORE_YEAR = re.compile(r"(?<![\w-])(?:en|depuis|l'annee|fin|debut|courant|d'ici) $")
# « tous les jeudis », « chaque mardi », « un lundi »: no day in particular.
HABIT = re.compile(r"(?<![\w-])(?:chaque|tous les|un) $")
# Where an expression can begin at all: everything else is passed over quickly.
START = re.compile(
    rf"(?<![\w-])(?:\d|{WD}|(?:{_any(_names('days', 'abbreviated'))})\.|{_M}|premier\b|(?:avant-)?hier\b"
    r"|aujourd'hui\b|(?:apres-)?demain\b|la (?:veille|semaine|annee)|l'an|l'avant-veille"
    r"|(?:le )?(?:sur)?lendemain"
    r"|(?:avant-)?veille\b|(?:le |du )?meme jour|le jour meme|le (?:mois|week)|ce(?:tte|t|s)? [jmswnadp]"
    r"|il y a |dans [\da-z]|[a-z]+(?:-[a-z]+)* (?:jour|semaine)s? (?:plus|aupa))"
)
