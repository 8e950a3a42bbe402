"""What opening refuses, ``check`` and the others refuse with the same status and reason."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.store.formats.sealed import paths, snapshot
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.key_rotation import key_under
from tests.support.calling import Done, House
from tests.support.sealed_calls import FD, call, make
from tests.support.sealed_rooms import PASSPHRASE


def form_of(path: Path) -> SealedForm:
    return SealedForm(path, key_under(path, PASSPHRASE), is_older_accepted=True)


def plain_store(path: Path) -> None:
    form = form_of(path)
    paths.store(path).write_bytes(form.content())


def newer(path: Path) -> None:
    form = form_of(path)
    tables = form.read_tables()
    tables["workshop"]["1"]["format_version"] = 99
    snapshot.write(path, tables, form.seal._replace(revision=50))


def cut(name: str) -> Callable[[Path], None]:
    def act(path: Path) -> None:
        (path / name).write_bytes((path / name).read_bytes()[:-3])

    return act


def emptied(name: str) -> Callable[[Path], None]:
    return lambda path: (path / name).write_bytes(b"") and None


def gone(name: str) -> Callable[[Path], None]:
    return lambda path: (path / name).unlink()


def linked(name: str) -> Callable[[Path], None]:
    def act(path: Path) -> None:
        target = path.parent / f"elsewhere-{name}"
        (path / name).rename(target)
        (path / name).symlink_to(target)

    return act


# What is done to the folder, the status, a part of the reason, and if it shows without the key.
CASES = {
    "a plain store": (plain_store, 3, "store.age is not sealed", True),
    "a store that is cut": (cut("store.age"), 3, "store.age is damaged", False),
    "an empty store": (emptied("store.age"), 3, "store.age is damaged", True),
    "no store": (gone("store.age"), 3, "store.age is missing", True),
    "no log": (gone("capture.log"), 3, "capture.log is missing", True),
    "no public keys": (gone("recipients.txt"), 3, "recipients.txt is missing", True),
    "a store that is a link": (linked("store.age"), 3, "store.age is a link", True),
    "a log that is a link": (linked("capture.log"), 3, "capture.log is a link", True),
    "a key that is a link": (linked("identity.age"), 3, "identity.age is a link", True),
    "a newer version": (newer, None, "newer coalition", False),
}


@pytest.mark.slow
@pytest.mark.parametrize(("spoil", "status", "reason", "shows"), CASES.values(), ids=CASES)
def test_every_way_in_gives_the_same_reason(
    tmp_path: Path, spoil: Callable[[Path], None], status: int | None, reason: str, shows: bool
) -> None:
    house = House(tmp_path / "house")
    path = make(house)
    assert call(house, "note", "--stdin", typed="one\n").status == 0
    spoil(path)
    before = {each.name: each.read_bytes() for each in path.iterdir() if each.is_file()}
    found = [
        call(house, *FD, "show", secrets=(PASSPHRASE,)),
        call(house, *FD, "check", secrets=(PASSPHRASE,)),
    ]
    if shows:
        found += [call(house, "note", "--stdin", typed="two\n"), call(house, "open", path)]
        assert reason in call(house, "list").out
    statuses = {each.status for each in found}
    assert statuses == ({status} if status else {found[0].status}), found
    assert all(reason in each.err for each in found), found
    after = {each.name: each.read_bytes() for each in path.iterdir() if each.is_file()}
    assert after == before


@pytest.mark.slow
def test_a_copy_that_was_rolled_back_is_refused_by_check_as_by_show(tmp_path: Path) -> None:
    house = House(tmp_path / "house")
    path = make(house)
    shutil.copytree(path, tmp_path / "old")
    assert call(house, "note", "--stdin", typed="one\n").status == 0
    assert call(house, *FD, "undo", secrets=(PASSPHRASE,)).status == 0
    shutil.rmtree(path)
    shutil.copytree(tmp_path / "old", path)

    def refused(*words: str) -> Done:
        return call(house, *FD, *words, secrets=(PASSPHRASE,))

    for each in (refused("show"), refused("check"), refused("check", "--repair")):
        assert each.status == 3
        assert "older than what this laptop saved last" in each.err


@pytest.mark.slow
def test_a_newer_version_is_not_repaired(tmp_path: Path) -> None:
    house = House(tmp_path / "house")
    path = make(house)
    newer(path)
    refused = call(house, *FD, "check", "--repair", secrets=(PASSPHRASE,))
    assert refused.status != 0
    assert "newer coalition" in refused.err
    assert list(path.glob("*.repaired.age")) == []
