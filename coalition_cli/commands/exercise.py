"""``exercise``: one of your own begun, checked, rehearsed, and printed for whoever leads it."""

import sys
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from coalition_cli import exports
from coalition_cli.app import completion, console
from coalition_cli.app.arguments import App, Group
from coalition_cli.app.command_table import COMMANDS
from coalition_cli.app.context import Call, this_call
from coalition_cli.app.file_check import check_files
from coalition_cli.blocks import Block, Column, Table
from coalition_cli.catalog import Catalog, scaffold
from coalition_cli.catalog.scaffold import is_id
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.facilitator_sheet import as_summary
from coalition_cli.run.page import opening, opening_beside
from coalition_cli.run.rehearsal import Rehearsed, invented_workshop
from coalition_cli.run.rehearsal import rehearse as play
from coalition_cli.shell_word import quoted
from coalition_cli.store.files import atomic
from coalition_cli.store.paths import own_exercises_folder

WIDTH: Final = 80

ExerciseArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID|FILE",
        help="The name of an exercise, or its file.",
        autocompletion=completion.exercises,
    ),
]


class Format(StrEnum):
    """The format of a sheet."""

    md = "md"
    html = "html"
    pdf = "pdf"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    group = App(cls=Group, rich_markup_mode=None, no_args_is_help=True)
    group.command("new")(make_new)
    group.command("check")(check)
    group.command("rehearse")(rehearse)
    group.command("print")(print_sheet)
    app.add_typer(group, name="exercise")


def make_new(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Its name: small letters, digits, dashes.")
    ],
    like: Annotated[
        str,
        typer.Option(
            help="Begin with a copy of this exercise.", autocompletion=completion.exercises
        ),
    ] = "",
    out: Annotated[
        Path | None, typer.Option(help="The folder to put it in; your own exercises if not given.")
    ] = None,
) -> None:
    """Begin an exercise file, explained line by line.

    It is whole and can be held at once; change its words. Prints where it lies.
    """
    call = this_call(context)
    catalog = call.catalog(call.spoken_language())
    folder = out or own_exercises_folder()
    _check_name(name)
    for place in (Path(f"{name}.toml"), Path(catalog.language, f"{name}.toml")):
        if (folder / place).exists():
            sentence = _("{path} is there already and was left as it is. Choose another name.")
            raise Problem(sentence.format(path=folder / place))
    _check_not_taken(name, like, catalog)
    files = _copies(name, like, catalog) if like else _first_draft(name, call)
    for place, text in files.items():
        atomic.put_new(folder / place, text.encode())
        console.put(str(folder / place))
    program = f"coalition --exercises {quoted(folder)}" if out else "coalition"
    commands = [f"  {program} exercise {what} {name}" for what in ("check", "rehearse")]
    console.say(_("Open it with any editor for plain text, change the words, and save. Then:"))
    for command in commands:
        console.say(command)


def check(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[ID|FILE]",
            help="All of your own if not given.",
            autocompletion=completion.exercises,
        ),
    ] = "",
) -> None:
    """Every mistake with its line; what is worth a look.

    The file is not changed.
    """
    call = this_call(context)
    catalog = call.catalog(call.spoken_language())
    if name:
        check_files([_path_of(name, catalog)], catalog)
        return
    own = [file for file in catalog.files() if own_exercises_folder() in file.parents]
    if not own:
        raise Problem(
            _("You have no exercise of your own yet. Begin one with: coalition exercise new ID")
        )
    check_files(own, catalog)


def rehearse(
    context: typer.Context,
    name: ExerciseArgument,
    after: Annotated[
        list[str] | None,
        typer.Option(
            help="An exercise to be played before it, unseen; may be given several times.",
            autocompletion=completion.exercises,
        ),
    ] = None,
) -> None:
    """Play it with invented people; nothing is stored.

    It is played to its end, page by page.

    On a terminal it waits between the pages: Enter goes on, q and Enter leaves.
    """
    call = this_call(context)
    catalog = call.catalog(call.spoken_language())
    exercise = _exercise(name, catalog)
    earlier = [_exercise(each, catalog) for each in after or ()]
    workshop = invented_workshop(date.today().isoformat(), exercise.language)
    unanswered = []
    view = _view(exercise, workshop, catalog)
    if not _turn(_page([*opening(view), *opening_beside(view)], call)):
        return
    for rehearsed in play(exercise, catalog.find, workshop, earlier):
        unanswered += [rehearsed.step.title] if rehearsed.is_unanswered else []
        if not all(_turn(page) for page in _pages(rehearsed, call)):
            return
    if unanswered:
        sentence = _(
            "There was nothing to answer at: {steps}. What it looks back at may be played before: "
            "--after ID"
        )
        console.say(sentence.format(steps=", ".join(unanswered)))
    sentence = _("{exercise}: played to the end with invented people. Nothing was stored.")
    console.say(sentence.format(exercise=exercise.title))


