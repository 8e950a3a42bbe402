"""The folders of exports that a machine remembers, and the key of their digests."""

import os
import stat
from pathlib import Path

import pytest

from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.side import sent_folders
from coalition_cli.store.side.sent_folders import Where
from coalition_cli.store.transfer import traces


@pytest.fixture
def form(tmp_path: Path) -> PlainForm:
    path = tmp_path / "umoja.json"
    path.write_text("{}")
    return PlainForm(path)


def test_a_folder_is_remembered_with_its_template_and_read_by_nobody_else(form: PlainForm) -> None:
    assert sent_folders.remembered(form, "E1") is None
    sent_folders.remember(form, "E1", Where(Path("sent")))
    sent_folders.remember(form, "E2", Where(Path("/media/stick"), Path("letter.docx")))
    assert sent_folders.remembered(form, "E1") == Where(Path.cwd() / "sent")
    known = sent_folders.remembered(form, "E2")
    assert known == Where(Path("/media/stick"), Path.cwd() / "letter.docx")
    kept = sent_folders.file_of(form.path)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "umoja" not in kept.name
    assert kept in traces.of(form.path).memory


def test_a_folder_with_odd_bytes_comes_back_as_it_is(form: PlainForm) -> None:
    odd = Path(os.fsdecode(b"/tmp/\xff\xfe wali\nsema"))
    sent_folders.remember(form, "E1", Where(odd))
    assert sent_folders.remembered(form, "E1") == Where(odd)


def test_the_key_is_made_once_and_outlives_many_exports(form: PlainForm) -> None:
    assert sent_folders.key_of(form) == b""
    key = sent_folders.key_of(form, is_made=True)
    assert len(key) == 32
    for number in range(230):
        sent_folders.remember(form, f"E{number}", Where(Path("/a")))
    assert sent_folders.key_of(form) == sent_folders.key_of(form, is_made=True) == key
    assert sent_folders.remembered(form, "E0") is None
    assert sent_folders.remembered(form, "E229") is not None


@pytest.mark.parametrize(
    "content", ["", "[]", "7", '{"E1": 7, "key": 7}', '{"E1": ["/a"], "key": "zz"}', "\xff", "{"]
)
def test_what_is_damaged_is_not_remembered_and_is_written_anew(
    form: PlainForm, content: str
) -> None:
    kept = sent_folders.file_of(form.path)
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content.encode("latin-1"))
    assert sent_folders.remembered(form, "E1") is None
    assert sent_folders.key_of(form) == b""
    sent_folders.remember(form, "E1", Where(Path("/a")))
    assert sent_folders.remembered(form, "E1") == Where(Path("/a"))


def test_where_nothing_can_be_kept_nothing_is_remembered(form: PlainForm) -> None:
    kept = sent_folders.file_of(form.path)
    kept.parent.parent.mkdir(parents=True)
    kept.parent.write_text("a file stands where the folder would")
    sent_folders.remember(form, "E1", Where(Path("/a")))
    assert sent_folders.remembered(form, "E1") is None
    assert len(sent_folders.key_of(form, is_made=True)) == 32
