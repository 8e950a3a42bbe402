"""The charts of a document as pictures that stand among words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from coalition_cli.blocks import Bar, Quadrant
from coalition_cli.charts import (
    calendar_svg,
    calendar_words,
    field_svg,
    field_words,
    levels_svg,
    levels_words,
)
from coalition_cli.charts.bar_rows import share_of
from coalition_cli.charts.drawing import ACCENT, TINT, rectangle, svg
from coalition_cli.model.document import Calendar
from coalition_cli.wordprocessing.nodes import Picture

_SIZE: Final = re.compile(r'width="([\d.]+)mm" height="([\d.]+)mm"')
BAR: Final = (50.0, 3.4)


def field_picture(quadrant: Quadrant) -> Picture:
    """The field of a ranking."""
    return _picture(field_svg(quadrant), field_words(quadrant))


def levels_picture(counts: Sequence[int]) -> Picture:
    """The bar of a vote."""
    return _picture(levels_svg(counts), levels_words(counts))


def calendar_picture(calendar: Calendar, room: float) -> Picture:
    """Actions on a line of time, no wider than ``room``."""
    return within(_picture(calendar_svg(calendar), calendar_words(calendar)), room)


def bar_picture(bar: Bar, most: float) -> Picture:
    """One bar of several; what it says stands beside it."""
    width, height = BAR
    parts = [rectangle(0, 0, width * 10, height * 10, fill=f"{TINT}")]
    if length := share_of(bar, most) * width * 10:
        parts.append(rectangle(0, 0, length, height * 10, fill=ACCENT))
    words = bar.words or bar.label
    return _picture(svg(width * 10, height * 10, words, parts), words)


def within(picture: Picture, room: float) -> Picture:
    """``picture`` as large as it is, or as wide as there is room."""
    if picture.width <= room:
        return picture
    return replace(picture, width=room, height=picture.height * room / picture.width)


def _picture(drawn: str, words: str) -> Picture:
    size = _SIZE.search(drawn)
    width, height = (float(size[1]), float(size[2])) if size else BAR
    return Picture(drawn, words, width, height)
