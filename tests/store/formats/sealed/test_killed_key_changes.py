"""Keys are changed by processes that are killed at any write: it opens, and nothing is lost."""

import shutil
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store import WorkshopFile, key_rotation
from coalition_cli.store.formats.sealed import appender, keys, paths, revision
from coalition_cli.store.formats.sealed.format import SealedForm
from tests.support.sealed_rooms import (
    HEAD,
    OTHER_PASSPHRASE,
    PARTS,
    STRIDE,
    Sealed,
    killed_at,
    note,
    texts,
)
from tests.support.store_rooms import standing_in


def _opening(copy: Sealed, before: bytes) -> SealedForm:
    """The copy, opened with the passphrase that must open it: the first, until its file changed."""
    is_before = paths.identity(copy.path).read_bytes() == before
    form = SealedForm(
        copy.path, copy.key if is_before else key_rotation.key_under(copy.path, OTHER_PASSPHRASE)
    )
    key_rotation.resume(form)
    return form


def _copies(
    sealed: Sealed, tmp_path: Path, act: Callable[[Sealed], object], stride: int = 1
) -> int:
    """Run ``act`` on copies, killed one step later each time, until it ends; return its steps."""
    sealed.open().append([note("one")])
    before = paths.identity(sealed.path).read_bytes()
    step = 1 - stride
    while True:
        step += stride
        copy = sealed._replace(path=tmp_path / f"kill{step}" / sealed.path.name)
        shutil.copytree(sealed.path, copy.path)
        revision.forget(HEAD.id)
        revision.forget(f"at {revision.place_of(copy.path)}")
        side = copy.path / "backups" / "workshop-7f3k-20241112T140200Z.age"
        side.parent.mkdir(exist_ok=True)
        side.write_bytes(copy.form().conceal(b"a backup"))
        was_killed = killed_at(step, lambda copy=copy: act(copy))
        # A note-taker who holds no key goes on writing, wherever it stopped.
        revision.forget(HEAD.id)
        appender.open_for_capture(copy.path).append(Fact({"text": "two"}), NOTES, "organizer")
        form = _opening(copy, before)
        assert texts(form.find().entries) == ["one", "two"]
        assert copy.texts() == ["one", "two"]
        assert (
            form.reveal(side.read_bytes())
            == copy.organisation.open(side.read_bytes())
            == b"a backup"
        )
        left = {each.name for each in standing_in(copy.path) if each.is_file()}
        assert left - {"former.age"} == PARTS
        WorkshopFile.open(copy.path, form).append([note("three")])
        assert copy.texts() == ["one", "two", "three"]
        shutil.rmtree(copy.path)
        if not was_killed:
            return step


@pytest.mark.slow
def test_a_passphrase_change_killed_at_any_step_leaves_one_that_opens(
    sealed: Sealed, tmp_path: Path
) -> None:
    assert (
        _copies(
            sealed,
            tmp_path,
            lambda copy: key_rotation.change_passphrase(copy.path, copy.key, OTHER_PASSPHRASE),
        )
        > 2
    )


@pytest.mark.slow
def test_a_rotation_killed_at_any_step_opens_and_loses_nothing(
    sealed: Sealed, tmp_path: Path
) -> None:
    assert (
        _copies(
            sealed,
            tmp_path,
            lambda copy: key_rotation.rotate(copy.form(), OTHER_PASSPHRASE),
            STRIDE,
        )
        > 15
    )


def _opens_anything(key: keys.Key, path: Path) -> list[str]:
    """The names of the files in the folder of which ``key`` opens something."""
    found = []
    for file in (each for each in path.rglob("*") if each.is_file()):
        data = file.read_bytes()
        rows = map(b64decode, data.splitlines()) if file.suffix == ".log" else [data]
        for each in rows:
            with suppress(keys.NotForThisKey):
                key.open(each)
                found.append(file.name)
    return found


@pytest.mark.slow
def test_a_rotation_that_forgets_killed_at_any_write_has_forgotten_once_it_is_finished(
    sealed: Sealed, tmp_path: Path, stranger: Callable[..., str]
) -> None:
    file = sealed.open()
    file.append([note("one")])
    row = paths.journal(sealed.path).read_bytes()
    file.form.fold()
    laptop = stranger("from outside")
    copy_of_log = sealed.path / "backups" / "workshop-7f3k-20241112T140200Z.log"
    copy_of_log.parent.mkdir()
    copy_of_log.write_bytes(row)
    before = paths.identity(sealed.path).read_bytes()
    finished, was_killed, step = 0, True, 1 - STRIDE
    while was_killed:
        step += STRIDE
        copy = sealed._replace(path=tmp_path / f"kill{step}" / sealed.path.name)
        shutil.copytree(sealed.path, copy.path)
        revision.forget(HEAD.id)

        def rotate_and_forget(copy: Sealed = copy) -> object:
            return key_rotation.rotate(copy.form(), OTHER_PASSPHRASE, forgets_former=True)

        was_killed = killed_at(step, rotate_and_forget)
        revision.forget(HEAD.id)
        form = _opening(copy, before)
        assert texts(form.find().entries) == ["one"]
        assert form.apart.laptops == {laptop: 1}
        assert not form.apart.unreadable
        assert not form.seal.forgets
        if form.key.text == sealed.key.text:
            assert form.seal.former == ()
        else:
            finished += was_killed
            assert form.seal.former == (sealed.key.public,)
            assert _opens_anything(sealed.key, copy.path) == []
            assert len(_opens_anything(form.key, copy.path)) == 5
        shutil.rmtree(copy.path)
    assert step > 15
    assert finished > 3


@pytest.mark.slow
def test_a_rotation_by_the_organisation_killed_at_any_step_opens_for_her(
    sealed: Sealed, tmp_path: Path
) -> None:
    sealed.open().append([note("one")])
    key_rotation.away(sealed.path, sealed.organisation)
    step = 1 - STRIDE
    while True:
        step += STRIDE
        copy = sealed._replace(path=tmp_path / f"kill{step}" / sealed.path.name)
        shutil.copytree(sealed.path, copy.path)
        revision.forget(HEAD.id)
        as_organisation = SealedForm(copy.path, copy.organisation)
        was_killed = killed_at(
            step, lambda form=as_organisation: key_rotation.rotate(form, OTHER_PASSPHRASE)
        )
        again = SealedForm(copy.path, copy.organisation)
        key_rotation.resume(again)
        WorkshopFile.open(copy.path, again).append([note("two")])
        again.replace(again.read_tables())
        assert copy.texts() == ["one", "two"]
        assert not paths.next_identity(copy.path).exists()
        if not was_killed:
            break
    assert step > 15
    key = key_rotation.key_under(copy.path, OTHER_PASSPHRASE)
    assert texts(SealedForm(copy.path, key).find().entries) == ["one", "two"]
