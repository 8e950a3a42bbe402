"""What a step gives for paper: cards to cut out, ballots, and what a blank form asks.

A kind of steps declares which of them it gives (see ``coalition_cli.kinds``); whoever prints has to
know no kind.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """A card to cut out: what the room calls it, what is read aloud, and its question.

    ``warning`` is for whoever may not want to hear it.
    """

    title: str
    lines: tuple[str, ...] = ()
    question: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A paper for one voice: what there is to tick, and how many lines are voted on one by one."""

    levels: tuple[str, ...]
    is_of_lines: bool = False
