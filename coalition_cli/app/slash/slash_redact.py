"""``/redact``: a word blacked out in every line, from a prompt that the room may see.

The room reads how many lines, which, and how those will read that it may read; the word itself
stands there only as long as it is typed.
"""

from typing import Final

from coalition_cli.app.confirmed import keep_or_take_out
from coalition_cli.app.files_beside import told_and_emptied
from coalition_cli.app.recall_words import how_to_write_anew
from coalition_cli.app.slash.at_prompt import AtPrompt
from coalition_cli.app.slash.slash_command import SlashCommand
from coalition_cli.app.slash.slash_withdraw import taker_out
from coalition_cli.blocks import Prose
from coalition_cli.clock import local_time
from coalition_cli.i18n import N_, _
from coalition_cli.model import export_log
from coalition_cli.run.redaction_told import (
    blacked_out,
    looked_for,
    question_of_word,
    spoken_of,
    told_before,
)


def _redact(at: AtPrompt, words: list[str]) -> str:
    """Black out ``words``, or those that are asked for."""
    workshop = at.file.workshop
    typed = " ".join(words)
    if not typed:
        at.stage.open_page([])
        at.stage.show([])
        with at.stage.keeping_nothing():
            typed = at.stage.ask(question_of_word(workshop))
    spoken = spoken_of(typed)
    found = looked_for(spoken, workshop)
    told = told_before(found, spoken, workshop, before_room=True)
    at.stage.open_page([])
    at.stage.read([Prose(sentence) for sentence in (*told.goes, *told.cuts)])
    if not keep_or_take_out(at.stage, _("Blacked out for good?")):
        return _("Nothing was changed.")
    done = at.file.redact(spoken)
    said = [*blacked_out(done.reached, workshop), *told.stays]
    said += told_and_emptied(at.file, done.gone, taker_out(at), said.append)
    sent_before = export_log.holding(workshop, done.reached)
    for sent in sent_before:
        sentence = _("To be called back: the export of {time}, {files}.")
        when = local_time(sent.at, with_day=True)
        said.append(sentence.format(time=when, files=", ".join(sent.files)))
    if any(sent.audience != export_log.FOR_A_LAPTOP for sent in sent_before):
        said.append(how_to_write_anew())
    return " ".join(said)


REDACT: Final = SlashCommand(
    "redact",
    "/redact",
    N_("Black out a word or a name in every line, for good."),
    _redact,
    of_lines=True,
    not_in_sitting=N_(
        "Nothing was blacked out: this laptop cannot take words out of what is sealed. /redact"
        " where the workshop is opened with its key."
    ),
)
