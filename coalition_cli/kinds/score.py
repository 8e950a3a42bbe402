"""Items weighed on criteria, by hands, by person, by group or by one agreed number."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Prompt, Prose
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds import Play
from coalition_cli.methods.ranking_blocks import place_word, quadrant, ranked_table, spread_bars
from coalition_cli.methods.scores import EVEN, Cell, Ranked, places, rank, reason, steady_weights
from coalition_cli.model.contributions import Agenda, Cover, Issue, Traits
from coalition_cli.model.entry import Entry, Fact, share_level
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import as_whole, find_item, read_words
from coalition_cli.parsing.ratings import (
    AGREED,
    GROUPS,
    HANDS,
    PEOPLE,
    read_typed_weighing,
    read_weighing,
    scale_of,
)
from coalition_cli.phrasing.sentences import ordinal
from coalition_cli.stage import Finished, Given, Option, Question, Stage, as_given, in_short

OPTIONS: Final[Mapping[str, Field]] = {
    "from": Field("text", "The step whose lines are weighed.", is_required=True, gives="items"),
    "criteria": Field(
        "tables",
        "What is weighed; with two of them a picture is drawn, the first across, the second upwards.",
        is_required=True,
        fields={
            "id": Field(
                "text",
                "The name that entries and answers use.",
                is_required=True,
                taken=("weight", "moved"),
            ),
            "title": Field("text", "What the room reads.", is_required=True, is_spoken=True),
            "prompt": Field("text", "The question.", is_required=True, is_spoken=True),
            "low": Field("text", "What the lowest number means.", is_spoken=True),
            "high": Field("text", "What the highest number means.", is_spoken=True),
        },
    ),
    "least": Field("whole", "The lowest number of the scale.", least=0, most=9),
    "most": Field("whole", "The highest number of the scale.", least=1, most=10),
    "weight": Field(
        "number", "How much the first of two criteria counts, 0 to 1.", least=0, most=1
    ),
    "ask_weight": Field(
        "flag", "The room says before the first of two criteria is asked how much it counts."
    ),
    "may_move": Field(
        "flag", "The room may give an issue another place afterwards, with its reason."
    ),
    "agenda": Field(
        "flag", "This ranking, and none without this key, is the agenda of the workshop."
    ),
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
ASKS: Final = True
TRAITS: Final = Traits(needs_words=True)
_OF_AN_AGENDA: Final = ("urgency", "feasibility")
TOP: Final = 3
"""How many of the first the room is told more about."""
WEIGHTS: Final[Mapping[str, Fraction]] = {
    "equal": EVEN,
    "first": Fraction(2, 3),
    "second": Fraction(1, 3),
}
"""What a room may say of two criteria: how much the first of them counts."""
_BY_SHAPE: Final = "by its shape"
"""How a file answers: a table of hands, a list, a table of names or one number says itself which way it is."""
arrange = as_given


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
    weighed = _newest(step, view)
    missing = [
        (one, item)
        for one in _criteria(step)
        for item in items
        if (one["id"], item.id) not in weighed
    ]
    stage.show(partial(blocks, step, view))
    if missing:
        way = _choose_way(step, view, stage)
        for criterion, item in missing:
            yield from _weigh(item, criterion, way, step, view, stage)
    else:
        yield from _weigh_again(items, step, view, stage)
    if step.options.get("may_move"):
        yield from _move(step, view, stage)


def result(step: Step, view: View) -> list[dict[str, Any]] | None:
    """One row an item, in the order of the places: means, answers, spread, rank, and the sentence that says why.

    ``rank`` is what the answers came to and ``place`` where the item stands: another one where the room gave it
    (``moved``, ``moved_reason``) or moved others past it. Places are those that the whole room gave: an audience that
    may not see every item finds gaps, never other places.
    """
    ranked = ranking(step, view)
    seen = {entry.body["item"] for entry in view.standing(step.id) if "criterion" in entry.body}
    hidden = {item for _criterion, item in _newest(step, view)} - seen
    visible = {
        item.id: item.text
        for item in kinds.items(step.options["from"], view)
        if item.id not in hidden
    }
    if not seen:
        return None
    moves = _moves(step, view)
    standing = places(
        {row.item: row.rank for row in ranked},
        {item: move.body["moved_to"] for item, move in moves.items()},
    )
    rows = [_row(row, ranked, visible, step, view) for row in ranked if row.item in visible]
    taken = list(standing.values())
    for row in rows:
        place = standing[row["id"]]
        row |= {"place": place, "shares_place": place is not None and taken.count(place) > 1}
        _tell_of_move(row, moves.get(row["id"]), view)
    return sorted(rows, key=lambda row: (row["place"] is None, row["place"] or 0))


def agenda(step: Step, view: View) -> Agenda | None:
    """Return the ranking as an agenda: if its file says that it is one, or if it weighs urgency and feasibility."""
    is_named = bool(step.options.get("agenda"))
    is_usual = {criterion["id"] for criterion in _criteria(step)} == set(_OF_AN_AGENDA)
    rows = result(step, view) if is_named or is_usual else None
    return Agenda([_issue(row) for row in rows], is_named) if rows else None


def covers(step: Step) -> Cover:
    """Return the step whose lines are weighed here."""
    return Cover(step.options["from"])


def items(step: Step, view: View) -> list[Item]:
    """What was weighed and has a place, each under the number of its place: the tied share one."""
    return [
        Item(row["id"], row["place"], row["text"])
        for row in result(step, view) or ()
        if row["place"] is not None
    ]


def blocks(step: Step, view: View) -> list[Block]:
    """Why the first stand where they stand, and who has no place (organizers: every one); and last, where a full
    screen still shows it, the ranked table. Of two criteria there is a picture, which carries that table.
    """
    rows = result(step, view)
    if rows is None:
        hidden = len(_newest(step, view))
        sentence = ngettext(
            "{count} answer is kept and not shown here.",
            "{count} are kept and not shown here.",
            hidden,
        )
        return (
            [Prose(sentence.format(count=hidden), "quiet")]
            if hidden and view.audience == "participants"
            else []
        )
    titles = _titles(step)
    shown: list[Block] = spread_bars(rows, titles, _scale(step)) if view.shows_names() else []
    told = [
        row for row in rows if view.shows_names() or row["place"] is None or row["place"] <= TOP
    ]
    shown.append(Bullets(tuple(Bullet(row["why"], place_word(row)) for row in told)))
    shown += [Prose(sentence, "quiet") for sentence in _remarks(rows, step, view)]
    picture = (
        quadrant(rows, titles, _scale(step), step.options.get("corners") or {})
        if len(titles) == 2
        else None
    )
    table = ranked_table(rows, titles, picture)
    return [*shown, replace(picture, numbers=table) if picture else table]


def ranking(step: Step, view: View) -> list[Ranked]:
    """The items in rank order, exactly as counted, whoever may see them."""
    items = [
        item.id for item in kinds.items(step.options["from"], replace(view, audience="private"))
    ]
    newest = _newest(step, view)
    answers: dict[str, dict[str, Cell]] = {criterion["id"]: {} for criterion in _criteria(step)}
    for (criterion, item), weighing in newest.items():
        if criterion in answers:
            counts = {int(value): number for value, number in weighing["counts"].items()}
            answers[criterion][item] = Cell(counts, weighing["way"] == AGREED)
    return rank(items, answers, _weight(step, view), _raters(newest.values()))


def _weighable(step: Step, view: View) -> list[Item]:
    """The items; where the step itself is not for the room, also those that it hears but does not read."""
    widest = step.share if share_level(step.share) < share_level(view.audience) else view.audience
    return kinds.items(step.options["from"], replace(view, audience=widest))


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
            for criterion in _criteria(step):
                yield from _weigh(item, criterion, way, step, view, stage)
            stage.show(partial(blocks, step, view))


def _move(step: Step, view: View, stage: Stage) -> Play:
    """Another place for an item, one at a time, never without a reason; an empty choice: the order stands."""
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


def _weigh(
    item: Item, criterion: Mapping[str, str], way: str, step: Step, view: View, stage: Stage
) -> Play:
    least, most = _scale(step)
    legend = [text for text in (criterion.get("low"), criterion.get("high")) if text]
    is_seen = item in kinds.items(step.options["from"], view)
    words = (
        item.text
        if is_seen
        else _("Number {number}; it is read out, not shown.").format(number=item.number)
    )
    asked = Prose(criterion["prompt"], "strong")
    stage.show([Prompt(words, str(item.number)), asked, Prose(" · ".join(legend))])
    scale = scale_of(view, least, most, _groups(view))
    question = Question(
        key=(criterion["id"], (item.text, str(item.number))),
        prompt=_prompt_of(way, criterion["title"], least, most),
        read=lambda given: (
            read_weighing(given, scale)
            if way == _BY_SHAPE
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
    before = [str(entry.body["way"]) for entry in view.said(step.id) if "way" in entry.body]
    options = [Option(*way) for way in ways.items()]
    usual = before[-1] if before else HANDS
    return stage.choose(None, _("How does the room answer?"), options, _BY_SHAPE, first=usual)


def _prompt_of(way: str, title: str, least: int, most: int) -> str:
    prompts = {
        HANDS: _("{title}: hands for {most} down to {least}, like 5 9 3 0 1"),
        PEOPLE: _("{title}: one number a person, {least} to {most}, like 5 4 4 2"),
        GROUPS: _("{title}: one number a group, like Blue 4, Red 5"),
        AGREED: _("{title}: the number you agree on, {least} to {most}"),
    }
    return prompts.get(way, "{title}").format(title=title, least=least, most=most)


def _scale(step: Step) -> tuple[int, int]:
    least, most = int(step.options.get("least", 1)), int(step.options.get("most", 5))
    if least >= most:
        sentence = _("The scale of {step} runs from {least} to {most}; mend its exercise file.")
        raise Problem(sentence.format(step=step.id, least=least, most=most))
    return least, most


def _weight(step: Step, view: View) -> Fraction:
    """How much the first of two criteria counts: as the room said, else as the file does."""
    said = [str(entry.body["weight"]) for entry in view.said(step.id) if "weight" in entry.body]
    return Fraction(said[-1] if said else str(step.options.get("weight", 0.5)))


def _choose_weight(step: Step, view: View, stage: Stage) -> Play:
    """Before anything is weighed, how much each of two criteria counts; asked once, and kept."""
    titles = list(_titles(step).values())
    if not step.options.get("ask_weight") or len(titles) != 2 or view.said(step.id):
        return
    planned = _weight(step, view)
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


def _criteria(step: Step) -> list[Mapping[str, str]]:
    return list(step.options["criteria"])


def _titles(step: Step) -> dict[str, str]:
    """What the room reads for each criterion, by its id."""
    return {criterion["id"]: criterion["title"] for criterion in _criteria(step)}


def _newest(step: Step, view: View) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The newest weighing of each item on each criterion, whoever may see it; earlier ones stay in the file."""
    weighed = [entry.body for entry in view.said(step.id) if "criterion" in entry.body]
    return {(body["criterion"], body["item"]): body for body in weighed}


