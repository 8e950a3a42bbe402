"""What a follow-up meeting asks about: undertakings, partners, events, roles, care."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.bidi import isolated
from coalition_cli.blocks import Block, Bullet, Bullets, Column, Heading, Prose, Table
from coalition_cli.i18n import _
from coalition_cli.model.actions import FOLLOWS, OVER, Undertaking, undertakings
from coalition_cli.model.body_shape import words_at
from coalition_cli.model.events import events, next_check_in, reached, silent, totals
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.undertaking_marks import CARRIED
from coalition_cli.model.view import FEWEST_BROKEN_DOWN, View
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing import reminders

MEETING: Final = "follow-up"
"""The exercise that such a meeting plays: its steps are the agenda of the sheet."""

CARE: Final = "care"
"""The step of that exercise whose questions are asked about care and safety."""

OUTREACH: Final = "outreach"
"""The step, of whatever exercise, whose rows say which partner is spoken to."""

PARTNERS: Final = "partners"
TOGETHER: Final = "together"
"""The step whose rows say which partner works with the room, and the column that says at what."""

LESSONS: Final = ("borrow", "lessons")
"""The steps, of whatever exercises, at which a room says what it takes from the ways of others."""

_SORT: Final = "sort"
"""The column of an event that says which sort it is, one of the choices of its file."""

_SOON_DAYS: Final = 100


def brought(whole: View) -> list[dict[str, Any]]:
    """The actions from a workshop before this one, as the rows of a plan."""
    found = [
        each
        for each in undertakings(whole.workshop, "actions", whole.may_see, whole.as_read)
        if each.entry.place == CARRIED
    ]
    return [_as_row(action, whole) for action in found]


def heard(whole: View) -> dict[str, str]:
    """What was heard last of each action, by its id, as far as this audience may read it."""
    found = undertakings(whole.workshop, "actions", whole.may_see, whole.as_read)
    return {each.entry.id: each.note for each in found if each.note}


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


def events_carried(whole: View) -> list[dict[str, Any]]:
    """The events that were carried home, with their codes, days and how they stand."""
    found = undertakings(whole.workshop, "events", whole.may_see, whole.as_read)
    return [
        {
            "code": event.code,
            "id": event.entry.id,
            "what": event.what,
            "by_when": event.by_when or None,
            "status": event.status,
        }
        for event in found
    ]


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
    if 0 < known.reached < FEWEST_BROKEN_DOWN:
        told = _("Events: {planned}. Held: {held}.")
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


def meeting_exercise(whole: View) -> Exercise | None:
    """Return the exercise that a follow-up meeting plays; None if this machine has none."""
    return whole.exercises.get(MEETING)


def partner_names(views: Sequence[View]) -> list[str]:
    """Whom somebody goes to, as far as it is not done."""
    return [row["what"] for row in _partners(views)]


def partners_together(views: Sequence[View]) -> list[str]:
    """The partners of a room, and what is done together with each."""
    words = _("{field}: {value}")
    return [
        words.format(field=row["what"], value=row[TOGETHER])
        for view in views
        for step in view.exercise.steps
        if step.id == PARTNERS
        for row in kinds.result(step, view) or ()
        if row.get("what") and row.get(TOGETHER)
    ]


def partners_not_asked(views: Sequence[View]) -> int:
    """How many partners there are of whom nobody said who speaks to them."""
    return sum(not row.get("who") for row in _partners(views))


def lessons(views: Sequence[View]) -> list[str]:
    """What a room took with it from the ways of others."""
    found = [
        item.text
        for view in views
        for step in view.exercise.steps
        if step.id in LESSONS
        for item in kinds.items(step.id, view)
    ]
    return list(dict.fromkeys(found))


def silent_events(whole: View, today: date) -> list[Block]:
    """Events of which nothing was heard when they were asked about; whoever reads this calls."""
    readable = undertakings(whole.workshop, "events", whole.may_see, whole.as_read)
    as_read = {event.entry.id: event for event in readable}
    due = (event.entry.id for event in silent(events(whole.workshop), today))
    found = [as_read[entry_id] for entry_id in due if entry_id in as_read]
    lines = tuple(_line_of_silence(event, whole) for event in found)
    return [Heading(_("To call: nothing heard yet")), Bullets(lines)] if lines else []


def terms_ending(views: Sequence[View], today: date) -> list[str]:
    """Roles that somebody holds until a day that is near, or gone by; a line for each day."""
    ending: dict[str, list[str]] = {}
    for view in views:
        for step in view.exercise.steps:
            for term in kinds.given("terms", step, view):
                if (date.fromisoformat(term.until) - today).days <= _SOON_DAYS:
                    ending.setdefault(term.until, []).append(term.role)
    words = _("{day}: {roles}")
    return [
        words.format(day=reminders.read_out(day), roles="; ".join(map(isolated, ending[day])))
        for day in sorted(ending)
    ]


def promise_of(views: Sequence[View], name: str) -> str:
    """The newest promise of the person called ``name`` that readers of ``views`` may read.

    They are not told whose it is: it is for a slip that she alone takes home.
    """
    return next((words for view in reversed(views) for words in _promises(view, name)), "")


def _promises(view: View, name: str) -> Iterator[str]:
    workshop = view.workshop
    person = workshop.person_named(name)
    for step in reversed(view.exercise.steps) if person else ():
        for row in reversed(list(kinds.given("commitments", step, view))):
            entry = workshop.entry(str(row.get("id") or ""))
            is_hers = person and entry and entry.by and workshop.lead(entry.by) == person.id
            if is_hers and (words := words_at(row, "commitment")):
                yield words


def care_questions(whole: View) -> list[str]:
    """The questions about care and safety, as the exercise of the meeting asks them."""
    meeting = meeting_exercise(whole)
    step = next((step for step in meeting.steps if step.id == CARE), None) if meeting else None
    return [line for line in (*step.lines, step.prompt) if line] if step else []


def _partners(views: Sequence[View]) -> list[Mapping[str, Any]]:
    return [
        row
        for view in views
        for step in view.exercise.steps
        if step.id == OUTREACH
        for row in kinds.result(step, view) or ()
        if row.get("what") and row.get("status") not in OVER
    ]


def _line_of_silence(event: Undertaking, whole: View) -> Bullet:
    asked = next_check_in(event)
    day = reminders.read_out(asked.isoformat()) if asked else ""
    below = Bullet(_("We wanted to ask on {day}.").format(day=day))
    return Bullet(event.what, event.code, whole.name_of(event.who), (below,))
