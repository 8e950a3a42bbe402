"""``doctor``: what this laptop itself does with words."""

from pathlib import Path
from typing import Annotated

import typer

from coalition_cli.app import console
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.diagnostics import Subject, examine, system
from coalition_cli.diagnostics.cloud_sync import doubles
from coalition_cli.errors import Problem
from coalition_cli.exit_status import REFUSED
from coalition_cli.i18n import _, ngettext
from coalition_cli.store import glance
from coalition_cli.store import paths as store_paths
from coalition_cli.store.formats import sealed
from coalition_cli.store.transfer import traces


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("doctor")(doctor)


def doctor(
    context: typer.Context,
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="A workshop file or a sealed folder; the open workshop if not given.",
        ),
    ] = None,
    file: FileOption = None,
) -> None:
    """Look at this laptop: what could leak, what could be lost.

    One line a finding: fine, look or danger. Reads no words that were said, and changes nothing.
    """
    findings = examine(_subject(path, this_call(context), file))
    for finding in findings:
        console.put(str(finding).replace("\n", " "))
    doing = [finding for finding in findings if finding.needs_doing]
    if doing:
        count = len(doing)
        console.say(
            ngettext("{count} thing to do.", "{count} things to do.", count).format(count=count)
        )
        raise SystemExit(REFUSED)
    console.say(_("Nothing needs doing."))


def _subject(path: Path | None, call: Call, file: Path | None) -> Subject:
    """Return the workshop that is examined, or the folder of all of them if there is none."""
    chosen = path or file or call.named_file or store_paths.last_open()
    if path is not None and not path.exists():
        raise Problem(_("{path}: there is no such file.").format(path=path))
    if chosen is None or not chosen.exists():
        return Subject(
            store_paths.workshops_folder(), files=_existing(store_paths.workshops_folder())
        )
    found = traces.of(chosen)
    is_sealed = sealed.is_sealed(chosen)
    folder = chosen if chosen.is_dir() else store_paths.workshops_folder()
    open_copies = [each for each in _beside_sealed(chosen) if each.is_file()] if is_sealed else []
    return Subject(
        chosen,
        is_sealed,
        (
            *_existing(folder),
            *found.workshop,
            *found.half_typed,
            *found.copies,
            *found.litter,
            *open_copies,
        ),
        found.half_typed,
        found.litter,
        tuple(open_copies),
        tuple(_doubles(chosen)),
        traces.newest_time(found),
    )


def _existing(*paths: Path) -> tuple[Path, ...]:
    return tuple(path for path in paths if path.exists())


def _beside_sealed(path: Path) -> list[Path]:
    """Return the plain copies beside a sealed workshop, from when it was a plain file."""
    return [*path.parent.glob(f"{path.name}*.json*"), *path.glob("**/*.json")]


def _doubles(path: Path) -> list[str]:
    """Return the second versions of the workshop in its folder, found by name or by id."""
    known = set(doubles(path.name, system.names(path.parent)))
    if path.is_file():
        try:
            workshop_id = glance(path)[0].id
        except (Problem, OSError):
            return sorted(known)
        for other in path.parent.glob("*.json"):
            try:
                if other != path and other.is_file() and glance(other)[0].id == workshop_id:
                    known.add(other.name)
            except (Problem, OSError):
                continue
    return sorted(known)
