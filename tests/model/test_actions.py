"""Actions and events: what became of them, what fell silent, what a next workshop begins with."""

from datetime import date
from typing import Any

import pytest

from coalition_cli.model import events
from coalition_cli.model.actions import FOLLOWS, REPORTS, find, renewed, undertakings
from coalition_cli.model.carry_over import carried
from coalition_cli.model.entry import PEOPLE, Entry, Fact, Place, Share, make, share_level
from coalition_cli.model.exercise import NO_MINUTES, Exercise
from coalition_cli.model.undertaking_marks import CARRIED
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from tests.support.playing import HEAD

PLAN, HOME = Place("action-plan", 1, "actions"), Place("cascade-plan", 1, "events")
REVIEW, LATER = Place("follow-up", 1, "review"), Place("follow-up", 2, "review")


class Story:
    def __init__(self) -> None:
        self.workshop = Workshop(HEAD)

    def tell(
        self, body: dict[str, Any], place: Place, share: Share = "participants", **more: Any
    ) -> Entry:
        fact = Fact(body, more.pop("by", None), op=more.pop("op", "add"), ref=more.pop("ref", None))
        entry = make(fact, place, share=share, device="story", after=self.workshop.last, **more)
        self.workshop.extend([entry])
        return self.workshop.entries[-1]

    def act(
        self, text: str, place: Place = PLAN, share: Share = "participants", **body: Any
    ) -> Entry:
        return self.tell({"text": text, "status": "open", **body}, place, share)

    def only(self, of: Any = "actions") -> Any:
        (found,) = undertakings(self.workshop, of)
        return found


def at_level(level: Share) -> Any:
    return lambda entry: share_level(entry.share) >= share_level(level)


@pytest.mark.parametrize(
    ("news", "status", "who", "by_when", "is_over"),
    [
        ([], "open", "amina", "2024-12-01", False),
        ([{"status": "moving"}], "moving", "amina", "2024-12-01", False),
        (
            [{"status": "stuck", "who": "zawadi", "by_when": "2025-01-05"}],
            "stuck",
            "zawadi",
            "2025-01-05",
            False,
        ),
        (
            [{"status": "stuck", "who": "zawadi"}, {"status": "done", "who": ""}],
            "done",
            "zawadi",
            "2024-12-01",
            True,
        ),
        ([{"status": "done"}, {"status": "moving"}], "moving", "amina", "2024-12-01", False),
        ([{"status": "moving", "who": "-"}], "moving", "", "2024-12-01", False),
        ([{"status": "let go"}], "let go", "amina", "2024-12-01", True),
        ([{"passed": True}], "open", "amina", "2024-12-01", False),
        ([{"status": "finished!"}], "open", "amina", "2024-12-01", False),
        ([{"status": "moving", "by_when": "soon"}], "moving", "amina", "", False),
    ],
)
def test_the_newest_that_was_heard_of_an_action_stands(news, status, who, by_when, is_over):
    story = Story()
    action = story.act("Call", who="amina", by_when="2024-12-01")
    for place, body in zip((REVIEW, LATER), news, strict=False):
        story.tell({"action": action.id, **body}, place)
    found = story.only()
    assert (found.status, found.who, found.by_when, found.is_over) == (
        status,
        who,
        by_when,
        is_over,
    )


def test_what_was_heard_and_taken_back_or_withdrawn_does_not_count():
    story = Story()
    action = story.act("Call")
    told = [
        story.tell({"action": action.id, "status": status}, REVIEW)
        for status in ("moving", "done", "stuck")
    ]
    story.tell({}, REVIEW, op="drop", ref=told[2].id)
    assert story.only().status == "done"
    story.tell({}, REVIEW, op="withdraw", ref=told[1].id)
    assert (story.only().status, len(story.only().news)) == ("moving", 1)


def test_who_may_not_read_the_newest_is_told_no_status_rather_than_an_old_one():
    story = Story()
    action = story.act("Call", share="donor")
    story.tell({"action": action.id, "status": "done", "text": "her words"}, REVIEW, "participants")
    (seen,) = undertakings(story.workshop, "actions", at_level("donor"))
    assert (seen.status, seen.note) == ("", "")
    view = View(
        story.workshop,
        Exercise("action-plan", "", "", "en", NO_MINUTES, "low", ()),
        audience="donor",
    )
    row = {"id": action.id, "status": "open", "who": None, "by_when": None}
    assert renewed([row], view)[0]["status"] == ""


