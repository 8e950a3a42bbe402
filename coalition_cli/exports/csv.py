"""The summary as one flat sheet: everything that was said and decided, a row each, told apart by its section.

Spreadsheets run a cell that begins like a formula: such a cell gets an apostrophe before it, here and nowhere else.
They also read ``00123`` as a number, and Excel cuts a cell at 32,767 characters; the file itself is whole.

What a row says beside the columns that every sheet has (a column of a plan of one's own, what a card says) stands in
columns of its own after them, as far as the audience may read it.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.model.summary import Summary

SUFFIX: Final = ".csv"
BYTE_ORDER_MARK: Final = "\ufeff"

COLUMNS: Final = (
    *("section", "number", "text", "by", "group", "exercise", "theme"),
    *(
        "urgency",
        "feasibility",
        "score",
        "scorers",
        "spread",
        "contested",
        "rank",
        "tied",
        "chosen",
    ),
    *("who", "helper", "by_when", "first_step", "support", "measure", "status"),
    *("learning", "outcome", "counts", "passed", "present", "concerns", "why", "at", "id"),
)
"""What every sheet has, in this order, whatever follows."""

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
    rows = list(_rows(summary.data))
    further = list(dict.fromkeys(column for row in rows for column in row.get(_FURTHER, {})))
    writer.writerow([*COLUMNS, *map(_cell, further)])
    for row in rows:
        more = row.get(_FURTHER, {})
        writer.writerow(
            [
                *(_cell(row.get(column)) for column in COLUMNS),
                *(_cell(more.get(name)) for name in further),
            ]
        )
    return (BYTE_ORDER_MARK + sheet.getvalue()).encode()


def _rows(data: Mapping[str, Any]) -> Iterator[_Row]:
    workshop = data["workshop"]
    for key in ("title", "date", "place", "programme", "audience", "made_at"):
        if workshop.get(key):
            yield {"section": "workshop", "number": key, "text": workshop[key]}
    if data["vision"]:
        yield {"section": "vision", "text": data["vision"]}
    yield from _numbered("statement", data.get("statements", []), text="text")
    for row in data["themes"]:
        for number, note in enumerate(row["notes"], 1):
            yield {
                "section": "theme",
                "number": number,
                "exercise": row["exercise"],
                "theme": row["theme"],
                **note,
            }
        if not row["notes"]:
            yield {
                "section": "theme",
                "number": 0,
                "exercise": row["exercise"],
                "theme": row["theme"],
            }
    yield from _numbered("agenda", data["agenda"], text="issue")
    further = _further_of_actions(data)
    yield from _numbered(
        "action",
        [{**further.get(row.get("id"), {}), **row} for row in data["actions"]],
        text="what",
    )
    yield from _numbered("commitment", data["commitments"], text="commitment")
    yield from _numbered("decision", data["decisions"], text="question")
    for question, answer in data["feedback"].items():
        yield {"section": "feedback", "number": question, "text": answer}
    yield from _numbered("quote", data.get("quotes", []), text="text")
    yield from _numbered("note", data["notes"], text="text")
    told = {row["id"] for key in ("agenda", "actions") for row in data[key] if "id" in row}
    for exercise in data["exercises"]:
        for step in exercise["steps"]:
            if not kinds.traits(step["kind"]).is_told_in_sections:
                place = f"{exercise['id']}.{step['id']}"
                rows = (
                    row
                    for row in _outcome(step["outcome"])
                    if row.get("id") is None or row["id"] not in told
                )
                yield from ({**row, "section": "said", "exercise": place} for row in rows)
    for exercise_id, count in data["left_out"]["by_exercise"].items():
        yield {"section": "left out", "exercise": exercise_id, "number": count}


def _outcome(outcome: object) -> Iterator[_Row]:
    rows = outcome if isinstance(outcome, list) else [] if outcome is None else [outcome]
    for number, row in enumerate(rows, 1):
        if isinstance(row, dict):
            whole = {key: part for key, part in row.items() if key != "id" and part is not None}
            more = _further(row) if row.get("text") else {}
            yield {**row, "number": number, "text": row.get("text") or whole, _FURTHER: more}
        else:
            yield {"number": number, "text": row}


def _numbered(section: str, rows: list[_Row], *, text: str) -> Iterator[_Row]:
    for number, row in enumerate(rows, 1):
        yield {**row, "section": section, "number": number, "text": row[text]}


def _further_of_actions(data: Mapping[str, Any]) -> dict[object, _Row]:
    """What its step asked of each action beside what every action is asked, by its id."""
    actions = {row["id"] for row in data["actions"] if "id" in row}
    steps = (step for exercise in data["exercises"] for step in exercise["steps"])
    outcomes = (step["outcome"] for step in steps if isinstance(step["outcome"], list))
    rows = (row for outcome in outcomes for row in outcome if isinstance(row, dict))
    mine = [row for row in rows if row.get("id") in actions]
    return {row["id"]: {**row, _FURTHER: _further(row)} for row in mine}


def _further(row: _Row) -> dict[str, Any]:
    """What of ``row`` has no column in every sheet, under the name of its column."""
    there = {
        key: part
        for key, part in row.items()
        if key not in ("text", "what") and part not in (None, "", [], {})
    }
    return {
        f"further {key}" if key in _OF_THE_SHEET else key: part
        for key, part in there.items()
        if key not in COLUMNS or key in _OF_THE_SHEET
    }


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
