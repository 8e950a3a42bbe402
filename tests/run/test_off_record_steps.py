"""Off the record no kind of step stores anything, whatever answers it; steps go on all the same."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Block
from coalition_cli.clock import Clock
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Step
from coalition_cli.run.answers_stage import AnswersStage
from coalition_cli.run.engine import Engine
from coalition_cli.stage import Pause
from tests.kinds.kind_cases import CASES
from tests.kinds.kind_cases_further import FURTHER
from tests.kinds.kind_rooms import SIGNS, a_bench, cards
from tests.support.playing import CTRL_C, Bench, keyboard

REFUSED = "Not written: this is off the record. /on writes again."
BOTH = CASES | FURTHER
ON, STAY = "1", "2"


class FileInFront(AnswersStage):
    """Answers from a file, where an engine has people in front of it: nothing there refuses any."""

    def open_step(
        self,
        head: Sequence[Block],
        clock: Clock | None,
        title: str,
        private: Sequence[Block] = (),
    ) -> None:
        """No page is kept."""

    def open_page(self, head: Sequence[Block], clock: Clock | None = None, **_how: Any) -> None:
        """No page is kept."""

    def read(self, page: Any) -> None:
        """Nobody reads it."""

    def tell(self, sentence: str) -> None:
        """Nobody is told."""

    def offer_half_typed(self, text: str, is_mending: bool = False) -> None:
        """Nothing is half typed."""


def added(bench: Bench, before: int) -> list[Entry]:
    """What was written since, at any step."""
    return [entry for entry in bench.workshop.entries[before:] if entry.place.step]


@pytest.mark.parametrize("name", BOTH)
def test_what_a_step_of_any_kind_would_store_is_refused_where_it_is_recorded(name: str) -> None:
    case, _how = BOTH[name]
    bench = a_bench(case.step)
    stage = FileInFront(kinds.kind(case.step.kind).arrange(case.answers), "paper.toml: trial.s")
    engine = Engine(bench.view, stage, bench.record)
    engine.refusal = lambda: REFUSED
    before = len(bench.workshop.entries)
    engine.attend(case.step, lambda _step: True)
    assert added(bench, before) == []


def off_the_record(bench: Bench, *keys: str) -> list[str]:
    """Run the exercise off the record; the words beside each question, until the keys are over."""
    with keyboard(*keys) as stage:
        engine = Engine(bench.view, stage, bench.record)
        stage.off_record.begin()
        engine.refusal = stage.off_record.refusal_now
        with suppress(Pause):
            engine.run()
        assert not stage.unpressed
        return [" ".join(getattr(block, "text", "") for block in page) for page in stage.pages]


@pytest.mark.parametrize(
    ("step", "keys"),
    [
        (Step("s", "groups", "Groups", prompt="Find your group.", options={"size": 2}), ("2",)),
        (cards(way="sort", buckets=SIGNS), ()),
    ],
    ids=["groups that are drawn", "a card that is dealt"],
)
def test_a_choice_that_would_store_leads_to_what_now_and_says_why(
    step: Step, keys: tuple[str, ...]
) -> None:
    bench = Bench(step)
    before = len(bench.workshop.entries)
    pages = off_the_record(bench, *keys, STAY, *keys, CTRL_C)
    assert REFUSED in pages[len(keys)]
    assert added(bench, before) == []
    pages = off_the_record(bench, *keys, ON)
    assert [(entry.op, entry.place.step) for entry in added(bench, before)] == [("done", "s")]


def test_groups_that_were_made_before_stay_as_they_were() -> None:
    step = Step("s", "groups", "Groups", prompt="Find your group.", options={"size": 2})
    bench = Bench(step)
    with keyboard("2", CTRL_C) as stage, suppress(Pause):
        Engine(bench.view, stage, bench.record).run()
    made = [entry.body for entry in bench.view.said("s")]
    assert made
    for choice in ("1", "2"):
        off_the_record(bench, choice, CTRL_C)
        assert [entry.body for entry in bench.view.said("s")] == made
