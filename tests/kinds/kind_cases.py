"""One case or more of every kind: what a file answers, which keys a room presses, and what comes of it."""

from dataclasses import replace
from typing import Any, NamedTuple

from playing import DOWN, ENTER, F4, Bench

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullets, Prose
from coalition_cli.model.entry import Fact, Share
from coalition_cli.model.exercise import Step
from coalition_cli.model.room import Room
from coalition_cli.stage import Given

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
SIGNS = [{"id": "network", "title": "Network", "symbol": "∴"}, {"id": "platform", "title": "Platform"}]
DECK = [
    {"id": "radio", "title": "Radio [bold]", "lines": ["One hour"], "question": "Whose?", "bucket": "platform"},
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
                "choices": [{"id": "met", "title": "There"}, {"id": "partly", "title": "On the way"}],
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


CASES: dict[str, tuple[Case, Any]] = {
    "show": (Case(Step("s", "show", "Show", options={"result_of": "ideas"}), None, (), None), None),
    "timer": (Case(Step("s", "timer", "Quiet", minutes=1, lines=("Now",)), None, (ENTER,), None), None),
    "breathe": (Case(Step("s", "breathe", "Breathe", options={"rounds": 1}), None, (ENTER,), None), None),
    "notes": (
        Case(
            Step("s", "notes", "Notes"),
            ["Elimu [bold]", {"text": "Жильё", "by": "Amina"}],
            ("Elimu [bold]\r", "Жильё @Amina\r", ENTER),
            [{"text": "Elimu [bold]", "by": ""}, {"text": "Жильё", "by": "Amina"}],
        ),
        "speakers",
    ),
    "notes in buckets": (
        Case(
            Step("s", "notes", "Notes", options={"buckets": [{"id": "home", "title": "At home"}]}),
            [{"text": "Stigma", "bucket": "home"}],
            ("Stigma #home\r", ENTER),
            [{"text": "Stigma", "bucket": "home"}],
        ),
        only("text", "bucket"),
    ),
    "notes with consent": (
        Case(
            Step("s", "notes", "Quotes", share="private", options={"consent": True}),
            [{"text": "We can", "by": "Amina", "consent": "named", "share": "donor"}, "No name, no use"],
            ("We can @Amina\r", "3", "3", "No name, no use\r", "1", ENTER),
            [{"text": "We can", "by": "Amina"}],
        ),
        only("text", "by"),
    ),
    "notes by one group after the other": (
        Case(
            Step("s", "notes", "Notes", options={"each": "group"}),
            [{"text": "Stigma", "group": "Blue"}, {"text": "Papers", "group": "Red"}],
            (ENTER, "Stigma\r", ENTER, ENTER, "Papers\r", ENTER, ENTER),
            [{"text": "Stigma", "group": "Blue"}, {"text": "Papers", "group": "Red"}],
        ),
        only("text", "group"),
    ),
    "notes with hands": (
        Case(
            Step("s", "notes", "Notes", options={"hands": True, "sort": True}),
            [{"text": "First aid", "hands": 2}, {"text": "Law", "hands": 7}, "Radio"],
            ("First aid\r", "Law\r", "Radio\r", ENTER, "2\r", "7\r", ENTER),
            [
                {"text": "Law", "hands": 7},
                {"text": "First aid", "hands": 2},
                {"text": "Radio", "hands": None},
            ],
        ),
        only("text", "hands"),
    ),
    "notes that ask who may read them": (
        Case(
            Step("s", "notes", "Notes", options={"ask_share": True}),
            [{"text": "Money", "share": "organizer"}, "Work"],
            ("Money\r", "2", "Work\r", ENTER, ENTER),
            [
                ("organizer", {"text": "Money", "share": "organizer"}),
                ("participants", {"text": "Work", "share": "participants"}),
            ],
        ),
        "stored",
    ),
    "notes as counts": (
        Case(
            Step(
                "s",
                "notes",
                "After breathing",
                record="count",
                options={"buckets": [{"id": "lighter", "title": "Lighter"}, {"id": "same", "title": "Same"}]},
            ),
            {"lighter": 9, "same": 3},
            ("9\r", "3\r"),
            [{"bucket": "lighter", "count": 9}, {"bucket": "same", "count": 3}],
        ),
        None,
    ),
    "groups": (
        Case(
            Step("s", "groups", "Groups", options={"size": 2}),
            {"Blue": ["Amina", "Baraka"], "Red": ["Chausiku"]},
            ("3", "Blue: Amina, Baraka\r", "Red: Chausiku\r", ENTER),
            {"Blue": ["Amina", "Baraka"], "Red": ["Chausiku"]},
        ),
        None,
    ),
    "circle": (
        Case(
            Step("s", "circle", "Circle"),
            [{"by": "Amina", "text": "Mlango"}, {"by": "Baraka", "passed": True}, {"by": "Chausiku", "text": "Nyumba"}],
            (ENTER, "Mlango\r", ENTER, F4, ENTER, "Nyumba\r", ENTER),
            [{"text": "Mlango", "passed": None}, {"text": None, "passed": True}, {"text": "Nyumba", "passed": None}],
        ),
        only("text", "passed"),
    ),
    "circle with fields": (
        Case(
            Step(
                "s",
                "circle",
                "Closing",
                options={
                    "fields": [{"id": "learning", "prompt": "Takes"}, {"id": "commitment", "prompt": "Will"}],
                    "ask_share": True,
                },
            ),
            [{"by": "Amina", "learning": "Patience", "commitment": "I call", "text": "Asante", "share": "organizer"}],
            (ENTER, "Patience\r", "I call\r", "Asante\r", "2", DOWN * 3 + ENTER),
            [("organizer", {"learning": "Patience", "commitment": "I call", "text": "Asante", "share": "organizer"})],
        ),
        "stored",
    ),
    "circle of groups": (
        Case(
            Step("s", "circle", "Reports", options={"each": "group", "fields": [NOW], "only_fields": True}),
            [{"by": "Blue", "now": "We began"}, {"by": "Red", "passed": True}],
            (ENTER, "We began\r", ENTER, F4, ENTER),
            [{"by": "Blue", "now": "We began", "passed": None}, {"by": "Red", "now": None, "passed": True}],
        ),
        only("by", "now", "passed"),
    ),
    "circle with an answer for fewer": (
        Case(
            Step("s", "circle", "Hopes", options={"fields": [HOPE, NEED], "only_fields": True, "main": "hope"}),
            [{"by": "Amina", "hope": "Work", "need": "A chair"}],
            (ENTER, "Work\r", "A chair\r", DOWN * 3 + ENTER),
            [{"hope": "Work", "need": None}],
        ),
        only("hope", "need"),
    ),
    "themes": (
        Case(
            Step("s", "themes", "Themes", options={"from": "ideas"}),
            {"Kazi na fedha": [1, "Mikopo midogo"], "Makazi": [2]},
            ("1 3 Kazi na fedha\r", "2 Makazi\r", ENTER),
            [
                {"theme": "Kazi na fedha", "notes": ["Kazi", "Mikopo midogo"]},
                {"theme": "Makazi", "notes": ["Жильё"]},
            ],
        ),
        "gathered",
    ),
    "draft": (
        Case(
            Step("s", "draft", "Draft", options={"from": "ideas"}),
            ["Kazi kwa wote", "Kazi na makazi kwa wote"],
            ("Kazi kwa wote\r", ENTER, "\x01Kazi na makazi kwa wote\x0b\r", ENTER, ENTER),
            "Kazi na makazi kwa wote",
        ),
        "newest",
    ),
    "score by hands": (
        Case(
            Step("s", "score", "Score", options={"from": "ideas", "criteria": [URGENT]}),
            {"urgency": {"Kazi": {"5": 2, "3": 1}, "2": {"4": 1}, "Mikopo midogo": {"1": 3}}},
            ("1", "2 0 1 0 0\r", "0 1 0 0 0\r", "0 0 0 0 3\r"),
            [("Kazi", 1, 4.3333), ("Mikopo midogo", 2, 1.0), ("Жильё", None, 4.0)],
        ),
        "ranks",
    ),
    "score by person": (
        Case(
            Step("s", "score", "Score", options={"from": "ideas", "criteria": [URGENT, FEASIBLE]}),
            {
                "urgency": {"1": [5, 4], "2": [3, 3], "3": [1, 2]},
                "feasibility": {"1": [2, 2], "2": [5, 5], "3": [3, 3]},
            },
            ("2", "5 4\r", "3 3\r", "1 2\r", "2 2\r", "5 5\r", "3 3\r"),
            [("Жильё", 1, 4.0), ("Kazi", 2, 3.25), ("Mikopo midogo", 3, 2.25)],
        ),
        "ranks",
    ),
    "score by group": (
        Case(
            Step("s", "score", "Score", options={"from": "ideas", "criteria": [URGENT]}),
            {"urgency": {"1": {"Blue": 5, "Red": 4}, "2": {"Blue": 2, "Red": 2}, "3": {"Blue": 1, "Red": 1}}},
            ("3", "Blue 5, Red 4\r", "Blue 2, Red 2\r", "Blue 1, Red 1\r"),
            [("Kazi", 1, 4.5), ("Жильё", 2, 2.0), ("Mikopo midogo", 3, 1.0)],
        ),
        "ranks",
    ),
    "score agreed": (
        Case(
            Step("s", "score", "Score", options={"from": "ideas", "criteria": [URGENT]}),
            {"urgency": {"1": 5, "2": 5, "3": 2}},
            ("4", "5\r", "5\r", "2\r"),
            [("Kazi", 1, 5.0), ("Жильё", 1, 5.0), ("Mikopo midogo", 3, 2.0)],
        ),
        "ranks",
    ),
    "decide by fingers": (
        Case(
            Step("s", "decide", "Decide", prompt="Shall we?"),
            {"5": 1, "3": 1, "2": 1, "concerns": ["Who pays?"]},
            (ENTER, "1\r", ENTER, "1\r", "1\r", ENTER, ENTER, ENTER, "Who pays?\r", ENTER),
            ("not-agreed", {"5": 1, "4": 0, "3": 1, "2": 1, "1": 0, "0": 0}, ["Who pays?"]),
        ),
        "verdict",
    ),
    "decide by yes and no": (
        Case(
            Step("s", "decide", "Decide", prompt="Shall we?", options={"scale": "yes-no"}),
            {"yes": 3, "no": 0},
            (ENTER, "3\r", ENTER, ENTER),
            ("agreed", {"yes": 3, "no": 0}, []),
        ),
        "verdict",
    ),
    "decide line by line": (
        Case(
            Step("s", "decide", "Decide", options={"about": "ideas", "each": True, "scale": "yes-no"}),
            {"Kazi": {"yes": 3}, "2": {"yes": 2, "no": 1, "concerns": ["Too far"]}, "Mikopo midogo": {"yes": 1}},
            (ENTER, "3\r", ENTER, ENTER, "2\r", "1\r", ENTER, "Too far\r", ENTER, "1\r", ENTER, ENTER),
            [("Kazi", "agreed", []), ("Жильё", "not-agreed", ["Too far"]), ("Mikopo midogo", "agreed", [])],
        ),
        "line by line",
    ),
    "decide by group": (
        Case(
            Step("s", "decide", "Decide", options={"voters": "group"}),
            {"levels": {"Blue": 5, "Red": 2, "Green": 4}, "concerns": ["Red: who pays?"]},
            (ENTER, "5\r", "2\r", "Green 4\r", ENTER, "Red: who pays?\r", ENTER),
            ("not-agreed", {"5": 1, "4": 1, "3": 0, "2": 1, "1": 0, "0": 0}, ["Red: who pays?"]),
        ),
        "verdict",
    ),
    "decide by hands": (
        Case(
            Step("s", "decide", "Decide", options={"about": "ideas", "each": True, "scale": "hands"}),
            {"1": {"hands": 2}, "2": {"hands": 1}, "3": {"hands": 3}},
            ("2\r", "1\r", "3\r"),
            [("Mikopo midogo", "counted", []), ("Kazi", "counted", []), ("Жильё", "counted", [])],
        ),
        "line by line",
    ),
    "match": (
        Case(
            Step("s", "match", "Match", options={"offers": "ideas", "needs": "ideas"}),
            [
                {
                    "offer": 1,
                    "need": "Жильё",
                    "giver": "yes",
                    "taker": "yes",
                    "contact": "0700",
                    "share": "participants",
                },
                {"offer": 3, "need": 2, "giver": "yes", "taker": "no"},
                {"offer": 2, "need": 1, "giver": "unfit"},
            ],
            ("1 2\r", "1", "1", "0700\r", "2", "3 2\r", "1", "3", "2 1\r", "4", ENTER),
            [("Жильё", "Kazi", True, "0700"), ("Жильё", "Mikopo midogo", False, None)],
        ),
        lambda rows: [
            (row["need"], match["offer"], match["agreed"], match["contact"]) for row in rows for match in row["matches"]
        ],
    ),
    "plan": (
        Case(
            Step("s", "plan", "Plan", options={"from": "ideas"}),
            [
                {
                    "what": "Kazi",
                    "who": "Amina",
                    "helper": "Baraka",
                    "by_when": "12 Dec",
                    "first_step": "Call",
                    "support": "Bus fare",
                    "measure": "It is signed",
                }
            ],
            ("1\r", "Amina\r", ENTER, "Baraka\r", "12 Dec\r", "Call\r", "Bus fare\r", "It is signed\r", ENTER),
            [
                {
                    "what": "Kazi",
                    "who": "Amina",
                    "helper": "Baraka",
                    "by_when": "2024-12-12",
                    "first_step": "Call",
                    "support": "Bus fare",
                    "measure": "It is signed",
                    "agenda": None,
                    "status": "open",
                }
            ],
        ),
        "actions",
    ),
    "plan with columns of every type": (
        Case(
            Step("s", "plan", "Roles", options={"from": "ideas", "columns": OF_EVERY_TYPE}),
            [
                {
                    "role": "Kazi",
                    "tasks": ["Call", "lead [bold]"],
                    "holder": "amina",
                    "adviser": "Mama Жанна",
                    "until": "12 Dec",
                    "tried": "1 Nov",
                    "sort": "outside",
                    "to_agenda": True,
                    "phone": "+255 700 123 456",
                },
                {"what": "Driver"},
            ],
            (
                *("1\r", "1, lead [bold]\r", "Amina\r", ENTER, "Mama Жанна\r", "12 Dec\r", "1 Nov\r", "2", "1"),
                *("+255 700 123 456\r", F4),
                *("Driver\r", F4, ENTER, ENTER, ENTER, ENTER, "3", "3", ENTER, ENTER, ENTER),
            ),
            [
                {
                    "what": "Kazi",
                    "tasks": ["Call", "lead [bold]"],
                    "holder": "Amina",
                    "adviser": "Mama Жанна",
                    "until": "2024-12-12",
                    "tried": "2024-11-01",
                    "sort": "Outside",
                    "to_agenda": True,
                    "phone": "+255 700 123 456",
                    "worry": None,
                },
                {"what": "Driver", **dict.fromkeys(column["id"] for column in OF_EVERY_TYPE[1:])},
            ],
        ),
        "actions",
    ),
    "plan for each of what was said": (
        Case(
            Step("s", "plan", "Asks", options={"from": "ideas", "each": True, "columns": ASK}),
            [{"issue": 1, "ask": "Open the shop"}, {"issue": "mikopo midogo", "ask": "Lend"}, {"what": "A road"}],
            (ENTER, "Open the shop\r", "2", ENTER, "Lend\r", "A road\r", ENTER, ENTER),
            [
                {"what": "Kazi", "ask": "Open the shop"},
                {"what": "Mikopo midogo", "ask": "Lend"},
                {"what": "A road", "ask": None},
            ],
        ),
        "actions",
    ),
}


CASES |= {
    "review": (
        Case(
            Step("s", "review", "Where are we now?"),
            [
                {"action": "Call the clerk", "status": "done", "note": "A letter"},
                {"action": 3, "status": "stuck", "note": "Bus fare", "who": "Baraka", "by_when": "2027-12-12"},
                {"action": "Undated", "status": "pass"},
            ],
            ("1", "A letter\r", "3", "Bus fare\r", "Baraka\r", ENTER, "12 Dec 2027\r", "6"),
            [
                {"text": "Call the clerk", "status": "done", "learning": "A letter", "who": "Amina", "by_when": None},
                {
                    "text": "Find a room",
                    "status": "stuck",
                    "learning": "Bus fare",
                    "who": "Baraka",
                    "by_when": "2027-12-12",
                },
            ],
        ),
        only("text", "status", "learning", "who", "by_when"),
    ),
    "review of events": (
        Case(
            Step("s", "review", "Carried home", options={"of": "events"}),
            [
                {"event": "Girls' day", "reached": 18, "held_on": "2024-11-20", "note": "Tea first", "status": "done"},
                {"event": "Rights seminar", "next_on": "2027-12-12"},
            ],
            ("1", "18\r", "20 Nov 2024\r", "Tea first\r", ENTER, "5", "12 Dec 2027\r"),
            [
                {"text": "Girls' day", "status": "done", "reached": 18, "held_on": "2024-11-20", "next_on": None},
                {"text": "Rights seminar", "status": "open", "reached": None, "held_on": None, "next_on": "2027-12-12"},
            ],
        ),
        only("text", "status", "reached", "held_on", "next_on"),
    ),
    "review of promises": (
        Case(
            Step("s", "review", "Promises", options={"of": "promises"}),
            [{"promise": "I rest on Sundays", "status": "moving", "note": "Twice"}],
            ("2", "Twice\r"),
            [{"text": "I rest on Sundays", "status": "moving", "learning": "Twice", "who": None}],
        ),
        only("text", "status", "learning", "who"),
    ),
    "review where reports come in": (
        Case(
            Step("s", "review", "Reports", options={"of": "events", "reports": True}),
            [
                {"event": "Girls' day", "told_by": "Bibi", "reached": "about 20", "held_on": "2024-11-20"},
                {"event": "A tea", "told_by": "?", "told_on": "2024-12-01", "who": "Zawadi", "reached": "?"},
            ],
            (
                *("1", "1", "Bibi\r", ENTER, ENTER, "about 20\r", "20 Nov 2024\r", ENTER, ENTER),
                *("3", "A tea\r", "1", "?\r", "1 Dec 2024\r", "Zawadi\r", "?\r", ENTER, ENTER, ENTER),
                "5",
            ),
            [
                {"event": "Girls' day", "told_by": "Bibi", "told_on": "", "reached": 20, "held_on": "2024-11-20"},
                {"what": "A tea", "told_by": "?", "told_on": "2024-12-01", "who": "Zawadi", "reached": None},
            ],
        ),
        "reports",
    ),
    "cards chosen": (
        Case(cards(most=2), ["phones", "press"], ("2", ENTER, "2", ENTER), [("phones", "Simu"), ("press", "Пресса")]),
        "taken",
    ),
    "cards drawn": (
        Case(cards(way="draw", cards=DECK[:1]), ["radio"], (ENTER, ENTER), [("radio", "Radio [bold]")]),
        "taken",
    ),
    "cards told in turn": (
        Case(
            cards(way="show"),
            ["radio", "press"],
            (ENTER, DOWN * 2 + ENTER, ENTER),
            [("radio", "Radio [bold]"), ("press", "Пресса")],
        ),
        "taken",
    ),
    "a card of our own": (
        Case(
            cards(own=True, ask_source=True),
            [{"title": "TPHF, Dar", "words": "They began small", "source": "Amina's aunt", "may_name": True}],
            ("4", "TPHF, Dar\r", "They began small\r", "Amina's aunt\r", "2", ENTER),
            [
                (
                    "participants",
                    {
                        "card": "own",
                        "text": "TPHF, Dar",
                        "words": "They began small",
                        "source": "Amina's aunt",
                        "may_name": True,
                    },
                )
            ],
        ),
        "stored",
    ),
    "cards sorted": (
        Case(
            cards(way="sort", buckets=SIGNS),
            {"phones": "network", "radio": "network", "press": "pass"},
            ("2", ENTER, "2", ENTER, ENTER, ENTER),
            [
                {"card": "radio", "bucket": "network", "passed": None},
                {"card": "phones", "bucket": "network", "passed": None},
                {"card": "press", "bucket": None, "passed": True},
            ],
        ),
        only("card", "bucket", "passed"),
    ),
    "form": (
        Case(
            FORM,
            {"safe": {"5": 2, "3": 1}, "goals": {"met": 1}, "keep": ["Nyimbo", "The [bold] tea"]},
            ("2", ENTER, ENTER, "1\r", ENTER, "2\r", "1\r", ENTER, "Nyimbo\r", "The [bold] tea\r", ENTER),
            {
                "safe": {"answers": 3, "mean": 4.3333, "counts": {"3": 1, "5": 2}, "texts": []},
                "goals": {"answers": 1, "mean": None, "counts": {"met": 1}, "texts": []},
                "keep": {"answers": 2, "mean": None, "counts": {}, "texts": ["Nyimbo", "The [bold] tea"]},
            },
        ),
        "for the organizers",
    ),
}


def shape(how: Any, bench: Bench, step: Step) -> Any:
    """The part of a result that the case speaks of."""
    result = bench.result(step)
    if callable(how):
        return how(result)
    entries = bench.room.said(step.id)
    shapes = {
        None: lambda: result,
        "speakers": lambda: [{"text": e.text, "by": bench.workshop.name_of(e.by)} for e in entries],
        "stored": lambda: [(e.share, dict(e.body)) for e in entries],
        "taken": lambda: [(row["card"], row["text"]) for row in result],
        "for the organizers": lambda: kinds.result(step, seen_by(bench, "organizer")),
        "gathered": lambda: [
            {"theme": row["theme"], "notes": [note["text"] for note in row["notes"]]} for row in result if row["theme"]
        ],
        "newest": lambda: result["text"],
        "ranks": lambda: [(row["text"], row["rank"], row["score"]) for row in result],
        "verdict": lambda: (result["outcome"], result["counts"], result["concerns"]),
        "line by line": lambda: [(row["item"], row["outcome"], row["concerns"]) for row in result],
        "reports": lambda: reports_of(bench),
        "actions": lambda: [{key: value for key, value in row.items() if key != "id"} for row in result],
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
    amina = bench.room.people()[0].id
    rows: list[tuple[str, dict[str, Any]]] = [
        ("plan", {"text": "Undated", "status": "open"}),
        ("plan", {"text": "Call the clerk", "status": "open", "who": amina, "by_when": "2024-12-01"}),
        ("plan", {"text": "Find a room", "status": "open", "who": amina, "by_when": "2024-12-20"}),
        ("home", {"text": "Girls' day", "who": amina, "date": "2024-11-19", "report_back_on": "2024-12-19"}),
        ("home", {"text": "Rights seminar", "who": amina, "date": "2024-11-29", "report_back_on": ""}),
        ("circle", {"commitment": "I rest on Sundays", "text": "Thanks"}),
    ]
    for place, body in rows:
        bench.record(Fact(body), bench.room.place(place), "participants")
    bench.record(Fact({"commitment": "Hers alone"}, amina), bench.room.place("circle"), "private")


def reports_of(bench: Bench) -> list[dict[str, Any]]:
    names = {entry.id: entry.text for place in ("home",) for entry in bench.room.said(place)}
    asked = ("event", "what", "told_by", "told_on", "who", "reached", "held_on")
    told = []
    for entry in bench.room.said("s"):
        body = {key: entry.body[key] for key in asked if key in entry.body}
        body |= {"event": names[body["event"]]} if body["event"] else {}
        told.append({key: value for key, value in body.items() if value != "" or key == "told_on"})
    return told


def texts(blocks: list[Block]) -> str:
    said = [block.text for block in blocks if isinstance(block, Prose)]
    return " ".join([*said, *(item.text for block in blocks if isinstance(block, Bullets) for item in block.items)])


def seen_by(bench: Bench, audience: Share) -> Room:
    return replace(bench.room, audience=audience)


ONE = Step("s", "score", "Score", options={"from": "ideas", "criteria": [URGENT]})


def with_issues(step: Step, *issues: str, people: int = 3) -> Bench:
    bench = Bench(SOURCE, step, people=[f"P{number}" for number in range(people)])
    bench.say("ideas", *issues)
    return bench
