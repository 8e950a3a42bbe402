"""``coalition note`` at a terminal where the key of a sealed workshop is not: lines are only added.

Nothing that was saved before can be read here, so the prompt shows what is typed in this sitting.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coalition_cli.app.console import say
from coalition_cli.app.context import Call
from coalition_cli.app.record import record_through
from coalition_cli.app.session import take_notes, waiting_sealed
from coalition_cli.app.unlock import hide_memory
from coalition_cli.clock import local_time
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import NOTES, Entry, Share
from coalition_cli.model.header import Head
from coalition_cli.run.engine import Engine
from coalition_cli.store import Draft, WorkshopFile
from coalition_cli.store.formats.sealed import appender, log_copies
from coalition_cli.store.formats.sealed.sitting import SittingForm

if TYPE_CHECKING:
    from coalition_cli.terminal import Terminal

LINES_BETWEEN_COPIES: Final = 50


def capture_sitting(call: Call, path: Path, share: Share) -> None:
    """Take lines for the sealed workshop at ``path``, one after the other, without its key."""
    hide_memory()
    capture = appender.open_for_capture(path)
    head = Head("", path.name, date.today().isoformat(), language=call.spoken_language())
    form = SittingForm(capture, head)
    file = WorkshopFile.open(path, form)
    file.workshop.is_sitting = True
    told = capture.repaired
    if told:
        say(told)  # on a small screen the prompt has no room for all of it
    begun = " ".join(filter(None, (told, waiting_sealed(file))))

    def begin(engine: Engine, stage: "Terminal") -> None:
        engine.append = partial(_append_and_tell, engine.append, file, stage.tell)
        engine.record = record_through(engine.append)
        stage.tell(begun)

    try:
        take_notes(call, file, share, _what_can_be_done(), begin)
    finally:
        _keep_copy(path, say)
        if capture.repaired != told:
            say(capture.repaired)


def _what_can_be_done() -> str:
    return _(
        "lines can only be added, sealed. You see only what you type now, under numbers of this"
        " sitting; nobody can be named with @."
    )


def _append_and_tell(
    append: Callable[[Sequence[Draft]], list[Entry]],
    file: WorkshopFile,
    tell: Callable[[str], None],
    drafts: Sequence[Draft],
) -> list[Entry]:
    """Append ``drafts``, and say when words were saved and how many lines stand."""
    entries = append(drafts)
    count = len(file.workshop.standing(NOTES))
    sentence = ngettext(
        "Saved {time}, sealed. {count} line stands in this sitting.",
        "Saved {time}, sealed. {count} lines stand in this sitting.",
        count,
    )
    if any(entry.op != "drop" for entry in entries):  # what was taken back is told by who does it
        tell(sentence.format(time=local_time(entries[-1].at), count=count))
    if len(file.workshop.entries) % LINES_BETWEEN_COPIES == 0:
        _keep_copy(file.path, tell)
    return entries


def _keep_copy(path: Path, tell: Callable[[str], None]) -> None:
    try:
        log_copies.keep(path)
    except Problem as problem:
        tell(_("No backup was made. {reason}").format(reason=problem.sentence))
