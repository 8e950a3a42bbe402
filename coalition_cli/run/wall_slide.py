"""The slide that the room sees of the whole workshop: on the wall, in a browser, at the desk."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from coalition_cli import kinds
from coalition_cli.blocks import sign_of
from coalition_cli.clock import Clock, room_words
from coalition_cli.i18n import _, ngettext
from coalition_cli.methods.block_parts import slide_of
from coalition_cli.methods.said_lines import SaidLines
from coalition_cli.model.body_shape import LINE, words_at
from coalition_cli.model.by_run import exercise_at
from coalition_cli.model.entry import NOTES, PROGRAMME, Entry, Place, Share, share_level
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.programme import RESTS, Programme
from coalition_cli.model.progress import open_step
from coalition_cli.model.running import Running
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import Announced, FindExercise, ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing.spans import span
from coalition_cli.run.day_slide import day_slide, end_slide, is_over, today_of
from coalition_cli.run.page import content_notice, is_silent
from coalition_cli.run.shown_step import newest_place
from coalition_cli.schedule.day_page import opening_page
from coalition_cli.schedule.timetable import Did, followed, told
from coalition_cli.slide import Digits, Lines, Said, Slide, Timing, Words
from coalition_cli.store.side.room_page import RoomPage

FindProgramme = Callable[[str], Programme | None]


class Room:
    """What a wall knows beside the workshop: exercises, announcements, programmes."""

    def __init__(
        self,
        find_exercise: FindExercise,
        announced: Announced = lambda _workshop: {},
        find_programme: FindProgramme = lambda _id: None,
    ) -> None:
        self.find_exercise = find_exercise
        self.find_programme = find_programme
        self._maker = ViewMaker(find_exercise, announced)

    def programme_of(self, workshop: Workshop) -> Programme | None:
        """The programme that the workshop follows; None for none."""
        name = followed(workshop)
        return self.find_programme(name) if name else None

    def view(self, workshop: Workshop) -> View:
        """The room's view of the workshop as a whole."""
        return self._maker.of_workshop(workshop)


def slide_of_room(
    workshop: Workshop, room: Room, put: RoomPage | None = None, now: datetime | None = None
) -> Slide:
    """The slide of this moment: the step that the room is at, or the lines captured last.

    While a day or an exercise opens, what it is for; between two parts of a day what comes next,
    and thanks after the last. ``put`` is what a desk has put before the room.
    """
    nowhere = room.view(workshop)
    if put is not None and put.place == PROGRAMME:
        today = today_of(room.programme_of(workshop), nowhere, now or datetime.now())
        if today is not None and today.running is None:
            return end_slide(nowhere, who_cares(nowhere)) if is_over(today) else day_slide(today)
    exercise = exercise_at(put.place, room.find_exercise) if put and put.place.exercise else None
    if put is not None and exercise is not None:
        view = replace(nowhere, exercise=exercise, run=put.place.run)
        return opening_slide(view) if put.is_opening else _of_run(view, put, room)
    place = newest_place(workshop, with_programme=True)
    if place == PROGRAMME:
        held = _resting(nowhere) or _opening(nowhere, room.find_programme)
        if held is not None:
            return held
        place = newest_place(workshop)
    exercise = exercise_at(place, room.find_exercise) if place else None
    if place is None:
        return Slide(workshop.head.title, manner="centred")
    if exercise is None:
        return captured_slide(workshop)
    return _of_run(replace(nowhere, exercise=exercise, run=place.run), RoomPage(place), room)


def _of_run(view: View, put: RoomPage, room: Room) -> Slide:
    """The open step of a run; once it is over its last result, after the last of a day thanks."""
    step = open_step(view)
    if step is not None:
        return step_slide(step, view, put.at if put.place == view.place(step.id) else ())
    programme = room.programme_of(view.workshop)
    if is_over(today_of(programme, view, datetime.now())):
        return end_slide(view, who_cares(view))
    for each in reversed(view.exercise.steps):
        if kinds.blocks(each, view):
            return step_slide(each, view, ())
    return replace(opening_slide(view), foot=())


