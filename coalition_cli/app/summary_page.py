"""The pages on which a summary is written: for whom, then what is left out, then where it lies."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from coalition_cli import exports
from coalition_cli.app.gate_pages import Chooser, summary_decided
from coalition_cli.app.summary_files import (
    identifying_words,
    left_out_words,
    remember_export,
    write_summary,
)
from coalition_cli.blocks import Block, Heading, Prose
from coalition_cli.diagnostics import destination
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, translated
from coalition_cli.model.audience import Audience
from coalition_cli.stage import Option
from coalition_cli.summary import Wish

if TYPE_CHECKING:
    from coalition_cli.catalog.held import HeldExercises
    from coalition_cli.model.summary import Summary
    from coalition_cli.store import WorkshopFile

_BACK: Final = "back"
_FORMAT: Final = "/format"
"""No format is called so."""


class _Asked(NamedTuple):
    """A page, and the options that stand on it."""

    page: list[Block]
    offered: list[Option]


class SummaryPage:
    """The summary of ``file``, asked for page by page; nothing is written unseen.

    ``is_interim``: it is marked as made before the end.
    """

    def __init__(
        self, file: "WorkshopFile", held: "HeldExercises", *, is_interim: bool = False
    ) -> None:
        self._file = file
        self._held = held
        self._is_interim = is_interim

    def write(self, chooser: Chooser) -> str:
        """Ask for whom, show what is left out, write; say what was done.

        Empty where the files that were written were told on a page.
        """
        readers = self._readers()
        options = [Option(name, words) for name, words in readers.items()]
        page: list[Block] = [Heading(_("Write a summary"), 2)]
        page.append(Prose(_("Nothing is written before you have seen what is left out.")))
        options.append(Option(_BACK, _("Back")))
        chosen = chooser.choose(page, _("Who will read it?"), options)
        for audience in readers:
            if audience == chosen:
                self.write_for(chooser, audience)
        return ""

    def write_for(self, chooser: Chooser, audience: Audience) -> str:
        """Show what is left out for ``audience``, then write."""
        self._show_left_out(chooser, audience, self._readers()[audience])
        return ""

    def _readers(self) -> dict[Audience, str]:
        return {
            "participants": _("Those who were here: decisions, actions, words they may share"),
            "organizer": _("The organizer: everything but what is private"),
            "donor": _("A donor: no names, no small groups"),
            "follow-up": _("Follow-up: open actions and promises"),
        }

    def _show_left_out(self, chooser: Chooser, audience: Audience, readers: str) -> None:
        wish = Wish(self._is_interim)
        summary = summary_decided(chooser, self._file, self._held, audience, wish)
        if summary is None:
            return
        told = left_out_words(summary) or [_("Nothing is left out.")]
        if audience != "organizer":
            told += identifying_words(summary, self._file.workshop.all_names())
        if audience == "donor" and not summary.data["needed"]:
            told.append(_("What is needed does not stand in it: coalition details asks for it."))
        if self._is_interim:
            told.append(_("It is marked as made before the end."))
        folder = Path()
        page: list[Block] = [Heading(readers, 2), *map(Prose, told)]
        page += [Prose(warning, "warning") for warning in destination.warnings(folder)]
        formats: Sequence[str] = exports.usual(audience)
        while True:
            options = self._ways(page, folder, formats)
            chosen = chooser.choose(options.page, _("Shall it be written?"), options.offered)
            if chosen != _FORMAT:
                break
            formats = self._format(chooser, formats)
        if chosen == "write":
            self._put(chooser, summary, formats, is_replacing=False)

    def _ways(self, told: Sequence[Block], folder: Path, formats: Sequence[str]) -> _Asked:
        """What is told before anything is written, in which formats, and what can be done."""
        danger = destination.unprotected(folder)
        page = [*told, *([Prose(danger, "warning")] if danger else [])]
        page.append(Prose(_("As: {formats}").format(formats=", ".join(formats)), "quiet"))
        here = _("Write it here: {folder}").format(folder=folder.absolute())
        as_it_is = _("Write it as it is: whoever finds it can read it")
        write = Option("write", as_it_is if danger else here)
        nothing = Option(_BACK, _("Write nothing"))
        first = (nothing, write) if danger else (write, nothing)
        return _Asked(page, [*first, Option(_FORMAT, _("In one format only, which I choose"))])

    def _format(self, chooser: Chooser, before: Sequence[str]) -> Sequence[str]:
        """Ask for one of all formats that can be written here; ``before`` where none is taken."""
        known = [name for name in exports.names() if exports.is_here(name)]
        options = [
            Option(name, f"{name} · {translated(exports.export(name).TOLD)}") for name in known
        ]
        options.append(Option(_BACK, _("Back: {formats}").format(formats=", ".join(before))))
        page = [Heading(_("Which format?"), 2)]
        chosen = chooser.choose(page, _("What do you need it for?"), options)
        return (chosen,) if chosen in known else before

    def _put(
        self, chooser: Chooser, summary: "Summary", formats: Sequence[str], *, is_replacing: bool
    ) -> None:
        """Write the files and say where they lie, or why they do not."""
        stem = self._file.path.stem
        back = [Option(_BACK, _("Back"))]
        try:
            written = write_summary(
                summary,
                formats,
                stem,
                "",
                file=self._file,
                is_replacing=is_replacing,
            )
        except Problem as problem:
            page: list[Block] = [Heading(_("Nothing was written."), 2), Prose(problem.sentence)]
            options = back
            if not is_replacing:
                options = [*back, Option("again", _("Write over the earlier summary"))]
            if chooser.choose(page, _("What now?"), options) == "again":
                self._put(chooser, summary, formats, is_replacing=True)
            return
        remember_export(self._file, summary, written, Wish(self._is_interim))
        page = [Heading(_("The summary is written"), 2)]
        page += [Prose(str(each.path.absolute())) for each in written]
        told = (exports.remarks(name, summary) for name in formats)
        page += [Prose(sentence, "quiet") for sentences in told for sentence in sentences]
        chooser.choose(page, _("What now?"), back)
