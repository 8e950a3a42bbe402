"""The workshop file: a TinyDB database that grows by one line an entry, and survives what laptops go through.

``WorkshopFile`` for whoever shows or changes a workshop; ``open_for_capture`` for a single line at once; ``check``
for whoever doubts a file. Side files and folders: ``half_typed``, ``curtain``, ``folders``. TinyDB itself is loaded
only where a whole file is written.
"""

from coalition_cli.store.capture import Capture, open_for_capture
from coalition_cli.store.checking import check
from coalition_cli.store.glance import glance
from coalition_cli.store.workshop_file import Draft, WorkshopFile

__all__ = ["Capture", "Draft", "WorkshopFile", "check", "glance", "open_for_capture"]
