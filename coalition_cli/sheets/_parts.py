"""What sheets have in common: their document, and the words of a file with nothing left open."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final, cast

from coalition_cli import kinds
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model import header
from coalition_cli.model.document import Document, Head, Part
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.sheets import Subject

_SOME_DAY: Final = "2000-01-01"

GAP: Final = "…………"
"""What stands in the place of words that only the day itself brings."""


def document_of(subject: Subject, title: str, parts: Sequence[Part]) -> Document:
    """Return ``parts`` as a document under the name of ``subject`` and the ``title`` of a sheet.

    Raises ``Problem`` where there are none.
    """
    if not parts:
        sentence = _("There is nothing for the sheet “{sheet}”. Nothing was written.")
        if subject.title:
            sentence = _(
                "{subject}: there is nothing for the sheet “{sheet}”. Nothing was written."
            )
        raise Problem(sentence.format(subject=subject.title, sheet=title))
    workshop, name = subject.workshop, subject.title
    return Document(
        subject.language,
        Head(name, label=title) if name else Head(title),
        tuple(parts),
        (title, name) if name else (title,),
        day=workshop.head.date if workshop else "",
    )


def filled(text: str, view: View) -> str:
    """Return ``text`` of a file with its gaps filled; room for words that are not known yet."""
    return view.fill(text, _gaps())


@cache
def _gaps() -> Mapping[str, str]:
    return {gap: GAP for name in kinds.usable() for gap in kinds.traits(name).gaps}


def filled_step(step: Step, view: View) -> Step:
    """Return ``step`` with the gaps of everything that is read aloud filled."""
    return replace(
        step,
        prompt=filled(step.prompt, view),
        lines=tuple(filled(line, view) for line in step.lines),
        read_aloud=filled(step.read_aloud, view),
        note_taker=filled(step.note_taker, view),
    )


def filled_exercise(view: View, steps: Sequence[str] = ()) -> Exercise:
    """Return the exercise of ``view`` so; only its ``steps`` where some are named."""
    exercise = view.exercise
    texts = ("purpose", "notice", "read_aloud", "aftercare", "care", "access", "facilitator_note")
    shown = [step for step in exercise.steps if not steps or step.id in steps]
    return replace(
        exercise,
        steps=tuple(filled_step(step, view) for step in shown),
        **cast(dict[str, Any], {name: filled(getattr(exercise, name), view) for name in texts}),
    )


def asking(exercise: Exercise) -> list[Step]:
    """Return the steps of ``exercise`` at which somebody is asked something."""
    return [step for step in exercise.steps if kinds.kind(step.kind).ASKS]


def gives(what: kinds.Gift, exercise: Exercise) -> list[Step]:
    """Return the steps of ``exercise`` that give such a thing, whatever was said at them."""
    untold = Workshop(header.Head("sheet", "", _SOME_DAY, language=exercise.language))
    view = ViewMaker().of_run(untold, exercise)
    return [step for step in exercise.steps if kinds.given(what, step, view)]
