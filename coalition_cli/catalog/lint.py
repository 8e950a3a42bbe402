"""Remarks on an exercise file without mistakes: care left unsaid, heavy words, full screens."""

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.catalog.fields import EXERCISE, inside
from coalition_cli.catalog.finding import KeyPath
from coalition_cli.catalog.locate import PROGRAMMES
from coalition_cli.catalog.sensitive_words import HEAVY_WORDS
from coalition_cli.catalog.toml_document import Document, Mistake, read, spell
from coalition_cli.i18n import _
from coalition_cli.model.exercise import Field
from coalition_cli.same_name import name_key
from coalition_cli.sanitize import for_screen

WIDEST: Final = 60
MOST_LINES: Final = 14
"""The number of lines that a room can read on one screen from the last row."""

_LETTERS: Final = re.compile(r"(?<![\w/])[djnosy]/[hnsy](?![\w/])", re.IGNORECASE)
_MEANT: Final = re.compile(r"#\s*meant:([^#\n]*)", re.IGNORECASE)
_CODES: Final = {
    "id",
    "kind",
    "language",
    "exercise",
    "start",
    "date",
    "programme",
    "from",
    "about",
}
_SENTENCE: Final = "sentence"
_SCREENS: Final = ("notice", "read_aloud", "aftercare")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at in a file: ``str`` gives ``file:line: key: sentence``."""

    path: Path
    line: int
    key: str
    sentence: str

    def __str__(self) -> str:
        return for_screen(
            ": ".join(filter(None, (f"{self.path}:{self.line}", self.key, self.sentence)))
        )


def remarks(path: Path) -> list[Remark]:
    """Everything worth a look in an exercise, an overlay or a programme, in the order of its lines.

    A file that is no TOML has none: that is a mistake.
    """
    document = read(path)
    if isinstance(document, Mistake):
        return []
    is_programme = PROGRAMMES in {path.absolute().parent.name, path.absolute().parent.parent.name}
    language = document.table.get("language") or path.absolute().parent.name
    texts = list(_every_text(document.table) if is_programme else _spoken(document.table, EXERCISE))
    found = [*_heavy(document, texts, str(language)), *_letters(texts)]
    if not is_programme:
        found += _crowded(document.table)
        # An overlay says only what is another text in its language.
        if "language" in document.table:
            found += _uncared(document.table)
            found += _unsaid(document.table)
    made = [Remark(path, document.line(key), spell(key), sentence) for key, sentence in found]
    return sorted(made, key=lambda remark: remark.line)


def lines_on_screen(text: str) -> int:
    """The number of lines of a room's screen that ``text`` takes."""
    return sum(len(textwrap.wrap(part, WIDEST)) for part in text.splitlines())


def _heavy(
    document: Document, texts: list[tuple[KeyPath, str]], language: str
) -> Iterator[tuple[KeyPath, str]]:
    pattern = HEAVY_WORDS.get(language.partition("_")[0])
    meant: set[str] = set()
    for listed in _MEANT.findall(document.text):
        meant.update(name_key(word) for word in listed.split(","))
    sentence = _(
        "“{word}” weighs like prison or police. Say it otherwise, or add the line “# meant: "
        "{word}”."
    )
    for key, text in texts:
        for word in re.findall(rf"\b(?:{pattern})\b", text, re.IGNORECASE) if pattern else ():
            if name_key(word) not in meant:
                yield key, sentence.format(word=word)


def _letters(texts: list[tuple[KeyPath, str]]) -> Iterator[tuple[KeyPath, str]]:
    for key, text in texts:
        for letters in _LETTERS.findall(text):
            sentence = _(
                "“{letters}”: in other languages these letters mean other answers. Offer "
                "whole words."
            )
            yield key, sentence.format(letters=letters)


def _uncared(table: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    wanted = {
        "care": _("what people need here so that nobody is hurt is not said"),
        "access": _("how somebody takes part who does not see, hear, read or stand is not said"),
        "aftercare": _(
            "what is said at the end, for those whom it stirred up, is left to the usual words"
        ),
        "read_aloud": _(
            "what is said at the start is not written down; the title and the purpose are read"
        ),
    }
    for name, sentence in wanted.items():
        if name not in table:
            yield (name,), sentence


def _unsaid(table: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Decisions of which a summary could only say the title."""
    what = _("what this decision says in a summary is not written down; its title is shown")
    steps = table.get("steps")
    for number, step in enumerate(steps if isinstance(steps, list) else ()):
        if not isinstance(step, Mapping) or step.get("kind") not in kinds.names():
            continue
        if _SENTENCE in inside(EXERCISE["steps"], step) and _SENTENCE not in step:
            yield ("steps", number, _SENTENCE), what


def _crowded(table: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    for key, text in _screens(table):
        count = lines_on_screen(text)
        if count > MOST_LINES:
            sentence = _(
                "{count} lines of {width} characters; a screen that a room can read has {most}"
            )
            yield key, sentence.format(count=count, width=WIDEST, most=MOST_LINES)


def _screens(table: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Texts that stand on one screen together, or are said in one go."""
    for name in _SCREENS:
        spoken = table.get(name)
        if isinstance(spoken, str):
            yield (name,), spoken
    steps = table.get("steps")
    for number, step in enumerate(steps if isinstance(steps, list) else ()):
        if not isinstance(step, Mapping):
            continue
        at = ("steps", number)
        lines = step.get("lines")
        shown = [step.get("prompt"), *(lines if isinstance(lines, list) else ())]
        yield (*at, "lines"), "\n".join(line for line in shown if isinstance(line, str))
        aloud = step.get("read_aloud")
        if isinstance(aloud, str):
            yield (*at, "read_aloud"), aloud
        yield from _rows_of(step, at)


def _rows_of(step: Mapping[str, Any], at: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Rows of a step's tables, such as its cards: each stands on a screen of its own."""
    for name, field in inside(EXERCISE["steps"], step).items():
        rows = step.get(name)
        if field.type != "tables" or not isinstance(rows, list):
            continue
        for number, row in enumerate(rows):
            if isinstance(row, Mapping):
                texts = [text for _key, text in _spoken(row, field.fields)]
                yield (*at, name, number), "\n".join(texts)


def _spoken(
    table: Mapping[str, Any], fields: Mapping[str, Field], at: KeyPath = ()
) -> Iterator[tuple[KeyPath, str]]:
    """Every text for people in ``table``.

    What has the wrong type is passed over, for that is a mistake.
    """
    for name, field in fields.items():
        value, here = table.get(name), (*at, name)
        if field.is_spoken:
            yield from _every_text(value, here)
        elif isinstance(value, Mapping):
            yield from _spoken(value, inside(field, value), here)
        elif isinstance(value, list):
            for number, row in enumerate(value):
                if isinstance(row, Mapping):
                    yield from _spoken(row, inside(field, row), (*here, number))


def _every_text(value: Any, at: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Mapping):
        for name, member in value.items():
            if name not in _CODES:
                yield from _every_text(member, (*at, name))
    elif isinstance(value, list):
        for number, member in enumerate(value):
            yield from _every_text(member, (*at, number))
