"""The copies of a sealed workshop are sealed too, and are put back as those of a plain one are."""

import json
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store import sealing
from coalition_cli.store.formats.sealed import appender, keys, paths, signing, snapshot
from coalition_cli.store.recovery import backups, restore, sealed_repair
from tests.support.light_secrets import lighten
from tests.support.sealed_rooms import HEAD, PASSPHRASE, Sealed, note, tables_of, texts

pytestmark = pytest.mark.slow

SECRET = "canary-7F3K"


@pytest.fixture
def sealed(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    organisation = keys.Key.new()
    path = tmp_path / "workshop-7f3k"
    holder = sealing.Organisation(organisation.public, organisation)
    made = sealing.create(path, tables_of(HEAD), PASSPHRASE, holder)
    lighten(path / "identity.age", PASSPHRASE)
    return Sealed(path, made.key, organisation)


def everything(path):
    return b"".join(file.read_bytes() for file in path.parent.rglob("*") if file.is_file())


def test_a_backup_of_a_sealed_workshop_is_sealed_and_lies_inside_it(sealed):
    file = sealed.open()
    file.append([note(SECRET)])
    assert file.close() == ""
    (copy,) = backups.all_of(sealed.path)
    assert copy.path.parent == sealed.path / "backups"
    assert copy.path.suffix == ".age"
    assert SECRET.encode() not in everything(sealed.path)
    assert SECRET.encode() in sealed.form().reveal(copy.path.read_bytes())


def test_nothing_new_is_kept_where_nothing_changed(sealed):
    file = sealed.open()
    file.append([note("one")])
    assert backups.keep(file.form)
    assert backups.keep(file.form) is None


def test_a_sealed_workshop_is_restored_and_what_stood_is_set_aside_sealed(sealed):
    file = sealed.open()
    file.append([note("one")])
    made = backups.keep(file.form)
    file.append([note(SECRET)])
    form = sealed.form()
    choice = restore.choose(form, made)
    assert (choice.holds, choice.lacks) == (1, 1)
    done = restore.put_back(form, choice)
    assert sealed.texts() == ["one"]
    assert texts(sealed.open().workshop.entries) == ["one"]
    assert len(done.aside) >= 1
    assert SECRET.encode() not in everything(sealed.path)
    again = sealed.form()
    restore.put_back(again, restore.choose(again, done.aside[0]))
    assert sealed.texts() == ["one", SECRET]


@pytest.mark.parametrize("damage", [b"", b"null", b"\0" * 500, None])
def test_a_damaged_or_lost_store_is_restored_from_its_backup(sealed, damage):
    file = sealed.open()
    file.append([note("one")])
    made = backups.keep(file.form)
    store = paths.store(sealed.path)
    store.unlink() if damage is None else store.write_bytes(damage)
    with pytest.raises(Problem) as refused:
        sealed.open()
    assert refused.value.status == DAMAGED
    form = sealed.form()
    restore.put_back(form, restore.choose(form, made))
    assert sealed.texts() == ["one"]


def test_withdrawn_words_leave_the_sealed_backups_and_stay_away(sealed, tmp_path):
    file = sealed.open()
    (secret,) = file.append([note(SECRET)])
    made = backups.keep(file.form)
    stick = tmp_path / "stick.age"
    stick.write_bytes(made.read_bytes())
    file.withdraw(secret.id)
    form = sealed.form()
    for copy in backups.copies(sealed.path):
        assert SECRET.encode() not in form.reveal(copy.read_bytes())
    restore.put_back(form, restore.choose(form, stick))
    assert SECRET not in sealed.texts()
    assert sealed.texts()


def _stranger_saves(sealed, monkeypatch, folder, *said):
    with monkeypatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder))
        taken = appender.open_for_capture(sealed.path)
        for text in said:
            taken.append(Fact({"text": text}), NOTES, "organizer")
        return signing.this_laptop().public


@pytest.fixture
def lost(sealed, monkeypatch, tmp_path):
    """A workshop whose store is lost, with a line of a laptop that the room accepted, and one of
    a laptop that nobody knows.

    Beside it the public keys of the two.
    """
    friend = _stranger_saves(sealed, monkeypatch, tmp_path / "friend", "from a friend")
    form = sealed.form()
    form.find()
    form.accept([friend])
    file = sealed.open()
    file.append([note("here")])
    file.close()
    _stranger_saves(sealed, monkeypatch, tmp_path / "friend", "and later")
    stranger = _stranger_saves(sealed, monkeypatch, tmp_path / "stranger", "from outside")
    sealed.form().find()
    paths.store(sealed.path).unlink()
    return sealed, friend, stranger


def _put_repaired_copy_in_place(sealed):
    form = sealed.form()
    made = sealed_repair.repair(form)
    form = sealed.form()
    restore.put_back(form, restore.choose(form, made.path))
    form = sealed.form()
    return form, texts(form.find().entries), made


def test_whom_the_room_accepted_stays_accepted_where_the_store_was_lost(lost):
    sealed, friend, stranger = lost
    form, said, made = _put_repaired_copy_in_place(sealed)
    assert sorted(said) == ["and later", "from a friend", "here"]
    assert form.seal.laptops.keys() == {friend, signing.this_laptop().public}
    assert form.apart.laptops == {stranger: 1}
    assert [each for each in made.told if "1 line came from an unknown laptop" in each]
    assert not [each for each in made.told if "damaged, or was not sealed" in each]


def test_a_laptop_that_somebody_puts_on_the_kept_list_is_not_believed(lost):
    sealed, _friend, stranger = lost
    kept = snapshot.laptops_beside(sealed.path, sealed.key)
    forged = json.dumps({**kept, stranger: "0"}).encode()
    recipients = (sealed.key.public, sealed.organisation.public)
    paths.laptops(sealed.path).write_bytes(keys.seal(forged, recipients))
    form, said, _made = _put_repaired_copy_in_place(sealed)
    assert sorted(said) == ["and later", "from a friend", "here"]
    assert form.apart.laptops == {stranger: 1}


@pytest.mark.parametrize("damage", [b"", b"\0" * 500, None])
def test_the_command_restores_a_sealed_workshop_whose_store_is_damaged_or_gone(umoja, damage):
    words = umoja.desk / "words"
    words.write_text(PASSPHRASE + "\n")

    def call(line):
        return umoja.shell(f"coalition --passphrase-fd 3 {line} 3<{words}")

    folder_of = umoja.call(
        "seal", "--no-organisation-key", "--passphrase-fd", "0", typed=PASSPHRASE + "\n"
    ).lines[0]
    done = umoja.shell(f"echo Zawadi >names; coalition --passphrase-fd 3 people 3<{words} <names")
    assert done.status == 0, done
    store = paths.store(Path(folder_of))
    store.unlink() if damage is None else store.write_bytes(damage)
    assert call("people show").status == 3
    assert call("check").status == 3
    listed = call("restore")
    assert "3 entries" in listed.out
    assert call("restore 1 --yes").status == 0
    assert call("people show").lines == [
        f"{name}\t\tparticipant" for name in ("Amina", "Grace", "Zawadi")
    ]
    assert call("check").status == 0
