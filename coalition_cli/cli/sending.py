"""``export``: the summary, for one audience, in the formats that were asked for."""

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.cli.call import Call, FileOption, keep_calm, put, say, this_call
from coalition_cli.errors import UNWRITTEN, USAGE, Problem
from coalition_cli.words import _, ngettext

if TYPE_CHECKING:
    from coalition_cli.model.summary import Audience, Summary
    from coalition_cli.store import WorkshopFile


class Readers(StrEnum):
    """Who will read the summary."""

    participants = "participants"
    organizer = "organizer"
    donor = "donor"
    follow_up = "follow-up"


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("export")(export)


@keep_calm
def export(
    context: typer.Context,
    formats: Annotated[
        list[str] | None, typer.Argument(metavar="[FORMAT]...", help="md, html, json, csv; md and html if not given.")
    ] = None,
    readers: Annotated[Readers, typer.Option("--for", help="Who will read it.")] = Readers.organizer,
    out: Annotated[str, typer.Option(help="A folder, a file, or - for standard output.")] = "",
    interim: Annotated[bool, typer.Option("--interim", help="Mark it as made before the end.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Write over an earlier export.")] = False,
    file: FileOption = None,
) -> None:
    """Write the summary; prints where it lies. What the readers may not see is left out, and counted."""
    from coalition_cli import exports

    wanted = formats or ["md", "html"]
    for name in wanted:
        if name not in exports.names():
            known = ", ".join(exports.names())
            raise Problem(_("{name} is not a format; there are: {known}.").format(name=name, known=known), USAGE)
    call = this_call(context)
    opened = call.open(file)
    summary = make_summary(call, opened, readers.value, interim)
    if out == "-":
        if len(wanted) != 1:
            raise Problem(_("Standard output takes one format at a time."), USAGE)
        sys.stdout.buffer.write(exports.export(wanted[0]).render(summary))
        sys.stdout.buffer.flush()
    else:
        for path in write(summary, wanted, opened.path.stem, out, is_replacing=replace):
            put(str(path))
    _say_left_out(summary)


def make_summary(call: Call, file: "WorkshopFile", audience: "Audience", is_interim: bool) -> "Summary":
    """The summary of ``file`` as it stands now."""
    from datetime import datetime

    from coalition_cli.report import build

    find = call.finder(file.workshop.head.language)
    return build(file.workshop, find, audience, datetime.now().astimezone(), is_interim=is_interim)


def write(summary: "Summary", formats: Sequence[str], stem: str, out: str, *, is_replacing: bool) -> list[Path]:
    """Write ``summary`` in each format and give the paths; nothing is ever written over unless asked."""
    from coalition_cli import exports

    interim = "-interim" if summary.is_interim else ""
    written = []
    for name in formats:
        module = exports.export(name)
        target = Path(out) if out else Path()
        if not (out and target.suffix == module.SUFFIX and len(formats) == 1):
            target = target / f"{stem}-{summary.audience}{interim}{module.SUFFIX}"
        _write_one(target, module.render(summary), is_replacing)
        written.append(target)
    return written


def _write_one(path: Path, content: bytes, is_replacing: bool) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if is_replacing and path.is_file() and not path.is_symlink():
            path.unlink()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(path, flags, 0o600), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except FileExistsError:
        sentence = _("{path} is there already and was left as it is. To write over it: --replace")
        raise Problem(sentence.format(path=path)) from None
    except OSError as error:
        sentence = _(
            "{path} could not be written ({reason}). The workshop is unchanged; name another folder with --out."
        )
        raise Problem(sentence.format(path=path, reason=error.strerror), UNWRITTEN) from None


def _say_left_out(summary: "Summary") -> None:
    hidden = summary.data["left_out"]["entries"]
    if hidden:
        sentence = ngettext(
            "For {audience}: {count} entry is not for them and was left out.",
            "For {audience}: {count} entries are not for them and were left out.",
            hidden,
        )
        say(sentence.format(audience=summary.audience, count=hidden))
