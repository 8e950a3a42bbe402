"""Captions of pictures and cards, the same on a screen and on paper."""

from fractions import Fraction

from coalition_cli.blocks import Action, Point, Quadrant
from coalition_cli.i18n import _
from coalition_cli.methods.scores import quadrant_field


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


def field_name(quadrant: Quadrant, point: Point) -> str:
    """The name of the field that ``point`` lies in, or that it is on the line between two."""
    corner = quadrant_field(
        *_means(point), Fraction(str(quadrant.least)), Fraction(str(quadrant.most))
    )
    return _("on the line") if corner is None else quadrant.corners[corner]


def _means(point: Point) -> tuple[Fraction, Fraction]:
    return Fraction(str(point.x)), Fraction(str(point.y))
