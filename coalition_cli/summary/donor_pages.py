"""The two pages of readers outside: what came of it, by code and month; nobody is named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.bidi import isolated
from coalition_cli.blocks import Bar, Bars, Prose, Quote
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.document import (
    Cell,
    Content,
    Facts,
    Lane,
    Pair,
    Part,
    Row,
    Rows,
    Section,
)
from coalition_cli.model.view import MOST_NEEDED
from coalition_cli.phrasing.page_words import clipped, clipped_to_words, month_of
from coalition_cli.phrasing.sentences import one_decimal
from coalition_cli.summary import follow_up
from coalition_cli.summary.agenda_field import field_of, legend
from coalition_cli.summary.decision_groups import DecisionGroup, decision_groups, ranked
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.organizer_results import under_heading
from coalition_cli.summary.participants_page import by_day

MOST_QUOTES: Final = 3
_POINTS: Final = 10.5
_OWN_PLACE: Final = 6
_WORDS_OF_WORK: Final = 60
_FACES: Final = 5

_WORK: Final = "economic-plan"
_ASK: Final = "ask"
"""The exercise of work of one's own, and the column of a plan that says what is asked of whom."""


def donor_parts(found: Findings, *, are_quotes_named: bool = False) -> tuple[Part, ...]:
    """The part, and its shorter forms: without work, without asks, without texts of structure."""
    sections = tuple(filter(None, _sections(found, are_quotes_named)))
    whole = Part("pages", sections, most_pages=2, points=_POINTS)
    no_work = _without(whole, "work")
    no_asks = _without(no_work, "asks")
    titles = replace(no_asks, sections=tuple(map(_titles_alone, no_asks.sections)))
    return (replace(whole, shorter=(no_work, no_asks, titles)),)


def _without(part: Part, name: str) -> Part:
    return replace(part, sections=tuple(each for each in part.sections if each.name != name))


def _titles_alone(section: Section) -> Section:
    if section.name != "decisions" or section.rows is None:
        return section
    rows = tuple(
        replace(row, cells=(row.cells[0], replace(row.cells[1], below=())))
        for row in section.rows.rows
    )
    return replace(section, rows=replace(section.rows, rows=rows))


def _sections(found: Findings, are_quotes_named: bool) -> list[Section | None]:
    shown = [_facts(found), _goals(found), _picture(found), *_agenda(found)]
    shown += [*_came_up(found), _decided(found)]
    shown += [_asks(found), _next(found), *under_heading("reach", follow_up.reach(found.whole))]
    shown += [_work(found), _how_it_was(found), _quotes(found, are_quotes_named)]
    return [*shown, _needed(found), _again(found), _end(found)]


def _facts(found: Findings) -> Section | None:
    facts = []
    took_part = found.people["took_part"]
    if took_part:
        words = ngettext("person took part", "people took part", took_part)
        facts.append(Pair(str(took_part), words))
    days = found.days
    exercises = ngettext("{count} exercise", "{count} exercises", len(found.views)).format(
        count=len(found.views)
    )
    words = ngettext("day, {exercises}", "days, {exercises}", days).format(exercises=exercises)
    facts.append(Pair(str(days), words))
    chosen = sum(bool(row["chosen"]) for row in found.agenda)
    if chosen:
        facts.append(Pair(str(chosen), _on_agenda(chosen, len(found.agenda))))
    begin = len(by_day(found.actions))
    if begin:
        facts.append(Pair(str(begin), ngettext("action begins", "actions begin", begin)))
    return Section("facts", "", (Facts(tuple(facts)),))


def _on_agenda(chosen: int, every: int) -> str:
    if chosen == every:
        return ngettext("issue is the agenda", "issues are the agenda", chosen)
    words = ngettext("of {count} issue is the agenda", "of {count} issues are the agenda", every)
    return words.format(count=every)


