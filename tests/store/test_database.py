"""The database: what TinyDB gives of a workshop, how it inserts, and what it refuses."""

import os
import re
import resource
import signal
from pathlib import Path

import pytest
from tinydb import where
from tinydb.table import Document

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED, UNWRITTEN
from coalition_cli.model.entry import is_as_saved
from coalition_cli.store import WorkshopFile, check, database
from coalition_cli.store.formats import watermark
from coalition_cli.store.recovery import backups
from tests.support.store_rooms import HEAD, in_a_process, note, stock, tear_last_line, texts

PAGE = Path(__file__).parents[2] / "docs" / "database.md"
LINE = {"body": {"text": "A house near the road"}, "share": "organizer"}


def test_it_gives_what_stock_tinydb_gives(path: Path, file: WorkshopFile) -> None:
    file.append([note("one"), note("two")])
    with database(path) as db:
        assert [dict(document) for document in db] == stock(path)
        assert [document.doc_id for document in db.all()] == [1, 2]
        assert db.table("workshop").all() == [HEAD.as_document()]
        assert len(db) == len(db.table("entries")) == 2
        assert db.tables() == {"workshop", "entries"}
        assert db.get(doc_id=2)["body"] == {"text": "two"}
        assert db.count(where("share") == "organizer") == 2


def test_an_insert_is_one_more_line_of_the_same_file(path: Path, file: WorkshopFile) -> None:
    file.append([note("one")])
    before, stood = path.read_bytes(), path.stat().st_ino
    with database(path) as db:
        assert db.insert(LINE) == 2
    assert path.stat().st_ino == stood
    assert path.read_bytes().startswith(before.removesuffix(b"\n}}"))
    last = stock(path)[-1]
    assert is_as_saved(last)
    assert (last["body"], last["share"], last["step"]) == (LINE["body"], "organizer", "note")
    assert check(path) == []
    assert file.refresh()
    assert texts(file.workshop.entries) == ["one", "A house near the road"]


def test_what_is_given_is_kept_and_a_time_is_what_the_document_says(
    path: Path, file: WorkshopFile
) -> None:
    file.append([note("one")])
    other = path.with_name("other.json")
    WorkshopFile.create(other, HEAD._replace(id="02"))
    with database(path) as db, database(other) as elsewhere:
        taken = [dict(document) for document in db]
        assert elsewhere.insert_multiple([*taken, LINE | {"at": "2001-01-01T00:00:00.000Z"}]) == [
            1,
            2,
        ]
    found = stock(other)
    assert found[0] == taken[0]
    assert found[1]["at"] == "2001-01-01T00:00:00.000Z"
    assert check(other) == []


def test_no_answer_is_remembered_while_others_write(path: Path, file: WorkshopFile) -> None:
    named = where("body").text == "one"
    with database(path) as db, database(path) as other:
        assert (db.count(named), len(db), db.all()) == (0, 0, [])
        file.append([note("one")])
        assert (db.count(named), len(db)) == (1, 1)
        numbers = [each.insert(LINE) for each in (db, other, other, db)]
        assert numbers == [2, 3, 4, 5]
        assert texts(file.append([note("last")])) == ["last"]
        assert db.get(doc_id=6)["body"] == {"text": "last"}


