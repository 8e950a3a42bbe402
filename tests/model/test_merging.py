"""What two laptops bring together: which entries are new, which lost words, which disagree."""

from typing import Any

import pytest

from coalition_cli.model.entry import DETAILS, GONE, MOVED, Entry, Op, Place
from coalition_cli.model.merging import Conflict, conflicts, merge
from tests.store.transfer.laptops import DAY_BEFORE, DRAFTS, NOTES, PEOPLE, THEMES, Laptop

REPORTS = Place("follow-up", 1, "review")
RANK, HANDS = Place("agenda-ranking", 1, "scores"), Place("feedback", 1, "form")
SAID = "They cut off the water"

Told = tuple[dict[str, Any], Place, Op]


def two(first: Told, second: Told) -> tuple[Laptop, Laptop]:
    """Two laptops that know one line, after each said one thing more, the second one later."""
    one, other = Laptop(1), Laptop(2)
    line = one.say("maji")
    other.take(one.entries)
    for laptop, (body, place, op), second_of in ((one, first, 5), (other, second, 9)):
        ref = line.id if op in ("edit", "drop", "withdraw") else None
        laptop.say(body, place=place, op=op, ref=ref, second=second_of)
    return one, other


def count(place: Place = HANDS, **body: Any) -> Told:
    return {"counts": {"4": 1}, **body}, place, "add"


def line_of(text: str, place: Place = NOTES, **body: Any) -> Told:
    return {"text": text, **body}, place, "add"


def detail(name: str, text: str) -> Told:
    return line_of(text, DETAILS, name=name)


def news(status: str, place: Place = REPORTS, **body: Any) -> Told:
    spoken_of = body if "event" in body else {"action": "A1", **body}
    return {"status": status, **spoken_of}, place, "add"


def moved(place: Place, origin: Any) -> Told:
    return line_of("maji", place, **{MOVED: origin})


CHANGE: Told = ({"text": "Вода"}, NOTES, "edit")


@pytest.mark.parametrize(
    ("first", "second", "about"),
    [
        (CHANGE, ({"text": "maji yetu"}, NOTES, "edit"), "change"),
        (CHANGE, CHANGE, None),
        (CHANGE, ({}, NOTES, "drop"), "change"),  # mended here, taken back there
        (({}, NOTES, "drop"), ({}, NOTES, "drop"), None),
        (({}, NOTES, "drop"), ({}, NOTES, "withdraw"), None),
        (moved(DRAFTS, "L1"), moved(THEMES, "L1"), "change"),
        (moved(DRAFTS, "L1"), moved(THEMES, "L2"), None),
        (moved(DRAFTS, 4), moved(THEMES, 4), None),  # another program wrote it
        (line_of("Amina", PEOPLE), line_of(" AMINA", PEOPLE), "person"),
        (line_of("Amina", PEOPLE), line_of("Amina", PEOPLE), "person"),
        (line_of("Amina", PEOPLE), line_of("Zawadi", PEOPLE), None),
        (line_of("", PEOPLE), line_of("", PEOPLE), None),
        (line_of("Amina"), line_of("amina"), None),
        (({"text": "Amina"}, PEOPLE, "withdraw"), ({"text": "amina"}, PEOPLE, "withdraw"), None),
        (({}, DRAFTS, "done"), ({"skipped": True}, DRAFTS, "done"), "end"),
        (({}, DRAFTS, "done"), ({}, DRAFTS, "done"), None),
        (({}, DRAFTS, "done"), ({"skipped": True}, THEMES, "done"), None),
        (
            ({}, DRAFTS, "done"),
            ({"skipped": True}, DRAFTS._replace(run=2), "done"),
            None,
        ),
        (count(), count(counts={"5": 2}), "count"),
        (count(), count(), None),
        (count(), count(THEMES, counts={"5": 2}), None),
        (count(question="safe"), count(question="safe", counts={"5": 2}), "count"),
        (count(question="safe"), count(question="heard", counts={"5": 2}), None),
        (
            count(RANK, criterion="urgency", item="A1"),
            count(RANK, criterion="urgency", item="A1", counts={"5": 2}),
            "count",
        ),
        (
            count(RANK, criterion="urgency", item="A1"),
            count(RANK, criterion="urgency", item="A2", counts={"5": 2}),
            None,
        ),
        (
            count(RANK, criterion="urgency", item="A1"),
            count(RANK, criterion="reach", item="A1", counts={"5": 2}),
            None,
        ),
        (count(scale="hands"), count(scale="hands", counts={"5": 2}), None),  # two rounds
        (count(counts=[1]), count(counts=[2]), None),
        (news("done"), news("stuck"), "status"),
        (news("done"), news("done"), None),
        (news("done"), news("done", place=THEMES), None),
        (news("done"), news("done", who="P1"), "status"),
        (news("done"), news("stuck", action="A2"), None),
        (news("done", event="E1"), news("stuck", event="E1"), "status"),
        (news("done"), news("no status of ours"), None),
        (news("open", action=""), news("done", action=""), None),
        (news("open", action=4), news("done", action=4), None),
        (detail("phone", "0700"), detail("phone", "0711"), "detail"),
        (detail("phone", "0700"), detail("phone", "0700"), None),
        (detail("phone", "0700"), detail("host", "0711"), None),
        (detail("phone", ""), detail("phone", "0711"), None),
    ],
)
def test_two_laptops_disagree_about_one_change_person_end_or_count(
    first: Told, second: Told, about: str | None
) -> None:
    one, other = two(first, second)
    found = merge(one.entries, other.entries).conflicts
    said = (one.entries[-1], other.entries[-1])
    assert found == ([Conflict(about, *said)] if about else [])
    assert conflicts(other.entries, one.entries) == found


