"""The limit of what a crash may write down."""

from contextlib import suppress


def leave_no_core() -> None:
    """Let a crash leave no image of this process's memory, which holds what people said.

    Linux passes an image on to a crash reporter at any limit, 0 too, except at exactly 1 byte; no
    file is so short.
    """
    # Not every system has the module, and a limit of 0 cannot be raised.
    with suppress(ImportError, OSError, ValueError):
        # price: none, but Windows has no such module
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (1, 1))
