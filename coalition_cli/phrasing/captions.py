"""Captions of actions, the same on a screen and on paper."""

from coalition_cli.blocks import Action
from coalition_cli.i18n import _


def action_fields(action: Action) -> list[tuple[str, str]]:
    """The fields of an action by their names for people.

    One that is empty says that it is open, None is not shown.
    """
    still_open = _("open")
    named = [
        (_("Who"), action.who),
        (_("With"), action.helper),
        (_("By when"), action.by_when),
        (_("First step"), action.first_step),
        (_("Support"), action.support),
        (_("How we will know"), action.measure),
        (_("Serves"), action.serves),
    ]
    fields = [(name, value or still_open) for name, value in named if value is not None]
    return [*fields, (_("Status"), status_name(action.status))] if action.status else fields


def status_name(status: str) -> str:
    """The status of an action, for people; a word that is none of ours stays as it is."""
    names = {
        "open": _("open"),
        "moving": _("moving"),
        "stuck": _("stuck"),
        "done": _("done"),
        "let go": _("let go"),
    }
    return names.get(str(status), str(status))
