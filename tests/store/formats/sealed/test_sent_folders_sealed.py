"""The folders of a sealed workshop's exports lie sealed in the state of the machine."""

from pathlib import Path

import pytest

from coalition_cli.store.side import sent_folders
from coalition_cli.store.side.sent_folders import Where
from tests.support.sealed_rooms import Sealed

pytestmark = pytest.mark.slow


def test_folders_are_read_with_the_key_of_the_workshop_alone(sealed: Sealed) -> None:
    where = Where(Path("/media/stick/wafadhili"))
    sent_folders.remember(sealed.form(), "E1", where)
    key = sent_folders.key_of(sealed.form(), is_made=True)
    content = sent_folders.file_of(sealed.path).read_bytes()
    assert b"wafadhili" not in content
    assert key.hex().encode() not in content
    assert sent_folders.remembered(sealed.form(), "E1") == where
    assert sent_folders.key_of(sealed.form()) == key
