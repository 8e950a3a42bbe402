"""Things said, one line each, by a person, a group or nobody in particular."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Column, Heading, Prose, Quote, Table
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds import Play
from coalition_cli.methods.consent import consents, readers
from coalition_cli.methods.offered_lines import Offer, not_taken, offers_of
from coalition_cli.methods.show_of_hands import order, ties
from coalition_cli.model.contributions import Row, Traits, Voice
from coalition_cli.model.entry import SHARES, Entry, Fact, Share, as_share, share_level
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import DETAIL_NAMES, Item, View
from coalition_cli.parsing import read_count, read_words_or_none
from coalition_cli.parsing.note_line import Line, read_line, share_of
from coalition_cli.stage import FOR_PEOPLE, Finished, Option, Question, Stage, as_given

OPTIONS: Final[Mapping[str, Field]] = {
    "buckets": Field(
        "tables",
        "Sorts a note may be put into while it is written.",
        fields={
            "id": Field("text", "The name that entries and answers use.", is_required=True),
            "title": Field("text", "What the room reads.", is_required=True, is_spoken=True),
            "share": Field(
                "text",
                "The widest audience of what is put there, if not the step's.",
                choices=SHARES,
            ),
            "detail": Field(
                "text",
                "What is known of the day and offered here, to be kept or changed.",
                choices=DETAIL_NAMES,
            ),
        },
    ),
    "each": Field(
        "text",
        "Lines come from one after the other of these; first it is asked who speaks.",
        choices=("group", "country"),
    ),
    "offers": Field(
        "texts",
        "Steps whose lines the room may take over before its first line; none is by itself.",
        gives="items",
        is_offered=True,
    ),
    "hands": Field("flag", "After the lines, count the hands for each."),
    "sort": Field("flag", "Show the lines with the most hands first."),
    "ask_share": Field("flag", "Ask after each line who may see it."),
    "most": Field(
        "whole", "How many lines are enough; more are kept, and the room is told.", least=1
    ),
    "consent": Field("flag", "Ask after each line whether, and how, these words may be used."),
    "about": Field(
        "text",
        "The step whose result is shown above.",
        gives="result",
    ),
}
ASKS: Final = True
TRAITS: Final = Traits(stands_in_for="lines")
arrange = as_given

_MOST_COMPARED: Final = 200
_FINISH: Final = f"{FOR_PEOPLE}finish"
_UNLISTED: Final = f"{FOR_PEOPLE}unlisted"


def play(step: Step, view: View, stage: Stage) -> Play:
    """One line after the other, until there is nothing more to add; then the hands for each, where they count."""
    if step.record == "count":
        yield from _count(step, view, stage)
        return
    if not _hands_are_under_way(step, view):
        yield from _offer(step, view, stage)
        with suppress(*([Finished] if step.options.get("hands") else [])):
            yield from _take_lines(step, view, stage)
    yield from _count_hands(step, view, stage)


def result(step: Step, view: View) -> list[dict[str, Any]] | None:
    """``[{id, text, by, group, bucket}]``, or ``[{bucket, count}]`` where only numbers are kept.

    Quotes say ``consent`` and ``share`` too; lines for which hands were counted say ``hands``, a number or None.
    """
    standing = view.standing(step.id)
    if step.record == "count":
        counted = [dict(entry.body) for entry in standing]
        return (
            counted if counted and view.breaks_down(sum(row["count"] for row in counted)) else None
        )
    rows = [_row(entry, step, view) for entry in standing if entry.text]
    return (order(rows) if step.options.get("sort") else rows) or None


def quotes(step: Step, view: View) -> list[Row]:
    """Return the lines that were given for use, each with what its speaker agreed to."""
    return [*(result(step, view) or ())] if takes_quotes(step) else []


def voice(step: Step, view: View) -> Voice:
    """People's own words; those that were given for use are told as quotes."""
    return "" if takes_quotes(step) else "words"


def takes_quotes(step: Step) -> bool:
    """True if what may become of each line is asked after it."""
    return bool(step.options.get("consent"))


def takes_lines(step: Step) -> bool:
    """True if words are kept, and not numbers or nothing."""
    return step.record == "text"


def items(step: Step, view: View) -> list[Item]:
    """The lines."""
    return view.items(step.id)


