"""A form that nobody signs: beans in cups, counted after people have left, and what they wrote or said."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import Any, Final

from coalition_cli.blocks import Block, Bullet, Bullets, Column, Heading, Table
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.model.contributions import Row, Traits, Voice
from coalition_cli.model.entry import Entry, Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import View
from coalition_cli.parsing import read_count, read_words
from coalition_cli.stage import FOR_PEOPLE, Finished, Given, Named, Option, Question, Skip, Stage

OPTIONS: Final[Mapping[str, Field]] = {
    "questions": Field(
        "tables",
        "What is asked.",
        is_required=True,
        fields={
            "id": Field("text", "The name that entries and answers use.", is_required=True),
            "prompt": Field("text", "The question.", is_required=True, is_spoken=True),
            "scale": Field(
                "text",
                "Five faces, a choice of words, or free words. Left out: faces.",
                choices=("faces", "choices", "words"),
            ),
            "choices": Field(
                "tables",
                "What may be chosen.",
                fields={
                    "id": Field("text", "The name that entries and answers use.", is_required=True),
                    "title": Field("text", "What people read.", is_required=True, is_spoken=True),
                },
            ),
        },
    ),
    "means_for": Field(
        "text",
        "Readers beyond the step's share who may read the means of faces that five or more answered, and nothing else.",
        choices=("participants", "donor"),
    ),
}
ASKS: Final = True
TRAITS: Final = Traits(needs_words=True, is_told_in_sections=True)
FEWEST: Final = 5
"""So many must have answered before those who read nothing else are told their mean."""

_KEEP: Final = f"{FOR_PEOPLE}keep"


def arrange(value: Given) -> Given:
    """One value alone is one answer."""
    if not isinstance(value, Mapping):
        return value
    is_one = {
        name: isinstance(answer, str) or type(answer) is int for name, answer in value.items()
    }
    return {name: {str(answer): 1} if is_one[name] else answer for name, answer in value.items()}


def play(step: Step, view: View, stage: Stage) -> Play:
    """Ask for each cup and each line that is still to come; nothing of it is shown to the room.

    As long as people are here nothing is counted: the step is passed over, and taken up when they have left.
    """
    if not view.said(step.id):
        _wait_until_people_left(stage)
    open_ones = [question for question in _questions(step) if not _is_whole(question, step, view)]
    is_again = not open_ones
    if is_again:
        open_ones = _choose_again(step, stage)
    for question in open_ones:
        stage.show([])
        if _scale(question) == "words":
            yield from _hear(question, step, view, stage)
        else:
            yield from _count(question, is_again, step, view, stage)


def result(step: Step, view: View) -> dict[str, dict[str, Any]] | None:
    """``{question id: {"answers", "mean", "counts", "texts"}}`` of those that anybody answered.

    Means are of faces alone, from 1 (worst) to 5. Readers of ``means_for`` and people outside are given no counts and
    no words, and no mean of fewer than five answers.
    """
    rows = {question["id"]: _row(question, step, view) for question in _questions(step)}
    return {name: row for name, row in rows.items() if row} or None


def blocks(step: Step, view: View) -> list[Block]:
    """Means and counts as a table, then what was chosen and said; the room itself sees none of it."""
    found = result(step, view) or {}
    prompts = {question["id"]: question["prompt"] for question in _questions(step)}
    means = {prompts[name]: row for name, row in found.items() if row["mean"] is not None}
    shown: list[Block] = [_as_table(means)] if means else []
    for question in _questions(step):
        row = found.get(question["id"])
        if row and row["mean"] is None:
            cups = _cups(question)
            counted = [Bullet(cups[cup], str(number)) for cup, number in row["counts"].items()]
            said = [Bullet(text) for text in row["texts"]]
            shown += [Heading(question["prompt"], 3), Bullets((*counted, *said))]
    return shown


def feedback(step: Step, view: View) -> Mapping[str, Row]:
    """Return what was answered, by question."""
    return result(step, view) or {}


def voice(step: Step, view: View) -> Voice:
    """It is told with how it was."""
    return ""


def _wait_until_people_left(stage: Stage) -> None:
    stage.show([])
    options = [Option("later", _("On, and count when everyone has left: Back into this step"))]
    options += [Option("count", _("Everyone has left: count now"))]
    prompt = _("The cups are filled. What now?")
    # A file is written when the cups have been counted, so that it does not wait.
    if stage.choose(None, prompt, options, "count", first="later") == "later":
        raise Skip


def _choose_again(step: Step, stage: Stage) -> list[Mapping[str, Any]]:
    """The question that shall be counted anew, or heard on; none of them where everything stands."""
    stage.show([])
    options = [Option(_KEEP, _("It stands as it was written down"))]
    options += [Option(question["id"], question["prompt"]) for question in _questions(step)]
    chosen = stage.choose(None, _("Is one of them to be counted again?"), options, _KEEP)
    return [question for question in _questions(step) if question["id"] == chosen]


def _count(
    question: Mapping[str, Any], is_again: bool, step: Step, view: View, stage: Stage
) -> Play:
    """Ask for each cup that was not counted yet; more beans than people are asked about, once."""
    entry = _tally(question, step, view)
    counts: dict[str, int] = dict(entry.body["counts"]) if entry and not is_again else {}
    more: dict[str, Any] = {}
    while True:
        for cup, words in _cups(question).items():
            if cup in counts:
                continue
            prompt = _("{question} {cup}").format(question=question["prompt"], cup=words)
            hint = _("How many beans? Enter: none.")
            asked = Question((question["id"], cup), prompt, read_count, default="0", hint=hint)
            counts = {**counts, cup: stage.ask(asked)}
            body = {"question": question["id"], "counts": counts, **more}
            if entry is None:
                entry = yield Fact(body)
            else:
                yield Fact(body, op="edit", ref=entry.id)
        answers, people = sum(counts.values()), len(view.workshop.people())
        if not people or answers <= people or more:
            return
        sentence = _("{answers} beans were counted, but {people} people took part.")
        stage.say(sentence.format(answers=answers, people=people), "warning")
        options = [
            Option(_KEEP, _("Keep it; the summary shows both numbers")),
            Option("again", _("Count again")),
        ]
        if stage.choose(None, _("What now?"), options, _KEEP) == _KEEP:
            if entry:
                body = {"question": question["id"], "counts": counts, "people": people}
                yield Fact(body, op="edit", ref=entry.id)
            return
        counts = {}


def _hear(question: Mapping[str, Any], step: Step, view: View, stage: Stage) -> Play:
    """One line after the other; a last entry says that there are no more."""
    said = [entry for entry in _entries(question, step, view) if entry.text]
    with suppress(Finished):
        for number in count(len(said)):
            text = stage.ask(_next_line(question, number, said[-1].text if said else ""))
            said.append((yield Fact({"question": question["id"], "text": text})))
    if not _is_whole(question, step, view):
        yield Fact({"question": question["id"], "closed": True})


def _next_line(question: Mapping[str, Any], number: int, last: str) -> Question[str]:
    return Question(
        key=(question["id"], number),
        prompt=question["prompt"],
        read=lambda given: read_words(given.name if isinstance(given, Named) else given),
        repeats=True,
        is_list=True,
        last_saved=last,
        hint=_("One line each, and no names. An empty line: no more."),
    )


def _row(question: Mapping[str, Any], step: Step, view: View) -> dict[str, Any] | None:
    """What this audience may read of one question; None where that is nothing."""
    entries = _entries(question, step, view)
    visible = (
        [entry for entry in entries if view.may_see(entry)] if view.audience != "donor" else []
    )
    is_faces = _scale(question) == "faces"
    tally = _newest_tally(entries)
    counts = (
        {cup: n for cup in _cups(question) if (n := tally.body["counts"].get(cup, 0))}
        if tally
        else {}
    )
    answers = sum(counts.values())
    mean = (
        round(sum(int(cup) * n for cup, n in counts.items()) / answers, 4)
        if is_faces and answers
        else None
    )
    if not visible:
        is_told = mean is not None and view.audience in (
            step.options.get("means_for"),
            *_outside(tally, view),
        )
        return (
            {"answers": answers, "mean": mean, "counts": {}, "texts": []}
            if is_told and answers >= FEWEST
            else None
        )
    texts = [entry.text for entry in visible if entry.text]
    if not answers and not texts:
        return None
    row = {"answers": answers or len(texts), "mean": mean, "counts": counts, "texts": texts}
    return row | {"people": tally.body["people"]} if tally and "people" in tally.body else row


def _outside(tally: Entry | None, view: View) -> tuple[str, ...]:
    """People outside, where the step shares its counts even with them."""
    return ("donor",) if tally and view.may_see(tally) else ()


def _as_table(rows: Mapping[str, Mapping[str, Any]]) -> Table:
    has_counts = any(row["counts"] for row in rows.values())
    cups = [str(number) for number in range(5, 0, -1)] if has_counts else []
    columns = [
        Column(_("Question")),
        Column(_("Mean"), is_number=True),
        Column(_("Answers"), is_number=True),
    ]
    columns += [Column(cup, is_number=True, is_detail=True) for cup in cups]
    lines = [
        (
            prompt,
            f"{row['mean']:.1f}",
            _answers_of(row),
            *(str(row["counts"].get(cup, 0)) for cup in cups),
        )
        for prompt, row in rows.items()
    ]
    return Table(tuple(columns), tuple(lines), _("Five faces: 1 is the worst, 5 the best."))


def _answers_of(row: Mapping[str, Any]) -> str:
    """How many answered; and how many there were, where more beans than people were counted."""
    if "people" not in row:
        return str(row["answers"])
    return _("{answers}, of {people} people").format(answers=row["answers"], people=row["people"])


def _entries(question: Mapping[str, Any], step: Step, view: View) -> list[Entry]:
    return [entry for entry in view.said(step.id) if entry.body.get("question") == question["id"]]


def _tally(question: Mapping[str, Any], step: Step, view: View) -> Entry | None:
    return _newest_tally(_entries(question, step, view))


def _newest_tally(entries: Sequence[Entry]) -> Entry | None:
    """The last of them: two laptops that both counted have one each."""
    return next((entry for entry in reversed(entries) if "counts" in entry.body), None)


def _is_whole(question: Mapping[str, Any], step: Step, view: View) -> bool:
    """Whether nothing of a question is still to be asked."""
    if _scale(question) == "words":
        return any(entry.body.get("closed") for entry in _entries(question, step, view))
    tally = _tally(question, step, view)
    return tally is not None and all(cup in tally.body["counts"] for cup in _cups(question))


def _cups(question: Mapping[str, Any]) -> dict[str, str]:
    """What there is to count at a question, with its words: faces from the worst to the best, or its choices."""
    if _scale(question) == "choices":
        return {choice["id"]: choice["title"] for choice in question.get("choices", ())}
    if _scale(question) == "words":
        return {}
    return {
        "1": _("1 · frowning face: not at all"),
        "2": _("2 · half a frown: a little"),
        "3": _("3 · straight mouth: partly"),
        "4": _("4 · half a smile: mostly"),
        "5": _("5 · smiling face: fully"),
    }


def _scale(question: Mapping[str, Any]) -> str:
    return str(question.get("scale", "faces"))


def _questions(step: Step) -> list[Mapping[str, Any]]:
    return list(step.options["questions"])
