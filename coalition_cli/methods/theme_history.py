"""The history of themes: what each was put together from, what went to another, how it was called.

Read off the entries, act by act: an undo is told as what it changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from coalition_cli.model.entry import Entry, order
from coalition_cli.model.newest_wording import fold

Sort: TypeAlias = Literal["made", "took", "lost", "renamed", "gone", "again"]


class Change(NamedTuple):
    """One thing that became of a theme, and when (UTC, ISO 8601).

    ``notes`` are the ids of those that came or went, ``other`` the name of the theme that they came
    from or went to (empty for none), or that it had before.
    """

    at: str
    sort: Sort
    notes: tuple[str, ...] = ()
    other: str = ""


class _Theme(NamedTuple):
    name: str
    notes: tuple[str, ...]


_State: TypeAlias = Mapping[str, _Theme]


def homes(themes: Sequence[Entry]) -> dict[str, str]:
    """The id of the theme that has each note: of those that took it, whichever took it last."""
    taken = (
        (turn, number, note)
        for number, theme in enumerate(themes)
        for note, turn in theme.body["notes"].items()
    )
    return {note: themes[number].id for _turn, number, note in sorted(taken)}


def history(entries: Iterable[Entry]) -> dict[str, tuple[str, list[Change]]]:
    """The last name of each theme among ``entries`` of one place, and what became of it, by id."""
    told: dict[str, tuple[str, list[Change]]] = {}
    known: list[Entry] = []
    before: _State = {}
    ordered = sorted(entries, key=order)
    for (at, _device), act in groupby(ordered, key=lambda entry: (entry.at, entry.device)):
        known += act
        after = _state(fold(known))
        for theme in {**before, **after}:
            changes = _changes(theme, at, before, after, is_known=theme in told)
            name = after.get(theme, before.get(theme, _Theme("", ()))).name
            told[theme] = (name, [*told.get(theme, ("", []))[1], *changes])
        before = after
    return told


def _state(standing: Sequence[Entry]) -> _State:
    themes = [each for each in standing if isinstance(each.body.get("notes"), Mapping)]
    notes: dict[str, list[str]] = {}
    for note, theme in homes(themes).items():
        notes.setdefault(theme, []).append(note)
    return {each.id: _Theme(each.text, tuple(notes.get(each.id, ()))) for each in themes}


def _changes(theme: str, at: str, before: _State, after: _State, *, is_known: bool) -> list[Change]:
    old, new = before.get(theme), after.get(theme)
    if new is None:
        return [Change(at, "gone")] if old else []
    if old is None:
        return [Change(at, "again" if is_known else "made", new.notes)]
    renamed = [Change(at, "renamed", other=old.name)] if old.name != new.name else []
    came = _by_theme([note for note in new.notes if note not in old.notes], before)
    went = _by_theme([note for note in old.notes if note not in new.notes], after)
    return [
        *renamed,
        *(Change(at, "took", notes, other) for other, notes in came.items()),
        *(Change(at, "lost", notes, other) for other, notes in went.items()),
    ]


def _by_theme(notes: Sequence[str], state: _State) -> dict[str, tuple[str, ...]]:
    """The ``notes`` by the name of the theme that has them in ``state``; empty for none."""
    name_of = {note: theme.name for theme in state.values() for note in theme.notes}
    found: dict[str, tuple[str, ...]] = {}
    for note in notes:
        name = name_of.get(note, "")
        found[name] = (*found.get(name, ()), note)
    return found
