"""A translation: a file with the keys of a complete one and only its texts, laid over it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coalition_cli.catalog.fields import EXERCISE, inside
from coalition_cli.catalog.finding import Finding, KeyPath
from coalition_cli.catalog.validate import check_value
from coalition_cli.i18n import _
from coalition_cli.model.exercise import Field
from coalition_cli.phrasing.nearest import closest


def lay_over(
    complete: Mapping[str, Any],
    translated: Mapping[str, Any],
    fields: Mapping[str, Field] = EXERCISE,
) -> dict[str, Any]:
    """``complete`` with the texts of ``translated``; what that lacks stays as it is."""
    table = dict(complete)
    for name, field in fields.items():
        if name not in complete or name not in translated:
            continue
        if field.short:
            pairs = zip(complete[name], translated[name], strict=True)
            table[name] = [_worded(member, words, field.short) for member, words in pairs]
        elif field.is_spoken:
            table[name] = translated[name]
        elif field.type == "table":
            table[name] = lay_over(complete[name], translated[name], inside(field, complete[name]))
        elif field.type == "tables":
            by_id = {entry.get("id"): entry for entry in translated[name]}
            table[name] = [
                lay_over(entry, by_id.get(entry.get("id"), {}), inside(field, entry))
                for entry in complete[name]
            ]
    return table


def _worded(complete: Any, translated: Any, key: str) -> Any:
    """A member that may be a table or its text alone, in the words of its translation."""
    words = translated[key] if isinstance(translated, Mapping) else translated
    return {**complete, key: words} if isinstance(complete, Mapping) else words


def missing_keys(
    complete: Mapping[str, Any],
    translated: Mapping[str, Any],
    fields: Mapping[str, Field] = EXERCISE,
    at: KeyPath = (),
) -> Iterator[KeyPath]:
    """The keys of ``complete`` whose texts ``translated`` lacks."""
    for name, field in fields.items():
        here = (*at, name)
        if name not in complete:
            continue
        if field.is_spoken:
            if name not in translated:
                yield here
        elif field.type == "table":
            yield from missing_keys(
                complete[name], translated.get(name, {}), inside(field, complete[name]), here
            )
        elif field.type == "tables":
            by_id = {entry.get("id"): entry for entry in translated.get(name, ())}
            for number, entry in enumerate(complete[name]):
                yield from missing_keys(
                    entry, by_id.get(entry.get("id"), {}), inside(field, entry), (*here, number)
                )


def check_translation(
    complete: Mapping[str, Any],
    translated: Mapping[str, Any],
    fields: Mapping[str, Field] = EXERCISE,
    at: KeyPath = (),
) -> Iterator[Finding]:
    """Every finding in ``translated``; ``complete`` must have none."""
    known = [name for name, field in fields.items() if name in complete and _has_words(field)]
    for name, value in translated.items():
        here = (*at, name)
        field = fields.get(name)
        if name == "id":
            continue
        if field is None or name not in complete:
            yield Finding(here, _("a key that the complete file has"), closest(name, known))
        elif not _has_words(field):
            yield Finding(
                here,
                _("only text for people here"),
                _("the complete file says this for every language"),
            )
        elif field.is_spoken:
            yield from check_value(value, field, here)
            yield from _check_length(value, complete[name], here)
            yield from _check_gaps(value, complete[name], field, here)
        elif field.type == "table" and isinstance(value, dict):
            yield from check_translation(complete[name], value, inside(field, complete[name]), here)
        elif field.type == "tables" and isinstance(value, list):
            yield from _check_entries(complete[name], value, field, here)
        else:
            yield from check_value(value, field, here)


def _has_words(field: Field) -> bool:
    return field.is_spoken or any(_has_words(inner) for inner in field.fields.values())


def _check_length(value: Any, complete: Any, at: KeyPath) -> Iterator[Finding]:
    if isinstance(value, list) and isinstance(complete, list) and len(value) != len(complete):
        yield Finding(at, _("{count} texts, as in the complete file").format(count=len(complete)))


def _check_gaps(value: Any, complete: Any, field: Field, at: KeyPath) -> Iterator[Finding]:
    """Find gaps that one of two texts has and the other has not; a text may be of any type."""
    for gap in (f"{{{name}}}" for name in field.gaps or ()):
        if isinstance(value, str) and gap in str(complete) and gap not in value:
            yield Finding(at, _("{gap}, as in the complete file").format(gap=gap))
        elif isinstance(value, str) and gap in value and gap not in str(complete):
            yield Finding(at, _("no {gap}, as in the complete file").format(gap=gap))


def _check_entries(
    complete: Sequence[Mapping[str, Any]], translated: Sequence[Any], field: Field, at: KeyPath
) -> Iterator[Finding]:
    by_id = {entry["id"]: entry for entry in complete if "id" in entry}
    seen: list[str] = []
    for number, entry in enumerate(translated):
        here = (*at, number)
        entry_id = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(entry_id, str):
            yield Finding(here, _("a table with the id that it has in the complete file"))
        elif entry_id not in by_id:
            what = _("an id that the complete file has")
            yield Finding((*here, "id"), what, closest(entry_id, list(by_id)))
        elif entry_id in seen:
            yield Finding(
                (*here, "id"), _("an id of its own"), _("{id} is taken above").format(id=entry_id)
            )
        else:
            seen.append(entry_id)
            yield from check_translation(
                by_id[entry_id], entry, inside(field, by_id[entry_id]), here
            )
