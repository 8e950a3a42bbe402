"""Load programme files: a programme, or every mistake in it, read as exercise files are."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from coalition_cli.catalog import locate
from coalition_cli.catalog.fields import PATTERNS
from coalition_cli.catalog.finding import Finding
from coalition_cli.catalog.programme_fields import PROGRAMME
from coalition_cli.catalog.programme_rules import check_held, check_programme, minute_of, remark_on
from coalition_cli.catalog.toml_document import Document, Mistake, read
from coalition_cli.catalog.translation import check_translation, lay_over, missing_keys
from coalition_cli.catalog.validate import check_table
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.programme import Day, Goal, Programme, Slot

FindExercise: TypeAlias = Callable[[str], Exercise | None]

_RENAMED: Final = {"optional": "is_optional", "never_cut": "is_never_cut"}


def find(folders: Sequence[Path], programme_id: str) -> Path | None:
    """The file of a programme in the first of the exercise ``folders`` that has one."""
    return locate.find([folder / locate.PROGRAMMES for folder in folders], programme_id)


def load(path: Path, overlays: Sequence[Path] = ()) -> Programme:
    """The programme at ``path``, with translations laid over it.

    Raises ``Problem`` listing every mistake. Its exercises need not be there: what they say of each
    other is found by ``mistakes`` and ``remarks``.
    """
    complete = read(path)
    found = [complete] if isinstance(complete, Mistake) else _mistakes_of(complete)
    if isinstance(complete, Mistake) or found:
        raise _problem(found)
    table: Mapping[str, Any] = complete.table
    for overlay in overlays:
        if complete.table["language"].startswith(overlay.parent.name):
            continue
        translated = read(overlay)
        if isinstance(translated, Mistake):
            found.append(translated)
            continue
        wrong = _mistakes_of_overlay(translated, complete)
        found += wrong
        if not wrong:
            table = lay_over(table, translated.table, PROGRAMME) | {"language": overlay.parent.name}
    if found:
        raise _problem(found)
    return build(table, path)


def load_from(folders: Sequence[Path], programme_id: str, language: str) -> Programme:
    """The programme of that id as ``language`` has it.

    Raises ``Problem`` where there is none, or for its mistakes.
    """
    path = find(folders, programme_id)
    if path is None:
        raise locate.no_programme(folders, programme_id)
    places = [folder / locate.PROGRAMMES for folder in folders]
    return load(path, locate.translations(places, path, language))


def is_programme(path: Path) -> bool:
    """True if a file is meant as a programme, whole or translated.

    What it holds says so, else where it lies.
    """
    document = read(path)
    if isinstance(document, Document) and {"days", "steps"} & document.table.keys():
        return "days" in document.table
    return locate.PROGRAMMES in (path.absolute().parent.name, path.absolute().parent.parent.name)


def mistakes(
    path: Path, find_exercise: FindExercise | None = None, titles: Mapping[str, str] | None = None
) -> list[Mistake]:
    """Everything wrong with a programme file or a translation of one, in the order of its lines.

    With ``find_exercise`` also what takes the exercises to see: one that is missing, a step that it
    has not, deep work late in a day or with nothing calm after it. ``titles`` are those of all
    exercises by their ids, so that one that is misspelled is named.
    """
    document = read(path)
    if isinstance(document, Mistake):
        return [document]
    complete = document if _is_complete(document) else read(_complete_of(path))
    if isinstance(complete, Mistake):
        return [complete]
    found = _mistakes_of(complete)
    if complete is not document:
        return found or _mistakes_of_overlay(document, complete)
    if found or find_exercise is None:
        return found
    programme = build(document.table, path)
    return _in_order(document, check_held(programme, find_exercise, titles or {}))


def remarks(path: Path, find_exercise: FindExercise) -> list[Mistake]:
    """Remarks on a programme without mistakes: minutes outside those its exercises ask for."""
    document = read(path)
    if isinstance(document, Mistake) or _mistakes_of(document):
        return []
    return _in_order(document, remark_on(build(document.table, path), find_exercise))


def missing_texts(overlay: Path) -> list[Mistake]:
    """The texts of the complete file that ``overlay`` does not translate."""
    complete, translated = read(_complete_of(overlay)), read(overlay)
    if isinstance(complete, Mistake) or isinstance(translated, Mistake):
        return []
    if "language" in translated.table:  # a complete file of its own
        return []
    what = _("this text in {language}").format(language=overlay.parent.name)
    missing = missing_keys(complete.table, translated.table, PROGRAMME)
    return [complete.mistake(Finding(key, what)) for key in missing]


def _is_complete(document: Document) -> bool:
    """True if it is no translation.

    These lie in a folder named like their language, and say only what is another text.

    A complete file that lacks its days, or its language, is one with a mistake.
    """
    is_in_a_language = re.search(PATTERNS["language"], document.path.absolute().parent.name)
    return not is_in_a_language or {"days", "language"} <= document.table.keys()


def _complete_of(overlay: Path) -> Path:
    beside = overlay.absolute().parent.parent / overlay.name
    return beside if beside.is_file() else locate.shipped() / locate.PROGRAMMES / overlay.name


def _mistakes_of(document: Document) -> list[Mistake]:
    findings = list(check_table(document.table, PROGRAMME))
    return _in_order(document, [*findings, *check_programme(document.table, document.path.stem)])


def _mistakes_of_overlay(document: Document, complete: Document) -> list[Mistake]:
    return _in_order(document, list(check_translation(complete.table, document.table, PROGRAMME)))


def _in_order(document: Document, findings: Sequence[Finding]) -> list[Mistake]:
    return sorted(map(document.mistake, findings), key=lambda mistake: mistake.line)


def build(table: Mapping[str, Any], path: Path) -> Programme:
    """The programme that ``table``, which has no mistakes, describes."""
    values: dict[str, Any] = dict(table)
    for name, value in table.items():
        if isinstance(value, list):
            values[name] = tuple(value)
    values["days"] = tuple(map(_build_day, table["days"]))
    values["goals"] = tuple(map(_build_goal, table.get("goals", ())))
    return Programme(**values, path=path)


def _build_goal(given: str | Mapping[str, Any]) -> Goal:
    if isinstance(given, str):
        return Goal(given)
    return Goal(given["text"], tuple(given.get("slots", ())))


def _build_day(table: Mapping[str, Any]) -> Day:
    slots = tuple(_build_slot(slot) for slot in table["slots"])
    return Day(table["id"], table["title"], minute_of(table["starts"]), slots)


def _build_slot(table: Mapping[str, Any]) -> Slot:
    values: dict[str, Any] = {_RENAMED.get(name, name): value for name, value in table.items()}
    return Slot(**values | {"steps": tuple(table.get("steps", ()))})


def _problem(found: Sequence[Mistake]) -> Problem:
    head = ngettext(
        "This programme cannot be used yet: {count} thing in its file has to be mended.",
        "This programme cannot be used yet: {count} things in its file have to be mended.",
        len(found),
    ).format(count=len(found))
    end = _("Nothing was recorded. Mend the file and start again.")
    return Problem("\n".join([head, *map(str, found), end]))
