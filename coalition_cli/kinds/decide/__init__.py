"""A decision by fingers from 0 to 5, by yes and no, or by hands alone: counted, never averaged.

One vote on a result, or one for each of its items; one voice a person, or one a group.
"""

from coalition_cli.kinds.decide.decide_asking import play
from coalition_cli.kinds.decide.decide_moment import moment
from coalition_cli.kinds.decide.decide_options import (
    ASKS,
    OPTIONS,
    TRAITS,
    arrange,
    covers,
    find_mistakes,
    numbered,
    shape,
)
from coalition_cli.kinds.decide.decide_page import blocks
from coalition_cli.kinds.decide.decide_paper import ballots, blank_form
from coalition_cli.kinds.decide.decide_votes import decisions, outcome, result, voice

__all__ = [
    "ASKS",
    "OPTIONS",
    "TRAITS",
    "arrange",
    "ballots",
    "blank_form",
    "blocks",
    "covers",
    "decisions",
    "find_mistakes",
    "moment",
    "numbered",
    "outcome",
    "play",
    "result",
    "shape",
    "voice",
]
