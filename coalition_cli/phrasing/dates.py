"""Days as they are read aloud, in the language of the room."""

from datetime import date

from coalition_cli.i18n import _


def months() -> tuple[str, ...]:
    """The names of the months, January first, in the language of the room."""
    return (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
        *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
    )


def weekdays() -> tuple[str, ...]:
    """The names of the days of the week, Monday first, in the language of the room."""
    return (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
        *(_("Friday"), _("Saturday"), _("Sunday")),
    )


def months_in_short() -> tuple[str, ...]:
    """The names of the months as people shorten them, January first."""
    return (
        *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
        *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
    )


def weekdays_in_short() -> tuple[str, ...]:
    """The names of the days of the week as people shorten them, Monday first."""
    return (
        *(_("Mon"), _("Tue"), _("Wed"), _("Thu")),
        *(_("Fri"), _("Sat"), _("Sun")),
    )


def long_form(day: date) -> str:
    """``day`` as it is read aloud: "Saturday 12 December 2026"."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekdays()[day.weekday()], day=day.day, month=months()[day.month - 1], year=day.year
    )


def short_form(day: date, today: date) -> str:
    """``day`` as it is said in the year of ``today``: "12 December"; of another year with that."""
    words = _("{day} {month}") if day.year == today.year else _("{day} {month} {year}")
    return words.format(day=day.day, month=months()[day.month - 1], year=day.year)


def in_doubt_told(time: str) -> str:
    """A time with the sign that a clock may have told it wrong."""
    return f"{time} ?"


def sentence_of_doubt() -> str:
    """Return what the sign means."""
    return _("A time with “?” after it is doubtful: the clock of that laptop was wrong, or may be.")