@pytest.mark.parametrize(
    ("change", "is_conflict"),
    [
        ({}, False),
        ({"device": "0000000f"}, False),
        ({"place": THEMES}, True),
        ({"by": "P2"}, True),
        ({"share": "donor"}, True),
        ({"body": {"text": "Вода", "group": "Blue"}}, True),
    ],
)
def test_changes_differ_in_words_in_who_said_them_where_and_for_whom(
    change: dict[str, Any], is_conflict: bool
) -> None:
    one, other = two(CHANGE, CHANGE)
    *before, last = other.entries
    assert bool(conflicts(one.entries, [*before, last._replace(**change)])) is is_conflict


def test_of_what_a_laptop_said_several_times_its_newest_word_is_shown() -> None:
    one, other = two(CHANGE, ({"text": "maji yetu"}, NOTES, "edit"))
    newest = one.edit(one.entries[0], "maji safi", 20)
    assert conflicts(one.entries[::-1], other.entries) == [
        Conflict("change", other.entries[-1], newest)
    ]


def test_a_count_made_cup_by_cup_is_shown_with_its_newest_numbers() -> None:
    one, other = two(count(), count(counts={"5": 2}))
    first = one.entries[-1]
    for number in (2, 3):
        one.say({"counts": {"4": number}}, place=HANDS, op="edit", ref=first.id, second=20 + number)
    last = one.say("a line after it", second=30)
    (found,) = conflicts(one.entries, other.entries)
    assert found == Conflict("count", first._replace(body={"counts": {"4": 3}}), other.entries[-1])
    assert last.id not in (found.earlier.id, found.later.id)


def test_a_detail_that_was_mended_is_shown_with_its_newest_words() -> None:
    one, other = two(detail("phone", "0700"), detail("phone", "0711"))
    first = one.entries[-1]
    one.edit(first, "0722", 20)
    (found,) = conflicts(one.entries, other.entries)
    mended = first._replace(body={"name": "phone", "text": "0722"})
    assert found == Conflict("detail", mended, other.entries[-1])
    one.edit(first, "0711", 30)
    assert conflicts(one.entries, other.entries) == []


