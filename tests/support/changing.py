"""Changes of entries in a room that is played without a terminal."""

from coalition_cli.model.entry import Entry, Fact
from coalition_cli.run.engine import Record
from coalition_cli.run.line_changes import fact_of_words


def undo(entry: Entry, record: Record) -> Entry:
    """Drop ``entry``, whatever it was: a line, a change, a finished step, or an earlier undo."""
    return record(Fact({}, op="drop", ref=entry.id), entry.place, entry.share)


def fix(entry: Entry, text: str, record: Record) -> Entry:
    """Give ``entry``, as it stands, other words."""
    return record(fact_of_words(entry, text), entry.place, entry.share)
