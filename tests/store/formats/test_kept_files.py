"""Files as earlier programs wrote them, kept as they were: every later program opens them.

``format-1`` knew no numbers of lines; ``format-2-first`` had the first kind of sums; in
``sealed-first`` nobody signed a row.
"""

import shutil
from pathlib import Path

import pytest

from coalition_cli.model.entry import NOTES, PEOPLE, Place
from coalition_cli.store import WorkshopFile, check, key_rotation, open_for_capture
from coalition_cli.store.formats.sealed.format import SealedForm
from tests.support.store_rooms import note, stock, texts

KEPT = Path(__file__).with_name("kept")
PASSPHRASE = "bafe hilo raja kuse nifa topu"
PIECES = ["A house where nobody asks for our record", "A bus to the market", "Дім біля дороги"]
NOTED = ["land to farm", "The road floods", 'She said: "wait"']


@pytest.fixture(params=["format-1.json", "format-2-first.json", "format-2.json"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made = tmp_path / "workshops" / "umoja.json"
    made.parent.mkdir()
    shutil.copy(KEPT / request.param, made)
    return made


def test_a_plain_file_of_any_format_says_what_was_said(path: Path) -> None:
    file = WorkshopFile.open(path)
    workshop = file.workshop
    assert workshop.head.title == "Umoja"
    assert texts(workshop.standing(PEOPLE)) == ["Neema", "Amina", "Дарина"]
    assert texts(workshop.standing(Place("visioning", 1, "pieces"))) == PIECES
    assert texts(workshop.standing(NOTES)) == NOTED
    assert [workshop.number(entry.id) for entry in workshop.standing(NOTES)] == [1, 2, 3]
    (action,) = workshop.standing(Place("action-plan", 1, "actions"))
    assert workshop.numbers.code_of(action.id) == "A1"
    assert check(path) == []


def test_it_goes_on_growing(path: Path) -> None:
    before = len(WorkshopFile.open(path).workshop.entries)
    open_for_capture(path).append(note("a line more").fact, NOTES, "organizer")
    file = WorkshopFile.open(path)
    file.append([note("and one")])
    assert texts(file.workshop.standing(NOTES)) == [*NOTED, "a line more", "and one"]
    assert len(stock(path)) == before + 2
    assert check(path) == []


@pytest.mark.parametrize("name", ["sealed-first", "sealed"])
def test_a_sealed_folder_of_any_format_opens_with_its_passphrase(name: str, tmp_path: Path) -> None:
    sealed = tmp_path / "workshop-7f3k"
    shutil.copytree(KEPT / name, sealed)
    form = SealedForm(sealed, key_rotation.key_under(sealed, PASSPHRASE))
    file = WorkshopFile.open(sealed, form)
    assert texts(file.workshop.standing(NOTES)) == NOTED[:2]
    file.append([note("a line more")])
    form.fold()
    again = WorkshopFile.open(sealed, SealedForm(sealed, form.key))
    assert texts(again.workshop.standing(NOTES)) == [*NOTED[:2], "a line more"]
