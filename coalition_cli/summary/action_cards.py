"""The actions of a summary: a line each, or a card each with everything agreed about it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Action, Actions, Block, Bullet, Bullets, Heading
from coalition_cli.i18n import _
from coalition_cli.model.view import View
from coalition_cli.phrasing import reminders
from coalition_cli.summary import follow_up
from coalition_cli.summary.data import held
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.not_done import not_done, or_not_done

_NO_DAY: Final = "9999"


def actions(found: Findings, views: list[View]) -> list[Block]:
    """Each action as a card, those brought from the workshop before this one first."""
    cards = [
        *(follow_up.card(row, found.whole) for row in found.brought),
        *_cards_of_plans(found, views),
    ]
    return or_not_done(
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


def actions_in_short(found: Findings, views: Sequence[View]) -> list[Block]:
    """Each action as one line with who does it, by when and how it begins; the nearest first."""
    rows = sorted(found.actions, key=lambda row: row["by_when"] or _NO_DAY)
    numbers = found.whole.workshop.numbers
    lines = tuple(
        Bullet(row["what"], numbers.code_of(row["id"]), "", _who_and_when(row)) for row in rows
    )
    return [Heading(_("What happens next")), Bullets(lines) if lines else not_done(views)]


def _who_and_when(row: Mapping[str, Any]) -> tuple[Bullet, ...]:
    day = reminders.read_out(row["by_when"] or "")
    fields = ((_("Who"), row["who"]), (_("By when"), day), (_("First step"), row["first_step"]))
    return tuple(
        Bullet(_("{field}: {value}").format(field=name, value=value))
        for name, value in fields
        if value
    )
