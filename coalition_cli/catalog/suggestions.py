"""Suggestions for slips in a first file of one's own: what to write instead, in one phrase."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, Final

from coalition_cli.catalog.finding import TIMES, KeyPath
from coalition_cli.i18n import _
from coalition_cli.model.exercise import Field
from coalition_cli.phrasing.nearest import closest

OF_SLOTS: Final = ("at", "time", "start", "starts", "begins", "end", "ends")
"""Keys that somebody gives a slot who wants it at a time of its own."""

_KINDS: Final = {
    **dict.fromkeys(("tea", "coffee", "pause", "rest"), "break"),
    **dict.fromkeys(("meal", "dinner", "food"), "lunch"),
    **dict.fromkeys(("salah", "mass", "worship"), "prayer"),
    **dict.fromkeys(("session", "activity", "talk"), "exercise"),
    **dict.fromkeys(("welcome", "start"), "opening"),
    **dict.fromkeys(("close", "closing", "finish"), "end"),
    "game": "energiser",
}
"""Everyday words for the kinds of slots."""

_TIME: Final = re.compile(r"(\d{1,2})(?:\s*[.:hH]\s*(\d{2})?)?(?::\d\d)?\s*(am|pm)?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s*(\d+)(?:[.,](\d+))?\b.*", re.DOTALL)
_FLAGS: Final = {
    "true": "true",
    "yes": "true",
    "on": "true",
    "false": "false",
    "no": "false",
    "off": "false",
}
_HOURS: Final = 24
_NOON: Final = 12

_STRAIGHT: Final = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')
_CURLY: Final = re.compile(r"""(?:^|[=\[,{:])\s*[“”„«»‘’‚‹›]|[“”„«»‘’‚‹›]\s*(?:[=,\]}:]|$)""")
"""Such a quote where a key or a value begins or ends."""
_VALUE: Final = r"\s*[\w-]+\s*=\s*"
_END: Final = r"\s*(#.*)?$"


def closest_choice(value: Any, known: Sequence[str]) -> str:
    """The same for a value of a file, which may be no word at all."""
    return closest(value, known) if isinstance(value, str) and known else ""


def misplaced(name: str, fields: Mapping[str, Field], at: KeyPath, is_of_the_exercise: bool) -> str:
    """A phrase for a key that is not among ``fields``: where it belongs, or which was meant."""
    if at[:1] == ("steps",) and is_of_the_exercise:
        return _("{key} belongs above the first [[steps]]").format(key=name)
    if not at and "days" in fields and name in ("slot", "slots"):
        return _("write it so: {key}").format(key="[[days.slots]]")
    if at[:1] == ("days",) and "slots" in at and name in OF_SLOTS:
        return _("a slot has no time of its own: it begins when those before it are over")
    return closest(name, list(fields))


def instead(value: Any, field: Field, name: str) -> str:
    """A phrase with what to write instead of ``value`` under the key ``name``.

    Empty where that cannot be guessed.
    """
    if name in TIMES:
        meant = time_meant(value)
        return _('write "{time}", with its quotes').format(time=meant) if meant else ""
    if name == "continues":
        return _("it goes on with the slot above of the same exercise: write continues = true")
    if isinstance(value, str):
        return _of_words(value, field)
    if isinstance(value, bool):
        return ""
    if field.type in ("text", "texts") and isinstance(value, int | float | date | time):
        return _('write it between quotes: "{value}"').format(value=value)
    is_whole = field.type == "whole" and isinstance(value, float) and value.is_integer()
    return _("write {value}").format(value=int(value)) if is_whole else ""


def time_meant(value: Any) -> str:
    """``09:00`` for ``9.00``, ``9h``, ``9 am``, a time or a number without quotes.

    Empty for what is no time of day.
    """
    given = value.strftime("%H:%M") if isinstance(value, time) else value
    given = f"{given:.2f}" if isinstance(given, float) else given
    if isinstance(given, bool) or not isinstance(given, str | int):
        return ""
    found = _TIME.fullmatch(str(given).strip())
    if found is None:
        return ""
    hour, minute, half = int(found[1]), found[2] or "00", (found[3] or "").casefold()
    if half and 0 < hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return f"{hour:02}:{minute}" if hour < _HOURS and minute < "60" else ""


def of_line(line: str, message: str) -> str:
    """A phrase with what to mend in a line that is no TOML.

    Where that is not known, ``message``, what its reader says.
    """
    if has_curly_quotes(line):
        return straight_quotes()
    bare_time = re.match(_VALUE + r"(\d{1,2}[:hH.]\d{2}\S*)" + _END, line)
    if bare_time:
        return instead(bare_time[1], Field("text", ""), TIMES[0]) or message
    table = re.match(r"\s*\[([^\[\]]+)\]" + _END, line)
    if table and "twice" in message:
        return _("write it between two brackets: [[{name}]]").format(name=table[1])
    return next((hint for pattern, hint in _slips().items() if re.match(pattern, line)), message)


def has_curly_quotes(line: str) -> bool:
    """True if quotes of a word processor stand in ``line`` where straight ones are meant.

    Those between straight quotes are words.
    """
    bare = _STRAIGHT.sub("", line)
    is_half = line.count('"') % 2 == 1 and bool(_CURLY.search(line))
    return is_half or bool(_CURLY.search(bare) or re.search("[“”„«»]", bare))


def straight_quotes() -> str:
    """A phrase for a line with the quotes of a word processor."""
    return _("these are the quotes of a word processor: write straight quotes, on both sides")


def _of_words(value: str, field: Field) -> str:
    kind = _KINDS.get(value.strip().casefold())
    if kind in field.choices:
        return _("did you mean {word}?").format(word=kind)
    if field.type == "texts" or field.short:
        return _('write it between brackets: ["..."]')
    found = _NUMBER.fullmatch(value) if field.type in ("whole", "number") else None
    bare = _FLAGS.get(value.strip().casefold(), "") if field.type == "flag" else ""
    if found:
        bare = found[1] if field.type == "whole" or not found[2] else f"{found[1]}.{found[2]}"
    return _("write {value}, without quotes").format(value=bare) if bare else ""


def _slips() -> Mapping[str, str]:
    return {
        r"\s*[\w-]+\s*:": _("write = between a key and its value"),
        _VALUE + r"(?i:true|false|yes|no)" + _END: _("write true or false, in small letters"),
        _VALUE + r"\d+,\d+" + _END: _("write a dot in a number, not a comma"),
        _VALUE + r"\d+\s*[^\W\d_]+" + _END: _("write the number alone, without a word after it"),
        _VALUE + r'("[^"]*"|\d+)\s*[,;]' + _END: _(
            "nothing stands after the value: leave out the last sign"
        ),
        _VALUE + r'"[^"]*$': _("the quote at the end of the line is missing"),
        _VALUE + r"[^\W\d_]": _("words stand between quotes"),
        r"\s*\[\[[^\]]*\]?" + _END: _("two brackets stand on both sides: [[...]]"),
    }
