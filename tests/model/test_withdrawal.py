"""The reach of a withdrawal: what goes with a line, with a person, and with her name."""

from typing import Any

import pytest

from coalition_cli.model.entry import (
    ALSO_BY,
    DETAILS,
    EXPORTS,
    GONE,
    MOVED,
    NOTES,
    PEOPLE,
    PROGRAMME,
    Entry,
    Fact,
    Op,
    Place,
    make,
)
from coalition_cli.model.repeated_words import Wordings, read
from coalition_cli.model.withdrawal import (
    apply,
    echoes,
    emptied,
    first_wording,
    names_withdrawn,
    outlook,
    quotes,
    reach,
    reworded,
    unnamed,
    unquoted,
    withdrawn_words,
    wordings_of,
)

DRAFTS, PLAN = Place("visioning", 1, "vision"), Place("action-plan", 1, "actions")
SAID = "Walikata maji kwa siku tatu"


class Room:
    """Entries with short ids, each a second after the one before."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def say(
        self, own: str, words: str | dict[str, Any], place: Place = NOTES, **more: Any
    ) -> Entry:
        body = {"text": words} if isinstance(words, str) else words
        at = f"2024-11-12T08:00:{len(self.entries):02}.000Z"
        entry = make(Fact(body, **more), place, share="participants", device="0a", after=None)
        self.entries.append(entry._replace(id=own, at=at))
        return self.entries[-1]

    def withdraw(self, ref: str, place: Place = NOTES, own: str = "W1") -> Entry:
        return self.say(own, {}, place, op="withdraw", ref=ref)


@pytest.mark.parametrize("who", ["P1", "P2", "P3"])
def test_a_line_of_several_goes_with_each_of_them(who: str) -> None:
    room = Room()
    for person in ("P1", "P2", "P3"):
        room.say(person, person, PEOPLE)
    room.say("L1", {"text": SAID, ALSO_BY: ["P2", "P3"]}, by="P1")
    room.say("L2", {"text": "more", ALSO_BY: ["P2"]}, by="P1", op="edit", ref="L1")
    room.say("L3", {"text": "of a group", ALSO_BY: ["Blue"]}, by="Red")
    room.withdraw(who, PEOPLE)
    # P3 was left out of the wording that stands, and so has no part in it any more.
    assert reach(room.entries) == ({who} if who == "P3" else {who, "L1", "L2"})


@pytest.mark.parametrize(
    ("first", "then", "undone", "who", "goes"),
    [
        (None, "P1", False, "P1", True),
        ("P1", "P2", False, "P1", False),
        ("P1", "P2", False, "P2", True),
        ("P1", "P2", True, "P1", True),
        ("P1", "P2", True, "P2", False),
        ("P1", None, False, "P1", True),
        ("P1", "P1", False, "P1", True),
    ],
)
def test_a_line_goes_with_whoever_was_recorded_last_and_not_taken_back(
    first: str | None, then: str | None, undone: bool, who: str, goes: bool
) -> None:
    room = Room()
    room.say("P1", "Neema", PEOPLE)
    room.say("P2", "Zawadi", PEOPLE)
    room.say("L1", SAID, by=first)
    room.say("L2", SAID, by=then, op="edit", ref="L1")
    if undone:
        room.say("L3", {}, op="drop", ref="L2")
    room.withdraw(who, PEOPLE)
    assert reach(room.entries) == ({who, "L1", "L2"} if goes else {who})


def only(words: str | dict[str, Any], place: Place = NOTES, op: Op = "add", **more: Any) -> Entry:
    return Room().say("L1", words, place, op=op, **more)


def test_where_nothing_is_withdrawn_nothing_is_reached_or_changed() -> None:
    room = Room()
    room.say("P1", "Neema", PEOPLE)
    room.say("L1", SAID, by="P1")
    room.say("D1", {}, op="drop", ref="L1")
    assert reach(room.entries) == set()
    assert apply(room.entries) == room.entries
    assert withdrawn_words(room.entries) == names_withdrawn(room.entries) == []


def test_a_line_goes_with_every_change_of_it_and_whatever_was_said_of_it() -> None:
    room = Room()
    room.say("L1", SAID)
    room.say("E1", "Walikata", op="edit", ref="L1")
    room.say("E2", "Walikata tena", op="edit", ref="E1")
    room.say("M1", {"text": SAID, MOVED: "L1"}, DRAFTS)
    room.say("E3", {"text": "moved"}, DRAFTS, op="edit", ref="M1")
    room.say("T1", {"text": "news", "action": "L1"}, PLAN)
    room.say("T2", {"text": "newer", "action": "L1"}, PLAN, op="edit", ref="T0")
    room.say("D1", {}, op="drop", ref="L1")
    room.say("F1", {}, op="done", ref="L1")
    room.say("L2", {"text": "other", "action": ["L1"], "from": "L1"}, PLAN)
    room.withdraw("L1")
    assert reach(room.entries) == {"L1", "E1", "E2", "M1", "E3", "T1", "T2", "T0"}


@pytest.mark.parametrize("key", [MOVED, "offer", "need", "turn", "action", "event", "promise"])
def test_what_names_its_owner_goes_along_and_the_owner_does_not_go_with_it(key: str) -> None:
    room = Room()
    room.say("L1", SAID)
    room.say("T1", {"text": "words", key: "L1"})
    room.withdraw("T1")
    assert reach(room.entries) == {"T1"}
    room.withdraw("L1", own="W2")
    assert reach(room.entries) == {"L1", "T1"}
    assert reach(room.entries, {"W1"}) == {"T1"}
    assert reach(room.entries, {"W2"}) == {"L1", "T1"}
    assert reach(room.entries, ()) == set()


def test_a_person_goes_with_all_that_she_said_and_a_group_of_the_room_does_not() -> None:
    room = Room()
    room.say("P1", "Neema", PEOPLE)
    room.say("L1", SAID, by="P1")
    room.say("L2", "Вода", by="P2")
    room.say("L3", "by a group", by="Blue")
    room.say("L4", "by nobody")
    room.withdraw("P1", PEOPLE)
    assert reach(room.entries) == {"P1", "L1"}
    assert reach([*room.entries[:-1], room.withdraw("P1", NOTES)]) == {"P1", "L1"}
    # Her own entry may lie on another laptop: the place of the withdrawal says that it is one.
    assert reach(room.entries[1:-1]) == {"P1", "L1"}


def test_a_line_whose_id_somebody_used_as_a_name_takes_no_other_line_along() -> None:
    room = Room()
    room.say("P1", "Neema", PEOPLE)
    room.say("L1", SAID)
    room.say("L2", "hers", by="L1")
    room.say("L3", "hers", by="P1")
    room.withdraw("L1")
    assert reach(room.entries) == {"L1"}


def test_a_withdrawal_of_nothing_reaches_nothing() -> None:
    room = Room()
    room.say("L1", SAID)
    room.say("W1", {}, op="withdraw", ref="")
    room.say("W2", {}, op="withdraw")
    assert reach(room.entries) == set()
    assert apply(room.entries) == room.entries


@pytest.mark.parametrize(
    ("op", "body"),
    [("add", GONE), ("edit", GONE), ("drop", {"a": 1}), ("done", {"a": 1}), ("withdraw", {"a": 1})],
)
def test_an_emptied_entry_has_no_words_and_no_speaker(op: Op, body: dict[str, Any]) -> None:
    entry = only({"a": 1}, by="P1", op=op)
    assert emptied(entry) == entry._replace(body=body, by=None)
    assert emptied(entry).body is not GONE


QUOTE = {"text": f"Tunasema: {SAID}"}


@pytest.mark.parametrize(
    ("entry", "is_reworded"),
    [
        (only({**QUOTE, "notes": {}}, DRAFTS), True),
        (only({**QUOTE, "from": []}, DRAFTS), True),
        (only({**QUOTE, "status": "open"}, PLAN), True),
        (only({**QUOTE, "adopts": []}, DRAFTS), True),
        (only({**QUOTE, "members": []}, DRAFTS), True),
        (only({**QUOTE, "moved_to": 2}, DRAFTS), True),
        (only({**QUOTE, "from": []}, DRAFTS, "edit"), True),
        (only({**QUOTE, "from": []}, DRAFTS, "done"), False),
        (only({**QUOTE, "from": []}, DRAFTS, by="P1"), False),
        (only(QUOTE, DRAFTS), False),
        (only({"text": "Вода", "from": []}, DRAFTS), False),
    ],
)
def test_only_what_a_room_worked_out_together_loses_its_quotes(
    entry: Entry, is_reworded: bool
) -> None:
    wordings = wordings_of([only(SAID)])
    left = unquoted(entry, wordings)
    assert left.text == ("Tunasema: […]" if is_reworded else entry.text)
    assert (left is entry) is not is_reworded
    assert unquoted(entry, Wordings()) is entry
    assert left._replace(body={}) == entry._replace(body={})


def test_a_draft_from_before_the_words_were_said_is_no_quote_of_them() -> None:
    room = Room()
    draft = room.say("D1", {**QUOTE, "from": []}, DRAFTS)
    room.say("L1", SAID)
    same_step = room.say("L2", {**QUOTE, "from": []}, NOTES)._replace(at=draft.at)
    wordings = wordings_of(room.entries[1:2])
    assert unquoted(draft, wordings) is draft
    assert unquoted(same_step, wordings).text == "Tunasema: […]"


def test_the_names_that_go_are_those_of_people_who_withdrew() -> None:
    room = Room()
    room.say("P1", "Dada Neema", PEOPLE)
    room.say("P2", "Zawadi", PEOPLE)
    room.say("E1", "Анна", PEOPLE, op="edit", ref="P1")
    room.say("L1", "Neema said so", by="P1")
    room.withdraw("P1", PEOPLE)
    assert names_withdrawn(room.entries) == [["dada", "neema"], ["анна"]]
    assert names_withdrawn(apply(room.entries)) == []


@pytest.mark.parametrize(
    ("told", "names", "left", "sizes"),
    [
        ("Mama Neema", [["neema"]], "Mama […]", [1]),
        ("Neema", [["neema"]], "[…]", [1]),
        ("NEEMA au Zawadi", [["neema"], ["zawadi"]], "[…] au […]", [1, 1]),
        ("Neema, Neema na Neema", [["neema"]], "[…] na […]", [2, 1]),
        ("Dada Eva, 0711", [["dada", "eva"]], "[…], 0711", [2]),
        ("0711, Dada Eva", [["dada", "eva"]], "0711, […]", [2]),
        ("Dada na Eva", [["dada", "eva"]], None, None),
        ("Dada", [["dada", "eva"]], None, None),
        ("Neemas", [["neema"]], None, None),
        ("", [["neema"]], None, None),
        ("Mama Neema", [], None, None),
        ("Eva ni hapa", [["eva"]], "[…] ni hapa", [1]),
        ("Jo ni", [["jo"]], None, None),
        ("Jo ni hapa", [["jo"]], None, None),  # a short name is a word of many sentences
        ("Jo", [["jo"]], "[…]", [1]),
        ("Jo Li ni hapa", [["jo", "li"]], "[…] ni hapa", [2]),
        ("Мама Анна", [["анна"]], "Мама […]", [1]),
    ],
)
def test_a_detail_of_the_day_is_told_without_the_name(
    told: str, names: list[list[str]], left: str | None, sizes: list[int] | None
) -> None:
    detail = only({"name": "care_person", "text": told}, DETAILS)
    expected = detail.body if left is None else {**detail.body, "text": left, "reword": sizes}
    assert unnamed(detail, names) == detail._replace(body=expected)


def test_a_name_that_was_taken_out_before_is_not_taken_out_again() -> None:
    detail = only({"name": "care", "text": "Mama […] na Zawadi", "reword": [1]}, DETAILS)
    assert unnamed(detail, [["neema"]]) is detail
    left = unnamed(detail, [["zawadi"]])
    assert left.body == {"name": "care", "text": "Mama […] na […]", "reword": [1, 1]}
    assert unnamed(left, [["zawadi"]]) is left


@pytest.mark.parametrize(
    ("op", "is_told_without"), [("add", True), ("edit", True), ("done", False)]
)
def test_only_what_tells_a_detail_loses_a_name(op: Op, is_told_without: bool) -> None:
    detail = only({"name": "care", "text": "Neema"}, DETAILS, op)
    assert (unnamed(detail, [["neema"]]).text == "[…]") is is_told_without


def test_a_withdrawal_is_carried_out_in_place_and_in_order() -> None:
    room = Room()
    room.say("P1", "Neema", PEOPLE)
    room.say("L1", SAID, by="P1")
    room.say("D1", {"name": "care", "text": "Mama Neema"}, DETAILS)
    room.say("D2", {"name": "lead", "text": SAID, "from": []}, DETAILS)
    room.say("V1", {"text": f"Tunasema: {SAID}", "from": ["L1"]}, DRAFTS)
    room.say("L2", SAID, by="P2")
    room.withdraw("P1", PEOPLE)
    left = apply(room.entries)
    assert [entry.id for entry in left] == [entry.id for entry in room.entries]
    assert [entry.body for entry in left[:2]] == [GONE, GONE]
    assert [entry.text for entry in left[2:6]] == ["Mama […]", SAID, "Tunasema: […]", SAID]
    assert left[6] == room.entries[6]
    assert apply(left) == left


def test_a_name_that_was_withdrawn_elsewhere_goes_too() -> None:
    room = Room()
    room.say("D1", {"name": "care", "text": "Mama Neema na Zawadi"}, DETAILS)
    room.say("P1", "Zawadi", PEOPLE)
    room.withdraw("P1", PEOPLE)
    assert apply(room.entries, names=[["neema"]])[0].text == "Mama […] na […]"
    assert apply(room.entries)[0].text == "Mama Neema na […]"
    assert apply(room.entries, {"P9"}, [["neema"]])[0].text == "Mama […] na Zawadi"


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (only(SAID), [SAID]),
        (only(SAID, op="edit"), [SAID]),
        (only(SAID, op="done"), []),
        (only({"rows": [SAID, "Вода"], "group": "Blue"}), [SAID, "Вода"]),
        (only({"text": "Neema", "city": "Ilala"}, PEOPLE), ["Neema"]),
        (only({"text": "", "city": "Ilala"}, PEOPLE), []),
        (only({"name": "care", "text": "Neema"}, DETAILS), ["Neema"]),
        (only({"text": SAID}, EXPORTS), []),
        (only({"text": SAID}, PROGRAMME), []),
    ],
)
def test_the_words_that_a_withdrawal_takes_out(entry: Entry, words: list[str]) -> None:
    withdrawal = only({}, op="withdraw", ref=entry.id)._replace(id="W1")
    assert withdrawn_words([entry, withdrawal]) == words
    is_cut = any(len(read(each).words) >= 3 for each in words) or entry.place == PEOPLE
    assert bool(wordings_of([entry])) is bool(words and is_cut)
    other = [entry._replace(id="L2"), withdrawal]
    assert withdrawn_words(other) == []


@pytest.mark.parametrize(
    ("entry", "is_echo"),
    [
        (only(f"Kweli: {SAID}"), True),
        (only(f"Kweli: {SAID}", op="edit"), True),
        (only({"rows": ["Вода", SAID]}, PLAN), True),
        (only("maji"), False),
        (only({"text": SAID}, PEOPLE), True),
        (only({"text": "Neema", "city": SAID}, PEOPLE), False),
        (only({"text": "Neema", "name": SAID}, DETAILS), False),
        (only(SAID, EXPORTS), False),
        (only(SAID, PROGRAMME), False),
        (only(SAID, op="done"), False),
    ],
)
def test_an_echo_is_whatever_says_the_same_words(entry: Entry, is_echo: bool) -> None:
    assert echoes([entry], ["Вода ещё", SAID]) == ([entry] if is_echo else [])
    assert echoes([entry], []) == []


@pytest.mark.parametrize(
    ("text", "is_quote"),
    [
        (SAID, True),
        (f"Na {SAID}.", True),
        ("walikata maji kwa siku", True),
        ("Walikata maji kwa", False),
        ("вода", True),
        ("вода есть", False),
        ("", False),
    ],
)
def test_half_typed_words_quote_any_of_the_texts(text: str, is_quote: bool) -> None:
    assert quotes(text, [SAID, "Вода"]) is is_quote
    assert not quotes(text, [])


@pytest.mark.parametrize(
    ("before", "after", "is_reworded"),
    [
        ({"text": "a b"}, {"text": "[…] b", "reword": [1]}, True),
        ({"text": "[…] b", "reword": [1]}, {"text": "[…]", "reword": [2]}, True),
        ({"text": "[…] b", "reword": [1]}, {"text": "[…] b", "reword": [1]}, False),
        ({"text": "a b"}, {"text": "a b"}, False),
        ({"text": "a b", "reword": [1]}, dict(GONE), False),
    ],
)
def test_reworded_is_what_lost_a_quote_since_then(
    before: dict[str, Any], after: dict[str, Any], is_reworded: bool
) -> None:
    old, new = only(before), only(after)
    assert reworded([old], [new]) == ([new] if is_reworded else [])
    assert reworded([], [new]) == ([new] if "reword" in after else [])


@pytest.mark.parametrize(
    ("place", "withdrawn", "worked_out", "left"),
    [
        # One word, or two: words of every sentence.
        (NOTES, "Peace", "Peace", None),
        (NOTES, "Peace", "Peace for our children", None),
        (NOTES, "Safe housing", "Safe housing", None),
        (NOTES, "Safe housing", "We want safe housing for all", None),
        (NOTES, "Kazi, kazi", "Kazi kazi na nyumba", None),
        (NOTES, "ВОДА", "вода", None),
        # A whole wording of three words or more, in whatever spelling.
        (NOTES, "A safe house", "We want a safe house, and work", "We want […], and work"),
        (NOTES, "A safe house", "A SAFE HOUSE", "[…]"),
        (NOTES, "Café pour nous", "Un cafe pour nous toutes", "Un […] toutes"),
        (NOTES, "Жильё для нас", "Мы хотим жилье для нас", "Мы хотим […]"),
        # Of three words two are none, nor are they in another order or bent.
        (NOTES, "A safe house", "A safe place", None),
        (NOTES, "A safe house", "house, a safe", None),
        (NOTES, "A safe house", "A safe houses", None),
        (NOTES, "Жильё для нас", "жилья для нас", None),
        # Of a longer one four words in a row.
        (NOTES, SAID, "Walikata maji kwa siku mbili", "[…] mbili"),
        (NOTES, SAID, "Walikata maji kwa wiki", None),
        (NOTES, SAID, f"Tunasema: {SAID}!", "Tunasema: […]!"),
        # Without spaces between words a whole sentence looks like one.
        (NOTES, "我们要干净的水", "我们要干净的水", "[…]"),
        (NOTES, "水", "水", None),
        # A name: one of a word only where it stands alone, for it may be a word of every sentence.
        (PEOPLE, "Amina Hassan", "Amina Hassan's idea", "[…]'s idea"),
        (PEOPLE, "Amina Hassan", "Amina leads it", None),
        (PEOPLE, "Neema", "Neema", "[…]"),
        (PEOPLE, "Neema", "Neema ya Mungu", None),
        (PEOPLE, "Анна Иванова", "её зовут анна иванова", "её зовут […]"),
    ],
)
def test_common_words_are_not_cut_out_of_what_a_room_worked_out(
    place: Place, withdrawn: str, worked_out: str, left: str | None
) -> None:
    room = Room()
    room.say("L1", withdrawn, place)
    room.say("V1", {"text": worked_out, "from": []}, DRAFTS)
    seen = outlook(room.entries, room.entries[0])
    room.withdraw("L1", place)
    done = apply(room.entries)
    assert done[1].text == (left or worked_out)
    assert done[0].is_gone
    # What is cut is told before, and nothing else is.
    assert [(cut.before.text, cut.after.text) for cut in seen.cuts] == (
        [(worked_out, left)] if left else []
    )


def test_the_outlook_counts_a_history_apart_from_lines_and_a_quoting_line_once() -> None:
    room = Room()
    room.say("L1", SAID)
    for number in range(8):
        room.say(f"E{number}", f"{SAID} {number}", op="edit", ref="L1")
    room.say("M1", {"text": SAID, MOVED: "L1"}, DRAFTS)
    room.say("V1", {"text": SAID, "from": []}, DRAFTS)
    for number in range(3):
        body = {"text": f"{number}: {SAID}", "from": []}
        room.say(f"V2{number}", body, DRAFTS, op="edit", ref="V1")
    for named in ("L1", "M1", "E3"):
        seen = outlook(room.entries, next(each for each in room.entries if each.id == named))
        assert (seen.lines, seen.wordings, seen.moves) == (0, 8, 1)
        assert [cut.after.text for cut in seen.cuts] == ["2: […]"]
        assert seen.names == []


def test_whoever_withdraws_is_known_by_every_name_she_had() -> None:
    room = Room()
    room.say("P1", "Neema", PEOPLE)
    room.say("E1", "Mama Neema", PEOPLE, op="edit", ref="P1")
    room.say("L1", SAID, by="P1")
    seen = outlook(room.entries, room.entries[0])
    assert (seen.names, seen.reached, seen.lines) == (
        ["Neema", "Mama Neema"],
        {"P1", "E1", "L1"},
        1,
    )


def test_a_line_is_known_by_its_first_wording_and_one_that_is_not_there_by_none() -> None:
    room = Room()
    room.say("L1", SAID)
    room.say("M1", {"text": SAID, MOVED: "L1"}, DRAFTS)
    room.say("D1", {}, DRAFTS, op="drop", ref="M1")
    assert first_wording(room.entries, "D1") == room.entries[0]
    assert first_wording(room.entries, "L9") is None
