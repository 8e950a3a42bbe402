"""Rules between the keys of an exercise: minutes, references, shares."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from coalition_cli import kinds
from coalition_cli.catalog.fields import EXERCISE, inside
from coalition_cli.catalog.finding import Finding, KeyPath
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.entry import SHARES
from coalition_cli.model.exercise import Field, Step
from coalition_cli.phrasing.nearest import closest

StepKinds: TypeAlias = Mapping[str, str]
"""The kind of each step of an exercise, by its id."""

FindSteps: TypeAlias = Callable[[str], StepKinds | None]
"""The steps of another exercise by its id; None if no file has it."""

_UNSAID: Final = Step(id="", kind="", title="")


def check_rules(table: Mapping[str, Any], file_id: str, find_steps: FindSteps) -> Iterator[Finding]:
    """Every finding that takes more than one key to see; what has the wrong type is passed over."""
    if isinstance(table.get("id"), str) and table["id"] != file_id:
        yield Finding(("id",), _("{name}, the name of the file").format(name=file_id))
    of_steps = [step.get("minutes", 0) for step in _tables(table.get("steps")).values()]
    yield from _check_minutes(table.get("minutes"), of_steps)
    yield from check_steps(table, find_steps)


def check_steps(table: Mapping[str, Any], find_steps: FindSteps | None) -> Iterator[Finding]:
    """Every finding between the keys of steps.

    Without ``find_steps`` nothing is asked of steps of other exercises that are spoken of.
    """
    steps = _tables(table.get("steps"))
    if steps and not any(step.get("may_pass", True) is True for step in steps.values()):
        yield Finding(("steps",), _("a step at which a person may pass"))
    earlier: dict[str, str] = {}
    for number, step in steps.items():
        at = ("steps", number)
        yield from _check_shares(step, at)
        known = step["kind"] if step.get("kind") in kinds.names() else ""
        if step.get("record") == "count" and known and kinds.traits(known).needs_words:
            yield Finding(
                (*at, "record"),
                _("none or text: only notes, circles and cards can keep numbers alone"),
            )
        for name, field in inside(EXERCISE["steps"], step).items():
            if field.gives and name in step:
                yield from _check_references(step[name], field, (*at, name), earlier, find_steps)
        kind = kinds.kind(known) if known else None
        if isinstance(kind, kinds.Strict):
            yield from (Finding((*at, *path), what) for path, what in kind.find_mistakes(step))
        earlier = {**step_kinds([step]), **earlier}


def step_kinds(steps: Any) -> dict[str, str]:
    """The kind of each step by its id, of those that have both."""
    found = {}
    for step in _tables(steps).values():
        if isinstance(step.get("id"), str) and isinstance(step.get("kind"), str):
            found[step["id"]] = step["kind"]
    return found


def _tables(value: Any) -> dict[int, dict[str, Any]]:
    members = value if isinstance(value, list) else []
    return {number: member for number, member in enumerate(members) if isinstance(member, dict)}


def _check_minutes(minutes: Any, of_steps: list[Any]) -> Iterator[Finding]:
    names = ("min", "usual", "max")
    if not isinstance(minutes, dict) or not all(_is_count(minutes.get(name)) for name in names):
        return
    for shorter, longer in (("min", "usual"), ("usual", "max")):
        if minutes[shorter] > minutes[longer]:
            what = _("{minutes} or more, which is {key}").format(
                minutes=minutes[shorter], key=f"minutes.{shorter}"
            )
            yield Finding(("minutes", longer), what)
    if of_steps and all(_is_count(count) for count in of_steps):
        together = round(sum(of_steps), 6)
        if together != minutes["usual"]:
            what = _("{minutes}, which is what the steps take together").format(
                minutes=f"{together:g}"
            )
            yield Finding(("minutes", "usual"), what)


def _is_count(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6


def _check_shares(step: Mapping[str, Any], at: KeyPath) -> Iterator[Finding]:
    share, adopted = step.get("share", _UNSAID.share), step.get("share_when_adopted")
    if share in SHARES and adopted in SHARES and SHARES.index(adopted) <= SHARES.index(share):
        wider = SHARES[SHARES.index(share) + 1 :]
        what = _("an audience wider than {share}").format(share=share)
        hint = _("none is wider; leave it out")
        if wider:
            hint = _("one of {choices}").format(choices=", ".join(wider))
        yield Finding((*at, "share_when_adopted"), what, hint)


def _check_references(
    value: Any, field: Field, at: KeyPath, earlier: StepKinds, find_steps: FindSteps | None
) -> Iterator[Finding]:
    """Every finding in a text that names a step, or in a list of them."""
    several = [(value, at)]
    if isinstance(value, list):
        several = [(each, (*at, number)) for number, each in enumerate(value)]
    for each, here in several:
        if isinstance(each, str):
            exercise_id = "" if field.is_near else each.rpartition(".")[0]
            if not exercise_id:
                yield from _check_reference(each, field, here, earlier)
            elif find_steps is not None:
                yield from _check_reference(each, field, here, find_steps(exercise_id))


def _check_reference(
    value: str, field: Field, at: KeyPath, steps: StepKinds | None
) -> Iterator[Finding]:
    exercise_id, _dot, step_id = ("", "", value) if field.is_near else value.rpartition(".")
    if steps is not None and _gives(steps.get(step_id, ""), field):
        return
    wanted = [name for name in kinds.names() if _gives(name, field)]
    expected = _("the id of an earlier step of the kind {kinds}").format(kinds=", ".join(wanted))
    if steps is None:
        yield Finding(
            at,
            _("an exercise that is there"),
            _("there is no file {id}.toml").format(id=exercise_id),
        )
    elif step_id not in steps:
        yield Finding(
            at, expected, closest(step_id, list(steps)) or _("none of those above is called so")
        )
    else:
        yield Finding(
            at, expected, _("{id} is of the kind {kind}").format(id=step_id, kind=steps[step_id])
        )


def _gives(name: str, field: Field) -> bool:
    """True if steps of the kind called ``name`` give what ``field`` asks for."""
    if name not in kinds.names():
        return False
    try:
        kind = kinds.kind(name)
    except Problem:  # one of somebody's own that cannot be used
        return False
    if field.gift and not hasattr(kind, field.gift):
        return False
    return isinstance(kind, kinds.Source) if field.gives == "items" else kind.ASKS
