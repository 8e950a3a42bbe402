"""A sealed workshop holds what a plain one holds, and refuses what nobody here has sealed."""

import base64
import json
import os
import shutil
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, UNWRITTEN
from coalition_cli.model.entry import GONE, NOTES, Fact, make
from coalition_cli.store import Draft, WorkshopFile, check
from coalition_cli.store.formats.sealed import (
    appender,
    journal,
    keys,
    paths,
    revision,
    signing,
    snapshot,
)
from coalition_cli.store.formats.sealed.format import MOST_LINES, SealedForm
from coalition_cli.store.transfer.files_beside import holding
from tests.support.sealed_rooms import (
    HEAD,
    PARTS,
    Sealed,
    age,
    in_a_process,
    killed_at,
    log_lines,
    note,
    refused,
    texts,
)
from tests.support.store_rooms import standing_in, take_no_file_longer_than

needs_age = pytest.mark.skipif(not shutil.which("age"), reason="the age command is not installed")


def test_what_is_saved_is_read_by_another_process(sealed: Sealed) -> None:
    file = sealed.open()
    file.append([note("one")])
    file.append([note("two"), note("three")])
    assert texts(file.workshop.entries) == ["one", "two", "three"]
    assert sealed.open().workshop.entries == file.workshop.entries
    assert sealed.open().workshop.head == HEAD


def test_an_append_is_one_line_and_the_store_stays_as_it_is(sealed: Sealed) -> None:
    file = sealed.open()
    file.append([note("one")])  # which makes this laptop known
    before = paths.store(sealed.path).read_bytes()
    file.append([note("two"), note("three")])
    assert paths.store(sealed.path).read_bytes() == before
    assert [len(line.split("\n")) for line in log_lines(sealed.path, sealed.key)] == [2, 3]


def test_the_length_of_a_line_does_not_tell_how_long_an_answer_was(sealed: Sealed) -> None:
    file = sealed.open()
    for text in ("no", "yes, " * 5, "it is a long story " * 3):
        file.append([note(text)])
    plain = log_lines(sealed.path, sealed.key)
    assert {len(line) % 512 for line in plain} == {0}
    assert len({len(line) for line in plain}) == 1


def test_two_windows_see_each_others_lines(sealed: Sealed) -> None:
    one, two = sealed.open(), sealed.open()
    one.append([note("first")])
    two.append([note("second")])
    assert one.refresh()
    assert texts(one.workshop.entries) == texts(two.workshop.entries) == ["first", "second"]
    assert not one.refresh()
    one.form.fold()
    two.append([note("third")])
    one.append([note("fourth")])
    assert two.refresh()
    assert texts(two.workshop.entries) == ["first", "second", "third", "fourth"]
    assert one.workshop.entries == two.workshop.entries


def test_a_long_journal_is_folded_when_the_workshop_is_opened(sealed: Sealed) -> None:
    file = sealed.open()
    for number in range(MOST_LINES):
        file.append([note(str(number))])
    before = sealed.open().form
    assert len(log_lines(sealed.path, sealed.key)) == MOST_LINES
    file.append([note("one more")])
    again = sealed.open()
    assert paths.journal(sealed.path).read_bytes() == b""
    assert texts(again.workshop.entries) == [*map(str, range(MOST_LINES)), "one more"]
    assert snapshot.read(sealed.path, sealed.key).seal.revision == before.seal.revision + 1


def test_closing_folds_what_grew_and_leaves_alone_what_did_not(sealed: Sealed) -> None:
    before = sealed.bytes()
    idle = sealed.form()
    idle.find()
    idle.close()
    assert sealed.bytes() == before
    file = sealed.open()
    file.append([note("one")])
    file.form.close()
    assert paths.journal(sealed.path).read_bytes() == b""
    assert texts(sealed.open().workshop.entries) == ["one"]


def test_a_fold_killed_at_any_step_loses_and_doubles_nothing(
    sealed: Sealed, tmp_path: Path
) -> None:
    step = 0
    while True:
        step += 1
        copy = sealed._replace(path=tmp_path / str(step) / sealed.path.name)
        shutil.copytree(sealed.path, copy.path)
        revision.forget(HEAD.id)
        file = copy.open()
        file.append([note("one")])
        file.append([note("two")])
        was_killed = killed_at(step, lambda copy=copy: copy.form().fold())
        file.append([note("three")])
        assert texts(copy.open().workshop.entries) == ["one", "two", "three"]
        assert file.workshop.entries == copy.open().workshop.entries
        assert {each.name for each in standing_in(copy.path)} == PARTS
        if not was_killed:
            break
    assert step > 5


def test_a_line_that_was_withdrawn_in_the_store_does_not_come_back_from_the_journal(
    sealed: Sealed,
) -> None:
    file = sealed.open()
    entry = file.append([note("her words")])[0]
    old_log = paths.journal(sealed.path).read_bytes()
    file.withdraw(entry.id)
    paths.journal(sealed.path).write_bytes(old_log)  # killed between the store and the journal
    again = SealedForm(sealed.path, sealed.key, is_older_accepted=True).find()
    assert [found.body for found in again.entries] == [GONE, {}]
    assert paths.journal(sealed.path).read_bytes() == b""
    assert "her words" not in json.dumps(sealed.form().read_tables())


