"""Findings in a table, held against the fields that it may have."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from coalition_cli.catalog.fields import EXERCISE, PATTERNS, inside
from coalition_cli.catalog.finding import TIMES, Finding, KeyPath
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.exercise import Field
from coalition_cli.sanitize import clean, is_empty

_BRACES: Final = re.compile(r"\{[^{}\n]*\}")


def check_table(
    table: Mapping[str, Any], fields: Mapping[str, Field], at: KeyPath = ()
) -> Iterator[Finding]:
    """Every finding in ``table`` and all that it holds."""
    for name in table:
        if name not in fields:
            # price: suggestions, 3 ms, and a sound file needs none
            from coalition_cli.catalog.suggestions import misplaced

            yield Finding(
                (*at, name),
                _("a key that belongs here"),
                misplaced(name, fields, at, name in EXERCISE),
            )
    for name, field in fields.items():
        if name in table:
            yield from check_value(table[name], field, (*at, name))
        elif field.is_required:
            yield Finding(
                (*at, name), _("{what}; the key is missing").format(what=_describe(field, name))
            )


def check_value(value: Any, field: Field, at: KeyPath) -> Iterator[Finding]:
    """Every finding in ``value``, the value of the key ``at``."""
    if not _fits(value, field, str(at[-1])):
        # price: suggestions, 3 ms, and a sound file needs none
        from coalition_cli.catalog.suggestions import closest_choice, instead

        hint = closest_choice(value, field.choices) or instead(value, field, str(at[-1]))
        yield Finding(at, _describe(field, str(at[-1])), hint)
    elif field.type == "tables":
        yield from _check_tables(value, field, at)
    elif field.type == "table":
        yield from check_table(value, inside(field, value), at)
    elif field.type == "texts":
        for number, text in enumerate(value):
            if field.choices and text not in field.choices:
                # price: suggestions, 3 ms, and a sound file needs none
                from coalition_cli.catalog.suggestions import closest_choice

                yield Finding(
                    (*at, number),
                    _("one of {choices}").format(choices=", ".join(field.choices)),
                    closest_choice(text, field.choices),
                )
            else:
                yield from _check_text(text, (*at, number))
    elif value in field.taken:
        hint = _("instead of {id} write {id}-1, or any other word").format(id=value)
        yield Finding(at, _("an id that the program does not use for itself"), hint)
    elif field.type == "text":
        yield from _check_text(value, at)
        yield from _check_wording(value, field, at)


def _fits(value: Any, field: Field, name: str) -> bool:
    if field.type == "text":
        is_text = isinstance(value, str)
        return is_text and _is_in_choices(value, field) and _is_in_pattern(value, name)
    if field.type in ("texts", "tables"):
        return isinstance(value, list) and (bool(value) or not field.is_required)
    if field.type == "table":
        return isinstance(value, dict)
    if field.type == "flag":
        return isinstance(value, bool)
    return _is_number(value, field)


def _is_in_choices(value: str, field: Field) -> bool:
    return not field.choices or value in field.choices


def _is_in_pattern(value: str, name: str) -> bool:
    return name not in PATTERNS or re.search(PATTERNS[name], value) is not None


def _is_number(value: Any, field: Field) -> bool:
    wanted = int if field.type == "whole" else int | float
    if isinstance(value, bool) or not isinstance(value, wanted):
        return False
    if isinstance(value, float) and not math.isfinite(value):
        return False
    if field.least is not None and value < field.least:
        return False
    return field.most is None or value <= field.most


def _check_tables(value: list[Any], field: Field, at: KeyPath) -> Iterator[Finding]:
    ids: list[Any] = []
    for number, table in enumerate(value):
        here = (*at, number)
        if field.short and isinstance(table, str):
            yield from _check_text(table, here)
            continue
        if not isinstance(table, dict):
            what = _("text in quotes, or a table of keys") if field.short else _("a table of keys")
            yield Finding(here, what)
            continue
        yield from check_table(table, inside(field, table), here)
        if "id" in table and table["id"] in ids:
            yield Finding(
                (*here, "id"),
                _("an id of its own"),
                _("{id} is taken above").format(id=table["id"]),
            )
        ids.append(table.get("id"))


def _check_text(text: Any, at: KeyPath) -> Iterator[Finding]:
    if not isinstance(text, str):
        yield Finding(at, _("text in quotes"))
    elif is_empty(text):
        yield Finding(
            at, _("text that can be seen"), _("leave the key out if there is nothing to say")
        )
    elif clean(text).removed:
        yield Finding(at, _("text without control characters"))


def _check_wording(text: str, field: Field, at: KeyPath) -> Iterator[Finding]:
    if field.most is not None and len(text) > field.most:
        length = ngettext("it has {count} character", "it has {count} characters", len(text))
        what = _("a text of at most {most:g} characters").format(most=field.most)
        yield Finding(at, what, length.format(count=len(text)))
    if field.gaps is None:
        return
    known = [f"{{{name}}}" for name in field.gaps]
    for gap in _BRACES.findall(text):
        if gap not in known:
            # price: suggestions, 3 ms, and a sound file needs none
            from coalition_cli.catalog.suggestions import closest_choice

            only = _("no word in braces but {known}") if known else _("no word in braces")
            yield Finding(at, only.format(known=", ".join(known)), closest_choice(gap, known))


def _describe(field: Field, name: str) -> str:
    if field.choices and field.type == "text":
        return _("one of {choices}").format(choices=", ".join(field.choices))
    if field.type in ("whole", "number"):
        return _describe_number(field)
    if field.type == "text" and name in PATTERNS:
        return {
            "id": _("small letters a to z and digits, parts joined by a dash"),
            "language": _("a language code such as en or sw_TZ"),
            **dict.fromkeys(TIMES, _("a time such as 08:30")),
        }[name]
    if field.short:
        return _("a list of texts or tables")
    return {
        "text": _("text in quotes"),
        "texts": _("a list of texts"),
        "flag": _("true or false"),
        "table": _("a table of keys"),
        "tables": _("one table or more"),
    }[field.type]


def _describe_number(field: Field) -> str:
    if field.least is not None and field.most is not None:
        whole = _("a whole number from {least} to {most}")
        any_number = _("a number from {least} to {most}")
    elif field.least is not None:
        whole, any_number = _("a whole number from {least} on"), _("a number from {least} on")
    elif field.most is not None:
        whole, any_number = _("a whole number up to {most}"), _("a number up to {most}")
    else:
        whole, any_number = _("a whole number"), _("a number")
    words = whole if field.type == "whole" else any_number
    return words.format(least=_plain(field.least), most=_plain(field.most))


def _plain(limit: float | None) -> str:
    return "" if limit is None else f"{limit:g}"
