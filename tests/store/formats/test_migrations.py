"""Files of older formats are brought up to date, and what they were is kept beside them."""

import json
from pathlib import Path

import pytest

from coalition_cli.errors import Problem
from coalition_cli.exit_status import REFUSED
from coalition_cli.model.header import FORMAT_VERSION
from coalition_cli.store import WorkshopFile, check
from coalition_cli.store.files.codec import Tables
from coalition_cli.store.formats.migrations import bring_up, migration
from coalition_cli.store.formats.plain import PlainForm
from tests.support.store_rooms import note, standing_in, texts


@migration(FORMAT_VERSION - 2)
def call_the_title_a_title(tables: Tables) -> None:
    head = tables["workshop"]["1"]
    head["title"] = head.pop("name")


@migration(FORMAT_VERSION - 1)
def share_with_the_organizer(tables: Tables) -> None:
    for document in tables["entries"].values():
        document["share"] = document.pop("level")


@pytest.fixture
def old(path: Path, file: WorkshopFile) -> bytes:
    """A file of the format of two versions ago, as these migrations imagine it."""
    file.append([note("one"), note("two")])
    text = (
        path.read_text()
        .replace(f'"format_version": {FORMAT_VERSION}', f'"format_version": {FORMAT_VERSION - 2}')
        .replace('"title"', '"name"')
    )
    lines = text.replace('"share"', '"level"').split("\n")
    for at in (1, 2):
        number, _, rest = lines[at].partition(": ")
        document = json.loads(rest.removesuffix(","))
        document["sum"] = _digest(document)
        lines[at] = f"{number}: {json.dumps(document)}" + ("," if at == 1 else "")
    path.write_text("\n".join(lines))
    return path.read_bytes()


def _digest(document: dict[str, object]) -> str:
    from coalition_cli.model.entry import digest

    return digest(document)


def test_migrations_run_one_after_the_other_and_the_old_file_is_kept(
    path: Path, old: bytes
) -> None:
    bring_up(PlainForm(path), [share_with_the_organizer, call_the_title_a_title])
    file = WorkshopFile.open(path)
    assert file.workshop.head.title == "Our seminar"
    assert file.workshop.head.format_version == FORMAT_VERSION
    assert [entry.share for entry in file.workshop.entries] == ["organizer", "organizer"]
    kept = path.with_name(f"seminar.json.v{FORMAT_VERSION - 2}.bak")
    assert kept.read_bytes() == old
    assert kept.stat().st_mode & 0o777 == 0o600
    assert path.stat().st_mode & 0o777 == 0o600
    file.append([note("three")])
    assert texts(WorkshopFile.open(path).workshop.entries) == ["one", "two", "three"]


def test_a_line_changed_by_hand_is_still_found_after_a_migration(path: Path, old: bytes) -> None:
    path.write_bytes(old.replace(b"two", b"six"))
    bring_up(PlainForm(path), [share_with_the_organizer, call_the_title_a_title])
    assert check(path) == ["Line 3 (entry 2) was changed after it was saved."]


def test_a_migration_that_was_done_is_not_done_again(path: Path, old: bytes) -> None:
    bring_up(PlainForm(path), [share_with_the_organizer, call_the_title_a_title])
    before = path.read_bytes()
    bring_up(PlainForm(path), [share_with_the_organizer, call_the_title_a_title])
    assert path.read_bytes() == before


@pytest.mark.parametrize("known", [[], [share_with_the_organizer], [call_the_title_a_title]])
def test_a_file_that_no_migration_reaches_is_refused_and_not_touched(
    path: Path, old: bytes, known: list
) -> None:
    with pytest.raises(Problem) as refused:
        bring_up(PlainForm(path), known)
    assert refused.value.status == REFUSED
    assert path.read_bytes() == old
    assert standing_in(path.parent) == [path]


def test_opening_an_older_file_looks_for_its_migration(path: Path, old: bytes) -> None:
    for act in (WorkshopFile.open, check):
        with pytest.raises(Problem, match="cannot bring up to date") as refused:
            act(path)
        assert refused.value.status == REFUSED
    assert path.read_bytes() == old


def test_a_migration_that_fails_leaves_the_old_file(path: Path, old: bytes) -> None:
    @migration(FORMAT_VERSION - 2)
    def break_down(tables: Tables) -> None:
        raise RuntimeError(sorted(tables))

    with pytest.raises(RuntimeError):
        bring_up(PlainForm(path), [break_down, share_with_the_organizer])
    assert path.read_bytes() == old
    assert standing_in(path.parent) == [path]
