"""What one laptop carries to another that told what it has."""

from collections.abc import Callable, Collection, Sequence

from coalition_cli.model.body_shape import every_text
from coalition_cli.model.entry import Entry
from coalition_cli.model.merging import thing_of
from coalition_cli.model.repeated_words import REWORD


def carried(entries: Sequence[Entry], is_there: Callable[[str], bool]) -> set[str]:
    """The ids of those of ``entries`` that go to a laptop where ``is_there`` tells which stand.

    What it lacks, every withdrawal, and every line that lost words by one: there it may still have
    them. Along with what it lacks goes what that names, with its changes: they are the words that a
    quote is known by, should they be withdrawn there. And along goes what stood here already of the
    same thing: or else it would be told there as if nobody here had seen it.
    """
    lacking = [entry for entry in entries if not is_there(entry.id)]
    things = {thing_of(entry) for entry in lacking} - {None}
    alike = {entry.id for entry in entries if thing_of(entry) in things} if things else set()
    named = {each for entry in lacking for each in (entry.ref, *every_text(entry.body)) if each}
    return {
        entry.id
        for entry in entries
        if entry.op == "withdraw"
        or entry.is_gone
        or REWORD in entry.body
        or entry.id in named
        or entry.id in alike
        or (entry.op in ("edit", "drop") and entry.ref in alike)
        or (entry.op == "edit" and entry.ref in named)
    } | {entry.id for entry in lacking}


def missing(entries: Sequence[Entry], fresh: Collection[str]) -> set[str]:
    """The ids that ``fresh`` changes and moves speak of and that are not among ``entries``."""
    known = {entry.id for entry in entries}
    speaking = [entry for entry in entries if entry.id in fresh]
    spoken_of = {entry.ref for entry in speaking if entry.ref and entry.op in ("edit", "drop")}
    moved = {entry.moved_from for entry in speaking if entry.moved_from}
    return (spoken_of | moved) - known
