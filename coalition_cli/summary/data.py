"""The findings of a workshop for one audience, gathered from the steps that give them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

from coalition_cli import kinds
from coalition_cli.model.body_shape import words_at
from coalition_cli.model.by_run import exercise_at
from coalition_cli.model.contributions import ISSUE, Agenda, Decision, Statement
from coalition_cli.model.entry import NOTES, Place, Share, share_level
from coalition_cli.model.exercise import NO_MINUTES, Exercise, Step
from coalition_cli.model.view import NEEDED, View
from coalition_cli.model.view_maker import FindExercise, ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary import follow_up
from coalition_cli.summary.care_numbers import care_of, contact
from coalition_cli.summary.feedback import feedback
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.goals import goals
from coalition_cli.summary.next_meeting import next_meeting
from coalition_cli.summary.people_counted import is_pass, people_counted
from coalition_cli.summary.set_apart import set_apart
from coalition_cli.summary.timing import time_rows

_OF_A_THEME: Final = ("theme", "notes", "count", "groups")

_LEAST_WEIGHT: Final = 4
"""What weighs less is a rule of the room."""

Held: TypeAlias = tuple[View, Step]
"""A step with the run in which it was held."""


def gather(
    workshop: Workshop,
    views: list[View],
    level: Share,
    find_exercise: FindExercise = lambda _: None,
    doubtful: Collection[str] = (),
) -> Findings:
    """Return everything that the runs may show at ``level``, and how much they may not."""
    steps = list(held(views))
    whole = ViewMaker(find_exercise).of_workshop(workshop, level, is_paper=True)
    brought = follow_up.brought(whole)
    vision, is_vision_adopted = _vision(steps)
    decisions = [row for there in steps for row in _decisions(*there)]
    actions = [*brought, *_rows("actions", steps)]
    quotes = _rows("quotes", steps)
    agenda = _agenda(views)
    is_outside = level == "donor"
    if is_outside and not any(row["chosen"] for row in agenda):
        agenda = []
    for row in (*decisions, *actions, *quotes):
        row["code"] = workshop.numbers.code_in_documents(str(row.get("id") or "")) or None
    if is_outside:
        decisions = list(filter(is_told_outside, decisions))
    return Findings(
        vision=vision.text if vision and (is_vision_adopted or not is_outside) else None,
        is_vision_adopted=is_vision_adopted,
        goals=goals(workshop, views),
        statements=[
            row
            for there in steps
            for row in _statements(*there)
            if row["adopted"] or not is_outside
        ],
        themes=[row for there in steps for row in _themes(*there)],
        agenda=agenda,
        actions=actions,
        events=[] if is_outside else follow_up.events_carried(whole),
        commitments=[_commitment(row) for row in _rows("commitments", steps)],
        decisions=decisions,
        feedback=feedback(views),
        quotes=quotes,
        notes=_captured(workshop, level),
        exercises=[_exercise(view) for view in views],
        time=time_rows(workshop, doubtful) if level == "organizer" else [],
        care=care_of(views),
        next_meeting=None if is_outside else next_meeting(views),
        needed=(workshop.details().get(NEEDED) if is_outside else "") or None,
        left_out=_left_out(workshop, views, level),
        people=people_counted(workshop, level),
        contact=None if is_outside else contact(workshop, views),
        days=_days(workshop),
        whole=whole,
        views=views,
    )


def _days(workshop: Workshop) -> int:
    """On how many days anything was held; one where no entry tells."""
    days = {entry.at[:10] for entry in workshop.entries if entry.place.exercise}
    return max(1, len(days))


def held(views: Sequence[View]) -> Iterator[Held]:
    """Yield every step of every run."""
    for view in views:
        for step in view.exercise.steps:
            yield view, step


def runs_of(workshop: Workshop) -> list[Place]:
    """Return every run in which anything was said or finished, in the order in which they began."""
    runs: dict[Place, None] = {}
    for entry in workshop.entries:
        if entry.place.exercise and entry.place.step:
            runs.setdefault(Place(entry.place.exercise, entry.place.run))
    return [
        run
        for run in runs
        if any(_holds_something(workshop, place) for place in _steps_of(workshop, run))
    ]


def view_of(
    workshop: Workshop,
    run: Place,
    find_exercise: FindExercise,
    level: Share,
    *,
    is_paper: bool = False,
) -> View:
    """Return one run for one audience.

    What the room adopted is as widely readable as its step says. Steps that no file describes any
    more, and all those of an exercise whose file is gone, are read out line by line.
    """
    exercise = exercise_at(run, find_exercise) or Exercise(
        run.exercise, run.exercise, "", workshop.head.language, NO_MINUTES, "low", ()
    )
    known = {step.id for step in exercise.steps}
    lost = tuple(
        Step(id=p.step, kind=kinds.stand_in("lines"), title=p.step)
        for p in _steps_of(workshop, run)
        if p.step not in known
    )
    exercise = replace(exercise, steps=exercise.steps + lost)
    view_maker = ViewMaker(find_exercise)
    view = view_maker.of_run(workshop, exercise, run.run, "private", is_paper=is_paper)
    return replace(view, audience=level, adopted=_adopted(view))


def is_adopted(step: Step, view: View) -> bool:
    """True if the newest wording of a step that may be read is one that the room adopted."""
    versions = kinds.standing(step, view)
    return bool(versions) and versions[-1].id in _chosen_of(view, step)


def agenda_of(views: Sequence[View]) -> Held | None:
    """Return the newest step that gives the agenda of the workshop, None if there is none.

    A step whose file says that it is the agenda goes before one that only might be.
    """
    agendas = [(there, given) for there in held(views) if (given := _agenda_at(*there))]
    named = [there for there, given in agendas if given.is_named]
    return next(reversed(named or [there for there, _given in agendas]), None)


def votes_on(view: View, step: Step) -> list[Decision]:
    """Return every decision of this run about ``step``, as far as its audience may read them."""
    decisions = (
        decision
        for other in view.exercise.steps
        for decision in kinds.given("decisions", other, view)
    )
    return [decision for decision in decisions if decision.about == step.id]


def _steps_of(workshop: Workshop, run: Place) -> list[Place]:
    """The places of a run at which anything was ever said, in the order in which that began."""
    places = dict.fromkeys(entry.place for entry in workshop.entries)
    return [
        place
        for place in places
        if place.step and (place.exercise, place.run) == (run.exercise, run.run)
    ]


def _holds_something(workshop: Workshop, place: Place) -> bool:
    stands = workshop.standing(place) or workshop.odd(place)
    return bool(stands) or workshop.is_done(place)


def _rows(what: kinds.RowsGift, steps: Sequence[Held]) -> list[dict[str, Any]]:
    return [dict(row) for view, step in steps for row in kinds.given(what, step, view)]


def _adopted(view: View) -> dict[str, Share]:
    """The entries that this run adopted, with the share level that their step gives them for it."""
    adopted: dict[str, Share] = {}
    for step in view.exercise.steps:
        wider = step.share_when_adopted
        chosen = _chosen_of(view, step) if wider else set()
        if wider is None or not chosen:
            continue
        adopted |= dict.fromkeys(chosen, wider)
        said = kinds.said(step, view)
        weighed = [entry.id for entry in said if words_at(entry.body, "item") in chosen]
        adopted |= dict.fromkeys(weighed, wider)
    return adopted


def _chosen_of(view: View, step: Step) -> set[str]:
    """The ids of what the decisions of this run adopted of ``step``.

    Items of a ranking, wordings, actions.
    """
    votes = votes_on(replace(view, audience="private"), step)
    return {item for vote in votes if vote.adopted for item in vote.adopts if isinstance(item, str)}


def _vision(steps: Sequence[Held]) -> tuple[Statement | None, bool]:
    """The room's picture of the future as it was worded last, and whether the room adopted that."""
    for view, step in reversed(steps):
        visions = [each for each in kinds.given("statements", step, view) if each.is_vision]
        if visions:
            return visions[-1], is_adopted(step, view)
    return None, False


