"""``people``: who is here, under the names they chose."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.cli.call import FileOption, is_on_terminal, keep_calm, put, refuse_words, say, this_call
from coalition_cli.errors import Problem
from coalition_cli.model.entry import PEOPLE, Body, Fact
from coalition_cli.words import _

if TYPE_CHECKING:
    from coalition_cli.model.workshop import Person, Workshop
    from coalition_cli.store import WorkshopFile


class Change(StrEnum):
    """What to do with the names that are given."""

    add = "add"
    left = "left"
    back = "back"
    show = "show"


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("people")(people)


@keep_calm
def people(
    context: typer.Context,
    change: Annotated[Change, typer.Argument(help="add, left, back, or show.")] = Change.add,
    file: FileOption = None,
    words: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
) -> None:
    """Who is here. Names are typed one a line: a name, or "name, group, role"; never as arguments."""
    refuse_words(words, _("Type the names after: coalition people"))
    opened = this_call(context).open(file)
    if change is Change.show:
        _show(opened.workshop)
        return
    if is_on_terminal():
        _ask(opened, change)
        _show(opened.workshop)
        return
    for line in sys.stdin:
        if line.strip():
            say(_take(line, change, opened))
    _show(opened.workshop)


def _ask(file: "WorkshopFile", change: Change) -> None:
    """Names at a prompt until an empty line; the names known so far complete what is typed."""
    from coalition_cli.cli.live import ask_lines

    questions = {
        Change.add: _("Who is here? A chosen name; after commas, if wanted, a group and a role"),
        Change.left: _("Who has left?"),
        Change.back: _("Who is back?"),
    }
    names = tuple(person.name for person in file.workshop.people())
    ask_lines(questions[change], names, lambda line: _take(line, change, file))


def _take(line: str, change: Change, file: "WorkshopFile") -> str:
    """Save one line; gives the sentence that says what was understood."""
    from coalition_cli.cli.live import record_in
    from coalition_cli.reading import read_words

    name, group, role = (*(part.strip() for part in read_words(line).split(",", 2)), "", "")[:3]
    record = record_in(file)
    known = file.workshop.person_named(name)
    if change is Change.add:
        if known is not None:
            return _("{name} is here already.").format(name=known.name)
        body: Body = {"text": name, **({"group": group} if group else {}), **({"role": role} if role else {})}
        record(Fact(body), PEOPLE, "organizer")
        return _("{name} is here.").format(name=name)
    if known is None:
        raise Problem(_("Nobody here is called {name}; nothing was changed.").format(name=name))
    _mark(known, change is Change.back, file)
    return (_("{name} is back.") if change is Change.back else _("{name} has left.")).format(name=known.name)


def _mark(person: "Person", is_present: bool, file: "WorkshopFile") -> None:
    from coalition_cli.cli.live import record_in

    entry = next(entry for entry in file.workshop.standing(PEOPLE) if entry.id == person.id)
    fact = Fact({**entry.body, "present": is_present}, op="edit", ref=person.id)
    record_in(file)(fact, PEOPLE, "organizer")


def _show(workshop: "Workshop") -> None:
    for person in workshop.people():
        gone = "" if person.is_present else _("left")
        put("\t".join((person.name, person.group, person.role, gone)).rstrip())
    present = len(workshop.present())
    say(_("{present} of {count} are here.").format(present=present, count=len(workshop.people())))
