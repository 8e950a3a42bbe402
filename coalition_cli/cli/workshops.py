"""``new`` and ``list``: workshops, exercises, programmes."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.cli.call import FileOption, keep_calm, put, say, this_call
from coalition_cli.errors import Problem
from coalition_cli.words import _

if TYPE_CHECKING:
    from coalition_cli.model.workshop import Head


class Shelf(StrEnum):
    """What can be listed."""

    workshops = "workshops"
    exercises = "exercises"
    programmes = "programmes"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("new")(make_new)
    app.command("list")(list_shelf)


@keep_calm
def make_new(
    context: typer.Context,
    title: Annotated[str, typer.Argument(help="What the workshop is called; the summary says it too.")],
    date: Annotated[str, typer.Option(help="Its day, such as 2024-11-12; today if not given.")] = "",
    place: Annotated[str, typer.Option(help="Where it is held.")] = "",
    language: Annotated[str, typer.Option(help="The language of the room, such as sw.")] = "",
    programme: Annotated[str, typer.Option(help="The programme it follows.")] = "",
    file: Annotated[Path | None, typer.Option("--file", help="Where to put the file.")] = None,
) -> None:
    """Make a workshop file and open it; prints where it lies."""
    from coalition_cli.store import WorkshopFile, folders

    path = file or this_call(context).file or folders.path_for(title)
    made = WorkshopFile.create(path, _head(title, date, place, language or this_call(context).language, programme))
    folders.remember_open(made.path)
    put(str(made.path))
    say(_("Open now. Begin with: coalition people, or: coalition visioning"))


@keep_calm
def list_shelf(
    context: typer.Context,
    shelf: Annotated[Shelf, typer.Argument(help="What to list.")] = Shelf.workshops,
    file: FileOption = None,
) -> None:
    """Workshops on this machine, exercises, or programmes."""
    call = this_call(context)
    if shelf is Shelf.programmes:
        for programme in call.catalog().programmes():
            put(programme)
    elif shelf is Shelf.exercises:
        for name, title in call.catalog().titles().items():
            put(f"{name}\t{title}")
    else:
        _list_workshops()


def _list_workshops() -> None:
    from coalition_cli.store import folders, glance

    last = folders.last_open()
    known = sorted(folders.workshops_folder().glob("*.json"))
    if last is not None and last not in known and last.exists():
        known.append(last)
    for path in known:
        mark = "*" if path == last else " "
        try:
            head, count = glance(path)
        except Problem as problem:
            put(f"{mark} {path}\t{problem.sentence}")
            continue
        put(f"{mark} {head.date}\t{head.title}\t{_('{count} entries').format(count=count)}\t{path}")
    if not known:
        say(_('No workshop on this machine yet. Make one with: coalition new "Its title"'))


def _head(title: str, date: str, place: str, language: str, programme: str) -> "Head":
    import time
    from datetime import date as day

    from coalition_cli.model.entry import next_id
    from coalition_cli.model.workshop import Head
    from coalition_cli.typed import clean
    from coalition_cli.words import language_of_environment

    try:
        held = day.fromisoformat(date) if date else day.today()
    except ValueError:
        raise Problem(_("{date} is not a day. Write it like 2024-11-12.").format(date=date)) from None
    return Head(
        id=next_id("", time.time()),
        title=clean(title).text.replace("\n", " ") or _("Workshop"),
        date=held.isoformat(),
        place=clean(place).text,
        language=language or language_of_environment(),
        programme=programme,
    )
