"""Days as people type them: in figures, by name, or counted from today."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final, TypeAlias

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.parsing.day_words import DayWords, tongues, words_of
from coalition_cli.phrasing.dates import long_form

LEAP_YEARS_APART: Final = 8

_YEAR_FIRST: Final = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:[./-](\d{4}|\d{2})?)?")
_CENTURY: Final = 2000
_MONTHS: Final = 12
_LEAST_YEAR: Final = 1000
_LONGEST: Final = 80

_Reader: TypeAlias = Callable[[Sequence[str], DayWords, date], date | None]


def read_date(typed: str, today: date) -> date:
    """The day that ``typed`` means, today or later.

    Day before month in figures; month names and weekdays in full or by their first three or more
    letters. Without a year it is the next such day that is not before ``today``; a month alone is
    its last day, "next Friday" that of the next week. Raises ``Problem``, which names the accepted
    forms, where nothing can be read, the day does not exist, figures may mean two days, or it lies
    before ``today``.
    """
    found = _read(typed, today)
    if found is None:
        raise Problem(
            _(
                "That is not a day I can read. Write it like 2026-12-12, 12 December, 12/12 (day "
                "first), next Monday, or in 3 weeks."
            )
        )
    if found < today:
        raise Problem(
            _("{day} is before today, {today}. Which day is meant?").format(
                day=long_form(found), today=long_form(today)
            )
        )
    return found


def read_past_date(typed: str, today: date) -> date:
    """The day that ``typed`` means, ``today`` or earlier; without a year it is the last such day.

    Raises ``Problem`` where nothing can be read, the day does not exist, or it lies after
    ``today``.
    """
    found = _read_past(typed, today)
    if found is None or found > today:
        sentence = _(
            "Which day was it, {today} or before? Write it like 2026-12-12, 12 December or Monday."
        )
        raise Problem(sentence.format(today=long_form(today)))
    return found


def _read(typed: str, today: date) -> date | None:
    """The first reading of ``typed`` in any language; None where there is none."""
    figures = _in_figures("".join(typed.split()), today)
    if figures:
        return figures
    words = words_of(typed) if len(typed) <= _LONGEST else []
    for tongue in tongues():
        for read in _READERS:
            found = read(words, tongue, today)
            if found is not None:
                return found
    return None


def _read_past(typed: str, today: date) -> date | None:
    a_year_ago, a_week_ago = today - timedelta(days=364), today - timedelta(days=6)
    figures = _in_figures("".join(typed.split()), a_year_ago)
    if figures:
        return figures
    words = words_of(typed) if len(typed) <= _LONGEST else []
    for tongue in tongues():
        found = (
            _by_name(words, tongue, today)
            or _by_weekday(words, tongue, a_week_ago)
            or _by_month(words, tongue, a_year_ago)
        )
        if found is not None:
            return found
    return None


def _in_figures(text: str, earliest: date) -> date | None:
    """The day that figures mean, ``earliest`` or later where they name no year.

    None where it is not written in figures.
    """
    figures = _YEAR_FIRST.fullmatch(text)
    if figures and (figures[2] or len(text) == len("20260105")):
        return _day(int(figures[4]), int(figures[3]), int(figures[1]), earliest)
    figures = _DAY_FIRST.fullmatch(text)
    if not figures:
        return None
    first, second = int(figures[1]), int(figures[3])
    year = _year(figures[4]) if figures[4] else None
    found = _day(first, second, year, earliest)
    if figures[2] == "/" and first != second and first <= _MONTHS:
        sentence = _("{day} or {other}: which? Write the month as a word.")
        other = _day(second, first, year, earliest)
        raise Problem(sentence.format(day=long_form(found), other=long_form(other)))
    return found


def _by_name(words: Sequence[str], tongue: DayWords, today: date) -> date | None:
    count = tongue.days.get(" ".join(words))
    return None if count is None else today + timedelta(days=count)


def _from_today(words: Sequence[str], tongue: DayWords, today: date) -> date | None:
    """So many days, weeks or months from today: "in 3 weeks", "a month"."""
    said = _told(words, tongue)
    units = [tongue.units[word] for word in said if word in tongue.units]
    counts = [count for word in said if (count := _count(word, tongue)) is not None]
    if len(said) != 2 or len(units) != 1 or len(counts) != 1:
        return None
    try:
        if units[0] == "month":
            return _months_later(today, counts[0])
        return today + (timedelta(weeks=counts[0]) if units[0] == "week" else timedelta(counts[0]))
    except (OverflowError, ValueError):
        return None


def _by_following(words: Sequence[str], tongue: DayWords, today: date) -> date | None:
    """The next week, a week from today; the next month, its last day."""
    said = _told(words, tongue)
    units = [tongue.units[word] for word in said if word in tongue.units]
    rest = [word for word in said if word not in tongue.units]
    if len(units) != 1 or not rest or not tongue.following.issuperset(rest):
        return None
    if units[0] == "month":
        return _last_of(_months_later(today.replace(day=1), 1))
    return today + timedelta(weeks=1) if units[0] == "week" else None


def _by_end(words: Sequence[str], tongue: DayWords, today: date) -> date | None:
    """The end of a month or of this one: "end of December", "the end of the month"."""
    if not tongue.end.intersection(words):
        return None
    rest = [word for word in _told(words, tongue) if word not in tongue.end]
    if [tongue.units.get(word) for word in rest] == ["month"]:
        return _last_of(today)
    return _month_alone(rest, tongue, today)


def _month_alone(words: Sequence[str], tongue: DayWords, today: date) -> date | None:
    """The last day of a month that is named without a day, and maybe with its year."""
    names = [tongue.months[word] for word in words if word in tongue.months]
    years = [int(word) for word in words if word.isdecimal()]
    if len(names) != 1 or len(words) != len(names) + len(years) or len(years) > 1:
        return None
    if years and not _LEAST_YEAR <= years[0] <= date.max.year:
        return None
    year = years[0] if years else today.year + (names[0] < today.month)
    return _last_of(date(year, names[0], 1))


def _by_weekday(words: Sequence[str], tongue: DayWords, today: date) -> date | None:
    named = [tongue.weekdays[word] for word in words if word in tongue.weekdays]
    # "next Monday", but also "Jumatatu ijayo": languages put the word on either side.
    rest = [word for word in _told(words, tongue) if word not in tongue.weekdays]
    if len(named) != 1 or not tongue.following.issuperset(rest):
        return None
    if rest:
        return today + timedelta(days=7 - today.weekday() + named[0] - 1)
    return today + timedelta(days=(named[0] - 1 - today.weekday()) % 7)


def _by_month(words: Sequence[str], tongue: DayWords, today: date) -> date | None:
    names = tongue.months
    weekday = None
    # "Mon 12 March", but in "mar 12" the one word is the month, not a Tuesday in Spanish.
    if any(word in names for word in words[1:]):
        weekday = tongue.weekdays.get(words[0])
    rest = words[1:] if weekday else words
    spelled = [word for word in rest if word in names]
    figures = [word for word in rest if word.isdecimal()]
    small = tongue.linking | tongue.ordinals | tongue.articles | tongue.fillers
    others = [word for word in rest if not word.isdecimal() and word not in names]
    if len(spelled) != 1 or not figures or len(figures) > 2 or not small.issuperset(others):
        return None
    year = _year(figures[1]) if len(figures) > 1 else None
    if year is not None and year < _LEAST_YEAR:
        return None
    found = _day(int(figures[0]), names[spelled[0]], year, today)
    if weekday and found.weekday() != weekday - 1:
        raise Problem(_("That date is {day}. Which day is meant?").format(day=long_form(found)))
    return found


def _by_day_of_month(words: Sequence[str], tongue: DayWords, today: date) -> date | None:
    """The next day of this number: "the 15th". A bare number is none."""
    figures = [int(word) for word in words if word.isdecimal()]
    marks = [word for word in words if not word.isdecimal() and word not in tongue.fillers]
    if len(figures) != 1 or not marks or not (tongue.articles | tongue.ordinals).issuperset(marks):
        return None
    month = today.replace(day=1)
    for _month in range(3):  # of three months that follow each other one has 31 days
        if figures[0] <= _last_of(month).day and month.replace(day=figures[0] or 1) >= today:
            return month.replace(day=figures[0]) if figures[0] else None
        month = _months_later(month, 1)
    return None


_READERS: Final[tuple[_Reader, ...]] = (
    _by_name,
    _from_today,
    _by_following,
    _by_end,
    _by_weekday,
    lambda words, tongue, today: _month_alone(_told(words, tongue), tongue, today),
    _by_month,
    _by_day_of_month,
)


def _told(words: Sequence[str], tongue: DayWords) -> list[str]:
    """``words`` without those that only hold the others together."""
    small = tongue.fillers | tongue.linking | tongue.articles
    # In Swahili the word for "of" before a month holds the word "month".
    return [word for word in words if word not in small or word in tongue.units]


def _count(word: str, tongue: DayWords) -> int | None:
    return int(word) if word.isdecimal() else tongue.counts.get(word)


def _year(said: str) -> int:
    """A year as it was said: 27 is 2027."""
    return _CENTURY + int(said) if len(said) == len("27") else int(said)


def _last_of(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _day(day: int, month: int, year: int | None, today: date) -> date:
    years = [year] if year is not None else range(today.year, today.year + LEAP_YEARS_APART + 1)
    for candidate in years:
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year is not None or found >= today:
            return found
    raise Problem(
        _("There is no such day. Write it like 2026-12-12, 12 December or 12/12 (day first).")
    )


def _months_later(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
