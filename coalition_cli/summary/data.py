"""What one audience may read of a workshop, as data in the shape of the summary."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.kinds import plan
from coalition_cli.model.entry import NOTES, Place, Share, share_level
from coalition_cli.model.exercise import NO_MINUTES, Exercise, Step
from coalition_cli.model.summary import Audience
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary import follow_up
from coalition_cli.summary.feedback import feedback

LEVELS: Final[Mapping[Audience, Share]] = {
    "participants": "participants",
    "organizer": "organizer",
    "donor": "donor",
    "follow-up": "participants",
}
"""The share level that each audience reads at."""

USUAL_CRITERIA: Final = {"urgency", "feasibility"}
_NO_EXERCISE: Final = Exercise("", "", "", "", NO_MINUTES, "low", ())

FindExercise = Callable[[str], Exercise | None]


@dataclass(frozen=True, slots=True)
class Findings:
    """What one audience may read, by the keys of the summary; ``quotes`` also say ``consent`` and ``share``."""

    vision: str | None
    is_vision_adopted: bool
    statements: list[dict[str, Any]]
    themes: list[dict[str, Any]]
    agenda: list[dict[str, Any]]
    actions: list[dict[str, Any]]
    commitments: list[dict[str, Any]]
    decisions: list[dict[str, Any]]
    feedback: dict[str, dict[str, Any]]
    quotes: list[dict[str, Any]]
    notes: list[dict[str, Any]]
    exercises: list[dict[str, Any]]
    left_out: dict[str, Any]
    brought: list[dict[str, Any]]
    """Those of ``actions`` that come from a workshop before this one."""
    whole: View
    """The workshop as a whole, as this audience may read it."""

    def as_data(self) -> dict[str, Any]:
        return {
            "vision": self.vision,
            "statements": self.statements,
            "themes": self.themes,
            "agenda": self.agenda,
            "actions": self.actions,
            "commitments": self.commitments,
            "decisions": self.decisions,
            "feedback": self.feedback,
            "quotes": [{"text": row["text"], "by": row["by"]} for row in self.quotes],
            "notes": self.notes,
            "exercises": self.exercises,
            "left_out": self.left_out,
        }


def gather(
    workshop: Workshop,
    views: list[View],
    level: Share,
    find_exercise: FindExercise = lambda _: None,
) -> Findings:
    """Everything that the rooms may show at ``level``, and how much they may not."""
    found = [(view, step, _result(step, view)) for view in views for step in view.exercise.steps]

    def of_kind(kind: str) -> list[tuple[View, Step, Any]]:
        return [row for row in found if row[1].kind == kind and row[2]]

    drafts = of_kind("draft")
    visions = [row for row in drafts if is_vision(row[1])]
    view, step, vision = visions[-1] if visions else (None, None, None)
    decisions = [
        row for r, s, found_there in of_kind("decide") for row in _decisions(r, s, found_there)
    ]
    whole = View(workshop, _NO_EXERCISE, audience=level, is_paper=True, find_exercise=find_exercise)
    brought = follow_up.brought(whole)
    return Findings(
        vision=vision["text"] if vision else None,
        is_vision_adopted=bool(view and step and is_adopted(step, view)),
        statements=[
            row for r, s, result in drafts if not is_vision(s) for row in _statements(r, s, result)
        ],
        themes=[
            {
                "exercise": r.exercise.id,
                **{key: row[key] for key in ("theme", "notes", "count", "groups")},
            }
            for r, _s, rows in of_kind("themes")
            for row in rows
        ],
        agenda=_agenda(agenda_of(views)),
        actions=[
            *brought,
            *(
                {key: row[key] for key in ("id", "what", *plan.ACTION, "status")}
                for _r, s, rows in of_kind("plan")
                if plan.holds_actions(s)
                for row in rows
            ),
        ],
        commitments=[
            {"by": row["by"], **{key: row.get(key) for key in ("commitment", "learning")}}
            for _r, _s, rows in of_kind("circle")
            for row in rows
            if row.get("commitment") or row.get("learning")
        ],
        decisions=[row for row in decisions if row["adopted"] or level != "donor"],
        feedback=feedback(views),
        quotes=[row for _r, s, rows in of_kind("notes") if is_quoting(s) for row in rows],
        notes=_captured(workshop, level),
        exercises=[
            _exercise(r, [(s, result) for owner, s, result in found if owner is r]) for r in views
        ],
        left_out=_left_out(workshop, views, level),
        brought=brought,
        whole=whole,
    )


def runs_of(workshop: Workshop) -> list[Place]:
    """Every run of an exercise in which anything was said or finished, in the order in which they began."""
    runs: dict[Place, None] = {}
    for entry in workshop.entries:
        if entry.place.exercise and entry.place.step:
            runs.setdefault(Place(entry.place.exercise, entry.place.run))
    return [
        run
        for run in runs
        if any(_holds_something(workshop, place) for place in _steps_of(workshop, run))
    ]


def view_of(workshop: Workshop, run: Place, find_exercise: FindExercise, level: Share) -> View:
    """One run for one audience, in which what the room adopted is as widely readable as its step says.

    Steps that no file describes any more, and all those of an exercise whose file is gone, are read out line by line.
    """
    exercise = find_exercise(run.exercise) or Exercise(
        run.exercise, run.exercise, "", workshop.head.language, NO_MINUTES, "low", ()
    )
    known = {step.id for step in exercise.steps}
    lost = tuple(
        Step(id=p.step, kind="notes", title=p.step)
        for p in _steps_of(workshop, run)
        if p.step not in known
    )
    exercise = replace(exercise, steps=exercise.steps + lost)
    view = View(workshop, exercise, run.run, "private", find_exercise=find_exercise)
    return replace(view, audience=level, adopted=_adopted(view))


def is_adopted(step: Step, view: View) -> bool:
    """Whether the newest wording of a draft that may be read is one that the room adopted."""
    versions = view.standing(step.id)
    return bool(versions) and versions[-1].id in _chosen_of(view, step)


def _steps_of(workshop: Workshop, run: Place) -> list[Place]:
    """The places of a run at which anything was ever said, in the order in which that began."""
    places = dict.fromkeys(entry.place for entry in workshop.entries)
    return [
        place
        for place in places
        if place.step and (place.exercise, place.run) == (run.exercise, run.run)
    ]


def _holds_something(workshop: Workshop, place: Place) -> bool:
    return bool(workshop.standing(place)) or workshop.is_done(place)


def _result(step: Step, view: View) -> Any:
    """What came of a step; what an action still needs is for those who were there."""
    found = kinds.result(step, view)
    if step.kind == "plan" and found and view.audience == "donor":
        return [{**row, "support": None} if "support" in row else row for row in found]
    return found


def _votes(decide: Step, view: View) -> list[dict[str, Any]]:
    """Every vote of a step that decides: one, or one a line."""
    found = kinds.result(decide, view)
    return found if isinstance(found, list) else [found] if found else []


def _adopted(view: View) -> dict[str, Share]:
    """The entries that a decision of this run adopted, with the share level that their step gives them for it."""
    adopted: dict[str, Share] = {}
    for step in view.exercise.steps:
        about = step.options.get("about")
        if step.kind != "decide" or not about:
            continue
        wider = view.step(about).share_when_adopted
        votes = [vote for vote in _votes(step, view) if vote["adopted"]]
        chosen = {item for vote in votes for item in vote["adopts"] if isinstance(item, str)}
        if wider is None or not chosen:
            continue
        adopted |= dict.fromkeys(chosen, wider)
        weighed = [entry.id for entry in view.said(about) if entry.body.get("item") in chosen]
        adopted |= dict.fromkeys(weighed, wider)
    return adopted


def _statements(view: View, step: Step, result: Any) -> list[dict[str, Any]]:
    """The wordings of a draft that is not the vision, under the title of its step."""
    chosen = _chosen_of(view, step)
    if isinstance(result, list):
        texts = [(row["text"], row["id"] in chosen) for row in result]
    else:
        texts = [(result["text"], is_adopted(step, view))]
    where = {"exercise": view.exercise.id, "step": step.id, "title": step.title}
    return [{**where, "text": text, "adopted": adopted} for text, adopted in texts]


def _agenda(ranking: tuple[View, Step] | None) -> list[dict[str, Any]]:
    if ranking is None:
        return []
    view, step = ranking
    chosen = _chosen_of(view, step)
    return [_issue(row, row["id"] in chosen) for row in kinds.result(step, view)]


def _issue(row: Mapping[str, Any], is_chosen: bool) -> dict[str, Any]:
    means = {name: row["criteria"].get(name, {}).get("mean") for name in ("urgency", "feasibility")}
    return {
        **{
            key: row[key]
            for key in ("id", "rank", "tied", "place", "shares_place", "moved", "moved_reason")
        },
        "issue": row["text"],
        **means,
        **{key: row[key] for key in ("score", "scorers", "spread", "contested")},
        "chosen": is_chosen,
        "why": row["why"],
    }


def _chosen_of(view: View, step: Step) -> set[str]:
    """The ids of what the decisions of this run adopted of ``step``: items of a ranking, wordings, actions."""
    chosen: set[str] = set()
    for decide in view.exercise.steps:
        if decide.kind == "decide" and decide.options.get("about") == step.id:
            votes = _votes(decide, replace(view, audience="private"))
            chosen |= {item for vote in votes if vote["adopted"] for item in vote["adopts"]}
    return chosen


def _decisions(view: View, step: Step, found: Any) -> list[dict[str, Any]]:
    """One row a vote. Of votes on lines that are not for this audience one is told, for all of them."""
    keys = (
        "question",
        "outcome",
        "adopted",
        "counts",
        "passed",
        "present",
        "voters",
        "why",
        "concerns",
        "item",
    )
    rows = [
        {
            "exercise": view.exercise.id,
            "step": step.id,
            **{key: row[key] for key in keys if key in row},
        }
        for row in (found if isinstance(found, list) else [found])
    ]
    hidden = [row for row in rows if "item" in row and row["item"] is None]
    whole = [{**hidden[0], "adopted": all(row["adopted"] for row in hidden)}] if hidden else []
    return [row for row in rows if row not in hidden] + whole


def _exercise(view: View, results: list[tuple[Step, Any]]) -> dict[str, Any]:
    steps = [
        {
            "id": step.id,
            "kind": step.kind,
            "entries": len(view.standing(step.id)),
            "outcome": _outcome(view, step, result),
        }
        for step, result in results
    ]
    return {"id": view.exercise.id, "title": view.exercise.title, "run": view.run, "steps": steps}


def _outcome(view: View, step: Step, result: Any) -> Any:
    if step.kind != "decide" or not result:
        return result
    rows = _decisions(view, step, result)
    return rows if isinstance(result, list) else rows[0]


def _captured(workshop: Workshop, level: Share) -> list[dict[str, Any]]:
    """The lines of ``coalition note``; who said them, and her group, only for those who may read names."""
    capture = Exercise("", "", "", workshop.head.language, NO_MINUTES, "low", ())
    view = View(workshop, capture, audience=level)
    groups = {person.id: person.group for person in workshop.people()} if view.shows_names() else {}
    return [
        {
            "id": entry.id,
            "text": entry.text,
            "by": (view.name_of(entry.by) if view.shows_names() else "") or None,
            "group": (entry.body.get("group") if level != "donor" else None)
            or groups.get(entry.by or "")
            or None,
            "at": entry.at,
        }
        for entry in view.standing(NOTES.step)
    ]


def _left_out(workshop: Workshop, views: list[View], level: Share) -> dict[str, Any]:
    """How many standing entries this audience may not see: in all, and by exercise (captured notes under "notes")."""
    counts: dict[str, int] = {}
    for view in views:
        hidden = sum(
            len(view.said(step.id)) - len(view.standing(step.id)) for step in view.exercise.steps
        )
        if hidden:
            counts[view.exercise.id] = counts.get(view.exercise.id, 0) + hidden
    captured = sum(
        share_level(entry.share) < share_level(level) for entry in workshop.standing(NOTES)
    )
    if captured:
        counts["notes"] = captured
    return {"entries": sum(counts.values()), "by_exercise": counts}


def is_vision(step: Step) -> bool:
    """Whether a draft is the room's picture of the future."""
    return step.kind == "draft" and (step.id == "vision" or bool(step.options.get("vision")))


def agenda_of(views: Sequence[View]) -> tuple[View, Step] | None:
    """The newest ranking that is the agenda of the workshop: one whose file says so; where none does, one that weighs
    urgency and feasibility. None where there is no such ranking.
    """
    held = [(view, step) for view in views for step in view.exercise.steps if step.kind == "score"]
    ranked = [(view, step) for view, step in held if kinds.result(step, view)]
    said = [(view, step) for view, step in ranked if step.options.get("agenda")]
    usual = [
        (view, step)
        for view, step in ranked
        if {c["id"] for c in step.options["criteria"]} == USUAL_CRITERIA
    ]
    return next(reversed(said or usual), None)


def is_quoting(step: Step) -> bool:
    """Whether the lines of a step are quotes, given with consent."""
    return bool(step.options.get("consent"))


def about(workshop: Workshop) -> dict[str, Any]:
    """The head of the workshop as the summary tells it."""
    head = workshop.head
    return {
        "id": head.id,
        "title": head.title,
        "date": head.date,
        "place": head.place or None,
        "language": head.language,
        "programme": head.programme or None,
        "sample": head.is_sample,
    }
