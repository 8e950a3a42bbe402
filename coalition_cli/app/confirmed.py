"""The page that shows what is about to change, and asks; it leaves nothing on the screen."""

from collections.abc import Sequence

from coalition_cli.app import console
from coalition_cli.app.context import Call
from coalition_cli.app.prompt import terminal
from coalition_cli.blocks import Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.stage import Move, Option
from coalition_cli.store import WorkshopFile

_YES, _NO = "yes", "no"


def confirmed(call: Call, opened: WorkshopFile, question: str, told: Sequence[str]) -> bool:
    """True if somebody who saw ``told`` says yes; a script is not asked."""
    if not console.is_on_terminal():
        return True
    options = [Option(_YES, _("Yes")), Option(_NO, _("No, leave it as it is"))]
    try:
        with terminal(call, opened) as stage:
            stage.open_page([Heading(question, 2)])
            stage.show([Prose(line) for line in told])
            return stage.choose(None, question, options, _YES) == _YES
    except Move:
        return False
