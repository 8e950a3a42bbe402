"""A vote as blocks: one count with its bars, or one line for each of several.

``row`` is one of a decision's result: ``scale``, ``counts``, ``passed``, ``present``, ``voters``,
``voices``, ``why``, ``concerns``, ``adopted``, ``outcome``, and ``item`` where each line was voted
on.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from coalition_cli.blocks import Bar, Bars, Block, Bullet, Bullets, Prose
from coalition_cli.i18n import _
from coalition_cli.methods.vote_scales import HANDS, PASSED, hands_word, levels
from coalition_cli.methods.voting import turnout


def count_shown(found: Mapping[str, Any]) -> list[Block]:
    """One count that may be read: the bars, the verdict, who was heard, the concerns."""
    words = levels(found["scale"])
    counts = {**found["counts"], PASSED: found["passed"]}
    bars = tuple(
        Bar(words[level], number, str(number)) for level, number in counts.items() if level in words
    )
    shown: list[Block] = [Bars(bars, max(1, *counts.values())), Prose(found["why"], "strong")]
    shown += voices_shown(found["voices"] or {}, words)
    counted = sum(counts.values())
    said = turnout(counted, found["present"] or 0, by_group=found["voters"] == "group")
    if said:
        shown.append(Prose(said, "quiet"))
    if found["concerns"]:
        shown.append(Prose(_("Concerns"), "strong"))
        shown.append(Bullets(tuple(Bullet(str(concern)) for concern in found["concerns"])))
    return shown


def voices_shown(voices: Mapping[str, str], words: Mapping[str, str]) -> list[Block]:
    """The level of each group."""
    said = tuple(Bullet(words.get(level, level), group) for group, level in voices.items())
    return [Bullets(said)] if said else []


def told_in_short(row: Mapping[str, Any], number: str) -> Bullet:
    """One of several votes: its line, and below it what came of it and what was heard."""
    below = [Bullet(row["why"])]
    counted = sum(row["counts"].values()) + row["passed"]
    said = turnout(counted, row["present"] or 0, by_group=row["voters"] == "group")
    if said:
        below.append(Bullet(said))
    below += [Bullet(_("Concern: {words}").format(words=concern)) for concern in row["concerns"]]
    return Bullet(row["item"], number, "", tuple(below))


def for_outside(
    rows: Sequence[Mapping[str, Any]], named: Sequence[Mapping[str, Any]]
) -> list[Block]:
    """For readers outside: the lines that were adopted and are theirs to read.

    Of the others, only how many were.
    """
    adopted = sum(row["adopted"] for row in rows)
    lines = tuple(
        Bullet(row["item"]) for row in named if row["adopted"] or row["outcome"] == "counted"
    )
    shown: list[Block] = [Bullets(lines)] if lines else []
    if any(row["outcome"] != "counted" for row in rows):
        sentence = _("Adopted: {count} of {total}.").format(count=adopted, total=len(rows))
        shown.append(
            Prose(_("Adopted by the group.") if adopted == len(rows) else sentence, "strong")
        )
    return shown


def hands_shown(rows: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Hands that each line has, as bars."""
    hands = [row["counts"].get(HANDS, 0) for row in rows]
    bars = (Bar(row["item"], n, hands_word(n)) for row, n in zip(rows, hands, strict=True))
    return [Bars(tuple(bars), max(1, *hands))] if rows else []
