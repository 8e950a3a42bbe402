"""Rows filled column by column: actions with somebody who said yes, or a table of one's own; an empty field stays open.

Without ``columns`` a row is an action: who leads, who helps, a day, a first step. With them it is whatever an exercise
asks for: an ask and its routes, a role and who stands in, a number to call.
"""

from collections.abc import Generator, Iterator, Mapping
from functools import partial
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Action, Actions, Block, Bullet, Bullets, Prompt, Prose, Table
from coalition_cli.blocks import Column as Heading
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.model.actions import iso_day, renewed
from coalition_cli.model.contributions import Row, Term, Traits, Voice
from coalition_cli.model.entry import Entry, Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import as_whole, columns, find_item, read_words
from coalition_cli.parsing.columns import Column
from coalition_cli.stage import Finished, Given, Option, Passed, Question, Stage, as_given

ENOUGH_FOR_ONE: Final = 2
FIRST: Final = 3
"""Down to which place of a ranking an issue is offered to be served."""

OPTIONS: Final[Mapping[str, Field]] = {
    "from": Field("text", "The step whose ideas are offered.", gives="items"),
    "each": Field("flag", "Go through what from offers: a row for each, any may be passed over."),
    "most": Field("whole", "How many rows are enough.", least=1),
    "agenda": Field(
        "text",
        "A ranking whose first issues an action may serve.",
        gives="items",
        step_kinds=("score",),
        is_offered=True,
    ),
    "asks": Field("text", "The first question of every row.", is_spoken=True),
    "columns": Field(
        "tables",
        "What a row holds, instead of what an action does; the first column says what the row is.",
        fields=columns.FIELDS,
    ),
    "is_actions": Field(
        "flag",
        "Rows with columns of one's own are actions too: they stand under what happens next, and are followed up.",
    ),
    "heading": Field(
        "text", "What stands above the rows in the summary. Left out: the title.", is_spoken=True
    ),
    "offers": Field(
        "text",
        "The id of a column of the type flag: only rows with its yes are offered to other steps.",
    ),
}
ACTION: Final = ("who", "helper", "by_when", "first_step", "support", "measure", "agenda")
"""The keys of an action beside ``what`` and ``status``."""

ASKS: Final = True
TRAITS: Final = Traits(needs_words=True)
arrange = as_given

_WIDEST_CELL: Final = 24
_MOST_IN_TABLE: Final = 3
_TERM: Final = "term"
"""The first letters of columns that say until when somebody holds a role."""
_NAMED: Final = "named"
"""What a file says instead of passing over what is offered: each of its rows names what it works on."""
_OVER: Final = ("done", "let go")


def play(step: Step, view: View, stage: Stage) -> Play:
    """One row after the other, each field on its own; a row left half-way goes on where it stopped."""
    asked = _columns(step, view)
    for number in count():
        entry = next((row for row in view.said(step.id) if _is_half(row, asked)), None)
        if entry is None:
            entry = yield from _begin(number, step, view, stage)
        yield from _fill(number, entry, asked, step, view, stage)


def result(step: Step, view: View) -> list[dict[str, Any]] | None:
    """``[{id, what, who, helper, by_when (ISO), first_step, support, measure, agenda, status}]``; None where open.

    Of columns of one's own: ``id``, ``what`` and the ids of those that the audience may read; lists stay lists.
    """
    known = {column.id: column for column in _columns(step, view) if column.may_be_seen(view)}
    rows = [
        {"id": entry.id, "what": entry.text}
        | (dict.fromkeys(ACTION) if holds_actions(step) else {})
        | {key: _value(column, entry, view) for key, column in known.items()}
        | ({"agenda": entry.body.get("agenda") or None} if holds_actions(step) else {})
        | ({"status": entry.body.get("status") or "open"} if holds_actions(step) else {})
        for entry in _rows(step, view)
    ]
    return renewed(rows, view) or None


def outcome(step: Step, view: View) -> list[dict[str, Any]] | None:
    """Return the rows; what an action still needs is for those who were there."""
    rows = result(step, view)
    if rows and view.audience == "donor":
        return [{**row, "support": None} if "support" in row else row for row in rows]
    return rows


