"""Steps to play the kinds with, a bench of people who said something, and the looks afterwards."""

from dataclasses import replace
from typing import Any, NamedTuple

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullets, Prose
from coalition_cli.model.entry import Fact, Share
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.stage import Given
from tests.support.playing import Bench

URGENT = {"id": "urgency", "title": "Urgency", "prompt": "How urgent?"}
FEASIBLE = {"id": "feasibility", "title": "Feasibility", "prompt": "Can we do it?"}
NOW = {"id": "now", "prompt": "Where are we?"}
HOPE = {"id": "hope", "prompt": "What do you hope for?"}
NEED = {"id": "need", "prompt": "What helps you?", "share": "private"}
SOURCE = Step("ideas", "notes", "Ideas")
OF_EVERY_TYPE: list[dict[str, Any]] = [
    {"id": "role", "title": "Role"},
    {"id": "tasks", "title": "Tasks", "type": "texts", "choices": ["Call", "Write"]},
    {"id": "holder", "title": "Held by", "type": "person", "confirm": True},
    {"id": "adviser", "title": "Adviser", "type": "name"},
    {"id": "until", "title": "Until", "type": "day"},
    {"id": "tried", "title": "Tried", "type": "day", "past": True},
    {"id": "sort", "title": "Sort", "type": "choice", "choices": ["Inside", "Outside"]},
    {"id": "to_agenda", "title": "Agenda", "type": "flag", "choices": ["Send it", "Keep it"]},
    {"id": "phone", "title": "Number", "type": "phone"},
    {"id": "worry", "title": "Worry"},
]
ASK = [{"id": "issue", "title": "Issue"}, {"id": "ask", "title": "Ask"}]
SIGNS = [
    {"id": "network", "title": "Network", "symbol": "∴"},
    {"id": "platform", "title": "Platform"},
]
DECK = [
    {
        "id": "radio",
        "title": "Radio [bold]",
        "lines": ["One hour"],
        "question": "Whose?",
        "bucket": "platform",
    },
    {"id": "phones", "title": "Simu", "bucket": "network"},
    {"id": "press", "title": "Пресса", "intensity": "high"},
]
FORM = Step(
    "s",
    "form",
    "How was it?",
    share="organizer",
    options={
        "means_for": "donor",
        "questions": [
            {"id": "safe", "prompt": "I felt safe."},
            {
                "id": "goals",
                "prompt": "How far?",
                "scale": "choices",
                "choices": [
                    {"id": "met", "title": "There"},
                    {"id": "partly", "title": "On the way"},
                ],
            },
            {"id": "keep", "prompt": "What shall we keep?", "scale": "words"},
        ],
    },
)


def cards(**options: Any) -> Step:
    return Step("s", "cards", "Cards", options={"cards": DECK, **options})


class Case(NamedTuple):
    step: Step
    answers: Given
    keys: tuple[str, ...]
    expected: Any


def only(*names: str) -> Any:
    return lambda rows: [{name: row.get(name) for name in names} for row in rows or []]


def shape(how: Any, bench: Bench, step: Step) -> Any:
    """The part of a result that the case speaks of."""
    result = bench.result(step)
    if callable(how):
        return how(result)
    entries = bench.view.said(step.id)
    shapes = {
        None: lambda: result,
        "speakers": lambda: [{"text": e.text, "by": bench.workshop.name_of(e.by)} for e in entries],
        "stored": lambda: [(e.share, dict(e.body)) for e in entries],
        "taken": lambda: [(row["card"], row["text"]) for row in result],
        "for the organizers": lambda: kinds.result(step, seen_by(bench, "organizer")),
        "gathered": lambda: [
            {"theme": row["theme"], "notes": [note["text"] for note in row["notes"]]}
            for row in result
            if row["theme"]
        ],
        "newest": lambda: result["text"],
        "ranks": lambda: [(row["text"], row["rank"], row["score"]) for row in result],
        "verdict": lambda: (result["outcome"], result["counts"], result["concerns"]),
        "line by line": lambda: [(row["item"], row["outcome"], row["concerns"]) for row in result],
        "reports": lambda: reports_of(bench),
        "actions": lambda: [
            {key: value for key, value in row.items() if key != "id"} for row in result
        ],
    }
    return shapes[how]()


def a_bench(step: Step) -> Bench:
    bench = Bench(SOURCE, step)
    bench.say("ideas", "Kazi", "Жильё", "Mikopo midogo")
    if step.kind == "review":
        take_on(bench)
    return bench


def take_on(bench: Bench) -> None:
    """Actions, events and promises of earlier steps, for a step at which they are heard again."""
    amina = bench.view.people()[0].id
    rows: list[tuple[str, dict[str, Any]]] = [
        ("plan", {"text": "Undated", "status": "open"}),
        (
            "plan",
            {"text": "Call the clerk", "status": "open", "who": amina, "by_when": "2024-12-01"},
        ),
        ("plan", {"text": "Find a room", "status": "open", "who": amina, "by_when": "2024-12-20"}),
        (
            "home",
            {
                "text": "Girls' day",
                "who": amina,
                "date": "2024-11-19",
                "report_back_on": "2024-12-19",
            },
        ),
        (
            "home",
            {"text": "Rights seminar", "who": amina, "date": "2024-11-29", "report_back_on": ""},
        ),
        ("circle", {"commitment": "I rest on Sundays", "text": "Thanks"}),
    ]
    for place, body in rows:
        bench.record(Fact(body), bench.view.place(place), "participants")
    bench.record(Fact({"commitment": "Hers alone"}, amina), bench.view.place("circle"), "private")


def reports_of(bench: Bench) -> list[dict[str, Any]]:
    names = {entry.id: entry.text for place in ("home",) for entry in bench.view.said(place)}
    asked = ("event", "what", "told_by", "told_on", "who", "reached", "held_on")
    told = []
    for entry in bench.view.said("s"):
        body = {key: entry.body[key] for key in asked if key in entry.body}
        body |= {"event": names[body["event"]]} if body["event"] else {}
        told.append({key: value for key, value in body.items() if value != "" or key == "told_on"})
    return told


def texts(blocks: list[Block]) -> str:
    said = [block.text for block in blocks if isinstance(block, Prose)]
    return " ".join(
        [
            *said,
            *(item.text for block in blocks if isinstance(block, Bullets) for item in block.items),
        ]
    )


def seen_by(bench: Bench, audience: Share) -> View:
    return replace(bench.view, audience=audience)


ONE = Step("s", "score", "Score", options={"from": "ideas", "criteria": [URGENT]})


def with_issues(step: Step, *issues: str, people: int = 3) -> Bench:
    bench = Bench(SOURCE, step, people=[f"P{number}" for number in range(people)])
    bench.say("ideas", *issues)
    return bench
