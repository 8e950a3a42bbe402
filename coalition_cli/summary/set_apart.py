"""Lines that are set apart, since another program wrote them: counted for people, not shown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coalition_cli import kinds
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.body_shape import shape_of_place
from coalition_cli.model.entry import DETAILS, NOTES, PEOPLE, Entry, Share, share_level
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop


class SetApart(NamedTuple):
    """A line that is set apart: where it was said, in words, and the key that does not fit."""

    entry: Entry
    where: str
    key: str


def set_apart(workshop: Workshop, views: Sequence[View], level: Share) -> list[SetApart]:
    """Return what is set apart and would be read at ``level``: of ``views``, and of no exercise."""
    found = []
    for view in views:
        for step in view.exercise.steps:
            where = _where(view.exercise, step)
            odd = kinds.odd_lines(step, view)
            found += [SetApart(entry, where, key) for entry, key in odd if view.may_see(entry)]
    names = {PEOPLE: _("people"), NOTES: _("notes"), DETAILS: _("details of the day")}
    for place in workshop.places():
        if not place.exercise:
            shape, where = shape_of_place(place), names.get(place, _("the whole workshop"))
            odd = [(entry, shape.odd_key(entry.body)) for entry in workshop.odd(place)]
            found += [SetApart(entry, where, key) for entry, key in odd if _reads(entry, level)]
    return found


def in_sentences(found: Iterable[SetApart]) -> list[str]:
    """Return a sentence for each step with such lines: how many there are, and who names them."""
    told = []
    for where, count in Counter(each.where for each in found).items():
        sentence = ngettext(
            "{where}: {count} line is not in a form that this program can read, and was left out. "
            "To see which: coalition check",
            "{where}: {count} lines are not in a form that this program can read, and were left "
            "out. To see which: coalition check",
            count,
        )
        told.append(sentence.format(where=where, count=count))
    return told


def _where(exercise: Exercise, step: Step) -> str:
    """The place in words; what this machine does not know has no name of its own to be told by."""
    if exercise.title == exercise.id:
        return _("an exercise that is not known here")
    return _("{exercise}: {step}").format(exercise=exercise.title, step=step.title)


def _reads(entry: Entry, level: Share) -> bool:
    return share_level(entry.share) >= share_level(level)
