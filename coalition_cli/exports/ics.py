"""The days of a summary for a calendar, under neutral names: others may look at it too.

A task says its code and its day, the next meeting its hour. No name, no place and no word of the
room stands there; whoever has the summary knows what ``A4`` is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2s
from typing import Any, Final

from coalition_cli.i18n import N_, _
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.sanitize import for_file

SUFFIX: Final = ".ics"
TOLD: Final = N_("days for a calendar, without any words")
CHOICES: Final = ()
LACKS: Final = ("back", "named_quotes", "needed_file")
USUAL_FOR: Final = ("follow-up",)

_OVER: Final = ("done", "let go")
"""What is so needs no day any more."""
_MEETING: Final = "meeting"
_LONG: Final = timedelta(hours=1)
"""The length of a meeting of which only the hour is known."""

_HOUR: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>am|pm|a\.m\.|p\.m\.|h)?",
    re.IGNORECASE,
)
_NOON: Final = 12
_COUNTS_FROM_SUNRISE: Final = "sw"
"""A language in which the second hour may be eight in the morning: up to twelve no hour is sure."""
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]")
_ESCAPED: Final = re.compile(r"[\\;,]")
_FOLD: Final = 75
"""The bytes of a line, its end not counted."""


@dataclass(frozen=True, slots=True)
class Event:
    """A day of the calendar, with its hour where one is known; ``key`` tells it from others."""

    key: str
    title: str
    day: date
    hour: time | None = None


def render(summary: Summary, paper: Paper = USUAL) -> bytes:
    """The calendar as RFC 5545 has it; the same event is the same in every later file."""
    workshop = summary.data["workshop"]
    made = _moment(workshop["made_at"])
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//group//tasks//EN", "CALSCALE:GREGORIAN"]
    for event in _events(summary.data):
        lines += _written(event, f"{workshop['id']}/{event.key}", made)
    lines.append("END:VCALENDAR")
    return b"".join(map(_folded, lines))


def nothing(summary: Summary) -> str:
    """Why there is no calendar: nothing that these readers may know of has a day."""
    if any(True for _event in _events(summary.data)):
        return ""
    return _("ics: nothing has a day that these readers may know; no calendar was written.")


def _events(data: Mapping[str, Any]) -> Iterator[Event]:
    """Tasks and events that have a day and are not over, and the next meeting."""
    for row in (*data["actions"], *data.get("events", ())):
        day = _day(row.get("by_when"))
        if day is not None and row.get("status") not in _OVER:
            code = row.get("code") or ""
            title = _("Group task {code}").format(code=code).strip()
            yield Event(code or str(row.get("id") or day), title, day)
    meeting = data.get("next_meeting") or {}
    day = _day(meeting.get("day"))
    if day is not None:
        hour = _hour(meeting.get("hour") or "", data["workshop"].get("language") or "")
        yield Event(_MEETING, _("Group meeting"), day, hour)


def _written(event: Event, identity: str, made: datetime) -> list[str]:
    if event.hour is None:
        last = event.day + timedelta(days=1)
        when = [f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}", f"DTEND;VALUE=DATE:{last:%Y%m%d}"]
    else:  # no zone: the hour is that of wherever they meet
        begin = datetime.combine(event.day, event.hour)
        when = [f"DTSTART:{begin:%Y%m%dT%H%M%S}", f"DTEND:{begin + _LONG:%Y%m%dT%H%M%S}"]
    return [
        "BEGIN:VEVENT",
        f"UID:{blake2s(identity.encode('utf-8', 'replace'), digest_size=16).hexdigest()}",
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
        *when,
        f"SUMMARY:{_escaped(event.title)}",
        "CLASS:PRIVATE",
        f"TRANSP:{'TRANSPARENT' if event.hour is None else 'OPAQUE'}",
        "END:VEVENT",
    ]


def _day(value: object) -> date | None:
    """A day in full as ISO writes it, of a year that a calendar can write; None for others."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None
    return day if day is not None and 1000 <= day.year < date.max.year else None


def _hour(words: str, language: str) -> time | None:
    """The hour that ``words`` name and nothing else; None where another could be meant."""
    found = _HOUR.fullmatch(words.strip())
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower().replace(".", "")
    if half in ("am", "pm"):
        is_known = 1 <= hour <= _NOON
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    else:
        is_read_twice = hour <= _NOON and language.startswith(_COUNTS_FROM_SUNRISE)
        is_known = bool(found["minute"] or half) and not is_read_twice
    return time(hour, minute) if is_known and hour < 24 and minute < 60 else None


def _moment(words: str) -> datetime:
    """When the summary was made; the first moment that there is where only a month is told."""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _escaped(text: str) -> str:
    return _ESCAPED.sub(r"\\\g<0>", _CONTROLS.sub(" ", for_file(text)))


def _folded(line: str) -> bytes:
    """``line`` with its end, cut where it is too long, and never within a character."""
    parts, room = [b""], _FOLD
    for character in line:
        letter = character.encode()
        if len(parts[-1]) + len(letter) > room:
            parts.append(b"")
            room = _FOLD - 1  # the space with which the next line begins counts too
        parts[-1] += letter
    return b"\r\n ".join(parts) + b"\r\n"
