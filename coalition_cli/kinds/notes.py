"""Things said, one line each, by a person, a group or nobody in particular."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose, Quote
from coalition_cli.errors import Problem
from coalition_cli.kinds import Play
from coalition_cli.model.entry import Entry, Fact, Share, as_share
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.room import Item, Room
from coalition_cli.reading import check_keys, read_count, read_words, read_words_or_none
from coalition_cli.stage import Given, Option, Question, Stage, as_given, in_short
from coalition_cli.words import _, ngettext

OPTIONS: Final[Mapping[str, Field]] = {
    "buckets": Field(
        "tables",
        "Sorts a note may be put into while it is written.",
        fields={
            "id": Field("text", "The name that entries and answers use.", is_required=True),
            "title": Field("text", "What the room reads.", is_required=True, is_spoken=True),
        },
    ),
    "most": Field("whole", "How many lines are enough; more are kept, and the room is told.", least=1),
    "consent": Field("flag", "Ask after each line whether, and how, these words may be used."),
    "about": Field(
        "text",
        "The step whose result is shown above.",
        gives="result",
    ),
}
ASKS: Final = True
arrange = as_given

_MOST_COMPARED: Final = 200
_TAG: Final = re.compile(r"(.*\S)\s+([@#])(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was given."""

    text: str
    by: str | None = None
    group: str = ""
    bucket: str = ""


def play(step: Step, room: Room, stage: Stage) -> Play:
    """One line after the other, until there is nothing more to add."""
    if step.record == "count":
        yield from _count(step, room, stage)
        return
    for number in count():
        if not stage.is_scripted:
            stage.show(_page(step, room))
        said = room.said(step.id)
        waiting = _unasked(said, step)
        if waiting is None:
            if not stage.is_scripted:
                _say_what_sounds_alike(said, step, room, stage)
            line = stage.ask(_next_line(number, said, step, room))
            waiting = yield Fact(_body(line), line.by, "private" if step.options.get("consent") else None)
        if step.options.get("consent"):
            yield from _ask_consent(waiting, number, stage)


def result(step: Step, room: Room) -> list[dict[str, Any]] | None:
    """``[{id, text, by, group, bucket}]``, or ``[{bucket, count}]`` where only numbers are kept.

    Quotes say ``consent`` and ``share`` too.
    """
    standing = room.standing(step.id)
    if step.record == "count":
        counted = [dict(entry.body) for entry in standing]
        return counted if counted and room.breaks_down(sum(row["count"] for row in counted)) else None
    return [_row(entry, step, room) for entry in standing if entry.text] or None


def items(step: Step, room: Room) -> list[Item]:
    """The lines."""
    return room.items(step.id)


def blocks(step: Step, room: Room) -> list[Block]:
    """The lines with their numbers, under their buckets; as quotes where they were given for use."""
    titles = {"": "", **{bucket["id"]: bucket["title"] for bucket in _buckets(step)}}
    rows = result(step, room) or []
    if step.record == "count":
        bullets = tuple(Bullet(titles.get(row["bucket"], step.title), str(row["count"])) for row in rows)
        return [Bullets(bullets)] if bullets else []
    if step.options.get("consent"):
        return [Quote(row["text"], row["by"] or "") for row in rows]
    numbers = {item.id: str(item.number) for item in room.items(step.id)}
    sorted_rows: dict[str, list[Bullet]] = {bucket: [] for bucket in titles}
    for row in rows:
        bucket = row["bucket"] if row["bucket"] in titles else ""
        sorted_rows[bucket].append(Bullet(row["text"], numbers[row["id"]], row["by"] or ""))
    shown: list[Block] = []
    for bucket, lines in sorted_rows.items():
        if lines:
            shown += [Heading(titles[bucket], 3)] if bucket else []
            shown.append(Bullets(tuple(lines)))
    return shown


def _page(step: Step, room: Room) -> list[Block]:
    """What it is about, what was said, and, so that whoever types sees it grow, how many lines are not shown."""
    about = step.options.get("about")
    above = kinds.blocks_at(about, room) if about else []
    remarks: list[str] = []
    most, lines = step.options.get("most"), len(room.items(step.id))
    if most and lines > most:
        remarks.append(_("{count} lines so far; {most} or fewer are easier to weigh.").format(count=lines, most=most))
    if hidden := len(room.said(step.id)) - len(room.standing(step.id)):
        words = ngettext("{count} is kept and not shown here.", "{count} are kept and not shown here.", hidden)
        remarks.append(words.format(count=hidden))
    return [*above, *blocks(step, room), *(Prose(remark, "quiet") for remark in remarks)]


def _next_line(number: int, said: list[Entry], step: Step, room: Room) -> Question[Line]:
    return Question(
        key=(number,),
        prompt=_("Next line"),
        read=lambda given: _read(given, step, room),
        repeats=True,
        is_list=True,
        completions=tuple(f"@{person.name}" for person in room.people())
        + tuple(f"#{bucket['id']}" for bucket in _buckets(step)),
        last_saved=said[-1].text if said else "",
        hint=_("A name after @ says who spoke. An empty line: no more."),
    )


def _body(line: Line) -> dict[str, Any]:
    named = {"text": line.text, "group": line.group, "bucket": line.bucket}
    return {key: value for key, value in named.items() if value}


