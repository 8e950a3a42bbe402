"""``move``: lines put where they belong; an undo brings them back."""

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from coalition_cli import kinds
from coalition_cli.app import console
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.app.entry_by_number import refuse_moved
from coalition_cli.app.line_target import Target, buckets_of, share_in, step_named
from coalition_cli.app.prompt import terminal
from coalition_cli.blocks import Heading
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import ALSO_BY, MOVED, NOTES, Entry, Fact, Place, Share, share_level
from coalition_cli.model.exercise import Step
from coalition_cli.model.view_maker import FindExercise
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing.number_ranges import numbers_of
from coalition_cli.same_name import name_key
from coalition_cli.stage import Move, Option
from coalition_cli.store import Draft, WorkshopFile

_WHICH = "Their numbers in: coalition show --numbers, such as 14-25 or 3,7."
_TO = "A bucket of their step, a group, or EXERCISE.STEP (with #BUCKET for one of its buckets)."


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("move")(move)


def move(
    context: typer.Context,
    which: Annotated[list[str], typer.Argument(metavar="NUMBERS", help=_WHICH)],
    to: Annotated[str, typer.Option("--to", help=_TO)] = "",
    file: FileOption = None,
) -> None:
    """Put lines where they belong: another bucket, another group, another step.

    Who may read them never becomes wider. Without --to the places are shown to choose from.
    """
    call = this_call(context)
    opened = call.open(file)
    find = call.finder(opened.workshop.head.language)
    lines = _lines(which, opened.workshop, find)
    if not to:
        console.require_terminal(_("Say where to: coalition move 14-25 --to PLACE"))
        to = _choose(lines, call, opened, find)
    target = read_target(to, lines, opened.workshop, find)
    moved = [_moved(line, target, opened.workshop, find) for line in lines]
    drafts = [draft for draft in moved if draft is not None]
    if not drafts:
        console.say(_("They stand there already; nothing was changed."))
        return
    for entry in opened.append(drafts):
        console.put(entry.id)
    told = ngettext(
        "{count} line moved to {place}.", "{count} lines moved to {place}.", len(drafts)
    )
    console.say(told.format(count=len(drafts), place=to))
    console.say(_("To take a move back: coalition undo"))


def read_target(to: str, lines: Sequence[Entry], workshop: Workshop, find: FindExercise) -> Target:
    """Return what ``to`` means for ``lines``.

    Raises a ``Problem`` that names the places there are.
    """
    exercise_id, dot, step_id = to.partition(".")
    exercise = find(exercise_id.strip()) if dot else None
    if exercise:
        return step_named(exercise, step_id.strip(), workshop)
    wanted = name_key(to)
    buckets = [buckets_of(_step_of(line, find)) for line in lines]
    for bucket, title in buckets[0].items():
        is_everywhere = all(bucket in others for others in buckets)
        if is_everywhere and wanted in (name_key(bucket), name_key(title)):
            return Target(bucket=bucket)
    groups = _groups(workshop)
    found = _groups_called(wanted, groups)
    if len(found) == 1:
        return Target(group=found[0])
    known = ", ".join([*buckets[0], *groups])
    sentence = _(
        "No bucket or group is called {place}. There are: {known}. Another step is named as "
        "EXERCISE.STEP."
    )
    raise Problem(sentence.format(place=to, known=known or _("none yet")))


def _groups_called(wanted: str, groups: list[str]) -> list[str]:
    """Return the groups of this name; else those whose last number it is, as 2 or "group 2"."""
    named = [group for group in groups if name_key(group) == wanted]
    number = wanted.removeprefix("group").strip()
    if named or not number.isdecimal():
        return named
    return [group for group in groups if re.findall(r"\d+", group)[-1:] == [number]]


def _moved(line: Entry, target: Target, workshop: Workshop, find: FindExercise) -> Draft | None:
    """Return the draft of ``line`` at ``target``; None if it stands there already."""
    if target.place and target.step and target.place != line.place:
        return _at_other_step(line, target.place, target.step, target.bucket, find)
    body = dict(line.body)
    if target.bucket:
        body["bucket"] = target.bucket
    if target.group:
        body["group"] = target.group
    if body == line.body:
        return None
    is_person = any(person.id == line.by for person in workshop.people())
    by = line.by if is_person else target.group or line.by
    share = _narrowed(line, _step_of(line, find), target.bucket)
    return Draft(Fact(body, by, share, "edit", line.id), line.place, share)


def _narrowed(line: Entry, step: Step | None, bucket: str) -> Share:
    """Return the share of ``line`` in ``bucket`` of its own step.

    If its speaker was asked herself, it stays as she said.
    """
    if not bucket or step is None or step.options.get("ask_share") or step.options.get("consent"):
        return line.share
    return min(line.share, share_in(step, bucket), key=share_level)


