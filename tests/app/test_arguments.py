"""Words, names and passphrases as arguments: refused, not repeated, and why."""

import pytest

from tests.app.conftest import Run


@pytest.mark.parametrize(
    "words",
    [
        ["withdraw", "Siri"],
        ["withdraw", "Siri yangu"],
        ["withdraw", "1", "Siri"],
        ["undo", "Siri"],
        ["undo", "1", "Siri!"],
        ["move", "Siri", "--to", "note"],
        ["fix", "Siri"],
        ["quotes", "Siri"],
        ["quotes", "1", "Siri"],
        ["list", "exercises", "Siri"],
        ["show", "visioning", "Siri"],
        ["exercise", "check", "visioning", "Siri"],
        ["keys", "change", "Siri"],
        ["note", "--text", "Siri"],
        ["people", "add", "--name=Siri"],
        ["new", "Umoja", "--passphrase", "Siri"],
        ["--passphrase=Siri", "show"],
        ["unseal", "--password", "Siri"],
    ],
)
def test_what_may_be_words_is_refused_and_not_repeated(
    here: Run, capfd: pytest.CaptureFixture[str], words: list[str]
) -> None:
    here("new", "Umoja")
    here("note", typed="maji\n")
    capfd.readouterr()
    assert here(*words) == 2
    told = capfd.readouterr()
    assert told.out == ""
    assert "Clear that history" in told.err
    assert "siri" not in told.err.casefold()


def test_the_number_of_a_line_that_is_not_there_is_told(
    here: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    here("new", "Umoja")
    assert here("undo", "01JD7") == 1
    assert "No single line goes by 01JD7" in capfd.readouterr().err


def test_words_behind_two_dashes_are_no_options(here: Run) -> None:
    assert here("new", "--", "--passphrase") == 0