def step_slide(step: Step, view: View, at: Sequence[str] = ()) -> Slide:
    """The slide of ``step``: its kind says the moment, the exercise file what is left open."""
    slide = kinds.moment(step, view, at)
    reads_itself = kinds.traits(step.kind).reads_lines_itself
    is_silent_now = reads_itself or _is_answered(slide, step, view)
    lines = () if is_silent_now else tuple(kinds.fill(line, view) for line in step.lines)
    lines = tuple(line for line in lines if line)
    if not slide.hints and not slide.stages and lines:
        stage = tuple(Words(line) for line in lines)
        manner = "still" if slide.manner == "usual" else slide.manner
        slide = replace(slide, stages=(stage,), manner=manner)
    elif not slide.hints:
        slide = replace(slide, hints=tuple(Words(line) for line in lines[:2]))
    name = kinds.whose_turn(step, view)
    if name:
        now = Words(_("Now: {name}").format(name=name), "strong")
        slide = replace(slide, hints=(now, *slide.hints))
    if is_silent(step):
        silent = Words(_("Nothing is written down in this step."), "quiet")
        slide = replace(slide, foot=(*slide.foot, silent))
    return replace(
        slide,
        question=slide.question or kinds.fill(step.prompt, view) or step.title,
        place=slide.place or place_words(step, view.exercise, slide.where),
        sign=slide.sign or step.symbol,
        pace=slide.pace or pace_words(step.per_person_seconds),
    )


def _is_answered(slide: Slide, step: Step, view: View) -> bool:
    """True if what the step asked was answered: hints on how to answer it are over."""
    is_over = kinds.kind(step.kind).ASKS and view.workshop.is_done(view.place(step.id))
    return slide.is_result or bool(is_over and slide.stages)


def timed(slide: Slide, clock: Clock) -> Slide:
    """``slide`` with the time of its step: whole minutes, and a bar."""
    if not clock.is_running or slide.manner == "centred":
        return slide
    left = clock.left()
    if left <= 0:
        return replace(slide, timing=Timing(room_words(left), 1))
    short = _("{count} min").format(count=max(1, round(left / 60)))
    # The bar moves in steps of ten seconds: nobody watches it run.
    share = 1 - math.ceil(left / 10) * 10 / clock.given
    return replace(slide, timing=Timing(room_words(left), max(share, 0), short))


def place_words(step: Step, exercise: Exercise, where: Sequence[str] = ()) -> str:
    """Where we are: the exercise, and the number of its step or where we are inside of it."""
    sign = sign_of(exercise.symbol)
    title = f"{sign} {exercise.title}".strip()
    if where:
        return " · ".join([title, *where])
    if len(exercise.steps) < 2:
        return title
    return _("{exercise} · {number} of {steps}").format(
        exercise=title, number=exercise.steps.index(step) + 1, steps=len(exercise.steps)
    )


def pace_words(seconds: int) -> str:
    """How long each one has; empty where nobody counts."""
    if not seconds:
        return ""
    if seconds % 60 or seconds < 120:
        words = ngettext("about {count} second each", "about {count} seconds each", seconds)
        return words.format(count=seconds)
    minutes = seconds // 60
    return ngettext("about {count} minute each", "about {count} minutes each", minutes).format(
        count=minutes
    )


def opening_slide(view: View) -> Slide:
    """What the room reads while an exercise opens: what comes up, and the way out."""
    exercise = view.exercise
    said = (exercise.read_aloud or exercise.purpose).strip().splitlines()
    lines = [kinds.fill(line, view) for line in said]
    notice = [kinds.fill(line, view) for line in content_notice(exercise)]
    question = lines[0] if lines else exercise.title
    purpose = kinds.fill(exercise.purpose, view) if exercise.read_aloud else ""
    stage = (
        *(Words(line, "strong") for line in notice),
        *(Words(line) for line in lines[1:]),
        *([Words(purpose, "quiet")] if purpose else []),
    )
    sign = sign_of(exercise.symbol)
    return Slide(
        question=question,
        stages=(stage,) if stage else (),
        foot=(
            Words(
                _("You may pass or step out. Nobody asks why."),
                "quiet",
                _("You may pass or step out."),
            ),
        ),
        manner="still",
        place=f"{sign} {exercise.title}".strip(),
        sign=_time_of_opening(view),
    )


