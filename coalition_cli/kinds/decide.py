"""A decision by fingers from 0 to 5, or by yes and no: counted, never averaged."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Bar, Bars, Block, Bullet, Bullets, Prose
from coalition_cli.kinds import Play
from coalition_cli.methods.agreement import Verdict, judge, judge_yes_no, reason
from coalition_cli.model.entry import Entry, Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.room import Room
from coalition_cli.reading import read_count, read_words
from coalition_cli.stage import Finished, Given, Option, Question, Stage
from coalition_cli.words import _, ngettext

FEWEST_BROKEN_DOWN: Final = 5
"""Smaller counts are not broken down for readers outside the room."""

OPTIONS: Final[Mapping[str, Field]] = {
    "about": Field("text", "The step whose result is decided on.", step_kinds=("draft", "score", "plan")),
    "scale": Field("text", "Fingers from 0 to 5, or yes and no.", choices=("gradient", "yes-no")),
    "top": Field("whole", "How many of a ranking are adopted; a tie across that line takes all of the tied.", least=1),
    "needed": Field("number", "The share, 0 to 1, that must at least live with it.", least=0, most=1),
}


def arrange(value: Given) -> Given:
    """The keys of the value say which scale was used."""
    if not isinstance(value, Mapping):
        return value
    return {"scale": "yes-no" if {"yes", "no"} & set(value) else "gradient", **value}


def play(step: Step, room: Room, stage: Stage) -> Play:
    """Count every level, those who pass, and write down each concern; a new count never deletes the old one."""
    entry = _open_vote(step, room)
    stage.show([*_subject(step, room), *blocks(step, room)])
    if entry is None:
        scale = stage.choose(("scale",), _("How do we decide?"), _scales(step), step.options.get("scale", "gradient"))
        body: dict[str, Any] = {"scale": scale, "counts": {}, "present": len(room.people()), "adopts": []}
        body["adopts"] = _choose_adopted(step, room, stage)
        body["needed"] = str(step.options.get("needed", 0.8))
        entry = yield Fact(body)
    body = dict(entry.body)
    for level, words in _levels(body["scale"]).items():
        if level not in body["counts"]:
            question = Question((level,), words, read_count, default="0", hint=_("How many? Enter: none."))
            body = body | {"counts": body["counts"] | {level: stage.ask(question)}}
            yield Fact(body, op="edit", ref=entry.id)
    if body["present"] and (counted := sum(body["counts"].values())) > body["present"]:
        sentence = _("{counted} were counted, but {present} people are here.")
        stage.say(sentence.format(counted=counted, present=body["present"]), "warning")
        options = [Option("keep", _("Keep it; the summary shows both numbers")), Option("again", _("Count again"))]
        if stage.choose(None, _("What now?"), options, "keep") == "again":
            body = body | {"counts": {}}
            yield Fact(body, op="edit", ref=entry.id)
            yield from play(step, room, stage)
            return
    yield from _hear_concerns(entry, body, stage)


def result(step: Step, room: Room) -> dict[str, Any] | None:
    """The newest count: outcome, counts, who was present, concerns, and the sentence that says why."""
    votes = [entry for entry in room.standing(step.id) if entry.body.get("closed")]
    if not votes:
        return None
    body = votes[-1].body
    verdict = verdict_of(body)
    found = {
        "id": votes[-1].id,
        "question": room.fill(step.prompt) or step.title,
        "scale": body["scale"],
        "outcome": verdict.outcome,
        "adopted": verdict.outcome in ("agreed", "agreed-concerns-heard"),
        "adopts": list(body["adopts"]),
        "counts": {level: body["counts"][level] for level in _levels(body["scale"]) if level != "pass"},
        "passed": verdict.passed,
        "present": body["present"] or None,
        "concerns": list(body.get("concerns") or ()),
        "why": reason(verdict),
        "rounds": len(votes),
    }
    return found if room.audience != "donor" else _for_outside(found)


def blocks(step: Step, room: Room) -> list[Block]:
    """The verdict in one sentence, the counts as bars, and the concerns; outside readers see no small counts."""
    found = result(step, room)
    if not found:
        return []
    if found["counts"] is None:
        return [Prose(_("Adopted by the group.") if found["adopted"] else _("Not adopted yet."), "strong")]
    words = _levels(found["scale"])
    shown = {**found["counts"], "pass": found["passed"]}
    bars = tuple(Bar(words[level], number, str(number)) for level, number in shown.items())
    told: list[Block] = [Prose(found["why"], "strong"), Bars(bars, max(1, *shown.values()))]
    if found["present"] and found["present"] != sum(shown.values()):
        sentence = _("{counted} were counted; {present} people were present.")
        told.append(Prose(sentence.format(counted=sum(shown.values()), present=found["present"]), "quiet"))
    if found["concerns"]:
        told.append(Prose(_("Concerns"), "strong"))
        told.append(Bullets(tuple(Bullet(str(concern)) for concern in found["concerns"])))
    return told


def verdict_of(body: Mapping[str, Any]) -> Verdict:
    """The rule of the step applied to one count."""
    counts, needed = body["counts"], Fraction(body["needed"])
    heard = len(body.get("concerns") or ())
    passed = counts.get("pass", 0)
    if body["scale"] == "yes-no":
        return judge_yes_no(counts.get("yes", 0), counts.get("no", 0), passed, heard, needed)
    return judge({level: counts.get(str(level), 0) for level in range(6)}, passed, heard, needed)


def _for_outside(found: dict[str, Any]) -> dict[str, Any]:
    """``found`` without concerns, and without counts that are small enough to point at somebody."""
    outside = found | {"concerns": []}
    if sum(found["counts"].values()) < FEWEST_BROKEN_DOWN:
        outside |= {"counts": None, "passed": None, "present": None, "why": None}
    return outside


def _open_vote(step: Step, room: Room) -> Entry | None:
    votes = room.said(step.id)
    return votes[-1] if votes and not votes[-1].body.get("closed") else None


def _hear_concerns(entry: Entry, body: dict[str, Any], stage: Stage) -> Play:
    worried = sum(body["counts"].get(level, 0) for level in ("0", "1", "2", "no"))
    concerns = list(body.get("concerns") or ())
    for number in count(len(concerns)):
        question = Question(
            key=("concerns", number),
            prompt=ngettext("{count} has a concern. What is it?", "{count} have concerns. One of them", worried).format(
                count=worried
            ),
            read=read_words,
            repeats=True,
            hint=_("Role and reason, no name. An empty line: all were heard."),
        )
        if not worried:
            break
        try:
            concerns.append(stage.ask(question))
        except Finished:
            break
        body = body | {"concerns": list(concerns)}
        yield Fact(body, op="edit", ref=entry.id)
    yield Fact(body | {"closed": True}, op="edit", ref=entry.id)


def _choose_adopted(step: Step, room: Room, stage: Stage) -> list[str]:
    """The ids that a yes adopts: the newest wording, the top of a ranking, or the actions."""
    about = step.options.get("about")
    found = kinds.result(room.step(about), room) if about else None
    if not about or not found:
        return []
    if isinstance(found, dict):
        return [room.said(about)[-1].id]
    if "rank" not in found[0]:
        return [row["id"] for row in found]
    top = int(step.options.get("top", 3))
    taken = [row for row in found if row["rank"] is not None and row["rank"] <= top]
    above = [row for row in taken if not (row["tied"] and row["rank"] == taken[-1]["rank"])]
    if len(taken) > top and above:
        stage.say(
            _("There is a tie across the line: {count} issues share a place.").format(count=len(taken) - len(above))
        )
        options = [
            Option("all", _("Take all of the tied: {count} issues").format(count=len(taken))),
            Option("above", _("Only those above the tie: {count}").format(count=len(above))),
        ]
        if stage.choose(None, _("What belongs to the agenda?"), options, "all") == "above":
            taken = above
    return [row["id"] for row in taken]


def _subject(step: Step, room: Room) -> list[Block]:
    about = step.options.get("about")
    return kinds.blocks(room.step(about), room)[:1] if about else []


def _scales(step: Step) -> list[Option]:
    return [Option("gradient", _("Fingers, from 0 to 5")), Option("yes-no", _("Yes or no"))]


def _levels(scale: str) -> dict[str, str]:
    if scale == "yes-no":
        return {"yes": _("Yes"), "no": _("No"), "pass": _("Pass")}
    return {
        "5": _("5 · Yes, and I will work on it"),
        "4": _("4 · Yes, with a small wish"),
        "3": _("3 · I can live with it"),
        "2": _("2 · I have a worry to talk about first"),
        "1": _("1 · I step aside; go on without me"),
        "0": _("0 · Stop: this would harm us"),
        "pass": _("Pass"),
    }
