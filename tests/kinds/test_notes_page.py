"""What notes came to, for each of their readers: names, groups, sorts, hands and quotes."""

from dataclasses import replace
from typing import Any

import pytest

from coalition_cli.blocks import Block, Bullet, Bullets, Column, Heading, Prose, Quote, Table
from coalition_cli.kinds import notes as kind
from coalition_cli.kinds.notes.notes_options import asked_keys
from coalition_cli.kinds.notes.notes_page import notes_page
from coalition_cli.model.entry import SHARES, Fact, Share
from coalition_cli.model.exercise import Record, Step
from tests.kinds.kind_rooms import SOURCE, seen_by
from tests.support.playing import Bench

HOME = {"id": "home", "title": "At home"}
WORK = {"id": "work", "title": "At work"}


def notes(record: Record = "text", **options: Any) -> Step:
    return Step("s", "notes", "Notes", record=record, options=options)


def a_bench(*bodies: dict[str, Any], by: str | None = None, share: Share = "donor") -> Bench:
    bench = Bench(SOURCE)
    by = next((person.id for person in bench.view.people() if person.name == by), by)
    for body in bodies:
        bench.record(Fact(body, by), bench.view.place("s"), share)
    return bench


def rows(step: Step, bench: Bench, audience: Share) -> list[dict[str, Any]]:
    found = kind.result(step, seen_by(bench, audience))
    return [{key: row[key] for key in row if key != "id"} for row in found or []]


@pytest.mark.parametrize(
    ("audience", "by", "group"),
    [
        ("private", "Amina", "Blue"),
        ("organizer", "Amina", "Blue"),
        ("participants", None, "Blue"),
        ("donor", None, None),
    ],
)
def test_who_reads_whose_line_it_is(audience: Share, by: str | None, group: str | None) -> None:
    bench = a_bench({"text": "Maji", "group": "Blue", "bucket": "home"}, by="Amina")
    expected = {"text": "Maji", "by": by, "group": group, "bucket": "home"}
    assert rows(notes(), bench, audience) == [expected]
    assert rows(notes(hands=True), bench, audience) == [{**expected, "hands": None}]
    (row,) = kind.result(notes(), seen_by(bench, audience)) or []
    assert row["id"] == bench.view.said("s")[0].id


@pytest.mark.parametrize("audience", SHARES)
@pytest.mark.parametrize(
    ("consent", "by"), [("named", "Amina"), ("anonymous", None), ("none", None), (None, None)]
)
def test_a_quote_names_its_speaker_as_she_agreed(
    consent: str | None, by: str | None, audience: Share
) -> None:
    bench = a_bench({"text": "Tunaweza", "group": "Blue", "consent": consent}, by="Amina")
    rest = {"group": None, "bucket": None, "consent": consent, "share": "donor"}
    step = notes(consent=True)
    assert rows(step, bench, audience) == [{"text": "Tunaweza", "by": by, **rest}]
    assert kind.blocks(step, seen_by(bench, audience)) == [Quote("Tunaweza", by or "")]


def test_a_line_that_was_given_as_a_quote_stays_one_where_it_is_moved_to() -> None:
    bench = a_bench({"text": "Tunaweza", "group": "Blue", "consent": "anonymous"}, by="Amina")
    assert rows(notes(), bench, "private") == [
        {
            **{"text": "Tunaweza", "by": None, "group": None, "bucket": None},
            **{"consent": "anonymous", "share": "donor"},
        }
    ]


def test_a_group_is_the_speaker_of_a_line_of_its_own() -> None:
    bench = a_bench({"text": "Maji"}, by="Red")
    assert rows(notes(), bench, "organizer")[0]["by"] == "Red"


@pytest.mark.parametrize(
    ("options", "told"), [({}, []), ({"consent": True}, ["Tunaweza"]), ({"ask_share": True}, [])]
)
def test_only_quotes_are_given_as_quotes(options: dict[str, bool], told: list[str]) -> None:
    step, bench = notes(**options), a_bench({"text": "Tunaweza", "consent": "named"})
    assert [row["text"] for row in kind.quotes(step, bench.view)] == told
    assert kind.voice(step, bench.view) == ("" if told else "words")
    assert kind.takes_quotes(step) is bool(told)


