"""The numbers of lines and the codes of undertakings: given once, and by one file alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.model.entry import (
    GONE,
    HIGHEST_NUMBER,
    MOVED,
    NOTES,
    TURN,
    Entry,
    Op,
    Place,
    from_document,
    is_as_saved,
)
from coalition_cli.model.header import Head, head_from_document
from coalition_cli.model.line_numbers import (
    LineNumbers,
    highest_numbers,
    line_id,
    may_be_line,
    name_of_place,
    number_after,
    place_named,
)
from coalition_cli.model.undertaking_marks import CARRIED
from coalition_cli.model.workshop import Workshop
from tests.support.playing import HEAD

WISHES, PLAN = Place("visioning", 1, "wishes"), Place("plan", 1, "rows")
REPORTS = Place(step="reports")
AT = "2024-11-12T08:00:00.000Z"


def line(
    entry_id: str,
    body: dict[str, Any] | str,
    place: Place = NOTES,
    op: Op = "add",
    ref: str | None = None,
    **own: Any,
) -> Entry:
    said = {"text": body} if isinstance(body, str) else body
    return Entry(entry_id, AT, None, "0a", place, op, ref, said, "organizer", **own)


def action(entry_id: str, text: str = "Maji", **own: Any) -> Entry:
    return line(entry_id, {"text": text, "status": "open"}, PLAN, **own)


def taken(*entries: Entry) -> list[tuple[int, str]]:
    """The number and the code of each, as one file gives them."""
    numbers = LineNumbers()
    return [(entry.n, entry.code) for entry in map(numbers.take, entries)]


def test_lines_are_numbered_at_each_place_of_its_own() -> None:
    said = [
        line("1", "Maji"),
        line("2", "Ardhi", WISHES),
        line("3", "Haki"),
        line("4", "Elimu", WISHES._replace(run=2)),
        line("5", "Nyumba", WISHES),
    ]
    assert [number for number, _code in taken(*said)] == [1, 1, 2, 1, 2]


@pytest.mark.parametrize(
    ("entry", "has_number"),
    [
        (line("2", "Maji"), True),
        (line("2", {"text": "", "commitment": "Nitapiga"}), True),
        (line("2", {"text": "Maji", "hands": 3}), True),
        (line("2", {}, op="drop", ref="1"), False),
        (line("2", {}, op="done"), False),
        (line("2", {}, op="withdraw", ref="1"), False),
        (line("2", {"text": "", TURN: "0"}), False),
        (line("2", {"text": ""}), False),
        (line("2", {"hands": 3, "passed": True}), False),
        (line("2", dict(GONE)), False),
        (line("2", {}), False),
    ],
)
def test_a_line_is_what_says_words(entry: Entry, has_number: bool) -> None:
    assert may_be_line(entry) is has_number
    assert taken(line("1", "first"), entry)[1] == (2 if has_number else 0, "")


@pytest.mark.parametrize(
    "words",
    [
        line("3", "Maji", op="edit", ref="1"),
        line("3", {"hope": "Maji", TURN: "1"}),
    ],
)
def test_a_turn_has_a_number_from_its_first_words_on(words: Entry) -> None:
    numbers = LineNumbers()
    said = [
        line("1", {"passed": False}),
        line("2", "Ardhi"),
        words,
        line("4", "Maji safi", op="edit", ref="1"),
        line("5", {"hope": "Haki", TURN: "1"}),
        line("6", "Elimu"),
        line("7", "Ardhi yetu", op="edit", ref="2"),
        line("8", {"hope": "Nyumba", TURN: "2"}),
    ]
    made = [numbers.take(entry) for entry in said]
    assert [entry.n for entry in made] == [0, 1, 2, 2, 2, 3, 0, 0]
    assert [numbers.number_of(each) for each in ("1", "2", "3", "6", "x")] == [2, 1, 0, 3, 0]
    assert (numbers.line_at(NOTES, 2), numbers.line_at(NOTES, 4)) == ("1", None)
    # After a merge a change may stand before the one that gave the turn its number.
    for order in made, [*made[:2], *reversed(made[2:])]:
        again = LineNumbers()
        assert [again.take(entry) for entry in order] == order


def test_an_edit_and_a_drop_take_no_number_and_a_moved_line_gets_the_next() -> None:
    said = [
        line("1", "Maji"),
        line("2", "Ardhi"),
        line("3", "Maji safi", op="edit", ref="1"),
        line("4", {}, op="drop", ref="2"),
        line("5", {"text": "Maji", MOVED: "1"}, WISHES),
        line("6", {"text": "Maji", MOVED: "5"}),
    ]
    assert [number for number, _code in taken(*said)] == [1, 2, 0, 0, 1, 3]


def test_a_withdrawn_line_keeps_its_number_and_leaves_a_gap() -> None:
    numbers = LineNumbers()
    numbers.take(line("1", dict(GONE), n=4))
    assert numbers.take(line("2", "Maji")).n == 5
    assert numbers.line_at(NOTES, 4) == "1"


@pytest.mark.parametrize(
    ("brought", "given"),
    [
        ([1, 2, 3], [1, 2, 3]),
        ([3, 1, 2], [3, 1, 2]),
        ([0, 0, 0], [1, 2, 3]),
        ([7, 0, 0], [7, 8, 9]),
        ([1, 1, 2], [1, 2, 3]),
        ([5, 5, 5], [5, 6, 7]),
        ([5, 2, 0], [5, 2, 6]),
        ([HIGHEST_NUMBER, 0, 3], [HIGHEST_NUMBER, 0, 3]),
    ],
)
def test_a_line_keeps_the_number_that_it_brings_unless_it_is_anothers(
    brought: list[int], given: list[int]
) -> None:
    said = [line(str(at), "Maji", n=number) for at, number in enumerate(brought)]
    assert [number for number, _code in taken(*said)] == given


def test_a_line_that_is_read_again_keeps_its_number() -> None:
    numbers = LineNumbers()
    first = numbers.take(line("1", "Maji"))
    assert numbers.take(first) == first
    assert numbers.take(line("2", "Ardhi")).n == 2


def test_after_the_highest_number_that_a_file_can_hold_there_is_none() -> None:
    assert (number_after(0), number_after(HIGHEST_NUMBER - 1)) == (1, HIGHEST_NUMBER)
    assert number_after(HIGHEST_NUMBER) == 0
    full = action("1", n=1, code=f"A{HIGHEST_NUMBER}")
    assert taken(full, action("2")) == [(1, f"A{HIGHEST_NUMBER}"), (2, "")]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (action("1"), "A1"),
        (line("1", {"text": "Maji", "status": "let go"}, PLAN), "A1"),
        (line("1", {"text": "Maji", "status": "later"}, PLAN), ""),
        (line("1", {"text": "Maji"}, PLAN), ""),
        (line("1", {"text": "", "status": "open"}, PLAN), ""),
        (line("1", {"text": "Maji", "status": "open"}), ""),
        (line("1", {"text": "Maji", "status": "open", "action": "0"}, PLAN), ""),
        (line("1", {"text": "Maji", "status": "open", "promise": "0"}, PLAN), ""),
        (line("1", {"text": "Siku", "report_back_on": ""}, PLAN), "E1"),
        (line("1", {"text": "Siku", "status": "open", "report_back_on": "x"}, PLAN), "E1"),
        (line("1", {"event": "", "what": "Siku"}, REPORTS), "E1"),
        (line("1", {"event": "", "what": ""}, REPORTS), ""),
        (line("1", {"event": "0", "what": "Siku"}, REPORTS), ""),
        (line("1", {"text": "Maji", "was": "actions"}, CARRIED), "A1"),
        (line("1", {"text": "Siku", "was": "events"}, CARRIED), "E1"),
        (line("1", {"text": "Ahadi", "was": "promises"}, CARRIED), ""),
        (line("1", {"text": "Maji", "status": "open"}, PLAN, "drop", "0"), ""),
    ],
)
def test_actions_and_events_have_codes_and_nothing_else_has_one(entry: Entry, code: str) -> None:
    assert [given for _number, given in taken(entry)] == [code]


def test_codes_are_counted_by_their_letter_in_the_whole_workshop() -> None:
    said = [
        action("1"),
        line("2", {"text": "Siku", "report_back_on": ""}, PLAN),
        line("3", {"text": "Ardhi", "was": "actions"}, CARRIED),
        action("4"),
    ]
    assert taken(*said) == [(1, "A1"), (2, "E1"), (1, "A2"), (3, "A3")]


def test_an_action_keeps_its_code_and_so_does_every_change_of_it() -> None:
    numbers = LineNumbers()
    row = {"text": "Maji safi", "status": "done"}
    said = [action("1"), action("2"), line("3", row, PLAN, "edit", "1"), action("4")]
    assert [numbers.take(entry).code for entry in said] == ["A1", "A2", "A1", "A3"]
    assert (numbers.code_of("1"), numbers.line_of_code("A1")) == ("A1", "1")
    assert (numbers.code_of("3"), numbers.line_of_code("A9")) == ("", None)


def test_what_becomes_an_action_or_an_event_by_an_edit_has_its_code_from_then_on() -> None:
    numbers = LineNumbers()
    said = [
        line("1", "Siku ya maji", PLAN),
        action("2"),
        line("3", {"text": "Siku ya maji", "report_back_on": "2024-12-01"}, PLAN, "edit", "1"),
        line("4", {"text": "Siku", "report_back_on": "2024-12-02"}, PLAN, "edit", "1"),
    ]
    made = [numbers.take(entry) for entry in said]
    assert [(entry.n, entry.code) for entry in made] == [(1, ""), (2, "A1"), (0, "E1"), (0, "E1")]
    assert (numbers.code_of("1"), numbers.line_of_code("E1")) == ("E1", "1")
    # After a merge a change may stand before the one that gave the line its code.
    for order in made, [made[0], made[1], made[3], made[2]]:
        again = LineNumbers()
        assert [again.take(entry) for entry in order] == order


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (action("2", code="A1"), "A2"),
        (action("2", code="A7"), "A7"),
        (line("2", {"text": "x", "status": "done"}, PLAN, "edit", "1", code="A7"), "A1"),
        (line("2", dict(GONE), PLAN, "edit", "1", code="A7"), ""),
        (line("2", dict(GONE), PLAN, "edit", "1", code="A1"), "A1"),
        (line("2", {"text": "x", "status": "done"}, PLAN, "edit", "1", code="A1"), "A1"),
        (line("2", dict(GONE), PLAN, code="A7"), "A7"),
        (line("2", dict(GONE), PLAN, code="A1"), ""),
    ],
)
def test_a_code_that_is_another_lines_is_not_kept(second: Entry, code: str) -> None:
    assert [given for _number, given in taken(action("1", code="A1"), second)] == ["A1", code]


def test_what_follows_is_numbered_together_and_remembered_by_nobody() -> None:
    numbers = LineNumbers()
    numbers.take(action("1"))
    draft = [
        action("2"),
        line("3", {"text": "Maji", "status": "done"}, PLAN, "edit", "2"),
        line("4", "Haki"),
        action("5", n=77, code="A77"),
        line("6", {"text": "Siku", "report_back_on": ""}, PLAN),
    ]
    expected = [(2, "A2"), (0, "A2"), (1, ""), (3, "A3"), (4, "E1")]
    for _twice in range(2):
        assert [(entry.n, entry.code) for entry in numbers.following(draft)] == expected
    assert (numbers.last_at(PLAN), numbers.last_at(NOTES)) == (1, 0)
    assert (numbers.line_at(PLAN, 2), numbers.line_of_code("A2")) == (None, None)


def test_a_head_remembers_last_numbers_that_the_last_line_of_a_place_does_not_tell() -> None:
    said = [
        line("1", "Maji", n=3),
        line("2", "Ardhi", n=1),
        line("3", "Haki", WISHES, n=1),
        line("4", "Elimu", WISHES, n=2),
        line("5", "Afya", PLAN),
    ]
    assert highest_numbers(said) == {"/1/note": 3}
    numbers = LineNumbers(highest_numbers(said[:2]))
    assert (numbers.take(line("6", "Kazi")).n, numbers.last_at(NOTES)) == (4, 4)


@pytest.mark.parametrize(
    "place",
    [NOTES, WISHES, PLAN, Place("visioning", 12, ""), Place("", 1, ""), Place("a", 3, "b/c")],
)
def test_a_place_is_found_by_its_name(place: Place) -> None:
    assert place_named(name_of_place(place)) == place


@pytest.mark.parametrize("name", ["", "x", "x/y", "x/y/z", "x/-1/z", "x/99999999999/z", "x/²/z"])
def test_a_name_that_is_no_place_harms_nobody(name: str) -> None:
    assert LineNumbers({name: 7}).take(line("1", "Maji")).n == 1


def test_numbers_are_no_part_of_what_was_said() -> None:
    entry = action("1")
    numbered = action("1", n=7, code="A3")
    assert numbered.unnumbered() == entry
    assert entry.unnumbered() is entry
    document = numbered.as_document()
    assert document == {**entry.as_document(), "n": 7, "code": "A3"}
    assert is_as_saved(document)
    assert document["sum"] == entry.as_document()["sum"]
    assert from_document(document) == numbered


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("n", value) for value in ("7", 7.0, -1, True, None, [7], HIGHEST_NUMBER + 1)),
        *(("code", value) for value in ("A0", "a1", "A", "1", "A1 ", "AA1", "A" + "1" * 10)),
        *(("code", value) for value in (7, None, ["A1"], "A١")),
    ],
)
def test_a_number_or_a_code_that_is_none_costs_no_words(key: str, value: Any) -> None:
    read = from_document({**action("1").as_document(), key: value})
    assert read == action("1")
    (taken,) = Workshop(HEAD, [read]).entries
    assert (taken.n, taken.code) == (1, "A1")


@pytest.mark.parametrize("value", [{"/1/note": "7"}, {"/1/note": 0}, {"/1/note": True}, [7], "7"])
def test_a_head_with_other_than_numbers_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"^a value of the wrong kind$"):
        head_from_document({**HEAD.as_document(), "n": value})


def test_a_head_keeps_its_numbers_outside_of_its_digest() -> None:
    head = Head("W1", "Umoja", "2024-11-12", numbers={"/1/note": 7})
    document = head.as_document()
    assert document["n"] == {"/1/note": 7}
    assert document["sum"] == Head("W1", "Umoja", "2024-11-12").as_document()["sum"]
    assert head_from_document(document) == head
    assert Workshop(head, [line("1", "Maji")]).number("1") == 8


@st.composite
def said(draw: st.DrawFn) -> list[Entry]:
    """Lines, edits and actions at a few places, some with a number or a code of their own."""
    entries: list[Entry] = []
    for at in range(draw(st.integers(1, 15))):
        earlier = draw(st.sampled_from(entries)) if entries else None
        is_edit = earlier is not None and earlier.op == "add" and draw(st.booleans())
        place = draw(st.sampled_from([NOTES, WISHES, PLAN]))
        body = draw(
            st.sampled_from(
                [{"text": "Maji"}, {"hands": 1}, {"text": "Maji", "status": "open"}, dict(GONE)]
            )
        )
        own = draw(st.sampled_from([{}, {}, {"n": draw(st.integers(1, 5))}, {"code": "A2"}]))
        if is_edit and earlier:
            entries.append(line(str(at), body, earlier.place, "edit", earlier.id))
        else:
            entries.append(line(str(at), body, place, **own))
    return entries


@given(said(), st.integers(0, 15))
def test_no_number_is_given_twice_and_none_changes_when_it_is_read_again(
    entries: list[Entry], cut: int
) -> None:
    numbers = LineNumbers()
    held = [numbers.take(entry) for entry in entries[:cut]]
    # What is appended is numbered first, and taken in once it is on the disk.
    following = numbers.following(entries[cut:])
    held += [numbers.take(entry) for entry in following]
    assert held[cut:] == following
    lines = {(entry.place, entry.n, line_id(entry)) for entry in held if entry.n}
    assert len(lines) == len({(place, number) for place, number, _line in lines})
    assert len(lines) == len({line for _place, _number, line in lines})
    assert all(entry.n for entry in held if entry.op == "add" and may_be_line(entry))
    coded = {(entry.code, line_id(entry)) for entry in held if entry.code}
    assert len(coded) == len(dict(coded)) == len({line for _code, line in coded})
    again = LineNumbers()
    assert [again.take(entry) for entry in held] == held
