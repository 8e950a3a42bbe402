"""Off the record: while it is so, nothing that is said at a desk is saved or kept half typed.

Not written are lines, answers, votes, groups and choices of every step, notes, people who come or
go, other words, speakers and places of lines that stand. Still written is what no one says: that a
run begins, that a step is finished, skipped or taken up again, the parts of a day (a laptop that is
closed meanwhile would go on somewhere else), what is taken back or taken out for good (less stands
in the file than before), and that a summary was written, so that it can be called back.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from coalition_cli.blocks import Tone
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.stage import FOR_PEOPLE, Key


class Sitting(Protocol):
    """The state that all pages of a sitting share, one after the other."""

    off_since: str


class OnePage:
    """The state of a sitting of a single page."""

    def __init__(self) -> None:
        self.off_since = ""


class OffRecord:
    """The record at one page of ``sitting``: off there, it is off at the next page too.

    ``forget`` is called when it begins and when it ends: what was typed in between must not come
    back as a draft.
    """

    def __init__(self, forget: Callable[[], None], sitting: Sitting | None = None) -> None:
        self._forget = forget
        self._sitting = sitting or OnePage()

    @property
    def since(self) -> str:
        """The time of the day since when nothing is written; empty while all is."""
        return self._sitting.off_since

    def begin(self) -> str:
        """Write nothing from here on; a sentence that says so. Raises ``Problem``."""
        if self.since:
            raise Problem(_("This is off the record already. /on writes again."))
        self._sitting.off_since = datetime.now().strftime("%H:%M")
        self._forget()
        return _("Off the record.")

    def end(self) -> str:
        """Write again; a sentence that says so. Raises ``Problem``."""
        if not self.since:
            raise Problem(_("Nothing is off the record: what is typed is written."))
        self._sitting.off_since = ""
        self._forget()
        return _("On the record again: what is typed from here on is written.")

    def leave(self) -> str:
        """End it with the sitting; a sentence that says so, empty where all was written."""
        if not self.since:
            return ""
        self.end()
        return _("Off the record ended here: what is typed from now on is written again.")

    @property
    def standing(self) -> tuple[tuple[str, Tone], ...]:
        """The lines that stand on the desk all the while; on a low screen the last of them."""
        if not self.since:
            return ()
        words = _("░ Off the record since {time} ░").format(time=self.since)
        return ((_("Nothing is written. /on writes again."), "quiet"), (words, "strong"))

    @property
    def refusal(self) -> str:
        """The sentence on an answer that is not taken."""
        return _("Not written: this is off the record. /on writes again.")

    def refusal_now(self) -> str:
        """``refusal`` while this is off the record, else empty."""
        return self.refusal if self.since else ""

    def refuses(self, key: Key | None, value: str) -> bool:
        """True if a choice is an answer that would be written, and no step to somewhere else.

        One without a key may be either; what comes of it is refused where it would be recorded.
        """
        return bool(self.since) and key is not None and not value.startswith(FOR_PEOPLE)
