"""Words whose speaker was not asked yet are hers alone, however wide the step, its bucket or its
turn is.
"""

import pytest

from coalition_cli import kinds
from coalition_cli.model.entry import SHARES, Share, share_level
from coalition_cli.model.exercise import Step
from tests.kinds.kind_rooms import seen_by
from tests.support.playing import DOWN, ENTER, Bench

WORDS = "Her own words"
OTHERS: tuple[Share, ...] = ("organizer", "participants", "donor")
OPEN_BUCKET = [{"id": "open", "title": "Open", "share": "donor"}]


def quotes(share: Share) -> Step:
    return Step("s", "notes", "Quotes", share=share, options={"consent": True})


def lines(share: Share) -> Step:
    return Step("s", "notes", "Lines", share=share, options={"ask_share": True})


def lines_in_a_wide_bucket(share: Share) -> Step:
    options = {"ask_share": True, "buckets": OPEN_BUCKET}
    return Step("s", "notes", "Lines", share=share, options=options)


def quotes_in_a_wide_bucket(share: Share) -> Step:
    options = {"consent": True, "buckets": OPEN_BUCKET}
    return Step("s", "notes", "Quotes", share=share, options=options)


def circle(share: Share) -> Step:
    return Step("s", "circle", "Round", share=share, options={"ask_share": True})


def circle_of_groups(share: Share) -> Step:
    return Step("s", "circle", "Round", share=share, options={"ask_share": True, "each": "group"})


# What is pressed until her words are on disk, and after how many facts the program dies there.
ASKING = {
    "quotes": (quotes, 1, (f"{WORDS} @Amina\r",)),
    "quotes in a bucket": (quotes_in_a_wide_bucket, 1, (f"{WORDS} #open @Amina\r",)),
    "lines": (lines, 1, (f"{WORDS} @Amina\r",)),
    "lines in a bucket": (lines_in_a_wide_bucket, 1, (f"{WORDS} #open @Amina\r",)),
    "circle": (circle, 2, ("1", f"{WORDS}\r")),
    "circle of groups": (circle_of_groups, 2, ("1", f"{WORDS}\r")),
}


def readers_of(bench: Bench, step: Step) -> list[Share]:
    """The audiences to whom the step's result, its items or its blocks say her words."""
    found = []
    for audience in SHARES:
        view = seen_by(bench, audience)
        told = [kinds.result(step, view), kinds.items("s", view), kinds.blocks(step, view)]
        if WORDS in repr(told):
            found.append(audience)
    return found


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("name", ASKING)
def test_before_her_answer_nobody_else_reads_her_words(name: str, share: Share) -> None:
    make, facts, keys = ASKING[name]
    step = make(share)
    bench = Bench(step)
    assert bench.type_until(facts, step, *keys) == ()
    assert [entry.share for entry in bench.view.said("s")] == ["private"]
    assert readers_of(bench, step) == ["private"]


@pytest.mark.parametrize("share", OTHERS)
@pytest.mark.parametrize("name", ASKING)
def test_a_program_that_died_before_her_answer_asks_her_at_its_next_start(
    name: str, share: Share
) -> None:
    make, facts, keys = ASKING[name]
    step = make(share)
    bench = Bench(step)
    bench.type_until(facts, step, *keys)
    with_a_no = "1" if name.startswith("quotes") else "1\r"
    assert bench.type_until(1, step, with_a_no) == ()
    assert readers_of(bench, step) == ["private"]


@pytest.mark.parametrize(("keys", "consent"), [("2", "anonymous"), (DOWN * 2 + ENTER, "named")])
def test_her_yes_widens_as_far_as_she_says(keys: str, consent: str) -> None:
    step = quotes("private")
    bench = Bench(step)
    bench.type_until(2, step, f"{WORDS} @Amina\r", keys, "2")
    (entry,) = bench.view.said("s")
    assert (entry.body["consent"], entry.share) == (consent, "participants")
    expected = [each for each in SHARES if share_level(each) <= share_level("participants")]
    assert readers_of(bench, step) == expected


@pytest.mark.parametrize("step", [quotes("donor"), lines("donor")], ids=["quotes", "lines"])
def test_an_answers_file_that_says_nothing_of_it_keeps_quotes_to_herself(step: Step) -> None:
    bench = Bench(step)
    bench.answer(step, [{"text": WORDS, "by": "Amina"}])
    is_quote = bool(step.options.get("consent"))
    assert [entry.share for entry in bench.view.said("s")] == ["private" if is_quote else "donor"]
