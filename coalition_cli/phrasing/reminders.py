"""Open undertakings in words: lines and cards for a screen or a sheet, days without blame."""

from collections.abc import Iterable
from datetime import date

from coalition_cli.blocks import Action, Block, Bullet, Bullets
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.actions import Of, Undertaking, iso_day
from coalition_cli.model.body_shape import words_at
from coalition_cli.model.view import View
from coalition_cli.phrasing.captions import status_name
from coalition_cli.phrasing.dates import long_form


def how_far(day: str, today: date) -> str:
    """The distance of ``day`` (ISO 8601, or empty) from today, in neutral words."""
    if not day:
        return _("no day yet")
    left = (date.fromisoformat(day) - today).days
    if left == 0:
        return _("today is its day")
    if left > 0:
        return ngettext("{days} day left", "{days} days left", left).format(days=left)
    return ngettext("{days} day past its day", "{days} days past its day", -left).format(days=-left)


def read_out(day: str) -> str:
    """``day`` (ISO 8601) as it is read aloud; empty for none."""
    known = iso_day(day)
    return long_form(date.fromisoformat(known)) if known else ""


def status_word(of: Of, status: str) -> str:
    """The status of something, for people: an event that is done was held."""
    if of == "events":
        names = {"open": _("nothing heard yet"), "done": _("held"), "moving": _("still to come")}
        return names.get(status) or status_name(status)
    return status_name(status)


def owner(what: Undertaking, view: View) -> str:
    """Who leads it now; whose promise it is only for those who may read who said what."""
    if what.of == "promises" and not view.shows_names():
        return ""
    return view.name_of(what.who)


def card(what: Undertaking, view: View, today: date) -> Action:
    """Everything that one reader may know of it, as a card; a donor reads no names."""
    is_outside = view.audience == "donor"
    is_anonymous = what.of == "promises" and not view.shows_names()
    body = what.entry.body
    status = status_word(what.of, what.status) if what.status else ""
    if status:
        far = how_far(what.by_when, today)
        status = _("{status}, {how_far}").format(status=status, how_far=far)
    return Action(
        what=what.what,
        who=None if is_outside or is_anonymous else owner(what, view),
        helper=None if is_outside or what.of != "actions" else words_at(body, "helper"),
        by_when=read_out(what.by_when),
        first_step=words_at(body, "first_step"),
        support=words_at(body, "support"),
        measure=words_at(body, "measure"),
        status=status,
        code=what.code,
    )


def listed(found: Iterable[Undertaking], view: View, today: date) -> list[Block]:
    """One line each, under the numbers that the room knows, with its leader and its day."""
    return [Bullets(tuple(line(each, view, today) for each in found))] if found else []


def line(what: Undertaking, view: View, today: date) -> Bullet:
    """One of them in one line, and how far it is below."""
    if what.of == "promises" and not what.by_when:
        return Bullet(what.what, what.code, owner(what, view))
    below = how_far(what.by_when, today)
    if what.status not in ("", "open"):
        below = _("{status}, {how_far}").format(
            status=status_word(what.of, what.status), how_far=below
        )
    return Bullet(what.what, what.code, owner(what, view), (Bullet(below),))


def soonest_first(found: Iterable[Undertaking]) -> list[Undertaking]:
    """By their days, those without a day last."""
    return sorted(found, key=lambda each: (each.by_when or "9999", each.order))
