"""The pages of a day that change nothing, for whoever can see this window.

Where the room can, they are without how late it is, and without notes for the facilitator.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from coalition_cli.blocks import Block, Heading
from coalition_cli.catalog.held import HeldExercises
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.exercise import Minutes
from coalition_cli.model.programme import Programme, Slot
from coalition_cli.run.engine import Choice
from coalition_cli.schedule import day_page
from coalition_cli.schedule.lateness import pace
from coalition_cli.schedule.timecuts import Way
from coalition_cli.schedule.timetable import Today
from coalition_cli.stage import FOR_PEOPLE, Option

BACK: Final = f"{FOR_PEOPLE}back"

ChooseDrawn: TypeAlias = Callable[[Callable[[], Choice]], str]
"""Asks on a page that is drawn anew where the room can see this window, or no longer can."""


def page_of_day(
    programme: Programme, today: Today, ways: Sequence[Way], *, is_unseen: bool
) -> list[Block]:
    """Where the day stands and what is next; ``ways`` win time back."""
    if is_unseen:
        return day_page.day_page(programme, today, ways)
    return day_page.day_for_room(programme, today)


def look_at_whole_day(
    choose: ChooseDrawn,
    today: Today,
    is_unseen: Callable[[], bool],
    back: str,
    more: Sequence[Option] = (),
) -> str:
    """Show the day as a table, a part at a time; the value of one of ``more``, or ``BACK``.

    ``back`` is what the way back says.
    """
    parts, part = day_page.parts_of(today)

    def draw() -> Choice:
        options = [Option(BACK, back)]
        options += [Option("later", _("Later that day"))] if part + 1 < parts else []
        options += [Option("earlier", _("Earlier that day"))] if part else []
        table, prompt = day_page.whole_day_for_room(today, part), _("The whole day")
        if is_unseen():
            table, prompt = day_page.whole_day(today, part), pace(today)
        return Choice([Heading(today.day.title, 2), *table], prompt, [*options, *more])

    while (chosen := choose(draw)) in ("later", "earlier"):
        part += 1 if chosen == "later" else -1
    return chosen


def bounds_of(slot: Slot, held: HeldExercises) -> Minutes | None:
    """The minutes to which the exercise of a slot may be bent."""
    if not slot.exercise or slot.steps:
        return None
    try:
        found = held.catalog.find(slot.exercise)
    except Problem:
        return None
    return found.minutes if found else None