def _at_other_step(line: Entry, place: Place, step: Step, bucket: str, find: FindExercise) -> Draft:
    source = _step_of(line, find)
    if source and source.options.get("consent"):
        raise Problem(
            _(
                "A quote stays where its speaker gave it. Who may read it changes with: coalition "
                "quotes"
            )
        )
    kept = {key: value for key, value in line.body.items() if key in ("text", "group", ALSO_BY)}
    wanted = bucket or line.body.get("bucket")
    if wanted in buckets_of(step):
        kept["bucket"] = wanted
    widest: Share = "private"
    if not step.options.get("consent"):
        widest = share_in(step, str(kept.get("bucket") or ""))
    share = min(line.share, widest, key=share_level)
    return Draft(Fact({**kept, MOVED: line.id}, line.by, share), place, share)


def _lines(which: Sequence[str], workshop: Workshop, find: FindExercise) -> list[Entry]:
    """Return the lines meant, in the order of their numbers, as they stand now.

    Raises a ``Problem`` for what is no line.
    """
    found: dict[int, Entry] = {}
    standing: dict[Place, dict[str, Entry]] = {}
    for number, is_named in numbers_of(which, len(workshop.entries)):
        entry = workshop.entries[number - 1]
        if entry.place not in standing:
            standing[entry.place] = {each.id: each for each in workshop.standing(entry.place)}
        line = standing[entry.place].get(entry.ref or entry.id)
        if line is not None and entry.op in ("add", "edit"):
            _check_is_line(line, number, find)
            found.setdefault(workshop.number(line.id), line)
        elif is_named:  # in a range there may be numbers of what is no line
            refuse_moved(entry.ref or entry.id, workshop)
            sentence = _(
                "Number {number} is no line that stands. The numbers are in: coalition show "
                "--numbers"
            )
            raise Problem(sentence.format(number=number))
    if not found:
        raise Problem(
            _("None of these numbers is a line that stands. They are in: coalition show --numbers")
        )
    return [line for _number, line in sorted(found.items())]


def _check_is_line(line: Entry, number: int, find: FindExercise) -> None:
    step = _step_of(line, find)
    if (line.place != NOTES and (step is None or not kinds.takes_lines(step))) or not line.text:
        kind = step.kind if step else (line.place.step or line.place.exercise)
        sentence = _(
            "Number {number} was said in {place} ({kind}); only notes can be moved. Nothing was "
            "moved."
        )
        where = ".".join(filter(None, (line.place.exercise, line.place.step)))
        raise Problem(sentence.format(number=number, place=where or _("the workshop"), kind=kind))


def _step_of(line: Entry, find: FindExercise) -> Step | None:
    exercise = find(line.place.exercise) if line.place.exercise else None
    steps = exercise.steps if exercise else ()
    return next((step for step in steps if step.id == line.place.step), None)


def _groups(workshop: Workshop) -> list[str]:
    """Return every group that was named: of people, by a step that made groups, beside a line."""
    named = [person.group for person in workshop.people()]
    for place in dict.fromkeys(entry.place for entry in workshop.entries):
        for entry in workshop.standing(place):
            is_group = "members" in entry.body
            named.append(entry.text if is_group else str(entry.body.get("group") or ""))
    return [group for group in dict.fromkeys(named) if group]


def _places(line: Entry, workshop: Workshop, find: FindExercise) -> list[Option]:
    """Return what ``--to`` may say: buckets of the step, groups, steps of what was held."""
    options = [Option(bucket, title) for bucket, title in buckets_of(_step_of(line, find)).items()]
    options += [Option(group, group) for group in _groups(workshop)]
    held = dict.fromkeys(entry.place.exercise for entry in workshop.entries)
    for name in filter(None, held):
        exercise = find(name)
        if exercise is None:
            continue
        for step in filter(kinds.takes_lines, exercise.steps):
            options.append(Option(f"{name}.{step.id}", f"{exercise.title}: {step.title}"))
    return options


def _choose(lines: Sequence[Entry], call: Call, opened: WorkshopFile, find: FindExercise) -> str:
    options = _places(lines[0], opened.workshop, find)
    if not options:
        raise Problem(
            _("There is no other place yet. Another step is named as: --to EXERCISE.STEP")
        )
    title = ngettext("{count} line", "{count} lines", len(lines)).format(count=len(lines))
    try:
        with terminal(call, opened) as stage:
            stage.open_step([Heading(title, 2)], 0, None)
            return stage.choose(None, _("Where do they belong?"), options, options[0].value)
    except Move:
        console.say(_("Nothing was changed."))
        raise SystemExit(INTERRUPTED) from None
