"""The moment of notes: what is asked, and the lines as they come."""

from collections.abc import Sequence

from coalition_cli import kinds
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds.notes.notes_options import buckets_of
from coalition_cli.kinds.notes.notes_page import blocks
from coalition_cli.methods.block_parts import parts_of, slide_of
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.slide import Lines, Slide, Stage, Words


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return the question with the newest lines, each with its bucket or group at its end.

    Of a step whose lines are given with consent the room sees the question alone. ``at`` is the
    line for which hands are counted.
    """
    if step.options.get("consent") or step.options.get("ask_share"):
        return Slide(foot=(_asked_alone(),), manner="still")
    if step.record == "count" or _are_hands_counted(step, view):
        return _counted(step, view, at)
    about = str(step.options.get("about") or "")
    stages: list[Stage] = [tuple(parts_of(kinds.blocks_at(about, view)))] if about else []
    said = kinds.said_lines(step, view, lambda entry: _tag(entry, step))
    lines, tags = said.lines(), tuple(tag for tag in said.tagged if tag)
    if lines:
        stages.append((Lines(lines, is_growing=True, tags=tags),))
    counted = _in_all(len(lines), {tag: said.tagged[tag] for tag in tags})
    return Slide(
        hints=(*counted, *(_about_words(stages[0]) if about and lines else ())),
        stages=tuple(filter(None, stages)),
        foot=_hidden(len(lines), step, view),
        manner="growing" if lines else "usual",
    )


def _tag(entry: Entry, step: Step) -> str:
    titles = {bucket["id"]: bucket["title"] for bucket in buckets_of(step)}
    bucket = str(entry.body.get("bucket") or "")
    return titles.get(bucket, "") or str(entry.body.get("group") or "")


def _about_words(stage: Stage) -> tuple[Words, ...]:
    """What the lines are about, where it is one sentence: it stands above them too."""
    first = stage[0] if stage and all(isinstance(part, Words) for part in stage) else None
    return (first,) if isinstance(first, Words) else ()


def _in_all(count: int, tagged: dict[str, int]) -> tuple[Words, ...]:
    """How many lines there are, where they belong to several things."""
    if not tagged:
        return ()
    parts = " · ".join(f"{tag} {number}" for tag, number in tagged.items() if number)
    words = _("{count} in all: {parts}").format(count=count, parts=parts)
    return (Words(words, "quiet", _("{count} in all").format(count=count)),)


def _hidden(shown: int, step: Step, view: View) -> tuple[Words, ...]:
    hidden = len(kinds.said(step, view)) - shown
    if hidden <= 0:
        return ()
    words = ngettext(
        "{count} is kept and not shown here.", "{count} are kept and not shown here.", hidden
    )
    return (Words(words.format(count=hidden), "quiet"),)


def _are_hands_counted(step: Step, view: View) -> bool:
    is_any = step.options.get("hands")
    return bool(is_any) and any("hands" in entry.body for entry in kinds.said(step, view))


def _counted(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Numbers, or lines with their hands; while hands go up, only the line that they are for."""
    asked = [item for item in kinds.lines(step, view) if item.id in at]
    if asked:
        question = f"{asked[0].mark}  {asked[0].text}"
        asked_of = Words(kinds.fill(step.prompt, view) or step.title)
        return Slide(question, hints=(asked_of,), kept_hints=1)
    return slide_of(blocks(step, view))


def _asked_alone() -> Words:
    return Words(
        _("We ask each one alone. Nothing of it stands here."), "quiet", _("We ask each one alone.")
    )
