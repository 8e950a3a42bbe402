"""A sealed workshop as a database: the same once it is unlocked, refused before."""

import pytest
from tinydb import where

from coalition_cli.errors import Problem
from coalition_cli.store import database
from tests.support.sealed_rooms import Sealed, note, texts

LINE = {"body": {"text": "A house near the road"}, "share": "organizer"}


def test_an_unlocked_workshop_is_the_same_database(sealed: Sealed) -> None:
    file, other = sealed.open(), sealed.open()
    file.append([note("one")])
    assert file.database.insert(LINE) == 2
    other.append([note("three")])
    assert [document["body"]["text"] for document in file.database] == [
        "one",
        "A house near the road",
        "three",
    ]
    assert len(file.database) == 3
    assert file.database.count(where("share") == "organizer") == 3
    assert file.database.find_head().title == file.workshop.head.title
    assert texts(sealed.open().workshop.entries) == ["one", "A house near the road", "three"]
    with pytest.raises(TypeError):
        file.database.truncate()


def test_what_was_withdrawn_does_not_come_back(sealed: Sealed) -> None:
    file = sealed.open()
    taken = file.append([note("one"), note("two")])[0].id
    with pytest.raises(ValueError, match="stands already"):
        file.database.insert(LINE | {"id": taken})
    assert file.database.insert(LINE | {"by": taken}) == 3
    sealed.open().withdraw(taken)
    before = file.database.all()
    for given in ({"by": taken}, {"id": taken}):
        with pytest.raises(Problem, match="withdrawn meanwhile"):
            file.database.insert(LINE | given)
    assert file.database.all() == before


def test_a_locked_one_is_refused(sealed: Sealed) -> None:
    with pytest.raises(Problem, match="its passphrase is needed"):
        database(sealed.path)
