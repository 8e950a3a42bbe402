"""``merge``: what other laptops recorded, brought in from a stick."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from coalition_cli.app import console, secret_prompt, unlock
from coalition_cli.app.context import Call, DescriptorOption, FileOption, this_call
from coalition_cli.app.prompt import bare_terminal
from coalition_cli.blocks import Prose
from coalition_cli.commands import merge_differences
from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, INTERRUPTED, REFUSED
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import Entry
from coalition_cli.model.header import Head
from coalition_cli.model.merging import Merged
from coalition_cli.run.named_lines import line_name
from coalition_cli.stage import Move, Option
from coalition_cli.store import WorkshopFile, glance, paths
from coalition_cli.store.formats import sealed
from coalition_cli.store.formats.sealed import passphrase_encryption as under
from coalition_cli.store.formats.sealed import revision
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.recovery import check
from coalition_cli.store.transfer import bundle as transfer_bundle
from coalition_cli.store.transfer import signing
from coalition_cli.store.transfer.bundle import Outer
from coalition_cli.store.transfer.incoming import Contents


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("merge")(merge)


def merge(
    context: typer.Context,
    bundle_files: Annotated[
        list[Path], typer.Argument(metavar="FILE ...", help="Bundles, or plain workshop files.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would come in, and change nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")] = False,
    passphrase_fd: DescriptorOption = None,
    file: FileOption = None,
) -> None:
    """Bring in what other laptops recorded.

    Says first what would come, from whom, and what disagrees; prints the ids of what came in.
    """
    call = this_call(context)
    call = call._replace(passphrase_fd=call.descriptor(passphrase_fd))
    outers = [transfer_bundle.look(path) for path in bundle_files]
    opened, pairs = _open_all(outers, call, file)
    news = merge_differences.compare(pairs, opened.workshop if opened else None)
    merge_differences.tell(
        news, opened.workshop if opened else None, is_shown=not console.is_on_terminal()
    )
    if opened and news[-1].merged.entries == opened.workshop.entries:
        console.say(_("Nothing new: everything in it is here already. Nothing was changed."))
        return
    if not opened:
        sentence = _("This workshop is not on this machine; it will be made as a new file: {title}")
        console.say(sentence.format(title=_head_of(pairs).title))
    if not _is_meant(call, news, opened, is_dry=dry_run, is_sure=yes):
        console.say(_("Nothing was changed."))
        if dry_run:
            return
        raise SystemExit(INTERRUPTED)
    target = opened or _make(_head_of(pairs), call, file)
    incoming: list[Entry] = []
    for _outer, contents in pairs:
        incoming += contents.entries
    done = target.merge(incoming)
    if not yes:
        _remember_senders(outers)
    _tell_done(done, target)


def _open_all(
    outers: Sequence[Outer], call: Call, file: Path | None
) -> tuple[WorkshopFile | None, list[tuple[Outer, Contents]]]:
    """Return the workshop of the bundles (None if it is not here), and what each bundle holds.

    Raises ``Problem``.
    """
    read: dict[int, Contents] = {}
    for number, outer in enumerate(outers):
        if outer.layout in ("plain", "passphrase"):
            read[number] = _open_plain(outer, call.passphrase_fd)
    wanted = _common_id(outers, read.values())
    path = file or call.named_file or _path_here(wanted)
    is_new = path is None or (file is not None and not path.exists())
    if is_new and len(read) < len(outers):
        sentence = _(
            "The sealed workshop that this belongs to is not here. Nothing was changed. Name it "
            "with --file."
        )
        raise Problem(sentence)
    opened = None if is_new else call.open(path)
    if opened and wanted and opened.workshop.head.id != wanted:
        raise _of_another(opened)
    if opened:
        _require_sound(opened)
    pairs = [
        (outer, read.get(number) or _open_sealed(outer, opened))
        for number, outer in enumerate(outers)
    ]
    return opened, pairs


def _common_id(outers: Iterable[Outer], read: Iterable[Contents]) -> str | None:
    """Return the id of the one workshop that all bundles are of, or None if no bundle tells it."""
    ids = {contents.head.id for contents in read if contents.head}
    ids |= {outer.workshop for outer in outers if outer.workshop}
    if len(ids) > 1:
        raise Problem(
            _(
                "These are of different workshops. Nothing was changed. Merge them one after the "
                "other."
            )
        )
    return next(iter(ids), None)


def _of_another(opened: WorkshopFile) -> Problem:
    return Problem(
        _("This is of another workshop than {file}. Nothing was changed.").format(
            file=opened.path.name
        )
    )


def _require_sound(opened: WorkshopFile) -> None:
    """Raise the ``Problem`` of a workshop here that is damaged, or lost what its backup holds."""
    found = check.examine_form(opened.form) if opened.form.is_sealed else check.examine(opened.path)
    if found.damage:
        sentence = _(
            "{file} is damaged, and nothing was merged into it. {damage} See: coalition check"
        )
        raise Problem(sentence.format(file=opened.path.name, damage=found.damage[0]), DAMAGED)


def _open_plain(outer: Outer, passphrase_fd: int | None) -> Contents:
    if outer.layout == "plain":
        return transfer_bundle.open_plain(outer)

    secret_prompt.refuse_environment()
    unlock.hide_memory()
    if passphrase_fd is None:
        question = _("The passphrase of {file}:").format(file=outer.path.name)
        words = secret_prompt.ask_secret(
            question, _("Or give the passphrase with --passphrase-fd.")
        )
    else:
        words = secret_prompt.from_descriptor(passphrase_fd)
    return transfer_bundle.open_plain(outer, lambda sealed: under.unwrap(sealed, words))


def _open_sealed(outer: Outer, opened: WorkshopFile | None) -> Contents:
    if opened is None or not isinstance(opened.form, SealedForm):
        sentence = _(
            "{file} belongs to a sealed workshop. Nothing was changed. Name that workshop with "
            "--file."
        )
        raise Problem(sentence.format(file=outer.path.name), REFUSED)
    if outer.layout != "journal":
        return transfer_bundle.open_plain(outer, opened.form.reveal)
    contents = transfer_bundle.open_journal(outer, opened.form.key)
    if contents.head and contents.head.id != opened.workshop.head.id:
        raise _of_another(opened)
    return contents


def _path_here(workshop_id: str | None) -> Path | None:
    """Return the workshop with this id on this machine; the open one if no id is known."""
    last = paths.last_open()
    if workshop_id is None:
        return last
    known = revision.known(workshop_id)
    for path in [*([last] if last else []), *sorted(paths.workshops_folder().glob("[!.]*"))]:
        if path.is_dir():
            if known and sealed.is_sealed(path) and known.place == revision.place_of(path):
                return path
        elif path.suffix == ".json" or path == last:
            try:
                if glance(path)[0].id == workshop_id:
                    return path
            except Problem as problem:
                if path == last and problem.status == DAMAGED:
                    raise  # it may be the one: beside it a second one would be made
    return None


def _make(head: Head, call: Call, file: Path | None) -> WorkshopFile:
    path = WorkshopFile.create(file or paths.path_for(head.title), head).path
    if paths.last_open() is None:
        paths.remember_open(path)
        console.say(_("A new workshop file was made, and is open now: {path}").format(path=path))
    else:
        sentence = _(
            "A new workshop file was made: {path}. To go over to it: coalition open {name}."
        )
        console.say(sentence.format(path=path, name=path.stem))
    return call.open(path)


def _is_meant(
    call: Call,
    news: Sequence[merge_differences.News],
    opened: WorkshopFile | None,
    *,
    is_dry: bool,
    is_sure: bool,
) -> bool:
    """Tell if it may be done.

    Both wordings are in sight, on the screen that leaves nothing behind.
    """
    if is_dry and not console.is_on_terminal():
        return False
    if is_sure and not is_dry:
        return True
    console.require_terminal(_("To merge without being asked, add --yes."))

    try:
        with bare_terminal(call) as stage:
            held = opened.workshop if opened else None
            stage.show([Prose(line) for line in merge_differences.page(news, held)])
            if is_dry:
                stage.choose(
                    None, _("This would come in."), [Option("", _("Leave everything as it is"))], ""
                )
                return False
            return stage.ask_word(_("Bring this in?"), _("merge"))
    except Move:
        return False


def _tell_done(done: Merged, target: WorkshopFile) -> None:
    for entry in done.added:
        console.put(entry.id)
    sentence = ngettext(
        "Merged: {count} new entry. {all} stand in {file}.",
        "Merged: {count} new entries. {all} stand in {file}.",
        len(done.added),
    )
    console.say(
        sentence.format(count=len(done.added), all=len(done.entries), file=target.path.name)
    )
    names = merge_differences.where_they_stand(done.added)
    if names:
        told = _("Numbers that were here stay. The new lines stand as: {lines}.")
        console.say(told.format(lines=names))
    for entry in done.reworded:
        told = _(
            "{line} quoted withdrawn words and now says […]. Give it other words: "
            "coalition fix {line}"
        )
        console.say(told.format(line=line_name(entry, target.workshop)))
    for numbers in merge_differences.entered_twice(done, target.workshop):
        told = _(
            "{numbers} have one name. If they are two people, give one another name: "
            "coalition fix {last}"
        )
        console.say(told.format(numbers=", ".join(numbers), last=numbers[-1]))


def _head_of(pairs: Sequence[tuple[Outer, Contents]]) -> Head:
    return next(contents.head for _outer, contents in pairs if contents.head)


def _remember_senders(outers: Sequence[Outer]) -> None:
    for outer in outers:
        if outer.sender:
            signing.remember(outer.sender)
