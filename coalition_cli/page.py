"""What stands on a screen: the head of a step, and the clean page that the room sees of the whole workshop."""

from collections.abc import Callable

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prompt, Prose
from coalition_cli.model.entry import NOTES, Place, Share, share_level
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.room import Room
from coalition_cli.model.workshop import Workshop
from coalition_cli.words import _, ngettext

_WITH_LINES_OF_ITS_OWN = ("timer",)


def head(step: Step, room: Room) -> list[Block]:
    """Title and place of a step, its question, and what is read aloud with it."""
    lines = () if step.kind in _WITH_LINES_OF_ITS_OWN else step.lines
    silent = [Prose(_("Nothing is written down in this step."), "quiet")] if is_silent(step) else []
    seconds = step.per_person_seconds
    each = [Prose(_how_long(seconds), "quiet")] if seconds else []
    return [*short_head(step, room), *(Prose(room.fill(line)) for line in lines), *each, *silent]


def _how_long(seconds: int) -> str:
    if seconds % 60 or seconds < 120:
        return _("About {seconds} seconds each.").format(seconds=seconds)
    return _("About {minutes} minutes each.").format(minutes=seconds // 60)


def opening(room: Room) -> list[Block]:
    """What is read aloud before an exercise begins, how long and how deep it goes, and a word to the facilitator."""
    exercise = room.exercise
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
    shown += [Prose(room.fill(line)) for line in said.strip().splitlines()]
    shown.append(Prose(frame, "quiet"))
    if exercise.is_closed and (guests := len(room.guests())):
        words = ngettext(
            "This part is for the group alone, and {count} visitor is still here. Say goodbye before you begin.",
            "This part is for the group alone, and {count} visitors are still here. Say goodbye before you begin.",
            guests,
        )
        shown.append(Prose(words.format(count=guests), "warning"))
    if exercise.facilitator_note:
        note = _("For the facilitator: {note}").format(note=room.fill(exercise.facilitator_note))
        shown.append(Prose(note, "quiet"))
    return shown


def is_silent(step: Step) -> bool:
    """Whether people speak at this step and nothing of it is written down."""
    return step.record == "none" and kinds.kind(step.kind).ASKS


def short_head(step: Step, room: Room) -> list[Block]:
    """Title and place of a step, and its question."""
    title, steps = room.exercise.title, room.exercise.steps
    if len(steps) > 1:
        title = _("{exercise} · step {number} of {steps}").format(
            exercise=title, number=steps.index(step) + 1, steps=len(steps)
        )
    shown: list[Block] = [Heading(title, 2, room.exercise.symbol)]
    if step.prompt:
        shown.append(Prompt(room.fill(step.prompt), step.symbol))
    return shown


def of_room(workshop: Workshop, find_exercise: Callable[[str], Exercise | None]) -> list[Block]:
    """What the room may see now: the step it is at, or the lines captured last, whichever is newer."""
    newest = next((e for e in reversed(workshop.entries) if e.place.exercise or e.place == NOTES), None)
    exercise = find_exercise(newest.place.exercise) if newest and newest.place.exercise else None
    if newest is None:
        return [Heading(workshop.head.title, 1)]
    if exercise is None:
        return [Heading(workshop.head.title, 1), *captured(workshop)]
    room = Room(workshop, exercise, newest.place.run, "participants", find_exercise=find_exercise)
    step = open_step(room)
    if step is None:
        return [Heading(exercise.title, 2, exercise.symbol), *_last_result(room)]
    return [*head(step, room), *kinds.now(step, room), *kinds.blocks(step, room)]


def open_step(room: Room) -> Step | None:
    """The step that the room is at: the first that nothing later has finished; None when the run is over."""
    if room.workshop.is_done(room.place()):
        return None
    is_done = [room.workshop.is_done(room.place(step.id)) for step in room.exercise.steps]
    after = max((number for number, done in enumerate(is_done, 1) if done), default=0)
    return room.exercise.steps[after] if after < len(room.exercise.steps) else None


def captured(workshop: Workshop, level: Share = "participants") -> list[Block]:
    """The lines of ``coalition note`` that may be seen at ``level``."""
    lines = [
        Bullet(entry.text, str(number))
        for number, entry in enumerate(workshop.standing(NOTES), 1)
        if share_level(entry.share) >= share_level(level)
    ]
    return [Bullets(tuple(lines))] if lines else []


def progress(room: Room) -> str:
    """One line: where this run stands."""
    step = open_step(room)
    if step is None:
        return _("done")
    if not any(place_has_something(room, each) for each in room.exercise.steps):
        return _("not started")
    return _("next: {step}").format(step=step.title)


def place_has_something(room: Room, step: Step) -> bool:
    """Whether anything was said or finished at ``step``."""
    place: Place = room.place(step.id)
    return bool(room.workshop.standing(place)) or room.workshop.is_done(place)


def _last_result(room: Room) -> list[Block]:
    for step in reversed(room.exercise.steps):
        if shown := kinds.blocks(step, room):
            return shown
    return []
