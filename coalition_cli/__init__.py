"""Run workshops in rooms: exercises from files, results in one plain workshop file."""

__version__ = "0.1.0"
