"""The exercise files: found, read, checked, translated. Files are data; nothing here runs them.

Checking reads every kind's options, so it is imported when an exercise is, not when a list of
titles is.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coalition_cli.catalog import locate
from coalition_cli.catalog.locate import folders, shipped
from coalition_cli.errors import Problem
from coalition_cli.i18n import _

if TYPE_CHECKING:
    from coalition_cli.catalog.lint import Remark
    from coalition_cli.catalog.toml_document import Mistake
    from coalition_cli.model.exercise import Exercise
    from coalition_cli.model.programme import Programme
    from coalition_cli.model.workshop import Workshop

__all__ = [
    "Catalog",
    "folders",
    "load",
    "missing_texts",
    "mistakes",
    "remarks",
    "schema",
    "shipped",
]


class Catalog:
    """The exercises of ``folders``, earlier ones first, translated to ``language`` if possible."""

    def __init__(self, folders: Sequence[Path], language: str = "en") -> None:
        self._folders = list(folders)
        self._language = language
        self._loaded: dict[str, Exercise] = {}

    def ids(self) -> list[str]:
        """Every exercise there is, in the order of the alphabet."""
        return locate.ids(self._folders)

    def programmes(self) -> list[str]:
        """Every programme there is, in the order of the alphabet."""
        return locate.ids([folder / "programmes" for folder in self._folders])

    def programme(self, programme_id: str) -> "Programme":
        """The programme called ``programme_id``.

        Raises ``Problem`` if no file has it, or lists every mistake of it.
        """
        # price: every rule of programmes, 25 ms, and most workshops follow none
        from coalition_cli.catalog import load_programme

        return load_programme.load_from(self._folders, programme_id, self._language)

    def find_programme(self, programme_id: str) -> "Programme | None":
        """The programme called ``programme_id``.

        None where no file has it, or one with mistakes.
        """
        try:
            return self.programme(programme_id) if programme_id else None
        except Problem:
            return None

    def announced(self, workshop: "Workshop", now: datetime | None = None) -> dict[str, str]:
        """The programme's details for the day of ``now`` (today), if ``workshop`` follows one.

        Nothing where it follows none, or one that cannot be read: ``coalition programme check``
        says what is wrong.
        """
        # price: the reckoning of days, 20 ms, and a list of exercises needs none
        from coalition_cli.schedule.day_details import announced
        from coalition_cli.schedule.timetable import followed

        programme = self.find_programme(followed(workshop))
        return announced(programme, workshop, now or datetime.now()) if programme else {}

    def no_programme(self, programme_id: str) -> Problem:
        """The ``Problem`` of a programme that no folder has."""
        return locate.no_programme(self._folders, programme_id)

    def programme_path(self, programme_id: str) -> Path | None:
        """The file that stands for a programme; None if no folder has one."""
        return locate.find([folder / "programmes" for folder in self._folders], programme_id)

    def title(self, exercise_id: str) -> str:
        """The title of an exercise; its id where the file cannot be read so far."""
        complete = self.path(exercise_id)
        if complete is None:
            return exercise_id
        files = [*reversed(locate.translations(self._folders, complete, self._language)), complete]
        return next(filter(None, map(locate.title, files)), exercise_id)

    def titles(self) -> dict[str, str]:
        """The title of every exercise by its id."""
        return {exercise_id: self.title(exercise_id) for exercise_id in self.ids()}

    def headline(self, exercise_id: str) -> dict[str, Any]:
        """The unchecked keys above the first table of an exercise's file and its translation."""
        complete = self.path(exercise_id)
        files = [complete, *self.translations(exercise_id)] if complete else []
        found: dict[str, Any] = {}
        for file in files:
            found |= locate.headline(file)
        return found

    def translations(self, exercise_id: str) -> list[Path]:
        """The overlays that are laid over ``exercise_id`` in this catalog's language."""
        complete = self.path(exercise_id)
        return locate.translations(self._folders, complete, self._language) if complete else []

    @property
    def language(self) -> str:
        """The language in which exercises are read where a translation has it."""
        return self._language

    def files(self) -> list[Path]:
        """Every file of every folder: exercises, programmes and their translations."""
        return locate.every_file(self._folders)

    @property
    def folders(self) -> list[Path]:
        """Folders that are looked in, first ones first."""
        return list(self._folders)

    def path(self, exercise_id: str) -> Path | None:
        """The file that stands for ``exercise_id``; None if no folder has one."""
        return locate.find(self._folders, exercise_id)

    def find(self, exercise_id: str) -> "Exercise | None":
        """The exercise called ``exercise_id``, None if no file has it.

        Raises ``Problem`` for a file with mistakes.
        """
        if exercise_id in self._loaded:
            return self._loaded[exercise_id]
        path = self.path(exercise_id)
        if path is None:
            return None
        # price: every kind of step, 40 ms, and a list of titles reads none
        from coalition_cli.catalog import load_exercise

        overlays = locate.translations(self._folders, path, self._language)
        exercise = load_exercise.load(path, overlays, self._folders)
        self._loaded[exercise_id] = exercise
        return exercise

    def exercise(self, exercise_id: str) -> "Exercise":
        """The exercise called ``exercise_id``.

        Raises ``Problem`` if no file has it, or lists every mistake of it.
        """
        exercise = self.find(exercise_id)
        if exercise is None:
            # price: every kind of step, 40 ms, paid only for a name that is misspelled
            from coalition_cli.phrasing.nearest import closest

            sentence = _("There is no exercise called {id}.").format(id=exercise_id)
            near = closest(exercise_id, self.ids())
            raise Problem(" ".join(filter(None, (sentence, near[:1].upper() + near[1:]))))
        return exercise


def load(path: Path) -> "Exercise":
    """The exercise in the file at ``path``, in the file's own language.

    Raises ``Problem`` listing every mistake.
    """
    # price: every kind of step, 40 ms, and a list of titles reads none
    from coalition_cli.catalog import load_exercise

    return load_exercise.load(path)


def mistakes(path: Path, folders: Sequence[Path] = ()) -> "list[Mistake]":
    """Everything wrong with a complete exercise file or an overlay, in the order of its lines.

    Steps that draw on each other in a circle are among it. Other exercises that it speaks of, and
    the complete file of an overlay, are looked for beside it, in ``folders`` and among those
    shipped.
    """
    # price: every kind of step, 40 ms, and a list of titles reads none
    from coalition_cli.catalog import load_exercise

    return load_exercise.mistakes(path, folders)


def missing_texts(overlay: Path, folders: Sequence[Path] = ()) -> "list[Mistake]":
    """Texts of the complete file that ``overlay`` does not translate, with their lines."""
    # price: every kind of step, 40 ms, and a list of titles reads none
    from coalition_cli.catalog import load_exercise

    return load_exercise.missing_texts(overlay, folders)


def remarks(path: Path) -> "list[Remark]":
    """Remarks on the file at ``path`` that are no mistakes, in the order of its lines."""
    # price: every kind of step, 40 ms, and a list of titles reads none
    from coalition_cli.catalog import lint

    return lint.remarks(path)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a complete exercise file."""
    # price: every kind of step, 40 ms, and a list of titles reads none
    from coalition_cli.catalog import json_schema

    return json_schema.schema()
