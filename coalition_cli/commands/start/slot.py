"""One slot of a programme in front of people: its exercise, or a page with a clock."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from coalition_cli import kinds
from coalition_cli.app.hold_exercise import hold
from coalition_cli.app.record import record_in
from coalition_cli.app.session import live
from coalition_cli.blocks import Block, Heading, Prose
from coalition_cli.clock import Clock, now
from coalition_cli.commands.start.lead import Lead
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.programme import Slot
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.phrasing.spans import span
from coalition_cli.run.engine import Choice, Engine, take_up
from coalition_cli.run.wall_slide import who_cares
from coalition_cli.schedule.day_page import opening_page
from coalition_cli.schedule.lateness import pace_in_short
from coalition_cli.schedule.timetable import Row, fitted, run_for, told
from coalition_cli.stage import Option, Pause

_MORE_MINUTES = 5


def hold_slot(lead: Lead, row: Row) -> None:
    """Begin a slot, or go on with it, until it is over or the room turns to the programme."""
    slot = row.slot
    workshop = lead.file.workshop
    run = run_for(slot, lead.programme, told(workshop), workshop.runs(slot.exercise))
    exercise, trouble = _exercise_of(lead, row, run)
    is_fresh = not row.spans
    if row.status != "running":
        more: dict[str, object] = {"minutes": row.minutes}
        if exercise is not None:
            more |= {"exercise": exercise.id, "run": run}
            if is_fresh:
                # Before it counts as begun: a slot that was begun goes on where its steps stand.
                _take_up_steps(lead, slot, exercise, run)
        lead.keep(slot, "begin", **more)
    if exercise is None or (slot.kind == "opening" and is_fresh):
        is_over = _hold_page(lead, row, trouble, is_last=exercise is None)
        if not is_over or exercise is None:
            return
    if _hold_exercise(lead, row, exercise):
        lead.keep(slot, "end")


def _take_up_steps(lead: Lead, slot: Slot, exercise: Exercise, run: int) -> None:
    """Open the first step of the slot, if the programme holds only some of them."""
    view = ViewMaker(lead.held).of_run(lead.file.workshop, exercise, run)
    take_up(_steps_of(slot, exercise), view, record_in(lead.file))


def _steps_of(slot: Slot, exercise: Exercise) -> tuple[str, ...]:
    """Return the steps of ``exercise`` that alone are held in ``slot``; none if all are."""
    return tuple(step.id for step in exercise.steps if step.id in slot.steps)


def _exercise_of(lead: Lead, row: Row, run: int) -> tuple[Exercise | None, str]:
    """Return the exercise with its clocks fitted to the slot's minutes; or none, and the reason.

    A run that was begun goes on by what it keeps.
    """
    if not row.slot.exercise:
        return None, ""
    try:
        kept = lead.held.keeps(row.slot.exercise, run)
        found = lead.held.of_run(row.slot.exercise, run) if kept else None
        found = found or lead.held.catalog.find(row.slot.exercise)
    except Problem as problem:
        return None, problem.sentence
    if found is None:
        missing = _(
            "There is no exercise {id} on this machine: hold it from paper, and note what is said."
        )
        return None, missing.format(id=row.slot.exercise)
    return fitted(found, row.minutes, row.slot.steps), ""


def _hold_exercise(lead: Lead, row: Row, exercise: Exercise) -> bool:
    """Hold the exercise; True if to its end, False if the room has turned to the programme."""
    held = lead.today().row(row.slot.id)
    view = replace(lead.page_room(), exercise=exercise, run=held.run)
    only = _steps_of(row.slot, exercise)
    newer = lead.held.newer(exercise.id, held.run)
    close = _("Back to the programme: everything is saved")
    try:
        hold(
            lead.call,
            lead.file,
            view,
            begin_with="",
            close=close,
            only=only,
            beside=_beside(lead, held),
            newer=fitted(newer, row.minutes, row.slot.steps) if newer else None,
            pace=lambda: pace_in_short(lead.today()),
        )
    except Pause:
        return False
    return True


def _beside(lead: Lead, row: Row) -> list[Block]:
    """Return what the programme says of it: its topic, its minutes, its end."""
    words = _("In this programme: {span}, until {time}.")
    told = words.format(span=span(row.minutes), time=_end_of(lead, row).strftime("%H:%M"))
    topic = (
        [Prose(_("Today: {topic}").format(topic=row.slot.variant), "strong")]
        if row.slot.variant
        else []
    )
    return [*topic, Prose(told, "quiet")]


def _hold_page(lead: Lead, row: Row, trouble: str, *, is_last: bool) -> bool:
    """Hold a slot without an exercise: a page, a clock and a choice. True if it is over.

    Where an exercise follows on it, ``is_last`` is False: then going on does not end the slot.
    """
    slot = row.slot
    options = [
        Option(
            "over",
            _("Go on with the programme") if is_last else _("Go on: the guest, the exercise"),
        ),
        Option("more", _("{count} more minutes").format(count=_MORE_MINUTES)),
        Option("page", _("Look at the programme; this goes on")),
    ]
    try:
        with live(lead.call, lead.file, lead.page_room(), "") as (engine, stage):

            def page(row: Row) -> list[Block]:
                return _page_of(lead, row, trouble, is_unseen=stage.room.state().is_unseen)

            while True:
                held = lead.today().row(slot.id)
                chosen = _choose_under_clock(engine, page, held, options)
                if chosen == "more":
                    lead.keep(slot, "minutes", minutes=held.minutes + _MORE_MINUTES)
                    continue
                if chosen == "over" and is_last:
                    lead.keep(slot, "end")
                return chosen == "over"
    except Pause:
        return False


def _choose_under_clock(
    engine: Engine, page: Callable[[Row], list[Block]], row: Row, options: list[Option]
) -> str:
    # It ends at a time of the day, whatever becomes of the laptop meanwhile.
    began = now() - row.held(datetime.now()).total_seconds()
    clock = Clock(row.minutes * 60, began, reads=now)
    asked = _("When the room is ready")
    return engine.choose_private(lambda: Choice(page(row), asked, options), clock)


def _page_of(lead: Lead, row: Row, trouble: str, *, is_unseen: bool) -> list[Block]:
    until = _end_of(lead, row)
    if row.slot.is_rest:
        return _rest(row.slot.title, until, lead.page_room())
    shown: list[Block] = [Heading(row.slot.title, 2)]
    if row.slot.kind == "opening":
        shown = opening_page(lead.programme, lead.today().day)
    shown += [Prose(trouble, "warning")] if trouble else []
    shown += [Prose(_until(until), "quiet")]
    if row.slot.note and is_unseen:
        shown.append(Prose(_("For the facilitator: {note}").format(note=row.slot.note), "quiet"))
    return shown


def _rest(title: str, until: datetime, view: View) -> list[Block]:
    """Return the page of a rest: its end, what the room promised itself, who is there for it."""
    shown: list[Block] = [Heading(title, 1), Prose(_until(until), "strong")]
    cared = [Prose(line, "strong") for line in who_cares(view)]
    return [*shown, *kinds.blocks_at("ground-rules.rules", view), *cared]


def _end_of(lead: Lead, row: Row) -> datetime:
    """Return the time at which a running slot has had its minutes.

    It is counted from now, for the clock may have been set since the slot began.
    """
    now = lead.today().now
    return now + timedelta(minutes=row.minutes) - row.held(now)


def _until(moment: datetime) -> str:
    return _("Until {time}.").format(time=moment.strftime("%H:%M"))
