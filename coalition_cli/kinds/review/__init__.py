"""Undertakings heard again, one at a time: done, moving, stuck, let go, or nothing heard.

Nobody is blamed.

The value of an answers file is a list of ``{action = its text, number or code,
status = "done" | "moving" | "stuck" | "let go" | "open" | "pass", note = "...", who = "...",
by_when = ...}``; ``who = "-"`` hands an action back. An event (key ``event`` instead of ``action``)
has ``reached``, ``held_on`` and ``next_on`` instead of ``who`` and ``by_when``, a promise
(``promise``) only its ``note``. Where ``reports`` come in, an event may be one that nobody planned,
and there are also ``told_by``, ``told_on`` and ``who`` held it: any names.
"""

from coalition_cli.kinds.review.review_asking import play
from coalition_cli.kinds.review.review_moment import moment
from coalition_cli.kinds.review.review_news import blocks, result
from coalition_cli.kinds.review.review_options import ASKS, OPTIONS, arrange, shape
from coalition_cli.kinds.review.review_paper import blank_form

__all__ = [
    "ASKS",
    "OPTIONS",
    "arrange",
    "blank_form",
    "blocks",
    "moment",
    "play",
    "result",
    "shape",
]