def _statements(view: View, step: Step) -> list[dict[str, Any]]:
    """The wordings of a step that are not the vision, under its title."""
    wordings = [each for each in kinds.given("statements", step, view) if not each.is_vision]
    if not wordings:
        return []
    chosen = _chosen_of(view, step)
    where = {"exercise": view.exercise.id, "step": step.id, "title": step.title}
    return [{**where, "text": each.text, "adopted": each.id in chosen} for each in wordings]


def _themes(view: View, step: Step) -> list[dict[str, Any]]:
    rows = kinds.given("themes", step, view)
    return [
        {"exercise": view.exercise.id, **{key: row[key] for key in _OF_A_THEME}} for row in rows
    ]


def _agenda(views: Sequence[View]) -> list[dict[str, Any]]:
    there = agenda_of(views)
    agenda = _agenda_at(*there) if there else None
    if there is None or agenda is None:
        return []
    chosen = _chosen_of(*there)
    issues = (replace(issue, chosen=issue.id in chosen) for issue in agenda.issues)
    view, step = there
    codes = {item.id: f"{ISSUE}{item.number}" for item in kinds.coded(step, view).get(ISSUE, ())}
    return [{"code": codes.get(issue.id), **issue.as_row()} for issue in issues]


def _agenda_at(view: View, step: Step) -> Agenda | None:
    return kinds.given("agenda", step, view)


def _commitment(row: dict[str, Any]) -> dict[str, Any]:
    said = {key: words_at(row, key) or None for key in ("commitment", "learning")}
    return {"by": row["by"], **said}


