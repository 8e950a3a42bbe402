"""Offers and needs brought together, and a contact only where both sides said yes.

In an answers file: a list of ``{offer, need, giver, taker, contact, share}``. ``offer`` and
``need`` name the lines by their text or number; a pair that was not suggested is one that the room
put together. ``giver`` and ``taker`` are what each side said when it was asked for its contact:
``yes``, ``no`` or ``later`` (which holds where nothing is said); ``giver = "unfit"`` says that the
two do not fit. After two yes: ``contact``, how they reach each other, and ``share``, who may read
it: ``organizer`` (which holds where nothing is said) or ``participants``.

An entry holds the ids of
the two lines as ``offer`` and ``need`` and the rest under the same names; no words of theirs.
"""

from coalition_cli.kinds.match.match_asking import play
from coalition_cli.kinds.match.match_moment import moment
from coalition_cli.kinds.match.match_options import ASKS, OPTIONS, arrange, shape
from coalition_cli.kinds.match.match_page import blocks, coded, result
from coalition_cli.kinds.match.match_paper import blank_form

__all__ = [
    "ASKS",
    "OPTIONS",
    "arrange",
    "blank_form",
    "blocks",
    "coded",
    "moment",
    "play",
    "result",
    "shape",
]
