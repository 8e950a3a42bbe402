"""``keys``: another passphrase, other keys, the sheet on paper, a laptop that is to know nothing."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.cli import sealing, streams, whispering
from coalition_cli.cli.call import FileOption, this_call
from coalition_cli.cli.sealing import DescriptorOption, ProofOption
from coalition_cli.errors import DAMAGED, INTERRUPTED, Problem
from coalition_cli.words import _, ngettext

if TYPE_CHECKING:
    from coalition_cli.store.sealed.form import SealedForm

NewDescriptorOption = Annotated[
    int | None, typer.Option("--new-passphrase-fd", help="Read the new passphrase as a line from this descriptor.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    group = typer.Typer(
        rich_markup_mode=None,
        help="The keys of a sealed workshop: change, rotate, print, take away.",
        no_args_is_help=True,
    )
    group.command("change")(change)
    group.command("rotate")(rotate)
    group.command("sheet")(write_sheet)
    group.command("away")(take_away)
    group.command("accept")(accept)
    group.command("new-organisation-key")(make_organisation_key)
    app.add_typer(group, name="keys")


def change(
    context: typer.Context,
    passphrase_fd: DescriptorOption = None,
    new_passphrase_fd: NewDescriptorOption = None,
    file: FileOption = None,
) -> None:
    """Change the passphrase. The words of the workshop stay as they are on the disk.

    Who has an old copy of the folder and the old passphrase can still open that copy: then rotate.
    """
    from coalition_cli.store.sealed import rotation

    form = _unlocked(context, file, passphrase_fd)
    rotation.change_passphrase(form.path, form.key, sealing.new_passphrase(new_passphrase_fd))
    streams.say(_("The passphrase is changed. Old copies of this folder still open with the old one."))


def rotate(
    context: typer.Context,
    organisation_proof: ProofOption = None,
    passphrase_fd: DescriptorOption = None,
    new_passphrase_fd: NewDescriptorOption = None,
    file: FileOption = None,
) -> None:
    """Give the workshop a new key and a new passphrase; the old ones open nothing of it any more.

    Where the passphrase is forgotten or the key was taken away, --organisation-proof opens it.
    """
    from coalition_cli.store.sealed import keys, rotation
    from coalition_cli.store.sealed.form import SealedForm

    path = sealing.require_sealed(this_call(context).workshop_path(file))
    if organisation_proof:
        sealing.hide_memory()
        form = SealedForm(path, keys.key_in(organisation_proof))
        rotation.resume(form)
    else:
        form = sealing.unlock(path, sealing.descriptor_for(this_call(context), passphrase_fd))
    done = rotation.rotate(form, sealing.new_passphrase(new_passphrase_fd))
    sealing.keep_unlocked(done.form)
    words = keys.fingerprint(done.form.seal.recipients)
    streams.say(_("The keys are new. Their words: {words}. Print the sheet again.").format(words=words))
    if done.unreadable:
        sentence = ngettext(
            "{count} old copy could not be opened and stays sealed for the old key.",
            "{count} old copies could not be opened and stay sealed for the old key.",
            done.unreadable,
        )
        streams.say(sentence.format(count=done.unreadable))
    streams.say(_("Laptops that only capture ask once whether these words are right: coalition keys accept"))


def write_sheet(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The HTML file to write; print it from a browser.")],
    passphrase_fd: DescriptorOption = None,
    file: FileOption = None,
) -> None:
    """Write the recovery sheet: how the workshop is opened, for whom it is sealed, who keeps what. No secret on it."""
    from coalition_cli.store import replacing
    from coalition_cli.store.sealed import sheet

    form = _unlocked(context, file, passphrase_fd)
    form.find()
    replacing.put_new(out, sheet.of_workshop(form.path.name, form.seal.recipients, date.today().isoformat()))
    streams.put(str(out))


def take_away(
    context: typer.Context,
    organisation_proof: ProofOption = None,
    yes: YesOption = False,
    file: FileOption = None,
) -> None:
    """Take the key off this laptop, before a border or an arrest: nobody can make its carrier open the workshop.

    The organisation's key must open it first. Lines can still be captured.
    """
    from coalition_cli.store.sealed import rotation

    path = sealing.require_sealed(this_call(context).workshop_path(file))
    proof = sealing.proof_of(organisation_proof)
    question = _("Only the organisation's key will open {workshop} after this.").format(workshop=path.name)
    if not yes and not whispering.ask_word(question, _("away")):
        streams.say(_("Nothing was changed."))
        raise SystemExit(INTERRUPTED)
    rotation.away(path, proof)
    sealing.lock(path)
    streams.say(_("The organisation's key opens everything; the key on this laptop is removed."))
    streams.say(_("Whoever asks you can be told the truth: “I cannot open it.”"))
    streams.say(
        _("Old blocks of this disk and other copies of the folder may still hold the key, under its passphrase.")
    )


def accept(
    context: typer.Context,
    yes: YesOption = False,
    capture_only: Annotated[
        bool, typer.Option("--capture-only", help="Only the keys that lines are sealed for, on a laptop without a key.")
    ] = False,
    passphrase_fd: DescriptorOption = None,
    file: FileOption = None,
) -> None:
    """Go on with an older copy, or with other keys, after coalition has refused them."""
    from coalition_cli.store.sealed import capture, folder
    from coalition_cli.store.sealed.form import SealedForm

    path = sealing.require_sealed(this_call(context).workshop_path(file))
    is_capturing = capture_only or not folder.identity(path).exists()
    descriptor = sealing.descriptor_for(this_call(context), passphrase_fd)
    form = None if is_capturing else sealing.unlock(path, descriptor, is_older_accepted=True)
    if form is not None:
        try:
            SealedForm(path, form.key).find()
        except Problem as problem:
            if problem.status != DAMAGED:
                raise
            streams.say(problem.sentence)
            form.look_again()  # what cannot be accepted is refused here, before anybody is asked
        else:
            streams.say(_("There is nothing to accept: this is what was saved here last."))
            return
    question = (
        _("Lines will be sealed for the keys with the words: {words}").format(words=capture.words_of_keys(path))
        if form is None
        else _("Lines that were saved after this copy was made are not in it.")
    )
    if not yes and not whispering.ask_word(question, _("accept")):
        streams.say(_("Nothing was changed."))
        raise SystemExit(INTERRUPTED)
    if form is None:
        capture.accept_keys(path)
    else:
        form.find()
    streams.say(_("Accepted. It can be used again."))


def make_organisation_key(
    out: Annotated[Path, typer.Option(help="The file for the secret key; only you can read it.")],
    sheet: Annotated[Path | None, typer.Option(help="Also an HTML page to print, with the secret key on it.")] = None,
) -> None:
    """Make a key that opens workshops when a passphrase is lost. Prints its public key, which is no secret."""
    from coalition_cli.store import replacing
    from coalition_cli.store.sealed import keys
    from coalition_cli.store.sealed.sheet import of_organisation_key

    sealing.hide_memory()
    key = keys.Key.new()
    replacing.put_new(out, keys.identity_file(key, _("The organisation's key: it opens what is sealed for it.")))
    if sheet:
        replacing.put_new(sheet, of_organisation_key(key, date.today().isoformat()))
    streams.put(key.public)
    streams.say(
        _("Keep {file} in two places away from the laptops, on paper too. The words of this key: {words}").format(
            file=out.name, words=keys.fingerprint([key.public])
        )
    )


def _unlocked(context: typer.Context, file: Path | None, passphrase_fd: int | None) -> "SealedForm":
    call = this_call(context)
    return sealing.unlock(call.workshop_path(file), sealing.descriptor_for(call, passphrase_fd))
