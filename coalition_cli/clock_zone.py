"""Time zones: the one of this laptop by its name, and those of workshops as clocks use them."""

import os
import re
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

_OFFSET: Final = re.compile(r"([+-])(\d\d):(\d\d)")
_LOCALTIME: Final = Path("/etc/localtime")
_FOLDER: Final = "zoneinfo/"


def zone_here() -> str:
    """The zone of this laptop: its IANA name, or where it has none its offset, as ``+03:00``."""
    names = [os.environ.get("TZ", "").lstrip(":")]
    if not names[0]:
        names = [os.path.realpath(_LOCALTIME).partition(_FOLDER)[2]]
    here = datetime.now().astimezone()
    for name in filter(None, names):
        zone = zone_named(name)
        if zone is not None and here.astimezone(zone).utcoffset() == here.utcoffset():
            return name
    return here.isoformat()[-6:]


def zone_named(name: str) -> tzinfo | None:
    """The zone called ``name``; None where it has no name, or none that this laptop knows."""
    offset = _OFFSET.fullmatch(name)
    try:
        if offset:
            span = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
            return timezone(-span if offset[1] == "-" else span)
        return ZoneInfo(name) if name else None
    except (KeyError, OSError, ValueError):  # no such name, a path, a folder
        return None
