"""Cards that are read to the room: chosen, drawn, told in turn, or sorted under a few headings."""

from coalition_cli.kinds.cards.card_pages import blocks, filling, items, result, voice
from coalition_cli.kinds.cards.card_turns import play
from coalition_cli.kinds.cards.deck import ASKS, OPTIONS, TRAITS, arrange

__all__ = [
    "ASKS",
    "OPTIONS",
    "TRAITS",
    "arrange",
    "blocks",
    "filling",
    "items",
    "play",
    "result",
    "voice",
]
