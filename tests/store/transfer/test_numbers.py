"""Numbers between two laptops: each file gives its own, and a bundle holds none."""

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.model.entry import MOVED, Entry, Fact, Place
from coalition_cli.model.line_numbers import line_id
from coalition_cli.store import Draft, WorkshopFile, check, sealing
from coalition_cli.store.files import codec
from coalition_cli.store.formats.sealed import passphrase_encryption
from coalition_cli.store.transfer import bundle as transfer_bundle
from coalition_cli.store.transfer import incoming
from tests.store.transfer.exchanges import bundled, merged, workshop_of
from tests.store.transfer.test_incoming import bundle, entry, head, workshop
from tests.support import first_format
from tests.support.calling import House, entries_of
from tests.support.sealed_rooms import PASSPHRASE
from tests.support.store_rooms import HEAD, note, stock

PLAN = Place("plan", 1, "rows")


def row(text: str) -> Draft:
    return Draft(Fact({"text": text, "status": "open"}), PLAN, "organizer")


def numbers(file: WorkshopFile) -> dict[str, tuple[int, str]]:
    """The number and the code of each line, by its words, as the bytes of the file tell it."""
    return {
        document["body"].get("text", "withdrawn"): (document.get("n", 0), document.get("code", ""))
        for document in stock(file.path)
        if document["op"] == "add"
    }


@pytest.fixture
def pair(path: Path, file: WorkshopFile) -> tuple[WorkshopFile, WorkshopFile]:
    """One workshop on two laptops, in which one line and one action stand."""
    file.append([note("first"), row("Maji")])
    other = path.with_name("other.json")
    shutil.copy(path, other)
    return file, WorkshopFile.open(other)


def test_each_side_keeps_its_numbers_and_gives_the_next_to_what_came_in(
    pair: tuple[WorkshopFile, WorkshopFile],
) -> None:
    one, other = pair
    one.append([note("a"), row("Ardhi")])
    other.append([note("b"), note("c"), row("Haki")])
    came = one.merge(other.workshop.entries)
    other.merge(one.workshop.entries)
    common = {"first": (1, ""), "Maji": (1, "A1")}
    assert numbers(one) == common | {
        **{"a": (2, ""), "Ardhi": (2, "A2")},
        **{"b": (3, ""), "c": (4, ""), "Haki": (3, "A3")},
    }
    assert numbers(other) == common | {
        **{"b": (2, ""), "c": (3, ""), "Haki": (2, "A2")},
        **{"a": (4, ""), "Ardhi": (3, "A3")},
    }
    assert [(entry.n, entry.code) for entry in came.added] == [(3, ""), (4, ""), (3, "A3")]
    before = [file.path.read_bytes() for file in pair]
    assert one.merge(other.workshop.entries).added == other.merge(one.workshop.entries).added == []
    assert [file.path.read_bytes() for file in pair] == before
    sums = [sorted(document["sum"] for document in stock(file.path)) for file in pair]
    assert sums[0] == sums[1]


def test_what_was_withdrawn_there_keeps_its_number_here(
    pair: tuple[WorkshopFile, WorkshopFile],
) -> None:
    one, other = pair
    first, *_rest = one.workshop.entries
    one.append([note("second")])
    other.withdraw(first.id)
    assert [entry.n for entry in one.merge(other.workshop.entries).emptied] == [1]
    assert numbers(one)["withdrawn"] == (1, "")
    assert one.append([note("third")])[0].n == 3


def test_what_comes_in_without_its_words_has_no_number(
    pair: tuple[WorkshopFile, WorkshopFile],
) -> None:
    one, other = pair
    (line,) = other.append([note("b")])
    other.withdraw(line.id)
    other.append([note("c")])
    one.merge(other.workshop.entries)
    assert numbers(one) == {"first": (1, ""), "Maji": (1, "A1"), "withdrawn": (0, ""), "c": (2, "")}
    assert check(one.path) == []


def test_an_edit_that_makes_a_line_an_action_on_both_sides_gives_it_one_code(
    pair: tuple[WorkshopFile, WorkshopFile],
) -> None:
    one, other = pair
    (line,) = one.append([Draft(Fact({"text": "Ardhi"}), PLAN, "organizer")])
    other.merge(one.workshop.entries)
    for file, status in (one, "open"), (other, "done"):
        change = Fact({"text": "Ardhi", "status": status}, op="edit", ref=line.id)
        file.append([Draft(change, PLAN, "organizer")])
    for file, there in (one, other), (other, one):
        file.merge(there.workshop.entries)
        again = WorkshopFile.open(file.path).workshop
        assert again.entries == file.workshop.entries
        assert again.numbers.code_of(line.id) == "A2"
        assert again.numbers.line_of_code("A3") is None


