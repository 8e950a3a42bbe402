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
    """What one audience may read, by the keys of the summary."""

    vision: str | None
    is_vision_adopted: bool
    themes: list[dict[str, Any]]
    agenda: list[dict[str, Any]]
    actions: list[dict[str, Any]]
    commitments: list[dict[str, Any]]
    decisions: list[dict[str, Any]]
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
            "feedback": {},
            "quotes": self.quotes,
            "notes": self.notes,
            "exercises": self.exercises,
            "left_out": self.left_out,
        }


def gather(workshop: Workshop, rooms: list[Room], level: Share) -> Findings:
    """Everything that the rooms may show at ``level``, and how much they may not."""
    found: list[tuple[Room, Step, Any]] = [
        (room, step, kinds.result(step, room)) for room in rooms for step in room.exercise.steps
    ]

    def of_kind(kind: str) -> list[tuple[Room, Step, Any]]:
        return [row for row in found if row[1].kind == kind and row[2]]

    visions = of_kind("draft")
    room, step, vision = visions[-1] if visions else (None, None, None)
    quotes = [
        {"text": row["text"], "by": row["by"]} for _r, s, rows in of_kind("notes") if is_quoting(s) for row in rows
    ]
    return Findings(
        vision=vision["text"] if vision else None,
        is_vision_adopted=bool(room and step and room.standing(step.id)[-1].id in room.adopted),
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
        decisions=[_decision(r, s, row) for r, s, row in of_kind("decide")],
        quotes=quotes,
        notes=_captured(workshop, level),
        exercises=[_exercise(r) for r in rooms],
        left_out=_left_out(workshop, rooms, level),
    )


def runs_of(workshop: Workshop) -> list[Place]:
    """Every run of an exercise in which anything stands, in the order in which they began."""
    runs: dict[Place, None] = {}
    for entry in workshop.entries:
        place = Place(entry.place.exercise, entry.place.run)
        if entry.place.exercise and entry.place.run in workshop.runs(entry.place.exercise):
            runs.setdefault(place)
    return list(runs)


def room_of(workshop: Workshop, run: Place, find_exercise: FindExercise, level: Share) -> Room:
    """One run for one audience, in which what the room adopted is as widely readable as its step says."""
    exercise = find_exercise(run.exercise) or _unknown_exercise(workshop, run)
    room = Room(workshop, exercise, run.run, "private", find_exercise=find_exercise)
    return replace(room, audience=level, adopted=_adopted(room))


def _unknown_exercise(workshop: Workshop, run: Place) -> Exercise:
    """An exercise whose file is gone: its lines are still read out, step by step."""
    steps = {
        e.place.step
        for e in workshop.entries
        if e.place.step and (e.place.exercise, e.place.run) == (run.exercise, run.run)
    }
    kept = tuple(Step(id=step, kind="notes", title=step) for step in sorted(steps))
    return Exercise(run.exercise, run.exercise, "", workshop.head.language, NO_MINUTES, "low", kept)


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
        chosen = chosen_of(room, step)
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


def chosen_of(room: Room, step: Step) -> set[str]:
    """The ids of the items that a decision of this run took onto the agenda."""
    chosen: set[str] = set()
    for decide in room.exercise.steps:
        if decide.kind == "decide" and decide.options.get("about") == step.id:
            decision = kinds.result(decide, replace(room, audience="private"))
            chosen |= set(decision["adopts"]) if decision and decision["adopted"] else set()
    return chosen


def _decision(room: Room, step: Step, row: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("question", "outcome", "adopted", "counts", "passed", "present", "why", "concerns")
    return {"exercise": room.exercise.id, "step": step.id, **{key: row[key] for key in keys}}


def _exercise(room: Room) -> dict[str, Any]:
    return {
        "id": room.exercise.id,
        "title": room.exercise.title,
        "run": room.run,
        "steps": [
            {
                "id": step.id,
                "kind": step.kind,
                "entries": len(room.standing(step.id)),
                "outcome": _outcome(step, room),
            }
            for step in room.exercise.steps
        ],
    }


def _outcome(step: Step, room: Room) -> Any:
    if step.kind == "decide" and (row := kinds.result(step, room)):
        return _decision(room, step, row)
    if step.kind == "groups" and room.audience == "donor":
        return None
    return kinds.result(step, room)


def _captured(workshop: Workshop, level: Share) -> list[dict[str, Any]]:
    people = {person.id: person for person in workshop.people()}
    rows = []
    for entry in workshop.standing(NOTES):
        if share_level(entry.share) < share_level(level):
            continue
        person = people.get(entry.by or "")
        rows.append(
            {
                "id": entry.id,
                "text": entry.text,
                "by": None if level == "donor" else workshop.name_of(entry.by) or None,
                "group": entry.body.get("group") or (person.group if person and level != "donor" else None) or None,
                "at": entry.at,
            }
        )
    return rows


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
