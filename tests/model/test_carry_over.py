"""A workshop that follows another: what of its rows, its events and its people comes along."""

from typing import Any

import pytest

from coalition_cli.model.actions import FOLLOWS, REPORTS, undertakings
from coalition_cli.model.carry_over import carried
from coalition_cli.model.entry import PEOPLE, Entry, Fact, Place, Share, make
from coalition_cli.model.events import events, next_check_in, reached
from coalition_cli.model.exercise import NO_MINUTES, Exercise, Step
from coalition_cli.model.undertaking_marks import CARRIED
from coalition_cli.model.workshop import Workshop
from tests.support.playing import HEAD

PLAN, HOME = Place("action-plan", 1, "actions"), Place("cascade-plan", 1, "events")
REVIEW = Place("follow-up", 1, "review")
CALL = {"text": "Piga simu", "status": "open"}
DAY = {"text": "Siku ya wasichana", "date": "2024-12-01", "report_back_on": ""}
COLUMNS = [
    {"id": "text", "share": "organizer"},
    {"id": "support", "share": "organizer"},
    {"id": "who", "type": "person"},
    {"id": "measure", "off_screen": True},
    {"id": "reach", "share": "participants"},
    {"id": "cost", "share": "donor"},
]


class Day:
    """A workshop in which something is told, one entry after the other."""

    def __init__(self) -> None:
        self.workshop = Workshop(HEAD)

    def tell(
        self, body: dict[str, Any], place: Place, share: Share = "participants", **more: Any
    ) -> Entry:
        entry = make(
            Fact(body, **more),
            place,
            share=share,
            device="0a",
            after=self.workshop.last,
            now=1_731_412_800.0,
        )
        self.workshop.extend([entry])
        return self.workshop.entries[-1]

    def facts(self, **how: Any) -> list[Fact]:
        """What comes along, without the link."""
        return [fact for fact, place in carried(self.workshop, **how) if place != FOLLOWS]

    def rows(self, **how: Any) -> list[dict[str, Any]]:
        return [dict(fact.body) for fact in self.facts(**how)]


def exercise(*steps: Step) -> Exercise:
    return Exercise("action-plan", "", "", "en", NO_MINUTES, "low", steps)


def test_nothing_open_leaves_only_the_link_for_organizers() -> None:
    day = Day()
    day.tell({"text": "Amina"}, PEOPLE)
    link = {"workshop": HEAD.id, "title": HEAD.title, "date": HEAD.date}
    assert carried(day.workshop) == [(Fact(link, share="organizer"), FOLLOWS)]


def test_people_come_along_with_what_is_true_of_them_on_any_day() -> None:
    day = Day()
    who = {"text": "Amina", "group": "Blue", "role": "helper", "present": True, "at": "09:00"}
    day.tell({**who, "reword": []}, PEOPLE, "participants")
    day.tell({"text": "Анна"}, PEOPLE, "organizer")
    day.tell({"text": "Zawadi"}, PEOPLE, "private")
    assert day.facts(with_people=True) == [
        Fact(
            {"text": "Amina", "group": "Blue", "role": "helper", "present": False},
            share="participants",
        ),
        Fact({"text": "Анна", "present": False}, share="organizer"),
    ]
    assert day.facts() == []


def test_an_action_is_a_row_that_says_where_it_came_from_and_how_it_stands() -> None:
    day = Day()
    amina = day.tell({"text": "Amina"}, PEOPLE)
    zawadi = day.tell({"text": "Zawadi"}, PEOPLE)
    row = day.tell({**CALL, "who": amina.id, "reword": []}, PLAN, "donor")
    day.tell(
        {"action": row.id, "status": "stuck", "who": zawadi.id, "by_when": "2025-01-05"},
        REVIEW,
        "donor",
    )
    assert day.facts() == [
        Fact(
            {
                "text": "Piga simu",
                "status": "stuck",
                "who": "Zawadi",
                "by_when": "2025-01-05",
                "was": "actions",
                "from": row.id,
                "code": "A1",
            },
            share="donor",
        )
    ]


def test_an_action_of_which_nothing_was_heard_is_open() -> None:
    day = Day()
    row = day.tell({**CALL, "status": "open"}, PLAN)
    told = {"status": "open", "who": "", "by_when": ""}
    more = {"was": "actions", "from": row.id, "code": "A1"}
    assert day.rows() == [{"text": "Piga simu", **told, **more}]


