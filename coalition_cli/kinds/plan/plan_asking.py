"""The filling of a plan: one row after the other, each field on its own."""

from collections.abc import Generator, Mapping
from datetime import date
from functools import partial
from itertools import count
from typing import Any, Final

from coalition_cli.blocks import Block, Prompt
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.plan.plan_offers import (
    first_question_of,
    offered_page,
)
from coalition_cli.kinds.plan.plan_options import ENOUGH_FOR_ONE, holds_actions
from coalition_cli.kinds.plan.plan_page import choices_of, page_in_short
from coalition_cli.kinds.plan.plan_progress import Progress
from coalition_cli.model.actions import today_of
from coalition_cli.model.entry import Entry, Fact, Share
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import columns
from coalition_cli.parsing.columns import Column
from coalition_cli.parsing.several_names import Led, read_led
from coalition_cli.parsing.words_for_others import WordsOf, words_for_others
from coalition_cli.stage import Finished, Option, Passed, Question, Stage

_NAMED: Final = "named"
"""The word of a file instead of passing over what is offered.

Each of its rows names what it works on.
"""


_OWNER, _HELPER = "who", "helper"


def play(step: Step, view: View, stage: Stage) -> Play:
    """One row after the other, each field on its own.

    A row left half-way goes on where it stopped.
    """
    progress = Progress(step, view)
    for number in count():
        entry = progress.half()
        if entry is None:
            entry = yield from _begin(number, progress, step, view, stage)
        yield from _fill(number, entry, progress, step, view, stage)


def _begin(
    number: int, progress: Progress, step: Step, view: View, stage: Stage
) -> Generator[Fact, Entry, Entry]:
    """A new row: of the next thing that is offered, or in words of its own."""
    for item in progress.unheard() if step.options.get("each") else ():
        stage.put(item.id)
        stage.show(partial(_page_of, item, step, view))
        ways = [
            Option("take", _("This one")),
            Option("pass", _("Pass over it")),
            Option("rest", _("Leave this and the rest")),
        ]
        way = stage.choose(None, _("Shall we work on this one?"), ways, _NAMED, first="take")
        if way == _NAMED:
            break
        if way == "take":
            return (yield Fact(_new_row(item.text, item.id, step)))
        if way == "rest":
            raise Finished
        yield Fact({"from": item.id, "passed": True})
    stage.put()
    stage.show(lambda: [*page_in_short(step, view), *offered_page(step, view)])
    names = ("what", *(column["id"] for column in (step.options.get("columns") or ())[:1]))
    question = Question(
        (number, names),
        first_question_of(step, progress.count()),
        progress.read_first,
        repeats=True,
        is_list=True,
        others_read=words_for_others(step.share, _own_words),
    )
    return (yield Fact(_new_row(*stage.ask(question), step)))


def _page_of(item: Item, step: Step, view: View) -> list[Block]:
    return [*page_in_short(step, view), Prompt(item.text, item.mark)]


def _page_in(column: Column, row: Entry, step: Step, view: View) -> list[Block]:
    return [*page_in_short(step, view, row.id), *choices_of(column)]


def _fill(
    number: int, entry: Entry, progress: Progress, step: Step, view: View, stage: Stage
) -> Play:
    """Ask for what the row still lacks; every answer is handed over before the next question."""
    body = dict(entry.body)
    readback = ""
    for column in progress.asked:
        if column.id in body:
            continue
        stage.put(entry.id, column.id)
        stage.show(partial(_page_in, column, entry, step, view))
        if readback:
            stage.say(readback, "quiet")
        answer = _ask(
            (number, column.id),
            column,
            step.share,
            view,
            stage,
            _has_helper(number, body, progress.asked, stage),
        )
        readback = _read_back(column, answer, view)
        if isinstance(answer, Led):
            readback = _in_words(answer, view, _("{owner} leads, {helper} helps."))
            body = {**body, _HELPER: answer.helper}
            answer = answer.owner
        if column.is_confirmed and answer:
            answer = _confirm(answer, progress, step, view, stage)
            readback = readback if answer else ""
            body = body | ({"confirmed": bool(answer)} if column.id == "who" else {})
        body = {**body, column.id: answer}
        yield Fact(body, op="edit", ref=entry.id)


