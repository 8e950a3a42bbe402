"""The target of lines: a step that takes them, as ``EXERCISE.STEP`` or ``EXERCISE.STEP#BUCKET``."""

from typing import NamedTuple

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.model.entry import Place, Share
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing.note_line import share_of
from coalition_cli.phrasing.nearest import not_here


class Target(NamedTuple):
    """The target of lines: another bucket or group of their own step, or another step."""

    bucket: str = ""
    group: str = ""
    place: Place | None = None
    step: Step | None = None


def step_named(exercise: Exercise, named: str, workshop: Workshop) -> Target:
    """Return the target that a step of ``exercise`` is, with one of its buckets if named."""
    step_id, _sign, bucket = named.partition("#")
    step = next((step for step in exercise.steps if step.id == step_id), None)
    where = f"{exercise.id}.{step_id}"
    taking = [f"{exercise.id}.{each.id}" for each in exercise.steps if kinds.takes_lines(each)]
    if step is None or not kinds.takes_lines(step):
        raise not_here(_('"{name}" is no step that takes lines: {known}.'), where, taking)
    if bucket and bucket not in buckets_of(step):
        raise not_here(_('"{name}" is no bucket here: {known}.'), bucket, buckets_of(step))
    runs = workshop.runs(exercise.id)
    return Target(
        bucket=bucket, place=Place(exercise.id, runs[-1] if runs else 1, step_id), step=step
    )


def buckets_of(step: Step | None) -> dict[str, str]:
    """Return the titles of the buckets of ``step`` by their ids."""
    found = (step.options.get("buckets") or ()) if step else ()
    return {bucket["id"]: bucket["title"] for bucket in found}


def share_in(step: Step, bucket: str) -> Share:
    """Return the share of what is said at ``step`` and put into ``bucket``, if into any."""
    return share_of(bucket, step.options.get("buckets") or ()) or step.share