def _time_of_opening(view: View) -> str:
    """The minutes that the programme gives the run of ``view``, and its end; else the usual."""
    running = _running(view.workshop)
    if running is not None:
        began, body = running
        minutes = _minutes_of(began.slot, view.workshop)
        is_this = (words_at(body, "exercise"), began.run) == (view.exercise.id, view.run)
        if is_this and minutes:
            ends = began.at + timedelta(minutes=minutes)
            words = _("{time}, to {end}")
            return words.format(time=span(minutes), end=ends.strftime("%H:%M"))
    minutes = view.exercise.minutes.usual
    about = ngettext("about {count} minute", "about {count} minutes", minutes)
    return about.format(count=minutes) if minutes else ""


def captured_slide(workshop: Workshop, level: Share = "participants") -> Slide:
    """The lines of ``coalition note`` that may be seen at ``level``."""
    wanted = share_level(level)

    def read(entry: Entry) -> Said | None:
        is_seen = bool(entry.text) and share_level(entry.share) >= wanted
        return Said(entry.text, str(workshop.number(entry.id))) if is_seen else None

    def begin() -> Running[SaidLines]:
        return Running(workshop, NOTES, LINE, lambda: SaidLines(read), SaidLines.take)

    lines = workshop.kept_up(("captured", level), begin).now().lines()
    return Slide(
        question=_("What is being said?"),
        stages=((Lines(lines, is_growing=True),),) if lines else (),
        manner="growing",
        place=workshop.head.title,
    )


def rest_slide(title: str, until: datetime, view: View) -> Slide:
    """What stands before a room that rests: until when, and who is there for it."""
    cared = tuple(Words(line, "quiet") for line in who_cares(view))
    return Slide(
        question=_("{title}, until").format(title=title),
        stages=((Digits(until.strftime("%H:%M")), *cared),),
        manner="centred",
    )


def break_slide(time: str, lines: Sequence[str] = ()) -> Slide:
    """The curtain: nothing of the room, or ``lines`` that pass for an agenda, and the time."""
    if lines:
        items = tuple(Said(line) for line in lines[1:])
        return Slide(lines[0], stages=((Lines(items),),), foot=(Words(time),))
    return Slide(_("Break"), stages=((Digits(time),),), manner="centred")


def who_cares(view: View) -> list[str]:
    """The care person and the quiet place.

    As the room wrote them down with its ground rules, else as the details say.
    """
    there = view.at("ground-rules.signals")
    said = there[1].standing("signals") if there else []
    known = view.details()
    shown: list[str] = []
    for bucket, detail in (("care", "care_person"), ("place", "quiet_place")):
        lines = [entry.text for entry in said if entry.body.get("bucket") == bucket and entry.text]
        shown += lines or filter(None, [known.get(detail, "")])
    return shown or [_("Somebody is here for you, and there is a quiet place: ask us.")]


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


def _opening(view: View, find_programme: FindProgramme) -> Slide | None:
    """What the day is for, while it opens; what an exercise is for, until it has begun."""
    running = _running(view.workshop)
    if running is None:
        return None
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
        if programme is None or day is None:
            return None
        _title, *shown = opening_page(programme, day)
        return replace(slide_of(shown), question=programme.title, place=_("Our day"))
    opened = replace(view, exercise=exercise, run=began.run) if exercise else view
    if exercise is None or opened.workshop.standing(opened.place()):
        return None
    return opening_slide(opened)


def _resting(view: View) -> Slide | None:
    """The page of the rest that the programme is at; None where it is not at one."""
    running = _running(view.workshop)
    if running is None or running[1].get("kind") not in RESTS:
        return None
    began, body = running
    minutes = _minutes_of(began.slot, view.workshop)
    return rest_slide(words_at(body, "title"), began.at + timedelta(minutes=minutes), view)


def _minutes_of(slot: str, workshop: Workshop) -> int:
    """The minutes that a slot of the programme was given last; 0 for none."""
    dids = (did for did in reversed(told(workshop)) if did.slot == slot and did.minutes)
    return next((did.minutes for did in dids), 0)
