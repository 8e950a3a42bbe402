"""Answers that are asked for once while nobody changes anything: as when a summary is made."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, TypeVar

from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View

T = TypeVar("T")

_KEPT: Final[ContextVar[dict[Hashable, tuple[View, Step | None, Any]] | None]] = ContextVar(
    "kept", default=None
)


@contextmanager
def while_unchanged() -> Iterator[None]:
    """Keep every answer of ``asked_once`` until the end; then all of them are forgotten.

    Within, no entry comes and the language stays.
    """
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)


def asked_once(what: Hashable, step: Step | None, view: View, make: Callable[[], T]) -> T:
    """What ``make`` gives for ``step`` as ``view`` sees it; nobody changes it.

    Outside of ``while_unchanged`` it is made each time.
    """
    kept = _KEPT.get()
    if kept is None:
        return make()
    parts = [view.workshop, view.exercise, view.exercises, view.announced, step]
    if view.audience != "private":
        # Whoever sees everything sees no more of what a room adopted.
        parts.append(view.adopted)
    key = (what, view.run, view.audience, view.is_paper, *map(id, parts))
    known = kept.get(key)
    if known is None:
        # The view and the step are kept with it: identities tell them apart as long as they live.
        known = kept[key] = view, step, make()
    found: T = known[2]
    return found
