"""Exercises at which a room decides, played from paper, and what each audience reads of them."""

import json
from typing import Any

import jsonschema
import pytest

from coalition_cli.exports import export
from coalition_cli.model.audience import Audience
from coalition_cli.summary import Wish, build
from tests.summary.test_sections import AUDIENCES, MADE, SCHEMA, Day, find
from tests.support.summaries import content, everything_in, names, page, words_in

PEOPLE = [
    {"name": name, "group": group}
    for name, group in zip(
        ("Amina", "Baraka", "Chausiku", "Eva", "Furaha", "Grace"),
        ("Umoja", "Umoja", "Nuru", "Nuru", "Haki", "Haki"),
        strict=True,
    )
]
OBJECTIVES = ["objectiveone-all", "objectivetwo-room"]

PAPER: dict[str, Any] = {
    "ground-rules": {
        "rules": [{"text": "ruleone-room", "bucket": "respect"}, "ruletwo-room"],
        "signals": [{"text": "carewoman-room", "bucket": "care"}],
        "agree": {"1": {"yes": 6}, "2": {"yes": 2, "no": 4, "concerns": ["rulechange-room"]}},
        "house": [{"text": "photorule-room", "bucket": "photos"}],
    },
    "mission-objectives": {
        "attempts": ["attempt-room"],
        "mission": ["missionfirst-room", "mission-all"],
        "objectives": [{"text": text, "bucket": "rules"} for text in OBJECTIVES],
        "outcomes": [{"text": "outcome-room", "bucket": "in-part"}],
        "agree": {"5": 6},
        "agree-objectives": {"1": {"yes": 6}, "2": {"no": 6}},
    },
    "campaign-outcomes": {
        "results": [
            {"text": "want-room", "group": "Umoja"},
            {"text": "live-room", "group": "Nuru"},
        ],
        "red-lines": [{"text": "redline-organizer", "group": "Haki"}],
        "overlap": {"shared-room": [1, 2]},
        "joint-result": "joint-all",
        "agree": {"needed": "all", "levels": {"Umoja": 5, "Nuru": 4, "Haki": 3}},
        "rules": ["fairness-room"],
        "roles": [{"what": "leading-room", "who": "Amina", "support": "airtime-room"}],
    },
    "safety-security": {
        "strengths": ["strength-organizer"],
        "dangers": [{"text": "dangerone-organizer", "bucket": "phone"}, "dangertwo-organizer"],
        "weigh": {
            "likelihood": {"1": {"5": 6}, "2": {"2": 6}},
            "harm": {"1": {"4": 6}, "2": {"5": 6}},
        },
        "my-step": [
            {"by": "Amina", "text": "ownstep-private", "share": "private"},
            {"by": "Eva", "text": "ownstep-organizer", "share": "organizer"},
        ],
        "needs": ["needone-all", "needtwo-all"],
        "needs-hands": {"1": {"hands": 2}, "2": {"hands": 5}},
    },
}

READERS: dict[str, set[Audience]] = {
    "private": set(),
    "organizer": {"organizer"},
    "room": {"organizer", "participants", "follow-up"},
    "all": set(AUDIENCES),
}


def a_day() -> Day:
    day = Day()
    for exercise, values in PAPER.items():
        day.answer(exercise, values, people=PEOPLE)
    return day


def words_of(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value} if value.rpartition("-")[2] in READERS and "-" in value else set()
    members = (
        [*value, *value.values()]
        if isinstance(value, dict)
        else value
        if isinstance(value, list)
        else []
    )
    return {word for member in members for word in words_of(member)}


CANARIES = sorted(
    {word for values in PAPER.values() for word in words_of({"": list(values.values())})}
)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_word_is_read_where_its_brief_says_and_nowhere_else(audience: Audience) -> None:
    told = everything_in(a_day().summary(audience))
    assert len(CANARIES) > 25
    for word in CANARIES:
        level = word.rpartition("-")[2]
        # What was adopted goes to donors; an earlier wording of it, and who needs what, does not.
        assert word not in told or audience in READERS[level], word
        is_left_to_all = audience in ("organizer", "participants") and level != "private"
        if (
            audience in READERS[level]
            and (is_left_to_all or level == "all")
            and audience != "follow-up"
        ):
            assert word in told, word


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_data_keeps_to_its_schema(audience: Audience) -> None:
    checker = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    assert list(checker.iter_errors(json.loads(json.dumps(a_day().summary(audience).data)))) == []


