"""The preview of a merge: how much comes in, from whom, and what two laptops told differently."""

import time
from collections.abc import Sequence
from typing import Final, NamedTuple

from coalition_cli.app import console
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import PEOPLE, Entry, share_level, utc
from coalition_cli.model.header import Head
from coalition_cli.model.merging import Conflict, Merged
from coalition_cli.model.merging import merge as unite
from coalition_cli.model.workshop import Workshop
from coalition_cli.same_name import name_key
from coalition_cli.store.transfer import signing
from coalition_cli.store.transfer.bundle import Outer
from coalition_cli.store.transfer.incoming import Contents

_SECONDS_A_CLOCK_MAY_BE_AHEAD: Final = 86_400


class News(NamedTuple):
    """The news of one file, beside what is here and what the files before it bring."""

    outer: Outer
    head: Head | None
    merged: Merged
    had: int


def compare(pairs: Sequence[tuple[Outer, Contents]], held: Sequence[Entry]) -> list[News]:
    """Return what each file brings, one after the other, to a workshop that has ``held``."""
    news: list[News] = []
    for outer, contents in pairs:
        known = {entry.id for entry in held}
        merged = unite(held, contents.entries)
        news.append(
            News(outer, contents.head, merged, sum(entry.id in known for entry in contents.entries))
        )
        held = merged.entries
    return news


def page(news: Sequence[News]) -> list[str]:
    """Return everything about all files, with both wordings: for a screen that keeps nothing."""
    lines: list[str] = []
    for each in news:
        lines += [_origin(each), _counted(each), *_differences(each, news[-1].merged.entries)]
    return lines


def tell(news: Sequence[News], *, is_shown: bool) -> None:
    """Say how much each file brings, and from whom; the words too if no screen keeps them."""
    for each in news:
        console.say(_origin(each))
        console.say(_counted(each))
        if is_shown:
            for line in _differences(each, news[-1].merged.entries):
                console.say(line)


def entered_twice(merged: Merged, workshop: Workshop) -> list[list[int]]:
    """Return the numbers of people under one name, if one of them came in now."""
    added = {entry.id for entry in merged.added}
    of_name: dict[str, list[str]] = {}
    for person in workshop.people():
        of_name.setdefault(name_key(person.name), []).append(person.id)
    twice = [
        ids for name, ids in of_name.items() if name and len(ids) > 1 and added.intersection(ids)
    ]
    return [list(map(workshop.number, ids)) for ids in twice]


def _origin(news: News) -> str:
    name, title = news.outer.path.name, news.head.title if news.head else "…"
    sender = news.outer.sender
    if sender is None:
        sentence = _(
            "{file} ({title}) is not signed: nothing says who made it or whether it was changed."
        )
        return sentence.format(file=name, title=title)
    words = signing.words_of(sender)
    if signing.is_known(sender):
        return _("{file} ({title}) is from a laptop known here: {words}").format(
            file=name, title=title, words=words
        )
    sentence = _(
        "{file} ({title}) is from a laptop not known here. Let them read their four words aloud: "
        "{words}"
    )
    return sentence.format(file=name, title=title, words=words)


def _counted(news: News) -> str:
    merged = news.merged
    sentences = [
        ngettext("{count} new.", "{count} new.", len(merged.added)).format(count=len(merged.added)),
        ngettext("{count} here already.", "{count} here already.", news.had).format(count=news.had),
    ]
    if merged.withdrawn:
        sentence = ngettext(
            "{count} withdrawn stays away.", "{count} withdrawn stay away.", merged.withdrawn
        )
        sentences.append(sentence.format(count=merged.withdrawn))
    if merged.emptied:
        count = len(merged.emptied)
        sentence = ngettext(
            "{count} here loses its words: they were withdrawn on another laptop.",
            "{count} here lose their words: they were withdrawn on another laptop.",
            count,
        )
        sentences.append(sentence.format(count=count))
    if merged.reworded:
        count = len(merged.reworded)
        sentence = ngettext(
            "{count} here quotes them and will say […].",
            "{count} here quote them and will say […].",
            count,
        )
        sentences.append(sentence.format(count=count))
    if merged.conflicts:
        count = len(merged.conflicts)
        sentence = ngettext(
            "{count} differs; both are kept.", "{count} differ; both are kept.", count
        )
        sentences.append(sentence.format(count=count))
    if _is_ahead(merged.added):
        sentences.append(_("Its clock is ahead of this one by more than a day: look at the dates."))
    return " ".join(sentences)


def _is_ahead(entries: Sequence[Entry]) -> bool:
    return any(entry.at > utc(time.time() + _SECONDS_A_CLOCK_MAY_BE_AHEAD) for entry in entries)


def _differences(news: News, entries: Sequence[Entry]) -> list[str]:
    """Return both wordings of all that two laptops told differently, with their numbers to be."""
    number = {entry.id: place for place, entry in enumerate(entries, 1)}
    return [_difference(conflict, number) for conflict in news.merged.conflicts]


def _difference(conflict: Conflict, number: dict[str, int]) -> str:
    telling = {
        "change": _("Changed on both: {one} | {other} (the later stands)"),
        "person": _("Entered on both, one person or two: {one} | {other}"),
        "end": _("Ended on both: {one} | {other}"),
        "count": _("Counted on both: {one} | {other} (the later stands)"),
    }
    one, other = (
        f"{number.get(each.id, '')} {_wording(each)}" for each in (conflict.earlier, conflict.later)
    )
    return telling[conflict.about].format(one=one, other=other)


def _wording(entry: Entry) -> str:
    if entry.op == "drop":
        return _("taken back")
    if entry.place != PEOPLE and share_level(entry.share) < share_level("participants"):
        return _("(private)")
    said = entry.body.get("counts")
    body = said if isinstance(said, dict) else entry.body
    words = entry.text.replace("\n", " ") or ", ".join(
        f"{key}: {value}" for key, value in body.items()
    )
    return "“" + (words if len(words) <= 60 else words[:59] + "…") + "”"
