"""The reference of exercise and programme files as a page: every key, from the one declaration.

The same fields feed the loader, the checker and the JSON Schemas. The page is written by

    python docs/write_exercise_format.py > docs/exercise-format.md
"""

from collections.abc import Iterator, Mapping
from typing import Final

from coalition_cli import kinds
from coalition_cli.catalog.fields import EXERCISE, STEP
from coalition_cli.catalog.programme_fields import PROGRAMME
from coalition_cli.model.exercise import Field

_INTRODUCTION: Final = """\
# The format of exercise and programme files

This page is written from the declarations by which files are read and checked
(`python docs/write_exercise_format.py > docs/exercise-format.md`); a test holds it against
them. How an exercise is begun, rehearsed and checked is told in
[Your own exercise](exercise-author.md).

A file is [TOML](https://toml.io), one exercise or one programme a file, complete in one language.
A translation has the same keys and only the texts that are marked *spoken*; it lies in a folder
named after its language (`exercises/sw/visioning.toml`). Editors that know TOML schemas explain
the keys while you write: the first line of our own files names the schema.

`coalition exercise check ID` and `coalition programme check ID` list every mistake with its line.
"""

_TYPES: Final[Mapping[str, str]] = {
    "text": "text",
    "texts": "list of texts",
    "whole": "whole number",
    "number": "number",
    "flag": "true or false",
    "table": "table",
    "tables": "tables, one each",
}


def page() -> str:
    """Return the whole page as Markdown."""
    parts = [_INTRODUCTION, *_section("An exercise", EXERCISE, skipped=frozenset({"steps"}))]
    parts += _section("A step, of any kind: `[[steps]]`", STEP)
    for name in kinds.names():
        options = kinds.kind(name).OPTIONS
        title = f"A step of kind `{name}`"
        parts += _section(title, options) if options else [f"## {title}", "No further keys.\n"]
    parts += _section("A programme", PROGRAMME)
    return "\n".join(parts).rstrip("\n") + "\n"


def _section(
    title: str, fields: Mapping[str, Field], skipped: frozenset[str] = frozenset()
) -> list[str]:
    kept = {name: field for name, field in fields.items() if name not in skipped}
    rows = [row for name, field in kept.items() for row in _rows(name, field)]
    return [f"## {title}\n", "| key | value | meaning |\n|---|---|---|", *rows, ""]


def _rows(name: str, field: Field) -> Iterator[str]:
    """Yield the row of a key, then the rows of the keys inside of it."""
    must = " (must be there)" if field.is_required else ""
    spoken = " *Spoken.*" if field.is_spoken else ""
    yield f"| `{name}` | {_value(field)}{must} | {field.help}{spoken} |"
    for inner, inner_field in field.fields.items():
        yield from _rows(f"{name}.{inner}", inner_field)


def _value(field: Field) -> str:
    """Return in words what may stand under a key."""
    words = _TYPES[field.type]
    if field.choices:
        words += ": " + ", ".join(f"`{choice}`" for choice in field.choices)
    if field.least is not None or field.most is not None:
        words += f", {_bounds(field.least, field.most)}"
        words += " characters" if field.type == "text" else ""
    return words


def _bounds(least: float | None, most: float | None) -> str:
    if most is None:
        return f"at least {least:g}"
    return f"at most {most:g}" if least is None else f"{least:g} to {most:g}"


if __name__ == "__main__":
    print(page(), end="")
