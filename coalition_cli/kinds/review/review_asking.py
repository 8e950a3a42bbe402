"""The hearing itself: one undertaking after the other, and what is asked of each."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Prose
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.review.review_news import (
    blocks,
    spoken_of,
    subject_of,
    targets_of,
    waiting_at,
)
from coalition_cli.kinds.review.review_options import (
    OTHER_NAMES,
    UNPLANNED,
    UNSAID,
    fields_of,
    key_of,
    sort_of,
)
from coalition_cli.model.actions import (
    HANDED_BACK,
    Undertaking,
    find,
    today_of,
)
from coalition_cli.model.entry import Entry, Fact, Share, share_level
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.parsing import read_words, read_words_or_none
from coalition_cli.parsing.reports import (
    MOST_REACHED,
    read_coming_day,
    read_likely_reached,
    read_owner,
    read_past_day,
    read_reached,
    too_many,
)
from coalition_cli.parsing.words_for_others import words_for_others
from coalition_cli.phrasing import reminders
from coalition_cli.phrasing.nearest import unknown
from coalition_cli.same_name import is_same_name
from coalition_cli.sanitize import in_short
from coalition_cli.stage import Given, Option, Question, Stage

_BARE_NUMBER: Final = re.compile(r"\s*#?[eE]?\d+\.?\s*")
"""A number of an event, not its title."""
_AGAIN: Final = -1


def play(step: Step, view: View, stage: Stage) -> Play:
    """One after the other, soonest first; one that was left half-way goes on where it stopped."""
    for number in count():
        entry = next(
            (
                entry
                for entry in kinds.said(step, view)
                if not _is_over(entry, step) and subject_of(entry, step, view)
            ),
            None,
        )
        if entry is None:
            what = _choose_next(number, step, view, stage)
            if what is None:
                return
            entry = yield _first(number, what, step, view, stage)
        yield from _fill(number, entry, step, view, stage)


def _first(number: int, what: Undertaking | str, step: Step, view: View, stage: Stage) -> Fact:
    """Return how it stands now.

    What is said of a thing is read by nobody who may not read the thing itself.
    """
    stage.put(*([] if isinstance(what, str) else [what.entry.id]))
    stage.show(partial(spoken_of, what, step, view))
    default = "done" if step.options.get("reports") else "open"
    status = stage.choose((number, "status"), _("How is it now?"), _statuses(step), default)
    told: dict[str, Any] = {"passed": True} if status == UNSAID else {"status": status}
    if isinstance(what, str):
        return Fact({key_of(step): "", "what": what, **told})
    narrowest: Share = min((step.share, what.entry.share), key=share_level)
    return Fact({key_of(step): what.entry.id, **told}, share=narrowest)


def _choose_next(number: int, step: Step, view: View, stage: Stage) -> Undertaking | str | None:
    """Return what is spoken of next.

    What was not heard yet, in its order, or what a file or a report names.

    None when all were heard; words for an event that nobody planned.
    """
    stage.put()
    name = _name_reported if step.options.get("reports") else _name_again
    waiting = [] if step.options.get("reports") else waiting_at(step, view)
    return stage.next_of(waiting, lambda: name(number, step, view, stage))


def _name_again(number: int, step: Step, view: View, stage: Stage) -> Undertaking | str | None:
    """Return what is heard once more, if all of it was heard before the step was opened again."""
    targets = targets_of(step, view)
    offered: list[tuple[Undertaking | str | None, str]] = []
    if not targets:
        stage.show([Prose(_("Nothing is open here."))])
    elif not number:
        stage.show(partial(blocks, step, view))
        offered.append((None, _("It stands as it was said")))
        offered += [(each, _("Again: {what}").format(what=each.what)) for each in targets]
    prompt = _("All of these were heard.")
    return stage.pick(_which(number, prompt, targets, step), offered)


def _name_reported(number: int, step: Step, view: View, stage: Stage) -> Undertaking | str | None:
    """An event that somebody reports of; those that were to be asked first stand first."""
    targets = targets_of(step, view)
    stage.show(lambda: reminders.listed(targets, view, today_of(view.workshop)))
    offered: list[tuple[Undertaking | str | None, str]] = [
        (each, f"{each.code} · {each.what}") for each in targets
    ]
    offered += [(UNPLANNED, _("Another event")), (None, _("No more reports"))]
    what = stage.pick(_which(number, _("Which event is it about?"), targets, step), offered)
    if what == UNPLANNED:
        return _name_unplanned(targets, stage)
    return what


def _name_unplanned(targets: Sequence[Undertaking], stage: Stage) -> Undertaking | str:
    """The title of an event that nobody planned; one that is known already is asked about."""
    title = stage.ask(Question(None, _("Which event was it?"), _read_title))
    alike = {each.entry.id: each for each in targets if is_same_name(each.what, title)}
    if not alike:
        return title
    options = [Option(each.entry.id, f"{each.code} · {each.what}") for each in alike.values()]
    options.append(Option("", _("Another event of the same name")))
    prompt = _("An event of this name is known. Which one was it?")
    return alike.get(stage.choose(None, prompt, options, options[0].value), title)


def _read_title(given: Given) -> str:
    words = read_words(given)
    if _BARE_NUMBER.fullmatch(words):
        raise Problem(_("A number alone is no title. Type what the event was called."))
    return words


def _which(
    number: int, prompt: str, targets: Sequence[Undertaking], step: Step
) -> Question[Undertaking | str | None]:
    read: Callable[[Given], Undertaking | str | None] = partial(
        _read_which, targets=targets, step=step
    )
    return Question((number, key_of(step)), prompt, read, repeats=True)


def _read_which(given: Given, targets: Sequence[Undertaking], step: Step) -> Undertaking | str:
    is_name = isinstance(given, str | int) and not isinstance(given, bool)
    found = find(given, targets) if is_name else None
    if found is not None:
        return found
    alike = [each for each in targets if is_name and is_same_name(each.what, str(given))]
    if alike:
        sentence = _("{count} are called {given}: {codes}. Name the one that is meant by its code.")
        codes = ", ".join(each.code for each in alike)
        raise Problem(sentence.format(count=len(alike), given=in_short(given), codes=codes))
    is_title = isinstance(given, str) and not _BARE_NUMBER.fullmatch(given)
    if step.options.get("reports") and is_title:
        return read_words(given)
    known = ", ".join(f"{each.code} ({in_short(each.what)})" for each in targets) or _("none")
    sentence = _("Nothing that is open is called {given}; open are: {known}.")
    told = sentence.format(given=in_short(given), known=known)
    raise unknown(told, given, (each.what for each in targets))


def _statuses(step: Step) -> list[Option]:
    if sort_of(step) == "events":
        words = {
            "done": _("It was held"),
            "moving": _("It is still to come"),
            "stuck": _("It is stuck"),
            "let go": _("We let it go"),
        }
    else:
        words = {
            "done": _("It is done"),
            "moving": _("It is moving"),
            "stuck": _("It is stuck"),
            "let go": _("We let it go"),
        }
    words |= {"open": _("Nothing heard yet"), UNSAID: _("Pass: nothing is said of it today")}
    return [Option(status, text) for status, text in words.items()]


def _fill(number: int, entry: Entry, step: Step, view: View, stage: Stage) -> Play:
    """Ask for what belongs to its status; every answer is handed over before the next question."""
    body = dict(entry.body)
    for field in fields_of(entry, step):
        if field in body:
            continue
        what = subject_of(entry, step, view)
        if what is None:
            return
        stage.put(what.entry.id)
        stage.show(partial(spoken_of, what, step, view))
        question = _question(number, field, what, str(body["status"]), step, view, stage)
        answer: Any = _ask_reached(question, stage) if field == "reached" else stage.ask(question)
        if field == "who" and what.of == "actions" and answer not in ("", HANDED_BACK):
            answer = _confirm(answer, view, stage)
            body |= {"agreed": True} if answer else {}
        body[field] = answer
        yield Fact(dict(body), entry.by, entry.share, "edit", entry.id)


def _ask_reached(question: Question[int | None], stage: Stage) -> int | None:
    """How many were reached; a number that is hardly meant is asked about, or refused in a file."""
    while True:
        number = stage.ask(question)
        if number is None or number <= MOST_REACHED:
            return number
        sure: Question[int | None] = Question(question.key, too_many(number), read_likely_reached)
        options: list[tuple[int | None, str]] = [
            (_AGAIN, _("No: type it again")),
            (number, _("It was so many")),
        ]
        said = stage.pick(sure, options)
        if said != _AGAIN:
            return said


def _question(
    number: int,
    field: str,
    what: Undertaking,
    status: str,
    step: Step,
    view: View,
    stage: Stage,
) -> Question[Any]:
    today = stage.today(date.fromisoformat(view.workshop.head.date), today_of(view.workshop))
    # Reports are told long after the workshop, and written down on whatever day that is.
    latest = max(date.today(), today_of(view.workshop))
    told = latest if step.options.get("reports") else today
    name = reminders.owner(what, view) or _("nobody yet")
    notes = {
        "done": _("What did it teach us?") if what.of == "events" else _("What helped?"),
        "moving": _("What has moved, however little?"),
        "stuck": _("What would unstick it?"),
        "let go": _("What do we take along from it?"),
    }
    notes |= {"moving": _("What is it waiting for?")} if what.of == "events" else {}
    nothing = _("An empty line: nothing is written.")
    questions: dict[str, tuple[str, Callable[[Given], Any], str]] = {
        "text": (notes.get(status, ""), read_words_or_none, nothing),
        "who": (
            _("Does somebody else take it on? Who?"),
            lambda given: read_owner(given, view),
            _("An empty line: it stays with {name}. A dash: nobody leads it for now.").format(
                name=name
            ),
        ),
        "by_when": (
            _("A new day? By when?"),
            lambda given: read_coming_day(given, today),
            _("An empty line: its day stays as it is. Or 12 Dec, in 3 weeks."),
        ),
        "reached": (
            _("How many people did it reach?"),
            read_reached,
            _("A number. An empty line: not known, which is not none."),
        ),
        "held_on": (
            _("On which day was it held?"),
            lambda given: read_past_day(given, told, latest),
            _("An empty line: as planned."),
        ),
        "next_on": (
            _("When do we ask again?"),
            lambda given: read_coming_day(given, today),
            _("An empty line: as planned. Or 12 Dec, in 3 weeks."),
        ),
    }
    if what.of == "events":
        questions |= {
            "who": (
                _("Who held it?"),
                read_words_or_none,
                _("Any name. An empty line: not known."),
            ),
            "told_by": (
                _("Who tells it?"),
                read_words_or_none,
                _("Any name, known here or not. Empty: not known."),
            ),
            "told_on": (
                _("On which day was it told?"),
                lambda given: read_past_day(given, told, latest),
                _("An empty line: today."),
            ),
        }
    prompt, read, hint = questions[field]
    key = OTHER_NAMES.get(field, field)
    names = view.names_here() if field == "who" else ()
    others_read = words_for_others(step.share) if field == "text" else None
    return Question(
        (number, key), prompt, read, completions=names, hint=hint, others_read=others_read
    )


def _confirm(owner: str, view: View, stage: Stage) -> str:
    """The new owner if she said yes herself; empty, so that it stays as it was, if she did not."""
    options = [
        Option("yes", _("Yes, she said it herself")),
        Option("no", _("Not yet; it stays as it was")),
    ]
    prompt = _("Did {name} say yes?").format(name=view.name_of(owner))
    return owner if stage.choose(None, prompt, options, "yes") == "yes" else ""


def _is_over(entry: Entry, step: Step) -> bool:
    return "passed" in entry.body or all(field in entry.body for field in fields_of(entry, step))