def actions(step: Step, view: View) -> list[Row]:
    """Return the rows that are actions; a table of something else gives none."""
    keys = ("id", "what", *ACTION, "status")
    rows = (outcome(step, view) or []) if holds_actions(step) else []
    return [{key: row[key] for key in keys} for row in rows]


def terms(step: Step, view: View) -> list[Term]:
    """Return the roles with the first day on which a column called after a term says that they end."""
    found = []
    for row in result(step, view) or ():
        values = [value for key, value in row.items() if key.startswith(_TERM)]
        days = [day for value in values if (day := iso_day(value))]
        if days:
            found.append(Term(row["what"], min(days)))
    return found


def table_title(step: Step) -> str:
    """Return what stands above columns of one's own."""
    return str(step.options.get("heading") or step.title) if step.options.get("columns") else ""


def voice(step: Step, view: View) -> Voice:
    """It is told with what happens next, or as a table of its own."""
    return ""


def items(step: Step, view: View) -> list[Item]:
    """The first words of each row; where the step ``offers`` a column, of those rows that have its yes."""
    mark = step.options.get("offers")
    offered = {entry.id for entry in _rows(step, view) if not mark or entry.body.get(mark) is True}
    return [item for item in view.items(step.id) if item.id in offered]


def blocks(step: Step, view: View) -> list[Block]:
    """Actions as cards; other rows as a table where all of it is short, otherwise as a list. Donors read no names."""
    rows = result(step, view) or []
    seen = [column for column in _columns(step, view) if column.may_be_seen(view)]
    if not rows:
        return []
    if holds_actions(step):
        asked = {column.id for column in seen}
        further = [column for column in seen if column.id not in ACTION]
        told = tuple(
            _bullet(row, further, "") for row in rows if any(row[column.id] for column in further)
        )
        return [
            Actions(tuple(_as_action(row, asked) for row in rows)),
            *([Bullets(told)] if told else []),
        ]
    cells = [
        (row["what"], *(columns.in_words(column, row[column.id]) for column in seen))
        for row in rows
    ]
    if len(seen) < _MOST_IN_TABLE and all(
        len(cell) <= _WIDEST_CELL for line in cells for cell in line
    ):
        titles = (Heading(_title(step)), *(Heading(column.title) for column in seen))
        return [Table(titles, tuple(cells))]
    return [
        Bullets(
            tuple(
                _bullet(row, seen, mark) for row, mark in zip(rows, _marks(step, view), strict=True)
            )
        )
    ]


def holds_actions(step: Step) -> bool:
    """Whether the rows of a plan are actions, and not something else that a room wrote down row by row."""
    return not step.options.get("columns") or bool(step.options.get("is_actions"))


