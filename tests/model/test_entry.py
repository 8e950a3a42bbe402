"""One line of the file: its stored shape, its id, its time, and what is no line of ours."""

import time
from typing import Any

import pytest

from coalition_cli.model.entry import (
    GONE,
    NOTES,
    SHARES,
    Entry,
    Fact,
    Place,
    as_share,
    digest,
    from_document,
    in_one_act,
    is_clock_doubtful,
    make,
    next_id,
    order,
    share_level,
    utc,
)

MORNING = 1_731_398_400.25  # 12 November 2024, 08:00 UTC
WISHES = Place("visioning", 2, "wishes")
LINE = Entry(
    "01JCFGVC00AMINA",
    "2024-11-12T08:00:00.250Z",
    "amina",
    "0a1b",
    WISHES,
    "edit",
    "01JCFGVC00FIRST",
    {"text": "Nyumba yetu", "tags": ["дом"]},
    "donor",
)
DOCUMENT = {
    "id": "01JCFGVC00AMINA",
    "at": "2024-11-12T08:00:00.250Z",
    "by": "amina",
    "device": "0a1b",
    "exercise": "visioning",
    "run": 2,
    "step": "wishes",
    "op": "edit",
    "ref": "01JCFGVC00FIRST",
    "body": {"text": "Nyumba yetu", "tags": ["дом"]},
    "share": "donor",
}


def test_a_line_has_the_same_shape_and_digest_on_every_machine() -> None:
    assert LINE.as_document() == DOCUMENT | {"sum": "06be4e829ac6bca5"}
    assert from_document(LINE.as_document()) == LINE


def test_what_belongs_to_the_whole_workshop_names_no_exercise_and_a_whole_run_no_step() -> None:
    of_workshop = LINE._replace(place=NOTES).as_document()
    of_run = LINE._replace(place=Place("visioning")).as_document()
    assert (of_workshop["exercise"], of_workshop["step"]) == (None, "note")
    assert (of_run["exercise"], of_run["run"], of_run["step"]) == ("visioning", 1, None)
    assert from_document(of_workshop).place == NOTES
    assert from_document(of_run).place == Place("visioning")


def test_a_digest_is_of_every_key_but_itself_in_whatever_order_they_stand() -> None:
    assert digest({"a": 1, "b": "дом"}) == digest({"b": "дом", "sum": "x", "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})
    assert digest({"a": 1}) != digest({"b": 1})


@pytest.mark.parametrize("missing", DOCUMENT)
def test_a_line_without_a_key_is_named_by_it(missing: str) -> None:
    rest = {key: value for key, value in DOCUMENT.items() if key != missing}
    with pytest.raises(ValueError, match=rf"^no {missing}$"):
        from_document(rest)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("id", 7), ("at", None), ("body", "words"), ("body", None)),
        *(("run", "1"), ("op", "delete"), ("op", None), ("share", "everybody"), ("share", None)),
    ],
)
def test_a_value_of_the_wrong_kind_is_no_line(key: str, value: Any) -> None:
    with pytest.raises(ValueError, match=r"^a value of the wrong kind$"):
        from_document(DOCUMENT | {key: value})


def made(fact: Fact, after: Entry | None = None, now: float | None = MORNING) -> Entry:
    return make(fact, WISHES, share="organizer", device="0a1b", after=after, now=now)


def test_a_fact_becomes_a_line_with_all_that_it_says() -> None:
    line = made(Fact({"text": "Maji"}, "amina", "donor", "edit", "first"))
    assert line[1:] == (
        *("2024-11-12T08:00:00.250Z", "amina", "0a1b", WISHES),
        *("edit", "first", {"text": "Maji"}, "donor"),
        *(0, ""),
    )
    assert made(Fact({})).share == "organizer"


def test_without_a_moment_the_clock_tells_it() -> None:
    before = utc(time.time())
    line = made(Fact({}), now=None)
    assert before <= line.at <= utc(time.time())
    assert line.id[:10] >= next_id("", time.time() - 3600)[:10]


