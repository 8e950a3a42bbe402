"""What one audience may read of a workshop, as data in the shape of the summary."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.model.entry import NOTES, Place, Share, share_level
from coalition_cli.model.exercise import NO_MINUTES, Exercise, Step
from coalition_cli.model.room import Room
from coalition_cli.model.summary import Audience
from coalition_cli.model.workshop import Workshop
from coalition_cli.report.feedback import feedback

LEVELS: Final[Mapping[Audience, Share]] = {
    "participants": "participants",
    "organizer": "organizer",
    "donor": "donor",
    "follow-up": "participants",
}
"""The share level that each audience reads at."""

FindExercise = Callable[[str], Exercise | None]


@dataclass(frozen=True, slots=True)
class Findings:
    """What one audience may read, by the keys of the summary; ``quotes`` also say ``consent`` and ``share``."""

    vision: str | None
    is_vision_adopted: bool
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

    def as_data(self) -> dict[str, Any]:
        return {
            "vision": self.vision,
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


def gather(workshop: Workshop, rooms: list[Room], level: Share) -> Findings:
    """Everything that the rooms may show at ``level``, and how much they may not."""
    found = [(room, step, kinds.result(step, room)) for room in rooms for step in room.exercise.steps]

    def of_kind(kind: str) -> list[tuple[Room, Step, Any]]:
        return [row for row in found if row[1].kind == kind and row[2]]

    drafts = of_kind("draft")
    visions = [row for row in drafts if row[1].id == "vision"] or drafts
    room, step, vision = visions[-1] if visions else (None, None, None)
    decisions = [_decision(r, s, row) for r, s, row in of_kind("decide")]
    return Findings(
        vision=vision["text"] if vision else None,
        is_vision_adopted=bool(room and step and is_adopted(step, room)),
        themes=[
            {"exercise": r.exercise.id, "theme": row["theme"], "notes": row["notes"]}
            for r, _s, rows in of_kind("themes")
            for row in rows
        ],
        agenda=_agenda(of_kind("score")),
        actions=[row for _r, _s, rows in of_kind("plan") for row in rows],
        commitments=[
            {"by": row["by"], **{key: row.get(key) for key in ("commitment", "learning")}}
            for _r, _s, rows in of_kind("circle")
            for row in rows
            if row.get("commitment") or row.get("learning")
        ],
        decisions=[row for row in decisions if row["adopted"] or level != "donor"],
        feedback=feedback(rooms),
        quotes=[row for _r, s, rows in of_kind("notes") if is_quoting(s) for row in rows],
        notes=_captured(workshop, level),
        exercises=[_exercise(r, [(s, result) for owner, s, result in found if owner is r]) for r in rooms],
        left_out=_left_out(workshop, rooms, level),
    )


def runs_of(workshop: Workshop) -> list[Place]:
    """Every run of an exercise in which anything was said or finished, in the order in which they began."""
    runs: dict[Place, None] = {}
    for entry in workshop.entries:
        if entry.place.exercise and entry.place.step:
            runs.setdefault(Place(entry.place.exercise, entry.place.run))
    return [run for run in runs if any(_holds_something(workshop, place) for place in _steps_of(workshop, run))]


def room_of(workshop: Workshop, run: Place, find_exercise: FindExercise, level: Share) -> Room:
    """One run for one audience, in which what the room adopted is as widely readable as its step says.

    Steps that no file describes any more, and all those of an exercise whose file is gone, are read out line by line.
    """
    exercise = find_exercise(run.exercise) or Exercise(
        run.exercise, run.exercise, "", workshop.head.language, NO_MINUTES, "low", ()
    )
    known = {step.id for step in exercise.steps}
    lost = tuple(Step(id=p.step, kind="notes", title=p.step) for p in _steps_of(workshop, run) if p.step not in known)
    exercise = replace(exercise, steps=exercise.steps + lost)
    room = Room(workshop, exercise, run.run, "private", find_exercise=find_exercise)
    return replace(room, audience=level, adopted=_adopted(room))


def is_adopted(step: Step, room: Room) -> bool:
    """Whether the newest wording of a draft that may be read is one that the room adopted."""
    versions = room.standing(step.id)
    return bool(versions) and versions[-1].id in _chosen_of(room, step)


def _steps_of(workshop: Workshop, run: Place) -> list[Place]:
    """The places of a run at which anything was ever said, in the order in which that began."""
    places = dict.fromkeys(entry.place for entry in workshop.entries)
    return [place for place in places if place.step and (place.exercise, place.run) == (run.exercise, run.run)]


def _holds_something(workshop: Workshop, place: Place) -> bool:
    return bool(workshop.standing(place)) or workshop.is_done(place)


def _adopted(room: Room) -> dict[str, Share]:
    """The entries that a decision of this run adopted, with the share level that their step gives them for it."""
    adopted: dict[str, Share] = {}
    for step in room.exercise.steps:
        about = step.options.get("about")
        if step.kind != "decide" or not about:
            continue
        decision = kinds.result(step, room)
        wider = room.step(about).share_when_adopted
        if wider is None or not decision or not decision["adopted"]:
            continue
        chosen = set(decision["adopts"])
        adopted |= dict.fromkeys(chosen, wider)
        weighed = [entry.id for entry in room.said(about) if entry.body.get("item") in chosen]
        adopted |= dict.fromkeys(weighed, wider)
    return adopted


def _agenda(scores: list[tuple[Room, Step, Any]]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for room, step, found in scores[-1:]:
        chosen = _chosen_of(room, step)
        for row in found:
            means = {name: row["criteria"].get(name, {}).get("mean") for name in ("urgency", "feasibility")}
            rows.append(
                {
                    "rank": row["rank"],
                    "tied": row["tied"],
                    "issue": row["text"],
                    **means,
                    "score": row["score"],
                    "scorers": row["scorers"],
                    "spread": row["spread"],
                    "contested": row["contested"],
                    "chosen": row["id"] in chosen,
                    "why": row["why"],
                }
            )
    return rows


def _chosen_of(room: Room, step: Step) -> set[str]:
    """The ids of what the decisions of this run adopted of ``step``: items of a ranking, wordings, actions."""
    chosen: set[str] = set()
    for decide in room.exercise.steps:
        if decide.kind == "decide" and decide.options.get("about") == step.id:
            decision = kinds.result(decide, replace(room, audience="private"))
            chosen |= set(decision["adopts"]) if decision and decision["adopted"] else set()
    return chosen


def _decision(room: Room, step: Step, row: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("question", "outcome", "adopted", "counts", "passed", "present", "why", "concerns")
    return {"exercise": room.exercise.id, "step": step.id, **{key: row[key] for key in keys}}


def _exercise(room: Room, results: list[tuple[Step, Any]]) -> dict[str, Any]:
    steps = [
        {
            "id": step.id,
            "kind": step.kind,
            "entries": len(room.standing(step.id)),
            "outcome": _decision(room, step, result) if step.kind == "decide" and result else result,
        }
        for step, result in results
    ]
    return {"id": room.exercise.id, "title": room.exercise.title, "run": room.run, "steps": steps}


def _captured(workshop: Workshop, level: Share) -> list[dict[str, Any]]:
    """The lines of ``coalition note``; who said them, and her group, only for those who may read names."""
    capture = Exercise("", "", "", workshop.head.language, NO_MINUTES, "low", ())
    room = Room(workshop, capture, audience=level)
    groups = {person.id: person.group for person in workshop.people()} if room.shows_names() else {}
    return [
        {
            "id": entry.id,
            "text": entry.text,
            "by": (room.name_of(entry.by) if room.shows_names() else "") or None,
            "group": (entry.body.get("group") if level != "donor" else None) or groups.get(entry.by or "") or None,
            "at": entry.at,
        }
        for entry in room.standing(NOTES.step)
    ]


def _left_out(workshop: Workshop, rooms: list[Room], level: Share) -> dict[str, Any]:
    """How many standing entries this audience may not see: in all, and by exercise (captured notes under "notes")."""
    counts: dict[str, int] = {}
    for room in rooms:
        hidden = sum(len(room.said(step.id)) - len(room.standing(step.id)) for step in room.exercise.steps)
        if hidden:
            counts[room.exercise.id] = counts.get(room.exercise.id, 0) + hidden
    captured = sum(share_level(entry.share) < share_level(level) for entry in workshop.standing(NOTES))
    if captured:
        counts["notes"] = captured
    return {"entries": sum(counts.values()), "by_exercise": counts}


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
