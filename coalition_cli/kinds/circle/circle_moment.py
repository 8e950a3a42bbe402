"""The moment of a circle: whose turn it is, and between two turns what was said."""

from collections.abc import Sequence

from coalition_cli import kinds
from coalition_cli.blocks import Bullets, Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds.circle.circle_page import blocks
from coalition_cli.kinds.circle.circle_turns import open_turn, still_waiting, turns_of
from coalition_cli.methods.block_parts import lines_of
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.slide import Lines, Pair, Pairs, Slide, Words

_NEXT = 2


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return the turn that is open, without words of anybody; else what was said so far.

    A circle that is private shows nobody's name.
    """
    said = kinds.said(step, view)
    waiting = [name for _by, name in still_waiting(turns_of(said), step, view)]
    is_told = step.share != "private" and view.audience != "donor"
    turn = open_turn(step, view)
    rows = _turns(view.name_of(turn.by) if turn else "", waiting) if is_told else ()
    foot = _to_come(len(waiting), step) if turn or not said else _kept(step, view)
    if turn is not None or not said:
        return Slide(stages=((Pairs(rows),),) if rows else (), foot=foot, manner="still")
    items = [
        each for block in blocks(step, view) if isinstance(block, Bullets) for each in block.items
    ]
    if not items:
        return Slide(stages=((Pairs(rows),),) if rows else (), foot=foot, manner="still")
    lines = Lines(lines_of(items).items, is_growing=True)
    return Slide(stages=((lines,),), foot=foot, manner="growing")


def _turns(now: str, waiting: Sequence[str]) -> tuple[Pair, ...]:
    rows = [Pair(_("Now"), now, "strong")] if now else []
    coming = ", ".join(waiting[:_NEXT])
    return (*rows, *([Pair(_("Next"), coming)] if coming else []))


def _to_come(waiting: int, step: Step) -> tuple[Words, ...]:
    if not waiting:
        return ()
    words = ngettext("{count} to come", "{count} to come", waiting).format(count=waiting)
    return (Words(words, "quiet"),)


def _kept(step: Step, view: View) -> tuple[Words, ...]:
    """How many turns are kept and not shown, and how many are to come."""
    said = (block.text for block in blocks(step, view) if isinstance(block, Prose))
    return tuple(Words(sentence, "quiet") for sentence in said)
