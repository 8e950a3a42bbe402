"""What comes with another laptop's folder: nobody's lines are believed, none is lost or silent."""

import json
import shutil
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from coalition_cli.commands import merge_differences
from coalition_cli.model.entry import NOTES, Entry, Fact
from coalition_cli.store import WorkshopFile
from coalition_cli.store.formats.sealed import appender, journal, keys, paths, signing
from coalition_cli.store.formats.sealed.apart import Apart
from coalition_cli.store.transfer import bundle
from coalition_cli.store.transfer.bundle import Outer, Vouching
from coalition_cli.store.transfer.incoming import Contents
from tests.support.sealed_rooms import Sealed, note, refused, texts


class Rooms(NamedTuple):
    """A workshop with one line, and the folder that another laptop went on with."""

    here: Sealed
    there: Path

    def look(self) -> tuple[WorkshopFile, Outer, Contents]:
        """The workshop, and what the folder holds for it."""
        file = self.here.open()
        outer = bundle.look(self.there)
        known = {entry.id for entry in file.workshop.entries}
        by = Vouching(file.form.opener, file.form.laptops, known)
        return file, outer, bundle.open_journal(outer, by)

    def told(self) -> str:
        """What the preview of a merge says about the folder."""
        file, outer, contents = self.look()
        news = merge_differences.compare([(outer, contents)], file.workshop)
        return "\n".join(merge_differences.page(news, file.workshop)[1:])

    def merge(self) -> list[str]:
        """Bring it in, as a yes does; what stands here then."""
        file, _outer, contents = self.look()
        file.merge(contents.entries)
        file.form.stand_apart(contents.apart.unknown, contents.signed_for)
        file.close()
        return texts(self.here.open().workshop.entries)

    def apart(self) -> Apart:
        form = self.here.form()
        form.find()
        return form.apart

    def log(self) -> list[bytes]:
        return paths.journal(self.there).read_bytes().splitlines(keepends=True)

    def put(self, rows: list[bytes]) -> None:
        paths.journal(self.there).write_bytes(b"".join(rows))

    def row(self, entry: Entry) -> bytes:
        """A row that holds ``entry`` and that nobody signed."""
        return journal.line_of([entry], self.here.form().seal.recipients, None)


Writes = Callable[..., str]


@pytest.fixture
def rooms(sealed: Sealed, tmp_path: Path) -> Rooms:
    file = sealed.open()
    file.append([note("here")])
    file.form.fold()
    there = tmp_path / "theirs" / sealed.path.name
    shutil.copytree(sealed.path, there)
    return Rooms(sealed, there)


