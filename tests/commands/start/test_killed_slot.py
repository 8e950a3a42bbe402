"""A laptop that goes out while a slot begins: the slot is at its own steps, or has not begun."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from coalition_cli.app.context import Call
from coalition_cli.catalog import Catalog
from coalition_cli.catalog.held import HeldExercises
from coalition_cli.commands.start.lead import Lead
from coalition_cli.commands.start.slot import hold_slot
from coalition_cli.model.entry import Entry, Fact, Place
from coalition_cli.model.progress import open_step
from coalition_cli.model.view import View
from coalition_cli.store import Draft, WorkshopFile
from tests.support.calling import House

SLOT = (
    '{{ id = "{id}", kind = "exercise", title = "{id}", minutes = 20, '
    'exercise = "strategy", steps = ["{step}"]{more} }}'
)
TWICE = f"""
id = "twice"
title = "Twice"
purpose = "To be played."
language = "en"

[[days]]
id = "one"
title = "One"
starts = "09:00"
slots = [
  {SLOT.format(id="early", step="said", more="")},
  {SLOT.format(id="late", step="first", more=", continues = true")},
  {{ id = "closing", kind = "exercise", title = "closing", minutes = 20, \
exercise = "gratitude-close" }},
  {{ id = "end", kind = "end", title = "End", minutes = 0 }},
]
"""
FACTS_OF_A_BEGINNING = 4


class Died(Exception):
    """The laptop went out."""


class Dying(WorkshopFile):
    """A workshop file on a laptop that goes out once so many facts are on disk."""

    left = 0

    def append(self, drafts: Sequence[Draft]) -> list[Entry]:
        entries = super().append(drafts)
        self.left -= 1
        if self.left == 0:
            raise Died
        return entries


def lead_at(file: WorkshopFile, own: Path) -> Lead:
    held = HeldExercises(Catalog([own], "en"), file.workshop, print)
    return Lead(Call(exercise_folder=own), file, held, held.programme("twice"))


@pytest.mark.parametrize("facts", range(1, FACTS_OF_A_BEGINNING + 1))
def test_a_slot_that_counts_as_begun_is_at_its_own_step_wherever_the_laptop_went_out(
    house: House, facts: int
) -> None:
    own = Path(house.environment["XDG_CONFIG_HOME"]) / "coalition" / "exercises"
    (own / "programmes" / "twice.toml").write_text(TWICE)
    path = house.new("Umoja", "--programme", "twice")
    done = [
        Draft(Fact({}, op="done"), Place("strategy", 1, step), "participants")
        for step in ("first", "said", "")
    ]
    WorkshopFile.open(path).append(done)

    file = Dying.open(path)
    assert isinstance(file, Dying)
    file.left = facts
    lead = lead_at(file, own)
    with pytest.raises(Died):
        hold_slot(lead, lead.today().row("late"))

    after = lead_at(WorkshopFile.open(path), own)
    is_begun = after.today().row("late").status == "running"
    assert is_begun == (facts == FACTS_OF_A_BEGINNING)
    step = open_step(View(after.file.workshop, after.held.catalog.exercise("strategy"), 1))
    if is_begun:
        assert step is not None
        assert step.id == "first"
