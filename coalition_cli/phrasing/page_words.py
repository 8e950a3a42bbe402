"""Words of pages: texts cut at a word, days and months in short, what was not said."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from coalition_cli.bidi import isolated
from coalition_cli.i18n import _
from coalition_cli.model.actions import iso_day
from coalition_cli.phrasing.dates import long_form, months, months_in_short, weekdays_in_short

_CUT: Final = "…"


def clipped(text: str, most: int) -> str:
    """``text`` with at most so many characters: a longer one ends at a word, with three dots."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    at_a_word = kept.rsplit(maxsplit=1)[0] if text[most - 1 : most].strip() else kept.rstrip()
    return (at_a_word if len(at_a_word) > most // 2 else kept).rstrip(" ,;:.–-") + _CUT


def clipped_to_words(text: str, most: int) -> str:
    """``text`` with at most so many words."""
    words = text.split()
    return text if len(words) <= most else " ".join(words[:most]).rstrip(",;:.") + _CUT


def not_said() -> str:
    """What stands in the place of a person, a day or a first step that nobody named."""
    return _("not said yet")


def day_in_short(day: str | None) -> str:
    """A day as ISO writes it, in short: ``Thu 12 Dec``; empty for none."""
    known = iso_day(day or "")
    if not known:
        return ""
    found = date.fromisoformat(known)
    return _("{weekday} {day} {month}").format(
        weekday=weekdays_in_short()[found.weekday()],
        day=found.day,
        month=months_in_short()[found.month - 1],
    )


def day_in_full(day: str | None) -> str:
    """A day as it is read aloud; empty for none."""
    known = iso_day(day or "")
    return long_form(date.fromisoformat(known)) if known else ""


def month_of(day: str | None) -> str:
    """The month of a day: ``December 2024``; empty for none."""
    known = iso_day(day or "")
    if not known:
        return ""
    found = date.fromisoformat(known)
    return _("{month} {year}").format(month=months()[found.month - 1], year=found.year)


def meeting_words(meeting: Mapping[str, Any]) -> str:
    """The next meeting as it is read out: its own words, else its parts in one sentence."""
    if meeting.get("text"):
        return str(meeting["text"])
    day = day_in_full(meeting.get("day"))
    when = ", ".join(map(isolated, filter(None, (day, meeting.get("hour")))))
    caller = meeting.get("caller")
    calls = _("{name} calls us.").format(name=caller) if caller else ""
    parts = (f"{isolated(each)}." for each in (when, meeting.get("place")) if each)
    return " ".join(filter(None, (*parts, calls)))


def take_back_words(contact: str | None) -> str:
    """How to change or take back what one said, and whom to tell."""
    if contact:
        sentence = _("You can change or take back anything that you said. Tell {name}.")
        return sentence.format(name=contact)
    return _("You can change or take back anything that you said: tell the organizers.")


def in_a_row(phrases: Sequence[str]) -> str:
    """``We …`` with one to three phrases; empty for none."""
    match phrases:
        case [first, second, third, *_rest]:
            words = _("We {first}, {second}, and {third}.")
            return words.format(first=first, second=second, third=third)
        case [first, second]:
            return _("We {first} and {second}.").format(first=first, second=second)
        case [first]:
            return _("We {first}.").format(first=first)
    return ""
