"""The summary as one message for a telephone: what one needs to act, in plain words.

Its first line says nothing that a locked screen should not show.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from coalition_cli.bidi import END, isolated
from coalition_cli.i18n import N_, _, ngettext
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.phrasing.dates import months_in_short
from coalition_cli.phrasing.page_words import (
    clipped,
    day_in_short,
    meeting_words,
    not_said,
    take_back_words,
)
from coalition_cli.sanitize import for_file

SUFFIX: Final = ".txt"
TOLD: Final = N_("a short message, to send or to read aloud")
END_OF_NAME: Final = "-phone"
"""The end of its files' names: the whole summary as plain text has the same suffix."""
CHOICES: Final = ("is_neutral",)
LACKS: Final = ("back", "named_quotes")
USUAL_FOR: Final = ("participants",)

MOST_CHARACTERS: Final = 1_500
"""The longest message."""

_WHO, _WHAT, _ISSUE, _PICTURE = 24, 80, 70, 240
_LINE, _NAME, _NUMBER = 80, 40, 40
_NEEDED = 400
"""The most characters of each part."""
_NUMBERS: Final = 3
_OVER: Final = ("done", "let go")
_NO_DAY: Final = "9999"
_FIRST_PLACES: Final = 3

_SEVEN_BITS: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€"
)
"""GSM-7: in these letters a message costs least, and every telephone shows it."""
_PLAIN: Final = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
    | {"–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "•": "-", "\u00a0": " ", "\u202f": " "}
)


@dataclass(frozen=True, slots=True)
class Length:
    """How much of each part stands in the message."""

    has_picture: bool = True
    has_needed: bool = True
    issues: int = 5
    has_help_line: bool = True
    actions: int = 5
    meeting: int = 400
    """The most characters of where and when they meet again: that is cut last."""


def render(summary: Summary, paper: Paper = USUAL) -> bytes:
    """The message in UTF-8: the longest form of it that one message holds."""
    data = summary.data
    neutral = Length(has_picture=False, has_needed=False, issues=0)
    whole = neutral if paper.is_neutral else Length()
    forms = [_in_plain_letters(_message(data, length)) for length in _ladder(whole)]
    fitting = (text for text in forms if len(text) <= MOST_CHARACTERS)
    return next(fitting, forms[-1]).encode()


def _ladder(whole: Length) -> Iterator[Length]:
    """The message as it is meant, and each shorter form of it."""
    yield whole
    plain = replace(whole, has_picture=False)
    yield plain
    few_issues = replace(plain, issues=min(plain.issues, 3))
    yield few_issues
    no_help_line = replace(few_issues, has_help_line=False)
    yield no_help_line
    few_actions = replace(no_help_line, actions=3)
    yield few_actions
    yield replace(few_actions, meeting=120, has_needed=False)


def _message(data: Mapping[str, Any], length: Length) -> str:
    is_outside = data["workshop"]["audience"] == "donor"
    contact = _in_one_line(data["workshop"].get("contact"), _NAME) or None
    parts = (
        [_first_line(data["workshop"]["date"])],
        [] if is_outside else _under(_("We meet again"), _meeting(data, length.meeting)),
        _under(_("Who does what"), _actions(data, length.actions)),
        _under(_("What we work on first"), _issues(data, length.issues)),
        _under(_("Our picture of the future"), _picture(data) if length.has_picture else ()),
        _under(_("What is needed"), _needed(data) if length.has_needed else ()),
        _under(_("Help"), _help(data, has_line=length.has_help_line)),
        [] if is_outside else [take_back_words(contact)],
    )
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _under(title: str, lines: Iterable[str]) -> list[str]:
    """Lines under their title, which large letters set off; nothing where there are none."""
    shown = [line for line in lines if line]
    return [title.upper(), *shown] if shown else []


def _in_one_line(text: object, most: int) -> str:
    """``text`` as part of a line, with at most so many characters; empty for none.

    It turns the direction of nothing beside it.
    """
    return isolated(clipped(" ".join(for_file(str(text or "")).split()), most))


def _first_line(day: str) -> str:
    return _("Notes from our day, {day}.").format(day=_day_of_notes(day))


