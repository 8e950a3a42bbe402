"""Core dumps: the memory of a crashed program, with every word in it, kept by the system."""

from coalition_cli.diagnostics.finding import Finding, fine, look
from coalition_cli.i18n import _


def judge_cores(pattern: str, limit: int) -> Finding:
    """Check where the memory of a crashed process goes.

    ``pattern`` is ``/proc/sys/kernel/core_pattern``, ``limit`` the bytes that this process may
    leave. With a limit of exactly 1 Linux calls no crash reporter either; with 0 it still does.
    """
    if limit == 1 or (limit == 0 and not pattern.startswith("|")):
        return fine(_("Should the program crash, the system keeps no image of its memory."))
    meaning = _(
        "Should the program crash, the system may keep an image of its memory, with words in it."
    )
    return look(
        meaning,
        _("Begin the session with: ulimit -c 0. And look after a crash with: coredumpctl list"),
    )
