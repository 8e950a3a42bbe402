"""``cascade``: the events that people carried home, what was heard of each, and whom to call."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from coalition_cli import kinds
from coalition_cli.app import completion, console
from coalition_cli.app.context import TAKES_NO_WORDS, Call, FileOption, refuse_words, this_call
from coalition_cli.app.session import live, where_it_stands
from coalition_cli.app.show_blocks import put_blocks
from coalition_cli.blocks import Column, Table
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.model import events as model_events
from coalition_cli.model.actions import REPORTS, Undertaking, undertakings
from coalition_cli.model.entry import Entry, Fact, Place, Share, make
from coalition_cli.model.exercise import Step
from coalition_cli.model.newest_wording import fold
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import FindExercise, ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing.nearest import unknown
from coalition_cli.phrasing.reminders import status_word
from coalition_cli.run.answers_file import Mistakes, read_answers
from coalition_cli.run.answers_stage import AnswersStage
from coalition_cli.run.engine import play_step
from coalition_cli.sanitize import for_screen
from coalition_cli.stage import Back, Finished, Skip
from coalition_cli.store import WorkshopFile, paths


class Wish(StrEnum):
    """The wish: to look at the events, or to enter what was reported."""

    list = "list"
    report = "report"


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("cascade", context_settings=TAKES_NO_WORDS)(cascade)


def cascade(
    context: typer.Context,
    wish: Annotated[
        str,
        typer.Argument(
            metavar="[list|report]",
            help="Look, or enter what was reported.",
            autocompletion=completion.one_of(*Wish),
        ),
    ] = "list",
    silent: Annotated[
        bool, typer.Option("--silent", help="Only those of which nothing was heard in time.")
    ] = False,
    day: Annotated[
        str, typer.Option(help="As of that day, such as 2025-02-01; today if not given.")
    ] = "",
    answers: Annotated[
        Path | None, typer.Option(help="Reports from a file (TOML or JSON), such as from paper.")
    ] = None,
    file: FileOption = None,
) -> None:
    """Events that were carried home: which were held, whom they reached, which fell silent.

    A report may come from anybody, with gaps, and of an event that nobody had planned. What is not
    known stays so.
    """
    is_wish = wish in list(Wish)
    refuse_words(
        [*([] if is_wish else [wish]), *context.args],
        _("Reports are typed when they are asked for: coalition cascade report"),
    )
    call = this_call(context)
    today = _read_today(day)
    opened = call.open(file)
    find = call.held(opened.workshop)
    if wish == Wish.report and answers is not None:
        _take_file(answers, opened, find)
    elif wish == Wish.report:
        console.require_terminal(_("Give the reports in a file: --answers PATH"))
        _ask(call, opened, find)
    else:
        _put(_view(opened.workshop, _step(), find), call, today, is_silent_only=silent)
    _say_totals(_view(opened.workshop, _step(), find), today)


def _read_today(day: str) -> date:
    try:
        return date.fromisoformat(day) if day else date.today()
    except ValueError:
        raise Problem(
            _("{date} is not a day. Write it like 2024-11-12.").format(date=day), USAGE
        ) from None


def _step() -> Step:
    title = _("Which event is it about?")
    options = {"of": "events", "reports": True}
    return Step(
        id=REPORTS.step,
        kind=kinds.stand_in("reports"),
        title=title,
        share="organizer",
        options=options,
    )


def _view(workshop: Workshop, step: Step, find: FindExercise) -> View:
    """The place of reports, seen by those who collect them."""
    view_maker = ViewMaker(find)
    return view_maker.of_workshop(workshop, "organizer", title=_("Reports from home"), steps=[step])


def _events(view: View) -> list[Undertaking]:
    """Every event that those who collect reports may read."""
    return undertakings(view.workshop, "events", view.may_see, view.as_read)


def _ask(call: Call, opened: WorkshopFile, find: FindExercise) -> None:
    """One report after the other, until there are no more."""
    step = _step()
    view = _view(opened.workshop, step, find)
    with (
        live(call, opened, view, "coalition cascade report") as (engine, _stage),
        suppress(Back, Skip),
    ):
        engine.attend(step, lambda _step: True)
    console.say(where_it_stands(opened))


def _take_file(path: Path, opened: WorkshopFile, find: FindExercise) -> None:
    """Save every report of the file that is not there yet; with a mistake in one, none of them.

    Raises ``Problem``.
    """
    content = read_answers(path)
    mistakes = Mistakes(path, content.line)
    for key in content.table:
        if key != "reports":
            sentence = _("expected a list called reports.")
            mistakes.add((key,), unknown(sentence, key, ["reports"]).sentence)
    made = _entries_of(content.table.get("reports", []), mistakes, opened.workshop, find)
    mistakes.check()
    stored = opened.append_entries(_without_known(made, opened.workshop))
    for entry in stored:
        if entry.op == "add":
            console.put_id(entry.id)
    count = sum(entry.op == "add" for entry in stored)
    sentence = ngettext("{count} report recorded.", "{count} reports recorded.", count)
    console.say(sentence.format(count=count))


def _entries_of(
    rows: Any, mistakes: Mistakes, workshop: Workshop, find: FindExercise
) -> list[Entry]:
    """Return the reports as entries that are not stored yet."""
    if not isinstance(rows, list):
        mistakes.add(("reports",), _("expected a list called reports."))
        return []
    in_memory = Workshop(workshop.head, list(workshop.entries))
    made: list[Entry] = []

    def record(fact: Fact, place: Place, share: Share) -> Entry:
        entry = make(
            fact,
            place,
            share=share,
            device=paths.device(),
            after=in_memory.last,
            beyond=in_memory.beyond(fact, place),
        )
        in_memory.extend([entry])
        made.append(entry)
        return entry

    step = _step()
    stage = AnswersStage(rows, "reports")
    with suppress(Finished):
        play_step(step, _view(in_memory, step, find), stage, record)
    for refusal in stage.refusals():
        mistakes.add(("reports", *refusal.path), refusal.sentence)
    return made


def _without_known(made: Sequence[Entry], workshop: Workshop) -> list[Entry]:
    """Return ``made`` without the reports that stand already.

    The same file given twice is the same as once.
    """

    def words(entry: Entry) -> dict[str, Any]:
        told = {key: value for key, value in entry.body.items() if key not in ("event", "what")}
        # What was told of an event that nobody had planned is that event.
        return told | {"about": entry.body.get("event") or entry.id}

    said = [words(entry) for entry in workshop.standing(REPORTS)]
    known = {entry.id for entry in fold(made) if words(entry) in said}
    return [entry for entry in made if entry.id not in known and entry.ref not in known]


def _put(view: View, call: Call, today: date, *, is_silent_only: bool) -> None:
    """Put a table for people, on the screen that leaves nothing behind; for programs, tabs."""
    found = _events(view)
    wanted = model_events.silent(found, today) if is_silent_only else found
    rows = [_cells(event, view, today) for event in wanted]
    if not rows and is_silent_only:
        console.say(_("Every event was heard of in time."))
    elif not rows:
        console.say(_("No event is planned here yet."))
    elif console.is_on_terminal() and not call.is_plain:
        titles = (
            _("Code"),
            _("Event"),
            _("Who"),
            _("Place"),
            _("Day"),
            _("Status"),
            _("Reached"),
            _("We ask on"),
            "",
        )
        put_blocks([Table(tuple(Column(title) for title in titles), tuple(rows))], call)
    else:
        for row in rows:
            cells = [for_screen(cell).replace("\t", " ").replace("\n", " ") for cell in row]
            console.put("\t".join(cells).rstrip())


def _cells(event: Undertaking, view: View, today: date) -> tuple[str, ...]:
    reached, asked = model_events.reached(event), model_events.next_check_in(event)
    return (
        event.code,
        event.what,
        view.name_of(event.who),
        event.newest_words("place"),
        event.by_when,
        status_word("events", event.status),
        "" if reached is None else str(reached),
        asked.isoformat() if asked else "",
        _("call") if model_events.is_silent(event, today) else "",
    )


def _say_totals(view: View, today: date) -> None:
    found = _events(view)
    if not found:
        return
    known = model_events.totals(found)
    told = _("Events: {planned}. Held: {held}. People reached: {reached}.")
    console.say(told.format(planned=known.planned, held=known.held, reached=known.reached))
    if known.unknown:
        missing = ngettext(
            "Of {count} that was held nobody said how many it reached.",
            "Of {count} that were held nobody said how many they reached.",
            known.unknown,
        )
        console.say(missing.format(count=known.unknown))
    calls = len(model_events.silent(found, today))
    if calls:
        sentence = ngettext(
            "{count} fell silent: coalition cascade --silent",
            "{count} fell silent: coalition cascade --silent",
            calls,
        )
        console.say(sentence.format(count=calls))
