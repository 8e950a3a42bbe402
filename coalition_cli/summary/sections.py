"""The summary as blocks, in the order in which each audience needs it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
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
    Quote,
    Table,
)
from coalition_cli.i18n import _, ngettext
from coalition_cli.methods.ranking_blocks import place_word
from coalition_cli.methods.voting import turnout
from coalition_cli.model.audience import Audience
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing import reminders
from coalition_cli.phrasing.dates import long_form
from coalition_cli.summary import follow_up
from coalition_cli.summary.care import agreed, agreements, promised, promises
from coalition_cli.summary.data import agenda_of, held
from coalition_cli.summary.feedback import how_it_was
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.outcome import adopted_statements, open_questions, vision, who_took_part
from coalition_cli.summary.timing import timing
from coalition_cli.summary.transcript import everything_said, own_plans, title_of, what_came_up

NEXT_MEETING: Final = "next-meeting"
"""The step, of whatever exercise, at which a room says when and where it meets again."""

_LINES_OF_A_DAY: Final = 3
_FIRST_PLACES: Final = 3
_NO_DAY: Final = "9999"
_MOST_QUOTES: Final = 3


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


def sections(found: Findings, views: list[View], audience: Audience, today: date) -> list[Block]:
    """The body, in the order and with the parts that ``audience`` needs.

    ``today`` is when it is made.
    """
    match audience:
        case "participants":
            return _for_participants(found, views)
        case "organizer":
            return _for_organizers(found, views)
        case "donor":
            return _for_donors(found, views)
        case "follow-up":
            return _for_follow_up(found, views, today)


def _for_participants(found: Findings, views: list[View]) -> list[Block]:
    """One plain page, and behind it everything that stands behind it."""
    page = [
        *_in_three_lines(views),
        *vision(found),
        *adopted_statements(found),
        *_agenda_in_short(found),
    ]
    page += [*_actions_in_short(found), *promises(views), *_next_meeting(views)]
    behind = [
        *_ranking(views),
        *_decisions(found.decisions),
        *own_plans(views),
        *_quotes(found.quotes),
        *_notes(found),
    ]
    annex = everything_said(
        views, [*_told_as_ranking(views), *_newest_meeting(views), *promised(views)]
    )
    return [*page, Heading(_("Annex: what stands behind this page")), *behind, *annex]


def _for_organizers(found: Findings, views: list[View]) -> list[Block]:
    """The full report: what came of the day, who was there, what was said, planned, and is open."""
    result = [*_in_one_paragraph(found, views), *vision(found), *_agenda_in_short(found)]
    held = [*who_took_part(views), *_what_we_did(views), *agreements(views)]
    ranking = _ranking(views) or [Heading(_("How we weighed our issues")), _not_done()]
    told = [*_told_as_ranking(views), *_newest_meeting(views), *agreed(views)]
    said = [*everything_said(views, told), *_decisions(found.decisions), *ranking]
    planned = [
        *_actions(found, views),
        *own_plans(views),
        *follow_up.cascade(found.whole),
        *_next_meeting(views),
        *_commitments(found),
    ]
    closing = [*how_it_was(views), *_notes(found), *open_questions(found)]
    return [*result, *held, *timing(views), *said, *planned, *_consents(found), *closing]


def _for_donors(found: Findings, views: list[View]) -> list[Block]:
    """Return what was adopted, and what people gave for others to read.

    Nobody is named who did not wish it.
    """
    reasons = tuple(Bullet(row["why"], place_word(row)) for row in found.agenda if row["chosen"])
    agenda = _or_not_done(
        Heading(_("What we will work on first")),
        [Bullets(reasons)] if reasons else [],
        "agenda",
        views,
    )
    picture = vision(found) if found.is_vision_adopted else []
    adopted = [*picture, *adopted_statements(found), *agenda, *_decisions(found.decisions)]
    shown = [
        *_what_we_did(views),
        *adopted,
        *_actions(found, views),
        *own_plans(views),
        *follow_up.reach(found.whole),
    ]
    came_up = what_came_up(views, _newest_meeting(views))
    ended = [*how_it_was(views), *_next_meeting(views)]
    return [*shown, *came_up, *_quotes(found.quotes[:_MOST_QUOTES]), *_notes(found), *ended]


def _for_follow_up(found: Findings, views: list[View], today: date) -> list[Block]:
    """Return what is open, by its day; what is done; what to hear first; and room to write."""
    parked = [
        row
        for row in found.decisions
        if row["outcome"] != "counted" and (not row["adopted"] or row["concerns"])
    ]
    worries = _decisions(parked, _("What to hear first")) if parked else []
    return [*_next_meeting(views), *follow_up.sheet(found, views, worries, today)]


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
    bullets = tuple(Bullet(title_of(view), view.exercise.symbol.split(" ")[0]) for view in views)
    return [Heading(_("What we did")), Bullets(bullets) if bullets else _not_done()]


def _in_three_lines(views: list[View]) -> list[Block]:
    """The same in no more than three lines, for the plain page."""
    size = -(-len(views) // _LINES_OF_A_DAY)
    if size < 2:
        return _what_we_did(views)
    titles = [title_of(view) for view in views]
    lines = tuple(Bullet(" · ".join(titles[at : at + size])) for at in range(0, len(titles), size))
    return [Heading(_("What we did")), Bullets(lines)]


def _agenda_in_short(found: Findings) -> list[Block]:
    """The issues that the room took onto its agenda; where it took none, those that stand first."""
    title = Heading(_("What we will work on first"))
    chosen = [row for row in found.agenda if row["chosen"]]
    first = [
        row for row in found.agenda if row["place"] is not None and row["place"] <= _FIRST_PLACES
    ]
    if not first and not chosen:
        return [title, _not_done()]
    bullets = Bullets(tuple(Bullet(row["issue"], place_word(row)) for row in chosen or first))
    return (
        [title, bullets]
        if chosen
        else [title, bullets, Prose(_("This is not decided yet."), "quiet")]
    )


def _ranking(views: list[View]) -> list[Block]:
    """The ranking that is the agenda, with its reasons."""
    shown = [block for view, step in _told_as_ranking(views) for block in kinds.blocks(step, view)]
    return [Heading(_("How we weighed our issues")), *shown] if shown else []


def _told_as_ranking(views: list[View]) -> list[tuple[View, Step]]:
    ranking = agenda_of(views)
    return [ranking] if ranking else []


def _newest_meeting(views: list[View]) -> list[tuple[View, Step]]:
    """The newest word on when the room meets again, if there is one."""
    steps = [
        (view, step) for view in views for step in view.exercise.steps if step.id == NEXT_MEETING
    ]
    return [there for there in steps if kinds.blocks(there[1], there[0])][-1:]


def _actions(found: Findings, views: list[View]) -> list[Block]:
    cards = [
        *(follow_up.card(row, found.whole) for row in found.brought),
        *_cards_of_plans(found, views),
    ]
    return _or_not_done(
        Heading(_("What happens next")), [Actions(tuple(cards))] if cards else [], "actions", views
    )


def _cards_of_plans(found: Findings, views: list[View]) -> list[Action]:
    cards: list[Action] = []
    for view, step in held(views):
        blocks = kinds.blocks(step, view) if kinds.given("actions", step, view) else []
        for block in blocks:
            if isinstance(block, Actions):
                cards += block.actions
    if found.whole.audience == "donor":
        return [replace(card, support=None) for card in cards]
    return cards


def _or_not_done(
    title: Heading, shown: list[Block], gift: kinds.Gift, views: list[View]
) -> list[Block]:
    """A section; nothing at all where something was done that this audience does not read."""
    if shown:
        return [title, *shown]
    is_done = any(kinds.may_give(gift, step) and view.said(step.id) for view, step in held(views))
    return [] if is_done else [title, _not_done()]


def _actions_in_short(found: Findings) -> list[Block]:
    rows = sorted(found.actions, key=lambda row: row["by_when"] or _NO_DAY)
    lines = tuple(
        Bullet(row["what"], str(n), "", _who_and_when(row)) for n, row in enumerate(rows, 1)
    )
    return [Heading(_("What happens next")), Bullets(lines) if lines else _not_done()]


def _who_and_when(row: Mapping[str, Any]) -> tuple[Bullet, ...]:
    day = reminders.read_out(row["by_when"] or "")
    fields = ((_("Who"), row["who"]), (_("By when"), day), (_("First step"), row["first_step"]))
    return tuple(
        Bullet(_("{field}: {value}").format(field=name, value=value))
        for name, value in fields
        if value
    )


def _next_meeting(views: list[View]) -> list[Block]:
    shown = [block for view, step in _newest_meeting(views) for block in kinds.blocks(step, view)]
    return [Heading(_("When we meet again")), *shown] if shown else []


def _decisions(rows: list[dict[str, Any]], title: str = "") -> list[Block]:
    shown: list[Block] = [Heading(title or _("What we decided"))]
    asked = ("", "", "")
    for row in (row for row in rows if row["outcome"] != "counted"):
        adopted = _("Adopted") if row["adopted"] else _("Not adopted yet")
        question = (row["exercise"], row["step"], row["question"])
        if row.get("item") is None:
            shown.append(Prose(f"{row['question']} {adopted}.", "strong"))
            shown += [Prose(words) for words in (row["why"], _turnout(row)) if words]
            if row["concerns"]:
                shown.append(Bullets(tuple(map(Bullet, _concerns(row)))))
        else:
            shown += [Prose(row["question"], "strong")] if question != asked else []
            below = tuple(
                Bullet(words)
                for words in (adopted, row["why"], _turnout(row), *_concerns(row))
                if words
            )
            shown.append(Bullets((Bullet(row["item"], "", "", below),)))
        asked = question
    return shown if len(shown) > 1 else [*shown, _not_done()]


def _turnout(row: Mapping[str, Any]) -> str:
    """Return how many were counted of how many, where the two differ.

    Empty for readers who get no counts.
    """
    if row["counts"] is None:
        return ""
    return turnout(
        sum(row["counts"].values()) + row["passed"], row["present"] or 0, row["voters"] == "group"
    )


def _concerns(row: Mapping[str, Any]) -> list[str]:
    return [_("Concern: {words}").format(words=words) for words in row["concerns"]]


def _commitments(found: Findings) -> list[Block]:
    rows = tuple(
        (row["by"] or "", row.get("learning") or "", row.get("commitment") or "")
        for row in found.commitments
    )
    columns = (Column(_("Who")), Column(_("Takes home")), Column(_("Will do")))
    return [Heading(_("Personal commitments")), Table(columns, rows)] if rows else []


def _quotes(rows: list[dict[str, Any]]) -> list[Block]:
    quotes = [Quote(row["text"], row["by"] or "") for row in rows]
    return [Heading(_("In their own words")), *quotes] if quotes else []


def _consents(found: Findings) -> list[Block]:
    """Each quote with what its speaker agreed to."""
    names = {"anonymous": _("without a name"), "named": _("with her chosen name")}
    readers = {
        "organizer": _("for the organizers"),
        "participants": _("for everyone who took part"),
        "donor": _("also for people outside"),
    }
    rows = tuple(
        (row["text"], row["by"] or "", names.get(row["consent"], ""), readers.get(row["share"], ""))
        for row in found.quotes
    )
    columns = (Column(_("Words")), Column(_("Who")), Column(_("Used")), Column(_("Readers")))
    return [Heading(_("In their own words")), Table(columns, rows)] if rows else []


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


def _none() -> Prose:
    return Prose(_("None."), "quiet")


def _not_done() -> Prose:
    return Prose(_("Not done today."), "quiet")
