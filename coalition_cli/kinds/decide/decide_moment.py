"""The moment of a vote: the line and what the fingers mean; once it is counted, what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from coalition_cli import kinds
from coalition_cli.blocks import Bar, Bars, Block
from coalition_cli.i18n import _
from coalition_cli.kinds.decide.decide_options import lines_put
from coalition_cli.kinds.decide.decide_page import blocks, subject
from coalition_cli.kinds.decide.decide_votes import newest_votes, under_its_code, vote_row
from coalition_cli.methods.block_parts import parts_of, slide_of
from coalition_cli.methods.vote_blocks import voices_shown
from coalition_cli.methods.vote_scales import HANDS, PASSED, levels, levels_in_short
from coalition_cli.methods.voting import turnout
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.slide import Lines, Pair, Pairs, Part, Said, Slide, Stage, Words


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return what is decided on and what the fingers mean, or the bars and the verdict.

    ``at`` is the line that is voted on, where there are several.
    """
    if step.options.get("each"):
        return _of_line(step, view, at)
    votes = kinds.standing(step, view)
    put = subject(step, view, votes[-1].body["adopts"] if votes else ())
    if votes and votes[-1].body.get("closed"):
        row = vote_row(votes[-1], len(votes), step, view)
        counted = [_counted(under_its_code(row, view))] if row["counts"] is not None else []
        about = _about(put, counted, is_counted=bool(counted))
        return replace(about, is_result=bool(counted))
    scale = votes[-1].body["scale"] if votes else str(step.options.get("scale", "gradient"))
    return _about(put, [_meanings(scale)])


def _about(put: Sequence[Block], stages: Sequence[Stage], *, is_counted: bool = False) -> Slide:
    """The subject above: one paragraph stands with the question, a list on a page of its own.

    Once it ``is_counted``, what came of it goes before that paragraph.
    """
    parts = parts_of(put)
    if parts and all(isinstance(part, Words) for part in parts):
        first = [part for part in parts if isinstance(part, Words)][:1]
        kept = 0 if is_counted else 1
        return Slide(hints=tuple(first), kept_hints=kept, stages=tuple(filter(None, stages)))
    if len(parts) == 1 and isinstance(parts[0], Lines) and stages:
        named = replace(parts[0], items=tuple(map(_named, parts[0].items)))
        return Slide(hints=(_fewest(),), stages=((named, *stages[0]), *stages[1:]))
    return Slide(stages=tuple(filter(None, (*stages, tuple(parts)))))


def _named(line: Said) -> Said:
    """A line whose number cannot be read as one of the fingers below it."""
    mark = _("No {number}").format(number=line.mark) if line.mark.isdecimal() else line.mark
    return line._replace(mark=mark)


def _fewest() -> Words:
    return Words(_("You may pass; a worry is heard first."), "quiet")


def _of_line(step: Step, view: View, at: Sequence[str]) -> Slide:
    asked = next((item for item in lines_put(step, view) if item.id in at), None)
    if asked is None:
        return slide_of(blocks(step, view))
    question = f"{asked.mark}  {asked.text}"
    hints = (Words(kinds.fill(step.prompt, view) or step.title),)
    votes = kinds.standing(step, view)
    vote = newest_votes(votes).get(asked.id)
    if vote is not None and vote.body.get("closed"):
        counted = under_its_code(vote_row(vote, 1, step, view), view)
        stages: tuple[Stage, ...] = (_counted(counted),)
        return Slide(question, hints, kept_hints=1, stages=stages, is_result=True)
    scale = vote.body["scale"] if vote else str(step.options.get("scale", "gradient"))
    stages = tuple(filter(None, (_meanings(scale),)))
    return Slide(question, hints, kept_hints=1, stages=stages)


def _meanings(scale: str) -> Stage:
    if scale == HANDS:
        return ()
    short = levels_in_short(scale)
    rows = []
    for level, words in levels(scale).items():
        sign, meaning = _parted(words)
        if sign:
            rows.append(Pair(sign, meaning, short=short.get(level, "")))
    return (Pairs(tuple(rows)),)


def _counted(row: Mapping[str, Any]) -> Stage:
    words = levels(row["scale"])
    counts = {**row["counts"], PASSED: row["passed"]}
    total = max(1, sum(counts.values()))
    short = levels_in_short(row["scale"])
    bars = []
    for level, number in counts.items():
        if level in words and (number or level != PASSED):
            sign, meaning = _parted(words[level])
            in_short = f"{sign}  {short[level]}" if level in short else ""
            label = "  ".join(filter(None, (sign, meaning)))
            bars.append(Bar(label, number, str(number), in_short))
    shown: list[Part] = [Bars(tuple(bars), total), Words(row["why"], "strong")]
    shown += parts_of(voices_shown(row["voices"] or {}, words))
    counted = sum(counts.values())
    said = turnout(counted, row["present"] or 0, by_group=row["voters"] == "group")
    if said:
        shown.append(Words(said, "quiet"))
    if row["concerns"]:
        heard = tuple(Said(str(concern)) for concern in row["concerns"])
        shown += [Words(_("We heard"), "quiet"), Lines(heard)]
    return tuple(shown)


def _parted(words: str) -> tuple[str, str]:
    """The number of a level and what it means; a level without a number is its words alone."""
    number, point, meaning = words.partition(" · ")
    return (number, meaning) if point else ("", words)
