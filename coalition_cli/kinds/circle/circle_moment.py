"""The moment of a circle: whose turn it is, and between two turns what was said."""

from collections.abc import Sequence

from coalition_cli import kinds
from coalition_cli.blocks import Bullet, Bullets
from coalition_cli.i18n import _, ngettext, pgettext
from coalition_cli.kinds.circle.circle_page import blocks, kept_unseen
from coalition_cli.kinds.circle.circle_turns import open_turn, still_waiting, turns_of
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.slide import Lines, Pair, Pairs, Said, Slide, Words

_NEXT = 2


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return the turn that is open, without words of anybody; else what was said so far.

    A circle that is private shows nobody's name.
    """
    said = kinds.said(step, view)
    hidden = _hidden_groups(view)
    waiting = [
        name for _by, name in still_waiting(turns_of(said), step, view) if name not in hidden
    ]
    is_told = step.share != "private" and view.audience != "donor"
    turn = open_turn(step, view)
    now = view.name_of(turn.by) if turn and is_told else ""
    now = "" if now in hidden else now
    rows = _turns(now, waiting) if is_told else ()
    if now and "cue" in at:
        speaks = Words(_("{name} speaks; the others listen.").format(name=now), "strong")
        coming = (Pairs(rows[1:]),) if rows[1:] else ()
        return Slide(stages=((speaks, *coming),), foot=_to_come(waiting), manner="still")
    foot = _to_come(waiting)
    if said and turn is None:
        is_over = view.workshop.is_done(view.place(step.id))
        foot = (*_kept(step, view), *(() if is_over else foot))
    if turn is not None or not said:
        return Slide(stages=((Pairs(rows),),) if rows else (), foot=foot, manner="still")
    items = [
        each for block in blocks(step, view) if isinstance(block, Bullets) for each in block.items
    ]
    if not items:
        return Slide(stages=((Pairs(rows),),) if rows else (), foot=foot, manner="still")
    lines = Lines(tuple(map(_said, items)), is_growing=True)
    return Slide(stages=((lines,),), foot=foot, manner="growing")


def _hidden_groups(view: View) -> set[str]:
    """The names of small groups that this audience may not read."""
    hidden: set[str] = set()
    for step in view.exercise.steps:
        found = kinds.given("groups", step, view)
        seen = {entry.id for entry in kinds.standing(step, view)} if found else set()
        hidden |= {group.name for group in found if group.id not in seen}
    return hidden


def _said(item: Bullet) -> Said:
    """All that was said in one turn, as one line: it keeps its row when the next one comes."""
    words = " · ".join(filter(None, (item.text, *(each.text for each in item.below))))
    named = _("{text} — {name}").format(text=words, name=item.by) if item.by else words
    return Said(named, item.mark or "·")


def _turns(now: str, waiting: Sequence[str]) -> tuple[Pair, ...]:
    rows = [Pair(_("Now"), now, "strong")] if now else []
    coming = ", ".join(waiting[:_NEXT])
    return (*rows, *([Pair(pgettext("whose turn", "Next"), coming)] if coming else []))


def _to_come(waiting: Sequence[str]) -> tuple[Words, ...]:
    """How many are to come: the same words while somebody speaks and between two turns."""
    if not waiting:
        return ()
    words = ngettext("{count} to come", "{count} to come", len(waiting))
    return (Words(words.format(count=len(waiting)), "quiet"),)


def _kept(step: Step, view: View) -> tuple[Words, ...]:
    """How many turns are kept and not shown."""
    return tuple(Words(sentence, "quiet") for sentence in kept_unseen(step, view))
