"""The sheet of a follow-up meeting on one page, and a slip for each person with an action."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from coalition_cli.bidi import isolated
from coalition_cli.blocks import Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.actions import OVER, iso_day
from coalition_cli.model.document import (
    Blanks,
    Boxes,
    Cell,
    Content,
    Lane,
    Pair,
    Pairs,
    Part,
    Row,
    Rows,
    Section,
)
from coalition_cli.phrasing.captions import status_name
from coalition_cli.phrasing.page_words import (
    clipped,
    day_in_full,
    day_in_short,
    meeting_words,
    not_said,
)
from coalition_cli.summary import follow_up
from coalition_cli.summary.decision_groups import DecisionGroup, decision_groups, ranked
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.not_done import not_done
from coalition_cli.summary.organizer_results import under_heading
from coalition_cli.summary.organizer_tonight import worry_rows
from coalition_cli.summary.participants_page import by_day

_POINTS: Final = 10.5
_SLIP_POINTS: Final = 12.0
_ON_A_SLIP: Final = 2
_LONGEST: Final = 90
_LETTERS_ON_A_SLIP: Final = 360
_PARTS: Final = 7
_NEW_ACTIONS: Final = 3
_STATES: Final = ("done", "moving", "stuck", "let go")


def follow_up_parts(found: Findings, last: date, today: date) -> tuple[Part, ...]:
    """The sheet, then the slips; days count from the meeting, else from the ``last`` word.

    Of which events nothing was heard is known only ``today``.
    """
    known = iso_day((found.next_meeting or {}).get("day") or "")
    meeting = date.fromisoformat(known) if known else last
    shown = [_when(found), _strip(found), _actions(found, meeting), _done(found)]
    shown += [_worries(found), _care(found)]
    shown += [*_partners(found), *_terms(found, meeting), *_further(found, max(meeting, today))]
    shown += [_new_actions(found), _next_day()]
    sheet = Part("sheet", tuple(filter(None, shown)), most_pages=1, points=_POINTS)
    slips = _slips(found)
    if not slips:
        return (sheet,)
    return (sheet, Part("slips", tuple(slips), points=_SLIP_POINTS, is_slips=True))


def _when(found: Findings) -> Section | None:
    if found.next_meeting is None:
        return None
    return Section("meeting", "", (Prose(meeting_words(found.next_meeting), "strong"),))


def _strip(found: Findings) -> Section | None:
    meeting = follow_up.meeting_exercise(found.whole)
    if meeting is None:
        return None
    parts = _in_parts([(step.title, step.minutes) for step in meeting.steps if step.minutes])
    pairs = tuple(Pair(title, f"{minutes:g}") for title, minutes in parts)
    title = _("{minutes} minutes").format(minutes=meeting.minutes.usual)
    return Section("strip", title, (Pairs(pairs, is_inline=True),), look="strip")


def _in_parts(steps: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """The steps in at most seven parts: the shortest joins the shorter one of those beside it."""
    parts = list(steps)
    while len(parts) > _PARTS:
        at = min(range(len(parts)), key=lambda each: parts[each][1])
        beside = [each for each in (at - 1, at + 1) if 0 <= each < len(parts)]
        other = min(beside, key=lambda each: parts[each][1])
        longer = max((other, at), key=lambda each: parts[each][1])
        first = min(at, other)
        parts[first : first + 2] = [(parts[longer][0], parts[at][1] + parts[other][1])]
    return parts


def _actions(found: Findings, meeting: date) -> Section:
    title = _("Actions, by date")
    notes = follow_up.heard(found.whole)
    rows = tuple(_action(row, meeting, notes) for row in by_day(found.actions))
    if not rows:
        return Section("actions", title, (not_done(found.views),))
    lanes = [Lane(_("Code"), is_code=True), Lane(_("What, and the first step"), 46)]
    lanes += (Lane(_("Who"), 17), Lane(_("By when"), 17), Lane(_("How it stands"), 20))
    return Section(
        "actions", title, rows=Rows(tuple(lanes), rows, True), most=8, elsewhere="organizer"
    )


def _action(row: Mapping[str, Any], meeting: date, notes: Mapping[str, str]) -> Row:
    first_step = clipped(row["first_step"], 70) if row["first_step"] else not_said()
    first = _("first step: {step}").format(step=first_step)
    helper = (_("with {name}").format(name=clipped(row["helper"], 24)),) if row["helper"] else ()
    day = day_in_short(row["by_when"])
    code = row["code"] or ""
    cells = (
        Cell(code),
        Cell(clipped(row["what"], 90), "strong", (first, *_heard(row, notes)), is_first_step=True),
        Cell(clipped(row["who"] or not_said(), 24), below=helper),
        Cell(day or not_said(), below=(_from_the_meeting(row["by_when"], meeting),) if day else ()),
        Cell(boxes=tuple(map(status_name, _STATES))),
    )
    return Row(cells, (code,) if code else ())


def _heard(row: Mapping[str, Any], notes: Mapping[str, str]) -> tuple[str, ...]:
    """How it stands, where something was heard of it since it was agreed."""
    note = notes.get(row["id"])
    if row["status"] == "open" and not note:
        return ()
    told = [status_name(row["status"]), *([isolated(clipped(note, 90))] if note else [])]
    return (": ".join(told),)


def _from_the_meeting(day: str, meeting: date) -> str:
    days = (date.fromisoformat(iso_day(day)) - meeting).days
    if not days:
        return _("the day we meet")
    if days > 0:
        return ngettext("{days} day later", "{days} days later", days).format(days=days)
    return ngettext("{days} day before", "{days} days before", -days).format(days=-days)


def _done(found: Findings) -> Section | None:
    """What is over, in one paragraph."""
    over = [row for row in found.actions if row["status"] in OVER]
    if not over:
        return None
    notes = follow_up.heard(found.whole)
    lines = []
    for row in over:
        named = " ".join(filter(None, (row["code"], isolated(row["what"]))))
        note = notes.get(row["id"])
        lines.append(_("{what} ({note})").format(what=named, note=note) if note else named)
    words = clipped("; ".join(map(isolated, lines)), 400)
    return Section("done", _("Done since last time:"), (Prose(words),), look="run-in")


def _worries(found: Findings) -> Section | None:
    groups = ranked(decision_groups(found.decisions))
    rows = (
        *map(_parked, (each for each in groups if not each.is_adopted)),
        *worry_rows(groups, 120),
    )
    if not rows:
        return None
    lanes = (Lane(_("Code"), is_code=True), Lane(_("Worry"), 1))
    title = _("Worries to hear first")
    return Section(
        "worries", title, rows=Rows(lanes, rows), most=5, elsewhere="organizer", side="left"
    )


def _parked(group: DecisionGroup) -> Row:
    words = _("Not adopted yet: {sentence}").format(sentence=group.sentence)
    return Row((Cell(group.code), Cell(clipped(words, 120))), group.codes)


def _care(found: Findings) -> Section | None:
    lines = follow_up.care_questions(found.whole)[:4]
    if not lines:
        return None
    shown = tuple(Prose(line) for line in lines)
    return Section("care", _("Care and safety"), shown, side="right")


def _partners(found: Findings) -> list[Section]:
    names = follow_up.partner_names(found.views)
    if not names:
        return []
    rows = Rows((Lane(_("Partner"), 1),), tuple(Row((Cell(clipped(each, 70)),)) for each in names))
    title = _("Partners to contact")
    return [Section("partners", title, rows=rows, most=4, elsewhere="organizer", side="right")]


def _terms(found: Findings, meeting: date) -> list[Section]:
    lines = follow_up.terms_ending(found.views, meeting)
    shown = tuple(Prose(line) for line in lines)
    return [Section("terms", _("Roles that end soon"), shown, side="right")] if shown else []


def _further(found: Findings, meeting: date) -> list[Section]:
    """What is heard of at such a meeting only where there is any: events, what is over."""
    return under_heading("silent", follow_up.silent_events(found.whole, meeting))


def _new_actions(found: Findings) -> Section:
    last = found.whole.workshop.numbers.last_code("A")
    codes = [f"A{last + number}" for number in range(1, _NEW_ACTIONS + 1)]
    lanes = [Lane(_("Code"), is_code=True), Lane(_("What, and the first step"), 60)]
    lanes += (Lane(_("Who said yes"), 22), Lane(_("By when"), 18))
    rows = tuple(Row((Cell(code), Cell(), Cell(), Cell())) for code in codes)
    return Section("new", _("New actions"), rows=Rows(tuple(lanes), rows, True))


def _next_day() -> Section:
    return Section("next", "", (Blanks((_("We meet again:"), _("who calls:"))),))


def _slips(found: Findings) -> list[Section]:
    """The slips, in the order of the days; two actions at most on each."""
    of_person: dict[str, list[Mapping[str, Any]]] = {}
    for row in by_day(found.actions):
        if row["who"]:
            of_person.setdefault(row["who"], []).append(row)
    slips = []
    for name, rows in of_person.items():
        for at, here in enumerate(_by_slip(rows)):
            slips.append(_slip(found, name, here, is_first=not at))
    return slips


def _by_slip(rows: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Two actions on a slip where both are short, otherwise one."""
    slips: list[list[Mapping[str, Any]]] = []
    for row in rows:
        together = [*slips[-1], row] if slips else []
        if 0 < len(together) <= _ON_A_SLIP and sum(map(_length, together)) <= _LETTERS_ON_A_SLIP:
            slips[-1] = together
        else:
            slips.append([row])
    return slips