def test_two_processes_never_give_one_number_twice(path: Path, file: WorkshopFile) -> None:
    def write() -> None:
        with database(path) as db:
            for _ in range(50):
                db.insert(LINE)

    children = [in_a_process(write) for _ in range(2)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    numbers = re.findall(rb'^"(\d+)": ', path.read_bytes(), re.MULTILINE)
    assert [int(number) for number in numbers] == list(range(1, 101))
    assert check(path) == []
    assert len({document["id"] for document in stock(path)}) == 100


def test_a_session_and_its_database_know_of_each_other(path: Path, file: WorkshopFile) -> None:
    file.append([note("one")])
    assert file.database.insert(LINE) == 2
    file.append([note("three")])
    assert texts(file.workshop.entries) == ["one", "A house near the road", "three"]
    assert file.workshop.entries == WorkshopFile.open(path).workshop.entries


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (Document(LINE, 7), "the store itself numbers"),
        (LINE | {"colour": "red"}, "has no colour"),
        (LINE | {"share": "everybody"}, "wrong kind"),
        (LINE | {"op": "edit", "ref": "01JD0000000000000000000000"}, "WorkshopFile"),
        (LINE | {"op": "withdraw", "ref": "01JD0000000000000000000000"}, "WorkshopFile"),
        (LINE | {"body": {"text": "x", "moved from": "01"}}, "WorkshopFile"),
        (LINE | {"body": "x"}, "wrong kind"),
        ({"share": "organizer"}, "no body"),
        ({"body": {"text": "x"}}, "no share"),
    ],
)
def test_what_is_no_added_entry_is_refused_and_nothing_of_its_company_is_written(
    path: Path, file: WorkshopFile, document: dict, why: str
) -> None:
    file.append([note("one")])
    before = path.read_bytes()
    with database(path) as db, pytest.raises(ValueError, match=why):
        db.insert_multiple([LINE, document])
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda db: db.update({"share": "donor"}),
        lambda db: db.upsert(LINE, where("share") == "organizer"),
        lambda db: db.remove(where("share") == "organizer"),
        lambda db: db.truncate(),
        lambda db: db.drop_table("entries"),
        lambda db: db.drop_tables(),
        lambda db: db.table("workshop").insert({"title": "Another"}),
        lambda db: db.table("workshop").update({"title": "Another"}),
    ],
)
def test_no_document_is_changed_or_removed(path: Path, file: WorkshopFile, change) -> None:
    file.append([note("one")])
    before = path.read_bytes()
    with database(path) as db, pytest.raises(TypeError, match="only ever added"):
        change(db)
    assert path.read_bytes() == before
    with database(path) as db, pytest.raises(ValueError, match="no other"):
        db.table("_default")


def test_a_file_that_is_not_there_or_newer_is_refused(path: Path, file: WorkshopFile) -> None:
    with pytest.raises(Problem, match="no workshop file") as refused:
        database(path.with_name("nowhere.json"))
    assert refused.value.status == REFUSED
    path.write_text(path.read_text().replace('"format_version": ', '"format_version": 9'))
    with pytest.raises(Problem, match="newer coalition"):
        database(path)


def test_a_changed_line_is_refused_by_every_question(path: Path, file: WorkshopFile) -> None:
    file.append([note("one"), note("two")])
    path.write_bytes(path.read_bytes().replace(b'"one"', b'"own"'))
    before = path.read_bytes()
    with database(path) as db:
        for ask in (db.all, lambda: db.get(doc_id=2), lambda: db.insert(LINE)):
            with pytest.raises(Problem, match=r"Line 2 \(entry 1\) was changed") as refused:
                ask()
            assert refused.value.status == DAMAGED
    assert path.read_bytes() == before


def test_a_torn_last_line_is_taken_out_unless_a_backup_knows_more(
    path: Path, file: WorkshopFile
) -> None:
    file.append([note("one")])
    tear_last_line(path, "two")
    with database(path) as db:
        assert [document["body"]["text"] for document in db] == ["one"]
    assert check(path) == []
    file.append([note("two")])
    whole = path.read_bytes()
    backups.keep(file.form)
    watermark.forget(path)
    path.write_bytes(whole[:-20])
    with (
        database(path) as db,
        pytest.raises(Problem, match="It lacks entries that a copy of it holds"),
    ):
        db.all()
    assert path.read_bytes() == whole[:-20]


def test_a_disk_that_does_not_take_an_insert_leaves_the_file_as_it_was(
    path: Path, file: WorkshopFile
) -> None:
    file.append([note("one")])
    before = path.read_bytes()

    def write_on_a_full_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 50, len(before) + 50))
        with database(path) as db, pytest.raises(Problem) as refused:
            db.insert(LINE)
        assert refused.value.status == UNWRITTEN

    assert os.waitpid(in_a_process(write_on_a_full_disk), 0)[1] == 0
    assert path.read_bytes() == before


def test_the_example_of_the_page_runs(
    path: Path, file: WorkshopFile, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.chdir(path.parent)
    file.append([note("one")])
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        exec(compile(example, str(PAGE), "exec"), {})
    told = capsys.readouterr().out.splitlines()
    assert told[:2] == ["1", "2 2"]
    assert told[-1] == HEAD.title
    assert "A house near the road" in told[-2]
