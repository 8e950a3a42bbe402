"""``/here``: the page of who is here; with names behind it, these people come."""

from collections.abc import Sequence
from typing import Final

from coalition_cli.app.slash.at_prompt import AtPrompt
from coalition_cli.app.slash.slash_command import SlashCommand
from coalition_cli.errors import Problem
from coalition_cli.i18n import N_, _
from coalition_cli.model.entry import PEOPLE
from coalition_cli.terminal.key_bindings import Way


def _here(at: AtPrompt, words: list[str]) -> str:
    # price: the reader of people and their lists, 20 ms, and few prompts are asked for this
    # price: the same
    from coalition_cli.app.arrivals import Arrivals
    from coalition_cli.app.attendance import attend, said_of_all, who_is_here

    at.file.refresh()
    if words:
        if refusal := at.stage.off_record.refusal_now():
            raise Problem(refusal)
        at.stage.open_page(who_is_here(at.file.workshop))
        at.stage.show([])
        return Arrivals(at.stage, at.file, "", brings_back=True).take(" ".join(words))
    keep_note, at.stage.keep_note = at.stage.keep_note, None
    try:
        attend(at.call, at.stage, at.file)
    finally:
        at.stage.keep_note = keep_note
    return said_of_all(at.file.workshop)


def _ways(at: AtPrompt) -> Sequence[Way]:
    if at.seat.place == PEOPLE:
        return ()
    return [Way("/here", _("Somebody comes or goes"), "/here", "room")]


HERE: Final = SlashCommand(
    "here",
    "/here",
    N_("Who is here: one key lets somebody come or go. /here Amina, Grace: they come."),
    _here,
    ways=_ways,
    not_in_sitting=N_(
        "Nobody was let in: this laptop cannot read who is here. Say it where the workshop is"
        " opened with its key."
    ),
)
