"""What came of each exercise, for the organizer: themes, texts, plans, decisions, then the rest."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.bidi import isolated
from coalition_cli.blocks import (
    Actions,
    Bar,
    Bars,
    Block,
    Bullet,
    Bullets,
    Heading,
    Prose,
    Table,
)
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.document import (
    Calendar,
    Cell,
    Content,
    Due,
    Lane,
    Pair,
    Pairs,
    Part,
    Row,
    Rows,
    Section,
)
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.phrasing.page_words import day_in_full, day_in_short, not_said
from coalition_cli.summary import follow_up
from coalition_cli.summary.agenda_field import weighed
from coalition_cli.summary.decision_groups import counted, levels_of, turnout_words
from coalition_cli.summary.feedback import how_it_was
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.organizer_tonight import settle_lines
from coalition_cli.summary.participants_page import by_day
from coalition_cli.summary.quotes import consents
from coalition_cli.summary.timing import timing
from coalition_cli.summary.transcript import title_of

_MOST_DUES: Final = 60


def results(found: Findings, doubtful: Collection[str]) -> Part:
    """The part behind the first page, which leaves nothing out; empty where nothing was held."""
    sections: list[Section | None] = []
    for view in found.views:
        sections += _of_exercise(found, view)
    sections += [_agenda(found), _actions(found), *_calendar(found)]
    for name, shown in (
        ("cascade", follow_up.cascade(found.whole)),
        (
            "time",
            timing(found.time, has_doubts=bool(doubtful)),
        ),
        ("feedback", how_it_was(found.views)),
    ):
        sections += under_heading(name, shown)
    sections += consents(found)
    sections += _presence(found)
    # Where nothing was held there is nothing to settle that the first page does not say.
    kept = [section for section in sections if section]
    kept += [_still_open(found)] if kept else []
    kept += (
        [_data_note(found)] if kept or found.left_out["entries"] or "odd" in found.left_out else []
    )
    return Part("results", tuple(kept), _("Results by exercise"))


def under_heading(name: str, shown: Sequence[Block], level: int = 2) -> list[Section]:
    """Blocks as a section under the heading that begins them; nothing where there are none."""
    if not shown:
        return []
    first = shown[0]
    if isinstance(first, Heading):
        return [Section(name, first.text, tuple(shown[1:]), level=level)] if shown[1:] else []
    return [Section(name, "", tuple(shown), level=level)]


def _of_exercise(found: Findings, view: View) -> list[Section]:
    """What came of one run; the section has no rows where nothing was decided there."""
    content: list[Content] = []
    for step in view.exercise.steps:
        content += _of_step(found, view, step)
    return [Section("exercise", title_of(view), tuple(content))] if content else []


def _of_step(found: Findings, view: View, step: Step) -> list[Content]:
    themes = kinds.given("themes", step, view)
    if themes:
        pairs = tuple(
            Pair(row["theme"] or _("On their own"), f"({row['count']})") for row in themes
        )
        return [Pairs(pairs, is_inline=True)]
    wordings = kinds.given("statements", step, view)
    if wordings:
        text = wordings[-1].text
        return [] if _is_told(text, found) else [Prose(step.title, "quiet"), Prose(text)]
    if kinds.may_give("decisions", step):
        rows = [
            row
            for row in found.decisions
            if (row["exercise"], row["run"], row["step"]) == (view.exercise.id, view.run, step.id)
            and row["outcome"] != "counted"
        ]
        return [_decisions(rows)] if rows else []
    if kinds.table_title(step):
        return _plan(step, view)
    return []


def _is_told(text: str, found: Findings) -> bool:
    """True if a decision that took it up says it whole: an adopted text stands once."""
    return any(text in row["sentence"] for row in found.decisions)


def _decisions(rows: Sequence[Mapping[str, Any]]) -> Rows:
    lanes = (Lane(_("Code"), is_code=True), Lane(_("Decision"), 70), Lane(_("Counted"), 30))
    return Rows(lanes, tuple(map(_decision, rows)))


def _decision(row: Mapping[str, Any]) -> Row:
    worries = tuple(_("Worry: {words}").format(words=words) for words in row["concerns"])
    open_ = () if row["adopted"] else (_("Not adopted yet."),)
    votes = counted(row)
    aside = turnout_words(*votes) if votes else ""
    code = row["code"] or ""
    text = Cell(str(row["text"]), below=(*open_, *worries))
    cells = (Cell(code), text, Cell(aside, "quiet", levels=levels_of(row)))
    return Row(cells, (code,) if code else ())


def _plan(step: Step, view: View) -> list[Content]:
    """A plan under the name of its table: each row with what was answered below it."""
    content: list[Content] = []
    for block in kinds.blocks(step, view):
        if isinstance(block, Bullets):
            lane = Lane(kinds.table_title(step) or step.title, 1)
            content.append(Rows((lane,), tuple(map(_plan_row, block.items)), has_head=True))
        elif isinstance(block, Table):
            content.append(_as_rows(block))
        elif not isinstance(block, Actions):
            content.append(block)
    return content


def _plan_row(item: Bullet) -> Row:
    told = " · ".join(isolated(each.text) for each in item.below)
    text = " — ".join(map(isolated, filter(None, (item.text, item.by))))
    return Row((Cell(text, "strong", (told,) if told else ()),))


def _as_rows(table: Table) -> Rows:
    lanes = tuple(Lane(column.title, 1, is_number=column.is_number) for column in table.columns)
    return Rows(lanes, tuple(Row(tuple(map(Cell, row))) for row in table.rows), has_head=True)


def _agenda(found: Findings) -> Section | None:
    rows = weighed(found)
    return Section("weighed", _("How we weighed our issues"), rows=rows) if rows else None


def _actions(found: Findings) -> Section | None:
    if not found.actions:
        return None
    lanes = (Lane(_("Code"), is_code=True), Lane(_("What"), 55), Lane(_("Who"), 25))
    rows = tuple(map(_action, sorted(found.actions, key=lambda row: row["by_when"] or "9999")))
    return Section(
        "all-actions",
        _("Every action, with all that was agreed about it"),
        rows=Rows((*lanes, Lane(_("By when"), 20)), rows, has_head=True),
    )


def _action(row: Mapping[str, Any]) -> Row:
    asked = (
        (_("First step"), row["first_step"] or not_said()),
        (_("It needs"), row["support"]),
        (_("We know by"), row["measure"]),
        (_("Serves"), row.get("agenda")),
        (_("Status"), row["status"] if row["status"] != "open" else ""),
    )
    below = tuple(
        _("{field}: {value}").format(field=name, value=value) for name, value in asked if value
    )
    helper = (_("with {name}").format(name=row["helper"]),) if row["helper"] else ()
    who = Cell(row["who"] or not_said(), "strong", helper)
    day = Cell(day_in_full(row["by_when"]) or not_said())
    code = row["code"] or ""
    return Row((Cell(code), Cell(row["what"], below=below), who, day), (code,) if code else ())


def _calendar(found: Findings) -> list[Section]:
    dues = [
        Due(row["code"], row["by_when"], day_in_short(row["by_when"]))
        for row in by_day(found.actions)
        if row["by_when"] and row["code"]
    ]
    if len({due.day for due in dues}) < 2:
        return []
    return [Section("calendar", _("On a line of time"), (Calendar(tuple(dues[:_MOST_DUES])),))]


def _presence(found: Findings) -> list[Section]:
    groups = found.people["by_group"]
    if not groups:
        return []
    bars = tuple(Bar(name, number, str(number)) for name, number in groups.items())
    most = max(groups.values())
    return [Section("presence", _("Who took part, by group"), (Bars(bars, most),))]


def _still_open(found: Findings) -> Section:
    lines = tuple(Row((Cell(boxes=(line,)),)) for line in settle_lines(found))
    title = _("To settle, all of it")
    return Section("still-open", title, rows=Rows((Lane(_("To settle"), 1),), lines))


def _data_note(found: Findings) -> Section:
    """What was left out, and that all of it stands in one file."""
    left_out = found.left_out["entries"]
    odd = found.left_out.get("odd", 0)
    hidden = ngettext(
        "{count} line is not for this audience and was left out.",
        "{count} lines are not for this audience and were left out.",
        left_out,
    )
    unread = ngettext(
        "{count} line is not in a form that this program can read and was left out.",
        "{count} lines are not in a form that this program can read and were left out.",
        odd,
    )
    told = [hidden.format(count=left_out)] if left_out else []
    told += [unread.format(count=odd)] if odd else []
    told.append(
        _("All of it stands in one file. Agree who keeps it, and on which day it is deleted.")
    )
    return Section("data", _("About this summary"), tuple(map(Prose, told)), level=3)