@pytest.mark.parametrize(
    ("earlier", "next_act"),
    [
        ("2024-11-12T08:00:00.249Z", "2024-11-12T08:00:00.250Z"),
        ("2024-11-12T08:00:00.250Z", "2024-11-12T08:00:00.251Z"),
        ("2024-11-12T08:00:00.251Z", "2024-11-12T08:00:00.252Z"),
        ("2024-11-12T08:00:00.999Z", "2024-11-12T08:00:01.000Z"),
        ("2024-11-12T08:59:59.999Z", "2024-11-12T09:00:00.000Z"),
        ("2024-11-12T09:00:00.250Z", "2024-11-12T09:00:00.251Z"),
        ("2024-11-12T09:00:00.251Z", "2024-11-12T08:00:00.250Z"),
        ("9999-12-31T23:59:59.999Z", "2024-11-12T08:00:00.250Z"),
        ("tomorrow, said another program", "2024-11-12T08:00:00.250Z"),
        ("2024-19-39T08:00:00.999Z", "2024-11-12T08:00:00.250Z"),
        ("2024-11-12T08:30:00.٣٣٣Z", "2024-11-12T08:00:00.250Z"),
    ],
)
def test_an_act_has_one_time_and_never_that_of_the_act_before(earlier: str, next_act: str) -> None:
    before = LINE._replace(at=earlier)
    line = made(Fact({}), before)
    assert line.at == next_act
    of_one_act = make(
        Fact({}),
        WISHES,
        share="organizer",
        device="0a1b",
        after=line,
        now=MORNING + 1,
        is_same_act=True,
    )
    assert of_one_act.at == next_act
    assert of_one_act.id > line.id


@pytest.mark.parametrize(
    ("earlier", "at"),
    [
        ("2024-11-12T08:00:00.249Z", "2024-11-12T08:00:00.250Z"),
        ("2024-11-12T08:00:00.250Z", "2024-11-12T08:00:00.251Z"),
        ("2024-11-12T09:00:00.250Z", "2024-11-12T09:00:00.251Z"),
        ("2024-11-12T09:00:00.251Z", "2024-11-12T08:00:00.250Z"),
        ("2099-01-01T00:00:00.000Z", "2024-11-12T08:00:00.250Z"),
    ],
)
def test_lines_of_one_act_have_one_time_that_is_not_that_of_the_line_before(
    earlier: str, at: str
) -> None:
    entries = [LINE, LINE._replace(id="another", at="2024-11-12T08:00:07.000Z")]
    together = in_one_act(entries, LINE._replace(at=earlier))
    assert together == [entry._replace(at=at) for entry in entries]
    assert {entry.at for entry in in_one_act(entries, None)} == {LINE.at}


@pytest.mark.parametrize(
    ("at", "is_doubtful"),
    [
        ("2024-11-12T07:00:00.250Z", False),
        ("2024-11-12T07:00:00.249Z", True),
        ("1970-01-01T00:00:05.000Z", True),
        ("2024-11-12T08:00:00.250Z", False),
        ("2025-01-01T00:00:00.000Z", False),
        ("2025-11-13T08:00:00.250Z", False),
        ("2025-11-13T08:00:00.251Z", True),
        ("2099-12-31T23:59:59.999Z", True),
        ("no time at all", False),
    ],
)
def test_a_clock_more_than_an_hour_back_or_a_year_ahead_is_doubtful(
    at: str, is_doubtful: bool
) -> None:
    assert is_clock_doubtful(at, LINE.at) is is_doubtful


@pytest.mark.parametrize(
    ("at", "is_doubtful"),
    [
        ("1970-01-01T00:00:05.000Z", True),
        ("2023-12-31T23:59:59.999Z", True),
        ("2024-01-01T00:00:00.000Z", False),
        ("2060-12-31T23:59:59.999Z", False),
        ("2099-12-31T23:59:59.999Z", True),
    ],
)
def test_a_clock_of_a_year_in_which_nobody_can_have_held_it_is_doubtful_for_the_first_line(
    at: str, is_doubtful: bool
) -> None:
    assert is_clock_doubtful(at, "") is is_doubtful


