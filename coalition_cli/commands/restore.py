"""``restore``: put an earlier copy in place of the workshop file."""

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coalition_cli.app import console
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.app.prompt import bare_terminal, choice_at_shell
from coalition_cli.app.unlock import form_of
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED
from coalition_cli.i18n import _, ngettext
from coalition_cli.stage import Move, Option
from coalition_cli.store.files import codec
from coalition_cli.store.formats.base import Form
from coalition_cli.store.recovery import backups, hints
from coalition_cli.store.recovery import restore as recovery_restore
from coalition_cli.store.recovery.backups import Copy
from coalition_cli.store.recovery.restore import Choice

if TYPE_CHECKING:
    from coalition_cli.terminal import Terminal

_PLACE: Final = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)?")


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("restore")(restore)


def restore(
    context: typer.Context,
    which: Annotated[
        str,
        typer.Argument(
            metavar="[WHICH]", help="A number of the list that the command gives alone, or a file."
        ),
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")] = False,
    file: FileOption = None,
) -> None:
    """Put an earlier copy in place of the workshop file.

    Without WHICH it lists the copies there are. What stands now is set aside first; withdrawn words
    never come back.
    """
    call = this_call(context)
    path = call.workshop_path(file)
    form = form_of(path, call.passphrase_fd)
    choice = _find(form, which) if which else _list(form, call)
    if choice is None:
        return
    if yes:
        _tell(choice)
    else:
        console.require_terminal(_("To restore without being asked, add --yes."))
        with bare_terminal(call) as stage:
            if not _is_meant(stage, choice):
                console.say(_("Nothing was changed."))
                raise SystemExit(INTERRUPTED)
    _put_back(form, choice)


def _list(form: Form, call: Call) -> Choice | None:
    """Put one line a copy; on a terminal, return the one that is chosen."""
    listed = recovery_restore.choices(form)
    if not listed:
        sentence = _(
            "There is no copy of {file} yet: the first is made when a command that changed it ends."
        )
        raise Problem(sentence.format(file=form.path.name))
    minutes = Counter(hints.local_moment(copy.at) for copy, _choice in listed)
    rows = [
        _row(copy, choice, is_alone=minutes[hints.local_moment(copy.at)] == 1)
        for copy, choice in listed
    ]
    for number, row in enumerate(rows, 1):
        console.put("\t".join([str(number), *row]))
    if not console.is_on_terminal():
        console.say(_("To put one in place: coalition restore NUMBER"))
        return None
    whole = [str(number) for number, (_copy, choice) in enumerate(listed, 1) if choice]
    options = [Option(number, "  ".join(rows[int(number) - 1])) for number in whole]
    leave = Option("", _("Leave everything as it is"))
    try:
        chosen = choice_at_shell(
            call, _("Which copy is to be put in place?"), [leave, *options], ""
        )
    except Move:
        chosen = ""
    if not chosen:
        console.say(_("Nothing was changed."))
        raise SystemExit(INTERRUPTED)
    return listed[int(chosen) - 1][1]


def _find(form: Form, which: str) -> Choice:
    """Return the copy that is meant by its number in the list, or by its path.

    Raises ``Problem``.
    """
    if not which.isdecimal():
        return recovery_restore.choose(form, Path(which))
    copies = backups.all_of(form.path)
    if len(which) > 9 or not 1 <= int(which) <= len(copies):
        raise Problem(
            _("There is no copy {number}. The copies stand in: coalition restore").format(
                number=which
            )
        )
    return recovery_restore.choose(form, copies[int(which) - 1].path)


def _row(copy: Copy, choice: Choice | None, *, is_alone: bool) -> list[str]:
    """What tells a copy from the others: its time, how much it holds, and where it ends.

    The seconds are told of those that are not alone in their minute.
    """
    moment = hints.local_moment(copy.at, with_seconds=not is_alone)
    if copy.kind == "aside":
        moment = _("{time}, set aside").format(time=moment)
    if choice is None:
        return [moment, _("damaged, or of another workshop")]
    count = ngettext("{count} entry", "{count} entries", choice.holds).format(count=choice.holds)
    fewer = ngettext("{count} fewer than now", "{count} fewer than now", choice.lacks)
    lacking = fewer.format(count=choice.lacks) if choice.lacks else ""
    return [*filter(None, [moment, count, lacking, _ending(choice)])]


def _ending(choice: Choice) -> str:
    """Where the newest entry of a copy was said; nothing of what another program wrote."""
    last = next(map(codec.entry_of, reversed(choice.tables["entries"].values())), None)
    place = ".".join(filter(None, (last.place.exercise, last.place.step))) if last else ""
    return _("up to {place}").format(place=place) if _PLACE.fullmatch(place) else ""


def _tell(choice: Choice) -> None:
    sentence = ngettext(
        "The copy {file} holds {count} entry.",
        "The copy {file} holds {count} entries.",
        choice.holds,
    )
    console.say(sentence.format(file=choice.path.name, count=choice.holds))
    if choice.lacks:
        console.say(_lacking(choice))


def _lacking(choice: Choice) -> str:
    sentence = ngettext(
        "{count} entry that stands now is not in it; it will be set aside, not lost.",
        "{count} entries that stand now are not in it; they will be set aside, not lost.",
        choice.lacks,
    )
    return sentence.format(count=choice.lacks)


def _is_meant(stage: "Terminal", choice: Choice) -> bool:
    question = _("Put {file} in place of what stands now?").format(file=choice.path.name)
    if choice.lacks:
        question = f"{question} {_lacking(choice)}"
    try:
        return stage.ask_word(question, _("restore"))
    except Move:
        return False


def _put_back(form: Form, choice: Choice) -> None:
    done = recovery_restore.put_back(form, choice)
    for aside in done.aside:
        console.put(str(aside))
    sentence = ngettext(
        "Restored: {count} entry stands.", "Restored: {count} entries stand.", done.holds
    )
    console.say(sentence.format(count=done.holds))
    if done.aside:
        console.say(_("What stood before was set aside: {file}").format(file=done.aside[0]))
    if done.trouble:
        console.say(_("No backup was made. {reason}").format(reason=done.trouble))
