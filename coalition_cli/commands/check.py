"""``check``: verify a workshop or an exercise file; ``--repair`` writes a repaired copy of a workshop beside it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.app import console
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.errors import DAMAGED, REFUSED, USAGE, Problem
from coalition_cli.i18n import _, ngettext

if TYPE_CHECKING:
    from coalition_cli.catalog import Catalog
    from coalition_cli.catalog.lint import Remark
    from coalition_cli.catalog.toml_document import Mistake
    from coalition_cli.model.exercise import Exercise
    from coalition_cli.store.files.examine import Examined
    from coalition_cli.store.formats.base import Form


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("check")(check)


def check(
    context: typer.Context,
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="A workshop file or an exercise file; the open workshop if not given.",
        ),
    ] = None,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair", help="Write a repaired copy of a damaged workshop file beside it."
        ),
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Every exercise and every programme that can be found.")
    ] = False,
    file: FileOption = None,
) -> None:
    """Verify a workshop file or an exercise file.

    Every mistake is listed with its line, then what a translation lacks and what is worth a look; the file is not
    changed.
    """
    call = this_call(context)
    if every:
        if path or repair or file:
            raise Problem(_("With --all no file is named, and nothing is repaired."), USAGE)
        catalog = call.catalog()
        check_files(catalog.files(), catalog)
        return
    chosen = path or call.workshop_path(file)
    if chosen.suffix == ".toml":
        if repair:
            raise Problem(
                _("Only a workshop file can be repaired. Mend an exercise file with an editor."),
                USAGE,
            )
        check_files([chosen], call.catalog())
    elif repair:
        _repair(chosen, call)
    else:
        _check_workshop(chosen, call)


def form_of(path: Path, call: Call) -> "Form":
    """How the workshop at ``path`` lies on the disk, damaged or not; a sealed one is unlocked, which may ask."""
    import os

    from coalition_cli.store.formats.plain import PlainForm

    if path.is_dir():
        from coalition_cli.commands import seal

        return seal.unlock(path, call.passphrase_fd, is_damaged_accepted=True)
    return PlainForm(Path(os.path.realpath(path)))


def check_files(paths: Sequence[Path], catalog: "Catalog") -> None:
    """Put every mistake in these exercises, programmes and translations, what is not translated, what is worth a look.

    What they speak of is looked for in the folders of ``catalog`` too. Ends with 1 where there is a mistake.
    """
    has_mistakes = False
    for path in paths:
        if not path.exists():
            raise _missing(path)
        found, missing, remarks = _judge(path, catalog)
        for mistake in found:
            console.put(str(mistake))
        for text in missing if not found else ():
            console.put(str(text))  # no mistake: the complete file's text stands in
        for remark in remarks:
            console.put(_("To look at: {remark}").format(remark=remark))
        if not found:
            _say_sound(path)
        has_mistakes = has_mistakes or bool(found)
    if has_mistakes:
        raise SystemExit(REFUSED)


def _judge(
    path: Path, catalog: "Catalog"
) -> "tuple[list[Mistake], list[Mistake], list[Remark | Mistake]]":
    """The mistakes of an exercise, a programme or a translation, the texts that it lacks, and remarks."""
    from coalition_cli.catalog import load_programme, missing_texts, mistakes, remarks

    if not load_programme.is_programme(path):
        found = sorted(
            [*mistakes(path, catalog.folders), *_shadowed(path)], key=lambda mistake: mistake.line
        )
        return found, [] if found else missing_texts(path, catalog.folders), list(remarks(path))

    def find(exercise_id: str) -> "Exercise | None":
        try:
            return catalog.find(exercise_id)
        except Problem:
            return None  # the check of its own file says what is wrong there

    found = load_programme.mistakes(path, find, catalog.titles())
    return (
        found,
        [] if found else load_programme.missing_texts(path),
        [*load_programme.remarks(path, find), *remarks(path)],
    )


def _shadowed(path: Path) -> "list[Mistake]":
    """The mistake of an exercise that could never be called by its name, because a command of the program has it."""
    from coalition_cli.app.registry import MODULES
    from coalition_cli.catalog.toml_document import Document, Finding, read

    document = read(path)
    if (
        path.stem not in MODULES
        or not isinstance(document, Document)
        or document.table.get("id") != path.stem
    ):
        return []
    hint = _("instead of {id} write {id}-1, or any other word, and call the file so too").format(
        id=path.stem
    )
    return [document.mistake(Finding(("id",), _("an id that is no command of the program"), hint))]


def _check_workshop(path: Path, call: Call) -> None:
    from coalition_cli.store.recovery import backups, hints

    if not path.exists() and not backups.newest(path):
        raise _missing(path)
    found = _examined(path, call)
    for sentence in found.damage:
        console.put(sentence)
    for sentence in found.remarks:
        console.put(_("To look at: {remark}").format(remark=sentence))
    if not found.damage:
        _say_sound(path)
        return
    console.say(_("{path} is damaged. Nothing in it was changed.").format(path=path.name))
    for way_out in (hints.last_good_copy(path), "" if path.is_dir() else hints.repairing(path)):
        if way_out:
            console.say(way_out)
    raise SystemExit(DAMAGED)


def _repair(path: Path, call: Call) -> None:
    from coalition_cli.store.recovery import hints, repair

    if path.is_dir():
        command = hints.command_for(path, "restore")
        sentence = _(
            "Of a sealed workshop no part can be read without the rest. Take its last good copy: {command}"
        )
        raise Problem(sentence.format(command=command))
    if path.exists() and not _examined(path, call).damage:
        console.say(_("There is nothing to repair in {path}.").format(path=path.name))
        return
    made = repair.repair(path)
    for sentence in made.told:
        console.put(sentence)
    sentence = ngettext(
        "A repaired copy with {count} entry was written: {path}. The damaged file was not changed.",
        "A repaired copy with {count} entries was written: {path}. The damaged file was not changed.",
        made.holds,
    )
    console.say(sentence.format(count=made.holds, path=made.path))
    console.say(
        _("To put it in place: {command}").format(
            command=hints.command_for(path, "restore", made.path)
        )
    )


def _examined(path: Path, call: Call) -> "Examined":
    from coalition_cli.store.recovery import check as recovery_check

    if path.is_dir():
        return recovery_check.examine_form(form_of(path, call))
    return recovery_check.examine(path)


def _say_sound(path: Path) -> None:
    console.say(_("{path}: sound.").format(path=path.name))


def _missing(path: Path) -> Problem:
    return Problem(_("{path}: there is no such file.").format(path=path))
