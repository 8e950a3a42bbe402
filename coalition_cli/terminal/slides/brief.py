"""A slide in a few rows, for the panel of a desk that says what the room sees."""

from rich.cells import cell_len

from coalition_cli.blocks import Bars, Quadrant
from coalition_cli.sanitize import for_line
from coalition_cli.slide import Digits, Filling, Grid, Lines, Pairs, Part, Scale, Slide, Words
from coalition_cli.terminal.slides.rows import Row, Span, folded

_MOST_QUESTION = 2


def brief(slide: Slide, width: int, most: int) -> list[Row]:
    """The question of ``slide``, one page of a wall, and its lines in what ``most`` leaves.

    Of growing lines these are the newest, of all others the first.
    """
    rows: list[Row] = []
    question = folded(slide.question, max(1, width - 2)) if slide.question else []
    shown = question[: max(1, min(_MOST_QUESTION, most - 1))]
    if len(shown) < len(question):
        shown[-1] = shown[-1][: max(1, width - 3)] + "…"
    rows += [(Span("▌ " + line, "question"),) for line in shown]
    if not slide.stages or most <= len(rows):
        return rows
    for part in slide.stages[0]:
        for words in _of(part, most - len(rows)):
            rows.append((Span("  " + _cut(for_line(words), width - 2)),))
        if len(rows) >= most:
            break
    return rows[:most]


def _of(part: Part, most: int) -> list[str]:
    """The words of ``part``, one row each; of growing lines the newest."""
    match part:
        case Words():
            said = [part.text]
        case Lines():
            items = part.items[-most:] if part.is_growing else part.items[:most]
            said = [f"{item.mark}  {item.text}".strip() for item in items]
        case Pairs():
            said = [" · ".join(f"{row.label} {row.text}" for row in part.rows)]
        case Scale():
            said = ["  ".join(str(number) for number in range(part.least, part.most + 1))]
        case Bars():
            said = [" · ".join(f"{bar.label}: {bar.words}" for bar in part.bars)]
        case Grid():
            said = ["  ".join(row.cells) for row in part.rows]
        case Quadrant():
            said = [" · ".join(point.mark for point in part.points)]
        case Digits():
            said = [part.text]
        case Filling():
            said = []
    return said


def _cut(text: str, width: int) -> str:
    line = " ".join(text.split())
    if cell_len(line) <= width:
        return line
    return folded(line, max(1, width - 1))[0] + "…"
