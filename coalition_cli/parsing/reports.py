"""Reports on what people took on: numbers nobody is sure of, days gone by, new owners."""

import re
from datetime import date
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.actions import HANDED_BACK, iso_day
from coalition_cli.model.view import View
from coalition_cli.parsing import as_whole, read_person, read_words_or_none
from coalition_cli.parsing.days import read_date, read_past_date
from coalition_cli.stage import Given

MOST_REACHED: Final = 100_000
"""More people than one event reaches; a larger number is asked about, or refused in a file."""


def read_reached(given: Given) -> int | None:
    """Read a number of people; None where nobody knows, also for a question mark or a dash.

    Raises ``Problem``.
    """
    number = as_whole(given)
    if number is not None and number >= 0:
        return number
    words = read_words_or_none(given) if isinstance(given, str) else "?!"
    if isinstance(given, str) and not any(sign.isalnum() for sign in words):
        return None
    figures = [
        part for part in words.replace("~", " ").split() if part.isascii() and part.isdecimal()
    ]
    if len(figures) == 1 and len(figures[0]) < 7:  # "about 20", "20 women"
        return int(figures[0])
    raise Problem(_("Expected one number such as 20, or nothing where it is not known."))


def read_likely_reached(given: Given) -> int | None:
    """The same, but not more than ``MOST_REACHED``, which somebody would have to say once more."""
    number = read_reached(given)
    if number is not None and number > MOST_REACHED:
        raise Problem(too_many(number))
    return number


def too_many(number: int) -> str:
    """The sentence about a number that is hardly meant."""
    sentence = _("{number} people is more than one event reaches. Is there a figure too many?")
    return sentence.format(number=number)


def read_past_day(given: Given, today: date, latest: date | None = None) -> str:
    """A day that is not after today, ISO 8601; empty for none. Raises ``Problem``.

    What is still to come cannot have been held. ``latest`` is the last day that a day with its year
    may be, where ``today``, from which the others are counted, is that of a workshop gone by.
    """
    typed = _as_typed(given)
    until = latest if latest and re.search(r"\d{4}", typed) else today
    return read_past_date(iso_day(typed) or typed, until).isoformat() if typed else ""


def read_coming_day(given: Given, today: date) -> str:
    """A day that is today or later, ISO 8601; empty for none. Raises ``Problem``."""
    typed = _as_typed(given)
    return read_date(typed, today).isoformat() if typed else ""


def read_owner(given: Given, view: View) -> str:
    """The id of somebody here who takes it on, ``HANDED_BACK``, or empty: it stays as it is.

    Raises ``Problem``.
    """
    words = read_words_or_none(given)
    return words if words in ("", HANDED_BACK) else read_person(words, view).id


def _as_typed(given: Given) -> str:
    """A day as it was typed, or as TOML writes it without quotes."""
    return given.isoformat()[:10] if isinstance(given, date) else read_words_or_none(given)
