"""A match of a pattern in, the :class:`When` that it means out; None where it means no date.

All rules have one signature: the match, the plain text just before it, the day of publication.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgriyadh.dates import patterns as p
from kgriyadh.dates.numerals import cardinal
from kgriyadh.dates.when import (
    When,
    day_after,
    day_before,
    likely_day,
    make_date,
    nearest_in_month,
    shifted,
    weekday_after,
    weekday_before,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    Match = re.Match[str]
    Rule = Callable[[Match, str, date | None], When | None]


def rules() -> tuple[tuple[re.Pattern[str], Rule], ...]:
    """The rules in the order in which they are tried at one place: the longest reading first."""
    return (
        (p.ISO, _iso),
        (p.NUMERIC, _iso),
        (p.LIST, _list),
        (p.RANGE, _range),
        (p.SINGLE, _single),
        (p.OF_MONTH, _of_month),
        (p.WEEKDAYS_RANGE, _weekdays),
        (p.WEEKDAY_OF_MONTH, _weekday_of_month),
        (p.WEEKDAY, _weekday),
        (p.DEICTIC, _deictic),
        (p.RELATIVE, _relative),
        (p.VAGUE, _vague),
        (p.MONTH, _month),
        (p.YEAR, _year),
    )


def _start(match: Match, left: str, lead: re.Pattern[str]) -> int:
    before = lead.search(left)
    return match.start() - len(before[0]) if before else match.start()


def _number(day: str) -> int:
    return 1 if day.startswith("premier") else int(re.sub(r"\D", "", day))


def _name(names: dict[str, int], word: str) -> int:
    return names[word.rstrip(".")]


def _iso(match: Match, left: str, published: date | None) -> When | None:
    year = int(match["y"])
    day = make_date(year + 2000 if year < 100 else year, int(match["m"]), int(match["d"]))
    return When(match.start(), match.end(), day, None, "date") if day else None


def _single(match: Match, left: str, published: date | None) -> When | None:
    month, day = _name(p.MONTHS, match["m"]), _number(match["d"])
    if make_date(2000, month, day) is None:
        return None
    if match["y"]:
        exact = make_date(int(match["y"]), month, day)
        return When(match.start(), match.end(), exact, None, "date") if exact else None
    weekday = _name(p.WEEKDAYS, match["wd"]) if match["wd"] else None
    following = day_after(month, day, published)
    if match["turn"] == "prochain":
        first = following
    elif match["turn"] in {"dernier", "passe", "ecoule"}:
        first = day_before(month, day, published)
    else:
        first = likely_day(month, day, weekday, published)
    return When(match.start(), match.end(), first, None, "day", None if match["turn"] else following)


def _bounds(match: Match, published: date | None) -> tuple[date | None, date | None] | None:
    """First and last day of « du 28 février au 3 mars »; None where the calendar has no such days."""
    month2, day1, day2 = _name(p.MONTHS, match["m2"]), _number(match["d1"]), _number(match["d2"])
    month1 = _name(p.MONTHS, match["m1"]) if match["m1"] else month2
    year2 = match["y2"] or (match["y1"] if month1 <= month2 else None)
    if not make_date(2000, month1, day1) or not make_date(2000, month2, day2):
        return None
    weekday = _name(p.WEEKDAYS, match["wd2"]) if match["wd2"] else None
    last = make_date(int(year2), month2, day2) if year2 else likely_day(month2, day2, weekday, published)
    if last is None:
        return None if year2 else (None, None)
    year1 = int(match["y1"] or (last.year if (month1, day1) <= (month2, day2) else last.year - 1))
    first = make_date(year1, month1, day1)
    return (first, last) if first and first < last else None


def _range(match: Match, left: str, published: date | None) -> When | None:
    bounds = _bounds(match, published)
    if not bounds:
        return None
    start = _start(match, left, p.BEFORE_RANGE)
    lead = left[len(left) - match.start() + start :]
    kind = "night" if "nuit" in lead else "period"
    if "et " in match["link"] and "jusqu" not in match["link"] and "entre" not in lead:
        if match["m1"] and not _adjacent(*bounds):
            return None
        kind = "period" if _adjacent(*bounds) else "days"
    return When(start, match.end(), *bounds, kind, _next_start(match, bounds[0], published))


def _next_start(match: Match, first: date | None, published: date | None) -> date | None:
    """The first day of the next such period, where the text gives no year."""
    return None if match["y2"] or not first else day_after(first.month, first.day, published)


def _adjacent(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and shifted(first, 1) == last


def _list(match: Match, left: str, published: date | None) -> When | None:
    days = [_number(d) for d in re.findall(r"\d+|premier", match["days"])] + [_number(match["d2"])]
    month = _name(p.MONTHS, match["m2"])
    if days != sorted(set(days)) or not make_date(2000, month, days[-1]):
        return None
    year = match["y2"]
    last = make_date(int(year), month, days[-1]) if year else likely_day(month, days[-1], None, published)
    if year and not last:
        return None
    kind = "period" if days == list(range(days[0], days[-1] + 1)) else "days"
    first = last.replace(day=days[0]) if last else None
    start = _start(match, left, p.BEFORE_RANGE)
    return When(start, match.end(), first, last, kind, _next_start(match, first, published))


def _of_month(match: Match, left: str, published: date | None) -> When | None:
    if not p.BEFORE_OF_MONTH.search(left):
        return None
    month = published
    if published and match["turn"] in {"dernier", "passe", "ecoule"}:
        month = shifted(published.replace(day=1), -1)
    elif published and match["turn"] == "prochain":
        month = shifted(published.replace(day=28), 4)
    first = make_date(month.year, month.month, _number(match["d"])) if month else None
    return When(_start(match, left, p.BEFORE_OF_MONTH), match.end(), first, None, "day")


def _weekdays(match: Match, left: str, published: date | None) -> When | None:
    one, two = _name(p.WEEKDAYS, match["wd1"]), _name(p.WEEKDAYS, match["wd2"])
    start = _start(match, left, p.BEFORE_RANGE)
    lead = left[len(left) - match.start() + start :]
    apart = "et " in match["link"] and "jusqu" not in match["link"] and "entre" not in lead
    if one == two or (apart and (two - one) % 7 != 1):
        return None
    first = weekday_before(one, published)
    last = weekday_after(two, first)
    kind = "night" if "nuit" in lead else "period"
    return When(start, match.end(), first, last, kind, weekday_after(one, published))


def _weekday_of_month(match: Match, left: str, published: date | None) -> When | None:
    day = nearest_in_month(_name(p.WEEKDAYS, match["wd"]), _number(match["d"]), published)
    return When(match.start(), match.end(), day, None, "day") if day else None


def _weekday(match: Match, left: str, published: date | None) -> When | None:
    if p.HABIT.search(left):
        return None
    number, turn = _name(p.WEEKDAYS, match["wd"]), match["turn"]
    following = weekday_after(number, published)
    start = _start(match, left, p.BEFORE_WEEKDAY)
    if turn == "prochain":
        return When(start, match.end(), following, None, "weekday-next")
    if turn in {"dernier", "passe", "ecoule"}:
        past = weekday_before(number, shifted(published, -1))
        return When(start, match.end(), past, None, "weekday-last")
    return When(start, match.end(), weekday_before(number, published), None, "weekday", following)


def _deictic(match: Match, left: str, published: date | None) -> When | None:
    if match["today"]:
        days: int | None = 0
    elif match["word"]:
        days = p.DAYS_FROM_TODAY[match["word"]]
    else:
        number = cardinal(match["n"])
        days = number if number is None or match["back"] == "dans" else -number
    if days is None:
        return None
    return When(match.start(), match.end(), shifted(published, days), None, "deictic")


def _relative(match: Match, left: str, published: date | None) -> When | None:
    if left.endswith("du jour au "):
        return None
    if match["word"] and match["of"]:
        return When(match.start(), match.end(), None, None, "vague")
    if match["n"]:
        number = cardinal(match["n"])
        if number is None or _continues_number(left):
            return None
        days = number * (7 if match["unit"] == "semaine" else 1)
        offset = days if match["turn"] == "plus tard" else -days
    else:
        offset = p.DAYS_FROM_OTHER[match["word"]] if match["word"] else 0
    return When(match.start(), match.end(), None, None, "relative", offset=offset)


def _continues_number(left: str) -> bool:
    """Whether a number word stands before: only the end of « vingt et un jours » was matched."""
    before = left.removesuffix("et ").split()[-1:]
    return bool(before) and cardinal(before[0]) is not None


def _vague(match: Match, left: str, published: date | None) -> When | None:
    return When(match.start(), match.end(), None, None, "vague")


def _month(match: Match, left: str, published: date | None) -> When | None:
    start = _start(match, left, p.BEFORE_MONTH)
    named = match["y"] or match["turn"] or start < match.start()
    return When(start, match.end(), None, None, "month") if named else None


def _year(match: Match, left: str, published: date | None) -> When | None:
    start = _start(match, left, p.BEFORE_YEAR)
    return When(start, match.end(), None, None, "year") if start < match.start() else None
