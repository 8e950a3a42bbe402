"""The versions of a summary's data: the second says all that the first says, and more."""

from collections.abc import Mapping
from typing import Any, Final

_NEW_AT_THE_TOP: Final = (
    *("goals", "vision_adopted", "events", "time", "care", "next_meeting", "needed"),
)
_NEW_OF_A_ROW: Final[Mapping[str, tuple[str, ...]]] = {
    "agenda": ("code",),
    "actions": ("code",),
    "decisions": ("code", "id", "sentence", "text", "weight"),
    "quotes": ("code", "id", "consent", "share"),
}
_NEVER_OPEN: Final = ("scorers", "spread", "contested")
"""What is said of an issue: the first version leaves it out where it is not told."""
_NEW_OF_A_STEP: Final = ("title", "table", "labels", "is_told")
_NEW_OF_THE_WORKSHOP: Final = ("region", "people", "contact")


def schema_1(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``data`` of the second version as the first one has it."""
    older = {key: value for key, value in data.items() if key not in _NEW_AT_THE_TOP}
    for name, keys in _NEW_OF_A_ROW.items():
        older[name] = [_without(row, keys) for row in data.get(name, ())]
    older["agenda"] = [
        _without(row, tuple(key for key in _NEVER_OPEN if row[key] is None))
        for row in older["agenda"]
    ]
    older["workshop"] = _without(data["workshop"], _NEW_OF_THE_WORKSHOP)
    older["exercises"] = [
        {**exercise, "steps": [_older_step(step) for step in exercise["steps"]]}
        for exercise in data["exercises"]
    ]
    return {**older, "version": 1}


def _older_step(step: Mapping[str, Any]) -> dict[str, Any]:
    return {**_without(step, _NEW_OF_A_STEP), "outcome": _older_votes(step["outcome"])}


def _older_votes(outcome: Any) -> Any:
    """Return the outcome of a step, its votes without what only the second version says of one."""
    if isinstance(outcome, list):
        return [_older_votes(row) for row in outcome]
    if isinstance(outcome, Mapping) and "sentence" in outcome:
        return _without(outcome, _NEW_OF_A_ROW["decisions"])
    return outcome


def _without(row: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}
