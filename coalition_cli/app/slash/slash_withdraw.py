"""``/withdraw``: a line goes for good, out of the file and of the copies beside it."""

from collections.abc import Callable, Sequence
from typing import Final

from coalition_cli.app.confirmed import keep_or_take_out
from coalition_cli.app.files_beside import told_and_emptied
from coalition_cli.app.recall_words import how_to_write_anew
from coalition_cli.app.slash.at_prompt import AtPrompt
from coalition_cli.app.slash.slash_command import SlashCommand
from coalition_cli.blocks import Prose
from coalition_cli.clock import local_time
from coalition_cli.errors import Problem
from coalition_cli.i18n import N_, _
from coalition_cli.model import export_log
from coalition_cli.model.entry import Entry
from coalition_cli.run.named_lines import Room, name_in
from coalition_cli.run.withdrawal_told import (
    Told,
    counted,
    each_line_once,
    told_before,
    way_to_mend,
)
from coalition_cli.stage import Move, Pause


def _withdraw(at: AtPrompt, words: list[str]) -> str:
    room = at.room()
    line = at.line_named(words, room)
    if not line.has_words:
        raise Problem(_("This holds no words; to take it back: /undo"))
    name = name_in(line.entry, room)
    told = told_before(
        line, room.workshop, before_room=True, called=lambda entry: name_in(entry, room)
    )
    at.stage.open_page([])
    seen = at.seen_unwatched([line.entry])
    at.stage.read([Prose(words) for words in (*seen, *told.goes, *told.cuts)])
    if not keep_or_take_out(at.stage, _("Gone for good: {line}").format(line=name)):
        return _("Nothing was withdrawn.")
    done = at.file.withdraw(line.entry.id)
    said = [_("Withdrawn: {line}. Counts and decisions stand.").format(line=name)]
    said += _listed(
        _("These quoted it and now say […]: {lines}."),
        each_line_once(done.reworded, room.workshop),
        room,
    )
    said += _still_naming(told, room)
    said += told_and_emptied(at.file, done.gone, taker_out(at), said.append)
    sent_before = export_log.holding(room.workshop, done.reached)
    for sent in sent_before:
        sentence = _("To be called back: the export of {time}, {files}.")
        when = local_time(sent.at, with_day=True)
        said.append(sentence.format(time=when, files=", ".join(sent.files)))
    if any(sent.audience != export_log.FOR_A_LAPTOP for sent in sent_before):
        said.append(how_to_write_anew())
    return " ".join(said)


def _still_naming(told: Told, room: Room) -> list[str]:
    """Sentences on lines that name her and stay, and on the command that mends each."""
    ways = {
        "fix": _("These name her and stay: {lines}. For each: /fix"),
        "withdraw": _("These name her and stay: {lines}. For each: /withdraw"),
        "details": _("These name her and stay: {lines}. To change them: coalition details"),
    }
    said = []
    for command, sentence in ways.items():
        naming = [
            entry
            for entry in told.naming
            if way_to_mend(entry, room.workshop, told.names).command == command
        ]
        said += _listed(sentence, naming, room)
    return said


def taker_out(at: AtPrompt) -> Callable[[str, Sequence[str]], bool]:
    """Return what asks on a page of its own; whoever leaves it has said no."""

    def is_taken_out(question: str, names: Sequence[str]) -> bool:
        at.stage.open_page([])
        at.stage.read([Prose(name) for name in names])
        try:
            return keep_or_take_out(at.stage, question)
        except Pause:
            raise
        except Move:
            return False

    return is_taken_out


def _listed(sentence: str, lines: Sequence[Entry], room: Room) -> list[str]:
    """Return ``sentence`` with the numbers of ``lines``, of many the first; nothing for none."""
    names = list(dict.fromkeys(name_in(entry, room) for entry in lines))
    return [sentence.format(lines=", ".join(counted(names)))] if names else []


WITHDRAW: Final = SlashCommand(
    "withdraw",
    "/withdraw 7",
    N_("Take line 7 out of the file for good."),
    _withdraw,
    of_lines=True,
    not_in_sitting=N_(
        "Nothing was withdrawn: this laptop cannot take words out of what is sealed. /undo takes"
        " the line back until then; /withdraw it where the workshop is opened with its key."
    ),
)
