"""What was taken on is heard again, one at a time: done, moving, stuck, let go, or nothing heard; nobody is blamed.

The value of an answers file is a list of ``{action = its text, number or code, status = "done" | "moving" | "stuck" |
"let go" | "open" | "pass", note = "...", who = "...", by_when = ...}``; ``who = "-"`` hands an action back. An event
(key ``event`` instead of ``action``) has ``reached``, ``held_on`` and ``next_on`` instead of ``who`` and ``by_when``,
a promise (``promise``) only its ``note``. Where ``reports`` come in, an event may be one that nobody planned, and there
are also ``told_by``, ``told_on`` and ``who`` held it: any names.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import count
from typing import Any, Final

from coalition_cli.blocks import Actions, Block, Bullet, Bullets, Prose
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds import Play
from coalition_cli.model.actions import (
    HANDED_BACK,
    OFS,
    REFERS,
    STATUSES,
    Of,
    Undertaking,
    find,
    iso_day,
    today_of,
    undertakings,
)
from coalition_cli.model.contributions import Traits
from coalition_cli.model.entry import Entry, Fact, Share, share_level
from coalition_cli.model.events import has_more_to_come, next_check_in
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import FEWEST_BROKEN_DOWN, View
from coalition_cli.parsing import read_words, read_words_or_none
from coalition_cli.parsing.reports import read_coming_day, read_owner, read_past_day, read_reached
from coalition_cli.phrasing import reminders
from coalition_cli.stage import FOR_PEOPLE, Given, Option, Question, Stage, as_given, in_short

OPTIONS: Final[Mapping[str, Field]] = {
    "of": Field(
        "text", "What is heard again: actions (if left out), events, or promises.", choices=OFS
    ),
    "from": Field(
        "text", "A plan whose rows alone are heard again.", gives="result", step_kinds=("plan",)
    ),
    "reports": Field(
        "flag",
        "Of events: they are reported in any order, by anybody, also those that nobody planned.",
    ),
}
ASKS: Final = True
TRAITS: Final = Traits(stands_in_for="reports")
arrange = as_given

_UNSAID: Final = "pass"
"""What a file says for somebody who passes."""
_UNPLANNED: Final = f"{FOR_PEOPLE}unplanned"

_MOVING: Final = ("text", "who", "by_when")
_FIELDS: Final[Mapping[Of, Mapping[str, tuple[str, ...]]]] = {
    "actions": {
        "done": ("text",),
        "moving": _MOVING,
        "stuck": _MOVING,
        "let go": ("text",),
        "open": ("who", "by_when"),
    },
    "events": {
        "done": ("reached", "held_on", "text", "next_on"),
        "moving": ("text", "next_on"),
        "stuck": ("text", "next_on"),
        "let go": ("text",),
        "open": ("next_on",),
    },
    "promises": {
        "done": ("text",),
        "moving": ("text",),
        "stuck": ("text",),
        "let go": ("text",),
        "open": (),
    },
}
"""What is asked after each status, one after the other."""

_OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("note", "text", "lesson"),
    "reached": ("reached", "people"),
    "told_by": ("told_by", "by"),
}
"""By which names an answers file may call a field: sheets from earlier days are typed in too."""


def play(step: Step, view: View, stage: Stage) -> Play:
    """One after the other, soonest first; one that was left half-way goes on where it stopped."""
    for number in count():
        entry = next(
            (
                entry
                for entry in view.said(step.id)
                if not _is_over(entry, step) and _subject(entry, step, view)
            ),
            None,
        )
        if entry is None:
            what = _choose_next(number, step, view, stage)
            if what is None:
                return
            entry = yield _first(number, what, step, view, stage)
        yield from _fill(number, entry, step, view, stage)


def result(step: Step, view: View) -> list[dict[str, Any]] | dict[str, int] | None:
    """``[{id, of, about, text, status, learning, who, by_when, reached, held_on, next_on}]`` in the order of telling.

    ``about`` is the id of what was spoken of and ``text`` its words; ``learning`` is what was said of it. People
    outside get counts by status, if there are enough of them.
    """
    if view.audience == "donor":
        return _counts(step, view)
    known = {
        each.entry.id: each
        for each in undertakings(view.workshop, _of(step), view.may_see, view.as_read)
    }
    rows = []
    for entry in view.standing(step.id):
        what = known.get(str(entry.body.get(_key(step)) or entry.id))
        if what is not None and entry.body.get("status") in STATUSES:
            rows.append(_row(entry, what, step, view))
    return rows or None


def blocks(step: Step, view: View) -> list[Block]:
    """What was heard, by how it stands now; before that, what is open."""
    found = result(step, view)
    if isinstance(found, dict):
        words = {status: reminders.status_word(_of(step), status) for status in found}
        return [
            Bullets(tuple(Bullet(words[status], str(number)) for status, number in found.items()))
        ]
    if found is None:
        today = today_of(view.workshop)
        return (
            [] if view.audience == "donor" else reminders.listed(_waiting(step, view), view, today)
        )
    return [Bullets(tuple(_as_bullet(row, step) for row in sorted(found, key=_by_status)))]


def _of(step: Step) -> Of:
    return step.options.get("of", "actions")  # type: ignore[no-any-return]  # a file is checked before it is played


def _key(step: Step) -> str:
    """Under which key what was heard says what it speaks of."""
    return REFERS[_of(step)]


def _targets(step: Step, view: View) -> list[Undertaking]:
    """What was open when this step began, soonest first, as far as the room may see it; every event for reports."""
    there = view.at(str(step.options["from"])) if "from" in step.options else None
    places = {there[1].place(there[0].id)} if there else set()
    found = undertakings(view.workshop, _of(step), view.may_see, view.as_read)
    if step.options.get("reports"):
        return sorted(found, key=lambda each: (str(next_check_in(each) or "9999"), each.number))
    before = [each.before(view.place(step.id)) for each in found]
    wanted = [each for each in before if has_more_to_come(each)]
    return reminders.soonest_first(
        each for each in wanted if "from" not in step.options or each.entry.place in places
    )


def _waiting(step: Step, view: View) -> list[Undertaking]:
    heard = {entry.body.get(_key(step)) for entry in view.said(step.id)}
    return [each for each in _targets(step, view) if each.entry.id not in heard]


def _first(number: int, what: Undertaking | str, step: Step, view: View, stage: Stage) -> Fact:
    """How it stands now. What is said of a thing is read by nobody who may not read the thing itself."""
    stage.show(partial(_page, what, step, view))
    default = "done" if step.options.get("reports") else "open"
    status = stage.choose((number, "status"), _("How is it now?"), _statuses(step), default)
    told: dict[str, Any] = {"passed": True} if status == _UNSAID else {"status": status}
    if isinstance(what, str):
        return Fact({_key(step): "", "what": what, **told})
    narrowest: Share = min((step.share, what.entry.share), key=share_level)
    return Fact({_key(step): what.entry.id, **told}, share=narrowest)


def _choose_next(number: int, step: Step, view: View, stage: Stage) -> Undertaking | str | None:
    """What is spoken of next: what was not heard yet, in its order, or what a file or a report names.

    None when all were heard; words for an event that nobody planned.
    """
    name = _name_reported if step.options.get("reports") else _name_again
    waiting = [] if step.options.get("reports") else _waiting(step, view)
    return stage.next_of(waiting, lambda: name(number, step, view, stage))


def _name_again(number: int, step: Step, view: View, stage: Stage) -> Undertaking | str | None:
    """What is heard once more, where all of it was heard before this step was opened again."""
    targets = _targets(step, view)
    offered: list[tuple[Undertaking | str | None, str]] = []
    if not targets:
        stage.show([Prose(_("Nothing is open here."))])
    elif not number:
        stage.show(partial(blocks, step, view))
        offered.append((None, _("It stands as it was said")))
        offered += [(each, _("Again: {what}").format(what=each.what)) for each in targets]
    prompt = _("All of these were heard.")
    return stage.pick(_which(number, prompt, targets, step), offered)


def _name_reported(number: int, step: Step, view: View, stage: Stage) -> Undertaking | str | None:
    """An event that somebody reports of; those that were to be asked first stand first."""
    targets = _targets(step, view)
    stage.show(lambda: reminders.listed(targets, view, today_of(view.workshop)))
    offered: list[tuple[Undertaking | str | None, str]] = [
        (each, f"{each.code} · {each.what}") for each in targets
    ]
    offered += [(_UNPLANNED, _("Another event")), (None, _("No more reports"))]
    what = stage.pick(_which(number, _("Which event is it about?"), targets, step), offered)
    if what == _UNPLANNED:
        return stage.ask(Question(None, _("Which event was it?"), read_words))
    return what


def _which(
    number: int, prompt: str, targets: Sequence[Undertaking], step: Step
) -> Question[Undertaking | str | None]:
    read: Callable[[Given], Undertaking | str | None] = partial(
        _read_which, targets=targets, step=step
    )
    return Question((number, _key(step)), prompt, read, repeats=True)


def _read_which(given: Given, targets: Sequence[Undertaking], step: Step) -> Undertaking | str:
    found = (
        find(given, targets)
        if isinstance(given, str | int) and not isinstance(given, bool)
        else None
    )
    if found is not None:
        return found
    if step.options.get("reports") and isinstance(given, str):
        return read_words(given)
    known = ", ".join(f"{each.number} ({in_short(each.what)})" for each in targets) or _("none")
    sentence = _("Nothing that is open is called {given}; open are: {known}.")
    raise Problem(sentence.format(given=in_short(given), known=known))


def _page(what: Undertaking | str, step: Step, view: View) -> list[Block]:
    """The one that is spoken of now, with kind words where its day has gone by, and how many are still to come."""
    if isinstance(what, str):
        return [Prose(what, "strong")]
    today = today_of(view.workshop)
    shown: list[Block] = []
    if what.of == "actions":
        shown.append(Actions((reminders.card(what, view, today),), what.number))
    else:
        shown.append(Bullets((reminders.line(what, view, today),)))
    if what.by_when and date.fromisoformat(what.by_when) < today and what.of != "events":
        shown.append(
            Prose(_("Its day has gone by. Days move; what counts is what is possible now."))
        )
    last_time = what.before(view.place(step.id))
    if last_time.status == "stuck" and last_time.note:
        shown.append(
            Prose(_("Last time we said that this would help: {words}").format(words=last_time.note))
        )
    left = len(_waiting(step, view))
    if left > 1:
        more = ngettext("{count} more after this one.", "{count} more after this one.", left - 1)
        shown.append(Prose(more.format(count=left - 1), "quiet"))
    return shown


def _statuses(step: Step) -> list[Option]:
    if _of(step) == "events":
        words = {
            "done": _("It was held"),
            "moving": _("It is still to come"),
            "stuck": _("It is stuck"),
            "let go": _("We let it go"),
        }
    else:
        words = {
            "done": _("It is done"),
            "moving": _("It is moving"),
            "stuck": _("It is stuck"),
            "let go": _("We let it go"),
        }
    words |= {"open": _("Nothing heard yet"), _UNSAID: _("Pass: nothing is said of it today")}
    return [Option(status, text) for status, text in words.items()]


def _fill(number: int, entry: Entry, step: Step, view: View, stage: Stage) -> Play:
    """Ask for what belongs to its status; every answer is handed over before the next question."""
    body = dict(entry.body)
    for field in _fields_of(entry, step):
        if field in body:
            continue
        what = _subject(entry, step, view)
        if what is None:
            return
        stage.show(partial(_page, what, step, view))
        answer = stage.ask(_question(number, field, what, str(body["status"]), view, stage))
        if field == "who" and what.of == "actions" and answer not in ("", HANDED_BACK):
            answer = _confirm(answer, view, stage)
            body |= {"agreed": True} if answer else {}
        body[field] = answer
        yield Fact(dict(body), entry.by, entry.share, "edit", entry.id)


def _subject(entry: Entry, step: Step, view: View) -> Undertaking | None:
    """What ``entry`` speaks of; None where it was taken back or withdrawn meanwhile."""
    about = entry.body.get(_key(step)) or entry.id
    found = undertakings(view.workshop, _of(step), view.may_see, view.as_read)
    return next((each for each in found if each.entry.id == about), None)


def _question(
    number: int, field: str, what: Undertaking, status: str, view: View, stage: Stage
) -> Question[Any]:
    today = stage.today(date.fromisoformat(view.workshop.head.date), today_of(view.workshop))
    name = reminders.owner(what, view) or _("nobody yet")
    notes = {
        "done": _("What did it teach us?") if what.of == "events" else _("What helped?"),
        "moving": _("What has moved, however little?"),
        "stuck": _("What would unstick it?"),
        "let go": _("What do we take along from it?"),
    }
    notes |= {"moving": _("What is it waiting for?")} if what.of == "events" else {}
    nothing = _("An empty line: nothing is written.")
    questions: dict[str, tuple[str, Callable[[Given], Any], str]] = {
        "text": (notes.get(status, ""), read_words_or_none, nothing),
        "who": (
            _("Does somebody else take it on? Who?"),
            lambda given: read_owner(given, view),
            _("An empty line: it stays with {name}. A dash: nobody leads it for now.").format(
                name=name
            ),
        ),
        "by_when": (
            _("A new day? By when?"),
            lambda given: read_coming_day(given, today),
            _("An empty line: its day stays as it is. Or 12 Dec, in 3 weeks."),
        ),
        "reached": (
            _("How many people did it reach?"),
            read_reached,
            _("A number. An empty line: not known, which is not none."),
        ),
        "held_on": (
            _("On which day was it held?"),
            lambda given: read_past_day(given, today),
            _("An empty line: as planned."),
        ),
        "next_on": (
            _("When do we ask again?"),
            lambda given: read_coming_day(given, today),
            _("An empty line: as planned. Or 12 Dec, in 3 weeks."),
        ),
    }
    if what.of == "events":
        questions |= {
            "who": (
                _("Who held it?"),
                read_words_or_none,
                _("Any name. An empty line: not known."),
            ),
            "told_by": (
                _("Who tells it?"),
                read_words_or_none,
                _("Any name, known here or not. Empty: not known."),
            ),
            "told_on": (
                _("On which day was it told?"),
                lambda given: read_past_day(given, today),
                _("An empty line: today."),
            ),
        }
    prompt, read, hint = questions[field]
    key = _OTHER_NAMES.get(field, field)
    names = tuple(person.name for person in view.people()) if field == "who" else ()
    return Question((number, key), prompt, read, completions=names, hint=hint)


def _confirm(owner: str, view: View, stage: Stage) -> str:
    """The new owner if she said yes herself; empty, so that it stays as it was, if she did not."""
    options = [
        Option("yes", _("Yes, she said it herself")),
        Option("no", _("Not yet; it stays as it was")),
    ]
    prompt = _("Did {name} say yes?").format(name=view.name_of(owner))
    return owner if stage.choose(None, prompt, options, "yes") == "yes" else ""


def _fields_of(entry: Entry, step: Step) -> tuple[str, ...]:
    fields = _FIELDS[_of(step)].get(str(entry.body.get("status")), ())
    if not step.options.get("reports"):
        return fields
    return ("told_by", "told_on", "who", *fields)


def _is_over(entry: Entry, step: Step) -> bool:
    return "passed" in entry.body or all(field in entry.body for field in _fields_of(entry, step))


def _counts(step: Step, view: View) -> dict[str, int] | None:
    """How many stand how after this step, for people outside; None where they are too few to be counted apart."""
    newest: dict[str, str] = {}
    for entry in view.said(step.id):
        if entry.share != "private" and entry.body.get("status") in STATUSES:
            newest[str(entry.body.get(_key(step)) or entry.id)] = str(entry.body["status"])
    if len(newest) < FEWEST_BROKEN_DOWN:
        return None
    counted = {status: list(newest.values()).count(status) for status in STATUSES}
    return {status: number for status, number in counted.items() if number}


def _row(entry: Entry, what: Undertaking, step: Step, view: View) -> dict[str, Any]:
    body = entry.body
    return {
        "id": entry.id,
        "of": _of(step),
        "about": what.entry.id,
        "text": what.what,
        "status": body["status"],
        "learning": entry.text or None,
        "who": reminders.owner(what, view) or None,
        "by_when": iso_day(body.get("by_when")) or None,
        "reached": body.get("reached"),
        "held_on": body.get("held_on") or None,
        "next_on": body.get("next_on") or None,
    }


def _as_bullet(row: Mapping[str, Any], step: Step) -> Bullet:
    """One of them with how it stands, and what was said of it below."""
    below = [row["learning"]] if row["learning"] else []
    if row["by_when"]:
        below.append(_("New day: {day}").format(day=reminders.read_out(row["by_when"])))
    if row["reached"] is not None:
        people = ngettext("{count} person reached", "{count} people reached", row["reached"])
        below.append(people.format(count=row["reached"]))
    if row["next_on"]:
        below.append(_("We ask again on {day}").format(day=reminders.read_out(row["next_on"])))
    status = reminders.status_word(_of(step), row["status"])
    return Bullet(row["text"], status, row["who"] or "", tuple(Bullet(line) for line in below))


def _by_status(row: Mapping[str, Any]) -> int:
    return STATUSES.index(row["status"])