def _has_helper(number: int, body: Mapping[str, Any], asked: list[Column], stage: Stage) -> bool:
    """True if this row may still say who helps: two names in one answer are then no mistake."""
    is_asked = any(column.id == _HELPER and column.type == "name" for column in asked)
    return is_asked and _HELPER not in body and not stage.is_on_paper((number, _HELPER))


def _in_words(led: Led, view: View, sentence: str) -> str:
    return sentence.format(owner=view.name_of(led.owner), helper=led.helper)


def _ask(
    key: tuple[int, str], column: Column, share: Share, view: View, stage: Stage, has_helper: bool
) -> Any:
    """One answer as entries hold it; whoever passes leaves the field open.

    Of two names for one who leads, where the row ``has_helper``, the first leads, if the room says
    so.
    """
    while True:
        answer = _ask_once(key, column, share, view, stage, has_helper and column.id == _OWNER)
        if not isinstance(answer, Led):
            return answer
        prompt = _in_words(answer, view, _("{owner} leads, {helper} helps?"))
        options = [Option("yes", _("Yes")), Option("no", _("No: ask again who leads"))]
        if stage.choose(None, prompt, options, "yes") == "yes":
            return answer


def _ask_once(
    key: tuple[int, str],
    column: Column,
    share: Share,
    view: View,
    stage: Stage,
    may_be_several: bool,
) -> Any:
    hint = column.hint
    if not column.may_be_seen(view):
        hint = " ".join(filter(None, (hint, _("The room does not see this."))))
    try:
        names = view.names_here() if column.type in ("person", "name") else ()
        question = Question(
            key,
            column.prompt,
            lambda given: (
                (may_be_several and read_led(given, view))
                or columns.read(column, given, view, _today(view, stage))
            ),
            may_pass=True,
            completions=names,
            hint=hint,
            others_read=_words_of(column, share),
        )
        if column.type not in ("choice", "flag"):
            return stage.ask(question)
        offered = [
            (columns.read(column, str(place), view), words)
            for place, words in enumerate(column.choices, 1)
        ]
        offered.append(("", column.not_chosen or _("Leave it open")))
        return stage.pick(question, offered, first=len(offered) - 1)
    except Passed:
        return [] if column.type == "texts" else ""


def _own_words(row: tuple[str, str]) -> str:
    """The words of a new row; none where they stand already in what is offered."""
    words, source = row
    return "" if source else words


def _words_of(column: Column, share: Share) -> WordsOf | None:
    """The words of an answer; None where it is somebody, a day or a number to call."""
    if column.type == "text":
        return words_for_others(column.share or share)
    return words_for_others(column.share or share, "; ".join) if column.type == "texts" else None


def _today(view: View, stage: Stage) -> date:
    """The day from which typed days are counted."""
    return stage.today(date.fromisoformat(view.workshop.head.date), today_of(view.workshop))


def _confirm(person: str, progress: Progress, step: Step, view: View, stage: Stage) -> str:
    """The person if she said yes herself; empty, so that the field stays open, if she did not."""
    name = view.name_of(person)
    leads = progress.carried_by(person)
    if leads >= ENOUGH_FOR_ONE:
        sentence = _("{name} leads {count} actions already. Is that too much?")
        if not holds_actions(step):
            sentence = _("{name} said yes to {count} things already. Is that too much?")
        stage.say(sentence.format(name=name, count=leads), "warning")
    options = [
        Option("yes", _("Yes, she said it herself")),
        Option("no", _("Not yet; leave it open")),
    ]
    prompt = _("Did {name} say yes?").format(name=name)
    return person if stage.choose(None, prompt, options, "yes") == "yes" else ""


def _new_row(text: str, item: str, step: Step) -> dict[str, Any]:
    origin = {"from": item} if step.options.get("columns") else {}
    return {"text": text} | origin | ({"status": "open"} if holds_actions(step) else {})


def _read_back(column: Column, answer: Any, view: View) -> str:
    if column.type != "day" or not answer or not column.may_be_seen(view):
        return ""
    return _("That is {day}.").format(day=columns.day_in_words(answer))
