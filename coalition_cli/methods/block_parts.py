"""Blocks as parts of a slide, for kinds that say no more of a moment than what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from coalition_cli.blocks import (
    Action,
    Actions,
    Bars,
    Block,
    Bullet,
    Bullets,
    Heading,
    Prompt,
    Prose,
    Quadrant,
    Quote,
    Table,
)
from coalition_cli.i18n import _
from coalition_cli.phrasing.captions import status_name
from coalition_cli.slide import (
    Grid,
    GridRow,
    Lines,
    Pair,
    Pairs,
    Part,
    Said,
    Slide,
    Stage,
    Words,
)

OPEN: Final = "…"
"""What stands in a field that is still open."""


def slide_of(blocks: Sequence[Block]) -> Slide:
    """The slide that shows ``blocks``: actions and pictures stand on pages of their own."""
    stages: list[list[Part]] = [[]]
    for block in blocks:
        if isinstance(block, Actions):
            stages += [list(action_stage(action)) for action in block.actions]
        elif isinstance(block, Quadrant):
            stages += [[grid_of(block.numbers)], [replace(block, numbers=Table((), ()))]]
        else:
            stages[-1] += parts_of([block])
    return Slide(stages=tuple(tuple(stage) for stage in stages if stage))


def parts_of(blocks: Iterable[Block]) -> list[Part]:
    """The parts that say what ``blocks`` say, in one stage."""
    return [part for block in blocks for part in _parts_of(block)]


def _parts_of(block: Block) -> Sequence[Part]:
    match block:
        case Heading() | Prompt():
            parts: list[Part] = [Words(block.text, "strong")]
        case Prose():
            parts = [Words(block.text, block.tone)]
        case Bullets():
            parts = [lines_of(block.items)]
        case Quote():
            parts = _quote(block)
        case Table():
            caption = [Words(block.caption, "strong")] if block.caption else []
            parts = [*caption, grid_of(block)]
        case Actions():
            parts = [part for action in block.actions for part in action_stage(action)]
        case Bars() | Quadrant():
            parts = [block]
    return parts


def lines_of(items: Sequence[Bullet]) -> Lines:
    """A list as lines, each with its mark and who said it; what stands below one comes after it."""
    said: list[Said] = []
    for item in items:
        text = _("{text} — {name}").format(text=item.text, name=item.by) if item.by else item.text
        said.append(Said(text, item.mark or "·"))
        said += [Said(_below(each)) for each in _all_below(item)]
    return Lines(tuple(said))


def grid_of(table: Table) -> Grid:
    """A table as a grid."""
    return Grid(table.columns, tuple(GridRow(row) for row in table.rows))


def action_stage(action: Action) -> Stage:
    """One action on a page of its own; a field that is still open has three dots."""
    title = "  ".join(filter(None, (action.code, action.what)))
    fields = [
        (_("Who"), who_leads(action.who, action.helper)),
        (_("By when"), action.by_when),
        (_("First step"), action.first_step),
        (_("Support"), action.support),
        (_("Done when"), action.measure),
        (_("Serves"), action.serves or None),
        (_("Status"), status_name(action.status) if action.status else None),
    ]
    rows = tuple(Pair(name, value or OPEN) for name, value in fields if value is not None)
    return (Words(title, "strong"), *([Pairs(rows)] if rows else []))


def who_leads(who: str | None, helper: str | None) -> str | None:
    """Who leads, and who helps; None where nobody was to be asked or may be told."""
    if who and helper:
        return _("{name}, with {helper}").format(name=who, helper=helper)
    return who or helper or who


def _quote(block: Quote) -> list[Part]:
    words: list[Part] = [Words(_("“{text}”").format(text=block.text))]
    return [*words, *([Words("— " + block.by, "quiet")] if block.by else [])]


def _below(item: Bullet) -> str:
    return " ".join(filter(None, (item.mark, item.text)))


def _all_below(item: Bullet) -> Iterable[Bullet]:
    for each in item.below:
        yield each
        yield from _all_below(each)
