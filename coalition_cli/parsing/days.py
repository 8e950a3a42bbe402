"""Days as people type them: in figures, by name, or counted from today."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.i18n import _, english
from coalition_cli.phrasing.dates import long_form, months, weekdays
from coalition_cli.phrasing.sentences import in_words

FEWEST_LETTERS: Final = 3
LEAP_YEARS_APART: Final = 8

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4})?)?")
_WORDS: Final = re.compile(r"\d+|[^\W\d]+")


def read_date(typed: str, today: date) -> date:
    """The day that ``typed`` means, today or later.

    Day before month in figures; month names and weekdays in full or by their first three or more
    letters. Without a year it is the next such day that is not before ``today``. Raises
    ``Problem``, which names the accepted forms, where nothing can be read, the day does not exist,
    or it lies before ``today``.
    """
    text = " ".join(typed.split()).casefold()
    found = _in_figures(text, today) or _spoken(_words(text), today)
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
    text = " ".join(typed.split()).casefold()
    a_year_ago = today - timedelta(days=364)
    found = _in_figures(text, a_year_ago) or _spoken_of(_words(text), today, a_year_ago)
    if found is None or found > today:
        sentence = _(
            "Which day was it, {today} or before? Write it like 2026-12-12, 12 December or Monday."
        )
        raise Problem(sentence.format(today=long_form(today)))
    return found


def _in_figures(text: str, earliest: date) -> date | None:
    """The day that figures mean, ``earliest`` or later where they name no year.

    None where it is not written in figures.
    """
    figures = _ISO.fullmatch(text)
    if figures:
        year, month, day = (int(part) for part in figures.groups())
        return _day(day, month, year, earliest)
    figures = _DAY_FIRST.fullmatch(text)
    if figures:
        said_year = int(figures[3]) if figures[3] else None
        return _day(int(figures[1]), int(figures[2]), said_year, earliest)
    return None


def _spoken_of(words: Sequence[str], today: date, a_year_ago: date) -> date | None:
    """A day that is over, in the words of the room or in English; None where there is none."""
    for tongue in (nullcontext(), english()):
        with tongue:
            days = {_plain(_("today")): today, _plain(_("yesterday")): today - timedelta(days=1)}
            a_week_ago = today - timedelta(days=6)
            found = (
                days.get(" ".join(words))
                or _by_weekday(words, a_week_ago)
                or _by_month(words, a_year_ago)
            )
            if found is not None:
                return found
    return None


def _spoken(words: Sequence[str], today: date) -> date:
    """The day, in the words of the room or in English."""
    for tongue in (nullcontext(), english()):
        with tongue:
            for read in (_by_name, _from_today, _by_weekday, _by_month):
                found = read(words, today)
                if found is not None:
                    return found
    raise Problem(
        _(
            "That is not a day I can read. Write it like 2026-12-12, 12 December, 12/12 (day "
            "first), next Monday, or in 3 weeks."
        )
    )


def _by_name(words: Sequence[str], today: date) -> date | None:
    named = {_plain(_("today")): today, _plain(_("tomorrow")): today + timedelta(days=1)}
    return named.get(" ".join(words))


def _from_today(words: Sequence[str], today: date) -> date | None:
    units = {
        **dict.fromkeys((_plain(_("day")), _plain(_("days"))), "day"),
        **dict.fromkeys((_plain(_("week")), _plain(_("weeks"))), "week"),
        **dict.fromkeys((_plain(_("month")), _plain(_("months"))), "month"),
    }
    spoken = {_plain(in_words(count)): count for count in range(1, 11)}
    counts, found, lead = [], [], []
    for word in words:
        if word.isdecimal():
            counts.append(int(word))
        elif word in spoken:
            counts.append(spoken[word])
        elif word not in units:
            lead.append(word)
        if word in units:
            found.append(units[word])
    if len(counts) != 1 or len(found) != 1 or lead not in ([], _words(_("in"))):
        return None
    try:
        if found[0] == "month":
            return _months_later(today, counts[0])
        return today + _length(found[0], counts[0])
    except (OverflowError, ValueError):
        return None


def _by_weekday(words: Sequence[str], today: date) -> date | None:
    names = _numbers(weekdays())
    named = [word for word in words if word in names]
    # "next Monday", but also "Jumatatu ijayo": languages put the word on either side.
    rest = [word for word in words if word not in names]
    if len(named) != 1 or rest not in ([], _words(_("next"))):
        return None
    earliest = today + timedelta(days=1) if rest else today
    return earliest + timedelta(days=(names[named[0]] - 1 - earliest.weekday()) % 7)


def _by_month(words: Sequence[str], today: date) -> date | None:
    names = _numbers(months())
    # "Mon 12 March", but in "mar 12" the one word is the month, not a Tuesday in Spanish.
    may_be_weekday = any(word in names for word in words[1:])
    weekday = _numbers(weekdays()).get(words[0]) if may_be_weekday else None
    rest = words[1:] if weekday else words
    spelled = [word for word in rest if word in names]
    figures = [int(word) for word in rest if word.isdecimal()]
    linking = {"st", "nd", "rd", "th", *_words(_("of"))}
    others = [word for word in rest if not word.isdecimal() and word not in names]
    if len(spelled) != 1 or not linking.issuperset(others):
        return None
    if not figures or len(figures) > 2:
        return None
    year = figures[1] if len(figures) == 2 else None
    if year is not None and year < 1000:
        return None
    found = _day(figures[0], names[spelled[0]], year, today)
    if weekday and found.weekday() != weekday - 1:
        raise Problem(_("That date is {day}. Which day is meant?").format(day=long_form(found)))
    return found


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


def _length(unit: str, count: int) -> timedelta:
    return timedelta(weeks=count) if unit == "week" else timedelta(days=count)


def _months_later(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _numbers(names: Sequence[str]) -> Mapping[str, int]:
    """Names, and their unambiguous beginnings of three letters or more, with numbers from 1."""
    found: dict[str, list[int]] = {}
    for number, name in enumerate(names, 1):
        plain = _plain(name)
        for length in range(min(FEWEST_LETTERS, len(plain)), len(plain) + 1):
            found.setdefault(plain[:length], []).append(number)
    return {beginning: numbers[0] for beginning, numbers in found.items() if len(numbers) == 1}


def _words(text: str) -> list[str]:
    return _WORDS.findall(_plain(text))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
