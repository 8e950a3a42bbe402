"""The first page of the organizer: what was decided, who does what, what to settle tonight."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from coalition_cli.bidi import isolated
from coalition_cli.blocks import Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.document import Cell, Content, Lane, Part, Row, Rows, Section
from coalition_cli.phrasing.page_words import (
    clipped,
    day_in_short,
    meeting_words,
    not_said,
)
from coalition_cli.phrasing.section_words import codes_in_short
from coalition_cli.phrasing.sentences import listed
from coalition_cli.phrasing.spans import span
from coalition_cli.summary import follow_up
from coalition_cli.summary.agenda_field import field_of, legend
from coalition_cli.summary.decision_groups import (
    DecisionGroup,
    counted,
    decision_groups,
    ranked,
)
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.not_done import not_done
from coalition_cli.summary.participants_page import by_day
from coalition_cli.summary.role_words import roles_words
from coalition_cli.summary.transcript import title_of

_FAR_APART: Final = 3
_POINTS: Final = 10.0
_OWN_PLACE_WEIGHS: Final = 6


def tonight(found: Findings) -> Part:
    """The page, which never spills: its longest list loses its last row until it fits."""
    groups = ranked(decision_groups(found.decisions))
    shown = [
        _in_short(found),
        _decided(found, groups),
        _actions(found),
        _meeting(found),
        *_agenda(found),
        _worries(groups),
        _to_settle(found),
    ]
    return Part("tonight", tuple(filter(None, shown)), most_pages=1, points=_POINTS)


def _in_short(found: Findings) -> Section:
    adopted = sum(bool(row["adopted"]) for row in found.decisions)
    worries = sum(len(row["concerns"]) for row in found.decisions)
    sentences = [_people(found), _held(found)]
    counts = (
        ngettext("{count} decision was adopted", "{count} decisions were adopted", adopted).format(
            count=adopted
        ),
        ngettext("{count} action stands", "{count} actions stand", len(found.actions)).format(
            count=len(found.actions)
        ),
        ngettext(
            "{count} worry is written down", "{count} worries are written down", worries
        ).format(count=worries),
    )
    sentences.append(_("{sentence}.").format(sentence=", ".join(counts)))
    words = " ".join(filter(None, sentences))
    follows = tuple(follow_up.before(found.whole.workshop, "organizer"))
    return Section("short", _("In short."), (Prose(words), *follows), look="run-in")


def _people(found: Findings) -> str:
    took_part = found.people["took_part"] or 0
    others = [roles_words(role, number) for role, number in found.people["by_role"].items()]
    parts = [_groups_words(found.people["by_group"])] if found.people["by_group"] else []
    told = ngettext("{count} took part", "{count} took part", took_part).format(count=took_part)
    beside = ", ".join(map(isolated, (*parts, *others)))
    words = _("{sentence} ({beside}).") if beside else _("{sentence}.")
    return words.format(sentence=told, beside=beside)


def _groups_words(by_group: Mapping[str, int]) -> str:
    groups, sizes = len(by_group), set(by_group.values())
    words = ngettext("{count} group", "{count} groups", groups)
    if len(sizes) == 1:
        words = ngettext("{count} group of {size}", "{count} groups of {size}", groups)
    return words.format(count=groups, size=max(sizes))


def _held(found: Findings) -> str:
    held = ngettext(
        "{count} exercise was held", "{count} exercises were held", len(found.views)
    ).format(count=len(found.views))
    began = [row for row in found.time if row["held"] is not None]
    if not began:
        return _("{sentence}.").format(sentence=held)
    took = span(sum(row["held"] for row in began))
    planned = span(sum(row["planned"] for row in began))
    words = _("{held} in {took} (planned {planned})").format(held=held, took=took, planned=planned)
    aside = [
        _("{title} ({minutes} min)").format(title=row["title"], minutes=row["planned"])
        for row in found.time
        if row["held"] is None
    ]
    if aside:
        words = _("{sentence}; put aside: {titles}").format(
            sentence=words, titles=clipped(", ".join(map(isolated, aside)), 160)
        )
    return _("{sentence}.").format(sentence=words)


def _decided(found: Findings, groups: Sequence[DecisionGroup]) -> Section:
    title = _("What was decided")
    first = [group for group in groups if _stands_here(group)] or list(groups)
    behind = [group for group in groups if group not in first]
    if not groups:
        return Section("decisions", title, (not_done(found.views),))
    lanes = (Lane(_("Code"), is_code=True), Lane(_("Decision"), 1), Lane(_("Counted")))
    rows = tuple(map(_decision, (*first, *behind)))
    return Section(
        "decisions",
        title,
        rows=Rows(lanes, rows),
        most=min(5, len(first)),
        elsewhere="next page",
    )


def _stands_here(group: DecisionGroup) -> bool:
    """True if nothing else on the page says it: not the vision, the actions, rules of the day."""
    return not group.is_adopted or group.weight > _OWN_PLACE_WEIGHS


def _decision(group: DecisionGroup) -> Row:
    sentence = clipped(group.sentence, 250)
    return Row((Cell(group.code), Cell(sentence), Cell(group.aside(), "quiet")), group.codes)


def _actions(found: Findings) -> Section:
    title = _("Who does what, by when")
    rows = tuple(map(_action, by_day(found.actions)))
    if not rows:
        return Section("actions", title, (not_done(found.views),))
    lanes = (Lane(_("Code"), is_code=True), Lane(_("By when")), Lane(_("Who")))
    listed_ = Rows((*lanes, Lane(_("What"), 1)), rows)
    return Section("actions", title, rows=listed_, most=8, elsewhere="next page")


def _action(row: Mapping[str, Any]) -> Row:
    helper = _("with {name}").format(name=clipped(row["helper"], 24)) if row["helper"] else ""
    who = Cell(clipped(row["who"] or not_said(), 40), "strong", beside=helper)
    code = row["code"] or ""
    cells = (Cell(code), Cell(day_in_short(row["by_when"]) or not_said()), who)
    return Row((*cells, Cell(clipped(row["what"], 90))), (code,) if code else ())


def _meeting(found: Findings) -> Section:
    words = meeting_words(found.next_meeting) if found.next_meeting else _("no day was set.")
    return Section("meeting", _("Next meeting:"), (Prose(clipped(words, 200)),), look="run-in")


def _agenda(found: Findings) -> list[Section]:
    """The agenda with its field; where there is none, what came up."""
    if found.agenda:
        picture = field_of(found)
        shown: tuple[Content, ...] = (picture,) if picture else ()
        title = _("The agenda")
        rows = legend(found.agenda, 90)
        return [
            Section("agenda", title, shown, rows=rows, most=10, elsewhere="next page", side="left")
        ]
    lines = came_up(found, 160)
    if not lines:
        return []
    rows = Rows((Lane(_("What came up"), 1),), tuple(Row((Cell(line),)) for line in lines))
    return [
        Section(
            "came-up", rows.lanes[0].title, rows=rows, most=10, elsewhere="next page", side="left"
        )
    ]


def came_up(found: Findings, longest: int) -> list[str]:
    """What came up where nothing was weighed: themes of each exercise, partners, lessons."""
    titles = {view.exercise.id: title_of(view) for view in found.views}
    of_exercise: dict[str, list[str]] = {}
    for row in found.themes:
        if not row["theme"]:
            continue
        of_exercise.setdefault(row["exercise"], []).append(row["theme"])
    named = [(titles.get(name, name), themes) for name, themes in of_exercise.items()]
    named += [(_("Partners"), follow_up.partner_names(found.views))]
    words = _("{field}: {value}")
    lines = [
        words.format(field=title, value=" · ".join(map(isolated, told)))
        for title, told in named
        if told
    ]
    return [clipped(line, longest) for line in (*lines, *follow_up.lessons(found.views)[:5])]


def _worries(groups: Sequence[DecisionGroup]) -> Section | None:
    rows = tuple(worry_rows(groups, 120))
    if not rows:
        return None
    lanes = (Lane(_("Code"), is_code=True), Lane(_("Worry"), 1))
    title = _("Worries still open")
    return Section(
        "worries", title, rows=Rows(lanes, rows), most=6, elsewhere="next page", side="right"
    )


def worry_rows(groups: Iterable[DecisionGroup], longest: int) -> Iterable[Row]:
    """A row for each worry, under the code of its decision."""
    for group in groups:
        for row in group.rows:
            for words in row["concerns"]:
                code = row["code"] or ""
                yield Row((Cell(code), Cell(clipped(str(words), longest))), (code,) if code else ())


def settle_lines(found: Findings) -> list[str]:
    """What somebody has to settle before the day is over, each in one sentence."""
    groups = decision_groups(found.decisions)
    lines = [*_open_decisions(groups), *_odd_counts(found), *_open_actions(found)]
    lines += [*_far_apart(found), *_open_ends(found)]
    return [*lines, _("Agree who keeps this file, and on which day it is deleted.")]


def _to_settle(found: Findings) -> Section:
    rows = tuple(Row((Cell(boxes=(clipped(line, 140),)),)) for line in settle_lines(found))
    listed_ = Rows((Lane(_("To settle"), 1),), rows)
    title = _("To settle before you sleep")
    return Section("settle", title, rows=listed_, most=5, elsewhere="next page", side="right")


def _open_decisions(groups: Sequence[DecisionGroup]) -> list[str]:
    codes = [code for group in groups if not group.is_adopted for code in group.codes]
    words = _("{codes}: not adopted yet.")
    return [words.format(codes=codes_in_short(codes))] if codes else []


def _odd_counts(found: Findings) -> list[str]:
    """Hands unlike the people who were present."""
    unlike: dict[tuple[int, int], list[str]] = {}
    for row in found.decisions:
        votes, present = counted(row), row["present"]
        if votes and present and row["voters"] == "people" and votes[1] != present and row["code"]:
            unlike.setdefault((votes[1], present), []).append(row["code"])
    lines = []
    for (hands, present), codes in unlike.items():
        words = ngettext(
            "{codes}: {hands} hand was counted, {present} people were present.",
            "{codes}: {hands} hands were counted, {present} people were present.",
            hands,
        )
        named = listed(codes_in_short(codes).split(", "))
        lines.append(words.format(codes=named, hands=hands, present=present))
    return lines


def _open_actions(found: Findings) -> list[str]:
    going_on = by_day(found.actions)
    asked = (
        ("who", _("{codes}: nobody said who leads it.")),
        ("by_when", _("{codes}: nobody said by when.")),
        ("first_step", _("{codes}: nobody said how it begins.")),
        ("measure", _("{codes}: nobody said how we will know that it is done.")),
    )
    lines = []
    for key, words in asked:
        codes = [row["code"] for row in going_on if not row[key] and row["code"]]
        if codes:
            lines.append(words.format(codes=codes_in_short(codes)))
    return lines


def _far_apart(found: Findings) -> list[str]:
    codes = [row["code"] for row in found.agenda if row["spread"] >= _FAR_APART and row["code"]]
    words = _("{codes}: numbers far apart. Talk before you act.")
    return [words.format(codes=codes_in_short(codes))] if codes else []


def _open_ends(found: Findings) -> list[str]:
    lines = []
    if not found.next_meeting or not found.next_meeting["day"]:
        lines.append(_("The next meeting has no day yet."))
    waiting = follow_up.partners_not_asked(found.views)
    if waiting:
        words = ngettext(
            "{count} partner was not asked yet.", "{count} partners were not asked yet.", waiting
        )
        lines.append(words.format(count=waiting))
    return lines