def test_what_names_another_entry_stands_after_it_and_all_else_by_its_id() -> None:
    first, early, late = (LINE._replace(id=each, op="add", ref=None) for each in "MAZ")
    of_1970 = LINE._replace(id="B", ref="M")
    then = LINE._replace(id="C", ref="M")
    now = LINE._replace(id="N", ref="M")
    told = [late, now, then, of_1970, first, early]
    assert sorted(told, key=order) == [early, first, of_1970, then, now, late]


def test_a_laptop_that_once_stood_in_2099_neither_freezes_time_nor_wins_for_ever() -> None:
    before = made(Fact({}))
    of_2099 = made(Fact({}), before, now=4_102_444_799)
    after = made(Fact({}), of_2099, now=MORNING + 60)
    assert (of_2099.at[:4], after.at) == ("2099", utc(MORNING + 60))
    assert before.id < after.id < of_2099.id
    change = make(
        Fact({}, op="edit", ref=of_2099.id),
        WISHES,
        share="organizer",
        device="0a1b",
        after=after,
        beyond=of_2099.id,
        now=MORNING + 120,
    )
    assert change.id > of_2099.id
    assert change.at == utc(MORNING + 120)


def test_a_clock_of_1970_begins_time_anew_and_changes_no_line_before() -> None:
    before = made(Fact({}))
    of_1970 = made(Fact({}), before, now=5)
    assert of_1970.at == "1970-01-01T00:00:05.000Z"
    assert of_1970.id[:6] == "000000"


def test_no_id_is_beyond_the_last_that_an_id_can_be() -> None:
    for last in ("7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "Z" * 26, "Z" * 40):
        found = next_id("", MORNING, last)
        assert (found[:10], len(found)) == ("01JCFP5Y7T", 26)


def test_an_id_begins_with_its_moment_and_ends_by_chance() -> None:
    ids = [next_id("", MORNING) for _ in range(50)]
    assert {each[:10] for each in ids} == {"01JCFP5Y7T"}
    assert next_id("", 0)[:10] == "0000000000"
    assert all(len({each[place] for each in ids}) > 1 for place in range(10, 26))


def test_an_id_after_one_of_later_is_a_little_later_than_that() -> None:
    for _ in range(50):
        later = next_id("", MORNING + 3600)
        after = next_id(later, MORNING)
        assert after > later
        assert (after[:10], len(after)) == (later[:10], 26)


def test_an_id_of_another_program_is_before_every_one_of_ours() -> None:
    assert next_id("not an id!", MORNING)[:10] == "01JCFP5Y7T"


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (0, "1970-01-01T00:00:00.000Z"),
        (MORNING, "2024-11-12T08:00:00.250Z"),
        (1_731_398_400.999, "2024-11-12T08:00:00.999Z"),
        (86_399.0625, "1970-01-01T23:59:59.062Z"),
    ],
)
def test_a_moment_is_written_in_utc_to_the_millisecond(moment: float, written: str) -> None:
    assert utc(moment) == written


def test_audiences_go_from_nobody_else_to_everybody() -> None:
    assert [share_level(share) for share in SHARES] == [0, 1, 2, 3]
    assert [as_share(word) for word in SHARES] == list(SHARES)
    with pytest.raises(ValueError, match=r"^everybody$"):
        as_share("everybody")


@pytest.mark.parametrize(
    ("line", "withdrawn"),
    [
        (LINE, None),
        (LINE._replace(op="drop"), None),
        (LINE._replace(op="withdraw"), LINE.ref),
        (LINE._replace(op="withdraw", ref=None), None),
        (LINE._replace(body=GONE), LINE.id),
    ],
)
def test_a_line_tells_what_is_withdrawn(line: Entry, withdrawn: str | None) -> None:
    assert line.withdrawn_id == withdrawn