def test_what_was_taken_back_or_withdrawn_is_nothing_to_disagree_about() -> None:
    one, other = two(CHANGE, ({"text": "maji yetu"}, NOTES, "edit"))
    for laptop in (one, other):
        entries = list(laptop.entries)
        laptop.say({}, op="drop", ref=laptop.entries[-1].id, second=20)
        assert conflicts(one.entries, other.entries) == []
        laptop.entries = entries
        assert len(conflicts(one.entries, other.entries)) == 1
        assert conflicts(one.entries, other.entries, {laptop.entries[-1].id}) == []
    other.withdraw(other.entries[0], 20)
    assert merge(one.entries, other.entries).conflicts == []


def test_conflicts_stand_in_the_order_in_which_they_were_said() -> None:
    one, other = Laptop(1), Laptop(2)
    for laptop, later in ((one, 0), (other, 1)):
        laptop.say("Amina", place=PEOPLE, second=10 + later)
        laptop.say({"skipped": bool(later)}, place=THEMES, op="done", second=20 + later)
        laptop.say("Zawadi", place=PEOPLE, second=30 + later)
        laptop.say({"counts": {"4": later}}, place=HANDS, second=40 + later)
    found = conflicts(one.entries, other.entries)
    assert [each.about for each in found] == ["person", "end", "person", "count"]
    assert [each.earlier for each in found] == one.entries
    assert [each.later for each in found] == other.entries


def test_a_merge_says_what_came_in_and_orders_all_by_time() -> None:
    one, other = Laptop(1), Laptop(2, offset=DAY_BEFORE)
    ours, theirs = one.say("ours"), other.say("theirs")
    merged = merge(one.entries, other.entries)
    assert merged.entries == [theirs, ours]
    assert merged.added == [theirs]
    assert (merged.withdrawn, merged.emptied, merged.reworded) == (0, [], [])
    again = merge(merged.entries, other.entries)
    assert (again.entries, again.added) == ([theirs, ours], [])
    assert merge([], []).entries == []


def test_entries_of_one_moment_stand_in_the_order_of_their_ids() -> None:
    one, other = Laptop(1).say("one"), Laptop(2).say("two")
    assert one.at == other.at
    assert merge([other], [one]).entries == merge([one], [other]).entries == [one, other]


def test_an_id_goes_before_the_time_at_which_a_clock_says_that_it_was_said() -> None:
    laptop = Laptop(1)
    first, second = (laptop.say({"counts": {"4": n}}, place=HANDS, second=n) for n in (1, 2))
    second = second._replace(at="2024-11-12T11:59:00.000Z")
    merged = merge([second], [first])
    assert merged.entries == [first, second]
    assert merged.conflicts == [Conflict("count", first, second)]


def test_a_withdrawal_that_comes_in_empties_our_words_and_takes_them_out_of_our_quotes() -> None:
    one, other = Laptop(1), Laptop(2)
    said, kept = one.say(SAID), one.say("kept")
    other.take(one.entries)
    quote = one.say({"text": f"We say: {SAID}", "from": [said.id]}, place=DRAFTS, second=1)
    change = one.edit(said, "cut off again", 2)
    late = other.edit(said, "and again", 3)
    other.withdraw(said, 4)
    merged = merge(one.entries, other.entries)
    assert [entry.id for entry in merged.emptied] == [said.id, change.id]
    assert [(entry.id, entry.text) for entry in merged.reworded] == [(quote.id, "We say: […]")]
    assert [entry.id for entry in merged.added] == [late.id, other.entries[-1].id]
    assert merged.withdrawn == 1
    assert kept in merged.entries
    assert merge(merged.entries, other.entries).emptied == []


def test_what_was_emptied_with_somebody_stays_so_where_words_of_it_come_in_again() -> None:
    one, other = Laptop(1), Laptop(2)
    neema = one.say("Neema", place=PEOPLE)
    hers = one.say("her line", by=neema.id)
    other.take(one.entries)
    one.withdraw(neema, 5)
    emptied = one.of(hers)
    for merged in (
        merge(one.entries, [hers]),
        merge([hers], one.entries),
    ):
        assert [entry for entry in merged.entries if entry.id == hers.id] == [emptied]
        assert "her line" not in repr(merged.entries)


