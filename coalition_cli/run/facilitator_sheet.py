"""The facilitator's sheet of an exercise.

Everything that its file says, in the order in which it is needed.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prompt, Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.document import document_of
from coalition_cli.model.entry import Share
from coalition_cli.model.exercise import Exercise, Field, Step
from coalition_cli.model.summary import Summary
from coalition_cli.run.page import content_notice, is_silent

READ_STANDING: Final = 13.0
"""The size of letters, in points, of what somebody reads who leads a room."""


def as_summary(exercise: Exercise) -> Summary:
    """The sheet as the exports take it."""
    return Summary(
        document_of(exercise.title, exercise.language, sheet(exercise), READ_STANDING), {}
    )


def sheet(exercise: Exercise) -> list[Block]:
    """Return what whoever leads ``exercise`` wants on paper."""
    shown: list[Block] = [
        Heading(exercise.title, 1, exercise.symbol),
        Prose(exercise.purpose, "strong"),
    ]
    shown.append(Bullets(tuple(Bullet(line) for line in frame(exercise))))
    parts = {
        _("To bring"): exercise.materials,
        _("For whoever leads"): (exercise.facilitator_note,),
        _("Care"): tuple(exercise.care.splitlines()),
        _("Access"): tuple(exercise.access.splitlines()),
        _("Before it begins, say"): tuple(content_notice(exercise)),
        _("To begin, say"): tuple((exercise.read_aloud or exercise.purpose).strip().splitlines()),
    }
    for title, lines in parts.items():
        shown += _part(title, lines)
    for number, step in enumerate(exercise.steps, 1):
        shown += _step(number, step)
    shown += _part(_("At the end, say"), tuple(exercise.aftercare.strip().splitlines()))
    return [*shown, *_part(_("To read further"), exercise.sources)]


def frame(exercise: Exercise) -> list[str]:
    """Return how long, how deep, in which form, for whom: one short line each."""
    lines = [minutes_of(exercise), depth_of(exercise)]
    if exercise.form:
        lines.append(_("Form: {form}").format(form=exercise.form))
    if exercise.is_closed:
        lines.append(_("Closed: only those who take part are in the room."))
    if exercise.is_optional:
        lines.append(_("It may be left out when time is short."))
    return lines


def minutes_of(exercise: Exercise) -> str:
    """Return how long it takes, and how far that may be bent."""
    minutes = exercise.minutes
    return _("{usual} minutes ({least} to {most})").format(
        usual=minutes.usual, least=minutes.min, most=minutes.max
    )


def depth_of(exercise: Exercise) -> str:
    """Return how much it may stir up."""
    return {
        "low": _("Light"),
        "medium": _("It may touch people"),
        "high": _("It goes deep: the care person is near"),
    }[exercise.intensity]


def _part(title: str, lines: tuple[str, ...]) -> list[Block]:
    said = tuple(Bullet(line) for line in lines if line)
    return [Heading(title, 3), Bullets(said)] if said else []


def _step(number: int, step: Step) -> list[Block]:
    title = _("Step {number} · {title}").format(number=number, title=step.title)
    if step.minutes:
        minutes = ngettext("{count:g} minute", "{count:g} minutes", 1 if step.minutes == 1 else 2)
        title = _("{title} · {minutes}").format(
            title=title, minutes=minutes.format(count=step.minutes)
        )
    shown: list[Block] = [Heading(title, 2, step.symbol)]
    if step.prompt:
        shown.append(Prompt(step.prompt))
    aloud = step.read_aloud.strip().splitlines() or list(step.lines)
    if aloud:
        shown += [Prose(_("Say, slowly:")), Bullets(tuple(Bullet(line) for line in aloud))]
    if step.read_aloud and step.lines:
        shown += [Prose(_("On the screen:")), Bullets(tuple(map(Bullet, step.lines)))]
    if asked := tuple(_asked(step.options, kinds.kind(step.kind).OPTIONS)):
        shown += [Prose(_("The screen asks or offers:")), Bullets(asked)]
    if step.per_person_seconds:
        shown.append(
            Prose(_("About {seconds} seconds each.").format(seconds=step.per_person_seconds))
        )
    if step.note_taker:
        shown.append(Prose(_("Whoever types: {note}").format(note=step.note_taker)))
    if kinds.kind(step.kind).ASKS:
        shown.append(Prose(" ".join(kept_of(step)), "quiet"))
    return shown


def kept_of(step: Step) -> list[str]:
    """Return what of a step is kept, who may read it, and whether one may pass: whole sentences."""
    if is_silent(step):
        return [_("Nothing of this is written down.")]
    told = [
        _("Only numbers are kept.")
        if step.record == "count"
        else _("What is said is written down.")
    ]
    told.append(_readers(step.share))
    if step.share_when_adopted:
        told.append(
            _("Once the room has agreed on it: {readers}").format(
                readers=_readers(step.share_when_adopted)
            )
        )
    if step.may_pass:
        told.append(_("Anybody may pass."))
    return told


def _readers(share: Share) -> str:
    return {
        "private": _("No summary shows it; each decides about her own words."),
        "organizer": _("The organizers may read it, nobody else."),
        "participants": _("Everyone who took part may read it, people outside may not."),
        "donor": _("People outside may read it too, without names."),
    }[share]


def _asked(options: Mapping[str, Any], fields: Mapping[str, Field]) -> Iterator[Bullet]:
    """Every text for people among the options of a step, whatever its kind calls them.

    Rows with their own below.
    """
    for name, field in fields.items():
        value = None if field.is_for_summaries else options.get(name)
        if isinstance(value, str) and field.is_spoken:
            yield Bullet(value)
        elif isinstance(value, list | tuple) and field.is_spoken:
            yield from (Bullet(str(each)) for each in value)
        elif isinstance(value, Mapping):
            yield from _asked(value, field.fields)
        elif isinstance(value, list | tuple):
            for row in value:
                texts = list(_asked(row, field.fields)) if isinstance(row, Mapping) else []
                yield from [Bullet(texts[0].text, below=tuple(texts[1:]))] if texts else []
