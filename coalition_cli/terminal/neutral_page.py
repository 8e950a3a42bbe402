"""The neutral page: what a hidden screen shows instead of the room's words."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from coalition_cli.i18n import _
from coalition_cli.sanitize import for_screen


class NeutralPage(NamedTuple):
    """A page that tells nothing of the room: a word, or lines that pass for an agenda.

    Where ``opens`` is given, only what it takes brings the room's page back: typed unseen, and
    without a word on what was wrong.
    """

    lines: tuple[str, ...] = ()
    opens: Callable[[str], bool] | None = None

    def words(self) -> tuple[str, ...]:
        """The lines of this moment, with the time."""
        time = f"{datetime.now():%H:%M}"
        if not self.lines:
            return (_("Break"), "", time)
        return (*map(for_screen, self.lines), "", time)
