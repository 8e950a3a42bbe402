"""``coalition`` alone: what is open, what comes next, and a menu; without a terminal, the help."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import typer

from coalition_cli.app import console
from coalition_cli.app.context import Call, run_command, status_of
from coalition_cli.app.known_workshops import Known, known_workshops
from coalition_cli.app.own_window import OwnWindow
from coalition_cli.app.prompt import on_record_afterwards
from coalition_cli.app.questions_of_new import words_for_new
from coalition_cli.app.session import live, where_it_stands
from coalition_cli.app.summary_page import SummaryPage
from coalition_cli.blocks import Block, Heading, Prose
from coalition_cli.commands.run_exercise import run_exercise
from coalition_cli.errors import Problem
from coalition_cli.exit_status import DONE, INTERRUPTED, REFUSED, USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.actions import undertakings
from coalition_cli.model.progress import open_step
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.phrasing.dates import short_form
from coalition_cli.phrasing.spans import short_span
from coalition_cli.run.page import progress
from coalition_cli.schedule.timetable import day_of, followed, stand, told
from coalition_cli.stage import Option
from coalition_cli.store import paths
from coalition_cli.store.side import blank_wall, open_walls

if TYPE_CHECKING:
    from coalition_cli.catalog.held import HeldExercises
    from coalition_cli.model.exercise import Exercise
    from coalition_cli.run.engine import Engine
    from coalition_cli.store import WorkshopFile

COMMAND: Final = "coalition"
EXERCISES, WALL, SUMMARY, OTHERS = "an exercise", "the wall", "a summary", "another workshop"
HIDDEN: Final = "the hidden wall"
BACK: Final = "back"
GO_ON: Final = "/go-on"
"""Before the id of an exercise: no command begins so."""

NEW: Final = "/new"
OPEN: Final = "/open"


def greet(context: typer.Context, call: Call) -> None:
    """Show where the open workshop stands, and offer what can be done until the room leaves."""
    if not console.is_on_terminal():
        console.put(context.get_help())
        return
    if not _has_workshop(call) and not _make_new(context, call):
        raise SystemExit(INTERRUPTED)
    window = call.window or OwnWindow()
    call = call._replace(window=window)
    with on_record_afterwards(window):
        while True:
            file = call.open()
            chosen = _choose(call, file)
            if not chosen:
                break
            _do(context, call, chosen)
    console.say(where_it_stands(file))
    console.say(_("Come back with: {command}").format(command=COMMAND))


def _has_workshop(call: Call) -> bool:
    try:
        call.workshop_path()
    except Problem:
        return False
    return True


def _make_new(context: typer.Context, call: Call) -> bool:
    """Ask about a new workshop and make it; False where nobody wanted one after all."""
    if call.window is not None and call.window.off_since:
        console.say(_("Nothing was made: this is off the record. /on writes again."))
        _end_if_broken(call, REFUSED)
        return False
    words = words_for_new(call)
    if not words:
        console.say(_("Nothing was made."))
        return False
    _end_if_broken(call, run_command(context, ["new", *words]))
    return _has_workshop(call)


def _do(context: typer.Context, call: Call, chosen: str) -> None:
    """Do what was chosen as if it had been typed; then the first page comes back.

    Only what cannot go on ends the program.
    """
    first, _space, rest = chosen.partition(" ")
    if first == NEW:
        _make_new(context, call)
    elif first == OPEN:
        _end_if_broken(call, run_command(context, ["open", rest]))
    elif first == GO_ON:
        run = status_of(lambda: run_exercise(call, rest, None, None, again=False))
        _end_if_broken(call, run)
    else:
        _end_if_broken(call, run_command(context, chosen.split()))


def _end_if_broken(call: Call, status: int) -> None:
    if status in (DONE, INTERRUPTED):
        return
    if status not in (REFUSED, USAGE):
        raise SystemExit(status)
    if not call.is_plain:
        # price: questionary, 15 ms, and mostly nothing is refused
        from coalition_cli.terminal import shell_question

        shell_question.let_read(_("Any key leads back."))


def _choose(call: Call, file: "WorkshopFile") -> str:
    """The command that the room chose; empty to leave."""
    home = _Home(call, file)
    title = file.workshop.head.title
    view = ViewMaker(home.held, home.held.announced).of_workshop(file.workshop, title=title)
    pages = {
        EXERCISES: home.choose_exercise,
        WALL: home.look_at_wall,
        HIDDEN: home.show_wall,
        SUMMARY: SummaryPage(file, home.held).write,
        OTHERS: home.choose_workshop,
    }
    with live(call, file, view, COMMAND) as (engine, _stage):
        while True:
            options = home.options()
            chosen = engine.choose(home.page(), _("What now?"), options)
            if chosen in pages:
                chosen = pages[chosen](engine)
                if not chosen:
                    file.refresh()
                    continue  # back to the first page
            return chosen


class _Home:
    """The first page of a workshop, and the lists behind it."""

    def __init__(self, call: Call, file: "WorkshopFile") -> None:
        self._call = call
        self._file = file
        self._workshop = file.workshop
        self.held: HeldExercises = call.held(file.workshop)

    def page(self) -> list[Block]:
        """The workshop, when and where it is held, and that nothing is lost."""
        head = self._workshop.head
        now = datetime.now().strftime("%H:%M")
        where = " · ".join(filter(None, (head.place, head.date, now)))
        stands = " ".join(filter(None, (where_it_stands(self._file), self._open_actions())))
        return [Heading(head.title, 1), Prose(where, "quiet"), Prose(stands, "quiet")]

    def _open_actions(self) -> str:
        """How many actions are open that the room may know of, and the day of the next."""
        room = ViewMaker(self.held).of_workshop(self._workshop)
        found = undertakings(self._workshop, "actions", room.may_see, room.as_read)
        still_open = [each for each in found if not each.is_over]
        if not still_open:
            return ""
        today = date.today()
        days = (date.fromisoformat(each.by_when) for each in still_open if each.by_when)
        following = min((day for day in days if day >= today), default=None)
        if following is None:
            return _("Open actions: {count}.").format(count=len(still_open))
        return _("Open actions: {count}, the next by {day}.").format(
            count=len(still_open), day=short_form(following, today)
        )

    def options(self) -> list[Option]:
        """Everything that can be done from here; who is here comes first while nobody is."""
        people = self._people()
        rest = [
            *self._programme(),
            Option(EXERCISES, _("Another exercise ({count})").format(count=len(self._names()))),
            Option("note", _("Write down what is being said")),
            people,
            self._wall(),
            Option("show", _("Results")),
            Option(SUMMARY, _("Write a summary: for whom?")),
            *self._others(),
            Option("", _("Leave: everything is saved")),
        ]
        going = self._under_way()
        listed = [*going, *rest]
        if not self._workshop.people():
            rest.remove(people)
            listed = [people, *going, *rest]
        offered = {option.value for option in going}
        exercises = [
            Option(f"{GO_ON} {name}", name, is_found_only=True)
            for name in self._names()
            if f"{GO_ON} {name}" not in offered
        ]
        return [*listed, *exercises]

    def _wall(self) -> Option:
        """The option of the wall: to show its words again where it is hidden, else to open one."""
        if blank_wall.drawn(self._file.path):
            return Option(HIDDEN, _("The wall: hidden. Show it"))
        if open_walls.standing_or_coming(self._file.path):
            return Option(WALL, _("The wall: open"))
        return Option(WALL, _("The wall: closed. Open it here, or: coalition wall"))

    def show_wall(self, _engine: "Engine") -> str:
        """Let the wall show the room's words again; empty, for nothing is asked."""
        blank_wall.lift(self._file.path)
        return ""

    def _people(self) -> Option:
        page = "people here" if self._workshop.people() else "people"
        count = len(self._workshop.present())
        return Option(page, _("Who is here: {count}").format(count=count))

    def _others(self) -> list[Option]:
        if self._call.named_file:
            return []  # that one goes before whichever is opened
        count = len(_other_workshops(self._file))
        words = _("Another workshop ({count}), or a new one")
        return [Option(OTHERS, words.format(count=count))]

    def _under_way(self) -> list[Option]:
        """The option to go on with the exercise that was worked on last, if it is not over."""
        seen = dict.fromkeys(entry.place.exercise for entry in reversed(self._workshop.entries))
        for name in filter(None, seen):
            runs = self._workshop.runs(name)
            exercise = self.held.of_run(name, runs[-1]) if runs else None
            if exercise is None:
                continue
            step = open_step(ViewMaker().of_run(self._workshop, exercise, runs[-1]))
            if step is not None:
                words = _("Go on: {exercise}, step {number} of {count}").format(
                    exercise=exercise.title,
                    number=exercise.steps.index(step) + 1,
                    count=len(exercise.steps),
                )
                return [Option(f"{GO_ON} {name}", words)]
        return []

    def _programme(self) -> list[Option]:
        """The option that leads to the day, where the workshop follows a programme or could."""
        name = followed(self._workshop)
        if not name:
            is_any = bool(self.held.catalog.programmes())
            return [Option("start", _("The day: choose a programme"))] if is_any else []
        return [Option("start", self._day(name))]

    def _day(self, name: str) -> str:
        try:
            programme = self.held.programme(name)
        except Problem:
            return _("The day: {programme}").format(
                programme=name
            )  # starting it says what is wrong
        dids, first = told(self._workshop), date.fromisoformat(self._workshop.head.date)
        number = day_of(programme, dids, first, date.today())
        today = stand(programme, dids, datetime.now(), number) if number else None
        if today is None or today.is_ended:
            return _("The day: {programme}").format(programme=programme.title)
        row = today.running or today.next
        if row is None:
            return _("The day: all of it was held")
        if row is today.running:
            return _("The day: now {slot}").format(slot=row.slot.title)
        return _("The day: next is {slot}, {time}, {minutes}").format(
            slot=row.slot.title,
            time=f"{row.starts or datetime.now():%H:%M}",
            minutes=short_span(row.minutes),
        )

    def _names(self) -> list[str]:
        return list(self.held.catalog.ids())

    def choose_exercise(self, engine: "Engine") -> str:
        """Ask for one of all exercises; empty for none."""
        found = [exercise for exercise in map(self.held, self._names()) if exercise is not None]
        found.sort(key=lambda each: each.order)
        page: list[Block] = [
            Prose(_("Type a part of its name. It opens here first; the wall stays as it is."))
        ]
        options = [self._row(each) for each in found]
        options.append(Option(BACK, _("Back")))
        chosen = engine.choose(page, _("Which exercise?"), options)
        return "" if chosen == BACK else chosen

    def _row(self, exercise: "Exercise") -> Option:
        """The name, title, minutes and depth of an exercise, and where it stands."""
        depths = {
            "low": _("light"),
            "medium": _("may touch"),
            "high": _("goes deep"),
        }
        minutes = _("{least}–{most} min").format(
            least=exercise.minutes.min, most=exercise.minutes.max
        )
        depth = depths[exercise.intensity]
        state = self._state(exercise)
        cells = tuple(filter(None, (exercise.id, exercise.title, minutes, depth, state)))
        return Option(
            f"{GO_ON} {exercise.id}",
            " · ".join(cells),
            short=exercise.title,
            state=state,
            cells=cells,
        )

    def _state(self, exercise: "Exercise") -> str:
        """Where the newest run stands, of one that is over the time; empty where none was begun."""
        runs = self._workshop.runs(exercise.id)
        if not runs:
            return ""
        view = ViewMaker().of_run(self._workshop, exercise, runs[-1])
        if open_step(view) is not None:
            return progress(view)
        closing = self._workshop.closing(view.place())
        when = datetime.fromisoformat(closing.at).astimezone() if closing else None
        if when is None or when.date() != date.today():
            return _("done")
        return _("done today {time}").format(time=f"{when:%H:%M}")

    def look_at_wall(self, engine: "Engine") -> str:
        """Say how the wall is opened; ``wall`` where it is to stand in this window."""
        standing = len(open_walls.standing_or_coming(self._file.path))
        words = ngettext(
            "{count} wall stands at this workshop.",
            "{count} walls stand at this workshop.",
            standing,
        )
        page: list[Block] = [
            Heading(_("The wall"), 2),
            Prose(words.format(count=standing)),
            Prose(_("Put a second terminal on the projector and type there: coalition wall")),
        ]
        options = [
            Option(BACK, _("Back: the wall stands in its own window")),
            Option("wall", _("Show it in this window, until q is pressed")),
        ]
        chosen = engine.choose(page, _("What shall the room see?"), options)
        return "" if chosen == BACK else chosen

    def choose_workshop(self, engine: "Engine") -> str:
        """Ask for another workshop, or a new one; empty for neither."""
        others = _other_workshops(self._file)
        options = [Option(f"{OPEN} {each.path}", each.line) for each in others]
        options += [Option(NEW, _("A new one")), Option(BACK, _("Back: this one stays open"))]
        page = [Heading(_("Another workshop"), 2)]
        chosen = engine.choose(page, _("Which workshop?"), options)
        return "" if chosen == BACK else chosen


def _other_workshops(file: "WorkshopFile") -> list[Known]:
    here = file.path.absolute()
    known = (each for each in known_workshops(paths.last_open()) if not each.trouble)
    return [each for each in known if each.path.absolute() != here]
