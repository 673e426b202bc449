"""What a date expression means, and the calendar reckoning behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
# How far ahead of the publication a date without a year may lie before it is taken for a past one.
AHEAD = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class When:
    """A date expression at code points ``start`` to ``end`` of the text searched.

    ``first`` is the day, or the first day of a period whose last is ``last``; None when it can't
    be resolved. ``following`` is the other reading of a day that the text leaves open (« jeudi »,
    « le 14 mars »): the next such day after the publication, for events still to come. ``offset``
    counts days from another date of the text (kind ``relative``: « la veille » is -1).

    Kinds: ``date`` (day, month, year), ``day`` (day and month), ``period``, ``days`` (some days
    from first to last, not all), ``night``, ``weekday``, ``weekday-last``, ``weekday-next``,
    ``deictic`` (« hier »), ``relative``; never resolved: ``month``, ``year``, ``vague``.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    kind: str
    following: date | None = None
    offset: int | None = None


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(day: date | None, days: int) -> date | None:
    """The date so many days later, or None when unknown or beyond the calendar."""
    try:
        return day + days * DAY if day else None
    except OverflowError:
        return None


def weekday_before(weekday: int, limit: date | None) -> date | None:
    """The last such weekday (Monday is 0) up to and including ``limit``."""
    return shifted(limit, -((limit.weekday() - weekday) % 7)) if limit else None


def weekday_after(weekday: int, limit: date | None) -> date | None:
    """The first such weekday (Monday is 0) strictly after ``limit``."""
    return shifted(limit, (weekday - limit.weekday() - 1) % 7 + 1) if limit else None


def day_before(month: int, day: int, limit: date | None) -> date | None:
    """The last such day of the year up to and including ``limit``; 29 February may be 8 years back."""
    years = range(limit.year, max(limit.year - 9, 0), -1) if limit else ()
    found = (make_date(year, month, day) for year in years)
    return next((d for d in found if d and limit and d <= limit), None)


def day_after(month: int, day: int, limit: date | None) -> date | None:
    """The first such day of the year strictly after ``limit``."""
    years = range(limit.year, limit.year + 9) if limit else ()
    found = (make_date(year, month, day) for year in years)
    return next((d for d in found if d and limit and d > limit), None)


def likely_day(month: int, day: int, weekday: int | None, published: date | None) -> date | None:
    """The day that « 14 mars » means in a text of ``published``.

    It is the last such day that is at most 62 days after the publication: news tells the past,
    and announces the near future. A weekday that contradicts this, but fits the next such day
    within 300 days, decides for that one (« lundi 5 octobre », announced in March).
    """
    likely = day_before(month, day, _ahead(published))
    if weekday is None or likely is None or published is None or likely.weekday() == weekday:
        return likely
    later = day_after(month, day, likely)
    fits = later is not None and later.weekday() == weekday and (later - published).days <= 300
    return later if fits else likely


def _ahead(published: date | None) -> date | None:
    return shifted(published, AHEAD.days)


def nearest_in_month(weekday: int, day: int, published: date | None) -> date | None:
    """The day that « mardi 15 » means: that day of a month near ``published``, if a Tuesday."""
    near = (shifted(published, offset) for offset in sorted(range(-31, 32), key=abs))
    return next((d for d in near if d and d.day == day and d.weekday() == weekday), None)
