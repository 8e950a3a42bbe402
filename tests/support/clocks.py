"""Clocks that tell what a test wants: libfaketime in the program itself, not around it.

A wrapper would be the process that is killed in its place, and leaves behind what is in the way of
a later one.
"""

import functools
from pathlib import Path

import pytest

_FOLDERS = ("usr/lib/*/faketime", "usr/lib*/faketime", "usr/local/lib/faketime")


@functools.cache
def _library() -> str:
    """Where libfaketime lies; ``faketime`` itself refuses now and then to be asked by several."""
    found = (path for each in _FOLDERS for path in Path("/").glob(f"{each}/libfaketime.so.1"))
    return str(next(found, ""))


def clock(moment: str = "", zone: str = "") -> dict[str, str]:
    """The environment of a program whose clock starts at ``moment`` ("2024-11-12 09:15:00"), or is
    off by "-2h".

    Time goes on from there; what is measured and not told, such as a countdown, goes on as it does.
    """
    if not _library():
        pytest.skip("faketime is not installed")
    told = {"FAKETIME": moment if moment.startswith(("-", "+")) else f"@{moment}"} if moment else {}
    faked = {"LD_PRELOAD": _library(), "DONT_FAKE_MONOTONIC": "1"}
    return told | faked | ({"TZ": zone} if zone else {})
