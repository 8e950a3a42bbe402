"""``merge``: what other laptops recorded, brought in from a stick."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from coalition_cli.app import console
from coalition_cli.app.context import Call, DescriptorOption, FileOption, this_call
from coalition_cli.app.files_beside import clear_beside
from coalition_cli.app.withdrawal_report import tell_called_back
from coalition_cli.blocks import Prose
from coalition_cli.commands import merge_differences, merge_join
from coalition_cli.commands.merge_opening import Coming, Way, ids_of, open_all
from coalition_cli.exit_status import INTERRUPTED, REFUSED
from coalition_cli.i18n import _, ngettext
from coalition_cli.model import exchange
from coalition_cli.model.entry import Entry
from coalition_cli.model.header import Head
from coalition_cli.model.merging import Merged
from coalition_cli.run.named_lines import line_name
from coalition_cli.stage import Move, Option
from coalition_cli.store import WorkshopFile, paths
from coalition_cli.store.formats.sealed import revision, signing
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.transfer import bundle as transfer_bundle
from coalition_cli.store.transfer.bundle import Outer
from coalition_cli.store.transfer.incoming import Contents


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("merge")(merge)


def merge(
    context: typer.Context,
    bundle_files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE ...",
            help="Bundles, plain workshop files, or the folder of a sealed workshop.",
        ),
    ],
    join: Annotated[
        bool,
        typer.Option(
            "--join", help="Into the open workshop, although another laptop began it anew."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would come in, and change nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")] = False,
    organisation_proof: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The organisation's secret key file; it opens what is sealed for other keys.",
        ),
    ] = None,
    passphrase_fd: DescriptorOption = None,
    file: FileOption = None,
) -> None:
    """Bring in what other laptops recorded.

    Says first what would come, from whom, and what disagrees; prints the ids of what came in
    where no terminal shows them.

    Where each laptop typed coalition new for one workshop, --join makes one of both, and remembers
    it.
    """
    call = this_call(context)
    call = call._replace(passphrase_fd=call.descriptor(passphrase_fd))
    outers = [transfer_bundle.look(path) for path in bundle_files]
    coming = open_all(outers, call, Way(file, join, organisation_proof))
    opened, pairs, strangers = coming
    held = opened.workshop if opened else None
    news = merge_differences.compare(pairs, held)
    merge_differences.tell(news, held, is_shown=not console.is_on_terminal())
    is_apart = any(contents.apart.unknown for _outer, contents in pairs)
    if opened and _is_nothing_new(news, opened) and not strangers and not is_apart:
        console.say(_("Nothing new: everything in it is here already. Nothing was changed."))
        return
    if not _is_meant(call, coming, news, is_dry=dry_run, is_sure=yes):
        console.say(_("Nothing was changed."))
        if dry_run:
            return
        raise SystemExit(INTERRUPTED)
    target = opened or _make(_head_of(pairs), call, file)
    done = _bring_in(pairs, target)
    count = _set_apart(pairs, target)
    if not yes:
        _remember_senders(outers)
    _tell_done(done, target)
    if count:
        console.say(merge_differences.standing_apart(count))
    if target.gone:
        _tell_gone(done, target)
        clear_beside(call, target, target.gone, is_sure=False if yes else None)
    _tell_missing(done, outers)
    if strangers:
        console.say(
            _("Joined. What comes from there later needs no more than: coalition merge FILE")
        )


def _is_nothing_new(news: Sequence[merge_differences.News], opened: WorkshopFile) -> bool:
    return news[-1].merged.entries == opened.workshop.entries


def _about_new(head: Head) -> list[str]:
    """Return that a new file will be made, and what to do if it should come into the open one."""
    sentence = _("This workshop is not on this machine; it will be made as a new file: {title}")
    lines = [sentence.format(title=head.title)]
    last = paths.last_open()
    if last is not None:
        sentence = _("If it is the open one, {name}, begun twice: coalition merge FILE --join")
        lines.append(sentence.format(name=last.stem))
    return lines


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
    coming: Coming,
    news: Sequence[merge_differences.News],
    *,
    is_dry: bool,
    is_sure: bool,
) -> bool:
    """Tell if it may be done.

    Both wordings are in sight, on the screen that leaves nothing behind.
    """
    opened = coming.opened
    into = (
        merge_join.page(opened.workshop, coming.strangers)
        if opened
        else _about_new(_head_of(coming.pairs))
    )
    for line in into:
        console.say(line)
    if is_dry and not console.is_on_terminal():
        return False
    if is_sure and not is_dry:
        return True
    console.require_terminal(_("To merge without being asked, add --yes."))
    # price: the prompt and all that it shows, 25 ms, and who adds --yes is asked nothing
    from coalition_cli.app.prompt import bare_terminal

    try:
        with bare_terminal(call) as stage:
            differences = merge_differences.page(news, opened.workshop if opened else None)
            stage.show([Prose(line) for line in [*into, *differences]])
            if is_dry:
                stage.choose(
                    None, _("This would come in."), [Option("", _("Leave everything as it is"))], ""
                )
                return False
            if coming.strangers:
                return stage.ask_word(_("Make one workshop of these?"), _("join"))
            return stage.ask_word(_("Bring this in?"), _("merge"))
    except Move:
        return False


def _bring_in(pairs: Sequence[tuple[Outer, Contents]], target: WorkshopFile) -> Merged:
    incoming: list[Entry] = []
    for _outer, contents in pairs:
        incoming += contents.entries
    done = target.merge(incoming, [ids_of(contents) for _outer, contents in pairs])
    if target.form.is_sealed:
        for each in target.workshop.head.joined:
            revision.remember_joined(each, target.path)
    return done


def _set_apart(pairs: Sequence[tuple[Outer, Contents]], target: WorkshopFile) -> int:
    """Let stand apart what came from unknown laptops, and was not taken; how many lines."""
    if not isinstance(target.form, SealedForm):
        return 0
    form, count = target.form, 0
    for _outer, contents in pairs:
        if contents.apart.unknown:
            count += form.stand_apart(contents.apart.unknown, contents.signed_for)
    return count


def _tell_done(done: Merged, target: WorkshopFile) -> None:
    for entry in done.added:
        console.put_id(entry.id)
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
        if merge_differences.is_by_redaction(done):
            told = _("{line} says […] now, where a word was blacked out on another laptop.")
        console.say(told.format(line=line_name(entry, target.workshop)))
    for numbers in merge_differences.entered_twice(done, target.workshop):
        told = _(
            "{numbers} have one name. If they are one person: coalition people same {first} "
            "{last}. If they are two, give one another name: coalition fix {last}"
        )
        named = ", ".join(numbers)
        console.say(told.format(numbers=named, first=numbers[0], last=numbers[-1]))


def _tell_gone(done: Merged, target: WorkshopFile) -> None:
    """Say how many lines lost their words to withdrawals that came, and where they still are."""
    count = len([entry for entry in done.emptied if entry.op == "add"])
    if count:
        sentence = ngettext(
            "{count} line was withdrawn there: its words are out of the file and its backups.",
            "{count} lines were withdrawn there: their words are out of the file and its backups.",
            count,
        )
        console.say(sentence.format(count=count))
    tell_called_back(target.workshop, {entry.id for entry in done.emptied})


def _tell_missing(done: Merged, outers: Sequence[Outer]) -> None:
    """Say how many lines are not here that came to be spoken of; ends with 1 where there are any.

    A list of what was here may have been old, and a part is only a part.
    """
    if not any(outer.part for outer in outers):
        return
    fresh = {entry.id for entry in done.added}
    spoken_of = exchange.missing(done.entries, fresh)
    if not spoken_of:
        return
    sentence = ngettext(
        "{count} line is missing that what came speaks of; what came is kept. Ask for a whole "
        "bundle: coalition bundle",
        "{count} lines are missing that what came speaks of; what came is kept. Ask for a whole "
        "bundle: coalition bundle",
        len(spoken_of),
    )
    console.say(sentence.format(count=len(spoken_of)))
    raise SystemExit(REFUSED)


def _head_of(pairs: Sequence[tuple[Outer, Contents]]) -> Head:
    return next(contents.head for _outer, contents in pairs if contents.head)


def _remember_senders(outers: Sequence[Outer]) -> None:
    for outer in outers:
        if outer.sender:
            signing.remember(outer.sender)
