"""``people``: who is here, under the names they chose."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.app import arrivals, attendance, completion, console
from coalition_cli.app.arrivals import Arrivals
from coalition_cli.app.attendance import (
    attend,
    hint_of_roles,
    said_of_all,
    take_back,
    times_of,
    who_is_here,
)
from coalition_cli.app.context import TAKES_NO_WORDS, Call, FileOption, refuse_words, this_call
from coalition_cli.app.input_lines import take_lines
from coalition_cli.app.line_argument import YesOption
from coalition_cli.app.prompt import bare_terminal, breathe, terminal
from coalition_cli.app.record import record_in
from coalition_cli.app.show_blocks import are_paged, put_blocks
from coalition_cli.app.slash.at_prompt import BesideSteps
from coalition_cli.app.slash.slash_commands import offer_commands
from coalition_cli.app.standard_input import table_problem
from coalition_cli.blocks import Block, Bullet, Bullets, Column, Heading, Prose, Table
from coalition_cli.clock_zone import zone_named
from coalition_cli.commands import one_person
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, REFUSED, USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.by_run import exercise_at
from coalition_cli.model.entry import APART, PEOPLE, Fact, Place
from coalition_cli.model.presence import AT_WORK, as_time_said
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing import read_words
from coalition_cli.parsing.foreign.column_meanings import names_people
from coalition_cli.parsing.line_names import PEOPLE_LETTER
from coalition_cli.parsing.people import role_words
from coalition_cli.phrasing.dates import long_form
from coalition_cli.raw_text.pasted_list import with_commas
from coalition_cli.raw_text.table_signs import has_column_of_numbers, is_table
from coalition_cli.sanitize import for_screen
from coalition_cli.stage import Changed, Finished, Ground, Move, Option, Pause, Question, TakeBack
from coalition_cli.store import WorkshopFile
from coalition_cli.store.side.autosave import Keeper

if TYPE_CHECKING:
    from coalition_cli.terminal import Terminal


class Change(StrEnum):
    """The change that the names bring, or the list that is looked at."""

    add = "add"
    arrive = "arrive"
    leave = "leave"
    left = "left"
    back = "back"
    here = "here"
    show = "show"
    unheard = "unheard"
    recap = "recap"
    apart = "apart"
    same = "same"


_OFFERED = [each for each in Change if each is not Change.left]  # an older word for "leave"
_OF_TWO = (Change.same, Change.apart)
_COMING = (Change.add, Change.arrive)
_LOOKS = (Change.show, Change.unheard, Change.recap)


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("people", context_settings=TAKES_NO_WORDS)(people)


def people(
    context: typer.Context,
    change: Annotated[
        str,
        typer.Argument(
            metavar="[add|arrive|leave|back|here|show|unheard|recap|same|apart]",
            help="What to do with the names.",
            autocompletion=completion.one_of(*_OFFERED),
        ),
    ] = "add",
    at: Annotated[
        str, typer.Option("--at", metavar="[DAY] HH:MM", help="When it was, if it is typed later.")
    ] = "",
    yes: YesOption = False,
    file: FileOption = None,
) -> None:
    """List or change who is here, under the names they chose.

    Names are typed one a line, never as arguments: "name, group, role, country, city, sector,
    language". A role is one of participant, facilitator, guest, interpreter, note-taker.
    "here" is the page on which one key lets somebody come or go. "unheard" tells you
    alone who has not spoken yet, "recap" tells somebody who came late what was agreed. "same p1 p9"
    says that two are one person, listed as p1, and "apart p1 p9" takes that back; otherwise "apart"
    takes two who are not put into one small group.
    """
    is_change = change in list(Change)
    numbers = context.args if change in _OF_TWO else []
    refuse_words(
        [*([] if is_change else [change]), *([] if numbers else context.args)],
        _(
            "Type names after one of: coalition people add, coalition people leave, coalition "
            "people back"
        ),
    )
    call, wanted, time = this_call(context), Change(change), _time(at)
    if wanted is Change.here:
        console.require_terminal(
            _("Names can come on standard input: coalition people arrive, coalition people leave")
        )
    opened = call.open(file)
    if numbers or wanted is Change.same:
        _part_or_join(numbers, wanted, call, opened, is_sure=yes)
        return
    time = _on_its_day(time, opened.workshop, call)
    problems = 0
    if wanted in (Change.unheard, Change.recap):
        (_put_unheard if wanted is Change.unheard else _put_recap)(opened.workshop, call)
        return
    if wanted not in _LOOKS and console.is_on_terminal():
        _ask(call, opened, wanted, time)
    else:
        if wanted is not Change.show:
            problems = _take_given(opened, wanted, time)
        if wanted is not Change.apart:
            _put(opened.workshop, call)
    _tell(wanted, opened.workshop)
    if problems:
        raise SystemExit(REFUSED)


def _part_or_join(
    numbers: Sequence[str], change: Change, call: Call, file: WorkshopFile, *, is_sure: bool
) -> None:
    if change is Change.same:
        one_person.say_same(numbers, call, file, is_sure=is_sure)
    elif not one_person.say_apart(numbers, file):
        _tell(change, file.workshop)


def _take_given(file: WorkshopFile, change: Change, at: str) -> int:
    """Save every line of standard input; return how many were refused.

    Whoever is added and stands in it more than once is told at the end.
    """
    given: Counter[str] = Counter()

    def take(line: str) -> str:
        told = _take(line, change, at, file)
        person = file.workshop.person_named(with_commas(line).partition(",")[0])
        if change is Change.add and person:
            given[person.name] += 1
        return told

    problems = take_lines(take, _refuse_table)
    twice = [name for name, times in given.items() if times > 1]
    if twice:
        sentence = _("Given more than once and taken once: {names}.")
        console.say(sentence.format(names=", ".join(twice)))
    return problems


def _refuse_table(lines: Sequence[str]) -> None:
    """Raise the ``Problem`` of a table: of people, too, only what is known to be theirs is read."""
    cells = [line.split(",") for line in lines]
    has_heading = bool(cells) and len(cells[0]) > 1 and names_people(cells[0])
    if (
        has_heading
        or (len(lines) > 1 and has_column_of_numbers(cells))
        or is_table(lines, but_commas=True)
    ):
        raise table_problem()


def _time(at: str) -> str:
    if at and not as_time_said(at):
        sentence = _(
            "Nothing was saved. After --at comes a time of day, such as 09:10, or its day as well: "
            '--at "2026-11-12 23:50"'
        )
        raise Problem(sentence, USAGE)
    return as_time_said(at)


def _on_its_day(at: str, workshop: Workshop, call: Call) -> str:
    """Return ``at`` with its day where that is none of today: nobody comes in the future.

    It is asked for at a terminal. Raises ``Problem`` where nobody can be asked, or for a moment
    that is still to come.
    """
    if not at:
        return at
    zone = zone_named(workshop.head.zone)
    now = datetime.now(zone) if zone else datetime.now().astimezone()
    day, _space, clock = at.rpartition(" ")
    if day:
        is_to_come = datetime.fromisoformat(f"{day}T{clock}") > now.replace(tzinfo=None)
        if is_to_come:
            sentence = _("Nothing was saved: {time} is still to come. Here it is {now}.")
            raise Problem(sentence.format(time=at, now=now.strftime("%Y-%m-%d %H:%M")))
        return at
    days = attendance.days_of(clock, now)
    if days[0] == now.date():
        return at
    if not console.is_on_terminal():
        sentence = _(
            "Nothing was saved: it is {now} here, so {clock} was not today. Which day is meant? "
            'Name it: --at "{day} {clock}"'
        )
        told = sentence.format(now=now.strftime("%H:%M"), clock=clock, day=days[0].isoformat())
        raise Problem(told)
    return f"{_asked_day(clock, days, call)} {clock}"


def _asked_day(clock: str, days: Sequence[date], call: Call) -> str:
    options = [Option(day.isoformat(), long_form(day)) for day in days]
    options.append(Option("", _("None of these: save nothing")))
    prompt = _("On which day was it {clock}?").format(clock=clock)
    try:
        with bare_terminal(call) as stage:
            stage.open_page([])
            chosen = stage.choose(None, prompt, options, options[0].value)
    except Move:
        chosen = ""
    if not chosen:
        raise Problem(_('Nothing was saved. Name the day: --at "2026-11-12 23:50"'))
    return chosen


def _tell(change: Change, workshop: Workshop) -> None:
    if change is Change.apart:
        count = len(workshop.apart())
        console.say(
            ngettext("{count} pair is kept apart.", "{count} pairs are kept apart.", count).format(
                count=count
            )
        )
        return
    console.say(said_of_all(workshop))


def _ask(call: Call, file: WorkshopFile, change: Change, at: str) -> None:
    """Ask for names until an empty line, or show the page of those who are here."""
    keeper = Keeper(file.form, file.workshop)
    place = APART if change is Change.apart else PEOPLE
    with terminal(call, file, lambda text, _is_mending: keeper.keep(place, text)) as stage:
        offer_commands(call, file, stage, BesideSteps(place))
        left_behind = keeper.recall(place)
        if left_behind:
            stage.offer_half_typed(left_behind.text)
        try:
            if change is Change.here:
                attend(call, stage, file, at)
            else:
                _ask_all(stage, file, change, at, place)
            return
        except Pause:
            pass
    console.say(_("Stopped. Everything that was saved is kept."))
    raise SystemExit(INTERRUPTED)


def _ask_all(stage: "Terminal", file: WorkshopFile, change: Change, at: str, place: Place) -> None:
    """Ask for names until an empty line; those known stand above and complete what is typed."""
    understood = ""
    names = Arrivals(stage, file, at, brings_back=change is Change.arrive)
    while True:
        try:
            understood = _ask_one(stage, file, change, at, understood, names)
        except TakeBack:
            understood = take_back(file, place)
        except Changed as changed:
            understood = changed.sentence
        except Ground:
            breathe(stage)
            understood = ""
        except Finished:
            return
        except Pause:
            raise
        except Move:
            understood = ""


def _ask_one(
    stage: "Terminal",
    file: WorkshopFile,
    change: Change,
    at: str,
    understood: str,
    arrivals_here: Arrivals,
) -> str:
    """Ask for one line; return the sentence that says what was understood."""
    questions = {
        Change.add: _("A chosen name; after commas, if wanted, a group and a role"),
        Change.arrive: _("Who has come? A chosen name, or several between commas"),
        Change.leave: _("Who has left?"),
        Change.left: _("Who has left?"),
        Change.back: _("Who is back?"),
        Change.apart: _("Two names, with a comma between them, who are not put into one group"),
    }
    _show_above(stage, file.workshop, change)
    if understood:
        stage.say(understood)

    def read(given: object) -> str:
        return _take(read_words(given), change, at, file)

    names = tuple(person.name for person in file.workshop.people())
    brings = change in _COMING
    question = Question(
        *(None, questions[change], read),
        repeats=True,
        is_list=True,
        has_columns=True,
        completions=(*names, *role_words().values()) if brings else names,
        hint=hint_of_roles() if brings else "",
    )
    return arrivals_here.ask(question) if change in _COMING else stage.ask(question)


def _show_above(stage: "Terminal", workshop: Workshop, change: Change) -> None:
    """Show who is here and who has left; of pairs that are kept apart nothing but their number."""
    shown: list[Block] = []
    if change is Change.apart:
        title = _("Not in one group: {count}").format(count=len(workshop.apart()))
        stage.open_page([Heading(title, 2)], may_leave=False, takes_back=True)
        shown.append(
            Prose(
                _("Turn the screen away: nobody else reads these names, and no summary has them."),
                "quiet",
            )
        )
    else:
        here = ", ".join(person.name for person in workshop.people() if person.is_present)
        gone = ", ".join(person.name for person in workshop.people() if not person.is_present)
        stage.open_page(who_is_here(workshop), may_leave=False, takes_back=True)
        shown += [Prose(here)] if here else []
        shown += [Prose(_("Left: {names}").format(names=gone))] if gone else []
    stage.show(shown)


def _take(line: str, change: Change, at: str, file: WorkshopFile) -> str:
    """Save one line; return the sentence that says what was understood.

    In a line of a list with columns a tab stands for a comma.
    """
    line = with_commas(line)
    if change is Change.apart:
        return _keep_apart(line, file)
    if change in _COMING:
        return arrivals.add(line, at, file, brings_back=change is Change.arrive)
    return arrivals.move(line, change is Change.back, at, file)


def _keep_apart(line: str, file: WorkshopFile) -> str:
    """Save a pair; the sentence names nobody, for whoever looks over a shoulder."""
    names = [name.strip() for name in line.split(",") if name.strip()]
    found = [file.workshop.person_named(name) for name in names]
    pair = sorted({person.id for person in found if person})
    if len(names) != 2 or len(pair) != 2:
        raise Problem(
            _(
                "Expected two names of people who are known here, with a comma between; nothing "
                "was saved."
            )
        )
    if frozenset(pair) not in file.workshop.apart():
        record_in(file)(Fact({"people": pair}), APART, "private")
    return _("Kept: these two are not put into one group.")


def _put_unheard(workshop: Workshop, call: Call) -> None:
    """Show who has not spoken, only on the screen that leaves nothing behind.

    It is nobody else's to read, and no list of it is kept.
    """
    expected = [person for person in workshop.present() if person.role not in AT_WORK]
    newest = next((entry for entry in reversed(workshop.entries) if entry.place.exercise), None)

    shown: list[Block] = [
        Heading(_("Who has not spoken yet"), 1),
        Prose(_("For you alone. Silence is fine; look who may want an easier way in."), "quiet"),
    ]
    parts = [(_("In this workshop"), workshop.speakers())]
    if newest:
        exercise = exercise_at(newest.place, call.held(workshop))
        title = exercise.title if exercise else newest.place.exercise
        parts.insert(0, (title, workshop.speakers(newest.place.exercise, newest.place.run)))
    for title, heard in parts:
        names = [person.name for person in expected if person.id not in heard]
        shown.append(Heading(title, 3))
        shown.append(
            Bullets(tuple(map(Bullet, names)))
            if names
            else Prose(_("Everyone who is here was heard."))
        )
    if are_paged(shown, call):
        return
    sentence = _(
        "This is shown only on a full screen, which keeps nothing: use a terminal, and not --plain."
    )
    raise Problem(sentence, USAGE)


def _put_recap(workshop: Workshop, call: Call) -> None:
    # price: the summary, 80 ms, and only who came late asks for it
    from coalition_cli.summary.recap import recap

    put_blocks(recap(workshop, call.held(workshop)), call)


def _put(workshop: Workshop, call: Call) -> None:
    """Put a table for people, on the screen that leaves nothing behind; for programs, tabs."""
    if console.is_on_terminal() and not call.is_plain:
        if workshop.people():
            put_blocks([*who_is_here(workshop), _table(workshop)], call)
    else:
        for person in workshop.people():
            state = "" if person.is_present else _("left")
            more = (person.country, person.city, person.sector, person.language)
            cells = (person.name, person.group, person.role, state, *more)
            console.put("\t".join(for_screen(cell) for cell in cells).rstrip())


def _table(workshop: Workshop) -> Table:
    """Return everybody with her number, for ``withdraw``, and when she came and went."""
    zone = zone_named(workshop.head.zone)
    rows = [
        (
            " ".join(
                f"{PEOPLE_LETTER}{workshop.number(each)}" for each in workshop.entries_of(person.id)
            ),
            person.name,
            person.group,
            person.country,
            person.role,
            times_of(person, zone),
        )
        for person in workshop.people()
    ]
    titles = (_("Name"), _("Group"), _("Country"), _("Role"), _("Here"))
    return Table((Column(""), *(Column(title) for title in titles)), tuple(rows))
