"""The summary as one flat sheet: a row for everything, told apart by its section.

Spreadsheets run a cell that begins like a formula: such a cell gets an apostrophe before it, here
and nowhere else. They also read ``00123`` as a number, and Excel cuts a cell at 32,767 characters;
the file itself is whole.

What a row says beside the columns that every sheet has (a column of a plan of one's own, what a
card says) stands in columns of its own after them, as far as the audience may read it.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.model.summary import Summary
from coalition_cli.phrasing.dates import in_doubt_told, sentence_of_doubt

SUFFIX: Final = ".csv"
BYTE_ORDER_MARK: Final = "\ufeff"

COLUMNS: Final = (
    *("section", "number", "text", "by", "group", "exercise", "theme"),
    *("urgency", "feasibility", "score", "scorers", "spread", "contested"),
    *("rank", "tied", "chosen"),
    *("who", "helper", "by_when", "first_step", "support", "measure", "status"),
    *("learning", "outcome", "counts", "passed", "present", "concerns", "why", "at", "id"),
)
"""Columns of every sheet, in this order, whatever follows."""

_ACTS: Final = re.compile(
    r"[\t\r]|[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]"
)

_FURTHER: Final = "further columns"
_OF_THE_SHEET: Final = ("section", "number", "exercise")
"""Columns that say where a row belongs: what somebody called so is told under another name."""

_Row = Mapping[str, Any]


def render(summary: Summary) -> bytes:
    """The sheet in UTF-8 with a byte order mark, every cell quoted, lines ended by CR LF."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows = list(_with_doubts(_rows(summary.data), summary.doubtful))
    further: dict[str, None] = {}  # the columns in the order in which they first appear
    for row in rows:
        further |= dict.fromkeys(row.get(_FURTHER, {}))
    writer.writerow([*COLUMNS, *map(_cell, further)])
    for row in rows:
        more = row.get(_FURTHER, {})
        values = [*map(row.get, COLUMNS), *map(more.get, further)]
        writer.writerow(map(_cell, values))
    return (BYTE_ORDER_MARK + sheet.getvalue()).encode()


def _with_doubts(rows: Iterable[_Row], doubtful: Collection[str]) -> Iterator[_Row]:
    """Yield the ``rows``, each time that may be wrong with a sign, and then what the sign means."""
    has_doubts = False
    for row in rows:
        if "at" in row and row.get("id") in doubtful:
            has_doubts = True
            yield {**row, "at": in_doubt_told(row["at"])}
        else:
            yield row
    if has_doubts:
        yield {"section": "workshop", "number": "at", "text": sentence_of_doubt()}


def _rows(data: Mapping[str, Any]) -> Iterator[_Row]:
    """Every row of the sheet, section by section."""
    yield from _about_the_workshop(data["workshop"])
    if data["vision"]:
        yield {"section": "vision", "text": data["vision"]}
    yield from _numbered("statement", data.get("statements", []), text="text")
    for theme in data["themes"]:
        yield from _theme(theme)
    yield from _numbered("agenda", data["agenda"], text="issue")
    further = _further_of_actions(data)
    actions = [{**further.get(row.get("id"), {}), **row} for row in data["actions"]]
    yield from _numbered("action", actions, text="what")
    yield from _numbered("commitment", data["commitments"], text="commitment")
    yield from _numbered("decision", data["decisions"], text="question")
    for question, answer in data["feedback"].items():
        yield {"section": "feedback", "number": question, "text": answer}
    yield from _numbered("quote", data.get("quotes", []), text="text")
    yield from _numbered("note", data["notes"], text="text")
    yield from _said(data)
    for exercise_id, count in data["left_out"]["by_exercise"].items():
        yield {"section": "left out", "exercise": exercise_id, "number": count}
    if "odd" in data["left_out"]:
        yield {"section": "not readable", "number": data["left_out"]["odd"]}


def _about_the_workshop(workshop: Mapping[str, Any]) -> Iterator[_Row]:
    for key in ("title", "date", "place", "programme", "audience", "made_at"):
        if workshop.get(key):
            yield {"section": "workshop", "number": key, "text": workshop[key]}


def _theme(theme: Mapping[str, Any]) -> Iterator[_Row]:
    """A row for each note of a theme; one without notes still has a row."""
    about = {"section": "theme", "exercise": theme["exercise"], "theme": theme["theme"]}
    for number, note in enumerate(theme["notes"], 1):
        yield {**about, "number": number, **note}
    if not theme["notes"]:
        yield {**about, "number": 0}


def _said(data: Mapping[str, Any]) -> Iterator[_Row]:
    """Rows of steps whose outcome has no section of its own, without those told in another one."""
    rows_above = [*data["agenda"], *data["actions"]]
    told = {row["id"] for row in rows_above if "id" in row}
    for exercise in data["exercises"]:
        for step in exercise["steps"]:
            if kinds.traits(step["kind"]).is_told_in_sections:
                continue
            place = f"{exercise['id']}.{step['id']}"
            for row in _outcome(step["outcome"]):
                if row.get("id") is None or row["id"] not in told:
                    yield {**row, "section": "said", "exercise": place}


def _outcome(outcome: object) -> Iterator[_Row]:
    """The rows of what a step found: a list, one thing alone, or nothing."""
    if outcome is None:
        return
    rows = outcome if isinstance(outcome, list) else [outcome]
    for number, row in enumerate(rows, 1):
        if isinstance(row, dict):
            whole = {key: part for key, part in row.items() if key != "id" and part is not None}
            more = _further(row) if row.get("text") else {}
            yield {**row, "number": number, "text": row.get("text") or whole, _FURTHER: more}
        else:
            yield {"number": number, "text": row}


def _numbered(section: str, rows: Iterable[_Row], *, text: str) -> Iterator[_Row]:
    for number, row in enumerate(rows, 1):
        yield {**row, "section": section, "number": number, "text": row[text]}


def _further_of_actions(data: Mapping[str, Any]) -> dict[object, _Row]:
    """Answers to what its step asked of an action beside what every action is asked, by its id."""
    actions = {row["id"] for row in data["actions"] if "id" in row}
    found: dict[object, _Row] = {}
    for exercise in data["exercises"]:
        for step in exercise["steps"]:
            outcome = step["outcome"]
            for row in outcome if isinstance(outcome, list) else ():
                if isinstance(row, dict) and row.get("id") in actions:
                    found[row["id"]] = {**row, _FURTHER: _further(row)}
    return found


def _further(row: _Row) -> dict[str, Any]:
    """The parts of ``row`` that have no column in every sheet, under the names of their columns."""
    found = {}
    for key, part in row.items():
        is_empty = part in (None, "", [], {})
        if is_empty or key in ("text", "what"):
            continue
        if key in _OF_THE_SHEET:
            found[f"further {key}"] = part
        elif key not in COLUMNS:
            found[key] = part
    return found


def _cell(value: object) -> str:
    text = _words(value)
    return "'" + text if _ACTS.match(text) else text


def _words(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dict():
            return "; ".join(f"{key}: {_words(part)}" for key, part in value.items())
        case list():
            return "; ".join(_words(part) for part in value)
    return str(value)