def test_without_a_line_nothing_came_of_it() -> None:
    for step in (notes(), notes(consent=True), notes(record="count"), notes(sort=True)):
        bench = a_bench()
        assert kind.result(step, bench.view) is None
        assert kind.quotes(step, bench.view) == []
        assert kind.blocks(step, bench.view) == []
    assert kind.result(notes(), a_bench({"text": ""}).view) is None


@pytest.mark.parametrize(("record", "takes"), [("text", True), ("count", False), ("none", False)])
def test_lines_may_be_moved_to_where_words_are_kept(record: Record, takes: bool) -> None:
    assert kind.takes_lines(notes(record=record)) is takes


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ({}, ()),
        ({"hands": True}, ("hands",)),
        ({"ask_share": True}, ("share",)),
        ({"consent": True}, ("consent", "share")),
        ({"consent": True, "ask_share": True, "hands": True}, ("consent", "share", "hands")),
    ],
)
def test_the_keys_of_a_row_of_an_answers_file(
    options: dict[str, bool], keys: tuple[str, ...]
) -> None:
    assert asked_keys(notes(**options)) == keys


@pytest.mark.parametrize(
    ("options", "bodies", "expected"),
    [
        (
            {},
            [{"text": "Maji"}, {"text": "Taa"}],
            [Bullets((Bullet("Maji", "1"), Bullet("Taa", "2")))],
        ),
        (
            {"buckets": [HOME, WORK]},
            [
                {"text": "Maji", "bucket": "work"},
                {"text": "Taa"},
                {"text": "Soko", "bucket": "gone"},
                {"text": "Шум", "bucket": "work"},
            ],
            [
                Bullets((Bullet("Taa", "2"), Bullet("Soko", "3"))),
                Heading("At work", 3),
                Bullets((Bullet("Maji", "1"), Bullet("Шум", "4"))),
            ],
        ),
        (
            {"each": "group"},
            [
                {"text": "Maji", "group": "Red"},
                {"text": "Taa", "group": "Blue"},
                {"text": "Soko", "group": "Red"},
                {"text": "Шум"},
            ],
            [
                Bullets(
                    (
                        Bullet("Maji", "1", "Red"),
                        Bullet("Soko", "3", "Red"),
                        Bullet("Taa", "2", "Blue"),
                        Bullet("Шум", "4"),
                    )
                )
            ],
        ),
        (
            {},
            [{"text": "Maji", "group": "Red"}, {"text": "Taa", "group": "Blue"}],
            [Bullets((Bullet("Maji", "1"), Bullet("Taa", "2")))],
        ),
    ],
)
def test_the_page_in_the_room(
    options: dict[str, Any], bodies: list[dict[str, Any]], expected: list[Block]
) -> None:
    assert kind.blocks(notes(**options), a_bench(*bodies).view) == expected


def test_organizers_read_names_beside_the_lines() -> None:
    bench = a_bench({"text": "Maji"}, by="Amina")
    shown = [Bullets((Bullet("Maji", "1", "Amina"),))]
    for step in (notes(), notes(each="group")):
        assert kind.blocks(step, seen_by(bench, "organizer")) == shown


TABLE = (Column("", is_number=True), Column("Line"), Column("Hands", is_number=True))
HANDS: list[dict[str, Any]] = [
    {"text": "Maji", "hands": 3},
    {"text": "Taa", "hands": 7},
    {"text": "Soko", "hands": 3},
    {"text": "Шум", "hands": None},
    {"text": "Jua"},
]


