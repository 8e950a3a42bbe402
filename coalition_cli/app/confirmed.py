"""The page that shows what is about to change, and asks; it leaves nothing on the screen."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from coalition_cli.app import console
from coalition_cli.app.context import Call
from coalition_cli.app.prompt import terminal
from coalition_cli.blocks import Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.stage import Move, Option, Stage
from coalition_cli.store import WorkshopFile

Answer: TypeAlias = Literal["yes", "no", "another"]


def confirmed(call: Call, opened: WorkshopFile, question: str, told: Sequence[str]) -> bool:
    """True if somebody who saw ``told`` says yes; a script is not asked."""
    return ask_about(call, opened, question, told) == "yes"


def ask_about(
    call: Call, opened: WorkshopFile, question: str, told: Sequence[str], *, another: bool = False
) -> Answer:
    """Ask somebody who saw ``told``; with ``another`` she may also mean another line.

    A script is not asked: yes.
    """
    if not console.is_on_terminal():
        return "yes"
    try:
        with terminal(call, opened) as stage:
            stage.open_page([])
            stage.show([Prose(line) for line in told])
            return as_answer(stage.choose(None, question, answers(another=another), "yes"))
    except Move:
        return "no"


def keep_or_take_out(stage: Stage, question: str) -> bool:
    """True if somebody chose to take out what cannot be brought again; what is offered is to keep.

    What was typed ahead does not count, and no letter is a yes.
    """
    options = [Option("keep", _("Keep")), Option("out", _("Take out"))]
    return stage.choose(None, question, options, "keep") == "out"


def is_taken_out(call: Call, opened: WorkshopFile, question: str, told: Sequence[str]) -> bool:
    """True if somebody at the terminal who saw ``told`` chose to take it out for good."""
    try:
        with terminal(call, opened) as stage:
            stage.open_page([Heading(question, 2)])
            stage.read([Prose(line) for line in told])
            return keep_or_take_out(stage, _("Keep, or take out?"))
    except Move:
        return False


def answers(*, another: bool) -> list[Option]:
    """The answers to whether something shall change."""
    options = [Option("yes", _("Yes")), Option("no", _("No, leave it as it is"))]
    return [*options, *([Option("another", _("Another line"))] if another else [])]


def as_answer(chosen: str) -> Answer:
    """The value of one of ``answers`` as an answer; anything else is no."""
    if chosen == "yes":
        return "yes"
    return "another" if chosen == "another" else "no"
