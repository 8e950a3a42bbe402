"""``undo``, ``fix`` and ``withdraw``: take back, mend, remove for good."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.cli.call import (
    FileOption,
    find_entry,
    is_on_terminal,
    keep_calm,
    put,
    refuse_words,
    require_terminal,
    say,
    this_call,
)
from coalition_cli.errors import INTERRUPTED, Problem
from coalition_cli.words import _

if TYPE_CHECKING:
    from coalition_cli.model.entry import Entry
    from coalition_cli.model.workshop import Workshop

Which = Annotated[str, typer.Argument(help="Its number on screen, its id, or the end of its id.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("undo")(undo)
    app.command("fix")(fix)
    app.command("withdraw")(withdraw)


@keep_calm
def undo(context: typer.Context, entry: Which = "", file: FileOption = None) -> None:
    """Take back the last thing that was saved, or the one named; undoing an undo brings it again."""
    from coalition_cli import engine
    from coalition_cli.cli.live import record_in

    opened = this_call(context).open(file)
    target = find_entry(opened.workshop, entry) if entry else opened.workshop.newest_standing()
    if target is None:
        raise Problem(_("There is nothing to take back."))
    if target.op == "withdraw":
        raise Problem(_("What was withdrawn is gone for good and cannot be brought again."))
    put(engine.undo(target, record_in(opened)).id)
    said = _("Taken back: {what}. To bring it again: coalition undo {number}")
    say(said.format(what=_name_of(target, opened.workshop), number=len(opened.workshop.entries)))


@keep_calm
def fix(
    context: typer.Context,
    entry: Which,
    file: FileOption = None,
    words: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
) -> None:
    """Give an entry other words: they are typed at a prompt, or come as one line on standard input."""
    from coalition_cli import engine
    from coalition_cli.cli.live import ask_line, record_in
    from coalition_cli.reading import read_words

    refuse_words(words, _("Type the new words after: coalition fix NUMBER"))
    opened = this_call(context).open(file)
    target = _standing_of(find_entry(opened.workshop, entry), opened.workshop)
    if is_on_terminal():
        text = ask_line(_("The words as they should be"), target.text)
    else:
        text = read_words(sys.stdin.readline())
    put(engine.fix(target, text, record_in(opened)).id)


@keep_calm
def withdraw(
    context: typer.Context,
    entry: Which,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")] = False,
    file: FileOption = None,
) -> None:
    """Remove what was said from the file, with every earlier wording of it. This cannot be undone."""
    from coalition_cli.cli.live import ask_for_word

    opened = this_call(context).open(file)
    target = find_entry(opened.workshop, entry)
    if not yes:
        require_terminal(_("To withdraw without being asked, add --yes."))
        word = _("withdraw")
        if not ask_for_word(_("Gone for good: {what}").format(what=_name_of(target, opened.workshop)), word):
            say(_("Nothing was withdrawn."))
            raise typer.Exit(INTERRUPTED)
    put(opened.withdraw(target.id).id)
    say(_("Withdrawn: the words are out of the file. Counts and decisions stand. Earlier exports still hold them."))


def _standing_of(entry: "Entry", workshop: "Workshop") -> "Entry":
    wanted = entry.ref if entry.op == "edit" and entry.ref else entry.id
    found = next((e for e in workshop.standing(entry.place) if e.id == wanted), None)
    if found is None or "text" not in found.body:
        raise Problem(_("This entry has no words that could be mended."))
    return found


def _name_of(entry: "Entry", workshop: "Workshop") -> str:
    """What an entry is called when it is spoken of: its place and number, not its words."""
    from coalition_cli.model.entry import share_level

    where = ".".join(part for part in (entry.place.exercise, entry.place.step) if part) or _("the workshop")
    words = entry.text if share_level(entry.share) >= share_level("participants") else ""
    short = words if len(words) <= 40 else words[:39] + "…"
    return f"{workshop.number(entry.id)} ({where})" + (f" “{short}”" if short else "")
