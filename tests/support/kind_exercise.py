"""One exercise with a step of every kind that asks, and a workshop for it."""

from coalition_cli.model.exercise import Exercise, Minutes, Step
from coalition_cli.model.header import Head

HEAD = Head("W1", "Umoja", "2024-11-12", "Nendiwe Center")

URGENCY = {"id": "urgency", "title": "Urgency", "prompt": "Does it press?"}

EVERY_KIND = Exercise(
    "everything",
    "Everything",
    "",
    "en",
    Minutes(1, 1, 1),
    "low",
    (
        Step("quiet", "timer", "Quiet", minutes=1),
        Step("notes", "notes", "Notes", options={"buckets": [{"id": "near", "title": "Near"}]}),
        Step("circle", "circle", "Circle"),
        Step("groups", "groups", "Groups"),
        Step("themes", "themes", "Themes", options={"from": "notes"}),
        Step("draft", "draft", "Draft", options={"from": "themes"}),
        Step("score", "score", "Score", options={"from": "notes", "criteria": [URGENCY]}),
        Step("plan", "plan", "Plan", options={"from": "notes"}),
        Step("decide", "decide", "Decide", options={"about": "draft"}),
    ),
)


def find(exercise_id: str) -> Exercise | None:
    return EVERY_KIND if exercise_id == EVERY_KIND.id else None
