"""Whatever stands in a body, every command that reads it goes on.

Samples with odd lines among their sound ones (``tests/support/odd_bodies.py``) are looked at by
everything that looks at a workshop. The kinds are asked without the net under them, which costs a
whole step: a line that they cannot read has to be set apart before they see it. The long form, with
many more seeds: ``pytest -m slow tests/run/test_odd_bodies.py``.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Final, get_args

import pytest

from coalition_cli import exports, kinds
from coalition_cli.catalog.held import HeldExercises
from coalition_cli.model.audience import LEVELS
from coalition_cli.model.carry_over import carried
from coalition_cli.model.entry import SHARES
from coalition_cli.model.merging import merge
from coalition_cli.model.workshop import Workshop
from coalition_cli.run import wall_blocks
from coalition_cli.schedule.timetable import followed, stand, told
from coalition_cli.summary import build
from coalition_cli.summary.data import runs_of, view_of
from coalition_cli.terminal.rich_console import as_text
from tests.support.odd_bodies import BASES, CATALOG, base, spoiled

MADE: Final = datetime(2025, 3, 2, 12, tzinfo=UTC)
OF_A_STEP: Final = ("result", "blocks", "items", "numbered", "coded", "now", "outcome", "voice")
LOOKS: Final = ("people", "details", "apart", "speakers", "all_names", "present", "newest_standing")


def held(workshop: Workshop) -> HeldExercises:
    """What finds the exercises of ``workshop``; what it says of those that are odd is no matter."""
    return HeldExercises(CATALOG, workshop, lambda _sentence: None)


def at_every_step(workshop: Workshop) -> Iterator[None]:
    """Ask every kind for all that it declares, as every audience, without the net."""
    find = held(workshop)
    for run in runs_of(workshop):
        for audience in SHARES:
            view = view_of(workshop, run, find, audience)
            for step in view.exercise.steps:
                module = kinds.kind(step.kind)
                for name in (*OF_A_STEP, *get_args(kinds.Gift)):
                    tell: Callable[..., Any] | None = getattr(module, name, None)
                    if tell is not None:
                        tell(step, view)
                kinds.why_pass_by(step, view)
                kinds.fill("{card} {question}", view)
                yield


def look_everywhere(workshop: Workshop, sound: Workshop) -> None:
    """Do all that commands do with a workshop."""
    find = held(workshop)
    for name in LOOKS:
        getattr(workshop, name)()
    for _step in at_every_step(workshop):
        pass
    for audience in LEVELS:
        summary = build(workshop, find, audience, MADE)
        for name in exports.names():
            exports.export(name).render(summary)
    page = wall_blocks.of_room(workshop, find, find.announced, find.find_programme)
    as_text(page, 80, 24)
    programme = find.find_programme(followed(workshop))
    for number in range(1, len(programme.days) + 1) if programme else ():
        stand(programme, told(workshop), datetime(2025, 3, 2, 12), number)
    ours = merge(workshop.entries, sound.entries)
    theirs = merge(sound.entries, workshop.entries)
    assert {each.id for each in ours.entries} == {each.id for each in theirs.entries}
    carried(workshop, with_people=True, find_exercise=find)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", BASES)
def test_no_body_stops_anything(name: str, seed: int) -> None:
    sound = base(name)
    look_everywhere(spoiled(sound, seed), sound)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4, 104))
@pytest.mark.parametrize("name", BASES)
def test_no_body_stops_anything_for_long(name: str, seed: int) -> None:
    sound = base(name)
    look_everywhere(spoiled(sound, seed, 0.02 if seed % 2 else 0.2), sound)


@pytest.mark.parametrize("name", BASES)
def test_nothing_sound_is_set_apart(name: str) -> None:
    workshop = base(name)
    assert [entry for place in workshop.places() for entry in workshop.odd(place)] == []
    for run in runs_of(workshop):
        view = view_of(workshop, run, held(workshop), "private")
        for step in view.exercise.steps:
            assert kinds.odd_lines(step, view) == []
