"""The pages of a room: the head of a step, an opening, and the clean page of the wall."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prompt, Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import NOTES, PROGRAMME, Share, share_level
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.programme import RESTS, Programme
from coalition_cli.model.progress import open_step, place_has_something
from coalition_cli.model.view import View
from coalition_cli.model.viewer import Announced, FindExercise, Viewer
from coalition_cli.model.workshop import Workshop
from coalition_cli.schedule.day_page import opening_page
from coalition_cli.schedule.timetable import Did, followed, told


def head(step: Step, view: View) -> list[Block]:
    """Title and place of a step, its question, and what is read aloud with it."""
    lines = () if kinds.traits(step.kind).reads_lines_itself else step.lines
    silent = [Prose(_("Nothing is written down in this step."), "quiet")] if is_silent(step) else []
    seconds = step.per_person_seconds
    each = [Prose(_how_long(seconds), "quiet")] if seconds else []
    filled = (kinds.fill(line, view) for line in lines)
    return [*short_head(step, view), *(Prose(line) for line in filled if line), *each, *silent]


def _how_long(seconds: int) -> str:
    if seconds % 60 or seconds < 120:
        return _("About {seconds} seconds each.").format(seconds=seconds)
    return _("About {minutes} minutes each.").format(minutes=seconds // 60)


def opening(view: View) -> list[Block]:
    """Return the page before an exercise begins, with a word to the facilitator.

    It says what is read aloud, and how long and how deep the exercise goes.
    """
    exercise = view.exercise
    depths = {
        "low": _("light"),
        "medium": _("it may touch people"),
        "high": _("it goes deep: have the care person near"),
    }
    frame = _("{minutes} minutes ({least} to {most}), {depth}.").format(
        minutes=exercise.minutes.usual,
        least=exercise.minutes.min,
        most=exercise.minutes.max,
        depth=depths[exercise.intensity],
    )
    said = exercise.read_aloud or exercise.purpose
    shown: list[Block] = [Heading(exercise.title, 2, exercise.symbol)]
    shown += [Prose(kinds.fill(line, view), "strong") for line in content_notice(exercise)]
    shown += [Prose(kinds.fill(line, view)) for line in said.strip().splitlines()]
    shown.append(Prose(frame, "quiet"))
    if exercise.is_closed and (guests := len(view.guests())):
        words = ngettext(
            "This part is for the group alone, and {count} visitor is still here. Say goodbye "
            "before you begin.",
            "This part is for the group alone, and {count} visitors are still here. Say goodbye "
            "before you begin.",
            guests,
        )
        shown.append(Prose(words.format(count=guests), "warning"))
    if exercise.facilitator_note:
        note = _("For the facilitator: {note}").format(
            note=kinds.fill(exercise.facilitator_note, view)
        )
        shown.append(Prose(note, "quiet"))
    return shown


def opening_for_all(view: View) -> list[Block]:
    """Return what the room may read while an exercise opens.

    What it is for, what comes up in it, what is read aloud.
    """
    exercise = view.exercise
    shown: list[Block] = [Heading(exercise.title, 2, exercise.symbol), *_goal(view)]
    shown += [Prose(kinds.fill(line, view), "strong") for line in content_notice(exercise)]
    return [
        *shown,
        *(Prose(kinds.fill(line, view)) for line in exercise.read_aloud.strip().splitlines()),
    ]


def _goal(view: View) -> list[Block]:
    return (
        [Prose(kinds.fill(view.exercise.purpose, view), "quiet")] if view.exercise.purpose else []
    )


def content_notice(exercise: Exercise) -> list[str]:
    """Return what is said before an exercise that goes deep begins: what comes up, and the way out.

    Else nothing.
    """
    if exercise.intensity != "high":
        return []
    notice = exercise.notice or _("What we talk about now can be heavy.")
    way_out = _(
        "You may pass, step out or come back at any moment; nobody asks why. Somebody is there "
        "for you."
    )
    return [*notice.strip().splitlines(), way_out]


def is_silent(step: Step) -> bool:
    """True if people speak at this step and nothing of it is written down."""
    return step.record == "none" and kinds.kind(step.kind).ASKS


def short_head(step: Step, view: View) -> list[Block]:
    """Title and place of a step, and its question."""
    title, steps = view.exercise.title, view.exercise.steps
    if len(steps) > 1:
        title = _("{exercise} · step {number} of {steps}").format(
            exercise=title, number=steps.index(step) + 1, steps=len(steps)
        )
    shown: list[Block] = [Heading(title, 2, view.exercise.symbol)]
    if step.prompt:
        shown.append(Prompt(kinds.fill(step.prompt, view), step.symbol))
    name = kinds.whose_turn(step, view)
    return [*shown, Prose(_("Now: {name}").format(name=name), "strong")] if name else shown


def of_room(
    workshop: Workshop,
    find_exercise: FindExercise,
    announced: Announced = lambda _workshop: {},
    find_programme: Callable[[str], Programme | None] = lambda _id: None,
) -> list[Block]:
    """Return what the room may see now.

    The step it is at, or the lines captured last, whichever is newer; while a day or an exercise
    opens, what it is for.

    ``find_exercise`` and ``announced`` as a ``Viewer`` has them; ``find_programme`` finds a
    programme by its id.
    """
    nowhere = Viewer(find_exercise, announced).of_workshop(workshop)
    newest = next(
        (
            e
            for e in reversed(workshop.entries)
            if e.place.exercise or e.place in (NOTES, PROGRAMME)
        ),
        None,
    )
    if newest is not None and newest.place == PROGRAMME:
        if held := _resting(nowhere) or _opening(nowhere, find_programme):
            return held
        newest = next(
            (e for e in reversed(workshop.entries) if e.place.exercise or e.place == NOTES), None
        )
    exercise = find_exercise(newest.place.exercise) if newest and newest.place.exercise else None
    if newest is None:
        return [Heading(workshop.head.title, 1)]
    if exercise is None:
        return [Heading(workshop.head.title, 1), *captured(workshop)]
    view = replace(nowhere, exercise=exercise, run=newest.place.run)
    step = open_step(view)
    if step is None:
        return [Heading(exercise.title, 2, exercise.symbol), *_last_result(view)]
    title, *rest_of_head = head(step, view)
    has_begun = any(place_has_something(view, each) for each in exercise.steps)
    return [
        title,
        *([] if has_begun else _goal(view)),
        *rest_of_head,
        *kinds.now(step, view),
        *kinds.blocks(step, view),
    ]


def rest(title: str, until: datetime, view: View) -> list[Block]:
    """Return what stands before a room that rests.

    Until when, what it promised itself, and who is there for it.
    """
    shown: list[Block] = [
        Heading(title, 1),
        Prose(_("Until {time}.").format(time=until.strftime("%H:%M")), "strong"),
    ]
    return [*shown, *kinds.blocks_at("ground-rules.rules", view), *_who_cares(view)]


def _who_cares(view: View) -> list[Block]:
    """The care person and the quiet place.

    As the room wrote them down with its ground rules, else as the details say.
    """
    there = view.at("ground-rules.signals")
    said = there[1].standing("signals") if there else []
    known = view.details()
    shown: list[Block] = []
    for bucket, detail in (("care", "care_person"), ("place", "quiet_place")):
        lines = [entry.text for entry in said if entry.body.get("bucket") == bucket and entry.text]
        shown += [Prose(line, "strong") for line in lines or filter(None, [known.get(detail, "")])]
    if shown:
        return shown
    return [Prose(_("Somebody is here for you, and there is a quiet place: ask us."), "strong")]


def _running(workshop: Workshop) -> tuple[Did, Mapping[str, Any]] | None:
    """The slot that the programme is at, as it began, and what was kept of it.

    None where it is at none.
    """
    bodies = [entry.body for entry in workshop.standing(PROGRAMME)]
    began = next(
        (did for did in reversed(told(workshop)) if did.slot and did.did != "minutes"), None
    )
    if began is None or began.did != "begin":
        return None
    kept = (
        body
        for body in reversed(bodies)
        if body.get("slot") == began.slot and body.get("did") == "begin"
    )
    return began, next(kept, {})


def _opening(view: View, find_programme: Callable[[str], Programme | None]) -> list[Block]:
    """Return what the day is for, while it opens; what an exercise is for, until it has begun.

    Else nothing.
    """
    running = _running(view.workshop)
    if running is None:
        return []
    began, body = running
    exercise = view.exercises.get(str(body.get("exercise") or ""))
    if body.get("kind") == "opening":
        programme = find_programme(followed(view.workshop))
        days = (
            day
            for day in (programme.days if programme else ())
            if began.slot in [slot.id for slot in day.slots]
        )
        day = next(days, None)
        return opening_page(programme, day) if programme and day else []
    opened = replace(view, exercise=exercise, run=began.run) if exercise else view
    return (
        opening_for_all(opened) if exercise and not opened.workshop.standing(opened.place()) else []
    )


def _resting(view: View) -> list[Block]:
    """The page of the rest that the programme is at; nothing where it is not at one."""
    running = _running(view.workshop)
    if running is None or running[1].get("kind") not in RESTS:
        return []
    began, body = running
    dids = told(view.workshop)
    minutes = next(
        (did.minutes for did in reversed(dids) if did.slot == began.slot and did.minutes), 0
    )
    return rest(str(body.get("title") or ""), began.at + timedelta(minutes=minutes), view)


def captured(workshop: Workshop, level: Share = "participants") -> list[Block]:
    """The lines of ``coalition note`` that may be seen at ``level``."""
    lines = [
        Bullet(entry.text, str(number))
        for number, entry in enumerate(workshop.standing(NOTES), 1)
        if share_level(entry.share) >= share_level(level)
    ]
    return [Bullets(tuple(lines))] if lines else []


def progress(view: View) -> str:
    """One line: where this run stands."""
    step = open_step(view)
    if step is None:
        return _("done")
    if not any(place_has_something(view, each) for each in view.exercise.steps):
        return _("not started")
    return _("next: {step}").format(step=step.title)


def _last_result(view: View) -> list[Block]:
    for step in reversed(view.exercise.steps):
        if shown := kinds.blocks(step, view):
            return shown
    return []
