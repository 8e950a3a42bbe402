"""The argument that names lines: read, or chosen on a page where none was given."""

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

import typer

from coalition_cli import kinds
from coalition_cli.app import console
from coalition_cli.app.context import Call, refuse_words
from coalition_cli.app.prompt import terminal
from coalition_cli.blocks import Bullet, Bullets, Heading
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED
from coalition_cli.i18n import _
from coalition_cli.model.by_run import exercise_at
from coalition_cli.model.entry import NOTES, Place
from coalition_cli.parsing.line_names import NoLine
from coalition_cli.run.line_told import line_in_words
from coalition_cli.run.named_lines import (
    Line,
    Room,
    find_line,
    find_lines,
    name_in,
    range_names,
    run_option,
)
from coalition_cli.stage import Move, Question
from coalition_cli.store import WorkshopFile

WHICH_HELP = (
    "A line: 7 at the step that the wall shows, issues.7, agenda-ranking.issues.7, note.7; a person"
    " p4; an action A2; or an id. Without it: a page to choose from."
)
WhichLine = Annotated[str, typer.Argument(metavar="[LINE]", help=WHICH_HELP)]
WhichLines = Annotated[
    list[str], typer.Argument(metavar="[LINES]", help="Lines: 14-25, 3,5,9. " + WHICH_HELP)
]
RunOption = Annotated[
    int,
    typer.Option("--run", min=0, help="An earlier run of the exercise; the newest if not said."),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")]
AllToldOption = Annotated[
    bool, typer.Option("--all", help="Name every line that is touched, however many.")
]
BesideOption = Annotated[
    bool,
    typer.Option("--beside", help="Take it out of copies of this workshop beside it too, unasked."),
]

R = TypeVar("R")
Choosing = Callable[[Line], bool]
"""True for a line that may be chosen."""


def room_of(call: Call, opened: WorkshopFile, run: int = 0) -> Room:
    """Return where the names of lines are read."""
    return Room(opened.workshop, call.held(opened.workshop), run=run)


def as_argument(find: Callable[[], R]) -> R:
    """Return the lines that ``find`` finds by an argument. Raises ``Problem``.

    A word by which no line can go may be one that somebody said, or a name: it is not repeated.
    """
    try:
        return find()
    except NoLine as refused:
        instead = _("Lines are named as 7, 14-25, issues.7, note.7 or A2, a person as p4.")
        refuse_words([refused.word], instead)
        raise


def named_lines(
    which: Sequence[str], room: Room, call: Call, opened: WorkshopFile, may_be: Choosing
) -> list[Line]:
    """Return the lines that ``which`` names; where it is empty, the one that is chosen on a page.

    Raises ``Problem``; ends the program with 130 where the page is left.
    """
    if which:
        return as_argument(lambda: find_lines(which, room))
    console.require_terminal(_("Name a line: its number stands in: coalition show --numbers"))
    return [_choose(room, call, opened, may_be)]


def named_line(which: str, room: Room, call: Call, opened: WorkshopFile, may_be: Choosing) -> Line:
    """Return the one line that ``which`` names, or that is chosen. Raises ``Problem``."""
    if which:
        return as_argument(lambda: find_line(which, room))
    return named_lines([], room, call, opened, may_be)[0]


def _choose(room: Room, call: Call, opened: WorkshopFile, may_be: Choosing) -> Line:
    """Show the lines of the step that the room is at, and ask for the number of one.

    A line of another step goes by its longer name, as everywhere.
    """
    lines = _by_place(room, may_be)
    if not lines:
        raise Problem(_("There is no such line yet."))
    there = room.at()
    place = there.place if there else NOTES
    place = place if place in lines else next(iter(lines))
    others = ", ".join(
        range_names(each, [1])[0] + run_option(each, room.workshop)
        for each in lines
        if each != place
    )
    hint = _("Other steps: {names}").format(names=others) if others else ""
    here = room
    if place.exercise and there and there.place == place:
        here = room._replace(shown=there)
    bullets = tuple(
        Bullet(line_in_words(line, room).partition(" · ")[2], name_in(line.entry, here))
        for line in lines[place]
    )

    def read(given: object) -> Line:
        return find_line(str(given).strip(), here)

    try:
        with terminal(call, opened) as stage:
            stage.open_page([Heading(_place_in_words(place, room), 2)])
            stage.show([Bullets(bullets)])
            return stage.ask(Question(None, _("Which line? Its number"), read, hint=hint))
    except Move:
        console.say(_("Nothing was changed."))
        raise SystemExit(INTERRUPTED) from None


def _by_place(room: Room, may_be: Choosing) -> dict[Place, list[Line]]:
    """Return the lines that may be chosen, by their places, the newest place first."""
    workshop = room.workshop
    found: dict[Place, list[Line]] = {}
    for place in reversed(workshop.places()):
        standing = [
            Line(entry, entry) for entry in workshop.standing(place) if workshop.number(entry.id)
        ]
        lines = [line for line in standing if may_be(line)]
        if lines:
            found[place] = lines
    return found


def _place_in_words(place: Place, room: Room) -> str:
    exercise = exercise_at(place, room.find)
    if exercise is None:
        return _("Notes") if place == NOTES else (place.step or place.exercise)
    step = next((each.title for each in exercise.steps if each.id == place.step), place.step)
    return _("{exercise}: {step}").format(exercise=exercise.title, step=step)


def may_be_moved(line: Line, room: Room) -> bool:
    """True for a line of a step from which lines may be moved."""
    if line.entry.place == NOTES:
        return True
    exercise = exercise_at(line.entry.place, room.find)
    steps = exercise.steps if exercise else ()
    return any(step.id == line.entry.place.step and kinds.takes_lines(step) for step in steps)
