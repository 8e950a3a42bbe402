"""The one page of those who took part: plain words, one idea a line, large letters."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from coalition_cli.blocks import Block, Heading, Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.document import (
    Blanks,
    Cell,
    Lane,
    Pair,
    Pairs,
    Part,
    Row,
    Rows,
    Section,
)
from coalition_cli.phrasing.page_words import (
    clipped,
    day_in_short,
    in_a_row,
    meeting_words,
    not_said,
    take_back_words,
)
from coalition_cli.phrasing.section_words import codes_in_short
from coalition_cli.summary import follow_up
from coalition_cli.summary.agenda_field import first_issues, places_alone
from coalition_cli.summary.care import promises
from coalition_cli.summary.decision_groups import decision_groups
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.not_done import not_done
from coalition_cli.summary.roles import roles

_POINTS: Final = 14.0
_SMALLER: Final = (13.0, 12.0)
_PHRASES: Final = 3
_TASK: Final = 80
_HALF_A_TASK: Final = 36
"""The room for half of ``_TASK`` letters, beside that for a name of which each is strong."""
_NO_DAY: Final = "9999"

_RULES_WEIGH: Final = 1

_IF_ROOM: Final = ("partners", "learned")
_PROMISE: Final = "promise"
_DID: Final = "did"


def participants_parts(found: Findings, *, has_back: bool = False) -> tuple[Part, ...]:
    """The page, and behind it, where it was asked for, what was agreed."""
    sections = tuple(filter(None, (*_top(found), *_bottom(found, has_back=has_back))))
    page = _laddered(sections)
    return (page, *_back(found)) if has_back else (page,)


def _laddered(sections: Sequence[Section]) -> Part:
    """The page and the shorter forms of it, of which the first that is one page is taken."""
    whole = Part("page", tuple(sections), most_pages=1, points=_POINTS)
    plain = _without(whole, _IF_ROOM)
    no_promise = _without(plain, (_PROMISE,))
    no_did = _without(no_promise, (_DID,))
    no_steps = _without_first_steps(no_did)
    ladder = [plain, no_promise, no_did, no_steps]
    ladder += [replace(each, points=points) for points in _SMALLER for each in (no_did, no_steps)]
    return replace(whole, shorter=tuple(ladder))


def _without(part: Part, names: Sequence[str]) -> Part:
    return replace(
        part, sections=tuple(section for section in part.sections if section.name not in names)
    )


def _without_first_steps(part: Part) -> Part:
    """The page whose actions say who, what and when: how each begins stands on its slip.

    Without it a name in a narrow lane would be what makes a row high: here it stands in one line,
    and what is done in two.
    """
    return replace(part, sections=tuple(map(_plain_actions, part.sections)))


def _plain_actions(section: Section) -> Section:
    if section.name != "actions" or section.rows is None:
        return section
    rows = tuple(
        replace(row, cells=(row.cells[0], replace(row.cells[1], below=()), *row.cells[2:]))
        for row in section.rows.rows
    )
    who, what, *others = section.rows.lanes
    longest = max(len(line) for row in rows for line in (row.cells[0].text, *row.cells[0].below))
    lanes = (replace(who, share=longest), replace(what, share=_HALF_A_TASK), *others)
    return replace(section, rows=replace(section.rows, lanes=lanes, rows=rows))


def _top(found: Findings) -> list[Section | None]:
    return [_did(found), _vision(found), _first(found), _actions(found)]


def _bottom(found: Findings, *, has_back: bool) -> list[Section | None]:
    shown = [_partners(found), _learned(found), _meeting(found), _care(found)]
    blank = Blanks((_("My own promise:"),))
    end = Section("end", "", (Prose(_end_words(found, has_back), "quiet"),))
    return [*shown, Section(_PROMISE, "", (blank,)), end]


def _end_words(found: Findings, has_back: bool) -> str:
    words = take_back_words(found.contact)
    texts = [row["code"] for row in found.decisions if row["adopted"] and row["is_wording"]]
    if texts and not has_back:
        more = _("The full words of {codes}: ask for the sheet “What we agreed”.")
        words = f"{words} {more.format(codes=codes_in_short(filter(None, texts)))}"
    return words


def _did(found: Findings) -> Section | None:
    took_part = found.people.get("took_part") or 0
    met = ngettext("{count} of us met.", "{count} of us met.", took_part).format(count=took_part)
    words = " ".join(filter(None, (met if took_part else "", in_a_row(did_phrases(found)))))
    return Section(_DID, "", (Prose(words),)) if words else None


def did_phrases(found: Findings) -> list[str]:
    """What was done, in up to three phrases: of the exercises whose decisions weigh most."""
    weights: dict[str, int] = {}
    for row in found.decisions:
        weights[row["exercise"]] = max(weights.get(row["exercise"], 0), int(row["weight"]))
    held = list(dict.fromkeys(view.exercise.id for view in found.views if view.exercise.did))
    chosen = sorted(held, key=lambda name: -weights.get(name, 0))[:_PHRASES]
    phrases = {view.exercise.id: view.exercise.did for view in found.views}
    return [phrases[name] for name in held if name in chosen]


def _vision(found: Findings) -> Section | None:
    title = _("Our picture of the future")
    if found.vision is None:
        has_hopes = bool(_hopes(found))
        return None if has_hopes else Section("vision", title, (not_done(found.views),))
    draft = () if found.is_vision_adopted else (Prose(_("This is a draft."), "quiet"),)
    return Section("vision", title, (Prose(clipped(found.vision, 240)), *draft), look="tint")


def _first(found: Findings) -> Section:
    issues = first_issues(found)
    if issues:
        is_open = not any(row["chosen"] for row in issues)
        after = (Prose(_("This is not decided yet."), "quiet"),) if is_open else ()
        title = _("What we work on first")
        rows = places_alone(issues, 70)
        return Section("agenda", title, rows=rows, most=5, elsewhere="organizer", after=after)
    hopes = _hopes(found)
    if hopes:
        lanes = (Lane(_("What came up"), 1),)
        rows = Rows(lanes, tuple(Row((Cell(clipped(each, 70)),)) for each in hopes))
        return Section("hopes", _("What we hope for"), rows=rows, most=3, elsewhere="organizer")
    return Section("agenda", _("What we work on first"), (not_done(found.views),))


def _hopes(found: Findings) -> list[str]:
    """The themes of the room, those of which most was said first."""
    named = [row for row in found.themes if row["theme"]]
    themes = sorted(named, key=lambda row: -(row.get("count") or 0))
    return [str(row["theme"]) for row in themes]


def by_day(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Actions that are not over, the nearest first; those without a day last."""
    going_on = (row for row in rows if row["status"] not in ("done", "let go"))
    return sorted(going_on, key=lambda row: row["by_when"] or _NO_DAY)


