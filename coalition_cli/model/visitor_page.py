"""What a hidden screen shows to a visitor, and the key that brings the room's words back."""

import hashlib
import hmac
import os
from typing import Any, Final

from coalition_cli.model.entry import DETAILS, Entry
from coalition_cli.model.workshop import Workshop

PAGE: Final = "visitor_page"
"""The detail with the lines of a page that passes for an agenda, parted by `` / ``."""

KEY: Final = "curtain_key"
"""The detail with the lock of the key. It has no words: nobody reads the key in the file."""

_LOCK: Final = "lock"
_PARTING: Final = " / "
_COST: Final = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


def lines_of(workshop: Workshop) -> tuple[str, ...]:
    """The lines of the page for visitors; none where it is the word that it always is."""
    words = workshop.details().get(PAGE, "")
    return tuple(line.strip() for line in words.split(_PARTING) if line.strip())


def body_of_lock(key: str) -> dict[str, Any]:
    """The body of the detail that locks the curtain with ``key``; an empty one takes it away."""
    if not key:
        return {"name": KEY, _LOCK: ""}
    salt = os.urandom(16)
    return {"name": KEY, _LOCK: f"{salt.hex()}:{_digest(key, salt).hex()}"}


def lock_entry(workshop: Workshop) -> Entry | None:
    """The entry that locks the curtain, or did."""
    return next((each for each in workshop.standing(DETAILS) if each.body.get("name") == KEY), None)


def is_locked(workshop: Workshop) -> bool:
    """True if a hidden screen comes back only with a key."""
    entry = lock_entry(workshop)
    return entry is not None and bool(entry.body.get(_LOCK))


def opens(key: str, workshop: Workshop) -> bool:
    """True if ``key`` brings the screen back."""
    entry = lock_entry(workshop)
    lock = str(entry.body.get(_LOCK) or "") if entry is not None else ""
    salt, _colon, kept = lock.partition(":")
    try:
        wanted, bytes_of_salt = bytes.fromhex(kept), bytes.fromhex(salt)
    except ValueError:
        return False
    return hmac.compare_digest(_digest(key, bytes_of_salt), wanted)


def _digest(key: str, salt: bytes) -> bytes:
    return hashlib.scrypt(key.strip().casefold().encode("utf-8", "replace"), salt=salt, **_COST)
