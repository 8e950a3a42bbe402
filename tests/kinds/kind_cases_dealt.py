"""Cases of the kinds that deal cards, ask on paper, or hear again what was taken on."""

from typing import Any

from coalition_cli.model.exercise import Step
from tests.kinds.kind_rooms import DECK, FORM, SIGNS, Case, cards, only
from tests.support.playing import DOWN, ENTER

DEALT_AND_HEARD: dict[str, tuple[Case, Any]] = {
    "review": (
        Case(
            Step("s", "review", "Where are we now?"),
            [
                {"action": "Call the clerk", "status": "done", "note": "A letter"},
                {
                    "action": 3,
                    "status": "stuck",
                    "note": "Bus fare",
                    "who": "Baraka",
                    "by_when": "2027-12-12",
                },
                {"action": "Undated", "status": "pass"},
            ],
            ("1", "A letter\r", "3", "Bus fare\r", "Baraka\r", ENTER, "12 Dec 2027\r", "6"),
            [
                {
                    "text": "Call the clerk",
                    "status": "done",
                    "learning": "A letter",
                    "who": "Amina",
                    "by_when": None,
                },
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
                {
                    "event": "Girls' day",
                    "reached": 18,
                    "held_on": "2024-11-20",
                    "note": "Tea first",
                    "status": "done",
                },
                {"event": "Rights seminar", "next_on": "2027-12-12"},
            ],
            ("1", "18\r", "20 Nov 2024\r", "Tea first\r", ENTER, "5", "12 Dec 2027\r"),
            [
                {
                    "text": "Girls' day",
                    "status": "done",
                    "reached": 18,
                    "held_on": "2024-11-20",
                    "next_on": None,
                },
                {
                    "text": "Rights seminar",
                    "status": "open",
                    "reached": None,
                    "held_on": None,
                    "next_on": "2027-12-12",
                },
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
                {
                    "event": "Girls' day",
                    "told_by": "Bibi",
                    "reached": "about 20",
                    "held_on": "2024-11-20",
                },
                {
                    "event": "A tea",
                    "told_by": "?",
                    "told_on": "2024-12-01",
                    "who": "Zawadi",
                    "reached": "?",
                },
            ],
            (
                *("1", "1", "Bibi\r", ENTER, ENTER, "about 20\r", "20 Nov 2024\r", ENTER, ENTER),
                *(
                    "3",
                    "A tea\r",
                    "1",
                    "?\r",
                    "1 Dec 2024\r",
                    "Zawadi\r",
                    "?\r",
                    ENTER,
                    ENTER,
                    ENTER,
                ),
                "5",
            ),
            [
                {
                    "event": "Girls' day",
                    "told_by": "Bibi",
                    "told_on": "",
                    "reached": 20,
                    "held_on": "2024-11-20",
                },
                {
                    "what": "A tea",
                    "told_by": "?",
                    "told_on": "2024-12-01",
                    "who": "Zawadi",
                    "reached": None,
                },
            ],
        ),
        "reports",
    ),
    "cards chosen": (
        Case(
            cards(most=2),
            ["phones", "press"],
            ("2", ENTER, "2", ENTER),
            [("phones", "Simu"), ("press", "Пресса")],
        ),
        "taken",
    ),
    "cards drawn": (
        Case(
            cards(way="draw", cards=DECK[:1]),
            ["radio"],
            (ENTER, ENTER),
            [("radio", "Radio [bold]")],
        ),
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
            [
                {
                    "title": "TPHF, Dar",
                    "words": "They began small",
                    "source": "Amina's aunt",
                    "may_name": True,
                }
            ],
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
    "cards of which some are sorted": (
        Case(
            cards(way="sort", buckets=SIGNS, cards=DECK[:1]),
            [{"card": "radio", "bucket": "platform"}],
            ("3", ENTER),
            [{"card": "radio", "bucket": "platform", "passed": None}],
        ),
        only("card", "bucket", "passed"),
    ),
    "form": (
        Case(
            FORM,
            {"safe": {"5": 2, "3": 1}, "goals": {"met": 1}, "keep": ["Nyimbo", "The [bold] tea"]},
            (
                "2",
                ENTER,
                ENTER,
                "1\r",
                ENTER,
                "2\r",
                "1\r",
                ENTER,
                "Nyimbo\r",
                "The [bold] tea\r",
                ENTER,
            ),
            {
                "safe": {"answers": 3, "mean": 4.3333, "counts": {"3": 1, "5": 2}, "texts": []},
                "goals": {"answers": 1, "mean": None, "counts": {"met": 1}, "texts": []},
                "keep": {
                    "answers": 2,
                    "mean": None,
                    "counts": {},
                    "texts": ["Nyimbo", "The [bold] tea"],
                },
            },
        ),
        "for the organizers",
    ),
}
