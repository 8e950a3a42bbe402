"""What readers outside the room are told of days, places and means: no more than they need.

How somebody begins what she took on is for those who were there.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from coalition_cli.phrasing.sentences import one_decimal

_DAY: Final = re.compile(r"(\d{4}-\d{2})-\d{2}(?:[T ].*)?", re.DOTALL)
_ENTRY_ID: Final = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
"""The first ten characters of such an id tell the second in which it was made."""
_FOR_THE_ROOM: Final = "first_step"


def for_outside(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``data`` with months in the place of days, without ids that tell a time or a day.

    Means have one figure after the point. What the room said stays as it was said.
    """
    found = _generalised(data)
    workshop = dict(found["workshop"])
    workshop["id"] = ""
    # Its id may tell the day; a group may bear a telling name.
    workshop |= {"place": None, "contact": None, "programme": None}
    workshop["people"] = {
        "took_part": workshop["people"]["took_part"],
        "by_group": {},
        "by_role": {},
    }
    return {**found, "workshop": workshop, "time": [], "care": {"lines": [], "numbers": []}}


def _generalised(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            key: None if key == _FOR_THE_ROOM else _generalised(member)
            for key, member in value.items()
            if not (isinstance(member, str) and _ENTRY_ID.fullmatch(member))
        }
    if isinstance(value, list | tuple):
        return [_generalised(member) for member in value]
    if isinstance(value, float):  # from more figures a single answer could be reckoned
        return float(one_decimal(Fraction(str(value))))
    if isinstance(value, str) and (day := _DAY.fullmatch(value)):
        return day[1]
    return value
