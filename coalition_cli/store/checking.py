"""What is wrong with a workshop file, line by line; nothing is changed."""

import os
import re
from pathlib import Path
from typing import Any, Final

from coalition_cli.errors import Problem
from coalition_cli.model.entry import digest
from coalition_cli.store import disk, lines, opening, refusals
from coalition_cli.words import _

_LINE: Final = re.compile(r'"([1-9][0-9]{0,17})": (\{.*\}),?', re.ASCII)


def check(path: Path) -> list[str]:
    """Every finding as a sentence; none for a sound file. Raises ``Problem`` for a file that cannot be read."""
    real = Path(os.path.realpath(path))
    try:
        with disk.reading(real) as descriptor:
            of_lines = _findings_of_lines(disk.read_from(descriptor, 0))
            return _findings_of_whole(real, descriptor, are_lines_sound=not of_lines) + of_lines
    except FileNotFoundError:
        raise refusals.missing(real) from None
    except OSError as trouble:
        raise refusals.unreadable(real, trouble) from None


def _findings_of_whole(path: Path, descriptor: int, *, are_lines_sound: bool) -> list[str]:
    try:
        found = opening.look(path, descriptor)
    except lines.Damage:
        return [_("The file does not begin as a workshop file does.")]
    except lines.OlderFormat:
        return [_("The file has an older form; opening it brings it up to date.")]
    except Problem as problem:
        return [problem.sentence]
    if found.ending == "torn":
        return [_("The last line is cut off; opening the file takes it out.")]
    if found.ending == "damaged" and are_lines_sound:
        return [_("Line {line} does not end as it should.").format(line=len(found.entries) + 1)]
    return []


def _findings_of_lines(data: bytes) -> list[str]:
    findings: list[str] = []
    expected = 1
    line_of_id: dict[str, int] = {}
    for place, line in enumerate(data.decode("ascii", "replace").removesuffix(lines.TAIL).split("\n")[1:], 2):
        document = _document(line)
        if document is None:
            findings.append(_("Line {line} cannot be read.").format(line=place))
            expected += 1
            continue
        number, fields = document
        findings += _findings_of_numbers(place, number, expected)
        expected = number + 1
        if fields.get("sum") != digest(fields):
            findings.append(
                _("Line {line} (entry {number}) was changed after it was saved.").format(line=place, number=number)
            )
        first = line_of_id.setdefault(str(fields["id"]), place)
        if first != place:
            findings.append(_("Lines {first} and {line} have the same id.").format(first=first, line=place))
    return findings


def _findings_of_numbers(place: int, number: int, expected: int) -> list[str]:
    if number < expected:
        return [_("Line {line} has the number {number}, which is too low.").format(line=place, number=number)]
    if number == expected + 1:
        return [_("Entry {number} is missing before line {line}.").format(number=expected, line=place)]
    if number > expected:
        return [
            _("Entries {first} to {last} are missing before line {line}.").format(
                first=expected, last=number - 1, line=place
            )
        ]
    return []


def _document(line: str) -> tuple[int, dict[str, Any]] | None:
    found = _LINE.fullmatch(line)
    if not found:
        return None
    try:
        document = lines.read_json(found[2])
        lines.entry_of(document)
    except (lines.Damage, ValueError):
        return None
    return int(found[1]), document
