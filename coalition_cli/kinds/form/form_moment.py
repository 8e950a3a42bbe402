"""The moment of a form: what is asked while nobody watches; once it was counted, thanks."""

from collections.abc import Mapping, Sequence
from typing import Any

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.kinds.form.form_options import cups_of, questions_of
from coalition_cli.kinds.form.form_page import blocks
from coalition_cli.methods.block_parts import parts_of
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.slide import Lines, Pair, Pairs, Said, Slide, Stage, Words


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return the questions and their answers; no count stands there while beans go in.

    When it is over: thanks, and on a page of its own what everybody may read of it.
    """
    if view.workshop.is_done(view.place(step.id)):
        told = tuple(parts_of(blocks(step, view)))
        return _thanks(((), told) if told else ())
    if kinds.said(step, view):
        return _thanks(())
    return Slide(stages=_asked(questions_of(step)), foot=(_unwatched(),))


def _thanks(stages: tuple[Stage, ...]) -> Slide:
    nobody = Words(_("Nobody can see who answered what."), "quiet")
    return Slide(_("Thank you."), (nobody,), stages=stages, manner="still")


def _asked(questions: Sequence[Mapping[str, Any]]) -> tuple[Stage, ...]:
    """Questions that are answered alike stand together, over what their cups mean."""
    stages: list[Stage] = []
    by_cups: dict[tuple[str, ...], list[str]] = {}
    for question in questions:
        by_cups.setdefault(tuple(cups_of(question).values()), []).append(question["prompt"])
    for cups, prompts in by_cups.items():
        meanings = (Pairs(tuple(map(_cup, cups))),) if cups else ()
        asked = Lines(tuple(Said(prompt, "·") for prompt in prompts))
        stages.append((asked, *meanings))
    return tuple(stages)


def _cup(words: str) -> Pair:
    number, point, meaning = words.partition(" · ")
    return Pair(number, meaning) if point else Pair("○", words)


def _unwatched() -> Words:
    return Words(_("Nobody watches, and nobody signs."), "quiet", _("Nobody watches."))
