"""``check``: a workshop or an exercise file verified; a damaged workshop repaired in a copy."""

from pathlib import Path
from typing import Annotated

import typer

from coalition_cli.app import console
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.app.file_check import check_files, missing_file, say_sound
from coalition_cli.app.other_file_check import check_other
from coalition_cli.app.unlock import form_of
from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.store.formats.base import Form
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.formats.sealed import errors as sealed_errors
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.formats.tinydb_storage import WorkshopStorage
from coalition_cli.store.recovery import backups, hints, other_files, repair, sealed_repair
from coalition_cli.store.recovery import check as recovery_check


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("check")(check)


def check(
    context: typer.Context,
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="A workshop, an exercise, a bundle, answers, a key; else the open workshop.",
        ),
    ] = None,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair", help="Write a repaired copy of a damaged workshop file beside it."
        ),
    ] = False,
    accept: Annotated[
        bool,
        typer.Option(
            "--accept", help="Go on with a workshop file that lacks entries which it had."
        ),
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Every exercise and every programme that can be found.")
    ] = False,
    file: FileOption = None,
) -> None:
    """Verify a workshop file or an exercise file, or another file of ours as what it is.

    Every mistake is listed with its line, then what a translation lacks and what is worth a look;
    the file is not changed.
    """
    call = this_call(context)
    if every:
        if path or repair or accept or file:
            raise Problem(_("With --all no file is named, and nothing is repaired."), USAGE)
        catalog = call.catalog()
        check_files(catalog.files(), catalog)
        return
    chosen = path or call.workshop_path(file)
    other = other_files.look_at(chosen)
    if other and other.what != "exercise or programme":
        if repair or accept:
            raise other.refusal()
        check_other(other, call)
    elif chosen.suffix == ".toml":
        if repair:
            raise Problem(
                _("Only a workshop file can be repaired. Mend an exercise file with an editor."),
                USAGE,
            )
        check_files([chosen], call.catalog())
    elif accept:
        _accept(chosen)
    elif repair:
        _repair(chosen, call)
    else:
        _check_workshop(chosen, call)


def _check_workshop(path: Path, call: Call) -> None:
    if not path.exists() and not backups.newest(path):
        raise missing_file(path)
    form = form_of(path, call.passphrase_fd) if path.is_dir() else None
    found = recovery_check.examine_form(form) if form else recovery_check.examine(path)
    for sentence in found.damage:
        console.put(sentence)
    of_lines = [] if found.damage else _remarks_on_lines(path, form, call)
    for sentence in [*found.remarks, *of_lines]:
        console.put(_("To look at: {remark}").format(remark=sentence))
    if not found.damage:
        say_sound(path)
        return
    console.say(_("{path} is damaged. Nothing in it was changed.").format(path=path.name))
    accepting = hints.accepting(path) if found.is_cut else ""
    for way_out in (hints.last_good_copy(path), hints.repairing(path), accepting):
        if way_out:
            console.say(way_out)
    raise SystemExit(DAMAGED)


def _accept(path: Path) -> None:
    if path.is_dir():
        raise Problem(_("For a sealed workshop the command is: coalition keys accept"), USAGE)
    if not path.exists():
        raise missing_file(path)
    count = recovery_check.accept(path)
    if count is None:
        console.say(_("{path} lacks nothing that it had.").format(path=path.name))
        return
    sentence = ngettext(
        "{path} is taken as it is: {count} entry stands.",
        "{path} is taken as it is: {count} entries stand.",
        count,
    )
    console.say(sentence.format(path=path.name, count=count))


def _repair(path: Path, call: Call) -> None:
    if not path.exists() and not backups.newest(path):
        raise missing_file(path)
    form = form_of(path, call.passphrase_fd) if path.is_dir() else None
    if path.exists() and not _has_damage(path, form):
        console.say(_("There is nothing to repair in {path}.").format(path=path.name))
        return
    made = sealed_repair.repair(form) if isinstance(form, SealedForm) else repair.repair(path)
    for sentence in made.told:
        console.put(sentence)
    sentence = ngettext(
        "A repaired copy with {count} entry was written: {path}. The damaged file was not changed.",
        "A repaired copy with {count} entries was written: {path}. The damaged file was not "
        "changed.",
        made.holds,
    )
    console.say(sentence.format(count=made.holds, path=made.path))
    console.say(
        _("To put it in place: {command}").format(
            command=hints.command_for(path, "restore", made.path)
        )
    )


def _remarks_on_lines(path: Path, form: Form | None, call: Call) -> list[str]:
    """Return the remarks on lines that are set apart, and on numbers that two lines have."""
    # price: kinds and catalog, 30 ms, and a damaged file needs neither
    from coalition_cli.app.line_remarks import line_remarks

    content = WorkshopStorage(form or PlainForm(path.resolve())).content()
    return line_remarks(content, call.held)


def _has_damage(path: Path, form: Form | None) -> bool:
    """Tell if something is to be repaired; a sealed store may be so damaged that nothing is read.

    Raises ``Problem`` for what no repair mends.
    """
    if form is None:
        return bool(recovery_check.examine(path).damage)
    try:
        return bool(recovery_check.examine_form(form).damage)
    except sealed_errors.Damaged:
        return True