def test_ids_of_people_become_names_wherever_they_stand_and_nothing_of_who_withdrew() -> None:
    day = Day()
    amina, zawadi = (day.tell({"text": name}, PEOPLE) for name in ("Amina", "Zawadi"))
    who = [amina.id, zawadi.id, "Анна", [amina.id], 4]
    day.tell({**CALL, "helper": who, "count": 3, "support": None}, PLAN)
    day.tell({}, PEOPLE, op="withdraw", ref=zawadi.id)
    (row,) = day.rows()
    assert row["helper"] == ["Amina", "", "Анна", ["Amina"], 4]
    assert (row["count"], row["support"]) == (3, None)


@pytest.mark.parametrize(
    ("share", "kept"),
    [
        ("organizer", {"text", "who", "support", "reach", "cost"}),
        ("participants", {"text", "who", "reach", "cost"}),
        ("donor", {"text", "who", "cost"}),
    ],
)
def test_what_of_a_row_is_for_narrower_readers_than_the_row_stays(
    share: Share, kept: set[str]
) -> None:
    day = Day()
    body = {column["id"]: "words" for column in COLUMNS}
    day.tell({**body, "status": "open"}, PLAN, share)
    columns = {"columns": COLUMNS}
    others = {"columns": [{"id": "text"}, {"id": "cost", "share": "private"}]}
    plan = exercise(
        Step("before", "plan", "", options=others),
        Step("actions", "plan", "", options=columns),
        Step("after", "plan", "", options=others),
    )
    ids = [str(column["id"]) for column in COLUMNS]
    (row,) = day.rows(find_exercise={"action-plan": plan}.get)
    assert {name for name in ids if row.get(name) == "words"} == kept
    (row,) = day.rows()
    assert [name for name in ids if row.get(name) == "words"] == ids


@pytest.mark.parametrize("options", [{}, {"columns": None}, {"columns": []}])
def test_a_step_without_columns_keeps_nothing_back(options: dict[str, Any]) -> None:
    day = Day()
    day.tell({**CALL, "support": "bus"}, PLAN)
    plan = exercise(Step("actions", "plan", "", options=options))
    assert day.rows(find_exercise=lambda _id: plan)[0]["support"] == "bus"


def test_rows_that_are_private_or_over_stay() -> None:
    day = Day()
    day.tell(CALL, PLAN, "private")
    day.tell(DAY, HOME, "private")
    done = day.tell(CALL, PLAN)
    day.tell({"action": done.id, "status": "done"}, REVIEW)
    event = day.tell(DAY, HOME)
    day.tell({"event": event.id, "status": "let go"}, REPORTS)
    assert day.rows() == []


@pytest.mark.parametrize(
    ("share", "status"), [("organizer", "open"), ("participants", "stuck"), ("donor", "stuck")]
)
def test_news_for_fewer_readers_than_the_action_has_stay(share: Share, status: str) -> None:
    day = Day()
    row = day.tell(CALL, PLAN)
    day.tell({"action": row.id, "status": "stuck"}, REVIEW, share)
    assert day.rows()[0]["status"] == status


@pytest.mark.parametrize(
    ("known", "status", "comes_along"),
    [(None, "open", True), ("moving", "moving", True), ("done", "done", False)],
)
def test_private_news_of_an_action_changes_nothing_of_what_all_know(
    known: str | None, status: str, comes_along: bool
) -> None:
    day = Day()
    row = day.tell(CALL, PLAN)
    if known:
        day.tell({"action": row.id, "status": known}, REVIEW)
    day.tell({"action": row.id, "status": "stuck"}, REVIEW, "private")
    assert [each["status"] for each in day.rows()] == ([status] if comes_along else [])


def test_private_news_of_an_event_leaves_it_as_held_as_all_know_it() -> None:
    day = Day()
    row = day.tell(DAY, HOME)
    day.tell({"event": row.id, "status": "done", "reached": 18}, REPORTS)
    day.tell({"event": row.id, "status": "let go", "reached": 0}, REPORTS, "private")
    (event,) = day.rows()
    assert (event["status"], event["reached"]) == ("done", 18)


def an_event(*reports: dict[str, Any], **body: Any) -> tuple[Entry, dict[str, Any]]:
    """An event of 1 December 2024, and its row in the workshop that follows."""
    day = Day()
    event = day.tell({**DAY, **body}, HOME, "donor")
    for report in reports:
        day.tell({"event": event.id, **report}, REPORTS, "donor")
    (fact,) = day.facts()
    assert fact.share == "donor"
    return event, dict(fact.body)