def test_lines_of_a_laptop_whose_clock_is_behind_stand_as_they_were_written(sealed: Sealed) -> None:
    file = sealed.open()
    file.append([note("now")])
    early = make(
        Fact({"text": "early"}),
        NOTES,
        share="organizer",
        device="0a1b2c3d",
        after=None,
        now=1_700_000_000,
    )
    with paths.journal(sealed.path).open("ab") as log:
        log.write(journal.line_of([early], [sealed.key.public], signing.this_laptop()))
    assert file.refresh()
    assert texts(file.workshop.entries) == ["now", "early"]
    assert texts(file.workshop.standing(NOTES)) == ["early", "now"]
    file.append([note("later")])
    assert file.workshop.entries == sealed.open().workshop.entries
    file.form.fold()
    assert texts(sealed.open().workshop.entries) == ["now", "early", "later"]
    assert texts(sealed.open().workshop.standing(NOTES)) == ["early", "now", "later"]


def test_the_tables_stand_in_the_order_of_the_open_workshop(sealed: Sealed) -> None:
    file = sealed.open()
    file.append([note("one")])
    file.form.fold()
    file.append([note("two")])
    appender.open_for_capture(sealed.path).append(Fact({"text": "three"}), NOTES, "organizer")
    file.refresh()
    documents = sealed.form().read_tables()["entries"]
    assert list(documents) == ["1", "2", "3"]
    assert [document["id"] for document in documents.values()] == [
        entry.id for entry in file.workshop.entries
    ]


def test_an_added_recipient_is_named_and_nothing_is_saved(sealed: Sealed) -> None:
    file = sealed.open()
    maid = keys.Key.new()
    with paths.recipients(sealed.path).open("a") as cache:
        cache.write(f"{maid.public}\n")
    before = sealed.bytes()
    assert maid.public in refused(sealed.form().find)
    refused(lambda: appender.open_for_capture(sealed.path))
    assert sealed.bytes() == before
    # Whoever had it open before seals for those whom the store names.
    file.append([note("one")])
    with pytest.raises(keys.NotForThisKey):
        log_lines(sealed.path, maid)


def test_a_removed_recipient_is_named(sealed: Sealed) -> None:
    paths.recipients(sealed.path).write_text(f"{sealed.key.public}\n")
    assert sealed.organisation.public in refused(sealed.form().find)


def test_an_older_copy_is_told_and_can_be_accepted(sealed: Sealed, tmp_path: Path) -> None:
    file = sealed.open()
    file.append([note("one")])
    file.form.fold()
    kept = tmp_path / "old"
    shutil.copytree(sealed.path, kept)
    file.append([note("two")])
    file.form.fold()
    shutil.rmtree(sealed.path)
    shutil.copytree(kept, sealed.path)
    before = sealed.bytes()
    assert "older than what this laptop saved last" in refused(sealed.form().find)
    assert sealed.bytes() == before
    assert texts(SealedForm(sealed.path, sealed.key, is_older_accepted=True).find().entries) == [
        "one"
    ]
    assert texts(sealed.open().workshop.entries) == ["one"]


def test_a_journal_that_lost_acknowledged_lines_is_told(sealed: Sealed) -> None:
    file = sealed.open()
    file.append([note("one")])
    short = paths.journal(sealed.path).read_bytes()
    file.append([note("two")])
    sealed.open()
    paths.journal(sealed.path).write_bytes(short)
    assert "lines that this laptop saved last are missing" in refused(sealed.form().find)


def test_a_copy_that_another_laptop_went_on_with_is_taken(sealed: Sealed, tmp_path: Path) -> None:
    sealed.open().append([note("here")])
    sealed.form().fold()

    def on_another_laptop() -> None:
        os.environ["XDG_STATE_HOME"] = str(tmp_path / "other")
        file = sealed.open()
        file.append([note("there")])
        file.form.fold()

    assert in_a_process(on_another_laptop) == 0
    assert texts(sealed.open().workshop.entries) == ["here", "there"]


def test_the_machine_remembers_no_word_and_no_name(sealed: Sealed, tmp_path: Path) -> None:
    sealed.open().append([note("her words")])
    sealed.open()
    remembered = b"".join(
        path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file()
    )
    assert remembered
    for word in (
        b"her words",
        b"seminar",
        b"Nendiwe",
        b"stick",
        HEAD.id.encode(),
        sealed.path.name.encode(),
    ):
        assert word not in remembered


