"""The desk of a step: what the room sees, and what only whoever leads and types should know."""

from collections.abc import Sequence
from dataclasses import replace

from coalition_cli import kinds
from coalition_cli.blocks import Block, Prose
from coalition_cli.clock import local_time
from coalition_cli.desk_page import DeskPage, LastLine
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.page import opening_beside
from coalition_cli.run.wall_slide import opening_slide, step_slide

_LAST: int = 3


def desk_page(
    step: Step, view: View, later: Step | None, at: Sequence[str] = (), pace: str = ""
) -> DeskPage:
    """The desk at ``step`` of the room's ``view``; ``later`` is the step that comes next.

    ``at`` is what was put before the room, and ``pace`` says how late the day is.
    """
    note = kinds.fill(step.note_taker, view)
    ahead = step_slide(later, view) if later is not None else None
    return DeskPage(
        slide=step_slide(step, view, at),
        where=_where(step, view),
        pace=pace,
        only_you=(note,) if note else (),
        not_yet_heard=tuple(kinds.not_yet_heard(step, view)),
        then=_then(later, ahead.question) if later is not None and ahead is not None else "",
        ahead=ahead,
        last=_last_lines(step, view),
        saved=saved_words(view.workshop),
    )


def opening_desk(view: View, beside: Sequence[Block]) -> DeskPage:
    """The desk while an exercise opens: what the room reads, and what is only for who leads.

    ``beside`` is what the programme says of it.
    """
    told = (block.text for block in opening_beside(view))
    return DeskPage(
        slide=opening_slide(view),
        where=view.exercise.title,
        only_you=tuple(told),
        beside=tuple(block.text for block in beside if isinstance(block, Prose)),
        saved=saved_words(view.workshop),
    )


def saved_words(workshop: Workshop) -> str:
    """What is on the disk: the time of the newest line, how many there are, who is here."""
    if workshop.last is None:
        return _("Nothing was saved yet.")
    count, here = len(workshop.entries), len(workshop.present())
    lines = ngettext("{count} entry", "{count} entries", count).format(count=count)
    saved = _("Saved {time}").format(time=local_time(workshop.last.at))
    parts = [f"{saved}: {lines}"]
    if here:
        parts.append(
            ngettext("{count} person here", "{count} people here", here).format(count=here)
        )
    return ", ".join(parts)


def _where(step: Step, view: View) -> str:
    exercise = view.exercise
    parts = [exercise.title]
    if len(exercise.steps) > 1:
        number = exercise.steps.index(step) + 1
        words = _("{number} of {steps}").format(number=number, steps=len(exercise.steps))
        parts.append(words)
    if step.title != exercise.title:
        parts.append(step.title)
    return " · ".join(parts)


def _then(later: Step, question: str) -> str:
    minutes = later.minutes
    if not minutes:
        return _("Then: {step}").format(step=question)
    return _("Then: {step} ({minutes:g} min)").format(step=question, minutes=minutes)


def _last_lines(step: Step, view: View) -> tuple[LastLine, ...]:
    """The lines that were saved last at ``step``, whoever may see them."""
    whole = replace(view, audience="private")
    found: list[LastLine] = []
    for entry in reversed(view.workshop.standing(view.place(step.id))):
        if entry.text:
            found.append(_line(entry, view, whole))
        if len(found) == _LAST:
            break
    return tuple(reversed(found))


def _line(entry: Entry, view: View, whole: View) -> LastLine:
    mark = view.workshop.numbers.code_of(entry.id) or str(view.workshop.number(entry.id))
    by = whole.names_of(entry) or str(entry.body.get("group") or "")
    return LastLine(mark, by, entry.text, local_time(entry.at), view.may_see(entry))