def blocks(step: Step, view: View) -> list[Block]:
    """The lines with their numbers, under their buckets; as quotes where they were given for use."""
    titles = {"": "", **{bucket["id"]: bucket["title"] for bucket in _buckets(step)}}
    rows = result(step, view) or []
    if step.record == "count":
        bullets = tuple(
            Bullet(titles.get(row["bucket"], step.title), str(row["count"])) for row in rows
        )
        return [Bullets(bullets)] if bullets else []
    if step.options.get("consent"):
        return [Quote(row["text"], row["by"] or "") for row in rows]
    numbers = {item.id: str(item.number) for item in view.items(step.id)}
    sorted_rows: dict[str, list[dict[str, Any]]] = {bucket: [] for bucket in titles}
    for row in rows:
        sorted_rows[row["bucket"] if row["bucket"] in titles else ""].append(row)
    shown: list[Block] = []
    for bucket, lines in sorted_rows.items():
        if lines:
            shown += [Heading(titles[bucket], 3)] if bucket else []
            shown += _lines(lines, numbers, step)
    return shown


def _lines(rows: list[dict[str, Any]], numbers: Mapping[str, str], step: Step) -> list[Block]:
    """Lines as a list; under their groups where these spoke in turn; in a table with the hands counted for each."""
    if any(row.get("hands") is not None for row in rows):
        cells = [
            (numbers[row["id"]], row["text"], "" if row["hands"] is None else str(row["hands"]))
            for row in rows
        ]
        columns = (
            Column("", is_number=True),
            Column(_("Line")),
            Column(_("Hands"), is_number=True),
        )
        told = (
            ties([(numbers[row["id"]], row["hands"]) for row in rows])
            if step.options.get("sort")
            else []
        )
        return [Table(columns, tuple(cells)), *(Prose(words, "quiet") for words in told)]
    if step.options.get("each") and any(row["group"] for row in rows):
        groups = dict.fromkeys(row["group"] or "" for row in rows)
        return [
            Bullets(
                tuple(
                    Bullet(row["text"], numbers[row["id"]], row["group"] or "")
                    for group in groups
                    for row in rows
                    if (row["group"] or "") == group
                )
            )
        ]
    return [
        Bullets(tuple(Bullet(row["text"], numbers[row["id"]], row["by"] or "") for row in rows))
    ]


def _page(step: Step, view: View) -> list[Block]:
    """What it is about, what was said, and, so that whoever types sees it grow, how many lines are not shown."""
    about = step.options.get("about")
    above = kinds.blocks_at(about, view) if about else []
    remarks: list[str] = []
    most, lines = step.options.get("most"), len(view.items(step.id))
    if most and lines > most:
        remarks.append(
            _("{count} lines so far; {most} or fewer are easier to weigh.").format(
                count=lines, most=most
            )
        )
    if hidden := len(view.said(step.id)) - len(view.standing(step.id)):
        words = ngettext(
            "{count} is kept and not shown here.", "{count} are kept and not shown here.", hidden
        )
        remarks.append(words.format(count=hidden))
    return [*above, *blocks(step, view), *(Prose(remark, "quiet") for remark in remarks)]


def _offer(step: Step, view: View, stage: Stage) -> Play:
    """What others gave, for the room to take over before its own first line; nobody is asked where there is nothing."""
    said = view.said(step.id)
    if any("from" not in entry.body for entry in said):
        return
    offered = dict(enumerate(not_taken(_offered(step, view), said)))
    if not offered:
        return
    stage.show(partial(_page, step, view))
    options = [Option(str(number), offer.words) for number, offer in offered.items()]
    known = [str(number) for number, offer in offered.items() if offer.bucket]
    prompt = _("Which of these do we take over? None is fine")
    # A file takes none: it writes down every line that the room had.
    for number in stage.choose_many(None, prompt, options, (), first=known):
        offer = offered[int(number)]
        yield Fact(
            offer.as_body(), share=_not_wider(share_of(offer.bucket, _buckets(step)) or step.share)
        )


def _offered(step: Step, view: View) -> list[Offer]:
    there = (
        item
        for reference in step.options.get("offers") or ()
        for item in kinds.items(reference, view)
    )
    return offers_of(there, _buckets(step), view)


def _not_wider(share: Share) -> Share:
    """What the room saw elsewhere is not shown further than to the room by being taken over."""
    return "participants" if share_level(share) > share_level("participants") else share


def _take_lines(step: Step, view: View, stage: Stage) -> Play:
    """Lines, each followed by what its speaker is asked about it. Ends with ``Finished``."""
    group: str | None = ""
    if step.options.get("each"):
        # A step that was broken off goes on with the group of its last line.
        group = stage.next_of(_group_under_way(step, view), lambda: None)
    for number in count():
        stage.show(partial(_page, step, view))
        said = view.said(step.id)
        waiting = _unasked(said, step)
        if waiting is None:
            stage.advise(partial(_what_sounds_alike, said, step, view))
            group, line = _ask_line(number, group, said, step, view, stage)
            waiting = yield _fact(line, step, view)
        if step.options.get("consent"):
            yield from _ask_consent(waiting, number, stage)
        elif step.options.get("ask_share"):
            yield from _ask_share(waiting, number, step, stage)


