"""``handover``: how a workshop leaves a borrowed laptop."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from coalition_cli.app import console
from coalition_cli.app.confirmed import is_taken_out
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.app.files_beside import named
from coalition_cli.app.other_windows import none_open
from coalition_cli.app.prompt import ask_for_word
from coalition_cli.app.summaries_here import is_summary_of, summaries_here
from coalition_cli.app.summary_files import make_summary, remember_export, write_summary
from coalition_cli.diagnostics import destination, system
from coalition_cli.diagnostics.shell_history import judge_history
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, USAGE
from coalition_cli.i18n import _
from coalition_cli.store import WorkshopFile
from coalition_cli.store.peek import refuse_unsound
from coalition_cli.store.transfer import files_beside, traces
from coalition_cli.store.transfer import handover as transfer_handover
from coalition_cli.store.transfer.files_beside import Beside
from coalition_cli.store.transfer.handover import Carried


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("handover")(handover)


def handover(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="Where the workshop is to go, such as a stick."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    summary: Annotated[
        bool | None,
        typer.Option(
            "--summary/--no-summary", help="Write the organizer's summary too, which is not sealed."
        ),
    ] = None,
    clear_summaries: Annotated[
        bool | None,
        typer.Option(
            "--clear-summaries/--keep-summaries",
            help="Take summaries of it that lie on this laptop away too; asked where not said.",
        ),
    ] = None,
    file: FileOption = None,
) -> None:
    """Take the workshop along and leave nothing of it on a borrowed laptop.

    Copies it to FOLDER, reads it back there, asks, and only then removes it here; prints what was
    removed.
    """
    call = this_call(context)
    path = call.workshop_path(file)
    if _finish_earlier(path, dry_run):
        return
    if folder is None:
        raise Problem(
            _("Say where the workshop is to go, such as a stick: coalition handover FOLDER"), USAGE
        )
    if not folder.is_dir():
        raise Problem(
            _("There is no folder {folder}. Plug the stick in, or make the folder.").format(
                folder=folder
            )
        )
    if dry_run:
        _tell_plan(path, folder)
        return
    if not yes:
        console.require_terminal(_("To hand over without being asked, add --yes."))
    with none_open(path, may_ask=not yes):
        wish = _Wish(summary, clear_summaries, is_sure=yes)
        _hand_over(call, file, folder, wish)


class _Wish(NamedTuple):
    """What was said by options: a summary goes along, those here go, nothing is asked."""

    summary: bool | None
    clears: bool | None
    is_sure: bool


def _hand_over(call: Call, file: Path | None, folder: Path, wish: _Wish) -> None:
    opened = call.open(file)
    carried = transfer_handover.carry(opened, folder)
    written: list[Path] = []
    if wish.summary if wish.summary is not None else opened.path.is_file():
        written = _write_summary(opened, call, carried.target)
        carried = transfer_handover.carry(opened, folder)  # it remembers the summary now
    for warning in _warnings(opened.path, folder):
        console.say(warning)
    console.say(_("Copied and read back: {target}").format(target=carried.target))
    if not wish.is_sure and not _is_word_given(opened, call, carried):
        console.say(_("Nothing was removed here. The copy stays where it is."))
        raise SystemExit(INTERRUPTED)
    cleared = _cleared(call, opened, written, wish)
    old = opened.path.stat() if opened.path.is_file() else None
    for removed in (*cleared, *transfer_handover.leave(opened, carried)):
        console.put(str(removed))
    beside = files_beside.left_plain(opened.path.parent, opened.workshop.head.ids, old)
    _tell_rest(opened, [carried.target, *written], beside, has_cleared=bool(cleared))


def _finish_earlier(path: Path, dry_run: bool) -> bool:
    """Finish an earlier handover that was cut short; True if one had removed the workshop."""
    if dry_run or path.exists():
        return False
    removed = transfer_handover.finish(path)
    for each in removed:
        console.put(str(each))
    if removed:
        console.say(
            _("The workshop was handed over before; what was left of it here is gone now too.")
        )
    return bool(removed)


def _write_summary(file: WorkshopFile, call: Call, target: Path) -> list[Path]:
    """The organizer's summary beside the copy, so that somebody without coalition can read it too.

    Its name is one that only a handover gives, so that an earlier one of the same workshop may be
    written over.
    """
    made = make_summary(file, call.held(file.workshop), "organizer")
    written = write_summary(
        made,
        ["md", "html"],
        f"{target.stem}-handover",
        str(target.parent),
        file=file,
        is_replacing=True,
    )
    remember_export(file, made, written)
    for each in written:
        console.say(_("Written: {path}").format(path=each.path))
    return [each.path for each in written]


def _warnings(path: Path, folder: Path) -> list[str]:
    """Return the warnings about the place to which the workshop goes."""
    place = folder.resolve()
    told = destination.warnings(place, is_sealed=path.is_dir())
    if place.stat().st_dev == path.resolve().parent.stat().st_dev:
        told.append(
            _("This place is on the same disk as the workshop: the copy stays on this laptop.")
        )
    return told


def _is_word_given(file: WorkshopFile, call: Call, carried: Carried) -> bool:
    sentence = _(
        "The workshop stands in {folder}. Remove it from this laptop, with all that is kept of it?"
    )
    return ask_for_word(call, file, sentence.format(folder=carried.target.parent), _("hand over"))


def _tell_plan(path: Path, folder: Path) -> None:
    found = traces.of(path)
    if not found.workshop:
        raise Problem(_("{path}: there is no workshop there.").format(path=path))
    if path.is_file():
        refuse_unsound(path)  # what is refused then is refused now
    console.say(
        _("This would be copied to {folder}, and after a typed word removed here:").format(
            folder=folder
        )
    )
    for each in (*found.workshop, *found.beside, *found.memory):
        console.put(str(each))
    for warning in _warnings(path, folder):
        console.say(warning)
    console.say(_("Nothing was changed."))


def _cleared(call: Call, file: WorkshopFile, taken: Sequence[Path], wish: _Wish) -> list[Path]:
    """Take away the summaries of ``file`` that lie here, after a yes; return their paths.

    Before the workshop goes: whoever is stopped in between begins again, and from the copy every
    summary can be written anew.
    """
    found = [each for each in summaries_here(file, taken) if is_summary_of(file, each)]
    if not found or wish.clears is False or (wish.clears is None and wish.is_sure):
        return []
    question = _("Take these summaries away from this laptop too?")
    if not wish.clears and not is_taken_out(call, file, question, list(map(str, found))):
        return []
    return traces.remove(found)


def _tell_rest(file: WorkshopFile, taken: list[Path], beside: Beside, *, has_cleared: bool) -> None:
    """Say what was found and left, and what cannot be erased at all."""
    console.say(
        _("What stands above was removed from this laptop. The workshop is here: {path}").format(
            path=taken[0]
        )
    )
    copies = [each.path for each in beside.files if not _is_among(each.path, taken)]
    for found in (*copies, *summaries_here(file, taken)):
        console.say(
            _("Found and left, since somebody may have put it there on purpose: {path}").format(
                path=found
            )
        )
    for sentence in named(beside._replace(files=[])):
        console.say(sentence)
    for name, text in system.shell_histories():
        for finding in judge_history(name, text):
            console.say(str(finding))
    for program in system.clipboards():
        console.say(
            _("Found and left: what {program} remembers of copied text. Empty it.").format(
                program=program
            )
        )
    console.say(_("What cannot be erased from here:"))
    for sentence in _unerasable(has_cleared=has_cleared):
        console.say(f"- {sentence}")


def _is_among(path: Path, taken: list[Path]) -> bool:
    return any(path.samefile(each) for each in taken if each.exists())


def _unerasable(*, has_cleared: bool) -> list[str]:
    cleared = _(
        "The summaries were not sealed: until a flash disk (SSD, stick) writes over their blocks,"
        " somebody with the right tools may read them. No program can say when that is."
    )
    return [
        *([cleared] if has_cleared else []),
        _("A flash disk keeps old blocks for a while; only an encrypted disk hides them."),
        _(
            "Memory may have been swapped out to the disk. Shut the laptop down now; do not let "
            "it sleep."
        ),
        _(
            "Summaries that were sent, printed or renamed; photos of the screen; copies on other "
            "sticks."
        ),
        _("What stands above in this terminal, until its window is closed."),
        _("Backups that this system, or a service on it, made by itself; the trash."),
    ]
