"""``demo``: the seminar of 12 November 2024, played into a new file and exported."""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coalition_cli.cli import streams
from coalition_cli.errors import UNWRITTEN, Problem
from coalition_cli.words import _

if TYPE_CHECKING:
    from coalition_cli.blocks import Block
    from coalition_cli.catalog import Catalog
    from coalition_cli.store import WorkshopFile

SAMPLE: Final = Path(__file__).parent.parent / "samples" / "nendiwe-2024-11-12.toml"
SECONDS_A_PAGE: Final = 4.0


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("demo")(demo)


def demo(
    out: Annotated[
        Path | None, typer.Option(help="The folder to write into; coalition-demo here if not given.")
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Show every page at reading speed.")] = False,
    seconds: Annotated[float, typer.Option(min=0, help="How long each page stays with --watch.")] = SECONDS_A_PAGE,
) -> None:
    """Play a sample workshop and write its summaries.

    From the first question to the last page, in seconds; prints where everything lies.
    """
    from coalition_cli.catalog import Catalog, folders
    from coalition_cli.cli.sending import make_summary, write

    # The sample answers the exercises that were shipped; people may have changed their own copies of them.
    catalog = Catalog(folders())
    folder = _new_folder(out or Path("coalition-demo"))
    opened = _make(
        catalog, folder / "sample-workshop.json", (lambda blocks: _show_page(blocks, seconds)) if watch else None
    )
    streams.put(str(opened.path))
    for audience in ("participants", "organizer", "donor", "follow-up"):
        summary = make_summary(opened, catalog.find, audience, False)
        formats = ("md", "html", "json", "csv") if audience == "organizer" else ("md", "html")
        for path in write(summary, formats, opened.path.stem, str(folder), is_replacing=False):
            streams.put(str(path))
    sentence = _("This is a sample: its people are invented. Look at it with: coalition --file {path} show")
    streams.say(sentence.format(path=opened.path))


def _make(catalog: "Catalog", path: Path, on_show: "Callable[[Sequence[Block]], None] | None") -> "WorkshopFile":
    """A sample workshop file, filled by playing every exercise of the sample from its answers."""
    from coalition_cli.answers import play_answers, read_answers
    from coalition_cli.model.entry import next_id
    from coalition_cli.model.head import Head
    from coalition_cli.store import WorkshopFile, folders

    content = read_answers(SAMPLE)
    about = content.pop("workshop")
    head = Head(
        next_id("", time.time()), about["title"], about["date"], about["place"], about["language"], is_sample=True
    )
    opened = WorkshopFile.create(path, head)
    for name in content:
        if name != "people":
            exercise = catalog.exercise(name)
            entries, _said = play_answers(
                exercise, 1, content, SAMPLE, opened.workshop, catalog.find, folders.device(), on_show
            )
            opened.append_entries(entries)
    return opened


def _show_page(blocks: Sequence["Block"], seconds: float) -> None:
    import shutil

    from coalition_cli.terminal.drawing import as_text

    size = shutil.get_terminal_size()
    page = as_text(blocks, min(size.columns, 100), size.lines - 1, colour=sys.stdout.isatty())
    streams.put(("\x1b[2J\x1b[H" if sys.stdout.isatty() else "") + page)
    time.sleep(seconds)


def _new_folder(wanted: Path) -> Path:
    """``wanted``, or the first numbered sibling of it that does not exist: a demo never writes over anything."""
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