def test_numbers_stay_with_their_actions_whoever_looks_and_whatever_is_over():
    story = Story()
    first = story.act("One")
    story.act("Two", share="organizer")
    story.act("Three", Place("follow-up", 1, "renew"))
    story.tell({"action": first.id, "status": "done"}, REVIEW)
    seen = undertakings(story.workshop, "actions", at_level("participants"))
    assert [(each.order, each.code, each.what) for each in seen] == [
        (1, "A1", "One"),
        (3, "A3", "Three"),
    ]
    assert [
        each.what
        for each in (find("3", seen), find("three ", seen), find(seen[1].code.lower(), seen))
        if each
    ] == ["Three"] * 3
    assert find("2", seen) is None


def test_rows_of_other_plans_are_no_actions_and_a_row_that_reports_back_is_an_event():
    story = Story()
    story.tell(
        {"text": "Treasurer", "from": "", "term": "2025-01-01"},
        Place("coalition-structure", 1, "roles"),
    )
    story.tell({"text": "Girls' day", "from": "", "report_back_on": ""}, HOME)
    story.tell({"text": "A workshop", "status": "open", "report_back_on": "2025-01-01"}, HOME)
    story.act("Call")
    assert [each.what for each in undertakings(story.workshop, "actions")] == ["Call"]
    assert [each.what for each in undertakings(story.workshop, "events")] == [
        "Girls' day",
        "A workshop",
    ]


def an_event(**body: Any) -> tuple[Story, Entry]:
    story = Story()
    row = {"text": "Girls' day", "date": "2024-12-01", "report_back_on": "", **body}
    return story, story.tell(row, HOME)


@pytest.mark.parametrize(
    ("body", "reports", "today", "asked"),
    [
        ({}, [], "2024-12-31", "2024-12-31"),
        ({}, [], "2025-01-01", "2024-12-31"),
        ({"report_back_on": "2024-12-20"}, [], "2024-12-21", "2024-12-20"),
        ({"date": ""}, [], "2030-01-01", None),
        ({}, [{"status": "done", "told_on": "2024-12-10"}], "2025-01-01", "2024-12-31"),
        ({}, [{"status": "done", "told_on": "2024-12-28"}], "2025-01-01", "2025-01-30"),
        ({}, [{"status": "done", "told_on": "2025-01-02"}], "2025-01-31", "2025-01-30"),
        ({}, [{"status": "open", "told_on": "2025-01-02"}], "2025-01-03", "2024-12-31"),
        (
            {},
            [{"status": "moving", "told_on": "2024-12-10", "next_on": "2025-03-01"}],
            "2025-02-01",
            "2025-03-01",
        ),
        ({}, [{"status": "let go", "told_on": "2024-12-10"}], "2030-01-01", None),
        ({}, [{"status": "done", "told_on": "2025-02-25"}], "2030-01-01", None),
        ({"check_ins": ["2025-06-01", "2025-05-01"]}, [], "2025-05-02", "2025-05-01"),
    ],
)
def test_an_event_is_silent_once_a_day_on_which_it_was_to_report_has_gone_by(
    body, reports, today, asked
):
    story, row = an_event(**body)
    for report in reports:
        story.tell({"event": row.id, **report}, REPORTS, "organizer")
    event = story.only("events")
    day = events.next_check_in(event)
    assert (day.isoformat() if day else None) == asked
    assert events.is_silent(event, date.fromisoformat(today)) is (
        asked is not None and asked < today
    )


def test_a_number_that_nobody_gave_is_missing_and_not_zero():
    story, row = an_event()
    other = story.tell({"text": "Seminar", "date": "2024-12-02", "report_back_on": ""}, HOME)
    none_came = story.tell({"text": "Tea", "date": "2024-12-02", "report_back_on": ""}, HOME)
    story.tell({"event": row.id, "status": "done", "reached": 18}, REPORTS)
    story.tell({"event": row.id, "status": "done", "reached": None}, REPORTS)
    story.tell({"event": other.id, "status": "done", "reached": None}, REPORTS)
    story.tell({"event": none_came.id, "status": "done", "reached": 0}, REPORTS)
    story.tell({"event": "", "what": "Unplanned", "status": "done", "reached": 5}, REPORTS)
    found = events.events(story.workshop)
    assert [events.reached(event) for event in found] == [18, None, 0, 5]
    assert events.totals(found) == events.Totals(planned=4, held=4, let_go=0, reached=23, unknown=1)