def test_a_mission_is_never_the_vision_and_stands_under_its_own_title() -> None:
    day = a_day()
    summary = day.summary("participants")
    assert summary.data["vision"] is None
    assert [(row["title"], row["text"], row["adopted"]) for row in summary.data["statements"]] == [
        ("Our mission", "mission-all", True),
        ("Our joint result", "joint-all", True),
    ]
    report = content(day.summary("organizer"), "exercise")
    assert report.count("mission-all") == report.count("joint-all") == 1
    assert "Our mission for now: mission-all." in report
    assert "vision" not in names(summary)


def test_weighed_dangers_are_no_agenda() -> None:
    day = a_day()
    assert day.summary("organizer").data["agenda"] == []
    scores = {"Papers": {"5": 6}, "A bed": {"3": 6}}
    day.answer(
        "agenda-ranking",
        {
            "issues": list(scores),
            "scores": {
                "weight": "first",
                "urgency": scores,
                "feasibility": {"Papers": {"2": 6}, "A bed": {"3": 6}},
                "moved": [{"item": "A bed", "to": 1, "reason": "Winter is near"}],
            },
            "agree": {"5": 6, "agenda": ["A bed"]},
        },
    )
    day.answer("safety-security", PAPER["safety-security"], run=2)
    rows = day.summary("donor").data["agenda"]
    assert [
        (row["issue"], row["rank"], row["place"], row["moved"], row["chosen"]) for row in rows
    ] == [("A bed", 2, 1, 1, True)]
    assert rows[0]["why"] == "", "a reason counts people, and who is so few is not told outside"
    inside = day.summary("participants").data["agenda"]
    assert inside[0]["why"].endswith("The room moved it to 1st: Winter is near")


def test_each_rule_and_each_objective_is_a_decision_of_its_own() -> None:
    day = a_day()
    rows = [
        row
        for row in day.summary("organizer").data["decisions"]
        if row["exercise"] == "ground-rules"
    ]
    assert [(row["item"], row["outcome"], row["concerns"]) for row in rows] == [
        ("ruleone-room", "agreed", []),
        ("ruletwo-room", "not-agreed", ["rulechange-room"]),
    ]
    outside = [
        row for row in day.summary("donor").data["decisions"] if row["exercise"] == "ground-rules"
    ]
    assert outside == [], "one of the two was not adopted, and neither is theirs to read"


def test_behind_the_plain_page_stand_the_rules_that_were_adopted_and_who_cares() -> None:
    day = a_day()
    page = content(build(day.workshop, find, "participants", MADE, Wish(has_back=True)), "care")
    assert "ruleone-room" in page
    assert "carewoman-room" in page
    assert "ruletwo-room" not in page


def test_votes_of_organisations_never_speak_of_people_who_were_present() -> None:
    told = everything_in(a_day().summary("organizer"))
    assert "3 were counted; 6 people were present." not in told
    row = next(
        r
        for r in a_day().summary("organizer").data["decisions"]
        if r["exercise"] == "campaign-outcomes"
    )
    assert (row["voters"], row["present"]) == ("group", 3)


def test_hands_are_ordered_and_adopt_nothing() -> None:
    data = a_day().summary("participants").data
    steps = next(e["steps"] for e in data["exercises"] if e["id"] == "safety-security")
    hands = next(step["outcome"] for step in steps if step["id"] == "needs-hands")
    assert [(row["item"], row["counts"], row["adopted"]) for row in hands] == [
        ("needtwo-all", {"hands": 5}, False),
        ("needone-all", {"hands": 2}, False),
    ]


def test_what_an_action_still_needs_is_for_those_who_were_there() -> None:
    day = Day().answer(
        "action-plan",
        {
            "actions": [{"what": "Call", "who": "Amina", "support": "airtime-room"}],
            "agree": {"yes": 1},
        },
        people=["Amina"],
    )
    for name in ("md", "html", "csv", "json", "text", "xlsx"):
        assert "airtime-room" not in everything_in(day.summary("donor"), [name]), name
        assert "airtime-room" in words_in(export(name).render(day.summary("organizer"))), name
    assert "It needs" not in page(day.summary("donor"))


def test_organizers_find_their_report_in_its_order() -> None:
    parts = a_day().summary("organizer").document.parts
    assert [(part.name, part.title) for part in parts] == [
        ("tonight", ""),
        ("results", "Results by exercise"),
        ("annex", "Annex: everything said"),
    ]
    assert [section.name for section in parts[0].sections] == [
        *("short", "decisions", "actions", "meeting", "came-up", "worries", "settle"),
    ]