def _goals(found: Findings) -> Section | None:
    if not found.goals:
        return None
    states = {"met": _("met"), "partly": _("partly met"), "not yet": _("not yet met")}
    lanes = (Lane(_("Goal"), 80), Lane(_("How far we came"), 20))
    rows = tuple(
        Row((Cell(clipped(row["text"], 120)), Cell(states.get(row["state"], ""), "quiet")))
        for row in found.goals
    )
    title = _("What it was for")
    return Section("goals", title, rows=Rows(lanes, rows), most=5, elsewhere="organizer")


def _picture(found: Findings) -> Section | None:
    if not found.vision:
        return None
    title = _("The picture of the future, in the group’s words")
    return Section("vision", title, (Prose(found.vision),), look="side-bar")


def _agenda(found: Findings) -> list[Section]:
    if not found.agenda:
        return []
    picture = field_of(found)
    rows = legend(found.agenda, 90, has_means=False)
    title = _("The agenda")
    key = _("Filled: on the agenda. 3= means a tie.") if picture else ""
    after: tuple[Content, ...] = (Prose(key, "quiet"),) if key else ()
    shown: tuple[Content, ...] = (picture,) if picture else ()
    return [Section("agenda", title, shown, rows=rows, most=10, elsewhere="organizer", after=after)]


def _came_up(found: Findings) -> list[Section]:
    """What came up where nothing was weighed, what was learned, and with whom they work."""
    told = (
        (
            "common",
            _("What they have in common"),
            [row["theme"] for row in found.themes if row["theme"]],
            5,
        ),
        ("learned", _("What was learned"), follow_up.lessons(found.views), 8),
        ("partners", _("Partners"), follow_up.partners_together(found.views), 4),
    )
    skipped = ("common",) if found.agenda else ()
    return [
        Section(
            name,
            title,
            rows=Rows((Lane(title, 1),), tuple(Row((Cell(clipped(x, 160)),)) for x in lines)),
            most=most,
            elsewhere="organizer",
        )
        for name, title, lines, most in told
        if lines and name not in skipped
    ]


def _decided(found: Findings) -> Section | None:
    groups = [
        group for group in ranked(decision_groups(found.decisions)) if group.weight != _OWN_PLACE
    ]
    groups = [group for group in groups if not _is_agenda(group, found)]
    if not groups:
        return None
    lanes = (Lane(_("Code"), is_code=True), Lane(_("Decision"), 1))
    rows = tuple(Row((Cell(group.code), _texts(group)), group.codes) for group in groups)
    heard = Prose(_("All were adopted; worries were heard before."), "quiet")
    title = _("What was decided")
    return Section(
        "decisions",
        title,
        (heard,),
        rows=Rows(lanes, rows),
        most=6,
        elsewhere="organizer",
    )


def _is_agenda(group: DecisionGroup, found: Findings) -> bool:
    """True if the agenda above says it already."""
    chosen = {row["issue"] for row in found.agenda if row["chosen"]}
    return any(set(row["texts"]) & chosen for row in group.rows)


def _texts(group: DecisionGroup) -> Cell:
    """The sentence, and below it the full text of each, where they have titles."""
    if len(group.rows) < 2:
        return Cell(group.sentence)
    below = tuple(
        _("{field}: {value}").format(
            field=row["label"], value=" ".join(map(isolated, row["texts"]))
        )
        for row in group.rows
        if row["label"]
    )
    return Cell(group.sentence, below=below)


def _asks(found: Findings) -> Section | None:
    codes = {row["issue"]: row["code"] for row in found.agenda}
    rows = []
    for row in _plan_rows(found, _ASK):
        code = codes.get(row["what"]) or ""
        rows.append(Row((Cell(code), Cell(clipped(str(row[_ASK]), 120))), (code,) if code else ()))
    lanes = (Lane(_("Code"), is_code=True), Lane(_("What the group asks for"), 1))
    title = _("What the group will ask for")
    listed = Rows(lanes, tuple(rows))
    return Section("asks", title, rows=listed, most=5, elsewhere="organizer") if rows else None


def _plan_rows(found: Findings, column: str) -> list[Mapping[str, Any]]:
    """The rows of plans that answered ``column``, as far as this reader may read them."""
    return [
        row
        for view in found.views
        for step in view.exercise.steps
        if kinds.may_give("terms", step)
        for row in kinds.result(step, view) or ()
        if row.get(column)
        if any(each.get("id") == column for each in step.options.get("columns") or ())
        if _may_read(column, step.options.get("columns") or (), found)
    ]


