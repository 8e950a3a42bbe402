"""``/move``: lines go to another bucket, group or step, as one act."""

from typing import Final

from coalition_cli.app.slash.at_prompt import AtPrompt
from coalition_cli.app.slash.slash_command import SlashCommand
from coalition_cli.errors import Problem
from coalition_cli.i18n import N_, _, ngettext
from coalition_cli.run.line_moves import drafts_of_move, movable, what_it_unsettles
from coalition_cli.run.line_told import names_of
from coalition_cli.run.named_lines import find_lines


def _move(at: AtPrompt, words: list[str]) -> str:
    room = at.room()
    if len(words) < 2:
        raise Problem(_("Say which lines and where to: /move 3-7 Blue"))
    lines, to = find_lines(words[:1], room), " ".join(words[1:])
    for line in lines:
        movable(line, room)
    drafts = drafts_of_move(lines, to, room)
    if not drafts:
        return _("They stand there already; nothing was changed.")
    question = _("Move {lines} to {place}?")
    unsettled = what_it_unsettles(drafts, room)
    names = names_of(lines, room)
    at.confirm(question.format(lines=names, place=to), unsettled)
    at.file.refresh()
    drafts = drafts_of_move(find_lines(words[:1], room), to, room)
    at.file.append(drafts)
    sentence = ngettext(
        "{count} line moved to {place}.", "{count} lines moved to {place}.", len(drafts)
    )
    return " ".join([sentence.format(count=len(drafts), place=to), *unsettled])


MOVE: Final = SlashCommand(
    "move",
    N_("/move 3-7 Blue"),
    N_("Put lines 3 to 7 where they belong: a bucket, a group, a step."),
    _move,
    of_lines=True,
    writes=True,
    not_in_sitting=N_(
        "Nothing can be moved from this laptop: it cannot read where else lines stand. Move it"
        " where the workshop is opened with its key."
    ),
)
