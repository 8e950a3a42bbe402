"""``demo``: the seminar of 12 November 2024, played into a new file and exported."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coalition_cli.cli.call import Call, keep_calm, put, say, this_call
from coalition_cli.words import _

if TYPE_CHECKING:
    from coalition_cli.blocks import Block
    from coalition_cli.store import WorkshopFile

SAMPLE: Final = Path(__file__).parent.parent / "samples" / "nendiwe-2024-11-12.toml"
SECONDS_A_PAGE: Final = 4.0


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("demo")(demo)


@keep_calm
def demo(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option(help="The folder to write into; coalition-demo here if not given.")
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Show every page at reading speed.")] = False,
    seconds: Annotated[float, typer.Option(help="How long each page stays with --watch.")] = SECONDS_A_PAGE,
) -> None:
    """Play a sample workshop from the first question to the summaries, and say where they are."""
    from coalition_cli.cli.sending import make_summary, write

    call = this_call(context)
    folder = _new_folder(out or Path("coalition-demo"))
    opened = _make(call, folder / "sample-workshop.json", seconds if watch else 0)
    put(str(opened.path))
    for audience in ("participants", "organizer", "donor", "follow-up"):
        summary = make_summary(call, opened, audience, False)
        formats = ("md", "html", "json", "csv") if audience == "organizer" else ("md", "html")
        for path in write(summary, formats, opened.path.stem, str(folder), is_replacing=False):
            put(str(path))
    say(
        _("This is a sample: its people are invented. Look at it with: coalition --file {path} show").format(
            path=opened.path
        )
    )


def _make(call: Call, path: Path, seconds_a_page: float) -> "WorkshopFile":
    """A sample workshop file, filled by playing every exercise of the sample from its answers."""
    from coalition_cli.answers import play_answers, read_answers
    from coalition_cli.model.entry import next_id
    from coalition_cli.model.workshop import Head
    from coalition_cli.store import WorkshopFile, folders

    content = read_answers(SAMPLE)
    about = content.pop("workshop")
    catalog = call.catalog(about["language"])
    head = Head(
        id=next_id("", time.time()),
        title=about["title"],
        date=about["date"],
        place=about["place"],
        language=about["language"],
        is_sample=True,
    )
    opened = WorkshopFile.create(path, head)
    for name in content:
        if name != "people":
            entries, _said = play_answers(
                catalog.exercise(name),
                1,
                content,
                SAMPLE,
                opened.workshop,
                catalog.find,
                folders.device(),
                (lambda blocks: _show_page(blocks, seconds_a_page)) if seconds_a_page else None,
            )
            opened.append_entries(entries)
    return opened


def _show_page(blocks: Sequence["Block"], seconds: float) -> None:
    import shutil

    from coalition_cli.terminal.drawing import as_text

    size = shutil.get_terminal_size()
    page = as_text(blocks, min(size.columns, 100), size.lines - 1, colour=sys.stdout.isatty())
    sys.stdout.write(("\x1b[2J\x1b[H" if sys.stdout.isatty() else "") + page)
    sys.stdout.flush()
    time.sleep(seconds)


def _new_folder(wanted: Path) -> Path:
    """``wanted``, or the first numbered sibling of it that does not exist: a demo never writes over anything."""
    folder, number = wanted, 1
    while folder.exists():
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    folder.mkdir(parents=True)
    return folder
