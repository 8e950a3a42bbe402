"""Parts of a slide in the form that a look gives them: in short, or two in a row."""

from dataclasses import replace

from coalition_cli.blocks import Bars, Column
from coalition_cli.slide import Grid, GridRow, Pairs, Part, Stage, Words
from coalition_cli.terminal.slides.look import Look


def shaped(stage: Stage, look: Look) -> Stage:
    """The parts of ``stage`` as ``look`` has them."""
    return tuple(_in_form(part, look) for part in stage if look.has_details or not _is_detail(part))


def _is_detail(part: Part) -> bool:
    return isinstance(part, Words) and part.is_detail


def _in_form(part: Part, look: Look) -> Part:
    if not look.is_short:
        return part
    if isinstance(part, Bars):
        bars = tuple(replace(bar, label=bar.short or bar.label) for bar in part.bars)
        return replace(part, bars=bars)
    if isinstance(part, Pairs):
        rows = tuple(row._replace(text=row.short or row.text) for row in part.rows)
        is_beside = look.is_beside and all(row.short for row in rows)
        return _beside(Pairs(rows)) if is_beside else Pairs(rows)
    return part


def _beside(pairs: Pairs) -> Grid:
    """The first half of the pairs on the left, the others on the right."""
    cells = [f"{row.label} {row.text}".strip() for row in pairs.rows]
    half = (len(cells) + 1) // 2
    right = [*cells[half:], ""]
    rows = tuple(GridRow((left, right[at])) for at, left in enumerate(cells[:half]))
    return Grid((Column(""), Column("")), rows)