def test_who_emptied_a_change_of_hers_knew_that_it_was_one() -> None:
    """The change does not say it, and the line that does has lost its speaker here."""
    one = Laptop(1)
    neema = one.say("Neema", place=PEOPLE)
    hers = one.say("her line", by=neema.id)
    change = one.say({"text": "her line, mended"}, op="edit", ref=hers.id)
    one.withdraw(neema, 5)
    for merged in (merge(one.entries, [change]), merge([change], one.entries)):
        assert [entry for entry in merged.entries if entry.id == change.id] == [one.of(change)]
        assert "her line" not in repr(merged.entries)


def test_another_wording_under_one_id_is_kept_beside_it_as_a_change_of_it() -> None:
    line = Laptop(1).say("as it was said")
    other = line._replace(body={"text": "as somebody wishes"})
    merged = merge([line], [other])
    first, beside = sorted(merged.entries, key=lambda entry: entry.op)
    assert {first.text, beside.text} == {line.text, other.text}
    assert (first.id, first.op, first.ref) == (line.id, "add", None)
    assert (beside.op, beside.ref, beside.at, beside.place) == ("edit", line.id, line.at, NOTES)
    assert beside.id.startswith(line.id[:10])
    assert beside.id != line.id
    assert len(beside.id) == 26
    assert set(beside.id) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert merge([other], [line]).entries == merged.entries
    assert merge(merged.entries, [line, other]).entries == merged.entries


@pytest.mark.parametrize("op", ["edit", "done", "drop"])
def test_another_version_of_what_is_no_line_is_kept_as_what_it_is(op: Op) -> None:
    entry = Laptop(1).say({"a": 1}, op=op, ref="L1", place=THEMES)
    merged = merge([entry], [entry._replace(body={"b": 2})])
    assert [(each.op, each.ref) for each in merged.entries] == [(op, "L1")] * 2
    assert len({each.id for each in merged.entries}) == 2


def test_versions_with_different_words_taken_out_become_one_without_either() -> None:
    line = Laptop(1).say({"text": "maji na ardhi yetu"}, place=DRAFTS)
    one = line._replace(body={"text": "[…] na ardhi yetu", "reword": [1]})
    other = line._replace(body={"text": "maji na […]", "reword": [2]})
    (left,) = merge([one], [other]).entries
    assert left == line._replace(body={"text": "[…] na […]", "reword": [1, 2]})
    foreign = other._replace(share="donor")
    assert len(merge([one], [foreign]).entries) == 2


@pytest.mark.parametrize("place", [NOTES, PEOPLE])
def test_a_line_emptied_while_no_person_withdrew_does_not_take_our_words(place: Place) -> None:
    laptop = Laptop(1)
    other = laptop.say("Zawadi", place=place)
    if place == NOTES:
        laptop.withdraw(other)
    line = laptop.say("maji", by="P1")
    merged = merge(laptop.entries, [line._replace(body=GONE, by=None)])
    assert "maji" in [entry.text for entry in merged.entries]


@pytest.mark.parametrize("change", [{"body": GONE}, {"by": None}, {"body": {"text": "ardhi"}}])
def test_a_line_that_kept_its_words_or_its_speaker_was_not_emptied_with_a_person(
    change: dict[str, Any],
) -> None:
    laptop = Laptop(1)
    line = laptop.say("maji", by="P1")
    laptop.withdraw(laptop.say("Zawadi", place=PEOPLE))
    merged = merge(laptop.entries, [line._replace(**change)])
    assert "maji" in [entry.text for entry in merged.entries]
    assert len(merged.entries) == len(laptop.entries) + 1


def test_the_id_of_a_wording_beside_another_is_the_same_for_every_release() -> None:
    line = Entry("01JCGZ0000000000000000000A", "", None, "0a", NOTES, "add", None, {}, "donor")
    merged = merge([line], [line._replace(body={"text": "Вода"})])
    assert sorted(entry.id for entry in merged.entries) == [line.id, "01JCGZ0000JYZCXXB0B5C04Z7W"]
