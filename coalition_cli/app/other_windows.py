"""Waiting for the other windows of a workshop before something else is put in its place."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coalition_cli.app import secret_prompt
from coalition_cli.clock import local_time
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, REFUSED
from coalition_cli.i18n import _
from coalition_cli.store.side import open_windows
from coalition_cli.store.side.open_windows import Window


@contextmanager
def none_open(path: Path, *, may_ask: bool = True) -> Iterator[None]:
    """Do the block while no other window is open at ``path``, and none can be opened.

    Waits for those that are until somebody says that they are closed. Raises ``Problem`` where
    nobody can be asked; ends the program with 130 where the answer is no.
    """
    with open_windows.closed_door(path):
        while windows := open_windows.others(path):
            if not may_ask or not secret_prompt.has_terminal():
                sentence = _(
                    "{file} is open in another window: {windows}. Nothing was changed. Close it"
                    " there first; what is typed there is kept."
                )
                named = sentence.format(file=path.name, windows=_named(windows))
                raise Problem(named, REFUSED)
            _ask_to_close(path, windows)
        yield


def _ask_to_close(path: Path, windows: list[Window]) -> None:
    with secret_prompt.Page(is_kept=True) as page:
        sentence = _(
            "{file} is open in another window: {windows}. Close it there; what is typed there is"
            " kept and comes along. Nothing was changed yet."
        )
        page.show(sentence.format(file=path.name, windows=_named(windows)))
        answer = page.ask(_("Enter once it is closed; a word and Enter to leave all as it is:"))
    if answer.strip() or not answer:
        raise Problem(_("Nothing was changed."), INTERRUPTED)


def _named(windows: list[Window]) -> str:
    told = _("{command} (since {time})")
    return ", ".join(
        told.format(command=each.command, time=local_time(each.since)) for each in windows
    )
