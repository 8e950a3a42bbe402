"""Slips for the next meeting: a promise stands there only where those who took part may read it."""

import pytest

from coalition_cli.blocks import Prose
from coalition_cli.model.document import Blanks, Pairs, Section
from coalition_cli.model.entry import Share
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary import build
from tests.pages.rooms import MADE, exercises, workshop
from tests.summary.test_sections import a_full_day
from tests.support.document_words import words_of


def slip_where(share: Share) -> Section:
    """The slip of somebody with an action, who lets others read her promise as far as ``share``."""
    held = a_full_day().workshop
    entries = [
        entry._replace(share=share) if entry.body.get("commitment") == "promise-private" else entry
        for entry in held.entries
    ]
    document = build(Workshop(held.head, entries), exercises().find, "follow-up", MADE).document
    (slip,) = [section for section in document.sections if section.name == "slip"]
    assert slip.title == "Nameone"
    return slip


@pytest.mark.parametrize("share", ["private", "organizer", "participants", "donor"])
def test_her_promise_stands_on_her_slip_only_if_those_who_took_part_may_read_it(
    share: Share,
) -> None:
    slip = slip_where(share)
    is_told = share in ("participants", "donor")
    promises = [
        pair.value
        for content in slip.blocks
        if isinstance(content, Pairs)
        for pair in content.pairs
        if pair.label == "My promise"
    ]
    assert promises == (["promise-private"] if is_told else [])
    assert any(isinstance(content, Blanks) for content in slip.blocks) is not is_told


def test_a_slip_tells_nobody_to_tell_herself() -> None:
    document = build(workshop("one-day"), exercises().find, "follow-up", MADE).document
    slips = [section for section in document.sections if section.name == "slip"]
    assert len(slips) > 3
    for slip in slips:
        foot = [content.text for content in slip.after if isinstance(content, Prose)]
        assert not any(f"Tell {slip.title} " in words for words in foot)
    assert words_of(document)
