"""The follow-up in real processes: a workshop after another, its actions, later reports."""

import json
from datetime import date, timedelta

import pytest

from tests.support.calling import CTRL_U, ENTER, F5, House, entries_of
from tests.support.clocks import clock

PEOPLE = [{"name": "Amina"}, {"name": "Zawadi"}]
PLAN = {
    "actions": [
        {
            "what": "Call the clerk",
            "who": "Amina",
            "by_when": "2024-12-01",
            "first_step": "Find the number",
        },
        {"what": "Find a room", "who": "Amina", "support": "Bus fare"},
        {"what": "Print cards"},
    ]
}
REVIEW = [
    {"action": "Call the clerk", "status": "done", "note": "A letter helped"},
    {
        "action": 2,
        "status": "stuck",
        "note": "Somebody with a hall",
        "who": "Zawadi",
        "by_when": "2025-01-10",
    },
]
SECRET = "six small green words on paper"


@pytest.fixture
def planned(umoja):
    """A machine with an open workshop in which three actions were planned."""
    assert umoja.play("action-plan", {"people": PEOPLE, "action-plan": PLAN}).status == 0
    return umoja


def test_what_was_heard_of_an_action_stands_in_every_summary(planned):
    played = planned.play(
        "follow-up", {"review": REVIEW, "renew": [{"what": "Visit the mill", "who": "Zawadi"}]}
    )
    assert played.status == 0, played
    for readers in ("participants", "organizer", "follow-up"):
        rows = {
            row["what"]: (row["status"], row["who"], row["by_when"])
            for row in planned.summary(readers)["actions"]
        }
        assert rows == {
            "Call the clerk": ("done", "Amina", "2024-12-01"),
            "Find a room": ("stuck", "Zawadi", "2025-01-10"),
            "Print cards": ("open", None, None),
            "Visit the mill": ("open", "Zawadi", None),
        }
    sheet = planned.call("export", "md", "--for", "follow-up", "--out", "-").out
    assert "Done since last time" in sheet
    assert "A letter helped" in sheet.partition("Done since last time")[2]
    going_on = sheet.partition("Actions, by date")[2].partition("Done since")[0]
    assert "stuck: Somebody with a hall" in going_on
    assert "We look at what we took on" not in sheet
    assert "stuck" in planned.call("show", "action-plan").out


def test_people_outside_read_counts_only_and_no_word_of_what_was_said(planned):
    assert (
        planned.play(
            "follow-up", {"review": REVIEW, "learning": [{"text": "Ask early", "bucket": "next"}]}
        ).status
        == 0
    )
    told = planned.call("export", "json", "--out", "-", "--for", "donor").out
    for word in ("A letter helped", "Somebody with a hall", "Zawadi", "Ask early"):
        assert word not in told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            {"action": "Bake bread", "status": "done"},
            "follow-up.review[1].action: Nothing that is open is called Bake",
        ),
        ({"action": 1, "status": "late"}, 'follow-up.review[1].status: "late" is none of these:'),
        (
            {"action": 1, "status": "moving", "who": "Nobody"},
            'follow-up.review[1].who: "Nobody" is nobody here: ',
        ),
        ({"action": 1, "status": "done", "by_when": "2025-01-01"}, "follow-up.review[1].by_when"),
    ],
)
def test_a_mistake_in_a_review_is_named_and_nothing_is_recorded(planned, row, told):
    before = planned.workshop.read_bytes()
    refused = planned.play("follow-up", {"review": [row]})
    assert refused.status == 1
    assert told in refused.err
    assert planned.workshop.read_bytes() == before


