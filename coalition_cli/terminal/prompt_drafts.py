"""Half-typed text: kept while it is typed, and offered again where it was left."""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

from coalition_cli.terminal.key_bindings import Keep

Whereabouts: TypeAlias = tuple[object, ...]
"""The marks of a question that stay the same when it is asked again."""


class _Aside(NamedTuple):
    """Everything typed at a prompt while pages of a command stand before it."""

    offered: tuple[str, bool]
    waiting: str
    text: str
    queue: tuple[str, ...]

    def words(self) -> str:
        """All of it, in its order."""
        return _joined(self.offered[0], self.waiting, self.text, *self.queue)


class HalfTyped:
    """Everything typed that is not on disk yet: a draft, the lines of a pasted list, an answer.

    ``keep`` is called when that changes; with ``""`` only once the answer is on disk, so that what
    it keeps is never gone before.
    """

    def __init__(self, keep: Keep) -> None:
        self._keep_typing = keep
        self._kept = ("", False)
        self._offered = ("", False)
        self.waiting = ""
        """Words that were typed where none were asked for; they wait for the next prompt."""
        self._left_at: dict[Whereabouts, str] = {}
        self._queue: deque[str] = deque()
        self._asides: list[_Aside] = []
        self._is_answered = False
        self._alone = threading.RLock()
        self._keeper = 0
        self._afterwards: Callable[[], None] | None = None

    def offer(self, text: str, is_mending: bool) -> None:
        """Let the next prompt start with ``text``, which was kept before."""
        self._offered = self._kept = (text, is_mending)

    def wait(self, text: str) -> None:
        """Let the next prompt start with ``text``, typed where no words were asked for."""
        self.waiting = text
        if text or not self._offered[1]:
            self.keep_with_queue(text)

    def draft_at(self, whereabouts: Whereabouts) -> tuple[str, bool]:
        """Take up what was offered, or left here, and what waited; True if it mends a line.

        What waits stays so where something is mended.
        """
        offered, was_mending = self._offered
        self._offered = ("", False)
        if was_mending:
            return offered, True
        waiting, self.waiting = self.waiting, ""
        return _joined(offered or self._left_at.pop(whereabouts, ""), waiting), False

    def keep(self, text: str, is_mending: bool = False) -> None:
        """Keep ``text`` where a crash cannot take it, unless it is kept already."""
        with self._alone:  # a line is read in one thread and kept in another
            if (text, is_mending) == self._kept:
                return
            self._keeper = threading.get_ident()
            try:
                self._keep_typing(text, is_mending)
                self._kept = (text, is_mending)
            finally:
                self._keeper = 0
                afterwards, self._afterwards = self._afterwards, None
                if afterwards:
                    afterwards()

    @contextmanager
    def aside(self, text: str) -> Iterator[None]:
        """Put ``text``, and all that waits, aside during the block: no prompt in there takes it up.

        It stays kept, and waits again afterwards; words that were typed meanwhile, and were not
        asked for, wait behind it.
        """
        left = _Aside(self._offered, self.waiting, text, tuple(self._queue))
        self._asides.append(left)
        self._offered, self.waiting = ("", False), ""
        self._queue.clear()
        try:
            yield
        finally:
            if left in self._asides:  # otherwise all was let go of meanwhile
                self._asides.remove(left)
                self._offered = left.offered
                self.waiting = _joined(left.waiting, self.waiting)
                self._queue = deque([*left.queue, *self._queue])

    def interrupt(self, act: Callable[[], None]) -> None:
        """Do ``act``, for a signal, once what is just being kept is kept.

        A signal comes between any two steps, and half a keeping cannot be done over.
        """
        if self._keeper == threading.get_ident():
            self._afterwards = act
            return
        with self._alone:
            act()

    def keep_with_queue(self, text: str, is_mending: bool = False) -> None:
        """Keep ``text`` between what is offered and the lines of a pasted list that still wait."""
        offered, _was_mending = self._offered
        self.keep(text if is_mending else self.unsaved(_joined(offered, text)), is_mending)

    def spread(self, lines: Sequence[str]) -> str:
        """The first of pasted ``lines``; the others wait for the questions that follow."""
        self.keep(self._with_asides("\n".join(lines)))
        self._queue.extendleft(reversed(lines[1:]))
        return lines[0]

    @property
    def has_next_line(self) -> bool:
        """True if a line of a pasted list waits for its question."""
        return bool(self._queue)

    def next_line(self) -> str:
        """The next line of a pasted list."""
        return self._queue.popleft()

    def unsaved(self, text: str) -> str:
        """``text`` with the lines of a pasted list that still wait behind it."""
        return self._with_asides(_joined(text, *self._queue))

    def _with_asides(self, text: str) -> str:
        return _joined(*(aside.words() for aside in self._asides), text)

    def leave(self, whereabouts: Whereabouts, text: str) -> None:
        """Go from a prompt, keeping ``text`` for when the same is asked again."""
        left = _joined(text, *self._queue)
        self._queue.clear()
        self.keep(self._with_asides(left))
        if left:
            self._left_at[whereabouts] = left

    def forget(self) -> None:
        """Let go of everything that is typed and not on disk, here and where it is kept."""
        self._queue.clear()
        self._left_at.clear()
        self._asides.clear()
        self.waiting = ""
        self._offered = self._kept = ("", False)
        self._keep_typing("", False)

    def answer(self) -> None:
        """Note that the prompt was answered; the answer is on disk when ``settle`` is called."""
        self._is_answered = True

    def settle(self) -> None:
        """Stop keeping what was answered: it is on disk by now."""
        if self._is_answered:
            self._is_answered = False
            self.keep(self.unsaved(self.waiting))


def _joined(*parts: str) -> str:
    return "\n".join(filter(None, parts))
