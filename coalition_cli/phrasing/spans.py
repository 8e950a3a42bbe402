"""Spans of time in words: minutes as far as they can be pictured, then hours and minutes."""

from typing import Final

from coalition_cli.i18n import _, ngettext

FROM_HOURS: Final = 90
"""From so many minutes on hours are said."""


def span(minutes: int) -> str:
    """``40 minutes``, ``1 h 55 min``, ``2 h``; ``minutes`` are 0 or more."""
    if minutes < FROM_HOURS:
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    return _in_hours(minutes)


def short_span(minutes: int) -> str:
    """``40 min``, ``1 h 55 min``, ``2 h``: where there is little room."""
    if minutes < FROM_HOURS:
        return _("{count} min").format(count=minutes)
    return _in_hours(minutes)


def _in_hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)