def test_a_workshop_that_follows_has_what_is_open_and_reviews_it_like_its_own(planned):
    assert planned.play("follow-up", {"review": REVIEW}).status == 0
    made = planned.call(
        "new",
        "A month later",
        "--follows",
        planned.workshop,
        "--date",
        "2024-12-10",
        COALITION_FILE="",
    )
    assert made.status == 0, made
    assert "What is open in “Umoja” came along. Actions: 2. Events: 0." in made.err
    planned.environment["COALITION_FILE"] = made.lines[0]
    rows = {row["what"]: (row["status"], row["who"]) for row in planned.summary()["actions"]}
    assert rows == {"Find a room": ("stuck", "Zawadi"), "Print cards": ("open", None)}
    assert planned.call("people", "show").lines == []
    told = planned.call("export", "md", "--out", "-", "--for", "organizer").out
    assert "This follows “Umoja” of Tuesday 12 November 2024." in told
    assert str(planned.workshop) not in told
    heard = planned.play(
        "follow-up", {"review": [{"action": "Find a room", "status": "done", "note": "The mill"}]}
    )
    assert heard.status == 0, heard
    assert {row["what"]: row["status"] for row in planned.summary()["actions"]}[
        "Find a room"
    ] == "done"
    sheet = planned.call("export", "md", "--for", "follow-up", "--out", "-").out
    assert "The mill" in sheet


def test_people_come_along_only_when_asked_and_as_not_yet_here(planned):
    made = planned.call(
        "new", "Later", "--follows", planned.workshop, "--people", COALITION_FILE=""
    )
    assert made.status == 0, made
    planned.environment["COALITION_FILE"] = made.lines[0]
    assert planned.call("people", "show").lines == [
        "Amina\t\tparticipant\tleft",
        "Zawadi\t\tparticipant\tleft",
    ]


def test_what_comes_from_a_sealed_workshop_stays_sealed(house):
    (house.desk / "secret").write_text(SECRET + "\n")
    sealed = "--seal --no-organisation-key --passphrase-fd 3"
    made = house.shell(f"coalition new Umoja --date 2024-11-12 {sealed} 3< secret")
    assert made.status == 0, made
    (house.desk / "plan.json").write_text(json.dumps({"people": PEOPLE, "action-plan": PLAN}))
    played = house.shell("coalition --passphrase-fd 3 action-plan --answers plan.json 3< secret")
    assert played.status == 0, played
    plain = house.shell(
        f"coalition --passphrase-fd 3 new Later --follows '{made.lines[0]}' 3< secret"
    )
    assert plain.status == 1
    assert "Add --seal." in plain.err
    later = house.shell(
        f"coalition --passphrase-fd 4 new Later --follows '{made.lines[0]}' {sealed} 3< secret 4< "
        f"secret"
    )
    assert later.status == 0, later
    assert "Actions: 3." in later.err
    shown = house.shell("coalition --passphrase-fd 3 export json --out - 3< secret")
    assert [row["what"] for row in json.loads(shown.out)["actions"]] == [
        "Call the clerk",
        "Find a room",
        "Print cards",
    ]
    assert b"Call the clerk" not in b"".join(
        path.read_bytes() for path in (house.folder / "data").rglob("*.*") if path.is_file()
    )


def report(house: House, text: str):
    (house.desk / "reports.toml").write_text(text)
    return house.call("cascade", "report", "--answers", house.desk / "reports.toml")


