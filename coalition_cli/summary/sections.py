"""The summary as blocks, in the order in which each audience needs it."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Final

from coalition_cli.blocks import Block, Bullet, Bullets, Column, Heading, Prose, Table, sign_of
from coalition_cli.i18n import _, ngettext
from coalition_cli.methods.ranking_blocks import place_word
from coalition_cli.model.audience import Audience
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing.dates import long_form
from coalition_cli.summary import follow_up
from coalition_cli.summary.action_cards import actions, actions_in_short
from coalition_cli.summary.agenda import agenda_in_short, ranking, told_as_ranking
from coalition_cli.summary.care import agreed, agreements, promised, promises
from coalition_cli.summary.decisions import decisions
from coalition_cli.summary.feedback import how_it_was
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.next_meeting import newest_meeting, next_meeting
from coalition_cli.summary.not_done import not_done, or_not_done
from coalition_cli.summary.outcome import adopted_statements, open_questions, vision, who_took_part
from coalition_cli.summary.quotes import MOST_FOR_DONORS, consents, quotes
from coalition_cli.summary.timing import timing
from coalition_cli.summary.transcript import everything_said, own_plans, title_of, what_came_up

_LINES_OF_A_DAY: Final = 3


def opening(workshop: Workshop, data: Mapping[str, Any], is_interim: bool) -> list[Block]:
    """Title, day, place, and what a reader must know first: a sample, an interim state."""
    head = workshop.head
    where = " · ".join(
        text for text in (long_form(date.fromisoformat(head.date)), head.place) if text
    )
    shown: list[Block] = [Heading(head.title, 1), Prose(where)]
    if head.is_sample:
        shown.append(Prose(_("Sample: the people and what they say are invented."), "warning"))
    if is_interim:
        made = data["workshop"]["made_at"][11:16]
        shown.append(
            Prose(
                _("Interim, {time}: the workshop is still going on.").format(time=made), "warning"
            )
        )
    if data["workshop"]["audience"] == "organizer":
        shown.append(Prose(_("For the organizers only: names and worries stand here."), "warning"))
    shown += follow_up.before(workshop, data["workshop"]["audience"])
    people = [person for person in workshop.people() if person.is_voter]
    if people and data["workshop"]["audience"] in ("organizer", "donor"):
        sentence = ngettext("{count} person took part.", "{count} people took part.", len(people))
        shown.append(Prose(sentence.format(count=len(people))))
    return shown


def sections(
    found: Findings,
    views: list[View],
    audience: Audience,
    today: date,
    doubtful: Collection[str] = (),
) -> list[Block]:
    """The body, in the order and with the parts that ``audience`` needs.

    ``today`` is when it is made; ``doubtful`` are the ids of entries whose time may be wrong.
    """
    match audience:
        case "participants":
            return _for_participants(found, views)
        case "organizer":
            return _for_organizers(found, views, doubtful)
        case "donor":
            return _for_donors(found, views)
        case "follow-up":
            return _for_follow_up(found, views, today)


def _for_participants(found: Findings, views: list[View]) -> list[Block]:
    """One plain page, and behind it everything that stands behind it."""
    page = [
        *_in_three_lines(views),
        *vision(found, views),
        *adopted_statements(found),
        *agenda_in_short(found, views),
    ]
    page += [*actions_in_short(found, views), *promises(views), *next_meeting(views)]
    behind = [
        *ranking(views),
        *decisions(found.decisions, views),
        *own_plans(views),
        *quotes(found.quotes),
        *_notes(found),
    ]
    annex = everything_said(
        views, [*told_as_ranking(views), *newest_meeting(views), *promised(views)]
    )
    return [*page, Heading(_("Annex: what stands behind this page")), *behind, *annex]


def _for_organizers(found: Findings, views: list[View], doubtful: Collection[str]) -> list[Block]:
    """The full report: what came of the day, who was there, what was said, planned, and is open."""
    result = [
        *_in_one_paragraph(found, views),
        *vision(found, views),
        *agenda_in_short(found, views),
    ]
    held = [*who_took_part(views), *_what_we_did(views), *agreements(views)]
    weighed = ranking(views) or [Heading(_("How we weighed our issues")), not_done(views)]
    told = [*told_as_ranking(views), *newest_meeting(views), *agreed(views)]
    said = [*everything_said(views, told), *decisions(found.decisions, views), *weighed]
    planned = [
        *actions(found, views),
        *own_plans(views),
        *follow_up.cascade(found.whole),
        *next_meeting(views),
        *_commitments(found),
    ]
    closing = [*how_it_was(views), *_notes(found), *open_questions(found)]
    return [*result, *held, *timing(views, doubtful), *said, *planned, *consents(found), *closing]


def _for_donors(found: Findings, views: list[View]) -> list[Block]:
    """Return what was adopted, and what people gave for others to read.

    Nobody is named who did not wish it.
    """
    reasons = tuple(Bullet(row["why"], place_word(row)) for row in found.agenda if row["chosen"])
    agenda = or_not_done(
        Heading(_("What we will work on first")),
        [Bullets(reasons)] if reasons else [],
        "agenda",
        views,
    )
    picture = vision(found, views) if found.is_vision_adopted else []
    adopted = [*picture, *adopted_statements(found), *agenda, *decisions(found.decisions, views)]
    shown = [
        *_what_we_did(views),
        *adopted,
        *actions(found, views),
        *own_plans(views),
        *follow_up.reach(found.whole),
    ]
    came_up = what_came_up(views, newest_meeting(views))
    ended = [*how_it_was(views), *next_meeting(views)]
    return [*shown, *came_up, *quotes(found.quotes[:MOST_FOR_DONORS]), *_notes(found), *ended]


def _for_follow_up(found: Findings, views: list[View], today: date) -> list[Block]:
    """Return what is open, by its day; what is done; what to hear first; and room to write."""
    parked = [
        row
        for row in found.decisions
        if row["outcome"] != "counted" and (not row["adopted"] or row["concerns"])
    ]
    worries = decisions(parked, views, _("What to hear first")) if parked else []
    return [*next_meeting(views), *follow_up.sheet(found, views, worries, today)]


def _in_one_paragraph(found: Findings, views: list[View]) -> list[Block]:
    exercises, decisions, actions = len(views), len(found.decisions), len(found.actions)
    parts = (
        ngettext("{count} exercise was held", "{count} exercises were held", exercises).format(
            count=exercises
        ),
        ngettext(
            "{count} decision was put to the room",
            "{count} decisions were put to the room",
            decisions,
        ).format(count=decisions),
        ngettext("{count} action stands", "{count} actions stand", actions).format(count=actions),
    )
    return [Heading(_("In short")), Prose(_("{sentence}.").format(sentence=", ".join(parts)))]


def _what_we_did(views: list[View]) -> list[Block]:
    bullets = tuple(Bullet(title_of(view), sign_of(view.exercise.symbol)) for view in views)
    return [Heading(_("What we did")), Bullets(bullets) if bullets else not_done(views)]


def _in_three_lines(views: list[View]) -> list[Block]:
    """The same in no more than three lines, for the plain page."""
    size = -(-len(views) // _LINES_OF_A_DAY)
    if size < 2:
        return _what_we_did(views)
    titles = [title_of(view) for view in views]
    lines = tuple(Bullet(" · ".join(titles[at : at + size])) for at in range(0, len(titles), size))
    return [Heading(_("What we did")), Bullets(lines)]


def _commitments(found: Findings) -> list[Block]:
    rows = tuple(
        (row["by"] or "", row.get("learning") or "", row.get("commitment") or "")
        for row in found.commitments
    )
    columns = (Column(_("Who")), Column(_("Takes home")), Column(_("Will do")))
    return [Heading(_("Personal commitments")), Table(columns, rows)] if rows else []


def _notes(found: Findings) -> list[Block]:
    bullets = tuple(Bullet(row["text"], "", row["by"] or row["group"] or "") for row in found.notes)
    return [Heading(_("Notes of the day")), Bullets(bullets)] if bullets else []


def ending(data: Mapping[str, Any]) -> list[Block]:
    """Return what was left out, and how to take something back."""
    hidden = data["left_out"]["entries"]
    shown: list[Block] = [Heading(_("About this summary"), 3)]
    if hidden:
        sentence = ngettext(
            "{count} line is not for this audience and was left out.",
            "{count} lines are not for this audience and were left out.",
            hidden,
        )
        shown.append(Prose(sentence.format(count=hidden)))
    odd = data["left_out"].get("odd", 0)
    if odd:
        sentence = ngettext(
            "{count} line is not in a form that this program can read and was left out.",
            "{count} lines are not in a form that this program can read and were left out.",
            odd,
        )
        shown.append(Prose(sentence.format(count=odd)))
    if data["workshop"]["audience"] == "organizer":
        shown.append(
            Prose(
                _(
                    "All of it stands in one file. Agree who keeps it, and on which day it is "
                    "deleted."
                )
            )
        )
    shown.append(
        Prose(_("You can change or take back anything that you said: tell the organizers."))
    )
    made = datetime.fromisoformat(data["workshop"]["made_at"])
    sentence = _("Made on {day} at {time}.").format(
        day=long_form(made.date()), time=made.strftime("%H.%M")
    )
    shown.append(Prose(sentence, "quiet"))
    return shown