def _length(row: Mapping[str, Any]) -> int:
    told = ("what", "first_step", "helper", "support", "measure")
    return sum(min(len(row[key] or ""), _LONGEST) for key in told)


def _slip(
    found: Findings, name: str, rows: Sequence[Mapping[str, Any]], *, is_first: bool
) -> Section:
    content: list[Content] = []
    for row in rows:
        content.append(Prose(clipped(row["what"], 90), "strong"))
        asked = (
            (_("By when"), day_in_full(row["by_when"]) or not_said()),
            (_("First step"), clipped(row["first_step"] or not_said(), 70)),
            (_("With"), clipped(row["helper"] or "", 40)),
            (_("It needs"), clipped(row["support"] or "", 70)),
            (_("We know by"), clipped(row["measure"] or "", 90)),
        )
        pairs = tuple(Pair(label, value) for label, value in asked if value)
        content.append(Pairs(pairs, is_strong=False))
    promise = follow_up.promise_of(found.views, name) if is_first else ""
    if promise:
        content.append(Pairs((Pair(_("My promise"), clipped(promise, 120)),), is_strong=False))
    elif is_first:
        content.append(Blanks((_("My promise:"),)))
    states = Boxes(tuple(map(status_name, _STATES)), is_inline=True)
    foot = (states, Prose(_stuck_words(found, name), "quiet"))
    codes = tuple(filter(None, (row["code"] for row in rows)))
    return Section("slip", name, tuple(content), after=foot, code=" ".join(codes))


def _stuck_words(found: Findings, name: str) -> str:
    """Whom to tell: never herself."""
    caller = (found.next_meeting or {}).get("caller")
    whom = next((each for each in (found.contact, caller) if each and each != name), None)
    if whom:
        sentence = _("Stuck, or too much? That is no fault. Tell {name} before the day.")
        return sentence.format(name=whom)
    return _("Stuck, or too much? That is no fault. Tell the others before the day.")
