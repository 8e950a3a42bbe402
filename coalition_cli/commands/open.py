"""``open``: another workshop in place of the one that is open."""

from pathlib import Path
from typing import Annotated

import typer

from coalition_cli.app import completion, console
from coalition_cli.app.context import Call, this_call
from coalition_cli.app.known_workshops import Known, called, known_workshops
from coalition_cli.app.prompt import bare_terminal
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, USAGE
from coalition_cli.i18n import _
from coalition_cli.sanitize import for_screen
from coalition_cli.stage import Move, Option
from coalition_cli.store import paths
from coalition_cli.store.formats import sealed
from coalition_cli.store.peek import refuse_unsound


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("open")(open_workshop)


def open_workshop(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]",
            help="Its title, label or file name, or where it lies; without one it is chosen.",
            autocompletion=completion.workshops,
        ),
    ] = "",
) -> None:
    """Go over to another workshop; a wall that runs follows.

    Prints where it lies.
    """
    call = this_call(context)
    found = _named(name) if name else _chosen(call)
    if found is None:
        console.say(_("Nothing was changed."))
        return
    if not found.is_sealed:
        refuse_unsound(found.path)
    if found.trouble:
        raise Problem(found.trouble, found.status)
    paths.remember_open(found.path)
    console.put(str(found.path))
    console.say(_("Open now: {workshop}").format(workshop=found.line))
    if call.named_file:
        sentence = _("COALITION_FILE or --file names another one: that goes before.")
        console.say(sentence)


def _named(name: str) -> Known:
    """The workshop that ``name`` means. Raises ``Problem`` where none is, or several are."""
    path = Path(name)
    known = known_workshops(path if _is_workshop(path) else None)
    there = [each for each in known if _is_same_file(each.path, path)]
    # A link to a workshop is that workshop: the one that was named goes before.
    there.sort(key=lambda each: each.path != path.absolute())
    found = there[:1] or called(name, known)
    if len(found) == 1:
        return found[0]
    if found:
        sentence = _(
            "{count} workshops are called {name}. Nothing was changed. Name the file of one: "
            "{files}"
        )
        files = ", ".join(str(each.path) for each in found)
        raise Problem(sentence.format(count=len(found), name=for_screen(name), files=files))
    sentence = _("No workshop here is called {name}. Nothing was changed. See: coalition list")
    raise Problem(sentence.format(name=for_screen(name)))


def _is_workshop(path: Path) -> bool:
    try:
        return path.is_file() or sealed.is_sealed(path)
    except OSError:  # a name that is too long for a file
        return False


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _chosen(call: Call) -> Known | None:
    """The workshop that is chosen from a list; None for none of them.

    Raises ``Problem`` where nobody can choose.
    """
    if not console.is_on_terminal():
        raise Problem(
            _("Which one? Nothing was changed. Name it: coalition open NAME. See: coalition list"),
            USAGE,
        )
    known = [each for each in known_workshops() if not each.trouble]
    if not known:
        raise Problem(_('No workshop is open yet. Make one with: coalition new "Its title"'))
    lines = [each.line for each in known]
    options = [
        Option(str(each.path), f"{line} · {each.path.name}" if lines.count(line) > 1 else line)
        for each, line in zip(known, lines, strict=True)
    ]
    options.append(Option("", _("Leave everything as it is")))
    last = str(paths.last_open())
    default = last if any(option.value == last for option in options) else options[0].value
    try:
        with bare_terminal(call) as stage:
            stage.show([])
            chosen = stage.choose(None, _("Which workshop?"), options, default)
    except Move:
        console.say(_("Nothing was changed."))
        raise SystemExit(INTERRUPTED) from None
    return next((each for each in known if str(each.path) == chosen), None)
