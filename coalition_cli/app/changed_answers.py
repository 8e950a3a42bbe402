"""The question whether a file that says otherwise than before is to be taken."""

from collections.abc import Sequence

from coalition_cli.app import console
from coalition_cli.app.context import Call
from coalition_cli.app.prompt import bare_terminal
from coalition_cli.blocks import Block, Bullet, Bullets, Heading
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.run.second_sitting import Difference
from coalition_cli.stage import Move, Option


def check_meant(call: Call, differences: Sequence[Difference], *, is_sure: bool) -> None:
    """Return where somebody wants what the file says otherwise than what is recorded.

    It is shown first. Raises ``Problem`` where nobody said so.
    """
    count = sum(difference.sort != "kept" for difference in differences)
    if is_sure or not count or not console.is_on_terminal():
        for difference in differences:
            console.say(difference.sentence)
        if is_sure or not count:
            return
        sentence = ngettext(
            "Nothing was changed: this file says {count} thing otherwise than what is recorded. "
            "To take it from the file, add --yes.",
            "Nothing was changed: this file says {count} things otherwise than what is recorded. "
            "To take them from the file, add --yes.",
            count,
        )
        raise Problem(sentence.format(count=count))
    if not _is_wanted(call, differences, count):
        raise Problem(_("Nothing was changed: everything stands as it was recorded."))


def _is_wanted(call: Call, differences: Sequence[Difference], count: int) -> bool:
    lines = tuple(Bullet(difference.sentence) for difference in differences)
    page: list[Block] = [
        Heading(_("The file says otherwise than what is recorded"), 2),
        Bullets(lines),
    ]
    words = ngettext("Take {count} change", "Take {count} changes", count).format(count=count)
    options = [Option("", _("Leave everything as it is")), Option("take", words)]
    try:
        with bare_terminal(call) as stage:
            stage.read(page)
            return bool(stage.choose(None, _("Take this from the file?"), options, ""))
    except Move:
        return False