@pytest.fixture
def writes(rooms: Rooms, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Writes:
    """Lines that a laptop of its own saves into the folder; gives back its public key."""

    def write(*said: str, laptop: str = "stranger") -> str:
        with monkeypatch.context() as patch:
            patch.setenv("XDG_STATE_HOME", str(tmp_path / laptop))
            taken = appender.open_for_capture(rooms.there)
            for text in said:
                taken.append(Fact({"text": text}), NOTES, "organizer")
            return signing.this_laptop().public

    return write


def test_lines_of_an_unknown_laptop_are_named_and_stand_apart_until_it_is_accepted(
    rooms: Rooms, writes: Writes
) -> None:
    stranger = writes("from outside", "and more")
    assert "0 new. 1 here already." in rooms.told()
    assert "2 lines came from an unknown laptop: they will stand apart" in rooms.told()
    assert rooms.merge() == ["here"]
    assert rooms.apart().laptops == {stranger: 2}
    rooms.here.form().find()
    assert rooms.here.form().accept([stranger]) == 2
    assert texts(rooms.here.open().workshop.entries) == ["here", "from outside", "and more"]
    writes("known now")
    assert "unknown" not in rooms.told()
    assert rooms.merge()[-1] == "known now"


def test_several_unknown_laptops_are_counted(rooms: Rooms, writes: Writes) -> None:
    writes("one", laptop="first")
    writes("two", "three", laptop="second")
    assert "3 lines came from 2 unknown laptops" in rooms.told()
    rooms.merge()
    assert sorted(rooms.apart().laptops.values()) == [1, 2]


def test_lines_of_a_known_laptop_are_taken_and_those_of_others_stay_out(
    rooms: Rooms, writes: Writes
) -> None:
    appender.open_for_capture(rooms.there).append(Fact({"text": "ours"}), NOTES, "organizer")
    writes("theirs")
    assert "1 new. 1 here already." in rooms.told()
    assert rooms.merge() == ["here", "ours"]


def test_bringing_it_in_again_adds_nothing(rooms: Rooms, writes: Writes) -> None:
    writes("from outside")
    rooms.merge()
    log = paths.journal(rooms.here.path).read_bytes()
    for _turn in range(2):
        rooms.merge()
        assert paths.journal(rooms.here.path).read_bytes() == log
    rooms.put([*rooms.log(), *rooms.log()])
    rooms.merge()
    assert paths.journal(rooms.here.path).read_bytes() == log


def test_what_an_unknown_laptop_says_in_the_place_of_a_line_is_not_heard(rooms: Rooms) -> None:
    (line,) = rooms.here.open().workshop.entries
    forged = line._replace(body={"text": "she never said this"})
    rooms.put([rooms.row(forged)])
    assert "unknown" not in rooms.told()
    assert rooms.merge() == ["here"]
    assert rooms.apart() == Apart()


def test_an_id_that_an_unknown_laptop_took_from_another_stops_nobody(
    rooms: Rooms, writes: Writes
) -> None:
    appender.open_for_capture(rooms.there).append(Fact({"text": "ours"}), NOTES, "organizer")
    entry = rooms.look()[2].entries[-1]
    rooms.put([*rooms.log(), rooms.row(entry._replace(body={"text": "forged"}))])
    assert rooms.merge() == ["here", "ours"]
    assert rooms.here.form().find().entries[-1].text == "ours"


def test_damaged_rows_of_a_folder_are_counted_and_named_by_their_line(
    rooms: Rooms, writes: Writes
) -> None:
    appender.open_for_capture(rooms.there).append(Fact({"text": "ours"}), NOTES, "organizer")
    (row,) = rooms.log()
    other = journal.line_of(
        rooms.here.open().workshop.entries, [keys.Key.new().public], signing.this_laptop()
    )
    rooms.put([b"garbage\n", row, other])
    told = f"2 lines of {rooms.there.name}/capture.log are damaged, or were not sealed for these"
    assert told in rooms.told()
    assert "lines 1, 3." in rooms.told()
    assert rooms.merge() == ["here", "ours"]
    rooms.put([b"garbage\n"] * 9)
    assert "lines 1, 2, 3, 4, 5 …" in rooms.told()


@pytest.mark.parametrize("change", [{"id": "../x"}, {"at": "now"}, {"device": "a/b"}])
def test_a_row_that_no_laptop_of_ours_could_make_counts_as_damaged(
    rooms: Rooms, change: dict[str, str]
) -> None:
    (line,) = rooms.here.open().workshop.entries
    rooms.put([rooms.row(line._replace(**change))])
    assert "1 line of" in rooms.told()
    assert "line 1." in rooms.told()
    assert rooms.merge() == ["here"]
    assert rooms.apart() == Apart()


def test_of_a_bundle_that_is_signed_as_a_whole_no_row_may_be_damaged(
    rooms: Rooms, writes: Writes, tmp_path: Path
) -> None:
    stranger = writes("from outside")
    packed = bundle.pack_journal(paths.journal(rooms.there))
    made = tmp_path / "unopened.bundle"
    made.write_bytes(packed)
    unopened = rooms._replace(there=made)
    assert "1 line came from an unknown laptop" in unopened.told()
    unopened.merge()
    assert rooms.apart().laptops == {stranger: 1}
    rooms.put([b"garbage\n"])
    made.write_bytes(bundle.pack_journal(paths.journal(rooms.there)))
    assert "damaged at line 2" in refused(unopened.look)


def test_rows_sealed_for_a_former_key_are_sealed_anew_here(rooms: Rooms, writes: Writes) -> None:
    stranger = writes("from outside")
    file, _outer, contents = rooms.look()
    rows = journal.resealed(contents.apart.unknown, file.form.opener.ring, [rooms.here.key.public])
    assert file.form.stand_apart(rows) == 1
    assert file.form.stand_apart(rows) == 0
    assert rooms.apart().laptops == {stranger: 1}


def test_rows_signed_for_another_workshop_count_as_signed_once_it_is_joined(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = keys.Key.new()
    (line,) = rooms.here.open().workshop.entries
    recipients = rooms.here.form().seal.recipients
    with monkeypatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path / "stranger"))
        laptop = signing.this_laptop()
    signed = journal.line_of(
        [line._replace(id=f"{line.id[:-1]}{'1' if line.id[-1] == '0' else '0'}")],
        [other.public, *recipients],
        laptop,
    )
    form = rooms.here.form()
    form.find()
    opener = form.opener._replace(workshops=(other.public,))
    rows = journal.read(signed, opener).rows
    sealed_here = journal.resealed(rows, form.opener.ring, recipients)
    assert form.stand_apart(sealed_here, other.public) == 1
    assert rooms.apart().laptops == {laptop.public: 1}
    assert rooms.here.form().seal.former == (other.public,)


def test_a_store_without_its_recipients_joins_nothing(rooms: Rooms, tmp_path: Path) -> None:
    form = rooms.here.form()
    tables = form.read_tables()
    plain = json.dumps({"workshop": {"1": tables["workshop"]["1"]}, "entries": {}}).encode()
    store = b64encode(keys.seal(plain, form.seal.recipients))
    outer = bundle.look(rooms.there)._replace(payload=b"\n" + store)
    by = Vouching(form.opener, form.laptops, (), is_joining=True)
    assert "damaged" in refused(lambda: bundle.open_journal(outer, by))
