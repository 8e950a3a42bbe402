"""A workshop that follows another: what comes along, and what stays where it was said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from coalition_cli.model.actions import FOLLOWS, REPORTS, Undertaking, undertakings
from coalition_cli.model.body_shape import words_at
from coalition_cli.model.by_run import exercise_at
from coalition_cli.model.entry import PEOPLE, Entry, Fact, Place, Share, share_level
from coalition_cli.model.events import (
    check_ins,
    has_more_to_come,
    next_check_in,
    reached,
    told,
    told_on,
)
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.repeated_words import REWORD
from coalition_cli.model.undertaking_marks import CARRIED, EVENT, REPORT_BACK
from coalition_cli.model.workshop import Workshop

FindExercise = Callable[[str], Exercise | None]

_OF_THE_DAY = ("present", "at", REWORD)
"""Keys of a person's entry that hold for one day only."""


def carried(
    before: Workshop, *, with_people: bool = False, find_exercise: FindExercise = lambda _id: None
) -> list[tuple[Fact, Place]]:
    """First entries of a workshop that follows ``before``: the link, then what is still open.

    Nothing private and nothing withdrawn comes along; who leads is a name from now on, since people
    stay behind. ``with_people`` brings the names along too, as not yet in the room. What of a row
    is for narrower readers than the row stays where it was said, and so does what only they heard
    of an action; of an event it comes along for them alone.
    """
    head = before.head
    link = Fact({"workshop": head.id, "title": head.title, "date": head.date}, share="organizer")
    facts = [(link, FOLLOWS)]
    if with_people:
        listed = {person.id for person in before.people()}
        known = (entry for entry in before.standing(PEOPLE) if entry.share != "private")
        known = (entry for entry in known if entry.id in listed)
        facts += [(_person(entry), PEOPLE) for entry in known]

    def as_read(entry: Entry) -> Entry:
        return _without_narrow_columns(entry, find_exercise)

    actions = filter(has_more_to_come, _public(before, "actions", as_read))
    facts += [(_action(_as_all_its_readers_know_it(each), before), CARRIED) for each in actions]
    events = filter(has_more_to_come, _public(before, "events", as_read))
    return facts + [fact for each in events for fact in _event_and_news(each, before)]


def _person(entry: Entry) -> Fact:
    """Somebody who may come again, and is not in the room yet."""
    body = _without(entry.body, _OF_THE_DAY)
    return Fact(body | {"present": False}, share=entry.share)


def _without_narrow_columns(entry: Entry, find_exercise: FindExercise) -> Entry:
    exercise = exercise_at(entry.place, find_exercise)
    steps = exercise.steps if exercise else ()
    step = next((each for each in steps if each.id == entry.place.step), None)
    # The first column says what the row is: whoever reads the row reads it.
    columns = (step.options.get("columns") or ())[1:] if step else ()
    narrow = tuple(each["id"] for each in columns if _is_narrower(each, entry.share))
    return entry._replace(body=_without(entry.body, narrow))


def _is_narrower(column: Mapping[str, Any], share: Share) -> bool:
    """True if fewer people may read a ``column`` than a row of that ``share``."""
    own = column.get("share") or share
    return bool(column.get("off_screen")) or share_level(own) < share_level(share)


def _public(before: Workshop, of: Any, as_read: Callable[[Entry], Entry]) -> list[Undertaking]:
    """Undertakings as they stand without anything private, as if that had not been said."""
    found = undertakings(before, of, lambda entry: entry.share != "private", as_read)
    return [replace(each, has_hidden_news=False) for each in found]


def _as_all_its_readers_know_it(what: Undertaking) -> Undertaking:
    """The undertaking ``what`` without news that fewer people than its readers may see.

    Its new row is for all of these.
    """
    level = share_level(what.entry.share)
    known = tuple(entry for entry in what.news if share_level(entry.share) >= level)
    return replace(what, news=known)


def _action(action: Undertaking, before: Workshop) -> Fact:
    now = {"who": action.who, "by_when": action.by_when, "status": action.status}
    return _fact({**action.entry.body, **now}, action, before)


def _event_and_news(event: Undertaking, before: Workshop) -> list[tuple[Fact, Place]]:
    """The row of an event as all its readers know it, and what only some of them heard of it."""
    known = _as_all_its_readers_know_it(event)
    row = _event(known, before), CARRIED
    for_fewer = [entry for entry in event.news if entry not in known.news]
    return [row, (_report(event, for_fewer), REPORTS)] if for_fewer else [row]


def _report(event: Undertaking, for_fewer: Sequence[Entry]) -> Fact:
    """How an event stands for those who heard of it what not all its readers did: no words of it.

    It names the event by the id that it had, which its row has under ``from``.
    """
    number, held_on, reports = reached(event), event.newest_words("held_on"), told(event)
    body: dict[str, Any] = {EVENT: event.entry.id, "status": event.status}
    body |= {} if number is None else {"reached": number}
    body |= {"held_on": held_on} if held_on else {}
    body |= {"told_on": told_on(reports[-1])} if reports else {}
    asked = words_at(reports[-1].body, "next_on") if reports else ""
    body |= {"next_on": asked} if asked else {}
    narrowest = min(for_fewer, key=lambda entry: share_level(entry.share))
    return Fact(body, share=narrowest.share)


def _event(event: Undertaking, before: Workshop) -> Fact:
    """The row of an event, with its news so far and the days on which it is still asked about."""
    body: dict[str, Any] = {**event.entry.body, "status": event.status}
    if EVENT in event.entry.body:  # a report of an event that nobody had planned: now it is a row
        body = _without(body, ("what", "text", EVENT, "next_on"))
        body = {"text": event.what, **body}
    asked = next_check_in(event)
    days = [asked, *(day for day in check_ins(event) if day > asked)] if asked else []
    body["check_ins"] = [day.isoformat() for day in days]
    body[REPORT_BACK] = asked.isoformat() if asked else ""
    number, held_on, reports = reached(event), event.newest("held_on"), told(event)
    if number is not None:
        body["reached"] = number
    if held_on:
        body["held_on"] = held_on
    if reports:
        body["told_on"] = told_on(reports[-1])
    return _fact(body, event, before)


def _fact(body: Mapping[str, Any], what: Undertaking, before: Workshop) -> Fact:
    named = {key: _with_names(value, before) for key, value in body.items() if key != REWORD}
    body = {**named, "was": what.of, "from": what.entry.id, "code": what.code}
    return Fact(body, share=what.entry.share)


def _with_names(value: Any, before: Workshop) -> Any:
    """``value`` with the chosen name in place of a person's id.

    Nothing in place of one who withdrew hers.
    """
    if isinstance(value, list):
        return [_with_names(each, before) for each in value]
    if not isinstance(value, str):
        return value
    if value in {entry.id for entry in before.at_place(PEOPLE)}:
        lead = before.lead(value)
        return next((person.name for person in before.people() if person.id == lead), "")
    return value


def _without(body: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key not in keys}
