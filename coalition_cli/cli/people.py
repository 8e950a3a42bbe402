"""``people``: who is here, under the names they chose."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.cli import streams
from coalition_cli.cli.call import TAKES_NO_WORDS, Call, FileOption, refuse_words, this_call
from coalition_cli.errors import INTERRUPTED, REFUSED, UNWRITTEN, Problem
from coalition_cli.words import _

if TYPE_CHECKING:
    from coalition_cli.blocks import Table
    from coalition_cli.model.entry import Body
    from coalition_cli.model.workshop import Person, Workshop
    from coalition_cli.store import WorkshopFile
    from coalition_cli.terminal import Terminal


class Change(StrEnum):
    """What to do with the names that are given."""

    add = "add"
    left = "left"
    back = "back"
    show = "show"


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("people", context_settings=TAKES_NO_WORDS)(people)


def people(
    context: typer.Context,
    change: Annotated[str, typer.Argument(metavar="[add|left|back|show]", help="What to do with the names.")] = "add",
    file: FileOption = None,
) -> None:
    """Who is here, under the names they chose.

    Names are typed one a line: a name, or "name, group, role"; never as arguments.
    """
    is_change = change in list(Change)
    refuse_words(
        [*([] if is_change else [change]), *context.args],
        _("Type names after one of: coalition people add, coalition people left, coalition people back"),
    )
    call = this_call(context)
    opened = call.open(file)
    problems = 0
    if change != Change.show and streams.is_on_terminal():
        _ask(call, opened, Change(change))
    else:
        problems = _take_lines(Change(change), opened) if change != Change.show else 0
        _put(opened.workshop, call)
    sentence = _("{present} of {count} are here.")
    streams.say(sentence.format(present=len(opened.workshop.present()), count=len(opened.workshop.people())))
    if problems:
        raise SystemExit(REFUSED)


def _take_lines(change: Change, file: "WorkshopFile") -> int:
    """Take every line that can be taken; how many could not, after a sentence about each."""
    problems = 0
    for number, line in enumerate(streams.lines_given(), 1):
        try:
            if line.strip():
                streams.say(_take(line, change, file))
        except Problem as problem:
            if problem.status == UNWRITTEN:
                raise
            streams.say(_("Line {number}: {sentence}").format(number=number, sentence=problem.sentence))
            problems += 1
    return problems


def _ask(call: Call, file: "WorkshopFile", change: Change) -> None:
    """Names at a prompt until an empty line; those known so far stand above and complete what is typed."""
    from coalition_cli.cli.live import breathe, terminal
    from coalition_cli.model.entry import PEOPLE
    from coalition_cli.stage import Finished, Ground, Move, Pause, TakeBack
    from coalition_cli.store.half_typed import Keeper

    keeper = Keeper(file)
    with terminal(call, file, lambda text, _is_mending: keeper.keep(PEOPLE, text)) as stage:
        if left_behind := keeper.recall(PEOPLE):
            stage.offer_half_typed(left_behind.text)
        understood = ""
        while True:
            try:
                understood = _ask_one(stage, file, change, understood)
            except TakeBack:
                understood = _take_back(file)
            except Ground:
                breathe(stage)
                understood = ""
            except Finished:
                return
            except Pause:
                break
            except Move:
                understood = ""
    streams.say(_("Stopped. Everything that was saved is kept."))
    raise SystemExit(INTERRUPTED)


def _ask_one(stage: "Terminal", file: "WorkshopFile", change: Change, understood: str) -> str:
    """One name; gives the sentence that says what was understood."""
    from coalition_cli.blocks import Heading, Prose
    from coalition_cli.reading import read_words
    from coalition_cli.stage import Question

    known = file.workshop.people()
    here = ", ".join(person.name for person in known if person.is_present)
    gone = ", ".join(person.name for person in known if not person.is_present)
    questions = {
        Change.add: _("A chosen name; after commas, if wanted, a group and a role"),
        Change.left: _("Who has left?"),
        Change.back: _("Who is back?"),
    }
    stage.open_step([Heading(_("Who is here: {count}").format(count=len(file.workshop.present())), 2)], 0, None)
    stage.show([*([Prose(here)] if here else []), *([Prose(_("Left: {names}").format(names=gone))] if gone else [])])
    if understood:
        stage.say(understood)
    read: Callable[[object], str] = lambda given: _take(read_words(given), change, file)  # noqa: E731
    return stage.ask(
        Question(None, questions[change], read, repeats=True, completions=tuple(person.name for person in known))
    )


def _take(line: str, change: Change, file: "WorkshopFile") -> str:
    """Save one line; gives the sentence that says what was understood."""
    from coalition_cli.cli.live import record_in
    from coalition_cli.model.entry import PEOPLE, Fact
    from coalition_cli.reading import read_words, read_words_or_none

    parts = [*read_words(line).split(",", 2), "", ""][:3]
    name, group, role = read_words(parts[0]), read_words_or_none(parts[1]), read_words_or_none(parts[2])
    known = file.workshop.person_named(name)
    if change is Change.add:
        if known is not None and known.is_present:
            return _("{name} is here already.").format(name=known.name)
        if known is not None:
            sentence = _("{name} has left. To bring the same person in again: coalition people back")
            raise Problem(sentence.format(name=known.name))
        body: Body = {"text": name, **({"group": group} if group else {}), **({"role": role} if role else {})}
        record_in(file)(Fact(body), PEOPLE, "organizer")
        return _("{name} is here.").format(name=name)
    if known is None:
        raise Problem(_("Nobody here is called {name}; nothing was changed.").format(name=name))
    if known.is_present is (change is Change.back):
        is_so = _("{name} is here already.") if known.is_present else _("{name} has left already.")
        return is_so.format(name=known.name)
    _mark(known, change is Change.back, file)
    return (_("{name} is back.") if change is Change.back else _("{name} has left.")).format(name=known.name)


def _mark(person: "Person", is_present: bool, file: "WorkshopFile") -> None:
    from coalition_cli.cli.live import record_in
    from coalition_cli.model.entry import PEOPLE, Fact

    entry = next(entry for entry in file.workshop.standing(PEOPLE) if entry.id == person.id)
    fact = Fact({**entry.body, "present": is_present}, op="edit", ref=person.id)
    record_in(file)(fact, PEOPLE, "organizer")


def _take_back(file: "WorkshopFile") -> str:
    from coalition_cli import engine
    from coalition_cli.cli.live import record_in
    from coalition_cli.model.entry import PEOPLE

    newest = file.workshop.newest_standing([PEOPLE])
    if newest is None:
        return _("There is nothing to take back.")
    engine.undo(newest, record_in(file))
    number = len(file.workshop.entries)
    return _("Taken back. To bring it again: coalition undo {number}").format(number=number)


def _put(workshop: "Workshop", call: Call) -> None:
    """A table for people, on the screen that leaves nothing behind; columns between tabs for programs."""
    from coalition_cli.typed import for_screen

    if streams.is_on_terminal() and not call.is_plain:
        from coalition_cli.cli.looking import put_blocks

        if workshop.people():
            put_blocks([_table(workshop)], call)
    else:
        for person in workshop.people():
            cells = (person.name, person.group, person.role, "" if person.is_present else _("left"))
            streams.put("\t".join(for_screen(cell) for cell in cells).rstrip())


def _table(workshop: "Workshop") -> "Table":
    """Everybody with the number by which ``withdraw`` takes out all that she said."""
    from coalition_cli.blocks import Column, Table

    rows = [
        (
            str(workshop.number(person.id)),
            person.name,
            person.group,
            person.role,
            "" if person.is_present else _("left"),
        )
        for person in workshop.people()
    ]
    columns = (Column(""), Column(_("Name")), Column(_("Group")), Column(_("Role")), Column(""))
    return Table(columns, tuple(rows))
