"""``demo``: a sample workshop played into a new file, and exported."""

import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Final, get_args

import typer

from coalition_cli import exports
from coalition_cli.app import completion, console
from coalition_cli.app.summary_files import SAMPLE, make_summary, write_summary
from coalition_cli.blocks import Block
from coalition_cli.catalog import Catalog, folders
from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN, USAGE
from coalition_cli.i18n import _
from coalition_cli.model.audience import Audience
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.run import demo as run_demo
from coalition_cli.store import WorkshopFile

SECONDS_A_PAGE: Final = 4.0

MORE_FOR: Final[Mapping[Audience, Sequence[str]]] = {"organizer": ("json",)}
"""Formats that are shown beside those which are usual for an audience."""


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("demo")(demo)


def demo(
    name: Annotated[
        str,
        typer.Argument(
            metavar="[SAMPLE]",
            help="one-day (the default), or regional-exchange.",
            autocompletion=completion.samples,
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(help="The folder to write into; coalition-demo here if not given."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Show every page at reading speed.")
    ] = False,
    seconds: Annotated[
        float, typer.Option(min=0, help="How long each page stays with --watch.")
    ] = SECONDS_A_PAGE,
) -> None:
    """Play a sample workshop and write its summaries.

    From the first question to the last page, in seconds; prints where everything lies.
    """
    if name and name not in run_demo.names():
        sentence = _('"{name}" is no sample here: {known}.')
        raise not_here(sentence, name, run_demo.names(), status=USAGE)
    # The sample answers the exercises that were shipped: people may have changed their own copies.
    catalog = Catalog(folders())
    folder = _new_folder(out or Path("coalition-demo"))
    on_show = (lambda blocks: _show_page(blocks, seconds)) if watch else None
    workshop = run_demo.play(name or run_demo.FIRST, catalog, on_show)
    opened = WorkshopFile.create(folder / f"{SAMPLE}.json", workshop.head)
    opened.append_entries(workshop.entries)
    console.put(str(opened.path))
    for audience in get_args(Audience):
        summary = make_summary(opened, catalog.find, audience)
        formats = (*exports.usual(audience), *MORE_FOR.get(audience, ()))
        for each in write_summary(
            summary, formats, opened.path.stem, str(folder), file=opened, is_replacing=False
        ):
            console.put(str(each.path))
    if not all(map(exports.is_here, exports.names())):
        console.say(
            _("PDF, DOCX and XLSX were left out. To have them: pip install 'coalition[documents]'")
        )
    sentence = _(
        "This is a sample: its people are invented. Look at it with: coalition --file {path} show"
    )
    console.say(sentence.format(path=opened.path))


def _show_page(blocks: Sequence[Block], seconds: float) -> None:
    # price: rich, 40 ms, and only --watch draws
    from coalition_cli.terminal.rich_console import as_text

    size = shutil.get_terminal_size()
    page = as_text(blocks, min(size.columns, 100), size.lines - 1, colour=sys.stdout.isatty())
    console.put(("\x1b[2J\x1b[H" if sys.stdout.isatty() else "") + page)
    time.sleep(seconds)


def _new_folder(wanted: Path) -> Path:
    """Make ``wanted``, or the first numbered sibling of it that does not exist.

    A demo never writes over anything.
    """
    folder, number = wanted, 1
    while folder.exists():
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    try:
        folder.mkdir(mode=0o700, parents=True)
    except OSError as trouble:
        sentence = _("{folder} could not be made ({reason}). Name another place with --out.")
        raise Problem(sentence.format(folder=folder, reason=trouble.strerror), UNWRITTEN) from None
    return folder
