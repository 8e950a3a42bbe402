"""The summary: one pass over a workshop for one audience, with the data and blocks of exports."""

from datetime import datetime

from coalition_cli.model.audience import LEVELS, Audience
from coalition_cli.model.doubtful_times import doubtful_times
from coalition_cli.model.entry import EXPORTS
from coalition_cli.model.summary import Summary
from coalition_cli.model.view_maker import FindExercise
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary.data import about, gather, runs_of, view_of
from coalition_cli.summary.sections import ending, opening, sections


def build(
    workshop: Workshop,
    find_exercise: FindExercise,
    audience: Audience,
    made_at: datetime,
    *,
    is_interim: bool = False,
) -> Summary:
    """Return the summary of ``workshop`` for ``audience``.

    What is above its level is left out, and counted.
    """
    level = LEVELS[audience]
    views = [
        view_of(workshop, place, find_exercise, level, is_paper=True) for place in runs_of(workshop)
    ]
    findings = gather(workshop, views, level, find_exercise)
    data = {
        "format": "coalition-summary",
        "version": 1,
        "workshop": {
            **about(workshop),
            "audience": audience,
            "interim": is_interim,
            "made_at": made_at.isoformat(timespec="seconds"),
            "entries": len(workshop.entries) - len(workshop.at_place(EXPORTS)),
        },
        **findings.as_data(),
    }
    doubtful = doubtful_times(workshop.entries, made_at)
    title = workshop.head.title
    shown = [
        *opening(workshop, data, is_interim),
        *sections(findings, views, audience, made_at.date(), doubtful),
        *ending(data),
    ]
    return Summary(
        title, workshop.head.language, audience, is_interim, tuple(shown), data, doubtful
    )
