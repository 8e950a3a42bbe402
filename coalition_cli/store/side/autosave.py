"""The autosaved draft of a prompt: a small file until what is typed there was saved."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.model.entry import Entry, Place
from coalition_cli.model.workshop import Workshop
from coalition_cli.store import paths
from coalition_cli.store.files import atomic, codec, lock, os_file
from coalition_cli.store.formats.base import Form

KEEP_EVERY_SECONDS: Final = 1.0
"""The pace at which a prompt hands over what is half typed: so much of it a power cut may cost."""

_SUFFIX: Final = ".typing"


class HalfTyped(NamedTuple):
    """A draft: words typed and not saved, their place, and the last entry saved before them.

    ``is_mending`` is True if they were to take the place of the line before.
    """

    place: Place
    text: str
    after: str = ""
    is_mending: bool = False
    file: Path = Path()


class Keeper:
    """The keeper of the draft of this process, and of drafts that ended processes left behind.

    ``text`` is what was typed last and not answered yet.
    """

    def __init__(self, form: Form, workshop: Workshop) -> None:
        self.text = ""
        self._form = form
        self._workshop = workshop
        self._own = paths.beside(form.path, f".{os.urandom(4).hex()}{_SUFFIX}")
        self._held: int | None = None
        self._offered: list[Path] = []

    def keep(self, place: Place, text: str, *, is_mending: bool = False) -> None:
        """Keep ``text`` in place of what was kept before; empty text keeps nothing.

        Raises ``Problem``.
        """
        if not text:
            self.forget()
            return
        self.text = text
        if self._own.parent.is_dir() and not os.path.lexists(self._form.path):
            # Nothing in clear may come to lie beside a workshop that was sealed or taken away.
            self._discard()
            return
        last = self._workshop.last
        words = {
            "exercise": place.exercise,
            "run": place.run,
            "step": place.step,
            "text": text,
            "after": last.id if last else "",
            "mending": is_mending,
        }
        # A file that is held open cannot be replaced on every system.
        self._release()
        data = self._form.conceal(json.dumps(words).encode("ascii"))
        try:
            atomic.put(self._own, data)
        except Problem:
            # Another window may just have swept what it took for a leftover.
            atomic.put(self._own, data)
        self._hold()
        self._let_go_of_offered()

    @property
    def unkept(self) -> str:
        """The words that were typed and lie nowhere on the disk."""
        return "" if self._own.exists() else self.text

    def forget(self) -> None:
        """Keep nothing any more, also of what was brought back and is answered now."""
        self.text = ""
        self._discard()
        self._let_go_of_offered()

    def close(self) -> None:
        """Leave what is kept for the next start."""
        self._release()

    def recall(self, place: Place) -> HalfTyped | None:
        """The newest words that were left behind at ``place``, each once; None if there are none.

        What was saved a moment before its process ended is not brought back.
        """
        for found in left_behind(self._form):
            if found.place != place or found.file in self._offered:
                continue
            self._offered.append(found.file)
            text = _unsaved(found, self._workshop.at_place(place))
            if text:
                return found._replace(text=text)
            self._let_go_of_offered()
        return None

    def recall_beside_steps(self) -> str:
        """The words left behind on pages that belong to no step; the oldest first, empty for none.

        They were typed where none were asked for, and wait for the next prompt, whichever it is.
        """
        found = [draft for draft in left_behind(self._form) if not draft.place.step]
        found = [draft for draft in found if draft.file not in self._offered]
        self._offered += [draft.file for draft in found]
        return "\n".join(draft.text for draft in reversed(found))

    def _hold(self) -> None:
        """Hold the draft's lock while this process lives, so that others leave the draft alone."""
        with suppress(OSError, Problem):
            self._held = os_file.open_file(self._own, os.O_RDWR)
            lock.take_if_free(self._held)

    def _release(self) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def _discard(self) -> None:
        self._release()
        if self._own.parent.is_dir():
            self._own.unlink(missing_ok=True)
            atomic.sweep(self._own)

    def _let_go_of_offered(self) -> None:
        for path in self._offered:
            path.unlink(missing_ok=True)
        self._offered.clear()


def left_behind(form: Form) -> list[HalfTyped]:
    """The drafts of processes that ended before they were saved, the newest first."""
    drafts = []
    for path in _files(form, newest_first=True):
        draft = _read(path, form)
        if draft and not lock.is_held(path):
            drafts.append(draft)
    return drafts


def forget_quotes(form: Form, withdrawn: Callable[[], Sequence[str]]) -> None:
    """Remove every draft that quotes one of the ``withdrawn`` words, or cannot be read.

    These are only asked for where there is a draft.
    """
    words: list[str] = []

    def holds(text: str) -> bool:
        # price: withdrawals, 5 ms, and whoever only looks forgets nothing
        from coalition_cli.model import withdrawal

        words.extend(withdrawn() if not words else ())
        return withdrawal.quotes(text, words)

    forget_where(form, holds)


def forget_where(form: Form, holds: Callable[[str], bool]) -> None:
    """Remove every draft whose text ``holds`` what is to go, or that cannot be read."""
    for path in list(_files(form)):
        found = _read(path, form)
        if found is None or holds(found.text):
            path.unlink(missing_ok=True)
    sweep(form.path)


def sweep(path: Path) -> None:
    """Remove what processes left that were killed while they kept something."""
    for left in _leftovers(path):
        left.unlink(missing_ok=True)


def files(path: Path) -> list[Path]:
    """Every file that holds half-typed words of the workshop at ``path``."""
    pattern = f"{atomic.as_pattern(paths.beside(path, '').name)}.*{_SUFFIX}"
    return sorted(paths.beside(path, "").parent.glob(pattern))


def _leftovers(path: Path) -> Iterator[Path]:
    hidden = paths.beside(path, "")
    return hidden.parent.glob(f".{atomic.as_pattern(hidden.name)}.*{_SUFFIX}.*")


def _files(form: Form, *, newest_first: bool = False) -> Iterator[Path]:
    found = files(form.path)
    times = {path: _time(path) for path in found}
    yield from sorted(found, key=lambda path: times[path], reverse=newest_first)


def _time(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _read(path: Path, form: Form) -> HalfTyped | None:
    try:
        words: Any = codec.read_json(codec.text_of(form.reveal(path.read_bytes())))
        place = Place(str(words["exercise"]), int(words["run"]), str(words["step"]))
        text, after = str(words["text"]), str(words["after"])
        return HalfTyped(place, text, after, bool(words["mending"]), path)
    except (OSError, Problem, codec.Damage, KeyError, TypeError, ValueError):
        return None


def _unsaved(found: HalfTyped, entries: Iterable[Entry]) -> str:
    """The words of ``found`` that did not become an entry after all."""
    saved = {entry.text.strip() for entry in entries if entry.id > found.after}
    if found.text.strip() in saved:
        return ""
    waiting = found.text.split("\n")
    if len(waiting) == 1:
        return found.text
    return "\n".join(line for line in waiting if line.strip() not in saved)
