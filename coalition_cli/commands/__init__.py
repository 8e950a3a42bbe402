"""The commands, one file each, named after it.

Each opens what it needs, calls one service, and says what happened. ``attendance`` and
``merge_differences`` are parts of ``people`` and ``merge``.
"""
