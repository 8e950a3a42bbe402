"""The workshops that are one, although each laptop began it anew and gave it an id of its own."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from coalition_cli.model.entry import digest
from coalition_cli.model.header import Head

MOST_JOINED: Final = 100
"""No room has more laptops, and what comes from a stick may not make a head longer and longer."""

_KEY: Final = "joined"


def strangers(own: Iterable[str], others: Sequence[Collection[str]]) -> list[int]:
    """Return which of ``others`` are of another workshop than the one that has the ids ``own``.

    Each of ``others`` are the ids that one file knows its workshop by. One that shares an id with
    what belongs here belongs here too, in whatever order they stand.
    """
    known = set(own)
    left = dict(enumerate(others))
    while found := [place for place, ids in left.items() if not known.isdisjoint(ids)]:
        for place in found:
            known.update(left.pop(place))
    return list(left)


def united(head: Head, others: Iterable[Collection[str]]) -> tuple[str, ...]:
    """Return all ids that the workshop of ``head`` has joined when ``others`` came in."""
    new = {each for ids in others for each in ids} - head.ids
    return (*head.joined, *sorted(new))[:MOST_JOINED]


def with_joined(document: Mapping[str, Any], joined: Sequence[str]) -> dict[str, Any]:
    """Return the ``document`` of a head that has ``joined`` these ids; its other keys stay."""
    changed = {key: value for key, value in document.items() if key not in (_KEY, "sum")}
    if joined:
        changed[_KEY] = list(joined)
    return changed | {"sum": digest(changed)}
