"""The people who took part: those who were in the room at some time, and nobody who was not."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from coalition_cli.model.entry import Entry, Share
from coalition_cli.model.view import FEWEST_BROKEN_DOWN
from coalition_cli.model.workshop import Workshop


def people_counted(workshop: Workshop, level: Share) -> dict[str, Any]:
    """``{took_part, by_group, by_role}`` as ``level`` may read it.

    Somebody who was only expected, or was brought along from an earlier workshop and did not come,
    is not counted. ``took_part`` and ``by_group`` are of those who are counted where the room
    decides; ``by_role`` is of those who served or visited it. People outside read no number from
    one to four, and none from which one can be reckoned: then ``took_part`` is None, and where a
    group or a role is so small none of them stands there.
    """
    came = [person for person in workshop.people() if person.passages]
    counted = [person for person in came if person.is_voter]
    told = {
        "took_part": len(counted),
        "by_group": _numbers(person.group for person in counted if person.group),
        "by_role": _numbers(person.role for person in came if not person.is_voter),
    }
    return _for_outside(told) if level == "donor" else told


def is_pass(entry: Entry) -> bool:
    """True if somebody passed, or something was passed over: nothing was said there."""
    return bool(entry.body.get("passed")) and not entry.text


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names))


def _for_outside(told: dict[str, Any]) -> dict[str, Any]:
    took_part, by_group, by_role = told["took_part"], told["by_group"], told["by_role"]
    without_group = took_part - sum(by_group.values())
    are_groups_told = not _is_few(without_group) and not any(map(_is_few, by_group.values()))
    return {
        "took_part": None if _is_few(took_part) else took_part,
        "by_group": by_group if are_groups_told else {},
        "by_role": {} if any(map(_is_few, by_role.values())) else by_role,
    }


def _is_few(number: int) -> bool:
    return 0 < number < FEWEST_BROKEN_DOWN
