"""The summary as blocks, in the order in which each audience needs it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from coalition_cli import kinds
from coalition_cli.blocks import Actions, Block, Bullet, Bullets, Column, Heading, Prose, Quote, Table
from coalition_cli.methods.dates import long_form
from coalition_cli.model.room import Room
from coalition_cli.model.summary import Audience
from coalition_cli.model.workshop import Workshop
from coalition_cli.report.findings import Findings, chosen_of, is_quoting
from coalition_cli.words import _, ngettext


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
    people = workshop.people()
    if people and data["workshop"]["audience"] in ("organizer", "donor"):
        sentence = ngettext("{count} person took part.", "{count} people took part.", len(people))
        shown.append(Prose(sentence.format(count=len(people))))
    return shown


def sections(found: Findings, rooms: list[Room], audience: Audience) -> list[Block]:
    """The body, in the order and with the parts that ``audience`` needs."""
    vision = _vision(found)
    agenda = _agenda_blocks(rooms)
    actions = _actions(rooms)
    decisions = _decisions(found)
    shown: list[Block] = []
    if audience == "follow-up":
        return [*actions, *decisions, *_blank_lines()]
    if audience != "donor":
        shown += _what_we_did(rooms)
    shown += [*vision, *agenda, *actions, *decisions]
    if audience == "organizer":
        shown += _commitments(found)
    shown += _quotes(found)
    shown += _notes(found)
    if audience != "donor":
        shown += _everything_said(rooms)
    return shown


def _what_we_did(rooms: list[Room]) -> list[Block]:
    bullets = tuple(Bullet(room.exercise.title, room.exercise.symbol.split(" ")[0]) for room in rooms)
    return [Heading(_("What we did")), Bullets(bullets) if bullets else _not_done()]


def _vision(found: Findings) -> list[Block]:
    title = Heading(_("Our picture of the future"))
    if found.vision is None:
        return [title, _not_done()]
    draft: list[Block] = [] if found.is_vision_adopted else [Prose(_("This is a draft."), "quiet")]
    return [title, Prose(found.vision, "strong"), *draft]


def _agenda_blocks(rooms: list[Room]) -> list[Block]:
    shown: list[Block] = [Heading(_("What we will work on first"))]
    for room in rooms:
        for step in room.exercise.steps:
            if step.kind == "score" and (blocks := kinds.blocks(step, room)):
                chosen = chosen_of(room, step)
                names = [row["text"] for row in kinds.result(step, room) if row["id"] in chosen]
                if names:
                    shown.append(Prose(_("Our agenda:"), "strong"))
                    shown.append(Bullets(tuple(Bullet(name) for name in names)))
                shown += blocks
    return shown if len(shown) > 1 else [*shown, _not_done()]


def _actions(rooms: list[Room]) -> list[Block]:
    cards = [
        action
        for room in rooms
        for step in room.exercise.steps
        if step.kind == "plan"
        for block in kinds.blocks(step, room)
        if isinstance(block, Actions)
        for action in block.actions
    ]
    return [Heading(_("What happens next")), Actions(tuple(cards)) if cards else _not_done()]


def _decisions(found: Findings) -> list[Block]:
    shown: list[Block] = [Heading(_("What we decided"))]
    for row in found.decisions:
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


def _quotes(found: Findings) -> list[Block]:
    quotes = [Quote(row["text"], row["by"] or "") for row in found.quotes]
    return [Heading(_("In their own words")), *quotes] if quotes else []


def _notes(found: Findings) -> list[Block]:
    bullets = tuple(Bullet(row["text"], "", row["by"] or row["group"] or "") for row in found.notes)
    return [Heading(_("Notes of the day")), Bullets(bullets)] if bullets else []


def _everything_said(rooms: list[Room]) -> list[Block]:
    """Every line that was said, also what nobody voted for; results that stand above are not repeated."""
    shown: list[Block] = []
    for room in rooms:
        part: list[Block] = []
        bundled = {step.options.get("from") for step in room.exercise.steps if step.kind == "themes"}
        for step in room.exercise.steps:
            if step.kind in ("show", "score", "plan", "decide") or step.id in bundled or is_quoting(step):
                continue
            if blocks := kinds.blocks(step, room):
                part += [Heading(step.title, 4), *(_below(block) for block in blocks)]
        if part:
            shown += [Heading(room.exercise.title, 3, room.exercise.symbol), *part]
    return [Heading(_("Everything that was said")), *shown] if shown else []


def _below(block: Block) -> Block:
    return replace(block, level=5) if isinstance(block, Heading) else block


def _blank_lines() -> list[Block]:
    columns = (Column(_("New action")), Column(_("Who")), Column(_("By when")))
    return [Heading(_("New actions")), Table(columns, (("", "", ""),) * 3)]


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


def _not_done() -> Prose:
    return Prose(_("Not done today."), "quiet")
