"""Sections of which there is nothing to tell."""

from collections.abc import Sequence

from coalition_cli.bidi import isolated
from coalition_cli.blocks import Prose
from coalition_cli.i18n import _
from coalition_cli.model.view import View


def not_done(views: Sequence[View]) -> Prose:
    """The sentence of a section that a reader waits for, though nothing was held for it.

    Where something was held of which nobody knows here what it was, that is not said of it.
    """
    unknown = dict.fromkeys(view.exercise.id for view in views if view.exercise.is_stand_in)
    if not unknown:
        return Prose(_("Not done today."), "quiet")
    sentence = _(
        "Not known here: this machine has no file of {exercises}. What was said there stands line "
        "by line."
    )
    return Prose(sentence.format(exercises=", ".join(map(isolated, unknown))), "quiet")
