"""The terminal: its encoding, its size, its colours, and what it keeps of what it showed."""

from collections.abc import Mapping
from typing import Final

from coalition_cli.diagnostics.finding import Finding, danger, fine, look
from coalition_cli.i18n import _

_COLUMNS: Final = 80
_ROWS: Final = 24


def judge_encoding(encoding: str) -> Finding:
    """Check that the terminal's encoding (as the locale has it) can name every letter."""
    if encoding.replace("-", "").replace("_", "").casefold() == "utf8":
        return fine(_("The terminal speaks UTF-8."))
    meaning = _("The language settings of this terminal are not UTF-8 ({encoding}).").format(
        encoding=encoding
    )
    advice = _(
        "Letters with accents may look wrong on the screen; what is saved is right. Set:"
        " LANG=C.UTF-8"
    )
    return look(meaning, advice)


def judge_size(columns: int, rows: int) -> list[Finding]:
    """Check the size of the window: a table must fit that the whole group can read.

    Both numbers are 0 where there is no terminal.
    """
    if not columns or (columns >= _COLUMNS and rows >= _ROWS):
        return []
    meaning = _("The terminal has {columns} columns and {rows} rows.").format(
        columns=columns, rows=rows
    )
    return [
        look(meaning, _("Make the window larger or the letters smaller, to 80 by 24 at least."))
    ]


def judge_colours(environment: Mapping[str, str]) -> list[Finding]:
    """Check that the terminal can do what the full screen needs."""
    if environment.get("TERM", "") in ("", "dumb"):
        meaning = _("This terminal does not say what it can do, so everything comes line by line.")
        return [
            look(meaning, _("In an ordinary terminal window the full screen appears by itself."))
        ]
    if environment.get("NO_COLOR"):
        return [fine(_("Colours are switched off by NO_COLOR."))]
    return []


def judge_recording(environment: Mapping[str, str]) -> list[Finding]:
    """The findings about programs that keep what this terminal shows."""
    findings = []
    if any(map(environment.get, ("ASCIINEMA_REC", "ASCIINEMA_SESSION", "SCRIPT"))):
        meaning = _("This terminal is being recorded into a file (asciinema or script).")
        findings.append(danger(meaning, _("End the recording before the workshop.")))
    if environment.get("TMUX") or environment.get("STY"):
        meaning = _("This terminal runs inside tmux or screen, which keep what scrolls away.")
        advice = _(
            "After coalition show or coalition undo clear it: tmux clear-history, or close the"
            " window."
        )
        findings.append(look(meaning, advice))
    return findings


def judge_clipboards(names: list[str]) -> list[Finding]:
    """The finding about programs that keep what is copied.

    ``names`` are found by the traces that they leave in the home folder.
    """
    if not names:
        return []
    meaning = _("A clipboard manager keeps what is copied and pasted: {names}.").format(
        names=", ".join(names)
    )
    return [look(meaning, _("Empty it after the workshop, or copy nothing."))]
