"""``/redact``: a word blacked out in every line, from a prompt that the room may see.

The room reads how many lines, which, and how those will read that it may read; the word itself
stands there only as long as it is typed.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coalition_cli.app.confirmed import keep_or_take_out
from coalition_cli.app.files_beside import told_and_emptied
from coalition_cli.blocks import Prose
from coalition_cli.clock import local_time
from coalition_cli.i18n import _
from coalition_cli.model import export_log
from coalition_cli.run.redaction_told import (
    blacked_out,
    looked_for,
    question_of_word,
    spoken_of,
    told_before,
)

if TYPE_CHECKING:
    from coalition_cli.store import WorkshopFile
    from coalition_cli.terminal import Terminal


def black_out(
    file: "WorkshopFile",
    stage: "Terminal",
    typed: str,
    ask: Callable[[str, Sequence[str]], bool],
) -> str:
    """Black out the words ``typed``, or those that are asked for, and return what was done.

    ``ask`` is asked whether copies beside the workshop are changed too. Raises ``Problem``.
    """
    workshop = file.workshop
    if not typed:
        stage.open_page([])
        typed = stage.ask(question_of_word(workshop))
    spoken = spoken_of(typed)
    found = looked_for(spoken, workshop)
    told = told_before(found, spoken, workshop, before_room=True)
    stage.open_page([])
    stage.read([Prose(words) for words in (*told.goes, *told.cuts)])
    if not keep_or_take_out(stage, _("Blacked out for good?")):
        return _("Nothing was changed.")
    done = file.redact(spoken)
    said = [*blacked_out(done.reached, workshop), *told.stays]
    said += told_and_emptied(file, done.gone, ask, said.append)
    for sent in export_log.holding(workshop, done.reached):
        sentence = _("To be called back: the export of {time}, {files}.")
        when = local_time(sent.at, with_day=True)
        said.append(sentence.format(time=when, files=", ".join(sent.files)))
    return " ".join(said)