def _decisions(view: View, step: Step) -> list[dict[str, Any]]:
    place = view.place(step.id)
    return [
        {
            **decision.as_row(place),
            "run": view.run,
            **decision.for_pages(),
            "is_wording": _is_wording(decision, view),
        }
        for decision in kinds.given("decisions", step, view)
    ]


def _is_wording(decision: Decision, view: View) -> bool:
    """True if a wording was decided on that has no place of its own, as the vision has."""
    about = next((step for step in view.exercise.steps if step.id == decision.about), None)
    if about is None or decision.is_of_line or not kinds.may_give("statements", about):
        return False
    wordings = kinds.given("statements", about, view)
    return bool(wordings) and not any(each.is_vision for each in wordings)


def _exercise(view: View) -> dict[str, Any]:
    steps = [
        {
            "id": step.id,
            "kind": step.kind,
            "title": step.title,
            "entries": len(kinds.standing(step, view)),
            "outcome": _outcome(step, view),
            **_for_tables(view, step),
        }
        for step in view.exercise.steps
    ]
    return {"id": view.exercise.id, "title": view.exercise.title, "run": view.run, "steps": steps}


def _outcome(step: Step, view: View) -> Any:
    """What came of a step; of readers outside none is told what the room did not adopt."""
    outcome = kinds.outcome(step, view)
    if view.audience != "donor" or outcome is None:
        return outcome
    if kinds.may_give("decisions", step) and _is_of_votes(outcome):
        if isinstance(outcome, Mapping):
            return outcome if is_told_outside(outcome) else None
        return list(filter(is_told_outside, outcome)) or None
    is_adopted_first = kinds.may_give("statements", step) or kinds.may_give("agenda", step)
    return outcome if not is_adopted_first or _chosen_of(view, step) else None


def _is_of_votes(outcome: Any) -> bool:
    rows = [outcome] if isinstance(outcome, Mapping) else outcome
    return all(isinstance(row, Mapping) and "adopted" in row for row in rows)


def is_told_outside(decision: Mapping[str, Any]) -> bool:
    """True if readers outside are told of it: adopted, and no rule of the room for a day."""
    return bool(decision["adopted"]) and decision["weight"] >= _LEAST_WEIGHT


def _for_tables(view: View, step: Step) -> dict[str, Any]:
    """What a table of the outcome needs: its columns, words for its keys, and if it is told.

    ``is_told``: everything that the outcome says stands in another part of the data too.
    """
    columns = [dict(column) for column in kinds.table_columns(step, view)]
    labels = dict(kinds.labels(step, view))
    is_told = kinds.traits(step.kind).is_told_in_sections or kinds.takes_quotes(step)
    return {
        **({"table": {"title": kinds.table_title(step), "columns": columns}} if columns else {}),
        **({"labels": labels} if labels else {}),
        **({"is_told": True} if is_told else {}),
    }


def _captured(workshop: Workshop, level: Share) -> list[dict[str, Any]]:
    """The lines of ``coalition note``.

    Who said them, and her group, only for those who may read names.
    """
    view = ViewMaker().of_workshop(workshop, level)
    groups = {person.id: person.group for person in workshop.people()} if view.shows_names() else {}
    return [
        {
            "id": entry.id,
            "text": entry.text,
            "by": (view.names_of(entry) if view.shows_names() else "") or None,
            "group": (words_at(entry.body, "group") if level != "donor" else "")
            or groups.get(entry.by or "")
            or None,
            "at": entry.at,
        }
        for entry in view.standing(NOTES.step)
    ]


def _left_out(workshop: Workshop, views: list[View], level: Share) -> dict[str, Any]:
    """Return how many standing entries this audience may not see; a pass is none.

    In all, and by exercise (captured notes under "notes"); and how many are set apart, if any.
    """
    counts: dict[str, int] = {}
    for view in views:
        hidden = sum(
            not is_pass(entry) and not view.may_see(entry)
            for step in view.exercise.steps
            for entry in kinds.said(step, view)
        )
        if hidden:
            counts[view.exercise.id] = counts.get(view.exercise.id, 0) + hidden
    captured = sum(
        share_level(entry.share) < share_level(level) for entry in workshop.standing(NOTES)
    )
    if captured:
        counts["notes"] = captured
    odd = len(set_apart(workshop, views, level))
    told = {"entries": sum(counts.values()), "by_exercise": counts}
    return told | ({"odd": odd} if odd else {})


def about(workshop: Workshop) -> dict[str, Any]:
    """The head of the workshop as the summary tells it."""
    head = workshop.head
    return {
        "id": head.id,
        "title": head.title,
        "date": head.date,
        "place": head.place or None,
        "region": workshop.details().get("region") or None,
        "language": head.language,
        "programme": head.programme or None,
        "sample": head.is_sample,
    }
