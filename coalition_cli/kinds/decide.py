"""A decision by fingers from 0 to 5, or by yes and no: counted, never averaged."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Bar, Bars, Block, Bullet, Bullets, Prose
from coalition_cli.kinds import Play
from coalition_cli.methods.agreement import NEEDED, Verdict, judge, judge_yes_no, reason
from coalition_cli.model.entry import Entry, Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.room import Room
from coalition_cli.reading import read_count, read_words
from coalition_cli.stage import Finished, Given, Option, Question, Stage
from coalition_cli.words import _, ngettext

OPTIONS: Final[Mapping[str, Field]] = {
    "about": Field(
        "text",
        "The step whose result is decided on.",
        gives="result",
        step_kinds=("draft", "score", "plan"),
        is_near=True,
    ),
    "scale": Field("text", "Fingers from 0 to 5, or yes and no.", choices=("gradient", "yes-no")),
    "top": Field("whole", "How many of a ranking are adopted; a tie across that line takes all of the tied.", least=1),
    "needed": Field("number", "The share, 0 to 1, that must at least live with it.", least=0, most=1),
}
ASKS: Final = True


def arrange(value: Given) -> Given:
    """The keys of the value say which scale was used."""
    if not isinstance(value, Mapping):
        return value
    return {"scale": "yes-no" if {"yes", "no"} & set(value) else "gradient", **value}


def play(step: Step, room: Room, stage: Stage) -> Play:
    """Count every level, those who pass, and write down each concern; a new count never deletes the old one."""
    votes = room.said(step.id)
    entry = votes[-1] if votes else None
    stage.show(blocks(step, room))
    further = _choose_further(entry.body, stage) if entry and entry.body.get("closed") else "count"
    if further == "keep":
        return
    if entry is None or further == "again":
        entry = yield Fact(_new_vote(step, room, stage))
        stage.show(blocks(step, room))
    if further != "hear":
        entry = yield from _count(entry, room, stage)
    yield from _hear_concerns(entry, stage)


def result(step: Step, room: Room) -> dict[str, Any] | None:
    """The newest count: outcome, counts, who was present, concerns, and the sentence that says why."""
    votes = [entry for entry in room.standing(step.id) if entry.body.get("closed")]
    if not votes:
        return None
    body = votes[-1].body
    verdict = _verdict_of(body)
    is_outside = room.audience == "donor"
    return {
        "id": votes[-1].id,
        "question": room.fill(step.prompt) or step.title,
        "scale": body["scale"],
        "outcome": verdict.outcome,
        "adopted": verdict.outcome in ("agreed", "agreed-concerns-heard"),
        "adopts": list(body["adopts"]),
        "counts": None if is_outside else {k: n for k, n in body["counts"].items() if k != "pass"},
        "passed": None if is_outside else verdict.passed,
        "present": None if is_outside else body["present"] or None,
        "concerns": [] if is_outside else list(body.get("concerns") or ()),
        "why": None if is_outside else reason(verdict),
        "rounds": len(votes),
    }


def blocks(step: Step, room: Room) -> list[Block]:
    """What is decided on; once it is counted, also the counts as bars, the verdict in a sentence, and the concerns."""
    votes = room.standing(step.id)
    shown = _subject(step, room, votes[-1].body["adopts"] if votes else ())
    found = result(step, room)
    if not found or not votes[-1].body.get("closed"):
        return shown
    if found["counts"] is None:
        return [*shown, Prose(_("Adopted by the group.") if found["adopted"] else _("Not adopted yet."), "strong")]
    words = _levels(found["scale"])
    counts = {**found["counts"], "pass": found["passed"]}
    bars = tuple(Bar(words[level], number, str(number)) for level, number in counts.items())
    shown += [Bars(bars, max(1, *counts.values())), Prose(found["why"], "strong")]
    if found["present"] and found["present"] != sum(counts.values()):
        sentence = _("{counted} were counted; {present} people were present.")
        shown.append(Prose(sentence.format(counted=sum(counts.values()), present=found["present"]), "quiet"))
    if found["concerns"]:
        shown.append(Prose(_("Concerns"), "strong"))
        shown.append(Bullets(tuple(Bullet(str(concern)) for concern in found["concerns"])))
    return shown


def _verdict_of(body: Mapping[str, Any]) -> Verdict:
    """The rule of the step applied to one count."""
    counts, needed = body["counts"], Fraction(body["needed"])
    heard = len(body.get("concerns") or ())
    passed = counts.get("pass", 0)
    if body["scale"] == "yes-no":
        return judge_yes_no(counts.get("yes", 0), counts.get("no", 0), passed, heard, needed)
    return judge({level: counts.get(str(level), 0) for level in range(6)}, passed, heard, needed)


def _choose_further(body: Mapping[str, Any], stage: Stage) -> str:
    """What to do where a vote was closed already: ``keep`` it, ``hear`` a concern, or count ``again``."""
    options = [Option("keep", _("It stands as it was counted"))]
    options += [Option("hear", _("Write down one more concern"))] if _worried(body) else []
    options += [Option("again", _("Count a new round; this one is kept"))]
    return stage.choose(None, _("This was decided already."), options, "keep")


def _worried(body: Mapping[str, Any]) -> int:
    """How many showed a hand that has a concern, or a fist."""
    return sum(body["counts"].get(level, 0) for level in ("0", "1", "2", "no"))


def _new_vote(step: Step, room: Room, stage: Stage) -> dict[str, Any]:
    """A vote in which nothing is counted yet: its scale, its line, who is here, and what a yes would adopt."""
    scales = [Option("gradient", _("Fingers, from 0 to 5")), Option("yes-no", _("Yes or no"))]
    scale = stage.choose(("scale",), _("How do we decide?"), scales, step.options.get("scale", "gradient"))
    return {
        "scale": scale,
        "counts": {},
        "present": len(room.voters()),
        "adopts": _choose_adopted(step, room, stage),
        "needed": str(step.options.get("needed", NEEDED)),
    }


def _count(entry: Entry, room: Room, stage: Stage) -> Generator[Fact, Entry, Entry]:
    """Ask for the levels that were not counted yet; more hands than people are asked about, once."""
    body = dict(entry.body)
    while True:
        for level, words in _levels(body["scale"]).items():
            if level not in body["counts"]:
                question = Question((level,), words, read_count, default="0", hint=_("How many? Enter: none."))
                body = {**body, "counts": {**body["counts"], level: stage.ask(question)}}
                yield Fact(body, op="edit", ref=entry.id)
        counted = sum(body["counts"].values())
        if not body["present"] or counted <= body["present"]:
            break
        sentence = _("{counted} were counted, but {present} people are here.")
        options = [Option("keep", _("Keep it; the summary shows both numbers")), Option("again", _("Count again"))]
        stage.say(sentence.format(counted=counted, present=body["present"]), "warning")
        if stage.choose(None, _("What now?"), options, "keep") == "keep":
            break
        body = {**body, "counts": {}, "present": len(room.voters())}
    return entry._replace(body=body)


def _hear_concerns(entry: Entry, stage: Stage) -> Play:
    """Write down one concern after the other; hands that show one are told how many are still unheard."""
    body = dict(entry.body)
    worried = _worried(body)
    concerns = list(body.get("concerns") or ())
    with suppress(Finished):
        for number in count(len(concerns)) if worried else ():
            concerns.append(stage.ask(_concern(number, worried - number)))
            body = {**body, "concerns": list(concerns)}
            yield Fact(body, op="edit", ref=entry.id)
    if not body.get("closed"):
        yield Fact({**body, "closed": True}, op="edit", ref=entry.id)


def _concern(number: int, unheard: int) -> Question[str]:
    prompt = _("Another concern? Enter: all were heard.")
    if unheard > 0:
        prompt = ngettext("{count} has a concern. What is it?", "{count} have concerns. One of them", unheard)
    return Question(
        key=("concerns", number),
        prompt=prompt.format(count=unheard),
        read=read_words,
        repeats=True,
        hint=_("Role and reason, no name. An empty line: all were heard."),
    )


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
    above = [row for row in taken if row["rank"] != taken[-1]["rank"]]
    if len(taken) > top:
        sentence = _("There is a tie across the line: {count} issues share a place.")
        stage.say(sentence.format(count=len(taken) - len(above)), "warning")
        options = [Option("all", _("Take all of the tied: {count} issues").format(count=len(taken)))]
        options += [Option("above", _("Only those above the tie: {count}").format(count=len(above)))] if above else []
        if stage.choose(None, _("What belongs to the agenda?"), options, "all") == "above":
            taken = above
    return [row["id"] for row in taken]


def _subject(step: Step, room: Room, adopts: Sequence[str]) -> list[Block]:
    """What the vote is about: of a list, once a vote is open, only what was put to it."""
    about = step.options.get("about")
    if not about:
        return []
    found = kinds.result(room.step(about), room)
    rows = [row for row in found if row["id"] in adopts] if isinstance(found, list) else []
    put = tuple(Bullet(row.get("text") or row["what"], str(row.get("rank") or "")) for row in rows)
    return [Bullets(put)] if put else kinds.blocks(room.step(about), room)


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
