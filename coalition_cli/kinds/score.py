"""Items weighed on criteria, by hands, by person, by group or by one agreed number."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from coalition_cli.blocks import Bar, Bars, Block, Bullet, Bullets, Column, Point, Prompt, Prose, Quadrant, Table
from coalition_cli.errors import Problem
from coalition_cli.kinds import Play
from coalition_cli.methods.captions import field_name
from coalition_cli.methods.scores import Cell, Ranked, rank, reason, split
from coalition_cli.methods.sentences import one_decimal
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.room import Item, Room
from coalition_cli.stage import Given, Option, Question, Stage, as_given
from coalition_cli.typed import clean
from coalition_cli.words import _, ngettext

OPTIONS: Final[Mapping[str, Field]] = {
    "from": Field(
        "text", "The step whose lines are weighed.", is_required=True, step_kinds=("notes", "themes", "circle")
    ),
    "criteria": Field(
        "tables",
        "What is weighed; with two of them a picture is drawn, the first across, the second upwards.",
        is_required=True,
        fields={
            "id": Field("text", "The name that entries and answers use.", is_required=True),
            "title": Field("text", "What the room reads.", is_required=True, is_spoken=True),
            "prompt": Field("text", "The question.", is_required=True, is_spoken=True),
            "low": Field("text", "What the lowest number means.", is_spoken=True),
            "high": Field("text", "What the highest number means.", is_spoken=True),
        },
    ),
    "least": Field("whole", "The lowest number of the scale.", least=0, most=9),
    "most": Field("whole", "The highest number of the scale.", least=1, most=10),
    "weight": Field("number", "How much the first of two criteria counts, 0 to 1.", least=0, most=1),
    "corners": Field(
        "table",
        "The names of the four fields of the picture.",
        fields={
            "do_first": Field("text", "High on both.", is_spoken=True),
            "prepare": Field("text", "High on the first, low on the second.", is_spoken=True),
            "quick_win": Field("text", "Low on the first, high on the second.", is_spoken=True),
            "keep": Field("text", "Low on both.", is_spoken=True),
        },
    ),
}
arrange = as_given

AGREED: Final = "agreed"


def play(step: Step, room: Room, stage: Stage) -> Play:
    """One criterion after the other, each item in turn; an empty line leaves an item unweighed."""
    items = room.items(step.options["from"])
    if not items:
        stage.say(_("There is nothing to weigh yet: go back and name the issues first."), "warning")
        return
    way = _choose_way(step, room, stage)
    for criterion in _criteria(step):
        for item in items:
            if (criterion["id"], item.id) not in _cells(step, room):
                yield from _weigh(item, criterion, way, step, room, stage)
    while True:
        stage.show(blocks(step, room))
        options = [Option("", _("No, this is what we said"))]
        options += [Option(item.id, f"{item.number}. {item.text}") for item in items]
        again = stage.choose(None, _("Shall one of them be weighed again?"), options, "")
        if not again:
            return
        for criterion in _criteria(step):
            item = next(item for item in items if item.id == again)
            yield from _weigh(item, criterion, way, step, room, stage)


def result(step: Step, room: Room) -> list[dict[str, Any]] | None:
    """One row an item, in rank order: means, answers, spread, rank, and the sentence that says why."""
    ranked = ranking(step, room)
    if not any(cell.answers for row in ranked for cell in row.cells.values()):
        return None
    names = {item.id: item.text for item in room.items(step.options["from"])}
    return [
        {
            "id": row.item,
            "text": names[row.item],
            "rank": row.rank,
            "tied": row.is_tied,
            "score": as_number(row.score),
            "scorers": row.scorers,
            "voters": row.voters,
            "spread": row.spread,
            "contested": row.is_contested,
            "criteria": {
                criterion: {
                    "mean": as_number(cell.mean),
                    "answers": cell.answers,
                    "counts": {str(value): number for value, number in sorted(cell.counts.items())},
                }
                for criterion, cell in row.cells.items()
            },
            "why": _why(row, ranked, names, step),
        }
        for row in ranked
    ]


def blocks(step: Step, room: Room) -> list[Block]:
    """The ranked table, the picture of two criteria, and why the first ones stand where they stand."""
    rows = result(step, room)
    if rows is None:
        return []
    criteria = _criteria(step)
    points = _points(rows, criteria) if len(criteria) == 2 else []
    picture = _picture(points, criteria, step) if points else None
    table = _table(rows, criteria, picture)
    shown: list[Block] = [replace(picture, numbers=table) if picture else table]
    shown.append(Bullets(tuple(Bullet(row["why"], place_word(row)) for row in rows)))
    if room.shows_names():
        shown += _spread_bars(rows, step)
    return shown


def ranking(step: Step, room: Room) -> list[Ranked]:
    """The items in rank order, exactly as counted."""
    items = room.items(step.options["from"])
    cells = _cells(step, room)
    answers = {
        criterion["id"]: {
            item.id: cells[criterion["id"], item.id] for item in items if (criterion["id"], item.id) in cells
        }
        for criterion in _criteria(step)
    }
    weight = Fraction(str(step.options.get("weight", 0.5)))
    return rank([item.id for item in items], answers, weight, _raters(step, room))


def place_word(row: Mapping[str, Any]) -> str:
    """``1``, ``2=`` for a shared place, a dash for an item without enough answers."""
    if row["rank"] is None:
        return "–"
    return f"{row['rank']}=" if row["tied"] else str(row["rank"])


def as_number(exact: Fraction | None) -> float | None:
    """An exact value as JSON holds it: four decimals."""
    return None if exact is None else round(float(exact), 4)


def _weigh(item: Item, criterion: Mapping[str, str], way: str, step: Step, room: Room, stage: Stage) -> Play:
    least, most = _scale(step)
    legend = [text for text in (criterion.get("low"), criterion.get("high")) if text]
    stage.show([Prompt(item.text, str(item.number)), Prose(criterion["prompt"], "strong"), Prose(" · ".join(legend))])
    question = Question(
        key=(criterion["id"], (item.text, str(item.number))),
        prompt=_prompt_of(way, criterion["title"], least, most),
        read=lambda given: _read(given, way, step, room),
        hint=_("An empty line: not weighed. Blanks are left out, never counted as low."),
    )
    value = stage.ask(question)
    if value is None:
        return
    answers = sum(value["counts"].values())
    present = len(room.people())
    if present and answers > present and value["way"] != AGREED:
        sentence = _("{answers} answers, but {present} people are here.").format(answers=answers, present=present)
        stage.say(sentence, "warning")
        options = [Option("keep", _("Keep it as counted")), Option("again", _("Count this one again"))]
        if stage.choose(None, sentence, options, "keep") == "again":
            yield from _weigh(item, criterion, way, step, room, stage)
            return
    yield Fact({"criterion": criterion["id"], "item": item.id, **value})


def _choose_way(step: Step, room: Room, stage: Stage) -> str:
    ways = {
        "hands": _("Hands: how many show each number"),
        "people": _("One number a person, read out or from stones"),
        "groups": _("One number a small group"),
        AGREED: _("One number that the whole room agrees on"),
    }
    before = [str(entry.body["way"]) for entry in room.said(step.id)]
    default = before[-1] if before and before[-1] in ways else "hands"
    stage.show(blocks(step, room))
    return stage.choose(None, _("How does the room answer?"), [Option(*way) for way in ways.items()], default)


def _prompt_of(way: str, title: str, least: int, most: int) -> str:
    prompts = {
        "hands": _("{title}: hands for {most} down to {least}, like 5 9 3 0 1"),
        "people": _("{title}: one number a person, {least} to {most}, like 5 4 4 2"),
        "groups": _("{title}: one number a group, like Blue 4, Red 5"),
        AGREED: _("{title}: the number you agree on, {least} to {most}"),
    }
    return prompts[way].format(title=title, least=least, most=most)


def _read(given: Given, way: str, step: Step, room: Room) -> dict[str, Any] | None:
    """``{way, counts, raters?}`` from what was typed, or from a value of an answers file by its shape."""
    if isinstance(given, str):
        return _read_typed(clean(given).text, way, step, room)
    if isinstance(given, Mapping):
        numbers = {str(number) for number in range(_scale(step)[0], _scale(step)[1] + 1)}
        if all(str(key).strip().lstrip("-").isdigit() for key in given):
            if unknown := [key for key in given if str(key).strip() not in numbers]:
                raise _outside(unknown[0], step)
            return _tallied({int(key): _hands(count) for key, count in given.items()})
        return _rated({_rater(name, room): _number(value, step) for name, value in given.items()})
    if isinstance(given, list):
        return _listed([_number(value, step) for value in given], "people")
    return _listed([_number(given, step)], AGREED)


def _read_typed(text: str, way: str, step: Step, room: Room) -> dict[str, Any] | None:
    if not text:
        return None
    words = text.replace(",", " ").split()
    if way == "groups" and not all(word.isdigit() for word in words):
        pairs = [part.strip().rpartition(" ") for part in text.split(",") if part.strip()]
        return _rated({name.strip(" :=") or number: _number(number, step) for name, _space, number in pairs})
    if way == "hands":
        least, most = _scale(step)
        if len(words) != most - least + 1:
            sentence = _("Expected {count} counts, for {most} down to {least}: how many hands each.")
            raise Problem(sentence.format(count=most - least + 1, most=most, least=least))
        return _tallied({most - place: _hands(word) for place, word in enumerate(words)})
    numbers = [_number(word, step) for word in words]
    if way == AGREED and len(numbers) != 1:
        raise Problem(_("Expected one number, the one the room agrees on."))
    return _listed(numbers, way)


def _tallied(counts: Mapping[int, int]) -> dict[str, Any] | None:
    given = {str(value): number for value, number in counts.items() if number}
    return {"way": "hands", "counts": given} if given else None


def _listed(numbers: list[int], way: str) -> dict[str, Any] | None:
    if not numbers:
        return None
    return {"way": way, "counts": {str(value): numbers.count(value) for value in sorted(set(numbers))}}


def _rated(numbers: Mapping[str, int]) -> dict[str, Any] | None:
    listed = _listed(list(numbers.values()), "raters")
    return listed and listed | {"raters": dict(numbers)}


def _rater(name: Any, room: Room) -> str:
    person = room.workshop.person_named(str(name))
    if person:
        return person.id
    if str(name) in {known.group for known in room.workshop.people() if known.group} | _group_names(room):
        return str(name)
    raise Problem(_("Nobody here, and no group, is called {name}.").format(name=clean(str(name)).text))


def _group_names(room: Room) -> set[str]:
    steps = [step.id for step in room.exercise.steps if step.kind == "groups"]
    return {entry.text for step in steps for entry in room.said(step)}


def _hands(given: Any) -> int:
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 7:
        return int(given)
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < 1_000_000:
        raise Problem(_("Expected how many hands, a whole number from 0."))
    return given


def _number(given: Any, step: Step) -> int:
    least, most = _scale(step)
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 7:
        given = int(given)
    if isinstance(given, bool) or not isinstance(given, int) or not least <= given <= most:
        raise _outside(given, step)
    return given


def _outside(given: Any, step: Step) -> Problem:
    least, most = _scale(step)
    sentence = _("{given} is outside the scale: expected whole numbers from {least} to {most}.")
    return Problem(sentence.format(given=clean(str(given)).text[:40], least=least, most=most))


def _scale(step: Step) -> tuple[int, int]:
    least, most = int(step.options.get("least", 1)), int(step.options.get("most", 5))
    if least >= most:
        sentence = _("The scale of {step} runs from {least} to {most}; mend its exercise file.")
        raise Problem(sentence.format(step=step.id, least=least, most=most))
    return least, most


def _criteria(step: Step) -> list[Mapping[str, str]]:
    return list(step.options["criteria"])


def _cells(step: Step, room: Room) -> dict[tuple[str, str], Cell]:
    return {
        (entry.body["criterion"], entry.body["item"]): Cell(
            {int(value): number for value, number in entry.body["counts"].items()}, entry.body["way"] == AGREED
        )
        for entry in room.standing(step.id)
    }


def _raters(step: Step, room: Room) -> int | None:
    """How many answered anything, where they are known one by one; None where only hands were counted."""
    bodies = [entry.body for entry in room.standing(step.id)]
    if not bodies or any("raters" not in body for body in bodies):
        return None
    return len({rater for body in bodies for rater in body["raters"]})


def _why(row: Ranked, ranked: list[Ranked], names: Mapping[str, str], step: Step) -> str:
    titles = {criterion["id"]: criterion["title"] for criterion in _criteria(step)}
    tied_with = [names[other.item] for other in ranked if row.is_tied and other.rank == row.rank and other is not row]
    return reason(row, names[row.item], titles, tied_with)


def _table(rows: list[dict[str, Any]], criteria: list[Mapping[str, str]], picture: Quadrant | None) -> Table:
    fields = {point.mark + point.label: field_name(picture, point) for point in picture.points} if picture else {}
    columns = (
        Column(_("Place"), True),
        Column(_("Issue")),
        *(Column(criterion["title"], True) for criterion in criteria),
        Column(_("Together"), True),
        Column(_("Answers"), True),
        Column(_("In words")),
    )
    return Table(columns, tuple(_cells_of(row, criteria, fields) for row in rows))


def _cells_of(row: Mapping[str, Any], criteria: list[Mapping[str, str]], fields: Mapping[str, str]) -> tuple[str, ...]:
    means = (row["criteria"].get(criterion["id"], {}).get("mean") for criterion in criteria)
    words = [
        fields.get(place_word(row) + row["text"], ""),
        _("tied") if row["tied"] else "",
        _("talk first") if row["contested"] else "",
        _("not enough answers") if row["rank"] is None else "",
    ]
    return (
        place_word(row),
        row["text"],
        *(_decimal(mean) for mean in means),
        _decimal(row["score"]),
        str(row["scorers"]),
        ", ".join(word for word in words if word),
    )


def _decimal(value: float | None) -> str:
    return "–" if value is None else one_decimal(Fraction(str(value)))


def _points(rows: list[dict[str, Any]], criteria: list[Mapping[str, str]]) -> list[Point]:
    first, second = (criterion["id"] for criterion in criteria)
    return [
        Point(row["text"], row["criteria"][first]["mean"], row["criteria"][second]["mean"], place_word(row))
        for row in rows
        if row["rank"] is not None
    ]


def _picture(points: list[Point], criteria: list[Mapping[str, str]], step: Step) -> Quadrant:
    least, most = _scale(step)
    named = step.options.get("corners") or {}
    corners = (
        named.get("do_first") or _("do first"),
        named.get("quick_win") or _("quick win"),
        named.get("prepare") or _("prepare"),
        named.get("keep") or _("keep"),
    )
    return Quadrant(tuple(points), criteria[0]["title"], criteria[1]["title"], least, most, corners)


def _spread_bars(rows: list[dict[str, Any]], step: Step) -> list[Block]:
    """How the answers are spread where the room disagrees: two camps must not look like a middle."""
    shown: list[Block] = []
    for row in rows:
        for criterion in _criteria(step):
            counts = row["criteria"].get(criterion["id"], {}).get("counts", {})
            if not row["contested"] or sum(counts.values()) < 2:
                continue
            bars = tuple(
                Bar(value, number, ngettext("{count} answer", "{count} answers", number).format(count=number))
                for value, number in counts.items()
            )
            word = split(Cell({int(value): number for value, number in counts.items()}), *_scale(step))
            caption = f"{row['text']} · {criterion['title']}" + (f" · {word}" if word else "")
            shown.append(Bars(bars, max(counts.values()), caption))
    return shown
