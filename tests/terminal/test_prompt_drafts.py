"""What is half typed, when a signal comes while it is being kept."""

import threading

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


def test_what_another_thread_keeps_is_kept_before_whoever_is_told_to_go_goes() -> None:
    told: list[str] = []
    begun, going = threading.Event(), threading.Event()

    def keep(text: str, is_mending: bool) -> None:
        begun.set()
        going.wait()
        told.append(f"kept {text}")

    typed = HalfTyped(keep)
    keeper = threading.Thread(target=typed.keep, args=("nyumba",))
    leaver = threading.Thread(target=typed.interrupt, args=(lambda: told.append("gone"),))
    keeper.start()
    begun.wait()
    leaver.start()
    going.set()
    leaver.join()
    keeper.join()
    assert told == ["kept nyumba", "gone"]


def test_what_cannot_be_kept_holds_nobody_up() -> None:
    told: list[str] = []

    def keep(text: str, is_mending: bool) -> None:
        typed.interrupt(lambda: told.append("gone"))
        raise Problem("the disk is full")

    typed = HalfTyped(keep)
    with pytest.raises(Problem):
        typed.keep("nyumba", False)
    assert told == ["gone"]
