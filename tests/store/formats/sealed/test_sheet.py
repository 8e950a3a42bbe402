"""Ways out of a lost key: the commands of sheets and messages, run as they are printed."""

import html
import json
import re
import shutil
from pathlib import Path

import pexpect
import pytest

from tests.support.calling import House
from tests.support.resting import Rest
from tests.support.sealed_calls import FD, call, make
from tests.support.sealed_rooms import PASSPHRASE

pytestmark = pytest.mark.slow

needs_age = pytest.mark.skipif(not shutil.which("age"), reason="the age command is not installed")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "house")


def printed(page: Path) -> list[str]:
    """The commands on the page that the program age is named in."""
    found = re.findall(r"<pre>(.*?)</pre>", page.read_text(), re.DOTALL)
    return [html.unescape(each) for each in found if each.startswith("age -d")]


def run(house: House, folder: Path, command: str) -> str:
    """Type ``command`` in a shell in ``folder``, and the passphrase where it is asked for."""
    child = pexpect.spawn(
        "sh", ["-c", command], env=house.environment, cwd=str(folder), encoding="utf-8", timeout=60
    )
    asked = child.expect(["passphrase", pexpect.EOF])
    out = ""
    if asked == 0:
        Rest(child.pid).wait(0.2)
        child.sendline(PASSPHRASE)
        child.expect(pexpect.EOF)
    out = child.before
    child.close()
    assert child.exitstatus == 0, out
    return out


@needs_age
def test_every_command_of_the_sheets_opens_what_it_says(house: House) -> None:
    path = make(house)
    assert call(house, "note", "--stdin", typed="Maji ya kisima\n").status == 0
    sheet = call(house, "keys", "sheet", "--out", "sheet.html", *FD, secrets=(PASSPHRASE,))
    assert sheet.status == 0, sheet
    assert call(house, "note", "--stdin", typed="Kazi na umoja\n").status == 0
    with_passphrase, with_key, newest_lines = printed(house.desk / "sheet.html")
    new_passphrase = f"coalition keys rotate --file {path.name} --organisation-proof"
    assert new_passphrase in (house.desk / "sheet.html").read_text()
    folder = house.desk / "elsewhere"
    shutil.copytree(path, folder)
    run(house, folder, with_passphrase)
    stored = json.loads((folder / "workshop.json").read_text())
    assert stored["workshop"]["1"]["title"] == "kanari title"
    (folder / "workshop.json").unlink()
    assert "Kazi na umoja" in run(house, folder, newest_lines)
    assert not (folder / "key.txt").exists()
    shutil.copy(house.desk / "organisation.txt", folder / "organisation-key.txt")
    run(house, folder, with_key)
    assert json.loads((folder / "workshop.json").read_text()) == stored


@needs_age
def test_the_page_of_an_organisations_key_opens_with_what_was_typed_from_it(house: House) -> None:
    made = call(
        house, "keys", "new-organisation-key", "--out", "organisation.txt", "--sheet", "key.html"
    )
    assert made.status == 0
    holder = ("--organisation", "organisation.txt", "--organisation-proof", "organisation.txt")
    path = Path(call(house, "new", "Umoja", "--seal", *holder, *FD, secrets=(PASSPHRASE,)).lines[0])
    page = (house.desk / "key.html").read_text()
    groups = re.findall(r"<span>(.*?)</span>", page)
    (path / "organisation-key.txt").write_text("".join(groups) + "\n")
    (command,) = printed(house.desk / "key.html")
    run(house, path, command)
    assert json.loads((path / "workshop.json").read_text())["workshop"]["1"]["title"] == "Umoja"


def test_the_organisation_opens_it_on_another_laptop_and_gives_a_new_passphrase(
    house: House, tmp_path: Path
) -> None:
    path = make(house)
    assert call(house, "note", "--stdin", typed="Maji\n").status == 0
    away = call(house, "keys", "away", "--yes", "--organisation-proof", "organisation.txt")
    assert away.status == 0, away
    refused = call(house, *FD, "show", secrets=(PASSPHRASE,))
    assert refused.status == 1
    assert "keys rotate --organisation-proof" in refused.err
    other = House(tmp_path / "other")
    shutil.copytree(path, other.desk / path.name)
    shutil.copy(house.desk / "organisation.txt", other.desk)
    words = ("--file", path.name, "keys", "rotate", "--yes")
    proof = ("--organisation-proof", "organisation.txt", "--new-passphrase-fd", "5")
    rotated = call(other, *words, *proof, secrets=(PASSPHRASE,))
    assert rotated.status == 0, rotated
    assert "coalition merge FILE --organisation-proof FILE" in rotated.err
    shown = call(other, "--file", path.name, *FD, "show", "--for", "private", secrets=(PASSPHRASE,))
    assert "Maji" in shown.out