def test_an_event_brings_its_news_and_the_days_on_which_it_is_still_asked_about() -> None:
    report = {"status": "done", "reached": 18, "held_on": "2024-12-02", "told_on": "2024-12-28"}
    event, row = an_event(report)
    assert row == {
        "text": "Siku ya wasichana",
        "date": "2024-12-01",
        "status": "done",
        "report_back_on": "2025-01-30",
        "check_ins": ["2025-01-30", "2025-03-01"],
        "reached": 18,
        "held_on": "2024-12-02",
        "told_on": "2024-12-28",
        "was": "events",
        "from": event.id,
        "code": "E1",
    }


REPORT = {"status": "done", "reached": 18, "held_on": "2024-12-02", "told_on": "2024-12-28"}


@pytest.mark.parametrize(
    ("more", "asked"), [({}, "2025-01-30"), ({"next_on": "2025-02-11"}, "2025-02-11")]
)
def test_what_only_organizers_heard_of_an_event_comes_along_for_them_alone(
    more: dict[str, str], asked: str
) -> None:
    day = Day()
    event = day.tell(DAY, HOME, "donor")
    told = {"event": event.id, **REPORT, **more, "text": "Maneno ya mratibu"}
    day.tell(told, REPORTS, "organizer")
    after = Day()
    for fact, place in carried(day.workshop):
        after.tell(dict(fact.body), place, fact.share or "organizer")
    (row,) = after.workshop.standing(CARRIED)
    assert row.share == "donor"
    assert row.body.keys().isdisjoint({"reached", "held_on", "told_on"})
    assert (row.body["status"], row.body["report_back_on"]) == ("open", "2024-12-31")
    assert [entry.share for entry in after.workshop.standing(REPORTS)] == ["organizer"]
    assert "Maneno" not in str([entry.body for entry in after.workshop.entries])
    (known,) = events(after.workshop)
    assert (known.status, reached(known), known.by_when) == ("done", 18, "2024-12-02")
    assert str(next_check_in(known)) == asked
    (seen,) = undertakings(after.workshop, "events", lambda entry: entry.share == "donor")
    assert (seen.status, reached(seen), seen.by_when) == ("", None, "2024-12-01")
    (again,) = [fact for fact, place in carried(after.workshop) if place == REPORTS]
    assert (again.body["event"], again.body["reached"], again.share) == (row.id, 18, "organizer")


def test_an_event_of_which_nothing_was_heard_says_nothing_of_it() -> None:
    _event, row = an_event()
    assert row["status"] == "open"
    assert row["check_ins"] == ["2024-12-31", "2025-01-30", "2025-03-01"]
    assert row["report_back_on"] == "2024-12-31"
    assert row.keys().isdisjoint({"reached", "held_on", "told_on", "event"})


@pytest.mark.parametrize(
    ("report", "days"),
    [
        ({"next_on": "2025-01-20"}, ["2025-01-20", "2025-01-30", "2025-03-01"]),
        ({"next_on": "2025-01-30"}, ["2025-01-30", "2025-03-01"]),
        ({"next_on": "2026-01-01"}, ["2026-01-01"]),
    ],
)
def test_a_day_that_was_named_comes_before_the_usual_ones_after_it(
    report: dict[str, Any], days: list[str]
) -> None:
    _event, row = an_event({"status": "moving", "told_on": "2024-12-28", "reached": 0, **report})
    assert (row["check_ins"], row["report_back_on"]) == (days, days[0])
    assert (row["reached"], row["told_on"]) == (0, "2024-12-28")


def test_an_event_without_a_day_is_asked_about_on_none() -> None:
    _event, row = an_event(date="")
    assert (row["check_ins"], row["report_back_on"], row["status"]) == ([], "", "open")


def test_a_report_of_an_event_that_nobody_had_planned_becomes_its_row() -> None:
    day = Day()
    report = {
        "event": "",
        "what": "Chai",
        "text": "Много пришло",
        "status": "moving",
        "held_on": "2024-12-02",
        "told_on": "2024-12-03",
        "next_on": "2025-02-01",
        "reached": 5,
    }
    own = day.tell(report, REPORTS)
    assert day.rows() == [
        {
            "text": "Chai",
            "status": "moving",
            "held_on": "2024-12-02",
            "reached": 5,
            "check_ins": ["2025-02-01"],
            "report_back_on": "2025-02-01",
            "told_on": "2024-12-03",
            "was": "events",
            "from": own.id,
            "code": "E1",
        }
    ]


def test_what_comes_along_stands_in_the_order_people_actions_events() -> None:
    day = Day()
    day.tell(DAY, HOME)
    day.tell(CALL, PLAN)
    day.tell({"text": "Amina"}, PEOPLE)
    places = [place for _fact, place in carried(day.workshop, with_people=True)]
    assert places == [FOLLOWS, PEOPLE, CARRIED, CARRIED]
    assert [row.get("was") for row in day.rows()] == ["actions", "events"]