def print_sheet(
    context: typer.Context,
    name: ExerciseArgument,
    form: Annotated[Format, typer.Option("--format", help="md, html or pdf.")] = Format.md,
    out: Annotated[
        Path | None, typer.Option(help="The file to write; standard output if not given.")
    ] = None,
) -> None:
    """The sheet for whoever leads it.

    What to bring, to say and to ask; what is kept, and who may read it.
    """
    call = this_call(context)
    exercise = _exercise(name, call.catalog(call.spoken_language()))
    written = exports.export(form.value).render(as_summary(exercise))
    if out is None or str(out) == "-":
        console.put_bytes(written)
    else:
        atomic.put_new(out, written)
        console.put(str(out))
    more = _("Cards, ballots, blank forms and more of it for paper: coalition print {name}")
    console.say(more.format(name=exercise.id))


def _check_name(name: str) -> None:
    if not is_id(name):
        sentence = _(
            "{name} cannot be the name of an exercise: use small letters a to z, digits and "
            "dashes, like my-circle."
        )
        raise Problem(sentence.format(name=name), USAGE)
    if name in COMMANDS:
        sentence = _("{name} is a command of the program already. Choose another name.")
        raise Problem(sentence.format(name=name))


def _check_not_taken(name: str, like: str, catalog: Catalog) -> None:
    taken = catalog.path(name)
    if taken and name != like:
        sentence = _(
            "There is an exercise called {name} already: {path}. Choose another name; to have a "
            "copy of your own in its place: coalition exercise new {name} --like {name}"
        )
        raise Problem(sentence.format(name=name, path=taken))


def _first_draft(name: str, call: Call) -> dict[Path, str]:
    return {Path(f"{name}.toml"): scaffold.written(name, call.spoken_language())}


def _copies(name: str, like: str, catalog: Catalog) -> dict[Path, str]:
    """Return a copy of the exercise ``like``, and of each translation of it, under a new name."""
    found = catalog.exercise(like).path
    copies = {Path(f"{name}.toml"): scaffold.copied(found.read_text("utf-8-sig"), name)}
    for overlay in catalog.translations(like):
        copies[Path(overlay.parent.name, f"{name}.toml")] = scaffold.copied(
            overlay.read_text("utf-8-sig"), name
        )
    return copies


def _path_of(name: str, catalog: Catalog) -> Path:
    if name.endswith(".toml"):
        return Path(name)
    found = catalog.path(name)
    return found or catalog.exercise(name).path


def _exercise(name: str, catalog: Catalog) -> Exercise:
    if not name.endswith(".toml"):
        return catalog.exercise(name)
    path = Path(name)
    if not path.is_file():
        raise Problem(_("{path}: there is no such file.").format(path=path))
    return Catalog([path.parent, *catalog.folders], catalog.language).exercise(path.stem)


def _view(exercise: Exercise, workshop: Workshop, catalog: Catalog) -> View:
    return ViewMaker(catalog.find).of_run(workshop, exercise)


def _pages(rehearsed: Rehearsed, call: Call) -> list[str]:
    """Return a step as it begins, with its answers; and as it ends, if something came of it."""
    begins = rehearsed.scenes[0]
    shown: list[Block] = [*begins.header, *begins.body]
    if rehearsed.answers:
        columns = (Column(_("Asked")), Column(_("Answered by the invented people")))
        shown.append(Table(columns, tuple(rehearsed.answers)))
    pages = [_page(shown, call)]
    if rehearsed.after:
        pages.append(_page(rehearsed.after, call))
    return pages


def _page(blocks: Sequence[Block], call: Call) -> str:
    # price: rich, 40 ms, and only a rehearsal draws
    from coalition_cli.terminal.rich_console import as_text

    has_colour = sys.stdout.isatty() and not call.is_plain
    drawn = as_text(list(blocks), WIDTH, colour=has_colour, is_plain=call.is_plain)
    return drawn if call.is_plain else f"{'─' * WIDTH}\n{drawn}"


def _turn(page: str) -> bool:
    """Put a page and, where somebody is reading it, wait for Enter; whether to go on."""
    console.put(page)
    if not console.is_on_terminal():
        return True
    console.say(_("Enter: the next page. q and Enter: leave."))
    typed = sys.stdin.readline()
    return bool(typed) and typed.strip().casefold() != "q"
