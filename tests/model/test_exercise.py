"""An exercise: its steps are found by their ids."""

import pytest

from coalition_cli.model.exercise import NO_MINUTES, Exercise, Step

LISTEN, DECIDE = Step("listen", "circle", "Sikiliza"), Step("decide", "vote", "Решение")
TRIAL = Exercise("trial", "Trial", "", "sw", NO_MINUTES, "low", (LISTEN, DECIDE))


def test_a_step_is_found_by_its_id() -> None:
    assert [TRIAL.step(step.id) for step in TRIAL.steps] == [LISTEN, DECIDE]
    with pytest.raises(KeyError, match=r"^'rest'$"):
        TRIAL.step("rest")