@pytest.mark.parametrize(
    ("options", "order", "ties"),
    [
        ({"hands": True}, "12345", []),
        (
            {"hands": True, "sort": True},
            "21345",
            [Prose("Equal, with 3 each: 1, 3.", "quiet")],
        ),
    ],
)
def test_hands_stand_in_a_table(options: dict[str, bool], order: str, ties: list[Block]) -> None:
    step, bench = notes(**options), a_bench(*HANDS)
    lines = {
        "1": ("1", "Maji", "3"),
        "2": ("2", "Taa", "7"),
        "3": ("3", "Soko", "3"),
        "4": ("4", "Шум", ""),
        "5": ("5", "Jua", ""),
    }
    table = Table(TABLE, tuple(lines[number] for number in order))
    assert kind.blocks(step, bench.view) == [table, *ties]
    assert [row["text"] for row in kind.result(step, bench.view) or []] == [
        lines[number][1] for number in order
    ]


def test_before_any_hand_is_counted_there_is_a_list() -> None:
    bench = a_bench({"text": "Maji"}, {"text": "Taa", "hands": None})
    shown = [Bullets((Bullet("Maji", "1"), Bullet("Taa", "2")))]
    assert kind.blocks(notes(hands=True), bench.view) == shown
    none = a_bench({"text": "Maji", "hands": 0})
    assert kind.blocks(notes(hands=True), none.view) == [Table(TABLE, (("1", "Maji", "0"),))]


def test_counts_stand_under_their_titles() -> None:
    step = notes(record="count", buckets=[HOME])
    bench = a_bench({"bucket": "home", "count": 9}, {"bucket": "gone", "count": 0})
    assert kind.result(step, bench.view) == [
        {"bucket": "home", "count": 9},
        {"bucket": "gone", "count": 0},
    ]
    shown = [Bullets((Bullet("At home", "9"), Bullet("Notes", "0")))]
    assert kind.blocks(step, bench.view) == shown


@pytest.mark.parametrize(("count", "is_told"), [(3, False), (4, True)])
def test_few_people_are_not_divided_outside(count: int, is_told: bool) -> None:
    step = notes(record="count", buckets=[HOME])
    bench = a_bench({"bucket": "home", "count": 1}, {"bucket": "work", "count": count})
    assert bool(kind.result(step, seen_by(bench, "donor"))) is is_told
    assert kind.result(step, bench.view)


KEPT = Prose("1 is kept and not shown here.", "quiet")


def test_the_page_while_lines_are_taken() -> None:
    bench = a_bench({"text": "Maji"}, {"text": "Taa"}, {"text": "Soko"})
    lines = Bullets((Bullet("Maji", "1"), Bullet("Taa", "2"), Bullet("Soko", "3")))
    many = Prose("3 lines so far; 2 or fewer are easier to weigh.", "quiet")
    assert notes_page(notes(), bench.view) == [lines]
    assert notes_page(notes(most=3), bench.view) == [lines]
    assert notes_page(notes(most=2), bench.view) == [lines, many]
    bench.record(Fact({"text": "Hers"}, share="private"), bench.view.place("s"), "donor")
    assert notes_page(notes(most=2), bench.view) == [lines, many, KEPT]
    bench.record(Fact({"text": "His"}, share="private"), bench.view.place("s"), "donor")
    two = Prose("2 are kept and not shown here.", "quiet")
    assert notes_page(notes(), bench.view) == [lines, two]


def test_what_the_lines_are_about_stands_above_them() -> None:
    bench = a_bench({"text": "Maji"})
    bench.say("ideas", "Kazi")
    above, lines = Bullets((Bullet("Kazi", "1"),)), Bullets((Bullet("Maji", "1"),))
    assert notes_page(notes(about="ideas"), bench.view) == [above, lines]


def test_a_number_stays_with_its_line_for_every_reader() -> None:
    bench = a_bench({"text": "Maji"})
    place = bench.view.place("s")
    bench.record(Fact({"text": "Hers"}, share="private"), place, "donor")
    bench.record(Fact({"text": "Soko"}), place, "donor")
    found = [(item.number, item.text) for item in kind.items(notes(), bench.view)]
    assert found == [(1, "Maji"), (3, "Soko")]
    outside = replace(bench.view, audience="donor")
    shown = [Bullets((Bullet("Maji", "1"), Bullet("Soko", "3")))]
    assert kind.blocks(notes(), outside) == shown
