"""The preview of a merge: how much comes in, from whom, and what two laptops told differently."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from coalition_cli.app import console
from coalition_cli.i18n import _, ngettext
from coalition_cli.model import definition
from coalition_cli.model.actions import OFS, REFERS, Of
from coalition_cli.model.body_shape import words_at
from coalition_cli.model.entry import (
    DETAILS,
    PEOPLE,
    PROGRAMME,
    WITHOUT_WORDS,
    Entry,
    Place,
    share_level,
    utc,
)
from coalition_cli.model.header import Head
from coalition_cli.model.line_numbers import LineNumbers
from coalition_cli.model.merging import Conflict, Merged, numbered
from coalition_cli.model.merging import merge as unite
from coalition_cli.model.undertaking_marks import undertaking_of
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing.line_names import PEOPLE_LETTER
from coalition_cli.phrasing.reminders import status_word
from coalition_cli.run.named_lines import line_name, range_names
from coalition_cli.same_name import name_key
from coalition_cli.sanitize import in_short
from coalition_cli.schedule.timetable import followed
from coalition_cli.store.formats.sealed import paths, signing
from coalition_cli.store.formats.sealed.apart import Apart
from coalition_cli.store.transfer.bundle import Outer
from coalition_cli.store.transfer.incoming import Contents

_SECONDS_A_CLOCK_MAY_BE_AHEAD: Final = 86_400


class News(NamedTuple):
    """The news of one file, beside what is here and what the files before it bring."""

    outer: Outer
    head: Head | None
    merged: Merged
    had: int
    apart: Apart


def compare(pairs: Sequence[tuple[Outer, Contents]], workshop: Workshop | None) -> list[News]:
    """Return what each file brings, one after the other, to ``workshop``; None for a new one."""
    news: list[News] = []
    held: Sequence[Entry] = workshop.entries if workshop else ()
    for outer, contents in pairs:
        known = {entry.id for entry in held}
        merged = unite(held, contents.entries)
        had = sum(entry.id in known for entry in contents.entries)
        news.append(News(outer, contents.head, merged, had, contents.apart))
        held = merged.entries
    return news


def page(news: Sequence[News], workshop: Workshop | None) -> list[str]:
    """Return everything about all files, with both wordings: for a screen that keeps nothing."""
    lines: list[str] = []
    to_be = _to_be(news, workshop) if _may_differ(news) else None
    for each in news:
        lines += [*_told_of(each), *(_differences(each, to_be) if to_be else ())]
    return [*lines, *(_held_otherwise(workshop, to_be) if to_be else ())]


def tell(news: Sequence[News], workshop: Workshop | None, *, is_shown: bool) -> None:
    """Say how much each file brings, and from whom; the words too if no screen keeps them."""
    to_be = _to_be(news, workshop) if is_shown and _may_differ(news) else None
    for each in news:
        for line in _told_of(each):
            console.say(line)
        if to_be:
            for line in _differences(each, to_be):
                console.say(line)
    if to_be:
        for line in _held_otherwise(workshop, to_be):
            console.say(line)


def where_they_stand(added: Sequence[Entry]) -> str:
    """Return the numbers of the lines among ``added``, as ``note.4-6, p7``; empty for none."""
    of_place: dict[Place, list[int]] = {}
    for entry in added:
        if entry.n and entry.place not in WITHOUT_WORDS:
            of_place.setdefault(entry.place, []).append(entry.n)
    return ", ".join(
        name for place, numbers in of_place.items() for name in range_names(place, sorted(numbers))
    )


def _may_differ(news: Sequence[News]) -> bool:
    """False where all that comes are lines of which nothing else depends, as nearly always."""
    return any(
        each.merged.conflicts
        or each.merged.emptied
        or any(
            entry.op != "add" or entry.place == PROGRAMME or definition.HELD_AS in entry.body
            for entry in each.merged.added
        )
        for each in news
    )


def _to_be(news: Sequence[News], workshop: Workshop | None) -> Workshop:
    """Return the workshop as it will be, with the numbers that the new lines will have."""
    numbers = workshop.numbers if workshop else LineNumbers()
    merged = news[-1].merged
    known = {entry.id for entry in workshop.entries} if workshop else set()
    added = [entry for entry in merged.entries if entry.id not in known]
    entries = numbered(merged._replace(added=added), numbers).entries
    head = workshop.head if workshop else Head("", "", "")
    return Workshop(head, entries)


def entered_twice(merged: Merged, workshop: Workshop) -> list[list[str]]:
    """Return the numbers of people under one name, as ``p4``, if one of them came in now."""
    added = {entry.id for entry in merged.added}
    of_name: dict[str, list[str]] = {}
    for person in workshop.people():
        of_name.setdefault(name_key(person.name), []).append(person.id)
    twice = [
        ids for name, ids in of_name.items() if name and len(ids) > 1 and added.intersection(ids)
    ]
    return [[f"{PEOPLE_LETTER}{workshop.number(person)}" for person in ids] for ids in twice]


def standing_apart(count: int) -> str:
    """Return the sentence for lines of unknown laptops that came in and stand apart."""
    sentence = ngettext(
        "{count} line of an unknown laptop stands apart and is not shown. To look at it, and to"
        " accept it or throw it away: coalition keys laptops",
        "{count} lines of unknown laptops stand apart and are not shown. To look at them, and to"
        " accept them or throw them away: coalition keys laptops",
        count,
    )
    return sentence.format(count=count)


def _told_of(news: News) -> list[str]:
    """Return who a file is from, how much it brings, and what of it is not taken."""
    return [_origin(news), _counted(news), *_not_taken(news)]


def _not_taken(news: News) -> Iterator[str]:
    """Yield a sentence for the lines of unknown laptops, and one for those that are damaged."""
    count, laptops = news.apart.line_count, len(news.apart.laptops)
    if count:
        sentence = ngettext(
            "{count} line came from an unknown laptop: it will stand apart, and is not shown until"
            " that laptop is accepted.",
            "{count} lines came from an unknown laptop: they will stand apart, and are not shown"
            " until that laptop is accepted.",
            count,
        )
        if laptops > 1:
            sentence = _(
                "{count} lines came from {laptops} unknown laptops: they will stand apart, and are"
                " not shown until these laptops are accepted."
            )
        yield sentence.format(count=count, laptops=laptops)
    damaged = list(dict.fromkeys(row.number for row in news.apart.unreadable))
    if damaged:
        sentence = ngettext(
            "{count} line of {file} is damaged, or was not sealed for these keys, and is left out:"
            " line {lines}.",
            "{count} lines of {file} are damaged, or were not sealed for these keys, and are left"
            " out: lines {lines}.",
            len(damaged),
        )
        named = ", ".join(map(str, damaged[:5])) + (" …" if len(damaged) > 5 else "")
        log = paths.journal(Path(news.outer.path.name))
        yield sentence.format(count=len(damaged), file=log, lines=named)


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
        sentences.append(_reworded(merged))
    if merged.conflicts:
        count = len(merged.conflicts)
        sentence = ngettext(
            "{count} differs; both are kept.", "{count} differ; both are kept.", count
        )
        sentences.append(sentence.format(count=count))
    if _is_ahead(merged.added):
        sentences.append(_("Its clock is ahead of this one by more than a day: look at the dates."))
    return " ".join(sentences)


def _reworded(merged: Merged) -> str:
    """Return how many lines here lose words, and why: quotes of a withdrawal, or a word itself."""
    count = len(merged.reworded)
    if is_by_redaction(merged):
        sentence = ngettext(
            "{count} here will say […]: a word was blacked out on another laptop.",
            "{count} here will say […]: a word was blacked out on another laptop.",
            count,
        )
    else:
        sentence = ngettext(
            "{count} here quotes them and will say […].",
            "{count} here quote them and will say […].",
            count,
        )
    return sentence.format(count=count)


def is_by_redaction(merged: Merged) -> bool:
    """True if no withdrawal came along that could have taken out the words of what was here."""
    return all(entry.op != "withdraw" for entry in merged.added)


def _is_ahead(entries: Sequence[Entry]) -> bool:
    return any(entry.at > utc(time.time() + _SECONDS_A_CLOCK_MAY_BE_AHEAD) for entry in entries)


def _differences(news: News, to_be: Workshop) -> list[str]:
    """Return both wordings of all that two laptops told differently, with their numbers to be."""
    return [_difference(conflict, to_be) for conflict in news.merged.conflicts]


def _held_otherwise(workshop: Workshop | None, to_be: Workshop) -> list[str]:
    """Return what was begun on both with two definitions, and which of them will hold here."""
    before = set(definition.disagreements(workshop)) if workshop else set()
    told = []
    for exercise, run in definition.disagreements(to_be):
        if (exercise, run) in before:
            continue
        sentence = _(
            "{exercise}, run {run}: begun on both, each with another exercise of that name. What "
            "began first holds, and the lines of the other stay."
        )
        told.append(sentence.format(exercise=in_short(exercise), run=run))
        if workshop and _holds_otherwise(exercise, run, workshop, to_be):
            told.append(_("It began first on the other laptop: results here are read by theirs."))
    name = followed(to_be)
    ours = definition.programme_of(workshop, name) if workshop else None
    theirs = definition.programme_of(to_be, name)
    if ours is not None and theirs is not None and not definition.is_same(ours, theirs):
        sentence = _(
            "{programme}: begun on both with another programme of that name; theirs holds."
        )
        told.append(sentence.format(programme=in_short(name)))
    return told


def _holds_otherwise(exercise: str, run: int, workshop: Workshop, to_be: Workshop) -> bool:
    now, then = (definition.of_run(each, exercise, run) for each in (workshop, to_be))
    return now is not None and then is not None and not definition.is_same(now, then)


def _difference(conflict: Conflict, to_be: Workshop) -> str:
    telling = {
        "change": _changed(conflict, to_be),
        "person": _("Entered on both, one person or two: {one} | {other}"),
        "end": _("Ended on both: {one} | {other}"),
        "count": _("Counted on both: {one} | {other} (the later stands)"),
        "detail": _("Told on both: {one} | {other} (the later stands)"),
        "status": _("Heard on both: {one} | {other} (the status of the later stands)"),
    }
    pair = conflict.earlier, conflict.later
    named = (line_name(_named_by(each, to_be), to_be) for each in pair)
    wordings = _wording(*pair, to_be), _wording(*pair[::-1], to_be)
    one, other = map(" ".join, zip(named, wordings, strict=True))
    told = telling[conflict.about].format(one=one, other=other)
    if conflict.about != "person":
        return told
    names = sorted(
        (line_name(each, to_be) for each in (conflict.earlier, conflict.later)),
        key=lambda name: (len(name), name),
    )
    sentence = _("Once they are here, if they are one: coalition people same {one} {other}")
    return f"{told}. {sentence.format(one=names[0], other=names[1])}"


def _changed(conflict: Conflict, to_be: Workshop) -> str:
    """Return the sentence of two changes of one line, which says what will stand.

    A line that one took back is gone, whatever the other made of it later; a line that one moved
    stands there as it was moved.
    """
    stands = _stands(conflict.earlier, to_be), _stands(conflict.later, to_be)
    if all(stands):
        return _("Changed on both: {one} | {other} (both stand)")
    if stands[0]:
        return _("Changed on both: {one} | {other} (the earlier stands)")
    if stands[1]:
        return _("Changed on both: {one} | {other} (the later stands)")
    return _("Changed on both: {one} | {other} (neither stands)")


def _stands(entry: Entry, to_be: Workshop) -> bool:
    """True if what ``entry`` says will hold once all is merged."""
    if entry.op == "drop":
        gone = to_be.taken_back(entry.place)
        return entry.ref in gone and entry.id not in gone
    line = entry.ref if entry.op == "edit" else entry.id
    found = next((each for each in to_be.standing(entry.place) if each.id == line), None)
    if found is None:
        return False
    said = (found.body, found.by, found.share)
    return entry.op != "edit" or said == (entry.body, entry.by, entry.share)


def _heard(entry: Entry, to_be: Workshop) -> Iterator[str]:
    """Yield what was heard of an undertaking: how it is, by when, and who leads it now."""
    of: Of = next(each for each in OFS if entry.body.get(REFERS[each]))
    yield status_word(of, words_at(entry.body, "status"))
    yield words_at(entry.body, "by_when")
    who = words_at(entry.body, "who")
    yield next((each.name for each in to_be.people() if each.id == who), who)


def _named_by(entry: Entry, to_be: Workshop) -> Entry:
    """Return the line by whose name ``entry`` is told: what was heard, by what it was heard of."""
    return to_be.entry(undertaking_of(entry)) or entry


def _wording(entry: Entry, other: Entry, to_be: Workshop) -> str:
    """Return what ``entry`` says, so that it can be told from what ``other`` says."""
    if entry.op == "drop":
        return _("taken back")
    if definition.HELD_AS in entry.body:
        return _("(how it is held)")
    if entry.place not in (PEOPLE, DETAILS) and share_level(entry.share) < share_level(
        "participants"
    ):
        return _("(private)")
    said = entry.body.get("counts")
    body = said if isinstance(said, dict) else entry.body
    words = entry.text.replace("\n", " ")
    if undertaking_of(entry):
        words = ", ".join(filter(None, (*_heard(entry, to_be), words)))
    elif not words or (entry.place == PEOPLE and words == other.text.replace("\n", " ")):
        # Where the name is the same, what else is told of her is what differs.
        known = other.body if words else {}
        own = [f"{key}: {body[key]}" for key in body if body[key] != known.get(key)]
        words = ", ".join(filter(None, (words, *own)))
    return "“" + (words if len(words) <= 60 else words[:59] + "…") + "”"
