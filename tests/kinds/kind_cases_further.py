"""Further cases that an answers file and real keys come to alike, each for a branch of its own."""

from typing import Any

from coalition_cli.model.exercise import Step
from tests.kinds.kind_rooms import URGENT, Case, only
from tests.support.playing import ENTER, looked_at

FURTHER: dict[str, tuple[Case, Any]] = {
    "notes by groups that nobody listed": (
        Case(
            Step("s", "notes", "Notes", options={"each": "country"}),
            [{"text": "Stigma", "group": "Kenya"}, {"text": "Papers", "group": "Burundi"}],
            ("Kenya\r", "Stigma\r", ENTER, "2", "Burundi\r", "Papers\r", ENTER, "1"),
            [{"text": "Stigma", "group": "Kenya"}, {"text": "Papers", "group": "Burundi"}],
        ),
        only("text", "group"),
    ),
    "notes beside what others gave": (
        Case(
            Step("s", "notes", "Notes", options={"offers": ["ideas"]}),
            ["Papers"],
            (ENTER, "Papers\r", ENTER),
            [{"text": "Papers"}],
        ),
        only("text"),
    ),
    "circle of groups by the clock": (
        Case(
            Step("s", "circle", "Reports", per_person_seconds=60, options={"each": "group"}),
            [{"by": "Red", "text": "We began"}, {"by": "Blue", "text": "Tea"}],
            ("2", ENTER, "We began\r", ENTER, ENTER, "Tea\r", ENTER),
            [{"by": "Red", "text": "We began"}, {"by": "Blue", "text": "Tea"}],
        ),
        only("by", "text"),
    ),
    "score with a place that is moved": (
        Case(
            Step(
                "s",
                "score",
                "Score",
                options={"from": "ideas", "criteria": [URGENT], "may_move": True},
            ),
            {
                "urgency": {"1": 5, "2": 4, "3": 2},
                "moved": [{"item": "Mikopo midogo", "to": 1, "reason": "It opens the rest"}],
            },
            ("4", *looked_at("5\r", "4\r", "2\r"), "4", "1\r", "It opens the rest\r", ENTER),
            [("Mikopo midogo", 1), ("Kazi", 2), ("Жильё", 3)],
        ),
        lambda rows: [(row["text"], row["place"]) for row in rows],
    ),
    "decide by hands, none for one line": (
        Case(
            Step(
                "s", "decide", "Decide", options={"about": "ideas", "each": True, "scale": "hands"}
            ),
            {"1": {"hands": 2}, "2": {"hands": 0}, "3": {"hands": 1}},
            ("2\r", ENTER, "1\r"),
            [("Kazi", "counted", []), ("Mikopo midogo", "counted", []), ("Жильё", "counted", [])],
        ),
        "line by line",
    ),
    "review of an action that is handed on": (
        Case(
            Step("s", "review", "Where are we now?"),
            [
                {"action": "Call the clerk", "status": "moving", "note": "A date", "who": "-"},
                {"action": "Find a room", "status": "open", "by_when": "2027-01-02"},
                {"action": "Undated", "status": "let go"},
            ],
            ("2", "A date\r", "-\r", ENTER, "5", ENTER, "2 Jan 2027\r", "4", ENTER),
            [
                {"text": "Call the clerk", "status": "moving", "by_when": None},
                {"text": "Find a room", "status": "open", "by_when": "2027-01-02"},
                {"text": "Undated", "status": "let go", "by_when": None},
            ],
        ),
        only("text", "status", "by_when"),
    ),
}
