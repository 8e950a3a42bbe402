"""Things said, one line each, by a person, a group or nobody in particular."""

from coalition_cli.kinds.notes.notes_asking import play
from coalition_cli.kinds.notes.notes_moment import moment
from coalition_cli.kinds.notes.notes_options import (
    ASKS,
    OPTIONS,
    arrange,
    counts_hands,
    shape,
    takes_lines,
    takes_quotes,
)
from coalition_cli.kinds.notes.notes_page import (
    blocks,
    items,
    labels,
    quotes,
    result,
    voice,
)
from coalition_cli.kinds.notes.notes_paper import blank_form, headings

__all__ = [
    "ASKS",
    "OPTIONS",
    "arrange",
    "blank_form",
    "blocks",
    "counts_hands",
    "headings",
    "items",
    "labels",
    "moment",
    "play",
    "quotes",
    "result",
    "shape",
    "takes_lines",
    "takes_quotes",
    "voice",
]
