"""The workshop file: a TinyDB database that grows by one line an entry and survives laptops.

``WorkshopFile`` for whoever shows or changes a workshop; ``database`` for whoever knows TinyDB;
``open_for_capture`` for a single line at once; ``glance`` for whoever lists workshops; ``check``
for whoever doubts a file. Side files and folders: ``side``, ``paths``. Each is loaded when it is
first asked for: one captured line needs a third of this package, and no TinyDB.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from coalition_cli.store.appender import Capture, open_for_capture
    from coalition_cli.store.open_database import database
    from coalition_cli.store.peek import glance
    from coalition_cli.store.recovery.check import check
    from coalition_cli.store.workshop_file import Draft, WorkshopFile

_HOMES: Final = {
    "Capture": "appender",
    "Draft": "workshop_file",
    "WorkshopFile": "workshop_file",
    "check": "recovery.check",
    "database": "open_database",
    "glance": "peek",
    "open_for_capture": "appender",
}

__all__ = ["Capture", "Draft", "WorkshopFile", "check", "database", "glance", "open_for_capture"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    module = import_module(f"{__name__}.{_HOMES[name]}")
    globals()[name] = getattr(module, name)
    return globals()[name]
