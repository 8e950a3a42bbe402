"""Lines for few readers stay with them: in another bucket, in what was heard, in events."""

import json

import pytest

pytestmark = pytest.mark.slow

KEPT_APART = """
id = "kept-apart"
title = "Kept apart"
purpose = "Lines that not everyone reads."
language = "en"
intensity = "low"

[minutes]
min = 1
usual = 4
max = 5

[[steps]]
id = "lines"
kind = "notes"
title = "Lines"
minutes = 1
share = "participants"
buckets = [
  { id = "shown", title = "Shown outside", share = "donor" },
  { id = "room", title = "In the room" },
  { id = "hidden", title = "For nobody", share = "private" },
]

[[steps]]
id = "asked"
kind = "notes"
title = "Asked"
minutes = 1
share = "participants"
ask_share = true
buckets = [{ id = "one", title = "One" }, { id = "two", title = "Two", share = "organizer" }]

[[steps]]
id = "homes"
kind = "plan"
title = "Events"
minutes = 1
share = "participants"
columns = [
  { id = "event", title = "Event" },
  { id = "who", title = "Who", type = "person", share = "organizer" },
  { id = "place", title = "Where", share = "private" },
  { id = "sort", title = "Sort", share = "participants" },
  { id = "report_back_on", title = "First call", type = "day" },
]

[[steps]]
id = "alone"
kind = "plan"
title = "Hers alone"
minutes = 1
share = "private"
columns = [
  { id = "event", title = "Event" },
  { id = "report_back_on", title = "First call", type = "day" },
]
"""
EVENTS = {
    "homes": [
        {
            "event": "Open day",
            "who": "Zawadi",
            "place": "kisima",
            "sort": "mkutano",
            "report_back_on": "2024-12-01",
        }
    ],
    "alone": [{"event": "mirembe", "report_back_on": "2024-12-01"}],
}


@pytest.fixture
def apart(umoja):
    """A machine whose own exercise has buckets for different readers."""
    folder = umoja.desk / "own"
    folder.mkdir()
    (folder / "kept-apart.toml").write_text(KEPT_APART)
    umoja.folder_option = ("--exercises", folder)
    return umoja


def readers_of(house, words):
    return [
        readers
        for readers in ("donor", "participants", "organizer")
        if words
        in house.call(*house.folder_option, "export", "json", "--out", "-", "--for", readers).out
    ]


@pytest.mark.parametrize(
    ("bucket", "to", "readers"),
    [
        ("shown", "room", ["participants", "organizer"]),
        ("shown", "hidden", []),
        ("room", "hidden", []),
        ("room", "shown", ["participants", "organizer"]),
        ("hidden", "shown", []),
    ],
)
def test_a_line_put_into_another_bucket_is_for_its_readers_and_never_for_more(
    apart, bucket, to, readers
):
    answers = {"kept-apart": {"lines": [{"text": "mirembe", "bucket": bucket}]}}
    assert apart.play("kept-apart", answers["kept-apart"], *apart.folder_option).status == 0
    numbers = [
        line.split("\t") for line in apart.call("show", "--numbers", "--for", "private").lines
    ]
    number = next(number for number, _where, words in numbers if words == "mirembe")
    before = readers_of(apart, "mirembe")
    assert apart.call(*apart.folder_option, "move", number, "--to", to).status == 0
    assert readers_of(apart, "mirembe") == readers
    assert apart.call("undo").status == 0
    assert readers_of(apart, "mirembe") == before


@pytest.mark.parametrize(
    ("to", "readers"), [("kept-apart.lines#hidden", []), ("kept-apart.lines", ["organizer"])]
)
def test_a_line_moved_to_another_step_is_for_the_readers_of_its_bucket(apart, to, readers):
    apart.note("mirembe", share="organizer")
    assert apart.call(*apart.folder_option, "move", "1", "--to", to).status == 0
    assert readers_of(apart, "mirembe") == readers