def _may_read(column: str, columns: Sequence[Mapping[str, Any]], found: Findings) -> bool:
    return any(
        each["id"] == column
        and found.whole.may_see_column(
            each.get("share"), each.get("type"), is_off_screen=bool(each.get("off_screen"))
        )
        for each in columns
    )


def _next(found: Findings) -> Section | None:
    rows = tuple(map(_action, by_day(found.actions)))
    if not rows:
        return None
    lanes = (Lane(_("Code"), is_code=True), Lane(_("What"), 75), Lane(_("Month"), 25))
    title = _("What happens next")
    return Section("actions", title, rows=Rows(lanes, rows), most=8, elsewhere="organizer")


def _action(row: Mapping[str, Any]) -> Row:
    measure = clipped(row["measure"] or "", 120)
    below = (_("We will know it by: {words}").format(words=measure),) if measure else ()
    code = row["code"] or ""
    cells = (Cell(code), Cell(clipped(row["what"], 120), below=below))
    return Row((*cells, Cell(month_of(row["by_when"]))), (code,) if code else ())


def _work(found: Findings) -> Section | None:
    texts = [
        item.text
        for view in found.views
        if view.exercise.id == _WORK
        for step in view.exercise.steps
        for item in kinds.items(step.id, view)
    ]
    words = clipped_to_words("; ".join(map(isolated, dict.fromkeys(texts))), _WORDS_OF_WORK)
    return Section("work", _("Work of their own"), (Prose(words),)) if words else None


def _how_it_was(found: Findings) -> Section | None:
    rows = [row for row in found.feedback.values() if row["mean"] is not None]
    if not rows:
        return None
    bars = tuple(
        Bar(row["prompt"], row["mean"], one_decimal(Fraction(str(row["mean"]))))
        for row in rows[:_FACES]
    )
    note = Prose(_answered(row["answers"] for row in rows), "quiet")
    return Section("feedback", _("How it was for those who came"), (Bars(bars, _FACES), note))


def _answered(answers: Iterable[int | None]) -> str:
    """How many answered, as far as that tells of nobody who did not."""
    known = [number for number in answers if number]
    if not known:
        return _("Averages of those who answered; 1 is the worst, 5 the best.")
    words = ngettext(
        "Average of {count} answer; 1 is the worst, 5 the best.",
        "Average of {count} answers; 1 is the worst, 5 the best.",
        max(known),
    )
    return words.format(count=max(known))


def _quotes(found: Findings, are_named: bool) -> Section | None:
    quotes = tuple(
        Quote(row["text"], (row["by"] if are_named else "") or _("a participant"))
        for row in found.quotes[:MOST_QUOTES]
    )
    return Section("quotes", _("In their own words"), quotes) if quotes else None


def _needed(found: Findings) -> Section | None:
    if not found.needed:
        return None
    return Section("needed", _("What is needed"), (Prose(_in_words(found.needed)),))


def _in_words(text: str) -> str:
    """What another program wrote may be longer than the page has room for."""
    return clipped_to_words(text, MOST_NEEDED)


def _again(found: Findings) -> Section | None:
    month = month_of(found.next_meeting["day"]) if found.next_meeting else ""
    if not month:
        return None
    words = _("The group meets again in {month}.").format(month=month)
    return Section("again", _("When we look again"), (Prose(words),))


def _end(found: Findings) -> Section:
    left_out = int(found.left_out["entries"])
    words = _("Names, places and days are left out for safety.")
    if left_out:
        more = ngettext(
            "{count} line of the record is not in this report.",
            "{count} lines of the record are not in this report.",
            left_out,
        )
        words = f"{words} {more.format(count=left_out)}"
    end = _(
        "Words stand as they were said and agreed. Whoever took part can change or take back her "
        "words: ask for a new copy before you publish from this one."
    )
    return Section("end", "", (Prose(f"{words} {end}", "quiet"),))
