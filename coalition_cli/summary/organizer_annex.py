"""Everything that was said, for the organizer: small letters in two columns."""

from collections.abc import Sequence

from coalition_cli import kinds
from coalition_cli.bidi import isolated
from coalition_cli.blocks import (
    Bars,
    Block,
    Bullet,
    Bullets,
    Column,
    Heading,
    Prose,
    Quadrant,
    Table,
)
from coalition_cli.i18n import _
from coalition_cli.model.document import Part, Section
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.transcript import everything_said

_POINTS = 8.0


def annex(found: Findings) -> Part:
    """The part: a section for each exercise, its lines with whoever said them."""
    shown = everything_said(found.views, _told(found))
    sections = _by_heading([_in_small(each) for each in shown if not isinstance(each, Quadrant)])
    for name, shown in (("promises", _commitments(found)), ("notes", _notes(found))):
        if shown:
            title = _("Personal commitments") if name == "promises" else _("Notes of the day")
            sections.append(Section(name, title, tuple(shown)))
    return Part("annex", tuple(sections), _("Annex: everything said"), points=_POINTS, columns=2)


def _told(found: Findings) -> list[tuple[View, Step]]:
    """The steps of which the results tell all there is."""
    return [
        (view, step)
        for view in found.views
        for step in view.exercise.steps
        if kinds.may_give("decisions", step) or kinds.may_give("feedback", step)
    ]


def _in_small(block: Block) -> Block:
    """Bars as one line, and no picture or table that the results have already."""
    if isinstance(block, Bars):
        told = " · ".join(f"{isolated(bar.label)}: {bar.words}" for bar in block.bars)
        return Prose(_("{field}: {value}").format(field=block.caption, value=told))
    return block


def _by_heading(shown: Sequence[Block]) -> list[Section]:
    """A section from each heading of an exercise to the next."""
    sections: list[Section] = []
    title, content = "", list[Block]()
    for block in shown:
        if isinstance(block, Heading) and block.level <= 3:
            if content:
                sections.append(Section("said", title, tuple(content)))
            title, content = block.text, []
        else:
            content.append(block)
    return [*sections, Section("said", title, tuple(content))] if content else sections


def _commitments(found: Findings) -> list[Block]:
    rows = tuple(
        (row["by"] or "", row.get("learning") or "", row.get("commitment") or "")
        for row in found.commitments
    )
    columns = (Column(_("Who")), Column(_("Takes home")), Column(_("Will do")))
    return [Table(columns, rows)] if rows else []


def _notes(found: Findings) -> list[Block]:
    bullets = tuple(Bullet(row["text"], "", row["by"] or row["group"] or "") for row in found.notes)
    return [Bullets(bullets)] if bullets else []