def _moves(step: Step, view: View) -> dict[str, Entry]:
    """Where the room put an item itself: the newest place of each, in the order in which they were given."""
    moves: dict[str, Entry] = {}
    for entry in view.said(step.id):
        if "moved_to" in entry.body:
            moves.pop(entry.body["item"], None)
            moves[entry.body["item"]] = entry
    return moves


def _tell_of_move(row: dict[str, Any], move: Entry | None, view: View) -> None:
    """Beside the place that the answers gave, the one that the room gave, and why as far as it may be read."""
    row["moved"] = int(move.body["moved_to"]) if move else None
    row["moved_reason"] = str(move.body["reason"]) if move and view.may_see(move) else None
    if row["place"] in (None, row["rank"]):
        return
    if not move:
        sentence = _("The room moved others: it stands {place}.").format(
            place=ordinal(row["place"])
        )
    elif row["moved_reason"] is None:
        sentence = _("The room moved it to {place}.").format(place=ordinal(row["place"]))
    else:
        sentence = _("The room moved it to {place}: {reason}").format(
            place=ordinal(row["place"]), reason=row["moved_reason"]
        )
    row["why"] = _("{why} {more}").format(why=row["why"], more=sentence)


def _raters(weighings: Collection[Mapping[str, Any]]) -> int | None:
    """How many answered anything, where they are known one by one; None where only hands were counted."""
    if not weighings or any("raters" not in weighing for weighing in weighings):
        present = [int(weighing["present"]) for weighing in weighings if "present" in weighing]
        # More hands than people were counted for one issue: the others are not measured against hands that nobody has.
        return max(present, default=None)
    return len({rater for weighing in weighings for rater in weighing["raters"]})


