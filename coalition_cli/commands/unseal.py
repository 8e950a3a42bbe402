"""``unseal``: a plain file of a sealed workshop."""

from pathlib import Path
from typing import Annotated

import typer

from coalition_cli.app import console, key_ring, secret_prompt, unlock
from coalition_cli.app.context import DescriptorOption, FileOption, this_call
from coalition_cli.app.other_windows import none_open
from coalition_cli.exit_status import INTERRUPTED
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.header import Head
from coalition_cli.sanitize import file_name
from coalition_cli.store import paths, sealing


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("unseal")(unseal)


def unseal(
    context: typer.Context,
    path: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="The open workshop if not given.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="The plain file to make.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")] = False,
    passphrase_fd: DescriptorOption = None,
    file: FileOption = None,
) -> None:
    """Make a plain file of a sealed workshop.

    Anybody who has the laptop can read that file. Prints where it lies.
    """
    sealed = path or this_call(context).workshop_path(file)
    last = paths.last_open()
    with none_open(unlock.require_sealed(sealed), may_ask=not yes):
        form = unlock.unlock(sealed, this_call(context).descriptor(passphrase_fd))
        head = form.find().head
        if not yes and not secret_prompt.ask_word(
            _("After this, everybody who has this laptop can read {workshop}.").format(
                workshop=sealed.name
            ),
            _("unseal"),
        ):
            console.say(_("Nothing was changed: it is still sealed."))
            raise SystemExit(INTERRUPTED)
        target = out or _plain_path(form.path.parent, head)
        dropped = sealing.unseal(form, target)
    key_ring.lock(form.path)
    if last is None or last.absolute() == form.path.absolute():
        paths.remember_open(target)
    console.put(str(target))
    if dropped:
        sentence = ngettext(
            "{count} old copy could not be opened and was not brought along.",
            "{count} old copies could not be opened and were not brought along.",
            dropped,
        )
        console.say(sentence.format(count=dropped))


def _plain_path(parent: Path, head: Head) -> Path:
    stem, number = file_name(head.title), 1
    path = parent / f"{stem}.json"
    while path.exists():
        number += 1
        path = parent / f"{stem}-{number}.json"
    return path
