"""The sheet of a follow-up meeting: what is open, what fell silent, what to ask, room to write."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import (
    Action,
    Actions,
    Block,
    Bullet,
    Bullets,
    Column,
    Heading,
    Prose,
    Table,
)
from coalition_cli.i18n import _
from coalition_cli.model.actions import FOLLOWS, OVER, Undertaking, undertakings
from coalition_cli.model.body_shape import words_at
from coalition_cli.model.events import events, next_check_in, reached, silent, totals
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.undertaking_marks import CARRIED
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing import reminders
from coalition_cli.summary.findings import Findings

MEETING: Final = "follow-up"
"""The exercise that such a meeting plays: its steps are the agenda of the sheet."""

CARE: Final = "care"
"""The step of that exercise whose questions are asked about care and safety."""

OUTREACH: Final = "outreach"
"""The step, of whatever exercise, whose rows say which partner is spoken to."""

_SORT: Final = "sort"
"""The column of an event that says which sort it is, one of the choices of its file."""

_SOON_DAYS: Final = 60
_TO_TICK: Final = "( )"


def brought(whole: View) -> list[dict[str, Any]]:
    """The actions from a workshop before this one, as the rows of a plan."""
    found = [
        each
        for each in undertakings(whole.workshop, "actions", whole.may_see, whole.as_read)
        if each.entry.place == CARRIED
    ]
    return [_as_row(action, whole) for action in found]


def card(row: Mapping[str, Any], whole: View) -> Action:
    """A row of a plan as the card that the summary shows; people outside read no names."""
    is_outside = whole.audience == "donor"
    return Action(
        what=row["what"],
        who=None if is_outside else row["who"] or "",
        helper=None if is_outside else row["helper"] or "",
        by_when=reminders.read_out(row["by_when"] or ""),
        first_step=row["first_step"] or "",
        support=None if is_outside else row["support"] or "",
        measure=row["measure"] or "",
        status=row["status"],
        code=whole.workshop.numbers.code_of(row["id"]),
    )


def before(workshop: Workshop, audience: str) -> list[Block]:
    """For the organizers: which workshop this one follows."""
    links = workshop.standing(FOLLOWS)
    if audience != "organizer" or not links:
        return []
    body = links[-1].body
    day = reminders.read_out(words_at(body, "date"))
    sentence = _("This follows “{title}” of {day}.")
    return [Prose(sentence.format(title=words_at(body, "title"), day=day), "quiet")]


def cascade(whole: View) -> list[Block]:
    """Every event that was carried home, for the organizers.

    Who, where, when, how it stands, whom it reached.
    """
    found = undertakings(whole.workshop, "events", whole.may_see, whole.as_read)
    titles = (
        _("Code"),
        _("Event"),
        _("Who"),
        _("Place"),
        _("Day"),
        _("Status"),
        _("Reached"),
        _("We ask on"),
    )
    rows = tuple(_cells_of_event(event, whole) for event in found)
    return [Heading(_("Carried home")), Table(tuple(map(Column, titles)), rows)] if rows else []


def _cells_of_event(event: Undertaking, whole: View) -> tuple[str, ...]:
    number, asked = reached(event), next_check_in(event)
    return (
        event.code,
        event.what,
        whole.name_of(event.who),
        event.newest_words("place"),
        reminders.read_out(event.by_when),
        reminders.status_word("events", event.status),
        "" if number is None else str(number),
        reminders.read_out(asked.isoformat()) if asked else "",
    )


def reach(whole: View) -> list[Block]:
    """The events for people outside: how many, of which sorts, and how many people they reached."""
    found = undertakings(
        whole.workshop, "events", lambda entry: entry.share != "private", whole.as_read
    )
    if not found:
        return []
    known = totals(found)
    told = _("Events: {planned}. Held: {held}. People reached: {reached}.")
    lines = [told.format(planned=known.planned, held=known.held, reached=known.reached)]
    if known.unknown:
        lines.append(_("Held, with nobody having counted: {count}.").format(count=known.unknown))
    sorts = [sort for event in found if (sort := event.newest_words(_SORT))]
    bullets = tuple(Bullet(sort, str(sorts.count(sort))) for sort in dict.fromkeys(sorts))
    return [
        Heading(_("Carried home")),
        *map(Prose, lines),
        *([Bullets(bullets)] if bullets else []),
    ]


def sheet(found: Findings, views: list[View], worries: list[Block], today: date) -> list[Block]:
    """The sheet of a follow-up meeting, from its agenda to blank lines.

    ``worries`` are what to hear first.
    """
    whole = found.whole
    actions = reminders.soonest_first(_actions(found))
    going_on = [action for action in actions if not action.is_over]
    over = tuple(_line_of_over(action, whole) for action in actions if action.is_over)
    shown = [
        *_agenda(whole),
        Heading(_("Open actions")),
        Actions(tuple(_card(action, whole, today) for action in going_on)) if going_on else _none(),
    ]
    shown += [Heading(_("Done since last time")), Bullets(over) if over else _none()]
    shown += [*_partners(views), *worries, *_silent(whole, today), *_promises(whole)]
    return [*shown, *_terms(views, today), *_care(whole), *_blank_lines()]


def _as_row(action: Undertaking, whole: View) -> dict[str, Any]:
    body = action.entry.body
    texts = {
        key: words_at(body, key) or None for key in ("first_step", "support", "measure", "agenda")
    }
    return {
        "id": action.entry.id,
        "what": action.what,
        "who": whole.name_of(action.who) or None,
        "helper": None if whole.audience == "donor" else words_at(body, "helper") or None,
        "by_when": action.by_when or None,
        **texts,
        "status": action.status,
    }


def _actions(found: Findings) -> list[Undertaking]:
    """The actions that this audience may read, also those that a decision made readable."""
    rows = {row["id"] for row in found.actions}
    every = undertakings(found.whole.workshop, "actions", lambda _entry: True, found.whole.as_read)
    readable = {
        each.entry.id: each
        for each in undertakings(
            found.whole.workshop, "actions", found.whole.may_see, found.whole.as_read
        )
    }
    return [readable.get(each.entry.id, each) for each in every if each.entry.id in rows]


def _agenda(whole: View) -> list[Block]:
    """The parts of the meeting with their minutes, from the file of its exercise."""
    meeting = _meeting(whole)
    if meeting is None:
        return []
    lines = (
        _("{title}: {minutes:g} min").format(title=step.title, minutes=step.minutes)
        for step in meeting.steps
    )
    title = _("The meeting: {minutes} minutes").format(minutes=meeting.minutes.usual)
    return [
        Heading(title),
        Bullets(tuple(Bullet(line, str(number)) for number, line in enumerate(lines, 1))),
    ]


def _meeting(whole: View) -> Exercise | None:
    return whole.exercises.get(MEETING)


def _card(action: Undertaking, whole: View, today: date) -> Action:
    """An action with its code, how far its day is, and a box for its first step."""
    body = action.entry.body
    first_step = words_at(body, "first_step")
    how_far = reminders.how_far(action.by_when, today)
    status = reminders.status_word("actions", action.status)
    return Action(
        what=action.what,
        who=whole.name_of(action.who),
        helper=words_at(body, "helper") or None,
        by_when=reminders.read_out(action.by_when),
        first_step=f"{_TO_TICK} {first_step}" if first_step else "",
        support=" · ".join(part for part in (words_at(body, "support"), _unsticks(action)) if part)
        or None,
        measure=None,
        status=" · ".join(filter(None, (status, how_far))),
        code=action.code,
    )


def _unsticks(action: Undertaking) -> str:
    return action.note if action.status == "stuck" else ""


def _line_of_over(action: Undertaking, whole: View) -> Bullet:
    mark = "" if action.status == "done" else reminders.status_word("actions", action.status)
    below = (Bullet(action.note),) if action.note else ()
    marks = " · ".join(filter(None, (action.code, mark)))
    return Bullet(action.what, marks, whole.name_of(action.who), below)


def _partners(views: list[View]) -> list[Block]:
    """Whom somebody goes to, as far as it is not done."""
    lines = [
        Bullet(row["what"], "", str(row.get("who") or ""))
        for view in views
        for step in view.exercise.steps
        if step.id == OUTREACH
        for row in kinds.result(step, view) or ()
        if row.get("what") and row.get("status") not in OVER
    ]
    return [Heading(_("Partners to contact")), Bullets(tuple(lines))] if lines else []


def _silent(whole: View, today: date) -> list[Block]:
    """Events of which nothing was heard when they were asked about; whoever reads this calls."""
    readable = undertakings(whole.workshop, "events", whole.may_see, whole.as_read)
    as_read = {event.entry.id: event for event in readable}
    due = (event.entry.id for event in silent(events(whole.workshop), today))
    found = [as_read[entry_id] for entry_id in due if entry_id in as_read]
    lines = tuple(_line_of_silence(event, whole) for event in found)
    return [Heading(_("To call: nothing heard yet")), Bullets(lines)] if lines else []


def _line_of_silence(event: Undertaking, whole: View) -> Bullet:
    asked = next_check_in(event)
    day = reminders.read_out(asked.isoformat()) if asked else ""
    below = Bullet(_("We wanted to ask on {day}.").format(day=day))
    return Bullet(event.what, event.code, whole.name_of(event.who), (below,))


def _promises(whole: View) -> list[Block]:
    """Personal promises that may be read, with whose they are only where that may be read."""
    found = [
        each for each in undertakings(whole.workshop, "promises", whole.may_see) if not each.is_over
    ]
    lines = tuple(Bullet(each.what, "", reminders.owner(each, whole)) for each in found)
    return [Heading(_("Promises to ourselves")), Bullets(lines)] if lines else []


def _terms(views: list[View], today: date) -> list[Block]:
    """Roles that somebody holds until a day that is near, or gone by."""
    lines = []
    words = _("{role}: until {day}")
    for view in views:
        for step in view.exercise.steps:
            for term in kinds.given("terms", step, view):
                if (date.fromisoformat(term.until) - today).days <= _SOON_DAYS:
                    day = reminders.read_out(term.until)
                    lines.append(Bullet(words.format(role=term.role, day=day)))
    return [Heading(_("Roles whose time ends soon")), Bullets(tuple(lines))] if lines else []


def _care(whole: View) -> list[Block]:
    """The questions about care and safety, as the exercise of the meeting asks them."""
    meeting = _meeting(whole)
    step = next((step for step in meeting.steps if step.id == CARE), None) if meeting else None
    lines = [line for line in (step.prompt, *step.lines) if line] if step else []
    return [Heading(_("Care and safety")), Bullets(tuple(map(Bullet, lines)))] if lines else []


def _blank_lines() -> list[Block]:
    columns = (Column(_("New action")), Column(_("Who")), Column(_("By when")))
    return [Heading(_("New actions")), Table(columns, (("", "", ""),) * 3)]


def _none() -> Prose:
    return Prose(_("None."), "quiet")
