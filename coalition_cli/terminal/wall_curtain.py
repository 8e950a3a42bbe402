"""The curtain: what the wall shows instead of the room's words."""

from collections.abc import Callable

from coalition_cli.i18n import _


def words_of(state: str) -> str:
    """The words that the wall shows in a ``state`` of the curtain; empty while it is open."""
    if not state:
        return ""
    return _("Breathe slowly.") if state == "breath" else _("Break")


class Curtain:
    """The wall of a room; ``tell`` is told ``"plain"``, ``"breath"``, or ``""`` for the words."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._is_breathing = False

    def close(self) -> None:
        """Let the wall show nothing of the room."""
        self._tell("plain")

    def open(self) -> None:
        """Let the wall show what it showed before: a breath goes on behind a hidden screen."""
        self._tell("breath" if self._is_breathing else "")

    def begin_breath(self) -> None:
        """Let the wall breathe with the room."""
        self._is_breathing = True
        self._tell("breath")

    def end_breath(self) -> None:
        """Show the words again once the room goes on after a breath."""
        if self._is_breathing:
            self._is_breathing = False
            self._tell("")
