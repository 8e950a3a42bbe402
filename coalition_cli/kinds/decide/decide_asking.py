"""The votes of a step, one after the other: how it is decided, and what a yes adopts."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from coalition_cli import kinds
from coalition_cli.blocks import Prompt
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.decide.decide_counting import hold_vote
from coalition_cli.kinds.decide.decide_options import COUNTED, lines_put
from coalition_cli.kinds.decide.decide_page import blocks
from coalition_cli.kinds.decide.decide_votes import newest_votes
from coalition_cli.methods.agreement import NEEDED
from coalition_cli.methods.vote_scales import HANDS, SHARES, YES_NO, levels, share_word
from coalition_cli.methods.voting import groups_here, worried
from coalition_cli.model.entry import Entry, Fact
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import find_item, item_key
from coalition_cli.stage import Key, Option, Question, Stage


def play(step: Step, view: View, stage: Stage) -> Play:
    """Count every level, those who pass, and write down each concern.

    A new count never deletes the old one.
    """
    about, is_each = str(step.options.get("about") or ""), bool(step.options.get("each"))
    is_unworded = (
        about and kinds.may_give("statements", view.step(about)) and not kinds.said(step, view)
    )
    if (is_each or is_unworded) and not lines_put(step, view):
        sentence = _("There is nothing to vote on yet: go back and write it down first.")
        # A file may hold the vote on a statement whose words nobody typed in.
        default = "on" if is_each else COUNTED
        options = [Option("on", _("Carry on"))]
        if stage.choose(None, sentence, options, default, first="on") == "on":
            return
    if is_each:
        yield from _vote_on_each(step, view, stage)
        return
    votes = kinds.said(step, view)
    entry = votes[-1] if votes else None
    stage.show(partial(blocks, step, view))
    further = _choose_further(entry.body, stage) if entry and entry.body.get("closed") else "count"
    if further == "keep":
        return
    if entry is None or further == "again":
        entry = yield Fact(_new_vote(None, step, view, stage))
        stage.show(partial(blocks, step, view))
    yield from hold_vote((), entry, view, stage, is_counted=further == "hear")


def _vote_on_each(step: Step, view: View, stage: Stage) -> Play:
    """One vote after the other, in the order of the lines.

    Played again when all are closed, any of them once more.
    """
    items = lines_put(step, view)
    stage.show(partial(blocks, step, view))
    votes = newest_votes(kinds.said(step, view))
    missing = [
        item for item in items if item.id not in votes or not votes[item.id].body.get("closed")
    ]
    for item in missing:
        yield from _vote_on(item, votes.get(item.id), step, view, stage)
    while not missing:
        again = stage.ask(
            Question(
                None,
                _("Shall one of them be voted on again? Its number; Enter: no"),
                lambda given: find_item(given, items),
                repeats=True,
            )
        )
        yield from _vote_on(again, None, step, view, stage)
        stage.show(partial(blocks, step, view))


def _vote_on(item: Item, entry: Entry | None, step: Step, view: View, stage: Stage) -> Play:
    """The vote on one line, from where it stands.

    A line that a file does not name is not voted on.
    """
    at: Key = (item_key(item, lines_put(step, view)),)
    if entry is None:
        if not stage.can_answer(*_levels_of(at)):
            return
        entry = yield Fact(_new_vote(item, step, view, stage))
    stage.put(item.id)
    stage.show([Prompt(item.text, item.mark)])
    yield from hold_vote(at, entry, view, stage)


def _levels_of(at: Key) -> list[Key]:
    """Return where a file says how many, or which groups, are at one of the levels of this vote."""
    counted = [(*at, level) for scale in ("gradient", YES_NO, HANDS) for level in levels(scale)]
    return [(*at, "levels", 0), *counted]


def _new_vote(item: Item | None, step: Step, view: View, stage: Stage) -> dict[str, Any]:
    """A vote in which nothing is counted yet.

    Its scale, its line, who is here, and what a yes would adopt.
    """
    before = kinds.said(step, view) if item else []
    body = (
        {key: before[-1].body[key] for key in ("scale", "needed")}
        if before
        else _choose_manner(step, stage)
    )
    by_group = step.options.get("voters") == "group"
    body |= {"voices": {}} if by_group else {"counts": {}}
    body["present"] = len(groups_here(view)) if by_group else len(view.voters())
    body["adopts"] = [item.id] if item else _choose_adopted(step, view, stage)
    return {**body, "item": item.id} if item else body


def _choose_manner(step: Step, stage: Stage) -> dict[str, Any]:
    """The scale, and the line that must be reached: both are settled before anyone shows a hand."""
    planned = step.options.get("scale", "gradient")
    hands = Option(HANDS, _("Hands alone: how many want it"))
    scales = [Option("gradient", _("Fingers, from 0 to 5")), Option(YES_NO, _("Yes or no"))]
    scales = (
        [hands] if planned == HANDS else [*scales, *([hands] if step.options.get("each") else [])]
    )
    scale = stage.next_of(
        [planned] if len(scales) == 1 else [],
        lambda: stage.choose(("scale",), _("How do we decide?"), scales, planned),
    )
    needed = Fraction(str(step.options.get("needed", NEEDED)))
    if step.options.get("ask_needed") and scale != HANDS:
        usual = next((name for name, share in SHARES.items() if share == needed), "usual")
        options = [Option(name, share_word(share)) for name, share in SHARES.items()]
        options += [Option("usual", share_word(needed))] if usual == "usual" else []
        chosen = stage.choose(
            ("needed",), _("How many of us must at least live with it?"), options, usual
        )
        needed = SHARES.get(chosen, needed)
    return {"scale": scale, "needed": str(needed)}


def _choose_further(body: Mapping[str, Any], stage: Stage) -> str:
    """Return what to do where a vote was closed already.

    ``keep`` it, ``hear`` a concern, or count ``again``.
    """
    options = [Option("keep", _("It stands as it was counted"))]
    options += [Option("hear", _("Write down one more concern"))] if worried(body) else []
    options += [Option("again", _("Count a new round; this one is kept"))]
    return stage.choose(None, _("This was decided already."), options, "keep")


def _choose_adopted(step: Step, view: View, stage: Stage) -> list[str]:
    """The ids that a yes adopts.

    Those of the newest wording, of the lines, or, of a ranking, of those that the room puts to it.
    """
    put = kinds.in_places(lines_put(step, view))
    if not put or not kinds.may_give("agenda", view.step(step.options["about"])):
        return [item.id for item in put]
    top = int(step.options.get("top", 3))
    taken = [item for item in put if (item.place or 0) <= top]
    above = [item for item in taken if item.place != taken[-1].place]
    if len(taken) > top:
        sentence = _("There is a tie across the line: {count} issues share a place.")
        stage.say(sentence.format(count=len(taken) - len(above)), "warning")
    if step.options.get("choose"):
        options = [Option(item.text, item.text) for item in put]
        wished = stage.choose_many(
            ("agenda",), _("What belongs to the agenda?"), options, [item.text for item in taken]
        )
        return [item.id for item in put if item.text in wished]
    if len(taken) > top:
        options = [
            Option("all", _("Take all of the tied: {count} issues").format(count=len(taken)))
        ]
        options += (
            [Option("above", _("Only those above the tie: {count}").format(count=len(above)))]
            if above
            else []
        )
        if stage.choose(None, _("What belongs to the agenda?"), options, "all") == "above":
            taken = above
    return [item.id for item in taken]
