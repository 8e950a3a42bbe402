"""Everything that was said as one table: each line, each answer and each wording in a row."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from coalition_cli.i18n import _
from coalition_cli.phrasing.dates import in_doubt_told
from coalition_cli.phrasing.sheet_cells import (
    Data,
    Sheet,
    SheetColumn,
    cell_words,
    identity_of,
    is_action,
    sheet_of,
    steps_of,
)

_SPEAKER: Final = ("id", "by", "group", "at", "text", "bucket", "card", "passed", "spoke")
"""The keys of a line that have a column of their own, and those that only programs need."""


def everything_said(
    data: Data, titles: Mapping[tuple[str, str], str], doubtful: Collection[str]
) -> Sheet:
    """Every line that no sheet above tells in full, and the notes of the day."""
    columns = [
        SheetColumn("exercise", _("Exercise")),
        SheetColumn("step", _("Step")),
        SheetColumn("text", _("Text")),
        SheetColumn("by", _("Who")),
        SheetColumn("group", _("Group")),
        SheetColumn("time", _("Time")),
        SheetColumn("question", _("Question")),
        SheetColumn("under", _("Under")),
        SheetColumn("more", _("More")),
    ]
    told = {identity_of(row) for row in (*data["agenda"], *data["actions"])}
    time_of = _clock(data["workshop"].get("made_at", ""), doubtful)
    rows: list[Data] = []
    for exercise, step in steps_of(data):
        if step.get("is_told") or step.get("table"):
            continue
        where = {
            "exercise": _run_title(exercise),
            "step": titles[(exercise["id"], step["id"])],
        }
        for row in _lines_of(step):
            is_above = (is_action(row) or "scorers" in row) and identity_of(row) in told
            if not is_above:
                rows += [{**where, **line} for line in _told_in_lines(row, step, time_of)]
    for note in data.get("notes", ()):
        rows += [
            {"exercise": _("Notes of the day"), **line}
            for line in _told_in_lines(note, {}, time_of)
        ]
    return sheet_of("everything-said", _("Everything said"), columns, rows)


def _run_title(exercise: Data) -> str:
    title: str = exercise["title"]
    run = exercise.get("run", 1)
    if run < 2:
        return title
    return _("{exercise}, run {number}").format(exercise=title, number=run)


def _lines_of(step: Data) -> list[Data]:
    """What came of a step, line by line; of names with their lists each is one."""
    outcome = step.get("outcome")
    if isinstance(outcome, list):
        return [row if isinstance(row, Mapping) else {"text": cell_words(row)} for row in outcome]
    if isinstance(outcome, Mapping):
        if "text" in outcome:
            return [outcome]
        return [{"under": str(key), "text": cell_words(part)} for key, part in outcome.items()]
    return [{"text": cell_words(outcome)}] if outcome is not None else []


def _told_in_lines(row: Data, step: Data, time_of: Callable[[Data], str]) -> Iterator[Data]:
    """A line as rows of the sheet: its words, then each answer of its own, then other wordings."""
    labels = step.get("labels") or {}
    who = {"by": row.get("by"), "group": row.get("group"), "time": time_of(row)}
    answers = {key: part for key, part in row.items() if key in labels and key not in _SPEAKER}
    listed = {key: part for key, part in row.items() if _are_lines(part)}
    rest = {
        key: part
        for key, part in row.items()
        if key not in (*_SPEAKER, "under", *answers, *listed) and part not in (None, "", [], {})
    }
    bucket = row.get("bucket")
    about = {"under": labels.get(bucket, bucket) or row.get("under")}
    text = cell_words(row.get("text"))
    if text:
        yield {**who, **about, "text": text, "more": cell_words(rest)}
    elif rest:
        yield {**who, **about, "text": cell_words(rest)}
    for key, part in answers.items():
        if cell_words(part):
            yield {**who, **about, "question": labels[key], "text": cell_words(part)}
    for lines in listed.values():
        for line in lines:
            if line["text"] != text:
                yield {**who, "question": _("Another wording"), "text": line["text"]}


def _are_lines(part: Any) -> bool:
    return (
        isinstance(part, list)
        and bool(part)
        and all(isinstance(each, Mapping) and isinstance(each.get("text"), str) for each in part)
    )


def _clock(made_at: str, doubtful: Collection[str]) -> Callable[[Data], str]:
    """Return how a line's time is told: in the zone in which the summary was made."""
    zone = _moment(made_at)

    def told(row: Data) -> str:
        at = str(row.get("at") or "")
        moment = _moment(at)
        if zone is not None and moment is not None:
            at = moment.astimezone(zone.tzinfo).isoformat(" ", "minutes")[:16]
        return in_doubt_told(at) if at and row.get("id") in doubtful else at

    return told


def _moment(words: str) -> datetime | None:
    """``words`` as a moment with its zone, None where they are none."""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
