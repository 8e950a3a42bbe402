"""One call of the program: what its options chose, and the files that they mean.

It knows nothing of Typer, so that a short way can make one without.
"""

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coalition_cli import i18n
from coalition_cli.app.console import say
from coalition_cli.app.own_window import OwnWindow
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.store import paths

if TYPE_CHECKING:
    from coalition_cli.catalog import Catalog
    from coalition_cli.catalog.held import HeldExercises
    from coalition_cli.model.workshop import Workshop
    from coalition_cli.store import WorkshopFile


class Call(NamedTuple):
    """The choices of the options before the command."""

    file: Path | None = None
    exercise_folder: Path | None = None
    is_plain: bool = False
    language: str = ""
    passphrase_fd: int | None = None
    ending: ExitStack | None = None
    """What is still to be done when the call ends.

    Without one, files are closed by whoever opened them.
    """
    command: str = "coalition"
    """The command as it was typed, without its arguments."""
    window: OwnWindow | None = None
    """The window of this call, where several commands may run in it one after the other."""

    @property
    def named_file(self) -> Path | None:
        """The workshop file that was named before the command, or by the environment."""
        named = os.environ.get("COALITION_FILE")
        return self.file or (Path(named) if named else None)

    def descriptor(self, passphrase_fd: int | None) -> int | None:
        """The descriptor of the passphrase: named after the command, else before it."""
        return self.passphrase_fd if passphrase_fd is None else passphrase_fd

    def spoken_language(self) -> str:
        """The language asked for or of this machine, where there are words for it; else English."""
        code = self.language or i18n.language_of_environment()
        for part in (code, code.partition("_")[0]):
            if (i18n.LOCALE_FOLDER / part).is_dir():
                return part
        return "en"

    def workshop_path(self, file: Path | None = None) -> Path:
        """The workshop file that is meant. Raises ``Problem`` where none was ever opened."""
        chosen = file or self.named_file or paths.last_open()
        if chosen is None:
            raise Problem(_('No workshop is open yet. Make one with: coalition new "Its title"'))
        return chosen

    def open(self, file: Path | None = None) -> "WorkshopFile":
        """Open the workshop file and, where a power cut tore its last line, repair it.

        A sealed one is unlocked first, which may ask. When the call ends, a backup is kept of what
        it changed.
        """
        # price: the workshop file, 8 ms, and a captured line never needs it
        from coalition_cli.store import WorkshopFile

        path = self.workshop_path(file)
        form = None
        if path.is_dir():
            # price: age and all that seals, 20 ms, and a plain workshop never needs it
            from coalition_cli.app.unlock import unlock

            form = unlock(path, self.passphrase_fd)
        opened = WorkshopFile.open(path, form)
        if self.ending is not None:
            self.ending.callback(_close, opened)
        if opened.repaired:
            say(opened.repaired)
        self.speak(opened.workshop.head.language)
        return opened

    def speak(self, workshop_language: str) -> None:
        """Use the language asked for, else that of the workshop."""
        if not self.language and not os.environ.get("COALITION_LANGUAGE"):
            i18n.speak(workshop_language)

    def held(
        self,
        workshop: "Workshop",
        tell: Callable[[str], None] = say,
        *,
        only_results: bool = False,
    ) -> "HeldExercises":
        """Return what finds the exercises and the programme of ``workshop`` as they were held.

        One whose file has mistakes and that was not held yet is taken as missing, and told of once:
        what was said in it must still be shown and exported. ``only_results``: nobody is led
        through them.
        """
        # price: the catalog, 2 ms, and a captured line never needs it
        from coalition_cli.catalog.held import HeldExercises

        catalog = self.catalog(workshop.head.language)
        return HeldExercises(catalog, workshop, tell, only_results=only_results)

    def catalog(self, language: str = "en") -> "Catalog":
        """The exercises that can be found, in ``language`` where it was not chosen otherwise."""
        # price: the catalog, 2 ms, and a captured line never needs it
        from coalition_cli.catalog import Catalog

        chosen = self.language or os.environ.get("COALITION_LANGUAGE") or language
        return Catalog(self.exercise_folders(), chosen)

    def exercise_folders(self) -> list[Path]:
        """The folders in which exercises are looked for, the first one first."""
        # price: the catalog, 2 ms, and a captured line never needs it
        from coalition_cli.catalog import folders

        return folders(self.exercise_folder, paths.own_exercises_folder())


def _close(opened: "WorkshopFile") -> None:
    sentence = opened.close()
    if sentence:
        say(sentence)
    if opened.clock:
        # price: dates in words, 5 ms, and clocks are hardly ever wrong
        from coalition_cli.app.clock_told import tell_clock

        tell_clock(opened, say)
