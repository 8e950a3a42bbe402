"""The summary: one pass over a workshop for one audience, with the data and pages of exports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from coalition_cli.model.asked_once import while_unchanged
from coalition_cli.model.audience import LEVELS, Audience
from coalition_cli.model.document import Document, Part
from coalition_cli.model.doubtful_times import doubtful_times
from coalition_cli.model.entry import EXPORTS, FINDINGS
from coalition_cli.model.summary import Summary
from coalition_cli.model.view_maker import FindExercise
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary.data import about, gather, runs_of, view_of
from coalition_cli.summary.donor_pages import donor_parts
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.follow_up_page import follow_up_parts
from coalition_cli.summary.organizer_annex import annex
from coalition_cli.summary.organizer_results import results
from coalition_cli.summary.organizer_tonight import tonight
from coalition_cli.summary.outsiders import for_outside
from coalition_cli.summary.page_head import foot_of, head_of
from coalition_cli.summary.participants_page import participants_parts
from coalition_cli.summary.small_counts import without_small_counts


@dataclass(frozen=True, slots=True)
class Wish:
    """What may be wished of a summary.

    ``is_interim``: it is marked as made before the end. ``has_back``: behind the participants'
    page stands what was agreed. ``are_quotes_named``: readers outside read the names of those who
    allowed it.
    """

    is_interim: bool = False
    has_back: bool = False
    are_quotes_named: bool = False


NO_WISH: Final = Wish()


def build(
    workshop: Workshop,
    find_exercise: FindExercise,
    audience: Audience,
    made_at: datetime,
    wish: Wish = NO_WISH,
) -> Summary:
    """Return the summary of ``workshop`` for ``audience``.

    What is above its level is left out, and counted.
    """
    with while_unchanged():
        return _built(workshop, find_exercise, audience, made_at, wish)


def _built(
    workshop: Workshop,
    find_exercise: FindExercise,
    audience: Audience,
    made_at: datetime,
    wish: Wish,
) -> Summary:
    level = LEVELS[audience]
    views = [
        view_of(workshop, place, find_exercise, level, is_paper=True) for place in runs_of(workshop)
    ]
    doubtful = doubtful_times(workshop.entries, made_at)
    as_of = _as_of(workshop, made_at, doubtful)
    found = gather(workshop, views, level, find_exercise, doubtful)
    if audience == "donor":
        names = workshop.all_names()
        found = without_small_counts(found, names, are_quotes_named=wish.are_quotes_named)
    data: dict[str, Any] = {
        "format": "coalition-summary",
        "version": 2,
        "workshop": {
            **about(workshop),
            "audience": audience,
            "interim": wish.is_interim,
            "made_at": as_of.isoformat(timespec="seconds"),
            "entries": len(workshop.entries) - _kept_beside(workshop),
            "people": found.people,
            "contact": found.contact,
        },
        **found.as_data(),
    }
    document = Document(
        workshop.head.language,
        head_of(workshop, audience, as_of, is_interim=wish.is_interim),
        _parts(found, audience, (as_of.date(), made_at.date()), doubtful, wish),
        foot_of(workshop, audience),
        audience,
        _day_of(data, audience),
    )
    if audience == "donor":
        data = for_outside(data)
    adopted = frozenset(line for view in views for line in view.adopted)
    return Summary(document, data, wish.is_interim, doubtful, adopted)


def _kept_beside(workshop: Workshop) -> int:
    """How many entries tell of summaries that were made: they change none."""
    return sum(len(workshop.at_place(place)) for place in (EXPORTS, FINDINGS))


def _as_of(workshop: Workshop, made_at: datetime, doubtful: frozenset[str]) -> datetime:
    """When something was said last: the same workshop gives the same summary, whenever it is made.

    ``made_at`` where nothing was said yet.
    """
    said = (
        entry
        for entry in reversed(workshop.entries)
        if entry.place not in (EXPORTS, FINDINGS) and entry.id not in doubtful
    )
    last = next(said, None)
    return datetime.fromisoformat(last.at).astimezone(made_at.tzinfo) if last else made_at


def _parts(
    found: Findings,
    audience: Audience,
    days: tuple[date, date],
    doubtful: frozenset[str],
    wish: Wish,
) -> tuple[Part, ...]:
    """The parts for ``audience``; ``days`` are the last on which something was said, and today."""
    match audience:
        case "participants":
            return participants_parts(found, has_back=wish.has_back)
        case "donor":
            return donor_parts(found, are_quotes_named=wish.are_quotes_named)
        case "follow-up":
            return follow_up_parts(found, *days)
    parts = (tonight(found), results(found, doubtful), annex(found))
    return tuple(part for part in parts if part.sections)


def _day_of(data: Mapping[str, Any], audience: Audience) -> str:
    """The day that a file is given: that of the workshop, outside the first of its month."""
    day = str(data["workshop"]["date"])
    return f"{day[:7]}-01" if audience == "donor" else day
