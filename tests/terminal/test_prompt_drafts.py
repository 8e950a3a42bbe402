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


def test_what_is_put_aside_is_taken_up_by_no_prompt_meanwhile_and_stays_kept() -> None:
    kept: list[str] = []
    typed = HalfTyped(lambda text, _is_mending: kept.append(text))
    typed.wait("a thought")
    typed.spread(["one", "two", "three"])
    with typed.aside("half a word"):
        assert (typed.draft_at(("page",)), typed.has_next_line) == (("", False), False)
        typed.keep_with_queue("a name")
        assert kept[-1] == "a thought\nhalf a word\ntwo\nthree\na name"
        typed.answer()
        typed.settle()
        assert kept[-1] == "a thought\nhalf a word\ntwo\nthree"
        typed.wait("another thought")
    assert typed.waiting == "a thought\nanother thought"
    assert [typed.next_line(), typed.next_line(), typed.has_next_line] == ["two", "three", False]


def test_what_was_let_go_of_meanwhile_does_not_come_back() -> None:
    kept: list[str] = []
    typed = HalfTyped(lambda text, _is_mending: kept.append(text))
    typed.wait("a secret")
    with typed.aside("half of it"):
        typed.forget()
    assert (typed.waiting, typed.unsaved(""), kept[-1]) == ("", "", "")
