"""Rules for a day: times that add up, rests in time, a calm end, parts that stay."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, Final, get_args

from coalition_cli import kinds
from coalition_cli.catalog.finding import Finding, KeyPath
from coalition_cli.i18n import _
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.never_cut import CLOSING, NEVER_CUT
from coalition_cli.model.programme import (
    GROUNDING,
    RESTS,
    Day,
    Programme,
    Slot,
    SlotKind,
    clock,
)
from coalition_cli.phrasing.nearest import closest
from coalition_cli.same_name import name_key

MOST_WITHOUT_REST: Final = 120
CALM_END: Final = 60
MIDDAY: Final = (11 * 60, 14 * 60)
"""Within these minutes of a day people eat, and many pray."""
_WITHOUT_EXERCISE: Final = (*RESTS, "end")
_WORK: Final = frozenset(get_args(SlotKind)) - {*RESTS}
_TIME: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")

FindExercise = Callable[[str], Exercise | None]


def minute_of(time: str) -> int:
    """``08:30`` as minutes from midnight. Raises ``ValueError`` for what is no time."""
    found = _TIME.fullmatch(time)
    if found is None:
        raise ValueError(time)
    return int(found.group(1)) * 60 + int(found.group(2))


def check_programme(table: Mapping[str, Any], file_id: str) -> Iterator[Finding]:
    """Every finding that the file alone shows; what has the wrong type is passed over."""
    if isinstance(table.get("id"), str) and table["id"] != file_id:
        yield Finding(("id",), _("{name}, the name of the file").format(name=file_id))
    if isinstance(table.get("date"), str) and not _is_date(table["date"]):
        yield Finding(("date",), _("a day such as 2024-11-12"))
    earlier: set[str] = set()
    held: set[str] = set()
    for number, day in _tables(table.get("days")):
        at = ("days", number)
        slots = _tables(day.get("slots"))
        yield from _check_times(day, [slot for _number, slot in slots], at)
        yield from _check_rests(slots, at)
        yield from _check_closing(slots, at)
        yield from _check_end(slots, at)
        for place, slot in slots:
            here = (*at, "slots", place)
            yield from _check_slot(slot, here, held)
            slot_id = slot.get("id")
            if isinstance(slot_id, str) and slot_id in earlier:
                yield Finding(
                    (*here, "id"), _("an id that no other day has"), _("it is taken above")
                )
            held.add(str(slot.get("exercise")))
        earlier |= {str(slot.get("id")) for _number, slot in slots}
    yield from _check_goals(table.get("goals"), earlier)


def _check_goals(goals: Any, slots: Collection[str]) -> Iterator[Finding]:
    """Slots that goals name, and that no day has."""
    for number, goal in _tables(goals):
        named = goal.get("slots")
        for place, slot in enumerate(named if isinstance(named, list) else ()):
            if isinstance(slot, str) and slot not in slots:
                what = _("the id of a slot of this programme")
                hint = closest(slot, list(slots))
                yield Finding(("goals", number, "slots", place), what, hint)


def check_held(
    programme: Programme, find: FindExercise, titles: Mapping[str, str]
) -> list[Finding]:
    """Every finding that takes the exercises to see.

    ``titles`` are those of all that there are, by their ids.
    """
    found: list[Finding] = []
    for number, day in enumerate(programme.days):
        for place, (starts, slot) in enumerate(day.times()):
            at = ("days", number, "slots", place)
            exercise = find(slot.exercise) if slot.exercise else None
            if slot.exercise and exercise is None:
                hint = _nearest(slot.exercise, titles) or _("there is no file {id}.toml").format(
                    id=slot.exercise
                )
                found.append(Finding((*at, "exercise"), _("an exercise that is there"), hint))
                continue
            found += _check_steps(slot, exercise, at)
            if _intensity(slot, exercise) == "high":
                found += _check_depth(day, place, starts, exercise, at)
    return found


def remark_on(programme: Programme, find: FindExercise) -> list[Finding]:
    """Remarks: two parts of a day of one name, no rest at midday, unusual minutes.

    Each may be meant so. A slot that holds only some of the steps of an exercise has minutes of its
    own.
    """
    found: list[Finding] = []
    for number, day in enumerate(programme.days):
        found += _remark_on_names(day, ("days", number))
        found += _remark_on_midday(day, ("days", number))
        for place, slot in enumerate(day.slots):
            exercise = find(slot.exercise) if slot.exercise and not slot.steps else None
            if exercise and not exercise.minutes.min <= slot.minutes <= exercise.minutes.max:
                what = _("{least} to {most} minutes, as the exercise asks for").format(
                    least=exercise.minutes.min, most=exercise.minutes.max
                )
                found.append(
                    Finding(
                        ("days", number, "slots", place, "minutes"), what, _("that may be meant so")
                    )
                )
    return found


def _remark_on_names(day: Day, at: KeyPath) -> Iterator[Finding]:
    """Parts that the room cannot tell apart.

    Every tea and every breath may be called so, and what goes on too.
    """
    known: dict[tuple[str, str], int] = {}
    for place, (starts, slot) in enumerate(day.times()):
        name = (name_key(slot.title), name_key(slot.variant))
        is_another = (
            slot.kind in ("exercise", "opening")
            and slot.exercise != GROUNDING
            and not slot.continues
        )
        if name in known and is_another:
            what = _("a title of its own: what begins at {time} is called so too").format(
                time=clock(known[name])
            )
            yield Finding((*at, "slots", place, "title"), what, _("that may be meant so"))
        known.setdefault(name, starts)


def _remark_on_midday(day: Day, at: KeyPath) -> Iterator[Finding]:
    first, last = MIDDAY
    rests = [starts for starts, slot in day.times() if slot.kind in ("lunch", "prayer")]
    is_whole_midday = day.starts <= first and day.ends >= last
    if is_whole_midday and not any(first <= starts <= last for starts in rests):
        what = _("a slot of the kind lunch or prayer that begins between {first} and {last}")
        yield Finding(
            (*at, "slots"),
            what.format(first=clock(first), last=clock(last)),
            _("that may be meant so"),
        )


def _nearest(given: str, titles: Mapping[str, str]) -> str:
    """A phrase with the id of the exercise that is meant, by a word like it or by its title."""
    by_title = {name_key(title): exercise_id for exercise_id, title in titles.items()}
    if name_key(given) in by_title:
        return _("did you mean {word}?").format(word=by_title[name_key(given)])
    word = re.sub(r"[\W_]+", "-", given.casefold().removesuffix(".toml")).strip("-")
    return closest(word, list(titles))


def _check_times(
    day: Mapping[str, Any], slots: Sequence[Mapping[str, Any]], at: KeyPath
) -> Iterator[Finding]:
    known = {}
    for key in ("starts", "ends"):
        if isinstance(day.get(key), str):
            with suppress(ValueError):
                known[key] = minute_of(day[key])
    minutes = [slot.get("minutes") for slot in slots]
    if len(known) == 2 and all(map(_is_count, minutes)):
        ends = known["starts"] + sum(minute for minute in minutes if isinstance(minute, int))
        if ends != known["ends"]:
            yield Finding(
                (*at, "ends"),
                _("{time}, which is what the slots add up to").format(time=clock(ends)),
            )


def _check_rests(slots: Sequence[tuple[int, Mapping[str, Any]]], at: KeyPath) -> Iterator[Finding]:
    stretch = 0
    for place, slot in slots:
        minutes = slot.get("minutes")
        if slot.get("kind") not in _WORK or not _is_count(minutes):
            stretch = 0
            continue
        before, stretch = stretch, stretch + int(minutes or 0)
        if before <= MOST_WITHOUT_REST < stretch:
            what = _("a break before this is over: {minutes} minutes without one, at most {most}")
            yield Finding(
                (*at, "slots", place), what.format(minutes=stretch, most=MOST_WITHOUT_REST)
            )


def _check_end(slots: Sequence[tuple[int, Mapping[str, Any]]], at: KeyPath) -> Iterator[Finding]:
    for place, slot in slots[:-1]:
        if slot.get("kind") == "end":
            hint = _("what stands below it would be held after it")
            yield Finding(
                (*at, "slots", place, "kind"), _("the end as the last slot of its day"), hint
            )


def _check_closing(
    slots: Sequence[tuple[int, Mapping[str, Any]]], at: KeyPath
) -> Iterator[Finding]:
    if slots and not any(str(slot.get("exercise")) in CLOSING for _place, slot in slots):
        ids = _("one of {choices}").format(choices=", ".join(sorted(CLOSING)))
        yield Finding((*at, "slots"), _("a slot that closes the day with care"), ids)


def _check_slot(slot: Mapping[str, Any], at: KeyPath, held: set[str]) -> Iterator[Finding]:
    kind, exercise, minutes = slot.get("kind"), slot.get("exercise"), slot.get("minutes")
    if kind in ("exercise", "energiser") and exercise is None:
        yield Finding((*at, "exercise"), _("the id of the exercise that is held"))
    if kind in _WITHOUT_EXERCISE and exercise is not None:
        yield Finding(
            (*at, "exercise"), _("no exercise in a slot of the kind {kind}").format(kind=kind)
        )
    if exercise is None:
        for key in ("steps", "continues", "intensity"):
            if key in slot:
                yield Finding((*at, key), _("this only beside an exercise"))
    if slot.get("continues") is True and isinstance(exercise, str) and exercise not in held:
        hint = _("no slot above holds {exercise}").format(exercise=exercise)
        yield Finding((*at, "continues"), _("an earlier slot of the same exercise"), hint)
    if _is_count(minutes) and (minutes == 0) != (kind == "end"):
        what = _("0 minutes for the end") if kind == "end" else _("a whole number from 1 on")
        yield Finding((*at, "minutes"), what)
    is_protected = kind in _WITHOUT_EXERCISE or str(exercise) in NEVER_CUT
    if is_protected and slot.get("never_cut", True) is False:
        yield Finding(
            (*at, "never_cut"),
            _("true: breaks, prayer, ground rules, closing and feedback always stay"),
        )
    if slot.get("optional") is True and (is_protected or slot.get("never_cut") is True):
        yield Finding((*at, "optional"), _("false for what is never cut"))


def _check_steps(slot: Slot, exercise: Exercise | None, at: KeyPath) -> Iterator[Finding]:
    known = [step.id for step in exercise.steps] if exercise else []
    for number, step_id in enumerate(slot.steps):
        if exercise and step_id not in known:
            yield Finding(
                (*at, "steps", number),
                _("the id of a step of the exercise"),
                closest(step_id, known),
            )


def _check_depth(
    day: Day, place: int, starts: int, exercise: Exercise | None, at: KeyPath
) -> Iterator[Finding]:
    slot = day.slots[place]
    if starts + slot.minutes > day.ends - CALM_END:
        what = _("work that goes deep to be over {minutes} minutes before the day is").format(
            minutes=CALM_END
        )
        yield Finding(at, what, _("it may end at {time}").format(time=clock(day.ends - CALM_END)))
    if not _is_grounded(day.slots[place + 1 :], slot, exercise):
        what = _("a minute or more of grounding at its end or right after it")
        yield Finding(at, what, _("such as {exercise}").format(exercise=GROUNDING))


def _is_grounded(later: Sequence[Slot], slot: Slot, exercise: Exercise | None) -> bool:
    """True if its last steps breathe for a minute, or the next slot is there for that."""
    if later and later[0].exercise == GROUNDING and later[0].minutes >= 1:
        return True
    every = exercise.steps if exercise else ()
    steps = [step for step in every if not slot.steps or step.id in slot.steps]
    half = steps[len(steps) // 2 :]
    return any(kinds.traits(step.kind).is_grounding and step.minutes >= 1 for step in half)


def _intensity(slot: Slot, exercise: Exercise | None) -> str:
    return slot.intensity or (exercise.intensity if exercise else "")


def _tables(value: Any) -> list[tuple[int, Mapping[str, Any]]]:
    members = value if isinstance(value, list) else []
    return [(number, member) for number, member in enumerate(members) if isinstance(member, dict)]


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
