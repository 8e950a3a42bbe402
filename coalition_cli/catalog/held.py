"""Exercises and programmes as a workshop held them; what it does not keep, as a folder has them.

A typo, an override or a missing file in somebody's folder changes nothing that was held. Where a
file is what was held, it is read in the language asked for; another one is only offered.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coalition_cli.catalog import Catalog
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model import definition
from coalition_cli.sanitize import for_screen

if TYPE_CHECKING:
    from coalition_cli.model.definition import Definition
    from coalition_cli.model.entry import Entry
    from coalition_cli.model.exercise import Exercise
    from coalition_cli.model.programme import Programme
    from coalition_cli.model.workshop import Workshop


class HeldExercises:
    """What finds the exercises of ``workshop``: as a run holds them, else as ``catalog`` has them.

    It ``tell``s once of a file with mistakes, and of a definition that is none, where anything is
    read that needs them. With ``only_results`` nobody asks for the words for who leads, and what a
    run holds in the language asked for is read without a look at any file.
    """

    def __init__(
        self,
        catalog: Catalog,
        workshop: "Workshop",
        tell: Callable[[str], None],
        *,
        only_results: bool = False,
    ) -> None:
        self.catalog = catalog
        self._only_results = only_results
        self._workshop = workshop
        self._tell = tell
        self._told: set[tuple[str, str]] = set()
        self._read: dict[int, tuple[Definition, Exercise | None]] = {}
        self._seen: tuple[Sequence[Entry], int] = ((), 0)
        self._of_run: dict[tuple[str, int], Exercise | None] = {}

    def __call__(self, exercise_id: str) -> "Exercise | None":
        """The exercise as its newest run was held; one that was not held yet as its file has it."""
        runs = self._workshop.runs(exercise_id)
        return self.of_run(exercise_id, runs[-1] if runs else 0)

    def of_run(self, exercise_id: str, run: int) -> "Exercise | None":
        """The exercise as that run was held.

        By the file where the run keeps nothing, as one of an older version; None without either.
        """
        seen = self._workshop.entries, len(self._workshop.entries)
        if self._seen[0] is not seen[0] or self._seen[1] != seen[1]:
            self._seen, self._of_run = seen, {}  # something was said since
        if (exercise_id, run) not in self._of_run:
            held = definition.of_run(self._workshop, exercise_id, run) if run else None
            found = self._as_kept(exercise_id, held) if held is not None else None
            self._of_run[exercise_id, run] = found or self._in_folder(exercise_id)
        return self._of_run[exercise_id, run]

    def keeps(self, exercise_id: str, run: int) -> bool:
        """True if that run keeps the definition by which it is held."""
        return definition.of_run(self._workshop, exercise_id, run) is not None

    def newer(self, exercise_id: str, run: int) -> "Exercise | None":
        """The exercise as a file has it, if that is not what the run was held by."""
        held = definition.of_run(self._workshop, exercise_id, run)
        if held is None or self._file_as_held(exercise_id, held) is not None:
            return None
        return _found(self.catalog, exercise_id)

    def programme(self, programme_id: str) -> "Programme":
        """The programme as the workshop follows it.

        Raises ``Problem`` where it keeps none, and no file has it or one with mistakes.
        """
        held = definition.programme_of(self._workshop, programme_id)
        found = self._programme_as_kept(programme_id, held) if held is not None else None
        return found or self.catalog.programme(programme_id)

    def find_programme(self, programme_id: str) -> "Programme | None":
        """The programme as the workshop follows it; None where there is none."""
        try:
            return self.programme(programme_id) if programme_id else None
        except Problem:
            return None

    def newer_programme(self, programme_id: str) -> "Programme | None":
        """The programme as a file has it, if that is not what the workshop follows."""
        held = definition.programme_of(self._workshop, programme_id)
        if held is None or self._programme_as_held(programme_id, held) is not None:
            return None
        return self.catalog.find_programme(programme_id)

    def announced(self, workshop: "Workshop") -> dict[str, str]:
        """The details of today that the programme knows, as the workshop follows it."""
        # price: the reckoning of days, 20 ms, and most results need none
        from coalition_cli.schedule.day_details import announced
        from coalition_cli.schedule.timetable import followed

        programme = self.find_programme(followed(workshop))
        return announced(programme, workshop, datetime.now()) if programme else {}

    def _as_kept(self, exercise_id: str, held: "Definition") -> "Exercise | None":
        known = self._read.get(id(held))
        if known is None or known[0] is not held:
            known = self._read[id(held)] = held, self._by_definition(exercise_id, held)
        return known[1]

    def _by_definition(self, exercise_id: str, held: "Definition") -> "Exercise | None":
        needs_file = not self._only_results or held.get("language") != self.catalog.language
        file = self._file_as_held(exercise_id, held) if needs_file else None
        if file is not None:
            return file
        # price: every kind of step, 40 ms, and most files are what was held
        from coalition_cli.catalog.definition import read_exercise, with_words_for_who_leads

        try:
            found = read_exercise(held, exercise_id)
        except Problem as problem:  # a kind of somebody's own that cannot be loaded any more
            self._tell_once(exercise_id, problem.sentence)
            return None
        if found is None:
            self._tell_of(exercise_id)
            return None
        if self._only_results:
            return found
        return with_words_for_who_leads(found, _found(self.catalog, exercise_id))

    def _file_as_held(self, exercise_id: str, held: "Definition") -> "Exercise | None":
        """The exercise as a file has it, if the file is what was held."""
        file = _found(self.catalog, exercise_id)
        if file is None:
            return None
        before = _found(self._then(held, file.language), exercise_id)
        is_same = before is not None and definition.is_same(definition.of_exercise(before), held)
        return file if is_same else None

    def _programme_as_kept(self, programme_id: str, held: "Definition") -> "Programme | None":
        file = self._programme_as_held(programme_id, held)
        if file is not None:
            return file
        # price: every rule of programmes, 25 ms, and most files are what was followed
        from coalition_cli.catalog.definition import read_programme

        found = read_programme(held, programme_id)
        if found is None:
            self._tell_of(programme_id)
        return found

    def _programme_as_held(self, programme_id: str, held: "Definition") -> "Programme | None":
        file = self.catalog.find_programme(programme_id)
        if file is None:
            return None
        before = self._then(held, file.language).find_programme(programme_id)
        is_same = before is not None and definition.is_same(definition.of_programme(before), held)
        return file if is_same else None

    def _then(self, held: "Definition", language: str) -> Catalog:
        """The catalog in the language in which ``held`` was kept; ``language`` is that of now."""
        was: Any = held.get("language")
        if not isinstance(was, str) or was == language:
            return self.catalog
        return Catalog(self.catalog.folders, was)

    def _in_folder(self, exercise_id: str) -> "Exercise | None":
        """The exercise as its file has it; one with mistakes is none, and is told of."""
        try:
            return self.catalog.find(exercise_id)
        except Problem as problem:
            self._tell_once(exercise_id, problem.sentence)
            return None

    def _tell_of(self, name: str) -> None:
        sentence = _(
            "What this workshop kept of {name} cannot be read: it is shown as far as this machine"
            " knows it."
        )
        self._tell_once(name, sentence.format(name=for_screen(name)))

    def _tell_once(self, name: str, sentence: str) -> None:
        if (name, sentence) not in self._told:
            self._told.add((name, sentence))
            self._tell(sentence)


def _found(catalog: Catalog, exercise_id: str) -> "Exercise | None":
    """The exercise as its file has it; None for a file with mistakes, or for none."""
    try:
        return catalog.find(exercise_id)
    except Problem:
        return None
