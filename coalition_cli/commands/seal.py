"""``seal``: a plain workshop sealed: only its passphrase or the organisation's key opens it."""

from pathlib import Path
from typing import Annotated

import typer

from coalition_cli.app import console
from coalition_cli.app.context import DescriptorOption, FileOption, this_call
from coalition_cli.app.files_beside import named
from coalition_cli.app.new_passphrase import new_passphrase
from coalition_cli.app.other_windows import none_open
from coalition_cli.app.seal_options import (
    LabelOption,
    NoOrganisationOption,
    OrganisationOption,
    ProofOption,
)
from coalition_cli.app.seal_setup import say_who_opens, second_holder
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.store import paths, sealing
from coalition_cli.store.formats.sealed import code_name, is_sealed
from coalition_cli.store.formats.sealed.label import checked
from coalition_cli.store.peek import refuse_unsound
from coalition_cli.store.transfer import files_beside


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("seal")(seal)


def seal(
    context: typer.Context,
    path: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The open workshop if not given.")
    ] = None,
    organisation: OrganisationOption = "",
    organisation_proof: ProofOption = None,
    no_organisation_key: NoOrganisationOption = False,
    label: LabelOption = "",
    passphrase_fd: DescriptorOption = None,
    file: FileOption = None,
) -> None:
    """Seal a plain workshop: only its passphrase or the organisation's key opens it afterwards.

    The plain file and every copy of it that coalition made are removed. Prints where the sealed one
    lies.
    """
    plain = path or this_call(context).workshop_path(file)
    if is_sealed(plain):
        raise Problem(
            _("{file} is sealed already. Nothing was changed.").format(file=plain.name or plain)
        )
    word = checked(label) if label else ""
    refuse_unsound(plain)
    real = plain.resolve()
    last, old = paths.last_open(), real.stat()
    # Before anything is asked: nobody types a passphrase for what then cannot be done.
    with none_open(real):
        holder = second_holder(organisation, organisation_proof, is_alone=no_organisation_key)
        words = new_passphrase(this_call(context).descriptor(passphrase_fd))
        made = sealing.seal(real, real.parent / code_name(real.parent), words, holder, word)
    if last is None or last.resolve() == real:
        paths.remember_open(made.path)
    console.put(str(made.path))
    say_who_opens(made, holder)
    console.say(
        _(
            "The plain file and its copies are removed. What this disk has forgotten may still be "
            "found by experts,"
            " in old blocks, in backups of the whole disk and where the file was synced to. "
            "Exports are as they were."
        )
    )
    for sentence in named(files_beside.left_plain(real.parent, made.find_head().ids, old)):
        console.say(sentence)
