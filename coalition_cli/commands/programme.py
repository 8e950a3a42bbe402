"""``programme``: show, print, copy, edit and check the files that say how a day goes."""

import os
import re
import shlex
import subprocess
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from coalition_cli import exports
from coalition_cli.app import completion, console
from coalition_cli.app.context import Call, this_call
from coalition_cli.app.file_check import check_files
from coalition_cli.app.show_blocks import put_blocks
from coalition_cli.catalog import Catalog, scaffold
from coalition_cli.catalog.fields import PATTERNS
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.document import document_of
from coalition_cli.model.programme import clock
from coalition_cli.model.summary import Summary
from coalition_cli.run.rehearsal import invented_workshop, rehearse
from coalition_cli.schedule.day_page import sheet
from coalition_cli.store.files import atomic
from coalition_cli.store.paths import own_exercises_folder


class Doing(StrEnum):
    """The action on a programme."""

    show = "show"
    print = "print"
    new = "new"
    copy = "copy"
    edit = "edit"
    check = "check"
    rehearse = "rehearse"


class Paper(StrEnum):
    """The format of a printed programme."""

    md = "md"
    html = "html"
    pdf = "pdf"


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("programme")(programme)


def programme(
    context: typer.Context,
    doing: Annotated[
        Doing,
        typer.Argument(
            metavar="[show|print|new|copy|edit|check|rehearse]", help="What to do with it."
        ),
    ],
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The programme; see: coalition list programmes",
            autocompletion=completion.programmes,
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="[NEW]", help="The id of the copy.")] = "",
    out: Annotated[str, typer.Option(help="Where the sheet goes; - for standard output.")] = "",
    paper: Annotated[Paper, typer.Option("--as", help="How the sheet is written.")] = Paper.md,
) -> None:
    """Show, print, begin, copy, edit, check or rehearse a programme.

    Your own lie in your own folder, which is looked into first; what came with the program is never
    changed.
    """
    call = this_call(context)
    if new and doing is not Doing.copy:
        raise Problem(_("Only a copy has a second name. Nothing was changed."), USAGE)
    catalog = call.catalog()
    match doing:
        case Doing.show:
            _show(call, catalog, name)
        case Doing.print:
            _print(catalog, name, out, paper)
        case Doing.new:
            _begin(call, catalog, name)
        case Doing.rehearse:
            _rehearse(call, catalog, name)
        case Doing.copy:
            _copy(catalog, name, new)
        case Doing.edit:
            _edit(call, catalog, name)
        case Doing.check:
            check_files([_path_of(catalog, name)], catalog)


def _show(call: Call, catalog: Catalog, name: str) -> None:
    put_blocks(sheet(catalog.programme(name)), call)


def _print(catalog: Catalog, name: str, out: str, paper: Paper) -> None:
    found = catalog.programme(name)
    form = exports.export(paper.value)
    content = form.render(Summary(document_of(found.title, found.language, sheet(found)), {}))
    if out == "-":
        console.put_bytes(content)
    else:
        path = Path(out or f"programme-{name}{form.SUFFIX}").absolute()
        atomic.put_new(path, content)
        console.put(str(path))
    more = _(
        "The whole script, with all that is said, and blank forms: coalition print --programme "
        "{name}"
    )
    console.say(more.format(name=name))


def _begin(call: Call, catalog: Catalog, name: str) -> None:
    """Begin a programme of half a day in the user's own folder, explained line by line."""
    if not scaffold.is_id(name):
        raise Problem(
            _(
                "An id has small letters a to z and digits, parts joined by a dash. Nothing was "
                "made."
            ),
            USAGE,
        )
    if name in catalog.programmes():
        sentence = _(
            "There is a programme called {name} already. Nothing was made. To begin from it: "
            "{command}"
        )
        command = f"coalition programme copy {name} NEW"
        raise Problem(sentence.format(name=name, command=command))
    own = _own_folder() / f"{name}.toml"
    atomic.put_new(own, scaffold.written_programme(name, call.spoken_language()).encode())
    console.put(str(own))
    commands = [f"  coalition programme {what} {name}" for what in ("edit", "check", "rehearse")]
    console.say(_("Open it with any editor for plain text, change the words, and save. Then:"))
    for command in commands:
        console.say(command)


def _rehearse(call: Call, catalog: Catalog, name: str) -> None:
    """Put every slot with its time; play every exercise to its end with invented people.

    Nothing is stored.
    """
    found = catalog.programme(name)
    for day in found.days:
        console.put(day.title)
        for at, slot in day.times():
            line = f"{clock(at)}  {slot.title}"
            if slot.exercise:
                exercise = catalog.exercise(slot.exercise)
                workshop = invented_workshop(date.today().isoformat(), exercise.language)
                played = [
                    each.step
                    for each in rehearse(exercise, catalog.find, workshop)
                    if not slot.steps or each.step.id in slot.steps
                ]
                steps = ngettext("{count} step played", "{count} steps played", len(played)).format(
                    count=len(played)
                )
                line = f"{line}: {exercise.title}, {steps}"
            console.put(line)
    sentence = _("{exercise}: played to the end with invented people. Nothing was stored.")
    console.say(sentence.format(exercise=found.title))


def _copy(catalog: Catalog, name: str, new: str) -> None:
    if not new:
        raise Problem(_("Give the copy an id of its own: coalition programme copy ID NEW"), USAGE)
    path = _make_own(catalog, name, new)
    console.put(str(path))
    command = f"coalition programme edit {new}"
    console.say(_("Change it with: {command}").format(command=command))


def _make_own(catalog: Catalog, name: str, new: str) -> Path:
    """Copy a programme into the user's own folder, under the id ``new``."""
    if re.fullmatch(PATTERNS["id"].strip("^$"), new) is None:
        raise Problem(
            _(
                "An id has small letters a to z and digits, parts joined by a dash. Nothing was "
                "made."
            ),
            USAGE,
        )
    text = _path_of(catalog, name).read_text("utf-8-sig")
    own = _own_folder() / f"{new}.toml"
    renamed = re.sub(r'^id *= *"[^"]*"', f'id = "{new}"', text, count=1, flags=re.MULTILINE)
    atomic.put_new(own, renamed.encode())
    return own


def _edit(call: Call, catalog: Catalog, name: str) -> None:
    """Open the own copy in the person's editor, then list every mistake in it.

    What was written there stays, right or wrong.
    """
    console.require_terminal(
        _("Change the file with an editor, then: coalition programme check ID")
    )
    path = _path_of(catalog, name)
    if path.parent != _own_folder():
        path = _make_own(catalog, name, name)
        console.say(_("A copy of your own was made: {path}").format(path=path))
    words = (
        os.environ.get("VISUAL")
        or os.environ.get("EDITOR")
        or ("notepad" if os.name == "nt" else "vi")
    )
    try:
        ended = subprocess.run([*shlex.split(words), str(path)], check=False)
    except (OSError, ValueError):
        sentence = _(
            "The editor {editor} could not be started. Set EDITOR to another one, or open: {path}"
        )
        raise Problem(sentence.format(editor=words, path=path)) from None
    if ended.returncode:
        console.say(_("The editor ended with a complaint; the file is as it left it."))
    check_files([path], catalog)


def _path_of(catalog: Catalog, name: str) -> Path:
    path = catalog.programme_path(name)
    if path is None:
        raise catalog.no_programme(name)
    return path


def _own_folder() -> Path:
    return own_exercises_folder() / "programmes"