def find_mistakes(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong between the keys of such a step: where in it, and what was expected there."""
    given = table.get("columns")
    found = given if isinstance(given, list) else []
    for at, what in columns.find_mistakes(found):
        yield ("columns", *at), what
    flags = [
        column.get("id")
        for column in found
        if isinstance(column, dict) and column.get("type") == "flag"
    ]
    if "offers" in table and table["offers"] not in flags:
        yield ("offers",), _("the id of a column of the type flag")
    if table.get("each") is True and "from" not in table:
        yield (
            ("from",),
            _("the step whose ideas are gone through, because of each; the key is missing"),
        )


def _begin(number: int, step: Step, view: View, stage: Stage) -> Generator[Fact, Entry, Entry]:
    """A new row: of the next thing that is offered, or in words of its own."""
    for item in _unheard(step, view) if step.options.get("each") else ():
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
    stage.show(lambda: [*_in_short(step, view), *_offer(step, view)])
    names = ("what", *(column["id"] for column in (step.options.get("columns") or ())[:1]))
    question = Question(
        (number, names),
        _first_question(step, view),
        lambda given: _read_first(given, step, view),
        repeats=True,
    )
    return (yield Fact(_new_row(*stage.ask(question), step)))


def _page_of(item: Item, step: Step, view: View) -> list[Block]:
    return [*_in_short(step, view), Prompt(item.text, str(item.number))]


def _page_in(column: Column, row: Entry, step: Step, view: View) -> list[Block]:
    return [*_in_short(step, view, row.id), *_choices_of(column)]


def _fill(
    number: int, entry: Entry, asked: list[Column], step: Step, view: View, stage: Stage
) -> Play:
    """Ask for what the row still lacks; every answer is handed over before the next question."""
    body = dict(entry.body)
    readback = ""
    for column in asked:
        if column.id in body:
            continue
        stage.show(partial(_page_in, column, entry, step, view))
        if readback:
            stage.say(readback, "quiet")
        answer = _ask((number, column.id), column, view, stage)
        readback = _read_back(column, answer, view)
        if column.is_confirmed and answer:
            answer = _confirm(answer, step, view, stage)
            body = body | ({"confirmed": bool(answer)} if column.id == "who" else {})
        body = {**body, column.id: answer}
        yield Fact(body, op="edit", ref=entry.id)


def _ask(key: tuple[int, str], column: Column, view: View, stage: Stage) -> Any:
    """One answer as entries hold it; whoever passes leaves the field open."""
    hint = column.hint
    if not column.may_be_seen(view):
        hint = " ".join(filter(None, (hint, _("The room does not see this."))))
    try:
        names = (
            tuple(person.name for person in view.people())
            if column.type in ("person", "name")
            else ()
        )
        question = Question(
            key,
            column.prompt,
            lambda given: columns.read(column, given, view),
            may_pass=True,
            completions=names,
            hint=hint,
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


def _confirm(person: str, step: Step, view: View, stage: Stage) -> str:
    """The person if she said yes herself; empty, so that the field stays open, if she did not."""
    name = view.name_of(person)
    leads = _carried_by(person, view)
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


def _carried_by(person: str, view: View) -> int:
    """How many rows of all plans of the workshop wait for somebody who said yes to them."""
    found = 0
    for place in view.workshop.places():
        if not any(person in entry.body.values() for entry in view.workshop.standing(place)):
            continue
        is_here = place.exercise == view.exercise.id
        exercise = (
            view.exercise
            if is_here
            else view.find_exercise(place.exercise)
            if place.exercise
            else None
        )
        plans = [
            step
            for step in (exercise.steps if exercise else ())
            if step.id == place.step and step.kind == "plan"
        ]
        keys = [column.id for step in plans for column in _own_columns(step) if column.is_confirmed]
        for entry in view.workshop.standing(place) if keys else ():
            is_hers = any(entry.body.get(key) == person for key in keys)
            found += is_hers and entry.body.get("status") not in _OVER
    return found


def _columns(step: Step, view: View) -> list[Column]:
    """What is asked of a row after its first words; the agenda only where there is one."""
    own = _own_columns(step)
    source = step.options.get("agenda")
    issues = (
        [item.text for item in kinds.items(source, view) if item.number <= FIRST] if source else []
    )
    if not issues:
        return own
    asks = _("Which issue of the agenda does it serve?")
    none = _("None of these")
    return [Column("agenda", _("Agenda"), asks, "choice", tuple(issues), not_chosen=none), *own]


def _own_columns(step: Step) -> list[Column]:
    tables = step.options.get("columns")
    return [columns.from_table(table) for table in tables[1:]] if tables else columns.of_an_action()


def _rows(step: Step, view: View) -> list[Entry]:
    return [entry for entry in view.standing(step.id) if entry.text]


def _is_half(row: Entry, asked: list[Column]) -> bool:
    return not row.body.get("passed") and any(column.id not in row.body for column in asked)


def _new_row(text: str, item: str, step: Step) -> dict[str, Any]:
    origin = {"from": item} if step.options.get("columns") else {}
    return {"text": text} | origin | ({"status": "open"} if holds_actions(step) else {})


def _unheard(step: Step, view: View) -> list[Item]:
    """What is offered and neither has a row yet nor was passed over."""
    heard = {entry.body.get("from") for entry in view.said(step.id)}
    return [item for item in _offered(step, view) if item.id not in heard]


def _offered(step: Step, view: View) -> list[Item]:
    """What the other step offers; where two share a number, as the tied of a ranking do, by their order."""
    source = step.options.get("from")
    found = kinds.items(source, view) if source else []
    if len({item.number for item in found}) == len(found):
        return found
    return [Item(item.id, number, item.text) for number, item in enumerate(found, 1)]


def _offer(step: Step, view: View) -> list[Block]:
    """What is offered, under the numbers by which it is taken."""
    source, offered = step.options.get("from"), _offered(step, view)
    if not source or not offered:
        return []
    if not step.options.get("columns") and offered == kinds.items(source, view):
        return kinds.blocks_at(source, view)
    taken = {
        entry.body["from"] for entry in view.said(step.id) if entry.text and entry.body.get("from")
    }
    left = tuple(Bullet(item.text, str(item.number)) for item in offered if item.id not in taken)
    return [Prose(_("What can be taken by its number:"), "quiet"), Bullets(left)] if left else []


def _first_question(step: Step, view: View) -> str:
    rows, most = (
        len([row for row in view.said(step.id) if row.text]),
        int(step.options.get("most", FIRST)),
    )
    asks = step.options.get("asks")
    if step.options.get("columns") and (not rows or rows < most or "most" not in step.options):
        question = str(asks or step.options["columns"][0].get("prompt") or _title(step))
        return _("{question} Enter: no more.").format(question=question) if rows else question
    if rows < most:
        return str(
            asks or _("Action {number} of {most}: what exactly?").format(number=rows + 1, most=most)
        )
    return (
        _("{count} stand. Another one? Enter: no.")
        if step.options.get("columns")
        else _("{count} actions stand. Another one? Enter: no.")
    ).format(count=rows)


def _read_first(given: Given, step: Step, view: View) -> tuple[str, str]:
    """The words, and the id of what is offered where they are its own or its number was given."""
    offered = _offered(step, view)
    if offered and as_whole(given) is not None:
        item = find_item(given, offered)
        return item.text, item.id
    words = read_words(given)
    named = next((item for item in offered if item.text.casefold() == words.casefold()), None)
    return (named.text, named.id) if named else (words, "")


def _value(column: Column, entry: Entry, view: View) -> Any:
    """A field as the summary holds it; None where it is open."""
    value = columns.as_kept(column, entry.body.get(column.id))
    return view.name_of(value) or None if column.type == "person" else value


def _read_back(column: Column, answer: Any, view: View) -> str:
    if column.type != "day" or not answer or not column.may_be_seen(view):
        return ""
    return _("That is {day}.").format(day=columns.day_in_words(answer))


def _as_action(row: Mapping[str, Any], asked: set[str]) -> Action:
    """One card. What was not asked, or is not for this audience, is None; what is open is empty."""
    found = {key: (row[key] or "") if key in asked else None for key in ACTION if key != "agenda"}
    by_when = found.pop("by_when")
    return Action(
        what=row["what"],
        **found,
        by_when=columns.day_in_words(by_when) if by_when else by_when,
        serves=row["agenda"],
        status=row["status"],
    )


def _bullet(row: Mapping[str, Any], told: list[Column], mark: str) -> Bullet:
    fields = ((column.title, columns.in_words(column, row[column.id])) for column in told)
    below = tuple(
        Bullet(_("{field}: {value}").format(field=title, value=value)) for title, value in fields
    )
    return Bullet(row["what"], mark, "", below)


def _in_short(step: Step, view: View, open_row: str = "") -> list[Block]:
    """What stands while more is asked: rows of one's own in a line each, and only the open one in full."""
    if holds_actions(step):
        return blocks(step, view)
    seen = [column for column in _columns(step, view) if column.may_be_seen(view)]
    rows = result(step, view) or []
    marked = zip(rows, _marks(step, view), strict=True)
    lines = tuple(_bullet(row, seen if row["id"] == open_row else [], mark) for row, mark in marked)
    return [Bullets(lines)] if lines else []


def _marks(step: Step, view: View) -> list[str]:
    return [str(item.number) for item in view.items(step.id)]


def _choices_of(column: Column) -> list[Block]:
    if column.type != "texts" or not column.choices:
        return []
    return [
        Bullets(tuple(Bullet(words, str(number)) for number, words in enumerate(column.choices, 1)))
    ]


def _title(step: Step) -> str:
    return str(step.options["columns"][0]["title"])
