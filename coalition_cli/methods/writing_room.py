"""Room to write by hand: numbered_lines lines, fields under each other, lines for longer words."""

from collections.abc import Iterable, Sequence
from typing import Final

from coalition_cli.blocks import Prose
from coalition_cli.i18n import _
from coalition_cli.model.document import Cell, Content, Lane, Row, Rows

LINES: Final = 10
"""So many lines a form has where nobody says how many there will be."""

MOST_LINES: Final = 40
FREE_LINES: Final = 3
_LABEL, _ROOM = 2, 3


def number_lane() -> Lane:
    """The lane of the numbers of lines."""
    return Lane(_("No."), is_code=True)


def numbered_lines(count: int, lanes: Sequence[Lane], first: int = 1) -> Rows:
    """Blank rows under ``lanes``, each with the number that its line will have."""
    blank = tuple(Cell() for _lane in lanes)
    numbers = range(first, first + min(max(count, 1), MOST_LINES))
    rows = tuple(Row((Cell(str(number)), *blank)) for number in numbers)
    return Rows((number_lane(), *lanes), rows, has_head=True, is_form=True)


def fields(labels: Iterable[str], boxes: Sequence[Sequence[str]] = ()) -> Rows:
    """A row for each label with room behind it; ``boxes``, by row, are what may be ticked there."""
    ticked = [tuple(each) for each in boxes]
    rows = tuple(
        Row((Cell(label), Cell(boxes=ticked[at] if at < len(ticked) else ())))
        for at, label in enumerate(labels)
    )
    return Rows((Lane(_("What is asked"), _LABEL), Lane(_("Answer"), _ROOM)), rows, is_form=True)


def free(count: int = FREE_LINES) -> Rows:
    """Lines to write on, under no title."""
    row = Row((Cell(),))
    return Rows((Lane(_("Answer"), 1),), (row,) * count, is_form=True)


def with_words(words: str, *contents: Content) -> tuple[Content, ...]:
    """``contents`` under a line of words; alone where there are none."""
    return (Prose(words), *contents) if words else contents
