"""The script of whoever leads: what to bring, to say and to ask; of a programme with its hours."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.model.document import Blanks, Document, Part, Section
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.programme import Day, Programme, Slot, clock
from coalition_cli.model.view import View
from coalition_cli.phrasing.spans import span
from coalition_cli.run.facilitator_sheet import sheet
from coalition_cli.schedule.day_page import sheet as day_sheet
from coalition_cli.sheets import Of, Subject
from coalition_cli.sheets._parts import document_of, filled_exercise

NAME: Final = "script"
OF: Final[Of] = "exercise"
_POINTS: Final = 11.0
_POINTS_OF_DAYS: Final = 9.5


def title() -> str:
    """Return what people call it."""
    return _("Script for whoever leads")


def for_exercises(exercise: Exercise) -> bool:
    """True: every exercise is led."""
    return True


def document(subject: Subject) -> Document:
    """Return the sheet of each exercise; of a programme its hours first, then slot by slot."""
    if subject.programme is not None:
        return document_of(subject, title(), list(_days(subject.programme, subject)))
    parts = [
        Part(
            f"script {view.exercise.id}",
            (Section("script", "", _without_title(sheet(filled_exercise(view)))),),
            points=_POINTS,
        )
        for view in subject.views
    ]
    return document_of(subject, title(), parts)


def _without_title(blocks: list[Block]) -> tuple[Block, ...]:
    return tuple(each for each in blocks if not (isinstance(each, Heading) and each.level == 1))


def _days(programme: Programme, subject: Subject) -> Iterator[Part]:
    shared = _shared(subject.views)
    plan = Section("plan", "", (*_without_title(day_sheet(programme)), *_for_all(shared)))
    yield Part("plan", (plan,), points=_POINTS_OF_DAYS)
    exercises = {view.exercise.id: view for view in subject.views}
    for day in programme.days:
        sections = tuple(_slot(at, slot, exercises, shared) for at, slot in day.times())
        yield Part(f"day {day.id}", sections, _day_title(day, programme), points=_POINTS_OF_DAYS)


def _shared(views: Sequence[View]) -> Mapping[str, tuple[str, ...]]:
    """The lines of care and access that several exercises have: they are said once for all."""
    found = {}
    for name in ("care", "access"):
        lines = Counter(
            line
            for view in views
            for line in getattr(filled_exercise(view), name).strip().splitlines()
        )
        found[name] = tuple(line for line, times in lines.items() if line and times > 1)
    return found


def _for_all(shared: Mapping[str, tuple[str, ...]]) -> Iterator[Block]:
    for title, lines in ((_("Care, all day"), shared["care"]), (_("Access"), shared["access"])):
        if lines:
            yield from (Heading(title, 3), Bullets(tuple(map(Bullet, lines))))


def _day_title(day: Day, programme: Programme) -> str:
    if len(programme.days) == 1:
        return day.title
    number = programme.days.index(day) + 1
    return _("Day {number}: {title}").format(number=number, title=day.title)


def _slot(
    at: int, slot: Slot, views: Mapping[str, View], shared: Mapping[str, tuple[str, ...]]
) -> Section:
    name = f"{clock(at)} · {slot.title}"
    if slot.minutes:
        name = f"{name} · {span(slot.minutes)}"
    about = " · ".join(filter(None, (slot.variant, slot.note)))
    shown: list[Block] = [Prose(about, "quiet")] if about else []
    if slot.exercise in views:
        exercise = filled_exercise(views[slot.exercise], slot.steps)
        own = {key: _without(getattr(exercise, key), lines) for key, lines in shared.items()}
        shown += _below(
            sheet(replace(exercise, sources=(), care=own["care"], access=own["access"]))
        )
    times = (Blanks((_("Began:"), _("Ended:"))),) if slot.minutes else ()
    return Section("slot", name, (*times, *shown))


def _without(text: str, lines: Sequence[str]) -> str:
    return "\n".join(line for line in text.splitlines() if line not in lines)


def _below(blocks: list[Block]) -> Iterator[Block]:
    """The headings of an exercise under that of its slot."""
    for block in blocks:
        if isinstance(block, Heading):
            yield Heading(block.text, 2 if block.level == 1 else 3, block.symbol)
        else:
            yield block
