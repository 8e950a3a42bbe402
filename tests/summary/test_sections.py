"""The summary: every audience reads what it may, nothing else, and everything it may is in it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

import coalition_cli
from coalition_cli.catalog import Catalog, folders
from coalition_cli.model.actions import REPORTS
from coalition_cli.model.audience import Audience
from coalition_cli.model.entry import NOTES, PEOPLE, Fact, Place, Share, make
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.header import Head
from coalition_cli.model.summary import Summary
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers
from coalition_cli.summary import Wish, build
from tests.support.changing import fix
from tests.support.summaries import cells, content, everything_in, names, page

MADE = datetime(2024, 11, 20, 16, 10, tzinfo=UTC)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
SCHEMA = json.loads(
    (Path(coalition_cli.__file__).parent / "schemas" / "summary.schema.json").read_text()
)
CATALOG = Catalog(folders(None, Path("/nowhere")), "en")


def find(name: str) -> Exercise | None:
    return CATALOG.find(name)


class Day:
    """A workshop that answers files fill."""

    def __init__(self) -> None:
        self.workshop = Workshop(Head("W1", "The day", "2024-11-12", "The place"))

    def answer(self, exercise: str, values: Any, run: int = 1, people: Any = ()) -> "Day":
        answers = {"people": list(people), exercise: values}
        entries, _said = play_answers(
            CATALOG.exercise(exercise),
            run,
            answers,
            Path("paper.toml"),
            self.workshop,
            find,
            "bench",
        )
        self.workshop.extend(entries)
        return self

    def note(self, text: str, share: Share, **more: Any) -> None:
        self.record(Fact({"text": text, **more.get("body", {})}, more.get("by")), NOTES, share)

    def record(self, fact: Fact, place: Place, share: Share) -> Any:
        entry = make(fact, place, share=share, device="bench", after=self.workshop.last)
        self.workshop.extend([entry])
        return entry

    def said(self, exercise: str, step: str, run: int = 1) -> list[Any]:
        return self.workshop.standing(Place(exercise, run, step))

    def summary(self, audience: Audience, find: Callable[[str], Exercise | None] = find) -> Summary:
        return build(self.workshop, find, audience, MADE)


def a_full_day() -> Day:
    """Every field that people fill holds a canary; its last part says who may read it."""
    day = Day()
    people = [
        {"name": "Nameone", "group": "Groupred"},
        {"name": "Nametwo", "group": "Groupred"},
        "Namethree",
    ]
    day.answer(
        "visioning",
        {
            "neighbours": {"Pairblue": ["Nameone", "Nametwo"]},
            "pieces": [{"by": "Nameone", "text": "piece-room"}, {"by": "Nametwo", "passed": True}],
            "bundles": {"theme-room": [1]},
            "vision": ["draft-room", "vision-all"],
            "agree": {"5": 2, "2": 1, "concerns": ["worry-room"]},
        },
        people=people,
    )
    weights = {
        "issueone-all": {"5": 3},
        "issuetwo-all": {"4": 3},
        "issuethree-all": {"3": 3},
        "issuefour-room": {"1": 3},
    }
    day.answer(
        "agenda-ranking",
        {
            "issues": [*weights, "unweighed-room"],
            "scores": {"urgency": weights, "feasibility": weights},
            "what-the-table-hides": [{"text": "hidden-organizer", "by": "Nametwo"}],
            "agree": {"5": 3},
        },
    )
    day.answer(
        "action-plan",
        {
            "tables": {"Tablegreen": ["Namethree"]},
            "ideas": ["idea-room"],
            "actions": [
                {
                    "what": "action-all",
                    "who": "Nameone",
                    "helper": "helper-room",
                    "by_when": "2024-12-12",
                    "first_step": "first-all",
                    "support": "support-all",
                    "measure": "measure-all",
                }
            ],
            "agree": {"yes": 3},
            "next-meeting": ["meeting-room"],
        },
    )
    promises: dict[Share, str] = {
        "private": "private",
        "organizer": "organizer",
        "participants": "room",
    }
    rows = [
        {
            "by": by,
            "learning": f"learn-{word}",
            "commitment": f"promise-{word}",
            "text": f"aside-{word}",
            "share": share,
        }
        for by, (share, word) in zip(
            ("Nameone", "Nametwo", "Namethree"), promises.items(), strict=True
        )
    ]
    quotes = [
        {"text": f"quote{consent}-{word}", "by": "Namethree", "consent": consent, "share": share}
        for consent in ("anonymous", "named")
        for share, word in (("organizer", "organizer"), ("participants", "room"), ("donor", "all"))
    ]
    no = {"text": "quotenone-private", "by": "Namethree", "consent": "none"}
    day.answer(
        "reflection-circle",
        {"circle": rows, "promises": ["written-private"], "quotes": [no, *quotes]},
    )
    shares: dict[Share, str] = {**promises, "donor": "all"}
    for share, word in shares.items():
        day.note(
            f"note-{word}",
            share,
            by=day.workshop.people()[0].id,
            body={"group": f"Notegroup{word}"},
        )
    return day


LEVELS: dict[str, set[Audience]] = {
    "private": set(),
    "organizer": {"organizer"},
    "room": {"organizer", "participants", "follow-up"},
    "all": set(AUDIENCES),
}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_word_is_read_only_where_it_may_be(audience: Audience) -> None:
    day = a_full_day()
    told = everything_in(day.summary(audience))
    canaries = {
        text
        for entry in day.workshop.entries
        for value in entry.body.values()
        for text in (value if isinstance(value, list) else [value])
        if isinstance(text, str) and "-" in text and text.rpartition("-")[2] in LEVELS
    }
    assert len(canaries) > 35
    for canary in sorted(canaries):
        assert canary not in told or audience in LEVELS[canary.rpartition("-")[2]], canary


@pytest.mark.parametrize("audience", ["participants", "organizer"])
def test_everything_that_may_be_read_is_there_also_what_nobody_voted_for(
    audience: Audience,
) -> None:
    told = everything_in(a_full_day().summary(audience))
    for word in (
        "piece",
        "theme",
        "draft",
        "worry",
        "issuefour",
        "unweighed",
        "idea",
        "meeting",
        "note",
        "helper",
    ):
        assert f"{word}-room" in told, word
    for word in ("vision", "issueone", "action", "first", "support", "measure"):
        assert f"{word}-all" in told, word


def test_donors_read_no_name_no_group_and_no_count_of_hands() -> None:
    summary = a_full_day().summary("donor")
    told = everything_in(summary)
    for word in (
        "Nameone",
        "Nametwo",
        "Groupred",
        "Pairblue",
        "Tablegreen",
        "Notegroup",
        "helper-",
        "worry-",
    ):
        assert word not in told, word
    assert [row["by"] for row in summary.data["quotes"]] == [None, None]
    # She agreed that her chosen name stands with these words; it does where somebody asks for it.
    named = build(a_full_day().workshop, find, "donor", MADE, Wish(are_quotes_named=True))
    assert [row["by"] for row in named.data["quotes"]] == [None, "Namethree"]
    assert all(row["counts"] is None for row in summary.data["decisions"])


def test_participants_do_not_read_who_said_what() -> None:
    data = a_full_day().summary("participants").data
    assert {row["by"] for row in data["notes"]} == {None}
    said = [
        row
        for e in data["exercises"]
        for s in e["steps"]
        if s["kind"] == "circle"
        for row in s["outcome"] or ()
    ]
    assert {row["by"] for row in said} == {None}
    assert [row["who"] for row in data["actions"]] == ["Nameone"]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_data_keeps_to_its_schema(audience: Audience) -> None:
    checker = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    for day in (a_full_day(), Day()):
        summary = day.summary(audience)
        assert list(checker.iter_errors(json.loads(json.dumps(summary.data)))) == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_left_out_and_what_is_there_add_up(audience: Audience) -> None:
    day = a_full_day()
    data = day.summary(audience).data
    places = {
        entry.place for entry in day.workshop.entries if entry.place.exercise and entry.place.step
    }
    said = [entry for place in (*places, NOTES) for entry in day.workshop.standing(place)]
    # Somebody passed, of which readers outside are told nothing: no line of theirs is left out.
    standing = len(said) - (audience == "donor")
    shown = sum(step["entries"] for e in data["exercises"] for step in e["steps"]) + len(
        data["notes"]
    )
    left_out = data["left_out"]
    assert left_out["entries"] == standing - shown
    # By exercise some would be so few that they point at somebody: not told outside.
    assert sum(left_out["by_exercise"].values()) == (0 if audience == "donor" else standing - shown)
    assert left_out["entries"] > 0


def test_an_empty_day_says_not_done_today() -> None:
    summary = Day().summary("participants")
    for name in ("vision", "agenda", "actions"):
        assert "Not done today." in content(summary, name), name
    assert "We meet again:" in content(summary, "meeting")
    assert (summary.data["vision"], summary.data["agenda"], summary.data["actions"]) == (
        None,
        [],
        [],
    )


def test_notes_of_a_day_without_exercises_are_in_the_organizers_summary() -> None:
    day = Day()
    assert [part.name for part in day.summary("organizer").document.parts] == ["tonight"]
    day.note("the bus was late", "participants")
    summary = day.summary("organizer")
    assert [part.name for part in summary.document.parts] == ["tonight", "annex"]
    assert "the bus was late" in content(summary, "notes")


def test_participants_find_one_plain_page_and_behind_it_what_was_agreed() -> None:
    assert names(a_full_day().summary("participants")) == [
        *("did", "vision", "agenda", "actions", "meeting", "promise", "end"),
    ]
    with_back = build(a_full_day().workshop, find, "participants", MADE, Wish(has_back=True))
    assert [part.name for part in with_back.document.parts] == ["page", "back"]
    assert "issueone-all" in content(with_back, "adopted")


def test_a_wording_that_was_not_adopted_is_called_a_draft_and_kept_from_donors() -> None:
    day = Day().answer("visioning", {"vision": "We are met at the door", "agree": {"5": 2, "0": 1}})
    assert "This is a draft." in everything_in(day.summary("participants"))
    assert "met at the door" not in everything_in(day.summary("donor"))
    assert "vision" not in names(day.summary("donor"))


def test_a_wording_written_after_the_vote_is_a_draft_again_and_donors_keep_the_adopted_one() -> (
    None
):
    day = Day().answer("visioning", {"vision": "The adopted one", "agree": {"5": 3}})
    day.record(
        Fact({"text": "The newer one", "from": [], "after": None}),
        Place("visioning", 1, "vision"),
        "participants",
    )
    view, donor = day.summary("participants"), day.summary("donor")
    assert (view.data["vision"], donor.data["vision"]) == ("The newer one", "The adopted one")
    assert "This is a draft." in content(view, "vision")
    assert "The newer one" not in everything_in(donor)


def test_only_what_was_adopted_is_the_agenda() -> None:
    scores = {"A": [5], "B": [4], "C": [4], "D": [1]}
    values = {
        "issues": list(scores),
        "scores": {"urgency": scores, "feasibility": scores},
        "agree": {"5": 3},
    }
    data = Day().answer("agenda-ranking", values).summary("organizer").data
    assert [(row["rank"], row["tied"], row["issue"], row["chosen"]) for row in data["agenda"]] == [
        (1, False, "A", True),
        (2, True, "B", True),
        (2, True, "C", True),
        (4, False, "D", False),
    ]
    open_values = {**values, "agree": {"5": 1, "0": 1}}
    undecided = Day().answer("agenda-ranking", open_values).summary("participants")
    assert not any(row["chosen"] for row in undecided.data["agenda"])
    assert "This is not decided yet." in content(undecided, "agenda")


def test_the_newest_ranking_is_the_agenda_and_the_one_before_stays_in_the_annex() -> None:
    day = Day()
    for run, issue in ((1, "Old issue"), (2, "New issue")):
        values = {"issues": [issue], "scores": {"urgency": {issue: 4}, "feasibility": {issue: 4}}}
        day.answer("agenda-ranking", values, run)
    summary = day.summary("organizer")
    assert [row["issue"] for row in summary.data["agenda"]] == ["New issue"]
    assert "Old issue is 1st" in content(summary, "said")


def test_an_exercise_that_was_only_opened_was_not_held() -> None:
    day = Day()
    day.record(Fact({"began": True}), Place("visioning"), "participants")
    assert day.summary("organizer").data["exercises"] == []


def test_a_session_that_ended_early_still_reports() -> None:
    day = Day().answer("visioning", {"pieces": ["A gate"]})
    for audience in AUDIENCES:
        assert day.summary(audience).data["exercises"][0]["id"] == "visioning"
    assert "A gate" in everything_in(day.summary("participants"))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_where_the_file_of_an_exercise_is_gone_its_lines_are_still_read_and_no_further(
    audience: Audience,
) -> None:
    summary = a_full_day().summary(audience, lambda _name: None)
    told = everything_in(summary)
    assert [row["id"] for row in summary.data["exercises"]][:2] == ["visioning", "agenda-ranking"]
    for canary in (
        "written-private",
        "hidden-organizer",
        "piece-room",
        "issueone-all",
        "quoteanonymous-all",
    ):
        # What was adopted is no longer known without the file: donors read less of it, never more.
        may = audience in LEVELS[canary.rpartition("-")[2]] and (
            audience != "donor" or canary.startswith("quote")
        )
        assert (canary in told) is may, canary


def test_a_step_that_the_file_no_longer_has_is_still_read() -> None:
    day = Day().answer("visioning", {"pieces": ["A gate"], "vision": "We are met"})
    shorter = replace(CATALOG.exercise("visioning"), steps=CATALOG.exercise("visioning").steps[:2])
    summary = day.summary("participants", lambda _name: shorter)
    assert {"A gate", "We are met"} <= {
        row["text"]
        for step in summary.data["exercises"][0]["steps"]
        for row in step["outcome"] or ()
    }


def test_the_follow_up_sheet_has_what_is_open_by_its_day_and_what_to_hear_first() -> None:
    day = Day()
    actions = [
        {"what": what, "who": "Amina", "by_when": when}
        for what, when in (("Late", "14 Nov"), ("Far", "12 Dec"))
    ]
    values = {
        "actions": [{"what": "Undated"}, *reversed(actions), {"what": "Over"}],
        "agree": {"yes": 2, "no": 1},
    }
    day.answer("action-plan", {**values, "next-meeting": ["Friday at nine"]}, people=["Amina"])
    over = day.said("action-plan", "actions")[-1]
    day.record(
        Fact({**over.body, "status": "done"}, op="edit", ref=over.id), over.place, over.share
    )
    summary = day.summary("follow-up")
    assert names(summary) == [
        *("meeting", "strip", "actions", "done", "worries", "care", "new", "next", "slip"),
    ]
    rows = [[code, what, day] for code, what, _who, day, _state in cells(summary, "actions")]
    assert rows == [
        ["A3", "Late", "Thu 14 Nov"],
        ["A2", "Far", "Thu 12 Dec"],
        ["A1", "Undated", "not said yet"],
    ]
    assert "6 days before" in content(summary, "actions")
    assert "Over" in content(summary, "done")
    assert "Friday at nine" in content(summary, "meeting")
    assert cells(summary, "new")[0][0] == "A5"


def test_a_summary_made_before_the_end_says_so() -> None:
    summary = build(Day().workshop, find, "organizer", MADE, Wish(is_interim=True))
    assert "interim, 16.10: the workshop is still going on" in page(summary)


def test_who_withdrew_her_name_is_named_nowhere_and_by_no_number() -> None:
    day = a_full_day()
    nameone = day.workshop.people()[0]
    day.record(Fact({}, op="withdraw", ref=nameone.id), PEOPLE, "organizer")
    for audience in AUDIENCES:
        assert nameone.id not in everything_in(day.summary(audience))


def test_words_mended_after_the_day_are_mended_in_the_next_summary() -> None:
    day = a_full_day()
    fix(day.said("visioning", "pieces")[0], "piece-mended", day.record)
    told = everything_in(day.summary("participants"))
    assert "piece-mended" in told
    assert "piece-room" not in told


def test_organizers_read_what_each_quote_was_given_for() -> None:
    rows = cells(a_full_day().summary("organizer"), "quotes")
    assert [
        "Q6",
        "quotenamed-all",
        "Namethree",
        "with her chosen name",
        "also for people outside",
    ] in rows
    assert ["Q1", "quoteanonymous-organizer", "", "without a name", "for the organizers"] in rows


def test_an_event_falls_silent_by_the_day_of_the_sheet_though_nothing_was_said_since() -> None:
    day = Day()
    day.record(
        Fact({"event": "", "what": "Tea at Mwanza", "status": "moving", "next_on": "2024-11-18"}),
        REPORTS,
        "participants",
    )
    said = [each._replace(at="2024-11-12T10:00:00.000Z") for each in day.workshop.entries]
    workshop = Workshop(day.workshop.head, said)
    for made, is_silent in ((datetime(2024, 11, 13, tzinfo=UTC), False), (MADE, True)):
        sheet = build(workshop, find, "follow-up", made)
        assert ("silent" in names(sheet)) is is_silent
