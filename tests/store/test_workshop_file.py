"""The workshop file: its exact shape, what it gives back, and who else can read it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import REFUSED
from coalition_cli.model.entry import NOTES, PEOPLE, Fact, is_as_saved
from coalition_cli.store import Draft, WorkshopFile, check, open_for_capture, paths
from tests.support.store_rooms import HEAD, minted, note, standing_in, stock, texts


def test_an_empty_workshop_is_a_head_and_the_closing_brackets(path: Path) -> None:
    WorkshopFile.create(path, HEAD)
    head = json.dumps(HEAD.as_document())
    assert path.read_bytes() == b'{"workshop": {"1": ' + head.encode() + b'}, "entries": {\n}}'
    assert stock(path) == []


def test_each_entry_is_one_line_in_ascii_and_the_highest_number_stands_last(
    path: Path, file: WorkshopFile
) -> None:
    entries = file.append([note("Ukweli na haki"), note("première étape"), note("اللغة")])
    entries += file.append([note("house\nfood")])
    head, *lines, end = path.read_bytes().split(b"\n")
    expected = [f'"{n}": {json.dumps(e.as_document())}'.encode() for n, e in enumerate(entries, 1)]
    assert lines == [expected[0] + b",", expected[1] + b",", expected[2] + b",", expected[3]]
    assert head.endswith(b'"entries": {')
    assert end == b"}}"
    assert path.read_bytes().isascii()
    assert stock(path) == [entry.as_document() for entry in entries]


def test_two_thousand_entries_come_back_in_order_with_their_digests(
    path: Path, file: WorkshopFile
) -> None:
    made: list[str] = []
    for start in range(0, 2000, 50):
        made += texts(file.append([note(f"note {number}") for number in range(start, start + 50)]))
    again = WorkshopFile.open(path)
    assert texts(again.workshop.entries) == made == [f"note {number}" for number in range(2000)]
    assert [entry.id for entry in again.workshop.entries] == sorted(
        entry.id for entry in again.workshop.entries
    )
    assert again.workshop.entries == file.workshop.entries
    assert all(is_as_saved(document) for document in stock(path))
    assert check(path) == []


def test_an_entry_holds_what_its_draft_said(path: Path, file: WorkshopFile) -> None:
    fact = Fact({"text": "Ana", "group": "north"}, by="somebody", share="donor")
    (entry,) = file.append([Draft(fact, PEOPLE, "private")])
    assert (entry.body, entry.by, entry.share, entry.place, entry.op) == (
        fact.body,
        "somebody",
        "donor",
        PEOPLE,
        "add",
    )
    assert entry.device == paths.device()
    assert WorkshopFile.open(path).workshop.entries == [entry]


def test_a_body_is_given_back_as_the_file_holds_it(path: Path, file: WorkshopFile) -> None:
    (entry,) = file.append(
        [Draft(Fact({"counts": {10: 3, 9: 1}, "order": ("a", "b")}), NOTES, "organizer")]
    )
    assert entry.body == {"counts": {"10": 3, "9": 1}, "order": ["a", "b"]}
    assert WorkshopFile.open(path).workshop.entries == [entry]
    assert check(path) == []


def test_ready_made_entries_keep_their_ids_and_their_times(path: Path, file: WorkshopFile) -> None:
    early = minted(3, "typed in from paper")
    (last,) = file.append([note("already there")])
    stored = file.append_entries(early)
    assert [(entry.id, entry.at) for entry in stored] == [(entry.id, entry.at) for entry in early]
    assert WorkshopFile.open(path).workshop.entries == [last, *stored]


def test_looking_at_a_workshop_leaves_nothing_on_the_machine(
    path: Path, file: WorkshopFile, home: Path
) -> None:
    WorkshopFile.open(path).refresh()
    open_for_capture(path)
    check(path)
    assert not home.exists()


def test_nothing_to_append_writes_nothing(path: Path, file: WorkshopFile) -> None:
    before = path.read_bytes()
    assert file.append([]) == []
    assert file.append_entries([]) == []
    assert path.read_bytes() == before


def test_a_captured_line_stands_where_an_open_workshop_would_have_put_it(
    path: Path, file: WorkshopFile
) -> None:
    capture = open_for_capture(path)
    first = capture.append(Fact({"text": "one"}), NOTES, "organizer")
    file.append([note("two")])
    third = capture.append(Fact({"text": "three"}, share="private"), NOTES, "organizer")
    assert texts(WorkshopFile.open(path).workshop.entries) == ["one", "two", "three"]
    assert capture.head == HEAD
    assert (first.share, third.share) == ("organizer", "private")
    assert check(path) == []


@pytest.mark.parametrize("length", [1, 4000, 4096, 8192, 100_000])
def test_a_line_is_captured_after_a_line_of_any_length(
    path: Path, file: WorkshopFile, length: int
) -> None:
    file.append([note("é" * length)])
    open_for_capture(path).append(Fact({"text": "after it"}), NOTES, "organizer")
    assert texts(WorkshopFile.open(path).workshop.entries) == ["é" * length, "after it"]


def test_a_workshop_with_a_very_long_title_can_be_captured_into(path: Path) -> None:
    head = HEAD.__class__(HEAD.id, "ü" * 20_000, HEAD.date)
    WorkshopFile.create(path, head)
    capture = open_for_capture(path)
    capture.append(Fact({"text": "one"}), NOTES, "organizer")
    assert capture.head == head
    assert texts(WorkshopFile.open(path).workshop.entries) == ["one"]


def test_a_new_workshop_never_takes_the_place_of_a_file(path: Path, file: WorkshopFile) -> None:
    file.append([note("kept")])
    before = path.read_bytes()
    with pytest.raises(Problem) as refused:
        WorkshopFile.create(path, HEAD)
    assert refused.value.status == REFUSED
    assert path.read_bytes() == before


def test_a_new_workshop_does_not_write_through_a_link_that_leads_nowhere(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(path.parent / "elsewhere")
    with pytest.raises(Problem):
        WorkshopFile.create(path, HEAD)
    assert standing_in(path.parent) == [path]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_nobody_else_can_read_what_is_made_under_any_umask(
    path: Path, home: Path, mask: int
) -> None:
    script = (
        "import os, sys; os.umask(int(sys.argv[1])); from pathlib import Path\n"
        "from coalition_cli.model.entry import NOTES\n"
        "from coalition_cli.store import WorkshopFile, paths\n"
        "from coalition_cli.store.side import autosave, blank_wall\n"
        "from tests.support.store_rooms import HEAD, note\n"
        "path = Path(sys.argv[2]); file = WorkshopFile.create(path, HEAD)\n"
        "one, two = file.append([note('one'), note('two')]); file.withdraw(one.id)\n"
        "autosave.Keeper(file.form, file.workshop).keep(NOTES, 'half'); blank_wall.draw(path,"
        " 'plain'); paths.remember_open(path)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(mask), str(path)], check=True)
    made = [*path.parent.parent.rglob("*")]
    assert {oct(p.stat().st_mode & 0o777) for p in made if p.is_file()} == {"0o600"}
    assert {oct(p.stat().st_mode & 0o777) for p in made if p.is_dir()} == {"0o700"}
    assert any(p.suffix == ".typing" for p in made)
    assert {p.name for p in made if p.is_file()} >= {
        "seminar.json",
        ".seminar.curtain",
        "device",
        "open",
    }


def test_a_workshop_behind_a_link_is_changed_where_it_lies(
    tmp_path: Path, path: Path, file: WorkshopFile
) -> None:
    link = tmp_path / "on-the-desktop.json"
    link.symlink_to(path)
    linked = WorkshopFile.open(link)
    one, _ = linked.append([note("one"), note("two")])
    linked.withdraw(one.id)
    assert link.is_symlink()
    assert texts(WorkshopFile.open(path).workshop.standing(NOTES)) == ["two"]


def test_saving_a_line_loads_no_package_that_costs(path: Path, file: WorkshopFile) -> None:
    script = (
        "import sys; from pathlib import Path; from coalition_cli.model.entry import NOTES, Fact\n"
        "from coalition_cli.store import open_for_capture\n"
        "open_for_capture(Path(sys.argv[1])).append(Fact({'text': 'quick'}), NOTES, 'organizer')\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"tinydb", "platformdirs", "tempfile", "gettext", "rich", "tomllib"}
    assert texts(WorkshopFile.open(path).workshop.entries) == ["quick"]


def test_stock_tinydb_reads_the_file_between_the_appends_of_two_processes(
    path: Path, file: WorkshopFile
) -> None:
    other = WorkshopFile.open(path)
    for number in range(20):
        (file if number % 2 else other).append([note(f"note {number}")])
        assert len(stock(path)) == number + 1
    assert texts(file.workshop.entries) == [f"note {number}" for number in range(20)]


def test_ids_are_unique_and_numbers_have_no_gap(path: Path, file: WorkshopFile) -> None:
    file.append([note(str(number)) for number in range(300)])
    numbers = [
        int(number) for number in re.findall(rb'^"(\d+)": ', path.read_bytes(), re.MULTILINE)
    ]
    assert numbers == list(range(1, 301))
    assert len({entry.id for entry in file.workshop.entries}) == 300
