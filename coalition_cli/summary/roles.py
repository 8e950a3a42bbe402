"""Roles that people took on, as sections of a page."""

from collections.abc import Sequence

from coalition_cli import kinds
from coalition_cli.model.document import Section
from coalition_cli.model.view import View


def roles(views: Sequence[View]) -> list[Section]:
    """A section for each step that gives roles which end on a day."""
    found = []
    for view in views:
        for step in view.exercise.steps:
            if kinds.given("terms", step, view):
                title = kinds.table_title(step) or step.title
                found.append(Section("roles", title, tuple(kinds.blocks(step, view))))
    return found
