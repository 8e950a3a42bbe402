"""The checks of an insert: what would not be read again, what the store gives, what is gone."""

import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from coalition_cli.errors import Problem
from coalition_cli.model.entry import PEOPLE, Fact, next_id, utc
from coalition_cli.store import Draft, WorkshopFile, check, database
from tests.support.store_rooms import note, stock

LINE: dict[str, Any] = {"body": {"text": "A house near the road"}, "share": "organizer"}
OLD_ID = "01JD0000000000000000000000"
FAR_AHEAD = 4_102_444_800.0


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.fixture
def quick_turns() -> Iterator[None]:
    """Let threads take turns after every few steps, as they would in a long night."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


UNREADABLE = {
    "numbers as keys": {"body": {9: "a", 10: "b"}},
    "numbers as keys, deeper": {"body": {"votes": {1: "a"}}},
    "a key that is nothing": {"body": {None: "a"}},
    "keys of two kinds": {"body": {1: "a", "1": "b"}},
    "an endless run": {"run": 10**30},
    "a run of another kind": {"run": 1.0},
    "a run that is true": {"run": True},
    "a run before the first": {"run": 0},
    "an endless number": {"body": {"votes": 10**30}},
    "no number": {"body": {"votes": float("nan")}},
    "an infinite number": {"body": {"votes": float("inf")}},
    "halves of one character": {"body": {"text": "\ud83d\ude00"}},
    "lists in lists": {"body": {"text": "x", "more": nested(100)}},
    "lists in lists, near the limit": {"body": {"text": "x", "more": nested(983)}},
    "lists in lists, far behind it": {"body": {"text": "x", "more": nested(100_000)}},
    "a body that is a number": {"body": 5},
    "a body that is nothing": {"body": None},
    "a body that is a list": {"body": ["x"]},
    "bytes": {"body": {"text": b"x"}},
    "a set": {"body": {"text": {"x"}}},
    "a day": {"body": {"text": date(2026, 11, 21)}},
    "an exercise that is a number": {"exercise": 5},
    "a person that is a list": {"by": ["x"]},
    "a share that is a list": {"share": ["donor"]},
    "an op that is a list": {"op": ["add"]},
    "a key that is a number": {5: "x", "colour": "red"},
}
UNSOUND = {
    "a time in words": {"at": "tomorrow"},
    "a time to come": {"at": utc(FAR_AHEAD)},
    "a time without its zone": {"at": "2026-11-21T09:30:00.000"},
    "a time in another zone": {"at": "2026-11-21T09:30:00.000+02:00"},
    "a time to the second": {"at": "2026-11-21T09:30:00Z"},
    "a day that never was": {"at": "2026-02-30T09:30:00.000Z"},
    "a time in other digits": {"at": "٢٠٢٦-11-21T09:30:00.000Z"},
    "a time that is a number": {"at": 5},
    "no time": {"at": None},
    "an id in words": {"id": "mine"},
    "an id in small letters": {"id": OLD_ID.lower()},
    "an id to come": {"id": next_id("", FAR_AHEAD)},
    "an id that is a number": {"id": 5},
    "no id": {"id": None},
    "a device in words": {"device": "Amina's laptop"},
    "no device": {"device": ""},
    "another's digest": {"sum": "000000000000"},
    "no digest": {"sum": None},
}


@pytest.mark.parametrize("fault", [*UNREADABLE, *UNSOUND])
def test_what_would_not_be_read_as_it_was_given_is_refused_and_no_byte_changes(
    path: Path, file: WorkshopFile, fault: str
) -> None:
    file.append([note("one")])
    before = path.read_bytes()
    given = LINE | (UNREADABLE | UNSOUND)[fault]
    with database(path) as db:
        with pytest.raises(ValueError, match=r"\w"):
            db.insert_multiple([LINE, given])
        assert path.read_bytes() == before
        assert db.insert(LINE) == 2
    assert check(path) == []


@pytest.mark.parametrize("given", [5, None, "x", ["x"]])
def test_what_is_no_document_is_refused(path: Path, file: WorkshopFile, given: Any) -> None:
    with database(path) as db, pytest.raises(ValueError, match="a document is a mapping"):
        db.insert(given)
    assert stock(path) == []


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ({"text": "\u20ac \U0001f600 \x00 \ud800"}, None),
        ({"pairs": ((1, 2.5), (True, None))}, {"pairs": [[1, 2.5], [True, None]]}),
        (MappingProxyType({"text": "x"}), {"text": "x"}),
        ({"more": nested(60)}, None),
        ({"votes": 10**18 - 1}, None),
        ({}, None),
    ],
)
def test_what_json_holds_is_read_as_it_was_given(
    path: Path, file: WorkshopFile, body: Any, read: Any
) -> None:
    with database(path) as db:
        assert db.insert(LINE | {"body": body}) == 1
        assert db.all()[0]["body"] == (body if read is None else read)
        assert db.insert_multiple([]) == []
    assert check(path) == []


def test_an_id_that_stands_already_is_refused(path: Path, file: WorkshopFile) -> None:
    file.append([note("one")])
    with database(path) as db, database(path) as other:
        taken = db.all()[0]["id"]
        assert db.insert(LINE | {"id": OLD_ID}) == 2
        before = path.read_bytes()
        for each, given in ((db, taken), (db, OLD_ID), (other, taken), (other, OLD_ID)):
            with pytest.raises(ValueError, match="stands already"):
                each.insert(LINE | {"id": given})
        fresh = OLD_ID[:-1] + "1"
        with pytest.raises(ValueError, match="stands already"):
            db.insert_multiple([LINE | {"id": fresh}, LINE | {"id": fresh}])
        assert path.read_bytes() == before
        assert other.insert(LINE | {"id": fresh}) == 3
        with pytest.raises(ValueError, match="stands already"):
            db.insert(LINE | {"id": fresh})


@pytest.mark.parametrize("key", ["by", "id", "id of her line"])
def test_what_was_withdrawn_does_not_come_back(path: Path, file: WorkshopFile, key: str) -> None:
    db = file.database
    person = file.append([Draft(Fact({"text": "Amina"}), PEOPLE, "organizer")])[0].id
    assert db.insert(LINE | {"by": person}) == 2
    line = db.all()[1]["id"]
    WorkshopFile.open(path).withdraw(person)
    before = path.read_bytes()
    given = {"by": {"by": person}, "id": {"id": person}, "id of her line": {"id": line}}[key]
    for each in (db, database(path)):
        with pytest.raises(Problem, match="withdrawn meanwhile"):
            each.insert_multiple([LINE, LINE | given])
    assert path.read_bytes() == before
    assert db.insert(LINE | {"by": "Group 2"}) == 4


def test_only_the_first_insert_with_an_id_reads_the_whole_file(
    path: Path, file: WorkshopFile
) -> None:
    file.append([note("a line of a long day " * 10) for _ in range(600)])
    with database(path) as db:
        assert db.insert(LINE | {"by": "Group 1"}) == 601
        # Damage in the middle of a long file is found by whoever reads it.
        with path.open("r+b") as opened:
            opened.seek(path.stat().st_size // 2)
            opened.write(b"#")
        assert db.insert(LINE | {"by": "Group 2"}) == 602
        with pytest.raises(Problem, match=r"damaged\. Line 302 "):
            db.all()
    with database(path) as db, pytest.raises(Problem, match=r"damaged\. Line 302 "):
        db.insert(LINE | {"by": "Group 1"})
    assert check(path) != []


def test_threads_lose_no_line_of_one_database(
    path: Path, file: WorkshopFile, quick_turns: None
) -> None:
    numbers: dict[int, str] = {}
    refused: list[Exception] = []
    with database(path) as db:
        together = threading.Barrier(4)

        def write(name: str) -> None:
            together.wait()
            for count in range(25):
                text = f"{name} {count}"
                try:
                    numbers[db.insert(LINE | {"body": {"text": text}})] = text
                    assert len(db.all()) <= 100
                except Exception as problem:
                    refused.append(problem)

        threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert refused == []
        told = {document.doc_id: document["body"]["text"] for document in db}
    assert told == numbers
    assert len(told) == 100
    assert check(path) == []


def test_a_thread_waits_for_the_lock_that_another_holds(path: Path, file: WorkshopFile) -> None:
    order: list[str] = []
    with database(path) as db:
        begun = threading.Event()

        def write() -> None:
            begun.set()
            with db.storage.locked():
                order.append("other")

        thread = threading.Thread(target=write)
        with db.storage.locked():
            thread.start()
            begun.wait()
            for _ in range(5):
                db.insert(LINE)
            order.append("first")
        thread.join()
    assert order == ["first", "other"]


def test_a_table_takes_what_a_table_of_tinydb_takes(path: Path, file: WorkshopFile) -> None:
    with database(path) as db:
        entries = db.table("entries", cache_size=30)
        assert entries.insert(LINE) == 1
        assert len(entries.all()) == 1