@pytest.mark.parametrize("free", [0, 1, 100, 700, 1200])
def test_a_full_disk_leaves_the_journal_as_it_was(sealed: Sealed, free: int) -> None:
    file = sealed.open()
    file.append([note("one")])
    before = paths.journal(sealed.path).read_bytes()

    def meet_a_full_disk() -> None:
        own, line = sealed.open(), appender.open_for_capture(sealed.path)
        line.append(Fact({"text": "two"}), NOTES, "organizer")
        size = paths.journal(sealed.path).stat().st_size
        take_no_file_longer_than(size + free)
        refused(lambda: own.append([note("x" * 3000)]), UNWRITTEN)
        refused(lambda: line.append(Fact({"text": "x" * 3000}), NOTES, "organizer"), UNWRITTEN)
        assert paths.journal(sealed.path).stat().st_size == size
        take_no_file_longer_than(1_000_000)
        own.append([note("three")])

    assert in_a_process(meet_a_full_disk) == 0
    assert paths.journal(sealed.path).read_bytes().startswith(before)
    assert sealed.texts() == ["one", "two", "three"]


def test_four_processes_save_fifty_lines_each_while_the_journal_is_folded(sealed: Sealed) -> None:
    sealed.open()
    children = []
    for name in "abcd":
        child = os.fork()
        if not child:
            status = 1
            try:
                own = sealed.open() if name in "ab" else None
                line = appender.open_for_capture(sealed.path)
                for number in range(50):
                    if own and number % 2:
                        own.append([note(f"{name} {number}")])
                    else:
                        line.append(Fact({"text": f"{name} {number}"}), NOTES, "organizer")
                    if own and number % 20 == 19:
                        own.form.fold()
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0, 0]
    found = sealed.texts()
    assert sorted(found) == sorted(f"{name} {number}" for name in "abcd" for number in range(50))
    # A line that is saved without the key knows no time but its own clock and its own last line.
    for name, first in ("a", 0), ("a", 1), ("b", 0), ("b", 1), ("c", 0), ("d", 0):
        step = 2 if name in "ab" else 1
        of_writer = [f"{name} {number}" for number in range(first, 50, step)]
        assert [text for text in found if text in of_writer] == of_writer


def test_a_thousand_entries_at_once_are_one_line(sealed: Sealed) -> None:
    file = sealed.open()
    file.append(
        [Draft(Fact({"text": f"note {number}"}), NOTES, "organizer") for number in range(1000)]
    )
    assert len(log_lines(sealed.path, sealed.key)) == 1
    assert len(sealed.open().workshop.entries) == 1000


@needs_age
def test_the_age_command_opens_the_store_and_each_line(sealed: Sealed, tmp_path: Path) -> None:
    file = sealed.open()
    file.append([note("one")])
    file.form.fold()
    file.append([note("two")])
    for key in (sealed.key, sealed.organisation):
        identity = tmp_path / "key.txt"
        identity.write_bytes(keys.identity_file(key, "a key"))
        store = json.loads(age("-d", "-i", identity, paths.store(sealed.path)))
        assert [document["body"] for document in store["entries"].values()] == [{"text": "one"}]
        assert store["workshop"]["1"]["sealed"]["recipients"] == [
            sealed.key.public,
            sealed.organisation.public,
        ]
        row = paths.journal(sealed.path).read_bytes()
        signature, entry = age("-d", "-i", identity, given=base64.b64decode(row)).split(b"\n")
        assert set(json.loads(signature)) == {"laptop", "signature"}
        assert json.loads(entry)["body"] == {"text": "two"}


def test_the_opened_store_is_a_sound_workshop_file(sealed: Sealed, tmp_path: Path) -> None:
    file = sealed.open()
    file.append([note("one")])
    file.form.fold()
    plain = tmp_path / "opened.json"
    plain.write_bytes(sealed.key.open(paths.store(sealed.path).read_bytes()))
    assert check(plain) == []
    assert texts(WorkshopFile.open(plain).workshop.entries) == ["one"]


def test_side_files_are_sealed_for_both_holders(form: SealedForm, sealed: Sealed) -> None:
    concealed = form.conceal(b"half typed")
    assert b"half typed" not in concealed
    assert form.reveal(concealed) == sealed.organisation.open(concealed) == b"half typed"
    with pytest.raises(Problem) as damaged:
        form.reveal(concealed[:-1])
    assert damaged.value.status == DAMAGED


def test_closing_on_a_stick_that_was_pulled_out_is_a_sentence_and_no_traceback(
    sealed: Sealed, tmp_path: Path
) -> None:
    file = sealed.open()
    file.append([note("one")])
    sealed.path.rename(tmp_path / "pulled-out")
    assert "No backup was made." in file.close()
    (tmp_path / "pulled-out").rename(sealed.path)
    assert texts(sealed.open().workshop.entries) == ["one"]


def test_a_readable_file_inside_of_the_folder_is_named_where_it_holds_withdrawn_words(
    sealed: Sealed,
) -> None:
    file = sealed.open()
    (first,) = file.append([Draft(Fact({"text": "she walked three days"}), NOTES, "organizer")])
    (sealed.path / "summary.csv").write_text("she walked three days")
    found = holding(file, file.withdraw(first.id).gone)
    assert [(each.path.name, each.sort) for each in found.files] == [("summary.csv", "other")]
