"""The turns of a circle, one after the other: whose it is, and what is asked in it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.circle.circle_options import (
    UNNAMED,
    is_of_groups,
    keys_asked,
    questions_of,
    share_of_field,
)
from coalition_cli.kinds.circle.circle_page import circle_page
from coalition_cli.kinds.circle.circle_turns import (
    ASIDE,
    Turns,
    expected_turns,
    still_waiting,
    turns_of,
)
from coalition_cli.model.entry import Entry, Fact, Share, as_share
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.parsing.note_line import known_at, read_untagged
from coalition_cli.parsing.people import read_name
from coalition_cli.parsing.words_for_others import words_for_others
from coalition_cli.stage import (
    FOR_PEOPLE,
    Cue,
    Finished,
    ManyOptions,
    Option,
    Passed,
    Question,
    Stage,
)

_FINISH: Final = f"{FOR_PEOPLE}finish"
_UNLISTED: Final = f"{FOR_PEOPLE}unlisted"
_MORE: Final = f"{FOR_PEOPLE}more"


def play(step: Step, view: View, stage: Stage) -> Play:
    """Go round until everyone was heard or passed, or the room closes the circle.

    A turn begins with an entry without words, so that a turn that was broken off goes on with the
    same person.
    """
    asked = keys_asked(step)
    turns = kinds.running(step, view, lambda: Turns(asked), Turns.take)
    for number in count():
        stage.show(partial(circle_page, step, view))
        entry = turns.now().open()
        if entry is None:
            stage.begin_turn("", 0)
            by = (
                _choose_group(number, step, view, stage)
                if is_of_groups(step)
                else _choose(number, step, view, stage)
            )
            share: Share | None = "private" if step.options.get("ask_share") else None
            entry = yield Fact({}, by, share)
            stage.show(partial(circle_page, step, view))
            if is_of_groups(step) and step.per_person_seconds:
                words = _("{name} speaks; the others listen.").format(name=by)
                stage.wait([Cue(step.per_person_seconds, words, 0, 1)])
        if not is_of_groups(step):
            stage.begin_turn(entry.id, step.per_person_seconds)
        yield from _turn(number, entry, turns.now().asides(entry.id), step, view, stage)


def _choose(number: int, step: Step, view: View, stage: Stage) -> str | None:
    """Ask for the next speaker: an id, or None for somebody unnamed. The unheard come first."""

    def listed() -> list[Option]:
        people = view.workshop.people()
        said = turns_of(kinds.said(step, view))
        names = [name for _by, name in still_waiting(said, step, view)]
        waiting = set(names)
        others = [person.name for person in people if person.name not in waiting]
        unnamed = Option(UNNAMED, _("Someone without a name here"))
        also = {person.name: person.other_names for person in people}
        return [
            replace(option, also=also.get(option.value, ()))
            for option in _options(names, others, unnamed)
        ]

    def named(words: str) -> str | None:
        person = view.workshop.person_named(words)
        return person.name if person else None

    options = ManyOptions(listed, named)
    speaker = stage.choose((number, "by"), _("Whose turn is it?"), options, None)
    if speaker == _FINISH:
        raise Finished
    person = view.workshop.person_named(speaker) if speaker else None
    return person.id if person else None


def _choose_group(number: int, step: Step, view: View, stage: Stage) -> str:
    """Ask for the group whose turn it is; typed where no group is known, or this one is not."""
    known = [name for _by, name in expected_turns(step, view)]
    heard = [entry.by for entry in turns_of(kinds.said(step, view))]
    speaker = _UNLISTED
    if known:
        waiting = [name for name in known if name not in heard]
        others = list(
            dict.fromkeys([*(name for name in known if name in heard), *filter(None, heard)])
        )
        unlisted = Option(_UNLISTED, _("A group that is not in this list"))
        speaker = stage.choose(
            (number, "by"), _("Whose turn is it?"), _options(waiting, others, unlisted), None
        )
    if speaker == _FINISH:
        raise Finished
    if speaker != _UNLISTED:
        return speaker
    hint = _("An empty line: everyone was heard.")
    return stage.ask(
        Question((number, "by"), _("Which group speaks?"), read_name, repeats=True, hint=hint)
    )


def _options(waiting: list[str], others: list[str], beside: Option) -> list[Option]:
    """Return those not heard yet, somebody who is not listed, the end, and everyone once more."""
    again = [Option(name, _("{name} again").format(name=name)) for name in others]
    if not waiting:
        return [Option(_FINISH, _("Everyone was heard: close the circle")), beside, *again]
    return [
        *(Option(name, name) for name in waiting),
        beside,
        Option(_FINISH, _("Close the circle now")),
        *again,
    ]


def _turn(
    number: int,
    entry: Entry,
    asides: Mapping[str, Any],
    step: Step,
    view: View,
    stage: Stage,
) -> Play:
    """Ask one person everything not asked yet; each answer is handed over at once."""
    body = dict(entry.body)
    name = view.name_of(entry.by)
    if step.record == "count":
        options = [
            Option("false", _("She speaks, and nothing is written")),
            Option("true", _("She passes")),
        ]
        passes = (
            stage.choose(
                (number, "passed"), name or _("Someone without a name here"), options, "false"
            )
            == "true"
        )
        yield Fact(
            {"passed": True} if passes else {"spoke": True}, entry.by, entry.share, "edit", entry.id
        )
        return
    for field, prompt in questions_of(step).items():
        if field in body or field in asides or _is_offered_later(field, body, step, stage):
            continue
        question = _question(number, field, prompt, name, bool(body or asides), step, view)
        try:
            answer = stage.ask(question)
        except Passed:
            yield Fact({"passed": True}, entry.by, step.share, "edit", entry.id)
            return
        if narrower := share_of_field(field, step):
            asides = {**asides, field: answer}
            yield Fact({ASIDE: entry.id, field: answer}, entry.by, narrower)
        else:
            body = {**body, field: answer}
            yield Fact(body, entry.by, entry.share, "edit", entry.id)
    if step.options.get("ask_share"):
        yield from _ask_share(number, name, entry._replace(body=body), step, view, stage)


def _is_offered_later(field: str, body: Mapping[str, Any], step: Step, stage: Stage) -> bool:
    """True for the words beside the fields, where people are offered them with who may read them.

    A file says them in their order, and so does whoever answered nothing yet.
    """
    is_beside = field == "text" and len(questions_of(step)) > 1 and step.options.get("ask_share")
    return bool(is_beside and any(body.values()) and stage.next_of([True], lambda: False))


def _question(
    number: int,
    field: str,
    prompt: str,
    name: str,
    has_begun: bool,
    step: Step,
    view: View,
) -> Question[str]:
    known = known_at(view)
    return Question(
        key=(number, field),
        prompt=_("{name}: {question}").format(name=name, question=prompt) if name else prompt,
        read=lambda given: read_untagged(given, known),
        may_pass=step.may_pass and not has_begun,
        hint=_("An empty line: nothing.")
        if has_begun
        else _("She may pass. An empty line: nothing is written."),
        others_read=words_for_others(_widest(field, step)),
    )


def _ask_share(number: int, name: str, entry: Entry, step: Step, view: View, stage: Stage) -> Play:
    """Ask who may read a turn; before that she may say something else in her own words."""
    questions, body = questions_of(step), dict(entry.body)
    share = step.share
    while any(body.values()):
        options = _readers(step)
        if "text" in questions and "text" not in body:
            options.append(Option(_MORE, _("First something else, in her own words")))
        chosen = stage.choose(
            (number, "share"), _("Who may see this?"), options, step.share, first="private"
        )
        if chosen != _MORE:
            share = as_share(chosen)
            break
        question = _question(number, "text", questions["text"], name, True, step, view)
        body["text"] = stage.ask(question)
        yield Fact(dict(body), entry.by, entry.share, "edit", entry.id)
    unsaid = {"text": ""} if "text" in questions else {}
    yield Fact({**unsaid, **body, "share": share}, entry.by, share, "edit", entry.id)


def _widest(field: str, step: Step) -> Share | None:
    """The widest share that an answer can get; None where it is asked later."""
    narrower = share_of_field(field, step)
    return None if step.options.get("ask_share") and not narrower else narrower or step.share


def _readers(step: Step) -> list[Option]:
    if is_of_groups(step):
        return [
            Option("private", _("Nobody else")),
            Option("organizer", _("The organizers")),
            Option("participants", _("Everyone who took part")),
        ]
    return [
        Option("private", _("Only she herself")),
        Option("organizer", _("She and the organizers")),
        Option("participants", _("Everyone who took part")),
    ]
