"""The counting of a form: cup by cup, then line by line, once people have left."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.form.form_options import answered_by, cups_of, questions_of
from coalition_cli.kinds.form.form_tallies import entries_of, is_whole, tally_of
from coalition_cli.model.entry import Fact, Share
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.parsing import read_count, read_words
from coalition_cli.parsing.words_for_others import words_for_others
from coalition_cli.stage import FOR_PEOPLE, Finished, Named, Option, Question, Skip, Stage

_KEEP: Final = f"{FOR_PEOPLE}keep"


def play(step: Step, view: View, stage: Stage) -> Play:
    """Ask for each cup and each line that is still to come; nothing of it is shown to the room.

    As long as people are here nothing is counted: the step is passed over, and taken up when they
    have left.
    """
    if not kinds.said(step, view):
        _wait_until_people_left(stage)
    open_ones = [question for question in questions_of(step) if not is_whole(question, step, view)]
    is_again = not open_ones
    if is_again:
        open_ones = _choose_again(step, stage)
    for question in open_ones:
        stage.show([])
        if answered_by(question) == "words":
            yield from _hear(question, step, view, stage)
        else:
            yield from _count(question, is_again, step, view, stage)


def _wait_until_people_left(stage: Stage) -> None:
    stage.show([])
    options = [Option("later", _("On, and count when everyone has left: Back into this step"))]
    options += [Option("count", _("Everyone has left: count now"))]
    prompt = _("The cups are filled. What now?")
    # A file is written when the cups have been counted, so that it does not wait.
    if stage.choose(None, prompt, options, "count", first="later") == "later":
        raise Skip


def _choose_again(step: Step, stage: Stage) -> list[Mapping[str, Any]]:
    """Return the question that is to be counted anew; none of them where everything stands."""
    stage.show([])
    options = [Option(_KEEP, _("It stands as it was written down"))]
    options += [Option(question["id"], question["prompt"]) for question in questions_of(step)]
    chosen = stage.choose(None, _("Is one of them to be counted again?"), options, _KEEP)
    return [question for question in questions_of(step) if question["id"] == chosen]


def _count(
    question: Mapping[str, Any], is_again: bool, step: Step, view: View, stage: Stage
) -> Play:
    """Ask for each cup that was not counted yet; more beans than people are asked about, once."""
    entry = tally_of(question, step, view)
    counts: dict[str, int] = dict(entry.body["counts"]) if entry and not is_again else {}
    more: dict[str, Any] = {}
    while True:
        for cup, words in cups_of(question).items():
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
    said = [entry for entry in entries_of(question, step, view) if entry.text]
    with suppress(Finished):
        for number in count(len(said)):
            last = said[-1].text if said else ""
            text = stage.ask(_next_line(question, number, last, step.share))
            said.append((yield Fact({"question": question["id"], "text": text})))
    if not is_whole(question, step, view):
        yield Fact({"question": question["id"], "closed": True})


def _next_line(question: Mapping[str, Any], number: int, last: str, share: Share) -> Question[str]:
    return Question(
        key=(question["id"], number),
        prompt=question["prompt"],
        read=lambda given: read_words(given.name if isinstance(given, Named) else given),
        repeats=True,
        is_list=True,
        last_saved=last,
        hint=_("One line each, and no names. An empty line: no more."),
        others_read=words_for_others(share),
    )