def test_reports_come_in_later_with_gaps_from_anybody_and_twice_is_once(umoja):
    told = """
    reports = [
        { event = "Tea at Mwanza", told_by = "Bibi", who = "Zuhura", reached = "?" },
        { event = "Girls day", reached = 18 },
    ]"""
    first = report(umoja, told)
    assert (first.status, len(first.lines)) == (0, 2), first
    assert report(umoja, told).lines == []
    code = umoja.call("cascade").lines[0].split("\t")[0]
    again = report(
        umoja,
        f'reports = [{{event = "{code.lower()}", people = "about 12", lesson = "Bring cups"}}]',
    )
    assert (again.status, len(again.lines)) == (0, 1), again
    listed = umoja.call("cascade", "list")
    assert [line.split("\t")[1] for line in listed.lines] == ["Tea at Mwanza", "Girls day"]
    assert [line.split("\t")[6] for line in listed.lines] == ["12", "18"]
    shown = {
        who: umoja.call("export", "md", "--out", "-", "--for", who).out
        for who in ("organizer", "donor")
    }
    assert "Tea at Mwanza | Zuhura |" in shown["organizer"]
    assert "Events: 2. Held: 2. People reached: 30." in shown["donor"]
    assert not any(word in shown["donor"] for word in ("Mwanza", "Zuhura", "Bring cups"))
    assert "Events: 2. Held: 2. People reached: 30." in listed.err
    assert all(
        entry["share"] == "organizer"
        for entry in entries_of(umoja.workshop)
        if entry["step"] == "reports"
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("event = 7", "reports[1].event: Nothing that is open is called 7"),
        ('event = "7"', "reports[1].event: Nothing that is open is called 7"),
        ('event = "E9"', "reports[1].event: Nothing that is open is called E9"),
        ('event = "Tea", reached = -3', "reports[1].reached: Expected one number such as 20"),
        ('event = "Tea", reached = 2.5', "reports[1].reached: Expected one number such as 20"),
        ('event = "Tea", reached = "30 of 12"', "reports[1].reached: Expected one number"),
        ('event = "Tea", reached = 100001', "reports[1].reached: 100001 people is more than one"),
        ('event = "Tea", held_on = 2999-01-01', "reports[1].held_on: Which day was it, "),
        ('event = "Tea", held_on = "2999-01-01"', "reports[1].held_on: Which day was it, "),
        ('event = "Tea", told_on = "1 May 2999"', "reports[1].told_on: Which day was it, "),
        ('event = "Tea", held_on = "tomorrow"', "reports[1].held_on: Which day was it, "),
        ('evnet = "Tea"', "reports[1].evnet: nothing in this step goes by that name. Did you mean"),
        ('event = "Tea", reachd = 3', "reports[1].reachd: nothing in this step goes by that name."),
        ('event = "Tea", status = "doen"', '"doen" is none of these:'),
    ],
)
def test_a_report_that_cannot_be_is_refused_with_its_line(umoja, row, said):
    before = umoja.workshop.read_bytes()
    refused = report(umoja, f"reports = [\n{{ {row} }},\n]")
    assert (refused.status, refused.out) == (1, ""), refused
    assert "reports.toml:2: " in refused.err
    assert said in refused.err
    assert umoja.workshop.read_bytes() == before


def test_all_mistakes_of_reports_are_told_at_once(umoja):
    refused = report(
        umoja,
        """
        report = 1
        reports = [
            { event = "Tea", reached = -3, held_on = 2999-01-01 },
            { event = 12 },
            { event = "Girls day", who = 7 },
        ]""",
    )
    assert refused.status == 1
    found = [
        line.partition("reports.toml:")[2].split(": ")[:2] for line in refused.err.splitlines()
    ]
    assert found[:5] == [
        ["2", "report"],
        ["4", "reports[1].reached"],
        ["4", "reports[1].held_on"],
        ["5", "reports[2].event"],
        ["6", "reports[3].who"],
    ]


def test_two_events_of_one_title_are_told_apart_by_their_codes(umoja):
    events = [{"what": "Tea", "date": "2024-12-01"}, {"what": "tea", "date": "2024-12-02"}]
    assert umoja.play("cascade-plan", {"events": events}).status == 0
    codes = [line.split("\t")[0] for line in umoja.call("cascade").lines]
    assert len(codes) == 2
    refused = report(umoja, 'reports = [{ event = "Tea", reached = 3 }]')
    assert refused.status == 1
    assert f"2 are called Tea: {', '.join(codes)}" in refused.err
    done = report(umoja, f'reports = [{{ event = "{codes[1]}", reached = 3 }}]')
    assert done.status == 0, done
    assert [line.split("\t")[6:7] for line in umoja.call("cascade").lines] in (
        [[""], ["3"]],
        [["3"], [""]],
    )


@pytest.mark.parametrize("status", ["done", "moving", "stuck", "let go", "open"])
@pytest.mark.parametrize("planned", [True, False])
def test_the_same_report_twice_is_once_however_it_stands(umoja, planned, status):
    if planned:
        assert umoja.play("cascade-plan", {"events": [{"what": "Tea"}]}).status == 0
    row = f'reports = [{{event="Tea",status="{status}"}}]'
    assert len(report(umoja, row).lines) == 1
    again = report(umoja, row)
    assert (again.status, again.lines) == (0, []), again


