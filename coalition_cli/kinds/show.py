"""Something to read aloud, and perhaps the result of an earlier step, or what is still open."""

from collections.abc import Mapping, Sequence
from typing import Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Heading
from coalition_cli.methods.block_parts import parts_of
from coalition_cli.model.actions import OFS, today_of, undertakings
from coalition_cli.model.contributions import Traits, Voice
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import View
from coalition_cli.phrasing import reminders
from coalition_cli.slide import Slide, Words
from coalition_cli.slide import Stage as SlideStage
from coalition_cli.stage import Stage, as_given

OPTIONS: Final[Mapping[str, Field]] = {
    "result_of": Field(
        "text",
        "The step whose result is shown: its id, or exercise.step for the newest run of another "
        "exercise.",
        gives="result",
    ),
    "results_of": Field(
        "texts",
        "Several such steps, each shown under its title, from the first down.",
        gives="result",
    ),
    "open": Field(
        "text", "What was taken on and is not over: actions, events, or promises.", choices=OFS
    ),
}
ASKS: Final = False
TRAITS: Final = Traits(repeats_others=True)
arrange = as_given
_HINTS: Final = 2
"""The lines that stand with the question."""


def play(step: Step, view: View, stage: Stage) -> kinds.Play:
    """Show it; nothing is asked."""
    stage.show(blocks(step, view))
    yield from ()


def result(step: Step, view: View) -> None:
    """Nothing is stored."""


def blocks(step: Step, view: View) -> list[Block]:
    """Return the result that this step refers to, then what is open.

    Several results stand each under the title of its step.
    """
    shown = kinds.blocks_at(str(step.options.get("result_of") or ""), view)
    for reference in step.options.get("results_of") or ():
        there = view.at(reference)
        found = kinds.blocks_at(reference, view)
        shown += [Heading(there[0].title, 3), *found] if there and found else []
    return [*shown, *_open(step, view)]


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return the result that is shown as its own step shows it, then what is open.

    Lines that do not fit beside the question come on a page of their own.
    """
    named = [str(step.options.get("result_of") or ""), *(step.options.get("results_of") or ())]
    found = [view.at(name) for name in named if name]
    theirs = [there for there in found if there is not None and kinds.blocks(*there)]
    stages: list[SlideStage] = []
    foot: tuple[Words, ...] = ()
    for each in theirs:
        slide = kinds.moment(*each)
        shown = list(slide.stages)
        if len(theirs) > 1 and shown:
            shown[0] = (Words(each[0].title, "strong"), *shown[0])
        stages += shown
        foot = slide.foot
    if open_parts := parts_of(_open(step, view)):
        stages.append(tuple(open_parts))
    more = [kinds.fill(line, view) for line in step.lines[_HINTS:]] if stages else []
    if any(more):
        stages.append(tuple(Words(line) for line in more if line))
    return Slide(stages=tuple(stages), foot=foot if len(theirs) == 1 else ())


def voice(step: Step, view: View) -> Voice:
    """Nothing is said here that was not said elsewhere."""
    return ""


def _open(step: Step, view: View) -> list[Block]:
    of = step.options.get("open")
    found = (
        [
            each
            for each in undertakings(view.workshop, of, view.may_see, view.as_read)
            if not each.is_over
        ]
        if of
        else []
    )
    return reminders.listed(reminders.soonest_first(found), view, today_of(view.workshop))
