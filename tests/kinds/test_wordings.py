"""Themes shown wider than their notes, statements for each, and several results on one page."""

from dataclasses import replace
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Bullets, Heading
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Step
from tests.kinds.kind_rooms import SOURCE, a_bench, seen_by, texts
from tests.support.playing import ENTER, Bench

NAMED = Step(
    "s", "themes", "Themes", options={"from": "ideas", "share_names": "donor", "count_by": "group"}
)


def named_by_groups() -> Bench:
    bench = Bench(SOURCE, NAMED)
    bench.answer(
        SOURCE,
        [
            {"text": "stigma", "group": "Blue"},
            {"text": "no papers", "group": "blue"},
            {"text": "a bed", "by": "Baraka"},
            {"text": "nobody said this"},
        ],
    )
    bench.answer(NAMED, {"Coming home": [1, 2, 3], "Alone": [4]})
    return bench


def test_people_outside_read_the_names_and_how_many_groups_named_each_and_no_note() -> None:
    bench = named_by_groups()
    rows = kinds.result(NAMED, seen_by(bench, "donor"))
    assert [(row["theme"], row["notes"], row["count"], row["groups"]) for row in rows] == [
        ("Coming home", [], 3, 2),
        ("Alone", [], 1, 0),
    ]
    (bullets,) = kinds.blocks(NAMED, seen_by(bench, "donor"))
    assert isinstance(bullets, Bullets)
    assert [(item.text, item.by) for item in bullets.items] == [
        ("Coming home", "named by 2 groups"),
        ("Alone", ""),
    ]


def test_the_room_reads_the_notes_under_the_count() -> None:
    shown = kinds.blocks(NAMED, named_by_groups().view)
    assert [block.text for block in shown if isinstance(block, Heading)] == [
        "Coming home · named by 2 groups",
        "Alone",
    ]


def test_a_theme_that_takes_more_notes_in_stays_as_wide_as_its_name() -> None:
    bench = named_by_groups()
    bench.type(NAMED, "4 Coming home\r", ENTER)
    assert {entry.share for entry in bench.view.said("s")} == {"donor"}


def test_without_the_option_no_name_goes_further_than_its_notes() -> None:
    step = Step("s", "themes", "Themes", options={"from": "ideas"})
    bench = a_bench(step)
    bench.answer(step, {"Work": [1]})
    assert kinds.result(step, seen_by(bench, "donor")) is None


EACH = Step(
    "s",
    "draft",
    "Objectives",
    options={"from": "ideas", "each": True, "frame": "From {item} to ..."},
)


@pytest.mark.parametrize(
    "given",
    [
        {"Kazi": ["first", "work for all"], "2": "a bed each"},
        [{"about": "Kazi", "text": "work for all"}, {"about": 2, "text": "a bed each"}],
    ],
    ids=["table", "rows"],
)
def test_one_statement_for_each_line_from_a_file(given: Any) -> None:
    bench = a_bench(EACH)
    bench.answer(EACH, given)
    rows = bench.result(EACH)
    assert [(row["about"], row["text"]) for row in rows] == [
        ("Kazi", "work for all"),
        ("Жильё", "a bed each"),
    ]
    assert [(item.number, item.text) for item in kinds.items("s", bench.view)] == [
        (1, "work for all"),
        (2, "a bed each"),
    ]


def test_one_statement_for_each_line_has_the_frame_behind_it_and_can_be_worded_anew() -> None:
    bench = a_bench(EACH)
    bench.type(EACH, "\twork\r", ENTER, ENTER, "\x01loans\x0b\r", ENTER)
    assert [(row["about"], row["text"]) for row in bench.result(EACH)] == [
        ("Kazi", "From Kazi to ...work"),
        ("Mikopo midogo", "loans"),
    ]
    bench.type(EACH, ENTER)  # the one that was left out is asked for again
    bench.answer(EACH, {"2": "homes"})
    bench.type(EACH, "3\r", "\x01fair loans\x0b\r", ENTER, ENTER)
    assert [row["text"] for row in bench.result(EACH)] == [
        "From Kazi to ...work",
        "fair loans",
        "homes",
    ]


def test_killed_between_two_statements_it_asks_for_the_next() -> None:
    bench = a_bench(EACH)
    bench.type_until(1, EACH, "\x01work\x0b\r")
    bench.type(EACH, "\x01homes\x0b\r", ENTER, "\x01loans\x0b\r", ENTER)
    assert [row["text"] for row in bench.result(EACH)] == ["work", "homes", "loans"]


def test_each_statement_may_be_decided_on() -> None:
    vote = Step("v", "decide", "Vote", options={"about": "s", "each": True, "scale": "yes-no"})
    bench = Bench(SOURCE, EACH, vote)
    bench.say("ideas", "Kazi", "Makazi")
    bench.answer(EACH, {"1": "work", "2": "homes"})
    bench.answer(vote, {"work": {"yes": 3}, "homes": {"no": 3}})
    assert [(row["item"], row["adopted"]) for row in bench.result(vote)] == [
        ("work", True),
        ("homes", False),
    ]


def test_a_statement_may_draw_on_one_bucket_alone() -> None:
    buckets = [{"id": "home", "title": "Home"}, {"id": "law", "title": "Law"}]
    source = Step("ideas", "notes", "Ideas", options={"buckets": buckets})
    step = Step("s", "draft", "Draft", options={"from": "ideas", "bucket": "law"})
    bench = Bench(source, step)
    bench.answer(
        source, [{"text": "fair papers", "bucket": "law"}, {"text": "fair rents", "bucket": "home"}]
    )
    bench.answer(step, "Everything fair for all")
    assert bench.result(step)["versions"][0]["from"] == ["fair papers"]


def test_several_results_stand_each_under_its_title_and_nothing_for_what_was_not_done() -> None:
    draft, later = Step("d", "draft", "Our mission"), Step("l", "notes", "Outcomes")
    ladder = Step(
        "s", "show", "Ladder", options={"results_of": ["d", "ideas", "l", "elsewhere.vision"]}
    )
    bench = Bench(SOURCE, draft, later, ladder)
    bench.say("ideas", "A letter")
    bench.answer(draft, "We open doors")
    shown = kinds.blocks(ladder, bench.view)
    assert [block.text for block in shown if isinstance(block, Heading)] == ["Our mission", "Ideas"]
    assert "A letter" in texts(shown)
    place = bench.view.place("ideas")
    bench.record(Fact({"text": "kept"}), place, "organizer")
    assert "kept" not in str(kinds.blocks(ladder, replace(bench.view, audience="participants")))
