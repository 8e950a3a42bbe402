"""Several calls of the program in one process: each closes what it opened, however it ends."""

import errno
import io
import sys
from pathlib import Path

import pytest

from coalition_cli.app import key_ring
from coalition_cli.store import sealing
from coalition_cli.store.formats.sealed.keys import Key
from coalition_cli.store.recovery import backups
from tests.app.conftest import Run
from tests.support.sealed_rooms import HEAD, PASSPHRASE, in_a_process, tables_of


def test_commands_run_one_after_the_other_and_each_keeps_its_backup(
    here: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    assert here("new", "Umoja") == 0
    path = Path(capfd.readouterr().out.strip())
    assert backups.all_of(path) == []
    assert here("people", typed="Amina\nBaraka\n") == 0
    assert len(backups.all_of(path)) == 1
    assert here("note", typed="maji kwa wote\n") == 0
    assert here("show", "--numbers", "--for", "private") == 0
    assert "maji kwa wote" in capfd.readouterr().out
    assert here("undo", "77") == 1
    assert here("shwo") == 2
    assert here("undo") == 0
    assert len(backups.all_of(path)) == 2


@pytest.mark.parametrize(
    ("trouble", "status"), [(KeyboardInterrupt(), 130), (OSError(errno.ENOSPC, "No space"), 4)]
)
def test_a_call_that_is_stopped_keeps_its_backup_and_the_next_one_goes_on(
    here: Run,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    trouble: BaseException,
    status: int,
) -> None:
    assert here("new", "Umoja") == 0
    path = Path(capfd.readouterr().out.strip())
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", io.TextIOWrapper(Failing(trouble)))
        assert here("people", typed="Amina\n") == status
    assert len(backups.all_of(path)) == 1
    assert here("show") == 0


class Failing(io.BytesIO):
    """A place that takes no data: it is full, or somebody presses Ctrl-C at that moment."""

    def __init__(self, trouble: BaseException) -> None:
        super().__init__()
        self._trouble = trouble

    def write(self, _data: object) -> int:
        raise self._trouble


def test_the_key_of_a_sealed_workshop_is_forgotten_when_the_call_ends(
    here: Run, tmp_path: Path
) -> None:
    organisation = Key.new()
    holder = sealing.Organisation(organisation.public, organisation)
    form = sealing.create(tmp_path / "workshop-7f3k", tables_of(HEAD), PASSPHRASE, holder)
    key_ring.keep_unlocked(form)
    show = ["--passphrase-fd", "987", "--file", str(form.path), "show"]
    assert here(*show) == 0

    def show_again() -> None:
        assert here(*show) == 2

    # In a process of its own: asking for a passphrase closes the memory of the process for good.
    assert in_a_process(show_again) == 0


def test_the_help_of_a_narrow_terminal_is_broken_between_words_and_says_whole_sentences(
    here: Run, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns in (40, 80):
        monkeypatch.setenv("COLUMNS", str(columns))
        assert here("keys", "--help") == 0
        told = capfd.readouterr().out
        assert max(map(len, told.splitlines())) <= columns
        assert 'by which "list" and "open" tell it from others.' in " ".join(told.split())