def a_finished_workshop() -> tuple[Story, dict[str, Entry]]:
    story = Story()
    amina = story.tell({"text": "Amina", "group": "Blue", "present": True}, PEOPLE, "organizer")
    rows = {
        "open": story.act("Open", who=amina.id, by_when="2024-12-01", support="Bus"),
        "stuck": story.act("Stuck", share="organizer", who=amina.id),
        "done": story.act("Done"),
        "gone": story.act("Let go"),
        "private": story.act("Hers alone", share="private"),
        "withdrawn": story.act("Withdrawn"),
        "event": story.tell(
            {
                "text": "Girls' day",
                "who": amina.id,
                "date": "2024-12-01",
                "report_back_on": "2024-12-31",
            },
            HOME,
        ),
    }
    for name, status in (("stuck", "stuck"), ("done", "done"), ("gone", "let go")):
        story.tell({"action": rows[name].id, "status": status, "who": "", "by_when": ""}, REVIEW)
    story.tell(
        {"event": rows["event"].id, "status": "done", "reached": 18, "told_on": "2024-12-30"},
        REPORTS,
    )
    story.tell({}, PLAN, op="withdraw", ref=rows["withdrawn"].id)
    return story, rows


def test_what_is_open_comes_along_with_names_and_what_is_private_withdrawn_or_over_stays():
    story, rows = a_finished_workshop()
    facts = carried(story.workshop)
    link = facts[0]
    assert link == (
        Fact({"workshop": "W1", "title": "Umoja", "date": "2024-11-12"}, share="organizer"),
        FOLLOWS,
    )
    told = {fact.body["text"]: fact for fact, place in facts if place == CARRIED}
    assert list(told) == ["Open", "Stuck", "Girls' day"]
    assert [told[name].share for name in told] == ["participants", "organizer", "participants"]
    assert told["Open"].body["who"] == "Amina"
    assert told["Stuck"].body["status"] == "stuck"
    assert {fact.body["from"] for fact in told.values()} == {
        rows[name].id for name in ("open", "stuck", "event")
    }
    assert PEOPLE not in [place for _fact, place in facts]
    everyone = [
        fact.body for fact, place in carried(story.workshop, with_people=True) if place == PEOPLE
    ]
    assert everyone == [{"text": "Amina", "group": "Blue", "present": False}]


def test_what_only_few_heard_of_an_action_does_not_come_along_to_more():
    story = Story()
    action = story.act("Call", who="Amina", by_when="2024-12-01")
    story.tell({"action": action.id, "status": "moving", "by_when": "2025-01-05"}, REVIEW)
    story.tell({"action": action.id, "status": "stuck", "who": "Zawadi"}, LATER, "organizer")
    ((fact, _place),) = carried(story.workshop)[1:]
    told = {key: fact.body[key] for key in ("status", "who", "by_when")}
    assert (told, fact.share) == (
        {"status": "moving", "who": "Amina", "by_when": "2025-01-05"},
        "participants",
    )
    story.tell({"action": action.id, "status": "done"}, LATER, "organizer")
    assert carried(story.workshop)[1:] == []


def test_what_came_along_keeps_its_code_its_numbers_and_the_days_on_which_it_is_asked_about():
    story, rows = a_finished_workshop()
    following, third = Story(), Story()
    for before, after in ((story, following), (following, third)):
        for fact, place in carried(before.workshop):
            after.tell(dict(fact.body), place, fact.share or "organizer")
    (event,) = undertakings(third.workshop, "events")
    assert (event.code, event.code_before) == ("E1", rows["event"].code)
    assert (events.reached(event), events.is_held(event)) == (18, True)
    asked = events.next_check_in(event)
    assert asked == date(2025, 1, 30)
    assert [day.isoformat() for day in events.check_ins(event)] == ["2025-01-30", "2025-03-01"]
    assert [each.what for each in undertakings(third.workshop, "actions")] == ["Open", "Stuck"]


def test_who_withdrew_her_name_does_not_come_along_as_a_name_or_an_id():
    story, _rows = a_finished_workshop()
    amina = story.workshop.people()[0]
    story.tell({}, PEOPLE, "organizer", op="withdraw", ref=amina.id)
    assert amina.id not in repr(carried(story.workshop, with_people=True))
    assert "Amina" not in repr(carried(story.workshop, with_people=True))