@pytest.mark.parametrize("first", ["E1", "E2"])
def test_a_report_is_known_only_of_the_same_event(umoja, first):
    events = [{"what": "Village meeting"}, {"what": "Village meeting"}]
    assert umoja.play("cascade-plan", {"events": events}).status == 0
    other = {"E1": "E2", "E2": "E1"}[first]
    for code in (first, other):
        row = f'reports = [{{event="{code}",status="done",reached=10}}]'
        done = report(umoja, row)
        assert (done.status, len(done.lines)) == (0, 1), done
        assert report(umoja, row).lines == []
    assert "Events: 2. Held: 2. People reached: 20." in umoja.call("cascade").err


def test_an_event_of_a_known_title_and_an_absurd_number_are_asked_about_at_a_prompt(umoja):
    assert report(umoja, 'reports = [{ event = "Tea", reached = 3 }]').status == 0
    seat = umoja.at_terminal("cascade", "report")
    seat.talk(
        ("Which event is it about?", "2"),
        ("Which event was it?", "7\r"),
        ("A number alone is no title.", CTRL_U + "Tea\r"),
        ("An event of this name is known. Which one was it?", "1"),
        ("How is it now?", ENTER),
        ("Who tells it?", ENTER),
        ("On which day was it told?", ENTER),
        ("Who held it?", ENTER),
        ("How many people did it reach?", "200000\r"),
        ("200000 people is more than one event reaches.", ENTER),
        ("How many people did it reach?", "20\r"),
    )
    seat.see("On which day was it held?")
    seat.kill()
    rows = [line.split("\t") for line in umoja.call("cascade").lines]
    assert [(row[1], row[6]) for row in rows] == [("Tea", "20")]


def test_a_branch_falls_silent_the_day_after_it_was_to_be_asked(umoja):
    umoja.environment |= clock("2024-11-20 10:00:00")
    asked = date(2024, 12, 10)
    told = f'reports = [{{event = "Tea", status = "moving", next_on = {asked.isoformat()}}}]'
    assert report(umoja, told).status == 0
    on_the_day = umoja.call("cascade", "--silent", "--day", asked.isoformat())
    assert on_the_day.lines == []
    day_after = umoja.call("cascade", "--silent", "--day", (asked + timedelta(days=1)).isoformat())
    assert [line.split("\t")[1] for line in day_after.lines] == ["Tea"]
    assert day_after.lines[0].endswith("call")


def test_words_given_to_cascade_as_arguments_are_refused(umoja):
    refused = umoja.call("cascade", "report", "Girls day")
    assert refused.status == 2
    assert "Girls day" not in refused.err


def test_the_room_reads_first_what_it_took_on_and_how_far_each_day_is(planned):
    seat = planned.at_terminal("follow-up")
    seat.talk(("When the room is ready", ENTER))
    seat.see("This is what we took on.")
    for words in ("Call the clerk", "past its day", "Print cards", "no day yet"):
        seat.see(words)
    seat.kill()


def test_each_action_that_is_spoken_of_keeps_its_number(planned):
    seat = planned.at_terminal("follow-up")
    seat.talk(
        ("» 1. Begin", ENTER), *[(f"· {number} of 12", F5 + ENTER) for number in (1, 2, 3, 4)]
    )
    seat.talk(("A1 Call the clerk", ENTER), ("Does somebody else", ENTER), ("A new day?", ENTER))
    seat.see("A2 Find a room")
    assert "1. Find a room" not in seat.text
    seat.kill()


def test_a_long_list_that_is_read_aloud_begins_with_its_first_line(umoja):
    plan = {"actions": [{"what": f"Action number {number}"} for number in range(1, 16)]}
    assert umoja.play("action-plan", {"people": PEOPLE, "action-plan": plan}).status == 0
    seat = umoja.at_terminal("follow-up")
    seat.talk(("» 1. Begin", ENTER))
    seat.see("page 1 of 4")
    seat.see("A1 Action number 1")
    assert "Action number 15" not in seat.text
    for _half in range(8):
        seat.press("\x1b[6~")
    seat.see("A15 Action number 15")
    seat.kill()
