"""`people same` and `people apart` with numbers: two entries that are one person, or are not."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.store.transfer.exchanges import bundled, digest_of, merged, together, workshop_of
from tests.support.calling import CTRL_C, DOWN, ENTER, House, entries_of

CANARY = "kanarimaji"


def names(house: House) -> list[str]:
    return [line.split("\t")[0] for line in house.call("people", "show").lines]


def same(house: House, *words: str) -> str:
    done = house.call("people", "same", *words, "--yes")
    assert done.status == 0, done
    return done.err


def both_entered(umoja: House) -> None:
    umoja.people("Amina, Blue", "Grace", "Aminata, , , Kenya")
    umoja.note("Water @Amina", "Work @Aminata", "Papers @Grace @Aminata")


def test_two_entries_are_listed_once_and_say_everything_together(umoja):
    both_entered(umoja)
    assert "p1 and p3 are one person now, listed as p1." in same(umoja, "p1", "p3")
    shown = umoja.call("people", "show").lines
    assert shown == ["Amina\tBlue\tparticipant\t\tKenya", "Grace\t\tparticipant"]
    notes = umoja.summary()["notes"]
    assert [(note["text"], note.get("by")) for note in notes] == [
        ("Water", "Amina"),
        ("Work", "Amina"),
        ("Papers", "Grace, Amina"),
    ]
    assert "are one already" in same(umoja, "p3", "p1")
    assert len([entry for entry in entries_of(umoja.workshop) if entry["step"] == "same"]) == 1


@pytest.mark.parametrize("way", [["undo", "--yes"], ["people", "apart", "p3", "p1"]])
def test_it_is_taken_back_by_undo_and_by_apart(umoja, way):
    both_entered(umoja)
    same(umoja, "p1", "p3")
    done = umoja.call(*way)
    assert done.status == 0, done
    assert "p1" in done.err
    assert "Amina" not in done.err
    assert names(umoja) == ["Amina", "Grace", "Aminata"]
    assert [entry["op"] for entry in entries_of(umoja.workshop)][-1] == "drop"


def test_both_numbers_keep_meaning_her(umoja):
    both_entered(umoja)
    same(umoja, "p1", "p3")
    assert umoja.call("fix", "p3", typed="Amina wa Juu").status == 0
    assert names(umoja) == ["Amina wa Juu", "Grace"]
    assert umoja.call("undo", "p3").status == 0
    assert names(umoja) == ["Grace"]
    assert umoja.call("undo", "p1").status == 0
    assert names(umoja) == ["Amina wa Juu", "Grace"]
    assert umoja.call("people", "leave", typed="Aminata").status == 0
    assert umoja.call("people", "show").lines[0].split("\t")[3] == "left"


@pytest.mark.parametrize("number", ["p1", "p3"])
def test_with_either_number_everything_that_either_said_is_withdrawn(umoja, number):
    umoja.people(f"Amina {CANARY}", "Grace", f"Mina {CANARY}")
    umoja.note(f"{CANARY} moja @Amina {CANARY}", "two @Grace")
    answers = {"issues": [{"text": f"{CANARY} mbili", "by": f"Mina {CANARY}"}, "Work"]}
    assert umoja.play("agenda-ranking", answers).status == 0
    same(umoja, "p1", "p3")
    done = umoja.call("withdraw", number, "--yes")
    assert done.status == 0, done
    assert "lines of hers" in done.err
    (umoja.desk / "answers.json").unlink()
    assert CANARY.encode() not in umoja.everything_on_disk()
    assert names(umoja) == ["Grace"]
    gone = [entry["ref"] for entry in entries_of(umoja.workshop) if entry["op"] == "withdraw"]
    assert len(gone) == 2


def test_a_withdrawal_stays_whole_after_the_two_were_parted_again(umoja):
    both_entered(umoja)
    same(umoja, "p1", "p3")
    assert umoja.call("withdraw", "p1", "--yes").status == 0
    assert umoja.call("people", "apart", "p1", "p3").status == 1
    assert names(umoja) == ["Grace"]


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["same"], 2, "Name two people by their numbers"),
        (["same", "p1"], 2, "Name two people by their numbers"),
        (["same", "p1", "p1"], 2, "Name two people by their numbers"),
        (["same", "p1-3"], 2, "Name two people by their numbers"),
        (["same", "p1", "p9"], 1, "There is nobody p9 here"),
        (["same", "1", "2"], 2, "1 is nobody's number"),
        (["same", "Amina", "p2"], 2, "stay in the history of the shell"),
        (["apart", "Amina", "Grace"], 2, "stay in the history of the shell"),
        (["apart", "p1", "p9"], 1, "There is nobody p9 here"),
        (["add", "p1", "p2"], 2, "stay in the history of the shell"),
    ],
)
def test_what_names_no_two_people_changes_nothing(umoja, words, status, told):
    both_entered(umoja)
    before = entries_of(umoja.workshop)
    done = umoja.call("people", *words, "--yes")
    assert (done.status, done.out) == (status, "")
    assert told in done.err
    assert "Amina" not in done.err
    assert entries_of(umoja.workshop) == before


def test_without_a_terminal_nothing_is_joined_unasked(umoja):
    both_entered(umoja)
    done = umoja.call("people", "same", "p1", "p3")
    assert done.status == 2
    assert "--yes" in done.err
    assert names(umoja) == ["Amina", "Grace", "Aminata"]


def test_numbers_of_two_people_keep_them_out_of_one_group_as_their_names_do(umoja):
    both_entered(umoja)
    assert "1 pair is kept apart." in umoja.call("people", "apart", "p1", "p2").err
    assert "1 pair is kept apart." in umoja.call("people", "apart", "p2", "p1").err
    assert "1 pair is kept apart." in umoja.call("people", "apart", typed="Amina, Grace").err


def test_by_way_of_others_the_pairs_are_named(umoja):
    umoja.people("Amina", "Aminata", "Mina")
    same(umoja, "p1", "p2")
    same(umoja, "p2", "p3")
    done = umoja.call("people", "apart", "p1", "p3")
    assert done.status == 1
    assert "p1 p2, p2 p3" in done.err
    assert umoja.call("people", "apart", "p2", "p3").status == 0
    assert names(umoja) == ["Amina", "Mina"]


@pytest.mark.parametrize("plain", [[], ["--plain"]])
def test_both_are_shown_and_one_key_says_that_they_are_one(umoja, plain):
    both_entered(umoja)
    seat = umoja.at_terminal(*plain, "people", "same", "p1", "p3")
    seat.see("Are p1 and p3 one person?")
    assert "p1 · Amina · Blue" in seat.text
    assert "p3 · Aminata · Kenya" in seat.text
    assert "2 lines" in seat.text
    seat.press(ENTER)
    assert seat.end() == 0
    assert names(umoja) == ["Amina", "Grace"]


@pytest.mark.parametrize("keys", [DOWN + ENTER, CTRL_C])
def test_whoever_says_no_changes_nothing(umoja, keys):
    both_entered(umoja)
    seat = umoja.at_terminal("people", "same", "p1", "p3")
    seat.talk(("Are p1 and p3 one person?", keys))
    assert seat.end() == 130
    assert "Nothing was changed." in seat.escapes
    assert names(umoja) == ["Amina", "Grace", "Aminata"]
    outside = seat.escapes.partition("\x1b[?1049h")[0] + seat.escapes.rpartition("\x1b[?1049l")[2]
    assert "Aminata" not in outside


def test_after_a_merge_she_is_one_on_both_laptops(
    house: House, other_house: House, stick: Path
) -> None:
    together(house, other_house, stick)
    house.people("Grace", "Amina")
    house.note("here @Amina")
    other_house.people("amina")
    other_house.note("there @amina")
    done = house.call("merge", bundled(other_house, stick), "--yes")
    assert "if they are one: coalition people same p2 p3" in done.err
    assert "p2, p3 have one name. If they are one person: coalition people same p2 p3." in done.err
    same(house, "p2", "p3")
    again = other_house.call("merge", bundled(house, stick), "--yes")
    assert again.status == 0, again
    assert "have one name" not in again.err
    assert names(house) == ["Grace", "Amina"]
    assert sorted(names(other_house)) == ["Amina", "Grace"]
    assert digest_of(workshop_of(house)) == digest_of(workshop_of(other_house))
    other_house.note(f"{CANARY} @amina")
    number = next(number for number, words in _numbers(house).items() if words == "Amina")
    assert house.call("withdraw", number, "--yes").status == 0
    merged(other_house, bundled(house, stick))
    assert names(other_house) == ["Grace"]
    assert CANARY.encode() not in other_house.everything_on_disk()


EVERYTHING: dict[str, Any] = {
    "people": ["Amina", "Grace", {"name": "Aminata", "country": "Kenya"}, "Zuri"],
    "agenda-ranking": {
        "issues": [{"text": "Water", "by": "Aminata"}, {"text": "Work", "by": "Grace"}],
        "scores": {
            "urgency": {"Water": {"Amina": 5, "Aminata": 3, "Grace": 4}, "Work": {"Aminata": 2}},
            "feasibility": {"Water": [5, 4], "Work": [2]},
        },
    },
    "action-plan": {
        "tables": {"Blue": ["Amina", "Aminata"], "Red": ["Grace", "Zuri"]},
        "actions": [{"what": "Call", "who": "Aminata", "helper": "Grace", "by_when": "12 Dec"}],
    },
    "reflection-circle": {
        "circle": [{"by": "Aminata", "text": "A gate"}, {"by": "Grace", "text": "A door"}],
        "quotes": [{"text": "I stay.", "by": "Aminata", "consent": "named", "share": "donor"}],
    },
}


def test_everything_that_the_second_entry_said_is_told_of_the_first(umoja: House) -> None:
    people = EVERYTHING["people"]
    for exercise in ("agenda-ranking", "action-plan", "reflection-circle"):
        done = umoja.play(exercise, {"people": people, exercise: EVERYTHING[exercise]})
        assert done.status == 0, done
    assert "Aminata" in json.dumps(umoja.summary())
    same(umoja, "p1", "p3")
    for readers in ("organizer", "participants", "donor"):
        assert "Aminata" not in json.dumps(umoja.summary(readers))
    summary = umoja.summary()
    assert [action["who"] for action in summary["actions"]] == ["Amina"]
    (water,) = [row for row in summary["agenda"] if row["issue"] == "Water"]
    assert water["urgency"] == 4.5
    for exercise in ("agenda-ranking", "action-plan", "reflection-circle"):
        assert "Aminata" not in umoja.call("show", exercise).out
    assert umoja.call("undo", "--yes").status == 0
    assert "Aminata" in json.dumps(umoja.summary())


def test_a_second_sitting_of_what_named_both_has_nothing_new(umoja: House) -> None:
    answers = {
        "people": EVERYTHING["people"],
        "reflection-circle": EVERYTHING["reflection-circle"],
    }
    assert umoja.play("reflection-circle", answers).status == 0
    same(umoja, "p1", "p3")
    before = entries_of(umoja.workshop)
    again = umoja.play("reflection-circle", answers)
    assert (again.status, again.out) == (0, ""), again
    assert entries_of(umoja.workshop) == before


def test_a_file_that_lets_one_woman_count_twice_is_refused(umoja: House) -> None:
    answers = {"people": EVERYTHING["people"], "agenda-ranking": EVERYTHING["agenda-ranking"]}
    umoja.people("Amina", "Grace", "Aminata", "Zuri")
    same(umoja, "p1", "p3")
    refused = umoja.play("agenda-ranking", answers)
    assert refused.status == 1
    assert "Aminata stands here twice." in refused.err


def test_on_the_private_page_both_numbers_stand_beside_her_name(umoja: House) -> None:
    both_entered(umoja)
    same(umoja, "p1", "p3")
    seat = umoja.at_terminal("people", "show")
    seat.see("p1 p3")
    seat.press(ENTER)
    assert seat.end() == 0


def _numbers(house: House) -> dict[str, str]:
    return {number: words for words, number in house.numbers().items()}
