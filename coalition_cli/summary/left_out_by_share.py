"""Why lines are left out of a summary: how many of them are for whom."""

from collections import Counter

from coalition_cli import kinds
from coalition_cli.model.audience import LEVELS, Audience
from coalition_cli.model.entry import NOTES, Share, share_level
from coalition_cli.model.view_maker import FindExercise
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary.data import runs_of, view_of
from coalition_cli.summary.people_counted import is_pass


def left_out_by_share(
    workshop: Workshop, find: FindExercise, audience: Audience
) -> dict[Share, int]:
    """Return how many lines ``audience`` may not read, by the widest audience that may."""
    level = LEVELS[audience]
    counts: Counter[Share] = Counter(
        entry.share
        for entry in workshop.standing(NOTES)
        if share_level(entry.share) < share_level(level)
    )
    for place in runs_of(workshop):
        view = view_of(workshop, place, find, level, is_paper=True)
        for step in view.exercise.steps:
            counts.update(
                entry.share
                for entry in kinds.said(step, view)
                if not is_pass(entry) and not view.may_see(entry)
            )
    return dict(counts)
