"""The clean page that the room sees of the whole workshop, on the wall and between its steps."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.model.body_shape import words_at
from coalition_cli.model.by_run import exercise_at
from coalition_cli.model.entry import NOTES, PROGRAMME, Place, Share, share_level
from coalition_cli.model.programme import RESTS, Programme
from coalition_cli.model.progress import open_step, place_has_something
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import Announced, FindExercise, ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.page import goal, head, opening_for_all
from coalition_cli.run.shown_step import newest_place
from coalition_cli.schedule.day_page import opening_page
from coalition_cli.schedule.timetable import Did, followed, told


def of_room(
    workshop: Workshop,
    find_exercise: FindExercise,
    announced: Announced = lambda _workshop: {},
    find_programme: Callable[[str], Programme | None] = lambda _id: None,
) -> list[Block]:
    """Return what the room may see now.

    The step it is at, or the lines captured last, whichever is newer; while a day or an exercise
    opens, what it is for.

    ``find_exercise`` and ``announced`` as a ``ViewMaker`` has them; ``find_programme`` finds a
    programme by its id.
    """
    nowhere = ViewMaker(find_exercise, announced).of_workshop(workshop)
    place = newest_place(workshop, with_programme=True)
    if place == PROGRAMME:
        if held := _resting(nowhere) or _opening(nowhere, find_programme):
            return held
        place = newest_place(workshop)
    exercise = exercise_at(place, find_exercise) if place else None
    if place is None:
        return [Heading(workshop.head.title, 1)]
    if exercise is None:
        return [Heading(workshop.head.title, 1), *captured(workshop)]
    view = replace(nowhere, exercise=exercise, run=place.run)
    step = open_step(view)
    if step is None:
        return [Heading(exercise.title, 2, exercise.symbol), *_last_result(view)]
    title, *rest_of_head = head(step, view)
    has_begun = any(place_has_something(view, each) for each in exercise.steps)
    return [
        title,
        *([] if has_begun else goal(view)),
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
    exercise = view.exercise_at(Place(words_at(body, "exercise"), began.run))
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
    return rest(words_at(body, "title"), began.at + timedelta(minutes=minutes), view)


def captured(workshop: Workshop, level: Share = "participants") -> list[Block]:
    """The lines of ``coalition note`` that may be seen at ``level``."""
    lines = [
        Bullet(entry.text, str(entry.n))
        for entry in workshop.standing(NOTES)
        if share_level(entry.share) >= share_level(level)
    ]
    return [Bullets(tuple(lines))] if lines else []


def _last_result(view: View) -> list[Block]:
    for step in reversed(view.exercise.steps):
        if shown := kinds.blocks(step, view):
            return shown
    return []