def _actions(found: Findings) -> Section:
    title = _("Who does what, and by when")
    rows = tuple(map(_action, by_day(found.actions)))
    if not rows:
        return Section("actions", title, (not_done(found.views),))
    lanes = (Lane(_("Who, by when"), 22), Lane(_("What, and the first step"), 70))
    listed = Rows((*lanes, Lane(_("Code"), is_code=True)), rows)
    return Section("actions", title, rows=listed, most=5, elsewhere="organizer")


def _action(row: Mapping[str, Any]) -> Row:
    who = Cell(
        clipped(row["who"] or not_said(), 24),
        "strong",
        (day_in_short(row["by_when"]) or not_said(),),
    )
    first_step = clipped(row["first_step"], 70) if row["first_step"] else not_said()
    first = _("First: {step}").format(step=first_step)
    return Row((who, Cell(clipped(row["what"], _TASK), below=(first,)), Cell(row["code"] or "")))


def _partners(found: Findings) -> Section | None:
    names = follow_up.partner_names(found.views)
    if not names:
        return None
    rows = Rows((Lane(_("Partner"), 1),), tuple(Row((Cell(clipped(name, 70)),)) for name in names))
    return Section("partners", _("Who works with us"), rows=rows, most=3, elsewhere="organizer")


def _learned(found: Findings) -> Section | None:
    lessons = follow_up.lessons(found.views)
    if not lessons:
        return None
    rows = Rows((Lane(_("Lesson"), 1),), tuple(Row((Cell(clipped(one, 70)),)) for one in lessons))
    return Section("learned", _("What we learned"), rows=rows, most=4, elsewhere="organizer")


def _meeting(found: Findings) -> Section:
    title = _("When we meet again")
    if found.next_meeting is None:
        blanks = Blanks((_("We meet again:"), _("who calls:")))
        return Section("meeting", title, (blanks,), look="frame")
    words = clipped(meeting_words(found.next_meeting), 120)
    return Section("meeting", title, (Prose(words),), look="frame")


def _care(found: Findings) -> Section | None:
    lines = [Prose(clipped(line, 80)) for line in found.care["lines"][:1]]
    numbers = tuple(
        Pair(clipped(row["name"], 24), row["number"]) for row in found.care["numbers"][:4]
    )
    shown = (*lines, *((Pairs(numbers),) if numbers else ()))
    return Section("care", _("How we look after each other"), shown) if shown else None


def _back(found: Findings) -> tuple[Part, ...]:
    """What was agreed: adopted texts, rules, roles; nothing that is needed to act."""
    adopted = [
        Row((Cell(group.code), Cell(_whole(group.rows))), group.codes)
        for group in decision_groups(found.decisions)
        if group.is_adopted and group.weight > _RULES_WEIGH
    ]
    lanes = (Lane(_("Code"), is_code=True), Lane(_("Text"), 1))
    sections = [Section("adopted", "", rows=Rows(lanes, tuple(adopted)))] if adopted else []
    sections += [*_told("care", promises(found.views)), *roles(found.views)]
    title = _("What we agreed")
    return (Part("back", tuple(sections), title, points=10.0),) if sections else ()


def _whole(rows: Sequence[Mapping[str, Any]]) -> str:
    if len(rows) == 1:
        return str(rows[0]["sentence"])
    words = _("{field}: {value}")
    return "\n".join(
        words.format(field=row["label"], value=" ".join(row["texts"]))
        if row["label"]
        else str(row["text"])
        for row in rows
    )


def _told(name: str, shown: Sequence[Block]) -> list[Section]:
    """Blocks under their first heading as a section."""
    if len(shown) < 2 or not isinstance(shown[0], Heading):
        return []
    return [Section(name, shown[0].text, tuple(shown[1:]))]
