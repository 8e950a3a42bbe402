"""Sections of which there is nothing to tell."""

from collections.abc import Sequence

from coalition_cli import kinds
from coalition_cli.blocks import Block, Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.model.view import View
from coalition_cli.summary.data import held


def or_not_done(
    title: Heading, shown: list[Block], gift: kinds.Gift, views: Sequence[View]
) -> list[Block]:
    """A section; nothing at all where something was done that this audience does not read."""
    if shown:
        return [title, *shown]
    is_done = any(kinds.may_give(gift, step) and view.said(step.id) for view, step in held(views))
    return [] if is_done else [title, not_done(views)]


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
    return Prose(sentence.format(exercises=", ".join(unknown)), "quiet")
