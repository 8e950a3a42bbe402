"""A line of notes, typed or from a row of a file, read into text, speaker and tags."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.entry import Share, as_share
from coalition_cli.model.view import View
from coalition_cli.parsing import check_keys, read_words, read_words_or_none
from coalition_cli.stage import Given, in_short

_TAG: Final = re.compile(r"(.*\S)\s+([@#])(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was given."""

    text: str
    by: str | None = None
    group: str = ""
    bucket: str = ""


def read_line(
    given: Given,
    view: View,
    buckets: Sequence[str],
    groups: Sequence[str] = (),
    more: Sequence[str] = (),
) -> Line:
    """Read ``given`` as a line.

    ``groups`` are those known here, ``more`` further keys of a row that others read.

    Raises ``Problem`` for somebody or something that is not known here.
    """
    if not isinstance(given, Mapping):
        return _read_typed(read_words(given), view, buckets, groups)
    check_keys(given, ("text", "by", "group", "bucket", *more))
    bucket = read_words_or_none(given.get("bucket", ""))
    if bucket and bucket not in buckets:
        raise Problem(
            _("There is no bucket called {bucket} in this step.").format(bucket=in_short(bucket))
        )
    group = read_words_or_none(given.get("group", ""))
    return Line(
        read_words(given.get("text", "")),
        _by(given.get("by", ""), group, view, groups),
        group,
        bucket,
    )


def share_of(bucket: str, buckets: Sequence[Mapping[str, str]]) -> Share | None:
    """The share of what is put into ``bucket``; None where it has none of its own."""
    share = next((known.get("share") for known in buckets if known["id"] == bucket), None)
    return as_share(share) if share else None


def _read_typed(text: str, view: View, buckets: Sequence[str], groups: Sequence[str]) -> Line:
    """A line may end in ``@Name`` or ``@Group`` and ``#bucket``.

    What names nobody here is part of the words.
    """
    line = Line(text)
    while tagged := _TAG.fullmatch(line.text):
        words, sign, name = tagged.groups()
        person = view.workshop.person_named(name) if sign == "@" else None
        group = _named(name, [*groups, *_groups_of_people(view)]) if sign == "@" else ""
        bucket = _named(name, buckets) if sign == "#" else ""
        if person:
            line = replace(line, text=words, by=person.id)
        elif group:
            line = replace(line, text=words, by=line.by or group, group=group)
        elif bucket:
            line = replace(line, text=words, bucket=bucket)
        else:
            break
    return line


def _named(name: str, known: Sequence[str]) -> str:
    """The one of ``known`` that is called ``name``, whatever the case of its letters."""
    wanted = name.strip().casefold()
    return next((each for each in known if each.casefold() == wanted), "")


def _groups_of_people(view: View) -> list[str]:
    return [person.group for person in view.workshop.people() if person.group]


def _by(given: Given, group: str, view: View, groups: Sequence[str]) -> str | None:
    name = read_words_or_none(given)
    if not name:
        return group or None
    if person := view.workshop.person_named(name):
        return person.id
    if name in {*_groups_of_people(view), *groups, group}:
        return name
    raise Problem(
        _("Nobody here is called {name}. Add the name under people first.").format(
            name=in_short(name)
        )
    )
