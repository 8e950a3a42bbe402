"""The charts of documents as SVG: small, without script, style or anything from elsewhere.

Each is drawn from one block, and has words that say the same. In a chart stand codes, numbers and
the words of its axes; names stand in the list beside it. The same block gives the same picture.
"""

from coalition_cli.charts.bar_rows import bars_svg, bars_words
from coalition_cli.charts.face import face_svg
from coalition_cli.charts.field import field_svg, field_words
from coalition_cli.charts.level_bar import levels_svg, levels_words
from coalition_cli.charts.line_of_time import calendar_svg, calendar_words

__all__ = [
    "bars_svg",
    "bars_words",
    "calendar_svg",
    "calendar_words",
    "face_svg",
    "field_svg",
    "field_words",
    "levels_svg",
    "levels_words",
]