@pytest.mark.parametrize("layout", ["plain", "passphrase", "sealed"])
def test_a_bundle_holds_no_number_and_no_code(
    path: Path, file: WorkshopFile, tmp_path: Path, layout: str
) -> None:
    line, *_rest = file.append([note("one"), note("two"), row("Maji")])
    early = line.unnumbered()._replace(
        id="01JD0000000000000000000001", at="2024-11-12T08:00:00.000Z"
    )
    file.merge([early])
    assert WorkshopFile.open(path).workshop.head.numbers
    form = file.form
    if layout == "sealed":
        form = sealing.seal(path, tmp_path / "sealed", PASSPHRASE, None)
        assert [entry.n for entry in form.find().entries] == [3, 1, 2, 1]
    words = PASSPHRASE if layout == "passphrase" else ""
    packed = transfer_bundle.pack(form, HEAD.id, words)
    (put,) = transfer_bundle.put(packed, tmp_path, "umoja")
    outer = transfer_bundle.look(put)
    assert not {b'"n"', b'"code"'} & set(re.findall(b'"[a-z]+"', put.read_bytes()))
    reveal = {
        "plain": None,
        "passphrase": lambda data: passphrase_encryption.unwrap(data, words),
        "sealed": form.reveal,
    }[layout]
    contents = transfer_bundle.open_plain(outer, reveal)
    assert (contents.head, contents.head and contents.head.numbers) == (HEAD, {})
    assert {(each.n, each.code) for each in contents.entries} == {(0, "")}


FORGED: list[dict[str, Any]] = [
    *({"n": 99}, {"code": "A99"}, {"n": 1, "code": "E1"}),
    *({"n": "1"}, {"n": -1}, {"n": 1.0}, {"code": "x"}, {"code": 1}),
]


@pytest.mark.parametrize("forged", FORGED)
def test_a_number_that_a_bundle_brings_is_ignored(
    path: Path, file: WorkshopFile, forged: dict[str, Any]
) -> None:
    file.append([note("ours")])
    line = entry(body={"text": "theirs"}, **forged)
    data = workshop(line, first=head(n={"/1/note": 500}))
    came = incoming.contents(data, path)
    assert [(each.n, each.code) for each in came.entries] == [(0, "")]
    assert came.head.numbers == {}
    file.merge(came.entries)
    assert numbers(file) == {"theirs": (2, ""), "ours": (1, "")}
    assert file.append([note("next")])[0].n == 3


def test_a_head_of_a_bundle_with_numbers_that_are_none_is_refused(path: Path) -> None:
    with pytest.raises(Problem) as refused:
        incoming.contents(workshop(first=head(n={"/1/note": "7"})), path)
    assert refused.value.status == DAMAGED


def test_a_bundle_of_the_first_format_is_merged_and_becomes_a_workshop_of_ours(
    house: House, stick: Path
) -> None:
    brought = stick / "old.bundle"
    brought.write_bytes(bundle(first_format.written() + b"\n"))
    assert len(merged(house, brought)) == len(first_format.SUMS)
    made = workshop_of(house)
    assert codec.head_document(made.read_text())[0]["format_version"] == HEAD.format_version
    found = [(each.get("n", 0), each.get("code", "")) for each in entries_of(made)]
    assert found[: len(first_format.NUMBERS)] == first_format.NUMBERS
    assert check(made) == []


def test_a_laptop_that_a_workshop_comes_to_gives_numbers_of_its_own(
    house: House, other_house: House, stick: Path
) -> None:
    house.new()
    house.note("one", "two", "three")
    merged(other_house, bundled(house, stick))
    other_house.note("four")
    said = [each for each in entries_of(workshop_of(other_house)) if "text" in each["body"]]
    assert {each["body"]["text"]: each["n"] for each in said if each["step"] == "note"} == {
        **{"one": 1, "two": 2, "three": 3, "four": 4}
    }


ACTS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["say", "say", "act", "edit", "move", "withdraw", "merge"]),
        st.integers(0, 20),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40)
@given(ACTS)
def test_whatever_two_laptops_do_neither_gives_a_number_twice_or_changes_one(
    acts: list[tuple[int, str, int]],
) -> None:
    with TemporaryDirectory() as folder:
        first = WorkshopFile.create(Path(folder) / "one.json", HEAD)
        shutil.copy(first.path, Path(folder) / "other.json")
        pair = [first, WorkshopFile.open(Path(folder) / "other.json")]
        known: list[dict[str, tuple[int, str]]] = [{}, {}]
        for at, (side, doing, which) in enumerate(acts):
            _do(pair[side], pair[1 - side], doing, which, at)
            held = WorkshopFile.open(pair[side].path).workshop.entries
            assert held == pair[side].workshop.entries
            now = {each.id: (each.n, each.code) for each in held}
            assert known[side].items() <= now.items()
            given_once = [(each.place, each.n) for each in held if each.n]
            assert len(set(given_once)) == len(given_once)
            coded = {(each.code, line_id(each)) for each in held if each.code}
            assert len(coded) == len(dict(coded)) == len({line for _code, line in coded})
            known[side] = now


def _do(file: WorkshopFile, other: WorkshopFile, doing: str, which: int, at: int) -> None:
    lines = [each for each in file.workshop.entries if each.op == "add" and each.n]
    target = lines[which % len(lines)] if lines else None
    if doing == "merge":
        file.merge(other.workshop.entries)
    elif doing == "act" or target is None:
        file.append([row(f"action {at}"), row(f"another {at}")])
    elif doing == "say":
        file.append([note(f"line {at}")])
    elif doing == "withdraw":
        file.withdraw(target.id)
    elif not target.is_gone:
        file.append([_of(target, doing, at)])


def _of(target: Entry, doing: str, at: int) -> Draft:
    if doing == "move":
        return Draft(Fact({**target.body, MOVED: target.id}), PLAN, "organizer")
    body = {**target.body, "text": f"changed {at}", "status": "done"}
    return Draft(Fact(body, op="edit", ref=target.id), target.place, "organizer")
