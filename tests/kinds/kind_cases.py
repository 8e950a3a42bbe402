"""One case or more of every kind: the answers of a file, the keys of a room, and the result."""

from typing import Any

from coalition_cli.model.exercise import Step
from tests.kinds.kind_cases_dealt import DEALT_AND_HEARD
from tests.kinds.kind_rooms import ASK, FEASIBLE, HOPE, NEED, NOW, OF_EVERY_TYPE, URGENT, Case, only
from tests.support.playing import DOWN, ENTER, F4, looked_at

CASES: dict[str, tuple[Case, Any]] = {
    "show": (Case(Step("s", "show", "Show", options={"result_of": "ideas"}), None, (), None), None),
    "timer": (
        Case(Step("s", "timer", "Quiet", minutes=1, lines=("Now",)), None, (ENTER,), None),
        None,
    ),
    "breathe": (
        Case(Step("s", "breathe", "Breathe", options={"rounds": 1}), None, (ENTER,), None),
        None,
    ),
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
            [
                {"text": "We can", "by": "Amina", "consent": "named", "share": "donor"},
                "No name, no use",
            ],
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
                options={
                    "buckets": [
                        {"id": "lighter", "title": "Lighter"},
                        {"id": "same", "title": "Same"},
                    ]
                },
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
            [
                {"by": "Amina", "text": "Mlango"},
                {"by": "Baraka", "passed": True},
                {"by": "Chausiku", "text": "Nyumba"},
            ],
            (ENTER, "Mlango\r", ENTER, F4, ENTER, "Nyumba\r", ENTER),
            [
                {"text": "Mlango", "passed": None},
                {"text": None, "passed": True},
                {"text": "Nyumba", "passed": None},
            ],
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
                    "fields": [
                        {"id": "learning", "prompt": "Takes"},
                        {"id": "commitment", "prompt": "Will"},
                    ],
                    "ask_share": True,
                },
            ),
            [
                {
                    "by": "Amina",
                    "learning": "Patience",
                    "commitment": "I call",
                    "text": "Asante",
                    "share": "organizer",
                }
            ],
            (ENTER, "Patience\r", "I call\r", "4", "Asante\r", "2", DOWN * 3 + ENTER),
            [
                (
                    "organizer",
                    {
                        "learning": "Patience",
                        "commitment": "I call",
                        "text": "Asante",
                        "share": "organizer",
                    },
                )
            ],
        ),
        "stored",
    ),
    "circle of groups": (
        Case(
            Step(
                "s",
                "circle",
                "Reports",
                options={"each": "group", "fields": [NOW], "only_fields": True},
            ),
            [{"by": "Blue", "now": "We began"}, {"by": "Red", "passed": True}],
            (ENTER, "We began\r", ENTER, F4, ENTER),
            [
                {"by": "Blue", "now": "We began", "passed": None},
                {"by": "Red", "now": None, "passed": True},
            ],
        ),
        only("by", "now", "passed"),
    ),
    "circle with an answer for fewer": (
        Case(
            Step(
                "s",
                "circle",
                "Hopes",
                options={"fields": [HOPE, NEED], "only_fields": True, "main": "hope"},
            ),
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
            ("1", *looked_at("2 0 1 0 0\r", "0 1 0 0 0\r", "0 0 0 0 3\r")),
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
            ("2", *looked_at("5 4\r", "3 3\r", "1 2\r", "2 2\r", "5 5\r", "3 3\r")),
            [("Жильё", 1, 4.0), ("Kazi", 2, 3.25), ("Mikopo midogo", 3, 2.25)],
        ),
        "ranks",
    ),
    "score by group": (
        Case(
            Step("s", "score", "Score", options={"from": "ideas", "criteria": [URGENT]}),
            {
                "urgency": {
                    "1": {"Blue": 5, "Red": 4},
                    "2": {"Blue": 2, "Red": 2},
                    "3": {"Blue": 1, "Red": 1},
                }
            },
            ("3", *looked_at("Blue 5, Red 4\r", "Blue 2, Red 2\r", "Blue 1, Red 1\r")),
            [("Kazi", 1, 4.5), ("Жильё", 2, 2.0), ("Mikopo midogo", 3, 1.0)],
        ),
        "ranks",
    ),
    "score agreed": (
        Case(
            Step("s", "score", "Score", options={"from": "ideas", "criteria": [URGENT]}),
            {"urgency": {"1": 5, "2": 5, "3": 2}},
            ("4", *looked_at("5\r", "5\r", "2\r")),
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
            Step(
                "s", "decide", "Decide", options={"about": "ideas", "each": True, "scale": "yes-no"}
            ),
            {
                "Kazi": {"yes": 3},
                "2": {"yes": 2, "no": 1, "concerns": ["Too far"]},
                "Mikopo midogo": {"yes": 1},
            },
            (
                ENTER,
                "3\r",
                ENTER,
                ENTER,
                "2\r",
                "1\r",
                ENTER,
                "Too far\r",
                ENTER,
                "1\r",
                ENTER,
                ENTER,
            ),
            [
                ("Kazi", "agreed", []),
                ("Жильё", "not-agreed", ["Too far"]),
                ("Mikopo midogo", "agreed", []),
            ],
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
            Step(
                "s", "decide", "Decide", options={"about": "ideas", "each": True, "scale": "hands"}
            ),
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
            (row["need"], match["offer"], match["agreed"], match["contact"])
            for row in rows
            for match in row["matches"]
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
            (
                "1\r",
                "Amina\r",
                ENTER,
                "Baraka\r",
                "12 Dec\r",
                "Call\r",
                "Bus fare\r",
                "It is signed\r",
                ENTER,
            ),
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
                *(
                    "1\r",
                    "1, lead [bold]\r",
                    "Amina\r",
                    ENTER,
                    "Mama Жанна\r",
                    "12 Dec\r",
                    "1 Nov\r",
                    "2",
                    "1",
                ),
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
    "meeting": (
        Case(
            Step("s", "meeting", "Again"),
            {"day": "7 Dec", "hour": "saa nane", "place": "Nendiwe [bold].", "caller": "Жанна"},
            ("7 Dec\r", "saa nane\r", "Nendiwe [bold].\r", "Жанна\r"),
            {
                "text": "Saturday 7 December 2024, saa nane, Nendiwe [bold]. Жанна calls us.",
                "day": "2024-12-07",
                "hour": "saa nane",
                "place": "Nendiwe [bold].",
                "caller": "Жанна",
            },
        ),
        None,
    ),
    "meeting of which some is open": (
        Case(
            Step("s", "meeting", "Again"),
            {"hour": "14:00"},
            (ENTER, "14:00\r", ENTER, ENTER),
            {
                "text": "The day is not said yet, 14:00, the place is not said yet. "
                "Who calls is not said yet.",
                "day": None,
                "hour": "14:00",
                "place": None,
                "caller": None,
            },
        ),
        None,
    ),
    "plan for each of what was said": (
        Case(
            Step("s", "plan", "Asks", options={"from": "ideas", "each": True, "columns": ASK}),
            [
                {"issue": 1, "ask": "Open the shop"},
                {"issue": "mikopo midogo", "ask": "Lend"},
                {"what": "A road"},
            ],
            (ENTER, "Open the shop\r", "2", ENTER, "Lend\r", "A road\r", ENTER, ENTER),
            [
                {"what": "Kazi", "ask": "Open the shop"},
                {"what": "Mikopo midogo", "ask": "Lend"},
                {"what": "A road", "ask": None},
            ],
        ),
        "actions",
    ),
} | DEALT_AND_HEARD
