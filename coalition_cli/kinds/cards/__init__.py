"""Cards that are read to the room: chosen, drawn, told in turn, or sorted under a few headings."""

from coalition_cli.kinds.cards.cards_asking import play
from coalition_cli.kinds.cards.cards_moment import moment
from coalition_cli.kinds.cards.cards_options import ASKS, OPTIONS, TRAITS, arrange, shape
from coalition_cli.kinds.cards.cards_page import (
    blocks,
    filling,
    items,
    labels,
    result,
    voice,
)
from coalition_cli.kinds.cards.cards_paper import blank_form, faces, headings

__all__ = [
    "ASKS",
    "OPTIONS",
    "TRAITS",
    "arrange",
    "blank_form",
    "blocks",
    "faces",
    "filling",
    "headings",
    "items",
    "labels",
    "moment",
    "play",
    "result",
    "shape",
    "voice",
]