def _ask_line(
    number: int, group: str | None, said: list[Entry], step: Step, view: View, stage: Stage
) -> tuple[str, Line]:
    """The next line, and the group that speaks: at an empty line of one group it is asked who is next.

    ``group`` None means that it has to be asked; empty, that each line says itself whose it is.
    """
    while True:
        if group is None:
            group = _choose_group(step, view, stage)
        try:
            line = stage.ask(_next_line(number, group, said, step, view))
        except Finished:
            if not group:
                raise
            group = None
            stage.show(partial(_page, step, view))
            continue
        if group:
            line = replace(line, group=line.group or group, by=line.by or group)
        return group, line


def _group_under_way(step: Step, view: View) -> list[str]:
    """The group of the last line, if it has one."""
    said = view.said(step.id)
    group = str(said[-1].body.get("group") or "") if said else ""
    return [group] if group else []


def _choose_group(step: Step, view: View, stage: Stage) -> str:
    """Who speaks now, those not heard yet first; empty where each line says it, as in a file.

    Raises ``Finished`` when everyone was heard.
    """
    heard = list(
        dict.fromkeys(filter(None, (str(e.body.get("group") or "") for e in view.said(step.id))))
    )
    known = kinds.group_names(step.options["each"], view)
    waiting = [name for name in known if name not in heard]
    speaker = _UNLISTED
    if known or heard:
        finish = Option(
            _FINISH, _("Everyone was heard") if not waiting else _("Close this step now")
        )
        unlisted = Option(_UNLISTED, _("A group that is not in this list"))
        again = [Option(name, _("{name} again").format(name=name)) for name in heard]
        groups = [Option(name, name) for name in waiting]
        options = [*groups, unlisted, finish, *again] if waiting else [finish, unlisted, *again]
        first = options[0].value
        speaker = stage.choose(None, _("Who is speaking?"), options, "", first=first)
    if speaker == _FINISH:
        raise Finished
    if speaker != _UNLISTED:
        return speaker
    hint = _("An empty line: everyone was heard.")
    prompt = _("Which group speaks?")
    return stage.ask(
        Question(None, prompt, read_words_or_none, default="", repeats=True, hint=hint)
    )


def _next_line(
    number: int, group: str, said: list[Entry], step: Step, view: View
) -> Question[Line]:
    buckets = [bucket["id"] for bucket in _buckets(step)]
    groups = kinds.group_names(step.options.get("each", "group"), view)
    asked = _asked_keys(step)
    return Question(
        key=(number,),
        prompt=_("{name}: next line").format(name=group) if group else _("Next line"),
        read=lambda given: read_line(given, view, buckets, groups, asked),
        repeats=True,
        is_list=True,
        completions=tuple(f"@{person.name}" for person in view.people())
        + tuple(f"@{name}" for name in groups)
        + tuple(f"#{bucket}" for bucket in buckets),
        last_saved=said[-1].text if said else "",
        hint=_("An empty line: {name} has said everything.").format(name=group)
        if group
        else _("A name after @ says who spoke. An empty line: no more."),
    )


def _asked_keys(step: Step) -> tuple[str, ...]:
    """The keys that a row of an answers file has beside the line itself."""
    shares = ("share",) if step.options.get("consent") or step.options.get("ask_share") else ()
    consent = ("consent",) if step.options.get("consent") else ()
    return (*consent, *shares, *(("hands",) if step.options.get("hands") else ()))


def _fact(line: Line, step: Step, view: View) -> Fact:
    """A line for the file: where words are asked for first, nobody may read them before the answer."""
    named = {"text": line.text, "group": line.group, "bucket": line.bucket}
    body: dict[str, Any] = {key: value for key, value in named.items() if value}
    share = share_of(line.bucket, _buckets(step))
    if step.options.get("consent") or step.options.get("ask_share"):
        share = "private"
    sources = [
        each.source for each in _offered(step, view) if each.text.casefold() == line.text.casefold()
    ]
    return Fact({**body, "from": sources[:1]} if any(sources[:1]) else body, line.by, share)


def _unasked(said: list[Entry], step: Step) -> Entry | None:
    """The line whose speaker was not asked yet what may become of her words."""
    asked = (
        "consent"
        if step.options.get("consent")
        else "share"
        if step.options.get("ask_share")
        else ""
    )
    return next((entry for entry in said if asked not in entry.body), None) if asked else None


