"""The summary as blocks, in the order in which each audience needs it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Action, Actions, Block, Bullet, Bullets, Column, Heading, Prose, Quote, Table
from coalition_cli.methods.dates import long_form
from coalition_cli.methods.pictures import place_word
from coalition_cli.model.exercise import Step
from coalition_cli.model.room import Room
from coalition_cli.model.summary import Audience
from coalition_cli.model.workshop import Workshop
from coalition_cli.report import renewal
from coalition_cli.report.findings import Findings, is_adopted, is_quoting
from coalition_cli.words import _, ngettext

NEXT_MEETING: Final = "next-meeting"
"""The step, of whatever exercise, at which a room says when and where it meets again, and who calls."""

_TOLD_ABOVE: Final = ("show", "plan", "decide")
_FIRST_PLACES: Final = 3
_MOST_QUOTES: Final = 3


def opening(workshop: Workshop, data: Mapping[str, Any], is_interim: bool) -> list[Block]:
    """Title, day, place, and what a reader must know first: a sample, an interim state."""
    head = workshop.head
    where = " · ".join(text for text in (long_form(date.fromisoformat(head.date)), head.place) if text)
    shown: list[Block] = [Heading(head.title, 1), Prose(where)]
    if head.is_sample:
        shown.append(Prose(_("Sample: the people and what they say are invented."), "warning"))
    if is_interim:
        made = data["workshop"]["made_at"][11:16]
        shown.append(Prose(_("Interim, {time}: the workshop is still going on.").format(time=made), "warning"))
    shown += renewal.before(workshop, data["workshop"]["audience"])
    people = workshop.people()
    if people and data["workshop"]["audience"] in ("organizer", "donor"):
        sentence = ngettext("{count} person took part.", "{count} people took part.", len(people))
        shown.append(Prose(sentence.format(count=len(people))))
    return shown


def sections(found: Findings, rooms: list[Room], audience: Audience, today: date) -> list[Block]:
    """The body, in the order and with the parts that ``audience`` needs; ``today`` is when it is made."""
    match audience:
        case "participants":
            return _for_participants(found, rooms)
        case "organizer":
            return _for_organizers(found, rooms)
        case "donor":
            return _for_donors(found, rooms)
        case "follow-up":
            return _for_follow_up(found, rooms, today)


def _for_participants(found: Findings, rooms: list[Room]) -> list[Block]:
    """One plain page, and behind it everything that stands behind it."""
    page = [*_what_we_did(rooms), *_vision(found), *_agenda_in_short(found), *_actions_in_short(found)]
    behind = [*_ranking(rooms), *_decisions(found.decisions), *_quotes(found.quotes), *_notes(found)]
    annex = [*behind, *_everything_said(rooms)]
    return [*page, *_next_meeting(rooms), Heading(_("Annex: what stands behind this page")), *annex]


def _for_organizers(found: Findings, rooms: list[Room]) -> list[Block]:
    ranking = _ranking(rooms) or [Heading(_("How we weighed our issues")), _not_done()]
    decided = [
        *_vision(found),
        *_agenda_in_short(found),
        *ranking,
        *_actions(found, rooms),
        *_decisions(found.decisions),
    ]
    said = [
        *renewal.cascade(found.whole),
        *_commitments(found),
        *_consents(found),
        *_notes(found),
        *_everything_said(rooms),
    ]
    return [*_in_one_paragraph(found, rooms), *_what_we_did(rooms), *decided, *_next_meeting(rooms), *said]


def _for_donors(found: Findings, rooms: list[Room]) -> list[Block]:
    """What was adopted, and what people gave for others to read; nobody is named who did not wish it."""
    reasons = tuple(Bullet(row["why"], place_word(row)) for row in found.agenda if row["chosen"])
    agenda: list[Block] = [Heading(_("What we will work on first")), Bullets(reasons)] if reasons else []
    vision = _vision(found) if found.is_vision_adopted else []
    shown = [*vision, *agenda, *_actions(found, rooms), *_decisions(found.decisions)]
    shown += renewal.reach(found.whole)
    return [*shown, *_next_meeting(rooms), *_quotes(found.quotes[:_MOST_QUOTES]), *_notes(found)]


def _for_follow_up(found: Findings, rooms: list[Room], today: date) -> list[Block]:
    """What is open, by its day; what is done; what to hear first; and room to write."""
    parked = [row for row in found.decisions if not row["adopted"] or row["concerns"]]
    worries = _decisions(parked, _("What to hear first")) if parked else []
    return [*_next_meeting(rooms), *renewal.sheet(found, rooms, worries, today)]


def _in_one_paragraph(found: Findings, rooms: list[Room]) -> list[Block]:
    exercises, decisions, actions = len(rooms), len(found.decisions), len(found.actions)
    parts = (
        ngettext("{count} exercise was held", "{count} exercises were held", exercises).format(count=exercises),
        ngettext("{count} decision was put to the room", "{count} decisions were put to the room", decisions).format(
            count=decisions
        ),
        ngettext("{count} action stands", "{count} actions stand", actions).format(count=actions),
    )
    return [Heading(_("In short")), Prose(_("{sentence}.").format(sentence=", ".join(parts)))]


def _what_we_did(rooms: list[Room]) -> list[Block]:
    bullets = tuple(Bullet(room.exercise.title, room.exercise.symbol.split(" ")[0]) for room in rooms)
    return [Heading(_("What we did")), Bullets(bullets) if bullets else _not_done()]


def _vision(found: Findings) -> list[Block]:
    title = Heading(_("Our picture of the future"))
    if found.vision is None:
        return [title, _not_done()]
    draft: list[Block] = [] if found.is_vision_adopted else [Prose(_("This is a draft."), "quiet")]
    return [title, Prose(found.vision, "strong"), *draft]


def _agenda_in_short(found: Findings) -> list[Block]:
    """The issues that the room took onto its agenda, or, where it took none, those that stand first."""
    title = Heading(_("What we will work on first"))
    chosen = [row for row in found.agenda if row["chosen"]]
    first = [row for row in found.agenda if row["rank"] is not None and row["rank"] <= _FIRST_PLACES]
    if not first and not chosen:
        return [title, _not_done()]
    bullets = Bullets(tuple(Bullet(row["issue"], place_word(row)) for row in chosen or first))
    return [title, bullets] if chosen else [title, bullets, Prose(_("This is not decided yet."), "quiet")]


def _ranking(rooms: list[Room]) -> list[Block]:
    """The newest ranking, with its reasons."""
    shown = [block for room, step in _newest(rooms, _is_score) for block in kinds.blocks(step, room)]
    return [Heading(_("How we weighed our issues")), *shown] if shown else []


def _newest(rooms: list[Room], is_wanted: Callable[[Step], bool]) -> list[tuple[Room, Step]]:
    """The newest of the wanted steps from which there is something to show, if there is one."""
    steps = ((room, step) for room in reversed(rooms) for step in reversed(room.exercise.steps) if is_wanted(step))
    return list(islice((there for there in steps if kinds.blocks(there[1], there[0])), 1))


def _is_score(step: Step) -> bool:
    return step.kind == "score"


def _is_next_meeting(step: Step) -> bool:
    return step.id == NEXT_MEETING


def _actions(found: Findings, rooms: list[Room]) -> list[Block]:
    cards = [
        *(renewal.card(row, found.whole) for row in found.brought),
        *_cards_of_plans(rooms),
    ]
    return [Heading(_("What happens next")), Actions(tuple(cards)) if cards else _not_done()]


def _cards_of_plans(rooms: list[Room]) -> list[Action]:
    return [
        action
        for room in rooms
        for step in room.exercise.steps
        if step.kind == "plan"
        for block in kinds.blocks(step, room)
        if isinstance(block, Actions)
        for action in block.actions
    ]


def _actions_in_short(found: Findings) -> list[Block]:
    lines = tuple(Bullet(row["what"], str(n), "", _who_and_when(row)) for n, row in enumerate(found.actions, 1))
    return [Heading(_("What happens next")), Bullets(lines) if lines else _not_done()]


def _who_and_when(row: Mapping[str, Any]) -> tuple[Bullet, ...]:
    day = long_form(date.fromisoformat(row["by_when"])) if row["by_when"] else ""
    fields = ((_("Who"), row["who"]), (_("By when"), day), (_("First step"), row["first_step"]))
    return tuple(Bullet(_("{field}: {value}").format(field=name, value=value)) for name, value in fields if value)


def _next_meeting(rooms: list[Room]) -> list[Block]:
    shown = [block for room, step in _newest(rooms, _is_next_meeting) for block in kinds.blocks(step, room)]
    return [Heading(_("When we meet again")), *shown] if shown else []


def _decisions(rows: list[dict[str, Any]], title: str = "") -> list[Block]:
    shown: list[Block] = [Heading(title or _("What we decided"))]
    for row in rows:
        adopted = _("Adopted") if row["adopted"] else _("Not adopted yet")
        shown.append(Prose(f"{row['question']} {adopted}.", "strong"))
        shown += [Prose(row["why"])] if row["why"] else []
        if row["concerns"]:
            shown.append(Bullets(tuple(Bullet(concern) for concern in row["concerns"])))
    return shown if len(shown) > 1 else [*shown, _not_done()]


def _commitments(found: Findings) -> list[Block]:
    rows = tuple((row["by"] or "", row.get("learning") or "", row.get("commitment") or "") for row in found.commitments)
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


def _everything_said(rooms: list[Room]) -> list[Block]:
    """Every line that was said, also what nobody voted for; results that stand above are not repeated."""
    above = [*_newest(rooms, _is_score), *_newest(rooms, _is_next_meeting)]
    shown: list[Block] = []
    for room in rooms:
        bundled = {step.options.get("from") for step in room.exercise.steps if step.kind == "themes"}
        part: list[Block] = []
        for step in room.exercise.steps:
            is_told = step.kind in _TOLD_ABOVE or step.id in bundled or is_quoting(step)
            if not is_told and not any(there is room and told is step for there, told in above):
                part += _said_at(step, room)
        if part:
            title = room.exercise.title
            if room.run > 1:
                title = _("{exercise}, run {number}").format(exercise=title, number=room.run)
            shown += [Heading(title, 3, room.exercise.symbol), *part]
    return [Heading(_("Everything that was said")), *shown] if shown else []


def _said_at(step: Step, room: Room) -> list[Block]:
    blocks = [_below(block) for block in kinds.blocks(step, room)]
    if blocks and step.kind == "draft" and not is_adopted(step, room):
        blocks.append(Prose(_("This is a draft."), "quiet"))
    return [Heading(step.title, 4), *blocks] if blocks else []


def _below(block: Block) -> Block:
    return replace(block, level=5) if isinstance(block, Heading) else block


def ending(data: Mapping[str, Any]) -> list[Block]:
    """What was left out, and how to take something back."""
    hidden = data["left_out"]["entries"]
    shown: list[Block] = [Heading(_("About this summary"), 3)]
    if hidden:
        sentence = ngettext(
            "{count} line is not for this audience and was left out.",
            "{count} lines are not for this audience and were left out.",
            hidden,
        )
        shown.append(Prose(sentence.format(count=hidden)))
    shown.append(Prose(_("You can change or take back anything that you said: tell the organizers.")))
    made = datetime.fromisoformat(data["workshop"]["made_at"])
    sentence = _("Made on {day} at {time}.").format(day=long_form(made.date()), time=made.strftime("%H.%M"))
    shown.append(Prose(sentence, "quiet"))
    return shown


def _none() -> Prose:
    return Prose(_("None."), "quiet")


def _not_done() -> Prose:
    return Prose(_("Not done today."), "quiet")
