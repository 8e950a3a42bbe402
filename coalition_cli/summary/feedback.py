"""The feedback: the forms of a workshop, as far as one audience may read them."""

from collections.abc import Collection
from typing import Any

from coalition_cli import kinds
from coalition_cli.blocks import Block, Heading
from coalition_cli.i18n import _
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View


def feedback(views: list[View]) -> dict[str, Any]:
    """``{question: {"answers", "mean", "counts", "texts"}}`` of every form, those held last first.

    Asked again on another day, an earlier answer to a question goes by its name with a number:
    ``safe``, ``safe-2``.
    """
    found: dict[str, Any] = {}
    for view in reversed(views):
        for step in view.exercise.steps:
            for question, row in kinds.given("feedback", step, view).items():
                found[_free_name(question, found)] = {**row, "prompt": _prompt(step, question)}
    return found


def _prompt(step: Step, question: str) -> str:
    asked = step.options.get("questions") or ()
    return next((each["prompt"] for each in asked if each.get("id") == question), question)


def how_it_was(views: list[View]) -> list[Block]:
    """A section with means, counts and words, or with means alone.

    Nothing where there is none to read.
    """
    shown: list[Block] = []
    for view in reversed(views):
        for step in view.exercise.steps:
            if kinds.may_give("feedback", step):
                shown += kinds.blocks(step, view)
    return [Heading(_("How it was")), *shown] if shown else []


def _free_name(question: str, taken: Collection[str]) -> str:
    names = [question, *(f"{question}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