def _row(
    row: Ranked, ranked: list[Ranked], names: Mapping[str, str], step: Step, view: View
) -> dict[str, Any]:
    level = [
        other.item
        for other in ranked
        if row.is_tied and other.rank == row.rank and other is not row
    ]
    return {
        "id": row.item,
        "text": names[row.item],
        "rank": row.rank,
        "tied": row.is_tied,
        "score": _as_number(row.score),
        "scorers": row.scorers,
        "voters": row.voters,
        "spread": row.spread,
        "contested": row.is_contested,
        "criteria": {criterion: _criterion(cell, view) for criterion, cell in row.cells.items()},
        "why": reason(
            row, names[row.item], _titles(step), [names[item] for item in level if item in names]
        ),
    }


def _issue(row: Mapping[str, Any]) -> Issue:
    same = ("id", "rank", "tied", "place", "shares_place", "moved", "moved_reason")
    counted = ("score", "scorers", "spread", "contested", "why")
    means = {name: row["criteria"].get(name, {}).get("mean") for name in _OF_AN_AGENDA}
    return Issue(issue=row["text"], **means, **{key: row[key] for key in (*same, *counted)})


def _criterion(cell: Cell, view: View) -> dict[str, Any]:
    counts = {str(value): number for value, number in sorted(cell.counts.items())}
    is_outside = view.audience == "donor"
    return {
        "mean": _as_number(cell.mean),
        "answers": cell.answers,
        "counts": {} if is_outside else counts,
    }


def _as_number(exact: Fraction | None) -> float | None:
    """An exact value as JSON holds it: four decimals."""
    return None if exact is None else round(float(exact), 4)


def _remarks(rows: list[dict[str, Any]], step: Step, view: View) -> list[str]:
    """Whether other weights would change who is first, and where more hands were counted than people were there."""
    remarks: list[str] = []
    steady = steady_weights(ranking(step, view), TOP, _weight(step, view))
    if steady is not None:
        low, high = (round(weight * 100) for weight in steady)
        sentence = _(
            "The first {count} stay the first whatever “{criterion}” weighs, from {low} % to {high} %."
        )
        title = next(iter(_titles(step).values()))
        remarks.append(sentence.format(count=TOP, criterion=title, low=low, high=high))
    newest = _newest(step, view)
    for row in rows if view.audience != "donor" else ():
        for criterion, title in _titles(step).items():
            weighing = newest.get((criterion, row["id"]), {})
            if "present" in weighing:
                sentence = _(
                    "{issue}, {criterion}: {answers} answers were counted; {present} people were present."
                )
                answers = sum(weighing["counts"].values())
                words = {"issue": row["text"], "criterion": title, "answers": answers}
                remarks.append(sentence.format(**words, present=weighing["present"]))
    return remarks
