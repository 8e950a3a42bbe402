"""The moments of the pages that are kept: steps of the samples, stopped where something happens.

Each is a slide that the wall really makes of a workshop; none is written by hand.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import cycle, islice
from typing import Final, TypeAlias

from coalition_cli import kinds
from coalition_cli.kinds.score.score_moment import COUNTED
from coalition_cli.methods.breaths import breath_slide
from coalition_cli.model.actions import undertakings
from coalition_cli.model.definition import beginning
from coalition_cli.model.entry import PROGRAMME, Entry, Fact, Place, make
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from coalition_cli.run import demo
from coalition_cli.run.wall_slide import (
    Room,
    break_slide,
    opening_slide,
    rest_slide,
    slide_of_room,
    step_slide,
)
from coalition_cli.slide import Slide, Timing
from coalition_cli.store.side.room_page import RoomPage
from tests.support.odd_bodies import CATALOG, base

AT: Final = 1731402000.0
At: TypeAlias = Callable[[View, Sequence[Entry]], tuple[str, ...]]
ROOM: Final = Room(CATALOG.find, find_programme=CATALOG.programme)
FOUR_MINUTES: Final = Timing("about 4 minutes", 0.42, "4 min")


@cache
def sample(name: str) -> Workshop:
    """A sample workshop: its words are those of its answers file, whoever plays it."""
    return base(name) if name == "after" else demo.play(name, CATALOG)


def nothing_put(_view: View, _said: Sequence[Entry]) -> tuple[str, ...]:
    """The desk has put nothing before the room."""
    return ()


def cut(name: str, place: Place, said: int | None) -> Workshop:
    """The sample as it was once so much was said at ``place``; None: before its step is over."""
    whole = sample(name)
    there = [at for at, entry in enumerate(whole.entries) if entry.place == place]
    words = [at for at in there if whole.entries[at].op in ("add", "edit")]
    until = len(whole.entries)
    if said is None and words:
        until = words[-1] + 1
    elif said is not None:
        until = words[said] if said < len(words) else until
    return Workshop(whole.head, list(whole.entries[:until]))


def moment(
    reference: str,
    said: int | None = None,
    put: At = nothing_put,
    *,
    name: str = "one-day",
    is_over: bool = False,
) -> Slide:
    """The slide of the step ``reference`` after ``said`` of its lines; once it ``is_over``."""
    exercise_id, _point, step_id = reference.partition(".")
    place = Place(exercise_id, 1, step_id)
    workshop = sample(name) if is_over else cut(name, place, said)
    exercise = CATALOG.exercise(exercise_id)
    view = replace(ROOM.view(workshop), exercise=exercise)
    step = next(step for step in exercise.steps if step.id == step_id)
    return step_slide(step, view, put(view, view.said(step_id)))


def brainstorm(count: int) -> Slide:
    """A room that says ``count`` things: the lines of the sample, again and again."""
    place = Place("wellness-principles", 1, "signs")
    workshop = cut("one-day", place, 0)
    texts = [
        (entry.text, entry.body.get("bucket"))
        for entry in sample("one-day").standing(place)
        if entry.text
    ]
    for text, bucket in islice(cycle(texts), count):
        fact = Fact({"text": text, "bucket": bucket})
        more = {"share": "participants", "device": "bench", "after": workshop.last, "now": AT}
        workshop.extend([make(fact, place, **more)])
    exercise = CATALOG.exercise("wellness-principles")
    view = replace(ROOM.view(workshop), exercise=exercise)
    return step_slide(next(s for s in exercise.steps if s.id == place.step), view)


def _day() -> Slide:
    workshop = cut("one-day", Place("visioning", 1, "pieces"), 0)
    begun = [entry for entry in workshop.entries if entry.place == PROGRAMME]
    held = [entry for entry in workshop.entries if entry is not begun[-1]]
    morning = datetime.fromisoformat(begun[-1].body["clock"])
    return slide_of_room(Workshop(workshop.head, held), ROOM, RoomPage(PROGRAMME), morning)


def _end() -> Slide:
    return slide_of_room(sample("one-day"), ROOM, RoomPage(PROGRAMME), datetime(2024, 11, 12, 18))


def _opening() -> Slide:
    return opening_slide(
        replace(ROOM.view(sample("one-day")), exercise=CATALOG.exercise("visioning"))
    )


def _walk(_view: View, _said: Sequence[Entry]) -> tuple[str, ...]:
    return "cue", "1", "0.500"


def _issue(view: View, said: Sequence[Entry]) -> tuple[str, ...]:
    items = kinds.items("issues", view)
    return "urgency", items[len([each for each in said if "criterion" in each.body])].id


def _counted(_view: View, said: Sequence[Entry]) -> tuple[str, ...]:
    return COUNTED, str(said[-1].body["criterion"]), str(said[-1].body["item"])


def _row(_view: View, said: Sequence[Entry]) -> tuple[str, ...]:
    return said[-1].id, "first_step"


def _card(_view: View, said: Sequence[Entry]) -> tuple[str, ...]:
    return str(said[-1].body["card"]), said[-1].id


def _sorted(_view: View, said: Sequence[Entry]) -> tuple[str, ...]:
    return (str(said[-1].body["card"]),)


def _pair(_view: View, said: Sequence[Entry]) -> tuple[str, ...]:
    return str(said[-1].body["offer"]), str(said[-1].body["need"])


def _objective(view: View, _said: Sequence[Entry]) -> tuple[str, ...]:
    return (kinds.items("objectives", view)[0].id,)


def _review() -> Slide:
    workshop = sample("after")
    exercise = CATALOG.exercise("follow-up")
    view = replace(ROOM.view(workshop), exercise=exercise)
    step = next(step for step in exercise.steps if step.kind == "review")
    open_ones = undertakings(workshop, "actions", view.may_see, view.as_read)
    return step_slide(step, view, (open_ones[0].entry.id,))


def _timed(slide: Slide) -> Slide:
    return replace(slide, timing=FOUR_MINUTES)


MOMENTS: Final[Mapping[str, Callable[[], Slide]]] = {
    "day": _day,
    "opening": _opening,
    "walk": lambda: _timed(moment("visioning.journey", 0, _walk)),
    "breath": lambda: breath_slide(0, 0.6),
    "groups": lambda: moment("core-issues.tables"),
    "brainstorm": lambda: brainstorm(40),
    "circle_turn": lambda: _timed(moment("visioning.pieces", 5)),
    "circle_between": lambda: moment("visioning.pieces", 6),
    "circle_of_countries": lambda: moment("country-sharing.countries", 6, name="regional-exchange"),
    "bundles": lambda: moment("visioning.bundles"),
    "bundles_over": lambda: moment("visioning.bundles", is_over=True),
    "draft_frame": lambda: moment("visioning.vision", 0),
    "draft": lambda: _timed(moment("visioning.vision")),
    "score_asked": lambda: _timed(moment("agenda-ranking.scores", 3, _issue)),
    "score_counted": lambda: _timed(moment("agenda-ranking.scores", 3, _counted)),
    "ranking": lambda: moment("agenda-ranking.scores", is_over=True),
    "fist_asked": lambda: moment("visioning.agree", 0),
    "fist_counted": lambda: moment("visioning.agree", is_over=True),
    "objective_asked": lambda: moment("mission-objectives.agree-objectives", 0, _objective),
    "objectives": lambda: moment("mission-objectives.agree-objectives", is_over=True),
    "plan_filled": lambda: _timed(moment("action-plan.actions", 12, _row)),
    "plan": lambda: moment("action-plan.actions", is_over=True),
    "roles": lambda: moment("coalition-structure.roles", is_over=True),
    "consent": lambda: moment("reflection-circle.quotes", 2),
    "card": lambda: moment("success-stories.stories", None, _card),
    "card_sorted": lambda: moment("coalition-basics.situations", 1, _sorted),
    "cards": lambda: moment("coalition-basics.situations", is_over=True),
    "form": lambda: moment("feedback.form", 0),
    "form_over": lambda: moment("feedback.form", is_over=True),
    "match_pair": lambda: moment("country-sharing.meet", 4, _pair, name="regional-exchange"),
    "match": lambda: moment("country-sharing.meet", is_over=True, name="regional-exchange"),
    "review": _review,
    "shown": lambda: moment("agenda-ranking.order", is_over=True),
    "curtain": lambda: break_slide("10:41"),
    "rest": lambda: rest_slide("Tea", datetime(2024, 11, 12, 10, 45), ROOM.view(sample("one-day"))),
    "end": _end,
}
"""Every moment by its name; the slide of one is made when it is asked for."""


@cache
def slide_of(name: str) -> Slide:
    """The slide of one moment, made once."""
    return MOMENTS[name]()


def begun(workshop: Workshop, exercise_id: str) -> View:
    """A run of an exercise that begins in ``workshop``, as the room sees it."""
    exercise = CATALOG.exercise(exercise_id)
    more = {"share": "participants", "device": "bench", "after": workshop.last, "now": AT}
    workshop.extend([make(beginning(exercise, workshop), Place(exercise_id), **more)])
    return replace(ROOM.view(workshop), exercise=exercise)
