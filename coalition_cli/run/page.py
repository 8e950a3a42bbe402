"""The page of a step: its head, what an exercise is for, and where a run stands."""

from coalition_cli import kinds
from coalition_cli.blocks import Block, Heading, Prompt, Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.progress import open_step, place_has_something
from coalition_cli.model.view import View


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
    """Return the page before an exercise begins: what is read aloud."""
    exercise = view.exercise
    said = exercise.read_aloud or exercise.purpose
    shown: list[Block] = [Heading(exercise.title, 2, exercise.symbol)]
    shown += [Prose(kinds.fill(line, view), "strong") for line in content_notice(exercise)]
    shown += [Prose(kinds.fill(line, view)) for line in said.strip().splitlines()]
    return shown


def opening_beside(view: View) -> list[Prose]:
    """Return what only whoever leads reads while an exercise opens.

    How long and how deep it goes, visitors to whom it is not open, and the note of its file.
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
    shown = [Prose(frame, "quiet")]
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


def goal(view: View) -> list[Block]:
    """What the exercise is for, as its file says it; nothing where it does not."""
    purpose = view.exercise.purpose
    return [Prose(kinds.fill(purpose, view), "quiet")] if purpose else []


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


def progress(view: View) -> str:
    """One line: where this run stands."""
    step = open_step(view)
    if step is None:
        return _("done")
    if not any(place_has_something(view, each) for each in view.exercise.steps):
        return _("not started")
    return _("next: {step}").format(step=step.title)
