"""``/undo``: what was saved is taken back, and what was taken back stands again."""

from typing import Final

from coalition_cli.app.slash.at_prompt import AtPrompt
from coalition_cli.app.slash.slash_command import SlashCommand
from coalition_cli.i18n import N_, _
from coalition_cli.run.line_changes import Undo, refuse_changed, undo_of_lines, undo_of_newest
from coalition_cli.run.line_told import names_of
from coalition_cli.run.named_lines import find_lines


def _undo(at: AtPrompt, words: list[str]) -> str:
    room = at.room()
    if words:
        lines = find_lines(words, room)
        undo, names = undo_of_lines(lines, room), names_of(lines, room)
        seen = at.seen_unwatched([line.standing or line.entry for line in lines])
    else:
        undo = undo_of_newest(room, [at.seat.place])
        names, seen = _("what was saved last here"), []
    question = _question_of(undo).format(lines=names)
    if at.confirm(question, seen, another=not words) == "another":
        return _undo(at, [at.chosen([], room).entry.id])
    at.file.refresh()
    now = undo_of_lines(find_lines(words, room), room) if words else undo
    refuse_changed(undo, now)
    return undo.said_after(at.file.append(undo.drafts), is_at_prompt=True)


def _question_of(undo: Undo) -> str:
    return _("Bring again: {lines}?") if undo.brings else _("Take back: {lines}?")


UNDO: Final = SlashCommand(
    "undo",
    "/undo 7",
    N_("Take line 7 back, or bring it again; alone, what was saved last."),
    _undo,
    of_lines=True,
)
