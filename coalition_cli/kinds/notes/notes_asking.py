"""Notes as they are taken: one line after the other, from one group after the other."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Final

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.notes.notes_consent import ask_consent, ask_share, is_not_asked_yet
from coalition_cli.kinds.notes.notes_counts import count_hands, count_only, hands_are_under_way
from coalition_cli.kinds.notes.notes_offers import lines_offered, take_over
from coalition_cli.kinds.notes.notes_options import asked_keys, buckets_of
from coalition_cli.kinds.notes.notes_page import notes_page, what_sounds_alike
from coalition_cli.model.entry import PEOPLE, Entry, Fact
from coalition_cli.model.exercise import Step
from coalition_cli.model.running import Waiting
from coalition_cli.model.view import View
from coalition_cli.parsing import read_words_or_none
from coalition_cli.parsing.note_line import (
    Known,
    Line,
    known_at,
    read_line,
    read_mended,
    recorded,
    share_of,
    to_mend,
)
from coalition_cli.parsing.people import read_name
from coalition_cli.parsing.words_for_others import WordsOf, words_for_others
from coalition_cli.same_name import is_same_name
from coalition_cli.stage import FOR_PEOPLE, Finished, Given, Option, Question, Stage

_FINISH: Final = f"{FOR_PEOPLE}finish"
_UNLISTED: Final = f"{FOR_PEOPLE}unlisted"


def play(step: Step, view: View, stage: Stage) -> Play:
    """Take one line after the other; then, where they count, the hands for each."""
    if step.record == "count":
        yield from count_only(step, view, stage)
        return
    if not hands_are_under_way(step, view):
        yield from take_over(step, view, stage)
        with suppress(*([Finished] if step.options.get("hands") else [])):
            yield from _take_lines(step, view, stage)
    yield from count_hands(step, view, stage)


def _take_lines(step: Step, view: View, stage: Stage) -> Play:
    """Lines, each followed by what its speaker is asked about it. Ends with ``Finished``."""
    group: str | None = ""
    if step.options.get("each"):
        # A step that was broken off goes on with the group of its last line.
        group = stage.next_of(_group_under_way(step, view), lambda: None)
    not_asked = kinds.running(step, view, lambda: Waiting(is_not_asked_yet(step)), Waiting.take)
    for number in count():
        stage.show(partial(notes_page, step, view))
        said = kinds.said(step, view)
        waiting = not_asked.now().first()
        if waiting is None:
            stage.advise(partial(what_sounds_alike, said, step, view))
            stage.advise(partial(_who_is_recorded, said, step, view))
            group, line = _ask_line(number, group, said, step, view, stage)
            waiting = yield _fact(line, step, view)
        if step.options.get("consent"):
            yield from ask_consent(waiting, number, stage)
        elif step.options.get("ask_share"):
            yield from ask_share(waiting, number, step, stage)


def _ask_line(
    number: int, group: str | None, said: list[Entry], step: Step, view: View, stage: Stage
) -> tuple[str, Line]:
    """Ask for the next line; at an empty line of one group, also for the group that is next.

    ``group`` None means that it has to be asked; empty, that each line says itself whose it is.
    """
    while True:
        if group is None:
            group = _choose_group(step, view, stage)
        try:
            line = stage.ask(_next_line(number, group, said, step, view))
        except Finished:
            if not group:
                raise
            group = None
            stage.show(partial(notes_page, step, view))
            continue
        if group:
            line = replace(line, group=line.group or group, by=line.by or group)
        return group, line


def _group_under_way(step: Step, view: View) -> list[str]:
    """The group of the last line, if it has one."""
    said = kinds.said(step, view)
    group = str(said[-1].body.get("group") or "") if said else ""
    return [group] if group else []


def _choose_group(step: Step, view: View, stage: Stage) -> str:
    """Ask for the group that speaks now, the unheard first; empty where each line says it.

    Raises ``Finished`` when everyone was heard.
    """
    heard = list(
        dict.fromkeys(
            filter(None, (str(e.body.get("group") or "") for e in kinds.said(step, view)))
        )
    )
    known = kinds.group_names(step.options["each"], view)
    waiting = [name for name in known if name not in heard]
    speaker = _UNLISTED
    if known or heard:
        finish = Option(
            _FINISH, _("Everyone was heard") if not waiting else _("Close this step now")
        )
        unlisted = Option(_UNLISTED, _("A group that is not in this list"))
        again = [Option(name, _("{name} again").format(name=name)) for name in heard]
        groups = [Option(name, name) for name in waiting]
        options = [*groups, unlisted, finish, *again] if waiting else [finish, unlisted, *again]
        first = options[0].value
        speaker = stage.choose(None, _("Who is speaking?"), options, "", first=first)
    if speaker == _FINISH:
        raise Finished
    if speaker != _UNLISTED:
        return speaker
    hint = _("An empty line: everyone was heard.")
    prompt = _("Which group speaks?")
    return stage.ask(Question(None, prompt, _read_group, default="", repeats=True, hint=hint))


def _read_group(given: Given) -> str:
    """Read the name of a group that is in no list; empty for none. Raises ``Problem``."""
    words = read_words_or_none(given)
    return read_name(words) if words else ""


def _next_line(
    number: int, group: str, said: list[Entry], step: Step, view: View
) -> Question[Line]:
    buckets = [bucket["id"] for bucket in buckets_of(step)]
    groups = kinds.group_names(step.options.get("each", "group"), view)
    asked = asked_keys(step)
    known = known_at(view, buckets, groups)
    return Question(
        key=(number,),
        prompt=_("{name}: next line").format(name=group) if group else _("Next line"),
        read=lambda given: read_line(given, view, buckets, groups, asked),
        repeats=True,
        is_list=True,
        completions=_tags(known, view),
        last_saved=to_mend(said[-1]) if said else "",
        mend=(lambda given: read_mended(given, said[-1], known)) if said else None,
        hint=_hint(group, view),
        others_read=_words_for_others(step),
    )


def _tags(known: Known, view: View) -> tuple[str, ...]:
    """The tags that the prompt offers; listed once as long as nobody comes or goes."""
    key = ("tags", tuple(known.buckets), tuple(known.groups), tuple(known.keywords))
    return view.workshop.once(PEOPLE, key, lambda: known.completions(view.names_here()))


def _hint(group: str, view: View) -> str:
    if group:
        return _("An empty line: {name} has said everything.").format(name=group)
    if view.workshop.is_sitting:
        return _("An empty line: no more.")
    return _("A name after @ says who spoke. An empty line: no more.")


def _words_for_others(step: Step) -> WordsOf | None:
    """The words of a line, or of what it is mended to; none where it is put among private ones.

    Where its speaker is asked who may read it, others may.
    """
    if step.options.get("consent") or step.options.get("ask_share"):
        return words_for_others(None, _words_of)
    return words_for_others(step.share, partial(_words_unless_private, step=step))


def _words_of(said: Line | Fact) -> str:
    return str(said.body.get("text", ""))


def _words_unless_private(said: Line | Fact, step: Step) -> str:
    share = share_of(str(said.body.get("bucket") or ""), buckets_of(step))
    return "" if share == "private" else _words_of(said)


def _who_is_recorded(said: list[Entry], step: Step, view: View) -> str:
    """Return who said the newest line; nothing where she is asked alone what becomes of it."""
    is_asked = step.options.get("consent") or step.options.get("ask_share")
    return "" if is_asked or not said else recorded(said[-1], view.workshop)


def _fact(line: Line, step: Step, view: View) -> Fact:
    """Return a line as a fact: until its speaker was asked, nobody else may read it."""
    body = line.body
    share = share_of(line.bucket, buckets_of(step))
    if step.options.get("consent") or step.options.get("ask_share"):
        share = "private"
    sources = [
        each.source for each in lines_offered(step, view) if is_same_name(each.text, line.text)
    ]
    return Fact({**body, "from": sources[:1]} if any(sources[:1]) else body, line.by, share)
