"""The news of a review as one audience may read them, and what is still open."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from coalition_cli import kinds
from coalition_cli.blocks import Actions, Block, Bullet, Bullets, Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds.review.review_options import key_of, sort_of
from coalition_cli.model.actions import Undertaking, iso_day, today_of, undertakings
from coalition_cli.model.entry import Entry
from coalition_cli.model.events import has_more_to_come, next_check_in
from coalition_cli.model.exercise import Step
from coalition_cli.model.undertaking_marks import STATUSES
from coalition_cli.model.view import FEWEST_BROKEN_DOWN, View
from coalition_cli.phrasing import reminders


def result(step: Step, view: View) -> list[dict[str, Any]] | dict[str, int] | None:
    """Return what was told of each undertaking, in the order of telling.

    ``[{id, of, about, text, status, learning, who, by_when, reached, held_on, next_on}]``:
    ``about`` is the id of what was spoken of and ``text`` its words; ``learning`` is what was said
    of it. People outside get counts by status, if there are enough of them.
    """
    if view.audience == "donor":
        return _counts(step, view)
    known = {
        each.entry.id: each
        for each in undertakings(view.workshop, sort_of(step), view.may_see, view.as_read)
    }
    rows = []
    for entry in kinds.standing(step, view):
        what = known.get(str(entry.body.get(key_of(step)) or entry.id))
        if what is not None and entry.body.get("status") in STATUSES:
            rows.append(_row(entry, what, step, view))
    return rows or None


def blocks(step: Step, view: View) -> list[Block]:
    """Return what was heard, by how it stands now; before that, what is open."""
    found = result(step, view)
    if isinstance(found, dict):
        words = {status: reminders.status_word(sort_of(step), status) for status in found}
        return [
            Bullets(tuple(Bullet(words[status], str(number)) for status, number in found.items()))
        ]
    if found is None:
        today = today_of(view.workshop)
        return (
            []
            if view.audience == "donor"
            else reminders.listed(waiting_at(step, view), view, today)
        )
    return [Bullets(tuple(_as_bullet(row, step) for row in sorted(found, key=_by_status)))]


def targets_of(step: Step, view: View) -> list[Undertaking]:
    """Return what was open when this step began, soonest first, as far as the room may see it.

    Every event for reports.
    """
    there = view.at(str(step.options["from"])) if "from" in step.options else None
    places = {there[1].place(there[0].id)} if there else set()
    found = undertakings(view.workshop, sort_of(step), view.may_see, view.as_read)
    if step.options.get("reports"):
        return sorted(found, key=lambda each: (str(next_check_in(each) or "9999"), each.order))
    before = [each.before(view.place(step.id)) for each in found]
    wanted = [each for each in before if has_more_to_come(each)]
    return reminders.soonest_first(
        each for each in wanted if "from" not in step.options or each.entry.place in places
    )


def waiting_at(step: Step, view: View) -> list[Undertaking]:
    """Return what was not heard of yet at this step."""
    heard = {entry.body.get(key_of(step)) for entry in kinds.said(step, view)}
    return [each for each in targets_of(step, view) if each.entry.id not in heard]


def subject_of(entry: Entry, step: Step, view: View) -> Undertaking | None:
    """Return what ``entry`` speaks of; None where it was taken back or withdrawn meanwhile."""
    about = entry.body.get(key_of(step)) or entry.id
    found = undertakings(view.workshop, sort_of(step), view.may_see, view.as_read)
    return next((each for each in found if each.entry.id == about), None)


def spoken_of(what: Undertaking | str, step: Step, view: View) -> list[Block]:
    """The one that is spoken of now, and how many are still to come.

    With kind words where its day has gone by.
    """
    if isinstance(what, str):
        return [Prose(what, "strong")]
    today = today_of(view.workshop)
    shown: list[Block] = []
    if what.of == "actions":
        shown.append(Actions((reminders.card(what, view, today),)))
    else:
        shown.append(Bullets((reminders.line(what, view, today),)))
    if what.by_when and date.fromisoformat(what.by_when) < today and what.of != "events":
        shown.append(
            Prose(_("Its day has gone by. Days move; what counts is what is possible now."))
        )
    last_time = what.before(view.place(step.id))
    if last_time.status == "stuck" and last_time.note:
        shown.append(
            Prose(_("Last time we said that this would help: {words}").format(words=last_time.note))
        )
    left = len(waiting_at(step, view))
    if left > 1:
        more = ngettext("{count} more after this one.", "{count} more after this one.", left - 1)
        shown.append(Prose(more.format(count=left - 1), "quiet"))
    return shown


def _counts(step: Step, view: View) -> dict[str, int] | None:
    """Return how many stand how after this step, for people outside.

    None where they are too few to be counted apart.
    """
    newest: dict[str, str] = {}
    for entry in kinds.said(step, view):
        if entry.share != "private" and entry.body.get("status") in STATUSES:
            newest[str(entry.body.get(key_of(step)) or entry.id)] = str(entry.body["status"])
    if len(newest) < FEWEST_BROKEN_DOWN:
        return None
    counted = {status: list(newest.values()).count(status) for status in STATUSES}
    return {status: number for status, number in counted.items() if number}


def _row(entry: Entry, what: Undertaking, step: Step, view: View) -> dict[str, Any]:
    body = entry.body
    return {
        "id": entry.id,
        "of": sort_of(step),
        "about": what.entry.id,
        "text": what.what,
        "status": body["status"],
        "learning": entry.text or None,
        "who": reminders.owner(what, view) or None,
        "by_when": iso_day(body.get("by_when")) or None,
        "reached": body.get("reached"),
        "held_on": body.get("held_on") or None,
        "next_on": body.get("next_on") or None,
    }


def _as_bullet(row: Mapping[str, Any], step: Step) -> Bullet:
    """One of them with how it stands, and what was said of it below."""
    below = [row["learning"]] if row["learning"] else []
    if row["by_when"]:
        below.append(_("New day: {day}").format(day=reminders.read_out(row["by_when"])))
    if row["reached"] is not None:
        people = ngettext("{count} person reached", "{count} people reached", row["reached"])
        below.append(people.format(count=row["reached"]))
    if row["next_on"]:
        below.append(_("We ask again on {day}").format(day=reminders.read_out(row["next_on"])))
    status = reminders.status_word(sort_of(step), row["status"])
    return Bullet(row["text"], status, row["who"] or "", tuple(Bullet(line) for line in below))


def _by_status(row: Mapping[str, Any]) -> int:
    return STATUSES.index(row["status"])
