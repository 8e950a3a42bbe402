"""A decision by fingers from 0 to 5, by yes and no, or by hands alone: counted, never averaged.

One vote on a result, or one for each of its items; one voice a person, or one a group.
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Prompt, Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds import Play
from coalition_cli.methods.agreement import NEEDED, reason
from coalition_cli.methods.vote_blocks import (
    count_shown,
    for_outside,
    hands_shown,
    told_in_short,
    voices_shown,
)
from coalition_cli.methods.voting import (
    ADOPTED,
    HANDS,
    PASSED,
    SHARES,
    YES_NO,
    counts_of,
    groups_here,
    hands_word,
    levels,
    share_word,
    verdict_of,
    worried,
)
from coalition_cli.model.contributions import Cover, Decision, Traits, Voice
from coalition_cli.model.entry import Entry, Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import find_item, read_count, read_words
from coalition_cli.parsing.votes import read_voice
from coalition_cli.stage import Finished, Given, Key, Option, Question, Stage

OPTIONS: Final[Mapping[str, Field]] = {
    "about": Field(
        "text",
        "The step whose result is decided on.",
        gives="result",
        step_kinds=("draft", "score", "plan", "notes", "themes", "circle", "cards"),
        is_near=True,
    ),
    "each": Field("flag", "One vote for each line of that result, not one for all of it."),
    "scale": Field(
        "text",
        "Fingers from 0 to 5, yes and no, or hands alone.",
        choices=("gradient", YES_NO, HANDS),
    ),
    "voters": Field(
        "text", "Whose voice counts: each person's, or one a group.", choices=("people", "group")
    ),
    "top": Field(
        "whole",
        "How many of a ranking are adopted; a tie across that line takes all of the tied.",
        least=1,
    ),
    "choose": Field(
        "flag", "The room says which of a ranking are put to the vote; the first are marked."
    ),
    "needed": Field(
        "number", "The share, 0.01 to 1, that must at least live with it.", least=0.01, most=1
    ),
    "ask_needed": Field("flag", "The room sets that share itself, before anyone is counted."),
}
ASKS: Final = True
TRAITS: Final = Traits(needs_words=True, is_told_in_sections=True)
_COUNTED: Final = "counted"
"""What a file says instead of going back, where nothing was worded yet: it holds the count."""


def arrange(value: Given) -> Given:
    """The keys of the value, or of its first vote, say which scale was used."""
    if not isinstance(value, Mapping):
        return value
    each = [vote for name, vote in value.items() if isinstance(vote, Mapping) and name != "levels"]
    told: dict[str, str] = {}
    for vote in each or [value]:
        voices = vote.get("levels")
        used = {
            str(level).casefold()
            for level in (voices.values() if isinstance(voices, Mapping) else vote)
        }
        if used & {"yes", "no"}:
            told = {"scale": YES_NO}
        elif HANDS in used:
            told = {"scale": HANDS}
        elif used & set("012345"):
            told = {"scale": "gradient"}
        if told:
            break
    return {**value, **({} if "scale" in value else told)}


def play(step: Step, view: View, stage: Stage) -> Play:
    """Count every level, those who pass, and write down each concern; a new count never deletes the old one."""
    about, is_each = str(step.options.get("about") or ""), bool(step.options.get("each"))
    is_unworded = about and view.step(about).kind == "draft" and not view.said(step.id)
    if (is_each or is_unworded) and not _put(step, view):
        sentence = _("There is nothing to vote on yet: go back and write it down first.")
        # A file may hold the vote on a statement whose words nobody typed in.
        default = "on" if is_each else _COUNTED
        options = [Option("on", _("Carry on"))]
        if stage.choose(None, sentence, options, default, first="on") == "on":
            return
    if is_each:
        yield from _vote_on_each(step, view, stage)
        return
    votes = view.said(step.id)
    entry = votes[-1] if votes else None
    stage.show(partial(blocks, step, view))
    further = _choose_further(entry.body, stage) if entry and entry.body.get("closed") else "count"
    if further == "keep":
        return
    if entry is None or further == "again":
        entry = yield Fact(_new_vote(None, step, view, stage))
        stage.show(partial(blocks, step, view))
    yield from _hold((), entry, view, stage, is_counted=further == "hear")


def result(step: Step, view: View) -> dict[str, Any] | list[dict[str, Any]] | None:
    """The newest count: outcome, counts, who was present, concerns, and the sentence that says why.

    With ``each`` a list of these, one for each line that was voted on, which ``item`` and ``item_id`` name; ``item`` is
    None where the line itself is not for this audience.
    """
    if step.options.get("each"):
        return _rows(step, view) or None
    votes = [vote for vote in view.standing(step.id) if vote.body.get("closed")]
    return _row(votes[-1], len(votes), step, view) if votes else None


def blocks(step: Step, view: View) -> list[Block]:
    """What is decided on; once it is counted, also the counts as bars, the verdict in a sentence, and the concerns."""
    if step.options.get("each"):
        return _of_each(step, view)
    votes = view.standing(step.id)
    shown = _subject(step, view, votes[-1].body["adopts"] if votes else ())
    if not votes or not votes[-1].body.get("closed"):
        return shown
    found = _row(votes[-1], len(votes), step, view)
    if found["counts"] is None:
        return [
            *shown,
            Prose(
                _("Adopted by the group.") if found["adopted"] else _("Not adopted yet."), "strong"
            ),
        ]
    return [*shown, *count_shown(found)]


def decisions(step: Step, view: View) -> list[Decision]:
    """Return one for each vote. Of votes on lines that are not for this audience one is told, for all of them."""
    found = result(step, view)
    rows = found if isinstance(found, list) else [found] if found else []
    told = [_decision(row, step) for row in rows]
    hidden = [vote for vote in told if vote.is_of_line and vote.item is None]
    if not hidden:
        return told
    for_all = replace(hidden[0], adopted=all(vote.adopted for vote in hidden))
    return [*(vote for vote in told if vote not in hidden), for_all]


def outcome(step: Step, view: View) -> dict[str, Any] | list[dict[str, Any]] | None:
    """Return the votes as the decisions of the summary tell them."""
    rows = [vote.as_row(view.place(step.id)) for vote in decisions(step, view)]
    if step.options.get("each"):
        return rows or None
    return rows[0] if rows else None


def voice(step: Step, view: View) -> Voice:
    """Votes are told among the decisions; here to organizers, and to others where hands were only counted."""
    is_counted = any(vote.outcome == "counted" for vote in decisions(step, view))
    return "outcome" if view.shows_names() or is_counted else ""


def covers(step: Step) -> Cover | None:
    """Return the step that is decided on, unless hands are only counted."""
    about = step.options.get("about")
    return Cover(about) if about and step.options.get("scale") != HANDS else None


def _decision(row: Mapping[str, Any], step: Step) -> Decision:
    same = ("question", "outcome", "adopted", "adopts", "counts", "passed", "present", "voters")
    return Decision(
        **{key: row[key] for key in (*same, "why", "concerns")},
        about=str(step.options.get("about") or ""),
        item=row.get("item"),
        is_of_line="item" in row,
    )


def _vote_on_each(step: Step, view: View, stage: Stage) -> Play:
    """One vote after the other, in the order of the lines; played again when all are closed, any of them once more."""
    items = _put(step, view)
    stage.show(partial(blocks, step, view))
    votes = _newest(view.said(step.id))
    missing = [
        item for item in items if item.id not in votes or not votes[item.id].body.get("closed")
    ]
    for item in missing:
        yield from _vote_on(item, votes.get(item.id), step, view, stage)
    while not missing:
        again = stage.ask(
            Question(
                None,
                _("Shall one of them be voted on again? Its number; Enter: no"),
                lambda given: find_item(given, items),
                repeats=True,
            )
        )
        yield from _vote_on(again, None, step, view, stage)
        stage.show(partial(blocks, step, view))


def _vote_on(item: Item, entry: Entry | None, step: Step, view: View, stage: Stage) -> Play:
    """The vote on one line, from where it stands; a line that a file does not name is not voted on."""
    at: Key = ((item.text, str(item.number)),)
    if entry is None:
        if not stage.can_answer(*_levels_of(at)):
            return
        entry = yield Fact(_new_vote(item, step, view, stage))
    stage.show([Prompt(item.text, str(item.number))])
    yield from _hold(at, entry, view, stage)


def _levels_of(at: Key) -> list[Key]:
    """Where a file says how many, or which groups, are at one of the levels of this vote."""
    counted = [(*at, level) for scale in ("gradient", YES_NO, HANDS) for level in levels(scale)]
    return [(*at, "levels", 0), *counted]


def _hold(at: Key, entry: Entry, view: View, stage: Stage, is_counted: bool = False) -> Play:
    """Count and hear; ``at`` is where a file holds this vote."""
    if not is_counted:
        counting = _hear_voices if "voices" in entry.body else _count
        entry = yield from counting(at, entry, view, stage)
    yield from _hear_concerns(at, entry, stage)


def _new_vote(item: Item | None, step: Step, view: View, stage: Stage) -> dict[str, Any]:
    """A vote in which nothing is counted yet: its scale, its line, who is here, and what a yes would adopt."""
    before = view.said(step.id) if item else []
    body = (
        {key: before[-1].body[key] for key in ("scale", "needed")}
        if before
        else _choose_manner(step, stage)
    )
    by_group = step.options.get("voters") == "group"
    body |= {"voices": {}} if by_group else {"counts": {}}
    body["present"] = len(groups_here(view)) if by_group else len(view.voters())
    body["adopts"] = [item.id] if item else _choose_adopted(step, view, stage)
    return {**body, "item": item.id} if item else body


def _choose_manner(step: Step, stage: Stage) -> dict[str, Any]:
    """The scale, and the line that must be reached: both are settled before anyone shows a hand."""
    planned = step.options.get("scale", "gradient")
    hands = Option(HANDS, _("Hands alone: how many want it"))
    scales = [Option("gradient", _("Fingers, from 0 to 5")), Option(YES_NO, _("Yes or no"))]
    scales = (
        [hands] if planned == HANDS else [*scales, *([hands] if step.options.get("each") else [])]
    )
    scale = stage.next_of(
        [planned] if len(scales) == 1 else [],
        lambda: stage.choose(("scale",), _("How do we decide?"), scales, planned),
    )
    needed = Fraction(str(step.options.get("needed", NEEDED)))
    if step.options.get("ask_needed") and scale != HANDS:
        usual = next((name for name, share in SHARES.items() if share == needed), "usual")
        options = [Option(name, share_word(share)) for name, share in SHARES.items()]
        options += [Option("usual", share_word(needed))] if usual == "usual" else []
        chosen = stage.choose(
            ("needed",), _("How many of us must at least live with it?"), options, usual
        )
        needed = SHARES.get(chosen, needed)
    return {"scale": scale, "needed": str(needed)}


def _count(at: Key, entry: Entry, view: View, stage: Stage) -> Generator[Fact, Entry, Entry]:
    """Ask for the levels that were not counted yet; more hands than people are asked about, once."""
    body = dict(entry.body)
    while True:
        for level, words in levels(body["scale"]).items():
            if level not in body["counts"]:
                question = Question(
                    (*at, level), words, read_count, default="0", hint=_("How many? Enter: none.")
                )
                body = {**body, "counts": {**body["counts"], level: stage.ask(question)}}
                yield Fact(body, op="edit", ref=entry.id)
        counted = sum(body["counts"].values())
        if not body["present"] or counted <= body["present"]:
            break
        sentence = _("{counted} were counted, but {present} people are here.")
        options = [
            Option("keep", _("Keep it; the summary shows both numbers")),
            Option("again", _("Count again")),
        ]
        stage.say(sentence.format(counted=counted, present=body["present"]), "warning")
        if stage.choose(None, _("What now?"), options, "keep") == "keep":
            break
        body = {**body, "counts": {}, "present": len(view.voters())}
    return entry._replace(body=body)


def _hear_voices(at: Key, entry: Entry, view: View, stage: Stage) -> Generator[Fact, Entry, Entry]:
    """One level for each group, small or large; a group that nobody here stands for may be named too."""
    body = dict(entry.body)
    words = levels(body["scale"])
    with suppress(Finished):
        for number in count(len(body["voices"])) if "concerns" not in body else ():
            waiting = [group for group in groups_here(view) if group not in body["voices"]]
            stage.show(
                [Bullets(tuple(map(Bullet, words.values()))), *voices_shown(body["voices"], words)]
            )
            prompt = _("One more group, and its level? Enter: all were heard.")
            if waiting:
                prompt = _("{group}: which level?").format(group=waiting[0])
            group, level = stage.ask(
                Question(
                    (*at, "levels", number),
                    prompt,
                    lambda given, waiting=waiting: read_voice(given, words, waiting),  # type: ignore[misc]
                    repeats=True,
                    completions=tuple(waiting),
                    hint=_(
                        "{levels}. Another group: its name, then its level. An empty line: all were heard."
                    ).format(levels=", ".join(words)),
                )
            )
            body = {**body, "voices": {**body["voices"], group: level}}
            yield Fact(body, op="edit", ref=entry.id)
    return entry._replace(body=body)


def _hear_concerns(at: Key, entry: Entry, stage: Stage) -> Play:
    """Write down one concern after the other; hands that show one are told how many are still unheard."""
    body = dict(entry.body)
    concerned = worried(body)
    concerns = list(body.get("concerns") or ())
    with suppress(Finished):
        for number in count(len(concerns)) if concerned else ():
            concerns.append(stage.ask(_concern(at, number, concerned - number)))
            body = {**body, "concerns": list(concerns)}
            yield Fact(body, op="edit", ref=entry.id)
    if not body.get("closed"):
        yield Fact({**body, "closed": True}, op="edit", ref=entry.id)


def _concern(at: Key, number: int, unheard: int) -> Question[str]:
    prompt = _("Another concern? Enter: all were heard.")
    if unheard > 0:
        prompt = ngettext(
            "{count} has a concern. What is it?", "{count} have concerns. One of them", unheard
        )
    return Question(
        key=(*at, "concerns", number),
        prompt=prompt.format(count=unheard),
        read=read_words,
        repeats=True,
        hint=_("Role and reason, no name. An empty line: all were heard."),
    )


def _choose_further(body: Mapping[str, Any], stage: Stage) -> str:
    """What to do where a vote was closed already: ``keep`` it, ``hear`` a concern, or count ``again``."""
    options = [Option("keep", _("It stands as it was counted"))]
    options += [Option("hear", _("Write down one more concern"))] if worried(body) else []
    options += [Option("again", _("Count a new round; this one is kept"))]
    return stage.choose(None, _("This was decided already."), options, "keep")


def _choose_adopted(step: Step, view: View, stage: Stage) -> list[str]:
    """The ids that a yes adopts: the newest wording, the lines, or, of a ranking, those that the room puts to it."""
    put = _put(step, view)
    if not put or view.step(step.options["about"]).kind != "score":
        return [item.id for item in put]
    top = int(step.options.get("top", 3))
    taken = [item for item in put if item.number <= top]
    above = [item for item in taken if item.number != taken[-1].number]
    if len(taken) > top:
        sentence = _("There is a tie across the line: {count} issues share a place.")
        stage.say(sentence.format(count=len(taken) - len(above)), "warning")
    if step.options.get("choose"):
        options = [Option(item.text, item.text) for item in put]
        wished = stage.choose_many(
            ("agenda",), _("What belongs to the agenda?"), options, [item.text for item in taken]
        )
        return [item.id for item in put if item.text in wished]
    if len(taken) > top:
        options = [
            Option("all", _("Take all of the tied: {count} issues").format(count=len(taken)))
        ]
        options += (
            [Option("above", _("Only those above the tie: {count}").format(count=len(above)))]
            if above
            else []
        )
        if stage.choose(None, _("What belongs to the agenda?"), options, "all") == "above":
            taken = above
    return [item.id for item in taken]


def _put(step: Step, view: View) -> list[Item]:
    """The lines that may be decided on, of those that the room sees."""
    about = step.options.get("about")
    return kinds.items(about, view) if about else []


def _newest(votes: Sequence[Entry]) -> dict[str, Entry]:
    """The newest vote on each line, by its id."""
    return {vote.body["item"]: vote for vote in votes if "item" in vote.body}


def _row(vote: Entry, rounds: int, step: Step, view: View) -> dict[str, Any]:
    """One closed vote, as this audience may read it."""
    body = vote.body
    is_outside, counts = view.audience == "donor", counts_of(body)
    is_verdict = body["scale"] != HANDS
    verdict = verdict_of(body)
    outcome = verdict.outcome if is_verdict else "counted"
    why = reason(verdict) if is_verdict else hands_word(counts.get(HANDS, 0))
    return {
        "id": vote.id,
        "question": kinds.fill(step.prompt, view) or step.title,
        "scale": body["scale"],
        "outcome": outcome,
        "adopted": outcome in ADOPTED,
        "adopts": list(body["adopts"]),
        "counts": None
        if is_outside
        else {level: n for level, n in counts.items() if level != PASSED},
        "passed": None if is_outside else counts.get(PASSED, 0),
        "present": None if is_outside else body["present"] or None,
        "voters": "group" if "voices" in body else "people",
        "voices": None if is_outside else dict(body["voices"]) if "voices" in body else None,
        "needed": body.get("needed"),
        "concerns": [] if is_outside else list(map(str, body.get("concerns") or ())),
        "why": None if is_outside else why,
        "rounds": rounds,
    }


def _rows(step: Step, view: View) -> list[dict[str, Any]]:
    """The newest closed vote on each line, in the order of the lines; by hands, the most of them first."""
    votes = [vote for vote in view.standing(step.id) if vote.body.get("closed")]
    newest = _newest(votes)
    seen = {item.id: item for item in _put(step, view)}
    there = [item_id for item_id in newest if item_id in seen]
    there.sort(key=lambda item_id: seen[item_id].number)
    hidden = (
        [item_id for item_id in newest if item_id not in seen] if view.audience == "donor" else []
    )
    rows = []
    for item_id in (*there, *hidden):
        rounds = sum(vote.body.get("item") == item_id for vote in votes)
        item = seen.get(item_id)
        row = _row(newest[item_id], rounds, step, view)
        rows.append({**row, "item": item.text if item else None, "item_id": item_id})
    if all(row["scale"] == HANDS for row in rows):
        rows.sort(key=lambda row: -counts_of(newest[row["item_id"]].body).get(HANDS, 0))
    return rows


def _subject(step: Step, view: View, adopts: Sequence[str]) -> list[Block]:
    """What the vote is about: of a list, once a vote is open, only what was put to it."""
    about = step.options.get("about")
    if not about:
        return []
    put = [item for item in _put(step, view) if item.id in adopts]
    if view.step(about).kind == "draft" and len(put) < 2:
        return kinds.blocks(view.step(about), view)
    lines = tuple(Bullet(item.text, str(item.number)) for item in put)
    return [Bullets(lines)] if lines else kinds.blocks(view.step(about), view)


def _of_each(step: Step, view: View) -> list[Block]:
    """Every line with what became of it; before anyone voted, the lines."""
    rows = _rows(step, view)
    items = _put(step, view)
    if not rows:
        lines = tuple(Bullet(item.text, str(item.number)) for item in items)
        return [Bullets(lines)] if lines and view.audience != "donor" else []
    named = [row for row in rows if row["item"] is not None]
    if view.audience == "donor":
        return for_outside(rows, named)
    if all(row["scale"] == HANDS for row in named):
        return hands_shown(named)
    numbers = {item.id: str(item.number) for item in items}
    told = tuple(told_in_short(row, numbers[row["item_id"]]) for row in named)
    waiting = len(items) - len(named)
    still = ngettext(
        "{count} line is not voted on yet.", "{count} lines are not voted on yet.", waiting
    )
    return [Bullets(told), *([Prose(still.format(count=waiting), "quiet")] if waiting else [])]
