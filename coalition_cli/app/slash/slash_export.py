"""``/export``: a summary from any prompt: for whom, what is left out, then writing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from coalition_cli.app.slash.at_prompt import AtPrompt
from coalition_cli.app.slash.slash_command import SlashCommand
from coalition_cli.app.slash.slash_day import today_of
from coalition_cli.errors import Problem
from coalition_cli.i18n import N_, _
from coalition_cli.model.audience import LEVELS
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.same_name import name_key
from coalition_cli.schedule.timetable import days_begun, followed, told
from coalition_cli.terminal.key_bindings import Way

if TYPE_CHECKING:
    from coalition_cli.model.audience import Audience


def _export(at: AtPrompt, words: list[str]) -> str:
    # price: the summary and its formats, 30 ms, and few prompts are asked for one
    from coalition_cli.app.summary_page import SummaryPage

    readers = _readers(words)
    at.file.refresh()
    page = SummaryPage(at.file, at.held, is_interim=_is_before_the_end(at))
    return page.write_for(at, readers) if readers else page.write(at)


def _readers(words: Sequence[str]) -> "Audience | None":
    """The readers that ``words`` name; None for no words. Raises ``Problem`` for others."""
    wanted = name_key(" ".join(words))
    if not wanted:
        return None
    for audience in LEVELS:
        if wanted == name_key(audience):
            return audience
    sentence = _('"{name}" are no readers of a summary: {known}.')
    raise not_here(sentence, " ".join(words), LEVELS)


def _is_before_the_end(at: AtPrompt) -> bool:
    """True while something goes on: lines are taken, a run is held, or a day that was begun."""
    step, view, workshop = at.seat.step, at.seat.view, at.file.workshop
    if step is not None and view is not None and not workshop.is_done(view.place()):
        return True
    try:
        programme = at.held.programme(followed(workshop)) if followed(workshop) else None
    except Problem:
        return False
    if programme is None or not days_begun(programme, told(workshop)):
        return False
    return not today_of(programme, workshop).is_ended


def _ways(at: AtPrompt) -> Sequence[Way]:
    if at.file.workshop.last is None:
        return ()
    return [Way("/export", _("Write a summary"), "/export", "day")]


EXPORT: Final = SlashCommand(
    "export",
    "/export",
    N_("Write a summary; nothing is written before you saw what is left out."),
    _export,
    ways=_ways,
    not_in_sitting=N_(
        "Nothing was written: this laptop cannot read what was said. Write the summary where the"
        " workshop is opened with its key."
    ),
)