def test_who_was_asked_herself_who_may_read_her_line_is_not_overruled_by_a_bucket(apart):
    answers = {"asked": [{"text": "mirembe", "bucket": "one", "share": "donor"}]}
    assert apart.play("kept-apart", answers, *apart.folder_option).status == 0
    number = apart.numbers()["mirembe"]
    assert apart.call(*apart.folder_option, "move", number, "--to", "two").status == 0
    assert "donor" in readers_of(apart, "mirembe")


@pytest.mark.parametrize(
    ("exercise", "told", "review"),
    [
        ("action-plan", {"actions": [{"what": "Call the clerk"}]}, ("review", {"action": 1})),
        (
            "reflection-circle",
            {"circle": [{"by": "Amina", "commitment": "Call the clerk", "share": "participants"}]},
            ("promises", {"promise": 1}),
        ),
    ],
)
def test_what_was_heard_of_a_thing_is_withdrawn_with_it(umoja, exercise, told, review):
    umoja.people("Amina")
    assert umoja.play(exercise, told).status == 0
    step, row = review
    assert (
        umoja.play(
            "follow-up", {step: [{**row, "status": "stuck", "note": "mirembe and her sister"}]}
        ).status
        == 0
    )
    assert "mirembe and her sister" in umoja.workshop.read_text()
    withdrawn = umoja.call("withdraw", umoja.numbers()["Call the clerk"], "--yes")
    assert withdrawn.status == 0, withdrawn
    assert b"mirembe" not in umoja.everything_on_disk().replace(
        (umoja.desk / "answers.json").read_bytes(), b""
    )
    assert umoja.call("check").status == 0


def test_the_reason_for_a_place_quotes_no_withdrawn_line(umoja):
    told = {
        "issues": ["the landlord throws us out at night", "papers"],
        "scores": {
            "urgency": {"1": 5, "2": 3},
            "feasibility": {"1": 5, "2": 3},
            "moved": [
                {"item": 1, "to": 2, "reason": "she said the landlord throws us out at night"}
            ],
        },
    }
    played = umoja.play("agenda-ranking", told)
    assert played.status == 0, played
    number = umoja.numbers()["the landlord throws us out at night"]
    assert umoja.call("withdraw", number, "--yes").status == 0
    assert "throws us out" not in umoja.workshop.read_text()


@pytest.fixture
def at_home(apart):
    apart.people("Zawadi", "Amina")
    played = apart.play("kept-apart", EVENTS, *apart.folder_option)
    assert played.status == 0, played
    return apart


@pytest.mark.parametrize("words", [(), ("--silent",)])
def test_the_list_of_events_has_nothing_that_is_for_nobody(at_home, words):
    told = at_home.call(*at_home.folder_option, "cascade", "--day", "2025-02-01", *words)
    assert (told.status, len(told.lines)) == (0, 1), told
    assert "Open day" in told.out
    assert "Zawadi" in told.out
    for word in ("kisima", "mirembe"):
        assert word not in told.out
    assert "Events: 1." in told.err


def test_people_outside_read_no_sort_that_is_for_those_who_took_part(at_home):
    told = at_home.call(*at_home.folder_option, "export", "md", "--out", "-", "--for", "donor").out
    assert "Events: 1." in told
    assert "mkutano" not in told
    assert (
        "mkutano"
        in at_home.call(
            *at_home.folder_option, "export", "json", "--out", "-", "--for", "participants"
        ).out
    )


def test_the_follow_up_sheet_names_nobody_whom_only_the_organizers_read(at_home):
    reports = at_home.desk / "reports.json"
    row = {
        "event": "Open day",
        "status": "moving",
        "who": "Fatuma",
        "told_on": "2024-11-12",
        "next_on": "2024-11-20",
    }
    reports.write_text(json.dumps({"reports": [row]}))
    assert (
        at_home.call(*at_home.folder_option, "cascade", "report", "--answers", reports).status == 0
    )
    sheet = at_home.call(
        *at_home.folder_option, "export", "md", "--out", "-", "--for", "follow-up"
    ).out
    assert "nothing heard yet" in sheet
    assert "Open day" in sheet.partition("nothing heard yet")[2]
    for word in ("Zawadi", "Fatuma"):
        assert word not in sheet
    assert "Fatuma" in at_home.call(*at_home.folder_option, "cascade", "--day", "2025-02-01").out