def _ask_consent(entry: Entry, number: int, stage: Stage) -> Play:
    """What may become of somebody's words, on a page that has hers alone; the wall shows none of it before her yes."""
    stage.show([Quote(entry.text)])
    stage.advise(
        _("Ask her alone, with this screen turned away from the room. No is a whole answer.")
    )
    stage.advise(_("A yes can become a no on any later day: coalition withdraw."))
    consent = stage.choose((number, "consent"), _("May these words be used?"), consents(), "none")
    share: Share = "private"
    if consent != "none":
        share = as_share(
            stage.choose((number, "share"), _("Who may read them?"), readers(), "participants")
        )
    yield Fact({**entry.body, "consent": consent}, entry.by, share, "edit", entry.id)


def _ask_share(entry: Entry, number: int, step: Step, stage: Stage) -> Play:
    bucket = share_of(str(entry.body.get("bucket") or ""), _buckets(step))
    options = [Option("private", _("Nobody else")), *readers()]
    share = as_share(
        stage.choose((number, "share"), _("Who may read this line?"), options, bucket or step.share)
    )
    yield Fact({**entry.body, "share": share}, entry.by, share, "edit", entry.id)


def _hands_are_under_way(step: Step, view: View) -> bool:
    counted = ["hands" in entry.body for entry in view.said(step.id)]
    return bool(step.options.get("hands")) and any(counted) and not all(counted)


def _count_hands(step: Step, view: View, stage: Stage) -> Play:
    """How many hands each line has; an empty line leaves it uncounted, which is not the same as none."""
    for number, entry in enumerate(view.said(step.id)):
        if "hands" in entry.body or not entry.text:
            continue
        stage.show(partial(_page, step, view))
        question = Question(
            (number, "hands"),
            _("{number}. {line}: how many hands?").format(number=number + 1, line=entry.text),
            lambda given: (
                None if isinstance(given, str) and not given.strip() else read_count(given)
            ),
            hint=_("An empty line: not counted."),
        )
        yield Fact(
            {**entry.body, "hands": stage.ask(question)}, entry.by, entry.share, "edit", entry.id
        )


def _count(step: Step, view: View, stage: Stage) -> Play:
    """Ask for the numbers that are missing; if none is, for all of them again, each starting from what it was."""
    buckets = _buckets(step) or [{"id": "count", "title": step.title}]
    counted = {entry.body["bucket"]: entry for entry in view.said(step.id)}
    missing = [bucket for bucket in buckets if bucket["id"] not in counted]
    if not missing:
        stage.show(blocks(step, view))
        options = [Option("keep", _("Keep these numbers")), Option("again", _("Count again"))]
        if stage.choose(None, _("They are counted."), options, "keep") == "keep":
            return
    for bucket in missing or buckets:
        stage.show(blocks(step, view))
        before = counted.get(bucket["id"])
        default = str(before.body["count"]) if before else "0"
        number = stage.ask(Question((bucket["id"],), bucket["title"], read_count, default=default))
        body = {"bucket": bucket["id"], "count": number}
        yield Fact(body, op="edit", ref=before.id) if before else Fact(body)


def _buckets(step: Step) -> list[Mapping[str, str]]:
    return list(step.options.get("buckets") or ())


def _row(entry: Entry, step: Step, view: View) -> dict[str, Any]:
    consent = entry.body.get("consent")
    is_quote = consent is not None or bool(step.options.get("consent"))
    row = {
        "id": entry.id,
        "text": entry.text,
        "by": _speaker(entry, is_quote, view) or None,
        "group": None if is_quote or view.audience == "donor" else entry.body.get("group"),
        "bucket": entry.body.get("bucket"),
    }
    row |= {"hands": entry.body.get("hands")} if step.options.get("hands") else {}
    return row | {"consent": consent, "share": entry.share} if is_quote else row


def _speaker(entry: Entry, is_quote: bool, view: View) -> str:
    """Whose words these are: a quote's as she agreed, another line's for those who may read names."""
    if is_quote:
        return (
            replace(view, audience="private").name_of(entry.by)
            if entry.body.get("consent") == "named"
            else ""
        )
    return view.name_of(entry.by) if view.shows_names() else ""


def _what_sounds_alike(said: list[Entry], step: Step, view: View) -> str:
    """A sentence on the newest line and an older one that says nearly the same: words are compared, not understood."""
    # price: clustering, 5 ms, and the first question comes before it
    from coalition_cli.methods.clustering import near_duplicates

    newest = view.items(step.id)[-_MOST_COMPARED:]
    if not newest or newest[-1].id != said[-1].id:
        return ""
    pairs = near_duplicates([item.text for item in newest])
    older = next((newest[one] for one, other in pairs if other == len(newest) - 1), None)
    if not older:
        return ""
    sentence = _("Numbers {one} and {other} sound alike; one of them may be enough.")
    return sentence.format(one=older.number, other=newest[-1].number)
