"""``/more``: minutes for the step that is held. ``/off`` and ``/on``: the record."""

from collections.abc import Sequence
from typing import Final

from coalition_cli.app.slash.at_prompt import AtPrompt
from coalition_cli.app.slash.slash_command import SlashCommand
from coalition_cli.errors import Problem
from coalition_cli.i18n import N_, _, ngettext
from coalition_cli.terminal.key_bindings import Way

_MOST_MINUTES: Final = 600


def _more(at: AtPrompt, words: list[str]) -> str:
    """Give the step, and cues that run, so many minutes more; one where none are said."""
    given = words[0] if words else "1"
    is_number = given.isascii() and given.isdecimal() and len(words) < 2
    if not is_number or not 1 <= int(given[:4]) <= _MOST_MINUTES:
        raise Problem(_("Say how many minutes more: /more 1"))
    if not at.stage.time.can_take_more:
        raise Problem(_("No clock runs here."))
    minutes = int(given)
    at.stage.time.take_more(minutes)
    sentence = ngettext("{count} minute more.", "{count} minutes more.", minutes)
    return sentence.format(count=minutes)


def _off(at: AtPrompt, _words: list[str]) -> str:
    return at.stage.off_record.begin()


def _on(at: AtPrompt, _words: list[str]) -> str:
    return at.stage.off_record.end()


def _way_off(at: AtPrompt) -> Sequence[Way]:
    if at.stage.off_record.since:
        return ()
    return [Way("/off", _("Off the record: nothing is written"), "/off", "room")]


def _way_on(at: AtPrompt) -> Sequence[Way]:
    if not at.stage.off_record.since:
        return ()
    return [Way("/on", _("On the record again"), "/on", "room")]


MORE: Final = SlashCommand("more", "/more 1", N_("Give this step one more minute."), _more)
OFF: Final = SlashCommand(
    "off", "/off", N_("Write nothing from here on, until /on."), _off, ways=_way_off
)
ON: Final = SlashCommand("on", "/on", N_("Write again."), _on, ways=_way_on)
