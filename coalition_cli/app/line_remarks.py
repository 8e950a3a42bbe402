"""Remarks on the lines of a sound workshop file: bodies that are set apart, numbers that differ."""

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from coalition_cli.catalog.definition import is_readable
from coalition_cli.i18n import _, ngettext
from coalition_cli.model import definition
from coalition_cli.model.entry import Entry, from_document
from coalition_cli.model.view_maker import FindExercise
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.named_lines import line_name
from coalition_cli.store.files import codec
from coalition_cli.store.files.examine import lines_of
from coalition_cli.summary.data import runs_of, view_of
from coalition_cli.summary.set_apart import set_apart

_MOST_TOLD: Final = 20
_Found: TypeAlias = list[tuple[int, dict[str, Any]]]
"""Each line of a file, counted from 1, with what it holds."""


def line_remarks(content: bytes, held: Callable[[Workshop], FindExercise]) -> list[str]:
    """Return what is worth a look in the lines of ``content``, the plain bytes of a sound file.

    ``held`` gives what finds the exercises of a workshop. Nothing of it is damage, and no sentence
    holds what was said.
    """
    text = codec.text_of(content)
    found = [(line.place, line.document) for line in lines_of(text) if line.document]
    workshop = Workshop(codec.head_of(codec.head_document(text)[0]))
    workshop.extend(from_document(document) for _place, document in found)
    numbered = [*_of_numbers(found, workshop)]
    kept = [*_of_definitions(found, workshop)]
    odd = [*_of_bodies(found, workshop, held(workshop))]
    return [*_first(numbered), *_first(kept), *_first(odd)]


def _of_numbers(found: _Found, workshop: Workshop) -> Iterator[str]:
    """Yield a remark for each line with a number that another line has, or that is none."""
    for (place, document), entry in zip(found, workshop.entries, strict=True):
        brought = (document.get("n", 0), document.get("code", ""))
        for given, known in zip(brought, (entry.n, entry.code), strict=True):
            if given != known:
                sentence = _(
                    "Line {line}: its number {number} is another line's, or is none. It goes by "
                    "{name}."
                )
                number = str(given)[:12] if isinstance(given, int | str) else "?"
                yield sentence.format(line=place, number=number, name=line_name(entry, workshop))


def _of_definitions(found: _Found, workshop: Workshop) -> Iterator[str]:
    """Yield a remark for each line by which a definition is kept that is none."""
    at = _places(found, workshop)
    remarks = []
    for entry in definition.keeping(workshop):
        if is_readable(entry, workshop):
            continue
        place = at[_newest_wording(entry, workshop).id]
        sentence = _(
            "Line {line} ({name}): what was kept there of the exercise or the programme cannot be "
            "read. What was said stands; it is shown as far as this machine knows it."
        )
        remarks.append((place, sentence.format(line=place, name=line_name(entry, workshop))))
    return (sentence for _place, sentence in sorted(remarks))


def _of_bodies(found: _Found, workshop: Workshop, find: FindExercise) -> Iterator[str]:
    """Yield a remark for each line that is set apart, in the order of the file."""
    views = [view_of(workshop, run, find, "private") for run in runs_of(workshop)]
    at = _places(found, workshop)
    remarks = []
    for each in set_apart(workshop, views, "private"):
        place = at[_newest_wording(each.entry, workshop).id]
        sentence = _(
            "Line {line} ({name}): what stands under “{key}” is missing or is not what is written "
            "there. The line is kept, and left out of what is shown and exported."
        )
        name = line_name(each.entry, workshop)
        remarks.append((place, sentence.format(line=place, name=name, key=each.key)))
    return (sentence for _place, sentence in sorted(remarks))


def _places(found: _Found, workshop: Workshop) -> dict[str, int]:
    """Return the line of the file in which each entry stands, by its id."""
    lines = zip(found, workshop.entries, strict=True)
    return {entry.id: place for (place, _document), entry in lines}


def _newest_wording(line: Entry, workshop: Workshop) -> Entry:
    """Return the entry that gave ``line`` the wording in which it stands."""
    of_line = (each for each in reversed(workshop.entries) if line.id in (each.id, each.ref))
    return next((each for each in of_line if each.body is line.body), line)


def _first(remarks: list[str]) -> list[str]:
    """Return the first of ``remarks``, and how many more there are."""
    more = len(remarks) - _MOST_TOLD
    if more <= 0:
        return remarks
    sentence = ngettext("{count} more line like these.", "{count} more lines like these.", more)
    return [*remarks[:_MOST_TOLD], sentence.format(count=more)]
