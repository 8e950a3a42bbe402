"""Documents of word processors as an office lays them out: as many pages as they may have."""

from pathlib import Path

import pytest

from coalition_cli.exports import export
from coalition_cli.model.summary import Summary
from tests.support.document_words import pages_in_office
from tests.typesetting.test_fitting import WORDS, listed, participants

FORMATS = ("docx", "odt")


@pytest.mark.slow
@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("name", FORMATS)
def test_with_every_cap_full_the_participants_page_is_one(
    name: str, language: str, tmp_path: Path
) -> None:
    module = export(name)
    content = module.render(Summary(participants(language), {}))
    assert len(pages_in_office(content, module.SUFFIX, tmp_path)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_a_page_that_never_spills_is_one_page_and_says_which_of_how_many(
    name: str, tmp_path: Path
) -> None:
    module = export(name)
    content = module.render(Summary(listed(200, 60, most_pages=1), {}))
    [page] = pages_in_office(content, module.SUFFIX, tmp_path)
    assert "Page 1 of 1" in page
