"""Sections of which there is nothing to tell."""

from coalition_cli import kinds
from coalition_cli.blocks import Block, Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.model.view import View
from coalition_cli.summary.data import held


def or_not_done(
    title: Heading, shown: list[Block], gift: kinds.Gift, views: list[View]
) -> list[Block]:
    """A section; nothing at all where something was done that this audience does not read."""
    if shown:
        return [title, *shown]
    is_done = any(kinds.may_give(gift, step) and view.said(step.id) for view, step in held(views))
    return [] if is_done else [title, not_done()]


def not_done() -> Prose:
    """The sentence of a section that a reader waits for, though nothing was held for it."""
    return Prose(_("Not done today."), "quiet")
