"""The weighing itself: one criterion after the other, each item in turn."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import count

from coalition_cli import kinds
from coalition_cli.blocks import Prompt, Prose
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.score.score_moment import COUNTED
from coalition_cli.kinds.score.score_options import (
    BY_SHAPE,
    WEIGHTS,
    criteria_of,
    scale_bounds,
    titles_of,
)
from coalition_cli.kinds.score.score_page import blocks
from coalition_cli.kinds.score.score_ranking import items, newest_weighings, weight_at
from coalition_cli.model.entry import Fact, share_level
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import as_whole, find_item, item_key, read_words
from coalition_cli.parsing.ratings import (
    AGREED,
    GROUPS,
    HANDS,
    PEOPLE,
    read_typed_weighing,
    read_weighing,
    scale_of,
)
from coalition_cli.parsing.words_for_others import words_for_others
from coalition_cli.sanitize import in_short
from coalition_cli.stage import Finished, Given, Option, Question, Stage


def play(step: Step, view: View, stage: Stage) -> Play:
    """One criterion after the other, each item in turn; an empty line leaves an item unweighed.

    Played again when every item was weighed, it asks which of them shall be weighed again.
    """
    items = _weighable(step, view)
    if not items:
        sentence = _("There is nothing to weigh yet: go back and name the issues first.")
        stage.choose(None, sentence, [Option("on", _("Carry on"))], "on")
        return
    yield from _choose_weight(step, view, stage)
    weighed = newest_weighings(step, view)
    missing = [
        (one, item)
        for one in criteria_of(step)
        for item in items
        if (one["id"], item.id) not in weighed
    ]
    stage.put()
    stage.show(partial(blocks, step, view))
    if missing:
        way = _choose_way(step, view, stage)
        for criterion, item in missing:
            _look_at_newest(criterion, item, step, view, stage)
            yield from _weigh(item, criterion, way, step, view, stage)
        stage.put()
    else:
        yield from _weigh_again(items, step, view, stage)
    if step.options.get("may_move"):
        yield from _move(step, view, stage)


def _look_at_newest(
    criterion: Mapping[str, str], item: Item, step: Step, view: View, stage: Stage
) -> None:
    """Let the room look at what was counted last before hands go up for ``item``."""
    newest = next(reversed(newest_weighings(step, view)), None)
    if newest is not None:
        stage.put(COUNTED, *newest)
        onward = _("{criterion}: {number}  {issue}")
        words = {"criterion": criterion["title"], "number": item.mark, "issue": item.text}
        stage.look(onward.format(**words))


def _weighable(step: Step, view: View) -> list[Item]:
    """The items that are weighed.

    Where the step itself is not for the room, also those that it hears but does not read.
    """
    widest = step.share if share_level(step.share) < share_level(view.audience) else view.audience
    return kinds.items(step.options["from"], replace(view, audience=widest))


def _choose_weight(step: Step, view: View, stage: Stage) -> Play:
    """Before anything is weighed, how much each of two criteria counts; asked once, and kept."""
    titles = list(titles_of(step).values())
    if not step.options.get("ask_weight") or len(titles) != 2 or kinds.said(step, view):
        return
    planned = weight_at(step, view)
    usual = next((name for name, weight in WEIGHTS.items() if weight == planned), "as-planned")
    options = [
        Option("equal", _("Both count the same")),
        Option("first", _("{criterion} counts twice as much").format(criterion=titles[0])),
        Option("second", _("{criterion} counts twice as much").format(criterion=titles[1])),
    ]
    if usual == "as-planned":
        words = _("{criterion} counts {percent} of 100").format(
            criterion=titles[0], percent=round(planned * 100)
        )
        options.append(Option("as-planned", words))
    chosen = stage.choose(("weight",), _("How much does each question count?"), options, usual)
    yield Fact({"weight": str(WEIGHTS.get(chosen, planned))})


def _weigh(
    item: Item, criterion: Mapping[str, str], way: str, step: Step, view: View, stage: Stage
) -> Play:
    least, most = scale_bounds(step)
    legend = [text for text in (criterion.get("low"), criterion.get("high")) if text]
    is_seen = item in kinds.items(step.options["from"], view)
    words = (
        item.text
        if is_seen
        else _("Number {number}; it is read out, not shown.").format(number=item.number)
    )
    asked = Prose(criterion["prompt"], "strong")
    stage.put(criterion["id"], item.id)
    stage.show([Prompt(words, item.mark), asked, Prose(" · ".join(legend))])
    scale = scale_of(view, least, most, _groups(view))
    question = Question(
        key=(criterion["id"], item_key(item, _weighable(step, view))),
        prompt=_prompt_of(way, criterion["title"], least, most),
        read=lambda given: (
            read_weighing(given, scale)
            if way == BY_SHAPE
            else read_typed_weighing(given, way, scale)
        ),
        hint=_("An empty line: not weighed. Blanks are left out, never counted as low."),
    )
    while (value := stage.ask(question)) is not None:
        body = {"criterion": criterion["id"], "item": item.id, **value}
        answers, present = sum(value["counts"].values()), len(view.voters())
        if present and answers > present:
            sentence = _("{answers} answers, but {present} people are here.").format(
                answers=answers, present=present
            )
            stage.say(sentence, "warning")
            body["present"] = present
            options = [
                Option("keep", _("Keep it; the summary shows both numbers")),
                Option("again", _("Count again")),
            ]
            if stage.choose(None, _("What now?"), options, "keep") == "again":
                continue
        yield Fact(body)
        return


def _groups(view: View) -> set[str]:
    """Return the names of every group that a step of this run made."""
    return {group.name for made in kinds.made_groups(view) for group in made}


def _choose_way(step: Step, view: View, stage: Stage) -> str:
    ways = {
        HANDS: _("Hands: how many show each number"),
        PEOPLE: _("One number a person, read out or from stones"),
        GROUPS: _("One number a small group"),
        AGREED: _("One number that the whole room agrees on"),
    }
    before = [str(entry.body["way"]) for entry in kinds.said(step, view) if "way" in entry.body]
    options = [Option(*way) for way in ways.items()]
    usual = before[-1] if before else HANDS
    return stage.choose(None, _("How does the room answer?"), options, BY_SHAPE, first=usual)


def _prompt_of(way: str, title: str, least: int, most: int) -> str:
    prompts = {
        HANDS: _("{title}: hands for {most} down to {least}, like 5 9 3 0 1"),
        PEOPLE: _("{title}: one number a person, {least} to {most}, like 5 4 4 2"),
        GROUPS: _("{title}: one number a group, like Blue 4, Red 5"),
        AGREED: _("{title}: the number you agree on, {least} to {most}"),
    }
    return prompts.get(way, "{title}").format(title=title, least=least, most=most)


def _weigh_again(items: list[Item], step: Step, view: View, stage: Stage) -> Play:
    """Any item once more on every criterion, until an empty line."""
    with suppress(Finished):
        while True:
            question = Question(
                None,
                _("Shall one of them be weighed again? Its number; Enter: no"),
                lambda given: find_item(given, items),
                repeats=True,
            )
            item = stage.ask(question)
            way = _choose_way(step, view, stage)
            for criterion in criteria_of(step):
                yield from _weigh(item, criterion, way, step, view, stage)
            stage.show(partial(blocks, step, view))


def _move(step: Step, view: View, stage: Stage) -> Play:
    """Another place for an item, one at a time, never without a reason.

    An empty choice: the order stands.
    """
    for number in count():
        placed = items(step, view)
        if not placed:
            return
        stage.show(partial(blocks, step, view))
        item = _choose_moved(number, placed, stage)
        if item is None:
            return
        to = stage.ask(
            Question(
                ("moved", number, "to"),
                _("To which place, from 1 to {last}?").format(last=len(placed)),
                lambda given, placed=placed: _read_place(given, len(placed)),  # type: ignore[misc]
            )
        )
        why = Question(
            ("moved", number, "reason"),
            _("Why does it stand there?"),
            read_words,
            hint=_("A place moves with its reason, or not at all."),
            others_read=words_for_others(step.share),
        )
        yield Fact({"item": item.id, "moved_to": to, "reason": stage.ask(why)})


def _choose_moved(number: int, placed: list[Item], stage: Stage) -> Item | None:
    """The item that gets another place; None where the order stands."""
    question: Question[Item | None] = Question(
        ("moved", number, "item"),
        _("Shall an issue stand elsewhere, for a reason?"),
        lambda given: find_item(given, placed),
        repeats=True,
    )
    offered: list[tuple[Item | None, str]] = [(None, _("No: the order stands"))]
    offered += [(item, f"{item.number} · {item.text}") for item in placed]
    return stage.pick(question, offered)


def _read_place(given: Given, last: int) -> int:
    place = as_whole(given)
    if place is None or not 1 <= place <= last:
        raise Problem(
            _("{given} is no place here: expected 1 to {last}.").format(
                given=in_short(given), last=last
            )
        )
    return place
