"""``bundle``: what was recorded here, or what another laptop lacks of it, signed, for a stick."""

import unicodedata
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from coalition_cli.app import console
from coalition_cli.app.context import Call, DescriptorOption, FileOption, this_call
from coalition_cli.app.new_passphrase import new_passphrase
from coalition_cli.app.prompt import choice_at_shell
from coalition_cli.app.record import record_in
from coalition_cli.diagnostics import destination, system
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.model import export_log
from coalition_cli.model.entry import EXPORTS, Fact
from coalition_cli.model.header import Head
from coalition_cli.sanitize import file_name
from coalition_cli.stage import Move, Option
from coalition_cli.store import WorkshopFile
from coalition_cli.store.files import atomic
from coalition_cli.store.formats.sealed import paths, signing
from coalition_cli.store.transfer import bundle as transfer_bundle
from coalition_cli.store.transfer import have as transfer_have
from coalition_cli.store.transfer.bundle import SUFFIX


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("bundle")(bundle)


def bundle(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option("--out", help="A folder, such as a stick, or the file itself.")
    ] = Path(),
    protect: Annotated[
        bool, typer.Option("--protect", help="Only who knows a passphrase can read it.")
    ] = False,
    passphrase_fd: DescriptorOption = None,
    unopened: Annotated[
        bool,
        typer.Option(
            "--unopened", help="Of a sealed workshop, the lines written here: needs no passphrase."
        ),
    ] = False,
    have: Annotated[
        bool,
        typer.Option(
            "--have",
            help="Only a list of what is here, without a word of it, for another laptop.",
        ),
    ] = False,
    answers_to: Annotated[
        Path | None,
        typer.Option(
            "--for", metavar="FILE", help="Only what that laptop lacks: its list, made with --have."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")] = False,
    file: FileOption = None,
) -> None:
    """Write what was recorded here into signed files, for a stick.

    Another laptop takes it in with: coalition merge FILE. Prints where each file lies: one, or
    several where there is more than one may hold.
    """
    call = this_call(context)
    path = call.workshop_path(file)
    _check_place(out)
    is_sealed = path.is_dir()
    if have:
        if answers_to or protect or unopened:
            raise Problem(_("--have goes alone: the list holds no words."), USAGE)
        _write_list(call._replace(passphrase_fd=call.descriptor(passphrase_fd)), file, out)
        return
    there = transfer_have.read(answers_to) if answers_to else None
    if is_sealed:
        call = call._replace(passphrase_fd=call.descriptor(passphrase_fd))
        words = ""
        put = _write_sealed(call, path, out, there, is_unopened=unopened)
    else:
        words = new_passphrase(passphrase_fd) if protect or passphrase_fd is not None else ""
        opened = call.open(file)
        danger = "" if words else _danger_of(out)
        if danger:
            words = _ask_about_place(call, danger, is_sure=yes)
        stem = _stem(opened.workshop.head, is_hidden=bool(words))
        put = _write(opened, out, stem, words, there)
    for each in put:
        console.put(str(each))
    if len(put) > 1:
        console.say(_("Each can be brought in alone, or all together, in any order."))
    console.say(_who_may_read(bool(words), is_sealed))
    console.say(
        _("Signed by this laptop. Its four words: {words}").format(
            words=signing.words_of(signing.own_key())
        )
    )


def _write(
    opened: WorkshopFile, out: Path, stem: str, words: str, there: Collection[bytes] | None
) -> list[Path]:
    """Write the bundles of a workshop, which remembers them first; return where they lie."""
    target = transfer_bundle.free_path(out, stem)
    _remember_bundle(opened, target.name)
    packed = transfer_bundle.pack(opened.form, opened.workshop.head.id, words, there)
    return transfer_bundle.put(packed, target, stem)


def _write_sealed(
    call: Call, path: Path, out: Path, there: Collection[bytes] | None, *, is_unopened: bool
) -> list[Path]:
    """Write the bundles of the sealed workshop at ``path``; unopened, of what was written here."""
    if not is_unopened and paths.identity(path).exists():
        return _write(call.open(path), out, path.name, "", there)
    if there is not None:
        raise Problem(_("To answer a list, the workshop must be unlocked."), USAGE)
    packed = transfer_bundle.pack_journal(paths.journal(path))
    return transfer_bundle.put([packed], out, path.name)


def _write_list(call: Call, file: Path | None, out: Path) -> None:
    opened = call.open(file)
    ids = [entry.id for entry in opened.workshop.entries]
    stem = _stem(opened.workshop.head, is_hidden=True)
    target = transfer_bundle.free_path(out, stem, transfer_have.SUFFIX)
    atomic.put_new(target, transfer_have.write(ids))
    console.put(str(target))
    told = ngettext(
        "A list of {count} entry, without a word of it. The other laptop answers it with: "
        "coalition bundle --for {file}",
        "A list of {count} entries, without a word of them. The other laptop answers it with: "
        "coalition bundle --for {file}",
        len(ids),
    )
    console.say(told.format(count=len(ids), file=target.name))


def _remember_bundle(opened: WorkshopFile, name: str) -> None:
    """Remember a bundle: a copy that must be called back when words are withdrawn."""
    try:
        body = export_log.body_of(export_log.FOR_A_LAPTOP, "private", [name])
        record_in(opened)(Fact(body), EXPORTS, "organizer")
    except Problem as problem:
        console.say(
            _("The workshop could not remember this bundle. {reason}").format(
                reason=problem.sentence
            )
        )


def _check_place(out: Path) -> None:
    """Raise the ``Problem`` of a folder that is not there, such as a stick not plugged in."""
    is_file = out.suffix in (SUFFIX, transfer_have.SUFFIX) and not out.is_dir()
    folder = out.parent if is_file else out
    if not folder.is_dir():
        sentence = _(
            "There is no folder {folder}. Nothing was written. Plug the stick in, or make the "
            "folder."
        )
        raise Problem(sentence.format(folder=folder))


def _stem(head: Head, *, is_hidden: bool) -> str:
    """Return a name that every stick takes: the title in plain letters, or a code.

    A code stands for a title that these letters would not tell, and for one that is hidden.
    """
    whole = file_name(head.title)
    plain = (
        unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode("ascii").strip("-")
    )
    if is_hidden or len(plain) * 2 <= len(whole):
        return "workshop-" + sha256(head.id.encode("ascii")).hexdigest()[:8]
    return plain


def _danger_of(out: Path) -> str:
    """Return the sentence that says why others can read what lies at ``out``.

    It is empty if the folder protects its files.
    """
    if told := destination.unprotected(out):
        return told
    home = system.home()
    if home is None or not out.resolve().is_relative_to(home.resolve()):
        return _(
            "This place is outside your own folders: a stick or a shared folder cannot protect "
            "files."
        )
    return ""


def _ask_about_place(call: Call, danger: str, *, is_sure: bool) -> str:
    """Return a passphrase, or none if whoever finds the bundle may read it.

    Ends the program with 130 where nothing is to be written.
    """
    console.say(danger)
    if is_sure:
        return ""
    console.require_terminal(
        _("To write it all the same, add --yes; so that only a passphrase opens it: --protect")
    )

    options = [
        Option("seal", _("Seal it with a passphrase")),
        Option("open", _("Write it as it is: whoever finds it can read it")),
        Option("", _("Write nothing")),
    ]
    try:
        chosen = choice_at_shell(call, _("Shall it be written?"), options, "seal")
    except Move:
        chosen = ""
    if not chosen:
        console.say(_("Nothing was written."))
        raise SystemExit(INTERRUPTED)
    return new_passphrase(None) if chosen == "seal" else ""


def _who_may_read(has_passphrase: bool, is_sealed: bool) -> str:
    if has_passphrase:
        return _(
            "Only who knows its passphrase can read it. Tell the passphrase by mouth, not with "
            "the file."
        )
    if is_sealed:
        return _("Only who can open the sealed workshop can read it.")
    return _(
        "Whoever holds this file can read everything in it, private lines too. Give it from hand "
        "to hand."
    )
