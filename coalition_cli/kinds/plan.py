"""Actions with somebody who said yes, a day, and a first step; an empty field stays open."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Action, Actions, Block
from coalition_cli.kinds import Play
from coalition_cli.methods.dates import long_form, read_date
from coalition_cli.model.actions import renewed
from coalition_cli.model.entry import Entry, Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.room import Item, Room
from coalition_cli.reading import find_item, read_person, read_words, read_words_or_none
from coalition_cli.stage import Given, Option, Question, Stage, as_given
from coalition_cli.words import _

ENOUGH_FOR_ONE: Final = 2
FIRST: Final = 3
"""Down to which place of a ranking an issue is offered to be served."""

OPTIONS: Final[Mapping[str, Field]] = {
    "from": Field("text", "The step whose ideas are offered.", gives="items"),
    "most": Field("whole", "How many actions are enough.", least=1),
    "agenda": Field("text", "A ranking whose first issues an action may serve.", gives="items", step_kinds=("score",)),
}
FIELDS: Final = ("text", "agenda", "who", "helper", "by_when", "first_step", "support", "measure")
ASKS: Final = True
arrange = as_given


def play(step: Step, room: Room, stage: Stage) -> Play:
    """One action after the other, each field on its own; an action left half-way goes on where it stopped."""
    for number in count():
        actions = room.said(step.id)
        entry = next((action for action in actions if any(field not in action.body for field in FIELDS)), None)
        if entry is None:
            source = step.options.get("from")
            stage.show([*blocks(step, room), *(kinds.blocks_at(source, room) if source else [])])
            question = Question(
                (number, "what"), _what(actions, step), lambda given: _read_what(given, step, room), repeats=True
            )
            entry = yield Fact({"text": stage.ask(question), "status": "open"})
        yield from _fill(number, entry, step, room, stage)


def result(step: Step, room: Room) -> list[dict[str, Any]] | None:
    """``[{id, what, who, helper, by_when (ISO), first_step, support, measure, agenda, status}]``; None where open."""
    rows = [
        {
            "id": entry.id,
            "what": entry.text,
            "who": room.name_of(entry.body.get("who")) or None,
            "helper": None if room.audience == "donor" else entry.body.get("helper") or None,
            "by_when": entry.body.get("by_when") or None,
            "first_step": entry.body.get("first_step") or None,
            "support": entry.body.get("support") or None,
            "measure": entry.body.get("measure") or None,
            "agenda": entry.body.get("agenda") or None,
            "status": entry.body.get("status") or "open",
        }
        for entry in room.standing(step.id)
    ]
    return renewed(rows, room) or None


def items(step: Step, room: Room) -> list[Item]:
    """What is to be done."""
    return room.items(step.id)


def blocks(step: Step, room: Room) -> list[Block]:
    """The actions as cards; donors read no names."""
    actions = tuple(_as_action(row, room) for row in result(step, room) or ())
    return [Actions(actions)] if actions else []


def _as_action(row: Mapping[str, Any], room: Room) -> Action:
    by_when = long_form(date.fromisoformat(row["by_when"])) if row["by_when"] else ""
    texts = {key: row[key] or "" for key in ("what", "first_step", "support", "measure")}
    names = (
        dict.fromkeys(("who", "helper"))
        if room.audience == "donor"
        else {key: row[key] or "" for key in ("who", "helper")}
    )
    return Action(**texts, **names, by_when=by_when, status=row["status"])


def _fill(number: int, entry: Entry, step: Step, room: Room, stage: Stage) -> Play:
    """Ask for what the action still lacks; every answer is handed over before the next question."""
    body = dict(entry.body)
    readback = ""
    for field in FIELDS[1:]:
        if field in body:
            continue
        stage.show(blocks(step, room))
        if readback:
            stage.say(readback, "quiet")
        issues = _agenda(step, room) if field == "agenda" else []
        if field == "agenda":
            answer = _ask_agenda(number, issues, stage) if issues else ""
        else:
            answer = stage.ask(_question(number, field, room))
        readback = _read_back(field, answer)
        if field == "who" and answer:
            answer = _confirm(answer, room, stage)
            body = {**body, "confirmed": bool(answer)}
        body = {**body, field: answer}
        if issues or field != "agenda":  # otherwise nothing was asked
            yield Fact(body, op="edit", ref=entry.id)


def _question(number: int, field: str, room: Room) -> Question[str]:
    names = tuple(person.name for person in room.people())
    today = date.fromisoformat(room.workshop.head.date)
    readers: dict[str, tuple[str, Callable[[Given], str], str]] = {
        "who": (_("Who leads?"), lambda given: _read_owner(given, room), _("Somebody here who says yes. Empty: open.")),
        "helper": (_("Who helps?"), read_words_or_none, _("Empty: nobody yet.")),
        "by_when": (
            _("By when?"),
            lambda given: _read_day(given, today),
            _("12 Dec, 2026-12-12, or in 3 weeks. Empty: open."),
        ),
        "first_step": (_("First step, in the next seven days?"), read_words_or_none, _("Empty: open.")),
        "support": (_("What support is needed?"), read_words_or_none, _("Transport and childcare count. Empty: none.")),
        "measure": (_("How will we know that it is done?"), read_words_or_none, _("Empty: open.")),
    }
    prompt, read, hint = readers[field]
    completions = names if field in ("who", "helper") else ()
    return Question((number, field), prompt, read, completions=completions, hint=hint)


def _read_day(given: Given, today: date) -> str:
    """A day as it was typed, or as TOML writes it without quotes."""
    typed = given.isoformat()[:10] if isinstance(given, date) else read_words_or_none(given)
    return read_date(typed, today).isoformat() if typed else ""


def _read_owner(given: Given, room: Room) -> str:
    return read_person(given, room).id if read_words_or_none(given) else ""


def _confirm(owner: str, room: Room, stage: Stage) -> str:
    """The owner if she said yes herself; empty, so that the field stays open, if she did not."""
    name = room.name_of(owner)
    leads = sum(
        entry.body.get("who") == owner
        for plan in room.exercise.steps
        if plan.kind == "plan"
        for entry in room.said(plan.id)
    )
    if leads >= ENOUGH_FOR_ONE:
        stage.say(
            _("{name} leads {count} actions already. Is that too much?").format(name=name, count=leads), "warning"
        )
    options = [Option("yes", _("Yes, she said it herself")), Option("no", _("Not yet; leave it open"))]
    prompt = _("Did {name} say yes?").format(name=name)
    return owner if stage.choose(None, prompt, options, "yes") == "yes" else ""


def _read_back(field: str, answer: str) -> str:
    if field != "by_when" or not answer:
        return ""
    return _("That is {day}.").format(day=long_form(date.fromisoformat(answer)))


def _what(actions: list[Entry], step: Step) -> str:
    most = int(step.options.get("most", 3))
    if len(actions) < most:
        return _("Action {number} of {most}: what exactly?").format(number=len(actions) + 1, most=most)
    return _("{count} actions stand. Another one? Enter: no.").format(count=len(actions))


def _ask_agenda(number: int, issues: list[Item], stage: Stage) -> str:
    options = [Option(item.text, item.text) for item in issues]
    options.append(Option("", _("None of these")))
    return stage.choose((number, "agenda"), _("Which issue of the agenda does it serve?"), options, "")


def _agenda(step: Step, room: Room) -> list[Item]:
    """The first issues of the newest ranking, by their rank; those that share one too."""
    source = step.options.get("agenda")
    return [item for item in kinds.items(source, room) if item.number <= FIRST] if source else []


def _read_what(given: Given, step: Step, room: Room) -> str:
    """The words, or those of the idea whose number was typed."""
    words = read_words(given)
    source = step.options.get("from")
    return find_item(words, kinds.items(source, room)).text if source and words.isdigit() else words
