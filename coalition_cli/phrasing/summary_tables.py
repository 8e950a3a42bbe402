"""The data of a summary as tables: a sheet for each sort of thing, the same in every format.

A column that is empty throughout, and a sheet without rows, is not there. What an audience may not
read is not in the data, and so in no sheet.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from coalition_cli.bidi import isolated
from coalition_cli.i18n import _
from coalition_cli.phrasing.captions import status_name
from coalition_cli.phrasing.read_me_sheet import read_me
from coalition_cli.phrasing.said_sheet import everything_said
from coalition_cli.phrasing.sheet_cells import (
    Data,
    Sheet,
    SheetColumn,
    Tied,
    identity_of,
    is_action,
    sheet_of,
    steps_of,
)

_LEVELS: Final = ("5", "4", "3", "2", "1", "0")
_ACTION: Final = (
    *("code", "what", "who", "helper", "by_when", "first_step"),
    *("support", "measure", "agenda", "status"),
)
"""The keys of an action that every plan asks."""


def tables(data: Data, doubtful: Collection[str] = ()) -> tuple[Sheet, ...]:
    """Return the sheets of ``data``: the read-me first, everything that was said last.

    The times of lines whose ids are ``doubtful`` stand with a sign, which the read-me explains.
    """
    titles = _titles(data)
    found = (
        _actions(data),
        _decisions(data, titles),
        _agenda(data),
        _themes(data, titles),
        *_plans(data),
        _feedback(data),
        _quotes(data),
        everything_said(data, titles, doubtful),
    )
    sheets = [sheet for sheet in map(_without_empty_columns, found) if sheet.rows]
    has_doubts = any(row.get("id") in doubtful for row in data.get("notes", ()))
    return (_without_empty_columns(read_me(data, sheets, has_doubts=has_doubts)), *sheets)


def _without_empty_columns(sheet: Sheet) -> Sheet:
    kept = [
        place
        for place in range(len(sheet.columns))
        if any(row[place] not in (None, "") for row in sheet.rows)
    ]
    return Sheet(
        sheet.key,
        sheet.name,
        tuple(sheet.columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in sheet.rows),
    )


def _titles(data: Data) -> dict[tuple[str, str], str]:
    """The titles of exercises, and of their steps, by their ids; an exercise has no step."""
    found: dict[tuple[str, str], str] = {}
    for exercise in data.get("exercises", ()):
        found.setdefault((exercise["id"], ""), exercise["title"])
        for step in exercise["steps"]:
            found.setdefault((exercise["id"], step["id"]), step.get("title") or step["id"])
    return found


def _actions(data: Data) -> Sheet:
    """Actions; what a plan of one's own asked beside stands in columns after the others."""
    columns = [
        SheetColumn("code", _("Code")),
        SheetColumn("what", _("What")),
        SheetColumn("who", _("Who")),
        SheetColumn("helper", _("With")),
        SheetColumn("by_when", _("By when"), "date"),
        SheetColumn("first_step", _("First step")),
        SheetColumn("support", _("Support")),
        SheetColumn("measure", _("How we will know")),
        SheetColumn("issue", _("Issue")),
        SheetColumn("status", _("Status")),
    ]
    issues = {row[key]: row for row in data["agenda"] for key in ("id", "issue") if row.get(key)}
    further, answers = _further_of_actions(data)
    rows = []
    for row in data["actions"]:
        serves = row.get("agenda")
        issue = _coded(issues[serves]) if serves in issues else serves
        more = answers.get(identity_of(row), {})
        rows.append({**more, **row, "issue": issue, "status": status_name(row["status"] or "")})
    return sheet_of("actions", _("Actions"), [*columns, *further], rows)


def _coded(issue: Data) -> str:
    return " ".join(filter(None, (issue.get("code"), isolated(issue["issue"]))))


def _further_of_actions(data: Data) -> tuple[list[SheetColumn], dict[Any, dict[str, Any]]]:
    """The columns that plans asked of actions beside the usual ones, and the answers to them."""
    actions = {identity_of(row) for row in data["actions"]}
    columns: dict[str, SheetColumn] = {}
    answers: dict[Any, dict[str, Any]] = {}
    for _exercise, step in steps_of(data):
        own = [each for each in _own_columns(step) if each["id"] not in _ACTION]
        rows = [row for row in _rows_of(step) if is_action(row) and identity_of(row) in actions]
        if not own or not rows:
            continue
        for column in own:
            columns.setdefault(column["id"], _own_column(column, f"own {column['id']}"))
        for row in rows:
            answers[identity_of(row)] = {f"own {each['id']}": _answer(each, row) for each in own}
    return list(columns.values()), answers


def _own_columns(step: Data) -> list[Data]:
    return list((step.get("table") or {}).get("columns", ()))


def _rows_of(step: Data) -> list[Data]:
    """The rows that came of a step: of a list those with keys, and one alone."""
    outcome = step.get("outcome")
    rows = outcome if isinstance(outcome, list) else [outcome]
    return [row for row in rows if isinstance(row, Mapping)]


def _own_column(column: Data, key: str) -> SheetColumn:
    return SheetColumn(key, column["title"], "date" if column["type"] == "day" else "text")


def _answer(column: Data, row: Data) -> Any:
    value = row.get(column["id"])
    choices: Sequence[str] = column.get("choices", ())
    if isinstance(value, bool) and len(choices) == 2:
        return choices[0] if value else choices[1]
    return value


