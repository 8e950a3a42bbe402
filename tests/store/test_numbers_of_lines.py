"""Numbers of lines, whoever adds them: each is given once and stands in the file as was told."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.model.entry import NOTES, Entry, Fact, Place, is_as_saved, make
from coalition_cli.store import Draft, WorkshopFile, check, database, open_for_capture
from coalition_cli.store.files import codec
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.recovery import backups, restore
from coalition_cli.store.recovery.repair import repair
from tests.support.store_rooms import HEAD, note, stock, texts

WISHES, PLAN = Place("visioning", 1, "wishes"), Place("plan", 1, "rows")
LONG_AGO = 1_731_412_800.0

Say = Callable[[str, Place], None]


def draft(text: str, place: Place = NOTES, **body: Any) -> Draft:
    return Draft(Fact({"text": text, **body}), place, "organizer")


def numbers(path: Path, place: Place = NOTES) -> dict[str, int]:
    """The number of each line at ``place``, by its words, as the bytes of the file tell it."""
    step = (place.exercise or None, place.run, place.step)
    return {
        document["body"].get("text", "withdrawn"): document["n"]
        for document in stock(path)
        if (document["exercise"], document["run"], document["step"]) == step and "n" in document
    }


def as_read(path: Path) -> list[tuple[str, int, str]]:
    return [(entry.id, entry.n, entry.code) for entry in WorkshopFile.open(path).workshop.entries]


def session(path: Path) -> Say:
    file = WorkshopFile.open(path)

    def say(text: str, place: Place) -> None:
        (saved,) = file.append([draft(text, place)])
        assert numbers(path, place)[text] == saved.n

    return say


def capture(path: Path) -> Say:
    line = open_for_capture(path)

    def say(text: str, place: Place) -> None:
        saved = line.append(Fact({"text": text}), place, "organizer")
        assert numbers(path, place)[text] == saved.n

    return say


def tinydb(path: Path) -> Say:
    table = database(path).entries

    def say(text: str, place: Place) -> None:
        exercise = place.exercise or None
        own = {"exercise": exercise, "run": place.run, "step": place.step, "share": "organizer"}
        table.insert({**own, "body": {"text": text}, "n": 1, "code": "A1"})

    return say


WRITERS: dict[str, Callable[[Path], Say]] = {
    "a session": session,
    "a capture": capture,
    "tinydb": tinydb,
}


@pytest.mark.parametrize("first", WRITERS)
@pytest.mark.parametrize("second", WRITERS)
def test_two_writers_in_turns_number_lines_as_one_would(
    path: Path, file: WorkshopFile, first: str, second: str
) -> None:
    writers = [WRITERS[first](path), WRITERS[second](path)]
    for at in range(6):
        writers[at % 2](f"note {at}", NOTES)
        writers[at % 2](f"wish {at}", WISHES)
    assert numbers(path) == {f"note {at}": at + 1 for at in range(6)}
    assert numbers(path, WISHES) == {f"wish {at}": at + 1 for at in range(6)}
    assert check(path) == []


def test_lines_of_one_act_are_numbered_in_their_order_and_have_one_time(
    path: Path, file: WorkshopFile
) -> None:
    act = [draft("a"), draft("b", WISHES), draft("c"), draft("d", hands=3)]
    (first,) = file.append([note("before")])
    made = file.append(act)
    (after,) = file.append([note("after")])
    assert [entry.n for entry in made] == [2, 1, 3, 4]
    assert len({entry.at for entry in made}) == 1
    assert first.at < made[0].at < after.at
    assert file.workshop.entries == WorkshopFile.open(path).workshop.entries


def test_codes_are_given_to_actions_and_stand_in_the_file(path: Path, file: WorkshopFile) -> None:
    one, two = file.append(
        [draft("Maji", PLAN, status="open"), draft("Ardhi", PLAN, status="open")]
    )
    changed = Fact({"text": "Maji safi", "status": "done"}, op="edit", ref=one.id)
    (edit,) = WorkshopFile.open(path).append([Draft(changed, PLAN, "organizer")])
    assert [one.code, two.code, edit.code] == ["A1", "A2", "A1"]
    assert [document.get("code") for document in stock(path)] == ["A1", "A2", "A1"]


def test_an_action_that_another_program_adds_has_the_code_that_is_next_where_it_stands(
    path: Path, file: WorkshopFile
) -> None:
    file.append([draft("Maji", PLAN, status="open")])
    own = {"exercise": "plan", "step": "rows", "share": "organizer", "code": "A1"}
    database(path).entries.insert({**own, "body": {"text": "Ardhi", "status": "open"}})
    (last,) = file.append([draft("Haki", PLAN, status="open")])
    assert last.code == "A3"
    assert [code for _id, _n, code in as_read(path)] == ["A1", "A2", "A3"]


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("between", [1, 40, 400])
def test_the_last_line_of_a_place_is_found_wherever_it_stands(
    path: Path, file: WorkshopFile, writer: str, between: int
) -> None:
    file.append([draft("wish 1", WISHES), draft("wish 2", WISHES)])
    file.append([note(f"note {at}, as long as people speak " * 3) for at in range(between)])
    WRITERS[writer](path)("wish 3", WISHES)
    assert numbers(path, WISHES) == {"wish 1": 1, "wish 2": 2, "wish 3": 3}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_turn_that_is_changed_after_others_does_not_tell_the_last_number(
    path: Path, file: WorkshopFile, writer: str
) -> None:
    first, second = file.append([Draft(Fact({"round": at}), WISHES, "organizer") for at in (1, 2)])
    say = WRITERS[writer](path)
    said = [(first, "a"), (second, "b"), (first, "c")]
    for turn, text in said:
        change = Fact({"text": text}, op="edit", ref=turn.id)
        file.append([Draft(change, WISHES, "organizer")])
    say("third", WISHES)
    assert numbers(path, WISHES) == {"a": 1, "b": 2, "c": 1, "third": 3}
    found = WorkshopFile.open(path).workshop
    assert [entry.n for entry in found.standing(WISHES)] == [1, 2, 3]
    assert (found.number(first.id), found.number(second.id)) == (1, 2)


@pytest.mark.parametrize("writer", WRITERS)
def test_words_that_look_like_another_place_mislead_nobody(
    path: Path, file: WorkshopFile, writer: str
) -> None:
    needle = codec.place_in_line(WISHES).decode()
    file.append([draft("wish 1", WISHES), note(needle), note(f'"n": 99{needle}"n": 99')])
    WRITERS[writer](path)("wish 2", WISHES)
    assert numbers(path, WISHES) == {"wish 1": 1, "wish 2": 2}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("is_open_before", [True, False])
def test_a_number_is_not_given_anew_where_a_merge_put_a_lower_one_last(
    path: Path, file: WorkshopFile, writer: str, is_open_before: bool
) -> None:
    file.append([note("one"), note("two")])
    early = WRITERS[writer](path) if is_open_before else None
    if early:
        early("three", NOTES)
    last = 3 if early else 2
    theirs = make(
        Fact({"text": "theirs"}), NOTES, share="organizer", device="0b", after=None, now=LONG_AGO
    )
    merged = file.merge([theirs])
    assert [entry.n for entry in merged.added] == [last + 1]
    assert texts(WorkshopFile.open(path).workshop.entries)[0] == "theirs"
    assert stock_head(path)["n"] == {"/1/note": last + 1}
    (early or WRITERS[writer](path))("four", NOTES)
    assert numbers(path)["four"] == last + 2
    assert check(path) == []


def stock_head(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text())["workshop"]["1"]


@pytest.mark.parametrize("writer", WRITERS)
def test_the_number_of_a_withdrawn_line_is_not_given_anew(
    path: Path, file: WorkshopFile, writer: str
) -> None:
    _one, two, row = file.append([note("one"), note("two"), draft("Maji", PLAN, status="open")])
    file.withdraw(two.id)
    file.withdraw(row.id)
    WRITERS[writer](path)("three", NOTES)
    (again,) = WorkshopFile.open(path).append([draft("Ardhi", PLAN, status="open")])
    assert numbers(path) == {"one": 1, "withdrawn": 2, "three": 3}
    assert (again.n, again.code) == (2, "A2")


@pytest.mark.parametrize("writer", WRITERS)
def test_only_what_was_never_acknowledged_gives_its_number_back(
    path: Path, file: WorkshopFile, writer: str
) -> None:
    file.append([note("one"), note("two")])
    before = len(path.read_bytes())
    file.append([note("torn by a power cut")])
    path.write_bytes(path.read_bytes()[: before + 200])
    WRITERS[writer](path)("three", NOTES)
    assert numbers(path) == {"one": 1, "two": 2, "three": 3}
    assert check(path) == []


@pytest.mark.parametrize("writer", WRITERS)
def test_a_line_that_another_program_left_without_a_number_has_the_next(
    path: Path, file: WorkshopFile, writer: str
) -> None:
    say = WRITERS[writer](path)
    say("one", NOTES)
    without_number(path, "two")
    say("three", NOTES)
    assert numbers(path) == {"one": 1, "three": 3}
    assert [number for _id, number, _code in as_read(path)] == [1, 2, 3]


def without_number(path: Path, text: str) -> None:
    """Append a line as the program did that knew no numbers."""
    last = WorkshopFile.open(path).workshop.last
    entry = make(Fact({"text": text}), NOTES, share="organizer", device="0b", after=last)
    data = path.read_bytes().removesuffix(b"\n}}")
    line = codec.line_of(data.count(b"\n") + 1, entry)
    path.write_bytes(data + f",\n{line}\n}}}}".encode())


def test_a_repaired_copy_keeps_every_number(path: Path, file: WorkshopFile) -> None:
    file.append([note("one"), note("two"), note("three"), draft("Maji", PLAN, status="open")])
    path.write_bytes(path.read_bytes().replace(b'"two"', b'"six"'))
    made = repair(path).path
    assert numbers(made) == {"one": 1, "three": 3}
    (four, row) = WorkshopFile.open(made).append(
        [note("four"), draft("Ardhi", PLAN, status="open")]
    )
    assert (four.n, row.n, row.code) == (4, 2, "A2")


def test_a_line_that_a_repair_finds_in_a_backup_has_the_number_it_had(
    path: Path, file: WorkshopFile
) -> None:
    file.append([note("one"), note("two"), note("three")])
    backups.keep(file.form)
    path.write_bytes(path.read_bytes().replace(b'"three"', b'"seven"'))
    assert numbers(repair(path).path) == {"one": 1, "two": 2, "three": 3}


def test_a_restored_copy_keeps_every_number(path: Path, file: WorkshopFile) -> None:
    _one, two, _three = file.append([note("one"), note("two"), note("three")])
    kept = backups.keep(file.form)
    assert kept
    file.withdraw(two.id)
    restore.put_back(PlainForm(path), restore.choose(PlainForm(path), kept))
    assert numbers(path) == {"one": 1, "withdrawn": 2, "three": 3}
    assert WorkshopFile.open(path).append([note("four")])[0].n == 4
    assert check(path) == []


def test_a_restored_copy_gives_no_number_anew_that_a_line_had_since(
    path: Path, file: WorkshopFile
) -> None:
    plan = Place("action-plan", 1, "actions")
    action = Draft(Fact({"text": "Call", "status": "open"}), plan, "participants")
    file.append([note("one")])
    kept = backups.keep(file.form)
    assert kept
    file.append([note("two"), note("three"), action])
    restore.put_back(PlainForm(path), restore.choose(PlainForm(path), kept))
    assert numbers(path) == {"one": 1}
    again, later = WorkshopFile.open(path).append([note("four"), action])
    assert (again.n, later.n, later.code) == (4, 2, "A2")
    with_one_line = open_for_capture(path)
    assert with_one_line.append(Fact({"text": "five"}), NOTES, "participants").n == 5
    assert check(path) == []


@pytest.mark.parametrize("number", ['"7"', "7.0", "-1", "true", "null", "1000000000"])
def test_a_number_that_is_none_costs_no_words(path: Path, file: WorkshopFile, number: str) -> None:
    entries = file.append([note("one"), note("two")])
    path.write_bytes(path.read_bytes().replace(b'"n": 1,', f'"n": {number},'.encode()))
    before = path.read_bytes()
    assert check(path) == []
    found = WorkshopFile.open(path).workshop
    assert [entry.text for entry in found.entries] == ["one", "two"]
    assert len({found.number(entry.id) for entry in entries} - {0}) == len(entries)
    assert path.read_bytes() == before


def test_a_number_changed_by_hand_is_no_damage_and_never_doubled(
    path: Path, file: WorkshopFile
) -> None:
    entries = file.append([note("one"), note("two"), note("three")])
    path.write_bytes(path.read_bytes().replace(b'"n": 2,', b'"n": 1,'))
    assert check(path) == []
    found = WorkshopFile.open(path).workshop
    assert [found.number(entry.id) for entry in entries] == [1, 2, 3]


def test_a_digest_does_not_know_numbers(path: Path, file: WorkshopFile) -> None:
    (entry,) = file.append([draft("Maji", PLAN, status="open")])
    (document,) = stock(path)
    assert (document["n"], document["code"]) == (1, "A1")
    assert is_as_saved(document)
    assert is_as_saved({**document, "n": 9, "code": "A9"})
    assert document["sum"] == entry.unnumbered().as_document()["sum"]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["a session", "another session", "a capture", "tinydb", "merge"]),
        st.sampled_from([NOTES, WISHES]),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40)
@given(ACTS)
def test_whoever_writes_in_whatever_order_no_number_is_given_twice_and_none_changes(
    acts: list[tuple[str, Place, int]],
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "seminar.json"
        file = WorkshopFile.create(path, HEAD)
        makers = {**WRITERS, "another session": session}
        writers = {name: make_writer(path) for name, make_writer in makers.items()}
        known: dict[str, tuple[int, str]] = {}
        for at, (writer, place, hour) in enumerate(acts):
            if writer == "merge":
                file.merge([of_another_laptop(at, place, hour)])
            else:
                writers[writer](f"line {at}", place)
            held = WorkshopFile.open(path).workshop.entries
            now = {entry.id: (entry.n, entry.code) for entry in held}
            assert known.items() <= now.items()
            assert len({(entry.place, entry.n) for entry in held}) == len(held)
            assert all(entry.n for entry in held)
            known = now
        assert check(path) == []


def of_another_laptop(at: int, place: Place, hour: int) -> Entry:
    moment = LONG_AGO + 3600 * hour + at
    fact = Fact({"text": f"theirs {at}"})
    entry = make(fact, place, share="organizer", device="0b", after=None, now=moment)
    return entry._replace(n=1, code="A1")
