"""Keys are typed from paper, read aloud, changed, taken away; nobody is locked out in between."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED
from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store import WorkshopFile, key_rotation, sealing
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.formats.sealed import (
    appender,
    code_name,
    keys,
    passphrase_encryption,
    passphrase_words,
    paths,
    recovery_sheet,
    revision,
    snapshot,
)
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.side import autosave
from tests.support.sealed_rooms import (
    HEAD,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    STRIDE,
    Sealed,
    killed_at,
    note,
    tables_of,
    texts,
)

pytestmark = pytest.mark.slow


def test_every_wrong_letter_in_a_key_from_paper_is_told_as_mistyped() -> None:
    typed = keys.Key.new().text
    for place in range(len(typed)):
        wrong = typed[:place] + ("Q" if typed[place] != "Q" else "P") + typed[place + 1 :]
        with pytest.raises(Problem) as refused:
            keys.key_from(wrong)
        assert refused.value.status == REFUSED
        if place >= len(keys.KEY_BEGINS):
            assert "mistyped" in refused.value.sentence
        assert typed[-20:] not in refused.value.sentence


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-1],
        lambda text: text + "Q",
        lambda text: text[:30] + text[31:],
        lambda text: (
            text[:30] + text[31] + text[30] + text[32:] if text[30] != text[31] else text[:-1]
        ),
    ],
)
def test_letters_that_are_missing_swapped_or_too_many_are_mistyped(
    change: Callable[[str], str],
) -> None:
    with pytest.raises(Problem, match="mistyped"):
        keys.key_from(change(keys.Key.new().text))


def test_a_key_is_read_with_gaps_small_letters_and_lines_around_it() -> None:
    key = keys.Key.new()
    gaps = " ".join(key.text[start : start + 6] for start in range(0, 74, 6))
    for text in (key.text, key.text.lower(), gaps, f"# a file\n{key.text}\n", f"  {key.text}  "):
        assert keys.key_from(text).public == key.public


def test_a_key_shows_itself_nowhere() -> None:
    key = keys.Key.new()
    assert key.text not in repr(key) + str(key) + repr(vars(key))


def test_six_words_have_the_bits_that_are_promised() -> None:
    words = {passphrase_words.passphrase() for _ in range(500)}
    assert len(words) == 500
    assert all(re.fullmatch(r"[a-z]{4}( [a-z]{4}){5}", each) for each in words)
    assert len({each for line in words for each in line.split()}) > 2000
    assert 76 < passphrase_words.passphrase_bits() < 77


def test_the_four_words_are_the_same_in_any_order_and_others_for_other_keys() -> None:
    public = [keys.Key.new().public for _ in range(3)]
    assert keys.fingerprint(public) == keys.fingerprint(public[::-1])
    assert len({keys.fingerprint(public[:count]) for count in (1, 2, 3)}) == 3
    assert len(keys.fingerprint(public).split()) == 4


def test_a_changed_passphrase_leaves_the_store_as_it_is(sealed: Sealed) -> None:
    sealed.open().append([note("one")])
    before = sealed.bytes()
    key_rotation.change_passphrase(sealed.path, sealed.key, OTHER_PASSPHRASE)
    after = sealed.bytes()
    assert {name for name in before if before[name] != after[name]} == {"identity.age"}
    assert key_rotation.key_under(sealed.path, OTHER_PASSPHRASE).public == sealed.key.public
    with pytest.raises(passphrase_encryption.WrongPassphrase):
        key_rotation.key_under(sealed.path, PASSPHRASE)


def test_after_a_rotation_the_old_key_opens_nothing(sealed: Sealed) -> None:
    file = sealed.open()
    file.append([note("one")])
    side = sealed.path / "backups" / "workshop-7f3k-20241112T140200Z.age"
    side.parent.mkdir()
    side.write_bytes(file.form.conceal(b"a backup"))
    done = key_rotation.rotate(sealed.form(), OTHER_PASSPHRASE)
    assert done.unreadable == 0
    assert texts(done.form.find().entries) == ["one"]
    for each in (paths.store(sealed.path), side):
        assert done.form.key.open(each.read_bytes())
        assert sealed.organisation.open(each.read_bytes())
        with pytest.raises(keys.NotForThisKey):
            sealed.key.open(each.read_bytes())
    with pytest.raises(passphrase_encryption.WrongPassphrase):
        key_rotation.key_under(sealed.path, PASSPHRASE)
    # The window that was open all the while is told, and saves nothing under the old key.
    with pytest.raises(Problem, match="keys of workshop-7f3k were changed"):
        file.append([note("two")])


def test_the_organisation_opens_again_what_nobody_has_a_passphrase_for(sealed: Sealed) -> None:
    sealed.open().append([note("one")])
    key_rotation.away(sealed.path, sealed.organisation)
    assert not paths.identity(sealed.path).exists()
    with pytest.raises(Problem, match="its key is not here"):
        key_rotation.key_under(sealed.path, PASSPHRASE)
    appender.open_for_capture(sealed.path).append(Fact({"text": "two"}), NOTES, "organizer")
    key_rotation.rotate(SealedForm(sealed.path, sealed.organisation), OTHER_PASSPHRASE)
    key = key_rotation.key_under(sealed.path, OTHER_PASSPHRASE)
    assert texts(SealedForm(sealed.path, key).find().entries) == ["one", "two"]


@pytest.mark.parametrize("which", ["stranger", "the workshop's own"])
def test_the_key_stays_where_no_organisation_has_proved_that_it_opens(
    sealed: Sealed, which: str
) -> None:
    proof = keys.Key.new() if which == "stranger" else sealed.key
    before = sealed.bytes()
    with pytest.raises(Problem):
        key_rotation.away(sealed.path, proof)
    assert sealed.bytes() == before


@pytest.mark.parametrize("damage", ["store.age", "capture.log"])
def test_the_key_stays_where_something_does_not_open(sealed: Sealed, damage: str) -> None:
    sealed.open().append([note("one")])
    data = bytearray((sealed.path / damage).read_bytes())
    data[-40] ^= 1
    (sealed.path / damage).write_bytes(data)
    with pytest.raises(Problem) as refused:
        key_rotation.away(sealed.path, sealed.organisation)
    assert refused.value.status == DAMAGED
    assert paths.identity(sealed.path).exists()


def test_a_workshop_is_not_made_for_an_organisation_that_cannot_open_it(tmp_path: Path) -> None:
    stranger = sealing.Organisation(keys.Key.new().public, keys.Key.new())
    with pytest.raises(Problem, match="does not open"):
        sealing.create(tmp_path / "new" / "workshop-2222", tables_of(HEAD), PASSPHRASE, stranger)
    assert list((tmp_path / "new").iterdir()) == []


def test_a_workshop_half_made_by_a_killed_process_is_swept_by_the_next(
    sealed: Sealed, tmp_path: Path
) -> None:
    home = tmp_path / "new"
    holder = sealing.Organisation(sealed.organisation.public, sealed.organisation)
    for step in range(3, 40, 9):
        killed_at(
            step,
            lambda: sealing.create(home / "workshop-2222", tables_of(HEAD), PASSPHRASE, holder),
        )
        shutil.rmtree(home / "workshop-2222", ignore_errors=True)
    sealing.create(home / "workshop-3333", tables_of(HEAD), PASSPHRASE, None)
    assert [each.name for each in home.iterdir()] == ["workshop-3333"]


def test_a_sealed_workshop_is_open_to_nobody_else_under_any_umask(tmp_path: Path) -> None:
    for umask in (0o000, 0o022, 0o077):
        before = os.umask(umask)
        try:
            made = sealing.create(
                tmp_path / f"{umask}" / "workshop-2222", tables_of(HEAD), "words", None
            )
            WorkshopFile.open(made.path, made).append([note("one")])
            made.close()
        finally:
            os.umask(before)
        assert made.path.stat().st_mode & 0o777 == 0o700
        assert {each.stat().st_mode & 0o777 for each in made.path.iterdir()} == {0o600}
        revision.forget(HEAD.id)


FIRST, SECOND = "the first line", "the second line"
"""Words that sealed letters do not spell by chance."""


def _plain(folder_: Path) -> WorkshopFile:
    file = WorkshopFile.create(folder_ / "our-seminar.json", HEAD)
    file.append([note(FIRST)])
    file.close()
    file.append([note(SECOND)])
    file.close()
    keeper = autosave.Keeper(file.form, file.workshop)
    keeper.keep(NOTES, "half a sen")
    keeper.close()
    return file


def test_sealing_takes_everything_along_and_leaves_no_plain_word(
    tmp_path: Path, sealed: Sealed
) -> None:
    home = tmp_path / "seal"
    file = _plain(home)
    entries = list(file.workshop.entries)
    holder = sealing.Organisation(sealed.organisation.public, sealed.organisation)
    form = sealing.seal(file.path, home / "workshop-2222", PASSPHRASE, holder)
    assert form.find().entries == entries
    assert [each.name for each in home.iterdir()] == ["workshop-2222"]
    everything = b"".join(each.read_bytes() for each in home.rglob("*") if each.is_file())
    words = (FIRST, SECOND, "half a sen", "seminar")
    assert not [word for word in words if word.encode() in everything]
    backups = sorted((home / "workshop-2222" / "backups").iterdir())
    assert [f'"{SECOND}"'.encode() in form.reveal(each.read_bytes()) for each in backups][-1]
    assert [found.text for found in autosave.left_behind(form)] == ["half a sen"]


def test_unsealing_brings_everything_back(tmp_path: Path, sealed: Sealed) -> None:
    home = tmp_path / "seal"
    file = _plain(home)
    before = file.path.read_bytes()
    copies = sorted(each.name for each in (home / "backups").iterdir())
    form = sealing.seal(file.path, home / "workshop-2222", PASSPHRASE, None)
    assert sealing.unseal(form, home / "our-seminar.json") == 0
    assert (home / "our-seminar.json").read_bytes() == before
    assert not (home / "workshop-2222").exists()
    assert sorted(each.name for each in (home / "backups").iterdir()) == copies
    assert [found.text for found in autosave.left_behind(PlainForm(home / "our-seminar.json"))] == [
        "half a sen"
    ]


def test_a_workshop_that_was_unsealed_can_be_sealed_again(tmp_path: Path) -> None:
    home = tmp_path / "seal"
    path = _plain(home).path
    form = sealing.seal(path, home / "workshop-2222", PASSPHRASE, None)
    sealing.unseal(form, path)
    again = sealing.seal(path, home / "workshop-3333", PASSPHRASE, None)
    assert texts(again.find().entries) == [FIRST, SECOND]


def test_sealing_killed_at_any_step_leaves_a_whole_workshop(tmp_path: Path, sealed: Sealed) -> None:
    step, killed_plain, killed_sealed = 1 - STRIDE, 0, 0
    while True:
        step += STRIDE
        home = tmp_path / f"kill{step}"
        file = _plain(home)
        target = home / "workshop-2222"
        was_killed = killed_at(
            step, lambda file=file, target=target: sealing.seal(file.path, target, PASSPHRASE, None)
        )
        revision.forget(HEAD.id)
        if file.path.exists():
            killed_plain += 1
            assert texts(WorkshopFile.open(file.path).workshop.entries) == [FIRST, SECOND]
        else:
            killed_sealed += 1
            form = SealedForm(target, key_rotation.key_under(target, PASSPHRASE))
            assert texts(form.find().entries) == [FIRST, SECOND]
        shutil.rmtree(home)
        if not was_killed:
            break
    assert killed_plain > 3
    assert killed_sealed > 0


def test_unsealing_killed_at_any_step_leaves_a_whole_workshop(
    tmp_path: Path, sealed: Sealed
) -> None:
    sealed.open().append([note("one")])
    step = 0
    while True:
        step += 1
        copy = sealed._replace(path=tmp_path / f"kill{step}" / sealed.path.name)
        shutil.copytree(sealed.path, copy.path)
        revision.forget(HEAD.id)
        plain = copy.path.parent / "plain.json"
        was_killed = killed_at(
            step, lambda copy=copy, plain=plain: sealing.unseal(copy.form(), plain)
        )
        revision.forget(HEAD.id)
        found = (
            WorkshopFile.open(plain).workshop.entries
            if plain.exists()
            else copy.form().find().entries
        )
        assert texts(list(found)) == ["one"]
        if not was_killed:
            break
    assert step > 5
    assert not copy.path.exists()


def test_a_store_that_is_damaged_is_replaced_only_for_the_keys_that_are_known(
    sealed: Sealed,
) -> None:
    file = sealed.open()
    file.append([note("one")])
    tables = file.form.read_tables()
    file.form.fold()
    before = snapshot.read(sealed.path, sealed.key).seal.revision
    paths.store(sealed.path).write_bytes(b"")
    form = sealed.form()
    form.replace(tables)
    assert texts(form.find().entries) == ["one"]
    assert snapshot.read(sealed.path, sealed.organisation).seal.revision == before + 1
    paths.store(sealed.path).write_bytes(b"")
    with paths.recipients(sealed.path).open("a") as cache:
        cache.write(f"{keys.Key.new().public}\n")
    with pytest.raises(Problem):
        sealed.form().replace(tables)


def test_a_code_name_says_nothing_and_is_free(tmp_path: Path) -> None:
    names = {code_name(tmp_path) for _ in range(50)}
    assert len(names) > 45
    assert all(re.fullmatch(r"workshop-[2-9a-z]{4}", name) for name in names)


def test_the_sheet_holds_the_public_keys_and_no_secret(sealed: Sealed) -> None:
    page = recovery_sheet.of_workshop(
        "workshop-7f3k", snapshot.read(sealed.path, sealed.key).seal.recipients, "2024-11-12"
    )
    text = page.decode()
    for word in (
        sealed.key.public,
        sealed.organisation.public,
        "age -d -i identity.age",
        "2024-11-12",
        keys.fingerprint([sealed.key.public, sealed.organisation.public]),
    ):
        assert word in text
    assert keys.KEY_BEGINS not in text
    assert not re.search(r"https?://|<script|src=|url\(", text)


def test_the_sheet_of_an_organisations_key_holds_it_readably() -> None:
    key = keys.Key.new()
    text = recovery_sheet.of_organisation_key(key, "2024-11-12").decode()
    printed = "".join(re.findall(r"<span>([^<]+)</span>", text))
    assert keys.key_from(printed).public == key.public
    assert key.public in text