def _decisions(data: Data, titles: Mapping[tuple[str, str], str]) -> Sheet:
    columns = [
        SheetColumn("code", _("Code")),
        SheetColumn("text", _("What was decided")),
        SheetColumn("exercise", _("Exercise")),
        SheetColumn("outcome", _("What came of it")),
        SheetColumn("yes", _("Yes"), "whole"),
        SheetColumn("no", _("No"), "whole"),
        *(SheetColumn(level, level, "whole") for level in _LEVELS),
        SheetColumn("hands", _("Hands"), "whole"),
        SheetColumn("passed", _("Passed"), "whole"),
        SheetColumn("present", _("Present"), "whole"),
        SheetColumn("worries", _("Worries")),
    ]
    rows = (
        {
            **(row.get("counts") or {}),
            **{key: row.get(key) for key in ("code", "passed", "present")},
            "text": row.get("text") or row.get("item") or row.get("sentence") or row["question"],
            "exercise": titles.get((row["exercise"], ""), row["exercise"]),
            "outcome": _outcomecell_words(row),
            "worries": row["concerns"],
        }
        for row in data["decisions"]
    )
    return sheet_of("decisions", _("Decisions"), columns, rows)


def _outcomecell_words(row: Data) -> str:
    """What became of a vote, in words; those of another program stay as they are."""
    names = {
        "agreed": _("Adopted"),
        "agreed-concerns-heard": _("Adopted; worries were heard"),
        "not-agreed": _("Not adopted yet"),
        "nobody-voted": _("Nobody voted"),
        "counted": _("Hands were counted"),
    }
    return names.get(row["outcome"]) or str(row["outcome"])


def _agenda(data: Data) -> Sheet:
    columns = [
        SheetColumn("place", _("Place"), "whole"),
        SheetColumn("code", _("Code")),
        SheetColumn("issue", _("Issue")),
        SheetColumn("urgency", _("Urgency"), "number"),
        SheetColumn("feasibility", _("Feasibility"), "number"),
        SheetColumn("score", _("Score"), "number"),
        SheetColumn("scorers", _("Scored by"), "whole"),
        SheetColumn("spread", _("Spread"), "whole"),
        SheetColumn("chosen", _("Chosen")),
        SheetColumn("moved_reason", _("Why it was moved")),
    ]
    rows = (
        {**row, "place": _place(row), "chosen": _("yes") if row["chosen"] else ""}
        for row in data["agenda"]
    )
    return sheet_of("agenda", _("Agenda"), columns, rows)


def _place(issue: Data) -> int | Tied | None:
    place: int | None = issue.get("place", issue["rank"])
    is_shared = issue.get("shares_place", issue["tied"])
    return Tied(place) if place is not None and is_shared else place


def _themes(data: Data, titles: Mapping[tuple[str, str], str]) -> Sheet:
    """A row for each line of a theme; a theme without lines still has one."""
    columns = [
        SheetColumn("exercise", _("Exercise")),
        SheetColumn("theme", _("Theme")),
        SheetColumn("count", _("How many"), "whole"),
        SheetColumn("groups", _("Groups"), "whole"),
        SheetColumn("text", _("Line")),
        SheetColumn("by", _("Who")),
    ]
    rows: list[Data] = []
    for theme in data["themes"]:
        about = {key: theme.get(key) for key in ("theme", "count", "groups")}
        about["exercise"] = titles.get((theme["exercise"], ""), theme["exercise"])
        lines: Sequence[Data] = theme["notes"]
        rows += [{**about, "text": line["text"], "by": line.get("by")} for line in lines]
        rows += [] if lines else [about]
    return sheet_of("themes", _("Themes"), columns, rows)


def _plans(data: Data) -> Iterator[Sheet]:
    """A sheet for each table of the room's own, in the order of the day; actions stand above."""
    actions = {identity_of(row) for row in data["actions"]}
    number = 0
    for _exercise, step in steps_of(data):
        own = _own_columns(step)
        rows = [
            row for row in _rows_of(step) if not (is_action(row) and identity_of(row) in actions)
        ]
        if own and rows:
            number += 1
            columns = [_own_column(column, column["id"]) for column in own]
            cells = ({column["id"]: _answer(column, row) for column in own} for row in rows)
            yield sheet_of(f"plan-{number}", step["table"]["title"], columns, cells)


def _feedback(data: Data) -> Sheet:
    """A row for each question, and one for each answer in words below it."""
    columns = [
        SheetColumn("question", _("Question")),
        SheetColumn("answers", _("Answers"), "whole"),
        SheetColumn("mean", _("Mean"), "number"),
        *(SheetColumn(level, level, "whole") for level in _LEVELS),
        SheetColumn("counts", _("Other answers")),
        SheetColumn("text", _("In words")),
    ]
    rows: list[dict[str, Any]] = []
    for name, row in data["feedback"].items():
        question = row.get("prompt") or name
        counts = row.get("counts") or {}
        others = {key: count for key, count in counts.items() if key not in _LEVELS}
        rows.append(
            {
                "question": question,
                **{key: row.get(key) for key in ("answers", "mean")},
                **{key: count for key, count in counts.items() if key in _LEVELS},
                "counts": others,
            }
        )
        rows += [{"question": question, "text": text} for text in row.get("texts") or ()]
    return sheet_of("feedback", _("Feedback"), columns, rows)


def _quotes(data: Data) -> Sheet:
    columns = [
        SheetColumn("code", _("Code")),
        SheetColumn("text", _("Words")),
        SheetColumn("by", _("Who")),
        SheetColumn("consent", _("Used")),
        SheetColumn("share", _("Readers")),
    ]
    used = {"anonymous": _("without a name"), "named": _("with her chosen name")}
    readers = {
        "organizer": _("for the organizers"),
        "participants": _("for everyone who took part"),
        "donor": _("also for people outside"),
    }
    rows = (
        {
            **row,
            "consent": used.get(row.get("consent") or ""),
            "share": readers.get(row.get("share") or ""),
        }
        for row in data.get("quotes", ())
    )
    return sheet_of("quotes", _("Quotes"), columns, rows)
