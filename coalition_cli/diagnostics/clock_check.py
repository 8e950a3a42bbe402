"""The check of the clock.

Entries keep their order without a right clock; summaries and dates do not.
"""

from datetime import datetime, timedelta
from typing import Final

from coalition_cli.diagnostics.finding import Finding, fine, look
from coalition_cli.i18n import _

_FIRST_YEAR: Final = 2024
_LAST_YEAR: Final = 2060
_SLACK: Final = timedelta(minutes=2)


def judge_clock(now: datetime, newest: datetime | None) -> Finding:
    """Compare ``now`` with the years of this program and with the ``newest`` entry.

    Both times know their zone.
    """
    shown = now.strftime("%Y-%m-%d %H:%M")
    advice = _("Set it before the workshop begins; what is saved keeps its order all the same.")
    if not _FIRST_YEAR <= now.year <= _LAST_YEAR:
        return look(_("The clock looks wrong: it says {time}.").format(time=shown), advice)
    if newest is not None and newest > now + _SLACK:
        saved = newest.astimezone(now.tzinfo).strftime("%Y-%m-%d %H:%M")
        meaning = _(
            "The clock looks wrong: it says {time}, but something was saved here at {saved}."
        )
        return look(meaning.format(time=shown, saved=saved), advice)
    return fine(_("The clock says {time}.").format(time=shown))


def judge_zone(is_set: bool) -> list[Finding]:
    """Check that this machine was told its time zone."""
    if is_set:
        return []
    meaning = _("No time zone is set: hours are shown in UTC.")
    return [
        look(meaning, _("Set it in the settings of the system, or with: timedatectl set-timezone"))
    ]
