"""What is half typed, when a signal comes while it is being kept."""

import pytest

from coalition_cli.errors import Problem
from coalition_cli.terminal.prompt_drafts import HalfTyped


def test_whoever_is_told_to_go_lets_what_is_being_kept_be_kept_first() -> None:
    told: list[str] = []

    def keep(text: str, is_mending: bool) -> None:
        typed.interrupt(lambda: told.append("gone"))
        told.append(f"kept {text}")

    typed = HalfTyped(keep)
    typed.keep("nyumba", False)
    assert told == ["kept nyumba", "gone"]
    typed.interrupt(lambda: told.append("gone at once"))
    assert told[2:] == ["gone at once"]


def test_what_cannot_be_kept_holds_nobody_up() -> None:
    told: list[str] = []

    def keep(text: str, is_mending: bool) -> None:
        typed.interrupt(lambda: told.append("gone"))
        raise Problem("the disk is full")

    typed = HalfTyped(keep)
    with pytest.raises(Problem):
        typed.keep("nyumba", False)
    assert told == ["gone"]