def _day_of_notes(day: str) -> str:
    """A day with its year in short, a month where no more is told; another word as it is."""
    year, _dash, rest = day.partition("-")
    try:
        known = date.fromisoformat(day if "-" in rest else f"{year}-{rest}-01")
    except ValueError:
        return _in_one_line(day, _NUMBER)
    month = months_in_short()[known.month - 1]
    if "-" not in rest:
        return _("{month} {year}").format(month=month, year=known.year)
    return _("{day} {month} {year}").format(day=known.day, month=month, year=known.year)


def _meeting(data: Mapping[str, Any], most: int) -> Iterator[str]:
    meeting = data.get("next_meeting")
    words = meeting_words(meeting) if meeting else ""
    yield _in_one_line(words, most) or _begun(not_said())


def _begun(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _actions(data: Mapping[str, Any], most: int) -> Iterator[str]:
    """The nearest first, with who and by when; and how many more there are."""
    is_outside = data["workshop"].get("audience") == "donor"
    going_on = [row for row in data["actions"] if row.get("status") not in _OVER]
    rows = sorted(going_on, key=lambda row: row.get("by_when") or _NO_DAY)
    for row in rows[:most]:
        what = _ended(_in_one_line(row["what"], _WHAT))
        code = row.get("code") or ""
        yield (f"{code}: {what}" if is_outside else f"{code} {_who_and_when(row)}: {what}").strip()
    yield _more(len(rows) - most)
    if not rows and not is_outside:
        yield _("Not done today.")


def _who_and_when(row: Mapping[str, Any]) -> str:
    """Who does it, by when; what nobody said yet is named, with what it is."""
    missing = _("({field}: {words})")
    who = _in_one_line(row.get("who"), _WHO)
    day = day_in_short(row.get("by_when"))
    who = who or missing.format(field=_("who"), words=not_said())
    if day:
        return _("{who}, by {day}").format(who=who, day=day)
    no_day = missing.format(field=_("day"), words=not_said())
    return f"{who} {no_day}"


def _ended(words: str) -> str:
    return f"{words}." if words.rstrip(END)[-1:].isalnum() else words


def _more(count: int) -> str:
    sentence = ngettext(
        "{count} more in the organizer’s summary",
        "{count} more in the organizer’s summary",
        count,
    )
    return f"{sentence.format(count=count)}." if count > 0 else ""


def _issues(data: Mapping[str, Any], most: int) -> Iterator[str]:
    """The issues that the room took on; where it took none, those that stand first."""
    if not most:
        return
    chosen = [row for row in data["agenda"] if row["chosen"]]
    first = [row for row in data["agenda"] if (row.get("place") or most + 1) <= _FIRST_PLACES]
    rows = chosen or first
    for row in rows[:most]:
        mark = "=" if row.get("shares_place") else ""
        place = f"{row['place']}{mark} " if row.get("place") is not None else ""
        yield place + _in_one_line(row["issue"], _ISSUE)
    yield _more(len(rows) - most)
    if rows and not chosen:
        yield _("This is not decided yet.")


def _picture(data: Mapping[str, Any]) -> Iterator[str]:
    yield _in_one_line(data.get("vision"), _PICTURE)
    if data.get("vision") and not data.get("vision_adopted", True):
        yield _("This is a draft.")


def _needed(data: Mapping[str, Any]) -> Iterator[str]:
    yield _in_one_line(data.get("needed"), _NEEDED)


def _help(data: Mapping[str, Any], *, has_line: bool) -> Iterator[str]:
    care = data.get("care") or {}
    lines: Sequence[str] = care.get("lines") or ()
    if has_line:
        yield from (_ended(_in_one_line(line, _LINE)) for line in lines[:1])
    for row in (care.get("numbers") or ())[:_NUMBERS]:
        name, number = _in_one_line(row["name"], _NAME), _in_one_line(row["number"], _NUMBER)
        yield _("{field}: {value}").format(field=name, value=number)


def _in_plain_letters(text: str) -> str:
    """``text`` in the letters of GSM-7 where that is only a matter of its signs; else as it is."""
    plain = text.translate(_PLAIN)
    return plain if _SEVEN_BITS.issuperset(plain) else text
