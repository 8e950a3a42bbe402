"""The check of exercises, programmes and translations: every mistake on a line of its own."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_cli.app import console
from coalition_cli.app.command_table import COMMANDS
from coalition_cli.errors import Problem
from coalition_cli.exit_status import REFUSED
from coalition_cli.i18n import _

if TYPE_CHECKING:
    from coalition_cli.catalog import Catalog
    from coalition_cli.catalog.lint import Remark
    from coalition_cli.catalog.toml_document import Mistake
    from coalition_cli.model.exercise import Exercise


def check_files(paths: Sequence[Path], catalog: "Catalog") -> None:
    """Put every mistake in these exercises, programmes and translations on a line of its own.

    Then come the texts that are not translated, and what is worth a look. What the files speak of
    is looked for in the folders of ``catalog`` too. Ends with 1 where there is a mistake.
    """
    has_mistakes = False
    for path in paths:
        if not path.exists():
            raise missing_file(path)
        found, missing, remarks = _judge(path, catalog)
        for mistake in found:
            console.put(str(mistake))
        for text in missing if not found else ():
            console.put(str(text))  # no mistake: the complete file's text stands in
        for remark in remarks:
            console.put(_("To look at: {remark}").format(remark=remark))
        if not found:
            say_sound(path)
        has_mistakes = has_mistakes or bool(found)
    if has_mistakes:
        raise SystemExit(REFUSED)


def _judge(
    path: Path, catalog: "Catalog"
) -> "tuple[list[Mistake], list[Mistake], list[Remark | Mistake]]":
    """Return the mistakes of one file, the texts that it lacks, and remarks."""
    # price: the rules of the catalog, 30 ms, and the check of a workshop file needs none
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
    """Return the mistake of an exercise that a command of the program hides, if it is hidden."""
    # price: the rules of the catalog, 30 ms, and the check of a workshop file needs none
    from coalition_cli.catalog.finding import Finding
    from coalition_cli.catalog.toml_document import Document, read

    document = read(path)
    if path.stem not in COMMANDS or not isinstance(document, Document):
        return []
    if document.table.get("id") != path.stem:
        return []
    hint = _("instead of {id} write {id}-1, or any other word, and call the file so too").format(
        id=path.stem
    )
    return [document.mistake(Finding(("id",), _("an id that is no command of the program"), hint))]


def say_sound(path: Path) -> None:
    """Say that nothing is wrong in the file."""
    console.say(_("{path}: sound.").format(path=path.name))


def missing_file(path: Path) -> Problem:
    """The ``Problem`` of a file that is named and is not there."""
    return Problem(_("{path}: there is no such file.").format(path=path))