def _unasked(said: list[Entry], step: Step) -> Entry | None:
    """The line whose speaker was not asked yet what may become of her words."""
    if not step.options.get("consent"):
        return None
    return next((entry for entry in said if "consent" not in entry.body), None)


def _ask_consent(entry: Entry, number: int, stage: Stage) -> Play:
    consent = stage.choose((number, "consent"), _("May these words be used?"), consents(), "none")
    share: Share = "private"
    if consent != "none":
        share = as_share(stage.choose((number, "share"), _("Who may read them?"), readers(), "participants"))
    yield Fact({**entry.body, "consent": consent}, entry.by, share, "edit", entry.id)


def consents() -> list[Option]:
    """What the speaker of a quote may allow."""
    return [
        Option("none", _("No: they stay here")),
        Option("anonymous", _("Yes, without a name")),
        Option("named", _("Yes, with her chosen name")),
    ]


def readers() -> list[Option]:
    """Who may read a quote that may be used."""
    return [
        Option("organizer", _("The organizers")),
        Option("participants", _("Everyone who took part")),
        Option("donor", _("Also people outside")),
    ]


def _count(step: Step, room: Room, stage: Stage) -> Play:
    """Ask for the numbers that are missing; if none is, for all of them again, each starting from what it was."""
    buckets = _buckets(step) or [{"id": "count", "title": step.title}]
    counted = {entry.body["bucket"]: entry for entry in room.said(step.id)}
    missing = [bucket for bucket in buckets if bucket["id"] not in counted]
    if not missing:
        stage.show(blocks(step, room))
        options = [Option("keep", _("Keep these numbers")), Option("again", _("Count again"))]
        if stage.choose(None, _("They are counted."), options, "keep") == "keep":
            return
    for bucket in missing or buckets:
        stage.show(blocks(step, room))
        before = counted.get(bucket["id"])
        default = str(before.body["count"]) if before else "0"
        number = stage.ask(Question((bucket["id"],), bucket["title"], read_count, default=default))
        body = {"bucket": bucket["id"], "count": number}
        yield Fact(body, op="edit", ref=before.id) if before else Fact(body)


def _buckets(step: Step) -> list[Mapping[str, str]]:
    return list(step.options.get("buckets") or ())


def _read(given: Given, step: Step, room: Room) -> Line:
    if not isinstance(given, Mapping):
        return _read_typed(read_words(given), step, room)
    asked_for_use = ("consent", "share") if step.options.get("consent") else ()
    check_keys(given, ("text", "by", "group", "bucket", *asked_for_use))
    bucket = read_words_or_none(given.get("bucket", ""))
    if bucket and bucket not in [known["id"] for known in _buckets(step)]:
        raise Problem(_("There is no bucket called {bucket} in this step.").format(bucket=in_short(bucket)))
    group = read_words_or_none(given.get("group", ""))
    return Line(read_words(given.get("text", "")), _by(given.get("by", ""), group, room), group, bucket)


def _read_typed(text: str, step: Step, room: Room) -> Line:
    """A line may end in ``@Name`` and ``#bucket``; anything that names nobody here is part of the words."""
    line = Line(text)
    while tagged := _TAG.fullmatch(line.text):
        words, sign, name = tagged.groups()
        person = room.workshop.person_named(name) if sign == "@" else None
        bucket = next((known["id"] for known in _buckets(step) if known["id"].casefold() == name.casefold()), "")
        if person:
            line = replace(line, text=words, by=person.id)
        elif sign == "#" and bucket:
            line = replace(line, text=words, bucket=bucket)
        else:
            break
    return line


def _by(given: Given, group: str, room: Room) -> str | None:
    name = read_words_or_none(given)
    if not name:
        return group or None
    if person := room.workshop.person_named(name):
        return person.id
    if name in {known.group for known in room.workshop.people()} | {group}:
        return name
    raise Problem(_("Nobody here is called {name}. Add the name under people first.").format(name=in_short(name)))


def _row(entry: Entry, step: Step, room: Room) -> dict[str, Any]:
    consent = entry.body.get("consent")
    is_quote = consent is not None or bool(step.options.get("consent"))
    row = {
        "id": entry.id,
        "text": entry.text,
        "by": _speaker(entry, is_quote, room) or None,
        "group": None if is_quote or room.audience == "donor" else entry.body.get("group"),
        "bucket": entry.body.get("bucket"),
    }
    return row | {"consent": consent, "share": entry.share} if is_quote else row


def _speaker(entry: Entry, is_quote: bool, room: Room) -> str:
    """Whose words these are: a quote's as she agreed, another line's for those who may read names."""
    if is_quote:
        return replace(room, audience="private").name_of(entry.by) if entry.body.get("consent") == "named" else ""
    return room.name_of(entry.by) if room.shows_names() else ""


def _say_what_sounds_alike(said: list[Entry], step: Step, room: Room, stage: Stage) -> None:
    """Name the newest line and an older one that says nearly the same; words are compared, not understood."""
    from coalition_cli.methods.piles import near_duplicates

    newest = room.items(step.id)[-_MOST_COMPARED:]
    if not newest or newest[-1].id != said[-1].id:
        return
    pairs = near_duplicates([item.text for item in newest])
    older = next((newest[one] for one, other in pairs if other == len(newest) - 1), None)
    if older:
        sentence = _("Numbers {one} and {other} sound alike; one of them may be enough.")
        stage.say(sentence.format(one=older.number, other=newest[-1].number), "quiet")
