"""A line of notes, typed or from a row of a file, read into text, speaker and tags."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from coalition_cli.i18n import _
from coalition_cli.model.entry import Share, as_share
from coalition_cli.model.view import View
from coalition_cli.parsing import check_keys, read_words, read_words_or_none
from coalition_cli.phrasing.nearest import unknown
from coalition_cli.same_name import first_called
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
        sentence = _("There is no bucket called {bucket} in this step.")
        raise unknown(sentence.format(bucket=in_short(bucket)), bucket, buckets)
    group = read_words_or_none(given.get("group", ""))
    text = read_words(given.get("text", ""))
    return Line(text, _by(given.get("by", ""), group, view, groups), group, bucket)


def share_of(bucket: str, buckets: Sequence[Mapping[str, str]]) -> Share | None:
    """The share of what is put into ``bucket``; None where it has none of its own."""
    share = next((known.get("share") for known in buckets if known["id"] == bucket), None)
    return as_share(share) if share else None


def _read_typed(text: str, view: View, buckets: Sequence[str], groups: Sequence[str]) -> Line:
    """A line may end in ``@Name`` or ``@Group`` and ``#bucket``.

    What names nobody here is part of the words.
    """
    known_groups = [*groups, *_groups_of_people(view)]
    line = Line(text)
    tagged = _TAG.fullmatch(text)
    while tagged:
        shorter = _without_tag(line, tagged, view, buckets, known_groups)
        if shorter is None:
            break
        line = shorter
        tagged = _TAG.fullmatch(line.text)
    return line


def _without_tag(
    line: Line, tagged: re.Match[str], view: View, buckets: Sequence[str], groups: Sequence[str]
) -> Line | None:
    """The line with its last tag read; None where that names nothing here."""
    words, sign, name = tagged.groups()
    if sign == "#":
        bucket = first_called(name, buckets)
        return replace(line, text=words, bucket=bucket) if bucket else None
    person = view.workshop.person_named(name)
    if person:
        return replace(line, text=words, by=person.id)
    group = first_called(name, groups)
    return replace(line, text=words, by=line.by or group, group=group) if group else None


def _groups_of_people(view: View) -> list[str]:
    return [person.group for person in view.workshop.people() if person.group]


def _by(given: Given, group: str, view: View, groups: Sequence[str]) -> str | None:
    name = read_words_or_none(given)
    if not name:
        return group or None
    person = view.workshop.person_named(name)
    if person:
        return person.id
    if called := first_called(name, (*_groups_of_people(view), *groups, group)):
        return called
    sentence = _("Nobody here is called {name}. Add the name under people first.")
    known = (*(person.name for person in view.workshop.people()), *_groups_of_people(view), *groups)
    raise unknown(sentence.format(name=in_short(name)), name, known)
