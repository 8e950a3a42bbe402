"""The care of a room on one line, the numbers to call, and whom to tell what is taken back."""

from collections.abc import Sequence
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.model.contributions import Contact
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop

SUPPORT: Final = "support-plan"
"""The exercise at which a room agrees how its people look in on each other."""


def care_of(views: Sequence[View]) -> dict[str, Any]:
    """``{lines, numbers: [{name, number}]}`` as far as the audience of ``views`` may read them.

    ``lines`` are how people look in on each other, as the newest support plan has it. ``numbers``
    begin with the one at which somebody can be reached after the day. People outside read none.
    """
    if not views or views[0].audience == "donor":
        return {"lines": [], "numbers": []}
    found = dict.fromkeys([*_after_today(views[0].workshop), *_contacts(views)])
    return {"lines": _lines(views), "numbers": [contact._asdict() for contact in found]}


def contact(workshop: Workshop, views: Sequence[View]) -> str | None:
    """Whom one tells what one wants to change or take back: who cares for people, else who leads.

    None where nobody is known, and for people outside.
    """
    if views and views[0].audience == "donor":
        return None
    told = views[0].details() if views else workshop.details()
    return told.get("care_person") or told.get("lead") or None


def _lines(views: Sequence[View]) -> list[str]:
    """The lines of the first step of the newest support plan at which people spoke."""
    for view in reversed(views):
        if view.exercise.id != SUPPORT:
            continue
        for step in view.exercise.steps:
            said = kinds.lines(step, view) if kinds.voice(step, view) == "words" else []
            if said:
                return [item.text for item in said]
    return []


def _after_today(workshop: Workshop) -> list[Contact]:
    number = workshop.details().get("phone")
    return [Contact(_("After today"), number)] if number else []


def _contacts(views: Sequence[View]) -> list[Contact]:
    """The numbers of the newest step that gives any."""
    for view in reversed(views):
        for step in reversed(view.exercise.steps):
            found = kinds.given("contacts", step, view)
            if found:
                return list(found)
    return []
