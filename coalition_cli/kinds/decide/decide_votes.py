"""The votes of a step as they were closed: rows, and decisions of the workshop."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.kinds.decide.decide_options import lines_put
from coalition_cli.methods.agreement import reason
from coalition_cli.methods.ranking_blocks import place_word
from coalition_cli.methods.vote_scales import HANDS, PASSED, hands_word
from coalition_cli.methods.voting import ADOPTED, counts_of, verdict_of
from coalition_cli.model.contributions import USUAL_WEIGHT, Decision, Voice
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View
from coalition_cli.phrasing.decision_words import fill_item, titled


def result(step: Step, view: View) -> dict[str, Any] | list[dict[str, Any]] | None:
    """The newest count: outcome, counts, who was present, concerns, and the sentence that says why.

    With ``each`` a list of these, one for each line that was voted on, which ``item`` and
    ``item_id`` name; ``item`` is None where the line itself is not for this audience.
    """
    if step.options.get("each"):
        return vote_rows(step, view) or None
    votes = [vote for vote in kinds.standing(step, view) if vote.body.get("closed")]
    return vote_row(votes[-1], len(votes), step, view) if votes else None


def decisions(step: Step, view: View) -> list[Decision]:
    """Return one for each vote.

    Of votes on lines that are not for this audience one is told, for all of them.
    """
    found = result(step, view)
    rows = found if isinstance(found, list) else [found] if found else []
    told = [_decision(row, step, view) for row in rows]
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
    """Votes are told among the decisions.

    Here to organizers, and to others where hands were only counted.
    """
    is_counted = any(vote.outcome == "counted" for vote in kinds.given("decisions", step, view))
    return "outcome" if view.shows_names() or is_counted else ""


def _decision(row: Mapping[str, Any], step: Step, view: View) -> Decision:
    same = ("id", "question", "outcome", "adopted", "adopts", "counts", "passed", "present")
    frame = _frame(step)
    if "item" in row:
        texts = said = [row["item"]] if row["item"] is not None else []
    else:
        put, places = _put(row, step, view), _places(step, view)
        texts = [item.text for item in put]
        said = [" ".join(filter(None, (places.get(item.id), item.text))) for item in put]
    return Decision(
        **{key: row[key] for key in (*same, "voters", "why", "concerns")},
        about=str(step.options.get("about") or ""),
        texts=texts,
        sentence=fill_item(frame, said or [_unsaid(row)]),
        frame=frame,
        label=_label(step, view),
        weight=int(step.options.get("weight", USUAL_WEIGHT)),
        item=row.get("item"),
        is_of_line="item" in row,
    )


def _frame(step: Step) -> str:
    """What the file says that a decision says; else the title of the step, and what was put."""
    said = step.options.get("sentence")
    if said:
        return str(said)
    return titled(step.title) if step.options.get("about") else step.title


def _label(step: Step, view: View) -> str:
    """The title of what is decided on, where other steps have the same sentence; else nothing."""
    said, about = step.options.get("sentence"), _about(step, view)
    steps = view.exercise.steps
    is_shared = sum(other.options.get("sentence") == said for other in steps) > 1
    return about.title if said and about and is_shared else ""


def _put(row: Mapping[str, Any], step: Step, view: View) -> list[Item]:
    """The lines that were put to the vote, as far as they may be read.

    An earlier wording stands where the room voted on that and not on the newest.
    """
    lines = lines_put(step, view)
    put = [item for item in lines if item.id in row["adopts"]]
    missing = set(row["adopts"]) - {item.id for item in put}
    about = _about(step, view)
    earlier = kinds.lines(about, view) if about and missing else []
    return [*put, *(item for item in earlier if item.id in missing)]


def _places(step: Step, view: View) -> dict[str, str]:
    """The place of each line of an agenda, as a page says it; nothing for any other list."""
    about = _about(step, view)
    agenda = kinds.given("agenda", about, view) if about else None
    placed = [issue for issue in agenda.issues if issue.place is not None] if agenda else []
    return {issue.id: place_word(issue.as_row()) for issue in placed}


def _about(step: Step, view: View) -> Step | None:
    """The step that is decided on; None where there is none, as in a file that was changed."""
    about = view.at(str(step.options.get("about") or ""))
    return about[0] if about else None


def _unsaid(row: Mapping[str, Any]) -> str:
    """What stands for lines that this audience may not read, or that nobody wrote down."""
    return _("words that do not stand here") if row["adopts"] else _("not said yet")


def newest_votes(votes: Sequence[Entry]) -> dict[str, Entry]:
    """The newest vote on each line, by its id."""
    return {vote.body["item"]: vote for vote in votes if "item" in vote.body}


def vote_row(vote: Entry, rounds: int, step: Step, view: View) -> dict[str, Any]:
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


def under_its_code(row: Mapping[str, Any], view: View) -> dict[str, Any]:
    """A vote whose sentence begins with the code that it is called by everywhere, if it has one."""
    code = view.workshop.numbers.code_of(row["id"])
    return {**row, "why": f"{code} · {row['why']}"} if code and row["why"] else dict(row)


def vote_rows(step: Step, view: View) -> list[dict[str, Any]]:
    """The newest closed vote on each line, in the order of the lines.

    By hands, the most of them first.
    """
    votes = [vote for vote in kinds.standing(step, view) if vote.body.get("closed")]
    newest = newest_votes(votes)
    seen = {item.id: item for item in lines_put(step, view)}
    there = [item_id for item_id in seen if item_id in newest]
    hidden = (
        [item_id for item_id in newest if item_id not in seen] if view.audience == "donor" else []
    )
    rows = []
    for item_id in (*there, *hidden):
        rounds = sum(vote.body.get("item") == item_id for vote in votes)
        item = seen.get(item_id)
        row = vote_row(newest[item_id], rounds, step, view)
        rows.append({**row, "item": item.text if item else None, "item_id": item_id})
    if all(row["scale"] == HANDS for row in rows):
        rows.sort(key=lambda row: -counts_of(newest[row["item_id"]].body).get(HANDS, 0))
    return rows
