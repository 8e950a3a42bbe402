"""The consent gate: what it finds before readers outside, and what its decisions make of it."""

from collections.abc import Callable
from typing import Any

from coalition_cli.model.entry import DETAILS, Fact
from coalition_cli.model.gate_decisions import Did
from coalition_cli.summary.consent_gate import Hit, hits, passed, rest
from tests.summary.test_sections import Day
from tests.support.summaries import everything_in

VISION = "In five years Amina and Dr. Okello open a house at Segerea"


def a_day() -> Day:
    """A day on which donors would read names in a vision, an action, a note and a detail."""
    day = Day()
    day.answer(
        "visioning",
        {"pieces": [{"by": "Amina", "text": "A house"}], "vision": [VISION], "agree": {"5": 6}},
        people=["Amina", "Zuri"],
    )
    day.answer(
        "action-plan",
        {
            "ideas": ["Bread"],
            "actions": [
                {"what": "Write to Mary Wanjiku", "helper": "Zuri", "first_step": "Ask Zuri"}
            ],
            "agree": {"5": 6},
        },
    )
    day.note("Call 0700 000 111 after nine", "donor")
    day.note("Zuri waits for Mary Wanjiku", "participants")
    day.note("Bread for all", "donor")
    day.record(Fact({"name": "region", "text": "Near Segerea"}), DETAILS, "organizer")
    return day


def found_in(day: Day) -> list[Hit]:
    return hits(day.workshop, day.summary("donor"))


def decided(found: list[Hit], did: Callable[[Hit], Did]) -> dict[Any, Did]:
    return {hit.stretch: did(hit) for hit in found}


def after(day: Day, found: list[Hit], did: Callable[[Hit], Did]) -> Day:
    other = Day()
    other.workshop = passed(day.workshop, found, decided(found, did))
    return other


def test_it_finds_what_donors_would_read_and_nothing_else() -> None:
    assert [(hit.kind, hit.words) for hit in found_in(a_day())] == [
        ("person", "Amina"),
        ("person", "Dr. Okello"),
        ("place", "Segerea"),
        ("person", "Mary Wanjiku"),
        ("phone", "0700 000 111"),
        ("place", "Segerea"),
    ]


def test_the_title_of_the_workshop_is_one_of_them() -> None:
    day = a_day()
    day.workshop.head = day.workshop.head._replace(title="The day of Amina")
    hit = found_in(day)[0]
    assert (hit.words, hit.line, hit.may) == ("Amina", None, ("keep", "replace", "office"))
    assert after(day, [hit], lambda _: "replace").workshop.head.title == "The day of a participant"


def test_what_is_kept_stands_as_it_was_said() -> None:
    day = a_day()
    assert after(day, found_in(day), lambda _: "keep").workshop is day.workshop


def test_other_words_stand_in_every_format_and_nothing_else_changes() -> None:
    day = a_day()
    found = found_in(day)
    other = after(day, found, lambda hit: "office" if "Okello" in hit.words else "replace")
    summary = other.summary("donor")
    assert summary.data["vision"] == (
        "In five years a participant and an office open a house at a place"
    )
    assert summary.data["actions"][0]["what"] == "Write to a participant"
    assert summary.data["workshop"]["region"] == "Near a place"
    written = everything_in(summary)
    for hit in found:
        assert hit.words not in written, hit.words
    assert "Call a number after nine" in written
    before = day.summary("donor").data
    assert summary.data["left_out"] == before["left_out"]
    assert summary.data["workshop"]["entries"] == before["workshop"]["entries"]
    assert other.workshop.numbers.code_of(other.said("action-plan", "actions")[0].id) == "A1"


def test_a_line_that_is_out_is_left_out_and_counted() -> None:
    day = a_day()
    before = day.summary("donor").data
    after_it = after(day, found_in(day), lambda _: "out").summary("donor").data
    assert (after_it["vision"], after_it["actions"], after_it["workshop"]["region"]) == (
        None,
        [],
        None,
    )
    assert [row["text"] for row in after_it["notes"]] == ["Bread for all"]
    assert after_it["left_out"]["entries"] == before["left_out"]["entries"] + 3


def test_every_wording_of_a_line_is_out_with_it() -> None:
    day = a_day()
    (hit,) = (hit for hit in found_in(day) if hit.kind == "phone")
    line = hit.line
    assert line is not None
    day.record(Fact({"text": "Call 0700 000 112"}, op="edit", ref=line.id), line.place, "donor")
    found = [each for each in found_in(day) if each.kind == "phone"]
    assert [each.words for each in found] == ["0700 000 112"]
    assert found[0].stretch != hit.stretch  # so that a changed text asks again
    other = after(day, found, lambda _: "out")
    assert "0700" not in everything_in(other.summary("donor"))


def test_a_name_that_the_program_put_into_a_sentence_of_its_own_is_not_let_through() -> None:
    day = a_day()
    summary = day.summary("donor")
    found = found_in(day)
    keep = decided(found, lambda _: "keep")
    assert rest(summary, day.workshop.all_names(), found, keep) == []
    summary.data["decisions"][0]["sentence"] = "We meet at Leila Hassan's"  # type: ignore[index]
    (left,) = rest(summary, day.workshop.all_names(), found, keep)
    assert (left.words, left.may, left.stretch.entry) == ("Leila Hassan's", ("keep",), "")
    assert not rest(summary, [], [*found, left], keep | {left.stretch: "keep"})
