"""Lines in the order of the hands that were raised for them.

Equal numbers are said in words, never settled.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from coalition_cli.bidi import isolated
from coalition_cli.i18n import _


def order(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """``rows`` with the most ``hands`` first.

    Equal ones as they were said, and those not counted last.
    """
    return sorted(
        map(dict, rows), key=lambda row: (row.get("hands") is None, -(row.get("hands") or 0))
    )


def ties(counted: Sequence[tuple[str, int | None]]) -> list[str]:
    """A line for each number of hands that several of ``counted`` have.

    Each of ``counted`` is what the room calls a line, and its hands.
    """
    alike: dict[int, list[str]] = {}
    for name, hands in counted:
        if hands is not None:
            alike.setdefault(hands, []).append(name)
    told = _("Equal, with {count} each: {numbers}.")
    shared = [
        (hands, ", ".join(map(isolated, names))) for hands, names in alike.items() if len(names) > 1
    ]
    return [told.format(count=hands, numbers=names) for hands, names in shared]
