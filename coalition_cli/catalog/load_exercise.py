"""Exercise files in, exercises or every mistake out."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from coalition_cli.catalog import locate
from coalition_cli.catalog.build import build
from coalition_cli.catalog.cycles import find_circles
from coalition_cli.catalog.exercise_rules import StepKinds, check_rules, step_kinds
from coalition_cli.catalog.fields import EXERCISE, PATTERNS
from coalition_cli.catalog.finding import Finding
from coalition_cli.catalog.toml_document import Document, Mistake, read
from coalition_cli.catalog.translation import check_translation, lay_over, missing_keys
from coalition_cli.catalog.validate import check_table
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.exercise import Exercise

_ONLY_IN_COMPLETE_FILES: Final = {"language", "minutes"}


def load(path: Path, overlays: Sequence[Path] = (), folders: Sequence[Path] = ()) -> Exercise:
    """The exercise at ``path`` with ``overlays`` laid over it one after the other.

    Raises ``Problem`` listing every mistake of all these files.
    """
    complete = read(path)
    if isinstance(complete, Mistake):
        raise _problem([complete])
    found = _mistakes_of_complete(complete, folders)
    if found:
        raise _problem(found)
    table = complete.table
    for overlay in overlays:
        if complete.table["language"].startswith(overlay.parent.name):
            continue  # the complete file speaks this language already
        translated = read(overlay)
        if isinstance(translated, Mistake):
            found.append(translated)
            continue
        wrong = _mistakes_of_overlay(translated, complete)
        found += wrong
        if not wrong:
            table = lay_over(table, translated.table) | {"language": overlay.parent.name}
    if found:
        raise _problem(found)
    return build(table, path)


def mistakes(path: Path, folders: Sequence[Path] = ()) -> list[Mistake]:
    """See ``coalition_cli.catalog.mistakes``."""
    document = read(path)
    if isinstance(document, Mistake):
        return [document]
    if not _is_overlay(document):
        return _mistakes_of_complete(document, folders) or _circles(document, folders)
    complete = _complete_of(path, folders)
    if isinstance(complete, Mistake):
        return [complete]
    return _mistakes_of_complete(complete, folders) or _mistakes_of_overlay(document, complete)


def missing_texts(overlay: Path, folders: Sequence[Path] = ()) -> list[Mistake]:
    """See ``coalition_cli.catalog.missing_texts``."""
    found = mistakes(overlay, folders)
    if found:
        raise _problem(found)
    complete, translated = _complete_of(overlay, folders), read(overlay)
    if isinstance(complete, Mistake) or isinstance(translated, Mistake):
        return []
    if not _is_overlay(translated):
        return []
    what = _("this text in {language}").format(language=overlay.parent.name)
    missing = missing_keys(complete.table, translated.table)
    return [complete.mistake(Finding(key, what)) for key in missing]


def _mistakes_of_complete(document: Document, folders: Sequence[Path]) -> list[Mistake]:
    def find_steps(exercise_id: str) -> StepKinds | None:
        table = _table_of(exercise_id, document, folders)
        return None if table is None else step_kinds(table.get("steps"))

    findings = [
        *check_table(document.table, EXERCISE),
        *check_rules(document.table, document.path.stem, find_steps),
    ]
    return _in_order(document, findings)


def _circles(document: Document, folders: Sequence[Path]) -> list[Mistake]:
    """Circles of steps. They are no reason to hold no exercise.

    In the midst of a day such steps find nothing, and all the others go on.
    """
    find_table = partial(_table_of, document=document, folders=folders)
    circles = find_circles(document.table, document.path.stem, find_table)
    return list(map(document.mistake, circles))


def _table_of(
    exercise_id: str, document: Document, folders: Sequence[Path]
) -> Mapping[str, Any] | None:
    """The table of another exercise's file that ``document`` speaks of.

    None if no file can be read.
    """
    path = locate.find([document.path.parent, *folders, locate.shipped()], exercise_id)
    other = read(path) if path else None
    return other.table if isinstance(other, Document) else None


def _mistakes_of_overlay(document: Document, complete: Document) -> list[Mistake]:
    return _in_order(document, list(check_translation(complete.table, document.table)))


def _in_order(document: Document, findings: Sequence[Finding]) -> list[Mistake]:
    return sorted(map(document.mistake, findings), key=lambda mistake: mistake.line)


def _is_overlay(document: Document) -> bool:
    """A folder named like a language may also hold complete files, so the keys decide."""
    is_in_a_language = re.search(PATTERNS["language"], document.path.absolute().parent.name)
    return bool(is_in_a_language) and _ONLY_IN_COMPLETE_FILES.isdisjoint(document.table)


def _complete_of(overlay: Path, folders: Sequence[Path]) -> Document | Mistake:
    path = locate.find([overlay.absolute().parent.parent, *folders, locate.shipped()], overlay.stem)
    if path is None:
        return Mistake(
            overlay, 1, "", _("a complete file {name} to translate").format(name=overlay.name)
        )
    return read(path)


def _problem(found: Sequence[Mistake]) -> Problem:
    head = ngettext(
        "This exercise cannot be used yet: {count} thing in its file has to be mended.",
        "This exercise cannot be used yet: {count} things in its file have to be mended.",
        len(found),
    ).format(count=len(found))
    end = _("Nothing was recorded. Mend the file and start again.")
    return Problem("\n".join([head, *map(str, found), end]))
