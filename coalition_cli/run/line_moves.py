"""Lines put where they belong: another bucket, another group, another step."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from coalition_cli import kinds
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.by_run import exercise_at
from coalition_cli.model.entry import ALSO_BY, MOVED, NOTES, Entry, Fact, Place, Share, share_level
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import FindExercise, ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.run.line_target import Target, buckets_of, share_in, step_named
from coalition_cli.run.named_lines import Line, Room, name_in, run_option
from coalition_cli.same_name import name_key
from coalition_cli.stage import Option
from coalition_cli.store import Draft


def drafts_of_move(lines: Sequence[Line], to: str, room: Room) -> list[Draft]:
    """Return what moves ``lines`` to the place called ``to``; nothing for those that are there.

    Raises ``Problem`` for a line that cannot be moved, and for a place that there is not.
    """
    standing = [movable(line, room) for line in lines]
    target = read_target(to, standing, room.workshop, room.find)
    found = (_moved(line, target, room.workshop, room.find) for line in standing)
    return [draft for draft in found if draft is not None]


def movable(line: Line, room: Room) -> Entry:
    """Return the line as it stands. Raises ``Problem`` where it cannot be moved."""
    entry = standing_of(line, room)
    step = _step_of(entry, room.find)
    takes_lines = entry.place == NOTES or (step is not None and kinds.takes_lines(step))
    if not takes_lines or not entry.text:
        kind = step.kind if step else (entry.place.step or entry.place.exercise)
        sentence = _("{line} is of a step of {kind}; only notes can be moved. Nothing was moved.")
        raise Problem(sentence.format(line=name_in(entry, room), kind=kind))
    return entry


def standing_of(line: Line, room: Room) -> Entry:
    """Return the line as it stands.

    Raises the ``Problem`` of one that was moved, taken back or withdrawn.
    """
    if line.standing is not None:
        return line.standing
    workshop, name = room.workshop, name_in(line.entry, room)
    moved = workshop.moved_to(line.entry.id)
    if moved:
        sentence = _("{line} was moved: as it stands now it is {name}.")
        raise Problem(sentence.format(line=name, name=name_in(moved[-1], room)))
    if line.entry.is_gone or line.entry.id in workshop.withdrawn:
        raise Problem(_("What was withdrawn is gone for good and cannot be brought again."))
    if line.entry.op != "add":
        raise Problem(_("This is no line: it has no words of its own."))
    sentence = _("{line} was taken back. To bring it again: coalition undo {again}")
    if workshop.is_sitting or room.shown is not None:
        sentence = _("{line} was taken back. To bring it again: /undo {again}")
    again = name + run_option(line.entry.place, workshop)
    raise Problem(sentence.format(line=name, again=again))


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
    raise not_here(
        _('"{name}" is no bucket and no group here: {known}.'),
        to,
        [*buckets[0], *groups],
        otherwise=_("Another step is named as EXERCISE.STEP."),
    )


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


def _step_of(line: Entry, find: FindExercise) -> Step | None:
    exercise = exercise_at(line.place, find)
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


def places_for(line: Entry, workshop: Workshop, find: FindExercise) -> list[Option]:
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


def what_it_unsettles(drafts: Sequence[Draft], room: Room) -> list[str]:
    """Return sentences on rankings and adopted decisions that rest on what ``drafts`` move.

    They are computed from what stands: without lines that go, and with those that come, they are
    others. Another bucket or group of the same step changes neither.
    """
    moves = [draft for draft in drafts if draft.fact.op == "add"]
    moved = {str(draft.fact.body.get(MOVED)) for draft in moves}
    beside = {
        entry.id
        for place in {draft.place for draft in moves}
        for entry in room.workshop.standing(place)
    }
    told = []
    for exercise_id, run in dict.fromkeys(place[:2] for place in room.workshop.places()):
        exercise = exercise_at(Place(exercise_id, run), room.find) if moves else None
        if exercise is None:
            continue
        view = ViewMaker(room.find).of_run(room.workshop, exercise, run, "private")
        for step in exercise.steps:
            told += _unsettled_at(step, view, moved, beside)
    return told


def _unsettled_at(
    step: Step, view: View, moved: AbstractSet[str], beside: AbstractSet[str]
) -> list[str]:
    """Return what becomes another at ``step``, of which ``moved`` go or lines come ``beside``."""
    title = _("{exercise}: {step}").format(exercise=view.exercise.title, step=step.title)
    agenda = kinds.given("agenda", step, view)
    if agenda and (moved | beside) & {issue.id for issue in agenda.issues}:
        return [_("This changes the ranking of {step}.").format(step=title)]
    decisions = kinds.given("decisions", step, view)
    if any(each.adopted and moved & set(each.adopts) for each in decisions):
        return [_("This changes what was adopted at {step}.").format(step=title)]
    return []
